/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks through the databases for damage and for changes from outside, on a terminal, for support. */

#define G_LOG_DOMAIN "velo-database-check"

#include "config.h"

#include "velo-database-check.h"

#include <glib/gi18n.h>

#include "velo-error-text.h"
#include "velo-services.h"
#include "velo-store-check.h"
#include "velo-store-error.h"
#include "velo-store-journal.h"

typedef struct
{
  VeloStore *store;  /* (owned) (nullable): the one that is looked at */
  int *exit_status;  /* (borrowed) */
  GDestroyNotify done;
  gpointer done_data;
  guint next;        /* of the two kinds of data */
  guint n_found;
  gboolean failed;
} Check;

static void
check_next (Check *self);

static void
print_line (Check        *self,
            const char   *name,
            const char   *good,
            const GError *error)
{
  g_autofree char *text = error == NULL ? g_strdup (good) : velo_error_text_dup (error);

  self->failed |= error != NULL;
  g_print ("%s %s: %s\n", error == NULL ? "[ ok ]" : "[fail]", name, text);
}

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Check *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_store_close_finish (VELO_STORE (object), result, &error))
    g_info ("closing the data: %s", error->message);
  g_clear_object (&self->store);
  check_next (self);
}

static void
journal_verified_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  Check *self = user_data;
  g_autoptr(GError) error = NULL;

  velo_store_verify_journal_finish (VELO_STORE (object), result, &error);
  if (g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT))
    {
      self->failed = TRUE;
      g_print ("[fail] %s: %s\n", _("History"), _("Entries were changed, removed or added outside VeloInsure. "
                                                  "Please restore a backup from before that."));
    }
  else
    print_line (self, _("History"), _("complete and unchanged"), error);
  velo_store_close_async (self->store, closed_cb, self);
}

static void
file_checked_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Check *self = user_data;
  g_autoptr(GError) error = NULL;

  velo_store_check_file_finish (VELO_STORE (object), result, &error);
  print_line (self, _("Data"), _("undamaged"), error);
  velo_store_verify_journal_async (self->store, NULL, journal_verified_cb, self);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Check *self = user_data;
  g_autoptr(GError) error = NULL;

  self->store = velo_store_open_finish (result, &error);
  if (self->store == NULL)
    {
      print_line (self, _("Data"), NULL, error);
      check_next (self);
    }
  else
    velo_store_check_file_async (self->store, NULL, file_checked_cb, self);
}

static void
finish (Check *self)
{
  GDestroyNotify done = self->done;
  gpointer done_data = self->done_data;

  if (self->n_found == 0)
    g_printerr ("%s\n", _("There are no data yet."));
  *self->exit_status = self->n_found == 0 ? 2 : self->failed ? 1 : 0;
  g_free (self);
  done (done_data);
}

/* Opening makes a file that is not there: only those are opened that are. */
static void
check_next (Check *self)
{
  g_autofree char *root = g_build_filename (g_get_user_data_dir (), GETTEXT_PACKAGE, NULL);

  while (self->next < 2)
    {
      gboolean training = self->next++ == 1;
      g_autofree char *path = velo_services_make_database_path (root, training);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      self->n_found++;
      g_print ("%s (%s)\n", path, training ? _("training") : _("real operation"));
      velo_store_open_async (path, NULL, opened_cb, self);
      return;
    }
  finish (self);
}

/**
 * velo_database_check_start:
 * @exit_status: (out caller-allocates): 0 if all is well, 1 if not, 2 if there are no data; set before @done
 * @done: called at the end
 * @done_data: for @done
 *
 * Looks through the data of real operation and of training, whichever there are, on the default main
 * context, and prints two lines for each: whether the file is undamaged, and whether the chain of the journal is whole. The program
 * may be running meanwhile.
 */
void
velo_database_check_start (int            *exit_status,
                           GDestroyNotify  done,
                           gpointer        done_data)
{
  Check *self = g_new0 (Check, 1);

  self->exit_status = exit_status;
  self->done = done;
  self->done_data = done_data;
  /* not now: without data it would be the end before the caller waits for it */
  g_idle_add_once ((GSourceOnceFunc) check_next, self);
}
