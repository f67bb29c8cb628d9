/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of taking invoices out of ZIP archives, and of archives made to do harm. */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "velo-intake-error.h"
#include "velo-invoice-helper.h"
#include "velo-invoice-reader.h"
#include "velo-zip.h"

#define XML "<a/>"

/* An archive that is being written. */
typedef struct
{
  GByteArray *files;
  GByteArray *entries;
  guint       n_entries;
} Archive;

static void
put (GByteArray *bytes, guint32 value, guint size)
{
  for (guint i = 0; i < size; i++)
    {
      guint8 byte = i < 4 ? (guint8) (value >> (8 * i)) : 0;

      g_byte_array_append (bytes, &byte, 1);
    }
}

static GBytes *
deflate (const void *data, gsize length)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 9));
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, converter);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  g_assert_cmpint (
      g_output_stream_splice (out, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL), >=, 0);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

static void
archive_init (Archive *archive)
{
  archive->files = g_byte_array_new ();
  archive->entries = g_byte_array_new ();
  archive->n_entries = 0;
}

static void
add (Archive *archive, const char *name, const void *data, gsize length, guint method, guint flags)
{
  g_autoptr (GBytes) packed = method == 8 ? deflate (data, length) : g_bytes_new (data, length);
  const guint32 offset = archive->files->len;
  gsize         n_packed;
  const guint8 *bytes = g_bytes_get_data (packed, &n_packed);

  put (archive->files, 0x04034b50, 4);
  put (archive->files, 20, 2);
  put (archive->files, flags, 2);
  put (archive->files, method, 2);
  put (archive->files, 0, 8);
  put (archive->files, (guint32) n_packed, 4);
  put (archive->files, (guint32) length, 4);
  put (archive->files, (guint32) strlen (name), 2);
  put (archive->files, 0, 2);
  g_byte_array_append (archive->files, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (archive->files, bytes, (guint) n_packed);
  put (archive->entries, 0x02014b50, 4);
  put (archive->entries, 20, 2);
  put (archive->entries, 20, 2);
  put (archive->entries, flags, 2);
  put (archive->entries, method, 2);
  put (archive->entries, 0, 8);
  put (archive->entries, (guint32) n_packed, 4);
  put (archive->entries, (guint32) length, 4);
  put (archive->entries, (guint32) strlen (name), 2);
  put (archive->entries, 0, 12);
  put (archive->entries, offset, 4);
  g_byte_array_append (archive->entries, (const guint8 *) name, (guint) strlen (name));
  archive->n_entries++;
}

static GBytes *
archive_end (Archive *archive, const char *comment)
{
  const guint32 offset = archive->files->len;
  const guint32 size = archive->entries->len;

  g_byte_array_append (archive->files, archive->entries->data, size);
  put (archive->files, 0x06054b50, 4);
  put (archive->files, 0, 4);
  put (archive->files, archive->n_entries, 2);
  put (archive->files, archive->n_entries, 2);
  put (archive->files, size, 4);
  put (archive->files, offset, 4);
  put (archive->files, (guint32) strlen (comment), 2);
  g_byte_array_append (archive->files, (const guint8 *) comment, (guint) strlen (comment));
  g_byte_array_unref (archive->entries);
  return g_byte_array_free_to_bytes (archive->files);
}

static GBytes *
sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static void
add_sample (Archive *archive, const char *folder, const char *name, guint method)
{
  g_autoptr (GBytes) bytes = sample (name);
  g_autofree char *path = g_strconcat (folder, name, NULL);
  gsize            length;
  const void      *data = g_bytes_get_data (bytes, &length);

  add (archive, path, data, length, method, 0);
}

static GBytes *
bundle (void)
{
  Archive archive;

  archive_init (&archive);
  add (&archive, "April/", "", 0, 0, 0);
  add_sample (&archive, "April/", "de_facturx_en16931_text.pdf", 0);
  add_sample (&archive, "../../etc/", "at_ebinterface_6p1.xml", 8);
  add (&archive, "README.txt", "for the tax adviser", 19, 0, 0);
  add_sample (&archive, "C:\\tmp\\", "truncated.xml", 8);
  return archive_end (&archive, "DATEV");
}

static const VeloZipMember *
member_at (GPtrArray *members, guint index)
{
  return members->pdata[index];
}

static void
test_bundle (void)
{
  g_autoptr (GBytes) bytes = bundle ();
  g_autoptr (GBytes) first = sample ("de_facturx_en16931_text.pdf");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members = velo_zip_read (bytes, &error);

  g_assert_no_error (error);
  g_assert_true (velo_zip_is_one (bytes));
  g_assert_cmpuint (members->len, ==, 3);
  g_assert_cmpstr (member_at (members, 0)->name, ==, "de_facturx_en16931_text.pdf");
  g_assert_cmpstr (member_at (members, 1)->name, ==, "at_ebinterface_6p1.xml");
  g_assert_cmpstr (member_at (members, 2)->name, ==, "truncated.xml");
  g_assert_true (g_bytes_equal (member_at (members, 0)->bytes, first));
}

/* The process unpacks; the caller reads each file by itself. */
static void
test_helper (void)
{
  g_autoptr (GBytes) bytes = bundle ();
  g_autoptr (VeloInvoiceHelper) helper = velo_invoice_helper_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members = velo_invoice_helper_unpack (helper, bytes, NULL, &error);
  static const char *const numbers[] = { "RE-2026-10417", "AR-26-0193" };

  g_assert_no_error (error);
  g_assert_cmpuint (members->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (VeloInvoiceAnswer) answer =
          velo_invoice_helper_read (helper, member_at (members, i)->bytes,
                                    member_at (members, i)->name, VELO_INVOICE_WANT_INVOICE, NULL,
                                    &error);

      g_assert_no_error (error);
      if (i == 2)
        g_assert_error (answer->refusal, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED);
      else
        g_assert_cmpstr (velo_invoice_get_number (answer->invoice), ==, numbers[i]);
    }
  g_assert_cmpuint (velo_invoice_helper_get_n_started (helper), ==, 1);
}

/* An archive around one invoice is that invoice; around several nobody knows which. */
static void
test_one_or_several (void)
{
  Archive archive;
  g_autoptr (GBytes) one = NULL;
  g_autoptr (GBytes) several = bundle ();
  g_autoptr (VeloInvoice) invoice = NULL;
  g_autoptr (GError) error = NULL;

  archive_init (&archive);
  add_sample (&archive, "", "de_plain_no_xml.pdf", 8);
  one = archive_end (&archive, "");
  invoice = velo_invoice_reader_read (one, "bundle.zip", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (velo_invoice_get_number (invoice), ==, "RE-2026-10417");
  g_assert_null (velo_invoice_reader_read (several, "bundle.zip", &error));
  g_assert_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_SEVERAL);
}

static void
assert_refused (GBytes *bytes, VeloIntakeError code, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members = velo_zip_read (bytes, &error);

  g_assert_null (members);
  g_assert_error (error, VELO_INTAKE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_refused (void)
{
  Archive archive;
  g_autoptr (GBytes) inner = bundle ();
  g_autoptr (GBytes) nested = NULL;
  g_autoptr (GBytes) locked = NULL;
  g_autoptr (GBytes) other = NULL;
  g_autoptr (GBytes) empty = NULL;
  gsize       length;
  const void *data = g_bytes_get_data (inner, &length);

  archive_init (&archive);
  add (&archive, "inner.pdf", data, length, 0, 0);
  nested = archive_end (&archive, "");
  assert_refused (nested, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT, "inside");
  archive_init (&archive);
  add (&archive, "a.xml", XML, 4, 0, 1);
  locked = archive_end (&archive, "");
  assert_refused (locked, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT, "password");
  archive_init (&archive);
  add (&archive, "a.xml", "text", 4, 8, 0);
  add (&archive, "b.xml", XML, 4, 99, 0);
  other = archive_end (&archive, "");
  assert_refused (other, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT, "without");
  archive_init (&archive);
  empty = archive_end (&archive, "");
  assert_refused (empty, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT, "without");
}

/* A few hundred kilobytes that would be hundreds of megabytes, in one piece and in many. */
static void
test_bombs (void)
{
  const gsize       length = 20 * 1024 * 1024;
  g_autofree char  *zeros = g_malloc0 (length);
  g_autoptr (GBytes) many = NULL;
  g_autoptr (VeloInvoiceHelper) helper = velo_invoice_helper_new ();
  g_autoptr (GError) error = NULL;
  Archive archive;

  memcpy (zeros, "<a>", 3);
  archive_init (&archive);
  for (guint i = 0; i < 10; i++)
    add (&archive, "a.xml", zeros, length, 8, 0);
  many = archive_end (&archive, "");
  g_assert_cmpuint (g_bytes_get_size (many), <, 500000);
  assert_refused (many, VELO_INTAKE_ERROR_OVER_LIMIT, "too much");
  g_assert_null (velo_invoice_helper_unpack (helper, many, NULL, &error));
  g_assert_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT);
}

static void
test_too_many (void)
{
  Archive archive;
  g_autoptr (GBytes) bytes = NULL;

  archive_init (&archive);
  for (guint i = 0; i <= VELO_ZIP_MAX_MEMBERS; i++)
    add (&archive, "a.xml", XML, 4, 0, 0);
  bytes = archive_end (&archive, "");
  assert_refused (bytes, VELO_INTAKE_ERROR_OVER_LIMIT, "too much");
}

/* No beginning of an archive and no changed byte may be worse than a refusal. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) bytes = bundle ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length; i += 1 + length / 200)
    {
      g_autoptr (GBytes) part = g_bytes_new (data, i);
      g_autoptr (GError) error = NULL;

      g_assert_null (velo_zip_read (part, &error));
      g_assert_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT);
    }
  for (guint i = 0; i < 300; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, length);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GPtrArray) members = NULL;
      g_autoptr (GError) error = NULL;

      /* most of what counts is in the table at the end */
      for (guint k = 0; k < 3; k++)
        copy[length - 1 - (gsize) g_rand_int_range (rand, 0, 400)] =
            (guint8) g_rand_int_range (rand, 0, 256);
      changed = g_bytes_new_take (g_steal_pointer (&copy), length);
      members = velo_zip_read (changed, &error);
      g_assert_true ((members == NULL) == (error != NULL));
    }
}

/* What the process says is not believed. */
static void
test_packed (void)
{
  g_autoptr (GPtrArray) members = velo_zip_members_new ();
  g_autoptr (GBytes) xml = g_bytes_new_static (XML, 4);
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GPtrArray) again = NULL;
  gsize         length;
  const guint8 *data = NULL;

  velo_zip_members_add (members, "../x/\x01 a.xml", xml);
  velo_zip_members_add (members, "..", xml);
  packed = velo_zip_members_pack (members);
  data = g_bytes_get_data (packed, &length);
  again = velo_zip_members_unpack (data, length);
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_null (strchr (member_at (again, 0)->name, '/'));
  g_assert_cmpstr (member_at (again, 1)->name, !=, "..");
  for (gsize i = 1; i < length; i++)
    {
      g_autoptr (GPtrArray) part = velo_zip_members_unpack (data, i);

      g_assert_true (part == NULL || part->len == 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/zip/bundle", test_bundle);
  g_test_add_func ("/intake/zip/helper", test_helper);
  g_test_add_func ("/intake/zip/one-or-several", test_one_or_several);
  g_test_add_func ("/intake/zip/refused", test_refused);
  g_test_add_func ("/intake/zip/bombs", test_bombs);
  g_test_add_func ("/intake/zip/too-many", test_too_many);
  g_test_add_func ("/intake/zip/damaged", test_damaged);
  g_test_add_func ("/intake/zip/packed", test_packed);
  return g_test_run ();
}
