/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the tree of foreign XML, most of them with hostile documents. */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "velo-intake-error.h"
#include "velo-xml-tree.h"

static VeloXmlTree *
parse (const char *data, gssize length, gboolean *repaired, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length < 0 ? strlen (data) : (gsize) length);

  return velo_xml_tree_parse (bytes, NULL, repaired, error);
}

static void
assert_refused (const char *data, gssize length, VeloIntakeError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VeloXmlTree) tree = parse (data, length, NULL, &error);

  g_assert_error (error, VELO_INTAKE_ERROR, (int) code);
  g_assert_null (tree);
}

static void
test_walk (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VeloXmlTree) tree =
      parse ("<a:r xmlns:a='urn:x' k='v &amp; w'><b><c> 1 </c></b><b><d id='y'>2</d>"
             "<d id='z'>drei\n  vier</d><e/></b><!-- no --><f><![CDATA[<g>]]></f></a:r>",
             -1, NULL, &error);
  VeloXmlNode     *root = NULL;
  g_autofree char *one = NULL;
  g_autofree char *words = NULL;
  g_autofree char *cdata = NULL;
  g_autoptr (GPtrArray) all = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (tree);
  root = velo_xml_tree_root (tree);
  g_assert_cmpstr (velo_xml_name (root), ==, "r");
  g_assert_cmpstr (velo_xml_namespace (root), ==, "urn:x");
  g_assert_cmpstr (velo_xml_attribute (root, "k"), ==, "v & w");
  one = velo_xml_dup_text (root, "b/c");
  g_assert_cmpstr (one, ==, "1");
  words = velo_xml_dup_text (velo_xml_find_with (root, "b/d", "id", "z"), NULL);
  g_assert_cmpstr (words, ==, "drei vier");
  cdata = velo_xml_dup_text (root, "f");
  g_assert_cmpstr (cdata, ==, "<g>");
  all = velo_xml_dup_texts (root, "b/d");
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_null (velo_xml_find (root, "b/x"));
  g_assert_null (velo_xml_dup_text (root, "b/e"));
  g_assert_nonnull (velo_xml_search (root, "e"));
}

static void
test_attachment_is_dropped (void)
{
  g_autoptr (GString) text = g_string_new ("<r><AttachmentBinaryObject filename='a.pdf'>");
  g_autoptr (GError) error = NULL;
  g_autoptr (VeloXmlTree) tree = NULL;
  VeloXmlNode *node = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append (text,
                     "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg==");
  g_string_append (text, "</AttachmentBinaryObject></r>");
  tree = parse (text->str, (gssize) text->len, NULL, &error);
  g_assert_no_error (error);
  node = velo_xml_find (velo_xml_tree_root (tree), "AttachmentBinaryObject");
  g_assert_nonnull (node);
  g_assert_cmpstr (velo_xml_attribute (node, "filename"), ==, "a.pdf");
  g_assert_null (velo_xml_raw (node));
}

static void
test_doctype (void)
{
  assert_refused ("<!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>", -1, VELO_INTAKE_ERROR_REJECTED_DTD);
  assert_refused ("<!DOCTYPE r SYSTEM 'http://127.0.0.1:1/x.dtd'><r/>", -1,
                  VELO_INTAKE_ERROR_REJECTED_DTD);
  assert_refused (
      "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>", -1,
      VELO_INTAKE_ERROR_REJECTED_DTD);
  assert_refused ("<!DOCTYPE r [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><r/>", -1,
                  VELO_INTAKE_ERROR_REJECTED_DTD);
  assert_refused ("<!DOCTYPE r><r/>", -1, VELO_INTAKE_ERROR_REJECTED_DTD);
}

static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) wide = g_string_new ("<r>");
  g_autoptr (GString) loud = g_string_new ("<r>");
  g_autoptr (GString) many = g_string_new ("<r");

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<a>");
  assert_refused (deep->str, (gssize) deep->len, VELO_INTAKE_ERROR_OVER_LIMIT);
  for (guint i = 0; i < 1000001; i++)
    g_string_append (wide, "<a/>");
  g_string_append (wide, "</r>");
  assert_refused (wide->str, (gssize) wide->len, VELO_INTAKE_ERROR_OVER_LIMIT);
  for (guint i = 0; i < 300000; i++)
    g_string_append (loud, "haha");
  g_string_append (loud, "haha</r>");
  assert_refused (loud->str, (gssize) loud->len, VELO_INTAKE_ERROR_OVER_LIMIT);
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (many, " a%u='x'", i);
  g_string_append (many, "/>");
  assert_refused (many->str, (gssize) many->len, VELO_INTAKE_ERROR_OVER_LIMIT);
}

static void
test_malformed (void)
{
  static const char *const cases[] = {
    "<r>",
    "<r></s>",
    "<r",
    "",
    "   ",
    "no xml",
    "<r>&undeclared;</r>",
    "<r/><s/>",
    "<r a='1' a='2'/>",
    "<r>\x01</r>",
    "<?xml version='1.0' encoding='no-such-encoding'?><r/>",
    "<?xml version='1.0' encoding='utf-16'?><r>gr\xfcn</r>",
    "<?xml version='1.0' encoding='utf-16'?><r>",
    "<?xml version=\"1.0\" encoding=\"UTF-8-W/O-BOM\"?><r/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i], -1, VELO_INTAKE_ERROR_MALFORMED);
  assert_refused ("<r>\0</r>", 9, VELO_INTAKE_ERROR_MALFORMED);
}

static void
assert_text (const char *data, gssize length, const char *text, gboolean is_repaired)
{
  g_autoptr (GError) error = NULL;
  gboolean repaired = FALSE;
  g_autoptr (VeloXmlTree) tree = parse (data, length, &repaired, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (tree);
  found = velo_xml_dup_text (velo_xml_tree_root (tree), "a");
  g_assert_cmpstr (found, ==, text);
  g_assert_cmpint (repaired, ==, is_repaired);
}

static void
test_encodings (void)
{
  g_autofree char *utf16 = NULL;
  gsize            length;

  assert_text ("<r><a>gr\xc3\xbcn</a></r>", -1, "grün", FALSE);
  assert_text ("\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?><r><a>gr\xc3\xbcn</a></r>", -1,
               "grün", FALSE);
  assert_text ("<?xml version='1.0' encoding='ISO-8859-1'?><r><a>gr\xfcn</a></r>", -1, "grün",
               FALSE);
  assert_text ("<?xml version='1.0' encoding='windows-1252'?><r><a>5 \x80</a></r>", -1, "5 €",
               FALSE);
  assert_text ("  \r\n<?xml version='1.0'?><r><a>x</a></r>\r\n", -1, "x", FALSE);
  assert_text ("junk<r><a>x</a></r>\0\0", 21, "x", FALSE);
  /* claims UTF-8, or nothing, and comes from windows-1252 */
  assert_text ("<?xml version='1.0' encoding='UTF-8'?><r><a>gr\xfcn 5 \x80</a></r>", -1, "grün 5 €",
               TRUE);
  assert_text ("<r><a>gr\xfcn</a></r>", -1, "grün", TRUE);
  /* written in memory by a program that keeps its texts in UTF-16, then saved in UTF-8 */
  assert_text ("<?xml version='1.0' encoding='utf-16'?><r><a>gr\xc3\xbcn</a></r>", -1, "grün", TRUE);
  assert_text ("\xef\xbb\xbf<?xml version='1.0' encoding='UTF-16'?><r><a>gr\xc3\xbcn</a></r>", -1,
               "grün", TRUE);
  utf16 = g_convert ("\xef\xbb\xbf<?xml version='1.0' encoding='UTF-16'?><r><a>gr\xc3\xbcn</a></r>",
                     -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  assert_text (utf16, (gssize) length, "grün", FALSE);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<r/>", 4);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (velo_xml_tree_parse (bytes, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/xml-tree/walk", test_walk);
  g_test_add_func ("/intake/xml-tree/attachment-is-dropped", test_attachment_is_dropped);
  g_test_add_func ("/intake/xml-tree/doctype", test_doctype);
  g_test_add_func ("/intake/xml-tree/limits", test_limits);
  g_test_add_func ("/intake/xml-tree/malformed", test_malformed);
  g_test_add_func ("/intake/xml-tree/encodings", test_encodings);
  g_test_add_func ("/intake/xml-tree/cancelled", test_cancelled);
  return g_test_run ();
}
