/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts VeloInsure: the window, or what needs none. */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "velo-application.h"
#include "velo-connection-check.h"
#include "velo-database-check.h"
#include "velo-invoice-printer.h"

typedef void (*CheckStart) (int            *exit_status,
                            GDestroyNotify  done,
                            gpointer        done_data);

static int
run_check (CheckStart start)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  int exit_status = 1;

  start (&exit_status, (GDestroyNotify) g_main_loop_quit, loop);
  g_main_loop_run (loop);
  return exit_status;
}

static gboolean
has_option (int         argc,
            char       *argv[],
            const char *name,
            const char *short_name)
{
  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    if (g_str_equal (argv[i], name) || g_str_equal (argv[i], short_name))
      return TRUE;
  return FALSE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(VeloApplication) application = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  /* support asks for these over a terminal, where there may be no display */
  if (has_option (argc, argv, "--check-connection", "-c"))
    return run_check (velo_connection_check_start);
  if (has_option (argc, argv, "--check-database", "-d"))
    return run_check (velo_database_check_start);

  /* other software asks for this, where there may be no display either */
  if (has_option (argc, argv, "--read-invoice", "-r"))
    return velo_invoice_printer_run (argv);

  application = velo_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status != 0 ? status : velo_application_get_exit_status (application);
}
