/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of taking invoices out of mails, and of mails made to do harm. */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "velo-intake-error.h"
#include "velo-invoice-helper.h"
#include "velo-mail-reader.h"
#include "velo-mail.h"
#include "velo-zip.h"

#define PDF "de_facturx_en16931_text.pdf"
#define XML "at_ebinterface_6p1.xml"
#define HEAD                                                                                       \
  "Return-Path: <shop@example.org>\r\nReceived: from a by b;\r\n\tMon, 2 Nov 2026 10:00:00 "       \
  "+0100\r\nFrom: Shop <shop@example.org>\r\nSubject: =?UTF-8?Q?Rechnung_f=C3=BCr_Sie?=\r\n"       \
  "MIME-Version: 1.0\r\n"
#define MIXED "Content-Type: multipart/mixed; boundary=\"=_b\"\r\n\r\nfor old programs\r\n"
#define BODY "--=_b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSee the file.\r\n"
#define TINY "--=_b\r\nContent-Type: application/xml\r\n\r\n<a/>\r\n"
#define END "--=_b--\r\n"

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

/* As mail programs break it into lines; of it only so much comes. */
static void
put_base64 (GString *mail, GBytes *bytes, gsize percent)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_base64_encode (data, length);
  const gsize      n = strlen (text) * percent / 100;

  for (gsize i = 0; i < n; i += 76)
    {
      g_string_append_len (mail, text + i, (gssize) MIN (n - i, 76));
      g_string_append (mail, "\r\n");
    }
}

static void
put_quoted (GString *mail, GBytes *bytes)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isalnum (data[i]))
        g_string_append_c (mail, (char) data[i]);
      else
        g_string_append_printf (mail, "=%02X", data[i]);
      if (i % 20 == 19)
        g_string_append (mail, "=\r\n");
    }
  g_string_append (mail, "\r\n");
}

static void
add_pdf (GString *mail, const char *boundary, const char *file_name, gsize percent)
{
  g_autoptr (GBytes) bytes = sample (PDF);

  g_string_append_printf (mail,
                          "--%s\r\nContent-Type: application/octet-stream\r\n"
                          "Content-Disposition: attachment; filename=%s\r\n"
                          "Content-Transfer-Encoding: base64\r\n\r\n",
                          boundary, file_name);
  put_base64 (mail, bytes, percent);
}

static void
add_xml (GString *mail, const char *boundary)
{
  g_autoptr (GBytes) bytes = sample (XML);

  g_string_append_printf (mail,
                          "--%s\r\nContent-Type: text/xml\r\n"
                          "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
                          boundary);
  put_quoted (mail, bytes);
}

static GBytes *
end (GString *mail)
{
  return g_string_free_to_bytes (mail);
}

static GBytes *
two_files (void)
{
  GString *mail = g_string_new (HEAD MIXED);

  g_string_append (mail,
                   "--=_b\r\nContent-Type: multipart/related; boundary=r\r\n\r\n"
                   "--r\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n"
                   "--a\r\nContent-Type: text/plain\r\n\r\n<see below>\r\n"
                   "--a\r\nContent-Type: text/html\r\n\r\n<html><body>x</body></html>\r\n--a--\r\n"
                   "--r\r\nContent-Type: image/svg+xml; name=logo.svg\r\n\r\n<svg/>\r\n--r--\r\n");
  add_pdf (mail, "=_b", "\"=?UTF-8?Q?F=C3=BCr_Sie.pdf?=\"", 100);
  add_xml (mail, "=_b");
  g_string_append (mail, END);
  return end (mail);
}

static GBytes *
one_pdf (const char *file_name, gsize percent)
{
  GString *mail = g_string_new (HEAD MIXED BODY);

  add_pdf (mail, "=_b", file_name, percent);
  g_string_append (mail, END);
  return end (mail);
}

static const VeloZipMember *
member_at (GPtrArray *members, guint index)
{
  g_assert_cmpuint (index, <, members->len);
  return members->pdata[index];
}

/* All that is foreign is opened by the process. */
static GPtrArray *
unpack (GBytes *bytes)
{
  g_autoptr (VeloInvoiceHelper) helper = velo_invoice_helper_new ();
  g_autoptr (GError) error = NULL;
  GPtrArray *members = velo_invoice_helper_unpack (helper, bytes, NULL, &error);

  g_assert_no_error (error);
  return members;
}

static void
assert_refused (GBytes *bytes, VeloIntakeError code)
{
  g_autoptr (VeloInvoiceHelper) helper = velo_invoice_helper_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (velo_invoice_helper_unpack (helper, bytes, NULL, &error));
  g_assert_error (error, VELO_INTAKE_ERROR, (int) code);
}

static void
assert_text_refused (const char *text, VeloIntakeError code)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  assert_refused (bytes, code);
}

static void
test_two_files (void)
{
  g_autoptr (GBytes) bytes = two_files ();
  g_autoptr (GBytes) pdf = sample (PDF);
  g_autoptr (GBytes) xml = sample (XML);
  g_autoptr (GPtrArray) members = unpack (bytes);

  g_assert_true (velo_mail_is_one (bytes));
  g_assert_cmpuint (members->len, ==, 2);
  g_assert_cmpstr (member_at (members, 0)->name, ==, "Für Sie.pdf");
  g_assert_true (g_bytes_equal (member_at (members, 0)->bytes, pdf));
  g_assert_cmpstr (member_at (members, 1)->name, ==, "2.xml");
  g_assert_true (g_bytes_equal (member_at (members, 1)->bytes, xml));
}

/* Around one invoice a mail is that invoice; around several nobody knows which. */
static void
test_read (void)
{
  g_autoptr (GBytes) one = one_pdf ("a.pdf", 100);
  g_autoptr (GBytes) two = two_files ();
  g_autoptr (VeloInvoiceHelper) helper = velo_invoice_helper_new ();
  g_autoptr (VeloInvoiceAnswer) read = NULL;
  g_autoptr (VeloInvoiceAnswer) refused = NULL;

  read = velo_invoice_helper_read (helper, one, "a.eml", VELO_INVOICE_WANT_INVOICE, NULL, NULL);
  g_assert_cmpstr (velo_invoice_get_number (read->invoice), ==, "RE-2026-10417");
  refused = velo_invoice_helper_read (helper, two, "a.eml", VELO_INVOICE_WANT_INVOICE, NULL, NULL);
  g_assert_error (refused->refusal, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_SEVERAL);
  g_assert_cmpuint (velo_invoice_helper_get_n_started (helper), ==, 1);
}

/* As one program hands over what is dragged: with a mark, without returns, and several in one. */
static void
test_mailbox (void)
{
  GString *mail = g_string_new ("From shop@example.org Mon Nov  2 10:00:00 2026\n" HEAD MIXED BODY);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) members = NULL;

  add_xml (mail, "=_b");
  g_string_append (mail, END "\nFrom shop@example.org Mon Nov  2 11:00:00 2026\n" HEAD MIXED);
  add_pdf (mail, "=_b", "b.pdf", 100);
  g_string_append (mail, END);
  g_string_replace (mail, "\r\n", "\n", 0);
  bytes = end (mail);
  g_assert_true (velo_mail_is_one (bytes));
  members = unpack (bytes);
  g_assert_cmpuint (members->len, ==, 2);
  g_assert_cmpstr (member_at (members, 1)->name, ==, "b.pdf");
}

/* The whole of the mail is the file. */
static void
test_not_multipart (void)
{
  GString *mail = g_string_new ("\xef\xbb\xbf" HEAD);
  g_autoptr (GBytes) xml = sample (XML);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) members = NULL;

  g_string_append (mail, "Content-Type: application/xml\r\n"
                         "Content-Transfer-Encoding: base64\r\n\r\n");
  put_base64 (mail, xml, 100);
  bytes = end (mail);
  members = unpack (bytes);
  g_assert_cmpuint (members->len, ==, 1);
  g_assert_true (g_bytes_equal (member_at (members, 0)->bytes, xml));
}

static void
test_nothing (void)
{
  static const char *const texts[] = {
    HEAD "\r\nPlain words.\r\n",
    HEAD "Content-Type: text/html\r\n\r\n<html><body>Invoice</body></html>\r\n",
    HEAD MIXED BODY END,
    HEAD MIXED,
    HEAD MIXED "--=_b\r\nContent-Type: application/zip\r\n\r\nPK\x03\x04<a/>\r\n" END,
    HEAD MIXED "--=_b\r\nContent-Type: message/rfc822\r\n\r\n" HEAD
               "Content-Type: application/xml\r\n\r\n<a/>\r\n" END,
    HEAD MIXED "--=_b\r\nContent-Type: text/plain; name=a.txt\r\n\r\nfor the tax adviser\r\n" END,
    "Subject: x\nDate: y\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%u", i);
      assert_text_refused (texts[i], VELO_INTAKE_ERROR_NO_INVOICE_IN_MAIL);
    }
}

/* What came of the file is handed on, and refused by whoever reads it. */
static void
test_truncated (void)
{
  g_autoptr (GBytes) bytes = one_pdf ("a.pdf", 30);
  g_autoptr (GPtrArray) members = unpack (bytes);
  g_autoptr (GBytes) whole = sample (PDF);
  g_autoptr (VeloInvoiceHelper) helper = velo_invoice_helper_new ();
  g_autoptr (VeloInvoiceAnswer) answer = NULL;

  g_assert_cmpuint (members->len, ==, 1);
  g_assert_cmpuint (g_bytes_get_size (member_at (members, 0)->bytes), <,
                    g_bytes_get_size (whole) / 2);
  answer = velo_invoice_helper_read (helper, member_at (members, 0)->bytes, "a.pdf",
                                     VELO_INVOICE_WANT_INVOICE, NULL, NULL);
  g_assert_nonnull (answer->refusal);
  g_assert_null (answer->invoice);
}

static GBytes *
many (const char *part, guint n)
{
  GString *mail = g_string_new (HEAD MIXED);

  for (guint i = 0; i < n; i++)
    g_string_append (mail, part);
  g_string_append (mail, END);
  return end (mail);
}

/* Parts, files and levels without end. */
static void
test_bombs (void)
{
  g_autoptr (GBytes) parts = many ("--=_b\r\n\r\nx\r\n", 10000);
  g_autoptr (GBytes) empty = many ("--=_b\r\n", 10000);
  g_autoptr (GBytes) files = many (TINY, VELO_ZIP_MAX_MEMBERS + 1);
  g_autoptr (GBytes) most = many (TINY, VELO_ZIP_MAX_MEMBERS);
  g_autoptr (GBytes) deep = NULL;
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  GString *mail = g_string_new (HEAD);

  assert_refused (parts, VELO_INTAKE_ERROR_OVER_LIMIT);
  assert_refused (files, VELO_INTAKE_ERROR_OVER_LIMIT);
  members = unpack (most);
  g_assert_cmpuint (members->len, ==, VELO_ZIP_MAX_MEMBERS);
  none = velo_mail_read (empty, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (mail, "Content-Type: multipart/mixed; boundary=b%u\r\n\r\n--b%u\r\n", i, i);
  g_string_append (mail, "Content-Type: application/xml\r\n\r\n<a/>\r\n");
  deep = end (mail);
  assert_refused (deep, VELO_INTAKE_ERROR_OVER_LIMIT);
}

/* One file larger than all of them may be. */
static void
test_too_large (void)
{
  GString *mail = g_string_new (HEAD MIXED "--=_b\r\nContent-Type: application/xml\r\n\r\n<a>");
  g_autoptr (GBytes) bytes = NULL;
  const gsize at = mail->len;

  g_string_set_size (mail, at + VELO_ZIP_MAX_BYTES + 1);
  memset (mail->str + at, ' ', mail->len - at);
  g_string_append (mail, "</a>\r\n" END);
  bytes = end (mail);
  assert_refused (bytes, VELO_INTAKE_ERROR_OVER_LIMIT);
}

/* No boundary, an endless one, the same one inside, one that is the end of another. */
static void
test_boundaries (void)
{
  g_autofree char *endless = g_strnfill (100000, 'x');
  g_autofree char *first = g_strconcat (HEAD "Content-Type: multipart/mixed; boundary=\"", endless,
                                        "\"\r\n\r\n--", endless, "\r\n" TINY, NULL);
  const char *const texts[] = {
    first,
    HEAD "Content-Type: multipart/mixed\r\n\r\n" TINY END,
    HEAD "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\n<a/>\r\n----\r\n",
    HEAD "Content-Type: multipart/mixed; boundary=\"--\"\r\n\r\n----\r\n\r\n<a/>\r\n------\r\n",
    HEAD MIXED "--=_b\r\nContent-Type: multipart/mixed; boundary=\"=_b\"\r\n\r\n" TINY END,
    HEAD MIXED "--=_b\r\nContent-Type: multipart/mixed; boundary=\"=_b--\"\r\n\r\n" TINY END,
    HEAD "Content-Type: multipart/mixed; boundary*0=\"=\"; boundary*1=_b;\r\n boundary=\"\r\n \"\r\n\r\n" TINY,
    HEAD "Content-Type: multipart/mixed; boundary=\"=_b",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr (VeloInvoiceHelper) helper = velo_invoice_helper_new ();
      g_autoptr (GPtrArray) members = NULL;
      g_autoptr (GError) error = NULL;

      members = velo_invoice_helper_unpack (helper, bytes, NULL, &error);
      g_test_message ("%u: %s", i, members == NULL ? error->message : "files");
      if (members == NULL)
        g_assert_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NO_INVOICE_IN_MAIL);
      else
        g_assert_cmpuint (members->len, ==, 1);
    }
}

/* A name is for showing; where it would lead does not matter. */
static void
test_names (void)
{
  static const char *const names[] = {
    "\"../../etc/cron.d/x\"", "\"C:\\\\tmp\\\\x\"", "\"..\"", "\"\"",
    "\"=?UTF-8?B?Li4vAC8uLi9hCg==?=\"", "\"\xff\xfe\"", "\"\x01\x1b[2J\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = one_pdf (names[i], 100);
      g_autoptr (GPtrArray) members = unpack (bytes);
      const char *name = member_at (members, 0)->name;

      g_assert_cmpuint (members->len, ==, 1);
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_cmpstr (name, !=, "");
      g_assert_cmpstr (name, !=, "..");
      g_assert_null (strpbrk (name, "/\\\n\x01\x1b"));
    }
}

/* By content: neither a text with a colon nor a list of addresses is a mail. */
static void
test_is_one (void)
{
  static const char *const others[] = {
    "", "\n", "%PDF-1.7\nFrom: a\nTo: b\n", "<?xml version=\"1.0\"?>\nFrom: a\nTo: b\n",
    "From: a\nFrom: b\nFrom: c\n", "From: a\n\nTo: b\n", "PK\x03\x04", "From: a\nwords\nTo: b\n",
    " From: a\n To: b\n", "key: value\nother: value\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (others[i], strlen (others[i]));

      g_test_message ("%u", i);
      g_assert_false (velo_mail_is_one (bytes));
    }
}

/* No beginning of a mail and no changed byte may be worse than a refusal. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) bytes = two_files ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (guint i = 0; i < 300; i++)
    {
      const gsize n = i < 100 ? length * i / 100 : length;
      g_autofree guint8 *copy = g_memdup2 (data, length);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GPtrArray) members = NULL;
      g_autoptr (GError) error = NULL;

      /* what counts is in the lines at the beginning */
      for (guint k = 0; k < 5 && i >= 100; k++)
        copy[g_rand_int_range (rand, 0, 1500)] = (guint8) g_rand_int_range (rand, 0, 256);
      changed = g_bytes_new (copy, n);
      members = velo_mail_read (changed, &error);
      g_assert_true ((members == NULL) == (error != NULL));
      g_assert_true (members == NULL || members->len <= 4);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/mail/two-files", test_two_files);
  g_test_add_func ("/intake/mail/read", test_read);
  g_test_add_func ("/intake/mail/mailbox", test_mailbox);
  g_test_add_func ("/intake/mail/not-multipart", test_not_multipart);
  g_test_add_func ("/intake/mail/nothing", test_nothing);
  g_test_add_func ("/intake/mail/truncated", test_truncated);
  g_test_add_func ("/intake/mail/bombs", test_bombs);
  g_test_add_func ("/intake/mail/too-large", test_too_large);
  g_test_add_func ("/intake/mail/boundaries", test_boundaries);
  g_test_add_func ("/intake/mail/names", test_names);
  g_test_add_func ("/intake/mail/is-one", test_is_one);
  g_test_add_func ("/intake/mail/damaged", test_damaged);
  return g_test_run ();
}
