/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of the running service in the text format that Prometheus reads. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-metrics.h"

#define N_CLASSES 6

static const gint64 limits_usec[] = { 1000, 5000, 25000, 100000, 500000, 2500000 };

struct _VeloClaimsMetrics
{
  guint64 answers[N_CLASSES]; /* by the first digit of the status */
  guint64 within[G_N_ELEMENTS (limits_usec)];
  guint64 timed;
  gint64 sum_usec;
  gint64 verified; /* when the journal was looked through; 0 for not yet */
  gboolean intact;
  int n_entries;
};

/**
 * velo_claims_metrics_new:
 *
 * Returns: (transfer full): all figures 0
 */
VeloClaimsMetrics *
velo_claims_metrics_new (void)
{
  return g_new0 (VeloClaimsMetrics, 1);
}

/**
 * velo_claims_metrics_free:
 * @self: (transfer full): figures
 */
void
velo_claims_metrics_free (VeloClaimsMetrics *self)
{
  g_free (self);
}

/**
 * velo_claims_metrics_count:
 * @self: figures
 * @status: HTTP status of one more answer
 */
void
velo_claims_metrics_count (VeloClaimsMetrics *self,
                           guint              status)
{
  self->answers[MIN (status / 100, N_CLASSES - 1)]++;
}

/**
 * velo_claims_metrics_time:
 * @self: figures
 * @usec: how long a request took from its last byte to its answer
 */
void
velo_claims_metrics_time (VeloClaimsMetrics *self,
                          gint64             usec)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limits_usec); i++)
    if (usec <= limits_usec[i])
      self->within[i]++;
  self->timed++;
  self->sum_usec += usec;
}

/**
 * velo_claims_metrics_set_journal:
 * @self: figures
 * @intact: whether the chain of the journal holds
 * @n_entries: up to where it does
 * @now: when that was found, microseconds UTC
 */
void
velo_claims_metrics_set_journal (VeloClaimsMetrics *self,
                                 gboolean           intact,
                                 int                n_entries,
                                 gint64             now)
{
  self->intact = intact;
  self->n_entries = n_entries;
  self->verified = now;
}

/**
 * velo_claims_metrics_is_journal_wrong:
 * @self: figures
 * @entry: (out): the first one that is not as it was written, if so
 *
 * Returns: whether the journal was found changed or cut off when it was looked through last
 */
gboolean
velo_claims_metrics_is_journal_wrong (VeloClaimsMetrics *self,
                                      int               *entry)
{
  *entry = self->n_entries + 1;
  return self->verified != 0 && !self->intact;
}

static void
append_seconds (GString *out,
                gint64   usec)
{
  g_string_append_printf (out, "%" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT, usec / G_USEC_PER_SEC,
                          usec % G_USEC_PER_SEC);
}

static void
append_journal (VeloClaimsMetrics *self,
                GString           *out)
{
  if (self->verified == 0)
    return;
  g_string_append_printf (out, "# TYPE veloinsure_claims_journal_intact gauge\nveloinsure_claims_journal_intact %d\n"
                          "# TYPE veloinsure_claims_journal_entries gauge\nveloinsure_claims_journal_entries %d\n"
                          "# TYPE veloinsure_claims_journal_verified_seconds gauge\n"
                          "veloinsure_claims_journal_verified_seconds ", self->intact, self->n_entries);
  append_seconds (out, self->verified);
  g_string_append_c (out, '\n');
}

/**
 * velo_claims_metrics_to_bytes:
 * @self: figures
 * @n_open: requests that are not answered yet
 * @more: (transfer full): figures to put behind
 *
 * Returns: (transfer full): the text
 */
GBytes *
velo_claims_metrics_to_bytes (VeloClaimsMetrics *self,
                              guint              n_open,
                              GBytes            *more)
{
  GString *out = g_string_new ("# TYPE veloinsure_claims_answers_total counter\n");

  for (guint i = 1; i < N_CLASSES; i++)
    g_string_append_printf (out, "veloinsure_claims_answers_total{class=\"%uxx\"} %" G_GUINT64_FORMAT "\n", i,
                            self->answers[i]);
  g_string_append_printf (out, "# TYPE veloinsure_claims_open gauge\nveloinsure_claims_open %u\n", n_open);
  g_string_append (out, "# TYPE veloinsure_claims_seconds histogram\n");
  for (gsize i = 0; i < G_N_ELEMENTS (limits_usec); i++)
    {
      g_string_append (out, "veloinsure_claims_seconds_bucket{le=\"");
      append_seconds (out, limits_usec[i]);
      g_string_append_printf (out, "\"} %" G_GUINT64_FORMAT "\n", self->within[i]);
    }
  g_string_append_printf (out, "veloinsure_claims_seconds_bucket{le=\"+Inf\"} %" G_GUINT64_FORMAT "\n"
                          "veloinsure_claims_seconds_count %" G_GUINT64_FORMAT "\nveloinsure_claims_seconds_sum ",
                          self->timed, self->timed);
  append_seconds (out, self->sum_usec);
  g_string_append_c (out, '\n');
  append_journal (self, out);
  g_string_append_len (out, g_bytes_get_data (more, NULL), (gssize) g_bytes_get_size (more));
  g_bytes_unref (more);
  return g_string_free_to_bytes (out);
}
