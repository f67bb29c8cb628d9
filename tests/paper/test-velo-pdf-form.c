/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests filling forms: texts, boxes, circles by place, what does not fit, and files that are none. */

#include "paper-fixture.h"
#include "velo-pdf-document.h"
#include "velo-pdf-form.h"

#include <string.h>

static GPtrArray *
list_fields (GBytes  *pdf,
             GError **error)
{
  g_auto(PaperWait) wait = { NULL };

  velo_pdf_form_list_fields_async (pdf, NULL, paper_wait_cb, &wait);
  return velo_pdf_form_list_fields_finish (paper_wait (&wait), error);
}

static VeloFormResult *
fill (GBytes          *pdf,
      VeloFormValues  *values,
      GError         **error)
{
  g_auto(PaperWait) wait = { NULL };

  velo_pdf_form_fill_async (pdf, values, NULL, paper_wait_cb, &wait);
  return velo_pdf_form_fill_finish (paper_wait (&wait), error);
}

static VeloFormResult *
fill_form (VeloFormValues *values)
{
  g_autoptr(GBytes) form = paper_make_form ();
  g_autoptr(GError) error = NULL;
  VeloFormResult *result = fill (form, values, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

static const VeloFormField *
find_field (GPtrArray  *fields,
            const char *name,
            guint       place)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const VeloFormField *field = g_ptr_array_index (fields, i);

      if (g_str_equal (field->name, name) && field->place == place)
        return field;
    }
  g_assert_not_reached ();
}

static GPtrArray *
read_back (VeloFormResult *result)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *fields = list_fields (velo_form_result_get_pdf (result), &error);

  g_assert_no_error (error);
  return fields;
}

static void
test_list (void)
{
  g_autoptr(GBytes) form = paper_make_form ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) fields = list_fields (form, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fields->len, ==, 13);
  g_assert_cmpint (find_field (fields, "KUNDE", 0)->kind, ==, VELO_FORM_FIELD_TEXT);
  g_assert_cmpfloat_with_epsilon (find_field (fields, "KUNDE", 0)->rect.y2, 738.7, 0.01);
  g_assert_cmpint (find_field (fields, "SCHLOSSGEPRUEFT", 0)->kind, ==, VELO_FORM_FIELD_CHECK);
  g_assert_true (find_field (fields, "FEST", 0)->read_only);
  /* The file has them from right to left; paper counts. */
  g_assert_cmpfloat_with_epsilon (find_field (fields, "ZAHLWEISE", 0)->rect.x1, 309.2, 0.01);
  g_assert_cmpfloat_with_epsilon (find_field (fields, "ZAHLWEISE", 3)->rect.x1, 442.9, 0.01);
  g_assert_cmpfloat_with_epsilon (find_field (fields, "KS-Art", 0)->rect.y1, 515.6, 0.01);
}

static void
test_texts (void)
{
  g_autoptr(VeloFormValues) values = velo_form_values_new ();
  g_autoptr(VeloFormResult) result = NULL;
  g_autoptr(GPtrArray) fields = NULL;

  velo_form_values_set_text (values, "KUNDE", "Käthe Übelacker-Groß, 3,50 €");
  velo_form_values_set_text (values, "EMAIL", "„one“ – two’s\n€ š");
  velo_form_values_set_text (values, "G1_BAUJAHR", "2026");
  result = fill_form (values);
  fields = read_back (result);
  g_assert_cmpstr (find_field (fields, "KUNDE", 0)->text, ==, "Käthe Übelacker-Groß, 3,50 €");
  g_assert_cmpstr (find_field (fields, "EMAIL", 0)->text, ==, "„one“ – two’s € š");
  g_assert_cmpuint (velo_form_result_get_clipped (result)->len, ==, 0);
  g_assert_null (velo_form_result_get_missing (result)[0]);
  g_assert_null (velo_form_result_get_refused (result)[0]);
}

static void
test_foreign_letters (void)
{
  g_autoptr(VeloFormValues) values = velo_form_values_new ();
  g_autoptr(VeloFormResult) result = NULL;
  g_autoptr(GPtrArray) fields = NULL;

  velo_form_values_set_text (values, "KUNDE", "Łukasz Dvořák");
  result = fill_form (values);
  fields = read_back (result);
  g_assert_cmpstr (find_field (fields, "KUNDE", 0)->text, ==, "Łukasz Dvořák");
  g_assert_null (velo_form_result_get_refused (result)[0]);
}

/* A letter of private use is in no font; on paper it would be missing in silence. */
static void
test_letter_without_font (void)
{
  g_autoptr(VeloFormValues) values = velo_form_values_new ();
  g_autoptr(VeloFormResult) result = NULL;

  velo_form_values_set_text (values, "KUNDE", "Ada \U0010F00D");
  result = fill_form (values);
  g_assert_cmpstr (velo_form_result_get_refused (result)[0], ==, "KUNDE");
}

static void
test_invalid_text (void)
{
  g_autoptr(VeloFormValues) values = velo_form_values_new ();
  g_autoptr(VeloFormResult) result = NULL;
  g_autoptr(GPtrArray) fields = NULL;

  velo_form_values_set_text (values, "KUNDE", "K\xe4the");
  velo_form_values_set_text (values, "EMAIL", NULL);
  result = fill_form (values);
  fields = read_back (result);
  g_assert_true (g_utf8_validate (find_field (fields, "KUNDE", 0)->text, -1, NULL));
  g_assert_true (g_str_has_prefix (find_field (fields, "KUNDE", 0)->text, "K"));
}

static void
test_radio_by_place (void)
{
  for (guint place = 0; place < 4; place++)
    {
      g_autoptr(VeloFormValues) values = velo_form_values_new ();
      g_autoptr(VeloFormResult) result = NULL;
      g_autoptr(GPtrArray) fields = NULL;

      velo_form_values_choose (values, "ZAHLWEISE", place);
      velo_form_values_choose (values, "KS-Art", 1);
      velo_form_values_set_check (values, "SCHLOSSGEPRUEFT", TRUE);
      result = fill_form (values);
      g_assert_null (velo_form_result_get_refused (result)[0]);
      fields = read_back (result);
      for (guint i = 0; i < 4; i++)
        g_assert_cmpint (find_field (fields, "ZAHLWEISE", i)->on, ==, i == place);
      g_assert_false (find_field (fields, "KS-Art", 0)->on);
      g_assert_true (find_field (fields, "KS-Art", 1)->on);
      g_assert_true (find_field (fields, "SCHLOSSGEPRUEFT", 0)->on);
    }
}

static void
test_latin1_state (void)
{
  g_autoptr(VeloFormValues) values = velo_form_values_new ();
  g_autoptr(VeloFormResult) result = NULL;

  velo_form_values_choose (values, "ZAHLWEISE", 3);
  result = fill_form (values);
  /* The single byte stays one byte, as itself or as an escape. */
  g_assert_true (paper_contains (velo_form_result_get_pdf (result), "/V /j#e4hrlich")
                 || paper_contains (velo_form_result_get_pdf (result), "/V /j#E4hrlich")
                 || paper_contains (velo_form_result_get_pdf (result), "/V /j\xe4hrlich"));
}

static guint
clip_of (const char *name,
         const char *text)
{
  g_autoptr(VeloFormValues) values = velo_form_values_new ();
  g_autoptr(VeloFormResult) result = NULL;
  GPtrArray *clipped;
  VeloFormClip *clip;

  velo_form_values_set_text (values, name, text);
  result = fill_form (values);
  clipped = velo_form_result_get_clipped (result);
  if (clipped->len == 0)
    return 0;
  g_assert_cmpuint (clipped->len, ==, 1);
  clip = g_ptr_array_index (clipped, 0);
  g_assert_cmpstr (clip->name, ==, name);
  g_assert_cmpstr (clip->text, ==, text);
  return clip->n_too_many;
}

static void
test_clipped (void)
{
  /* 23.3 points less 4; a digit is 4.448 wide, a W 7.552, a small i 1.776 */
  g_assert_cmpuint (clip_of ("G1_BAUJAHR", "2026"), ==, 0);
  g_assert_cmpuint (clip_of ("G1_BAUJAHR", "20261"), ==, 1);
  g_assert_cmpuint (clip_of ("G1_BAUJAHR", "WWWWW"), ==, 3);
  g_assert_cmpuint (clip_of ("G1_BAUJAHR", "iiiiiiiiii"), ==, 0);
  g_assert_cmpuint (clip_of ("G1_BAUJAHR", "————"), ==, 2);
  g_assert_cmpuint (clip_of ("KURZ", "1234567"), ==, 2);
}

static void
test_lines (void)
{
  g_assert_cmpuint (clip_of ("NOTIZ", "eins\nzwei\ndrei"), ==, 0);
  g_assert_cmpuint (clip_of ("NOTIZ", "Ein Satz, der zu lang ist für eine Zeile, aber nicht für zwei"), ==, 0);
  g_assert_cmpuint (clip_of ("NOTIZ", "eins\nzwei\ndrei\nfünf!"), ==, 5);
}

static void
test_unknown_and_refused (void)
{
  g_autoptr(VeloFormValues) values = velo_form_values_new ();
  g_autoptr(VeloFormResult) result = NULL;
  const char *const missing[] = { "G1_AKKUNUMMER", "KREUZ", "ZAHLWEISE", NULL };
  const char *const refused[] = { "FEST", "KUNDE", "KS-Art", NULL };

  velo_form_values_set_text (values, "G1_AKKUNUMMER", "AK-1");
  velo_form_values_set_text (values, "LEER", "");
  velo_form_values_set_check (values, "KREUZ", TRUE);
  velo_form_values_set_check (values, "KEIN_KREUZ", FALSE);
  velo_form_values_choose (values, "ZAHLWEISE", 4);
  velo_form_values_set_text (values, "FEST", "anders");
  velo_form_values_set_check (values, "KUNDE", TRUE);
  velo_form_values_set_text (values, "KS-Art", "Variante_A");
  result = fill_form (values);
  g_assert_cmpstrv (velo_form_result_get_missing (result), missing);
  g_assert_cmpstrv (velo_form_result_get_refused (result), refused);
}

static void
test_values_copied (void)
{
  g_autoptr(GBytes) form = paper_make_form ();
  g_autoptr(VeloFormValues) values = velo_form_values_new ();
  g_autoptr(VeloFormResult) result = NULL;
  g_autoptr(GPtrArray) fields = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(PaperWait) wait = { NULL };

  velo_form_values_set_text (values, "KUNDE", "vorher");
  velo_pdf_form_fill_async (form, values, NULL, paper_wait_cb, &wait);
  velo_form_values_set_text (values, "KUNDE", "nachher");
  result = velo_pdf_form_fill_finish (paper_wait (&wait), &error);
  g_assert_no_error (error);
  fields = read_back (result);
  g_assert_cmpstr (find_field (fields, "KUNDE", 0)->text, ==, "vorher");
}

static void
assert_refuses (GBytes *pdf,
                int     code)
{
  g_autoptr(VeloFormValues) values = velo_form_values_new ();
  g_autoptr(VeloFormResult) result = NULL;
  g_autoptr(GPtrArray) fields = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) list_error = NULL;

  result = fill (pdf, values, &error);
  g_assert_error (error, VELO_PAPER_ERROR, code);
  g_assert_null (result);
  fields = list_fields (pdf, &list_error);
  g_assert_error (list_error, VELO_PAPER_ERROR, code);
  g_assert_null (fields);
}

static void
test_not_a_form (void)
{
  g_autoptr(GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr(GBytes) rubbish = g_bytes_new_static ("<html>no form today</html>", 26);
  g_autoptr(GBytes) header = g_bytes_new_static ("%PDF-1.7\nnothing more", 21);
  g_autoptr(GBytes) encrypted = paper_make_encrypted ();

  assert_refuses (empty, VELO_PAPER_ERROR_EMPTY);
  assert_refuses (rubbish, VELO_PAPER_ERROR_DAMAGED);
  assert_refuses (header, VELO_PAPER_ERROR_DAMAGED);
  assert_refuses (encrypted, VELO_PAPER_ERROR_ENCRYPTED);
}

/* Poppler would crash on it. */
static void
test_no_fonts (void)
{
  g_autoptr(GBytes) form = paper_make_form ();
  gsize size = g_bytes_get_size (form);
  g_autofree char *data = g_memdup2 (g_bytes_get_data (form, NULL), size);
  g_autoptr(GBytes) without = NULL;
  g_autoptr(VeloFormValues) values = velo_form_values_new ();
  g_autoptr(VeloFormResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char *key = g_strrstr_len (data + 20, (gssize) size - 20, "/DR ");

  g_assert_nonnull (key);
  memcpy (key, "/XR ", 4);
  without = g_bytes_new (data, size);
  velo_form_values_set_text (values, "KUNDE", "x");
  result = fill (without, values, &error);
  g_assert_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_FONT);
  g_assert_null (result);
}

/* Forms of today keep their objects packed. */
static void
test_packed (void)
{
  g_autoptr(GBytes) form = paper_make_packed_form ();
  g_autoptr(VeloFormValues) values = velo_form_values_new ();
  g_autoptr(VeloFormResult) result = NULL;
  g_autoptr(GPtrArray) fields = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (paper_contains (form, "/DR"));
  velo_form_values_set_text (values, "KUNDE", "Käthe");
  result = fill (form, values, &error);
  g_assert_no_error (error);
  fields = read_back (result);
  g_assert_cmpstr (find_field (fields, "KUNDE", 0)->text, ==, "Käthe");
}

static void
test_huge (void)
{
  g_autofree char *data = g_malloc0 (VELO_PDF_MAX_BYTES + 1);
  g_autoptr(GBytes) huge = g_bytes_new_static (data, VELO_PDF_MAX_BYTES + 1);

  memcpy (data, "%PDF-1.7", 8);
  assert_refuses (huge, VELO_PAPER_ERROR_TOO_LARGE);
}

/* Cut off anywhere, a form is refused or read as far as it goes, and never crashes. */
static void
test_truncated (void)
{
  g_autoptr(GBytes) form = paper_make_form ();
  gsize size = g_bytes_get_size (form);
  guint n_refused = 0;

  for (gsize length = 0; length < size; length += size / 16)
    {
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (form, 0, length);
      g_autoptr(VeloFormValues) values = velo_form_values_new ();
      g_autoptr(VeloFormResult) result = NULL;
      g_autoptr(GError) error = NULL;

      velo_form_values_set_text (values, "KUNDE", "x");
      result = fill (part, values, &error);
      if (result == NULL)
        {
          g_assert_nonnull (error);
          g_assert_true (error->domain == VELO_PAPER_ERROR);
          n_refused++;
        }
    }
  g_assert_cmpuint (n_refused, >, 8);
}

static void
test_cancelled (void)
{
  g_autoptr(GBytes) form = paper_make_form ();
  g_autoptr(VeloFormValues) values = velo_form_values_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(VeloFormResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(PaperWait) wait = { NULL };

  g_cancellable_cancel (cancellable);
  velo_pdf_form_fill_async (form, values, cancellable, paper_wait_cb, &wait);
  result = velo_pdf_form_fill_finish (paper_wait (&wait), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (result);
}

static void
test_no_fields (void)
{
  g_autoptr(GBytes) plain = paper_make_text_pdf (2, 595, 842, "Seite");
  g_autoptr(VeloFormValues) values = velo_form_values_new ();
  g_autoptr(VeloFormResult) result = NULL;
  g_autoptr(GError) error = NULL;

  velo_form_values_set_text (values, "KUNDE", "x");
  result = fill (plain, values, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (velo_form_result_get_missing (result)[0], ==, "KUNDE");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/form/list", test_list);
  g_test_add_func ("/paper/form/texts", test_texts);
  g_test_add_func ("/paper/form/foreign-letters", test_foreign_letters);
  g_test_add_func ("/paper/form/letter-without-font", test_letter_without_font);
  g_test_add_func ("/paper/form/invalid-text", test_invalid_text);
  g_test_add_func ("/paper/form/radio-by-place", test_radio_by_place);
  g_test_add_func ("/paper/form/latin1-state", test_latin1_state);
  g_test_add_func ("/paper/form/clipped", test_clipped);
  g_test_add_func ("/paper/form/lines", test_lines);
  g_test_add_func ("/paper/form/unknown-and-refused", test_unknown_and_refused);
  g_test_add_func ("/paper/form/values-copied", test_values_copied);
  g_test_add_func ("/paper/form/not-a-form", test_not_a_form);
  g_test_add_func ("/paper/form/no-fonts", test_no_fonts);
  g_test_add_func ("/paper/form/packed", test_packed);
  g_test_add_func ("/paper/form/huge", test_huge);
  g_test_add_func ("/paper/form/truncated", test_truncated);
  g_test_add_func ("/paper/form/cancelled", test_cancelled);
  g_test_add_func ("/paper/form/no-fields", test_no_fields);
  return g_test_run ();
}
