/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desktop is told of sales: grouped, with little in it, and gone when it is answered. */

#include "config.h"

#include "velo-sales-fixture.h"

#include "velo-notifier.h"

typedef struct
{
  Fixture base;
  GApplication *application;
  VeloNotifier *notifier;
} Desk;

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  GError *error = NULL;

  fixture_set_up (&desk->base, data);
  desk->application = g_application_new ("com.example.VeloInsure.Test", G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (desk->application, NULL, &error));
  g_assert_no_error (error);
  desk->notifier = velo_notifier_new (desk->application, desk->base.counter);
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  if (desk->notifier != NULL)
    {
      WAIT_UNTIL (G_OBJECT (desk->notifier)->ref_count == 1);
      g_assert_finalize_object (g_steal_pointer (&desk->notifier));
    }
  g_clear_object (&desk->application);
  fixture_tear_down (&desk->base, data);
}

static VeloInvoice *
sell (Desk       *desk,
      const char *number,
      const char *model)
{
  VeloInvoice *invoice = fixture_add (&desk->base, make_sale (number, "Maier", model, 399900));

  velo_notifier_add (desk->notifier, invoice);
  return invoice;
}

static void
decline (Desk        *desk,
         VeloInvoice *invoice)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_store_decline_async (desk->base.store, velo_vehicle_get_id (first_vehicle (invoice)), "Too expensive", "Jana",
                            NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_decline_finish (desk->base.store, result, &error));
  g_assert_no_error (error);
}

/* Each answer takes one out, whichever way it was given. */
static void
test_answered (Desk          *desk,
               gconstpointer  data)
{
  g_autoptr(VeloInvoice) first = sell (desk, "RE-1", "E-Trail");
  g_autoptr(VeloInvoice) second = sell (desk, "RE-2", "E-City");
  g_auto(GStrv) ids = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_notifier_show (desk->notifier);
  g_assert_cmpuint (velo_notifier_get_n_open (desk->notifier), ==, 2);
  ids = velo_notifier_dup_vehicles (desk->notifier);
  g_assert_cmpuint (g_strv_length (ids), ==, 2);
  g_assert_cmpstr (ids[0], ==, velo_vehicle_get_id (first_vehicle (first)));
  decline (desk, first);
  WAIT_UNTIL (velo_notifier_get_n_open (desk->notifier) == 1);
  velo_store_remind_later_async (desk->base.store, velo_vehicle_get_id (first_vehicle (second)),
                                 g_get_real_time () + G_USEC_PER_SEC, "Jana", NULL, answer_cb, &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_remind_later_finish (desk->base.store, result, &error));
  WAIT_UNTIL (velo_notifier_get_n_open (desk->notifier) == 0);
}

/* A change of something else, and one that leaves the question open, take nothing out. */
static void
test_not_answered (Desk          *desk,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) first = sell (desk, "RE-1", "E-Trail");
  g_autoptr(VeloInvoice) other = fixture_add (&desk->base, make_sale ("RE-2", "Huber", "E-City", 299900));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_notifier_show (desk->notifier);
  decline (desk, other);
  velo_store_mark_asked_async (desk->base.store, velo_vehicle_get_id (first_vehicle (first)), "Jana", NULL, answer_cb,
                               &answer);
  result = wait_for (&answer);
  g_assert_true (velo_store_mark_asked_finish (desk->base.store, result, &error));
  WAIT_UNTIL (G_OBJECT (desk->notifier)->ref_count == 1);
  g_assert_cmpuint (velo_notifier_get_n_open (desk->notifier), ==, 1);
}

/* What cannot be insured is not told, and nothing is told twice. */
static void
test_not_told (Desk          *desk,
               gconstpointer  data)
{
  g_autoptr(VeloInvoice) lock = make_sale ("RE-1", "Maier", "Bordo", 8999);
  g_autoptr(VeloInvoice) done = make_sale ("RE-2", "Maier", "E-Trail", 399900);
  g_autoptr(VeloInvoice) sold = NULL;

  velo_vehicle_set_kind (first_vehicle (lock), VELO_ARTICLE_KIND_LOCK);
  velo_vehicle_set_state (first_vehicle (done), VELO_INSURANCE_STATE_DECLINED);
  velo_notifier_add (desk->notifier, fixture_add (&desk->base, lock));
  velo_notifier_add (desk->notifier, fixture_add (&desk->base, done));
  velo_notifier_show (desk->notifier);
  g_assert_cmpuint (velo_notifier_get_n_open (desk->notifier), ==, 0);
  sold = sell (desk, "RE-3", "E-City");
  velo_notifier_add (desk->notifier, sold);
  g_assert_cmpuint (velo_notifier_get_n_open (desk->notifier), ==, 1);
  velo_notifier_clear (desk->notifier);
  g_assert_cmpuint (velo_notifier_get_n_open (desk->notifier), ==, 0);
}

/* The data are closed, or the program is gone, while there is something to tell. */
static void
test_closed (Desk          *desk,
             gconstpointer  data)
{
  G_GNUC_UNUSED g_autoptr(VeloInvoice) sold = sell (desk, "RE-1", "E-Trail");

  g_clear_object (&desk->application);
  velo_notifier_show (desk->notifier);
  fixture_close_store (&desk->base);
  velo_notifier_show (desk->notifier);
  g_assert_cmpuint (velo_notifier_get_n_open (desk->notifier), ==, 1);
  velo_notifier_clear (desk->notifier);
}

#define ADD(path, function) \
  g_test_add (path, Desk, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  /* there is no desktop on this bus: what is shown here goes nowhere */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  ADD ("/notifier/answered", test_answered);
  ADD ("/notifier/not-answered", test_not_answered);
  ADD ("/notifier/not-told", test_not_told);
  ADD ("/notifier/closed", test_closed);
  return g_test_run ();
}
