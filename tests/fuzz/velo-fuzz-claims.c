/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a path, as what a customer types into a form, and as an object that the desk sends. */

#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "velo-calculation.h"
#include "velo-claim.h"
#include "velo-claims-api.h"
#include "velo-claims-template.h"
#include "velo-iban.h"
#include "velo-json.h"
#include "velo-plate.h"
#include "velo-sepa-text.h"
#include "velo-settlement.h"
#include "velo-sms.h"

#include "velo-fuzz.h"

static void
find_route (const char *path)
{
  char *ids[VELO_CLAIMS_MAX_IDS] = { NULL };
  gboolean known;

  velo_claims_api_find ("GET", path, ids, &known);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
}

/* A value never becomes markup, whatever it is. */
static void
fill_page (const char *text)
{
  g_autoptr (VeloClaimsValues) values = velo_claims_values_new ();
  g_autofree char *page = NULL;

  velo_claims_values_set (values, "value", text);
  page = velo_claims_template_fill ("{{value}}", values);
  g_assert (strpbrk (page, "<>\"'") == NULL);
  g_assert (g_utf8_validate (page, -1, NULL));
}

static void
read_typed (const char *text)
{
  g_autofree char *plate G_GNUC_UNUSED = velo_plate_normalize (text);
  g_autofree char *number G_GNUC_UNUSED = velo_claim_number_normalize (text);
  g_autofree char *phone G_GNUC_UNUSED = velo_phone_normalize (text, "DE");
  g_autofree char *iban G_GNUC_UNUSED = velo_iban_normalize (text);
  g_autofree char *bank = velo_sepa_transliterate (text, VELO_SEPA_MAX_NAME);
  g_autofree char *message G_GNUC_UNUSED = velo_sms_transliterate (text);

  velo_iban_check (text);
  g_assert (*bank == '\0' || velo_sepa_is_valid (bank, VELO_SEPA_MAX_NAME));
}

static void
read_form (const char *text)
{
  g_autoptr (GHashTable) form = soup_form_decode (text);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, form);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value != NULL && g_utf8_validate (value, -1, NULL))
      {
        read_typed (value);
        fill_page (value);
      }
}

static void
read_object (const char *text, gsize length)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (VeloClaim) claim = velo_claim_new ();
  g_autoptr (VeloCalculation) calculation = velo_calculation_new_for ("DE", VELO_CLAIM_KIND_LIABILITY);
  g_autoptr (VeloSettlementRules) rules = velo_settlement_rules_new_default ();
  JsonObject *entered = NULL;

  if (velo_json_is_deeper (text, length, 16))
    return;
  node = json_from_string (text, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  velo_record_load_json (claim, json_node_get_object (node));
  velo_claim_check (claim, "", NULL);
  entered = velo_json_get_object (json_node_get_object (node), "calculation");
  if (entered != NULL)
    velo_record_load_json (calculation, entered);
  if (velo_calculation_is_sane (calculation))
    {
      g_autoptr (VeloSettlement) settlement = velo_settlement_compute (calculation, rules);

      g_assert (velo_settlement_get_outcome (settlement) != VELO_SETTLEMENT_OUTCOME_OFFER
                || velo_settlement_get_offer_cents (settlement) > 0);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = size > 0 ? g_strndup ((const char *) data, size) : g_strdup ("");
  gsize length = strlen (text);

  find_route (text);
  fill_page (text);
  read_form (text);
  if (!g_utf8_validate (text, (gssize) length, NULL))
    return 0;
  read_typed (text);
  read_object (text, length);
  return 0;
}
