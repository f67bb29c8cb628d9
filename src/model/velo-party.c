/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A party of an invoice as it is written there. */

#define G_LOG_DOMAIN "velo-party"

#include "config.h"

#include "velo-party.h"

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloParty, velo_party, VELO_TYPE_PARTY, VELO_PARTY_FIELDS)

/**
 * velo_party_new_training:
 *
 * Returns: (transfer full): the shop of the training, invented like everything there; the one of
 *   the sample invoices
 */
VeloParty *
velo_party_new_training (void)
{
  VeloParty *party = velo_party_new ();

  velo_party_set_name (party, "Radhaus Beispiel GmbH");
  velo_party_set_street (party, "Werkstattgasse 4");
  velo_party_set_postcode (party, "90402");
  velo_party_set_city (party, "Nürnberg");
  velo_party_set_country (party, "DE");
  velo_party_set_phone (party, "+49 911 5550100");
  velo_party_set_email (party, "verkauf@radhaus-beispiel.example");
  return party;
}
