/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How claims are told: sums below each other with their reasons, and photos in the words of the customer's page. */

#include "config.h"

#include <adwaita.h>

#include "velo-claim-step.h"
#include "velo-claims-photos.h"
#include "velo-claims-play.h"
#include "velo-claims-samples.h"
#include "velo-claims-sheet.h"
#include "velo-iban.h"
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

/* Who is next is named for everybody who has nothing to do, and nobody is sent to himself. */
static void
test_whom (void)
{
  static const struct { VeloClaimState state; VeloClaimActor role; gboolean released; const char *words; } cases[] = {
    { VELO_CLAIM_STATE_OFFERED, VELO_CLAIM_ACTOR_ASSESSOR, FALSE, "played from the claims desk" },
    { VELO_CLAIM_STATE_INVITED, VELO_CLAIM_ACTOR_PARTNER, FALSE, "“You play the claims desk”" },
    { VELO_CLAIM_STATE_OFFERED, VELO_CLAIM_ACTOR_DESK, FALSE, NULL },
    { VELO_CLAIM_STATE_PHOTOS_COMPLETE, VELO_CLAIM_ACTOR_DESK, FALSE, "“You play the assessor”" },
    { VELO_CLAIM_STATE_ACCEPTED, VELO_CLAIM_ACTOR_ASSESSOR, FALSE, "“You play the claims desk”" },
    { VELO_CLAIM_STATE_ACCEPTED, VELO_CLAIM_ACTOR_DESK, TRUE, "“You play the second person of the desk”" },
    { VELO_CLAIM_STATE_PAYOUT_ORDERED, VELO_CLAIM_ACTOR_ASSESSOR, FALSE, "“You play the claims desk”" },
    { VELO_CLAIM_STATE_UNSUITABLE, VELO_CLAIM_ACTOR_ASSESSOR, FALSE, NULL },
    { VELO_CLAIM_STATE_PAID, VELO_CLAIM_ACTOR_ASSESSOR, FALSE, NULL },
    { VELO_CLAIM_STATE_CLOSED, VELO_CLAIM_ACTOR_PARTNER, FALSE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = velo_claims_play_dup_whom (cases[i].state, cases[i].role, cases[i].released);

      if (cases[i].words == NULL)
        g_assert_null (text);
      else
        g_assert_nonnull (strstr (text, cases[i].words));
    }
}

/* The mileage to enter is the one on the photograph, also of a claim that is no sample. */
static void
test_log_in (void)
{
  static const char *const numbers[] = { "26-1000001", "26-9999999" };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr(VeloClaim) claim = velo_claim_new ();
      VeloSampleVehicle vehicle;
      g_autofree char *mileage = NULL;
      g_autofree char *text = NULL;

      velo_claim_set_number (claim, numbers[i]);
      velo_claim_set_plate (claim, "H-AB 123");
      velo_claims_samples_make_vehicle (claim, &vehicle);
      mileage = g_strdup_printf (" %d km", vehicle.mileage);
      text = velo_claims_play_dup_log_in (claim);
      g_assert_nonnull (strstr (text, numbers[i]));
      g_assert_nonnull (strstr (text, "H-AB 123"));
      g_assert_nonnull (strstr (text, mileage));
      g_assert_null (strstr (text, "IBAN"));
    }
}

/* To accept one needs an account, in each country one that the service takes. */
static void
test_account (void)
{
  static const char *const countries[] = { "DE", "AT" };

  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    {
      g_autoptr(VeloClaim) claim = velo_claim_new ();
      g_autofree char *text = NULL;
      g_autofree char *iban = NULL;
      const char *found;

      velo_claim_set_number (claim, "26-9999999");
      velo_claim_set_plate (claim, "H-AB 123");
      velo_claim_set_customer_name (claim, "Erika Probe");
      velo_claim_set_country (claim, countries[i]);
      velo_claim_set_state (claim, VELO_CLAIM_STATE_OFFERED);
      text = velo_claims_play_dup_log_in (claim);
      g_assert_nonnull (strstr (text, "Erika Probe"));
      found = strstr (text, "IBAN ");
      g_assert_nonnull (found);
      iban = g_strndup (found + 5, strcspn (found + 5, "."));
      g_assert_true (g_str_has_prefix (iban, countries[i]));
      g_assert_cmpint (velo_iban_check (iban), ==, VELO_IBAN_OK);
    }
}

/* What was answered when the claim was taken is told, and not asked again. */
static void
test_suitability (void)
{
  g_autoptr(VeloClaim) claim = velo_claim_new ();
  VeloIntake *intake = velo_claim_get_intake (claim);
  g_autofree char *unknown = NULL;
  g_autofree char *yes = NULL;
  g_autofree char *no = NULL;
  g_autofree char *foreign = NULL;

  velo_claim_set_plate (claim, "H-AB 123");
  velo_intake_set_financing (intake, VELO_FINANCING_UNKNOWN);
  unknown = velo_claim_step_dup_suitability (claim);
  g_assert_nonnull (strstr (unknown, "One answer is missing"));
  velo_intake_set_financing (intake, VELO_FINANCING_PAID);
  yes = velo_claim_step_dup_suitability (claim);
  g_assert_nonnull (strstr (yes, "Nothing is asked again"));
  velo_intake_set_financing (intake, VELO_FINANCING_LEASING);
  no = velo_claim_step_dup_suitability (claim);
  g_assert_nonnull (strstr (no, "the vehicle is leased"));
  velo_intake_set_financing (intake, VELO_FINANCING_PAID);
  velo_claim_set_plate (claim, "AB-12-CD-34");
  foreign = velo_claim_step_dup_suitability (claim);
  g_assert_nonnull (strstr (foreign, "neither a German nor an Austrian plate"));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/desktop/claims-words/sums", test_sums);
  g_test_add_func ("/desktop/claims-words/photos", test_photo_words);
  g_test_add_func ("/desktop/claims-words/whom", test_whom);
  g_test_add_func ("/desktop/claims-words/log-in", test_log_in);
  g_test_add_func ("/desktop/claims-words/account", test_account);
  g_test_add_func ("/desktop/claims-words/suitability", test_suitability);
  return g_test_run ();
}
