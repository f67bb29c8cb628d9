/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests words as they are indexed and looked for, and keys for putting texts in order. */

#include <glib.h>

#include "velo-search-words.h"

static gboolean
finds (const char *indexed,
       const char *typed)
{
  g_autoptr(GString) words = g_string_new (NULL);
  g_auto(GStrv) wanted = velo_search_words_parse (typed);

  velo_search_words_add (words, indexed);
  return wanted != NULL && wanted[0] != NULL && velo_search_words_match (words->str, wanted);
}

static gboolean
finds_key (const char *indexed,
           const char *typed)
{
  g_autoptr(GString) words = g_string_new (NULL);
  g_auto(GStrv) wanted = velo_search_words_parse (typed);

  velo_search_words_add_key (words, indexed);
  return wanted != NULL && wanted[0] != NULL && velo_search_words_match (words->str, wanted);
}

static void
test_names (void)
{
  static const char * const found[] = {
    "karla", "KAR", "übel", "uebelacker", "ubelacker-g", "Groß", "gross", "karla gro", "gr ka", NULL,
  };
  static const char * const not_found[] = { "belacker", "karla maier", "rla", "acker", NULL };

  for (guint i = 0; found[i] != NULL; i++)
    {
      g_test_message ("%s", found[i]);
      g_assert_true (finds ("Karla Übelacker-Groß", found[i]));
    }
  for (guint i = 0; not_found[i] != NULL; i++)
    {
      g_test_message ("%s", not_found[i]);
      g_assert_false (finds ("Karla Übelacker-Groß", not_found[i]));
    }
}

static void
test_numbers (void)
{
  static const char * const found[] = {
    "RE-2026-0047", "re2026", "2026-00", "0047", "47", "re 47", "RE/2026", "re-2026 47", NULL,
  };
  static const char * const not_found[] = { "2027", "026", "re-47", "470", NULL };

  for (guint i = 0; found[i] != NULL; i++)
    {
      g_test_message ("%s", found[i]);
      g_assert_true (finds ("RE-2026-0047", found[i]));
    }
  for (guint i = 0; not_found[i] != NULL; i++)
    {
      g_test_message ("%s", not_found[i]);
      g_assert_false (finds ("RE-2026-0047", not_found[i]));
    }
}

static void
test_frame_numbers (void)
{
  static const char * const found[] = {
    "wae-2026 0815", "WAE20260815", "e2026", "2608", "0815", "815", "026 wae", "ae2", NULL,
  };
  static const char * const not_found[] = { "15", "wa2", "0816", "60815x", NULL };

  for (guint i = 0; found[i] != NULL; i++)
    {
      g_test_message ("%s", found[i]);
      g_assert_true (finds_key ("WAE-2026 0815", found[i]));
    }
  for (guint i = 0; not_found[i] != NULL; i++)
    {
      g_test_message ("%s", not_found[i]);
      g_assert_false (finds_key ("WAE-2026 0815", not_found[i]));
    }
}

/* Signs mean nothing; nothing but signs finds nothing; no text at all is no search. */
static void
test_signs (void)
{
  static const char * const nothing[] = { "%", "_", "'\"", "\\", "* OR *", "\"a\" OR b*", NULL };
  g_auto(GStrv) none = velo_search_words_parse ("  ");
  g_auto(GStrv) signs = velo_search_words_parse (" %_ - ! ");
  g_auto(GStrv) many = velo_search_words_parse ("a b c d e f g h i j k l");

  g_assert_null (none);
  g_assert_cmpuint (g_strv_length (signs), ==, 0);
  g_assert_cmpuint (g_strv_length (many), ==, 8);
  for (guint i = 0; nothing[i] != NULL; i++)
    g_assert_false (finds ("Karla Maier", nothing[i]));
  g_assert_true (finds ("Maier & Söhne", "maier & so"));
}

static void
test_long (void)
{
  g_autofree char *text = g_strnfill (5000, 'a');
  g_autoptr(GString) words = g_string_new (NULL);
  g_autoptr(GString) key = g_string_new (NULL);

  velo_search_words_add (words, text);
  velo_search_words_add_key (key, text);
  g_assert_cmpuint (words->len, <, 60);
  g_assert_cmpuint (key->len, <, 24 * 50);
  velo_search_words_add (words, NULL);
  velo_search_words_add_key (key, "");
}

static void
test_order (void)
{
  static const char * const sorted[] = {
    "", "Aachen", "Äbtissin", "Bauer", "Baum", "Oezer", "Öztürk", "RE-9", "RE-10", "RE-100", "Strasse",
    "Straßen", "van", "Zoll", NULL,
  };

  for (guint i = 1; sorted[i] != NULL; i++)
    {
      g_autofree char *before = velo_search_words_order (sorted[i - 1]);
      g_autofree char *after = velo_search_words_order (sorted[i]);

      g_test_message ("%s %s", sorted[i - 1], sorted[i]);
      g_assert_cmpint (g_strcmp0 (before, after), <, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/search-words/names", test_names);
  g_test_add_func ("/store/search-words/numbers", test_numbers);
  g_test_add_func ("/store/search-words/frame-numbers", test_frame_numbers);
  g_test_add_func ("/store/search-words/signs", test_signs);
  g_test_add_func ("/store/search-words/long", test_long);
  g_test_add_func ("/store/search-words/order", test_order);
  return g_test_run ();
}
