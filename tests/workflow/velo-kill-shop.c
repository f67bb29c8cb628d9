/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shop whose processes are killed: starts them, hears what they have stored, and looks at what is left. */

#include "velo-kill-shop.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>

#include <glib/gstdio.h>

#include "velo-counter-fixture.h"
#include "velo-kill-sale.h"
#include "velo-store-journal.h"
#include "velo-store-policies.h"
#include "velo-store-proposals.h"


#define WATCHDOG_SECONDS 60

KillShop *
kill_shop_new (guint n_sales)
{
  KillShop *self = g_new0 (KillShop, 1);
  GError *error = NULL;

  self->folder = g_dir_make_tmp ("velo-kill-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "test.db", NULL);
  self->training = velo_training_insurer_new ();
  g_assert_true (velo_training_insurer_start (self->training, 0, &error));
  g_assert_no_error (error);
  self->n_sales = n_sales;
  self->sales = g_new0 (KnownSale, n_sales);
  return self;
}

void
kill_shop_free (KillShop *self)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  velo_training_insurer_stop (self->training);
  g_clear_object (&self->training);
  for (guint i = 0; i < self->n_sales; i++)
    g_free (self->sales[i].number);
  g_free (self->sales);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

void
kill_shop_fault (KillShop   *self,
                 const char *spec)
{
  GError *error = NULL;

  g_assert_true (velo_training_insurer_add_fault (self->training, spec, &error));
  g_assert_no_error (error);
}

/* What a process says */

static gboolean
kill_cb (gpointer user_data)
{
  Player *self = user_data;

  player_kill (self);
  return G_SOURCE_REMOVE;
}

static void
arm (Player *self)
{
  self->kill = g_idle_source_new ();
  g_source_set_callback (self->kill, kill_cb, self, NULL);
  g_source_set_priority (self->kill, G_PRIORITY_HIGH);
  if (self->kill_usec > 0)
    {
      g_source_unref (self->kill);
      self->kill = g_timeout_source_new (0);
      g_source_set_callback (self->kill, kill_cb, self, NULL);
      g_source_set_priority (self->kill, G_PRIORITY_HIGH);
      g_source_set_ready_time (self->kill, g_get_monotonic_time () + self->kill_usec);
    }
  g_source_attach (self->kill, NULL);
}

/* Where the last process left the sale: nothing that it had stored may be missing. */
static void
hear_found (KillShop          *self,
            KnownSale         *sale,
            VeloProposalState  state,
            int                step,
            const char        *number)
{
  /* what two processes have said comes in any order */
  if (self->side_by_side)
    return;
  if (sale->taken && step < sale->step)
    g_error ("page %d was stored, page %d is found", sale->step, step);
  if (sale->number != NULL && g_strcmp0 (sale->number, number) != 0)
    g_error ("number %s was kept, %s is found", sale->number, number);
  if (sale->state >= VELO_PROPOSAL_STATE_PREPARED && state == VELO_PROPOSAL_STATE_DRAFT)
    g_error ("the proposal was in state %d, a draft is found", (int) sale->state);
  if (sale->state >= VELO_PROPOSAL_STATE_SIGNED && state == VELO_PROPOSAL_STATE_PREPARED)
    g_error ("the proposal was signed, a prepared one is found");
  sale->step = step;
  sale->state = state;
}

/* What the insurer says on the phone. */
static gboolean
insurer_has (KillShop   *self,
             const char *contract_number)
{
  g_autoptr(GPtrArray) received = velo_training_insurer_dup_proposals (self->training);

  for (guint i = 0; i < received->len; i++)
    {
      VeloTrainingProposal *record = g_ptr_array_index (received, i);

      if (g_str_equal (record->contract_number, contract_number))
        return TRUE;
    }
  return FALSE;
}

/* Answers a question that the process may not live to read: a kill can be quicker. */
static void
answer_question (Player     *self,
                 const char *word)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (self->process);
  g_autoptr(GError) error = NULL;

  if (!g_output_stream_write_all (input, word, strlen (word), NULL, NULL, &error)
      && !(self->killed && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE)))
    g_error ("“%s” cannot be answered: %s", self->said->str, error->message);
}

static void
hear (Player *self,
      char   *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", 5);
  guint n_words = g_strv_length (words);
  guint index = n_words < 2 ? 0 : (guint) atoi (words[1]);
  KnownSale *sale = &self->shop->sales[MIN (index, self->shop->n_sales - 1)];

  g_string_append_printf (self->said, "%s\n", line);
  if (g_str_equal (words[0], "lost") || g_str_equal (words[0], "stuck"))
    g_error ("after a kill: %s", line);
  self->sending = g_str_equal (words[0], "sending");
  if (g_str_equal (words[0], "taken"))
    sale->taken = TRUE;
  else if (g_str_equal (words[0], "found") && n_words >= 5)
    hear_found (self->shop, sale, (VeloProposalState) atoi (words[2]), atoi (words[3]), words[4]);
  else if (g_str_equal (words[0], "saved"))
    sale->step = atoi (words[2]);
  else if (g_str_equal (words[0], "preparing"))
    {
      sale->in_preparing = g_str_equal (words[2], "-");
      self->shop->n_numbers_asked += sale->in_preparing;
    }
  else if (g_str_equal (words[0], "prepared"))
    {
      sale->in_preparing = FALSE;
      g_free (sale->number);
      sale->number = g_strdup (words[2]);
      sale->state = VELO_PROPOSAL_STATE_PREPARED;
    }
  else if (g_str_equal (words[0], "signed"))
    sale->state = VELO_PROPOSAL_STATE_SIGNED;
  else if (g_str_equal (words[0], "sending"))
    sale->state = VELO_PROPOSAL_STATE_SENDING;
  else if (g_str_equal (words[0], "concluded"))
    sale->state = VELO_PROPOSAL_STATE_CONCLUDED;
  /* after a refusal the way begins anew */
  else if (g_str_equal (words[0], "revising"))
    sale->state = VELO_PROPOSAL_STATE_DRAFT;
  else if (g_str_equal (words[0], "asking"))
    answer_question (self, insurer_has (self->shop, words[2]) ? "yes\n" : "no\n");
  if (self->kill_usec >= 0 && self->kill == NULL && g_strcmp0 (words[0], self->kill_word) == 0)
    arm (self);
}

static void
line_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Player *self = user_data;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object), result, NULL, NULL);

  if (line == NULL)
    {
      self->ended = TRUE;
      return;
    }
  hear (self, line);
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, NULL, line_read_cb, self);
}

/*
 * kill_shop_start:
 * @kill_word: (nullable): kill after a line with this first word; %NULL: after the start
 * @kill_usec: so long after it, -1 for never
 * @option: (nullable): for the program
 */
Player *
kill_shop_start (KillShop   *self,
                 const char *kill_word,
                 gint64      kill_usec,
                 const char *option)
{
  Player *player = g_new0 (Player, 1);
  g_autofree char *n_sales = NULL;
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  guint n_played = 0;
  guint n_concluded = 0;
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "velo-kill-sale", NULL);
  GError *error = NULL;

  /* no further than the next sale, or there would soon be nothing left to kill */
  while (n_played < self->n_sales && (kill_usec < 0 || n_concluded == n_played))
    n_concluded += self->sales[n_played++].state == VELO_PROPOSAL_STATE_CONCLUDED;
  n_sales = g_strdup_printf ("--sales=%u", n_played);
  player->shop = self;
  player->said = g_string_new (NULL);
  player->kill_word = kill_word;
  player->kill_usec = kill_usec;
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  /* who is killed leaks; and careful unwinding takes many times as long as the sale */
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", "detect_leaks=0:intercept_tls_get_addr=0", TRUE);
  player->process = g_subprocess_launcher_spawn (launcher, &error, program, self->path,
                                                 velo_training_insurer_get_uri (self->training), n_sales, option,
                                                 NULL);
  g_assert_no_error (error);
  player->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (player->process));
  g_data_input_stream_read_line_async (player->lines, G_PRIORITY_DEFAULT, NULL, line_read_cb, player);
  if (kill_usec >= 0 && kill_word == NULL)
    arm (player);
  return player;
}

void
player_kill (Player *self)
{
  self->killed = TRUE;
  g_subprocess_send_signal (self->process, SIGKILL);
}

static gboolean
watchdog_cb (gpointer user_data)
{
  Player *self = user_data;

  g_error ("a process does not come to its end; it said:\n%s", self->said->str);
  return G_SOURCE_REMOVE;
}

static gboolean
has_said (Player     *self,
          const char *word)
{
  g_autofree char *later = g_strconcat ("\n", word, NULL);

  return g_str_has_prefix (self->said->str, word) || strstr (self->said->str, later) != NULL;
}

/* Waits until the process has said something. */
void
player_await (Player     *self,
              const char *word)
{
  guint watchdog = g_timeout_add_seconds (WATCHDOG_SECONDS, watchdog_cb, self);

  while (!self->ended && !has_said (self, word))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (watchdog);
  if (!has_said (self, word))
    g_error ("“%s” was not said, but:\n%s", word, self->said->str);
}

void
player_say (Player     *self,
            const char *word)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (self->process);
  GError *error = NULL;

  g_assert_true (g_output_stream_write_all (input, word, strlen (word), NULL, NULL, &error));
  g_assert_no_error (error);
}

/* Waits for its end, and notes where a kill has hit. */
void
player_wait (Player *self)
{
  guint watchdog = g_timeout_add_seconds (WATCHDOG_SECONDS, watchdog_cb, self);
  KillShop *shop = self->shop;
  guint i = 0;

  while (!self->ended)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  g_source_remove (watchdog);
  if (self->kill != NULL)
    g_source_destroy (self->kill);
  g_clear_pointer (&self->kill, g_source_unref);
  self->killed = g_subprocess_get_if_signaled (self->process)
                 && g_subprocess_get_term_sig (self->process) == SIGKILL;
  if (!self->killed)
    {
      g_assert_true (g_subprocess_get_if_exited (self->process));
      self->status = g_subprocess_get_exit_status (self->process);
      if (self->status != 0 && self->status != 4)
        g_error ("status %d after:\n%s", self->status, self->said->str);
      for (i = 0; i < shop->n_sales; i++)
        shop->sales[i].in_preparing = FALSE;
      return;
    }
  while (i + 1 < shop->n_sales && shop->sales[i].state == VELO_PROPOSAL_STATE_CONCLUDED)
    i++;
  shop->n_killed++;
  shop->n_killed_in[shop->sales[i].state]++;
  shop->n_killed_preparing += shop->sales[i].in_preparing;
  shop->n_killed_sending += self->sending;
  shop->sales[i].in_preparing = FALSE;
}

void
player_free (Player *self)
{
  g_clear_object (&self->lines);
  g_clear_object (&self->process);
  g_string_free (self->said, TRUE);
  g_free (self);
}

/* What is left */

gint64
kill_shop_query (KillShop   *self,
                 const char *sql)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 value;

  g_assert_cmpint (sqlite3_open_v2 (self->path, &database, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  if (sqlite3_column_type (statement, 0) == SQLITE_TEXT)
    value = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return value;
}

/* Plays on, without a kill, until all is concluded. */
void
kill_shop_finish (KillShop *self)
{
  int status = 4;

  velo_training_insurer_clear_faults (self->training);
  for (guint i = 0; i < 5 && status == 4; i++)
    {
      g_autoptr(Player) player = kill_shop_start (self, NULL, -1, NULL);

      player_wait (player);
      status = player->status;
    }
  g_assert_cmpint (status, ==, 0);
}

static void
assert_known_to_insurer (KillShop     *self,
                         VeloProposal *proposal,
                         GPtrArray    *received)
{
  guint n_found = 0;

  for (guint i = 0; i < received->len; i++)
    {
      VeloTrainingProposal *record = g_ptr_array_index (received, i);

      if (!g_str_equal (record->contract_number, velo_proposal_get_contract_number (proposal)))
        continue;
      g_assert_cmpstr (record->record_number, ==, velo_proposal_get_record_number (proposal));
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, 1);
}

static void
assert_rows (KillShop *self)
{
  static const struct
  {
    const char *sql;
    gboolean per_sale;
  } counts[] = {
    { "SELECT count(*) FROM proposals WHERE state = 'concluded' AND sending_owner IS NULL", TRUE },
    { "SELECT count(*) FROM proposals", TRUE },
    { "SELECT count(*) FROM invoices", TRUE },
    { "SELECT count(*) FROM vehicles WHERE state = 'insured'", TRUE },
    { "SELECT count(*) FROM vehicles", TRUE },
    { "SELECT count(*) FROM policies p JOIN proposals o ON o.id = p.proposal_id"
      " AND o.contract_number = p.contract_number AND o.vehicle_id = p.vehicle_id", TRUE },
    { "SELECT count(*) FROM policies", TRUE },
    { "SELECT count(*) FROM journal WHERE what IN ('proposal-concluded', 'proposal-confirmed')", TRUE },
    { "SELECT (SELECT count(*) FROM documents WHERE kind = 'submission')"
      " - (SELECT count(*) FROM journal WHERE what = 'proposal-concluded')", FALSE },
    { "SELECT (SELECT count(*) FROM documents WHERE kind = 'answer')"
      " - (SELECT count(*) FROM journal WHERE what = 'proposal-concluded')", FALSE },
    { "SELECT count(*) FROM pragma_foreign_key_check", FALSE },
    { "SELECT count(*) FROM proposals WHERE state = 'sending'", FALSE },
  };

  g_assert_cmpint (kill_shop_query (self, "PRAGMA integrity_check"), ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      gint64 n = kill_shop_query (self, counts[i].sql);

      if (n != (counts[i].per_sale ? self->n_sales : 0))
        g_error ("%" G_GINT64_FORMAT " rows: %s", n, counts[i].sql);
    }
}

static VeloProposal *
load_proposal (VeloStore  *store,
               const char *id)
{
  VeloProposal *proposal;
  Answer answer = { 0 };
  GError *error = NULL;

  velo_store_get_proposal_async (store, id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  proposal = velo_store_get_proposal_finish (store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  return proposal;
}

/* One policy for each sale, under the number that the insurer has for the same record. */
static void
assert_policies (KillShop  *self,
                 VeloStore *store)
{
  g_autoptr(GPtrArray) received = velo_training_insurer_dup_proposals (self->training);
  g_autoptr(GPtrArray) policies = NULL;
  g_autofree gboolean *seen = g_new0 (gboolean, self->n_sales);
  Answer answer = { 0 };
  GError *error = NULL;

  velo_store_list_policies_async (store, 1000, 0, NULL, answer_cb, &answer);
  answer_wait (&answer);
  policies = velo_store_list_policies_finish (store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  g_assert_cmpuint (received->len, ==, self->n_sales);
  g_assert_cmpuint (policies->len, ==, self->n_sales);
  for (guint i = 0; i < policies->len; i++)
    {
      VeloPolicy *policy = g_ptr_array_index (policies, i);
      g_autoptr(VeloProposal) proposal = load_proposal (store, velo_policy_get_proposal_id (policy));
      const char *frame = velo_policy_get_frame_number (policy);
      guint sale = (guint) atoi (frame + strlen (frame) - 2);

      g_assert_cmpuint (sale, <, self->n_sales);
      g_assert_false (seen[sale]);
      seen[sale] = TRUE;
      g_assert_cmpstr (kill_sale_find_lost (proposal, sale, KILL_SALE_N_PAGES), ==, NULL);
      g_assert_cmpint (velo_proposal_get_step (proposal), ==, KILL_SALE_N_PAGES);
      g_assert_cmpstr (velo_policy_get_contract_number (policy), ==, velo_proposal_get_contract_number (proposal));
      assert_known_to_insurer (self, proposal, received);
    }
}

/* Asserts that of all sales nothing is lost and nothing doubled. */
void
kill_shop_assert_whole (KillShop *self)
{
  g_autoptr(VeloStore) store = NULL;
  Answer answer = { 0 };
  GError *error = NULL;

  velo_store_open_async (self->path, NULL, answer_cb, &answer);
  answer_wait (&answer);
  store = velo_store_open_finish (answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  velo_store_verify_journal_async (store, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_store_verify_journal_finish (store, answer.result, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
  assert_policies (self, store);
  velo_store_close_async (store, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_store_close_finish (store, answer.result, &error));
  answer_clear (&answer);
  assert_rows (self);
}
