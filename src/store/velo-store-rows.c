/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of list rows: one for each vehicle or sale without any, with its orders and words. */

#define G_LOG_DOMAIN "velo-store-rows"

#include "config.h"

#include "velo-search-words.h"
#include "velo-search.h"
#include "velo-store-lists-private.h"
#include "velo-store-private.h"
#include "velo-text.h"

/* Counted up when rows are made in another way: they are all made anew then. */
#define ROWS_VERSION "2"
#define VERSION_KEY "list-rows"

const VeloSearch velo_store_search = { "search_rows", "list_rows", "row_id", "words" };

gboolean
velo_store_create_rows (VeloConnection *connection,
                        GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE list_rows ("
    "  row_id INTEGER PRIMARY KEY,"
    "  invoice_id TEXT,"
    "  vehicle_id TEXT UNIQUE,"
    "  kind INTEGER NOT NULL CHECK (kind IN (0, 1, 2)),"
    "  by_date TEXT NOT NULL,"
    "  by_number TEXT NOT NULL,"
    "  by_customer TEXT NOT NULL,"
    "  by_vehicle TEXT NOT NULL,"
    "  by_frame TEXT NOT NULL,"
    "  by_price INTEGER NOT NULL,"
    "  by_contract TEXT NOT NULL,"
    "  by_state INTEGER NOT NULL,"
    "  words TEXT NOT NULL,"
    "  CHECK (invoice_id IS NOT NULL OR vehicle_id IS NOT NULL)"
    ") STRICT;"
    "CREATE INDEX list_rows_of_invoice ON list_rows (invoice_id);"
    "CREATE INDEX list_rows_by_date ON list_rows (by_date, row_id, kind);"
    "CREATE INDEX list_rows_by_number ON list_rows (by_number, row_id, kind);"
    "CREATE INDEX list_rows_by_customer ON list_rows (by_customer, row_id, kind);"
    "CREATE INDEX list_rows_by_vehicle ON list_rows (by_vehicle, row_id, kind);"
    "CREATE INDEX list_rows_by_frame ON list_rows (by_frame, row_id, kind);"
    "CREATE INDEX list_rows_by_price ON list_rows (by_price, row_id, kind);"
    "CREATE INDEX list_rows_by_contract ON list_rows (by_contract, row_id, kind);"
    "CREATE INDEX list_rows_by_state ON list_rows (by_state, row_id, kind);"
    "CREATE INDEX vehicles_in_order ON vehicles (invoice_id, position);"
    "CREATE INDEX invoices_by_arrival ON invoices (taken_in_at);",
    error);
}

/* One row */

enum
{
  COLUMN_INVOICE,
  COLUMN_VEHICLE,
  COLUMN_DAY,
  COLUMN_TAKEN_IN,
  COLUMN_POSITION,
  COLUMN_NUMBER,
  COLUMN_CUSTOMER,
  COLUMN_CUSTOMER_RECORD,
  COLUMN_VEHICLE_NAME,
  COLUMN_FRAME,
  COLUMN_PRICE,
  COLUMN_CONTRACT,
  COLUMN_STATE,
  COLUMN_EMPLOYEE,
  COLUMN_VEHICLE_SEARCH /* name, frame and battery number */
};

/* A contract that ends later is seen to by velo_store_follow_ends(). */
#define STATE \
  "CASE WHEN v.state = 'insured' AND EXISTS (SELECT 1 FROM contracts k WHERE k.vehicle_id = v.id" \
  "  AND k.ended_on <= date ('now', 'localtime')) THEN 'ended' ELSE coalesce (v.state, 'uninsurable') END"

#define COLUMNS \
  "SELECT i.id, v.id, coalesce (i.day, v.purchase_date, ''), coalesce (i.taken_in_at, 0)," \
  "  coalesce (v.position, 0), i.number, c.name, c.record, v.name, v.frame_number," \
  "  coalesce (v.price_cents, i.gross_cents), v.contract_number," \
  "  " STATE ", i.employee_name, v.search "

#define OF_VEHICLE \
  COLUMNS "FROM vehicles v LEFT JOIN invoices i ON i.id = v.invoice_id" \
  " LEFT JOIN customers c ON c.id = v.customer_id WHERE v.id = ?1"

/* No vehicle: nothing equals NULL, and that is seen without looking at any. */
#define OF_INVOICE \
  COLUMNS "FROM invoices i LEFT JOIN customers c ON c.id = i.customer_id" \
  " LEFT JOIN vehicles v ON v.id = NULL WHERE i.id = ?1"

typedef struct
{
  char *date;
  char *number;
  char *customer;
  char *vehicle;
  char *frame;
  char *contract;
  GString *words;
} Row;

static void
free_row (Row *row)
{
  g_free (row->date);
  g_free (row->number);
  g_free (row->customer);
  g_free (row->vehicle);
  g_free (row->frame);
  g_free (row->contract);
  g_string_free (row->words, TRUE);
  g_free (row);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Row, free_row)

/* By the last name, as everybody looks for it. */
static char *
make_customer_order (VeloStatement  *statement,
                     GError        **error)
{
  g_autoptr(VeloCustomer) customer = NULL;
  g_autofree char *name = NULL;

  if (velo_statement_is_null (statement, COLUMN_CUSTOMER_RECORD))
    return g_strdup ("");
  customer = velo_store_load_record (VELO_TYPE_CUSTOMER,
                                     velo_statement_get_text (statement, COLUMN_CUSTOMER_RECORD),
                                     error);
  if (customer == NULL)
    return NULL;
  if (velo_customer_get_kind (customer) == VELO_CUSTOMER_KIND_COMPANY
      || velo_text_is_empty (velo_customer_get_last_name (customer)))
    return velo_search_words_order (velo_statement_get_text (statement, COLUMN_CUSTOMER));
  name = g_strjoin (" ", velo_customer_get_last_name (customer),
                    velo_customer_get_first_name (customer), NULL);
  return velo_search_words_order (name);
}

static Row *
make_row (VeloStatement  *statement,
          GError        **error)
{
  static const int searched[] = { COLUMN_NUMBER, COLUMN_CUSTOMER, COLUMN_VEHICLE_SEARCH,
                                  COLUMN_CONTRACT, COLUMN_EMPLOYEE };
  g_autoptr(Row) row = g_new0 (Row, 1);

  row->words = g_string_new (NULL);
  /* newest first is the list read backwards, and the vehicles of a sale stay in their order */
  row->date = g_strdup_printf ("%s %014" G_GINT64_MODIFIER "x %04x",
                               velo_statement_get_text (statement, COLUMN_DAY),
                               (guint64) MAX (0, velo_statement_get_int64 (statement, COLUMN_TAKEN_IN)),
                               0xffff - (guint) velo_statement_get_int64 (statement,
                                                                          COLUMN_POSITION));
  row->number = velo_search_words_order (velo_statement_get_text (statement, COLUMN_NUMBER));
  row->vehicle = velo_search_words_order (velo_statement_get_text (statement, COLUMN_VEHICLE_NAME));
  row->frame = velo_text_key (velo_statement_get_text (statement, COLUMN_FRAME));
  row->contract = velo_search_words_order (velo_statement_get_text (statement, COLUMN_CONTRACT));
  row->customer = make_customer_order (statement, error);
  if (row->customer == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (searched); i++)
    velo_search_words_add (row->words, velo_statement_get_text (statement, searched[i]));
  velo_search_words_add_key (row->words, velo_statement_get_text (statement, COLUMN_FRAME));
  return g_steal_pointer (&row);
}

static gboolean
find_row (VeloConnection  *connection,
          const char      *invoice_id,
          const char      *vehicle_id,
          gint64          *row_id,
          char           **words,
          GError         **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  if (vehicle_id != NULL)
    statement = velo_connection_query (connection, error,
                                       "SELECT row_id, words FROM list_rows WHERE vehicle_id = ?1",
                                       "t", vehicle_id);
  else /* the plus: of all sales without a vehicle there are many, of one sale there is one row */
    statement = velo_connection_query (connection, error,
                                       "SELECT row_id, words FROM list_rows WHERE invoice_id = ?1"
                                       " AND +vehicle_id IS NULL", "t", invoice_id);
  *row_id = 0;
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *row_id = velo_statement_get_int64 (statement, 0);
      *words = g_strdup (velo_statement_get_text (statement, 1));
    }
  return TRUE;
}

static gboolean
drop_row (VeloConnection *connection,
          VeloStoreJob   *job,
          const char     *invoice_id,
          const char     *vehicle_id,
          GError        **error)
{
  g_autofree char *words = NULL;
  gint64 row_id = 0;

  if (!find_row (connection, invoice_id, vehicle_id, &row_id, &words, error))
    return FALSE;
  if (row_id == 0)
    return TRUE;
  velo_store_lists_touch (job, row_id);
  return velo_search_remove (connection, &velo_store_search, row_id, words, error)
    && velo_connection_run (connection, error, "DELETE FROM list_rows WHERE row_id = ?1", "l",
                            row_id);
}

static gboolean
write_row (VeloConnection *connection,
           VeloStatement  *statement,
           Row            *row,
           gint64         *row_id,
           GError        **error)
{
  const char *invoice_id = velo_statement_get_text (statement, COLUMN_INVOICE);
  const char *vehicle_id = velo_statement_get_text (statement, COLUMN_VEHICLE);
  int kind = *vehicle_id == '\0' ? 1 : *invoice_id == '\0' ? 2 : 0;
  const char *state = velo_statement_get_text (statement, COLUMN_STATE);

  return velo_connection_query_int64 (connection, row_id, error,
    "INSERT INTO list_rows (row_id, invoice_id, vehicle_id, kind, by_date, by_number, by_customer,"
    "  by_vehicle, by_frame, by_price, by_contract, by_state, words)"
    " VALUES (nullif (?1, 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
    " ON CONFLICT (row_id) DO UPDATE SET invoice_id = excluded.invoice_id, kind = excluded.kind,"
    "  by_date = excluded.by_date, by_number = excluded.by_number,"
    "  by_customer = excluded.by_customer, by_vehicle = excluded.by_vehicle,"
    "  by_frame = excluded.by_frame, by_price = excluded.by_price,"
    "  by_contract = excluded.by_contract, by_state = excluded.by_state, words = excluded.words"
    " RETURNING row_id", "lnnitttttltit", *row_id, invoice_id, vehicle_id, kind, row->date,
    row->number, row->customer, row->vehicle, row->frame,
    velo_statement_get_int64 (statement, COLUMN_PRICE), row->contract,
    velo_store_value (VELO_TYPE_INSURANCE_STATE, state), row->words->str);
}

static gboolean
put_row (VeloConnection *connection,
         VeloStoreJob   *job,
         VeloStatement  *statement,
         const char     *invoice_id,
         const char     *vehicle_id,
         GError        **error)
{
  g_autoptr(Row) row = make_row (statement, error);
  g_autofree char *words = NULL;
  gint64 row_id = 0;

  if (row == NULL || !find_row (connection, invoice_id, vehicle_id, &row_id, &words, error))
    return FALSE;
  if (!write_row (connection, statement, row, &row_id, error))
    return FALSE;
  velo_store_lists_touch (job, row_id);
  if (g_strcmp0 (words, row->words->str) == 0)
    return TRUE;
  return (words == NULL || velo_search_remove (connection, &velo_store_search, row_id, words, error))
    && velo_search_add (connection, &velo_store_search, row_id, row->words->str, error);
}

/*
 * velo_store_follow_vehicle:
 *
 * Brings the row of a vehicle up to date.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_follow_vehicle (VeloConnection *connection,
                           VeloStoreJob   *job,
                           const char     *vehicle_id,
                           GError        **error)
{
  g_autoptr(VeloStatement) statement = velo_connection_query (connection, error, OF_VEHICLE, "t",
                                                              vehicle_id);
  gboolean has_row = FALSE;

  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!velo_store_put_count (connection, vehicle_id, error))
    return FALSE;
  if (!has_row)
    return drop_row (connection, job, NULL, vehicle_id, error);
  return put_row (connection, job, statement, NULL, vehicle_id, error)
    && velo_store_put_due (connection, vehicle_id, error);
}

/*
 * velo_store_follow_invoice:
 *
 * Brings the row of an invoice up to date, which it has if it has no vehicle.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_follow_invoice (VeloConnection *connection,
                           VeloStoreJob   *job,
                           const char     *invoice_id,
                           GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gint64 n_vehicles = 0;
  gboolean has_row = FALSE;

  if (!velo_connection_query_int64 (connection, &n_vehicles, error,
                                    "SELECT count (*) FROM vehicles WHERE invoice_id = ?1", "t",
                                    invoice_id))
    return FALSE;
  if (n_vehicles > 0)
    return drop_row (connection, job, invoice_id, NULL, error);
  statement = velo_connection_query (connection, error, OF_INVOICE, "t", invoice_id);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return drop_row (connection, job, invoice_id, NULL, error);
  return put_row (connection, job, statement, invoice_id, NULL, error);
}

/* All rows */

static gboolean
make_all (VeloConnection *connection,
          VeloStoreJob   *job,
          GError        **error)
{
  g_autoptr(GHashTable) invoices = velo_store_list_ids (connection, "SELECT id FROM invoices", error);
  g_autoptr(GHashTable) vehicles = velo_store_list_ids (connection, "SELECT id FROM vehicles", error);
  GHashTableIter iter;
  gpointer id = NULL;

  if (invoices == NULL || vehicles == NULL
      || !velo_connection_execute (connection, "DELETE FROM list_rows", error)
      || !velo_search_create (connection, &velo_store_search, error))
    return FALSE;
  g_hash_table_iter_init (&iter, vehicles);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!velo_store_follow_vehicle (connection, job, id, error))
      return FALSE;
  g_hash_table_iter_init (&iter, invoices);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!velo_store_follow_invoice (connection, job, id, error))
      return FALSE;
  return velo_connection_run (connection, error,
                              "INSERT INTO cache (key, text, stored_at) VALUES (?1, ?2, 0)"
                              " ON CONFLICT (key) DO UPDATE SET text = excluded.text", "tt",
                              VERSION_KEY, ROWS_VERSION);
}

/*
 * velo_store_ensure_rows:
 *
 * Makes rows and index anew if another version made them or the index is missing.
 *
 * Returns: whether they are there
 */
gboolean
velo_store_ensure_rows (VeloConnection *connection,
                        VeloStoreJob   *job,
                        GError        **error)
{
  gboolean exists = FALSE;
  gint64 n_marks = 0;

  if (!velo_connection_query_int64 (connection, &n_marks, error,
                                    "SELECT count (*) FROM cache WHERE key = ?1 AND text = ?2", "tt",
                                    VERSION_KEY, ROWS_VERSION)
      || !velo_search_exists (connection, &velo_store_search, &exists, error))
    return FALSE;
  if (n_marks == 0)
    return make_all (connection, job, error);
  return exists || velo_search_create (connection, &velo_store_search, error);
}
