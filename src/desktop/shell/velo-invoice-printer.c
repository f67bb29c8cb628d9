/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads invoices for other software and prints what they say, one JSON object a line. */

#define G_LOG_DOMAIN "velo-invoice-printer"

#include "config.h"

#include "velo-invoice-printer.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "velo-file-kind.h"
#include "velo-folder-watch.h"
#include "velo-invoice-helper.h"
#include "velo-invoice-json.h"
#include "velo-invoice-source.h"
#include "velo-mail.h"
#include "velo-zip.h"

#define MAX_DEPTH 32

typedef struct
{
  VeloInvoiceHelper *helper; /* (owned) */
  gboolean failed;
  gboolean stopped; /* nothing can be read or printed any more */
} Printer;

static void
print_line (Printer    *self,
            const char *record)
{
  if (fputs (record, stdout) == EOF || fputc ('\n', stdout) == EOF || fflush (stdout) == EOF)
    self->failed = self->stopped = TRUE;
}

static gboolean
is_read (const char *record)
{
  g_autoptr(JsonNode) node = json_from_string (record, NULL);
  const char *status = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    status = json_object_get_string_member_with_default (json_node_get_object (node), "status", NULL);
  return g_strcmp0 (status, "ok") == 0 || g_strcmp0 (status, "incomplete") == 0;
}

/* One byte more than is allowed is enough to know. */
static GBytes *
load (GFile   *file,
      GError **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *data = NULL;
  gsize length;

  if (stream == NULL)
    return NULL;
  data = g_malloc (VELO_INVOICE_SOURCE_MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, VELO_INVOICE_SOURCE_MAX_BYTES + 1, &length, NULL, error))
    return NULL;
  return g_bytes_new (data, length);
}

static void
print_bytes (Printer    *self,
             GBytes     *bytes,
             const char *name,
             GError     *fault)
{
  g_autoptr(GError) error = fault;
  g_autoptr(VeloInvoiceAnswer) answer = NULL;
  g_autofree char *failure = NULL;

  if (bytes != NULL)
    answer = velo_invoice_helper_read (self->helper, bytes, name, VELO_INVOICE_WANT_RECORD, NULL, &error);
  if (answer != NULL)
    {
      print_line (self, answer->record);
      self->failed |= !is_read (answer->record);
      return;
    }
  self->failed = TRUE;
  if (g_error_matches (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NO_HELPER))
    {
      /* it is the same for every file */
      g_printerr ("veloinsure: %s\n", error->message);
      self->stopped = TRUE;
      return;
    }
  failure = velo_invoice_json_failure_text (bytes, name, error);
  print_line (self, failure);
}

/* Each file of an archive or a mail as if it lay in a folder of that name. */
static void
print_archive (Printer    *self,
               GBytes     *bytes,
               const char *name)
{
  GError *error = NULL;
  g_autoptr(GPtrArray) members = velo_invoice_helper_unpack (self->helper, bytes, NULL, &error);

  if (members == NULL)
    {
      print_bytes (self, NULL, name, error);
      return;
    }
  for (guint i = 0; i < members->len && !self->stopped; i++)
    {
      const VeloZipMember *member = members->pdata[i];
      g_autofree char *inner = g_build_filename (name, member->name, NULL);

      print_bytes (self, member->bytes, inner, NULL);
    }
}

static void
print_file (Printer    *self,
            GFile      *file,
            const char *name)
{
  GError *error = NULL;
  g_autoptr(GBytes) bytes = load (file, &error);

  if (bytes != NULL && (velo_zip_is_one (bytes) || velo_mail_is_one (bytes)))
    print_archive (self, bytes, name);
  else
    print_bytes (self, bytes, name, error);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A name that speaks for an invoice, or a beginning that does. */
static gboolean
is_wanted (GFile     *folder,
           GFileInfo *info)
{
  const char *name = g_file_info_get_name (info);
  g_autoptr(GFile) file = NULL;
  VeloFileKind kind;

  if (*name == '.')
    return FALSE;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY || velo_folder_watch_is_candidate (name))
    return TRUE;
  file = g_file_get_child (folder, name);
  return !velo_folder_watch_is_passed_over (name) && velo_file_kind_load (file, &kind, NULL, NULL)
         && kind != VELO_FILE_KIND_OTHER;
}

/* Links to folders are not followed, so that there is an end. */
static GPtrArray *
list_folder (GFile   *folder,
             GError **error)
{
  g_autoptr(GFileEnumerator) enumerator = NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GFileInfo *info = NULL;

  enumerator = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                          G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, error);
  if (enumerator == NULL)
    return NULL;
  do
    {
      if (!g_file_enumerator_iterate (enumerator, &info, NULL, NULL, error))
        return NULL;
      if (info != NULL && is_wanted (folder, info))
        g_ptr_array_add (names, g_strdup (g_file_info_get_name (info)));
    }
  while (info != NULL);
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

static void
print_unreadable (Printer      *self,
                  const char   *name,
                  const GError *error)
{
  g_autofree char *failure = velo_invoice_json_failure_text (NULL, name, error);

  self->failed = TRUE;
  print_line (self, failure);
}

static void
print_path (Printer    *self,
            const char *path,
            guint       depth)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr(GPtrArray) names = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  GFileQueryInfoFlags flags = depth == 0 ? G_FILE_QUERY_INFO_NONE : G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS;
  GFileType type = g_file_query_file_type (file, flags, NULL);

  if (self->stopped)
    return;
  if (type != G_FILE_TYPE_DIRECTORY)
    {
      /* what is no file may never end */
      if (depth == 0 || type == G_FILE_TYPE_REGULAR || g_file_query_file_type (file, 0, NULL) == G_FILE_TYPE_REGULAR)
        print_file (self, file, shown);
      return;
    }
  if (depth < MAX_DEPTH)
    names = list_folder (file, &error);
  else
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS, "too many folders in one another");
  if (names == NULL)
    {
      print_unreadable (self, shown, error);
      return;
    }
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *inner = g_build_filename (path, g_ptr_array_index (names, i), NULL);

      print_path (self, inner, depth + 1);
    }
}

/**
 * velo_invoice_printer_run:
 * @argv: (array zero-terminated=1): the command line
 *
 * Reads the files and folders of a command line with `--read-invoice`, all in one
 * helper process, and prints each as soon as it is read. Needs no display and no
 * main loop.
 *
 * Returns: exit status: 0 if all were read, else 1
 */
int
velo_invoice_printer_run (char **argv)
{
  gboolean read_invoice = FALSE;
  g_auto(GStrv) paths = NULL;
  g_auto(GStrv) arguments = g_strdupv (argv);
  const GOptionEntry entries[] = {
    { "read-invoice", 'r', 0, G_OPTION_ARG_NONE, &read_invoice, N_("Read invoices and print what they say, one JSON object a line"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, N_("FILE…") },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) error = NULL;
  Printer self = { NULL, FALSE, FALSE };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &arguments, &error))
    {
      g_printerr ("veloinsure: %s\n", error->message);
      return 1;
    }
  if (paths == NULL)
    {
      g_printerr ("veloinsure: %s\n", _("No file to read was named."));
      return 1;
    }
  self.helper = velo_invoice_helper_new ();
  for (guint i = 0; paths[i] != NULL && !self.stopped; i++)
    print_path (&self, paths[i], 0);
  velo_invoice_helper_free (self.helper);
  return self.failed ? 1 : 0;
}
