/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program veloinsure-training-insurer. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-insurer.h"
#include "velo-training-ledger.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdlib.h>

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
print_proposals (const char  *state,
                 GError     **error)
{
  g_autoptr(VeloTrainingLedger) ledger = velo_training_ledger_new ();
  g_autoptr(GPtrArray) proposals = NULL;

  if (!velo_training_ledger_load (ledger, state, error))
    return FALSE;
  proposals = velo_training_ledger_dup_proposals (ledger);
  for (guint i = 0; i < proposals->len; i++)
    {
      const VeloTrainingProposal *proposal = g_ptr_array_index (proposals, i);
      gsize n_document = proposal->document != NULL ? g_bytes_get_size (proposal->document) : 0;

      g_print ("%s  record %s  status %s  received %u  XML %" G_GSIZE_FORMAT
               " bytes  document %" G_GSIZE_FORMAT " bytes\n",
               proposal->contract_number, proposal->record_number, proposal->status_code,
               proposal->n_times_received, g_bytes_get_size (proposal->xml), n_document);
    }
  return TRUE;
}

static void
serve_until_signal (VeloTrainingInsurer *insurer)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint interrupt = g_unix_signal_add (SIGINT, quit_cb, loop);
  guint terminate = g_unix_signal_add (SIGTERM, quit_cb, loop);

  g_print ("URL: %s\nUser: %s\nPassword: %s\n", velo_training_insurer_get_uri (insurer),
           VELO_TRAINING_USER, VELO_TRAINING_PASSWORD);
  g_main_loop_run (loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);
}

static gboolean
run (int       port,
     char    **faults,
     char     *state,
     gboolean  list,
     GError  **error)
{
  g_autoptr(VeloTrainingInsurer) insurer = velo_training_insurer_new ();

  if (list && state == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("--list needs --state"));
      return FALSE;
    }
  if (list)
    return print_proposals (state, error);
  if (port < 0 || port > 65535)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("the port is not between 0 and 65535"));
      return FALSE;
    }
  for (gsize i = 0; faults != NULL && faults[i] != NULL; i++)
    if (!velo_training_insurer_add_fault (insurer, faults[i], error))
      return FALSE;
  velo_training_insurer_set_state_file (insurer, state);
  if (!velo_training_insurer_start (insurer, (guint) port, error))
    return FALSE;
  serve_until_signal (insurer);
  velo_training_insurer_stop (insurer);
  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  int port = 0;
  gboolean list = FALSE;
  g_auto(GStrv) faults = NULL;
  g_autofree char *state = NULL;
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &port, N_("Port on 127.0.0.1 (0: any)"), "N" },
    { "fault", 'f', 0, G_OPTION_ARG_STRING_ARRAY, &faults,
      N_("Show a fault: FUNCTION[/SHAPING]:KIND[:COUNT[:ARG]]; may be given several times"),
      "SPEC" },
    { "state", 's', 0, G_OPTION_ARG_FILENAME, &state,
      N_("Keep contract numbers and proposals in FILE"), "FILE" },
    { "list", 'l', 0, G_OPTION_ARG_NONE, &list,
      N_("Print the proposals in the state file"), NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, N_("An insurer for training and tests: speaks the "
                                            "insurer's protocol on this computer only."));
  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, &argc, &argv, &error)
      && run (port, faults, state, list, &error))
    return EXIT_SUCCESS;
  g_printerr ("veloinsure-training-insurer: %s\n", error->message);
  return EXIT_FAILURE;
}
