/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known about a claim, as rows of a name and a value. */

#define G_LOG_DOMAIN "velo-claims-sheet"

#include "config.h"

#include "velo-claims-sheet.h"

#include <glib/gi18n.h>

#include "velo-claim-derivation.h"
#include "velo-claims-payee.h"
#include "velo-claims-release.h"
#include "velo-claims-text.h"
#include "velo-clock.h"
#include "velo-date.h"
#include "velo-iban.h"
#include "velo-money.h"
#include "velo-value-row.h"

static void
append_cents (GtkListBox *list,
              const char *title,
              gint64      cents)
{
  g_autofree char *text = cents != 0 ? velo_money_format_display (cents) : NULL;

  velo_value_row_append (list, title, text);
}

/**
 * velo_claims_sheet_fill_overview:
 * @list: a list
 * @claim: a claim, as far as the account sees it
 */
void
velo_claims_sheet_fill_overview (GtkListBox *list,
                                 VeloClaim  *claim)
{
  VeloIntake *intake = velo_claim_get_intake (claim);
  g_autofree char *loss = NULL;
  g_autofree char *created = velo_clock_format (velo_claim_get_created (claim));
  g_autofree char *consent = NULL;

  if (velo_claim_get_loss_date (claim) != NULL)
    loss = velo_date_format_display (velo_claim_get_loss_date (claim));
  velo_value_row_clear (list);
  velo_value_row_append (list, _("Customer"), velo_claim_get_customer_name (claim));
  velo_value_row_append (list, _("Phone"), velo_claim_get_phone (claim));
  velo_value_row_append (list, _("E-mail"), velo_claim_get_email (claim));
  velo_value_row_append (list, _("Day of the damage"), loss);
  velo_value_row_append (list, _("Damage"), velo_claim_get_description (claim));
  /* a sales partner is shown neither the intake nor the consent */
  if (*velo_claim_get_phone (claim) != '\0')
    velo_value_row_append (list, _("Financing"),
                           velo_claims_text_get_financing (velo_intake_get_financing (intake)));
  append_cents (list, _("Estimated damage"), velo_intake_get_estimate_cents (intake));
  append_cents (list, _("Offer"), velo_claim_get_offer_cents (claim));
  if (*velo_claim_get_consent (claim) != '\0')
    {
      g_autofree char *when = velo_clock_format (velo_claim_get_consent_time (claim));

      consent = g_strdup_printf ("„%s“\n%s, %s", velo_claim_get_consent (claim), when,
                                 velo_claim_get_consent_by (claim));
    }
  velo_value_row_append (list, _("Consent of the customer, word for word"), consent);
  velo_value_row_append (list, _("Taken"), created);
}

/* Rows of sums: the sums stand below each other, and what is added or taken off says why. */

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
append_sum (GtkListBox *list,
            const char *title,
            const char *rule,
            const char *sum,
            gboolean    total)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *sum_label = make_label (sum, "money");
  GtkWidget *title_label = make_label (title, total ? "heading" : NULL);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (sum_label, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (sum_label), FALSE);
  gtk_label_set_selectable (GTK_LABEL (sum_label), TRUE);
  if (total)
    gtk_widget_add_css_class (sum_label, "heading");
  gtk_box_append (GTK_BOX (words), title_label);
  if (rule != NULL)
    {
      gtk_box_append (GTK_BOX (words), make_label (rule, "caption"));
      gtk_widget_add_css_class (gtk_widget_get_last_child (words), "dim-label");
    }
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), sum_label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (sum_label), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title_label, NULL, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sum, -1);
  gtk_list_box_append (list, row);
}

static void
append_step (GtkListBox         *list,
             VeloSettlementStep *step)
{
  VeloSettlementStepKind kind = velo_settlement_step_get_kind (step);
  g_autofree char *sum = velo_money_format_display (velo_settlement_step_get_cents (step));
  gboolean total = kind == VELO_SETTLEMENT_STEP_OFFER || kind == VELO_SETTLEMENT_STEP_NET_REPAIR
                   || kind == VELO_SETTLEMENT_STEP_GROSS_REPAIR;
  gboolean told = kind == VELO_SETTLEMENT_STEP_VAT || (kind >= VELO_SETTLEMENT_STEP_REPLACEMENT_EFFORT && !total);

  append_sum (list, velo_claims_text_get_step (kind), told ? velo_claim_derivation_get_rule (kind) : NULL, sum, total);
}

/**
 * velo_claims_sheet_fill_calculation:
 * @list: a list
 * @answer: with a settlement
 *
 * The derivation step by step, the band, and the reasons.
 */
void
velo_claims_sheet_fill_calculation (GtkListBox             *list,
                                    const VeloClaimsAnswer *answer)
{
  GListModel *steps;
  g_autofree char *lowest = NULL;
  g_autofree char *highest = NULL;
  g_autofree char *band = NULL;
  g_autofree char *reasons = NULL;

  velo_value_row_clear (list);
  if (answer->settlement == NULL)
    return;
  velo_value_row_append (list, _("Result"),
                         velo_claims_text_get_outcome (velo_settlement_get_outcome (answer->settlement)));
  reasons = velo_claims_text_dup_settlement (velo_settlement_get_reasons (answer->settlement));
  velo_value_row_append (list, _("Why"), reasons);
  steps = G_LIST_MODEL (velo_settlement_get_steps (answer->settlement));
  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr(VeloSettlementStep) step = g_list_model_get_item (steps, i);

      append_step (list, step);
    }
  if (velo_settlement_get_lowest_cents (answer->settlement) == velo_settlement_get_highest_cents (answer->settlement))
    return;
  lowest = velo_money_format_display (velo_settlement_get_lowest_cents (answer->settlement));
  highest = velo_money_format_display (velo_settlement_get_highest_cents (answer->settlement));
  /* Translators: the lowest and the highest sum that the doubts of the lines leave */
  band = g_strdup_printf (_("%s to %s"), lowest, highest);
  append_sum (list, _("Uncertainty"),
              _("Between which sums the offer lies if every line is off by as much as the assessor has allowed for it."),
              band, FALSE);
}

/**
 * velo_claims_sheet_fill_contacts:
 * @list: a list
 * @entries: (nullable) (element-type VeloClaimEntry): the journal
 *
 * The newest first.
 */
void
velo_claims_sheet_fill_contacts (GtkListBox *list,
                                 GPtrArray  *entries)
{
  velo_value_row_clear (list);
  for (guint i = entries != NULL ? entries->len : 0; i > 0; i--)
    {
      VeloClaimEntry *entry = g_ptr_array_index (entries, i - 1);
      g_autofree char *when = velo_clock_format (velo_claim_entry_get_time (entry));
      g_autofree char *what = velo_claims_text_dup_entry (entry);
      g_autofree char *reason = velo_claims_text_dup_entry_reason (entry);
      const char *who = velo_claim_entry_get_who (entry);
      g_autofree char *title = NULL;
      g_autofree char *value = NULL;

      if (*who == '\0')
        who = velo_claims_text_get_role (velo_claim_entry_get_actor (entry));
      title = g_strdup_printf ("%s · %s", when, who);
      value = *reason != '\0' ? g_strdup_printf ("%s\n%s", what, reason) : g_strdup (what);
      velo_value_row_append (list, title, value);
    }
}

/**
 * velo_claims_sheet_fill_payout:
 * @list: a list
 * @payout: (nullable): what was accepted
 * @state: of its claim
 */
void
velo_claims_sheet_fill_payout (GtkListBox             *list,
                               const VeloClaimsPayout *payout,
                               VeloClaimState          state)
{
  g_autofree char *persons = NULL;
  g_autofree char *sum = NULL;
  g_autofree char *payee = NULL;
  g_autofree char *iban = NULL;

  velo_value_row_clear (list);
  if (payout == NULL)
    return;
  sum = velo_money_format_display (payout->cents);
  payee = *payout->payee_result == '\0' && state != VELO_CLAIM_STATE_ACCEPTED
            ? g_strdup (_("Not checked before the release"))
            : velo_claims_payee_text (payout->payee_result, payout->payee_name);
  velo_value_row_append (list, _("Amount"), sum);
  velo_value_row_append (list, _("Account holder"), payout->holder);
  iban = velo_iban_format (payout->iban);
  velo_value_row_append (list, _("IBAN"), iban);
  velo_value_row_append (list, _("Payee check"), payee);
  if (state != VELO_CLAIM_STATE_ACCEPTED)
    return;
  persons = velo_claims_release_dup_persons (payout);
  velo_value_row_append (list, _("Release"), persons);
}
