/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests squashing, folding, keys and masks of text. */

#include "velo-text.h"

#define assert_made(call, expected) \
  G_STMT_START { g_autofree char *made = (call); g_assert_cmpstr (made, ==, expected); } G_STMT_END

static void
test_squash (void)
{
  assert_made (velo_text_squash ("  a\u00a0\n b\t"), "a b");
  assert_made (velo_text_squash (NULL), "");
  g_assert_true (velo_text_is_empty (" \u00a0\n"));
  g_assert_false (velo_text_is_empty ("0"));
}

static void
test_fold (void)
{
  assert_made (velo_text_fold ("WEISS"), "weiss");
  assert_made (velo_text_fold ("Weiß"), "weiss");
  assert_made (velo_text_fold ("Übelacker"), "ubelacker");
  assert_made (velo_text_fold ("Uebelacker"), "ubelacker");
  assert_made (velo_text_fold ("Škoda Café"), "skoda cafe");
  assert_made (velo_text_fold ("WEIẞ"), "weiss");
  assert_made (velo_text_fold ("Jørgensen"), "jorgensen");
  assert_made (velo_text_fold ("JOERGENSEN"), "jorgensen");
  assert_made (velo_text_fold ("Łukasz Đurić"), "lukasz duric");
  assert_made (velo_text_fold ("Kjær Cœur"), "kjar cour");
  assert_made (velo_text_fold ("Kjaer Coeur"), "kjar cour");
  assert_made (velo_text_fold ("Þór Ağrı"), "thor agri");
  assert_made (velo_text_fold ("u\xcc\x88" "bel"), "ubel");
}

static void
test_keys (void)
{
  assert_made (velo_text_key ("wkb-26 a/0417"), "WKB26A0417");
  assert_made (velo_text_digits ("+49 (0)171-5"), "4901715");
  assert_made (velo_text_file_name ("../../etc/passwd\n"), "etc-passwd");
  assert_made (velo_text_file_name (""), "document");
  assert_made (velo_text_mask ("Katharina"), "K…a(9)");
  assert_made (velo_text_mask ("abc"), "…(3)");
  assert_made (velo_text_mask (NULL), "-");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/squash", test_squash);
  g_test_add_func ("/base/text/fold", test_fold);
  g_test_add_func ("/base/text/keys", test_keys);
  return g_test_run ();
}
