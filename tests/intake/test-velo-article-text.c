/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of taking maker, model and the rest out of an article's name. */

#include "config.h"

#include <glib.h>

#include "velo-article-text.h"

typedef struct
{
  const char *text;
  const char *maker;
  const char *model;
  const char *colour;
  const char *size;
  const char *year;
  gboolean    is_used;
} Case;

static const Case cases[] = {
  { "E-Bike Trekking Kronberg Aurora 8 750Wh Herren 54cm nachtblau Mod. 2026", "Kronberg",
    "Aurora 8", "nachtblau", "54cm", "2026", FALSE },
  { "Stadtrad Lindau 7-Gang Damen 28\" perlweiß", "Lindau", NULL, "perlweiß", "28\"", NULL, FALSE },
  { "Kinderrad Fuchsbau 20 Zoll orange", "Fuchsbau", NULL, "orange", "20 Zoll", NULL, FALSE },
  { "Lastenrad Packesel Longtail E, Rahmennummer PE-LT-00217", "Packesel", "Longtail E", NULL, NULL,
    NULL, FALSE },
  { "Gebrauchtrad E-Bike Velomar Linea E4, Bj. 2021, 3.480 km", "Velomar", "Linea E4", NULL, NULL,
    "2021", TRUE },
  { "E-MTB Hochkar Trail 5", "Hochkar", "Trail 5", NULL, NULL, NULL, FALSE },
  { "Trekkingrad Lindau Tour 30, Fahrgestellnummer LT30X55120", "Lindau", "Tour 30", NULL, NULL,
    NULL, FALSE },
  { "Cube Kathmandu Hybrid Pro 625 grau/schwarz MJ24 Größe L", "Cube", "Kathmandu Hybrid Pro 625",
    "grau/schwarz", "L", "2024", FALSE },
  { "Riese & Müller Charger4 GT 49 cm", "Riese & Müller", "Charger4 GT", NULL, "49 cm", NULL,
    FALSE },
  { "KTM Macina Tour 510 2025 schwarz matt", "KTM", "Macina Tour 510", "schwarz matt", NULL, "2025",
    FALSE },
  { "Vorführrad Pedelec Velomar Linea", "Velomar", "Linea", NULL, NULL, NULL, TRUE },
  { "Leasingrückläufer Kronberg Aurora", "Kronberg", "Aurora", NULL, NULL, NULL, TRUE },
  { "Neurad Kronberg Aurora, Reichweite 120 km, 45 km/h", "Kronberg", "Aurora", NULL, NULL, NULL,
    FALSE },
  { "E-Bike", NULL, NULL, NULL, NULL, NULL, FALSE },
  { "Marke: Lindau, Modell: Tour 5, Rahmennummer LT123456", "Lindau", "Tour 5", NULL, NULL, NULL,
    FALSE },
  { "E-Bike Velomar Linea E3 2020, rot", "Velomar", "Linea E3", "rot", NULL, "2020", FALSE },
  { "28 Zoll rot", NULL, NULL, "rot", "28 Zoll", NULL, FALSE },
  { "", NULL, NULL, NULL, NULL, NULL, FALSE },
  { NULL, NULL, NULL, NULL, NULL, NULL, FALSE },
};

static void
test_vehicles (void)
{
  g_autoptr (VeloArticleParser) parser = velo_article_parser_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VeloArticleText) article = velo_article_parser_parse (parser, cases[i].text);

      if (g_strcmp0 (article->maker, cases[i].maker) != 0 ||
          g_strcmp0 (article->model, cases[i].model) != 0)
        g_test_message ("%s: %s, %s", cases[i].text, article->maker, article->model);
      g_assert_cmpstr (article->maker, ==, cases[i].maker);
      g_assert_cmpstr (article->model, ==, cases[i].model);
      g_assert_cmpstr (article->colour, ==, cases[i].colour);
      g_assert_cmpstr (article->size, ==, cases[i].size);
      g_assert_cmpstr (article->model_year, ==, cases[i].year);
      g_assert_cmpint (article->used != NULL, ==, cases[i].is_used);
    }
}

static void
test_locks (void)
{
  static const struct
  {
    const char *text;
    const char *maker;
    const char *model;
  } locks[] = {
    { "Faltschloss Sperrwerk Fold 90 schwarz", "Sperrwerk", "Fold 90" },
    { "Bügelschloss Granitblock 230", NULL, "Granitblock 230" },
    { "Kettenschloss Panzer 110", NULL, "Panzer 110" },
    { "ABUS Bordo 6000", "ABUS", "Bordo 6000" },
    { "Faltschloss ABUS Bordo Granit XPlus 6500", "ABUS", "Bordo Granit XPlus 6500" },
    { "Trelock Faltschloss FS 380", "Trelock", "FS 380" },
    { "Rahmenschloss", NULL, NULL },
    { "Ketten-Schloss", NULL, NULL },
    { NULL, NULL, NULL },
  };
  g_autoptr (VeloArticleParser) parser = velo_article_parser_new ();

  for (guint i = 0; i < G_N_ELEMENTS (locks); i++)
    {
      g_autoptr (VeloArticleText) article = velo_article_parser_parse_lock (parser, locks[i].text);

      g_assert_cmpstr (article->maker, ==, locks[i].maker);
      g_assert_cmpstr (article->model, ==, locks[i].model);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/article-text/vehicles", test_vehicles);
  g_test_add_func ("/intake/article-text/locks", test_locks);
  return g_test_run ();
}
