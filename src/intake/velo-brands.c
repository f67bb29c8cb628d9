/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of makers of bicycles and locks, so that a name at the start of a text is one. */

#define G_LOG_DOMAIN "velo-brands"

#include "config.h"

#include "velo-brands.h"

#include "velo-words.h"

/* As the makers write themselves; up to three words. */
static const char *const brands[] = { "ABUS",
                                      "AXA",
                                      "Babboe",
                                      "Bakfiets.nl",
                                      "Batavus",
                                      "Bergamont",
                                      "BESV",
                                      "BH Bikes",
                                      "Bianchi",
                                      "Bixs",
                                      "BMC",
                                      "Böttcher",
                                      "Breezer",
                                      "Brennabor",
                                      "Brompton",
                                      "Bulls",
                                      "Butchers & Bicycles",
                                      "Ca Go",
                                      "Cannondale",
                                      "Canyon",
                                      "Carqon",
                                      "Carver",
                                      "Centurion",
                                      "Cervélo",
                                      "Chike",
                                      "Colnago",
                                      "Conway",
                                      "Contoura",
                                      "Corratec",
                                      "Crescent",
                                      "Croozer",
                                      "Cube",
                                      "Dahon",
                                      "Diamant",
                                      "Diamondback",
                                      "Douze",
                                      "e-bike manufaktur",
                                      "Early Rider",
                                      "Electra",
                                      "Excelsior",
                                      "Falter",
                                      "Fahrradmanufaktur",
                                      "Felt",
                                      "Fischer",
                                      "FLYER",
                                      "Focus",
                                      "Fuji",
                                      "Gazelle",
                                      "Genesis",
                                      "Ghost",
                                      "Giant",
                                      "Gudereit",
                                      "GT",
                                      "Haibike",
                                      "Hercules",
                                      "Hiplok",
                                      "HNF Nicolai",
                                      "Husqvarna",
                                      "i:SY",
                                      "Idworx",
                                      "Kalkhoff",
                                      "Kellys",
                                      "Kettler",
                                      "Kona",
                                      "Koga",
                                      "Kreidler",
                                      "Kryptonite",
                                      "KTM",
                                      "Kokua",
                                      "Kross",
                                      "Kubikes",
                                      "Lapierre",
                                      "Liv",
                                      "Litelok",
                                      "Marin",
                                      "Maxcycles",
                                      "Merida",
                                      "MiFa",
                                      "Moustache",
                                      "Mondraker",
                                      "Morrison",
                                      "Muli",
                                      "Müsing",
                                      "Naloo",
                                      "Nicolai",
                                      "Niner",
                                      "Norco",
                                      "Norwid",
                                      "Orbea",
                                      "Ortler",
                                      "OnGuard",
                                      "Panther",
                                      "Patria",
                                      "Pegasus",
                                      "Pinarello",
                                      "Pivot",
                                      "Puky",
                                      "Propain",
                                      "Prophete",
                                      "Puch",
                                      "Qwic",
                                      "Rabeneick",
                                      "Radon",
                                      "Raleigh",
                                      "Raymon",
                                      "R Raymon",
                                      "Ridley",
                                      "Riese & Müller",
                                      "Riese und Müller",
                                      "Ridgeback",
                                      "Rose",
                                      "Rotwild",
                                      "Santa Cruz",
                                      "Santos",
                                      "Schauff",
                                      "Schindelhauer",
                                      "Scool",
                                      "S'cool",
                                      "Scott",
                                      "Simplon",
                                      "Sparta",
                                      "Specialized",
                                      "Stevens",
                                      "Staiger",
                                      "Stromer",
                                      "Surly",
                                      "Steppenwolf",
                                      "Tenways",
                                      "Tern",
                                      "TEX-LOCK",
                                      "Thok",
                                      "Thömus",
                                      "Thule",
                                      "Torpado",
                                      "Tout Terrain",
                                      "Trek",
                                      "Trelock",
                                      "Triumph",
                                      "Univega",
                                      "Urban Arrow",
                                      "Urwahn",
                                      "Utopia",
                                      "Van Raam",
                                      "Vanmoof",
                                      "VSF Fahrradmanufaktur",
                                      "VSF",
                                      "Victoria",
                                      "Vermont",
                                      "Whyte",
                                      "Wilier",
                                      "Winora",
                                      "Woom",
                                      "Yeti",
                                      "YT",
                                      "Yuba",
                                      "Zemo",
                                      "Zündapp",
                                      "Squire",
                                      "Linka",
                                      "Cowboy",
                                      "Ampler",
                                      "Coboc",
                                      "Desiknio",
                                      "Hase Bikes",
                                      "HP Velotechnik",
                                      "Icletta",
                                      "Kildemoes",
                                      "Nihola",
                                      "Christiania",
                                      "Packster",
                                      "Pashley",
                                      "Velo de Ville",
                                      "Velotraum",
                                      "Vello",
                                      "Veloheld",
                                      "Bombtrack",
                                      "Salsa",
                                      "Cinelli",
                                      "De Rosa",
                                      "Eddy Merckx",
                                      "Ritchey",
                                      "Storck",
                                      "Falkenjagd",
                                      "Benotti",
                                      "NS Bikes",
                                      "Commencal",
                                      "Devinci",
                                      "Liteville",
                                      "Forbidden",
                                      "Polygon",
                                      "Saracen",
                                      "Vitus",
                                      "Nukeproof",
                                      "Cotic",
                                      "Btwin",
                                      "Rockrider",
                                      "Riverside",
                                      "Triban",
                                      "Van Rysel",
                                      "Decathlon",
                                      "Elops",
                                      "Telefunken",
                                      "NCM",
                                      "Engwe",
                                      "Fiido",
                                      "ADO",
                                      "Himiway",
                                      "Greyp",
                                      "Klever",
                                      "Lovens",
                                      NULL };

/**
 * velo_brands_find:
 * @words: (array length=n_words): words of a text, as written
 * @n_words: how many there are at most; the rest may be %NULL
 * @n_matched: (out): how many words belong to the name
 *
 * Looks whether @words begin with a maker; the longest name wins.
 *
 * Returns: (transfer none) (nullable): the maker as it writes itself
 */
const char *
velo_brands_find (const char *const *words, guint n_words, guint *n_matched)
{
  char       *folded[3] = { NULL };
  const char *found = NULL;

  *n_matched = 0;
  for (guint i = 0; i < MIN (n_words, 3) && words[i] != NULL; i++)
    folded[i] = velo_words_fold (words[i]);
  for (guint i = 0; folded[0] != NULL && brands[i] != NULL; i++)
    {
      g_auto (GStrv) parts = NULL;
      guint    n_parts;
      gboolean same = TRUE;

      /* Cheap first: nearly all names begin otherwise. */
      if (g_ascii_isalpha (brands[i][0]) && g_ascii_tolower (brands[i][0]) != folded[0][0])
        continue;
      parts = g_strsplit (brands[i], " ", 3);
      n_parts = g_strv_length (parts);
      for (guint k = 0; k < n_parts && same; k++)
        {
          g_autofree char *part = velo_words_fold (parts[k]);

          same = k < MIN (n_words, 3) && folded[k] != NULL && g_str_equal (part, folded[k]);
        }
      if (same && n_parts > *n_matched)
        {
          *n_matched = n_parts;
          found = brands[i];
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (folded); i++)
    g_free (folded[i]);
  return found;
}
