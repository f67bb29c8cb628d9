/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the list of sales of a database: each letter typed, each jump of the scroll bar, each order.
 * With a folder: what search and storing wait for while a copy is written there. */

#include "config.h"

#include <stdlib.h>
#include <time.h>

#include "velo-sale-list-model.h"
#include "velo-store-contracts.h"
#include "velo-store-fixture.h"
#include "velo-store-statistics.h"
#include "velo-store-todo.h"

#define N_JUMPS 200

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static double
get_part (GArray *times,
          double  part)
{
  guint i = (guint) ((double) (times->len - 1) * part + 0.5);

  return g_array_index (times, double, i);
}

static void
report (const char *what,
        GArray     *times)
{
  g_array_sort (times, compare_times);
  g_print ("%-38s %5u  median %8.2f  p99 %8.2f  max %8.2f ms\n", what, times->len,
           get_part (times, 0.5), get_part (times, 0.99), get_part (times, 1));
  g_array_set_size (times, 0);
}

static void
add_time (GArray *times,
          gint64  since)
{
  double ms = (double) (g_get_monotonic_time () - since) / 1000;

  g_array_append_val (times, ms);
}

/* What all threads of this process computed so far. */
static double
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1000000;
}

static void
changed_cb (GListModel *list,
            guint       position,
            guint       n_removed,
            guint       n_added,
            gpointer    user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
settle (VeloSaleListModel *list)
{
  while (velo_sale_list_model_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
}

/* Types a text letter by letter: until the first rows are there, and until all are counted. */
static void
type_text (VeloSaleListModel *list,
           const char        *text,
           GArray            *first,
           GArray            *all,
           GArray            *computed)
{
  double slow_ms = g_getenv ("VELO_BENCH_SLOW") == NULL ? G_MAXDOUBLE
                                                        : g_ascii_strtod (g_getenv ("VELO_BENCH_SLOW"), NULL);

  for (const char *p = g_utf8_next_char (text);; p = g_utf8_next_char (p))
    {
      g_autofree char *typed = g_strndup (text, (gsize) (p - text));
      gint64 started = g_get_monotonic_time ();
      double cpu = get_cpu ();
      gboolean changed = FALSE;
      gulong id = g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), &changed);

      velo_sale_list_model_set_text (list, typed);
      while (velo_sale_list_model_is_loading (list) && !changed)
        g_main_context_iteration (NULL, TRUE);
      add_time (first, started);
      cpu = get_cpu () - cpu;
      g_array_append_val (computed, cpu);
      settle (list);
      add_time (all, started);
      if (g_array_index (first, double, first->len - 1) > slow_ms)
        g_print ("slow: \"%s\" %.1f ms, %u rows after %.1f ms\n", typed,
                 g_array_index (first, double, first->len - 1),
                 g_list_model_get_n_items (G_LIST_MODEL (list)),
                 g_array_index (all, double, all->len - 1));
      g_signal_handler_disconnect (list, id);
      if (*p == '\0')
        return;
    }
}

static void
measure_search (VeloSaleListModel *list,
                const char        *what,
                int                state)
{
  static const char * const texts[] = {
    "müller", "Übelacker", "weiss karl", "RE-2024-0451234", "4711", "kronberg e-trail 17", "tenere",
    "26K0815", "bcd12", "jana kurbel", "10000815", "niemand heißt so",
  };
  g_autoptr(GArray) first = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) computed = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *counted = g_strconcat (what, ", all counted", NULL);
  g_autofree char *computing = g_strconcat (what, ", computed", NULL);

  velo_sale_list_model_set_state (list, state);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      velo_sale_list_model_set_text (list, "");
      settle (list);
      type_text (list, texts[i], first, all, computed);
    }
  velo_sale_list_model_set_text (list, "");
  velo_sale_list_model_set_state (list, -1);
  settle (list);
  report (what, first);
  report (computing, computed);
  report (counted, all);
}

/* Jumps to places all over the list and waits until the rows there have their values. */
static void
measure_jumps (VeloSaleListModel *list)
{
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < N_JUMPS && n_items > 0; i++)
    {
      gint64 started = g_get_monotonic_time ();
      guint position = (guint) g_rand_int_range (rand, 0, (gint32) n_items);

      for (guint j = position; j < MIN (position + 30, n_items); j++)
        {
          g_autoptr(VeloSaleItem) item G_GNUC_UNUSED = g_list_model_get_item (G_LIST_MODEL (list), j);
        }
      settle (list);
      add_time (times, started);
    }
  if (times->len > 0)
    report ("jump to a page", times);
}

static void
measure_orders (VeloSaleListModel *list)
{
  g_autoptr(GArray) first = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (double));

  for (int i = 0; i < 12; i++)
    {
      gint64 started = g_get_monotonic_time ();
      gboolean changed = FALSE;
      gulong id = g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), &changed);

      velo_sale_list_model_set_order (list, (VeloSaleOrder) ((i + 1) % 8), i % 2 == 0);
      while (velo_sale_list_model_is_loading (list) && !changed)
        g_main_context_iteration (NULL, TRUE);
      add_time (first, started);
      settle (list);
      add_time (all, started);
      g_signal_handler_disconnect (list, id);
    }
  velo_sale_list_model_set_order (list, VELO_SALE_ORDER_DATE, TRUE);
  settle (list);
  report ("another order", first);
  report ("another order, whole list", all);
}

/* A sale comes in while the list is shown. */
static void
measure_changes (Fixture           *fixture,
                 VeloSaleListModel *list)
{
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) todo = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *number = g_strdup_printf ("BENCH-%u-%" G_GINT64_FORMAT, i, velo_time_now ());
      g_autoptr(VeloInvoice) invoice = make_sale (number);
      g_autoptr(GPtrArray) items = NULL;
      gint64 started = g_get_monotonic_time ();

      add_sale (fixture, invoice, NULL);
      velo_sale_list_model_reload (list);
      settle (list);
      add_time (times, started);
      started = g_get_monotonic_time ();
      AWAIT (fixture->result, velo_store_list_todo_async (fixture->store, velo_time_now (), NULL,
                                                          velo_await_cb, &fixture->result));
      items = velo_store_list_todo_finish (fixture->store, fixture->result, NULL);
      add_time (todo, started);
    }
  report ("sale stored and shown", times);
  report ("what is to be done", todo);
}

/* Vehicles that are not insured: every filter, and letters typed in it. */
static void
measure_deadlines (Fixture *fixture)
{
  static const VeloStoreDeadlinesOnly only[] = {
    VELO_STORE_DEADLINES_ANY, VELO_STORE_DEADLINES_LATER, VELO_STORE_DEADLINES_DECLINED,
  };
  static const char * const names[] = { "deadlines, open", "deadlines, asked later", "deadlines, declined" };
  g_autoptr(VeloSaleListModel) list = velo_sale_list_model_new_deadlines (fixture->store);
  g_autoptr(GArray) first = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) computed = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < G_N_ELEMENTS (only); i++)
    {
      VeloStoreDeadlines deadlines = VELO_STORE_DEADLINES_INIT;
      g_autofree char *typed = g_strconcat (names[i], ", letter typed", NULL);

      deadlines.only = only[i];
      deadlines.with_unknown = TRUE;
      velo_sale_list_model_set_deadlines (list, &deadlines);
      settle (list);
      for (guint j = 0; j < 20; j++)
        {
          gint64 started = g_get_monotonic_time ();

          velo_sale_list_model_reload (list);
          settle (list);
          add_time (all, started);
        }
      g_print ("%s: %u vehicles\n", names[i], g_list_model_get_n_items (G_LIST_MODEL (list)));
      report (names[i], all);
      type_text (list, "müller", first, all, computed);
      type_text (list, "kronberg e-tr", first, all, computed);
      type_text (list, "jana", first, all, computed);
      velo_sale_list_model_set_text (list, "");
      settle (list);
      report (typed, all);
    }
}

/* What the page of the statistics asks for a year, and the contracts of all years. */
static void
measure_statistics (Fixture *fixture)
{
  const VeloCommission commission = { .rates = { 0, 1000, 1000, 1000 }, .tax = 1900, .months = 12 };
  g_autoptr(GArray) sales = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) year = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GDate) until = velo_date_today ();
  g_autoptr(GDate) last_year = velo_date_today ();
  g_autoptr(GDate) long_ago = velo_date_today ();

  g_date_subtract_years (last_year, 1);
  g_date_subtract_years (long_ago, 20);
  for (guint i = 0; i < 5; i++)
    {
      gint64 started = g_get_monotonic_time ();

      AWAIT (fixture->result, velo_store_count_sales_async (fixture->store, last_year, until, NULL, velo_await_cb,
                                                            &fixture->result));
      add_time (sales, started);
      started = g_get_monotonic_time ();
      AWAIT (fixture->result, velo_store_count_contracts_async (fixture->store, last_year, until, &commission, NULL,
                                                                velo_await_cb, &fixture->result));
      add_time (year, started);
      started = g_get_monotonic_time ();
      AWAIT (fixture->result, velo_store_count_contracts_async (fixture->store, long_ago, until, &commission, NULL,
                                                                velo_await_cb, &fixture->result));
      add_time (all, started);
    }
  report ("sales of a year counted", sales);
  report ("contracts of a year counted", year);
  report ("all contracts counted", all);
}

/* The daily copy is written while somebody searches and sells. */
static void
measure_copy (Fixture           *fixture,
              VeloSaleListModel *list,
              const char        *folder)
{
  static const char * const texts[] = { "müller", "kronberg e-trail 17", "4711", "jana kurbel" };
  g_autoptr(GArray) first = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) computed = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) stored = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GAsyncResult) copied = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  gint64 copy_started = g_get_monotonic_time ();
  guint n_stored = 0;

  velo_store_backup_async (fixture->store, folder, TRUE, NULL, velo_await_cb, &copied);
  /* set by the callback, which clang does not see in the head of a for */
  while (copied == NULL)
    {
      g_autofree char *number = g_strdup_printf ("COPY-%u-%" G_GINT64_FORMAT, n_stored, velo_time_now ());
      g_autoptr(VeloInvoice) invoice = make_sale (number);
      gint64 started;

      velo_sale_list_model_set_text (list, "");
      settle (list);
      type_text (list, texts[n_stored++ % G_N_ELEMENTS (texts)], first, all, computed);
      started = g_get_monotonic_time ();
      add_sale (fixture, invoice, NULL);
      add_time (stored, started);
    }
  path = velo_store_backup_finish (fixture->store, copied, &error);
  g_print ("copy %s after %.1f s\n", path != NULL ? "written" : error->message,
           (double) (g_get_monotonic_time () - copy_started) / G_USEC_PER_SEC);
  report ("letter typed during the copy", first);
  report ("letter typed during the copy, counted", all);
  report ("sale stored during the copy", stored);
}

int
main (int   argc,
      char *argv[])
{
  Fixture fixture = { 0 };
  VeloSaleListModel *list = NULL;
  gint64 started = g_get_monotonic_time ();
  double opened;

  if (argc < 2)
    {
      g_printerr ("Usage: %s FILE [FOLDER-FOR-A-COPY]\n", argv[0]);
      return 2;
    }
  fixture.path = argv[1];
  fixture.store = fixture_open (&fixture);
  opened = (double) (g_get_monotonic_time () - started) / 1000;
  list = velo_sale_list_model_new (fixture.store, FALSE);
  while (velo_sale_list_model_is_loading (list) && g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_print ("store open after %.1f ms, first rows after %.1f ms", opened,
           (double) (g_get_monotonic_time () - started) / 1000);
  settle (list);
  g_print (", all %u rows after %.1f ms\n", g_list_model_get_n_items (G_LIST_MODEL (list)),
           (double) (g_get_monotonic_time () - started) / 1000);
  if (argc > 2)
    {
      measure_copy (&fixture, list, argv[2]);
    }
  else
    {
      measure_search (list, "letter typed", -1);
      measure_search (list, "letter typed, only open", VELO_INSURANCE_STATE_OPEN);
      measure_jumps (list);
      measure_orders (list);
      measure_deadlines (&fixture);
      measure_changes (&fixture, list);
      measure_statistics (&fixture);
    }
  g_clear_object (&fixture.result);
  g_object_unref (list);
  fixture_close (&fixture, fixture.store);
  return 0;
}
