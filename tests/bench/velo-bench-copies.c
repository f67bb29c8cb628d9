/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of the sales of a database, with ids, numbers and frame numbers of their own. */

#include "config.h"

#include "velo-bench-copies.h"

#include "velo-search-words.h"
#include "velo-store-lists-private.h"

/*
 * ?1 is what comes before ids, ?2 the number of the copy, ?3 how many there are, ?4 how many sales
 * are copied. RE-2026-0000050 and BCD26E0001234 are the forms of the numbers.
 */
#define NUMBER \
  "(substr (i.number, 1, 8) || printf ('%07d', CAST (substr (i.number, 9) AS INTEGER) + ?2))"
#define FRAME \
  "(substr (v.frame_number, 1, 6) || printf ('%07d'," \
  "  (CAST (substr (v.frame_number, 7) AS INTEGER) + ?2 * 7919) % 10000000))"
#define CONTRACT(column) \
  "(CASE WHEN " column " = '' THEN '' ELSE CAST (CAST (" column " AS INTEGER) + ?2 * 100000 AS TEXT) END)"
#define OF_SALES " WHERE i.place <= ?4 AND ?3 > 0"

static const char * const copies[] = {
  "INSERT INTO customers (id, name, search, changed_at, record)"
  " SELECT ?1 || c.id, c.name, c.search, c.changed_at, replace (c.record, c.id, ?1 || c.id)"
  " FROM bench_invoices i JOIN bench_customers c ON c.id = i.customer_id" OF_SALES,

  "INSERT INTO invoices (id, number, number_key, seller_key, day, date, customer_id, employee_name,"
  "  gross_cents, taken_in_at, search, record)"
  " SELECT ?1 || i.id, " NUMBER ", replace (" NUMBER ", '-', ''), i.seller_key, i.day, i.date,"
  "  ?1 || i.customer_id, i.employee_name, i.gross_cents, i.taken_in_at + ?2, lower (" NUMBER "),"
  "  replace (replace (replace (i.record, i.id, ?1 || i.id), i.number, " NUMBER "),"
  "    i.customer_id, ?1 || i.customer_id)"
  " FROM bench_invoices i" OF_SALES,

  "INSERT INTO vehicles (id, invoice_id, customer_id, line, kind, insurable, name, frame_number,"
  "  frame_key, price_cents, purchase_date, search, state, remind_at, asked_at, decline_reason,"
  "  contract_number, record, position, last_day, last_day_reason)"
  " SELECT ?1 || v.id, ?1 || v.invoice_id, ?1 || v.customer_id, v.line, v.kind, v.insurable, v.name,"
  "  " FRAME ", " FRAME ", v.price_cents, v.purchase_date,"
  "  replace (v.search, lower (v.frame_number), lower (" FRAME ")), v.state, v.remind_at,"
  "  v.asked_at, v.decline_reason, " CONTRACT ("v.contract_number") ","
  "  replace (replace (replace (replace (v.record, v.id, ?1 || v.id), v.invoice_id,"
  "    ?1 || v.invoice_id), v.customer_id, ?1 || v.customer_id), v.frame_number, " FRAME "),"
  "  v.position, v.last_day, v.last_day_reason"
  " FROM bench_invoices i JOIN bench_vehicles v ON v.invoice_id = i.id" OF_SALES,

  "INSERT INTO proposals (id, vehicle_id, state, created_at, changed_at, contract_number,"
  "  record_number, frame_key, record)"
  " SELECT ?1 || p.id, ?1 || v.id, p.state, p.created_at, p.changed_at,"
  "  " CONTRACT ("p.contract_number") ", ?1 || p.id, " FRAME ","
  "  replace (replace (p.record, p.id, ?1 || p.id), v.id, ?1 || v.id)"
  " FROM bench_invoices i JOIN bench_vehicles v ON v.invoice_id = i.id JOIN bench_proposals p ON p.vehicle_id = v.id"
  OF_SALES,

  "INSERT INTO policies (id, contract_number, proposal_id, vehicle_id, concluded_at, frame_key,"
  "  record)"
  " SELECT ?1 || y.id, " CONTRACT ("y.contract_number") ", ?1 || y.proposal_id, ?1 || v.id,"
  "  y.concluded_at, " FRAME ","
  "  replace (replace (y.record, y.id, ?1 || y.id), y.contract_number,"
  "    " CONTRACT ("y.contract_number") ")"
  " FROM bench_invoices i JOIN bench_vehicles v ON v.invoice_id = i.id JOIN bench_policies y ON y.vehicle_id = v.id"
  OF_SALES,

  "INSERT INTO contracts (policy_id, vehicle_id, day, employee_name, kind, year_cents, ended_on, end_reason)"
  " SELECT ?1 || k.policy_id, ?1 || v.id, k.day, k.employee_name, k.kind, k.year_cents, k.ended_on, k.end_reason"
  " FROM bench_invoices i JOIN bench_vehicles v ON v.invoice_id = i.id JOIN bench_contracts k ON k.vehicle_id = v.id"
  OF_SALES,

  "INSERT INTO list_rows (invoice_id, vehicle_id, kind, by_date, by_number, by_customer, by_vehicle,"
  "  by_frame, by_price, by_contract, by_state, words)"
  " SELECT ?1 || i.id, ?1 || v.id, r.kind,"
  "  substr (r.by_date, 1, 11) || printf ('%014x', i.taken_in_at + ?2) || substr (r.by_date, 26),"
  "  bench_number (" NUMBER "), r.by_customer, r.by_vehicle, coalesce (" FRAME ", ''),"
  "  r.by_price, CASE WHEN r.by_contract = '' THEN '' ELSE '8' || " CONTRACT ("v.contract_number")
  "  END, r.by_state,"
  "  (bench_words (" NUMBER ") || k.words || bench_tails (" FRAME ") ||"
  "  CASE WHEN v.contract_number <> '' THEN ' ' || " CONTRACT ("v.contract_number") " ELSE '' END)"
  " FROM bench_invoices i JOIN bench_list_rows r ON r.invoice_id = i.id JOIN bench_core k ON k.row_id = r.row_id"
  " LEFT JOIN bench_vehicles v ON v.id = r.vehicle_id" OF_SALES,
};

/* The same that velo_search_words_add() and its friends do with numbers of these forms. */
static char *
expand (const char *sql)
{
  g_autoptr(GString) out = g_string_new (sql);
  g_autoptr(GString) tails = g_string_new ("coalesce (''");

  for (int i = 1; i <= 11; i++)
    {
      g_string_append (tails, " || ' ' || substr (lower (" FRAME ")");
      g_string_append_printf (tails, ", %d)", i);
    }
  g_string_append (tails, ", '')");
  g_string_replace (out, "bench_tails (" FRAME ")", tails->str, 0);
  g_string_replace (out, "bench_words (" NUMBER ")",
                    "(' re' || substr (i.number, 4, 4) || substr (" NUMBER ", 9) || ' '"
                    " || substr (i.number, 4, 4) || substr (" NUMBER ", 9) || ' '"
                    " || substr (" NUMBER ", 9) || ' ' || ltrim (substr (" NUMBER ", 9), '0'))", 0);
  g_string_replace (out, "bench_number (" NUMBER ")",
                    "('re-4' || substr (i.number, 4, 4) || '-'"
                    " || length (ltrim (substr (" NUMBER ", 9), '0'))"
                    " || ltrim (substr (" NUMBER ", 9), '0'))", 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The words of the sales that no number is in. */
static gboolean
keep_words (VeloConnection *connection,
            GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (connection, error,
                                     "SELECT r.row_id, c.name, v.name, i.employee_name"
                                     " FROM list_rows r JOIN invoices i ON i.id = r.invoice_id"
                                     " JOIN customers c ON c.id = i.customer_id"
                                     " LEFT JOIN vehicles v ON v.id = r.vehicle_id", NULL);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      g_autoptr(GString) words = g_string_new (NULL);

      if (!has_row)
        return TRUE;
      for (int column = 1; column <= 3; column++)
        velo_search_words_add (words, velo_statement_get_text (statement, column));
      if (!velo_connection_run (connection, error, "INSERT INTO bench_core VALUES (?1, ?2)", "lt",
                                velo_statement_get_int64 (statement, 0), words->str))
        return FALSE;
    }
  return FALSE;
}

/* Runs what another statement writes: the indexes are dropped and made again in one go. */
static gboolean
run_written (VeloConnection  *connection,
             const char      *sql,
             GError         **error)
{
  g_autoptr(VeloStatement) statement = velo_connection_query (connection, error, sql, NULL);
  g_autoptr(GString) script = g_string_new (NULL);
  gboolean has_row = TRUE;

  while (has_row)
    {
      if (statement == NULL || !velo_statement_step (statement, &has_row, error))
        return FALSE;
      if (has_row)
        g_string_append_printf (script, "%s;", velo_statement_get_text (statement, 0));
    }
  g_clear_pointer (&statement, velo_statement_free);
  return velo_connection_execute (connection, script->str, error);
}

/*
 * velo_bench_prepare_copies:
 *
 * Keeps the sales that are there as the originals, and drops the indexes for the while.
 */
gboolean
velo_bench_prepare_copies (VeloConnection *connection,
                           GError        **error)
{
  return velo_connection_execute (connection,
           "CREATE TEMP TABLE bench_core (row_id INTEGER PRIMARY KEY, words TEXT);"
           "CREATE TEMP TABLE bench_indexes AS SELECT name, sql FROM sqlite_master"
           "  WHERE type = 'index' AND sql IS NOT NULL;"
           "CREATE TEMP TABLE bench_invoices AS SELECT rowid AS place, * FROM invoices;"
           "CREATE TEMP TABLE bench_customers AS SELECT * FROM customers;"
           "CREATE INDEX temp.bench_1 ON bench_customers (id);"
           "CREATE TEMP TABLE bench_vehicles AS SELECT * FROM vehicles;"
           "CREATE INDEX temp.bench_2 ON bench_vehicles (invoice_id);"
           "CREATE INDEX temp.bench_3 ON bench_vehicles (id);"
           "CREATE TEMP TABLE bench_proposals AS SELECT * FROM proposals;"
           "CREATE INDEX temp.bench_4 ON bench_proposals (vehicle_id);"
           "CREATE TEMP TABLE bench_policies AS SELECT * FROM policies;"
           "CREATE INDEX temp.bench_5 ON bench_policies (vehicle_id);"
           "CREATE TEMP TABLE bench_contracts AS SELECT * FROM contracts;"
           "CREATE INDEX temp.bench_7 ON bench_contracts (vehicle_id);"
           "CREATE TEMP TABLE bench_list_rows AS SELECT * FROM list_rows;"
           "CREATE INDEX temp.bench_6 ON bench_list_rows (invoice_id);", error)
    && keep_words (connection, error)
    && run_written (connection, "SELECT 'DROP INDEX ' || name FROM bench_indexes", error);
}

/*
 * velo_bench_add_copy:
 * @number: of the copy, from 1
 * @n_copies: how many there are in all
 * @n_sales: how many sales to copy, from the first on
 */
gboolean
velo_bench_add_copy (VeloConnection *connection,
                     guint           number,
                     guint           n_copies,
                     guint           n_sales,
                     GError        **error)
{
  g_autofree char *prefix = g_strdup_printf ("%04x-", number);

  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      g_autofree char *sql = expand (copies[i]);

      if (!velo_connection_run (connection, error, sql, "tiii", prefix, (int) number, (int) n_copies,
                                (int) n_sales))
        return FALSE;
    }
  return TRUE;
}

gboolean
velo_bench_finish_copies (VeloConnection *connection,
                          GError        **error)
{
  return run_written (connection, "SELECT sql FROM bench_indexes", error)
    && velo_store_fill_counts (connection, error)
    && velo_search_create (connection, &velo_store_search, error);
}
