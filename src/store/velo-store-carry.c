/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a copy must know of the store that it replaces: every proposal that the insurer has or may have, so that nobody
 * makes a second contract for its vehicle. */

#define G_LOG_DOMAIN "velo-store-carry"

#include "config.h"

#include "velo-store-carry-private.h"
#include "velo-text.h"

#define WAS_SENT "state IN ('sending', 'unclear', 'handed-over', 'concluded')"
#define SCAN "SELECT rowid, id, vehicle_id, state, changed_at FROM proposals "

/* Looked at one after the other until one of them can be read to its end; each may find what another does not. */
static const char * const scans[] = {
  SCAN "INDEXED BY proposals_by_state WHERE " WAS_SENT,
  SCAN "NOT INDEXED WHERE " WAS_SENT " ORDER BY rowid",
  SCAN "NOT INDEXED WHERE " WAS_SENT " ORDER BY rowid DESC",
};

/* What the copy knows of a proposal */
typedef struct
{
  VeloProposalState state;
  int rank; /* -1: nothing */
  gint64 changed_at;
} Known;

/* What does not go together with the copy is left, everything else is no way to end. */
static gboolean
is_contradiction (const GError *error)
{
  return g_error_matches (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_CONFLICT)
         || g_error_matches (error, VELO_DATABASE_ERROR, VELO_DATABASE_ERROR_INVALID)
         || error->domain == VELO_STORE_ERROR;
}

static gboolean
read_known (VeloConnection *connection,
            const char     *id,
            Known          *known,
            GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error, "SELECT state, changed_at FROM proposals WHERE id = ?1", "t",
                                     id);
  known->rank = -1;
  known->changed_at = 0;
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      known->state = velo_store_value (VELO_TYPE_PROPOSAL_STATE, velo_statement_get_text (statement, 0));
      known->rank = velo_store_carrying_get_rank (known->state);
      known->changed_at = velo_statement_get_int64 (statement, 1);
    }
  return TRUE;
}

/* What is concluded stays so; of two that were sent the later one is right; what was not sent gives way. */
static gboolean
stays (const Known *known,
       int          rank,
       gint64       changed_at)
{
  if (known->rank == VELO_STORE_RANK_CONCLUDED)
    return rank < VELO_STORE_RANK_CONCLUDED;
  return known->rank > 0
         && (known->changed_at > changed_at || (known->changed_at == changed_at && known->rank == rank));
}

/* What the copy has begun for the vehicle is not gone on with: the insurer has another application for it. */
static gboolean
make_way (VeloStoreCarrying *self,
          const char        *vehicle_id,
          GError           **error)
{
  return velo_connection_run (self->to, error,
                              "UPDATE proposals SET state = 'abandoned' WHERE vehicle_id = ?1"
                              " AND state IN ('draft', 'prepared', 'signed', 'refused')", "t", vehicle_id);
}

static gboolean
put_proposal (VeloStoreCarrying *self,
              VeloStoreFound    *found,
              GError           **error)
{
  VeloProposal *proposal = found->proposal;
  g_autofree char *record = velo_record_to_text (proposal);
  g_autofree char *key = velo_text_key (velo_vehicle_get_frame_number (velo_proposal_get_vehicle (proposal)));

  return velo_connection_run (self->to, error,
                              "INSERT INTO proposals (id, vehicle_id, state, created_at, changed_at, contract_number,"
                              "  record_number, frame_key, record, revision, is_former)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10)"
                              " ON CONFLICT (id) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at,"
                              "  contract_number = excluded.contract_number, record_number = excluded.record_number,"
                              "  frame_key = excluded.frame_key, sending_owner = NULL, record = excluded.record,"
                              "  revision = proposals.revision + 1, saved_by = NULL, is_former = excluded.is_former",
                              "tttllnnnti", velo_proposal_get_id (proposal), velo_proposal_get_vehicle_id (proposal),
                              velo_store_nick (VELO_TYPE_PROPOSAL_STATE, (int) velo_proposal_get_state (proposal)),
                              velo_proposal_get_created_at (proposal), velo_proposal_get_changed_at (proposal),
                              velo_proposal_get_contract_number (proposal), velo_proposal_get_record_number (proposal),
                              key, record, (int) found->is_former);
}

static gboolean
copy_rows (VeloStoreCarrying *self,
           const char        *select,
           const char        *insert,
           const char        *id,
           GError           **error)
{
  g_autoptr(VeloStatement) rows = velo_store_carrying_query (self, select, id);

  while (velo_store_carrying_step (self, rows))
    {
      g_autoptr(VeloStatement) row = velo_connection_query (self->to, error, insert, NULL);

      if (row == NULL)
        return FALSE;
      velo_statement_bind_row (row, rows);
      if (!velo_statement_run (row, error))
        return FALSE;
    }
  return TRUE;
}

#define INSERT_SUBMISSION \
  "INSERT INTO submissions (proposal_id, number, contract_number, record_number, sha256, content, stored_at)"
#define OF_PROPOSAL "FROM submissions WHERE proposal_id = ?1"
#define NEXT "(SELECT coalesce (max (number), 0) + 1 " OF_PROPOSAL ")"

/* What goes out again is what went out last: nothing that the copy has comes after it. */
static gboolean
copy_submissions (VeloStoreCarrying *self,
                  const char        *proposal_id,
                  GError           **error)
{
  return copy_rows (self, "SELECT proposal_id, number, contract_number, record_number, sha256, content, stored_at "
                    OF_PROPOSAL " ORDER BY number",
                    INSERT_SUBMISSION
                    " SELECT ?1, CASE WHEN EXISTS (SELECT 1 " OF_PROPOSAL " AND number = ?2) THEN " NEXT " ELSE ?2 END,"
                    "  ?3, ?4, ?5, ?6, ?7"
                    " WHERE NOT EXISTS (SELECT 1 " OF_PROPOSAL " AND number = ?2 AND sha256 = ?5)", proposal_id, error)
    && copy_rows (self, "SELECT proposal_id, 0, contract_number, record_number, sha256, content, stored_at "
                  OF_PROPOSAL " ORDER BY number DESC LIMIT 1",
                  INSERT_SUBMISSION " SELECT ?1, " NEXT " + ?2, ?3, ?4, ?5, ?6, ?7"
                  " WHERE (SELECT sha256 " OF_PROPOSAL " ORDER BY number DESC LIMIT 1) IS NOT ?5", proposal_id, error);
}

static gboolean
copy_document (VeloStoreCarrying *self,
               VeloStatement     *rows,
               GError           **error)
{
  g_autoptr(VeloStatement) row = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GBytes) bytes = velo_store_read_content (self->from, velo_statement_get_text (rows, 2), &local_error);
  g_autofree char *sha256 = NULL;

  if (bytes == NULL)
    {
      velo_store_carrying_note (self, local_error);
      return TRUE;
    }
  sha256 = velo_store_put_content (self->to, bytes, error);
  row = sha256 == NULL ? NULL
    : velo_connection_query (self->to, error,
                             "INSERT INTO documents (id, kind, sha256, vehicle_id, proposal_id, filed_at, record)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO NOTHING", NULL);
  if (row == NULL)
    return FALSE;
  velo_statement_bind_row (row, rows);
  return velo_statement_run (row, error)
    && copy_rows (self, "SELECT document_id, at, who, how FROM handovers WHERE document_id = ?1 ORDER BY number",
                  "INSERT INTO handovers (document_id, at, who, how) SELECT ?1, ?2, ?3, ?4"
                  " WHERE NOT EXISTS (SELECT 1 FROM handovers WHERE document_id = ?1 AND at = ?2 AND how = ?4)",
                  velo_statement_get_text (rows, 0), error);
}

static gboolean
copy_documents (VeloStoreCarrying *self,
                const char        *proposal_id,
                GError           **error)
{
  g_autoptr(VeloStatement) rows = NULL;

  rows = velo_store_carrying_query (self, "SELECT id, kind, sha256, vehicle_id, proposal_id, filed_at, record"
                                    " FROM documents WHERE proposal_id = ?1 ORDER BY filed_at, id", proposal_id);
  while (velo_store_carrying_step (self, rows))
    if (!copy_document (self, rows, error))
      return FALSE;
  return TRUE;
}

/* A policy that the copy has not; the one that it has goes out of the way if its proposal is a former one. */
static gboolean
put_policy (VeloStoreCarrying *self,
            VeloStoreFound    *found,
            GError           **error)
{
  gint64 n_found = 0;

  if (found->policy == NULL || velo_proposal_get_state (found->proposal) != VELO_PROPOSAL_STATE_CONCLUDED)
    return TRUE;
  if (!velo_connection_query_int64 (self->to, &n_found, error,
                                    "SELECT (SELECT count (*) FROM policies WHERE proposal_id = ?1)"
                                    " + (SELECT count (*) FROM former_policies WHERE proposal_id = ?1)", "t",
                                    velo_proposal_get_id (found->proposal)))
    return FALSE;
  return (n_found > 0 || velo_store_put_policy (self->to, self->job, found->policy, error))
    && copy_rows (self, "SELECT policy_id, ended_on, end_reason FROM contracts WHERE policy_id = ?1",
                  "UPDATE contracts SET ended_on = ?2, end_reason = ?3 WHERE policy_id = ?1",
                  velo_policy_get_id (found->policy), error);
}

static gboolean
put_found (VeloStoreCarrying *self,
           VeloStoreFound    *found,
           const char        *invoice_id,
           GError           **error)
{
  VeloProposal *proposal = found->proposal;
  const char *id = velo_proposal_get_id (proposal);
  int rank = velo_store_carrying_get_rank (velo_proposal_get_state (proposal));
  Known known;

  if (invoice_id != NULL)
    velo_proposal_set_invoice_id (proposal, invoice_id);
  if (!read_known (self->to, id, &known, error))
    return FALSE;
  if (stays (&known, rank, velo_proposal_get_changed_at (proposal)))
    {
      velo_proposal_set_state (proposal, known.state);
      return TRUE;
    }
  if (!put_proposal (self, found, error) || !copy_submissions (self, id, error)
      || !put_policy (self, found, error) || !copy_documents (self, id, error))
    return FALSE;
  if (rank == 0 || known.rank == VELO_STORE_RANK_CONCLUDED)
    return TRUE;
  self->told->n_carried++;
  return velo_store_follow_customer (self->to, self->job, velo_proposal_get_vehicle_id (proposal), NULL,
                                     velo_proposal_get_customer (proposal), error)
    && velo_store_note (self->to, self->job, "insurance-carried-over", velo_proposal_get_vehicle_id (proposal), id,
                        velo_proposal_get_contract_number (proposal), error);
}

static gboolean
put_all (VeloStoreCarrying *self,
         const char        *vehicle_id,
         GPtrArray         *all,
         GError           **error)
{
  g_autofree char *invoice_id = NULL;
  VeloStoreFound *last = g_ptr_array_index (all, all->len - 1);

  if (!velo_store_carry_vehicle (self, vehicle_id, last->proposal, &invoice_id, error)
      || !make_way (self, vehicle_id, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    if (!put_found (self, g_ptr_array_index (all, i), invoice_id, error))
      return FALSE;
  return velo_store_follow_state (self->to, self->job, last->proposal, error)
    && velo_store_follow_changes (self->to, self->job, error);
}

static void
add_left (VeloStoreCarrying *self,
          const char        *contract_number)
{
  if (!g_ptr_array_find_with_equal_func (self->told->left, contract_number, g_str_equal, NULL))
    g_ptr_array_add (self->told->left, g_strdup (contract_number));
}

/* It contradicts what the copy knows: that stays, and the user is told the numbers. */
static gboolean
leave_all (VeloStoreCarrying *self,
           const char        *vehicle_id,
           GPtrArray         *all,
           GError           **error)
{
  for (guint i = 0; i < all->len; i++)
    {
      VeloProposal *proposal = ((VeloStoreFound *) g_ptr_array_index (all, i))->proposal;

      if (velo_store_carrying_get_rank (velo_proposal_get_state (proposal)) == 0)
        continue;
      add_left (self, velo_proposal_get_contract_number (proposal));
      if (!velo_store_note (self->to, self->job, "insurance-not-carried-over", vehicle_id,
                            velo_proposal_get_id (proposal), velo_proposal_get_contract_number (proposal), error))
        return FALSE;
    }
  return TRUE;
}

/* One vehicle as a whole, or not at all. */
static gboolean
carry_found (VeloStoreCarrying *self,
             const char        *vehicle_id,
             GPtrArray         *all,
             GError           **error)
{
  g_autoptr(GError) local_error = NULL;
  guint n_carried = self->told->n_carried;
  gboolean done = TRUE;

  self->job = velo_store_job_new (NULL);
  if (!velo_connection_execute (self->to, "SAVEPOINT vehicle", error))
    done = FALSE;
  else if (!put_all (self, vehicle_id, all, &local_error))
    {
      self->told->n_carried = n_carried;
      g_info ("taking over an insurance: %s", local_error->message);
      done = is_contradiction (local_error);
      if (!done)
        g_propagate_error (error, g_steal_pointer (&local_error));
      done = done && velo_connection_execute (self->to, "ROLLBACK TO vehicle", error)
        && leave_all (self, vehicle_id, all, error);
    }
  done = done && velo_connection_execute (self->to, "RELEASE vehicle", error);
  g_clear_pointer (&self->job, velo_store_job_free);
  return done;
}

/* Nothing is given up for one that cannot be read itself. */
static gboolean
carry_one (VeloStoreCarrying *self,
           const char        *vehicle_id,
           GArray            *row_ids,
           GError           **error)
{
  g_autoptr(GPtrArray) all = velo_store_carrying_read_proposals (self, vehicle_id, row_ids);
  gboolean was_sent = FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      VeloStoreFound *found = g_ptr_array_index (all, i);

      was_sent = was_sent || velo_store_carrying_get_rank (velo_proposal_get_state (found->proposal)) > 0;
    }
  return !was_sent || carry_found (self, vehicle_id, all, error);
}

/* A policy whose proposal cannot be read: of the application only the number matters now. */
static gboolean
carry_policy (VeloStoreCarrying *self,
              VeloPolicy        *policy,
              GError           **error)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (velo_store_found_free);
  g_autoptr(VeloProposal) proposal = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autofree char *record_number = velo_record_new_id ();

  proposal = velo_store_query_record (self->to, VELO_TYPE_PROPOSAL, &local_error,
                                      "SELECT record FROM proposals WHERE id = ?1",
                                      velo_policy_get_proposal_id (policy));
  if (proposal == NULL && local_error->domain != VELO_STORE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (proposal == NULL)
    {
      add_left (self, velo_policy_get_contract_number (policy));
      return TRUE;
    }
  velo_proposal_set_contract_number (proposal, velo_policy_get_contract_number (policy));
  if (velo_text_is_empty (velo_proposal_get_record_number (proposal)))
    velo_proposal_set_record_number (proposal, record_number);
  velo_proposal_set_state (proposal, VELO_PROPOSAL_STATE_CONCLUDED);
  g_ptr_array_add (all, velo_store_found_new (proposal, policy));
  return carry_found (self, velo_proposal_get_vehicle_id (proposal), all, error);
}

static gboolean
carry_policies (VeloStoreCarrying *self,
                GError           **error)
{
  g_autoptr(VeloStatement) statement = velo_store_carrying_query (self, "SELECT proposal_id, record FROM policies", NULL);

  while (velo_store_carrying_step (self, statement))
    {
      g_autoptr(VeloPolicy) policy = NULL;
      Known known;

      self->n_read++;
      if (!read_known (self->to, velo_statement_get_text (statement, 0), &known, error))
        return FALSE;
      if (known.rank > 0)
        continue;
      policy = velo_store_load_record (VELO_TYPE_POLICY, velo_statement_get_text (statement, 1), NULL);
      if (policy != NULL && !carry_policy (self, policy, error))
        return FALSE;
    }
  return TRUE;
}

/* All of it */

static gboolean
add_candidate (VeloStoreCarrying  *self,
               VeloStatement      *statement,
               GHashTable         *vehicles,
               GError            **error)
{
  const char *vehicle_id = velo_statement_get_text (statement, 2);
  gint64 row_id = velo_statement_get_int64 (statement, 0);
  int rank = velo_store_carrying_get_rank (velo_store_value (VELO_TYPE_PROPOSAL_STATE,
                                                             velo_statement_get_text (statement, 3)));
  GArray *row_ids = g_hash_table_lookup (vehicles, vehicle_id);
  Known known;

  if (!read_known (self->to, velo_statement_get_text (statement, 1), &known, error))
    return FALSE;
  if (known.rank == VELO_STORE_RANK_CONCLUDED || stays (&known, rank, velo_statement_get_int64 (statement, 4)))
    return TRUE;
  if (row_ids == NULL)
    {
      row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (vehicles, g_strdup (vehicle_id), row_ids);
    }
  g_array_append_val (row_ids, row_id);
  return TRUE;
}

/* Returns: whether the copy could be read; how far the scan came is noted */
static gboolean
scan (VeloStoreCarrying  *self,
      const char         *sql,
      GHashTable         *vehicles,
      gboolean           *ended,
      GError            **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(VeloStatement) statement = velo_connection_query (self->from, &local_error, sql, NULL);
  gboolean has_row = TRUE;

  *ended = FALSE;
  while (statement != NULL && velo_statement_step (statement, &has_row, &local_error))
    {
      *ended = !has_row;
      if (*ended)
        return TRUE;
      self->n_read++;
      if (!add_candidate (self, statement, vehicles, error))
        return FALSE;
    }
  velo_store_carrying_note (self, local_error);
  return TRUE;
}

static gboolean
carry_all (VeloStoreCarrying *self,
           GError           **error)
{
  g_autoptr(GHashTable) vehicles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                          (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer vehicle_id = NULL;
  gpointer row_ids = NULL;
  gboolean ended = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (scans) && !ended; i++)
    if (!scan (self, scans[i], vehicles, &ended, error))
      return FALSE;
  g_hash_table_iter_init (&iter, vehicles);
  while (g_hash_table_iter_next (&iter, &vehicle_id, &row_ids))
    if (!carry_one (self, vehicle_id, row_ids, error))
      return FALSE;
  if (self->told->known != VELO_STORE_KNOWN_ALL && !carry_policies (self, error))
    return FALSE;
  if (!ended && self->n_read == 0)
    self->told->known = VELO_STORE_KNOWN_NOTHING;
  return TRUE;
}

/* What goes out by itself, and when it was signed: another signature is for other content. */
#define WAITING \
  "SELECT id || ' ' || ifnull (record ->> '$.signed-at', 0), id FROM proposals" \
  " WHERE state = 'signed' AND json_valid (record) AND record ->> '$.attempts' > 0"

static gboolean
hold_back_all (VeloStoreCarrying *self,
               GHashTable        *still_waiting,
               GError           **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(VeloStatement) statement = velo_connection_query (self->to, error, WAITING, NULL);
  gboolean has_row = statement != NULL;

  while (has_row)
    {
      if (!velo_statement_step (statement, &has_row, error))
        return FALSE;
      if (has_row && !g_hash_table_contains (still_waiting, velo_statement_get_text (statement, 0)))
        g_ptr_array_add (ids, g_strdup (velo_statement_get_text (statement, 1)));
    }
  for (guint i = 0; i < ids->len; i++)
    if (!velo_connection_run (self->to, error,
                              "UPDATE proposals SET record = json_set (record, '$.attempts', 0), revision = revision + 1"
                              " WHERE id = ?1", "t", g_ptr_array_index (ids, i)))
      return FALSE;
  return statement != NULL;
}

/* What was taken back, refused or signed anew since does not go out unless somebody says so; nor does anything of which
 * nobody knows whether the insurer has it: the replaced store is damaged, or never knew of it, as on another computer. */
static gboolean
hold_back (VeloStoreCarrying *self,
           GError           **error)
{
  g_autoptr(GHashTable) still_waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(VeloStatement) there = NULL;

  if (self->from != NULL && self->told->known == VELO_STORE_KNOWN_ALL)
    there = velo_store_carrying_query (self, WAITING, NULL);
  while (velo_store_carrying_step (self, there))
    g_hash_table_add (still_waiting, g_strdup (velo_statement_get_text (there, 0)));
  if (self->told->known != VELO_STORE_KNOWN_ALL)
    g_hash_table_remove_all (still_waiting);
  return hold_back_all (self, still_waiting, error);
}

/* In a file that was just brought to this version the lists are not made yet. */
static gboolean
make_lists (VeloConnection *connection,
            GError        **error)
{
  VeloStoreJob *job = velo_store_job_new (NULL);
  gboolean done = velo_store_ensure_rows (connection, job, error);

  velo_store_job_free (job);
  return done;
}

static gboolean
note_restored (VeloConnection    *connection,
               VeloStoreRestored *told,
               GError           **error)
{
  VeloStoreJob *job = velo_store_job_new (NULL);
  g_autofree char *day = velo_store_dup_day (told->day);
  g_autofree char *detail = g_strdup_printf ("%s: %u, %u", day == NULL ? "" : day, told->n_carried, told->left->len);
  gboolean done = velo_store_note (connection, job, "backup-restored", NULL, NULL, detail, error);

  velo_store_job_free (job);
  return done;
}

/*
 * velo_store_carry_over:
 * @data: a #VeloStoreRestored, in which stands afterwards what came of it
 *
 * A #VeloDatabaseCarryFunc.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_carry_over (VeloConnection *restored,
                       VeloConnection *replaced,
                       gpointer        data,
                       GError        **error)
{
  VeloStoreRestored *told = data;
  VeloStoreCarrying self = { .to = restored, .from = replaced, .told = told };

  if (replaced == NULL)
    told->known = VELO_STORE_KNOWN_NOTHING;
  else if (!make_lists (restored, error) || !carry_all (&self, error))
    return FALSE;
  return hold_back (&self, error)
    && note_restored (restored, told, error);
}
