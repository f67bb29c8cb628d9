/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal: who did what, in a chain of hashes to which rows are only ever added. */

#define G_LOG_DOMAIN "velo-store-journal"

#include "config.h"

#include "velo-store-journal.h"

#include <string.h>

#include "velo-date.h"
#include "velo-store-private.h"

enum
{
  COLUMN_NUMBER,
  COLUMN_TIME,
  COLUMN_WHO,
  COLUMN_WHAT,
  COLUMN_VEHICLE,
  COLUMN_PROPOSAL,
  COLUMN_DETAIL,
  COLUMN_PREVIOUS,
  COLUMN_HASH
};

/* Entries that are verified at a time: some milliseconds, for which a list may have to wait. */
#define SLICE 256

#define SELECT \
  "SELECT number, time, who, what, vehicle_id, proposal_id, detail, previous, hash FROM journal "

gboolean
velo_store_create_journal (VeloConnection *connection,
                           GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE journal ("
    "  number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),"
    "  time INTEGER NOT NULL,"
    "  who TEXT NOT NULL,"
    "  what TEXT NOT NULL CHECK (what <> ''),"
    "  vehicle_id TEXT,"
    "  proposal_id TEXT,"
    "  detail TEXT NOT NULL,"
    "  previous TEXT NOT NULL,"
    "  hash TEXT NOT NULL UNIQUE CHECK (length (hash) = 64)"
    ") STRICT;"
    "CREATE INDEX journal_by_vehicle ON journal (vehicle_id, number);"
    "CREATE TRIGGER journal_not_changed BEFORE UPDATE ON journal"
    " BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;"
    "CREATE TRIGGER journal_not_removed BEFORE DELETE ON journal"
    " BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;",
    error);
}

/* Each part with its length, so that no two entries give the same text. */
static char *
make_hash (VeloJournalEntry *entry,
           const char       *previous)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *numbers = NULL;
  const char *parts[7];

  numbers = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                             velo_journal_entry_get_number (entry),
                             velo_journal_entry_get_time (entry));
  parts[0] = previous;
  parts[1] = numbers;
  parts[2] = velo_journal_entry_get_who (entry);
  parts[3] = velo_journal_entry_get_what (entry);
  parts[4] = velo_journal_entry_get_vehicle_id (entry);
  parts[5] = velo_journal_entry_get_proposal_id (entry);
  parts[6] = velo_journal_entry_get_detail (entry);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT ":", strlen (parts[i]));

      g_checksum_update (checksum, (const guchar *) length, -1);
      g_checksum_update (checksum, (const guchar *) parts[i], -1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static VeloJournalEntry *
entry_from_statement (VeloStatement *statement)
{
  VeloJournalEntry *entry = velo_journal_entry_new ();

  velo_journal_entry_set_number (entry, velo_statement_get_int64 (statement, COLUMN_NUMBER));
  velo_journal_entry_set_time (entry, velo_statement_get_int64 (statement, COLUMN_TIME));
  velo_journal_entry_set_who (entry, velo_statement_get_text (statement, COLUMN_WHO));
  velo_journal_entry_set_what (entry, velo_statement_get_text (statement, COLUMN_WHAT));
  velo_journal_entry_set_vehicle_id (entry, velo_statement_get_text (statement, COLUMN_VEHICLE));
  velo_journal_entry_set_proposal_id (entry, velo_statement_get_text (statement, COLUMN_PROPOSAL));
  velo_journal_entry_set_detail (entry, velo_statement_get_text (statement, COLUMN_DETAIL));
  return entry;
}

/*
 * velo_store_append_journal:
 * @entry: number and time are set here
 *
 * Adds an entry inside the transaction of what it tells.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_append_journal (VeloConnection   *connection,
                           VeloStoreJob     *job,
                           VeloJournalEntry *entry,
                           GError          **error)
{
  g_autoptr(VeloStatement) last = NULL;
  g_autofree char *previous = NULL;
  g_autofree char *hash = NULL;
  gboolean has_row = FALSE;
  gint64 number = 0;

  last = velo_connection_query (connection, error,
                                "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1",
                                NULL);
  if (last == NULL || !velo_statement_step (last, &has_row, error))
    return FALSE;
  number = has_row ? velo_statement_get_int64 (last, 0) : 0;
  previous = g_strdup (has_row ? velo_statement_get_text (last, 1) : "");
  velo_journal_entry_set_number (entry, number + 1);
  if (velo_journal_entry_get_time (entry) == 0)
    velo_journal_entry_set_time (entry, velo_time_now ());
  hash = make_hash (entry, previous);
  velo_store_job_add_change (job, "journal", velo_journal_entry_get_vehicle_id (entry));
  return velo_connection_run (connection, error,
                              "INSERT INTO journal (number, time, who, what, vehicle_id,"
                              "  proposal_id, detail, previous, hash)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", "llttnnttt",
                              velo_journal_entry_get_number (entry),
                              velo_journal_entry_get_time (entry),
                              velo_journal_entry_get_who (entry),
                              velo_journal_entry_get_what (entry),
                              velo_journal_entry_get_vehicle_id (entry),
                              velo_journal_entry_get_proposal_id (entry),
                              velo_journal_entry_get_detail (entry), previous, hash);
}

/*
 * velo_store_note:
 *
 * Adds an entry by the employee of @job.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_note (VeloConnection *connection,
                 VeloStoreJob   *job,
                 const char     *what,
                 const char     *vehicle_id,
                 const char     *proposal_id,
                 const char     *detail,
                 GError        **error)
{
  g_autoptr(VeloJournalEntry) entry = velo_journal_entry_new ();

  velo_journal_entry_set_who (entry, job->who);
  velo_journal_entry_set_what (entry, what);
  velo_journal_entry_set_vehicle_id (entry, vehicle_id);
  velo_journal_entry_set_proposal_id (entry, proposal_id);
  velo_journal_entry_set_detail (entry, detail);
  return velo_store_append_journal (connection, job, entry, error);
}

static gboolean
add_journal_func (VeloConnection *connection,
                  VeloStoreJob   *job,
                  GError        **error)
{
  return velo_store_append_journal (connection, job, job->record, error);
}

/**
 * velo_store_add_journal_async:
 * @self: a store
 * @entry: what happened; its number is given by the store, and its time if it is 0
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Adds to the journal what is not told by another function anyway.
 *
 * Fails with %VELO_STORE_ERROR_INVALID if the entry does not say what happened.
 */
void
velo_store_add_journal_async (VeloStore           *self,
                              VeloJournalEntry    *entry,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (VELO_IS_JOURNAL_ENTRY (entry));

  job = velo_store_job_new (add_journal_func);
  job->record = velo_record_copy (entry);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_add_journal_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_add_journal_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_add_journal_finish (VeloStore     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return velo_store_finish (self, result, velo_store_add_journal_async, error);
}

static gboolean
list_journal_func (VeloConnection *connection,
                   VeloStoreJob   *job,
                   GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error,
                                     SELECT "WHERE vehicle_id = ?1 ORDER BY number", "t", job->id);
  if (statement == NULL)
    return FALSE;
  do
    {
      if (!velo_statement_step (statement, &has_row, error))
        return FALSE;
      if (has_row)
        g_ptr_array_add (entries, entry_from_statement (statement));
    }
  while (has_row);
  velo_store_job_take_result (job, g_steal_pointer (&entries), (GDestroyNotify) g_ptr_array_unref);
  return TRUE;
}

/**
 * velo_store_list_journal_async:
 * @self: a store
 * @vehicle_id: the vehicle
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists what happened to a vehicle and its proposals, oldest first.
 */
void
velo_store_list_journal_async (VeloStore           *self,
                               const char          *vehicle_id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (vehicle_id != NULL);

  job = velo_store_job_new (list_journal_func);
  job->id = g_strdup (vehicle_id);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_list_journal_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_list_journal_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type VeloJournalEntry): the entries
 */
GPtrArray *
velo_store_list_journal_finish (VeloStore     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_list_journal_async, error);
}

/* The entries from job->number on, of which the one before has the hash job->text; what the next slice needs comes back. */
static gboolean
verify_slice_func (VeloConnection *connection,
                   VeloStoreJob   *job,
                   GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = FALSE;

  job->result_number = job->number;
  job->result_text = g_strdup (job->text);
  statement = velo_connection_query (connection, error, SELECT "WHERE number >= ?1 ORDER BY number LIMIT ?2", "ll",
                                     job->number, (gint64) SLICE);
  if (statement == NULL)
    return FALSE;
  for (;; job->result_number++)
    {
      g_autoptr(VeloJournalEntry) entry = NULL;
      g_autofree char *hash = NULL;

      if (!velo_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      entry = entry_from_statement (statement);
      hash = make_hash (entry, job->result_text);
      if (velo_journal_entry_get_number (entry) != job->result_number
          || g_strcmp0 (velo_statement_get_text (statement, COLUMN_PREVIOUS), job->result_text) != 0
          || g_strcmp0 (velo_statement_get_text (statement, COLUMN_HASH), hash) != 0)
        break;
      g_free (job->result_text);
      job->result_text = g_steal_pointer (&hash);
    }
  g_set_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT,
               "the journal was changed at entry %" G_GINT64_FORMAT, job->result_number);
  return FALSE;
}

static void
verify_slice (GTask      *task,
              gint64      number,
              const char *previous);

static void
slice_verified_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStoreJob *job = velo_store_get_job (result);
  GError *error = NULL;

  if (!velo_store_finish (VELO_STORE (source), result, verify_slice, &error))
    g_task_return_error (task, error);
  else if (job->result_number < job->number + SLICE)
    g_task_return_boolean (task, TRUE);
  else
    verify_slice (task, job->result_number, job->result_text);
}

static void
verify_slice (GTask      *task,
              gint64      number,
              const char *previous)
{
  VeloStoreJob *job = velo_store_job_new (verify_slice_func);

  job->number = number;
  job->text = g_strdup (previous);
  velo_store_start (g_task_get_source_object (task), VELO_DATABASE_READ, job, verify_slice,
                    g_task_get_cancellable (task), slice_verified_cb, g_object_ref (task));
}

/**
 * velo_store_verify_journal_async:
 * @self: a store
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Follows the chain of hashes from the first entry to the last, in slices
 * between which others are served. What is added meanwhile is followed too.
 *
 * Fails with %VELO_STORE_ERROR_CORRUPT if an entry was changed, put in or
 * removed (those at the end excepted: nothing follows that would tell), with
 * %VELO_STORE_ERROR_CLOSED after a close, or %G_IO_ERROR_CANCELLED.
 */
void
velo_store_verify_journal_async (VeloStore           *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_store_verify_journal_async);
  verify_slice (task, 1, "");
}

/**
 * velo_store_verify_journal_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether the chain is whole
 */
gboolean
velo_store_verify_journal_finish (VeloStore     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return velo_store_finish (self, result, velo_store_verify_journal_async, error);
}
