/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many files at once: good, known, broken, hostile, vanished, and a program that ends in the middle. */

#include "config.h"

#include "velo-sales-fixture.h"

#include "velo-intake-batch.h"
#include "velo-intake-error.h"
#include "velo-store-files.h"

#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  Fixture base;
  char *folder;
  guint n_sold;
  guint n_finished;
} Intake;

static void
intake_set_up (Intake        *intake,
               gconstpointer  data)
{
  fixture_set_up (&intake->base, data);
  intake->folder = g_build_filename (intake->base.directory, "in", NULL);
  g_assert_cmpint (g_mkdir (intake->folder, 0700), ==, 0);
}

static void
intake_tear_down (Intake        *intake,
                  gconstpointer  data)
{
  fixture_tear_down (&intake->base, data);
  g_free (intake->folder);
}

static void
sold_cb (VeloIntakeBatch *batch,
         VeloInvoice     *invoice,
         Intake          *intake)
{
  g_assert_cmpstr (velo_invoice_get_id (invoice), !=, "");
  intake->n_sold++;
}

static void
finished_cb (VeloIntakeBatch *batch,
             Intake          *intake)
{
  g_assert_false (velo_intake_batch_is_running (batch));
  intake->n_finished++;
}

static VeloIntakeBatch *
make_batch (Intake           *intake,
            VeloIntakeOrigin  origin)
{
  VeloIntakeBatch *batch = velo_intake_batch_new (intake->base.counter, origin);

  g_signal_connect (batch, "sold", G_CALLBACK (sold_cb), intake);
  g_signal_connect (batch, "finished", G_CALLBACK (finished_cb), intake);
  return batch;
}

/* Copies a sample under a name of its own into the folder. */
static char *
put (Intake     *intake,
     const char *sample,
     const char *name)
{
  g_autofree char *from = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", sample, NULL);
  char *to = g_build_filename (intake->folder, name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &contents, &size, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (to, contents, (gssize) size, &error));
  g_assert_no_error (error);
  return to;
}

static void
add (VeloIntakeBatch *batch,
     const char      *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);

  velo_intake_batch_add (batch, file);
}

static void
add_sample (Intake          *intake,
            VeloIntakeBatch *batch,
            const char      *sample)
{
  g_autofree char *path = put (intake, sample, sample);

  add (batch, path);
}

static void
run (Intake          *intake,
     VeloIntakeBatch *batch)
{
  guint n_finished = intake->n_finished;

  velo_intake_batch_start (batch);
  g_assert_true (velo_intake_batch_is_running (batch));
  WAIT_UNTIL (intake->n_finished > n_finished);
}

static void
release (VeloIntakeBatch *batch)
{
  WAIT_UNTIL (G_OBJECT (batch)->ref_count == 1);
  g_assert_finalize_object (batch);
}

static void
assert_item (VeloIntakeBatch *batch,
             guint            index,
             VeloFileOutcome  outcome)
{
  g_autoptr(VeloIntakeItem) item = g_list_model_get_item (velo_intake_batch_get_items (batch), index);

  g_assert_nonnull (item);
  g_assert_cmpint ((int) velo_intake_item_get_state (item), ==, VELO_INTAKE_STATE_DONE);
  g_assert_cmpint ((int) velo_intake_item_get_outcome (item), ==, (int) outcome);
  g_assert_null (velo_intake_item_get_bytes (item));
  g_assert_null (velo_intake_item_get_invoice (item));
}

static void
assert_failed (VeloIntakeBatch *batch,
               guint            index,
               GQuark           domain,
               int              code)
{
  g_autoptr(VeloIntakeItem) item = g_list_model_get_item (velo_intake_batch_get_items (batch), index);

  g_assert_nonnull (item);
  g_assert_cmpint ((int) velo_intake_item_get_state (item), ==, VELO_INTAKE_STATE_FAILED);
  g_assert_error (velo_intake_item_get_error (item), domain, code);
}

static guint
count_remembered (Intake *intake)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) files = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { NULL };

  velo_store_list_taken_files_async (intake->base.store, NULL, 10000, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  files = velo_store_list_taken_files_finish (intake->base.store, result, &error);
  g_assert_no_error (error);
  return files->len;
}

/* Of each kind one, as they lie in a shop's folder. */
static void
test_mixed (Intake        *intake,
            gconstpointer  data)
{
  g_autoptr(VeloIntakeItem) first = NULL;
  VeloIntakeBatch *batch = make_batch (intake, VELO_INTAKE_ORIGIN_FOLDER);
  VeloIntakeTally tally;

  add_sample (intake, batch, "de_facturx_en16931_text.pdf");
  add_sample (intake, batch, "de_xrechnung_ubl_leasing.xml");
  add_sample (intake, batch, "de_facturx_minimum_nolines.pdf");
  add_sample (intake, batch, "at_ebinterface_6p1_storno.xml");
  add_sample (intake, batch, "de_encrypted_userpw.pdf");
  add_sample (intake, batch, "truncated.xml");
  add_sample (intake, batch, "hostile_billion_laughs.xml");
  add_sample (intake, batch, "empty.xml");
  run (intake, batch);
  assert_item (batch, 0, VELO_FILE_OUTCOME_SALE);
  assert_item (batch, 1, VELO_FILE_OUTCOME_SALE);
  /* it takes back what nobody has sold */
  assert_item (batch, 3, VELO_FILE_OUTCOME_NO_VEHICLE);
  assert_item (batch, 4, VELO_FILE_OUTCOME_UNREADABLE);
  assert_item (batch, 5, VELO_FILE_OUTCOME_UNREADABLE);
  assert_item (batch, 6, VELO_FILE_OUTCOME_UNREADABLE);
  assert_item (batch, 7, VELO_FILE_OUTCOME_UNREADABLE);
  velo_intake_batch_count (batch, &tally);
  g_assert_cmpuint (tally.n_sales + tally.n_known + tally.n_other + tally.n_trouble, ==, 8);
  g_assert_cmpuint (intake->n_sold, ==, tally.n_sales);
  g_assert_cmpuint (velo_intake_batch_get_n_done (batch), ==, 8);
  g_assert_cmpuint (count_remembered (intake), ==, 8);
  g_assert_cmpuint (g_list_model_get_n_items (velo_intake_batch_get_vehicles (batch)), >=, 2);
  first = g_list_model_get_item (velo_intake_batch_get_items (batch), 0);
  /* a maker that nobody knows */
  g_assert_true (velo_intake_item_needs_check (first));
  g_clear_object (&first);
  release (batch);
}

/* The same content under another name, and the same invoice in another file. */
static void
test_known (Intake        *intake,
            gconstpointer  data)
{
  g_autofree char *one = put (intake, "de_cii_en16931_text.xml", "one.xml");
  g_autofree char *two = put (intake, "de_cii_en16931_text.xml", "two.xml");
  g_autofree char *contents = NULL;
  g_autofree char *three = g_build_filename (intake->folder, "three.xml", NULL);
  g_autoptr(VeloIntakeItem) item = NULL;
  VeloIntakeBatch *batch = make_batch (intake, VELO_INTAKE_ORIGIN_FOLDER);
  gsize size;

  g_assert_true (g_file_get_contents (one, &contents, &size, NULL));
  contents = g_realloc (contents, size + 2);
  contents[size] = '\n';
  g_assert_true (g_file_set_contents (three, contents, (gssize) size + 1, NULL));
  add (batch, one);
  add (batch, two);
  add (batch, three);
  run (intake, batch);
  assert_item (batch, 0, VELO_FILE_OUTCOME_SALE);
  assert_item (batch, 1, VELO_FILE_OUTCOME_KNOWN);
  assert_item (batch, 2, VELO_FILE_OUTCOME_KNOWN);
  item = g_list_model_get_item (velo_intake_batch_get_items (batch), 1);
  g_assert_nonnull (velo_intake_item_get_invoice_id (item));
  g_clear_object (&item);
  g_assert_cmpuint (intake->n_sold, ==, 1);
  g_assert_cmpuint (count_remembered (intake), ==, 2);
  release (batch);
}

/* The number is known, the price is another. */
static void
test_changed_copy (Intake        *intake,
                   gconstpointer  data)
{
  g_autofree char *one = put (intake, "de_cii_en16931_text.xml", "one.xml");
  g_autofree char *two = g_build_filename (intake->folder, "two.xml", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GString) changed = NULL;
  VeloIntakeBatch *batch = make_batch (intake, VELO_INTAKE_ORIGIN_HAND);

  g_assert_true (g_file_get_contents (one, &contents, NULL, NULL));
  changed = g_string_new (contents);
  g_assert_cmpuint (g_string_replace (changed, "<ram:GrandTotalAmount>", "<ram:GrandTotalAmount>9", 1), ==, 1);
  g_assert_true (g_file_set_contents (two, changed->str, -1, NULL));
  add (batch, one);
  add (batch, two);
  run (intake, batch);
  assert_item (batch, 0, VELO_FILE_OUTCOME_SALE);
  assert_item (batch, 1, VELO_FILE_OUTCOME_CHANGED_COPY);
  g_assert_cmpuint (count_remembered (intake), ==, 0);
  release (batch);
}

/* What is there when the batch begins and gone when its turn comes, as with mail programs. */
static void
vanish_cb (VeloIntakeBatch *batch,
           VeloIntakeItem  *item,
           const char      *path)
{
  g_unlink (path);
}

static void
test_vanishing (Intake        *intake,
                gconstpointer  data)
{
  g_autofree char *one = put (intake, "de_cii_en16931_text.xml", "one.xml");
  g_autofree char *two = put (intake, "de_cii_used_margin_scheme.xml", "two.xml");
  VeloIntakeBatch *batch = make_batch (intake, VELO_INTAKE_ORIGIN_HAND);

  g_signal_connect (batch, "done", G_CALLBACK (vanish_cb), two);
  add (batch, one);
  add (batch, two);
  run (intake, batch);
  g_assert_false (g_file_test (two, G_FILE_TEST_EXISTS));
  assert_item (batch, 1, VELO_FILE_OUTCOME_SALE);
  release (batch);
}

/* What is no file; what somebody still writes; what is missing: it is known that it was not taken. */
static void
test_not_loaded (Intake        *intake,
                 gconstpointer  data)
{
  g_autofree char *pipe = g_build_filename (intake->folder, "pipe.pdf", NULL);
  g_autofree char *link = g_build_filename (intake->folder, "link.pdf", NULL);
  g_autofree char *open_path = put (intake, "de_cii_en16931_text.xml", "open.xml");
  g_autofree char *good = put (intake, "de_cii_used_margin_scheme.xml", "good.xml");
  VeloIntakeBatch *batch = make_batch (intake, VELO_INTAKE_ORIGIN_FOLDER);
  VeloIntakeTally tally;
  int fd;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("nowhere", link), ==, 0);
  fd = g_open (open_path, O_WRONLY | O_APPEND, 0600);
  add (batch, pipe);
  add (batch, link);
  add (batch, intake->folder);
  add (batch, open_path);
  add (batch, good);
  run (intake, batch);
  assert_failed (batch, 0, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  assert_failed (batch, 1, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_failed (batch, 2, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  assert_failed (batch, 3, G_IO_ERROR, G_IO_ERROR_BUSY);
  assert_item (batch, 4, VELO_FILE_OUTCOME_SALE);
  velo_intake_batch_count (batch, &tally);
  g_assert_cmpuint (tally.n_trouble, ==, 4);
  /* nothing is remembered of what was not looked at */
  g_assert_cmpuint (count_remembered (intake), ==, 1);
  close (fd);
  release (batch);
}

/* A disk that takes nothing more: no file may become larger than the store is now. */
static void
test_disk_full (Intake        *intake,
                gconstpointer  data)
{
  struct rlimit before;
  struct rlimit tight;
  g_autoptr(VeloIntakeItem) item = NULL;
  VeloIntakeBatch *batch = make_batch (intake, VELO_INTAKE_ORIGIN_FOLDER);
  VeloIntakeBatch *again = make_batch (intake, VELO_INTAKE_ORIGIN_FOLDER);
  g_autofree char *path = put (intake, "de_facturx_en16931_text.pdf", "a.pdf");

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  tight = before;
  tight.rlim_cur = 4096;
  add (batch, path);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  run (intake, batch);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  /* SQLite of Debian 13 says that there was no room, the older one only that writing failed */
  item = g_list_model_get_item (velo_intake_batch_get_items (batch), 0);
  assert_failed (batch, 0, VELO_STORE_ERROR,
                 g_error_matches (velo_intake_item_get_error (item), VELO_STORE_ERROR, VELO_STORE_ERROR_FULL)
                   ? VELO_STORE_ERROR_FULL : VELO_STORE_ERROR_IO);
  g_assert_cmpuint (intake->n_sold, ==, 0);
  g_assert_cmpuint (fixture_count_sales (&intake->base), ==, 0);
  /* with room again the file is taken, once */
  add (again, path);
  run (intake, again);
  assert_item (again, 0, VELO_FILE_OUTCOME_SALE);
  g_assert_cmpuint (count_remembered (intake), ==, 1);
  release (batch);
  release (again);
}

static void
test_store_closed (Intake        *intake,
                   gconstpointer  data)
{
  VeloIntakeBatch *batch = make_batch (intake, VELO_INTAKE_ORIGIN_HAND);

  add_sample (intake, batch, "de_facturx_en16931_text.pdf");
  fixture_close_store (&intake->base);
  run (intake, batch);
  assert_failed (batch, 0, VELO_STORE_ERROR, VELO_STORE_ERROR_CLOSED);
  release (batch);
}

static void
test_no_helper (Intake        *intake,
                gconstpointer  data)
{
  g_autofree char *folder = g_strdup (g_getenv ("VELO_LIBEXECDIR"));
  VeloIntakeBatch *batch = make_batch (intake, VELO_INTAKE_ORIGIN_FOLDER);

  add_sample (intake, batch, "de_facturx_en16931_text.pdf");
  g_setenv ("VELO_LIBEXECDIR", "/nowhere", TRUE);
  run (intake, batch);
  g_setenv ("VELO_LIBEXECDIR", folder, TRUE);
  assert_failed (batch, 0, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NO_HELPER);
  g_assert_cmpuint (count_remembered (intake), ==, 0);
  release (batch);
}

/* Cancelled at the second of many: what was stored stays, the rest waits, and the next run goes on. */
static void
cancel_cb (VeloIntakeBatch *batch,
           VeloIntakeItem  *item,
           gpointer         user_data)
{
  if (velo_intake_batch_get_n_done (batch) == 2)
    velo_intake_batch_cancel (batch);
}

static const char * const vehicles[] = {
  "de_facturx_en16931_text.pdf", "de_xrechnung_ubl_leasing.xml", "de_cii_two_bikes_discount_prepaid.xml",
  "de_cii_used_margin_scheme.xml", "at_ebinterface_6p1.xml", "de_cii_extended_serial.xml",
};

static void
test_cancelled (Intake        *intake,
                gconstpointer  data)
{
  VeloIntakeBatch *batch = make_batch (intake, VELO_INTAKE_ORIGIN_FOLDER);
  VeloIntakeBatch *again = make_batch (intake, VELO_INTAKE_ORIGIN_FOLDER);
  VeloIntakeTally tally;

  for (gsize i = 0; i < G_N_ELEMENTS (vehicles); i++)
    {
      g_autofree char *path = put (intake, vehicles[i], vehicles[i]);

      add (batch, path);
      add (again, path);
    }
  g_signal_connect (batch, "done", G_CALLBACK (cancel_cb), NULL);
  run (intake, batch);
  velo_intake_batch_count (batch, &tally);
  g_assert_cmpuint (tally.n_sales, ==, 2);
  g_assert_cmpuint (tally.n_trouble, ==, 0);
  run (intake, again);
  velo_intake_batch_count (again, &tally);
  g_assert_cmpuint (tally.n_known, ==, 2);
  g_assert_cmpuint (tally.n_sales, ==, G_N_ELEMENTS (vehicles) - 2);
  g_assert_cmpuint (intake->n_sold, ==, G_N_ELEMENTS (vehicles));
  release (batch);
  release (again);
}

/* Archives */

static void
put_number (GByteArray *bytes,
            guint32     value,
            guint       size)
{
  for (guint i = 0; i < size; i++)
    {
      guint8 byte = (guint8) (i < sizeof value ? value >> (8 * i) : 0);

      g_byte_array_append (bytes, &byte, 1);
    }
}

/* Writes an archive of samples, none of them packed. */
static char *
put_archive (Intake             *intake,
             const char         *name,
             const char * const *samples)
{
  g_autoptr(GByteArray) files = g_byte_array_new ();
  g_autoptr(GByteArray) entries = g_byte_array_new ();
  char *path = g_build_filename (intake->folder, name, NULL);
  guint32 n_samples = g_strv_length ((char **) samples);
  guint32 offset;

  for (guint i = 0; i < n_samples; i++)
    {
      g_autofree char *from = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", samples[i], NULL);
      g_autofree char *contents = NULL;
      GByteArray *heads[] = { files, entries };
      gsize size;

      g_assert_true (g_file_get_contents (from, &contents, &size, NULL));
      offset = files->len;
      for (guint j = 0; j < 2; j++)
        {
          put_number (heads[j], j == 0 ? 0x04034b50 : 0x02014b50, 4);
          put_number (heads[j], 20, j == 0 ? 2 : 4);
          put_number (heads[j], 0, 12);
          put_number (heads[j], (guint32) size, 4);
          put_number (heads[j], (guint32) size, 4);
          put_number (heads[j], (guint32) strlen (samples[i]), 2);
          put_number (heads[j], 0, j == 0 ? 2 : 12);
          if (j == 1)
            put_number (heads[j], offset, 4);
          g_byte_array_append (heads[j], (const guint8 *) samples[i], (guint) strlen (samples[i]));
        }
      g_byte_array_append (files, (const guint8 *) contents, (guint) size);
    }
  offset = files->len;
  g_byte_array_append (files, entries->data, entries->len);
  put_number (files, 0x06054b50, 4);
  put_number (files, 0, 4);
  put_number (files, n_samples, 2);
  put_number (files, n_samples, 2);
  put_number (files, entries->len, 4);
  put_number (files, offset, 4);
  put_number (files, 0, 2);
  g_assert_true (g_file_set_contents (path, (const char *) files->data, (gssize) files->len, NULL));
  return path;
}

/* One level is opened; each member is known by its own contents, and the archive as a whole. */
static void
test_archive (Intake        *intake,
              gconstpointer  data)
{
  static const char * const samples[] = {
    "de_facturx_en16931_text.pdf", "de_cii_used_margin_scheme.xml", "truncated.xml", NULL,
  };
  g_autofree char *first = put (intake, samples[0], "first.pdf");
  g_autofree char *archive = put_archive (intake, "bundle.zip", samples);
  VeloIntakeBatch *batch = make_batch (intake, VELO_INTAKE_ORIGIN_FOLDER);
  VeloIntakeBatch *again = make_batch (intake, VELO_INTAKE_ORIGIN_FOLDER);
  g_autoptr(VeloIntakeItem) member = NULL;
  VeloIntakeTally tally;

  add (batch, first);
  add (batch, archive);
  run (intake, batch);
  g_assert_cmpuint (g_list_model_get_n_items (velo_intake_batch_get_items (batch)), ==, 5);
  assert_item (batch, 0, VELO_FILE_OUTCOME_SALE);
  assert_item (batch, 2, VELO_FILE_OUTCOME_KNOWN);
  assert_item (batch, 3, VELO_FILE_OUTCOME_SALE);
  assert_item (batch, 4, VELO_FILE_OUTCOME_UNREADABLE);
  member = g_list_model_get_item (velo_intake_batch_get_items (batch), 3);
  g_assert_cmpstr (velo_intake_item_get_name (member), ==, "bundle.zip › de_cii_used_margin_scheme.xml");
  g_assert_true (velo_intake_item_is_member (member));
  velo_intake_batch_count (batch, &tally);
  g_assert_cmpuint (tally.n_sales, ==, 2);
  g_assert_cmpuint (tally.n_known, ==, 1);
  g_assert_cmpuint (tally.n_trouble, ==, 1);
  g_assert_cmpuint (intake->n_sold, ==, 2);
  g_clear_object (&member);
  add (again, archive);
  run (intake, again);
  assert_item (again, 0, VELO_FILE_OUTCOME_KNOWN);
  g_assert_cmpuint (g_list_model_get_n_items (velo_intake_batch_get_items (again)), ==, 1);
  release (batch);
  release (again);
}

/* Nothing in it, or cut off. */
static void
test_bad_archive (Intake        *intake,
                  gconstpointer  data)
{
  static const char * const samples[] = { "de_facturx_en16931_text.pdf", NULL };
  static const char * const nothing[] = { NULL };
  g_autofree char *good = put_archive (intake, "good.zip", samples);
  g_autofree char *empty = put_archive (intake, "empty.zip", nothing);
  g_autofree char *cut = g_build_filename (intake->folder, "cut.zip", NULL);
  VeloIntakeBatch *batch = make_batch (intake, VELO_INTAKE_ORIGIN_HAND);
  g_autofree char *contents = NULL;
  VeloIntakeTally tally;
  gsize size;

  g_assert_true (g_file_get_contents (good, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (cut, contents, (gssize) size / 2, NULL));
  add (batch, empty);
  add (batch, cut);
  run (intake, batch);
  velo_intake_batch_count (batch, &tally);
  g_assert_cmpuint (tally.n_sales, ==, 0);
  g_assert_cmpuint (tally.n_trouble + tally.n_other, ==, 2);
  g_assert_cmpuint (velo_intake_batch_get_n_done (batch), ==, 2);
  release (batch);
}

/* A thousand files; the main loop turns all the time. */
static gboolean
count_turn_cb (gpointer user_data)
{
  gint64 *last = user_data;
  gint64 now = g_get_monotonic_time ();

  last[1] = MAX (last[1], now - last[0]);
  last[0] = now;
  return G_SOURCE_CONTINUE;
}

static void
test_thousand (Intake        *intake,
               gconstpointer  data)
{
  VeloIntakeBatch *batch = make_batch (intake, VELO_INTAKE_ORIGIN_FOLDER);
  VeloIntakeTally tally;
  gint64 turns[2] = { g_get_monotonic_time (), 0 };
  guint ticker;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%04u.xml", i);
      g_autofree char *path = g_build_filename (intake->folder, name, NULL);
      g_autofree char *order = g_strdup_printf ("<order number=\"%u\"/>", i / 2);

      if (i % 10 == 0)
        {
          g_autofree char *sample = put (intake, vehicles[(i / 10) % G_N_ELEMENTS (vehicles)], name);

          g_assert_nonnull (sample);
        }
      else
        g_assert_true (g_file_set_contents (path, order, -1, NULL));
      add (batch, path);
    }
  ticker = g_timeout_add (5, count_turn_cb, turns);
  velo_intake_batch_start (batch);
  while (velo_intake_batch_is_running (batch))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (ticker);
  velo_intake_batch_count (batch, &tally);
  g_assert_cmpuint (tally.n_sales, ==, G_N_ELEMENTS (vehicles));
  g_assert_cmpuint (tally.n_sales + tally.n_known + tally.n_other + tally.n_trouble, ==, 1000);
  g_assert_cmpuint (tally.n_trouble, ==, 0);
  g_test_message ("longest wait of the main loop: %.1f ms", (double) turns[1] / 1000);
  release (batch);
}

#define ADD(path, function) \
  g_test_add (path, Intake, NULL, intake_set_up, function, intake_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  ADD ("/intake/batch/mixed", test_mixed);
  ADD ("/intake/batch/known", test_known);
  ADD ("/intake/batch/changed-copy", test_changed_copy);
  ADD ("/intake/batch/vanishing", test_vanishing);
  ADD ("/intake/batch/not-loaded", test_not_loaded);
  ADD ("/intake/batch/disk-full", test_disk_full);
  ADD ("/intake/batch/store-closed", test_store_closed);
  ADD ("/intake/batch/no-helper", test_no_helper);
  ADD ("/intake/batch/cancelled", test_cancelled);
  ADD ("/intake/batch/archive", test_archive);
  ADD ("/intake/batch/bad-archive", test_bad_archive);
  ADD ("/intake/batch/thousand", test_thousand);
  return g_test_run ();
}
