/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of which addresses of services may be used. */

#include "config.h"

#include "velo-url.h"

static void
test_taken (void)
{
  static const struct { const char *text; const char *url; } rows[] = {
    { "https://shop.example", "https://shop.example/" },
    { "https://shop.example/", "https://shop.example/" },
    { "HTTPS://shop.example/api/v1", "https://shop.example/api/v1/" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080/" },
    { "http://127.8.9.10", "http://127.8.9.10/" },
    { "http://[::1]:8080/", "http://[::1]:8080/" },
    { "http://LOCALHOST/", "http://LOCALHOST/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *wrong = "unset";
      g_autoptr(GUri) url = velo_url_parse_service (rows[i].text, G_URI_FLAGS_SCHEME_NORMALIZE, &wrong);
      g_autofree char *text = NULL;

      g_assert_cmpstr (wrong, ==, NULL);
      g_assert_nonnull (url);
      text = g_uri_to_string (url);
      g_assert_cmpstr (text, ==, rows[i].url);
    }
}

static void
test_refused (void)
{
  static const struct { const char *text; const char *wrong; } rows[] = {
    { "", "not an address" },
    { "shop.example", "not an address" },
    { "https://", "not an address" },
    { "https:shop.example", "not an address" },
    { "https://shop.example:port/", "not an address" },
    { "https://anna:secret@shop.example/", "it contains credentials" },
    { "https://shop.example/?a=1", "it has a query or fragment" },
    { "https://shop.example/#top", "it has a query or fragment" },
    { "http://shop.example/", "it is not encrypted" },
    { "http://localhost.shop.example/", "it is not encrypted" },
    { "http://127.0.0.1.shop.example/", "it is not encrypted" },
    { "http://192.168.0.1/", "it is not encrypted" },
    { "ftp://shop.example/", "not an https address" },
    { "file://localhost/etc/passwd", "not an https address" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *wrong = NULL;
      g_autoptr(GUri) url = velo_url_parse_service (rows[i].text, G_URI_FLAGS_SCHEME_NORMALIZE, &wrong);

      g_assert_null (url);
      g_assert_cmpstr (wrong, ==, rows[i].wrong);
    }
}

static void
test_loopback (void)
{
  g_assert_true (velo_url_is_loopback ("localhost"));
  g_assert_true (velo_url_is_loopback ("127.0.0.1"));
  g_assert_true (velo_url_is_loopback ("::1"));
  g_assert_false (velo_url_is_loopback (NULL));
  g_assert_false (velo_url_is_loopback (""));
  g_assert_false (velo_url_is_loopback ("0.0.0.0"));
  g_assert_false (velo_url_is_loopback ("::"));
  g_assert_false (velo_url_is_loopback ("128.0.0.1"));
  g_assert_false (velo_url_is_loopback ("localhost.example"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/url/taken", test_taken);
  g_test_add_func ("/url/refused", test_refused);
  g_test_add_func ("/url/loopback", test_loopback);
  return g_test_run ();
}
