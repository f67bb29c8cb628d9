/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an assessor enters about a damaged motor vehicle, line by line. */

#define G_LOG_DOMAIN "velo-calculation"

#include "config.h"

#include "velo-calculation.h"

#include "velo-record-private.h"
#include "velo-rules.h"
#include "velo-share.h"

G_DEFINE_ENUM_TYPE (VeloWorkKind, velo_work_kind,
                    G_DEFINE_ENUM_VALUE (VELO_WORK_KIND_BODY, "body"),
                    G_DEFINE_ENUM_VALUE (VELO_WORK_KIND_MECHANICS, "mechanics"),
                    G_DEFINE_ENUM_VALUE (VELO_WORK_KIND_ELECTRICS, "electrics"),
                    G_DEFINE_ENUM_VALUE (VELO_WORK_KIND_PAINT, "paint"),
                    G_DEFINE_ENUM_VALUE (VELO_WORK_KIND_PART, "part"),
                    G_DEFINE_ENUM_VALUE (VELO_WORK_KIND_OTHER, "other"))

G_DEFINE_ENUM_TYPE (VeloClaimKind, velo_claim_kind,
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_KIND_LIABILITY, "liability"),
                    G_DEFINE_ENUM_VALUE (VELO_CLAIM_KIND_OWN_DAMAGE, "own-damage"))

VELO_DEFINE_RECORD (VeloCalculationLine, velo_calculation_line, VELO_TYPE_CALCULATION_LINE,
                    VELO_CALCULATION_LINE_FIELDS)
VELO_DEFINE_RECORD (VeloCalculation, velo_calculation, VELO_TYPE_CALCULATION,
                    VELO_CALCULATION_FIELDS)

#define MAX_LINES 500

/* Ten million EUR, a hundred thousand pieces or units and ten times the whole: beyond that it is a
 * slip or an attack, and sums stay far from the limits of their type. */
#define MAX_CENTS G_GINT64_CONSTANT (1000000000)
#define MAX_COUNT 100000000
#define MAX_PERMYRIAD (10 * VELO_SHARE_WHOLE)

/**
 * velo_calculation_new_for:
 * @country: "DE" or "AT"
 * @kind: whose damage
 *
 * The value added tax is the country's (claims design, section 5); in Germany a used car's value
 * is taken to contain 2.4 %, as usual with dealers who tax the margin only.
 *
 * Returns: (transfer full): an empty calculation with the usual figures of @country
 */
VeloCalculation *
velo_calculation_new_for (const char   *country,
                          VeloClaimKind kind)
{
  VeloCalculation *self = velo_calculation_new ();
  gboolean austrian = g_strcmp0 (country, "AT") == 0;

  velo_calculation_set_country (self, country);
  velo_calculation_set_kind (self, kind);
  velo_calculation_set_vat_permyriad (self, austrian ? 2000 : 1900);
  velo_calculation_set_replacement_tax_permyriad (self, austrian ? 0 : 240);
  velo_calculation_set_share_permyriad (self, VELO_SHARE_WHOLE);
  velo_calculation_set_age_years (self, -1);
  return self;
}

static gint64
get_rate (VeloCalculation *self,
          VeloWorkKind     kind)
{
  switch (kind)
    {
    case VELO_WORK_KIND_BODY:
      return self->body_rate_cents;
    case VELO_WORK_KIND_MECHANICS:
      return self->mechanics_rate_cents;
    case VELO_WORK_KIND_ELECTRICS:
      return self->electrics_rate_cents;
    case VELO_WORK_KIND_PAINT:
      return self->paint_rate_cents;
    case VELO_WORK_KIND_PART:
    case VELO_WORK_KIND_OTHER:
    default:
      return 0;
    }
}

/**
 * velo_calculation_get_line_cents:
 * @self: a calculation
 * @line: one of its lines
 *
 * Each line is rounded half up by itself (claims design, section 5).
 *
 * Returns: what @line comes to, net, in cents
 */
gint64
velo_calculation_get_line_cents (VeloCalculation     *self,
                                 VeloCalculationLine *line)
{
  g_return_val_if_fail (VELO_IS_CALCULATION (self), 0);
  g_return_val_if_fail (VELO_IS_CALCULATION_LINE (line), 0);

  switch (line->kind)
    {
    case VELO_WORK_KIND_PART:
      return velo_share_scale (line->price_cents, line->quantity_thousandths, 1000);
    case VELO_WORK_KIND_OTHER:
      return line->price_cents;
    case VELO_WORK_KIND_BODY:
    case VELO_WORK_KIND_MECHANICS:
    case VELO_WORK_KIND_ELECTRICS:
    case VELO_WORK_KIND_PAINT:
    default:
      return velo_share_scale (get_rate (self, line->kind), line->unit_tenths, 10);
    }
}

static gboolean
is_sum (gint64 cents)
{
  return cents >= 0 && cents <= MAX_CENTS;
}

static gboolean
is_line_sane (VeloCalculationLine *line)
{
  return is_sum (line->price_cents)
    && line->unit_tenths >= 0 && line->unit_tenths <= MAX_COUNT
    && line->quantity_thousandths >= 0 && line->quantity_thousandths <= MAX_COUNT
    && line->doubt_permyriad >= 0 && line->doubt_permyriad <= VELO_SHARE_WHOLE;
}

static gboolean
are_figures_sane (VeloCalculation *self)
{
  const gint64 sums[] = {
    self->body_rate_cents, self->mechanics_rate_cents, self->electrics_rate_cents,
    self->paint_rate_cents, self->paint_material_cents, self->transfer_cents,
    self->replacement_cents, self->residual_cents, self->improvement_cents,
    self->loss_of_value_cents, self->deductible_cents, self->value_before_cents,
    self->value_after_cents,
  };
  const int shares[] = {
    self->part_surcharge_permyriad, self->small_parts_permyriad, self->vat_permyriad,
    self->replacement_tax_permyriad,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    if (!is_sum (sums[i]))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    if (shares[i] < 0 || shares[i] > MAX_PERMYRIAD)
      return FALSE;
  return self->share_permyriad >= 0 && self->share_permyriad <= VELO_SHARE_WHOLE
    && self->age_years >= -1 && self->age_years <= 200;
}

/**
 * velo_calculation_is_sane:
 * @self: a calculation, perhaps from outside
 *
 * Must hold before velo_settlement_compute(): it keeps every sum within its type.
 *
 * Returns: whether all figures are possible ones: none negative, none absurd, the country known
 */
gboolean
velo_calculation_is_sane (VeloCalculation *self)
{
  GListModel *lines;

  g_return_val_if_fail (VELO_IS_CALCULATION (self), FALSE);

  lines = G_LIST_MODEL (self->lines);
  if (!velo_rules_is_country (self->country) || !are_figures_sane (self)
      || g_list_model_get_n_items (lines) > MAX_LINES)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(VeloCalculationLine) line = g_list_model_get_item (lines, i);

      if (!is_line_sane (line))
        return FALSE;
    }
  return TRUE;
}
