/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of what was sold for each day and employee, kept up to date with every change, so that nobody counts a million. */

#define G_LOG_DOMAIN "velo-store-counts"

#include "config.h"

#include "velo-store-private.h"

/* What a vehicle counts for: see VeloSalesCount. Who was insured once stays so, whatever came later. */
#define COUNT_FROM_VEHICLES \
  "SELECT v.id, i.day, coalesce (i.employee_name, '')," \
  "  CASE WHEN v.state = 'declined' THEN v.decline_reason ELSE '' END," \
  "  CASE WHEN v.asked_at > 0 OR v.state NOT IN ('open', 'uninsurable') THEN 1 ELSE 0 END," \
  "  CASE WHEN v.state = 'insured' OR EXISTS (SELECT 1 FROM policies y WHERE y.vehicle_id = v.id) THEN 1 ELSE 0 END," \
  "  CASE WHEN v.state = 'declined' THEN 1 ELSE 0 END, v.price_cents" \
  " FROM vehicles v JOIN invoices i ON i.id = v.invoice_id" \
  " WHERE i.day IS NOT NULL AND i.is_reversal = 0 AND v.insurable = 1" \
  "  AND NOT EXISTS (SELECT 1 FROM returns b WHERE b.vehicle_id = v.id)"

#define INSERT_COUNTED \
  "INSERT INTO counted_vehicles (vehicle_id, day, employee_name, decline_reason, asked, insured, declined," \
  "  price_cents) " COUNT_FROM_VEHICLES

#define INSERT_SUMS \
  "INSERT INTO sales_counts (day, employee_name, decline_reason, n_sold, n_asked, n_insured, n_declined, price_cents) "

/* In the row of each vehicle stands what of it is in the sums, so that exactly that can be taken out again. */
gboolean
velo_store_create_counts (VeloConnection *connection,
                          GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE counted_vehicles ("
    "  vehicle_id TEXT NOT NULL PRIMARY KEY,"
    "  day TEXT NOT NULL,"
    "  employee_name TEXT NOT NULL,"
    "  decline_reason TEXT NOT NULL,"
    "  asked INTEGER NOT NULL CHECK (asked IN (0, 1)),"
    "  insured INTEGER NOT NULL CHECK (insured IN (0, 1)),"
    "  declined INTEGER NOT NULL CHECK (declined IN (0, 1)),"
    "  price_cents INTEGER NOT NULL"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE sales_counts ("
    "  day TEXT NOT NULL,"
    "  employee_name TEXT NOT NULL,"
    "  decline_reason TEXT NOT NULL,"
    "  n_sold INTEGER NOT NULL CHECK (n_sold >= 0),"
    "  n_asked INTEGER NOT NULL CHECK (n_asked >= 0),"
    "  n_insured INTEGER NOT NULL CHECK (n_insured >= 0),"
    "  n_declined INTEGER NOT NULL CHECK (n_declined >= 0),"
    "  price_cents INTEGER NOT NULL,"
    "  PRIMARY KEY (day, employee_name, decline_reason)"
    ") STRICT, WITHOUT ROWID;"
    "DROP INDEX vehicles_for_counting;", error)
    && velo_store_fill_counts (connection, error);
}

/*
 * velo_store_fill_counts:
 *
 * Counts all vehicles anew.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_fill_counts (VeloConnection *connection,
                        GError        **error)
{
  return velo_connection_execute (connection,
    "DELETE FROM counted_vehicles;"
    "DELETE FROM sales_counts;"
    INSERT_COUNTED ";"
    INSERT_SUMS
    "SELECT day, employee_name, decline_reason, count (*), sum (asked), sum (insured), sum (declined),"
    "  sum (price_cents) FROM counted_vehicles GROUP BY 1, 2, 3;",
    error);
}

/*
 * velo_store_put_count:
 * @vehicle_id: a vehicle that is stored, or was
 *
 * Takes out of the sums what the vehicle counted for, and adds what it counts for now.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_put_count (VeloConnection *connection,
                      const char     *vehicle_id,
                      GError        **error)
{
  return velo_connection_run (connection, error,
                              "UPDATE sales_counts SET n_sold = n_sold - 1, n_asked = n_asked - c.asked,"
                              "  n_insured = n_insured - c.insured, n_declined = n_declined - c.declined,"
                              "  price_cents = sales_counts.price_cents - c.price_cents"
                              " FROM counted_vehicles c WHERE c.vehicle_id = ?1 AND sales_counts.day = c.day"
                              "  AND sales_counts.employee_name = c.employee_name"
                              "  AND sales_counts.decline_reason = c.decline_reason", "t", vehicle_id)
    && velo_connection_run (connection, error, "DELETE FROM counted_vehicles WHERE vehicle_id = ?1", "t", vehicle_id)
    && velo_connection_run (connection, error, INSERT_COUNTED " AND v.id = ?1", "t", vehicle_id)
    && velo_connection_run (connection, error,
                            INSERT_SUMS
                            "SELECT day, employee_name, decline_reason, 1, asked, insured, declined, price_cents"
                            " FROM counted_vehicles WHERE vehicle_id = ?1"
                            " ON CONFLICT (day, employee_name, decline_reason) DO UPDATE SET n_sold = n_sold + 1,"
                            "  n_asked = n_asked + excluded.n_asked, n_insured = n_insured + excluded.n_insured,"
                            "  n_declined = n_declined + excluded.n_declined,"
                            "  price_cents = price_cents + excluded.price_cents", "t", vehicle_id);
}
