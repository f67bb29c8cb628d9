/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the proposals of a store that is replaced, which may be damaged. */

#define G_LOG_DOMAIN "velo-store-carry"

#include "config.h"

#include "velo-store-carry-private.h"

/*
 * velo_store_found_new:
 * @policy: (nullable)
 *
 * Returns: (transfer full): a proposal with its policy
 */
VeloStoreFound *
velo_store_found_new (VeloProposal *proposal,
                      VeloPolicy   *policy)
{
  VeloStoreFound *self = g_new0 (VeloStoreFound, 1);

  self->proposal = g_object_ref (proposal);
  self->policy = policy == NULL ? NULL : g_object_ref (policy);
  return self;
}

void
velo_store_found_free (gpointer user_data)
{
  VeloStoreFound *self = user_data;

  g_object_unref (self->proposal);
  g_clear_object (&self->policy);
  g_free (self);
}

/*
 * velo_store_carrying_get_rank:
 *
 * Returns: how sure it is that the insurer has a proposal in this state, 0 if it was not sent
 */
int
velo_store_carrying_get_rank (VeloProposalState state)
{
  if (state == VELO_PROPOSAL_STATE_CONCLUDED)
    return VELO_STORE_RANK_CONCLUDED;
  if (state == VELO_PROPOSAL_STATE_HANDED_OVER)
    return VELO_STORE_RANK_HANDED_OVER;
  return state == VELO_PROPOSAL_STATE_UNCLEAR || state == VELO_PROPOSAL_STATE_SENDING ? VELO_STORE_RANK_SENT : 0;
}

/*
 * velo_store_carrying_note:
 *
 * Notes that something in the replaced store could not be read. What is not there is no damage.
 */
void
velo_store_carrying_note (VeloStoreCarrying *self,
                          const GError      *error)
{
  if (g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND))
    return;
  g_info ("reading the replaced data: %s", error->message);
  self->told->known = MAX (self->told->known, VELO_STORE_KNOWN_PART);
}

/*
 * velo_store_carrying_query:
 * @id: (nullable): for ?1
 *
 * Returns: (transfer full) (nullable): a statement on the replaced store
 */
VeloStatement *
velo_store_carrying_query (VeloStoreCarrying *self,
                           const char        *sql,
                           const char        *id)
{
  g_autoptr(GError) error = NULL;
  VeloStatement *statement = velo_connection_query (self->from, &error, sql, id == NULL ? NULL : "t", id);

  if (statement == NULL)
    velo_store_carrying_note (self, error);
  return statement;
}

/*
 * velo_store_carrying_step:
 * @statement: (nullable): a statement on the replaced store
 *
 * Returns: whether there is a row that can be read
 */
gboolean
velo_store_carrying_step (VeloStoreCarrying *self,
                          VeloStatement     *statement)
{
  g_autoptr(GError) error = NULL;
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  if (!velo_statement_step (statement, &has_row, &error))
    velo_store_carrying_note (self, error);
  return has_row;
}

static VeloPolicy *
read_policy (VeloStoreCarrying *self,
             const char        *sql,
             const char        *proposal_id)
{
  g_autoptr(VeloStatement) statement = velo_store_carrying_query (self, sql, proposal_id);
  g_autoptr(GError) error = NULL;
  VeloPolicy *policy = NULL;

  if (!velo_store_carrying_step (self, statement))
    return NULL;
  policy = velo_store_load_record (VELO_TYPE_POLICY, velo_statement_get_text (statement, 0), &error);
  if (policy == NULL)
    velo_store_carrying_note (self, error);
  return policy;
}

/* The bytes that went out last, if they are what was stored. */
static gboolean
has_submission (VeloStoreCarrying *self,
                const char        *proposal_id)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(GBytes) content = NULL;
  g_autofree char *sha256 = NULL;

  statement = velo_store_carrying_query (self, "SELECT content, sha256 FROM submissions WHERE proposal_id = ?1"
                                         " ORDER BY number DESC LIMIT 1", proposal_id);
  if (!velo_store_carrying_step (self, statement))
    return FALSE;
  content = velo_statement_dup_bytes (statement, 0);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  return g_str_equal (sha256, velo_statement_get_text (statement, 1));
}

/*
 * Who was sending it has the store not open any more. Without the bytes nothing can be repeated, and without its
 * policy nothing is concluded: then a person asks the insurer.
 */
static void
judge (VeloStoreCarrying *self,
       VeloStoreFound    *found)
{
  VeloProposal *proposal = found->proposal;
  gboolean is_concluded = velo_proposal_get_state (proposal) == VELO_PROPOSAL_STATE_CONCLUDED;
  int rank = velo_store_carrying_get_rank (velo_proposal_get_state (proposal));

  if (rank == VELO_STORE_RANK_SENT)
    velo_proposal_set_state (proposal, VELO_PROPOSAL_STATE_UNCLEAR);
  if ((rank == VELO_STORE_RANK_SENT && !has_submission (self, velo_proposal_get_id (proposal)))
      || (is_concluded && !found->is_former && found->policy == NULL))
    {
      velo_proposal_set_state (proposal, VELO_PROPOSAL_STATE_HANDED_OVER);
      self->told->known = MAX (self->told->known, VELO_STORE_KNOWN_PART);
    }
}

/* Not every version has the column. */
static gboolean
read_is_former (VeloStoreCarrying *self,
                const char        *row_id)
{
  g_autoptr(VeloStatement) statement = NULL;

  statement = velo_store_carrying_query (self, "SELECT is_former FROM proposals WHERE rowid = CAST (?1 AS INTEGER)",
                                         row_id);
  return velo_store_carrying_step (self, statement) && velo_statement_get_int64 (statement, 0) != 0;
}

static VeloProposal *
read_record (VeloStoreCarrying *self,
             const char        *row_id)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(GError) error = NULL;
  VeloProposal *proposal = NULL;

  statement = velo_store_carrying_query (self, "SELECT record, state, changed_at FROM proposals"
                                         " WHERE rowid = CAST (?1 AS INTEGER)", row_id);
  if (!velo_store_carrying_step (self, statement))
    return NULL;
  proposal = velo_store_load_record (VELO_TYPE_PROPOSAL, velo_statement_get_text (statement, 0), &error);
  if (proposal == NULL)
    {
      velo_store_carrying_note (self, error);
      return NULL;
    }
  velo_proposal_set_state (proposal, velo_store_value (VELO_TYPE_PROPOSAL_STATE, velo_statement_get_text (statement, 1)));
  velo_proposal_set_changed_at (proposal, velo_statement_get_int64 (statement, 2));
  return proposal;
}

static VeloStoreFound *
read_proposal (VeloStoreCarrying *self,
               gint64             row_id)
{
  g_autofree char *row = g_strdup_printf ("%" G_GINT64_FORMAT, row_id);
  g_autoptr(VeloProposal) proposal = read_record (self, row);
  g_autoptr(VeloPolicy) policy = NULL;
  VeloStoreFound *found = NULL;

  if (proposal == NULL)
    return NULL;
  policy = read_policy (self, "SELECT record FROM policies WHERE proposal_id = ?1", velo_proposal_get_id (proposal));
  found = velo_store_found_new (proposal, policy);
  found->is_former = read_is_former (self, row);
  if (found->policy == NULL && found->is_former)
    found->policy = read_policy (self, "SELECT record FROM former_policies WHERE proposal_id = ?1",
                                 velo_proposal_get_id (proposal));
  judge (self, found);
  return found;
}

/* Those before it have made way when the one that holds comes, which is last. */
static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const VeloStoreFound *one = *(VeloStoreFound * const *) a;
  const VeloStoreFound *other = *(VeloStoreFound * const *) b;
  gboolean is_given_up = velo_proposal_get_state (one->proposal) == VELO_PROPOSAL_STATE_ABANDONED;
  gboolean other_is = velo_proposal_get_state (other->proposal) == VELO_PROPOSAL_STATE_ABANDONED;
  gint64 one_at = velo_proposal_get_changed_at (one->proposal);
  gint64 other_at = velo_proposal_get_changed_at (other->proposal);

  if (is_given_up != other_is)
    return other_is - is_given_up;
  if (one->is_former != other->is_former)
    return other->is_former - one->is_former;
  return (one_at > other_at) - (one_at < other_at);
}

static void
add_found (VeloStoreCarrying *self,
           GPtrArray         *all,
           gint64             row_id)
{
  VeloStoreFound *found = read_proposal (self, row_id);

  for (guint i = 0; found != NULL && i < all->len; i++)
    {
      VeloStoreFound *other = g_ptr_array_index (all, i);

      if (g_str_equal (velo_proposal_get_id (other->proposal), velo_proposal_get_id (found->proposal)))
        g_clear_pointer (&found, velo_store_found_free);
    }
  if (found != NULL)
    g_ptr_array_add (all, found);
}

/*
 * velo_store_carrying_read_proposals:
 * @row_ids: (element-type gint64): rows that are known to be of the vehicle
 *
 * Reads all proposals of a vehicle, for one may have made way for another.
 *
 * Returns: (transfer full) (element-type VeloStoreFound): as far as they can be read, the one that holds last
 */
GPtrArray *
velo_store_carrying_read_proposals (VeloStoreCarrying *self,
                                    const char        *vehicle_id,
                                    GArray            *row_ids)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (velo_store_found_free);
  g_autoptr(VeloStatement) statement = NULL;

  for (guint i = 0; i < row_ids->len; i++)
    add_found (self, all, g_array_index (row_ids, gint64, i));
  statement = velo_store_carrying_query (self, "SELECT rowid FROM proposals WHERE vehicle_id = ?1", vehicle_id);
  while (velo_store_carrying_step (self, statement))
    add_found (self, all, velo_statement_get_int64 (statement, 0));
  g_ptr_array_sort (all, compare_found);
  return all;
}
