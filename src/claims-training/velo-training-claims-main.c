/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program veloinsure-training-claims: the claims service with sample data, in one command. */

#define G_LOG_DOMAIN "velo-claims-training"

#include "config.h"

#include "velo-claims-training.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>

typedef struct
{
  GMainLoop *loop;
  char *folder;
  char *uri;
  GCancellable *cancellable;
  gboolean few;
} Demo;

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* What somebody needs who sees it for the first time. */
static void
print_accounts (const Demo *demo)
{
  static const char * const roles[] = { N_("claims desk"), N_("claims desk, second person"), N_("assessor"),
                                        N_("sales partner") };

  g_print (_("Claims service with sample data: %s\n"), demo->uri);
  for (int i = 0; velo_claims_training_accounts[i] != NULL; i++)
    g_print ("  %-9s %-20s %s\n", velo_claims_training_accounts[i], VELO_CLAIMS_TRAINING_PASSWORD, _(roles[i]));
}

static void
print_customer (const Demo *demo,
                const char *number)
{
  const VeloClaimsSample *sample = velo_claims_samples_find (number);
  g_autofree char *link = velo_claims_training_find_link (demo->folder, number);

  if (link == NULL || sample == NULL)
    return;
  g_print (_("Customer of claim %s (licence plate %s, mileage %d):\n"), number, sample->vehicle.plate,
           sample->vehicle.mileage);
  g_print ("  %s%s\n", demo->uri, link);
}

static void
came_cb (const char *number,
         const char *link,
         gpointer    user_data)
{
  g_print (_("Claim %s is there.\n"), number);
}

static void
history_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Demo *demo = task_data;
  GError *error = NULL;

  if (velo_claims_training_add_history (demo->folder, cancellable, came_cb, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
history_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Demo *demo = user_data;
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_print (_("All sample claims are there.\n"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_printerr ("veloinsure-training-claims: %s\n", error->message);
  demo->few = TRUE;
}

/* The photographs that the customer of the printed link may send. */
static gboolean
save_photos (const Demo  *demo,
             GError     **error)
{
  const VeloClaimsSample *sample = &velo_claims_samples[0];
  g_autofree char *folder = g_build_filename (demo->folder, "photos", NULL);
  g_autoptr(VeloClaim) claim = velo_claim_new ();

  velo_claim_set_number (claim, sample->number);
  if (!velo_claims_training_save_photos (folder, claim, NULL, error))
    return FALSE;
  g_print (_("Photographs to send: %s\n"), folder);
  return TRUE;
}

static gboolean
serve (Demo    *demo,
       guint    port,
       GError **error)
{
  g_autoptr(VeloClaimsService) service = velo_claims_training_start (demo->folder, port, error);
  g_autoptr(GTask) history = NULL;
  gboolean done;

  if (service == NULL)
    return FALSE;
  demo->uri = g_strdup (velo_claims_service_get_uri (service));
  print_accounts (demo);
  print_customer (demo, velo_claims_samples[0].number);
  done = save_photos (demo, error);
  if (done && !demo->few)
    {
      history = g_task_new (NULL, demo->cancellable, history_cb, demo);
      g_task_set_task_data (history, demo, NULL);
      g_task_run_in_thread (history, history_thread);
    }
  if (done)
    g_main_loop_run (demo->loop);
  /* what plays claims ends its work first */
  g_cancellable_cancel (demo->cancellable);
  while (done && !demo->few)
    g_main_context_iteration (NULL, TRUE);
  velo_claims_service_stop (service);
  return done;
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static gboolean
run (int          port,
     const char  *folder,
     gboolean     few,
     GError     **error)
{
  Demo demo = { NULL, NULL, NULL, NULL, few };
  guint interrupt;
  guint terminate;
  gboolean served;

  if (port < 0 || port > 65535)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("the port is not between 0 and 65535"));
      return FALSE;
    }
  demo.folder = folder != NULL ? g_strdup (folder) : g_dir_make_tmp ("veloinsure-claims-XXXXXX", error);
  if (demo.folder == NULL)
    return FALSE;
  demo.loop = g_main_loop_new (NULL, FALSE);
  demo.cancellable = g_cancellable_new ();
  interrupt = g_unix_signal_add (SIGINT, quit_cb, demo.loop);
  terminate = g_unix_signal_add (SIGTERM, quit_cb, demo.loop);
  served = serve (&demo, (guint) port, error);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  if (folder == NULL)
    remove_folder (demo.folder);
  g_main_loop_unref (demo.loop);
  g_object_unref (demo.cancellable);
  g_free (demo.folder);
  g_free (demo.uri);
  return served;
}

int
main (int   argc,
      char *argv[])
{
  int port = 0;
  gboolean few = FALSE;
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &port, N_("Port on 127.0.0.1 (0: any)"), "N" },
    { "folder", 'f', 0, G_OPTION_ARG_FILENAME, &folder,
      N_("Keep everything in FOLDER; without it, it is gone in the end"), "FOLDER" },
    { "few", 0, 0, G_OPTION_ARG_NONE, &few, N_("Only the first claims, without photographs"), NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, N_("The claims service with sample data, for training: on this computer only."));
  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, &argc, &argv, &error) && run (port, folder, few, &error))
    return EXIT_SUCCESS;
  g_printerr ("veloinsure-training-claims: %s\n", error->message);
  return EXIT_FAILURE;
}
