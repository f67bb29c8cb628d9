/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands a form over to the customer's own phone by a QR code, and waits for what is entered there. */

#define G_LOG_DOMAIN "velo-phone-dialog"

#include "config.h"

#include "velo-phone-dialog.h"

#include <glib/gi18n.h>

#include "velo-below.h"
#include "velo-claims-text.h"
#include "velo-notice.h"
#include "velo-phone-fields.h"
#include "velo-qr-code.h"

/* So often the service is asked whether the customer is ready. */
#define POLL_MS 2000

struct _VeloPhoneDialog
{
  AdwWindow parent_instance;

  VeloNotice     *notice;        /* (borrowed) (not nullable) */
  GtkStack       *stack;         /* (borrowed) (not nullable) */
  VeloQrCode     *code;          /* (borrowed) (not nullable) */
  GtkLabel       *link_label;    /* (borrowed) (not nullable) */
  GtkLabel       *time_label;    /* (borrowed) (not nullable) */
  GtkLabel       *state_label;   /* (borrowed) (not nullable) */
  GtkWidget      *training_box;  /* (borrowed) (not nullable) */
  GtkWidget      *play_button;   /* (borrowed) (not nullable) */
  GtkCheckButton *all_check;     /* (borrowed) (not nullable) */
  AdwStatusPage  *failed_page;   /* (borrowed) (not nullable) */
  GtkWidget      *again_button;  /* (borrowed) (not nullable) */

  VeloClaimsDesk *desk;          /* (owned) (nullable): until closed */
  VeloProposal   *proposal;      /* (owned) (nullable): until disposed */
  VeloCustomerForm *form;        /* (owned) (nullable): that is shown or waited for */
  GCancellable   *cancellable;   /* (owned) (nullable): of what goes on about it */
  guint           poll_ms;
  guint           poll_id;
  gboolean        signed_in_again;
};

typedef enum
{
  SIGNAL_FILLED,
  N_SIGNALS
} VeloPhoneDialogSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VeloPhoneDialog, velo_phone_dialog, ADW_TYPE_WINDOW)

static void open_form (VeloPhoneDialog *self);
static void plan_poll (VeloPhoneDialog *self);

/* What is under way about the form is given up, and so is its link. */
static void
drop_form (VeloPhoneDialog *self)
{
  g_clear_handle_id (&self->poll_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->form != NULL)
    velo_customer_form_withdraw (self->form);
  g_clear_object (&self->form);
}

/* Failing */

/* At opening: the employee types on in any case. */
static char *
dup_opening_error (const GError *error)
{
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND))
    return g_strdup (_("The service is too old for this. Please enter the data here."));
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_OFFLINE))
    return g_strdup (_("No connection to the service. Please enter the data here, or try again in a moment."));
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_FORBIDDEN))
    return g_strdup (_("The account of the settings serves no customers at the counter. Please enter the data here."));
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_LIMIT))
    return g_strdup (_("Too many forms are open at the moment. Please enter the data here, or try again in a few minutes."));
  return velo_claims_text_dup_error (error);
}

static char *
dup_waiting_error (const GError *error)
{
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND))
    return g_strdup (_("The time for the form is over. Please enter the data here, or let the customer try again."));
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_GONE))
    return g_strdup (_("What the customer sent was lost on its way. Please enter the data here, or let the customer try again."));
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED))
    return g_strdup (_("You are not signed in to the service any more. Please enter the data here, or try again."));
  return velo_claims_text_dup_error (error);
}

static void
fail (VeloPhoneDialog *self,
      const char      *text)
{
  drop_form (self);
  adw_status_page_set_description (self->failed_page, text);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  gtk_widget_grab_focus (self->again_button);
}

/* Waiting */

static void
show_waiting (VeloPhoneDialog *self)
{
  gint64 left = (velo_customer_form_get_end (self->form) - g_get_monotonic_time () + G_TIME_SPAN_MINUTE - 1) / G_TIME_SPAN_MINUTE;
  g_autofree char *time = NULL;

  /* Translators: how long a form can still be filled in */
  time = left > 1 ? g_strdup_printf (ngettext ("Open for another %d minute", "Open for another %d minutes", (gulong) left),
                                     (int) left)
                  : g_strdup (_("Open for less than a minute"));
  gtk_label_set_label (self->time_label, time);
  gtk_label_set_label (self->state_label,
                       velo_customer_form_get_state (self->form) == VELO_CUSTOMER_FORM_STATE_SEEN
                         ? _("The page is open. Waiting for the customer to send it …")
                         : _("Waiting for the customer to open the page …"));
}

static gboolean
is_over (VeloPhoneDialog *self)
{
  return g_get_monotonic_time () > velo_customer_form_get_end (self->form);
}

/* Whether there is hope that the same can be asked again. */
static gboolean
may_go_on (VeloPhoneDialog *self,
           const GError    *error)
{
  return g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_OFFLINE) && !is_over (self);
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloPhoneDialog) self = user_data;
  VeloCustomerForm *form = VELO_CUSTOMER_FORM (object);
  g_autoptr(GError) error = NULL;
  gboolean looked = velo_customer_form_finish (form, result, &error);

  if (self->form != form)
    return;
  if (!looked && !may_go_on (self, error))
    {
      g_autofree char *text = dup_waiting_error (error);

      fail (self, text);
      return;
    }
  if (velo_customer_form_get_state (form) == VELO_CUSTOMER_FORM_STATE_FILLED)
    {
      g_signal_emit (self, signals[SIGNAL_FILLED], 0, form);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  show_waiting (self);
  if (!looked)
    gtk_label_set_label (self->state_label, _("No connection at the moment. It goes on by itself."));
  plan_poll (self);
}

static gboolean
poll_cb (gpointer user_data)
{
  VeloPhoneDialog *self = user_data;

  self->poll_id = 0;
  velo_customer_form_look_async (self->form, self->cancellable, looked_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
plan_poll (VeloPhoneDialog *self)
{
  if (self->poll_id == 0)
    self->poll_id = g_timeout_add (self->poll_ms, poll_cb, self);
}

/* Opening */

static void
signed_in_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloPhoneDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (velo_claims_desk_open_finish (VELO_CLAIMS_DESK (object), result, &error))
    {
      if (self->desk != NULL && self->form == NULL)
        open_form (self);
      return;
    }
  if (self->desk == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED)
    ? velo_claims_text_dup_sign_in_error (error) : dup_opening_error (error);
  fail (self, text);
}

static void
sign_in (VeloPhoneDialog *self)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->signed_in_again = TRUE;
  velo_claims_desk_open_async (self->desk, self->cancellable, signed_in_cb, g_object_ref (self));
}

static void
show_form (VeloPhoneDialog *self)
{
  const char *link = velo_customer_form_get_link (self->form);

  velo_qr_code_set_text (self->code, link);
  gtk_label_set_label (self->link_label, link);
  show_waiting (self);
  gtk_stack_set_visible_child_name (self->stack, "open");
  if (velo_claims_desk_is_training (self->desk))
    gtk_widget_grab_focus (self->play_button);
  plan_poll (self);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloPhoneDialog) self = user_data;
  VeloCustomerForm *form = VELO_CUSTOMER_FORM (object);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (velo_customer_form_finish (form, result, &error))
    {
      /* opened for nobody: closed meanwhile, or asked for something else */
      if (self->form != form)
        velo_customer_form_withdraw (form);
      else
        show_form (self);
      return;
    }
  if (self->form != form)
    return;
  g_clear_object (&self->form);
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED) && !self->signed_in_again)
    {
      /* away for too long: the password is known */
      sign_in (self);
      return;
    }
  text = dup_opening_error (error);
  fail (self, text);
}

static void
open_form (VeloPhoneDialog *self)
{
  g_auto(GStrv) names = velo_phone_fields_list (self->proposal, gtk_check_button_get_active (self->all_check));
  const char *country = velo_customer_get_country (velo_proposal_get_customer (self->proposal));

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->form = velo_customer_form_new (velo_claims_desk_get_client (self->desk), (const char *const *) names,
                                       g_strcmp0 (country, "AT") == 0 ? "AT" : "DE");
  velo_customer_form_open_async (self->form, self->cancellable, opened_cb, g_object_ref (self));
}

static void
begin (VeloPhoneDialog *self)
{
  VeloClaimsClient *client = velo_claims_desk_get_client (self->desk);

  drop_form (self);
  velo_notice_hide (self->notice);
  gtk_stack_set_visible_child_name (self->stack, "opening");
  self->signed_in_again = FALSE;
  if (client != NULL && velo_claims_client_is_signed_in (client))
    open_form (self);
  else
    sign_in (self);
}

static void
on_again_cb (VeloPhoneDialog *self)
{
  begin (self);
}

/* Other fields need another form. */
static void
on_all_toggled_cb (VeloPhoneDialog *self)
{
  if (self->form != NULL)
    begin (self);
}

static void
on_copy_cb (VeloPhoneDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_label (self->link_label));
  velo_notice_show (self->notice, VELO_NOTICE_KIND_INFO, _("The address is copied."));
}

static void
shown_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloPhoneDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (object), result, &error) || self->desk == NULL)
    return;
  g_debug ("no browser: %s", error->message);
  velo_notice_show (self->notice, VELO_NOTICE_KIND_WARNING,
                    _("The browser could not be opened. Please copy the address into a browser of this computer."));
}

/* In training the customer is played on this computer. */
static void
on_play_cb (VeloPhoneDialog *self)
{
  gtk_show_uri_full (GTK_WINDOW (self), velo_customer_form_get_link (self->form), GDK_CURRENT_TIME, NULL, shown_cb,
                     g_object_ref (self));
}

/* Closed, by itself or with the window below, which may be gone before what is on its way has ended. */
static void
velo_phone_dialog_unmap (GtkWidget *widget)
{
  VeloPhoneDialog *self = VELO_PHONE_DIALOG (widget);

  drop_form (self);
  g_clear_object (&self->desk);

  GTK_WIDGET_CLASS (velo_phone_dialog_parent_class)->unmap (widget);
}

static void
velo_phone_dialog_dispose (GObject *object)
{
  VeloPhoneDialog *self = VELO_PHONE_DIALOG (object);

  drop_form (self);
  g_clear_object (&self->desk);
  g_clear_object (&self->proposal);
  adw_window_set_content (ADW_WINDOW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_PHONE_DIALOG);

  G_OBJECT_CLASS (velo_phone_dialog_parent_class)->dispose (object);
}

static void
velo_phone_dialog_class_init (VeloPhoneDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_phone_dialog_dispose;
  widget_class->unmap = velo_phone_dialog_unmap;

  /**
   * VeloPhoneDialog::filled:
   * @form: with what the customer entered
   *
   * The customer is ready; the dialog closes.
   */
  signals[SIGNAL_FILLED] = g_signal_new ("filled", VELO_TYPE_PHONE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, VELO_TYPE_CUSTOMER_FORM);

  g_type_ensure (VELO_TYPE_NOTICE);
  g_type_ensure (VELO_TYPE_QR_CODE);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/assistant/velo-phone-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloPhoneDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, VeloPhoneDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, VeloPhoneDialog, code);
  gtk_widget_class_bind_template_child (widget_class, VeloPhoneDialog, link_label);
  gtk_widget_class_bind_template_child (widget_class, VeloPhoneDialog, time_label);
  gtk_widget_class_bind_template_child (widget_class, VeloPhoneDialog, state_label);
  gtk_widget_class_bind_template_child (widget_class, VeloPhoneDialog, training_box);
  gtk_widget_class_bind_template_child (widget_class, VeloPhoneDialog, play_button);
  gtk_widget_class_bind_template_child (widget_class, VeloPhoneDialog, all_check);
  gtk_widget_class_bind_template_child (widget_class, VeloPhoneDialog, failed_page);
  gtk_widget_class_bind_template_child (widget_class, VeloPhoneDialog, again_button);
  gtk_widget_class_bind_template_callback (widget_class, on_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_all_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_play_cb);
}

static void
velo_phone_dialog_init (VeloPhoneDialog *self)
{
  self->poll_ms = POLL_MS;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_phone_dialog_present:
 * @parent: (nullable): window below
 * @desk: the way to the service
 * @proposal: whose customer is asked, for what is missing or, if nothing is, for everything
 *
 * Returns: (transfer none): the dialog; it destroys itself when it is closed
 */
VeloPhoneDialog *
velo_phone_dialog_present (GtkWindow      *parent,
                           VeloClaimsDesk *desk,
                           VeloProposal   *proposal)
{
  g_auto(GStrv) missing = NULL;
  VeloPhoneDialog *self = NULL;

  g_return_val_if_fail (VELO_IS_CLAIMS_DESK (desk), NULL);
  g_return_val_if_fail (VELO_IS_PROPOSAL (proposal), NULL);

  missing = velo_phone_fields_list (proposal, FALSE);
  self = g_object_new (VELO_TYPE_PHONE_DIALOG, "transient-for", parent, NULL);
  velo_below_follow (GTK_WINDOW (self));
  self->desk = g_object_ref (desk);
  self->proposal = g_object_ref (proposal);
  gtk_check_button_set_active (self->all_check, *missing == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->all_check), *missing != NULL);
  gtk_widget_set_visible (self->training_box, velo_claims_desk_is_training (desk));
  begin (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/**
 * velo_phone_dialog_get_form:
 * @self: a dialog
 *
 * Returns: (transfer none) (nullable): the form that it waits for, if it has a link already
 */
VeloCustomerForm *
velo_phone_dialog_get_form (VeloPhoneDialog *self)
{
  g_return_val_if_fail (VELO_IS_PHONE_DIALOG (self), NULL);

  return self->form != NULL && velo_customer_form_get_link (self->form) != NULL ? self->form : NULL;
}

/**
 * velo_phone_dialog_set_time:
 * @self: a dialog
 * @poll_ms: so long after an answer the service is asked again
 *
 * Replaces the time, for tests.
 */
void
velo_phone_dialog_set_time (VeloPhoneDialog *self,
                            guint            poll_ms)
{
  g_return_if_fail (VELO_IS_PHONE_DIALOG (self));

  self->poll_ms = poll_ms;
}
