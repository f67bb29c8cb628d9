/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers everything that proves the insurance of a vehicle into one file: documents, hand-over, history. */

#define G_LOG_DOMAIN "velo-evidence"

#include "config.h"

#include "velo-evidence.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "velo-confirm.h"
#include "velo-date.h"
#include "velo-evidence-package.h"
#include "velo-invoice-sheet.h"
#include "velo-sale-actions.h"
#include "velo-sale-text.h"
#include "velo-save.h"
#include "velo-store-documents.h"
#include "velo-store-journal.h"
#include "velo-text.h"
#include "velo-vehicle-text.h"

#define COVER "00-Uebersicht.pdf"
#define RECORD "evidence.json"

typedef struct
{
  VeloCounter *counter;   /* (owned) */
  GSettings *settings;    /* (owned) (nullable) */
  VeloVehicle *vehicle;   /* (owned) */
  VeloCustomer *customer; /* (owned) (nullable) */
  GPtrArray *documents;   /* (owned) (nullable) (element-type VeloDocument) */
  GPtrArray *journal;     /* (owned) (nullable) (element-type VeloJournalEntry) */
  GPtrArray *files;       /* (owned) (element-type VeloEvidenceFile): one for each document, in order, then ours */
  GBytes *package;        /* (owned) (nullable) */
  gint64 time;            /* of the package, in microseconds since 1970 */
} Evidence;

static void
evidence_free (Evidence *self)
{
  g_object_unref (self->counter);
  g_clear_object (&self->settings);
  g_object_unref (self->vehicle);
  g_clear_object (&self->customer);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->journal, g_ptr_array_unref);
  g_ptr_array_unref (self->files);
  g_clear_pointer (&self->package, g_bytes_unref);
  g_free (self);
}

static VeloStore *
get_store (Evidence *self)
{
  return velo_counter_get_store (self->counter);
}

/* What came without a type that says it: an answer of the insurer is mostly XML, sometimes words. */
static const char *
guess_ending (GBytes *bytes)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize start = 0;

  if (size == 0 || !g_utf8_validate_len (data, size, NULL))
    return ".bin";
  while (start < size && g_ascii_isspace (data[start]))
    start++;
  if (start < size && data[start] == '<')
    return ".xml";
  return start < size && data[start] == '{' ? ".json" : ".txt";
}

/* Names in ASCII: any program on any computer unpacks them alike. */
static char *
dup_file_name (VeloDocument *document,
               GBytes       *bytes,
               guint         number)
{
  g_autofree char *plain = g_str_to_ascii (velo_vehicle_text_document (document), "de");
  const char *type = velo_document_get_content_type (document);
  const char *ending = strrchr (velo_document_get_file_name (document), '.');
  gboolean is_pdf = g_str_equal (type, "application/pdf");

  g_strcanon (plain, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS, '-');
  if (is_pdf || ending == NULL || !g_str_is_ascii (ending) || strlen (ending) > 5
      || strspn (ending + 1, G_CSET_a_2_z G_CSET_A_2_Z) != strlen (ending + 1))
    ending = is_pdf ? ".pdf" : g_str_equal (type, "application/json") ? ".json"
             : g_str_has_suffix (type, "xml") ? ".xml" : guess_ending (bytes);
  return g_strdup_printf ("%02u-%s%s", number, plain, ending);
}

/* The cover sheet */

static void
add_files_table (VeloSheet *sheet,
                 Evidence  *self)
{
  const VeloSheetColumn columns[] = {
    { _("File"), 4, FALSE },
    { _("Filed"), 2, FALSE },
    { _("Handed Over"), 2, FALSE },
    { _("By"), 2, FALSE },
  };

  velo_sheet_add_section (sheet, _("Documents"));
  velo_sheet_begin_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < self->documents->len; i++)
    {
      VeloDocument *document = g_ptr_array_index (self->documents, i);
      VeloEvidenceFile *file = g_ptr_array_index (self->files, i);
      g_autofree char *filed = velo_time_format_display (velo_document_get_filed_at (document));
      g_autofree char *handed = velo_time_format_display (velo_document_get_handed_over_at (document));
      const char *cells[] = { file->name, filed, handed, velo_document_get_handed_over_by (document), NULL };

      velo_sheet_add_table_row (sheet, cells);
    }
}

/* A sum of 64 digits fits into no column: four groups can be read and compared. */
static void
add_sums_table (VeloSheet *sheet,
                Evidence  *self)
{
  const VeloSheetColumn columns[] = { { _("File"), 3, FALSE }, { "SHA-256", 5, FALSE } };

  velo_sheet_add_section (sheet, _("Checksums"));
  velo_sheet_begin_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < self->documents->len; i++)
    {
      VeloEvidenceFile *file = g_ptr_array_index (self->files, i);
      const char *sum = velo_document_get_sha256 (g_ptr_array_index (self->documents, i));
      g_autofree char *groups = g_strdup_printf ("%.16s %.16s %.16s %.16s", sum, sum + 16, sum + 32, sum + 48);
      const char *cells[] = { file->name, groups, NULL };

      velo_sheet_add_table_row (sheet, cells);
    }
  velo_sheet_add_paragraph (sheet, _("Whether a file is still the same can be found out at any time: with “veloinsure "
                                     "--check-evidence” and the name of the package, or unpacked with “sha256sum -c "
                                     "SHA256SUMS”."));
}

static void
add_history_table (VeloSheet *sheet,
                   Evidence  *self)
{
  const VeloSheetColumn columns[] = { { _("Time"), 2, FALSE }, { _("What Happened"), 5, FALSE }, { _("By"), 2, FALSE } };

  velo_sheet_add_section (sheet, _("History"));
  velo_sheet_begin_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < self->journal->len; i++)
    {
      VeloJournalEntry *entry = g_ptr_array_index (self->journal, i);
      g_autofree char *time = velo_time_format_display (velo_journal_entry_get_time (entry));
      g_autofree char *what = velo_vehicle_text_journal (&entry, 1);
      const char *cells[] = { time, what, velo_journal_entry_get_who (entry), NULL };

      velo_sheet_add_table_row (sheet, cells);
    }
}

static VeloSheet *
make_cover (Evidence *self)
{
  VeloSheet *sheet = velo_sheet_new (_("Evidence of the Insurance"), "VeloInsure");
  g_autofree char *name = velo_vehicle_dup_name (self->vehicle);
  g_autofree char *owner = self->customer == NULL ? NULL : velo_customer_dup_name (self->customer);
  g_autofree char *made = velo_time_format_display (self->time);
  gboolean training = velo_counter_is_training (self->counter);

  velo_invoice_sheet_set_sender (sheet, self->settings, training);
  velo_sheet_set_created (sheet, self->time);
  velo_sheet_set_page_label (sheet, _("Page {page} of {pages}"));
  if (training)
    velo_sheet_set_watermark (sheet, _("Training"));
  velo_sheet_add_title (sheet, _("Evidence of the Insurance"), name);
  if (!velo_text_is_empty (owner))
    velo_sheet_add_row (sheet, _("Customer"), owner);
  if (!velo_text_is_empty (velo_vehicle_get_frame_number (self->vehicle)))
    velo_sheet_add_row (sheet, _("Frame number"), velo_vehicle_get_frame_number (self->vehicle));
  if (!velo_text_is_empty (velo_vehicle_get_contract_number (self->vehicle)))
    velo_sheet_add_row (sheet, _("Contract"), velo_vehicle_get_contract_number (self->vehicle));
  velo_sheet_add_row (sheet, _("Put together"), made);
  add_files_table (sheet, self);
  add_sums_table (sheet, self);
  add_history_table (sheet, self);
  return sheet;
}

/* The same for programs */

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_time (JsonBuilder *builder,
          const char  *name,
          gint64       time)
{
  g_autofree char *text = time == 0 ? g_strdup ("") : velo_time_format_iso (time);

  add_member (builder, name, text);
}

static void
add_document (JsonBuilder      *builder,
              VeloDocument     *document,
              VeloEvidenceFile *file)
{
  json_builder_begin_object (builder);
  add_member (builder, "file", file->name);
  add_member (builder, "title", velo_document_get_title (document));
  add_member (builder, "sha256", velo_document_get_sha256 (document));
  add_time (builder, "filed", velo_document_get_filed_at (document));
  add_time (builder, "handed-over", velo_document_get_handed_over_at (document));
  add_member (builder, "handed-over-by", velo_document_get_handed_over_by (document));
  add_member (builder, "handed-over-how", velo_document_get_handed_over_how (document));
  json_builder_end_object (builder);
}

static void
add_entry (JsonBuilder      *builder,
           VeloJournalEntry *entry)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "number");
  json_builder_add_int_value (builder, velo_journal_entry_get_number (entry));
  add_time (builder, "time", velo_journal_entry_get_time (entry));
  add_member (builder, "who", velo_journal_entry_get_who (entry));
  add_member (builder, "what", velo_journal_entry_get_what (entry));
  add_member (builder, "detail", velo_journal_entry_get_detail (entry));
  json_builder_end_object (builder);
}

static GBytes *
make_record (Evidence *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  add_member (builder, "program", "VeloInsure " VERSION);
  add_time (builder, "made", self->time);
  add_member (builder, "frame-number", velo_vehicle_get_frame_number (self->vehicle));
  add_member (builder, "contract", velo_vehicle_get_contract_number (self->vehicle));
  json_builder_set_member_name (builder, "documents");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->documents->len; i++)
    add_document (builder, g_ptr_array_index (self->documents, i), g_ptr_array_index (self->files, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "journal");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->journal->len; i++)
    add_entry (builder, g_ptr_array_index (self->journal, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  return g_bytes_new_take (text, strlen (text));
}

/* One after the other: the store gives one document at a time, and there are few. */

static void
noted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Evidence *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (velo_store_add_journal_finish (VELO_STORE (object), result, &error))
    g_task_return_pointer (task, g_steal_pointer (&self->package), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/* The fingerprint goes into the journal, which is only ever added to: later it tells whether a
   package is the one that was made here. */
static void
note (GTask      *task,
      const char *fingerprint)
{
  Evidence *self = g_task_get_task_data (task);
  g_autoptr(VeloJournalEntry) entry =
    g_object_new (VELO_TYPE_JOURNAL_ENTRY, "what", "evidence-made", "who", velo_sale_actions_who (self->counter),
                  "vehicle-id", velo_vehicle_get_id (self->vehicle), "detail", fingerprint, NULL);

  velo_store_add_journal_async (get_store (self), entry, g_task_get_cancellable (task), noted_cb, g_object_ref (task));
}

static void
cover_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Evidence *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GBytes) cover = velo_sheet_render_finish (VELO_SHEET (object), result, &error);
  g_autoptr(GBytes) record = NULL;
  g_autofree char *fingerprint = NULL;

  if (cover != NULL)
    {
      record = make_record (self);
      velo_evidence_files_add (self->files, RECORD, record);
      velo_evidence_files_add (self->files, COVER, cover);
      self->package = velo_evidence_package_build (self->files, self->time, &fingerprint, &error);
    }
  if (self->package == NULL)
    g_task_return_error (task, error);
  else
    note (task, fingerprint);
}

static void
content_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data);

static void
fetch_next (GTask *task)
{
  Evidence *self = g_task_get_task_data (task);
  g_autoptr(VeloSheet) cover = NULL;

  if (self->files->len < self->documents->len)
    {
      VeloDocument *document = g_ptr_array_index (self->documents, self->files->len);

      velo_store_load_document_async (get_store (self), velo_document_get_sha256 (document),
                                      g_task_get_cancellable (task), content_cb, g_object_ref (task));
      return;
    }
  cover = make_cover (self);
  velo_sheet_render_async (cover, g_task_get_cancellable (task), cover_cb, g_object_ref (task));
}

/* Evidence with a document that is not what was filed would prove nothing. */
static void
content_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Evidence *self = g_task_get_task_data (task);
  VeloDocument *document = g_ptr_array_index (self->documents, self->files->len);
  GError *error = NULL;
  g_autoptr(GBytes) bytes = velo_store_load_document_finish (VELO_STORE (object), result, &error);
  g_autofree char *sum = bytes == NULL ? NULL : g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *name = bytes == NULL ? NULL : dup_file_name (document, bytes, self->files->len + 1);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_strcmp0 (sum, velo_document_get_sha256 (document)) != 0)
    {
      g_task_return_new_error (task, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT, "a document is not what was filed");
      return;
    }
  velo_evidence_files_add (self->files, name, bytes);
  fetch_next (task);
}

static void
journal_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Evidence *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->journal = velo_store_list_journal_finish (VELO_STORE (object), result, &error);
  if (self->journal == NULL)
    g_task_return_error (task, error);
  else
    fetch_next (task);
}

static void
documents_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Evidence *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->documents = velo_store_list_documents_finish (VELO_STORE (object), result, &error);
  if (self->documents == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  velo_documents_drop_superseded (self->documents);
  velo_store_list_journal_async (get_store (self), velo_vehicle_get_id (self->vehicle),
                                 g_task_get_cancellable (task), journal_cb, g_object_ref (task));
}

/**
 * velo_evidence_make_async:
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @vehicle: a vehicle of the store
 * @customer: (nullable): its owner
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Puts the documents filed with @vehicle, of the insurer's papers those of the tariff that was taken,
 * when they were handed over by whom, and its history into one file with checksums (product, row A23),
 * and notes in the journal that it was made.
 *
 * Fails with a #VeloStoreError, %VELO_STORE_ERROR_CORRUPT if a document is not what was filed, and
 * with a #VeloPaperError.
 */
void
velo_evidence_make_async (VeloCounter         *counter,
                          GSettings           *settings,
                          VeloVehicle         *vehicle,
                          VeloCustomer        *customer,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  Evidence *self;
  GTask *task;

  g_return_if_fail (VELO_IS_COUNTER (counter));
  g_return_if_fail (VELO_IS_VEHICLE (vehicle));

  self = g_new0 (Evidence, 1);
  self->counter = g_object_ref (counter);
  g_set_object (&self->settings, settings);
  self->vehicle = g_object_ref (vehicle);
  g_set_object (&self->customer, customer);
  self->files = velo_evidence_files_new ();
  self->time = velo_time_now ();
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_evidence_make_async);
  g_task_set_task_data (task, self, (GDestroyNotify) evidence_free);
  velo_store_list_documents_async (get_store (self), velo_vehicle_get_id (vehicle), NULL, cancellable, documents_cb,
                                   task);
}

/**
 * velo_evidence_make_finish:
 * @result: from the callback
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a ZIP file
 */
GBytes *
velo_evidence_make_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_evidence_make_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The button of the page */

typedef struct
{
  GtkWidget *page; /* (owned) */
  char *name;      /* (owned): of the file */
} Errand;

static void
errand_free (Errand *self)
{
  g_object_unref (self->page);
  g_free (self->name);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

/* Nothing is told to a page that was closed, or of a file that was not wanted after all. */
static void
tell (Errand       *self,
      const GError *error)
{
  GtkWindow *window = velo_sale_actions_window (self->page);
  g_autofree char *text = NULL;

  if (window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = velo_sale_text_error (error);
  velo_confirm_tell (window, _("The evidence was not saved"), text);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Errand) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_save_finish (result, &error))
    tell (self, error);
}

static void
made_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Errand) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) package = velo_evidence_make_finish (result, &error);
  GtkWindow *window = velo_sale_actions_window (self->page);
  const char *name = self->name;

  gtk_widget_action_set_enabled (self->page, "vehicle.evidence", TRUE);
  if (package == NULL)
    tell (self, error);
  else if (window != NULL)
    velo_save_async (window, package, name, saved_cb, g_steal_pointer (&self));
}

/**
 * velo_evidence_save:
 * @page: a page with the action "vehicle.evidence", which waits meanwhile
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @vehicle: a vehicle of the store
 * @customer: (nullable): its owner
 *
 * Makes the package of evidence and asks where to save it.
 */
void
velo_evidence_save (GtkWidget    *page,
                    VeloCounter  *counter,
                    GSettings    *settings,
                    VeloVehicle  *vehicle,
                    VeloCustomer *customer)
{
  Errand *self;
  g_autofree char *model = NULL;
  const char *number;

  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (VELO_IS_VEHICLE (vehicle));

  number = velo_vehicle_get_contract_number (vehicle);
  if (velo_text_is_empty (number))
    number = velo_vehicle_get_frame_number (vehicle);
  if (velo_text_is_empty (number))
    number = model = velo_vehicle_dup_name (vehicle);
  self = g_new0 (Errand, 1);
  self->page = g_object_ref (page);
  /* Translators: name of a file; %s is the number of a contract or frame, or a model */
  self->name = g_strdup_printf (_("Evidence %s.zip"), number);
  gtk_widget_action_set_enabled (page, "vehicle.evidence", FALSE);
  velo_evidence_make_async (counter, settings, vehicle, customer, NULL, made_cb, self);
}
