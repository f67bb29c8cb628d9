/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what the customer's pages are made of: colours, words, markup, without a browser. */

#include <math.h>
#include <string.h>

#include <glib.h>

#include "velo-claims-pages.h"

static const char *const pages[] = {
  "accepted", "account", "call", "closed", "code", "decline", "declined", "foot", "form",
  "form-gone", "head", "left", "login", "offer", "paid",
  "photos", "privacy", "receipt", "refused", "start", "terms", "unsuitable", "waiting",
};

static char *
read_style (void)
{
  const char *type = NULL;
  g_autoptr(GBytes) bytes = velo_claims_pages_get_static ("style.css", &type);
  gsize size;
  const char *data;

  g_assert_nonnull (bytes);
  data = g_bytes_get_data (bytes, &size);
  return g_strndup (data, size);
}

/* From the sources: what a page file says before it is filled in. */
static char *
read_source (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "../../data/claims", name, NULL);
  char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static char *
read_page (const char *name)
{
  g_autofree char *file = g_strdup_printf ("pages/%s.html", name);

  return read_source (file);
}

/* The colours named in a block of the style sheet: "--ink" and so on. */
static GHashTable *
read_colours (const char *style,
              gboolean    dark)
{
  g_autoptr(GRegex) regex = g_regex_new ("--([a-z-]+): #([0-9a-f]{6});", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  const char *from = dark ? strstr (style, "prefers-color-scheme: dark") : strstr (style, ":root");
  GHashTable *colours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *to;
  g_autofree char *block = NULL;

  g_assert_nonnull (from);
  to = strstr (from, "}");
  g_assert_nonnull (to);
  block = g_strndup (from, (gsize) (to - from));
  g_regex_match (regex, block, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    g_hash_table_insert (colours, g_match_info_fetch (match, 1), g_match_info_fetch (match, 2));
  return colours;
}

/* Relative luminance as WCAG 2.2 defines it. */
static double
get_light (const char *hex)
{
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };
  guint64 colour = g_ascii_strtoull (hex, NULL, 16);
  double light = 0;

  for (int i = 0; i < 3; i++)
    {
      double part = (double) (colour >> (16 - 8 * i) & 0xff) / 255;

      light += weights[i] * (part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4));
    }
  return light;
}

static double
get_contrast (GHashTable *colours,
              const char *a,
              const char *b)
{
  const char *one = g_hash_table_lookup (colours, a);
  const char *other = g_hash_table_lookup (colours, b);
  double x;
  double y;

  g_assert_nonnull (one);
  g_assert_nonnull (other);
  x = get_light (one);
  y = get_light (other);
  return (MAX (x, y) + 0.05) / (MIN (x, y) + 0.05);
}

static void
test_luminance (void)
{
  g_autoptr(GHashTable) colours = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (colours, (gpointer) "white", (gpointer) "ffffff");
  g_hash_table_insert (colours, (gpointer) "black", (gpointer) "000000");
  g_hash_table_insert (colours, (gpointer) "grey", (gpointer) "767676");
  g_assert_cmpfloat_with_epsilon (get_contrast (colours, "white", "black"), 21.0, 0.001);
  g_assert_cmpfloat_with_epsilon (get_contrast (colours, "white", "grey"), 4.54, 0.005);
}

/* Text 4.5 to 1, what is drawn and edges of fields 3 to 1; each pair that the style sheet puts together. */
static void
test_contrast (void)
{
  static const struct { const char *on; const char *ground; double least; } pairs[] = {
    { "ink", "ground", 4.5 }, { "quiet", "ground", 4.5 }, { "accent", "ground", 4.5 }, { "fault", "ground", 4.5 },
    { "on-accent", "accent", 4.5 }, { "ink", "glass", 4.5 }, { "line", "ground", 3 }, { "ink", "sky", 3 },
    { "accent", "sky", 3 }, { "fault", "sky", 3 }, { "fault", "ground", 3 },
  };
  g_autofree char *style = read_style ();

  for (int dark = 0; dark < 2; dark++)
    {
      g_autoptr(GHashTable) colours = read_colours (style, dark);

      g_assert_cmpuint (g_hash_table_size (colours), >=, 9);
      for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
        {
          g_test_message ("%s on %s, %s", pairs[i].on, pairs[i].ground, dark ? "dark" : "light");
          g_assert_cmpfloat (get_contrast (colours, pairs[i].on, pairs[i].ground), >=, pairs[i].least);
        }
    }
}

/* No colour beside those that are named, so that none is left out above. */
static void
test_only_named_colours (void)
{
  g_autofree char *style = read_style ();
  const char *rules = strstr (style, "* { box-sizing");

  g_assert_nonnull (rules);
  g_assert_null (strchr (rules, '#'));
  g_assert_null (strstr (rules, "rgb"));
  g_assert_nonnull (strstr (rules, "prefers-reduced-motion"));
  g_assert_nonnull (strstr (rules, ":focus-visible"));
  g_assert_null (strstr (rules, "outline: none"));
  g_assert_null (strstr (rules, "url("));
}

static char **
list_keys (const char *language,
           GKeyFile   *file)
{
  g_autofree char *name = g_strdup_printf ("texts-%s.ini", language);
  g_autofree char *text = read_source (name);
  g_autoptr(GError) error = NULL;

  g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  return g_key_file_get_keys (file, "texts", NULL, NULL);
}

/* Both languages say everything, and formally: "Sie". */
static void
test_words (void)
{
  g_autoptr(GKeyFile) german = g_key_file_new ();
  g_autoptr(GKeyFile) english = g_key_file_new ();
  g_auto(GStrv) german_keys = list_keys ("de", german);
  g_auto(GStrv) english_keys = list_keys ("en", english);
  g_autoptr(GRegex) familiar = g_regex_new ("\\b(du|dir|dich|dein|deine|deinen)\\b", G_REGEX_CASELESS, 0, NULL);
  g_autofree char *accept = g_key_file_get_string (german, "texts", "t-accept", NULL);
  g_autofree char *decline = g_key_file_get_string (german, "texts", "t-decline", NULL);

  g_assert_cmpuint (g_strv_length (german_keys), ==, g_strv_length (english_keys));
  for (char **key = german_keys; *key != NULL; key++)
    {
      g_autofree char *text = g_key_file_get_string (german, "texts", *key, NULL);
      g_autofree char *other = g_key_file_get_string (english, "texts", *key, NULL);

      g_test_message ("%s", *key);
      g_assert_nonnull (other);
      g_assert_cmpstr (text, !=, "");
      g_assert_cmpstr (other, !=, "");
      g_assert_false (g_regex_match (familiar, text, 0, NULL));
    }
  /* the words of the trade's source */
  g_assert_cmpstr (accept, ==, "Angebot annehmen");
  g_assert_cmpstr (decline, ==, "Angebot nicht annehmen");
}

/* What is read otherwise in Austria is read at all, is otherwise, and has the same places for numbers. */
static void
test_austrian (void)
{
  g_autoptr(GKeyFile) german = g_key_file_new ();
  g_autoptr(GKeyFile) austrian = g_key_file_new ();
  g_auto(GStrv) german_keys = list_keys ("de", german);
  g_auto(GStrv) keys = list_keys ("de-at", austrian);
  static const char *const strange[] = { "Fahrzeugschein", "Selbstbeteiligung", "Schadenakte", "H\u2011AB" };

  g_assert_cmpuint (g_strv_length (keys), >, 0);
  for (char **key = keys; *key != NULL; key++)
    {
      g_autofree char *text = g_key_file_get_string (austrian, "texts", *key, NULL);
      g_autofree char *other = g_key_file_get_string (german, "texts", *key, NULL);

      g_test_message ("%s", *key);
      g_assert_nonnull (other);
      g_assert_cmpstr (text, !=, "");
      g_assert_cmpstr (text, !=, other);
      g_assert_null (strchr (text, '{'));
      g_assert_null (strchr (other, '{'));
    }
  for (char **key = german_keys; *key != NULL; key++)
    {
      g_autofree char *text = g_key_file_get_string (g_key_file_has_key (austrian, "texts", *key, NULL) ? austrian : german,
                                                     "texts", *key, NULL);
      g_autoptr(GString) plain = g_string_new (text);

      g_string_replace (plain, "|", "", 0);
      g_test_message ("%s", *key);
      for (gsize i = 0; i < G_N_ELEMENTS (strange); i++)
        g_assert_null (strstr (plain->str, strange[i]));
    }
}

/* Nothing that the content security policy would refuse, nobody else's server, each form protected. */
static void
test_markup (void)
{
  static const char *const refused[] = { " style=", " onclick", " onload", "javascript:", "http://", "https://", "<style", "eval(" };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *page = read_page (pages[i]);

      g_test_message ("%s", pages[i]);
      for (gsize k = 0; k < G_N_ELEMENTS (refused); k++)
        g_assert_null (strstr (page, refused[k]));
      for (const char *form = strstr (page, "<form"); form != NULL; form = strstr (form + 1, "<form"))
        {
          const char *end = strstr (form, "</form>");
          g_autofree char *whole = g_strndup (form, (gsize) (end - form));

          /* before the login, and at the counter, there is no session that could be abused */
          g_assert_true (strstr (whole, "name=\"csrf\"") != NULL || strstr (whole, "action=\"/s/") != NULL
                         || strstr (whole, "action=\"/f/") != NULL);
          g_assert_nonnull (strstr (whole, "method=\"post\""));
        }
    }
}

/* What is entered at the counter leaves the phone sealed or not at all: a browser that sends the form by
 * itself sends nothing, for no entry has a name. */
static void
test_form_without_script (void)
{
  g_autofree char *page = read_page ("form");

  g_assert_nonnull (strstr (page, "<input"));
  g_assert_nonnull (strstr (page, "<select"));
  g_assert_nonnull (strstr (page, "<noscript>"));
  g_assert_null (strstr (page, " name="));
  g_assert_nonnull (strstr (page, "novalidate hidden>"));
}

static gboolean
is_known (const char *place,
          char      **keys)
{
  return !g_str_has_prefix (place, "t-") || g_strv_contains ((const char *const *) keys, place);
}

/* Every word that a page asks for is there. */
static void
test_places (void)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_auto(GStrv) keys = list_keys ("de", file);
  g_autoptr(GRegex) regex = g_regex_new ("\\{\\{[#^/]?([a-z0-9_-]+)\\}\\}", 0, 0, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *page = read_page (pages[i]);
      g_autoptr(GMatchInfo) match = NULL;

      for (g_regex_match (regex, page, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          g_autofree char *place = g_match_info_fetch (match, 1);

          if (!is_known (place, keys))
            g_error ("%s asks for %s", pages[i], place);
        }
    }
}

/* Values that look like markup stay text; sections and names outside the list of files cannot be had. */
static void
test_values (void)
{
  g_autoptr(VeloClaimsValues) values = velo_claims_values_new ();
  g_autofree char *filled = NULL;
  const char *type = "untouched";

  velo_claims_values_set (values, "name", "<script>\"'&{{t-title}}\xff");
  filled = velo_claims_template_fill ("<p title=\"{{name}}\">{{#none}}x{{/none}}{{^none}}y{{/none}}{{unknown}}</p>", values);
  g_assert_cmpstr (filled, ==, "<p title=\"&lt;script&gt;&quot;&#39;&amp;{{t-title}}\xef\xbf\xbd\">y</p>");
  g_assert_cmpstr (velo_claims_values_get_text (values, "name"), ==, "<script>\"'&{{t-title}}\xff");
  g_assert_cmpstr (velo_claims_values_get_text (values, "missing"), ==, "");
  g_assert_null (velo_claims_pages_get_static ("../texts-de.ini", &type));
  g_assert_null (velo_claims_pages_get_static ("login.html", &type));
  g_assert_null (velo_claims_pages_get_static ("", &type));
  g_assert_cmpstr (type, ==, "untouched");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claims-pages/luminance", test_luminance);
  g_test_add_func ("/claims-pages/contrast", test_contrast);
  g_test_add_func ("/claims-pages/only-named-colours", test_only_named_colours);
  g_test_add_func ("/claims-pages/words", test_words);
  g_test_add_func ("/claims-pages/austrian", test_austrian);
  g_test_add_func ("/claims-pages/markup", test_markup);
  g_test_add_func ("/claims-pages/form-without-script", test_form_without_script);
  g_test_add_func ("/claims-pages/places", test_places);
  g_test_add_func ("/claims-pages/values", test_values);
  return g_test_run ();
}
