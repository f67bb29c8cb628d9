/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of watched folders whose name says nothing: their beginning is read, one after the other. */

#define G_LOG_DOMAIN "velo-inbox"

#include "config.h"

#include "velo-inbox-doubts-private.h"

typedef struct
{
  VeloTakenFile *place; /* (owned) */
  GFile *file;          /* (owned) */
} Doubt;

struct _VeloInboxDoubts
{
  VeloInboxDoubtsFunc func;
  gpointer user_data;        /* (borrowed) */
  GQueue waiting;            /* (element-type Doubt) */
  Doubt *current;            /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (not nullable) */
};

static void look (VeloInboxDoubts *self);

static void
doubt_free (gpointer data)
{
  Doubt *doubt = data;

  g_clear_object (&doubt->place);
  g_clear_object (&doubt->file);
  g_free (doubt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Doubt, doubt_free)

/* Cancelled, there may be nobody any more. */
static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  VeloInboxDoubts *self = NULL;
  g_autoptr(Doubt) doubt = NULL;
  g_autoptr(GError) error = NULL;
  VeloFileKind kind;

  velo_file_kind_load_finish (result, &kind, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  doubt = g_steal_pointer (&self->current);
  self->func (doubt->place, doubt->file, kind, error, self->user_data);
  look (self);
}

static void
look (VeloInboxDoubts *self)
{
  if (self->current != NULL || g_queue_is_empty (&self->waiting))
    return;
  self->current = g_queue_pop_head (&self->waiting);
  velo_file_kind_load_async (self->current->file, self->cancellable, looked_cb, self);
}

VeloInboxDoubts *
velo_inbox_doubts_new (VeloInboxDoubtsFunc func,
                       gpointer            user_data)
{
  VeloInboxDoubts *self = g_new0 (VeloInboxDoubts, 1);

  self->func = func;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->waiting);
  return self;
}

void
velo_inbox_doubts_free (VeloInboxDoubts *self)
{
  velo_inbox_doubts_clear (self);
  g_clear_object (&self->cancellable);
  g_free (self);
}

void
velo_inbox_doubts_add (VeloInboxDoubts *self,
                       VeloTakenFile   *place,
                       GFile           *file)
{
  Doubt *doubt = g_new0 (Doubt, 1);

  doubt->place = g_object_ref (place);
  doubt->file = g_object_ref (file);
  g_queue_push_tail (&self->waiting, doubt);
  look (self);
}

/* What is being read now is heard of no more. */
void
velo_inbox_doubts_clear (VeloInboxDoubts *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_queue_clear_full (&self->waiting, doubt_free);
  g_clear_pointer (&self->current, doubt_free);
}
