/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of vehicles and what became of their insurance. */

#define G_LOG_DOMAIN "velo-store-vehicles"

#include "config.h"

#include "velo-store-vehicles.h"

#include "velo-date.h"
#include "velo-store-private.h"
#include "velo-text.h"

/* Columns are the truth where the record has a field of the same name. */
enum
{
  COLUMN_RECORD,
  COLUMN_STATE,
  COLUMN_REMIND_AT,
  COLUMN_REASON,
  COLUMN_CONTRACT,
  COLUMN_ENDED_ON
};

#define SELECT_WITH(ended_on) \
  "SELECT record, state, remind_at, decline_reason, contract_number, " ended_on " FROM vehicles "
#define SELECT SELECT_WITH ("(SELECT k.ended_on FROM contracts k WHERE k.vehicle_id = vehicles.id)")

gboolean
velo_store_create_vehicles (VeloConnection *connection,
                            GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE vehicles ("
    "  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),"
    "  invoice_id TEXT REFERENCES invoices (id),"
    "  customer_id TEXT REFERENCES customers (id),"
    "  line INTEGER NOT NULL,"
    "  kind TEXT NOT NULL CHECK (kind <> ''),"
    "  insurable INTEGER NOT NULL CHECK (insurable IN (0, 1)),"
    "  name TEXT NOT NULL,"
    "  frame_number TEXT NOT NULL,"
    "  frame_key TEXT,"
    "  price_cents INTEGER NOT NULL,"
    "  purchase_date TEXT,"
    "  search TEXT NOT NULL,"
    "  state TEXT NOT NULL CHECK (state IN ('open', 'draft', 'signed', 'sending', 'unclear',"
    "    'handed-over', 'insured', 'refused', 'declined', 'uninsurable')),"
    "  remind_at INTEGER NOT NULL CHECK (remind_at >= 0),"
    "  asked_at INTEGER NOT NULL CHECK (asked_at >= 0),"
    "  decline_reason TEXT NOT NULL,"
    "  contract_number TEXT NOT NULL,"
    "  record TEXT NOT NULL CHECK (record <> '')"
    ") STRICT;"
    "CREATE INDEX vehicles_by_invoice ON vehicles (invoice_id);"
    "CREATE INDEX vehicles_by_customer ON vehicles (customer_id);"
    "CREATE INDEX vehicles_by_frame ON vehicles (frame_key) WHERE frame_key IS NOT NULL;"
    "CREATE INDEX vehicles_to_ask ON vehicles (remind_at) WHERE state = 'open';",
    error);
}

/* Several vehicles of one line stay in the order of the invoice. */
gboolean
velo_store_create_positions (VeloConnection *connection,
                             GError        **error)
{
  return velo_connection_execute (connection,
    "ALTER TABLE vehicles ADD COLUMN position INTEGER NOT NULL DEFAULT 0;"
    "UPDATE vehicles SET position = (SELECT count (*) FROM vehicles o"
    "  WHERE o.invoice_id = vehicles.invoice_id"
    "  AND (o.line < vehicles.line OR (o.line = vehicles.line AND o.rowid < vehicles.rowid)));",
    error);
}

/* Rows */

static VeloVehicle *
vehicle_from_statement (VeloStatement *statement,
                        GError       **error)
{
  VeloVehicle *vehicle = NULL;

  vehicle = velo_store_load_record (VELO_TYPE_VEHICLE,
                                    velo_statement_get_text (statement, COLUMN_RECORD), error);
  if (vehicle == NULL)
    return NULL;
  velo_vehicle_set_state (vehicle,
                          velo_store_read_state (statement, COLUMN_STATE, COLUMN_ENDED_ON));
  velo_vehicle_set_remind_at (vehicle, velo_statement_get_int64 (statement, COLUMN_REMIND_AT));
  velo_vehicle_set_decline_reason (vehicle, velo_statement_get_text (statement, COLUMN_REASON));
  velo_vehicle_set_contract_number (vehicle, velo_statement_get_text (statement, COLUMN_CONTRACT));
  return vehicle;
}

static VeloVehicle *
read_one (VeloConnection *connection,
          const char     *sql,
          const char     *id,
          GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error, sql, "t", id);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return NULL;
  if (has_row)
    return vehicle_from_statement (statement, error);
  velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "there is no such vehicle");
  return NULL;
}

/* Where it does not matter that a contract ended, as in a migration that comes before contracts are counted. */
VeloVehicle *
velo_store_read_vehicle_alone (VeloConnection *connection,
                               const char     *id,
                               GError        **error)
{
  return read_one (connection, SELECT_WITH ("NULL") "WHERE id = ?1", id, error);
}

GPtrArray *
velo_store_read_vehicles (VeloConnection *connection,
                          const char     *invoice_id,
                          GError        **error)
{
  g_autoptr(GPtrArray) vehicles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (connection, error,
                                     SELECT "WHERE invoice_id = ?1 ORDER BY position, line, id", "t",
                                     invoice_id);
  if (statement == NULL)
    return NULL;
  while (velo_statement_step (statement, &has_row, error))
    {
      VeloVehicle *vehicle = NULL;

      if (!has_row)
        return g_steal_pointer (&vehicles);
      vehicle = vehicle_from_statement (statement, error);
      if (vehicle == NULL)
        return NULL;
      g_ptr_array_add (vehicles, vehicle);
    }
  return NULL;
}

/* The state as the table knows it: that a contract ended stands with the contract. */
static const char *
get_state_nick (VeloVehicle *vehicle)
{
  VeloInsuranceState state = velo_vehicle_get_state (vehicle);

  return velo_store_nick (VELO_TYPE_INSURANCE_STATE,
                          (int) (state == VELO_INSURANCE_STATE_ENDED ? VELO_INSURANCE_STATE_INSURED : state));
}

/* State, reminder and contract are given to a new row only: later they have their own ways. */
gboolean
velo_store_put_vehicle (VeloConnection *connection,
                        VeloStoreJob   *job,
                        VeloVehicle    *vehicle,
                        GError        **error)
{
  g_autofree char *name = velo_vehicle_dup_name (vehicle);
  g_autofree char *day = velo_store_dup_day (velo_vehicle_get_purchase_date (vehicle));
  g_autofree char *key = velo_text_key (velo_vehicle_get_frame_number (vehicle));
  g_autofree char *words = NULL;
  g_autofree char *search = NULL;
  g_autofree char *record = velo_record_to_text (vehicle);
  VeloArticleKind kind = velo_vehicle_get_kind (vehicle);

  words = g_strjoin (" ", name, velo_vehicle_get_frame_number (vehicle),
                     velo_vehicle_get_battery_number (vehicle), NULL);
  search = velo_text_fold (words);
  velo_store_job_add_change (job, "vehicles", velo_vehicle_get_id (vehicle));
  return velo_connection_run (connection, error,
    "INSERT INTO vehicles (id, invoice_id, customer_id, line, kind, insurable, name,"
    "  frame_number, frame_key, price_cents, purchase_date, search, state, remind_at, asked_at,"
    "  decline_reason, contract_number, record)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 0, ?15, '', ?16)"
    " ON CONFLICT (id) DO UPDATE SET invoice_id = excluded.invoice_id,"
    "  customer_id = excluded.customer_id, line = excluded.line, kind = excluded.kind,"
    "  insurable = excluded.insurable, name = excluded.name,"
    "  frame_number = excluded.frame_number, frame_key = excluded.frame_key,"
    "  price_cents = excluded.price_cents, purchase_date = excluded.purchase_date,"
    "  search = excluded.search, record = excluded.record",
    "tnnitittnlnttltt",
    velo_vehicle_get_id (vehicle), velo_vehicle_get_invoice_id (vehicle),
    velo_vehicle_get_customer_id (vehicle), velo_vehicle_get_line (vehicle),
    velo_store_nick (VELO_TYPE_ARTICLE_KIND, (int) kind),
    velo_article_kind_is_insurable (kind) ? 1 : 0, name,
    velo_vehicle_get_frame_number (vehicle), key, velo_vehicle_get_price_cents (vehicle), day,
    search, get_state_nick (vehicle),
    velo_vehicle_get_remind_at (vehicle), velo_vehicle_get_decline_reason (vehicle), record);
}

static VeloInsuranceState
state_of_proposal (VeloProposalState state)
{
  switch (state)
    {
    case VELO_PROPOSAL_STATE_DRAFT:
    case VELO_PROPOSAL_STATE_PREPARED:
      return VELO_INSURANCE_STATE_DRAFT;
    case VELO_PROPOSAL_STATE_SIGNED:
      return VELO_INSURANCE_STATE_SIGNED;
    case VELO_PROPOSAL_STATE_SENDING:
      return VELO_INSURANCE_STATE_SENDING;
    case VELO_PROPOSAL_STATE_CONCLUDED:
      return VELO_INSURANCE_STATE_INSURED;
    case VELO_PROPOSAL_STATE_UNCLEAR:
      return VELO_INSURANCE_STATE_UNCLEAR;
    case VELO_PROPOSAL_STATE_HANDED_OVER:
      return VELO_INSURANCE_STATE_HANDED_OVER;
    case VELO_PROPOSAL_STATE_REFUSED:
      return VELO_INSURANCE_STATE_REFUSED;
    case VELO_PROPOSAL_STATE_ABANDONED:
    default:
      return VELO_INSURANCE_STATE_OPEN;
    }
}

/*
 * velo_store_follow_state:
 *
 * Gives the vehicle of a proposal the state that goes with the proposal's.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_follow_state (VeloConnection *connection,
                         VeloStoreJob   *job,
                         VeloProposal   *proposal,
                         GError        **error)
{
  VeloProposalState state = velo_proposal_get_state (proposal);
  gboolean concluded = state == VELO_PROPOSAL_STATE_CONCLUDED;
  const char *vehicle_id = velo_proposal_get_vehicle_id (proposal);

  velo_store_job_add_change (job, "vehicles", vehicle_id);
  if (!velo_connection_run (connection, error,
                            "UPDATE vehicles SET state = ?2, remind_at = 0, decline_reason = '',"
                            " asked_at = CASE WHEN asked_at = 0 THEN ?3 ELSE asked_at END,"
                            " contract_number = ?4 WHERE id = ?1",
                            "ttlt", vehicle_id,
                            velo_store_nick (VELO_TYPE_INSURANCE_STATE, (int) state_of_proposal (state)),
                            velo_time_now (),
                            concluded ? velo_proposal_get_contract_number (proposal) : ""))
    return FALSE;
  return state != VELO_PROPOSAL_STATE_ABANDONED || velo_store_restore_former (connection, vehicle_id, error);
}

/* Reading and saving */

static gboolean
get_vehicle_func (VeloConnection *connection,
                  VeloStoreJob   *job,
                  GError        **error)
{
  velo_store_job_take_result (job, read_one (connection, SELECT "WHERE id = ?1", job->id, error),
                              g_object_unref);
  return job->result != NULL;
}

/**
 * velo_store_get_vehicle_async:
 * @self: a store
 * @vehicle_id: the vehicle
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads a vehicle.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND or another #VeloStoreError.
 */
void
velo_store_get_vehicle_async (VeloStore           *self,
                              const char          *vehicle_id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (vehicle_id != NULL);

  job = velo_store_job_new (get_vehicle_func);
  job->id = g_strdup (vehicle_id);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_get_vehicle_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_get_vehicle_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the vehicle
 */
VeloVehicle *
velo_store_get_vehicle_finish (VeloStore     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_get_vehicle_async, error);
}

static gboolean
save_vehicle_func (VeloConnection *connection,
                   VeloStoreJob   *job,
                   GError        **error)
{
  return velo_store_put_vehicle (connection, job, job->record, error)
    && velo_store_note (connection, job, "vehicle-saved", velo_vehicle_get_id (job->record), NULL,
                        NULL, error);
}

/**
 * velo_store_save_vehicle_async:
 * @self: a store
 * @vehicle: the vehicle; given an id if it has none
 * @who: (nullable): who saves, for the journal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Adds a vehicle or replaces what is stored. State of insurance, reminder,
 * reason and contract number of a stored vehicle are not touched.
 *
 * Fails with %VELO_STORE_ERROR_INVALID if it names an invoice or customer that is not stored.
 */
void
velo_store_save_vehicle_async (VeloStore           *self,
                               VeloVehicle         *vehicle,
                               const char          *who,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (VELO_IS_VEHICLE (vehicle));

  if (velo_text_is_empty (velo_vehicle_get_id (vehicle)))
    {
      g_autofree char *id = velo_record_new_id ();

      velo_vehicle_set_id (vehicle, id);
    }
  job = velo_store_job_new (save_vehicle_func);
  job->record = velo_record_copy (vehicle);
  job->who = g_strdup (who);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_save_vehicle_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_save_vehicle_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_save_vehicle_finish (VeloStore     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return velo_store_finish (self, result, velo_store_save_vehicle_async, error);
}
