/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window and its data: backups of them, data that do not open, data that were changed from outside. */

#include "config.h"

#include "velo-program-test.h"

#include <glib/gstdio.h>

#include "velo-choose-file.h"
#include "velo-sale-dialog.h"
#include "velo-store-journal.h"
#include "velo-store-proposals.h"
#include "velo-store-sales.h"

static char *
get_database_path (Program *program)
{
  return g_build_filename (program->folder, "training", "veloinsure.db", NULL);
}

static void
assert_trouble (Program    *program,
                const char *text)
{
  program_wait (program);
  g_assert_cmpstr (program_get_shown (program), ==, "trouble");
  velo_test_assert_text (program->window, text);
  velo_test_assert_text (program->window, "Restore Backup");
  g_assert_null (program_get_counter (program));
  gtk_widget_activate_action (GTK_WIDGET (program->window), "win.new-sale", NULL);
  g_assert_null (program_find_window (VELO_TYPE_SALE_DIALOG));
}

/* Closes the program, changes bytes of its database and opens it again. */
static char *
spoil (Program    *program,
       gsize       offset,
       const char *bytes,
       gsize       n_bytes,
       gsize      *size)
{
  g_autofree char *path = get_database_path (program);
  char *contents;
  GError *error = NULL;

  program_wait_for_samples (program);
  program_close (program);
  g_assert_true (g_file_get_contents (path, &contents, size, &error));
  g_assert_cmpuint (*size, >, offset + n_bytes);
  memcpy (contents + offset, bytes, n_bytes);
  g_assert_true (g_file_set_contents (path, contents, (gssize) *size, &error));
  program_open (program);
  return contents;
}

static void
assert_unchanged (Program    *program,
                  const char *contents,
                  gsize       size)
{
  g_autofree char *path = get_database_path (program);
  g_autofree char *now = NULL;
  gsize now_size;

  g_assert_true (g_file_get_contents (path, &now, &now_size, NULL));
  g_assert_cmpmem (now, now_size, contents, size);
}

/* Bytes 60 to 63 of an SQLite file are its user version. */
static void
test_too_new (Program       *program,
              gconstpointer  data)
{
  gsize size;
  g_autofree char *contents = spoil (program, 60, "\0\0\x27\x0f", 4, &size);

  assert_trouble (program, "newer version");
  program_activate (program, "app.restart-services", NULL);
  assert_trouble (program, "newer version");
  program_close (program);
  assert_unchanged (program, contents, size);
}

static char *
back_up (Program *program)
{
  g_autofree char *folder = g_build_filename (program->folder, "training", "backup", NULL);
  g_autoptr(GDir) dir = NULL;

  program_activate (program, "win.back-up", NULL);
  velo_test_assert_text (program->window, "The data are backed up");
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  return g_build_filename (folder, g_dir_read_name (dir), NULL);
}

static void
test_corrupt (Program       *program,
              gconstpointer  data)
{
  g_autofree char *backup = NULL;
  g_autofree char *contents = NULL;
  gsize size;

  program_wait_for_samples (program);
  backup = back_up (program);
  contents = spoil (program, 0, "This is no database.", 20, &size);
  assert_trouble (program, "damaged");
  assert_unchanged (program, contents, size);
  g_action_group_activate_action (G_ACTION_GROUP (program->application), "restore-backup",
                                  g_variant_new_bytestring ("/no such backup"));
  program_close_message ("The backup could not be restored");
  assert_trouble (program, "damaged");
  assert_unchanged (program, contents, size);
  g_action_group_activate_action (G_ACTION_GROUP (program->application), "restore-backup",
                                  g_variant_new_bytestring (backup));
  program_close_message ("The replaced data could not be read");
  WAIT_UNTIL (program_get_counter (program) != NULL);
  program_wait_for_samples (program);
}

/* A backup that cannot be used is not said of the data, which are there again at once. */
static void
test_backup_unusable (Program       *program,
                      gconstpointer  data)
{
  g_autofree char *damaged = g_build_filename (program->folder, "damaged.backup", NULL);
  GError *error = NULL;
  guint n_sales;

  program_wait_for_samples (program);
  n_sales = program_count_sales (program);
  g_assert_true (g_file_set_contents (damaged, "This is no database.", -1, &error));
  g_assert_no_error (error);
  g_action_group_activate_action (G_ACTION_GROUP (program->application), "restore-backup",
                                  g_variant_new_bytestring (damaged));
  program_close_message ("damaged or no backup of VeloInsure");
  WAIT_UNTIL (program_get_counter (program) != NULL);
  program_wait_for_samples (program);
  g_assert_cmpuint (program_count_sales (program), ==, n_sales);
}

/* Nobody is left alone with an empty folder; with a copy in it, it is shown at once. */
static void
test_no_backup (Program       *program,
                gconstpointer  data)
{
  g_autofree char *backup = NULL;
  GtkWindow *dialog = NULL;

  program_wait_for_samples (program);
  program_activate (program, "win.restore-backup", NULL);
  program_close_message ("There is no backup yet");
  velo_test_settle ();
  g_assert_null (program_find_window (GTK_TYPE_FILE_CHOOSER_DIALOG));

  backup = back_up (program);
  program_activate (program, "win.restore-backup", NULL);
  WAIT_UNTIL ((dialog = program_find_window (GTK_TYPE_FILE_CHOOSER_DIALOG)) != NULL
              && velo_choose_has_arrived (dialog));
  g_assert_null (program_find_window (ADW_TYPE_MESSAGE_DIALOG));
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  WAIT_UNTIL (program_find_window (GTK_TYPE_FILE_CHOOSER_DIALOG) == NULL);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
}

/* Closes the program, writes another act into the first entry of its journal and opens it again. */
static void
change_history (Program *program)
{
  g_autofree char *path = get_database_path (program);
  g_autofree char *contents = NULL;
  guint n_changed = 0;
  gsize size;

  program_close (program);
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  for (gsize i = 0; i + strlen ("sale-added") <= size; i++)
    if (memcmp (contents + i, "sale-added", strlen ("sale-added")) == 0)
      {
        contents[i] = 'S';
        n_changed++;
      }
  g_assert_cmpuint (n_changed, >, 0);
  g_assert_true (g_file_set_contents (path, contents, (gssize) size, NULL));
  program_open (program);
  program_wait_for_samples (program);
}

static void
verified_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(int *) user_data = velo_store_verify_journal_finish (VELO_STORE (object), result, NULL) ? 1 : 0;
}

/* Whoever asked before has his answer too: the store answers one after the other. */
static gboolean
is_history_whole (Program *program)
{
  int whole = -1;

  velo_store_verify_journal_async (velo_counter_get_store (program_get_counter (program)), NULL, verified_cb, &whole);
  WAIT_UNTIL (whole >= 0);
  return whole == 1;
}

static void
test_history_changed (Program       *program,
                      gconstpointer  data)
{
  g_autofree char *good = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *bad = NULL;

  program_wait_for_samples (program);
  backup = back_up (program);
  g_assert_true (is_history_whole (program));
  g_assert_null (program_find_window (ADW_TYPE_MESSAGE_DIALOG));
  good = g_build_filename (program->folder, "good.backup", NULL);
  g_assert_cmpint (g_rename (backup, good), ==, 0);

  change_history (program);
  bad = back_up (program);
  program_close_message ("The history of your data was changed");

  /* as it is with the daily backup, which is not waited for here */
  g_source_set_ready_time (g_main_context_find_source_by_id (NULL, program->application->backup_source), 0);
  program_close_message ("Please restore a backup from before that");

  g_action_group_activate_action (G_ACTION_GROUP (program->application), "restore-backup",
                                  g_variant_new_bytestring (bad));
  program_close_message ("The history of your data was changed");
  program_wait_for_samples (program);

  g_action_group_activate_action (G_ACTION_GROUP (program->application), "restore-backup",
                                  g_variant_new_bytestring (good));
  WAIT_UNTIL (program_get_counter (program) != NULL);
  program_wait_for_samples (program);
  g_assert_true (is_history_whole (program));
  g_assert_null (program_find_window (ADW_TYPE_MESSAGE_DIALOG));
}

/* Whoever closes the window meanwhile is told nothing, and nothing holds him up. */
static void
test_history_closed (Program       *program,
                     gconstpointer  data)
{
  program_wait_for_samples (program);
  change_history (program);
  velo_window_check_journal (program->window);
  program_close (program);
  g_assert_null (program_find_window (ADW_TYPE_MESSAGE_DIALOG));
}

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

#define AWAIT(result, call) \
  G_STMT_START { g_clear_object (&(result)); call; WAIT_UNTIL ((result) != NULL); } G_STMT_END

/* A vehicle of the samples that may be insured. */
static VeloSaleItem *
find_vehicle (VeloStore *store)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) items = NULL;

  AWAIT (result, velo_store_list_sales_async (store, NULL, NULL, answer_cb, &result));
  items = velo_store_list_sales_finish (store, result, NULL, NULL);
  g_assert_nonnull (items);
  for (guint i = 0; i < items->len; i++)
    if (velo_sale_item_get_state (g_ptr_array_index (items, i)) == VELO_INSURANCE_STATE_OPEN)
      return g_object_ref (g_ptr_array_index (items, i));
  g_assert_not_reached ();
}

static VeloProposal *
make_signed (VeloStore    *store,
             VeloSaleItem *item)
{
  VeloProposal *proposal = velo_proposal_new ();
  g_autoptr(GAsyncResult) result = NULL;

  velo_proposal_set_vehicle_id (proposal, velo_sale_item_get_vehicle_id (item));
  velo_proposal_set_invoice_id (proposal, velo_sale_item_get_invoice_id (item));
  velo_proposal_set_contract_number (proposal, "12345671");
  velo_proposal_set_record_number (proposal, "record-1");
  AWAIT (result, velo_store_save_proposal_async (store, proposal, NULL, NULL, answer_cb, &result));
  g_assert_true (velo_store_save_proposal_finish (store, result, NULL));
  for (VeloProposalState state = VELO_PROPOSAL_STATE_DRAFT; state < VELO_PROPOSAL_STATE_SIGNED; state++)
    {
      AWAIT (result, velo_store_advance_proposal_async (store, proposal, state, state + 1, NULL, NULL, NULL, answer_cb,
                                                        &result));
      g_assert_true (velo_store_advance_proposal_finish (store, result, NULL));
    }
  return proposal;
}

static void
send (VeloStore    *store,
      VeloProposal *proposal,
      gboolean      answered)
{
  g_autoptr(VeloPolicy) policy = velo_policy_new ();
  g_autoptr(GBytes) submission = g_bytes_new_static ("<antrag/>", 9);
  g_autoptr(GAsyncResult) result = NULL;

  velo_policy_set_contract_number (policy, "12345671");
  AWAIT (result, velo_store_advance_proposal_async (store, proposal, VELO_PROPOSAL_STATE_SIGNED,
                                                    VELO_PROPOSAL_STATE_SENDING, submission, NULL, NULL, answer_cb,
                                                    &result));
  g_assert_true (velo_store_advance_proposal_finish (store, result, NULL));
  if (!answered)
    return;
  AWAIT (result, velo_store_conclude_proposal_async (store, proposal, policy, NULL, NULL, NULL, NULL, answer_cb, &result));
  g_assert_true (velo_store_conclude_proposal_finish (store, result, NULL));
}

/* Signed in a backup that is restored, sent since. Returns: the vehicle */
static VeloSaleItem *
send_and_restore (Program  *program,
                  gboolean  answered)
{
  g_autofree char *backup = NULL;
  g_autoptr(VeloProposal) proposal = NULL;
  VeloSaleItem *item = NULL;
  VeloStore *store = NULL;

  program_wait_for_samples (program);
  store = velo_counter_get_store (program_get_counter (program));
  item = find_vehicle (store);
  proposal = make_signed (store, item);
  backup = back_up (program);
  send (store, proposal, answered);
  g_action_group_activate_action (G_ACTION_GROUP (program->application), "restore-backup",
                                  g_variant_new_bytestring (backup));
  program_close_message ("1 insurance was sent or concluded");
  program_wait_for_samples (program);
  return item;
}

static void
test_concluded_since (Program       *program,
                      gconstpointer  data)
{
  g_autoptr(VeloSaleItem) item = send_and_restore (program, TRUE);

  program_activate (program, "win.open-vehicle", velo_sale_item_get_vehicle_id (item));
  velo_test_assert_text (program->window, "This vehicle is insured");
  velo_test_assert_text (program->window, "12345671");
  velo_test_assert_text (program->window, "Insurance taken over");
}

/* The assistant sends the same again, and changes nothing. */
static void
test_sent_since (Program       *program,
                 gconstpointer  data)
{
  g_autoptr(VeloSaleItem) item = send_and_restore (program, FALSE);
  GtkWindow *assistant = NULL;

  velo_window_insure (program->window, velo_sale_item_get_vehicle_id (item));
  WAIT_UNTIL ((assistant = velo_window_get_assistant (program->window)) != NULL);
  velo_test_assert_text (assistant, "Send Again");
  velo_test_assert_text (assistant, "12345671");
  g_assert_false (gtk_widget_is_sensitive (velo_test_find (GTK_WIDGET (assistant), "back_button")));
  gtk_window_close (assistant);
  WAIT_UNTIL (velo_window_get_assistant (program->window) == NULL);
}

/* Nothing has happened since: one word is enough. Of damaged data it is said what may be missing. */
static void
test_restored (Program       *program,
               gconstpointer  data)
{
  g_autofree char *backup = NULL;
  g_autofree char *contents = NULL;
  gsize size;

  program_wait_for_samples (program);
  backup = back_up (program);
  g_action_group_activate_action (G_ACTION_GROUP (program->application), "restore-backup",
                                  g_variant_new_bytestring (backup));
  velo_test_assert_text (program->window, "is restored");
  g_assert_null (program_find_window (ADW_TYPE_MESSAGE_DIALOG));
  program_wait_for_samples (program);

  contents = spoil (program, 0, "This is no database.", 20, &size);
  assert_trouble (program, "damaged");
  g_action_group_activate_action (G_ACTION_GROUP (program->application), "restore-backup",
                                  g_variant_new_bytestring (backup));
  program_close_message ("look in the insurer’s portal");
  WAIT_UNTIL (program_get_counter (program) != NULL);
  program_wait_for_samples (program);
}

/* The window is closed before it is done, and the program stays: what came of it is told in the next window. */
static void
test_restored_unseen (Program       *program,
                      gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new ("com.example.VeloInsure.Intake");
  g_autofree char *backup = NULL;
  g_autoptr(VeloSaleItem) item = NULL;
  g_autoptr(VeloProposal) proposal = NULL;
  VeloStore *store = NULL;

  program_wait_for_samples (program);
  store = velo_counter_get_store (program_get_counter (program));
  item = find_vehicle (store);
  proposal = make_signed (store, item);
  backup = back_up (program);
  send (store, proposal, TRUE);
  g_settings_set_boolean (settings, "background", TRUE);
  g_action_group_activate_action (G_ACTION_GROUP (program->application), "restore-backup",
                                  g_variant_new_bytestring (backup));
  gtk_window_close (GTK_WINDOW (program->window));
  WAIT_UNTIL (program->application->window == NULL);
  WAIT_UNTIL (!program->application->starting && !program->application->stopping);
  g_assert_nonnull (program_get_counter (program));
  g_application_activate (G_APPLICATION (program->application));
  g_set_weak_pointer (&program->window, program->application->window);
  program_close_message ("1 insurance was sent or concluded");
  g_settings_reset (settings, "background");
  program_wait_for_samples (program);
}

static void
test_no_folder (Program       *program,
                gconstpointer  data)
{
  g_autofree char *training = g_build_filename (program->folder, "training", NULL);

  program_wait_for_samples (program);
  program_close (program);
  velo_test_remove (program->folder);
  g_assert_true (g_file_set_contents (program->folder, "a file", -1, NULL));
  program_open (program);
  assert_trouble (program, "The data could not be read");
  g_assert_false (g_file_test (training, G_FILE_TEST_EXISTS));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*func) (Program *program, gconstpointer data); } tests[] = {
    { "/window/trouble/too-new", test_too_new },
    { "/window/trouble/corrupt", test_corrupt },
    { "/window/backup/unusable", test_backup_unusable },
    { "/window/backup/none", test_no_backup },
    { "/window/backup/restored", test_restored },
    { "/window/backup/concluded-since", test_concluded_since },
    { "/window/backup/sent-since", test_sent_since },
    { "/window/backup/restored-unseen", test_restored_unseen },
    { "/window/trouble/no-folder", test_no_folder },
    { "/window/history/changed", test_history_changed },
    { "/window/history/closed", test_history_closed },
  };

  velo_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Program, NULL, program_set_up, tests[i].func, program_tear_down);
  return g_test_run ();
}
