/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents filed with a vehicle. */

#define G_LOG_DOMAIN "velo-vehicle-documents"

#include "config.h"

#include "velo-vehicle-documents.h"

#include "velo-confirm.h"
#include "velo-date.h"
#include "velo-document-check.h"
#include "velo-document-window.h"
#include "velo-paper-error.h"
#include "velo-print.h"
#include "velo-sale-actions.h"
#include "velo-sale-text.h"
#include "velo-save.h"
#include "velo-signature-check.h"
#include "velo-store-documents.h"
#include "velo-store-error.h"
#include "velo-vehicle-text.h"

#include <string.h>
#include <glib/gi18n.h>

struct _VeloVehicleDocuments
{
  AdwBin parent_instance;

  GtkListBox *list_box;
  GtkLabel *empty_label;
  GtkLabel *error_label;

  VeloCounter *counter;      /* (owned) (not nullable) */
  char *vehicle_id;          /* (owned) (not nullable) */
  char *whose;               /* (owned) (nullable): for the names of jobs and files */
  GPtrArray *documents;      /* (owned) (nullable) (element-type VeloDocument) */
  GCancellable *cancellable; /* (owned) (nullable): of the load that is under way */
};

G_DEFINE_FINAL_TYPE (VeloVehicleDocuments, velo_vehicle_documents, ADW_TYPE_BIN)

/* A document whose bytes are being fetched to be printed or saved. */
typedef struct
{
  VeloVehicleDocuments *list; /* (owned) */
  VeloDocument *document;     /* (owned) */
  GBytes *bytes;              /* (owned) (nullable): being checked */
  gboolean print;
} Errand;

static void
errand_free (Errand *errand)
{
  g_object_unref (errand->list);
  g_object_unref (errand->document);
  g_clear_pointer (&errand->bytes, g_bytes_unref);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static gboolean
is_pdf (VeloDocument *document)
{
  return g_str_equal (velo_document_get_content_type (document), "application/pdf");
}

static VeloDocument *
find_document (VeloVehicleDocuments *self,
               const char           *id)
{
  for (guint i = 0; self->documents != NULL && i < self->documents->len; i++)
    {
      VeloDocument *document = g_ptr_array_index (self->documents, i);

      if (g_str_equal (velo_document_get_id (document), id))
        return document;
    }
  return NULL;
}

static void
tell (VeloVehicleDocuments *self,
      const GError         *error)
{
  g_autofree char *text = velo_sale_text_error (error);

  velo_confirm_tell (velo_sale_actions_window (GTK_WIDGET (self)), _("The document cannot be opened"), text);
}

static void
printed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloVehicleDocuments) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_print_finish (result, &error)
      && error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    velo_confirm_tell (velo_sale_actions_window (GTK_WIDGET (self)), _("The document was not printed"),
                       _("Please check the printer and try again."));
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloVehicleDocuments) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_save_finish (result, &error)
      && error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *text = velo_sale_text_error (error);

      velo_confirm_tell (velo_sale_actions_window (GTK_WIDGET (self)), _("The document was not saved"), text);
    }
}

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Errand) errand = user_data;
  g_autoptr(GError) error = NULL;
  GtkWindow *window = velo_sale_actions_window (GTK_WIDGET (errand->list));
  gboolean harmless = velo_document_check_finish (result, &error);
  g_autofree char *name = velo_save_dup_name (velo_vehicle_text_document (errand->document), errand->list->whose);

  if (window == NULL)
    return;
  if (harmless)
    velo_print_async (window, errand->bytes, name, NULL, NULL, printed_cb, g_object_ref (errand->list));
  else
    tell (errand->list, error);
}

/* What it is and whose, with the ending of the file that was delivered. */
static char *
dup_file_name (Errand *errand)
{
  const char *delivered = velo_document_get_file_name (errand->document);
  const char *ending = strrchr (delivered, '.');
  g_autofree char *name = velo_save_dup_name (velo_vehicle_text_document (errand->document), errand->list->whose);

  if (ending == NULL)
    ending = is_pdf (errand->document) ? ".pdf" : "";
  return g_strconcat (name, ending, NULL);
}

static void
content_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Errand) errand = user_data;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  GtkWindow *window = velo_sale_actions_window (GTK_WIDGET (errand->list));
  g_autofree char *file_name = dup_file_name (errand);

  bytes = velo_store_load_document_finish (VELO_STORE (object), result, &error);
  if (window == NULL)
    return;
  if (bytes == NULL)
    tell (errand->list, error);
  else if (errand->print)
    {
      Errand *rest = g_steal_pointer (&errand);

      rest->bytes = g_bytes_ref (bytes);
      velo_document_check_async (velo_document_get_kind (rest->document), bytes, NULL, checked_cb, rest);
    }
  else
    velo_save_async (window, bytes, file_name, saved_cb, g_object_ref (errand->list));
}

static Errand *
new_errand (VeloVehicleDocuments *self,
            VeloDocument         *document)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->list = g_object_ref (self);
  errand->document = g_object_ref (document);
  return errand;
}

static void
fetch (VeloVehicleDocuments *self,
       GVariant             *parameter,
       gboolean              print)
{
  VeloDocument *document = find_document (self, g_variant_get_string (parameter, NULL));
  Errand *errand;

  if (document == NULL)
    return;
  errand = new_errand (self, document);
  errand->print = print;
  velo_store_load_document_async (velo_counter_get_store (self->counter), velo_document_get_sha256 (document),
                                  NULL, content_cb, errand);
}

static void
print_document (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  fetch (VELO_VEHICLE_DOCUMENTS (widget), parameter, TRUE);
}

static void
save_document (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  fetch (VELO_VEHICLE_DOCUMENTS (widget), parameter, FALSE);
}

/* The record of a signature */

static void
save_record_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Errand) errand = user_data;

  if (velo_confirm_finish (result, NULL))
    gtk_widget_activate_action (GTK_WIDGET (errand->list), "document.save", "s",
                                velo_document_get_id (errand->document));
}

static void
signature_checked_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(Errand) errand = user_data;
  g_autoptr(GError) error = NULL;
  GtkWindow *window = velo_sale_actions_window (GTK_WIDGET (errand->list));
  gboolean intact = velo_signature_check_finish (VELO_STORE (object), result, &error);
  VeloConfirmSpec spec = {
    .heading = _("The signature is intact"),
    .body = _("The record of the signature is as it was written when the customer signed, and it belongs to the "
              "application as it is filed here."),
    .cancel_label = _("_Close"),
    .confirm_label = _("_Save…"),
    .cautious = TRUE,
  };

  if (window == NULL)
    return;
  if (!intact && error->domain != VELO_PAPER_ERROR
      && !g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT))
    {
      tell (errand->list, error);
      return;
    }
  if (!intact)
    {
      spec.heading = _("The signature cannot be proved any more");
      spec.body = _("The record of the signature, or the application that was signed, was changed after it was filed. "
                    "Please restore a backup from before that from the menu.");
    }
  velo_confirm_async (window, &spec, NULL, save_record_cb, g_steal_pointer (&errand));
}

static void
open_document (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  VeloVehicleDocuments *self = VELO_VEHICLE_DOCUMENTS (widget);
  VeloDocument *document = find_document (self, g_variant_get_string (parameter, NULL));

  if (document == NULL)
    return;
  if (velo_document_get_kind (document) == VELO_DOCUMENT_KIND_EVIDENCE)
    velo_signature_check_async (velo_counter_get_store (self->counter), document, self->documents, NULL,
                                signature_checked_cb, new_errand (self, document));
  else if (is_pdf (document))
    {
      GtkWidget *window = velo_document_window_new (velo_sale_actions_window (widget),
                                                    velo_counter_get_store (self->counter), document);

      velo_document_window_set_whose (VELO_DOCUMENT_WINDOW (window), self->whose);
      gtk_window_present (GTK_WINDOW (window));
    }
  else
    fetch (self, parameter, FALSE);
}

static GtkWidget *
make_button (const char *icon_name,
             const char *label,
             const char *action_name,
             const char *id)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  return button;
}

static GtkWidget *
make_row (VeloDocument *document)
{
  GtkWidget *row = adw_action_row_new ();
  const char *title = velo_vehicle_text_document (document);
  const char *id = velo_document_get_id (document);
  g_autofree char *filed = velo_time_format_display (velo_document_get_filed_at (document));
  g_autofree char *handed = velo_time_format_display (velo_document_get_handed_over_at (document));
  g_autofree char *subtitle = NULL;
  g_autofree char *print_label = NULL;
  g_autofree char *save_label = NULL;

  if (*handed == '\0')
    subtitle = g_strdup (filed);
  else
    /* Translators: %s is a day and a time */
    subtitle = g_strdup_printf (_("Handed over on %s"), handed);
  /* Translators: %s is what a document is, for example “Insurance policy” */
  print_label = g_strdup_printf (_("Print: %s"), title);
  /* Translators: %s is what a document is, for example “Insurance policy” */
  save_label = g_strdup_printf (_("Save: %s"), title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "document.open");
  if (is_pdf (document))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               make_button ("document-print-symbolic", print_label, "document.print", id));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             make_button ("document-save-symbolic", save_label, "document.save", id));
  return row;
}

static void
show_documents (VeloVehicleDocuments *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list_box))) != NULL)
    gtk_list_box_remove (self->list_box, child);
  for (guint i = 0; i < self->documents->len; i++)
    gtk_list_box_append (self->list_box, make_row (g_ptr_array_index (self->documents, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list_box), self->documents->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_label), self->documents->len == 0);
}

static gboolean
is_same (GPtrArray *a,
         GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!velo_record_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static void
list_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GError) error = NULL;
  VeloVehicleDocuments *self;

  documents = velo_store_list_documents_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_VEHICLE_DOCUMENTS (user_data);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), documents == NULL);
  if (documents == NULL)
    {
      g_autofree char *text = velo_sale_text_error (error);

      gtk_label_set_label (self->error_label, text);
      return;
    }
  velo_documents_drop_superseded (documents);
  if (is_same (self->documents, documents))
    return;
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  self->documents = g_steal_pointer (&documents);
  show_documents (self);
}

static void
cancel (VeloVehicleDocuments *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
velo_vehicle_documents_dispose (GObject *object)
{
  VeloVehicleDocuments *self = VELO_VEHICLE_DOCUMENTS (object);

  cancel (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_VEHICLE_DOCUMENTS);
  g_clear_object (&self->counter);

  G_OBJECT_CLASS (velo_vehicle_documents_parent_class)->dispose (object);
}

static void
velo_vehicle_documents_finalize (GObject *object)
{
  VeloVehicleDocuments *self = VELO_VEHICLE_DOCUMENTS (object);

  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_free (self->vehicle_id);
  g_free (self->whose);

  G_OBJECT_CLASS (velo_vehicle_documents_parent_class)->finalize (object);
}

static void
velo_vehicle_documents_class_init (VeloVehicleDocumentsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_vehicle_documents_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_vehicle_documents_finalize;

  gtk_widget_class_install_action (widget_class, "document.open", "s", open_document);
  gtk_widget_class_install_action (widget_class, "document.print", "s", print_document);
  gtk_widget_class_install_action (widget_class, "document.save", "s", save_document);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/vehicles/velo-vehicle-documents.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloVehicleDocuments, list_box);
  gtk_widget_class_bind_template_child (widget_class, VeloVehicleDocuments, empty_label);
  gtk_widget_class_bind_template_child (widget_class, VeloVehicleDocuments, error_label);
}

static void
velo_vehicle_documents_init (VeloVehicleDocuments *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_vehicle_documents_new:
 * @counter: where the store is
 * @vehicle_id: a vehicle of the store
 *
 * Returns: (transfer floating): the list, not yet loaded
 */
GtkWidget *
velo_vehicle_documents_new (VeloCounter *counter,
                            const char  *vehicle_id)
{
  VeloVehicleDocuments *self;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (vehicle_id != NULL, NULL);

  self = g_object_new (VELO_TYPE_VEHICLE_DOCUMENTS, NULL);
  self->counter = g_object_ref (counter);
  self->vehicle_id = g_strdup (vehicle_id);
  return GTK_WIDGET (self);
}

/**
 * velo_vehicle_documents_set_whose:
 * @self: the list
 * @whose: (nullable): whose documents these are, as velo_save_dup_whose() says
 *
 * Names the print jobs and files after the customer.
 */
void
velo_vehicle_documents_set_whose (VeloVehicleDocuments *self,
                                  const char           *whose)
{
  g_return_if_fail (VELO_IS_VEHICLE_DOCUMENTS (self));

  g_free (self->whose);
  self->whose = g_strdup (whose);
}

/**
 * velo_vehicle_documents_load:
 * @self: the list
 *
 * Asks the store for the documents.
 */
void
velo_vehicle_documents_load (VeloVehicleDocuments *self)
{
  g_return_if_fail (VELO_IS_VEHICLE_DOCUMENTS (self));

  cancel (self);
  self->cancellable = g_cancellable_new ();
  velo_store_list_documents_async (velo_counter_get_store (self->counter), self->vehicle_id, NULL,
                                   self->cancellable, list_cb, self);
}

/**
 * velo_vehicle_documents_is_loading:
 * @self: the list
 *
 * Returns: whether the store has been asked and has not answered
 */
gboolean
velo_vehicle_documents_is_loading (VeloVehicleDocuments *self)
{
  g_return_val_if_fail (VELO_IS_VEHICLE_DOCUMENTS (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * velo_vehicle_documents_get_n_items:
 * @self: the list
 *
 * Returns: how many documents are listed
 */
guint
velo_vehicle_documents_get_n_items (VeloVehicleDocuments *self)
{
  g_return_val_if_fail (VELO_IS_VEHICLE_DOCUMENTS (self), 0);

  return self->documents == NULL ? 0 : self->documents->len;
}
