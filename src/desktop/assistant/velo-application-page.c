/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assistant's fifth page: the filled application, and how the customer signs it. */

#define G_LOG_DOMAIN "velo-application-page"

#include "config.h"

#include "velo-application-page.h"

#include <glib/gi18n.h>

#include "velo-assistant-text.h"
#include "velo-error-text.h"
#include "velo-fold-layout.h"
#include "velo-papers-bar.h"
#include "velo-pdf-view.h"
#include "velo-print.h"
#include "velo-save.h"
#include "velo-scan-file.h"
#include "velo-signature-pad.h"
#include "velo-store-documents.h"

/**
 * VeloApplicationPage:
 *
 * Callbacks hold a reference to the page; what may be given up has a
 * cancellable, what changes the proposal is followed to its end.
 */
struct _VeloApplicationPage
{
  VeloAssistantPage parent_instance;

  GtkLabel         *problems_label; /* (borrowed) (not nullable) */
  VeloPdfView      *view;           /* (borrowed) (not nullable) */
  GtkRevealer      *pad_revealer;   /* (borrowed) (not nullable) */
  VeloSignaturePad *pad;            /* (borrowed) (not nullable) */
  GtkWidget        *clear_button;   /* (borrowed) (not nullable) */
  GtkWidget        *accept_button;  /* (borrowed) (not nullable) */
  GtkWidget        *sign_box;       /* (borrowed) (not nullable) */
  GtkCheckButton   *received_check; /* (borrowed) (not nullable) */
  VeloPapersBar    *papers_bar;     /* (borrowed) (not nullable) */
  GtkLabel         *by_hand_label;  /* (borrowed) (not nullable) */
  GtkToggleButton  *paper_button;   /* (borrowed) (not nullable) */
  GtkToggleButton  *screen_button;  /* (borrowed) (not nullable) */
  GtkWidget        *paper_box;      /* (borrowed) (not nullable) */
  GtkWidget        *print_button;   /* (borrowed) (not nullable) */
  GtkWidget        *scan_button;    /* (borrowed) (not nullable) */
  GtkWidget        *signed_button;  /* (borrowed) (not nullable) */
  GtkLabel         *status_label;   /* (borrowed) (not nullable) */

  GCancellable     *cancellable;    /* (owned) (nullable): of preparing and loading */
  GBytes           *pdf;            /* (owned) (nullable): the application */
  GBytes           *scan;           /* (owned) (nullable) */
  char             *scan_type;      /* (owned) (nullable) */
  char             *scan_name;      /* (owned) (nullable): the file chosen last */
  gboolean          printed;        /* the application shown is on paper */
  gboolean          busy;           /* being signed, or a scan being attached */
  gboolean          disposed;
};

G_DEFINE_FINAL_TYPE (VeloApplicationPage, velo_application_page, VELO_TYPE_ASSISTANT_PAGE)

static VeloProposal *
get_proposal (VeloApplicationPage *self)
{
  return velo_assistant_page_get_proposal (VELO_ASSISTANT_PAGE (self));
}

static VeloCounter *
get_counter (VeloApplicationPage *self)
{
  return velo_assistant_page_get_counter (VELO_ASSISTANT_PAGE (self));
}

static gboolean
is_signed (VeloApplicationPage *self)
{
  VeloProposalState state = velo_proposal_get_state (get_proposal (self));

  return state != VELO_PROPOSAL_STATE_DRAFT && state != VELO_PROPOSAL_STATE_PREPARED
         && state != VELO_PROPOSAL_STATE_REFUSED && state != VELO_PROPOSAL_STATE_ABANDONED;
}

static void
set_status (VeloApplicationPage *self,
            const char          *text,
            gboolean             error)
{
  gtk_label_set_label (self->status_label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->status_label), text != NULL);
  if (error)
    gtk_widget_add_css_class (GTK_WIDGET (self->status_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_label), "error");
}

static void
show_by_hand (VeloApplicationPage *self)
{
  const char *text = velo_assistant_text_by_hand (velo_counter_get_ticks (get_counter (self)));

  gtk_label_set_label (self->by_hand_label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->by_hand_label),
                          text != NULL && self->pdf != NULL && !velo_proposal_get_own_form (get_proposal (self)));
}

/* First on paper, then signed. */
static void
suggest_next (VeloApplicationPage *self)
{
  gboolean on_paper = self->printed || self->scan != NULL;

  gtk_widget_remove_css_class (on_paper ? self->print_button : self->signed_button, "suggested-action");
  gtk_widget_add_css_class (on_paper ? self->signed_button : self->print_button, "suggested-action");
}

static void
update (VeloApplicationPage *self)
{
  gboolean done = is_signed (self);
  gboolean ready = self->pdf != NULL && !self->busy && !done;
  gboolean show_pad = ready && gtk_toggle_button_get_active (self->screen_button);

  gtk_widget_set_visible (self->sign_box, !done);
  show_by_hand (self);
  gtk_widget_set_sensitive (self->sign_box, ready);
  gtk_widget_set_visible (self->paper_box, gtk_toggle_button_get_active (self->paper_button));
  gtk_widget_set_visible (GTK_WIDGET (self->pad_revealer), show_pad);
  gtk_revealer_set_reveal_child (self->pad_revealer, show_pad);
  gtk_widget_set_sensitive (self->clear_button, !velo_signature_pad_is_empty (self->pad));
  gtk_widget_set_sensitive (self->accept_button, !velo_signature_pad_is_empty (self->pad));
  velo_assistant_page_set_applying (VELO_ASSISTANT_PAGE (self), self->busy);
  suggest_next (self);
  if (done)
    {
      g_autofree char *text = velo_assistant_text_signed (get_proposal (self));

      set_status (self, text, FALSE);
    }
}

static void
show_problems (VeloApplicationPage *self,
               GStrv                problems)
{
  g_autofree char *text = velo_assistant_text_problems (get_proposal (self), problems);

  gtk_label_set_label (self->problems_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problems_label), *text != '\0');
}

static void
take_pdf (VeloApplicationPage *self,
          GBytes              *pdf)
{
  g_clear_pointer (&self->pdf, g_bytes_unref);
  self->pdf = g_bytes_ref (pdf);
  velo_pdf_view_set_bytes (self->view, pdf);
  update (self);
}

static void
show_error (VeloApplicationPage *self,
            const GError        *error)
{
  g_autofree char *text = velo_assistant_text_documents (error);

  velo_pdf_view_show_error (self->view, text, TRUE);
  update (self);
}

/* Where the way is chosen, or taken back. Paper is not seen where only the screen is allowed. */
static GtkWidget *
get_way_button (VeloApplicationPage *self)
{
  return GTK_WIDGET (gtk_widget_get_visible (GTK_WIDGET (self->paper_button))
                     && !gtk_toggle_button_get_active (self->screen_button) ? self->paper_button : self->screen_button);
}

/* Where the next answer is given. */
static void
focus_question (VeloApplicationPage *self)
{
  if (!is_signed (self) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    velo_assistant_page_focus (VELO_ASSISTANT_PAGE (self), gtk_widget_get_visible (GTK_WIDGET (self->received_check))
                               ? GTK_WIDGET (self->received_check) : get_way_button (self));
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloApplicationPage) self = user_data;
  g_autoptr(GBytes) pdf = NULL;
  g_auto(GStrv) problems = NULL;
  g_autoptr(GError) error = NULL;

  pdf = velo_counter_prepare_finish (VELO_COUNTER (source), result, &problems, &error);
  if (self->disposed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (pdf == NULL)
    {
      show_error (self, error);
      return;
    }
  show_problems (self, problems);
  take_pdf (self, pdf);
  focus_question (self);
}

static void
signed_pdf_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VeloApplicationPage) self = user_data;
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GError) error = NULL;

  pdf = velo_store_load_document_finish (VELO_STORE (source), result, &error);
  if (self->disposed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (pdf == NULL)
    show_error (self, error);
  else
    take_pdf (self, pdf);
}

static void
load (VeloApplicationPage *self)
{
  const char *sha256 = velo_proposal_get_signed_sha256 (get_proposal (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->pdf, g_bytes_unref);
  self->printed = FALSE;
  g_clear_pointer (&self->scan, g_bytes_unref); /* of the application before this one */
  g_clear_pointer (&self->scan_type, g_free);
  if (is_signed (self) && *sha256 != '\0')
    {
      velo_pdf_view_show_busy (self->view, _("Opening the application …"));
      velo_store_load_document_async (velo_counter_get_store (get_counter (self)), sha256, self->cancellable,
                                      signed_pdf_cb, g_object_ref (self));
    }
  else
    {
      velo_pdf_view_show_busy (self->view, _("The application is being filled in …"));
      velo_counter_prepare_async (get_counter (self), get_proposal (self), self->cancellable, prepared_cb,
                                  g_object_ref (self));
    }
  update (self);
}

/* Signing */

static void
signed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloApplicationPage) self = user_data;
  g_autoptr(GError) error = NULL;

  velo_counter_sign_finish (VELO_COUNTER (source), result, &error);
  if (self->disposed)
    return;
  self->busy = FALSE;
  update (self);
  if (error != NULL)
    {
      g_autofree char *text = velo_error_text_dup (error);

      set_status (self, text, TRUE);
      gtk_widget_grab_focus (gtk_toggle_button_get_active (self->screen_button) ? self->accept_button
                                                                                : self->signed_button);
      return;
    }
  velo_signature_pad_clear (self->pad);
  load (self);
  velo_assistant_page_advance (VELO_ASSISTANT_PAGE (self));
}

/* One signature at a time, and only after the documents are handed over. */
static gboolean
may_sign (VeloApplicationPage *self)
{
  if (self->busy || self->pdf == NULL || is_signed (self))
    return FALSE;
  if (!velo_proposal_get_documents_received (get_proposal (self)))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->received_check), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->received_check));
      set_status (self, _("Please hand over the documents before the customer signs, and tick it here."), TRUE);
      return FALSE;
    }
  set_status (self, NULL, FALSE);
  self->busy = TRUE;
  update (self);
  return TRUE;
}

static void
on_signed_cb (VeloApplicationPage *self)
{
  if (may_sign (self))
    velo_counter_sign_on_paper_async (get_counter (self), get_proposal (self), self->scan, self->scan_type, NULL,
                                      signed_cb, g_object_ref (self));
}

static void
on_accept_cb (VeloApplicationPage *self)
{
  g_autoptr(VeloInk) ink = NULL;

  if (!velo_ink_is_plausible (velo_signature_pad_get_ink (self->pad)))
    {
      set_status (self, _("This is hardly a signature. Please let the customer sign once more."), TRUE);
      return;
    }
  if (!may_sign (self))
    return;
  ink = velo_ink_copy (velo_signature_pad_get_ink (self->pad));
  velo_counter_sign_on_screen_async (get_counter (self), get_proposal (self), ink, NULL, signed_cb,
                                     g_object_ref (self));
}

static void
on_pad_changed_cb (VeloApplicationPage *self)
{
  set_status (self, NULL, FALSE);
  update (self);
}

static void
on_way_cb (VeloApplicationPage *self)
{
  if (get_proposal (self) == NULL)
    return;
  /* asked to choose a way, the user has */
  if (!is_signed (self))
    set_status (self, NULL, FALSE);
  update (self);
}

static void
printed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloApplicationPage) self = user_data;
  g_autoptr(GError) error = NULL;

  velo_print_finish (result, &error);
  if (self->disposed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      g_autofree char *text = velo_error_text_dup (error);

      set_status (self, text, TRUE);
    }
  else
    {
      self->printed = TRUE;
      update (self);
      set_status (self, _("The application is at the printer. Have it signed, then press “Signed on Paper”."), FALSE);
      velo_assistant_page_note (VELO_ASSISTANT_PAGE (self), "application-printed");
    }
}

static void
on_print_cb (VeloApplicationPage *self)
{
  velo_application_page_print (self, NULL);
}

/* Documents */

static void
on_papers_changed_cb (VeloApplicationPage *self)
{
  g_autofree char *label = velo_papers_bar_dup_received (self->papers_bar);

  gtk_check_button_set_label (self->received_check, label);
}

static void
on_papers_told_cb (VeloApplicationPage *self,
                   const char          *text)
{
  if (!is_signed (self))
    set_status (self, *text == '\0' ? NULL : text, FALSE);
}

/* What was asked for is answered. */
static void
received_cb (VeloApplicationPage *self)
{
  if (velo_proposal_get_documents_received (get_proposal (self)) && !is_signed (self)
      && gtk_widget_has_css_class (GTK_WIDGET (self->status_label), "error"))
    set_status (self, NULL, FALSE);
}

/* Scan */

static void
scan_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(VeloApplicationPage) self = user_data;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *type = NULL;
  g_autofree char *text = NULL;

  bytes = velo_scan_file_load_finish (result, &type, &error);
  if (self->disposed)
    return;
  self->busy = FALSE;
  /* One that was attached before was meant to be another: it does not stay behind a message that says otherwise. */
  g_clear_pointer (&self->scan, g_bytes_unref);
  g_clear_pointer (&self->scan_type, g_free);
  self->scan = g_steal_pointer (&bytes);
  self->scan_type = g_steal_pointer (&type);
  update (self);
  gtk_widget_grab_focus (self->scan == NULL ? self->scan_button : self->signed_button);
  if (self->scan == NULL)
    text = velo_scan_file_dup_problem (error);
  else
    /* Translators: name of a file */
    text = g_strdup_printf (_("Scan attached: %s"), self->scan_name);
  set_status (self, text, self->scan == NULL);
}

/**
 * velo_application_page_attach_scan:
 * @self: the page
 * @file: the signed paper as PDF, PNG or JPEG
 *
 * Keeps the file if it is harmless, and says what it did. Nobody signs meanwhile.
 */
void
velo_application_page_attach_scan (VeloApplicationPage *self,
                                   GFile               *file)
{
  g_return_if_fail (VELO_IS_APPLICATION_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->busy)
    return;
  g_free (self->scan_name);
  self->scan_name = g_file_get_basename (file);
  self->busy = TRUE;
  update (self);
  velo_scan_file_load_async (file, NULL, scan_loaded_cb, g_object_ref (self));
}

static void
scan_chosen_cb (GtkNativeDialog *dialog,
                int              response,
                gpointer         user_data)
{
  g_autoptr(GtkNativeDialog) owned = dialog;
  g_autoptr(VeloApplicationPage) self = user_data;
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (owned));
  if (file != NULL && !self->disposed)
    velo_application_page_attach_scan (self, file);
}

static void
on_scan_cb (VeloApplicationPage *self)
{
  GtkFileChooserNative *dialog =
    velo_scan_file_new_dialog (velo_assistant_page_get_window (VELO_ASSISTANT_PAGE (self)));

  g_signal_connect (dialog, "response", G_CALLBACK (scan_chosen_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Page */

static void
apply_settings (VeloApplicationPage *self)
{
  GSettings *settings = velo_assistant_page_get_settings (VELO_ASSISTANT_PAGE (self));
  g_autoptr(GSettings) signing = NULL;
  g_autofree char *preferred = NULL;
  gboolean paper;
  gboolean screen;

  if (settings == NULL)
    return;
  signing = g_settings_get_child (settings, "signing");
  paper = g_settings_get_boolean (signing, "allow-paper");
  screen = g_settings_get_boolean (signing, "allow-screen");
  preferred = g_settings_get_string (signing, "preferred-way");
  /* Paper is always lawful: a shop that forbids both must still be able to sign. */
  gtk_widget_set_visible (GTK_WIDGET (self->paper_button), paper || !screen);
  gtk_widget_set_visible (GTK_WIDGET (self->screen_button), screen);
  /* The field hides part of the form: the only way of signing can be taken back, to read. */
  gtk_toggle_button_set_group (self->screen_button, paper || !screen ? self->paper_button : NULL);
  if (screen && (!paper || g_str_equal (preferred, "screen")))
    gtk_toggle_button_set_active (self->screen_button, TRUE);
  else if (!screen || g_str_equal (preferred, "paper"))
    gtk_toggle_button_set_active (self->paper_button, TRUE);
}

static void
velo_application_page_bind (VeloAssistantPage *page)
{
  VeloApplicationPage *self = VELO_APPLICATION_PAGE (page);

  g_object_bind_property (get_proposal (self), "documents-received", self->received_check, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (get_proposal (self), "notify::documents-received", G_CALLBACK (received_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_proposal (self), "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  apply_settings (self);
  update (self);
}

static void
velo_application_page_shown (VeloAssistantPage *page)
{
  VeloApplicationPage *self = VELO_APPLICATION_PAGE (page);

  gtk_widget_set_visible (GTK_WIDGET (self->received_check),
                          !velo_proposal_get_documents_received (get_proposal (self)));
  set_status (self, NULL, FALSE);
  load (self);
}

static void
velo_application_page_left (VeloAssistantPage *page)
{
  g_cancellable_cancel (VELO_APPLICATION_PAGE (page)->cancellable);
}

static GtkWidget *
velo_application_page_check (VeloAssistantPage *page)
{
  VeloApplicationPage *self = VELO_APPLICATION_PAGE (page);

  if (is_signed (self))
    return NULL;
  if (self->pdf == NULL)
    {
      set_status (self, _("The application is not ready yet."), TRUE);
      return GTK_WIDGET (self->view);
    }
  if (gtk_toggle_button_get_active (self->screen_button))
    {
      set_status (self, _("The application is not signed yet. Let the customer sign in the field, then press "
                          "“Accept Signature”."), TRUE);
      return GTK_WIDGET (self->pad);
    }
  if (gtk_toggle_button_get_active (self->paper_button))
    {
      set_status (self, _("The application is not signed yet. Print it, let the customer sign, then press "
                          "“Signed on Paper”."), TRUE);
      return self->printed || self->scan != NULL ? self->signed_button : self->print_button;
    }
  set_status (self, _("The application is not signed yet. Please choose how the customer signs."), TRUE);
  return get_way_button (self);
}

static void
velo_application_page_dispose (GObject *object)
{
  VeloApplicationPage *self = VELO_APPLICATION_PAGE (object);

  self->disposed = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_APPLICATION_PAGE);

  G_OBJECT_CLASS (velo_application_page_parent_class)->dispose (object);
}

static void
velo_application_page_finalize (GObject *object)
{
  VeloApplicationPage *self = VELO_APPLICATION_PAGE (object);

  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_clear_pointer (&self->scan, g_bytes_unref);
  g_free (self->scan_type);
  g_free (self->scan_name);

  G_OBJECT_CLASS (velo_application_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, problems_label);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, view);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, pad_revealer);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, pad);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, accept_button);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, sign_box);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, received_check);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, papers_bar);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, by_hand_label);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, paper_button);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, screen_button);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, paper_box);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, scan_button);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, signed_button);
  gtk_widget_class_bind_template_child (widget_class, VeloApplicationPage, status_label);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_retry_cb", G_CALLBACK (load));
  gtk_widget_class_bind_template_callback (widget_class, on_signed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, velo_signature_pad_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_pad_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_way_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_print_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_scan_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_papers_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_papers_told_cb);
}

static void
velo_application_page_class_init (VeloApplicationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VeloAssistantPageClass *page_class = VELO_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_application_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_application_page_finalize;
  page_class->bind = velo_application_page_bind;
  page_class->shown = velo_application_page_shown;
  page_class->left = velo_application_page_left;
  page_class->check = velo_application_page_check;

  g_type_ensure (VELO_TYPE_FOLD_LAYOUT);
  g_type_ensure (VELO_TYPE_PAPERS_BAR);
  g_type_ensure (VELO_TYPE_PDF_VIEW);
  g_type_ensure (VELO_TYPE_SIGNATURE_PAD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/assistant/velo-application-page.ui");
  bind_children (widget_class);
}

static void
velo_application_page_init (VeloApplicationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_application_page_follow_documents:
 * @self: the page
 * @box: the documents of the chosen tariff
 *
 * Offers them where handing over is confirmed.
 */
void
velo_application_page_follow_documents (VeloApplicationPage *self,
                                        VeloHandoverBox     *box)
{
  g_return_if_fail (VELO_IS_APPLICATION_PAGE (self));

  velo_papers_bar_follow (self->papers_bar, box);
}

/**
 * velo_application_page_print:
 * @self: the page
 * @export_path: (nullable): write a PDF here instead of asking for a printer
 *
 * Prints the application as it is shown, as its button does.
 */
void
velo_application_page_print (VeloApplicationPage *self,
                             const char          *export_path)
{
  g_autofree char *whose = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (VELO_IS_APPLICATION_PAGE (self));

  if (self->pdf == NULL)
    return;
  whose = velo_save_dup_whose (velo_proposal_get_customer (get_proposal (self)),
                               velo_proposal_get_contract_number (get_proposal (self)));
  name = velo_save_dup_name (_("Application for insurance"), whose);
  velo_print_async (velo_assistant_page_get_window (VELO_ASSISTANT_PAGE (self)), self->pdf, name, export_path, NULL,
                    printed_cb, g_object_ref (self));
}
