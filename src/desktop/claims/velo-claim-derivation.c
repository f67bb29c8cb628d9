/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The derivation of an offer on paper: each line, each rule applied, in words. */

#define G_LOG_DOMAIN "velo-claim-derivation"

#include "config.h"

#include "velo-claim-derivation.h"

#include <glib/gi18n.h>

#include "velo-claims-photos.h"
#include "velo-claims-text.h"
#include "velo-clock.h"
#include "velo-money.h"

/* The service of training mode calls itself so. */
#define TRAINING_INSURER "Training"

/* In the order of VeloSettlementStepKind. */
static const char * const rules[] = {
  N_("All units of work, each at the rate of its kind. One unit is six minutes."),
  N_("All parts: pieces times list price."),
  N_("A percentage of the parts at list price."),
  N_("A percentage of the parts at list price, for clips, screws and seals."),
  N_("As the assessor entered it."),
  N_("Bringing the vehicle to the paint shop and back."),
  N_("All other lines."),
  N_("The sum of what stands above, without value added tax."),
  N_("Of the net repair cost. It is not paid out, because nothing is repaired yet."),
  N_("Net repair cost and value added tax. This is what the repair is compared with the value of the vehicle by."),
  N_("What another vehicle costs, less what the damaged one still brings. The repair may not cost more."),
  N_("Taken off: the vehicle is better with new parts than it was before."),
  N_("Added: a repaired vehicle is worth less than one without damage."),
  N_("Added: telephone, postage and ways, without receipts. German courts estimate them (§ 287 ZPO); the sum stands in the settings of the claims service."),
  N_("What another vehicle costs without value added tax, less what the damaged one still brings. No more is paid."),
  N_("What the vehicle was worth before, less what it is worth now. No more is paid."),
  N_("The part that the other side is liable for."),
  N_("Taken off: the part that the contract leaves to the policyholder."),
  N_("What is offered."),
};

static const char * const kinds[] = {
  N_("Body"), N_("Mechanics"), N_("Electrics"), N_("Paint"), N_("Part"), N_("Other"),
};

/**
 * velo_claim_derivation_get_rule:
 * @kind: of a step
 *
 * Returns: what is done in it, in words
 */
const char *
velo_claim_derivation_get_rule (VeloSettlementStepKind kind)
{
  return _(rules[CLAMP ((int) kind, 0, (int) G_N_ELEMENTS (rules) - 1)]);
}

static const char *
get_case (VeloCalculation *calculation)
{
  gboolean austrian = g_strcmp0 (velo_calculation_get_country (calculation), "AT") == 0;

  if (velo_calculation_get_kind (calculation) == VELO_CLAIM_KIND_OWN_DAMAGE)
    return austrian ? _("Own damage in Austria, by the contract: the net repair cost less new for old, at most the net replacement value less the residual value; then less the deductible. Loss of value and flat expenses are not paid.")
                    : _("Own damage in Germany: the net repair cost less new for old, at most the net replacement value less the residual value; then less the deductible. Loss of value and flat expenses are not paid.");
  return austrian ? _("Liability in Austria: the repair cost, at most the market value before less after the damage; then the share of liability.")
                  : _("Liability in Germany: the net repair cost less new for old, with loss of value and flat expenses, if the gross repair cost and the loss of value are not above the replacement value less the residual value; then the share of liability.");
}

static char *
format_percent (int permyriad)
{
  g_autofree char *plain = velo_money_format_plain (permyriad);

  return g_strdup_printf (_("%s %%"), plain);
}

static char *
describe_line (VeloCalculation     *calculation,
               VeloCalculationLine *line,
               GPtrArray           *photos)
{
  int kind = CLAMP ((int) velo_calculation_line_get_kind (line), 0, (int) G_N_ELEMENTS (kinds) - 1);
  g_autoptr(GString) text = g_string_new (velo_calculation_line_get_text (line));

  g_string_append_printf (text, " (%s", _(kinds[kind]));
  if (velo_calculation_line_get_unit_tenths (line) > 0)
    {
      g_autofree char *units = velo_money_format_plain (velo_calculation_line_get_unit_tenths (line) * G_GINT64_CONSTANT (10));

      g_string_append (text, ", ");
      g_string_append_printf (text, _("%s units"), units);
    }
  else if (velo_calculation_line_get_quantity_thousandths (line) > 0)
    {
      g_autofree char *pieces = velo_money_format_plain (velo_calculation_line_get_quantity_thousandths (line) / 10);

      g_string_append (text, ", ");
      g_string_append_printf (text, _("%s pieces"), pieces);
    }
  g_string_append_c (text, ')');
  for (guint i = 0; photos != NULL && i < photos->len; i++)
    {
      const VeloClaimsPhoto *photo = g_ptr_array_index (photos, i);
      g_autofree char *place = NULL;

      if (g_strcmp0 (photo->id, velo_calculation_line_get_photo_id (line)) != 0)
        continue;
      place = velo_claims_photos_dup_place (photo, velo_calculation_line_get_area (line));
      g_string_append (text, " – ");
      /* Translators: a photo, and perhaps a rectangle on it */
      g_string_append_printf (text, _("seen on: %s"), place);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_lines (VeloSheet       *sheet,
           VeloCalculation *calculation,
           GPtrArray       *photos)
{
  const VeloSheetColumn columns[] = { { _("Line"), 5, FALSE }, { _("Amount"), 1.4, TRUE } };
  GListModel *lines = G_LIST_MODEL (velo_calculation_get_lines (calculation));

  velo_sheet_add_section (sheet, _("The lines of the calculation"));
  velo_sheet_begin_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(VeloCalculationLine) line = g_list_model_get_item (lines, i);
      g_autofree char *text = describe_line (calculation, line, photos);
      g_autofree char *sum = velo_money_format_display (velo_calculation_get_line_cents (calculation, line));
      const char *cells[] = { text, sum, NULL };

      velo_sheet_add_table_row (sheet, cells);
    }
}

static void
add_steps (VeloSheet      *sheet,
           VeloSettlement *settlement)
{
  const VeloSheetColumn columns[] = { { _("Step"), 2, FALSE }, { _("Rule"), 4, FALSE }, { _("Amount"), 1.4, TRUE } };
  GListModel *steps = G_LIST_MODEL (velo_settlement_get_steps (settlement));

  velo_sheet_add_section (sheet, _("How the sum came about"));
  velo_sheet_begin_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr(VeloSettlementStep) step = g_list_model_get_item (steps, i);
      VeloSettlementStepKind kind = velo_settlement_step_get_kind (step);
      const char *words = velo_claim_derivation_get_rule (kind);
      int permyriad = velo_settlement_step_get_permyriad (step);
      g_autofree char *percent = permyriad >= 0 ? format_percent (permyriad) : NULL;
      g_autofree char *rule = percent != NULL ? g_strdup_printf ("%s: %s", percent, words) : g_strdup (words);
      g_autofree char *sum = velo_money_format_display (velo_settlement_step_get_cents (step));
      const char *cells[] = { velo_claims_text_get_step (kind), rule, sum, NULL };

      velo_sheet_add_table_row (sheet, cells);
    }
}

static void
add_end (VeloSheet               *sheet,
         const VeloClaimsOffered *offer,
         GPtrArray               *photos)
{
  g_autofree char *sum = velo_money_format_display (offer->cents);
  g_autofree char *valid = velo_clock_format (offer->valid_until);
  g_autofree char *reasons = velo_claims_text_dup_settlement (velo_settlement_get_reasons (offer->settlement));
  g_autofree char *missing = photos != NULL ? velo_claims_photos_dup_missing (photos) : g_strdup ("");

  velo_sheet_add_table_total (sheet, _("Offer"), sum, TRUE);
  if (*reasons != '\0')
    velo_sheet_add_notice (sheet, reasons);
  if (velo_settlement_get_lowest_cents (offer->settlement) != velo_settlement_get_highest_cents (offer->settlement))
    {
      g_autofree char *lowest = velo_money_format_display (velo_settlement_get_lowest_cents (offer->settlement));
      g_autofree char *highest = velo_money_format_display (velo_settlement_get_highest_cents (offer->settlement));
      g_autofree char *band = g_strdup_printf (_("%s to %s"), lowest, highest);

      velo_sheet_add_row (sheet, _("Uncertainty"), band);
    }
  if (*missing != '\0')
    velo_sheet_add_row (sheet, _("Views that are missing or hard to see"), missing);
  velo_sheet_add_row (sheet, _("Valid until"), valid);
  velo_sheet_add_paragraph (sheet, _("All lines are without value added tax and rounded to the cent one by one. Value added tax and damage that cannot be seen on the photos are not contained; if only a part is repaired, no value added tax is paid later."));
}

/**
 * velo_claim_derivation_new:
 * @claim: a claim
 * @offer: its offer
 * @photos: (nullable) (element-type VeloClaimsPhoto): its photos, to be named
 * @insurer: (nullable): who offers
 *
 * Returns: (transfer full): the derivation, to be rendered
 */
VeloSheet *
velo_claim_derivation_new (VeloClaim               *claim,
                           const VeloClaimsOffered *offer,
                           GPtrArray               *photos,
                           const char              *insurer)
{
  g_autofree char *title = g_strdup_printf (_("Derivation of the offer, claim %s"), velo_claim_get_number (claim));
  g_autofree char *made = velo_clock_format (offer->created);
  VeloSheet *sheet = velo_sheet_new (title, "VeloInsure");

  if (g_strcmp0 (insurer, TRAINING_INSURER) == 0)
    velo_sheet_set_watermark (sheet, _("Training"));
  if (insurer != NULL)
    velo_sheet_set_sender (sheet, insurer);
  velo_sheet_set_created (sheet, offer->created);
  velo_sheet_set_page_label (sheet, _("Page {page} of {pages}"));
  velo_sheet_add_title (sheet, title, offer->number > 1 ? _("Revised offer") : NULL);
  velo_sheet_add_row (sheet, _("Customer"), velo_claim_get_customer_name (claim));
  velo_sheet_add_row (sheet, _("Licence plate"), velo_claim_get_plate (claim));
  velo_sheet_add_row (sheet, _("Damage"), velo_claim_get_description (claim));
  velo_sheet_add_row (sheet, _("Assessor"), offer->who);
  velo_sheet_add_row (sheet, _("Made on"), made);
  velo_sheet_add_paragraph (sheet, get_case (offer->calculation));
  add_lines (sheet, offer->calculation, photos);
  add_steps (sheet, offer->settlement);
  add_end (sheet, offer, photos);
  return sheet;
}
