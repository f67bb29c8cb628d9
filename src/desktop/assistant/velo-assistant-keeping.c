/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the assistant keeps what is entered on a page that is not left yet: a moment later it is in the database, and
 * nobody notices. */

#define G_LOG_DOMAIN "velo-assistant-window"

#include "config.h"

#include "velo-assistant-window-private.h"

/* So long nothing else is entered, and so long at most while it goes on. */
#define KEEP_MS 1000
#define LONGEST_USEC (2 * G_USEC_PER_SEC)
/* A disk that is full has room again some time; what leaves the page says it. */
#define RETRY_MS 3000

static gboolean keep_cb (gpointer user_data);

static void
set_timer (VeloAssistantWindow *self,
           guint                ms)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  self->keep_id = g_timeout_add (ms, keep_cb, self);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(VeloAssistantWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  velo_counter_save_finish (VELO_COUNTER (source), result, &error);
  if (self->disposed)
    return;
  self->keeping = FALSE;
  if (error == NULL)
    velo_assistant_window_remember_saved (self);
  else
    g_info ("what is being entered is not kept: %s %d", g_quark_to_string (error->domain), error->code);
  if (self->waiting)
    {
      self->waiting = FALSE;
      velo_assistant_window_store_now (self);
    }
  else if (error != NULL && !g_error_matches (error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED))
    {
      self->entered_usec = 0; /* whatever is entered, it is not tried before */
      set_timer (self, RETRY_MS);
    }
}

static gboolean
keep_cb (gpointer user_data)
{
  VeloAssistantWindow *self = user_data;

  self->keep_id = 0;
  /* what was signed since is not touched */
  if (!velo_assistant_window_is_editable (self) || velo_record_equal (self->proposal, self->stored))
    return G_SOURCE_REMOVE;
  if (self->storing || self->keeping || velo_assistant_page_is_applying (self->pages[self->step]))
    {
      set_timer (self, KEEP_MS);
      return G_SOURCE_REMOVE;
    }
  self->keeping = TRUE;
  velo_counter_save_async (self->counter, self->proposal, NULL, kept_cb, g_object_ref (self));
  g_clear_object (&self->saving);
  self->saving = velo_record_copy (self->proposal);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (VeloAssistantWindow *self,
            GParamSpec          *pspec)
{
  /* what storing itself notes */
  static const char * const noted[] = { "id", "step", "created-at", "changed-at", "revision", NULL };
  gint64 now = g_get_monotonic_time ();

  if (self->disposed || !velo_assistant_window_is_editable (self) || g_strv_contains (noted, pspec->name))
    return;
  if (self->keep_id == 0)
    self->entered_usec = now;
  else if (now - self->entered_usec >= LONGEST_USEC - 1000 * KEEP_MS)
    return;
  set_timer (self, KEEP_MS);
}

/**
 * velo_assistant_window_watch:
 * @self: the window, opened
 *
 * Keeps from now on what is entered, half of it as well.
 */
void
velo_assistant_window_watch (VeloAssistantWindow *self)
{
  g_signal_connect_object (self->proposal, "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (velo_proposal_get_vehicle (self->proposal), "notify", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (velo_proposal_get_customer (self->proposal), "notify", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}
