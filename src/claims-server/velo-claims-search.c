/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds claims: what the one who asks has to do, by the clock, or what was changed last. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-search.h"

#include "velo-claims-error.h"
#include "velo-claims-table.h"
#include "velo-plate.h"
#include "velo-text.h"

/* What may follow a key as its next character sorts before it. */
#define AFTER_KEYS "{"

#define STATES_ENDED "'paid', 'closed', 'unsuitable'"

#define NO_CLOCK 9223372036854775807

/* Due first: the least of what the claim and its open tasks say. */
#define CLOCK \
  "CASE WHEN due > 0 AND (task_due IS NULL OR due <= task_due) THEN due" \
  " WHEN task_due IS NOT NULL THEN task_due ELSE " G_STRINGIFY (NO_CLOCK) " END"

#define OPEN_TASKS(KINDS) \
  " LEFT JOIN (SELECT claim_id AS task_claim, min (due) AS task_due FROM task" \
  " WHERE done = 0 AND " KINDS " GROUP BY claim_id) AS own ON task_claim = id"

#define READ_ON "(changed < ?5 OR (changed = ?5 AND id < ?6))"
#define NEWEST "changed DESC, id DESC LIMIT " G_STRINGIFY (VELO_CLAIMS_PAGE_SIZE)

/* What each has to do: a claim in one of these states, or with an open task of one of these kinds. */
static const struct
{
  VeloClaimActor actor;
  const char *states;
  const char *kinds;
} duties[] = {
  { VELO_CLAIM_ACTOR_DESK, "'reported', 'suitable', 'accepted', 'declined', 'call_back'", "kind <> 'calculate'" },
  { VELO_CLAIM_ACTOR_ASSESSOR, "'photos_complete', 'calculating', 'call_back'", "kind = 'calculate'" },
  /* a sales partner has no tasks, and follows what others do */
  { VELO_CLAIM_ACTOR_PARTNER,
    "'reported', 'suitable', 'photos_complete', 'calculating', 'accepted', 'declined', 'call_back'", "kind = ''" },
};

typedef struct
{
  char *from;       /* (owned): tables and condition */
  gboolean by_clock; /* in the order of what is due first; else the last changed first */
} Plan;

static void
plan_clear (Plan *plan)
{
  g_free (plan->from);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

static gsize
find_duty (VeloClaimActor actor)
{
  for (gsize i = 0; i < G_N_ELEMENTS (duties); i++)
    if (duties[i].actor == actor)
      return i;
  return G_N_ELEMENTS (duties) - 1;
}

/* What is open by what is due first, what has ended by the time of change. */
static gboolean
plan_init_state (Plan           *plan,
                 VeloClaimActor  actor,
                 const char     *filter,
                 GError        **error)
{
  VeloClaimState state;

  if (!velo_claim_state_from_nick (filter, &state))
    {
      g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "no such filter");
      return FALSE;
    }
  plan->by_clock = velo_claim_state_is_open (state);
  plan->from = g_strdup_printf (" FROM claim" OPEN_TASKS ("%s") " WHERE (?1 = '' OR portfolio = ?1) AND state = '%s'",
                                duties[find_duty (actor)].kinds, velo_claim_state_get_nick (state));
  return TRUE;
}

static gboolean
plan_init (Plan               *plan,
           VeloClaimsContext  *context,
           const char         *filter,
           GError            **error)
{
  gsize duty = find_duty (context->actor);
  gboolean todo = g_strcmp0 (filter, "todo") == 0;
  gboolean ended = g_strcmp0 (filter, "ended") == 0;

  plan->by_clock = todo || g_strcmp0 (filter, "running") == 0;
  if (!plan->by_clock && !ended && !velo_text_is_empty (filter))
    return plan_init_state (plan, context->actor, filter, error);
  if (!plan->by_clock)
    {
      plan->from = g_strconcat (" FROM claim WHERE (?1 = '' OR portfolio = ?1)",
                                ended ? " AND state IN (" STATES_ENDED ")" : "", NULL);
      return TRUE;
    }
  plan->from = g_strdup_printf (" FROM claim" OPEN_TASKS ("%s")
                                " WHERE (?1 = '' OR portfolio = ?1) AND %s (state IN (%s) OR task_claim IS NOT NULL)%s",
                                duties[duty].kinds, todo ? "" : "NOT", duties[duty].states,
                                todo ? "" : " AND state NOT IN (" STATES_ENDED ")");
  return TRUE;
}

/* What LIKE takes for something else is looked for as it stands. */
static char *
dup_pattern (const char *words)
{
  g_autofree char *folded = velo_text_fold (words);
  GString *pattern = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    {
      if (*p == '%' || *p == '_' || *p == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  return g_string_free (pattern, FALSE);
}

/* The condition is the same for the claims and for their number. */
static VeloStatement *
prepare (VeloClaimsContext  *context,
         const char         *words,
         const char         *columns,
         const char         *from,
         const char         *end,
         GError            **error)
{
  gboolean partner = context->actor == VELO_CLAIM_ACTOR_PARTNER;
  g_autofree char *key = velo_claim_number_normalize (words);
  g_autofree char *name = dup_pattern (words);
  g_autofree char *digits = velo_text_digits (words);
  g_autofree char *sql = NULL;
  VeloStatement *statement;

  sql = g_strconcat ("SELECT ", columns, from,
                     velo_text_is_empty (words) ? "" :
                       " AND ((?2 <> '' AND number_key >= ?2 AND number_key < ?2 || '" AFTER_KEYS "')"
                       "  OR (?2 <> '' AND plate_key >= ?2 AND plate_key < ?2 || '" AFTER_KEYS "')"
                       "  OR (?3 <> '' AND name_key LIKE '%' || ?3 || '%' ESCAPE '\\')"
                       "  OR (length (?4) >= 4 AND phone LIKE '%' || ltrim (?4, '0') || '%'))", end, NULL);
  statement = velo_connection_prepare (context->connection, sql, error);
  if (statement == NULL)
    return NULL;
  velo_statement_bind_text (statement, 1, partner ? context->portfolio : "");
  if (!velo_text_is_empty (words))
    {
      velo_statement_bind_text (statement, 2, key != NULL ? key : "");
      velo_statement_bind_text (statement, 3, name);
      velo_statement_bind_text (statement, 4, digits);
    }
  return statement;
}

static gboolean
count_found (VeloClaimsContext  *context,
             const char         *words,
             const char         *from,
             guint              *total,
             GError            **error)
{
  g_autoptr(VeloStatement) statement = prepare (context, words, "count (*)", from, "", error);
  gboolean has_row = FALSE;

  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  *total = (guint) velo_statement_get_int64 (statement, 0);
  return TRUE;
}

/* Where the claim itself says nothing its task does; this is shown only, and never stored. */
static gboolean
take_claim (VeloStatement  *statement,
            GPtrArray      *claims,
            gint64         *clock,
            GError        **error)
{
  g_autoptr(VeloClaim) claim = velo_claim_new ();

  if (!velo_record_load_text (claim, velo_statement_get_text (statement, 0), error))
    return FALSE;
  *clock = velo_statement_get_int64 (statement, 1);
  if (velo_claim_get_due (claim) == 0 && *clock > 0 && *clock < NO_CLOCK)
    velo_claim_set_due (claim, *clock);
  g_ptr_array_add (claims, g_steal_pointer (&claim));
  return TRUE;
}

/**
 * velo_claims_search:
 * @context: who searches; a sales partner finds claims of the own portfolio only
 * @query: what for
 * @clock: (out): of the last claim that was found, to read on
 * @total: (out) (nullable): how many there are in all
 * @error: return location; %VELO_CLAIMS_ERROR_INVALID for a filter that there is not
 *
 * Returns: (transfer full) (element-type VeloClaim) (nullable): up to %VELO_CLAIMS_PAGE_SIZE
 *   claims: "todo", "running" and states that are open by what is due first, all others the last
 *   changed first
 */
GPtrArray *
velo_claims_search (VeloClaimsContext      *context,
                    const VeloClaimsQuery  *query,
                    gint64                 *clock,
                    guint                  *total,
                    GError                **error)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto(Plan) plan = { NULL };
  g_autofree char *from = NULL;
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  *clock = 0;
  if (total != NULL)
    *total = 0;
  if (context->actor == VELO_CLAIM_ACTOR_PARTNER && velo_text_is_empty (context->portfolio))
    return g_steal_pointer (&claims);
  if (!plan_init (&plan, context, query->filter, error))
    return NULL;
  if (total != NULL && !count_found (context, query->words, plan.from, total, error))
    return NULL;
  from = g_strconcat (plan.from, plan.by_clock
                        ? " AND (" CLOCK " > ?7 OR (" CLOCK " = ?7 AND " READ_ON "))" : " AND " READ_ON, NULL);
  statement = prepare (context, query->words, plan.by_clock ? "document, " CLOCK : "document, 0", from,
                       plan.by_clock ? " ORDER BY " CLOCK ", " NEWEST : " ORDER BY " NEWEST, error);
  if (statement == NULL)
    return NULL;
  velo_statement_bind_int64 (statement, 5, query->before > 0 ? query->before : G_MAXINT64);
  velo_statement_bind_text (statement, 6, query->before_id != NULL ? query->before_id : "");
  if (plan.by_clock)
    velo_statement_bind_int64 (statement, 7, query->clock);
  while (has_row)
    if (!velo_statement_step (statement, &has_row, error)
        || (has_row && !take_claim (statement, claims, clock, error)))
      return NULL;
  return g_steal_pointer (&claims);
}
