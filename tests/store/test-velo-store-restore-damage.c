/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that going back to a copy takes over what can be read of a damaged store, and is done as a whole or not at all. */

#include "config.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "velo-restore-fixture.h"

#define PAGE_SIZE 4096
#define BIG (8 * 1024 * 1024)

/* Damage */

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *content = data;
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_waiting (fixture, sale, "12345671");
  g_autofree char *backup = back_up (fixture);
  g_autoptr(VeloProposal) now = NULL;
  g_autoptr(GError) error = NULL;

  send_and_conclude (fixture, proposal);
  close_store (fixture);
  if (content == NULL)
    g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  else
    g_assert_true (g_file_set_contents (fixture->path, content, -1, &error));
  assert_told (restore (fixture, backup), 0, 0, VELO_STORE_KNOWN_NOTHING);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_SIGNED, "");
  now = get_proposal (fixture, velo_proposal_get_id (proposal));
  g_assert_cmpint (velo_proposal_get_attempts (now), ==, 0);
}

typedef struct
{
  const char *table;
  gint64 page;
} Damage;

static gboolean
find_page_func (VeloConnection *connection,
                gpointer        data,
                GError        **error)
{
  Damage *damage = data;

  return velo_connection_query_int64 (connection, &damage->page, error,
                                      "SELECT rootpage FROM sqlite_schema WHERE name = ?1", "t", damage->table);
}

/* Closes the store and spoils the first page of a table or index. */
static void
spoil (Fixture    *fixture,
       const char *table)
{
  Damage damage = { table, 0 };
  g_autofree char *content = NULL;
  g_autoptr(GError) error = NULL;
  gsize size = 0;

  run_alone (fixture, VELO_DATABASE_READ, find_page_func, &damage);
  close_store (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, &size, &error));
  g_assert_cmpint (damage.page, >, 1);
  g_assert_cmpint (damage.page * PAGE_SIZE, <=, (gint64) size);
  memset (content + (damage.page - 1) * PAGE_SIZE, 0xa5, PAGE_SIZE);
  g_assert_true (g_file_set_contents (fixture->path, content, (gssize) size, &error));
}

/* Each table that may be damaged, and what is known of a contract then. */
static const struct
{
  const char *table;
  VeloInsuranceState state;
} damages[] = {
  { "proposals_by_state", VELO_INSURANCE_STATE_INSURED },
  { "proposals_by_vehicle", VELO_INSURANCE_STATE_INSURED },
  { "proposals", VELO_INSURANCE_STATE_INSURED },
  { "policies", VELO_INSURANCE_STATE_HANDED_OVER },
  { "submissions", VELO_INSURANCE_STATE_INSURED },
  { "contents", VELO_INSURANCE_STATE_INSURED },
  { "contracts", VELO_INSURANCE_STATE_INSURED },
};

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_waiting (fixture, sale, "12345671");
  g_autofree char *backup = back_up (fixture);

  send_and_conclude (fixture, proposal);
  spoil (fixture, damages[i].table);
  assert_told (restore (fixture, backup), 1, 0, VELO_STORE_KNOWN_PART);
  assert_vehicle (fixture, sale, damages[i].state,
                  damages[i].state == VELO_INSURANCE_STATE_INSURED ? "12345671" : "");
  assert_no_second (fixture, sale, proposal);
  assert_whole (fixture);
}

/* Without its bytes nothing is repeated: somebody has to ask the insurer. */
static void
test_damaged_bytes (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_waiting (fixture, sale, "12345671");
  g_autofree char *backup = back_up (fixture);

  go_on (fixture, proposal, VELO_PROPOSAL_STATE_SENDING, "<antrag/>");
  spoil (fixture, "submissions");
  assert_told (restore (fixture, backup), 1, 0, VELO_STORE_KNOWN_PART);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_HANDED_OVER, "");
  assert_no_second (fixture, sale, proposal);
}

/* The sale cannot be read, the application can: the vehicle is known by what stands there. */
static void
test_damaged_sale (Fixture       *fixture,
                   gconstpointer  data)
{
  const char *table = data;
  g_autofree char *backup = back_up (fixture);
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_waiting (fixture, sale, "12345671");

  send_and_conclude (fixture, proposal);
  spoil (fixture, table);
  assert_told (restore (fixture, backup), 1, 0, VELO_STORE_KNOWN_PART);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345671");
  assert_no_second (fixture, sale, proposal);
  assert_whole (fixture);
}

/* Of an application that is gone with its sale only the number is left to tell. */
static void
test_only_number (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *backup = back_up (fixture);
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_waiting (fixture, sale, "12345671");
  VeloStoreRestored *told;

  send_and_conclude (fixture, proposal);
  spoil (fixture, "proposals");
  told = restore (fixture, backup);
  g_assert_cmpstr (g_ptr_array_index (told->left, 0), ==, "12345671");
  assert_told (told, 0, 1, VELO_STORE_KNOWN_PART);
}

/* Not damaged */

static char *
read_all (const char *path,
          gsize      *size)
{
  g_autoptr(GError) error = NULL;
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, size, &error));
  return content;
}

/* A newer program wrote it: it is not changed, and as far as its tables are as ours they are read. */
static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_waiting (fixture, sale, "12345671");
  g_autofree char *backup = back_up (fixture);
  g_autofree char *content = NULL;
  g_autofree char *kept = NULL;
  gsize size = 0;
  gsize kept_size = 0;
  VeloStoreRestored *told;
  g_autoptr(GError) error = NULL;

  send_and_conclude (fixture, proposal);
  close_store (fixture);
  content = read_all (fixture->path, &size);
  content[63] = 99; /* the last byte of its version */
  g_assert_true (g_file_set_contents (fixture->path, content, (gssize) size, &error));
  told = restore (fixture, backup);
  kept = read_all (told->aside, &kept_size);
  g_assert_cmpmem (content, size, kept, kept_size);
  assert_told (told, 1, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345671");
}

/* The program was killed with the contract in the log: that belongs to the store. */
static void
test_log (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr(VeloInvoice) sale = add_new_sale (fixture, "RE-1");
  g_autoptr(VeloProposal) proposal = make_waiting (fixture, sale, "12345671");
  g_autofree char *backup = back_up (fixture);
  g_autofree char *content = NULL;
  g_autofree char *log = NULL;
  gsize size = 0;
  gsize log_size = 0;
  g_autoptr(GError) error = NULL;

  fixture_reopen (fixture);
  content = read_all (fixture->path, &size);
  send_and_conclude (fixture, proposal);
  log = read_all (wal, &log_size);
  g_assert_cmpuint (log_size, >, 0);
  close_store (fixture);
  g_assert_true (g_file_set_contents (fixture->path, content, (gssize) size, &error));
  g_assert_true (g_file_set_contents (wal, log, (gssize) log_size, &error));
  assert_told (restore (fixture, backup), 1, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345671");
  assert_no_second (fixture, sale, proposal);
}

/* Not done to its end */

/* A sale that is signed in the copy and concluded since, with a paper that takes its time. */
static char *
make_big (Fixture       *fixture,
          VeloInvoice  **sale,
          VeloProposal **proposal)
{
  g_autofree char *paper = g_strnfill (BIG, 'p');
  char *backup;

  *sale = add_new_sale (fixture, "RE-1");
  *proposal = make_proposal_in_state (fixture, *sale, VELO_PROPOSAL_STATE_SIGNED, "12345671");
  backup = back_up (fixture);
  go_on (fixture, *proposal, VELO_PROPOSAL_STATE_SENDING, "<antrag/>");
  conclude (fixture, *proposal, paper);
  return backup;
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(VeloInvoice) sale = NULL;
  g_autoptr(VeloProposal) proposal = NULL;
  g_autofree char *backup = make_big (fixture, &sale, &proposal);
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *left = NULL;
  gsize size_before = 0;
  gsize size_after = 0;
  struct rlimit whole;
  struct rlimit small;
  g_autoptr(GError) error = NULL;

  close_store (fixture);
  before = read_all (fixture->path, &size_before);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  small = whole;
  small.rlim_cur = BIG / 2; /* room for the copy, and not for the paper */
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_null (try_to_restore (fixture, backup, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  /* SQLite 3.46 says why it could not write, 3.40 does not */
  g_assert_true (g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_IO)
                 || g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_FULL));
  after = read_all (fixture->path, &size_after);
  g_assert_cmpmem (before, size_before, after, size_after);
  left = velo_find_file (folder, ".part");
  g_assert_null (left);
  fixture->store = fixture_open (fixture);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345671");
  assert_told (restore (fixture, backup), 1, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345671");
}

/* Goes back to a copy, and dies as soon as there is a file of this name beside the store. */
static void
run_child (const char *path,
           const char *backup,
           const char *deadly)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GAsyncResult) result = NULL;

  velo_store_restore_async (path, backup, NULL, velo_await_cb, &result);
  while (result == NULL)
    {
      g_autofree char *found = velo_find_file (folder, deadly);

      if (found != NULL)
        kill (getpid (), SIGKILL);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* Whatever is there afterwards knows the contract, and the next attempt clears up. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  const char *deadly = data;
  g_autoptr(VeloInvoice) sale = NULL;
  g_autoptr(VeloProposal) proposal = NULL;
  g_autofree char *backup = make_big (fixture, &sale, &proposal);
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *left = NULL;
  g_autoptr(GSubprocess) child = NULL;
  g_autoptr(GError) error = NULL;

  close_store (fixture);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--child", fixture->path, backup, deadly,
                            NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child));
  fixture->store = fixture_open (fixture);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345671");
  assert_no_second (fixture, sale, proposal);
  assert_told (restore (fixture, backup), 1, 0, VELO_STORE_KNOWN_ALL);
  assert_vehicle (fixture, sale, VELO_INSURANCE_STATE_INSURED, "12345671");
  left = velo_find_file (folder, ".part");
  g_assert_null (left);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 5 && g_str_equal (argv[1], "--child"))
    {
      run_child (argv[2], argv[3], argv[4]);
      return 1;
    }
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD_WITH ("unreadable", test_unreadable, "This is no database.");
  ADD_WITH ("cut-off", test_unreadable, "");
  ADD_WITH ("missing", test_unreadable, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *name = g_strconcat ("/store/restore/damaged/", damages[i].table, NULL);

      g_test_add (name, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_damaged, fixture_tear_down);
    }
  ADD ("restore/damaged-bytes", test_damaged_bytes);
  ADD_WITH ("damaged-sale/invoices", test_damaged_sale, "invoices");
  ADD_WITH ("damaged-sale/vehicles", test_damaged_sale, "vehicles");
  ADD_WITH ("damaged-sale/customers", test_damaged_sale, "customers");
  ADD ("restore/only-number", test_only_number);
  ADD ("restore/newer", test_newer);
  ADD ("restore/log", test_log);
  ADD ("restore/full", test_full);
  ADD_WITH ("killed/copying", test_killed, ".part");
  ADD_WITH ("killed/writing", test_killed, ".part-journal");
  return g_test_run ();
}
