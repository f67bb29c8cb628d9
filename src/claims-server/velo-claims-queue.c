/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long customers wait for an offer: measured, and predicted from the claims that wait before. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-queue.h"

#include <string.h>

#include "velo-claims-error.h"
#include "velo-claims-journal.h"
#include "velo-clock.h"

/* Of the newest so many, so that a prediction follows how the desk works now. */
#define MEASURED "200"

/* Fewer say nothing yet: the flat promise of the settings holds. */
#define LEAST_MEASURED 5

/* Nobody is promised a time that a telephone call can upset. */
#define LEAST_PROMISE (15 * G_TIME_SPAN_MINUTE)

/* What is promised is told in minutes: full ones, and some to spare. */
#define STEP (5 * G_TIME_SPAN_MINUTE)

/* Claims whose photos are there and that have no offer: the assessors' queue. */
#define WAITING "state IN ('photos_complete', 'calculating')"

/* Service time, microseconds. */
typedef struct
{
  guint n;
  guint n_kept; /* offered when it was promised, or before */
  gint64 waited[2]; /* from all photos to the offer: median, 90th percentile */
  gint64 worked[2]; /* the assessor's part of it */
} Measured;

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

/* By nearest rank: a time that really was. */
static void
find_quantiles (GArray *times,
                gint64  quantiles[2])
{
  static const guint percent[] = { 50, 90 };

  g_array_sort (times, compare_times);
  for (int i = 0; i < 2 && times->len > 0; i++)
    quantiles[i] = g_array_index (times, gint64, (times->len * percent[i] + 99) / 100 - 1);
}

/* @statement: (transfer full) (nullable): waited, worked, and whether the promise was kept */
static gboolean
sum_measured (VeloStatement  *statement,
              Measured       *measured,
              GError        **error)
{
  g_autoptr(VeloStatement) owned G_GNUC_UNUSED = statement;
  g_autoptr(GArray) waited = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) worked = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row = TRUE;

  memset (measured, 0, sizeof *measured);
  if (statement == NULL)
    return FALSE;
  while (has_row)
    {
      gint64 times[2];

      if (!velo_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      times[0] = velo_statement_get_int64 (statement, 0);
      times[1] = velo_statement_get_int64 (statement, 1);
      g_array_append_val (waited, times[0]);
      g_array_append_val (worked, times[1]);
      measured->n_kept += velo_statement_get_int64 (statement, 2) != 0;
    }
  measured->n = waited->len;
  find_quantiles (waited, measured->waited);
  find_quantiles (worked, measured->worked);
  return TRUE;
}

static gboolean
load_measured (VeloClaimsContext  *context,
               Measured           *measured,
               GError            **error)
{
  return sum_measured (velo_connection_query (context->connection, error,
                                              "SELECT waited, worked, offered <= promised FROM handling"
                                              " ORDER BY number DESC LIMIT " MEASURED, NULL), measured, error);
}

static gint64
predict (VeloClaimsContext *context,
         const Measured    *measured,
         gint64             n_ahead)
{
  if (measured->n < LEAST_MEASURED)
    return context->config->promise_minutes * G_TIME_SPAN_MINUTE;
  return MAX (LEAST_PROMISE, n_ahead * measured->worked[0] / context->config->assessors + measured->worked[1]);
}

/**
 * velo_claims_queue_predict:
 * @context: inside a transaction
 * @claim: a claim whose photos are complete
 * @hours: the service hours that hold for it
 * @promised: (out): until when an offer can be promised, microseconds UTC
 * @error: return location
 *
 * Those who wait before, each for as long as half of the offers took the assessor, and then as long
 * as nine of ten take; counted in service hours (claims design, section 2).
 *
 * Returns: whether it could be predicted
 */
gboolean
velo_claims_queue_predict (VeloClaimsContext       *context,
                           VeloClaim               *claim,
                           const VeloServiceHours  *hours,
                           gint64                  *promised,
                           GError                 **error)
{
  Measured measured;
  gint64 n_ahead = 0;

  if (!load_measured (context, &measured, error)
      || !velo_connection_query_int64 (context->connection, &n_ahead, error,
                                       "SELECT count (*) FROM claim WHERE " WAITING " AND id <> ?1", "t",
                                       velo_claim_get_id (claim)))
    return FALSE;
  *promised = velo_service_hours_add (hours, context->now, predict (context, &measured, n_ahead));
  if (measured.n >= LEAST_MEASURED)
    *promised = (*promised + STEP - 1) / STEP * STEP;
  return TRUE;
}

/* While the customer is asked for another photo nobody waits for the assessor. */
static void
sum_up (GPtrArray              *entries,
        const VeloServiceHours *hours,
        gint64                 *waited,
        gint64                 *worked)
{
  const char *state = "";
  gint64 since = 0;

  *waited = *worked = 0;
  for (guint i = 0; i < entries->len; i++)
    {
      VeloClaimEntry *entry = g_ptr_array_index (entries, i);
      gboolean calculating = strcmp (state, "calculating") == 0;
      gint64 time;

      if (strcmp (velo_claim_entry_get_what (entry), "state") != 0)
        continue;
      time = velo_service_hours_between (hours, since, velo_claim_entry_get_time (entry));
      if (calculating || strcmp (state, "photos_complete") == 0)
        *waited += time;
      if (calculating)
        *worked += time;
      state = velo_claim_entry_get_to_state (entry);
      since = velo_claim_entry_get_time (entry);
    }
}

/**
 * velo_claims_queue_measure:
 * @context: inside a transaction that writes
 * @claim: a claim that has just got its first offer
 * @hours: the service hours that hold for it
 * @error: return location
 *
 * Keeps how long that took; nothing in it tells whose claim it was.
 *
 * Returns: whether it is stored, as soon as the transaction is
 */
gboolean
velo_claims_queue_measure (VeloClaimsContext       *context,
                           VeloClaim               *claim,
                           const VeloServiceHours  *hours,
                           GError                 **error)
{
  g_autoptr(GPtrArray) entries = velo_claims_journal_list (context, velo_claim_get_id (claim), error);
  gint64 waited;
  gint64 worked;

  if (entries == NULL)
    return FALSE;
  sum_up (entries, hours, &waited, &worked);
  return velo_connection_run (context->connection, error,
                              "INSERT INTO handling (offered, promised, waited, worked) VALUES (?1, ?2, ?3, ?4)", "llll",
                              context->now, velo_claim_get_promised (claim), waited, worked);
}

static gboolean
load_queue (VeloClaimsContext  *context,
            Measured           *measured,
            gint64             *waiting,
            GError            **error)
{
  return load_measured (context, measured, error)
    && velo_connection_query_int64 (context->connection, waiting, error,
                                    "SELECT count (*) FROM claim WHERE " WAITING, NULL);
}

static void
set_minutes (JsonObject *object,
             const char *name,
             gint64      usec)
{
  json_object_set_int_member (object, name, (usec + G_TIME_SPAN_MINUTE - 1) / G_TIME_SPAN_MINUTE);
}

static void
set_measured (JsonObject     *object,
              const Measured *measured)
{
  json_object_set_int_member (object, "measured", measured->n);
  json_object_set_int_member (object, "kept", measured->n_kept);
  set_minutes (object, "waited_median", measured->waited[0]);
  set_minutes (object, "waited_90", measured->waited[1]);
  set_minutes (object, "worked_median", measured->worked[0]);
  set_minutes (object, "worked_90", measured->worked[1]);
}

/* "2026-11": from its first moment to that of the month after it, in Germany and Austria */
static gboolean
parse_month (const char *text,
             gint64      moments[2])
{
  g_autoptr(GTimeZone) zone = velo_clock_new_zone ();
  g_autofree char *written = NULL;
  guint64 year = g_ascii_strtoull (text, NULL, 10);
  guint64 month = strlen (text) == 7 ? g_ascii_strtoull (text + 5, NULL, 10) : 0;

  if (year < 2000 || year > 9998 || month < 1 || month > 12)
    return FALSE;
  written = g_strdup_printf ("%04u-%02u", (guint) year, (guint) month);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr(GDateTime) first = g_date_time_new (zone, (int) year, (int) month, 1, 0, 0, 0);
      g_autoptr(GDateTime) moment = g_date_time_add_months (first, i);

      moments[i] = g_date_time_to_unix (moment) * G_USEC_PER_SEC;
    }
  return strcmp (written, text) == 0;
}

static JsonObject *
describe_month (VeloClaimsContext  *context,
                const char         *month,
                GError            **error)
{
  gint64 moments[2];
  Measured measured;
  JsonObject *object;

  if (!parse_month (month, moments))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "no month");
      return NULL;
    }
  if (!sum_measured (velo_connection_query (context->connection, error,
                                            "SELECT waited, worked, offered <= promised FROM handling"
                                            " WHERE offered >= ?1 AND offered < ?2", "ll", moments[0], moments[1]),
                     &measured, error))
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "month", month);
  set_measured (object, &measured);
  return object;
}

/**
 * velo_claims_queue_describe:
 * @context: the desk or an assessor
 * @month: "2026-11"; empty for none
 * @error: return location; %VELO_CLAIMS_ERROR_INVALID if @month is none
 *
 * Returns: (transfer full) (nullable): how many wait, how long it took lately in minutes of service
 *   time and how often the promise was kept, what the next customer is promised, when the first offer
 *   was made; and the same of @month
 */
JsonObject *
velo_claims_queue_describe (VeloClaimsContext  *context,
                            const char         *month,
                            GError            **error)
{
  Measured measured;
  gint64 waiting = 0;
  gint64 first = 0;
  g_autoptr(JsonObject) of_month = NULL;
  JsonObject *object;

  if (!load_queue (context, &measured, &waiting, error)
      || !velo_connection_query_int64 (context->connection, &first, error,
                                       "SELECT coalesce (min (offered), 0) FROM handling", NULL))
    return NULL;
  if (*month != '\0')
    {
      of_month = describe_month (context, month, error);
      if (of_month == NULL)
        return NULL;
    }
  object = json_object_new ();
  json_object_set_int_member (object, "waiting", waiting);
  set_measured (object, &measured);
  set_minutes (object, "promise", predict (context, &measured, waiting));
  json_object_set_int_member (object, "first", first);
  if (of_month != NULL)
    json_object_set_object_member (object, "month", g_steal_pointer (&of_month));
  return object;
}

static void
append_summary (GString      *out,
                const char   *name,
                const gint64  quantiles[2],
                guint         n)
{
  static const char *const names[] = { "0.5", "0.9" };

  g_string_append_printf (out, "# TYPE veloinsure_claims_%s_seconds summary\n", name);
  for (int i = 0; i < 2 && n > 0; i++)
    g_string_append_printf (out, "veloinsure_claims_%s_seconds{quantile=\"%s\"} %" G_GINT64_FORMAT "\n", name, names[i],
                            quantiles[i] / G_USEC_PER_SEC);
  g_string_append_printf (out, "veloinsure_claims_%s_seconds_count %u\n", name, n);
}

/**
 * velo_claims_queue_to_text:
 * @context: the service
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the same in the text format that Prometheus reads, in seconds
 */
char *
velo_claims_queue_to_text (VeloClaimsContext  *context,
                           GError            **error)
{
  Measured measured;
  gint64 waiting = 0;
  GString *out;

  if (!load_queue (context, &measured, &waiting, error))
    return NULL;
  out = g_string_new ("# TYPE veloinsure_claims_waiting gauge\n");
  g_string_append_printf (out, "veloinsure_claims_waiting %" G_GINT64_FORMAT "\n", waiting);
  append_summary (out, "waited", measured.waited, measured.n);
  append_summary (out, "worked", measured.worked, measured.n);
  return g_string_free (out, FALSE);
}
