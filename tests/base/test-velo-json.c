/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the tolerant JSON getters against the insurer's shapes. */

#include "velo-json.h"

static void
test_shapes (void)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  JsonObject *object;
  static const struct { const char *name; guint n; } lists[] = {
    { "many", 2 }, { "one", 1 }, { "empty", 0 }, { "null", 0 }, { "missing", 0 }, { "object", 1 }, { "none", 0 },
  };

  json_parser_load_from_data (parser,
                              "{\"many\":[\"a\",\"b\"],\"one\":\"a\",\"empty\":{},\"null\":null,\"none\":[],"
                              "\"object\":{\"x\":\"1\"},\"number\":0,\"true\":true}", -1, &error);
  g_assert_no_error (error);
  object = json_node_get_object (json_parser_get_root (parser));
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr(GPtrArray) list = velo_json_get_list (object, lists[i].name);

      g_assert_cmpuint (list->len, ==, lists[i].n);
    }
  g_assert_null (velo_json_get_text (object, "empty"));
  g_assert_null (velo_json_get_text (object, "null"));
  g_assert_null (velo_json_get_text (object, "many"));
  g_assert_null (velo_json_get_object (object, "one"));
  {
    g_autofree char *number = velo_json_get_text (object, "number");
    g_autofree char *truth = velo_json_get_text (object, "true");

    g_assert_cmpstr (number, ==, "0");
    g_assert_cmpstr (truth, ==, "true");
  }
  g_assert_nonnull (velo_json_get_object (object, "object"));
  g_assert_null (velo_json_get (NULL, "x"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/shapes", test_shapes);
  return g_test_run ();
}
