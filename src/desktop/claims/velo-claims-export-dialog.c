/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that is stored about a person who asks for it: found by one of three ways, saved as one archive. */

#define G_LOG_DOMAIN "velo-claims-export-dialog"

#include "config.h"

#include "velo-claims-export-dialog.h"

#include <glib/gi18n.h>

#include "velo-claims-text.h"
#include "velo-notice.h"
#include "velo-save.h"
#include "velo-text.h"

/* In the order of the choice. */
typedef enum
{
  WAY_PHONE,
  WAY_EMAIL,
  WAY_NAME
} Way;

/* Callbacks hold a reference to the dialog and look whether it is disposed. */
struct _VeloClaimsExportDialog
{
  AdwWindow parent_instance;

  VeloNotice *notice;
  GtkWidget *close_button;
  GtkWidget *save_button;
  GtkWidget *entries;
  AdwComboRow *way_row;
  GtkEditable *phone_row;
  GtkEditable *email_row;
  GtkEditable *name_row;
  GtkEditable *plate_row;
  GtkWidget *busy_box;
  GtkSpinner *spinner;

  VeloClaimsClient *client;  /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (not nullable): of what is asked for */
  GBytes *archive;           /* (owned) (nullable): of the person who is entered, not saved yet */
  gboolean busy;
  gboolean disposed;
};

G_DEFINE_FINAL_TYPE (VeloClaimsExportDialog, velo_claims_export_dialog, ADW_TYPE_WINDOW)

static gboolean
is_filled (GtkEditable *row)
{
  return !velo_text_is_empty (gtk_editable_get_text (row));
}

static gboolean
is_complete (VeloClaimsExportDialog *self)
{
  switch ((Way) adw_combo_row_get_selected (self->way_row))
    {
    case WAY_PHONE:
      return is_filled (self->phone_row);
    case WAY_EMAIL:
      return is_filled (self->email_row);
    case WAY_NAME:
      return is_filled (self->name_row) && is_filled (self->plate_row);
    default:
      return FALSE;
    }
}

static void
show_state (VeloClaimsExportDialog *self)
{
  gtk_widget_set_sensitive (self->entries, !self->busy);
  gtk_widget_set_sensitive (self->save_button, !self->busy && is_complete (self));
  gtk_widget_set_visible (self->busy_box, self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
}

static void
tell (VeloClaimsExportDialog *self,
      VeloNoticeKind          kind,
      const char             *text)
{
  velo_notice_show (self->notice, kind, text);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloClaimsExportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean saved = velo_save_finish (result, &error);
  g_autofree char *text = NULL;

  if (self->disposed)
    return;
  self->busy = FALSE;
  show_state (self);
  if (saved)
    {
      g_clear_pointer (&self->archive, g_bytes_unref);
      gtk_button_set_label (GTK_BUTTON (self->close_button), _("_Close"));
      tell (self, VELO_NOTICE_KIND_INFO,
            _("Saved. The archive is not encrypted: hand it over to this person only, and delete it here afterwards."));
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self, VELO_NOTICE_KIND_WARNING, _("The data is collected, but not saved. “Save…” asks for a file once more."));
  else
    {
      text = velo_claims_text_dup_error (error);
      tell (self, VELO_NOTICE_KIND_ERROR, text);
    }
}

static void
save (VeloClaimsExportDialog *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  /* Translators: name of a file, with a date */
  g_autofree char *name = g_strdup_printf (_("Personal data %s.zip"), day);

  velo_save_async (GTK_WINDOW (self), self->archive, name, saved_cb, g_object_ref (self));
}

static char *
dup_error (const GError *error)
{
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND))
    return g_strdup (_("No claim of this person was found. Please check the entries, or try another way."));
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_LIMIT))
    return g_strdup (_("There is more about this person than fits into one archive. Please ask the operator of the claims service."));
  return velo_claims_text_dup_error (error);
}

static void
collected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloClaimsExportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) archive = velo_claims_client_get_photo_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  g_autofree char *text = NULL;

  if (self->disposed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (archive == NULL)
    {
      self->busy = FALSE;
      show_state (self);
      text = dup_error (error);
      tell (self, VELO_NOTICE_KIND_ERROR, text);
      return;
    }
  self->archive = g_steal_pointer (&archive);
  save (self);
}

static void
on_save_cb (VeloClaimsExportDialog *self)
{
  Way way = (Way) adw_combo_row_get_selected (self->way_row);

  if (self->busy || !is_complete (self))
    return;
  velo_notice_hide (self->notice);
  self->busy = TRUE;
  show_state (self);
  if (self->archive != NULL)
    {
      save (self);
      return;
    }
  velo_claims_client_export_async (self->client,
                                   way == WAY_EMAIL ? gtk_editable_get_text (self->email_row) : NULL,
                                   way == WAY_PHONE ? gtk_editable_get_text (self->phone_row) : NULL,
                                   way == WAY_NAME ? gtk_editable_get_text (self->name_row) : NULL,
                                   way == WAY_NAME ? gtk_editable_get_text (self->plate_row) : NULL,
                                   self->cancellable, collected_cb, g_object_ref (self));
}

/* What was collected is of somebody else now. */
static void
on_changed_cb (VeloClaimsExportDialog *self)
{
  g_clear_pointer (&self->archive, g_bytes_unref);
  show_state (self);
}

static void
on_way_cb (VeloClaimsExportDialog *self)
{
  Way way = (Way) adw_combo_row_get_selected (self->way_row);

  gtk_widget_set_visible (GTK_WIDGET (self->phone_row), way == WAY_PHONE);
  gtk_widget_set_visible (GTK_WIDGET (self->email_row), way == WAY_EMAIL);
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), way == WAY_NAME);
  gtk_widget_set_visible (GTK_WIDGET (self->plate_row), way == WAY_NAME);
  on_changed_cb (self);
}

static void
velo_claims_export_dialog_dispose (GObject *object)
{
  VeloClaimsExportDialog *self = VELO_CLAIMS_EXPORT_DIALOG (object);

  self->disposed = TRUE;
  g_cancellable_cancel (self->cancellable);
  adw_window_set_content (ADW_WINDOW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_CLAIMS_EXPORT_DIALOG);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (velo_claims_export_dialog_parent_class)->dispose (object);
}

static void
velo_claims_export_dialog_finalize (GObject *object)
{
  VeloClaimsExportDialog *self = VELO_CLAIMS_EXPORT_DIALOG (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->archive, g_bytes_unref);

  G_OBJECT_CLASS (velo_claims_export_dialog_parent_class)->finalize (object);
}

#define BIND(CHILD) gtk_widget_class_bind_template_child (widget_class, VeloClaimsExportDialog, CHILD)

static void
velo_claims_export_dialog_class_init (VeloClaimsExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_claims_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_claims_export_dialog_finalize;

  g_type_ensure (VELO_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/claims/velo-claims-export-dialog.ui");
  BIND (notice);
  BIND (close_button);
  BIND (save_button);
  BIND (entries);
  BIND (way_row);
  BIND (phone_row);
  BIND (email_row);
  BIND (name_row);
  BIND (plate_row);
  BIND (busy_box);
  BIND (spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_save_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_way_cb);
}

static void
velo_claims_export_dialog_init (VeloClaimsExportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  on_way_cb (self);
}

/**
 * velo_claims_export_dialog_new:
 * @parent: (nullable): window below
 * @client: signed in as the desk
 * @claim: (nullable): a claim of the person who asks
 *
 * Returns: (transfer none): the dialog, not shown yet
 */
GtkWindow *
velo_claims_export_dialog_new (GtkWindow        *parent,
                               VeloClaimsClient *client,
                               VeloClaim        *claim)
{
  VeloClaimsExportDialog *self = g_object_new (VELO_TYPE_CLAIMS_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->client = g_object_ref (client);
  if (claim != NULL)
    {
      gtk_editable_set_text (self->phone_row, velo_claim_get_phone (claim));
      gtk_editable_set_text (self->email_row, velo_claim_get_email (claim));
      gtk_editable_set_text (self->name_row, velo_claim_get_customer_name (claim));
      gtk_editable_set_text (self->plate_row, velo_claim_get_plate (claim));
    }
  return GTK_WINDOW (self);
}
