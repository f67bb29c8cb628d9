/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares what is read of every sample with what its record expects. */

#include "config.h"

#include <glib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "velo-invoice-json.h"

/* What the samples' own tools noted, and what no reader can tell. */
static const char *const ignored[] = { "file", "licence", "error", "note", "expect", NULL };
static JsonObject *
read_file (const char *path, const char *name)
{
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (data, length);
  return velo_invoice_json_read (bytes, name, NULL);
}

static char *
text_of (JsonNode *node)
{
  return node == NULL ? g_strdup ("(absent)") : json_to_string (node, FALSE);
}

static void
compare (const char *file, const char *name, JsonNode *expected, JsonNode *found, guint *n_faults)
{
  g_autofree char *expected_text = text_of (expected);
  g_autofree char *found_text = text_of (found);

  if (g_str_equal (expected_text, found_text))
    return;
  g_test_message ("%s: %s: expected %.200s, found %.200s", file, name, expected_text, found_text);
  (*n_faults)++;
}

static void
compare_members (
    const char *file, const char *prefix, JsonObject *expected, JsonObject *found, guint *n_faults)
{
  g_autoptr (GList) names = json_object_get_members (expected);

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *name = g_strconcat (prefix, l->data, NULL);
      JsonNode        *node = json_object_get_member (expected, l->data);
      JsonNode        *other = found == NULL ? NULL : json_object_get_member (found, l->data);

      if (g_strv_contains (ignored, l->data))
        continue;
      if (JSON_NODE_HOLDS_OBJECT (node) && other != NULL && JSON_NODE_HOLDS_OBJECT (other))
        {
          g_autofree char *inner = g_strconcat (name, ".", NULL);

          compare_members (file, inner, json_node_get_object (node), json_node_get_object (other),
                           n_faults);
        }
      else if (g_str_equal (l->data, "lines"))
        {
          JsonArray *lines = json_node_get_array (node);
          JsonArray *others = other == NULL ? NULL : json_node_get_array (other);

          for (guint i = 0; i < json_array_get_length (lines); i++)
            {
              g_autofree char *inner = g_strdup_printf ("line %u ", i + 1);

              compare_members (file, inner, json_array_get_object_element (lines, i),
                               others != NULL && i < json_array_get_length (others)
                                   ? json_array_get_object_element (others, i)
                                   : NULL,
                               n_faults);
            }
          if (others != NULL && json_array_get_length (others) != json_array_get_length (lines))
            (*n_faults)++;
        }
      else
        compare (file, name, node, other, n_faults);
    }
}

/* The records of our own samples name the parties, and join the forms of a gross price. */
static void
compare_shop (const char *file, JsonObject *expected, JsonObject *found, guint *n_faults)
{
  static const char *const heads[] = { "number",    "date",      "employee",    "salutation",
                                       "rider",     "currency",  "gross_cents", "net_cents",
                                       "vat_cents", "due_cents", "is_reversal" };
  static const char *const address[] = { "postcode", "city", "country" };
  JsonArray               *lines = json_object_get_array_member (expected, "lines");
  JsonArray               *others = json_object_get_array_member (found, "lines");
  JsonObject              *buyer = json_object_get_object_member (found, "buyer");

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    compare (file, heads[i], json_object_get_member (expected, heads[i]),
             json_object_get_member (found, heads[i]), n_faults);
  compare (file, "seller", json_object_get_member (expected, "seller"),
           json_object_get_member (json_object_get_object_member (found, "seller"), "name"),
           n_faults);
  compare (file, "buyer", json_object_get_member (expected, "buyer"),
           json_object_get_member (buyer, "name"), n_faults);
  for (guint i = 0; i < G_N_ELEMENTS (address); i++)
    {
      g_autofree char *name = g_strconcat ("buyer_", address[i], NULL);

      compare (file, name, json_object_get_member (expected, name),
               json_object_get_member (buyer, address[i]), n_faults);
    }
  g_assert_cmpuint (json_array_get_length (lines), ==, json_array_get_length (others));
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonObject *line = json_array_get_object_element (lines, i);
      JsonObject *other = json_array_get_object_element (others, i);
      g_autoptr (GList) names = json_object_get_members (line);

      for (GList *l = names; l != NULL; l = l->next)
        {
          g_autofree char *name = g_strdup_printf ("line %u %s", i + 1, (char *) l->data);
          const char      *member = l->data;

          /* the print of this sample is cut off before the year */
          if (g_str_equal (member, "line") ||
              (g_str_equal (member, "model_year") && strstr (file, "plain") != NULL))
            continue;
          if (g_str_equal (member, "colour_expected"))
            member = "colour";
          if (g_str_equal (member, "gross_cents") &&
              !json_object_get_null_member (other, "gross_cents_unit"))
            member = "gross_cents_unit";
          compare (file, name, json_object_get_member (line, l->data),
                   json_object_get_member (other, member), n_faults);
        }
    }
}

static void
check_record (const char *folder, JsonObject *expected, guint *n_files, guint *n_faults)
{
  const char      *file = json_object_get_string_member (expected, "file");
  g_autofree char *base_name = g_path_get_basename (file);
  g_autofree char *path = g_build_filename (folder, base_name, NULL);
  JsonNode        *status = json_object_get_member (expected, "status");
  JsonObject      *found = NULL;

  (*n_files)++;
  found = read_file (path, file);
  if (JSON_NODE_HOLDS_ARRAY (status))
    {
      const char *got = json_object_get_string_member (found, "status");
      JsonArray  *accepted = json_node_get_array (status);
      gboolean    fits = FALSE;

      for (guint i = 0; i < json_array_get_length (accepted); i++)
        fits |= g_strcmp0 (json_array_get_string_element (accepted, i), got) == 0;
      if (!fits)
        {
          g_test_message ("%s: status %s", file, got);
          (*n_faults)++;
        }
      else if (json_object_has_member (expected, "number"))
        compare_shop (file, expected, found, n_faults);
    }
  else
    compare_members (file, "", expected, found, n_faults);
  json_object_unref (found);
}

/* Two samples share a name in the records; the file is the one that was written last. */
static gboolean
is_overwritten (char **records, const char *file)
{
  g_autofree char *quoted = g_strdup_printf ("\"file\": \"%s\"", file);

  for (; *records != NULL; records++)
    if (strstr (*records, quoted) != NULL)
      return TRUE;
  return FALSE;
}

static guint
check_folder (const char *folder, guint *n_faults)
{
  g_autofree char *path = g_build_filename (folder, "expected.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) records = NULL;
  guint n_files = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  records = g_strsplit (text, "\n", -1);
  for (guint i = 0; records[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = NULL;

      if (*records[i] == '\0')
        continue;
      node = json_from_string (records[i], NULL);
      g_assert_nonnull (node);
      if (is_overwritten (records + i + 1,
                          json_object_get_string_member (json_node_get_object (node), "file")))
        continue;
      check_record (folder, json_node_get_object (node), &n_files, n_faults);
    }
  return n_files;
}

static void
test_own_samples (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", NULL);
  guint            n_faults = 0;

  g_assert_cmpuint (check_folder (folder, &n_faults), >=, 20);
  g_assert_cmpuint (n_faults, ==, 0);
}

/* What the other samples do not have: head and charges of each syntax, encodings, odd PDFs. */
static void
test_formats (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("VELO_TEST_DATA"), "formats", NULL);
  guint            n_faults = 0;

  g_assert_cmpuint (check_folder (folder, &n_faults), >=, 28);
  g_assert_cmpuint (n_faults, ==, 0);
}

static void
test_shared_samples (void)
{
  const char              *shared = g_getenv ("VELO_SHARED_INVOICES");
  static const char *const folders[] = { "bike", "public" };
  guint                    n_faults = 0;
  guint                    n_files = 0;

  for (guint i = 0; i < G_N_ELEMENTS (folders) && shared != NULL; i++)
    {
      g_autofree char *folder = g_build_filename (shared, folders[i], NULL);

      n_files += check_folder (folder, &n_faults);
    }
  if (n_files == 0)
    {
      g_test_skip ("the shared samples are not on this machine");
      return;
    }
  g_test_message ("%u files compared", n_files);
  g_assert_cmpuint (n_faults, ==, 0);
}

static void
test_refusal (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<Order xmlns='urn:x'/>", 22);
  g_autofree char *text = velo_invoice_json_text (bytes, "x/order.xml", NULL);

  g_assert_cmpstr (text, ==,
                   "{\"file\":\"x/"
                   "order.xml\",\"container\":\"xml\",\"attachment\":null,\"af_relationship\":null,"
                   "\"other_attachments\":null,\"status\":\"unsupported_format\",\"warnings\":[],"
                   "\"error\":\"{urn:x}Order\"}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/invoice-json/own-samples", test_own_samples);
  g_test_add_func ("/intake/invoice-json/formats", test_formats);
  g_test_add_func ("/intake/invoice-json/shared-samples", test_shared_samples);
  g_test_add_func ("/intake/invoice-json/refusal", test_refusal);
  return g_test_run ();
}
