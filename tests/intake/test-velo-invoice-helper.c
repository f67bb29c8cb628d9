/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that no file can harm the process that wants to know what is in it. */

#include "config.h"

#include <string.h>

#include "velo-invoice-helper.h"
#include "velo-invoice-json.h"
#include "velo-invoice-reader.h"
#include "velo-invoice-source.h"
#include "velo-reader-limits.h"

#define N_MUTANTS 300u
#define N_FILES 200u

static char *real_folder;
static char *hostile_folder;

static VeloInvoiceHelper *
helper_in (const char *folder)
{
  g_setenv ("VELO_LIBEXECDIR", folder, TRUE);
  return velo_invoice_helper_new ();
}

static GBytes *
load (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static char *
own_folder (void)
{
  return g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", NULL);
}

static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".xml") || g_str_has_suffix (name, ".pdf"))
      g_ptr_array_add (names, g_strdup (name));
  g_assert_cmpuint (names->len, >, 0);
  return names;
}

static void
assert_same (VeloInvoiceHelper *helper, const char *folder, const char *name)
{
  g_autoptr (GBytes) bytes = load (folder, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (VeloInvoiceAnswer) answer = NULL;
  g_autoptr (VeloInvoice) invoice = velo_invoice_reader_read (bytes, name, &refusal);
  g_autofree char *record = velo_invoice_json_text (bytes, name, NULL);

  answer = velo_invoice_helper_read (helper, bytes, name,
                                     VELO_INVOICE_WANT_INVOICE | VELO_INVOICE_WANT_RECORD, NULL,
                                     &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->record, ==, record);
  if (invoice == NULL)
    {
      g_assert_error (answer->refusal, refusal->domain, refusal->code);
      g_assert_cmpstr (answer->refusal->message, ==, refusal->message);
      g_assert_null (answer->invoice);
      return;
    }
  g_assert_no_error (answer->refusal);
  g_assert_true (velo_record_equal (answer->invoice, invoice));
}

static void
test_same_as_here (void)
{
  g_autoptr (VeloInvoiceHelper) helper = helper_in (real_folder);
  g_autofree char *folder = own_folder ();
  g_autoptr (GPtrArray) names = list_files (folder);

  for (guint i = 0; i < names->len; i++)
    assert_same (helper, folder, names->pdata[i]);
  g_assert_cmpuint (velo_invoice_helper_get_n_started (helper), ==, 1);
}

static void
test_many_files (void)
{
  g_autoptr (VeloInvoiceHelper) helper = helper_in (real_folder);
  g_autofree char *folder = own_folder ();
  g_autoptr (GPtrArray) names = list_files (folder);

  for (guint i = 0; i < N_FILES; i++)
    {
      const char *name = names->pdata[i % names->len];
      g_autoptr (GBytes) bytes = load (folder, name);
      g_autoptr (GError) error = NULL;
      g_autoptr (VeloInvoiceAnswer) answer = velo_invoice_helper_read (
          helper, bytes, name, VELO_INVOICE_WANT_RECORD, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (strstr (answer->record, name));
      g_assert_null (answer->invoice);
    }
  g_assert_cmpuint (velo_invoice_helper_get_n_started (helper), ==, 1);
}

static void
test_hostile_samples (void)
{
  static const struct
  {
    const char     *name;
    VeloIntakeError code;
  } samples[] = {
    { "hostile_billion_laughs.xml", VELO_INTAKE_ERROR_REJECTED_DTD },
    { "hostile_xxe_file.xml", VELO_INTAKE_ERROR_REJECTED_DTD },
    { "hostile_xxe_http.xml", VELO_INTAKE_ERROR_REJECTED_DTD },
    { "de_encrypted_userpw.pdf", VELO_INTAKE_ERROR_ENCRYPTED_PDF },
    { "truncated.pdf", VELO_INTAKE_ERROR_MALFORMED_PDF },
    { "truncated.xml", VELO_INTAKE_ERROR_MALFORMED },
    { "empty.xml", VELO_INTAKE_ERROR_EMPTY },
  };
  g_autoptr (VeloInvoiceHelper) helper = helper_in (real_folder);
  g_autofree char *folder = own_folder ();

  /* a second for each, but for the start of the process */
  assert_same (helper, folder, "de_cii_bom.xml");
  velo_invoice_helper_set_time_limit (helper, 1000);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GBytes) bytes = load (folder, samples[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (VeloInvoiceAnswer) answer = velo_invoice_helper_read (
          helper, bytes, samples[i].name, VELO_INVOICE_WANT_INVOICE, NULL, &error);

      g_assert_no_error (error);
      g_assert_null (answer->invoice);
      g_assert_error (answer->refusal, VELO_INTAKE_ERROR, (int) samples[i].code);
    }
}

static void
test_shared_samples (void)
{
  const char *shared = g_getenv ("VELO_SHARED_INVOICES");
  static const char *const folders[] = { "bike", "public" };

  if (shared == NULL || !g_file_test (shared, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the shared samples are not on this machine");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (VeloInvoiceHelper) helper = helper_in (real_folder);
      g_autofree char *folder = g_build_filename (shared, folders[i], NULL);
      g_autoptr (GPtrArray) names = list_files (folder);

      for (guint j = 0; j < names->len; j++)
        assert_same (helper, folder, names->pdata[j]);
      g_assert_cmpuint (velo_invoice_helper_get_n_started (helper), ==, 1);
    }
}

static GBytes *
mutate (GBytes *bytes, GRand *rand)
{
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);
  guint8     *copy = g_memdup2 (data, length);
  guint       n_changes = (guint) g_rand_int_range (rand, 1, 60);

  for (guint i = 0; i < n_changes; i++)
    copy[g_rand_int_range (rand, 0, (gint32) length)] =
        g_rand_boolean (rand) ? (guint8) g_rand_int_range (rand, 0, 256)
                              : (guint8) "0123456789<>[]()/"[g_rand_int_range (rand, 0, 17)];
  if (g_rand_int_range (rand, 0, 8) == 0)
    length = (gsize) g_rand_int_range (rand, 1, (gint32) length);
  return g_bytes_new_take (copy, length);
}

/* Whatever happens to the helper, there is an answer or a reason, and the next file is read. */
static void
test_mutants (void)
{
  static const char *const seeds[] = { "de_facturx_en16931_text.pdf", "de_plain_no_xml.pdf",
                                       "de_zugferd1_comfort.pdf", "de_encrypted_userpw.pdf",
                                       "de_facturx_minimum_nolines.pdf" };
  g_autoptr (VeloInvoiceHelper) helper = helper_in (real_folder);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261121);
  g_autofree char *folder = own_folder ();
  guint            n_broken = 0;

  for (guint i = 0; i < N_MUTANTS; i++)
    {
      g_autoptr (GBytes) seed = load (folder, seeds[i % G_N_ELEMENTS (seeds)]);
      g_autoptr (GBytes) mutant = mutate (seed, rand);
      g_autoptr (GError) error = NULL;
      g_autoptr (VeloInvoiceAnswer) answer = velo_invoice_helper_read (
          helper, mutant, "mutant.pdf", VELO_INVOICE_WANT_INVOICE, NULL, &error);

      if (answer == NULL)
        {
          g_assert_true (
              g_error_matches (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED_PDF) ||
              g_error_matches (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT));
          n_broken++;
        }
    }
  g_test_message ("%u of %u broke off, in %u processes", n_broken, N_MUTANTS,
                  velo_invoice_helper_get_n_started (helper));
  assert_same (helper, folder, "de_facturx_en16931_text.pdf");
}

/* Files that broke a reader once. */
static void
test_found (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("VELO_TEST_DATA"), "found", NULL);
  g_autofree char *own = own_folder ();
  g_autoptr (VeloInvoiceHelper) helper = helper_in (real_folder);
  g_autoptr (GPtrArray) names = list_files (folder);

  g_assert_cmpuint (names->len, >, 0);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (GBytes) bytes = load (folder, names->pdata[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (VeloInvoiceAnswer) answer = velo_invoice_helper_read (
          helper, bytes, names->pdata[i], VELO_INVOICE_WANT_INVOICE, NULL, &error);
      const GError *reason = answer == NULL ? error : answer->refusal;

      g_assert_error (reason, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED_PDF);
      assert_same (helper, own, "de_cii_bom.xml");
    }
}

static VeloInvoiceAnswer *
ask_hostile (VeloInvoiceHelper *helper, const char *act, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (act, strlen (act));

  return velo_invoice_helper_read (helper, bytes, act,
                                   VELO_INVOICE_WANT_INVOICE | VELO_INVOICE_WANT_RECORD, NULL,
                                   error);
}

static void
assert_still_reads (VeloInvoiceHelper *helper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VeloInvoiceAnswer) answer = NULL;

  velo_invoice_helper_set_time_limit (helper, 10000);
  answer = ask_hostile (helper, "nothing", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->record, ==, "{\"n\":1}");
}

static void
test_broken (void)
{
  static const struct
  {
    const char     *act;
    VeloIntakeError code;
  } acts[] = {
    { "die", VELO_INTAKE_ERROR_OVER_LIMIT },      { "crash", VELO_INTAKE_ERROR_MALFORMED },
    { "%PDF-crash", VELO_INTAKE_ERROR_MALFORMED_PDF },
    { "exit", VELO_INTAKE_ERROR_MALFORMED },      { "cut", VELO_INTAKE_ERROR_MALFORMED },
    { "cut-text", VELO_INTAKE_ERROR_MALFORMED },  { "garbage", VELO_INTAKE_ERROR_MALFORMED },
    { "huge", VELO_INTAKE_ERROR_MALFORMED },     { "deep", VELO_INTAKE_ERROR_MALFORMED },
    { "two-lines", VELO_INTAKE_ERROR_MALFORMED }, { "unsafe", VELO_INTAKE_ERROR_NO_HELPER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr (VeloInvoiceHelper) helper = helper_in (hostile_folder);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", acts[i].act);
      g_assert_null (ask_hostile (helper, acts[i].act, &error));
      g_assert_error (error, VELO_INTAKE_ERROR, (int) acts[i].code);
      assert_still_reads (helper);
    }
}

static void
test_memory (void)
{
  g_autoptr (VeloInvoiceHelper) helper = helper_in (hostile_folder);
  g_autoptr (GError) error = NULL;

  if (!velo_reader_limits_bound_memory ())
    {
      g_test_skip ("the sanitizer maps all memory");
      return;
    }
  g_assert_null (ask_hostile (helper, "eat", &error));
  g_assert_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT);
  g_assert_cmpstr (error->message, ==, "reading the file took too much memory");
  assert_still_reads (helper);
}

static void
test_time (void)
{
  static const char *const acts[] = { "spin", "hang" };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr (VeloInvoiceHelper) helper = helper_in (hostile_folder);
      g_autoptr (GError) error = NULL;

      /* spinning ends by the processor time that the helper allows itself */
      velo_invoice_helper_set_time_limit (helper, i == 0 ? 60000 : 200);
      g_assert_null (ask_hostile (helper, acts[i], &error));
      g_assert_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT);
      g_assert_cmpstr (error->message, ==, "reading the file took too long");
      assert_still_reads (helper);
    }
}

static void
test_calls (void)
{
  g_autoptr (VeloInvoiceHelper) helper = helper_in (hostile_folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (VeloInvoiceAnswer) answer = ask_hostile (helper, "calls", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (answer->record, ==, "{\"done\":\"\"}");
}

/* A file gets a fresh process before it is blamed for a crash. */
static void
test_blame (void)
{
  g_autoptr (VeloInvoiceHelper) helper = helper_in (hostile_folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (VeloInvoiceAnswer) answer = NULL;

  assert_still_reads (helper);
  answer = ask_hostile (helper, "crash-as-second", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->record, ==, "{\"n\":1}");
  g_assert_cmpuint (velo_invoice_helper_get_n_started (helper), ==, 2);
}

static gpointer
cancel_thread (gpointer data)
{
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr (VeloInvoiceHelper) helper = helper_in (hostile_folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("hang", 4);
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_thread, cancellable);

  g_assert_null (velo_invoice_helper_read (helper, bytes, NULL, VELO_INVOICE_WANT_RECORD,
                                           cancellable, &error));
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (velo_invoice_helper_read (helper, bytes, NULL, VELO_INVOICE_WANT_RECORD,
                                           cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_still_reads (helper);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **stored = data;

  *stored = g_object_ref (result);
  g_main_context_wakeup (NULL);
}

static void
assert_async (GBytes *bytes, VeloIntakeError code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  velo_invoice_reader_read_async (bytes, "a.pdf", NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (velo_invoice_reader_read_finish (result, &error));
  g_assert_error (error, VELO_INTAKE_ERROR, (int) code);
}

static void
test_async (void)
{
  g_autoptr (GBytes) crash = g_bytes_new_static ("%PDF-crash", 10);
  g_autoptr (GBytes) order = g_bytes_new_static ("<Order xmlns='urn:x'/>", 22);

  g_setenv ("VELO_LIBEXECDIR", hostile_folder, TRUE);
  assert_async (crash, VELO_INTAKE_ERROR_MALFORMED_PDF);
  g_setenv ("VELO_LIBEXECDIR", real_folder, TRUE);
  assert_async (order, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT);
  /* never in this process instead */
  g_setenv ("VELO_LIBEXECDIR", "/nowhere", TRUE);
  assert_async (order, VELO_INTAKE_ERROR_NO_HELPER);
}

static void
test_sizes (void)
{
  g_autoptr (VeloInvoiceHelper) helper = helper_in (real_folder);
  const gsize most = VELO_INVOICE_SOURCE_MAX_BYTES;
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (most + 1), most + 1);
  g_autoptr (GBytes) largest = g_bytes_new_from_bytes (large, 0, most);
  g_autofree char *name = g_strnfill (2 * VELO_INVOICE_FRAME_MAX_NAME, 'n');
  g_autoptr (VeloInvoiceAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (velo_invoice_helper_read (helper, large, NULL, VELO_INVOICE_WANT_INVOICE, NULL,
                                           &error));
  g_assert_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT);
  g_clear_error (&error);
  answer = velo_invoice_helper_read (helper, largest, name, VELO_INVOICE_WANT_INVOICE, NULL, &error);
  g_assert_no_error (error);
  g_assert_error (answer->refusal, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_UNSUPPORTED_FORMAT);
}

static void
test_frames (void)
{
  VeloInvoiceQuestion question = { 3, VELO_INVOICE_FRAME_MAX_NAME, VELO_INVOICE_FRAME_MAX_EXTRA, 70000 };
  VeloInvoiceReply    reply = { 2, 3, 4, 5 };
  guint8              head[VELO_INVOICE_FRAME_ANSWER_SIZE];

  velo_invoice_frame_put_question (&question, head);
  g_assert_true (velo_invoice_frame_get_question (head, &question));
  g_assert_cmpuint (question.length, ==, 70000);
  question.name_length++;
  velo_invoice_frame_put_question (&question, head);
  g_assert_false (velo_invoice_frame_get_question (head, &question));
  velo_invoice_frame_put_reply (&reply, head);
  g_assert_false (velo_invoice_frame_get_question (head, &question));
  g_assert_true (velo_invoice_frame_get_reply (head, &reply));
  g_assert_cmpuint (velo_invoice_frame_reply_length (&reply), ==, 12);
  reply.refusal = VELO_INTAKE_ERROR_NO_HELPER + 1;
  velo_invoice_frame_put_reply (&reply, head);
  g_assert_false (velo_invoice_frame_get_reply (head, &reply));
  g_assert_true (velo_invoice_frame_is_flat ("{\"[[[[[[[[[[[[[[[[[[[[[[[\\\"[\":[1]}", 33));
  g_assert_false (velo_invoice_frame_is_flat ("[[[[[[[[[[[[[[[[[", 17));
  g_assert_false (velo_invoice_frame_is_flat ("]", 1));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  real_folder = g_strdup (g_getenv ("VELO_LIBEXECDIR"));
  hostile_folder = g_path_get_dirname (argv[1]);
  g_test_add_func ("/intake/invoice-helper/same-as-here", test_same_as_here);
  g_test_add_func ("/intake/invoice-helper/many-files", test_many_files);
  g_test_add_func ("/intake/invoice-helper/hostile-samples", test_hostile_samples);
  g_test_add_func ("/intake/invoice-helper/shared-samples", test_shared_samples);
  g_test_add_func ("/intake/invoice-helper/mutants", test_mutants);
  g_test_add_func ("/intake/invoice-helper/found", test_found);
  g_test_add_func ("/intake/invoice-helper/broken", test_broken);
  g_test_add_func ("/intake/invoice-helper/memory", test_memory);
  g_test_add_func ("/intake/invoice-helper/time", test_time);
  g_test_add_func ("/intake/invoice-helper/calls", test_calls);
  g_test_add_func ("/intake/invoice-helper/blame", test_blame);
  g_test_add_func ("/intake/invoice-helper/cancelled", test_cancelled);
  g_test_add_func ("/intake/invoice-helper/async", test_async);
  g_test_add_func ("/intake/invoice-helper/sizes", test_sizes);
  g_test_add_func ("/intake/invoice-helper/frames", test_frames);
  status = g_test_run ();
  g_free (real_folder);
  g_free (hostile_folder);
  return status;
}
