/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program veloinsure-claims: starts the claims service, checks its settings, adds and ends accounts. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib-unix.h>

#include "velo-claims-service.h"

/* After standard input, output and error. */
#define FIRST_SOCKET 3

typedef struct
{
  char *config;
  gboolean check;
  gboolean check_settings;
  char *account;
  char *retire;
  char *shown;
  char *role;
  char *portfolio;
} Options;

/* One line for each wrong setting. */
static int
complain (const char   *what,
          const GError *error)
{
  g_auto(GStrv) lines = g_strsplit (error != NULL ? error->message : what, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    g_printerr ("veloinsure-claims: %s\n", *line);
  return EXIT_FAILURE;
}

/* The journal stands in the database, which can be looked at once the settings are right. */
static int
check (const Options *options)
{
  g_autoptr(GPtrArray) problems = velo_claims_config_check (options->config);
  g_autoptr(VeloClaimsConfig) config = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < problems->len; i++)
    g_printerr ("veloinsure-claims: %s\n", (const char *) g_ptr_array_index (problems, i));
  if (problems->len > 0)
    return EXIT_FAILURE;
  config = velo_claims_config_load (options->config, &error);
  if (config == NULL)
    return complain (NULL, error);
  g_print ("the settings can be used\n");
  if (!options->check)
    return EXIT_SUCCESS;
  if (!velo_claims_verify_journal (config, &error))
    {
      complain (NULL, error);
      return complain ("see veloinsure-claims(8), JOURNAL, for what to do", NULL);
    }
  g_print ("the journal is as it was written\n");
  return EXIT_SUCCESS;
}

static char *
read_password (void)
{
  char line[512];

  if (fgets (line, sizeof line, stdin) == NULL)
    return NULL;
  line[strcspn (line, "\r\n")] = '\0';
  return g_strdup (line);
}

static int
add_account (const Options          *options,
             const VeloClaimsConfig *config)
{
  VeloClaimsAccount account = { NULL, options->account, options->shown, VELO_CLAIM_ACTOR_DESK,
                                options->portfolio, NULL };
  g_autofree char *password = NULL;
  g_autoptr(GError) error = NULL;

  if (options->shown == NULL || !velo_claim_actor_from_nick (options->role, &account.actor))
    return complain ("--add-account needs --shown NAME and --role desk, assessor or partner", NULL);
  password = read_password ();
  if (password == NULL)
    return complain ("the password is read from standard input", NULL);
  if (!velo_claims_add_account (config, &account, password, &error))
    return complain (NULL, error);
  g_print ("account %s added\n", options->account);
  return EXIT_SUCCESS;
}

static int
retire_account (const Options          *options,
                const VeloClaimsConfig *config)
{
  g_autoptr(GError) error = NULL;

  if (!velo_claims_retire_account (config, options->retire, &error))
    return complain (NULL, error);
  g_print ("account %s retired\n", options->retire);
  return EXIT_SUCCESS;
}

/* The socket that the service manager has opened for us, as sd_listen_fds() finds it; -1 for none. */
static int
take_socket (void)
{
  const char *pid = g_getenv ("LISTEN_PID");
  const char *count = g_getenv ("LISTEN_FDS");
  gboolean ours = pid != NULL && count != NULL && g_ascii_strtoll (pid, NULL, 10) == getpid ();
  int fd = ours && strcmp (count, "1") == 0 ? FIRST_SOCKET : -1;

  g_unsetenv ("LISTEN_PID");
  g_unsetenv ("LISTEN_FDS");
  g_unsetenv ("LISTEN_FDNAMES");
  if (fd >= 0)
    fcntl (fd, F_SETFD, FD_CLOEXEC);
  return fd;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static int
serve (VeloClaimsConfig *config)
{
  g_autoptr(VeloClaimsService) service = velo_claims_service_new (config);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GError) error = NULL;
  int socket = take_socket ();
  guint on_term;
  guint on_interrupt;

  if (socket >= 0)
    velo_claims_service_set_socket (service, socket);
  if (!velo_claims_service_start (service, &error))
    return complain (NULL, error);
  on_term = g_unix_signal_add (SIGTERM, quit_cb, loop);
  on_interrupt = g_unix_signal_add (SIGINT, quit_cb, loop);
  g_print ("listening on %s\n", velo_claims_service_get_uri (service));
  fflush (stdout);
  g_main_loop_run (loop);
  velo_claims_service_stop (service);
  g_source_remove (on_term);
  g_source_remove (on_interrupt);
  return EXIT_SUCCESS;
}

static int
run (const Options *options)
{
  g_autoptr(VeloClaimsConfig) config = NULL;
  g_autoptr(GError) error = NULL;

  if (options->config == NULL)
    return complain ("--config FILE is missing", NULL);
  if (options->check || options->check_settings)
    return check (options);
  config = velo_claims_config_load (options->config, &error);
  if (config == NULL)
    return complain (NULL, error);
  if (options->retire != NULL)
    return retire_account (options, config);
  if (options->account != NULL)
    return add_account (options, config);
  return serve (g_steal_pointer (&config));
}

int
main (int   argc,
      char *argv[])
{
  Options options = { NULL };
  const GOptionEntry entries[] = {
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &options.config, "Key file with the settings", "FILE" },
    { "check", 0, 0, G_OPTION_ARG_NONE, &options.check, "Check the settings and the journal, and exit", NULL },
    { "check-settings", 0, 0, G_OPTION_ARG_NONE, &options.check_settings, "Check the settings only, and exit", NULL },
    { "add-account", 0, 0, G_OPTION_ARG_STRING, &options.account,
      "Add an account; its password is read from standard input", "NAME" },
    { "retire-account", 0, 0, G_OPTION_ARG_STRING, &options.retire,
      "End an account: its sessions end, and it cannot log in any more", "NAME" },
    { "shown", 0, 0, G_OPTION_ARG_STRING, &options.shown, "Name of the account that others see", "NAME" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &options.role, "desk, assessor or partner", "ROLE" },
    { "portfolio", 0, 0, G_OPTION_ARG_STRING, &options.portfolio, "Portfolio of a sales partner", "NAME" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("- immediate settlement of motor claims");
  g_autoptr(GError) error = NULL;
  int status;

  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, &argc, &argv, &error))
    status = run (&options);
  else
    status = complain (NULL, error);
  g_free (options.config);
  g_free (options.account);
  g_free (options.retire);
  g_free (options.shown);
  g_free (options.role);
  g_free (options.portfolio);
  return status;
}
