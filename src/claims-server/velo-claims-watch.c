/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verifies the chain of the journal at each start and every day, in slices between the requests. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-watch.h"

#include "velo-claims-error.h"
#include "velo-claims-journal.h"

#define DAY_SECONDS (24 * 60 * 60)

/* Some milliseconds: nobody who asks something waits for the whole journal. */
#define SLICE 500

struct _VeloClaimsWatch
{
  const VeloClaimsConfig *config;
  VeloDatabase *database;     /* (owned) */
  VeloClaimsMetrics *metrics; /* (nullable): %NULL once nobody wants to know any more */
  VeloClaimsClock clock;
  gpointer clock_data;
  VeloClaimsJournalCheck check; /* of the thread of the database while a slice is looked at */
  GSource *timer;               /* (owned) (nullable) */
  gboolean busy;
  VeloClaimsWatchFunc told; /* (nullable) */
  gpointer told_data;
};

static void look (VeloClaimsWatch *self);

static void
clear (gpointer user_data)
{
  VeloClaimsWatch *self = user_data;

  velo_claims_journal_check_clear (&self->check);
  g_clear_object (&self->database);
}

static gboolean
look_at_slice (VeloConnection  *connection,
               gpointer         data,
               GError         **error)
{
  VeloClaimsWatch *self = data;
  VeloClaimsContext context = { connection, self->config, 0, VELO_CLAIM_ACTOR_SERVICE, NULL, NULL, NULL, NULL, NULL };

  return velo_claims_journal_check_go_on (&self->check, &context, SLICE, error);
}

/* A journal that was changed stays so: the next day tells it again, from the first entry. */
static void
tell (VeloClaimsWatch *self,
      const GError    *error)
{
  gint64 now = self->clock (self->clock_data);

  if (error == NULL)
    velo_claims_metrics_set_journal (self->metrics, TRUE, self->check.number, now);
  else if (g_error_matches (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFLICT))
    {
      if (self->check.number + 1 == self->config->journal_seen)
        g_critical ("%s; payouts are released all the same, as journal-seen says, see veloinsure-claims(8), JOURNAL",
                    error->message);
      else
        g_critical ("%s; customers are served all the same, but no payout is released until [payout] has "
                    "journal-seen=%d, see veloinsure-claims(8), JOURNAL, for what to do", error->message,
                    self->check.number + 1);
      velo_claims_metrics_set_journal (self->metrics, FALSE, self->check.number, now);
    }
  else
    g_warning ("the journal could not be verified: %s %d", g_quark_to_string (error->domain), error->code);
  if (self->told != NULL)
    self->told (self->told_data);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  VeloClaimsWatch *self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean right = velo_database_run_finish (VELO_DATABASE (source), result, &error);

  self->busy = FALSE;
  if (self->metrics != NULL && right && !self->check.at_end)
    look (self);
  else if (self->metrics != NULL)
    tell (self, error);
  g_rc_box_release_full (self, clear);
}

static void
look (VeloClaimsWatch *self)
{
  self->busy = TRUE;
  velo_database_run_async (self->database, VELO_DATABASE_READ, look_at_slice, self, NULL, NULL, looked_cb,
                           g_rc_box_acquire (self));
}

static gboolean
day_cb (gpointer user_data)
{
  velo_claims_watch_begin (user_data);
  return G_SOURCE_CONTINUE;
}

/**
 * velo_claims_watch_new:
 * @config: the settings, which live longer
 * @database: the database
 * @metrics: where to tell what was found; lives longer
 * @clock: what gives the time
 * @clock_data: data for @clock
 *
 * Returns: (transfer full): who begins every day, and with velo_claims_watch_begin()
 */
VeloClaimsWatch *
velo_claims_watch_new (const VeloClaimsConfig *config,
                       VeloDatabase           *database,
                       VeloClaimsMetrics      *metrics,
                       VeloClaimsClock         clock,
                       gpointer                clock_data)
{
  VeloClaimsWatch *self = g_rc_box_new0 (VeloClaimsWatch);

  self->config = config;
  self->database = g_object_ref (database);
  self->metrics = metrics;
  self->clock = clock;
  self->clock_data = clock_data;
  velo_claims_journal_check_init (&self->check);
  self->timer = g_timeout_source_new_seconds (DAY_SECONDS);
  g_source_set_callback (self->timer, day_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
  return self;
}

/**
 * velo_claims_watch_set_told:
 * @self: a watch
 * @told: called each time that the end was reached, or something bad was found
 * @data: for @told
 */
void
velo_claims_watch_set_told (VeloClaimsWatch     *self,
                            VeloClaimsWatchFunc  told,
                            gpointer             data)
{
  self->told = told;
  self->told_data = data;
}

/**
 * velo_claims_watch_begin:
 * @self: a watch
 *
 * Looks through the journal from its first entry; does nothing while that goes on. What is found
 * stands in the metrics then, and in the log if it is bad.
 */
void
velo_claims_watch_begin (VeloClaimsWatch *self)
{
  if (self->busy)
    return;
  velo_claims_journal_check_restart (&self->check);
  look (self);
}

/**
 * velo_claims_watch_free:
 * @self: (transfer full): a watch; a slice that is being looked at is forgotten
 */
void
velo_claims_watch_free (VeloClaimsWatch *self)
{
  self->metrics = NULL;
  g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  g_rc_box_release_full (self, clear);
}
