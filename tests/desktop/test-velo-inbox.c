/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watched folders with a real store and the real reader: what comes, what was there, what comes back. */

#include "config.h"

#include "velo-sales-fixture.h"

#include "velo-inbox.h"
#include "velo-store-files.h"
#include "velo-watched-folders.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#define SETTLE_MS 60
#define SCAN_MS   50

typedef struct
{
  Fixture base;
  char *folder;
  GSettings *settings;
  VeloInbox *inbox;
  guint n_sold;
  guint n_finished;
  GString *numbers;
} Desk;

static void
sold_cb (VeloInbox   *inbox,
         VeloInvoice *invoice,
         Desk        *desk)
{
  desk->n_sold++;
  g_string_append_printf (desk->numbers, "%s ", velo_invoice_get_number (invoice));
}

static void
finished_cb (VeloInbox       *inbox,
             VeloIntakeBatch *batch,
             Desk            *desk)
{
  desk->n_finished++;
}

static void
open_inbox (Desk *desk)
{
  desk->inbox = velo_inbox_new (desk->base.counter, desk->base.settings);
  velo_inbox_set_times (desk->inbox, SETTLE_MS, SCAN_MS);
  g_signal_connect (desk->inbox, "sold", G_CALLBACK (sold_cb), desk);
  g_signal_connect (desk->inbox, "finished", G_CALLBACK (finished_cb), desk);
  velo_inbox_start (desk->inbox);
}

static void
close_inbox (Desk *desk)
{
  velo_inbox_stop (desk->inbox);
  WAIT_UNTIL (G_OBJECT (desk->inbox)->ref_count == 1);
  if (velo_inbox_get_batch (desk->inbox) != NULL)
    WAIT_UNTIL (!velo_intake_batch_is_running (velo_inbox_get_batch (desk->inbox)));
  g_assert_finalize_object (g_steal_pointer (&desk->inbox));
}

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  fixture_set_up (&desk->base, data);
  desk->folder = g_build_filename (desk->base.directory, "in", NULL);
  g_assert_cmpint (g_mkdir (desk->folder, 0700), ==, 0);
  desk->settings = g_settings_get_child (desk->base.settings, "intake");
  desk->numbers = g_string_new (NULL);
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  if (desk->inbox != NULL)
    close_inbox (desk);
  g_settings_reset (desk->settings, "folders");
  settle ();
  g_clear_object (&desk->settings);
  g_string_free (desk->numbers, TRUE);
  fixture_tear_down (&desk->base, data);
  g_free (desk->folder);
}

static void
watch (Desk   *desk,
       gint64  since)
{
  g_autoptr(GFile) folder = g_file_new_for_path (desk->folder);
  g_autofree char *uri = g_file_get_uri (folder);

  if (desk->inbox == NULL)
    velo_watched_folders_add (desk->settings, uri, since);
  else
    velo_inbox_add (desk->inbox, folder, since);
}

static char *
put (Desk       *desk,
     const char *sample,
     const char *name)
{
  g_autofree char *from = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", sample, NULL);
  char *to = g_build_filename (desk->folder, name, NULL);
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &contents, &size, NULL));
  g_assert_true (g_file_set_contents_full (to, contents, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  return to;
}

/* As if it had been written long ago. */
static void
put_old (Desk       *desk,
         const char *sample,
         const char *name)
{
  g_autofree char *path = put (desk, sample, name);
  struct utimbuf times = { 1000000000, 1000000000 };

  g_assert_cmpint (utime (path, &times), ==, 0);
}

static gint64
now_seconds (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Until @marker, put last, has come in: whatever was put before would have come with it. */
static void
wait_for_marker (Desk       *desk,
                 const char *sample,
                 const char *name,
                 guint       n_sold)
{
  g_autofree char *path = put (desk, sample, name);

  WAIT_UNTIL (desk->n_sold == n_sold);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_comes_in (Desk          *desk,
               gconstpointer  data)
{
  g_autofree char *path = NULL;
  VeloInboxFolder folder;

  open_inbox (desk);
  g_assert_cmpuint (velo_inbox_get_n_folders (desk->inbox), ==, 0);
  watch (desk, now_seconds () - 60);
  g_assert_cmpuint (velo_inbox_get_n_folders (desk->inbox), ==, 1);
  path = put (desk, "de_facturx_en16931_text.pdf", "RE-1.pdf");
  WAIT_UNTIL (desk->n_sold == 1 && desk->n_finished == 1);
  g_assert_cmpstr (desk->numbers->str, ==, "RE-2026-10417 ");
  velo_inbox_get_folder (desk->inbox, 0, &folder);
  g_assert_cmpint ((int) folder.state, ==, VELO_FOLDER_STATE_WATCHING);
  g_assert_cmpint (folder.taken_at, >, 0);
  /* nothing is moved, renamed or deleted */
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (fixture_count_sales (&desk->base), ==, 1);
}

static void
put_text (Desk       *desk,
          const char *name,
          const char *text)
{
  g_autofree char *path = g_build_filename (desk->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* A mail as the mail server names it, with one of the samples in it. */
static void
put_mail (Desk       *desk,
          const char *sample,
          const char *name)
{
  g_autofree char *from = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", sample, NULL);
  g_autofree char *contents = NULL;
  g_autofree char *encoded = NULL;
  g_autofree char *mail = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &contents, &size, NULL));
  encoded = g_base64_encode ((const guchar *) contents, size);
  mail = g_strconcat ("From: Shop <shop@mail.example>\r\nSubject: Invoice\r\nMIME-Version: 1.0\r\n"
                      "Content-Type: application/octet-stream; name=invoice\r\n"
                      "Content-Transfer-Encoding: base64\r\n\r\n", encoded, "\r\n", NULL);
  put_text (desk, name, mail);
}

/* Mails and invoices come in whatever they are called; nobody hears of other files, whatever they are. */
static void
test_other_names (Desk          *desk,
                  gconstpointer  data)
{
  g_autofree char *pdf = NULL;
  VeloIntakeTally tally;

  put_text (desk, "letter.odt", "PK\x03\x04 nothing");
  put_text (desk, "holiday.jpg", "\xff\xd8\xff\xe0 a picture");
  put_text (desk, "page.html", "<html><body>no bill</body></html>");
  put_text (desk, "notes", "From here to there: notes\n");
  put_text (desk, "RE-9.xml.part", "<Invoice/>");
  put_mail (desk, "de_cii_used_margin_scheme.xml", "1698.M5P7.host,S=123:2,S");
  put_mail (desk, "at_ebinterface_6p1.xml", "Rechnung.EML");
  pdf = put (desk, "de_facturx_en16931_text.pdf", "RE-1.2026");
  watch (desk, 0);
  open_inbox (desk);
  WAIT_UNTIL (desk->n_sold == 3);
  wait_for_marker (desk, "de_cii_extended_serial.xml", "last", 4);
  WAIT_UNTIL (!velo_intake_batch_is_running (velo_inbox_get_batch (desk->inbox)));
  velo_intake_batch_count (velo_inbox_get_batch (desk->inbox), &tally);
  g_assert_cmpuint (tally.n_trouble, ==, 0);
  g_assert_nonnull (strstr (desk->numbers->str, "RE-2026-10533 "));
  g_assert_nonnull (strstr (desk->numbers->str, "AR-26-0193 "));
  g_assert_nonnull (strstr (desk->numbers->str, "RE-2026-10417 "));

  /* and they are not looked into again */
  close_inbox (desk);
  open_inbox (desk);
  wait_for_marker (desk, "de_cii_gross_prices.xml", "marker", 5);
  g_assert_cmpuint (fixture_count_sales (&desk->base), ==, 5);
}

/* Only what is new: what was there when the folder was added is left alone, now and at the next start. */
static void
test_only_new (Desk          *desk,
               gconstpointer  data)
{
  put_old (desk, "de_facturx_en16931_text.pdf", "old.pdf");
  open_inbox (desk);
  watch (desk, now_seconds () - 60);
  wait_for_marker (desk, "de_cii_used_margin_scheme.xml", "new.xml", 1);
  close_inbox (desk);
  open_inbox (desk);
  /* a copy of an old file that comes later is new, however old it says it is */
  put_old (desk, "at_ebinterface_6p1.xml", "copied.xml");
  WAIT_UNTIL (desk->n_sold == 2);
  wait_for_marker (desk, "de_xrechnung_ubl_leasing.xml", "marker.xml", 3);
  g_assert_null (strstr (desk->numbers->str, "RE-2026-10417"));
}

static void
test_all (Desk          *desk,
          gconstpointer  data)
{
  put_old (desk, "de_facturx_en16931_text.pdf", "old.pdf");
  watch (desk, 0);
  open_inbox (desk);
  WAIT_UNTIL (desk->n_sold == 1);
}

/* What came while the program did not run. */
static void
test_restart (Desk          *desk,
              gconstpointer  data)
{
  g_autofree char *one = put (desk, "de_facturx_en16931_text.pdf", "one.pdf");
  g_autofree char *two = NULL;
  g_autofree char *renamed = NULL;
  VeloInboxFolder folder;
  gint64 before;

  watch (desk, 0);
  open_inbox (desk);
  WAIT_UNTIL (desk->n_finished == 1);
  close_inbox (desk);
  two = put (desk, "de_cii_used_margin_scheme.xml", "two.xml");
  renamed = g_build_filename (desk->folder, "renamed.pdf", NULL);
  g_assert_cmpint (g_rename (one, renamed), ==, 0);
  before = g_get_real_time ();
  open_inbox (desk);
  /* when the last file came is known before another one comes */
  do
    {
      g_main_context_iteration (NULL, TRUE);
      velo_inbox_get_folder (desk->inbox, 0, &folder);
    }
  while (folder.taken_at == 0);
  g_assert_cmpint (folder.taken_at, <, before);
  WAIT_UNTIL (desk->n_finished == 2);
  g_assert_cmpuint (desk->n_sold, ==, 2);
  g_assert_cmpuint (fixture_count_sales (&desk->base), ==, 2);
}

/* Half of it is written, and read as damaged; then comes the rest. */
static void
test_half_written (Desk          *desk,
                   gconstpointer  data)
{
  g_autofree char *from = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", "de_cii_en16931_text.xml", NULL);
  g_autofree char *path = g_build_filename (desk->folder, "slow.xml", NULL);
  g_autofree char *contents = NULL;
  gsize size;
  int fd;

  g_assert_true (g_file_get_contents (from, &contents, &size, NULL));
  watch (desk, 0);
  open_inbox (desk);
  fd = g_open (path, O_WRONLY | O_CREAT, 0600);
  g_assert_cmpint (write (fd, contents, size / 2), ==, (gssize) (size / 2));
  /* it has settled, but who writes has it open */
  WAIT_UNTIL (desk->n_finished == 1);
  g_assert_cmpuint (desk->n_sold, ==, 0);
  close (fd);
  /* nobody has it open: it is damaged as far as one can know */
  WAIT_UNTIL (desk->n_finished >= 2);
  g_assert_cmpuint (desk->n_sold, ==, 0);
  fd = g_open (path, O_WRONLY | O_APPEND, 0600);
  g_assert_cmpint (write (fd, contents + size / 2, size - size / 2), ==, (gssize) (size - size / 2));
  close (fd);
  WAIT_UNTIL (desk->n_sold == 1);
}

static void
test_folder_gone (Desk          *desk,
                  gconstpointer  data)
{
  g_autofree char *away = g_build_filename (desk->base.directory, "away", NULL);
  g_autofree char *one = put (desk, "de_facturx_en16931_text.pdf", "one.pdf");
  VeloInboxFolder folder;

  watch (desk, 0);
  open_inbox (desk);
  WAIT_UNTIL (desk->n_finished == 1);
  g_assert_cmpint (g_rename (desk->folder, away), ==, 0);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      velo_inbox_get_folder (desk->inbox, 0, &folder);
    }
  while (folder.state != VELO_FOLDER_STATE_UNREACHABLE);
  g_assert_cmpint (g_rename (away, desk->folder), ==, 0);
  wait_for_marker (desk, "de_cii_used_margin_scheme.xml", "two.xml", 2);
  g_assert_true (g_file_test (one, G_FILE_TEST_EXISTS));
}

/* Removed and added again: what is known by its contents is not sold twice. */
static void
test_remove (Desk          *desk,
             gconstpointer  data)
{
  g_autofree char *one = put (desk, "de_facturx_en16931_text.pdf", "one.pdf");
  VeloInboxFolder folder;

  watch (desk, 0);
  open_inbox (desk);
  watch (desk, 0);
  g_assert_cmpuint (velo_inbox_get_n_folders (desk->inbox), ==, 1);
  WAIT_UNTIL (desk->n_finished == 1);
  velo_inbox_get_folder (desk->inbox, 0, &folder);
  velo_inbox_remove (desk->inbox, folder.uri);
  g_assert_cmpuint (velo_inbox_get_n_folders (desk->inbox), ==, 0);
  watch (desk, 0);
  WAIT_UNTIL (desk->n_finished == 2);
  g_assert_cmpuint (desk->n_sold, ==, 1);
  g_assert_true (g_file_test (one, G_FILE_TEST_EXISTS));
}

/* Killed in the middle: the inbox is gone while the first of many is being stored. */
static void
stop_cb (VeloInbox   *inbox,
         VeloInvoice *invoice,
         gpointer     user_data)
{
  velo_inbox_stop (inbox);
}

static const char * const vehicles[] = {
  "de_facturx_en16931_text.pdf", "de_xrechnung_ubl_leasing.xml", "de_cii_two_bikes_discount_prepaid.xml",
  "de_cii_used_margin_scheme.xml", "at_ebinterface_6p1.xml", "de_cii_extended_serial.xml",
};

static void
test_stopped_in_the_middle (Desk          *desk,
                            gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vehicles); i++)
    {
      g_autofree char *path = put (desk, vehicles[i], vehicles[i]);

      g_assert_nonnull (path);
    }
  watch (desk, 0);
  open_inbox (desk);
  g_signal_connect (desk->inbox, "sold", G_CALLBACK (stop_cb), NULL);
  WAIT_UNTIL (desk->n_sold == 1);
  close_inbox (desk);
  g_assert_cmpuint (desk->n_sold, ==, 1);
  open_inbox (desk);
  WAIT_UNTIL (desk->n_sold == G_N_ELEMENTS (vehicles));
  WAIT_UNTIL (!velo_intake_batch_is_running (velo_inbox_get_batch (desk->inbox)));
  g_assert_cmpuint (desk->n_sold, ==, G_N_ELEMENTS (vehicles));
}

/* The store closes under it, as when the mode is changed. */
static void
test_store_closed (Desk          *desk,
                   gconstpointer  data)
{
  g_autofree char *one = put (desk, "de_facturx_en16931_text.pdf", "one.pdf");

  watch (desk, 0);
  open_inbox (desk);
  fixture_close_store (&desk->base);
  WAIT_UNTIL (desk->n_finished >= 1);
  g_assert_cmpuint (desk->n_sold, ==, 0);
  g_assert_true (g_file_test (one, G_FILE_TEST_EXISTS));
}

/* What nobody can watch. */
static void
test_nonsense (Desk          *desk,
               gconstpointer  data)
{
  VeloInboxFolder folder;

  velo_watched_folders_add (desk->settings, "", 0);
  velo_watched_folders_add (desk->settings, "no-such-scheme:///", 0);
  velo_watched_folders_add (desk->settings, "no-such-scheme:///", 0);
  open_inbox (desk);
  g_assert_cmpuint (velo_inbox_get_n_folders (desk->inbox), ==, 1);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      velo_inbox_get_folder (desk->inbox, 0, &folder);
    }
  while (folder.state != VELO_FOLDER_STATE_UNREACHABLE);
  velo_watched_folders_remove (desk->settings, "not in the list");
  g_assert_cmpuint (velo_inbox_get_n_folders (desk->inbox), ==, 1);
}

#define ADD(path, function) \
  g_test_add (path, Desk, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  ADD ("/inbox/comes-in", test_comes_in);
  ADD ("/inbox/other-names", test_other_names);
  ADD ("/inbox/only-new", test_only_new);
  ADD ("/inbox/all", test_all);
  ADD ("/inbox/restart", test_restart);
  ADD ("/inbox/half-written", test_half_written);
  ADD ("/inbox/folder-gone", test_folder_gone);
  ADD ("/inbox/remove", test_remove);
  ADD ("/inbox/stopped-in-the-middle", test_stopped_in_the_middle);
  ADD ("/inbox/store-closed", test_store_closed);
  ADD ("/inbox/nonsense", test_nonsense);
  return g_test_run ();
}
