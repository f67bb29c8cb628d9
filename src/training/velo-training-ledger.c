/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contract numbers issued and proposals accepted, kept in a file of which each line is one event. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-ledger.h"

#include "velo-json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define FIRST_NUMBER 70000001u
#define LAST_NUMBER  99999999u

#define FILE_HEAD "{\"veloinsure-training\":1}\n"

struct _VeloTrainingLedger
{
  guint next_number;
  GPtrArray *proposals; /* (owned) (element-type VeloTrainingProposal) */
  int fd;               /* -1: nothing is kept on disk */
};

G_DEFINE_BOXED_TYPE (VeloTrainingProposal, velo_training_proposal, velo_training_proposal_copy,
                     velo_training_proposal_free)

/**
 * velo_training_proposal_copy:
 * @self: a proposal
 *
 * Returns: (transfer full): a copy that shares the bytes
 */
VeloTrainingProposal *
velo_training_proposal_copy (const VeloTrainingProposal *self)
{
  VeloTrainingProposal *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (VeloTrainingProposal, 1);
  copy->record_number = g_strdup (self->record_number);
  copy->contract_number = g_strdup (self->contract_number);
  copy->status_code = g_strdup (self->status_code);
  copy->xml = self->xml != NULL ? g_bytes_ref (self->xml) : NULL;
  copy->document = self->document != NULL ? g_bytes_ref (self->document) : NULL;
  copy->n_times_received = self->n_times_received;
  return copy;
}

/**
 * velo_training_proposal_free:
 * @self: (transfer full) (nullable): a proposal
 */
void
velo_training_proposal_free (VeloTrainingProposal *self)
{
  if (self == NULL)
    return;
  g_free (self->record_number);
  g_free (self->contract_number);
  g_free (self->status_code);
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_clear_pointer (&self->document, g_bytes_unref);
  g_free (self);
}

static VeloTrainingProposal *
find (VeloTrainingLedger *self,
      const char         *record,
      const char         *number)
{
  for (guint i = 0; i < self->proposals->len; i++)
    {
      VeloTrainingProposal *proposal = g_ptr_array_index (self->proposals, i);

      if (g_strcmp0 (proposal->record_number, record) == 0
          || g_strcmp0 (proposal->contract_number, number) == 0)
        return proposal;
    }
  return NULL;
}

static GBytes *
read_base64 (JsonObject *object,
             const char *name)
{
  g_autofree char *text = velo_json_get_text (object, name);
  g_autofree guchar *data = NULL;
  gsize length;

  if (text == NULL)
    return NULL;
  data = g_base64_decode (text, &length);
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static gboolean
replay_proposal (VeloTrainingLedger *self,
                 JsonObject         *object)
{
  g_autoptr(VeloTrainingProposal) proposal = g_new0 (VeloTrainingProposal, 1);

  proposal->record_number = velo_json_get_text (object, "record");
  proposal->contract_number = velo_json_get_text (object, "contract");
  proposal->status_code = velo_json_get_text (object, "status");
  proposal->xml = read_base64 (object, "xml");
  proposal->document = read_base64 (object, "document");
  proposal->n_times_received = 1;
  if (proposal->record_number == NULL || proposal->contract_number == NULL
      || proposal->status_code == NULL || proposal->xml == NULL
      || find (self, proposal->record_number, proposal->contract_number) != NULL)
    return FALSE;
  g_ptr_array_add (self->proposals, g_steal_pointer (&proposal));
  return TRUE;
}

static gboolean
replay_line (VeloTrainingLedger *self,
             const char         *line)
{
  g_autoptr(JsonNode) node = json_from_string (line, NULL);
  JsonObject *object = velo_json_as_object (node);
  g_autofree char *number = NULL;
  g_autofree char *repeated = NULL;
  guint64 value;

  if (object == NULL)
    return FALSE;
  if (json_object_has_member (object, "proposal"))
    return replay_proposal (self, velo_json_get_object (object, "proposal"));
  repeated = velo_json_get_text (object, "repeated");
  if (repeated != NULL)
    {
      VeloTrainingProposal *proposal = find (self, repeated, NULL);

      if (proposal != NULL)
        proposal->n_times_received++;
      return proposal != NULL;
    }
  number = velo_json_get_text (object, "number");
  if (number == NULL
      || !g_ascii_string_to_unsigned (number, 10, self->next_number, LAST_NUMBER, &value, NULL))
    return FALSE;
  self->next_number = (guint) value + 1;
  return TRUE;
}

/* A last line without its end was being written when the program was killed:
 * nobody has had an answer to it, so it is dropped. Everything else must be right. */
static gboolean
replay (VeloTrainingLedger  *self,
        const char          *path,
        char                *text,
        gsize                length,
        gsize               *good_length,
        GError             **error)
{
  guint line_number = 1;

  *good_length = strlen (FILE_HEAD);
  if (length < *good_length && memcmp (text, FILE_HEAD, length) == 0)
    *good_length = 0;
  else if (!g_str_has_prefix (text, FILE_HEAD))
    {
      g_set_error (error, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_STATE,
                   "%s: not a state file of the training insurer", path);
      return FALSE;
    }
  while (*good_length > 0 && *good_length < length)
    {
      char *line = text + *good_length;
      char *end = memchr (line, '\n', length - *good_length);

      line_number++;
      if (end == NULL)
        break;
      *end = '\0';
      if (strlen (line) != (gsize) (end - line) || !replay_line (self, line))
        {
          g_set_error (error, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_STATE,
                       "%s: line %u is damaged", path, line_number);
          return FALSE;
        }
      *good_length += (gsize) (end - line) + 1;
    }
  return TRUE;
}

static gboolean
set_io_error (GError     **error,
              const char  *what)
{
  int saved_errno = errno;

  g_set_error (error, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_IO, "%s: %s", what,
               g_strerror (saved_errno));
  return FALSE;
}

static gboolean
append (VeloTrainingLedger  *self,
        const char          *line,
        GError             **error)
{
  gsize length = strlen (line);
  gsize n_written = 0;
  off_t before;

  if (self->fd < 0)
    return TRUE;
  before = lseek (self->fd, 0, SEEK_END);
  while (before >= 0 && n_written < length)
    {
      gssize n = write (self->fd, line + n_written, length - n_written);

      if (n < 0 && errno != EINTR)
        break;
      n_written += n > 0 ? (gsize) n : 0;
    }
  if (before >= 0 && n_written == length && fdatasync (self->fd) == 0)
    return TRUE;
  set_io_error (error, "the training insurer's state cannot be written");
  if (before >= 0 && ftruncate (self->fd, before) != 0)
    g_warning ("state file cannot be shortened: %s", g_strerror (errno));
  return FALSE;
}

static gboolean
append_object (VeloTrainingLedger  *self,
               JsonObject          *object,
               GError             **error)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  json_node_set_object (node, object);
  text = json_to_string (node, FALSE);
  line = g_strconcat (text, "\n", NULL);
  return append (self, line, error);
}

static void
set_base64 (JsonObject *object,
            const char *name,
            GBytes     *bytes)
{
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return;
  text = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  json_object_set_string_member (object, name, text);
}

/**
 * velo_training_ledger_new:
 *
 * Returns: (transfer full): an empty ledger that keeps nothing on disk; not thread-safe
 */
VeloTrainingLedger *
velo_training_ledger_new (void)
{
  VeloTrainingLedger *self = g_new0 (VeloTrainingLedger, 1);

  self->next_number = FIRST_NUMBER;
  self->proposals = g_ptr_array_new_with_free_func (
    (GDestroyNotify) velo_training_proposal_free);
  self->fd = -1;
  return self;
}

/**
 * velo_training_ledger_free:
 * @self: (transfer full): a ledger
 */
void
velo_training_ledger_free (VeloTrainingLedger *self)
{
  g_return_if_fail (self != NULL);

  velo_training_ledger_close (self);
  g_ptr_array_unref (self->proposals);
  g_free (self);
}

/* (out) @good_length: how much of the file is whole lines; 0 if there is no file. */
static gboolean
load (VeloTrainingLedger  *self,
      const char          *path,
      gsize               *good_length,
      GError             **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr(GError) file_error = NULL;

  self->next_number = FIRST_NUMBER;
  g_ptr_array_set_size (self->proposals, 0);
  *good_length = 0;
  if (g_file_get_contents (path, &text, &length, &file_error))
    return replay (self, path, text, length, good_length, error);
  if (g_error_matches (file_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  g_set_error_literal (error, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_IO, file_error->message);
  return FALSE;
}

/* One program at a time, so that no number is issued twice. */
static gboolean
lock_file (VeloTrainingLedger  *self,
           const char          *path,
           GError             **error)
{
  self->fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->fd < 0)
    return set_io_error (error, path);
  if (flock (self->fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  g_set_error (error, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_IO,
               "%s: another program uses it", path);
  return FALSE;
}

static gboolean
load_and_mend (VeloTrainingLedger  *self,
               const char          *path,
               GError             **error)
{
  gsize good_length;

  if (!load (self, path, &good_length, error))
    return FALSE;
  if (ftruncate (self->fd, (off_t) good_length) != 0)
    return set_io_error (error, path);
  return good_length > 0 || append (self, FILE_HEAD, error);
}

/**
 * velo_training_ledger_load:
 * @self: a ledger
 * @path: (type filename): a state file
 * @error: return location
 *
 * Reads what a file holds and leaves it alone, also while a program uses it.
 *
 * Fails as velo_training_ledger_open() does.
 *
 * Returns: whether the file could be read
 */
gboolean
velo_training_ledger_load (VeloTrainingLedger  *self,
                           const char          *path,
                           GError             **error)
{
  gsize good_length;

  g_return_val_if_fail (self != NULL && self->fd < 0, FALSE);

  return load (self, path, &good_length, error);
}

/**
 * velo_training_ledger_open:
 * @self: a ledger
 * @path: (type filename): the state file, made if missing
 * @error: return location
 *
 * Reads what earlier runs have issued and accepted, and keeps from now on.
 *
 * Fails with %VELO_TRAINING_ERROR_STATE if the file is damaged, which is then
 * left as it is, or %VELO_TRAINING_ERROR_IO, also if another program uses it.
 *
 * Returns: whether the file is open
 */
gboolean
velo_training_ledger_open (VeloTrainingLedger  *self,
                           const char          *path,
                           GError             **error)
{
  g_return_val_if_fail (self != NULL && self->fd < 0, FALSE);

  if (lock_file (self, path, error) && load_and_mend (self, path, error))
    return TRUE;
  velo_training_ledger_close (self);
  return FALSE;
}

/**
 * velo_training_ledger_close:
 * @self: a ledger
 *
 * Lets go of the state file.
 */
void
velo_training_ledger_close (VeloTrainingLedger *self)
{
  g_return_if_fail (self != NULL);

  if (self->fd >= 0)
    {
      /* a helper that is just being spawned has a copy of the descriptor, and with it of the lock */
      flock (self->fd, LOCK_UN);
      close (self->fd);
    }
  self->fd = -1;
}

/**
 * velo_training_ledger_issue_number:
 * @self: a ledger
 * @error: return location
 *
 * Reserves a contract number that was never issued before.
 *
 * Returns: (transfer full) (nullable): 8 digits, or %NULL with %VELO_TRAINING_ERROR_IO
 */
char *
velo_training_ledger_issue_number (VeloTrainingLedger  *self,
                                   GError             **error)
{
  g_autofree char *line = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->next_number > LAST_NUMBER)
    {
      g_set_error_literal (error, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_IO,
                           "all contract numbers are used up");
      return NULL;
    }
  line = g_strdup_printf ("{\"number\":%u}\n", self->next_number);
  if (!append (self, line, error))
    return NULL;
  return g_strdup_printf ("%u", self->next_number++);
}

/**
 * velo_training_ledger_is_issued:
 * @self: a ledger
 * @number: a contract number
 *
 * Returns: whether @number was reserved here
 */
gboolean
velo_training_ledger_is_issued (VeloTrainingLedger *self,
                                const char         *number)
{
  guint64 value;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (number != NULL, FALSE);

  return g_ascii_string_to_unsigned (number, 10, FIRST_NUMBER, LAST_NUMBER, &value, NULL)
         && value < self->next_number && strlen (number) == 8;
}

/**
 * velo_training_ledger_find_record:
 * @self: a ledger
 * @record: a record number (Satznummer)
 *
 * Returns: (transfer none) (nullable): the accepted proposal with this record number
 */
const VeloTrainingProposal *
velo_training_ledger_find_record (VeloTrainingLedger *self,
                                  const char         *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  return find (self, record, NULL);
}

/**
 * velo_training_ledger_find_contract:
 * @self: a ledger
 * @number: a contract number
 *
 * Returns: (transfer none) (nullable): the accepted proposal with this contract number
 */
const VeloTrainingProposal *
velo_training_ledger_find_contract (VeloTrainingLedger *self,
                                    const char         *number)
{
  g_return_val_if_fail (self != NULL && number != NULL, NULL);

  return find (self, NULL, number);
}

/**
 * velo_training_ledger_accept:
 * @self: a ledger
 * @proposal: (transfer full): a proposal with numbers that no other one has
 * @error: return location
 *
 * Returns: whether the proposal is kept; otherwise %VELO_TRAINING_ERROR_IO
 */
gboolean
velo_training_ledger_accept (VeloTrainingLedger    *self,
                             VeloTrainingProposal  *proposal,
                             GError               **error)
{
  g_autoptr(VeloTrainingProposal) owned = proposal;
  g_autoptr(JsonObject) event = json_object_new ();
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (self != NULL && proposal != NULL, FALSE);

  json_object_set_string_member (object, "record", proposal->record_number);
  json_object_set_string_member (object, "contract", proposal->contract_number);
  json_object_set_string_member (object, "status", proposal->status_code);
  set_base64 (object, "xml", proposal->xml);
  set_base64 (object, "document", proposal->document);
  json_object_set_object_member (event, "proposal", object);
  if (!append_object (self, event, error))
    return FALSE;
  proposal->n_times_received = 1;
  g_ptr_array_add (self->proposals, g_steal_pointer (&owned));
  return TRUE;
}

/**
 * velo_training_ledger_repeat:
 * @self: a ledger
 * @record: record number of an accepted proposal
 *
 * Notes that the same proposal came once more.
 */
void
velo_training_ledger_repeat (VeloTrainingLedger *self,
                             const char         *record)
{
  VeloTrainingProposal *proposal;
  g_autoptr(JsonObject) event = json_object_new ();
  g_autoptr(GError) error = NULL;

  g_return_if_fail (self != NULL && record != NULL);

  proposal = find (self, record, NULL);
  g_return_if_fail (proposal != NULL);
  proposal->n_times_received++;
  json_object_set_string_member (event, "repeated", record);
  if (!append_object (self, event, &error))
    g_info ("repeated proposal not noted: %s", error->message);
}

/**
 * velo_training_ledger_dup_proposals:
 * @self: a ledger
 *
 * Returns: (transfer full) (element-type VeloTrainingProposal): copies, oldest first
 */
GPtrArray *
velo_training_ledger_dup_proposals (VeloTrainingLedger *self)
{
  GPtrArray *copies;

  g_return_val_if_fail (self != NULL, NULL);

  copies = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_training_proposal_free);
  for (guint i = 0; i < self->proposals->len; i++)
    g_ptr_array_add (copies,
                     velo_training_proposal_copy (g_ptr_array_index (self->proposals, i)));
  return copies;
}

/**
 * velo_training_ledger_dup_numbers:
 * @self: a ledger
 *
 * Returns: (transfer full) (element-type utf8): contract numbers issued so far, in order
 */
GPtrArray *
velo_training_ledger_dup_numbers (VeloTrainingLedger *self)
{
  GPtrArray *numbers;

  g_return_val_if_fail (self != NULL, NULL);

  numbers = g_ptr_array_new_with_free_func (g_free);
  for (guint number = FIRST_NUMBER; number < self->next_number; number++)
    g_ptr_array_add (numbers, g_strdup_printf ("%u", number));
  return numbers;
}
