/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a filed document, prints and saves it. */

#define G_LOG_DOMAIN "velo-document-window"

#include "config.h"

#include "velo-document-window.h"

#include <string.h>
#include <glib/gi18n.h>

#include "velo-document-check.h"
#include "velo-error-text.h"
#include "velo-pdf-view.h"
#include "velo-print.h"
#include "velo-save.h"
#include "velo-store-error.h"

/**
 * VeloDocumentWindow:
 *
 * Callbacks hold a reference to the window and check its cancellable, which
 * is cancelled on dispose. "used" tells of printing and saving.
 */
struct _VeloDocumentWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;       /* (borrowed) (not nullable) */
  AdwWindowTitle  *title_widget; /* (borrowed) (not nullable) */
  VeloPdfView     *view;         /* (borrowed) (not nullable) */

  VeloStore       *store;        /* (owned) (not nullable) */
  VeloDocument    *document;     /* (owned) (not nullable) */
  char            *whose;        /* (owned) (nullable): for the names of jobs and files */
  GBytes          *bytes;        /* (owned) (nullable): when loaded */
  gboolean         harmless;     /* may be opened in this process */
  GCancellable    *cancellable;  /* (owned) (not nullable) */
};

G_DEFINE_FINAL_TYPE (VeloDocumentWindow, velo_document_window, ADW_TYPE_WINDOW)

typedef enum
{
  PROP_STORE = 1,
  PROP_DOCUMENT,
} VeloDocumentWindowProperty;

static GParamSpec *properties[PROP_DOCUMENT + 1];

enum
{
  USED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_actions (VeloDocumentWindow *self)
{
  gboolean loaded = self->bytes != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.print", loaded && self->harmless);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.save", loaded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "document.open", loaded);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloDocumentWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  self->harmless = velo_document_check_finish (result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  update_actions (self);
  if (error != NULL)
    {
      g_autofree char *text = velo_error_text_dup (error);

      velo_pdf_view_show_error (self->view, text, FALSE);
      return;
    }
  velo_pdf_view_set_bytes (self->view, self->bytes);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloDocumentWindow) self = user_data;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  bytes = velo_store_load_document_finish (VELO_STORE (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (bytes == NULL)
    {
      gboolean changed = g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_CORRUPT);

      g_info ("cannot load a document: %s", error->message);
      velo_pdf_view_show_error (self->view,
                                changed ? _("This document was changed or damaged after it was filed. Please restore a "
                                            "backup from before, from the menu.")
                                        : _("The document could not be loaded from the database."), !changed);
      return;
    }
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = g_steal_pointer (&bytes);
  update_actions (self);
  velo_document_check_async (velo_document_get_kind (self->document), self->bytes, self->cancellable,
                             checked_cb, g_object_ref (self));
}

static void
load (VeloDocumentWindow *self)
{
  velo_pdf_view_show_busy (self->view, _("Opening the document …"));
  velo_store_load_document_async (self->store, velo_document_get_sha256 (self->document),
                                  self->cancellable, loaded_cb, g_object_ref (self));
}

static void
on_retry_cb (VeloDocumentWindow *self)
{
  load (self);
}

static void
finish_use (VeloDocumentWindow *self,
            const char         *how,
            const char         *done,
            GError             *error)
{
  if (g_cancellable_is_cancelled (self->cancellable)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      g_info ("a document was not %s: %s", how, error->message);
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("That did not work. Please try again.")));
      return;
    }
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (done));
  g_signal_emit (self, signals[USED], 0, how);
}

static void
printed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloDocumentWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  velo_print_finish (result, &error);
  finish_use (self, "printed", _("Printed."), error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloDocumentWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  velo_save_finish (result, &error);
  finish_use (self, "saved", _("Saved."), error);
}

static char *
dup_file_name (VeloDocumentWindow *self)
{
  const char *file_name = velo_document_get_file_name (self->document);
  const char *ending = *file_name == '\0' ? ".pdf" : strrchr (file_name, '.');
  g_autofree char *base = *file_name == '\0' ? g_strdup ("document")
                          : g_strndup (file_name, strlen (file_name) - (ending == NULL ? 0 : strlen (ending)));
  g_autofree char *name = velo_save_dup_name (base, self->whose);

  return g_strconcat (name, ending, NULL);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  VeloDocumentWindow *self = VELO_DOCUMENT_WINDOW (widget);
  g_autofree char *job_name = velo_save_dup_name (velo_document_get_title (self->document), self->whose);

  velo_print_async (GTK_WINDOW (self), self->bytes, job_name, NULL,
                    self->cancellable, printed_cb, g_object_ref (self));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  VeloDocumentWindow *self = VELO_DOCUMENT_WINDOW (widget);
  g_autofree char *file_name = dup_file_name (self);

  velo_save_async (GTK_WINDOW (self), self->bytes, file_name, saved_cb, g_object_ref (self));
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  VeloDocumentWindow *self = VELO_DOCUMENT_WINDOW (widget);
  g_autofree char *file_name = dup_file_name (self);

  velo_open_outside (GTK_WINDOW (self), self->bytes, file_name);
}

static void
velo_document_window_constructed (GObject *object)
{
  VeloDocumentWindow *self = VELO_DOCUMENT_WINDOW (object);

  G_OBJECT_CLASS (velo_document_window_parent_class)->constructed (object);

  g_assert (self->store != NULL && self->document != NULL);
  gtk_window_set_title (GTK_WINDOW (self), velo_document_get_title (self->document));
  adw_window_title_set_title (self->title_widget, velo_document_get_title (self->document));
  update_actions (self);
  load (self);
}

static void
velo_document_window_dispose (GObject *object)
{
  VeloDocumentWindow *self = VELO_DOCUMENT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_DOCUMENT_WINDOW);

  G_OBJECT_CLASS (velo_document_window_parent_class)->dispose (object);
}

static void
velo_document_window_finalize (GObject *object)
{
  VeloDocumentWindow *self = VELO_DOCUMENT_WINDOW (object);

  g_clear_object (&self->store);
  g_clear_object (&self->document);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->whose);

  G_OBJECT_CLASS (velo_document_window_parent_class)->finalize (object);
}

static void
velo_document_window_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  VeloDocumentWindow *self = VELO_DOCUMENT_WINDOW (object);

  switch ((VeloDocumentWindowProperty) prop_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_DOCUMENT:
      self->document = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_document_window_class_init (VeloDocumentWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = velo_document_window_constructed;
  object_class->dispose = velo_document_window_dispose;
  object_class->finalize = velo_document_window_finalize;
  object_class->set_property = velo_document_window_set_property;

  /**
   * VeloDocumentWindow:store:
   *
   * Where the bytes are.
   */
  properties[PROP_STORE] =
    g_param_spec_object ("store", NULL, NULL, VELO_TYPE_STORE,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * VeloDocumentWindow:document:
   *
   * What is shown.
   */
  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, VELO_TYPE_DOCUMENT,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * VeloDocumentWindow::used:
   * @self: the window
   * @how: "printed" or "saved"
   *
   * The document was printed or saved.
   */
  signals[USED] = g_signal_new ("used", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (VELO_TYPE_PDF_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/widgets/velo-document-window.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_bind_template_child (widget_class, VeloDocumentWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, VeloDocumentWindow, title_widget);
  gtk_widget_class_bind_template_child (widget_class, VeloDocumentWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
  gtk_widget_class_install_action (widget_class, "document.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "document.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "document.open", NULL, open_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "document.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "document.save", NULL);
}

static void
velo_document_window_init (VeloDocumentWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_document_window_new:
 * @parent: (nullable): window it belongs to
 * @store: where the bytes are
 * @document: the document to show
 *
 * Returns: (transfer none): a window that loads and shows @document; present it
 */
GtkWidget *
velo_document_window_new (GtkWindow    *parent,
                          VeloStore    *store,
                          VeloDocument *document)
{
  g_return_val_if_fail (VELO_IS_STORE (store), NULL);
  g_return_val_if_fail (VELO_IS_DOCUMENT (document), NULL);

  return g_object_new (VELO_TYPE_DOCUMENT_WINDOW,
                       "transient-for", parent,
                       "store", store,
                       "document", document,
                       NULL);
}

/**
 * velo_document_window_set_whose:
 * @self: a window
 * @whose: (nullable): whose document it is, as velo_save_dup_whose() says
 *
 * Names the print job and the file after the customer.
 */
void
velo_document_window_set_whose (VeloDocumentWindow *self,
                                const char         *whose)
{
  g_return_if_fail (VELO_IS_DOCUMENT_WINDOW (self));

  g_free (self->whose);
  self->whose = g_strdup (whose);
}
