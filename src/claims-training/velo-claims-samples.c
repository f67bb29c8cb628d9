/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invented claims of training. */

#define G_LOG_DOMAIN "velo-claims-training"

#include "config.h"

#include "velo-claims-samples.h"

#define COMPACT VELO_CAR_BODY_COMPACT
#define ESTATE VELO_CAR_BODY_ESTATE
#define SALOON VELO_CAR_BODY_SALOON
#define VAN VELO_CAR_BODY_VAN

#define LEFT VELO_CAR_PANEL_LEFT
#define RIGHT VELO_CAR_PANEL_RIGHT
#define FRONT VELO_CAR_PANEL_FRONT
#define REAR VELO_CAR_PANEL_REAR
#define TOP VELO_CAR_PANEL_TOP

#define SCRATCH VELO_CAR_DAMAGE_SCRATCH
#define DENT VELO_CAR_DAMAGE_DENT
#define CRACK VELO_CAR_DAMAGE_CRACK
#define HAIL VELO_CAR_DAMAGE_HAIL

#define LIABILITY VELO_CLAIM_KIND_LIABILITY
#define OWN_DAMAGE VELO_CLAIM_KIND_OWN_DAMAGE

#define PAID_FOR VELO_FINANCING_PAID

/* Invented people and vehicles; no two stand in the same place. */
const VeloClaimsSample velo_claims_samples[] = {
  { "26-1000001", LIABILITY, "DE-NI",
    { COMPACT, 0x1f4f9c, "DE", "H-KB 417", "Kerstin Übelacker", 84512, LEFT, SCRATCH, 0.45, 3 },
    "0171 1000001", "Tür links verkratzt", PAID_FOR, 120000, FALSE, TRUE, VELO_CLAIM_STATE_INVITED, 0, FALSE },
  { "26-1000002", OWN_DAMAGE, "DE-BE",
    { ESTATE, 0x3c4247, "DE", "B-TM 2210", "Timo Maier", 131904, TOP, HAIL, 0.5, 5 },
    "0171 1000002", "Dellen in der Motorhaube nach Hagel", PAID_FOR, 365000, FALSE, TRUE, VELO_CLAIM_STATE_SUITABLE, 0, FALSE },
  { "26-1000003", LIABILITY, "DE-BY",
    { SALOON, 0x14161a, "DE", "M-AH 77", "Anna Huber", 22804, REAR, CRACK, 0.3, 7 },
    "0171 1000003", "Stoßstange hinten gerissen", VELO_FINANCING_LEASING, 98000, FALSE, FALSE,
    VELO_CLAIM_STATE_UNSUITABLE, 0, FALSE },
  { "26-1000004", LIABILITY, "DE-HH",
    { COMPACT, 0xb9bec2, "DE", "HH-GR 9041", "Gerd Reuter", 66120, RIGHT, DENT, 0.1, 9 },
    "040 1000004", "Delle am Kotflügel rechts", VELO_FINANCING_UNKNOWN, 0, TRUE, FALSE,
    VELO_CLAIM_STATE_REPORTED, 0, FALSE },
  { "26-1000005", OWN_DAMAGE, "DE-NW",
    { ESTATE, 0x6b1f24, "DE", "K-LS 318", "Lena Sommer", 101377, REAR, DENT, 0.62, 10 },
    "0171 1000005", "Parkschaden: Delle im Stoßfänger hinten", PAID_FOR, 210000, FALSE, FALSE, VELO_CLAIM_STATE_REPORTED, 0, FALSE },

  { "26-2000001", LIABILITY, "DE-NI",
    { ESTATE, 0x2d5a3d, "DE", "H-MV 2604", "Miriam Vogel", 58230, RIGHT, DENT, 0.55, 12 },
    "0171 2000001", "Delle in der hinteren Tür rechts", PAID_FOR,
    160000, FALSE, TRUE, VELO_CLAIM_STATE_PHOTOS_COMPLETE, 70, FALSE },
  { "26-2000002", OWN_DAMAGE, "DE-HH",
    { COMPACT, 0xa61c21, "DE", "HH-DK 481", "Deniz Kaya", 43718, FRONT, CRACK, 0.35, 13 },
    "040 2000002", "Stoßfänger vorn am Poller gerissen", PAID_FOR, 140000, FALSE, TRUE,
    VELO_CLAIM_STATE_PHOTOS_COMPLETE, 95, TRUE },
  { "26-2000003", LIABILITY, "DE-NI",
    { SALOON, 0x8a8f94, "DE", "CE-PW 61", "Paul Wendt", 91233, LEFT, SCRATCH, 0.55, 14 },
    "0171 2000003", "Kratzer über beide Türen links", PAID_FOR, 150000, FALSE, TRUE, VELO_CLAIM_STATE_OFFERED, 200, FALSE },
  { "A26-300001", OWN_DAMAGE, "AT",
    { VAN, 0xe9e9e4, "AT", "W-31417 K", "Katharina Gruber", 30990, LEFT, DENT, 0.5, 15 },
    "0664 3000001", "Eingedrückte Schiebetür links", PAID_FOR, 190000, FALSE, TRUE,
    VELO_CLAIM_STATE_PHOTOS_COMPLETE, 170, FALSE },
  { "26-2000004", LIABILITY, "DE-BY",
    { COMPACT, 0xd9a514, "DE", "M-LS 7120", "Ludwig Stadler", 75004, REAR, CRACK, 0.4, 16 },
    "089 2000004", "Auffahrunfall, Stoßfänger hinten", PAID_FOR, 230000, FALSE, TRUE, VELO_CLAIM_STATE_ACCEPTED, 140, FALSE },
  { "26-2000005", OWN_DAMAGE, "DE-BE",
    { COMPACT, 0x30343a, "DE", "B-NA 905", "Nadja Arndt", 112840, RIGHT, SCRATCH, 0.3, 17 },
    "030 2000005", "Kratzer an der vorderen Tür rechts", PAID_FOR, 90000, FALSE, TRUE, VELO_CLAIM_STATE_DECLINED, 130, FALSE },
  { "26-2000006", LIABILITY, "DE-NI",
    { ESTATE, 0x4a6fa5, "DE", "H-TB 88", "Tobias Brandt", 8712, LEFT, DENT, 0.2, 18 },
    "0171 2000006", "Delle am Kotflügel links", PAID_FOR, 0, FALSE, TRUE, VELO_CLAIM_STATE_CALCULATING, 120, FALSE },
  { "A26-300002", LIABILITY, "AT",
    { SALOON, 0x20304c, "AT", "GU-482 FR", "Franz Reiter", 64077, RIGHT, SCRATCH, 0.6, 19 },
    "0664 3000002", "Streifschaden rechts", PAID_FOR, 120000, FALSE, TRUE, VELO_CLAIM_STATE_PHOTOS_REQUESTED, 150, FALSE },
  { "26-2000007", OWN_DAMAGE, "DE-HH",
    { SALOON, 0xc4c8cb, "DE", "HH-EO 3", "Elif Öztürk", 50650, TOP, HAIL, 0.6, 20 },
    "040 2000007", "Hagelschaden auf der Motorhaube", PAID_FOR, 170000, FALSE, TRUE, VELO_CLAIM_STATE_STARTED, 60, FALSE },
  { "26-2000008", LIABILITY, "DE-NI",
    { COMPACT, 0x7a3b8f, "DE", "H-JK 2026", "Jonas Keller", 15903, LEFT, SCRATCH, 0.4, 21 },
    "0171 2000008", "Kratzer an der Fahrertür", PAID_FOR, 110000, FALSE, TRUE, VELO_CLAIM_STATE_INVITED, 25, FALSE },
  { "26-2000009", OWN_DAMAGE, "DE-BY",
    { VAN, 0x355e8d, "DE", "A-RF 514", "Renate Fischer", 140221, REAR, DENT, 0.7, 22 },
    "0821 2000009", "Delle im Stoßfänger hinten", PAID_FOR, 130000, FALSE, TRUE, VELO_CLAIM_STATE_PAYOUT_ORDERED, 1100, FALSE },
  { "A26-300003", LIABILITY, "AT",
    { COMPACT, 0x2f7d6b, "AT", "S-418 KT", "Karl Thaler", 39214, FRONT, CRACK, 0.6, 23 },
    "0662 3000003", "Stoßfänger vorn gerissen", PAID_FOR, 140000, FALSE, TRUE, VELO_CLAIM_STATE_PAID, 2600, FALSE },
  { "26-2000010", LIABILITY, "DE-NI",
    { ESTATE, 0x8c8473, "DE", "H-SG 1177", "Sabine Gerlach", 120334, RIGHT, DENT, 0.7, 24 },
    "0511 2000010", "Delle hinten rechts", PAID_FOR, 180000, FALSE, TRUE, VELO_CLAIM_STATE_CALL_BACK, 1300, FALSE },
  { "26-2000011", OWN_DAMAGE, "DE-BY",
    { SALOON, 0x5b2333, "DE", "N-HW 29", "Hans Wagner", 201940, FRONT, DENT, 0.5, 25 },
    "0911 2000011", "Wildunfall, Airbag nicht ausgelöst", PAID_FOR, 0, FALSE, FALSE, VELO_CLAIM_STATE_CLOSED, 2000, FALSE },
  { "A26-300004", OWN_DAMAGE, "AT",
    { ESTATE, 0xaeb4b8, "AT", "L-77 PM", "Petra Moser", 88410, LEFT, SCRATCH, 0.7, 26 },
    "0732 3000004", "Parkschaden, schriftlich gemeldet", VELO_FINANCING_UNKNOWN, 0, TRUE, FALSE,
    VELO_CLAIM_STATE_REPORTED, 560, FALSE },
};

const gsize velo_claims_n_samples = G_N_ELEMENTS (velo_claims_samples);

/**
 * velo_claims_samples_find:
 * @number: of a claim
 *
 * Returns: (nullable): the sample of that number
 */
const VeloClaimsSample *
velo_claims_samples_find (const char *number)
{
  for (gsize i = 0; i < G_N_ELEMENTS (velo_claims_samples); i++)
    if (g_strcmp0 (velo_claims_samples[i].number, number) == 0)
      return &velo_claims_samples[i];
  return NULL;
}

/**
 * velo_claims_samples_make_vehicle:
 * @claim: any claim; must stay
 * @vehicle: gets a vehicle to be photographed for it
 *
 * That of the sample of its number, or another one, always the same, with its licence plate.
 */
void
velo_claims_samples_make_vehicle (VeloClaim         *claim,
                                  VeloSampleVehicle *vehicle)
{
  static const guint32 colours[] = { 0x1f4f9c, 0xa61c21, 0x30343a, 0xc4c8cb, 0x2d5a3d, 0x8c8473, 0xe9e9e4 };
  static const double places[] = { 0.3, 0.45, 0.6 };
  const VeloClaimsSample *sample = velo_claims_samples_find (velo_claim_get_number (claim));
  guint hash = g_str_hash (velo_claim_get_number (claim));

  if (sample != NULL)
    {
      *vehicle = sample->vehicle;
      return;
    }
  *vehicle = (VeloSampleVehicle) {
    (VeloCarBody) (hash % 4), colours[hash / 4 % G_N_ELEMENTS (colours)], velo_claim_get_country (claim),
    velo_claim_get_plate (claim), velo_claim_get_customer_name (claim), 61230 + (int) (hash % 5000),
    (VeloCarPanel) (hash / 7 % 4), (VeloCarDamage) (hash / 11 % 3), places[hash / 13 % G_N_ELEMENTS (places)],
    100 + hash % 900,
  };
}
