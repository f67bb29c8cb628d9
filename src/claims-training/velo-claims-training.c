/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The claims service of training: accounts, invented claims that come by and by, photographs. */

/* memmem () */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "velo-claims-training"

#include "config.h"

#include "velo-claims-training.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "velo-claims-error.h"
#include "velo-claims-history.h"
#include "velo-date.h"

/* Stand in the folder once their work is done. */
#define ACCOUNTS_MARK "claims-accounts"
#define FIRST_MARK "claims-first"
#define HISTORY_MARK "claims-history"

/* More than the longest way of a sample takes with weekend and holidays, so that nobody is signed out on it; more than
   the service lets anybody set. */
#define PLAYING_DAYS 40

/* The camera stands in the beginning of a photograph. */
#define HEAD_SIZE 4096

const char * const velo_claims_training_accounts[] = { "desk", "desk2", "assessor", "partner", NULL };

/* Invented people, like everything in training; the names tell the roles. */
static const struct { const char *shown; VeloClaimActor actor; const char *portfolio; } persons[] = {
  { "Dora Schalter (Training)", VELO_CLAIM_ACTOR_DESK, "" },
  { "Emil Zweit (Training)", VELO_CLAIM_ACTOR_DESK, "" },
  { "Gustav Acht (Training)", VELO_CLAIM_ACTOR_ASSESSOR, "" },
  { "Petra Nord (Training)", VELO_CLAIM_ACTOR_PARTNER, "north" },
};

static VeloClaimsConfig *
make_config (const char  *folder,
             guint        port,
             gboolean     playing,
             GError     **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *database = g_build_filename (folder, "claims.sqlite", NULL);
  g_autofree char *port_text = g_strdup_printf ("%u", port);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autofree char *data = NULL;
  VeloClaimsConfig *config;

  /* Port 0: whichever is free; the service puts it into the address that customers see. */
  g_key_file_set_string (file, "service", "port", port_text);
  g_key_file_set_string (file, "service", "public-url", url);
  g_key_file_set_string (file, "service", "database", database);
  g_key_file_set_string (file, "service", "desk-phone", "0511 123456");
  g_key_file_set_string (file, "service", "insurer", "Training");
  g_key_file_set_string (file, "payout", "name", "Training Versicherung");
  g_key_file_set_string (file, "payout", "iban", "DE02120300000000202051");
  if (playing)
    {
      /* who plays many is many addresses */
      g_key_file_set_string (file, "service", "proxies", "127.0.0.1");
    }
  data = g_key_file_to_data (file, NULL, NULL);
  config = velo_claims_config_new_data (data, error);
  if (config != NULL && playing)
    {
      /* and stays signed in while the clock jumps */
      config->idle_minutes = PLAYING_DAYS * 24 * 60;
      config->session_hours = PLAYING_DAYS * 24;
    }
  return config;
}

static gboolean
is_marked (const char *folder,
           const char *mark)
{
  g_autofree char *path = g_build_filename (folder, mark, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
set_mark (const char  *folder,
          const char  *mark,
          GError     **error)
{
  g_autofree char *path = g_build_filename (folder, mark, NULL);

  return g_file_set_contents_full (path, "", 0, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/* The mark is written last: an account that is there already is no error before it. */
static gboolean
add_accounts (const VeloClaimsConfig  *config,
              const char              *folder,
              GError                 **error)
{
  if (is_marked (folder, ACCOUNTS_MARK))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (persons); i++)
    {
      VeloClaimsAccount account = { NULL, (char *) velo_claims_training_accounts[i], (char *) persons[i].shown,
                                    persons[i].actor, (char *) persons[i].portfolio, NULL };
      g_autoptr(GError) local_error = NULL;

      if (!velo_claims_add_account (config, &account, VELO_CLAIMS_TRAINING_PASSWORD, &local_error)
          && !g_error_matches (local_error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return set_mark (folder, ACCOUNTS_MARK, error);
}

/* Links */

static char *
make_link_path (const char *folder,
                const char *number)
{
  g_autofree char *name = g_strcanon (g_strdup (number), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-", '_');

  return g_build_filename (folder, "claims-links", name, NULL);
}

/**
 * velo_claims_training_find_link:
 * @folder: (type filename): of the training data
 * @number: of a claim
 *
 * Reads a file: not on the main thread.
 *
 * Returns: (transfer full) (nullable): path of its customer's link below the address of the
 *   service, if the customer was invited in this training
 */
char *
velo_claims_training_find_link (const char *folder,
                                const char *number)
{
  g_autofree char *path = make_link_path (folder, number);
  char *link = NULL;

  return g_file_get_contents (path, &link, NULL, NULL) ? link : NULL;
}

/**
 * velo_claims_training_keep_link:
 * @folder: (type filename): of the training data
 * @number: of a claim
 * @url: its customer's link
 * @error: return location
 *
 * A real service tells a link once. In training the same person plays the customer later.
 * Writes a file: not on the main thread.
 *
 * Returns: whether it is kept
 */
gboolean
velo_claims_training_keep_link (const char  *folder,
                                const char  *number,
                                const char  *url,
                                GError     **error)
{
  g_autofree char *path = make_link_path (folder, number);
  g_autofree char *parent = g_path_get_dirname (path);
  const char *link = strstr (url, "s/");
  const char *from_host = strstr (url, "/s/");

  if (from_host != NULL)
    link = from_host + 1;
  if (link == NULL || g_mkdir_with_parents (parent, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "a link cannot be kept");
      return FALSE;
    }
  return g_file_set_contents_full (path, link, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/* Claims */

typedef struct
{
  const char *folder;
  GCancellable *cancellable;
  VeloClaimsTrainingFunc func;
  gpointer user_data;
} Playing;

/* A claim that does not go all its way stays where it is: the next one is not worse for it. */
static gboolean
play_one (const Playing           *playing,
          VeloClaimsPlayer        *player,
          const VeloClaimsSample  *sample,
          VeloClaimsHistoryClock  *clock,
          GError                 **error)
{
  g_autofree char *link = NULL;
  g_autoptr(GError) local_error = NULL;

  if (!velo_claims_history_play (player, sample, clock, &link, &local_error))
    {
      if (g_cancellable_set_error_if_cancelled (playing->cancellable, error))
        return FALSE;
      g_info ("sample %s stopped on its way: %s", sample->number, local_error->message);
    }
  if (link != NULL && !velo_claims_training_keep_link (playing->folder, sample->number, link, error))
    return FALSE;
  if (playing->func != NULL)
    playing->func (sample->number, link, playing->user_data);
  return TRUE;
}

static gboolean
play_all (const Playing           *playing,
          VeloClaimsService       *service,
          VeloClaimsHistoryClock  *clock,
          gsize                    from,
          gsize                    to,
          GError                 **error)
{
  g_autoptr(VeloClaimsPlayer) player = velo_claims_player_new (velo_claims_service_get_uri (service),
                                                               playing->cancellable);

  if (!velo_claims_player_sign_in (player, "desk", VELO_CLAIMS_TRAINING_PASSWORD, error)
      || (to > VELO_CLAIMS_N_FIRST_SAMPLES
          && !velo_claims_player_sign_in (player, "assessor", VELO_CLAIMS_TRAINING_PASSWORD, error)))
    return FALSE;
  for (gsize i = from; i < to; i++)
    if (!play_one (playing, player, &velo_claims_samples[i], clock, error))
      return FALSE;
  return TRUE;
}

/* On the same database a second service, for a while, whose clock can be set: what happened yesterday
 * has its time, and the service that people work with never has another one than theirs. */
static gboolean
play (const Playing  *playing,
      gsize           from,
      gsize           to,
      GError        **error)
{
  VeloClaimsHistoryClock clock = { velo_time_now () };
  g_autoptr(GMainContext) context = g_main_context_new ();
  VeloClaimsConfig *config = make_config (playing->folder, 0, TRUE, error);
  g_autoptr(VeloClaimsService) service = NULL;
  gboolean played;

  if (config == NULL)
    return FALSE;
  g_main_context_push_thread_default (context);
  service = velo_claims_service_new (config);
  velo_claims_service_set_clock (service, velo_claims_history_read_clock, &clock);
  played = velo_claims_service_start (service, error) && play_all (playing, service, &clock, from, to, error);
  velo_claims_service_stop (service);
  g_main_context_pop_thread_default (context);
  return played;
}

/**
 * velo_claims_training_start:
 * @folder: (type filename): of the training data
 * @port: to listen on; 0 for any
 * @error: return location
 *
 * Makes accounts, database and the first claims if they are missing, and starts the service. Takes
 * a while, for passwords are hashed slowly: not on the main thread.
 *
 * Returns: (transfer full) (nullable): the service, listening on this computer only
 */
VeloClaimsService *
velo_claims_training_start (const char  *folder,
                            guint        port,
                            GError     **error)
{
  const Playing playing = { folder, NULL, NULL, NULL };
  g_autoptr(VeloClaimsConfig) config = NULL;
  g_autoptr(VeloClaimsService) service = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), "folder of the training data cannot be made");
      return NULL;
    }
  config = make_config (folder, port, FALSE, error);
  if (config == NULL || !add_accounts (config, folder, error))
    return NULL;
  if (!is_marked (folder, FIRST_MARK)
      && (!play (&playing, 0, VELO_CLAIMS_N_FIRST_SAMPLES, error) || !set_mark (folder, FIRST_MARK, error)))
    return NULL;
  service = velo_claims_service_new (g_steal_pointer (&config));
  if (!velo_claims_service_start (service, error))
    return NULL;
  return g_steal_pointer (&service);
}

/**
 * velo_claims_training_has_history:
 * @folder: (type filename): of the training data
 *
 * Returns: whether all sample claims have come
 */
gboolean
velo_claims_training_has_history (const char *folder)
{
  return is_marked (folder, HISTORY_MARK);
}

/**
 * velo_claims_training_add_history:
 * @folder: (type filename): of the training data, whose service has been started once
 * @cancellable: (nullable): a #GCancellable
 * @func: (nullable) (scope call): called for each claim that has come
 * @user_data: data for @func
 * @error: return location
 *
 * Plays claims of all states, with their photos, into the database of the service, while others
 * work with it. What has come stays if this is cancelled; the rest comes the next time. Takes half a
 * minute or more: not on the main thread.
 *
 * Returns: whether all claims have come
 */
gboolean
velo_claims_training_add_history (const char              *folder,
                                  GCancellable            *cancellable,
                                  VeloClaimsTrainingFunc   func,
                                  gpointer                 user_data,
                                  GError                 **error)
{
  const Playing playing = { folder, cancellable, func, user_data };

  g_return_val_if_fail (folder != NULL, FALSE);

  return velo_claims_training_has_history (folder)
    || (play (&playing, VELO_CLAIMS_N_FIRST_SAMPLES, velo_claims_n_samples, error)
        && set_mark (folder, HISTORY_MARK, error));
}

/* Photographs */

#define CAMERA "Training Phone 3"

/* Whether there is no such file, or one that was drawn here before: what is the user's own stays. */
static gboolean
may_write (const char *path)
{
  FILE *file;
  char head[HEAD_SIZE];
  gsize n_read;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return FALSE;
  file = g_fopen (path, "rb");
  if (file == NULL)
    return FALSE;
  n_read = fread (head, 1, sizeof head, file);
  fclose (file);
  return memmem (head, n_read, CAMERA, strlen (CAMERA)) != NULL;
}

/* "1 Mileage.jpg", or "1 Mileage (2).jpg" beside somebody else's file of that name. */
static char *
choose_path (const char *folder,
             const char *name)
{
  for (guint n = 1;; n++)
    {
      g_autofree char *file = n == 1 ? g_strconcat (name, ".jpg", NULL) : g_strdup_printf ("%s (%u).jpg", name, n);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (may_write (path))
        return g_steal_pointer (&path);
    }
}

/**
 * velo_claims_training_save_photos:
 * @folder: (type filename): where they go; made if it is missing
 * @claim: whose vehicle is photographed
 * @names: (array zero-terminated=1) (nullable): name of each file, in the order of
 *   velo_sample_photo_slots, without ".jpg"; %NULL for the names of the slots
 * @error: return location
 *
 * Draws all photographs that the customer of @claim may send; the ones drawn before are replaced, and
 * no other file is. Takes some seconds: not on the main
 * thread.
 *
 * Returns: whether all of them are there
 */
gboolean
velo_claims_training_save_photos (const char          *folder,
                                  VeloClaim           *claim,
                                  const char * const  *names,
                                  GError             **error)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *taken = g_date_time_format (now, "%Y:%m:%d %H:%M:%S");
  const VeloSampleCamera camera = { CAMERA, taken, NULL, FALSE };
  VeloSampleVehicle vehicle;

  g_return_val_if_fail (VELO_IS_CLAIM (claim), FALSE);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), "folder of the photographs");
      return FALSE;
    }
  velo_claims_samples_make_vehicle (claim, &vehicle);
  for (int i = 0; velo_sample_photo_slots[i] != NULL; i++)
    {
      g_autoptr(GBytes) photo = velo_sample_photo_make (&vehicle, velo_sample_photo_slots[i], &camera);
      g_autofree char *path = choose_path (folder, names != NULL ? names[i] : velo_sample_photo_slots[i]);

      if (!g_file_set_contents_full (path, g_bytes_get_data (photo, NULL), (gssize) g_bytes_get_size (photo),
                                     G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
        return FALSE;
    }
  return TRUE;
}
