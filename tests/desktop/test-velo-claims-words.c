/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How claims are told: sums below each other with their reasons, and photos in the words of the customer's page. */

#include "config.h"

#include <adwaita.h>

#include "velo-claims-photos.h"
#include "velo-claims-sheet.h"
#include "velo-sample-photo.h"

static GtkLabel *
find_label (GtkWidget  *widget,
            const char *part)
{
  GtkLabel *found = NULL;

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), part) != NULL)
    return GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, part);
  return found;
}

/* Figures of one width, the offer in bold, and what is added says where it comes from. */
static void
test_sums (void)
{
  g_autoptr(VeloCalculation) calculation = velo_calculation_new_for ("DE", VELO_CLAIM_KIND_LIABILITY);
  g_autoptr(VeloCalculationLine) line = velo_calculation_line_new ();
  g_autoptr(VeloSettlementRules) rules = velo_settlement_rules_new_default ();
  g_autoptr(VeloSettlement) settlement = NULL;
  VeloClaimsAnswer answer = { .calculation = calculation };
  GtkWidget *list = g_object_ref_sink (gtk_list_box_new ());

  velo_calculation_line_set_kind (line, VELO_WORK_KIND_OTHER);
  velo_calculation_line_set_text (line, "Dent");
  velo_calculation_line_set_price_cents (line, 25000);
  velo_calculation_line_set_doubt_permyriad (line, 1000);
  g_list_store_append (velo_calculation_get_lines (calculation), line);
  velo_calculation_set_replacement_cents (calculation, 1480000);
  settlement = velo_settlement_compute (calculation, rules);
  answer.settlement = settlement;
  velo_claims_sheet_fill_calculation (GTK_LIST_BOX (list), &answer);
  g_assert_nonnull (find_label (list, "§ 287 ZPO"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (find_label (list, "275.00")), "money"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (find_label (list, "275.00")), "heading"));
  g_assert_nonnull (find_label (list, "Between which sums the offer lies"));
  /* nothing doubted, nothing of the kind that needs an explanation */
  velo_calculation_line_set_doubt_permyriad (line, 0);
  velo_settlement_rules_set_flat_expenses_cents (rules, 0);
  g_object_unref (settlement);
  settlement = velo_settlement_compute (calculation, rules);
  answer.settlement = settlement;
  velo_claims_sheet_fill_calculation (GTK_LIST_BOX (list), &answer);
  g_assert_null (find_label (list, "§ 287 ZPO"));
  g_assert_null (find_label (list, "Between which sums"));
  g_assert_nonnull (find_label (list, "250.00"));
  /* and without a result nothing at all */
  answer.settlement = NULL;
  velo_claims_sheet_fill_calculation (GTK_LIST_BOX (list), &answer);
  g_assert_null (gtk_widget_get_first_child (list));
  g_object_unref (list);
}

/* Desktop, sample files and the customer's page speak of a photo in the same words. */
static void
test_photo_words (void)
{
  g_autoptr(GBytes) data = g_resources_lookup_data (APPLICATION_PATH "/claims/texts-en.ini", G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                    NULL);
  g_autoptr(GKeyFile) page = g_key_file_new ();

  g_assert_nonnull (data);
  g_assert_true (g_key_file_load_from_bytes (page, data, G_KEY_FILE_NONE, NULL));
  for (guint i = 0; velo_sample_photo_slots[i] != NULL; i++)
    {
      g_autofree char *key = g_strconcat ("t-slot-", velo_sample_photo_slots[i], NULL);
      g_autofree char *words = g_key_file_get_string (page, "texts", key, NULL);

      g_assert_cmpstr (velo_claims_photos_get_words (velo_sample_photo_slots[i]), ==, words);
    }
  g_assert_cmpstr (velo_claims_photos_get_words ("roof"), ==, "roof");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/desktop/claims-words/sums", test_sums);
  g_test_add_func ("/desktop/claims-words/photos", test_photo_words);
  return g_test_run ();
}
