/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands the customer's personal link over: QR code, message to copy, mail, paper. */

#define G_LOG_DOMAIN "velo-invitation-dialog"

#include "config.h"

#include "velo-invitation-dialog.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

#include "velo-claims-play.h"
#include "velo-claims-text.h"
#include "velo-date.h"
#include "velo-error-text.h"
#include "velo-notice.h"
#include "velo-print.h"
#include "velo-qr-code.h"
#include "velo-show-uri.h"

struct _VeloInvitationDialog
{
  AdwWindow parent_instance;

  VeloNotice *notice;
  VeloQrCode *qr_area;
  GtkLabel *how_label;
  GtkLabel *text_label;
  GtkLabel *end_label;
  GtkWidget *copy_button;
  GtkWidget *play_box;
  GtkWidget *play_button;
  GtkLabel *play_label;
  GtkWidget *mail_button;

  char *text;   /* (owned) (nullable) */
  char *phone;  /* (owned) (nullable) */
  char *email;  /* (owned) (nullable) */
  char *number; /* (owned) (nullable) */
  gboolean disposed;
};

typedef enum
{
  SIGNAL_PLAY,
  N_SIGNALS
} VeloInvitationDialogSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VeloInvitationDialog, velo_invitation_dialog, ADW_TYPE_WINDOW)

static void
on_copy_cb (VeloInvitationDialog *self)
{
  g_autofree char *text = NULL;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
  /* Translators: a telephone number */
  text = g_strdup_printf (_("Copied. Nothing is sent yet: paste it into a text message to %s."), self->phone);
  velo_notice_show (self->notice, VELO_NOTICE_KIND_INFO, text);
}

static void
on_mail_cb (VeloInvitationDialog *self)
{
  g_autofree char *subject = g_uri_escape_string (self->number, NULL, FALSE);
  g_autofree char *body = g_uri_escape_string (self->text, NULL, FALSE);
  g_autofree char *address = g_uri_escape_string (self->email, "@", FALSE);
  g_autofree char *uri = g_strdup_printf ("mailto:%s?subject=%s&body=%s", address, subject, body);

  velo_show_uri_async (GTK_WIDGET (self), uri, NULL, NULL, NULL);
}

static void
on_play_cb (VeloInvitationDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_PLAY], 0);
  gtk_window_close (GTK_WINDOW (self));
}

/* Paper */

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_sheet (VeloInvitationDialog *self)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string ("Sans 12");

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, 453 * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, self->text, -1);
  cairo_move_to (cr, 71, 71);
  pango_cairo_show_layout (cr, layout);
  cairo_translate (cr, 197, 220);
  velo_qr_code_draw (self->qr_area, cr, 200);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static void
printed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloInvitationDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (velo_print_finish (result, &error) || self->disposed
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = velo_error_text_dup (error);
  velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
}

static void
on_print_cb (VeloInvitationDialog *self)
{
  g_autoptr(GBytes) sheet = make_sheet (self);

  velo_print_async (GTK_WINDOW (self), sheet, self->number, NULL, NULL, printed_cb, g_object_ref (self));
}

static void
velo_invitation_dialog_dispose (GObject *object)
{
  VeloInvitationDialog *self = VELO_INVITATION_DIALOG (object);

  self->disposed = TRUE;
  adw_window_set_content (ADW_WINDOW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_INVITATION_DIALOG);

  G_OBJECT_CLASS (velo_invitation_dialog_parent_class)->dispose (object);
}

static void
velo_invitation_dialog_finalize (GObject *object)
{
  VeloInvitationDialog *self = VELO_INVITATION_DIALOG (object);

  g_free (self->text);
  g_free (self->phone);
  g_free (self->email);
  g_free (self->number);

  G_OBJECT_CLASS (velo_invitation_dialog_parent_class)->finalize (object);
}

static void
velo_invitation_dialog_class_init (VeloInvitationDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_invitation_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_invitation_dialog_finalize;

  /**
   * VeloInvitationDialog::play:
   *
   * The customer shall be played; the dialog closes.
   */
  signals[SIGNAL_PLAY] = g_signal_new ("play", VELO_TYPE_INVITATION_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);

  g_type_ensure (VELO_TYPE_NOTICE);
  g_type_ensure (VELO_TYPE_QR_CODE);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/claims/velo-invitation-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloInvitationDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, VeloInvitationDialog, qr_area);
  gtk_widget_class_bind_template_child (widget_class, VeloInvitationDialog, how_label);
  gtk_widget_class_bind_template_child (widget_class, VeloInvitationDialog, text_label);
  gtk_widget_class_bind_template_child (widget_class, VeloInvitationDialog, end_label);
  gtk_widget_class_bind_template_child (widget_class, VeloInvitationDialog, copy_button);
  gtk_widget_class_bind_template_child (widget_class, VeloInvitationDialog, play_box);
  gtk_widget_class_bind_template_child (widget_class, VeloInvitationDialog, play_button);
  gtk_widget_class_bind_template_child (widget_class, VeloInvitationDialog, play_label);
  gtk_widget_class_bind_template_child (widget_class, VeloInvitationDialog, mail_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_mail_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_print_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_play_cb);
}

static void
velo_invitation_dialog_init (VeloInvitationDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Nothing is sent from here: who has to do what with which telephone number. */
static void
show_words (VeloInvitationDialog *self,
            VeloClaim            *claim,
            gboolean              training)
{
  g_autofree char *how = NULL;
  g_autofree char *end = velo_claims_text_dup_clock (claim, velo_time_now ());
  g_autofree char *log_in = velo_claims_play_dup_log_in (claim);

  /* Translators: a telephone number */
  how = g_strdup_printf (training ? _("The customer would get this message at %s:")
                                  : _("Please send this message to %s: copy it into a text message."), self->phone);
  gtk_label_set_label (self->play_label, log_in);
  gtk_label_set_label (self->how_label, how);
  gtk_label_set_label (self->end_label, end);
  gtk_widget_set_visible (GTK_WIDGET (self->end_label), *end != '\0');
}

/**
 * velo_invitation_dialog_present:
 * @parent: (nullable): window below
 * @client: the client that made the invitation
 * @answer: with link, message and claim
 * @training: whether the customer can be played
 *
 * Shows the link; it is told only this once.
 *
 * Returns: (transfer none): the dialog
 */
VeloInvitationDialog *
velo_invitation_dialog_present (GtkWindow              *parent,
                                VeloClaimsClient       *client,
                                const VeloClaimsAnswer *answer,
                                gboolean                training)
{
  VeloInvitationDialog *self = NULL;

  g_return_val_if_fail (answer->url != NULL && answer->claim != NULL, NULL);

  self = g_object_new (VELO_TYPE_INVITATION_DIALOG, "transient-for", parent, NULL);
  self->text = g_strdup (answer->text != NULL ? answer->text : answer->url);
  self->phone = g_strdup (velo_claim_get_phone (answer->claim));
  self->email = g_strdup (velo_claim_get_email (answer->claim));
  self->number = g_strdup (velo_claim_get_number (answer->claim));
  velo_qr_code_set_text (self->qr_area, answer->url);
  gtk_label_set_label (self->text_label, self->text);
  show_words (self, answer->claim, training);
  gtk_widget_set_visible (self->play_box, training);
  /* in training one goes on as the customer */
  if (training)
    gtk_widget_remove_css_class (self->copy_button, "suggested-action");
  gtk_widget_set_sensitive (self->mail_button, self->email != NULL && *self->email != '\0');
  gtk_widget_grab_focus (training ? self->play_button : self->copy_button);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
