/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of using on an invoice what was confirmed on an earlier one. */

#include "config.h"

#include <gio/gio.h>

#include "velo-article-memory.h"

#define SELLER "ATU11223344"

static VeloInvoice *
invoice_with (const char *description, const char *gtin, const char *article_number, const char *quantity)
{
  VeloInvoice *invoice = velo_invoice_new ();
  g_autoptr (VeloInvoiceLine) line = velo_invoice_line_new ();

  velo_party_set_vat_id (velo_invoice_get_seller (invoice), SELLER);
  velo_invoice_set_number (invoice, "R-77001");
  velo_invoice_line_set_description (line, description);
  velo_invoice_line_set_gtin (line, gtin);
  velo_invoice_line_set_article_number (line, article_number);
  velo_invoice_line_set_quantity (line, quantity);
  velo_invoice_line_set_gross_cents (line, 250001);
  g_list_store_append (velo_invoice_get_lines (invoice), line);
  return invoice;
}

static GPtrArray *
memory_of (VeloArticleKind kind, const char *description, const char *gtin, const char *article_number)
{
  GPtrArray *articles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (VeloInvoice) earlier = invoice_with (description, gtin, article_number, "1");
  g_autoptr (VeloInvoiceLine) line =
      g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_lines (earlier)), 0);
  VeloKnownArticle *article = velo_known_article_new ();
  g_autofree char  *model_key = velo_invoice_line_dup_model_key (line);

  velo_known_article_set_seller_key (article, SELLER);
  velo_known_article_set_gtin (article, gtin);
  velo_known_article_set_article_number (article, article_number);
  velo_known_article_set_model_key (article, model_key);
  velo_known_article_set_kind (article, kind);
  velo_known_article_set_maker (article, "Morgenrot");
  velo_known_article_set_model (article, "Piano 7");
  velo_known_article_set_times_confirmed (article, 1);
  g_ptr_array_add (articles, article);
  return articles;
}

static guint
n_vehicles (VeloInvoice *invoice)
{
  return g_list_model_get_n_items (G_LIST_MODEL (velo_invoice_get_vehicles (invoice)));
}

static VeloVehicle *
vehicle_of (VeloInvoice *invoice, guint index)
{
  return g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (invoice)), index);
}

static VeloFinding *
finding_of (VeloVehicle *vehicle, const char *field)
{
  GListModel *findings = G_LIST_MODEL (velo_vehicle_get_findings (vehicle));

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (VeloFinding) finding = g_list_model_get_item (findings, i);

      if (g_str_equal (velo_finding_get_field (finding), field))
        return g_steal_pointer (&finding);
    }
  return NULL;
}

/* No word of it speaks of a bicycle. */
static void
test_unknown_words (void)
{
  g_autoptr (VeloInvoice) invoice =
      invoice_with ("MR P7 28 D blau, Rahmen-Nr. MR7-1201, Rahmen-Nr. MR7-1202", "", "4711", "2");
  g_autoptr (GPtrArray) articles = memory_of (VELO_ARTICLE_KIND_EBIKE, "MR P7", "", "4711");
  g_autoptr (VeloVehicle) first = NULL;
  g_autoptr (VeloVehicle) second = NULL;
  g_autoptr (VeloFinding) model = NULL;
  g_autoptr (VeloInvoiceLine) line = NULL;

  velo_article_memory_apply (invoice, articles);
  g_assert_cmpuint (n_vehicles (invoice), ==, 2);
  first = vehicle_of (invoice, 0);
  second = vehicle_of (invoice, 1);
  g_assert_cmpint (velo_vehicle_get_kind (first), ==, VELO_ARTICLE_KIND_EBIKE);
  g_assert_cmpstr (velo_vehicle_get_maker (first), ==, "Morgenrot");
  g_assert_cmpstr (velo_vehicle_get_model (first), ==, "Piano 7");
  g_assert_cmpstr (velo_vehicle_get_frame_number (first), ==, "MR7-1201");
  g_assert_cmpstr (velo_vehicle_get_frame_number (second), ==, "MR7-1202");
  g_assert_cmpint (velo_vehicle_get_price_cents (first), ==, 125001);
  g_assert_cmpint (velo_vehicle_get_price_cents (second), ==, 125000);
  model = finding_of (first, "model");
  g_assert_cmpstr (velo_finding_get_source (model), ==, "memory");
  g_assert_cmpint (velo_finding_get_sureness (model), ==, VELO_SURENESS_GOOD);
  g_assert_cmpint (velo_finding_get_line (model), ==, 1);
  line = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_lines (invoice)), 0);
  g_assert_cmpint (velo_invoice_line_get_kind (line), ==, VELO_ARTICLE_KIND_EBIKE);
}

static VeloVehicle *
guess (VeloInvoice *invoice, const char *model, VeloSureness sureness)
{
  VeloVehicle *vehicle = velo_vehicle_new ();
  g_autoptr (VeloFinding) finding = velo_finding_new ();

  velo_vehicle_set_line (vehicle, 1);
  velo_vehicle_set_kind (vehicle, VELO_ARTICLE_KIND_BICYCLE);
  velo_vehicle_set_model (vehicle, model);
  velo_finding_set_field (finding, "model");
  velo_finding_set_value (finding, model);
  velo_finding_set_sureness (finding, sureness);
  g_list_store_append (velo_vehicle_get_findings (vehicle), finding);
  g_list_store_append (velo_invoice_get_vehicles (invoice), vehicle);
  return vehicle;
}

/* A guess gives way, and a field of its own does not. */
static void
test_guess (void)
{
  g_autoptr (GPtrArray) articles = memory_of (VELO_ARTICLE_KIND_EBIKE, "x", "4012345678901", "");
  g_autoptr (VeloInvoice) invoice = invoice_with ("Rad Piano", "4012345678901", "", "1");
  g_autoptr (VeloInvoice) stated = invoice_with ("Rad Piano", "4012345678901", "", "1");
  g_autoptr (VeloVehicle) guessed = guess (invoice, "Piano", VELO_SURENESS_GOOD);
  g_autoptr (VeloVehicle) certain = guess (stated, "Piano 8", VELO_SURENESS_HIGH);
  g_autoptr (VeloFinding) model = NULL;

  velo_known_article_set_times_confirmed (articles->pdata[0], 3);
  velo_known_article_set_seller_key (articles->pdata[0], "SOMEBODYELSE");
  velo_article_memory_apply (invoice, articles);
  velo_article_memory_apply (stated, articles);
  g_assert_cmpuint (n_vehicles (invoice), ==, 1);
  g_assert_cmpstr (velo_vehicle_get_model (guessed), ==, "Piano 7");
  g_assert_cmpint (velo_vehicle_get_kind (guessed), ==, VELO_ARTICLE_KIND_EBIKE);
  model = finding_of (guessed, "model");
  g_assert_cmpint (velo_finding_get_sureness (model), ==, VELO_SURENESS_HIGH);
  g_assert_cmpstr (velo_vehicle_get_model (certain), ==, "Piano 8");
}

static void
test_no_vehicle (void)
{
  g_autoptr (VeloInvoice) invoice = invoice_with ("Rad Attrappe", "", "99", "1");
  g_autoptr (VeloVehicle) vehicle G_GNUC_UNUSED = guess (invoice, "Attrappe", VELO_SURENESS_GOOD);
  g_autoptr (GPtrArray) articles = memory_of (VELO_ARTICLE_KIND_ACCESSORY, "Rad Attrappe", "", "99");

  velo_article_memory_apply (invoice, articles);
  g_assert_cmpuint (n_vehicles (invoice), ==, 0);
}

/* Another issuer's number, another number of the same issuer, nothing to remember. */
static void
test_strangers (void)
{
  g_autoptr (GPtrArray) articles = memory_of (VELO_ARTICLE_KIND_EBIKE, "MR P7", "", "4711");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (VeloInvoice) other_seller = invoice_with ("MR P7", "", "4711", "1");
  g_autoptr (VeloInvoice) other_number = invoice_with ("MR P7", "", "4712", "1");

  velo_party_set_vat_id (velo_invoice_get_seller (other_seller), "DE999999999");
  velo_article_memory_apply (other_seller, articles);
  velo_article_memory_apply (other_number, articles);
  velo_article_memory_apply (other_number, none);
  velo_article_memory_apply (other_number, NULL);
  g_assert_cmpuint (n_vehicles (other_seller), ==, 0);
  g_assert_cmpuint (n_vehicles (other_number), ==, 0);
}

/* The number of what is sold out is given to the next bicycle: its own words are right, not the old ones. What
 * the reader makes nothing of is a guess; more words of the same are the same. */
static void
test_number_reused (void)
{
  g_autoptr (GPtrArray) articles = memory_of (VELO_ARTICLE_KIND_EBIKE, "MR P7", "", "4711");
  g_autoptr (VeloInvoice) other = invoice_with ("Abendrot Forte 3", "", "4711", "1");
  g_autoptr (VeloInvoice) unread = invoice_with ("AR F3", "", "4711", "1");
  g_autoptr (VeloInvoice) longer = invoice_with ("MR P7 Gr. L schwarz", "", "4711", "1");
  g_autoptr (VeloInvoice) named = invoice_with ("Rad Morgenrot, Gr. L", "", "4711", "1");
  g_autoptr (VeloVehicle) guessed = guess (other, "Forte 3", VELO_SURENESS_GOOD);
  g_autoptr (VeloVehicle) unsure = NULL;
  g_autoptr (VeloVehicle) same = NULL;
  g_autoptr (VeloFinding) low = NULL;
  g_autoptr (VeloFinding) good = NULL;

  velo_article_memory_apply (other, articles);
  g_assert_cmpstr (velo_vehicle_get_model (guessed), ==, "Forte 3");

  velo_article_memory_apply (unread, articles);
  g_assert_cmpuint (n_vehicles (unread), ==, 1);
  unsure = vehicle_of (unread, 0);
  low = finding_of (unsure, "model");
  g_assert_cmpint (velo_finding_get_sureness (low), ==, VELO_SURENESS_LOW);

  velo_article_memory_apply (longer, articles);
  same = vehicle_of (longer, 0);
  good = finding_of (same, "model");
  g_assert_cmpstr (velo_vehicle_get_model (same), ==, "Piano 7");
  g_assert_cmpint (velo_finding_get_sureness (good), ==, VELO_SURENESS_GOOD);

  g_clear_object (&same);
  velo_article_memory_apply (named, articles);
  same = vehicle_of (named, 0);
  g_assert_cmpstr (velo_vehicle_get_model (same), ==, "Piano 7");
}

static void
test_lock (void)
{
  g_autoptr (VeloInvoice) invoice = invoice_with ("Rad Piano", "", "1", "1");
  g_autoptr (VeloInvoiceLine) line = velo_invoice_line_new ();
  g_autoptr (VeloVehicle) vehicle = guess (invoice, "Piano", VELO_SURENESS_GOOD);
  g_autoptr (GPtrArray) articles = memory_of (VELO_ARTICLE_KIND_LOCK, "SW F90", "", "F90");
  g_autoptr (GPtrArray) learned = NULL;

  velo_invoice_line_set_description (line, "SW F90");
  velo_invoice_line_set_article_number (line, "F90");
  velo_invoice_line_set_gross_cents (line, 8999);
  g_list_store_append (velo_invoice_get_lines (invoice), line);
  velo_article_memory_apply (invoice, articles);
  g_assert_cmpstr (velo_vehicle_get_lock_model (vehicle), ==, "Piano 7");
  g_assert_cmpint (velo_vehicle_get_lock_price_cents (vehicle), ==, 8999);
  learned = velo_article_memory_learn (invoice);
  g_assert_cmpuint (learned->len, ==, 2);
  g_assert_cmpint (velo_known_article_get_kind (learned->pdata[0]), ==, VELO_ARTICLE_KIND_BICYCLE);
  g_assert_cmpint (velo_known_article_get_kind (learned->pdata[1]), ==, VELO_ARTICLE_KIND_LOCK);
  g_assert_cmpstr (velo_known_article_get_article_number (learned->pdata[1]), ==, "F90");
}

/* Confirmed once, the next invoice is read with it; what was taken out stays out. */
static void
test_round (void)
{
  g_autoptr (VeloInvoice) first = invoice_with ("MR P7 28 D", "", "", "1");
  g_autoptr (VeloInvoice) next = invoice_with ("MR  p7 28 d", "", "", "1");
  g_autoptr (VeloVehicle) vehicle G_GNUC_UNUSED = guess (first, "Piano 7", VELO_SURENESS_LOW);
  g_autoptr (GPtrArray) learned = velo_article_memory_learn (first);
  g_autoptr (VeloInvoiceLine) line = NULL;

  g_assert_cmpuint (learned->len, ==, 1);
  velo_article_memory_apply (next, learned);
  g_assert_cmpuint (n_vehicles (next), ==, 1);

  g_list_store_remove_all (velo_invoice_get_vehicles (first));
  line = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_lines (first)), 0);
  velo_invoice_line_set_kind (line, VELO_ARTICLE_KIND_BICYCLE);
  g_clear_pointer (&learned, g_ptr_array_unref);
  learned = velo_article_memory_learn (first);
  g_assert_cmpuint (learned->len, ==, 1);
  velo_article_memory_apply (next, learned);
  g_assert_cmpuint (n_vehicles (next), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/article-memory/unknown-words", test_unknown_words);
  g_test_add_func ("/intake/article-memory/guess", test_guess);
  g_test_add_func ("/intake/article-memory/no-vehicle", test_no_vehicle);
  g_test_add_func ("/intake/article-memory/strangers", test_strangers);
  g_test_add_func ("/intake/article-memory/number-reused", test_number_reused);
  g_test_add_func ("/intake/article-memory/lock", test_lock);
  g_test_add_func ("/intake/article-memory/round", test_round);
  return g_test_run ();
}
