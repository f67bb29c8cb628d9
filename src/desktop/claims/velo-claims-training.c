/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The claims service of training mode, inside the program, with accounts and invented claims. */

#define G_LOG_DOMAIN "velo-claims-desk"

#include "config.h"

#include "velo-claims-training.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "velo-claims-error.h"
#include "velo-date.h"

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
             GError     **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *database = g_build_filename (folder, "claims.sqlite", NULL);
  g_autofree char *data = NULL;

  /* Port 0: whichever is free; the service puts it into the address that customers see. */
  g_key_file_set_string (file, "service", "port", "0");
  g_key_file_set_string (file, "service", "public-url", "http://127.0.0.1:0");
  g_key_file_set_string (file, "service", "database", database);
  g_key_file_set_string (file, "service", "desk-phone", "0511 123456");
  g_key_file_set_string (file, "service", "insurer", "Training");
  g_key_file_set_string (file, "payout", "name", "Training Versicherung");
  g_key_file_set_string (file, "payout", "iban", "DE02120300000000202051");
  data = g_key_file_to_data (file, NULL, NULL);
  return velo_claims_config_new_data (data, error);
}

/* The mark is written last: an account that is there already is no error before it. */
static gboolean
add_accounts (const VeloClaimsConfig  *config,
              const char              *folder,
              GError                 **error)
{
  g_autofree char *mark = g_build_filename (folder, "claims-accounts", NULL);

  if (g_file_test (mark, G_FILE_TEST_EXISTS))
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
  return g_file_set_contents_full (mark, "", 0, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/**
 * velo_claims_training_start:
 * @folder: (type filename): of the training data
 * @error: return location
 *
 * Makes accounts and database if they are missing, and starts the service. Takes a while, for
 * passwords are hashed slowly: not on the main thread.
 *
 * Returns: (transfer full) (nullable): the service, listening on this computer only
 */
VeloClaimsService *
velo_claims_training_start (const char  *folder,
                            GError     **error)
{
  g_autoptr(VeloClaimsConfig) config = NULL;
  g_autoptr(VeloClaimsService) service = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), "folder of the training data");
      return NULL;
    }
  config = make_config (folder, error);
  if (config == NULL || !add_accounts (config, folder, error))
    return NULL;
  service = velo_claims_service_new (g_steal_pointer (&config));
  if (!velo_claims_service_start (service, error))
    return NULL;
  return g_steal_pointer (&service);
}

/* Sample claims */

typedef struct
{
  const char *number;
  VeloClaimKind kind;
  const char *plate;
  const char *name;
  const char *phone;
  const char *description;
  VeloFinancing financing;
  gint64 estimate_cents;
  gboolean in_writing;
  const char *consent;
  int n_acts; /* how many of decide, invite are done */
} Sample;

#define CONSENT "Ja, ich möchte den Schaden sofort regulieren lassen und Fotos über den Link senden."

static const Sample samples[] = {
  { "26-1000001", VELO_CLAIM_KIND_LIABILITY, "H-KB 417", "Kerstin Übelacker", "0171 1000001",
    "Tür links verkratzt", VELO_FINANCING_PAID, 120000, FALSE, CONSENT, 2 },
  { "26-1000002", VELO_CLAIM_KIND_OWN_DAMAGE, "B-TM 2210", "Timo Maier", "0171 1000002",
    "Delle in der Motorhaube nach Hagel", VELO_FINANCING_PAID, 365000, FALSE, CONSENT, 1 },
  { "26-1000003", VELO_CLAIM_KIND_LIABILITY, "M-AH 77", "Anna Huber", "0171 1000003",
    "Stoßstange hinten gerissen", VELO_FINANCING_LEASING, 98000, FALSE, "", 1 },
  { "26-1000004", VELO_CLAIM_KIND_LIABILITY, "HH-GR 9041", "Gerd Reuter", "040 1000004",
    "Außenspiegel und Kotflügel rechts", VELO_FINANCING_UNKNOWN, 0, TRUE, "", 0 },
  { "26-1000005", VELO_CLAIM_KIND_OWN_DAMAGE, "K-LS 318", "Lena Sommer", "0171 1000005",
    "Parkschaden an der Heckklappe", VELO_FINANCING_PAID, 210000, FALSE, "", 0 },
};

typedef struct
{
  gsize sample;
  int act;
} Seeding;

static void add_next (GTask *task);

static void
acted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloClaimsClient *client = VELO_CLAIMS_CLIENT (object);
  Seeding *seeding = g_task_get_task_data (task);
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  GError *error = NULL;

  answer = velo_claims_client_finish (client, result, &error);
  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (answer->claim == NULL || seeding->act >= samples[seeding->sample].n_acts)
    {
      seeding->sample++;
      seeding->act = 0;
      add_next (task);
      return;
    }
  seeding->act++;
  velo_claims_client_act_async (client, answer->claim, seeding->act == 1 ? VELO_CLAIMS_ACT_DECIDE
                                                                         : VELO_CLAIMS_ACT_INVITE,
                                NULL, g_task_get_cancellable (task), acted_cb, g_object_ref (task));
}

static void
add_next (GTask *task)
{
  VeloClaimsClient *client = g_task_get_source_object (task);
  Seeding *seeding = g_task_get_task_data (task);
  g_autoptr(VeloClaim) claim = velo_claim_new ();
  g_autoptr(GDate) today = velo_date_today ();
  const Sample *sample;

  if (seeding->sample == G_N_ELEMENTS (samples))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  sample = &samples[seeding->sample];
  velo_claim_set_number (claim, sample->number);
  velo_claim_set_kind (claim, sample->kind);
  velo_claim_set_country (claim, "DE");
  velo_claim_set_plate (claim, sample->plate);
  velo_claim_set_customer_name (claim, sample->name);
  velo_claim_set_phone (claim, sample->phone);
  velo_claim_set_portfolio (claim, "north");
  velo_claim_set_loss_date (claim, today);
  velo_claim_set_description (claim, sample->description);
  velo_claim_set_in_writing (claim, sample->in_writing);
  velo_claim_set_consent (claim, sample->consent);
  velo_intake_set_financing (velo_claim_get_intake (claim), sample->financing);
  velo_intake_set_estimate_cents (velo_claim_get_intake (claim), sample->estimate_cents);
  velo_claims_client_add_async (client, claim, g_task_get_cancellable (task), acted_cb, g_object_ref (task));
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  GError *error = NULL;

  answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  if (answer == NULL)
    g_task_return_error (task, error);
  else if (answer->claims != NULL && answer->claims->len > 0)
    g_task_return_boolean (task, TRUE);
  else
    add_next (task);
}

/**
 * velo_claims_training_seed_async:
 * @client: signed in as the desk of the training service
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Takes a few invented claims if there are none, the way the desk does.
 */
void
velo_claims_training_seed_async (VeloClaimsClient    *client,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);

  g_task_set_source_tag (task, velo_claims_training_seed_async);
  g_task_set_task_data (task, g_new0 (Seeding, 1), g_free);
  velo_claims_client_search_async (client, NULL, NULL, 0, cancellable, looked_cb, task);
}

/**
 * velo_claims_training_seed_finish:
 * @result: the result
 * @error: return location for an error of the client
 *
 * Returns: whether there are claims now
 */
gboolean
velo_claims_training_seed_finish (GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_claims_training_seed_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
