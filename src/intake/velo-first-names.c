/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which salutation a first name suggests; only ever a suggestion. */

#define G_LOG_DOMAIN "velo-first-names"

#include "config.h"

#include "velo-first-names.h"

#include "velo-words.h"

#include <string.h>

/* Common names that are given to one sex only, in Germany and Austria; "Kim" and "Andrea" are not
 * here. */
static const char *const women[] = {
  "agnes",     "alexandra",  "alice",     "alina",      "amelie",    "angela",    "angelika",
  "anita",     "anja",       "anke",      "anna",       "annalena",  "anne",      "annegret",
  "annelie",   "anneliese",  "annett",    "annette",    "annika",    "antje",     "antonia",
  "astrid",    "barbara",    "beate",     "beatrix",    "bettina",   "bianca",    "birgit",
  "brigitte",  "britta",     "carina",    "carla",      "carmen",    "carola",    "carolin",
  "caroline",  "charlotte",  "christa",   "christiane", "christin",  "christina", "christine",
  "clara",     "claudia",    "constanze", "cornelia",   "dagmar",    "daniela",   "denise",
  "diana",     "dora",       "doris",     "dorothea",   "edith",     "elena",     "elfriede",
  "elisa",     "elisabeth",  "elke",      "ella",       "ellen",     "elsa",      "elvira",
  "emilia",    "emily",      "emma",      "erika",      "esther",    "eva",       "evelyn",
  "franziska", "frieda",     "frida",     "friederike", "gabi",      "gabriele",  "gerda",
  "gerlinde",  "gertrud",    "gisela",    "greta",      "gudrun",    "hanna",     "hannah",
  "hannelore", "hedwig",     "heide",     "heidi",      "heidrun",   "heike",     "helena",
  "helene",    "helga",      "henriette", "herta",      "hilde",     "hildegard", "ida",
  "ilona",     "ilse",       "ina",       "ines",       "ingeborg",  "ingrid",    "irene",
  "iris",      "irma",       "irmgard",   "isabel",     "isabella",  "isabelle",  "jacqueline",
  "jana",      "janina",     "jasmin",    "jennifer",   "jessica",   "johanna",   "josefine",
  "judith",    "julia",      "juliane",   "jutta",      "karin",     "karla",     "karolin",
  "karoline",  "katharina",  "kathrin",   "katja",      "katrin",    "kerstin",   "klara",
  "kristin",   "kristina",   "lara",      "larissa",    "laura",     "lea",       "lena",
  "leonie",    "lieselotte", "lilli",     "lilly",      "lina",      "linda",     "lisa",
  "liselotte", "lotte",      "louisa",    "louise",     "luisa",     "luise",     "magdalena",
  "maja",      "mandy",      "manuela",   "mara",       "mareike",   "margarete", "margarethe",
  "margit",    "margot",     "margret",   "maria",      "marianne",  "marie",     "mariella",
  "marina",    "marion",     "marlene",   "marlies",    "marta",     "martha",    "martina",
  "mathilda",  "maya",       "mechthild", "melanie",    "melina",    "mia",       "michaela",
  "michelle",  "mila",       "miriam",    "mona",       "monika",    "nadine",    "nadja",
  "natalie",   "natascha",   "nele",      "nicole",     "nina",      "nora",      "olga",
  "paula",     "pauline",    "petra",     "pia",        "ramona",    "rebecca",   "regina",
  "regine",    "renate",     "rita",      "ricarda",    "romy",      "rosa",      "rosemarie",
  "rosi",      "roswitha",   "ruth",      "sabine",     "sabrina",   "sandra",    "sara",
  "sarah",     "saskia",     "sibylle",   "sieglinde",  "sigrid",    "silke",     "silvia",
  "simone",    "sofia",      "sonja",     "sophia",     "sophie",    "stefanie",  "steffi",
  "stella",    "stephanie",  "susanna",   "susanne",    "svenja",    "sylvia",    "tamara",
  "tanja",     "tatjana",    "teresa",    "thea",       "theresa",   "therese",   "tina",
  "ulrike",    "ursula",     "uta",       "ute",        "valentina", "valerie",   "vanessa",
  "vera",      "verena",     "veronika",  "victoria",   "viktoria",  "viola",     "waltraud",
  "wiebke",    "wilma",      "yvonne",    NULL
};
static const char *const men[] = {
  "achim",     "adam",      "adrian",    "albert",     "alexander", "alfred",    "alois",
  "andre",     "andreas",   "anton",     "armin",      "arne",      "arno",      "arnold",
  "arthur",    "artur",     "august",    "axel",       "bastian",   "ben",       "benedikt",
  "benjamin",  "bernd",     "bernhard",  "bert",       "bjoern",    "bodo",      "bruno",
  "burkhard",  "carl",      "carsten",   "christian",  "christof",  "christoph", "clemens",
  "cornelius", "daniel",    "david",     "dennis",     "detlef",    "dieter",    "dietmar",
  "dietrich",  "dirk",      "dominic",   "dominik",    "eberhard",  "eckhard",   "edgar",
  "eduard",    "egon",      "elias",     "emil",       "emanuel",   "erhard",    "eric",
  "erich",     "erik",      "ernst",     "erwin",      "eugen",     "ewald",     "fabian",
  "felix",     "ferdinand", "finn",      "florian",    "frank",     "franz",     "fred",
  "frederik",  "friedhelm", "friedrich", "fritz",      "georg",     "gerald",    "gerd",
  "gerhard",   "gernot",    "gottfried", "gregor",     "guenter",   "guenther",  "guido",
  "gunnar",    "gustav",    "hannes",    "hans",       "harald",    "hartmut",   "heiko",
  "heiner",    "heinrich",  "heinz",     "helge",      "hellmut",   "helmut",    "hendrik",
  "henning",   "henri",     "henrik",    "henry",      "herbert",   "hermann",   "holger",
  "horst",     "hubert",    "hugo",      "ingo",       "jakob",     "jan",       "jannik",
  "jens",      "jochen",    "joachim",   "joerg",      "joern",     "johann",    "johannes",
  "jonas",     "jonathan",  "joel",      "josef",      "joseph",    "joshua",    "juergen",
  "julian",    "julius",    "justus",    "karl",       "karlheinz", "karsten",   "kaspar",
  "kevin",     "klaus",     "konrad",    "konstantin", "kurt",      "lars",      "lasse",
  "leo",       "leon",      "leonhard",  "leopold",    "linus",     "lorenz",    "lothar",
  "louis",     "lucas",     "ludwig",    "luis",       "lukas",     "lutz",      "maik",
  "malte",     "manfred",   "manuel",    "marc",       "marcel",    "marco",     "marcus",
  "mario",     "marius",    "mark",      "marko",      "markus",    "marlon",    "martin",
  "marvin",    "mathias",   "mats",      "matteo",     "matthias",  "max",       "maximilian",
  "michael",   "mike",      "mirko",     "moritz",     "nico",      "niclas",    "nicolas",
  "niels",     "niklas",    "nikolaus",  "nils",       "noah",      "norbert",   "olaf",
  "ole",       "oliver",    "oscar",     "oskar",      "oswald",    "otto",      "pascal",
  "patrick",   "paul",      "peter",     "philip",     "philipp",   "phillip",   "rainer",
  "ralf",      "ralph",     "raphael",   "reiner",     "reinhard",  "reinhold",  "rene",
  "richard",   "robert",    "roland",    "rolf",       "roman",     "ronald",    "ronny",
  "rudi",      "rudolf",    "ruediger",  "samuel",     "sandro",    "sebastian", "siegfried",
  "siegmund",  "silvio",    "simon",     "stefan",     "steffen",   "stephan",   "steven",
  "sven",      "theo",      "theodor",   "thomas",     "thorsten",  "till",      "tim",
  "timo",      "tobias",    "tom",       "torben",     "torsten",   "tristan",   "udo",
  "ulf",       "ulrich",    "uwe",       "valentin",   "viktor",    "vincent",   "volker",
  "volkmar",   "walter",    "werner",    "wilfried",   "wilhelm",   "willi",     "winfried",
  "wolf",      "wolfgang",  "wolfram",   "xaver",      NULL
};

/**
 * velo_first_names_salutation:
 * @first_name: (nullable): one or more first names
 *
 * Returns: the salutation that the first of them suggests, or none
 */
VeloSalutation
velo_first_names_salutation (const char *first_name)
{
  g_autofree char *folded = velo_words_fold (first_name);

  /* "Anna-Lena" and "Karl Heinz" count by their first part. */
  folded[strcspn (folded, " -.")] = '\0';
  if (velo_words_is (folded, women))
    return VELO_SALUTATION_FRAU;
  return velo_words_is (folded, men) ? VELO_SALUTATION_HERR : VELO_SALUTATION_NONE;
}
