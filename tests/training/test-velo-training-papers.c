/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the documents and forms that the training insurer delivers. */

#define _GNU_SOURCE /* memmem */

#include "config.h"

#include "velo-json.h"
#include "velo-test-dirs.h"
#include "velo-training-paper.h"
#include "velo-training-test.h"

#include <poppler.h>
#include <string.h>

#define TOLERANCE_PT 0.06

/* Names of our own: newer Poppler has cleanup functions for its types, Debian 12's has not. */
typedef PopplerDocument Pdf;
typedef PopplerPage PdfPage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pdf, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfPage, g_object_unref)

static JsonObject *
get_legal (Fixture    *fixture,
           const char *code,
           const char *type,
           const char *document)
{
  JsonObject *answer = document == NULL
    ? fixture_call (fixture, "GET_PRODUCT_DATA", "LEGAL_DOCUMENTS", "APPLICATION_CODE", code,
                    "PRODUCT_TYPE", type, NULL)
    : fixture_call (fixture, "GET_PRODUCT_DATA", "LEGAL_DOCUMENTS", "APPLICATION_CODE", code,
                    "PRODUCT_TYPE", type, "DOCUMENT_TYPE", document, NULL);

  assert_code (answer, "0");
  return answer;
}

static PopplerDocument *
open_document (JsonObject *document)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree guchar *data = NULL;
  gsize length;
  PopplerDocument *pdf;

  data = g_base64_decode (json_object_get_string_member (document, "CONTENT"), &length);
  g_assert_cmpuint (length, <, 60 * 1000);
  bytes = g_bytes_new (data, length);
  pdf = poppler_document_new_from_bytes (bytes, NULL, &error);
  g_assert_no_error (error);
  return pdf;
}

static PopplerDocument *
open_form (Fixture    *fixture,
           const char *code,
           const char *type,
           const char *document)
{
  g_autoptr(JsonObject) answer = get_legal (fixture, code, type, document);

  return open_document (velo_json_get_object (get_result (answer), "DOCUMENT"));
}

/* Every page of every document says that it is for training, and none is blank. */
static void
assert_training (PopplerDocument *pdf,
                 int              min_pages)
{
  g_assert_cmpint (poppler_document_get_n_pages (pdf), >=, min_pages);
  for (int i = 0; i < poppler_document_get_n_pages (pdf); i++)
    {
      g_autoptr(PdfPage) page = poppler_document_get_page (pdf, i);
      g_autofree char *text = poppler_page_get_text (page);

      g_assert_nonnull (strstr (text, "TRAINING"));
      g_assert_nonnull (strstr (text, "Training –"));
      g_assert_cmpuint (strlen (text), >, 250);
      g_assert_null (strchr (text, '{'));
    }
}

static void
test_each (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const expected[] = {
    "GTCI", "IPID", "GDPR", "ROW", "POLICY", "SEPA", "VWT", "Werbetext2", "GUFHP", "GUFHP_IBAN"
  };
  static const char *const products[][2] = {
    { RAD_CODE, RAD_A }, { EBIKE_CODE, EBIKE_A }, { EBIKE_CODE, BATTERY },
    { "XX WG AT RAD KS TRAIN", "KOMPLETTSCHUTZ_RAD_J_2018_AT" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (products); i++)
    {
      g_autoptr(JsonObject) answer = get_legal (fixture, products[i][0], products[i][1],
                                                "EINZELN");
      g_autoptr(GPtrArray) documents = velo_json_get_list (get_result (answer), "DOCUMENT");

      g_assert_cmpuint (documents->len, ==, G_N_ELEMENTS (expected));
      for (guint j = 0; j < documents->len; j++)
        {
          JsonObject *document = velo_json_as_object (g_ptr_array_index (documents, j));
          g_autoptr(Pdf) pdf = NULL;

          g_assert_cmpstr (json_object_get_string_member (document, "DOCUMENT_TYPE"), ==,
                           expected[j]);
          if (g_str_equal (expected[j], "Werbetext2"))
            continue;
          pdf = open_document (document);
          assert_training (pdf, 1);
        }
    }
}

static void
test_no_pdf (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(JsonObject) answer = get_legal (fixture, RAD_CODE, RAD_A, "EINZELN");
  g_autoptr(GPtrArray) documents = velo_json_get_list (get_result (answer), "DOCUMENT");
  JsonObject *text = velo_json_as_object (g_ptr_array_index (documents, 7));
  g_autofree guchar *decoded = NULL;
  gsize length;

  g_assert_cmpstr (json_object_get_string_member (text, "FILENAME"), ==, "Werbetext2");
  decoded = g_base64_decode (json_object_get_string_member (text, "CONTENT"), &length);
  g_assert_false (length > 4 && memcmp (decoded, "%PDF", 4) == 0);
}

static void
test_merged_and_single (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(JsonObject) merged = get_legal (fixture, RAD_CODE, RAD_A, NULL);
  g_autoptr(JsonObject) one = get_legal (fixture, RAD_CODE, RAD_A, "ROW");
  g_autoptr(JsonObject) again = get_legal (fixture, RAD_CODE, RAD_A, "ROW");
  g_autoptr(JsonObject) unknown = get_legal (fixture, RAD_CODE, RAD_A, "XYZ");
  g_autoptr(JsonObject) no_form = get_legal (fixture, "AN WG DE SKS 0220", "KOMPLETTSCHUTZ_EFZ",
                                             "GUFHP");
  JsonObject *all = velo_json_get_object (get_result (merged), "DOCUMENT");
  JsonObject *row = velo_json_get_object (get_result (one), "DOCUMENT");
  g_autoptr(Pdf) pdf = open_document (all);

  assert_training (pdf, 7);
  g_assert_false (json_object_has_member (all, "DOCUMENT_TYPE"));
  g_assert_cmpstr (json_object_get_string_member (all, "FILENAME"), ==,
                   RAD_CODE "_RECHTSDOKUMENTE.PDF");
  g_assert_nonnull (strstr (json_object_get_string_member (row, "FILENAME"), "für"));
  g_assert_cmpstr (json_object_get_string_member (row, "CONTENT"), ==,
                   json_object_get_string_member (velo_json_get_object (get_result (again),
                                                                        "DOCUMENT"), "CONTENT"));
  g_assert_cmpuint (json_object_get_size (get_result (unknown)), ==, 0);
  g_assert_cmpuint (json_object_get_size (get_result (no_form)), ==, 0);
}

/* The database keeps legal documents once, by content: they must not change from run to run. */
static void
test_same_bytes (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(JsonObject) before = get_legal (fixture, EBIKE_CODE, EBIKE_A, "GUFHP_IBAN");
  g_autoptr(JsonObject) after = NULL;
  g_autoptr(GDate) today = g_date_new_dmy (2, 5, 2026);

  velo_training_insurer_stop (fixture->insurer);
  g_clear_object (&fixture->insurer);
  fixture->insurer = velo_training_insurer_new ();
  velo_training_insurer_set_today (fixture->insurer, today);
  g_assert_true (velo_training_insurer_start (fixture->insurer, 0, NULL));
  fixture_login (fixture);
  after = get_legal (fixture, EBIKE_CODE, EBIKE_A, "GUFHP_IBAN");
  g_assert_cmpstr (json_object_get_string_member (velo_json_get_object (get_result (before),
                                                                        "DOCUMENT"), "CONTENT"),
                   ==,
                   json_object_get_string_member (velo_json_get_object (get_result (after),
                                                                        "DOCUMENT"), "CONTENT"));
}

static void
test_comparison (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(JsonObject) answer = fixture_call (fixture, "GET_PRODUCT_DATA",
                                               "COMPARISON_DOCUMENTS", "APPLICATION_CODE",
                                               RAD_CODE, "PRODUCT_TYPE", RAD_A, NULL);
  g_autoptr(JsonObject) none = fixture_call (fixture, "GET_PRODUCT_DATA", "COMPARISON_DOCUMENTS",
                                             "APPLICATION_CODE", EBIKE_CODE, "PRODUCT_TYPE",
                                             BATTERY, NULL);
  g_autoptr(JsonObject) unknown = fixture_call (fixture, "GET_PRODUCT_DATA",
                                                "COMPARISON_DOCUMENTS", NULL);
  JsonObject *document = velo_json_get_object (velo_json_get_object (get_result (answer),
                                                                     "DOCUMENTS"), "DOCUMENT");
  g_autoptr(Pdf) pdf = open_document (document);

  assert_training (pdf, 1);
  g_assert_cmpuint (json_object_get_size (velo_json_get_object (get_result (none),
                                                                "DOCUMENTS")), ==, 0);
  assert_refused (unknown, "keinem Produkt");
}

static gboolean
is_near (double a,
         double b)
{
  return a - b < TOLERANCE_PT && b - a < TOLERANCE_PT;
}

/* (transfer none): the field with this name whose rectangle starts at @x1, @y1. */
static PopplerFormField *
find_field (GList      *mapping,
            const char *name,
            double      x1,
            double      y1)
{
  for (GList *item = mapping; item != NULL; item = item->next)
    {
      PopplerFormFieldMapping *entry = item->data;
      g_autofree char *entry_name = poppler_form_field_get_name (entry->field);

      if (g_strcmp0 (entry_name, name) == 0 && is_near (entry->area.x1, x1)
          && is_near (entry->area.y1, y1))
        return entry->field;
    }
  return NULL;
}

static const struct
{
  const char *name;
  double x1, y1;
  PopplerFormFieldType type;
} bicycle_fields[] = {
  { "ANREDE", 37.3, 746.1, POPPLER_FORM_FIELD_TEXT },
  { "KUNDE", 37.1, 726.9, POPPLER_FORM_FIELD_TEXT },
  { "STRASSE", 37.3, 707.6, POPPLER_FORM_FIELD_TEXT },
  { "PLZ", 37.3, 688.1, POPPLER_FORM_FIELD_TEXT },
  { "ORT", 115.3, 688.1, POPPLER_FORM_FIELD_TEXT },
  { "TELEFON", 37.3, 668.8, POPPLER_FORM_FIELD_TEXT },
  { "EMAIL", 37.3, 649.4, POPPLER_FORM_FIELD_TEXT },
  { "G1_HERSTELLER", 37.3, 598.4, POPPLER_FORM_FIELD_TEXT },
  { "G1_KAUFDATUM", 156.6, 598.4, POPPLER_FORM_FIELD_TEXT },
  { "G1_KAUFPREIS", 222.0, 598.4, POPPLER_FORM_FIELD_TEXT },
  { "G1_MODELLBEZEICHNUNG", 37.3, 579.0, POPPLER_FORM_FIELD_TEXT },
  { "G1_RAHMENNUMMER", 37.3, 559.6, POPPLER_FORM_FIELD_TEXT },
  { "G1_BAUJAHR", 251.8, 559.6, POPPLER_FORM_FIELD_TEXT },
  { "BEITRAG", 37.3, 540.1, POPPLER_FORM_FIELD_TEXT },
  { "SCHLOSSGEPRUEFT", 35.5, 500.1, POPPLER_FORM_FIELD_BUTTON },
  { "BERUFLICH", 26.9, 442.1, POPPLER_FORM_FIELD_BUTTON },
  { "VMRNAME", 309.5, 746.2, POPPLER_FORM_FIELD_TEXT },
  { "VMR_AKP_NAME", 309.5, 726.8, POPPLER_FORM_FIELD_TEXT },
  { "VERMITTLERNUMMER", 309.5, 707.5, POPPLER_FORM_FIELD_TEXT },
  { "REGISTRIERUNGSNUMMER", 309.5, 688.1, POPPLER_FORM_FIELD_TEXT },
  { "KS-Art", 318.5, 515.6, POPPLER_FORM_FIELD_BUTTON },
  { "KS-Art", 318.4, 493.2, POPPLER_FORM_FIELD_BUTTON },
  { "ANTRAGSDATUM", 34.2, 30.4, POPPLER_FORM_FIELD_TEXT },
  { "VERTRAGSNUMMER", 103.2, 30.4, POPPLER_FORM_FIELD_TEXT },
  { "MANDATSREFERENZ", 355.2, 229.5, POPPLER_FORM_FIELD_TEXT },
  { "ZAHLWEISE", 309.2, 198.7, POPPLER_FORM_FIELD_BUTTON },
  { "ZAHLWEISE", 349.2, 198.7, POPPLER_FORM_FIELD_BUTTON },
  { "ZAHLWEISE", 398.4, 198.7, POPPLER_FORM_FIELD_BUTTON },
  { "ZAHLWEISE", 442.9, 198.7, POPPLER_FORM_FIELD_BUTTON },
  { "IBAN", 309.4, 120.9, POPPLER_FORM_FIELD_TEXT },
  { "BIC", 309.4, 97.7, POPPLER_FORM_FIELD_TEXT },
};

/* On paper an amount is written as people write it; on the wire it has no dots. */
static void
test_amounts (void)
{
  static const struct { gint64 cents; const char *text; } amounts[] = {
    { 0, "0,00" }, { 350, "3,50" }, { 99999, "999,99" }, { 150000, "1.500,00" }, { 1000000, "10.000,00" },
    { 123456789, "1.234.567,89" },
  };

  velo_test_hold_dirs ();
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *text = velo_training_paper_dup_amount (amounts[i].cents);

      g_assert_cmpstr (text, ==, amounts[i].text);
    }
}

static void
test_form_fields (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(Pdf) pdf = open_form (fixture, RAD_CODE, RAD_A, "GUFHP_IBAN");
  g_autoptr(PdfPage) page = poppler_document_get_page (pdf, 0);
  GList *mapping = poppler_page_get_form_field_mapping (page);
  double width;
  double height;

  g_assert_cmpint (poppler_document_get_n_pages (pdf), ==, 1);
  poppler_page_get_size (page, &width, &height);
  g_assert_true (is_near (width, 589.606) && is_near (height, 839.055));
  g_assert_cmpuint (g_list_length (mapping), ==, G_N_ELEMENTS (bicycle_fields));
  for (gsize i = 0; i < G_N_ELEMENTS (bicycle_fields); i++)
    {
      PopplerFormField *field = find_field (mapping, bicycle_fields[i].name,
                                            bicycle_fields[i].x1, bicycle_fields[i].y1);

      g_test_message ("%s", bicycle_fields[i].name);
      g_assert_nonnull (field);
      g_assert_cmpint (poppler_form_field_get_field_type (field), ==, bicycle_fields[i].type);
      g_assert_false (poppler_form_field_is_read_only (field));
      if (bicycle_fields[i].type == POPPLER_FORM_FIELD_BUTTON)
        g_assert_false (poppler_form_field_button_get_state (field));
    }
  poppler_page_free_form_field_mapping (mapping);
}

static gboolean
has_field (PopplerDocument *pdf,
           const char      *name)
{
  g_autoptr(PdfPage) page = poppler_document_get_page (pdf, 0);
  GList *mapping = poppler_page_get_form_field_mapping (page);
  gboolean found = FALSE;

  for (GList *item = mapping; item != NULL; item = item->next)
    {
      PopplerFormFieldMapping *entry = item->data;
      g_autofree char *entry_name = poppler_form_field_get_name (entry->field);

      found = found || g_strcmp0 (entry_name, name) == 0;
    }
  poppler_page_free_form_field_mapping (mapping);
  return found;
}

static void
test_form_kinds (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(Pdf) bicycle = open_form (fixture, RAD_CODE, RAD_A, "GUFHP");
  g_autoptr(Pdf) ebike = open_form (fixture, EBIKE_CODE, EBIKE_A, "GUFHP");
  g_autoptr(Pdf) battery = open_form (fixture, EBIKE_CODE, BATTERY, "GUFHP_IBAN");
  g_autoptr(Pdf) austria = open_form (fixture, "XX WG AT RAD EBS TRAIN",
                                                  "KOMPLETTSCHUTZ_EBIKE_M_2018_AT",
                                                  "GUFHP_IBAN");
  g_autoptr(PdfPage) austrian_page = poppler_document_get_page (austria, 0);
  g_autofree char *austrian_text = poppler_page_get_text (austrian_page);
  g_autoptr(PdfPage) german_page = poppler_document_get_page (ebike, 0);
  g_autofree char *german_text = poppler_page_get_text (german_page);

  g_assert_false (has_field (bicycle, "IBAN"));
  g_assert_false (has_field (bicycle, "ZAHLWEISE"));
  g_assert_false (has_field (bicycle, "G1_AKKUNUMMER"));
  g_assert_true (has_field (ebike, "G1_AKKUNUMMER"));
  g_assert_true (has_field (ebike, "KS-Art"));
  g_assert_true (has_field (battery, "G1_AKKUNUMMER"));
  g_assert_true (has_field (battery, "IBAN"));
  g_assert_false (has_field (battery, "KS-Art"));
  g_assert_false (has_field (battery, "SCHLOSSGEPRUEFT"));
  g_assert_true (has_field (austria, "IBAN"));
  g_assert_nonnull (strstr (austrian_text, "Polizze"));
  g_assert_nonnull (strstr (austrian_text, "11 %"));
  g_assert_null (strstr (austrian_text, "Versicherungsschein"));
  g_assert_null (strstr (austrian_text, "Beitrag"));
  g_assert_nonnull (strstr (german_text, "19 %"));
  g_assert_null (strstr (german_text, "11 %"));
}

static guint
count_dark (cairo_surface_t *surface,
            int              x,
            int              y,
            int              width,
            int              height)
{
  const guchar *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint n = 0;

  for (int row = y; row < y + height; row++)
    for (int column = x; column < x + width; column++)
      if (pixels[row * stride + column * 4 + 1] < 100)
        n++;
  return n;
}

static cairo_surface_t *
render (PopplerDocument *pdf)
{
  g_autoptr(PdfPage) page = poppler_document_get_page (pdf, 0);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1180, 1680);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, 2, 2);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Ink of the text in the box of KUNDE and of the dot of ZAHLWEISE, second button; pixels at 144 dpi. */
static void
count_ink (PopplerDocument *pdf,
           guint           *name_ink,
           guint           *radio_ink)
{
  cairo_surface_t *surface = render (pdf);

  *name_ink = count_dark (surface, 78, (int) (2 * (839.055 - 737.5)), 390, 18);
  *radio_ink = count_dark (surface, 702, (int) (2 * (839.055 - 204.0)), 10, 8);
  cairo_surface_destroy (surface);
}

static void
test_form_filled (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(Pdf) pdf = open_form (fixture, RAD_CODE, RAD_A, "GUFHP_IBAN");
  g_autoptr(PdfPage) page = poppler_document_get_page (pdf, 0);
  GList *mapping = poppler_page_get_form_field_mapping (page);
  PopplerFormField *monthly = find_field (mapping, "ZAHLWEISE", 309.2, 198.7);
  PopplerFormField *quarterly = find_field (mapping, "ZAHLWEISE", 349.2, 198.7);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "filled.pdf", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr(Pdf) saved = NULL;
  g_autoptr(PdfPage) saved_page = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  PopplerFormField *name = find_field (mapping, "KUNDE", 37.1, 726.9);
  guint name_before;
  guint name_after;
  guint radio_before;
  guint radio_after;

  count_ink (pdf, &name_before, &radio_before);
  poppler_form_field_text_set_text (name, "Jördis Müller-Öztürk, 20,00 €");
  poppler_form_field_button_set_state (monthly, TRUE);
  poppler_form_field_button_set_state (quarterly, TRUE);
  g_assert_false (poppler_form_field_button_get_state (monthly));
  g_assert_true (poppler_form_field_button_get_state (quarterly));
  poppler_form_field_button_set_state (quarterly, FALSE);
  g_assert_true (poppler_form_field_button_get_state (quarterly));
  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  poppler_document_save (pdf, uri, &error);
  g_assert_no_error (error);
  poppler_page_free_form_field_mapping (mapping);

  saved = poppler_document_new_from_file (uri, NULL, &error);
  g_assert_no_error (error);
  count_ink (saved, &name_after, &radio_after);
  g_assert_cmpuint (name_before, <, 5);
  g_assert_cmpuint (name_after, >, 200);
  g_assert_cmpuint (radio_before, ==, 0);
  g_assert_cmpuint (radio_after, >, 20);
  saved_page = poppler_document_get_page (saved, 0);
  mapping = poppler_page_get_form_field_mapping (saved_page);
  text = poppler_form_field_text_get_text (find_field (mapping, "KUNDE", 37.1, 726.9));
  g_assert_cmpstr (text, ==, "Jördis Müller-Öztürk, 20,00 €");
  poppler_page_free_form_field_mapping (mapping);
}

/* There is no field for the signature, but a line, from x 172.6 to 436.5 at y 30.6. */
static void
test_signature_line (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char * const forms[] = { "GUFHP", "GUFHP_IBAN" };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr(Pdf) pdf = open_form (fixture, EBIKE_CODE, EBIKE_A, forms[i]);
      cairo_surface_t *surface = render (pdf);
      int top = (int) (2 * (839.055 - 30.6)) - 1;

      g_assert_cmpuint (count_dark (surface, 346, top, 526, 3), >=, 526);
      g_assert_cmpuint (count_dark (surface, 876, top, 40, 3), ==, 0);
      cairo_surface_destroy (surface);
    }
}

/* On states are single Latin-1 bytes, and nothing but the on state has an appearance. */
static void
test_form_traps (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(JsonObject) answer = get_legal (fixture, RAD_CODE, RAD_A, "GUFHP_IBAN");
  JsonObject *document = velo_json_get_object (get_result (answer), "DOCUMENT");
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (json_object_get_string_member (document, "CONTENT"),
                                              &length);

  g_assert_nonnull (memmem (bytes, length, "/N << /viertelj#E4hrlich ", 25));
  g_assert_nonnull (memmem (bytes, length, "/N << /halbj#E4hrlich ", 22));
  g_assert_nonnull (memmem (bytes, length, "/N << /j#E4hrlich ", 18));
  g_assert_null (memmem (bytes, length, "#C3#A4", 6));
  g_assert_nonnull (memmem (bytes, length, "/N << /Variante_A ", 18));
  g_assert_nonnull (memmem (bytes, length, "/Ff 49152 /T (ZAHLWEISE)", 24));
  g_assert_nonnull (memmem (bytes, length, "/Helv 8 Tf", 10));
  g_assert_null (memmem (bytes, length, "NeedAppearances", 15));
  g_assert_null (memmem (bytes, length, "/Sig", 4));
  g_assert_null (memmem (bytes, length, "/N << /Off", 10));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) \
  g_test_add ("/training/papers/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  g_test_add_func ("/training/papers/amounts", test_amounts);
  ADD ("each", test_each);
  ADD ("no-pdf", test_no_pdf);
  ADD ("merged-and-single", test_merged_and_single);
  ADD ("same-bytes", test_same_bytes);
  ADD ("comparison", test_comparison);
  ADD ("form/fields", test_form_fields);
  ADD ("form/kinds", test_form_kinds);
  ADD ("form/filled", test_form_filled);
  ADD ("form/signature-line", test_signature_line);
  ADD ("form/traps", test_form_traps);
  return g_test_run ();
}
