/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of telling vehicles from locks, batteries, work and parts. */

#include "config.h"

#include <glib.h>

#include "velo-line-kind.h"

typedef struct
{
  const char     *name;
  const char     *detail;
  int             euros; /* net, -1 if not known */
  VeloArticleKind kind;
} Case;

static const Case cases[] = {
  { "E-Bike Trekking Kronberg Aurora 8 750Wh Herren 54cm nachtblau Mod. 2026", NULL, 3360,
    VELO_ARTICLE_KIND_EBIKE },
  { "Pedelec City Tiefeinsteiger", NULL, 2940, VELO_ARTICLE_KIND_EBIKE },
  { "Bergstern Grat E 9.2", "E-MTB Fully 29 Zoll", 4613, VELO_ARTICLE_KIND_EBIKE },
  { "Elektrofahrrad Muster", NULL, -1, VELO_ARTICLE_KIND_EBIKE },
  { "Trekkingrad Lindau Tour 500 Wh", NULL, 2000, VELO_ARTICLE_KIND_EBIKE },
  { "Citybike Muster Bosch Performance", NULL, 2000, VELO_ARTICLE_KIND_EBIKE },
  { "E-Bike Kronberg inkl. Faltschloss", NULL, 3000, VELO_ARTICLE_KIND_EBIKE },
  { "E-Bike Kronberg mit Korb und Ständer", NULL, 600, VELO_ARTICLE_KIND_EBIKE },
  { "Stadtrad Lindau 7-Gang Damen 28\" perlweiß", NULL, 588, VELO_ARTICLE_KIND_BICYCLE },
  { "Kinderrad Fuchsbau 20 Zoll orange", NULL, 335, VELO_ARTICLE_KIND_BICYCLE },
  { "Gravelbike Muster Stein 3", NULL, 1500, VELO_ARTICLE_KIND_BICYCLE },
  { "MTB Hardtail 29", NULL, 800, VELO_ARTICLE_KIND_BICYCLE },
  { "Rennrad Muster", NULL, -1, VELO_ARTICLE_KIND_BICYCLE },
  { "Lastenrad Packesel Longtail E", NULL, 5033, VELO_ARTICLE_KIND_CARGO_EBIKE },
  { "Lastenrad Packesel Kurz", NULL, 2500, VELO_ARTICLE_KIND_CARGO_BIKE },
  { "Cargobike Muster Pedelec", NULL, 4500, VELO_ARTICLE_KIND_CARGO_EBIKE },
  { "S-Pedelec Muster Blitz", NULL, 5000, VELO_ARTICLE_KIND_S_PEDELEC },
  { "Speed-Pedelec Blitz", NULL, 5000, VELO_ARTICLE_KIND_S_PEDELEC },
  { "E-Bike Blitz 45 km/h", NULL, 5000, VELO_ARTICLE_KIND_S_PEDELEC },
  { "Faltschloss Sperrwerk Fold 90 schwarz", NULL, 75, VELO_ARTICLE_KIND_LOCK },
  { "Akkuschloss", NULL, 40, VELO_ARTICLE_KIND_LOCK },
  /* the name of a maker and a price */
  { "Brompton C Line Explore Mid", NULL, 1400, VELO_ARTICLE_KIND_BICYCLE },
  { "Riese & Müller Charger4 GT", "Bosch Performance Line CX", 5000, VELO_ARTICLE_KIND_EBIKE },
  { "Brompton C Bag", NULL, 700, VELO_ARTICLE_KIND_ACCESSORY },
  { "Cube Acid Set", NULL, 800, VELO_ARTICLE_KIND_ACCESSORY },
  { "Specialized Laufradsatz Carbon", NULL, 1500, VELO_ARTICLE_KIND_ACCESSORY },
  { "Cube Fahrtechnik Beratung", NULL, 900, VELO_ARTICLE_KIND_LABOUR },
  { "Brompton C Line", NULL, 300, VELO_ARTICLE_KIND_OTHER },
  { "Brompton C Line", NULL, -1, VELO_ARTICLE_KIND_OTHER },
  { "Fahrradschloß Muster", NULL, 30, VELO_ARTICLE_KIND_LOCK },
  { "FAHRRADSCHLOSS", NULL, 30, VELO_ARTICLE_KIND_LOCK },
  { "Bügelschlösser Set", NULL, 90, VELO_ARTICLE_KIND_LOCK },
  { "Bordo Granit XPlus", NULL, 110, VELO_ARTICLE_KIND_LOCK },
  { "U-Lock 230", NULL, 60, VELO_ARTICLE_KIND_LOCK },
  { "E-Bike Inspektion", NULL, 80, VELO_ARTICLE_KIND_LABOUR },
  { "Erstinspektion Neurad", NULL, 33, VELO_ARTICLE_KIND_LABOUR },
  { "UVV-Prüfung", NULL, 25, VELO_ARTICLE_KIND_LABOUR },
  { "Endmontage und Übergabe", NULL, 50, VELO_ARTICLE_KIND_LABOUR },
  { "3 AW Zentrieren", NULL, 20, VELO_ARTICLE_KIND_LABOUR },
  { "Zusatzakku PowerBlock 500", NULL, 419, VELO_ARTICLE_KIND_BATTERY },
  { "Akku 625 Wh für E-Bike", NULL, 600, VELO_ARTICLE_KIND_BATTERY },
  { "E-Bike-Akku 500 Wh", NULL, 800, VELO_ARTICLE_KIND_BATTERY },
  { "PowerTube 750", NULL, 700, VELO_ARTICLE_KIND_BATTERY },
  { "Ladegerät E-Bike", NULL, 120, VELO_ARTICLE_KIND_ACCESSORY },
  { "Akku Ladegerät 4A", NULL, 120, VELO_ARTICLE_KIND_ACCESSORY },
  { "Laufrad 28 Zoll", NULL, 99, VELO_ARTICLE_KIND_ACCESSORY },
  { "Hinterrad mit Nabe", NULL, 120, VELO_ARTICLE_KIND_ACCESSORY },
  { "Radcomputer", NULL, 40, VELO_ARTICLE_KIND_ACCESSORY },
  { "Fahrradhelm Kids", NULL, 42, VELO_ARTICLE_KIND_ACCESSORY },
  { "Klingel Messing", NULL, 16, VELO_ARTICLE_KIND_ACCESSORY },
  { "Korb Weide", NULL, 41, VELO_ARTICLE_KIND_ACCESSORY },
  { "Montageständer", NULL, 150, VELO_ARTICLE_KIND_ACCESSORY },
  { "Rahmen Alu 54", NULL, 400, VELO_ARTICLE_KIND_ACCESSORY },
  { "Versandkosten E-Bike", NULL, 50, VELO_ARTICLE_KIND_OTHER },
  { "Anzahlung E-Bike Kronberg", NULL, 1000, VELO_ARTICLE_KIND_OTHER },
  { "Trennblätter A4", NULL, 198, VELO_ARTICLE_KIND_OTHER },
  { "Joghurt Banane", NULL, 275, VELO_ARTICLE_KIND_OTHER },
  { "20 Grad Winkel", NULL, 20, VELO_ARTICLE_KIND_OTHER },
  { "", NULL, -1, VELO_ARTICLE_KIND_OTHER },
  { NULL, NULL, -1, VELO_ARTICLE_KIND_OTHER },
};

static void
test_kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VeloLineEvidence evidence = {
        cases[i].name, cases[i].detail,
        NULL,          cases[i].euros < 0 ? -1 : cases[i].euros * G_GINT64_CONSTANT (100),
        FALSE,         FALSE
      };
      VeloSureness    sureness;
      VeloArticleKind kind = velo_line_kind_find (&evidence, &sureness);

      if (kind != cases[i].kind)
        g_test_message ("%s", cases[i].name == NULL ? "(null)" : cases[i].name);
      g_assert_cmpint (kind, ==, cases[i].kind);
    }
}

static void
test_evidence (void)
{
  VeloLineEvidence bare = { "Aurora 8", NULL, NULL, 200000, FALSE, FALSE };
  VeloLineEvidence with_frame = { "Aurora 8", NULL, NULL, 200000, TRUE, FALSE };
  VeloLineEvidence with_both = { "Trekkingrad Aurora 8", NULL, NULL, 200000, TRUE, TRUE };
  VeloLineEvidence cheap = { "Bike Fix", NULL, NULL, 900, FALSE, FALSE };
  VeloLineEvidence hours = { "Muster", NULL, "HUR", 5000, FALSE, FALSE };
  VeloLineEvidence described = { "Aurora 8", "RN: AB12345678 / Akku SN 0275007999 / Schlüssel BB12345",
                                 NULL, 200000, TRUE, TRUE };
  VeloLineEvidence locked = { "Aurora 8", "Rahmen-Nr. AB12345678 Faltschloss Fold 90", NULL, 200000, TRUE, FALSE };
  VeloLineEvidence fitting = { "PB 500", "Akku passend zu Rahmennummer AB12345678", NULL, 60000, TRUE, FALSE };
  VeloSureness     sureness;

  g_assert_cmpint (velo_line_kind_find (&described, &sureness), ==, VELO_ARTICLE_KIND_EBIKE);
  g_assert_cmpint (velo_line_kind_find (&locked, &sureness), ==, VELO_ARTICLE_KIND_BICYCLE);
  g_assert_cmpint (velo_line_kind_find (&fitting, &sureness), ==, VELO_ARTICLE_KIND_BATTERY);
  g_assert_cmpint (velo_line_kind_find (&bare, &sureness), ==, VELO_ARTICLE_KIND_OTHER);
  g_assert_cmpint (velo_line_kind_find (&with_frame, &sureness), ==, VELO_ARTICLE_KIND_BICYCLE);
  g_assert_cmpint (velo_line_kind_find (&with_both, &sureness), ==, VELO_ARTICLE_KIND_EBIKE);
  g_assert_cmpint (sureness, ==, VELO_SURENESS_HIGH);
  g_assert_cmpint (velo_line_kind_find (&cheap, &sureness), ==, VELO_ARTICLE_KIND_OTHER);
  g_assert_cmpint (velo_line_kind_find (&hours, &sureness), ==, VELO_ARTICLE_KIND_LABOUR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/line-kind/kinds", test_kinds);
  g_test_add_func ("/intake/line-kind/evidence", test_evidence);
  return g_test_run ();
}
