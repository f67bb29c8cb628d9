/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets another process read a file, so that no file can harm this one. */

#define G_LOG_DOMAIN "velo-invoice-helper"

#include "config.h"

#include "velo-invoice-helper.h"

#include "velo-invoice-source.h"
#include "velo-zip.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define TIME_LIMIT_MS 10000
/* What the libraries leak stays small. */
#define MAX_FILES 250
#define CHUNK 65536

struct _VeloInvoiceHelper
{
  GSubprocess *process;
  int          out_fd; /* a socket, since writing into a closed pipe is a signal */
  int          in_fd;  /* (borrowed) of the process */
  guint        n_files;
  guint        n_started;
  guint        time_limit_ms;
  char        *templates;
};

typedef enum
{
  ENDING_ANSWERED,
  ENDING_CANCELLED,
  ENDING_LATE,
  ENDING_NONSENSE,
  ENDING_BROKEN
} Ending;

typedef struct
{
  const guint8    *parts[4];
  gsize            lengths[4];
  guint            part;
  gsize            offset;
  GByteArray      *answer;
  VeloInvoiceReply reply;
  gint64           deadline;
  GCancellable    *cancellable;
} Exchange;

/**
 * velo_invoice_helper_new:
 *
 * Makes a helper; its process starts with the first file.
 *
 * Returns: (transfer full): a helper
 */
VeloInvoiceHelper *
velo_invoice_helper_new (void)
{
  VeloInvoiceHelper *self = g_new0 (VeloInvoiceHelper, 1);

  self->out_fd = -1;
  self->in_fd = -1;
  self->time_limit_ms = TIME_LIMIT_MS;
  return self;
}

/* Returns how the process ended: a wait status. */
static int
stop_process (VeloInvoiceHelper *self)
{
  g_autoptr (GSubprocess) process = g_steal_pointer (&self->process);

  if (process == NULL)
    return 0;
  /* one that has ended by itself keeps its status */
  g_subprocess_force_exit (process);
  g_close (self->out_fd, NULL);
  self->out_fd = -1;
  self->in_fd = -1;
  self->n_files = 0;
  g_subprocess_wait (process, NULL, NULL);
  return g_subprocess_get_status (process);
}

/**
 * velo_invoice_helper_free:
 * @self: a helper
 *
 * Ends its process.
 */
void
velo_invoice_helper_free (VeloInvoiceHelper *self)
{
  stop_process (self);
  g_free (self->templates);
  g_free (self);
}

/**
 * velo_invoice_helper_set_time_limit:
 * @self: a helper
 * @time_limit_ms: how long a file may take; 10 seconds if this is not called
 *
 * Changes the limit.
 */
void
velo_invoice_helper_set_time_limit (VeloInvoiceHelper *self, guint time_limit_ms)
{
  self->time_limit_ms = time_limit_ms;
}

/**
 * velo_invoice_helper_get_n_started:
 * @self: a helper
 *
 * Counts the processes that were needed.
 *
 * Returns: how many were started
 */
guint
velo_invoice_helper_get_n_started (VeloInvoiceHelper *self)
{
  return self->n_started;
}

static gboolean
start_process (VeloInvoiceHelper *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GError) fault = NULL;
  const char      *folder = g_getenv ("VELO_LIBEXECDIR");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : LIBEXECDIR,
                                            VELO_INVOICE_FRAME_PROGRAM, NULL);
  int              fds[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
    {
      g_set_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NO_HELPER,
                   "no way to the program that reads invoices: %s", g_strerror (errno));
      return FALSE;
    }
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_take_stdin_fd (launcher, fds[1]);
  self->process = g_subprocess_launcher_spawn (launcher, &fault, path, NULL);
  if (self->process == NULL)
    {
      g_close (fds[0], NULL);
      g_set_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NO_HELPER,
                   "the program that reads invoices cannot be started: %s", fault->message);
      return FALSE;
    }
  self->out_fd = fds[0];
  self->in_fd = g_unix_input_stream_get_fd (
      G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (self->process)));
  self->n_files = 0;
  self->n_started++;
  return TRUE;
}

static gboolean
has_more_to_send (const Exchange *exchange)
{
  return exchange->part < G_N_ELEMENTS (exchange->parts);
}

static gboolean
send_some (Exchange *exchange, int fd)
{
  const guint8 *data = exchange->parts[exchange->part] + exchange->offset;
  gsize         left = exchange->lengths[exchange->part] - exchange->offset;
  gssize        sent = send (fd, data, left, MSG_NOSIGNAL | MSG_DONTWAIT);

  if (sent < 0)
    return errno == EAGAIN || errno == EINTR;
  exchange->offset += (gsize) sent;
  while (has_more_to_send (exchange) && exchange->offset == exchange->lengths[exchange->part])
    {
      exchange->part++;
      exchange->offset = 0;
    }
  return TRUE;
}

static Ending
receive_some (Exchange *exchange, int fd, gboolean *is_done)
{
  const gboolean has_head = exchange->answer->len >= VELO_INVOICE_FRAME_ANSWER_SIZE;
  const gsize    wanted =
      VELO_INVOICE_FRAME_ANSWER_SIZE +
      (has_head ? velo_invoice_frame_reply_length (&exchange->reply) : 0) - exchange->answer->len;
  guint8       buffer[CHUNK];
  const gssize got = read (fd, buffer, MIN (wanted, sizeof buffer));

  if (got < 0)
    return errno == EAGAIN || errno == EINTR ? ENDING_ANSWERED : ENDING_BROKEN;
  if (got == 0)
    return ENDING_BROKEN;
  /* an answer before the question is over */
  if (has_more_to_send (exchange))
    return ENDING_NONSENSE;
  g_byte_array_append (exchange->answer, buffer, (guint) got);
  if (!has_head && exchange->answer->len == VELO_INVOICE_FRAME_ANSWER_SIZE &&
      !velo_invoice_frame_get_reply (exchange->answer->data, &exchange->reply))
    return ENDING_NONSENSE;
  *is_done = (gsize) got == wanted &&
             (has_head || velo_invoice_frame_reply_length (&exchange->reply) == 0);
  return ENDING_ANSWERED;
}

/* Sends the question and takes the answer, whichever is possible, until there is an end. */
static Ending
run_exchange (Exchange *exchange, int out_fd, int in_fd)
{
  GPollFD  fds[3] = { { in_fd, G_IO_IN, 0 }, { out_fd, G_IO_OUT, 0 }, { -1, 0, 0 } };
  gboolean is_done = FALSE;
  gboolean can_cancel = g_cancellable_make_pollfd (exchange->cancellable, &fds[2]);
  Ending   ending = ENDING_ANSWERED;

  while (!is_done && ending == ENDING_ANSWERED)
    {
      gint64 left = exchange->deadline - g_get_monotonic_time ();

      fds[1].fd = has_more_to_send (exchange) ? out_fd : -1;
      fds[0].revents = fds[1].revents = fds[2].revents = 0;
      if (left > 0 && g_poll (fds, can_cancel ? 3 : 2, (int) (left / 1000) + 1) < 0 &&
          errno != EINTR)
        ending = ENDING_BROKEN;
      else if (g_cancellable_is_cancelled (exchange->cancellable))
        ending = ENDING_CANCELLED;
      else if (left <= 0)
        ending = ENDING_LATE;
      else if (fds[0].revents != 0)
        ending = receive_some (exchange, in_fd, &is_done);
      else if ((fds[1].revents & G_IO_OUT) != 0 && !send_some (exchange, out_fd))
        ending = ENDING_BROKEN;
    }
  if (can_cancel)
    g_cancellable_release_fd (exchange->cancellable);
  return ending;
}

static void
set_damaged (GBytes *bytes, const char *reason, GError **error)
{
  g_set_error (error, VELO_INTAKE_ERROR,
               velo_invoice_source_is_pdf (bytes) ? VELO_INTAKE_ERROR_MALFORMED_PDF
                                                  : VELO_INTAKE_ERROR_MALFORMED,
               "%s", reason);
}

/* Says why there is no answer, from the way in which the process ended. */
static void
set_broken (int wait_status, GBytes *bytes, GError **error)
{
  if (WIFSIGNALED (wait_status) && WTERMSIG (wait_status) == SIGXCPU)
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT,
                         "reading the file took too long");
  else if (WIFSIGNALED (wait_status) && WTERMSIG (wait_status) == SIGKILL)
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT,
                         "reading the file was stopped");
  else if (WIFSIGNALED (wait_status))
    set_damaged (bytes, "the file is damaged in a way that broke off reading", error);
  else if (WEXITSTATUS (wait_status) == VELO_INVOICE_FRAME_EXIT_UNSAFE)
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NO_HELPER,
                         "the program that reads invoices cannot limit itself on this machine");
  else if (WEXITSTATUS (wait_status) == VELO_INVOICE_FRAME_EXIT_MEMORY)
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT,
                         "reading the file took too much memory");
  else
    set_damaged (bytes, "reading the file gave no answer", error);
}

static char *
take_text (const guint8 **next, gsize length)
{
  const char *text = (const char *) *next;

  *next += length;
  return g_utf8_make_valid (text, (gssize) length);
}

static VeloInvoiceAnswer *
build_members (const Exchange *exchange)
{
  const VeloInvoiceReply *reply = &exchange->reply;
  const guint8           *next = exchange->answer->data + VELO_INVOICE_FRAME_ANSWER_SIZE;
  g_autofree char        *message = take_text (&next, reply->message_length);
  g_autoptr (VeloInvoiceAnswer) answer = g_new0 (VeloInvoiceAnswer, 1);

  if (reply->refusal != 0)
    answer->refusal =
        g_error_new_literal (VELO_INTAKE_ERROR, (int) reply->refusal - 1, message);
  else
    {
      answer->members = velo_zip_members_unpack (next, reply->invoice_length);
      if (answer->members == NULL)
        return NULL;
    }
  return g_steal_pointer (&answer);
}

/* The process has read foreign bytes: what it says is checked like a file. */
static VeloInvoiceAnswer *
build_answer (const Exchange *exchange, VeloInvoiceWant wants)
{
  const VeloInvoiceReply *reply = &exchange->reply;
  const guint8           *next = exchange->answer->data + VELO_INVOICE_FRAME_ANSWER_SIZE;
  g_autofree char        *message = take_text (&next, reply->message_length);
  g_autofree char        *invoice = take_text (&next, reply->invoice_length);
  g_autofree char        *record = take_text (&next, reply->record_length);
  g_autoptr (VeloInvoiceAnswer) answer = g_new0 (VeloInvoiceAnswer, 1);

  if (!velo_invoice_frame_is_flat (invoice, strlen (invoice)) ||
      !velo_invoice_frame_is_flat (record, strlen (record)) || strchr (record, '\n') != NULL)
    return NULL;
  if (reply->refusal != 0)
    answer->refusal =
        g_error_new_literal (VELO_INTAKE_ERROR, (int) reply->refusal - 1, message);
  else if ((wants & VELO_INVOICE_WANT_INVOICE) != 0)
    {
      answer->invoice = velo_invoice_new ();
      if (!velo_record_load_text (answer->invoice, invoice, NULL))
        return NULL;
    }
  if ((wants & VELO_INVOICE_WANT_RECORD) != 0 ||
      ((wants & VELO_INVOICE_WANT_TEMPLATE) != 0 && answer->refusal == NULL))
    {
      if (*record != '{')
        return NULL;
      answer->record = g_steal_pointer (&record);
    }
  return g_steal_pointer (&answer);
}

/* Asks a process, a new one if there is none, and says how it ended. */
static Ending
ask (VeloInvoiceHelper *self, Exchange *exchange, int *wait_status)
{
  Ending ending;

  exchange->part = 0;
  exchange->offset = 0;
  g_byte_array_set_size (exchange->answer, 0);
  ending = run_exchange (exchange, self->out_fd, self->in_fd);
  *wait_status = 0;
  if (ending != ENDING_ANSWERED)
    *wait_status = stop_process (self);
  else
    self->n_files++;
  return ending;
}

static VeloInvoiceAnswer *
conclude (VeloInvoiceHelper *self,
          Exchange          *exchange,
          Ending             ending,
          int                wait_status,
          GBytes            *bytes,
          VeloInvoiceWant    wants,
          GError           **error)
{
  VeloInvoiceAnswer *answer = NULL;

  switch (ending)
    {
    case ENDING_ANSWERED:
      answer = wants == VELO_INVOICE_WANT_MEMBERS ? build_members (exchange)
                                                  : build_answer (exchange, wants);
      if (answer != NULL)
        return answer;
      stop_process (self);
      set_damaged (bytes, "reading the file gave an answer that is none", error);
      return NULL;
    case ENDING_CANCELLED:
      g_cancellable_set_error_if_cancelled (exchange->cancellable, error);
      return NULL;
    case ENDING_LATE:
      g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT,
                           "reading the file took too long");
      return NULL;
    case ENDING_NONSENSE:
      set_damaged (bytes, "reading the file gave an answer that is none", error);
      return NULL;
    case ENDING_BROKEN:
    default:
      set_broken (wait_status, bytes, error);
      return NULL;
    }
}

static void
put_question (Exchange       *exchange,
              guint8         *head,
              GBytes         *bytes,
              const char     *file_name,
              const char     *extra,
              VeloInvoiceWant wants)
{
  const char         *name = file_name == NULL ? "" : file_name;
  VeloInvoiceQuestion question = { wants, 0, 0, 0 };

  exchange->parts[0] = head;
  exchange->lengths[0] = VELO_INVOICE_FRAME_QUESTION_SIZE;
  exchange->parts[1] = (const guint8 *) name;
  exchange->lengths[1] = MIN (strlen (name), VELO_INVOICE_FRAME_MAX_NAME);
  exchange->parts[2] = (const guint8 *) extra;
  exchange->lengths[2] = extra == NULL ? 0 : strlen (extra);
  exchange->parts[3] = g_bytes_get_data (bytes, &exchange->lengths[3]);
  question.name_length = (guint32) exchange->lengths[1];
  question.extra_length = (guint32) exchange->lengths[2];
  question.length = (guint32) exchange->lengths[3];
  velo_invoice_frame_put_question (&question, head);
}

static VeloInvoiceAnswer *
ask_extra (VeloInvoiceHelper *self,
           GBytes            *bytes,
           const char        *file_name,
           const char        *extra,
           VeloInvoiceWant    wants,
           GCancellable      *cancellable,
           GError           **error)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  Exchange exchange = { 0 };
  guint8   head[VELO_INVOICE_FRAME_QUESTION_SIZE];
  gboolean is_used;
  Ending   ending;
  int      wait_status;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (g_bytes_get_size (bytes) > VELO_INVOICE_SOURCE_MAX_BYTES)
    {
      g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT,
                           "the file is too large");
      return NULL;
    }
  exchange.answer = answer;
  exchange.cancellable = cancellable;
  exchange.deadline = g_get_monotonic_time () + (gint64) self->time_limit_ms * 1000;
  put_question (&exchange, head, bytes, file_name, extra, wants);

  if (self->n_files >= MAX_FILES)
    stop_process (self);
  is_used = self->n_files > 0;
  if (self->process == NULL && !start_process (self, error))
    return NULL;
  ending = ask (self, &exchange, &wait_status);
  /* what other files have left behind must not count against this one */
  if ((ending == ENDING_BROKEN || ending == ENDING_NONSENSE) && is_used)
    {
      if (!start_process (self, error))
        return NULL;
      ending = ask (self, &exchange, &wait_status);
    }
  return conclude (self, &exchange, ending, wait_status, bytes, wants, error);
}

/**
 * velo_invoice_helper_read:
 * @self: a helper; from one thread at a time
 * @bytes: the file as it came
 * @file_name: (nullable): its name
 * @wants: what to bring back
 * @cancellable: (nullable): a #GCancellable; ends the process
 * @error: return location
 *
 * Reads a file in the helper's process. Blocks up to the time limit. That a file
 * is refused is an answer; that it could not be read because the process
 * crashed or went over a limit is an error, and the next file gets a new process.
 *
 * Returns: (transfer full): the answer, or %NULL with a #VeloIntakeError or
 *   %G_IO_ERROR_CANCELLED
 */
VeloInvoiceAnswer *
velo_invoice_helper_read (VeloInvoiceHelper *self,
                          GBytes            *bytes,
                          const char        *file_name,
                          VeloInvoiceWant    wants,
                          GCancellable      *cancellable,
                          GError           **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  return ask_extra (self, bytes, file_name, self->templates, wants, cancellable, error);
}

/**
 * velo_invoice_helper_set_templates:
 * @self: a helper
 * @templates: (nullable): velo_print_template_join() of the templates of all issuers
 *
 * Gives the helper what was learned of printed invoices. More than 8 MB of it is
 * not used.
 */
void
velo_invoice_helper_set_templates (VeloInvoiceHelper *self, const char *templates)
{
  g_free (self->templates);
  self->templates = templates == NULL || strlen (templates) > VELO_INVOICE_FRAME_MAX_EXTRA
                        ? NULL
                        : g_strdup (templates);
}

/**
 * velo_invoice_helper_learn:
 * @self: a helper; from one thread at a time
 * @bytes: a PDF without data inside
 * @corrected: what it says, as somebody confirmed it
 * @cancellable: (nullable): a #GCancellable; ends the process
 * @error: return location
 *
 * Learns from a printed invoice where its issuer prints things. The template is
 * for the issuer of velo_invoice_dup_seller_key() of @corrected. Blocks.
 *
 * Returns: (transfer full): the template, JSON in one line, or %NULL with a
 *   #VeloIntakeError if there is nothing to learn, or %G_IO_ERROR_CANCELLED
 */
char *
velo_invoice_helper_learn (VeloInvoiceHelper *self,
                           GBytes            *bytes,
                           VeloInvoice       *corrected,
                           GCancellable      *cancellable,
                           GError           **error)
{
  g_autofree char *extra = velo_record_to_text (corrected);
  g_autoptr (VeloInvoiceAnswer) answer = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  answer = ask_extra (self, bytes, NULL, extra, VELO_INVOICE_WANT_TEMPLATE, cancellable, error);
  if (answer == NULL)
    return NULL;
  if (answer->refusal != NULL)
    g_propagate_error (error, g_steal_pointer (&answer->refusal));
  return g_steal_pointer (&answer->record);
}

/**
 * velo_invoice_helper_unpack:
 * @self: a helper; from one thread at a time
 * @bytes: a ZIP archive or a mail
 * @cancellable: (nullable): a #GCancellable; ends the process
 * @error: return location
 *
 * Unpacks the PDF and XML files of an archive or a mail in the helper's process, for
 * reading them one by one. Blocks.
 *
 * Returns: (transfer full) (element-type VeloZipMember): the files; or %NULL with
 *   a #VeloIntakeError or %G_IO_ERROR_CANCELLED
 */
GPtrArray *
velo_invoice_helper_unpack (VeloInvoiceHelper *self,
                            GBytes            *bytes,
                            GCancellable      *cancellable,
                            GError           **error)
{
  g_autoptr (VeloInvoiceAnswer) answer = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  answer = ask_extra (self, bytes, NULL, NULL, VELO_INVOICE_WANT_MEMBERS, cancellable, error);
  if (answer == NULL)
    return NULL;
  if (answer->refusal != NULL)
    g_propagate_error (error, g_steal_pointer (&answer->refusal));
  return g_steal_pointer (&answer->members);
}

/**
 * velo_invoice_answer_free:
 * @answer: an answer
 *
 * Frees @answer.
 */
void
velo_invoice_answer_free (VeloInvoiceAnswer *answer)
{
  g_clear_error (&answer->refusal);
  g_clear_object (&answer->invoice);
  g_free (answer->record);
  g_clear_pointer (&answer->members, g_ptr_array_unref);
  g_free (answer);
}
