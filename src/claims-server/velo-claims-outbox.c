/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sends messages after what they tell is stored, and stores what came of it. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-outbox.h"

#include "velo-claims-error.h"
#include "velo-claims-message.h"

struct _VeloClaimsOutbox
{
  const VeloClaimsConfig *config;
  VeloDatabase *database;         /* (owned) */
  VeloClaimsMessenger *messenger; /* (owned) (nullable) */
  VeloClaimsClock clock;
  gpointer clock_data;
  GCancellable *cancellable; /* (owned) */
  guint n_open;
};

/* One message on its way. */
typedef struct
{
  VeloClaimsOutbox *outbox;
  char *id; /* (owned); NULL for all that an earlier run of the service has left */
  const char *reason; /* why it was not sent */
  gboolean sent;
} Letter;

static void
letter_free (Letter *letter)
{
  letter->outbox->n_open--;
  g_free (letter->id);
  g_free (letter);
}

static gboolean
store (VeloConnection  *connection,
       gpointer         data,
       GError         **error)
{
  Letter *letter = data;
  VeloClaimsOutbox *self = letter->outbox;
  VeloClaimsContext context = { connection, self->config, self->clock (self->clock_data),
                                VELO_CLAIM_ACTOR_SERVICE, NULL, NULL, NULL, NULL, NULL };

  if (letter->id == NULL)
    return velo_claims_message_fail_lost (&context, error);
  return letter->sent ? velo_claims_message_sent (&context, letter->id, error)
                      : velo_claims_message_failed (&context, letter->id, letter->reason, error);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Letter *letter = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_database_run_finish (VELO_DATABASE (source), result, &error))
    g_warning ("what came of a message could not be stored: %s %d", g_quark_to_string (error->domain), error->code);
  letter_free (letter);
}

/* A word of ours: what a provider says may quote number and words. */
static const char *
get_reason (const GError *error)
{
  if (g_error_matches (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID))
    return "refused";
  return g_error_matches (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_NOT_FOUND) ? "no-modem" : "unreachable";
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Letter *letter = user_data;
  g_autoptr(GError) error = NULL;

  letter->sent = velo_claims_messenger_send_finish (VELO_CLAIMS_MESSENGER (source), result, &error);
  /* Neither number nor words: a message of the provider may quote them. */
  if (!letter->sent)
    letter->reason = get_reason (error);
  if (!letter->sent)
    g_message ("a message could not be sent: %s %d", g_quark_to_string (error->domain), error->code);
  velo_database_run_async (letter->outbox->database, VELO_DATABASE_WRITE, store, letter, NULL, NULL, stored_cb, letter);
}

static Letter *
letter_new (VeloClaimsOutbox *self,
            const char       *id)
{
  Letter *letter = g_new0 (Letter, 1);

  letter->outbox = self;
  letter->id = g_strdup (id);
  self->n_open++;
  return letter;
}

/**
 * velo_claims_outbox_new:
 * @config: the settings, which live longer
 * @database: the database
 * @messenger: (nullable): the way; %NULL if the desk sends messages itself
 * @clock: what gives the time
 * @clock_data: data for @clock
 *
 * What an earlier run of the service has not sent is lost, as its words were in memory only: it
 * is noted as failed, so that the desk sends it anew.
 *
 * Returns: (transfer full): an outbox
 */
VeloClaimsOutbox *
velo_claims_outbox_new (const VeloClaimsConfig *config,
                        VeloDatabase           *database,
                        VeloClaimsMessenger    *messenger,
                        VeloClaimsClock         clock,
                        gpointer                clock_data)
{
  VeloClaimsOutbox *self = g_new0 (VeloClaimsOutbox, 1);
  Letter *lost;

  self->config = config;
  self->database = g_object_ref (database);
  self->messenger = messenger != NULL ? g_object_ref (messenger) : NULL;
  self->clock = clock;
  self->clock_data = clock_data;
  self->cancellable = g_cancellable_new ();
  lost = letter_new (self, NULL);
  velo_database_run_async (database, VELO_DATABASE_WRITE, store, lost, NULL, NULL, stored_cb, lost);
  return self;
}

/**
 * velo_claims_outbox_free:
 * @self: (transfer full): an outbox with nothing on its way
 */
void
velo_claims_outbox_free (VeloClaimsOutbox *self)
{
  g_assert (self->n_open == 0);
  g_clear_object (&self->database);
  g_clear_object (&self->messenger);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/**
 * velo_claims_outbox_get_n_open:
 * @self: an outbox
 *
 * Returns: how many messages are on their way
 */
guint
velo_claims_outbox_get_n_open (VeloClaimsOutbox *self)
{
  return self->n_open;
}

/**
 * velo_claims_outbox_send:
 * @self: an outbox
 * @letters: (element-type VeloClaimsLetter): messages whose reason is on the disk now
 *
 * Sends them and stores what came of each.
 */
void
velo_claims_outbox_send (VeloClaimsOutbox *self,
                         GPtrArray        *letters)
{
  for (guint i = 0; i < letters->len; i++)
    {
      const VeloClaimsLetter *letter = g_ptr_array_index (letters, i);

      velo_claims_messenger_send_async (self->messenger, letter->phone, letter->text, self->cancellable, sent_cb,
                                        letter_new (self, letter->id));
    }
}
