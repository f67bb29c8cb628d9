/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assistant's last page: summary, conclude once, and what came of it. */

#define G_LOG_DOMAIN "velo-conclusion-page"

#include "config.h"

#include "velo-conclusion-page.h"

#include <glib/gi18n.h>

#include "velo-assistant-text.h"
#include "velo-confirm.h"
#include "velo-date.h"
#include "velo-handover-box.h"
#include "velo-iban.h"
#include "velo-money.h"
#include "velo-rules.h"
#include "velo-save.h"
#include "velo-store-documents.h"

/**
 * VeloConclusionPage:
 *
 * Concluding is never cancelled: callbacks hold a reference to the page and
 * look whether it is still there. "concluded" hands the policy on.
 */
struct _VeloConclusionPage
{
  VeloAssistantPage parent_instance;

  GtkStack        *stack;           /* (borrowed) (not nullable) */
  GtkLabel        *outcome_label;   /* (borrowed) (not nullable) */
  AdwActionRow    *vehicle_row;     /* (borrowed) (not nullable) */
  AdwActionRow    *customer_row;    /* (borrowed) (not nullable) */
  AdwActionRow    *tariff_row;      /* (borrowed) (not nullable) */
  AdwActionRow    *payment_row;     /* (borrowed) (not nullable) */
  AdwActionRow    *signature_row;   /* (borrowed) (not nullable) */
  GtkButton       *conclude_button; /* (borrowed) (not nullable) */
  GtkWidget       *change_button;   /* (borrowed) (not nullable) */
  GtkWidget       *answer_box;      /* (borrowed) (not nullable) what the insurer said on the phone */
  GtkSpinner      *spinner;         /* (borrowed) (not nullable) */
  GtkLabel        *insured_label;   /* (borrowed) (not nullable) */
  GtkLabel        *contract_label;  /* (borrowed) (not nullable) */
  VeloHandoverBox *handover_box;    /* (borrowed) (not nullable) */
  GtkWidget       *vehicle_button;  /* (borrowed) (not nullable) */
  GtkWidget       *done_button;     /* (borrowed) (not nullable) */

  VeloPolicy      *policy;          /* (owned) (nullable) */
  gboolean         asking;          /* the question is open or the application on its way */
  gboolean         disposed;
};

G_DEFINE_FINAL_TYPE (VeloConclusionPage, velo_conclusion_page, VELO_TYPE_ASSISTANT_PAGE)

enum
{
  CONCLUDED,
  CHANGE_REQUESTED,
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static VeloProposal *
get_proposal (VeloConclusionPage *self)
{
  return velo_assistant_page_get_proposal (VELO_ASSISTANT_PAGE (self));
}

static void
set_subtitle (AdwActionRow *row,
              const char   *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (row, escaped);
}

static void
show_payment (VeloConclusionPage *self)
{
  VeloProposal *proposal = get_proposal (self);
  g_autofree char *iban = velo_iban_format (velo_proposal_get_iban (proposal));
  g_autofree char *text = NULL;

  if (velo_proposal_get_payment (proposal) == VELO_PAYMENT_DIRECT_DEBIT)
    /* Translators: IBAN */
    text = g_strdup_printf (_("Direct debit from %s"), iban);
  else
    text = g_strdup (_("The customer transfers the premium"));
  set_subtitle (self->payment_row, text);
}

/* From when the customer is covered, if the application goes out today. */
static char *
dup_cover_text (VeloProposal *proposal)
{
  g_autoptr(GDate) today = velo_date_today ();
  g_autoptr(GDate) start = velo_rules_dup_cover_start (today);
  g_autofree char *day = velo_date_format_display (velo_proposal_get_immediate_cover (proposal) ? today : start);

  /* Translators: a day */
  return g_strdup_printf (_("Cover from %s"), day);
}

static void
show_summary (VeloConclusionPage *self)
{
  VeloProposal *proposal = get_proposal (self);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  VeloCustomer *customer = velo_proposal_get_customer (proposal);
  g_autofree char *vehicle_name = velo_vehicle_dup_name (vehicle);
  g_autofree char *price = velo_money_format_display (velo_proposal_get_insured_cents (proposal));
  g_autofree char *vehicle_text = NULL;
  g_autofree char *name = velo_customer_dup_name (customer);
  g_autofree char *address = velo_customer_dup_address (customer);
  g_autofree char *customer_text = g_strjoin (", ", name, address, NULL);
  g_autofree char *premium = velo_assistant_text_premium (proposal);
  g_autofree char *tariff_text = NULL;
  g_autofree char *cover = dup_cover_text (proposal);
  g_autofree char *tariff_lines = NULL;
  g_autofree char *signature = NULL;

  /* Translators: name of the vehicle, its frame number, its price */
  vehicle_text = g_strdup_printf (_("%s, frame number %s, %s"), vehicle_name,
                                  velo_vehicle_get_frame_number (vehicle), price);
  /* Translators: name of the tariff, premium; with or without immediate cover */
  tariff_text = g_strdup_printf (velo_proposal_get_immediate_cover (proposal)
                                   ? _("%s, %s, with immediate cover") : _("%s, %s, without immediate cover"),
                                 velo_product_get_name (velo_proposal_get_product (proposal)), premium);
  set_subtitle (self->vehicle_row, vehicle_text);
  set_subtitle (self->customer_row, customer_text);
  tariff_lines = g_strjoin ("\n", tariff_text, cover, NULL);
  set_subtitle (self->tariff_row, tariff_lines);
  show_payment (self);
  signature = velo_assistant_text_signed (proposal);
  set_subtitle (self->signature_row, signature);
}

static void
show_outcome (VeloConclusionPage *self,
              const GError       *error)
{
  VeloProposalState state = velo_proposal_get_state (get_proposal (self));
  g_autofree char *text = velo_assistant_text_outcome (get_proposal (self), error);
  gboolean unclear = state == VELO_PROPOSAL_STATE_UNCLEAR || state == VELO_PROPOSAL_STATE_SENDING;
  gboolean waits = state == VELO_PROPOSAL_STATE_SIGNED;

  gtk_label_set_label (self->outcome_label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->outcome_label), text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->conclude_button), waits || unclear);
  gtk_button_set_label (self->conclude_button, unclear ? _("_Send Again…") : _("C_onclude…"));
  gtk_widget_set_visible (self->change_button, state == VELO_PROPOSAL_STATE_REFUSED);
  gtk_widget_set_visible (self->answer_box, state == VELO_PROPOSAL_STATE_HANDED_OVER);
  gtk_stack_set_visible_child_name (self->stack, "summary");
  gtk_spinner_stop (self->spinner);
  show_summary (self);
}

/* Done */

/* A mandate that nobody was given is nothing for a customer who transfers the premium. */
static gboolean
is_for_customer (VeloConclusionPage *self,
                 VeloDocument       *document)
{
  return velo_document_is_paper (document)
         && (velo_document_get_kind (document) != VELO_DOCUMENT_KIND_SEPA
             || velo_document_get_handed_over_at (document) != 0
             || velo_proposal_get_payment (get_proposal (self)) == VELO_PAYMENT_DIRECT_DEBIT);
}

/* The application that was concluded, signed if it was signed here: the newest. What was refused
 * before it is kept, but is nothing for the customer. */
static VeloDocument *
find_application (GPtrArray *documents)
{
  VeloDocument *found = NULL;

  for (guint i = 0; i < documents->len; i++)
    {
      VeloDocument *document = g_ptr_array_index (documents, i);

      if (velo_document_get_kind (document) == VELO_DOCUMENT_KIND_PROPOSAL
          || velo_document_get_kind (document) == VELO_DOCUMENT_KIND_SIGNED_PROPOSAL)
        found = document;
    }
  return found;
}

static void
documents_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloConclusionPage) self = user_data;
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GListStore) shown = g_list_store_new (VELO_TYPE_DOCUMENT);
  g_autoptr(GError) error = NULL;
  g_autofree char *who = NULL;
  g_autofree char *whose = NULL;
  GSettings *settings = velo_assistant_page_get_settings (VELO_ASSISTANT_PAGE (self));

  documents = velo_store_list_documents_finish (VELO_STORE (source), result, &error);
  if (self->disposed)
    return;
  if (documents == NULL)
    {
      g_warning ("cannot list the documents of a policy: %s", error->message);
      return;
    }
  velo_documents_drop_superseded (documents);
  for (guint i = 0; i < documents->len; i++)
    {
      VeloDocument *document = g_ptr_array_index (documents, i);

      if (is_for_customer (self, document) || document == find_application (documents))
        g_list_store_append (shown, document);
    }
  who = velo_assistant_page_dup_who (VELO_ASSISTANT_PAGE (self));
  whose = velo_save_dup_whose (velo_proposal_get_customer (get_proposal (self)),
                               velo_proposal_get_contract_number (get_proposal (self)));
  velo_handover_box_set_whose (self->handover_box, whose);
  velo_handover_box_offer_mail (self->handover_box,
                                velo_customer_get_email (velo_proposal_get_customer (get_proposal (self))));
  velo_handover_box_set_documents (self->handover_box, VELO_STORE (source), G_LIST_MODEL (shown), who);
  if (settings != NULL)
    {
      g_autoptr(GSettings) signing = g_settings_get_child (settings, "signing");

      if (g_settings_get_boolean (signing, "print-customer-set"))
        velo_handover_box_print (self->handover_box, NULL);
    }
}

static void
show_done (VeloConclusionPage *self)
{
  VeloCounter *counter = velo_assistant_page_get_counter (VELO_ASSISTANT_PAGE (self));
  VeloProposal *proposal = get_proposal (self);
  g_autofree char *text = NULL;

  /* Translators: number of a contract */
  text = g_strdup_printf (_("Contract %s"), velo_proposal_get_contract_number (proposal));
  gtk_label_set_label (self->contract_label, text);
  gtk_spinner_stop (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "done");
  gtk_widget_grab_focus (self->done_button);
  velo_store_list_documents_async (velo_counter_get_store (counter), NULL, velo_proposal_get_id (proposal), NULL,
                                   documents_cb, g_object_ref (self));
}

/* Conclude */

static void
show_failure (VeloConclusionPage *self,
              const GError       *error)
{
  if (error != NULL)
    g_info ("not concluded: %s", velo_counter_error_get_log_text (error));
  show_outcome (self, error);
  gtk_widget_grab_focus (GTK_WIDGET (self->outcome_label));
  gtk_label_select_region (self->outcome_label, 0, 0);
}

/* Takes the policy, or the error, that a call of the counter has ended with. */
static void
end_concluding (VeloConclusionPage *self,
                VeloPolicy         *policy,
                const GError       *error)
{
  if (self->disposed)
    return;
  self->asking = FALSE;
  velo_assistant_page_set_applying (VELO_ASSISTANT_PAGE (self), FALSE);
  if (policy == NULL)
    {
      show_failure (self, error);
      return;
    }
  g_set_object (&self->policy, policy);
  show_done (self);
  g_signal_emit (self, signals[CONCLUDED], 0, policy);
}

static void
concluded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloConclusionPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloPolicy) policy = velo_counter_conclude_finish (VELO_COUNTER (source), result, &error);

  end_concluding (self, policy, error);
}

static void
confirmed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloConclusionPage) self = user_data;

  if (!velo_confirm_finish (result, NULL) || self->disposed)
    {
      self->asking = FALSE;
      return;
    }
  velo_assistant_page_set_applying (VELO_ASSISTANT_PAGE (self), TRUE);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  gtk_spinner_start (self->spinner);
  velo_counter_conclude_async (velo_assistant_page_get_counter (VELO_ASSISTANT_PAGE (self)), get_proposal (self),
                               NULL, concluded_cb, g_object_ref (self));
}

/* In training nothing is promised or threatened that the banner behind denies. */
static char *
dup_question (VeloConclusionPage *self,
              VeloProposal       *proposal,
              gboolean            again)
{
  const char *number = velo_proposal_get_contract_number (proposal);

  if (again)
    return g_strdup_printf (_("Exactly the same application is sent once more, with the same contract number %s. "
                              "If in doubt, ask the insurer first whether it has arrived."), number);
  if (velo_counter_is_training (velo_assistant_page_get_counter (VELO_ASSISTANT_PAGE (self))))
    return g_strdup_printf (_("The customer has signed. For practice, the application goes to the training insurer on "
                              "this computer, and contract %s is made there."), number);
  return g_strdup_printf (_("The customer has signed. The application goes to the insurer, and contract %s is "
                            "made. This cannot be taken back here."), number);
}

static void
on_conclude_cb (VeloConclusionPage *self)
{
  VeloProposal *proposal = get_proposal (self);
  gboolean again = velo_proposal_get_state (proposal) != VELO_PROPOSAL_STATE_SIGNED;
  VeloConfirmSpec spec = { 0, };
  g_autofree char *body = NULL;

  if (self->asking)
    return;
  self->asking = TRUE;
  body = dup_question (self, proposal, again);
  spec.heading = again ? _("Send the application again?") : _("Finalise the application now?");
  spec.body = body;
  spec.cancel_label = _("_Not Yet");
  spec.confirm_label = again ? _("_Send Again") : _("_Finalise");
  velo_confirm_async (velo_assistant_page_get_window (VELO_ASSISTANT_PAGE (self)), &spec, NULL, confirmed_cb,
                      g_object_ref (self));
}

/* What the insurer said of an application that it took without confirming */

static void
insurer_confirmed_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(VeloConclusionPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloPolicy) policy = velo_counter_confirm_finish (VELO_COUNTER (source), result, &error);

  end_concluding (self, policy, error);
}

static void
insurer_denied_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(VeloConclusionPage) self = user_data;
  g_autoptr(GError) error = NULL;

  velo_counter_move_finish (VELO_COUNTER (source), result, &error);
  end_concluding (self, NULL, error);
}

static void
confirm_answered_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VeloConclusionPage) self = user_data;

  self->asking = FALSE;
  if (!velo_confirm_finish (result, NULL) || self->disposed)
    return;
  self->asking = TRUE;
  velo_assistant_page_set_applying (VELO_ASSISTANT_PAGE (self), TRUE);
  velo_counter_confirm_async (velo_assistant_page_get_counter (VELO_ASSISTANT_PAGE (self)), get_proposal (self),
                              NULL, NULL, insurer_confirmed_cb, g_object_ref (self));
}

static void
deny_answered_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(VeloConclusionPage) self = user_data;

  self->asking = FALSE;
  if (!velo_confirm_finish (result, NULL) || self->disposed)
    return;
  self->asking = TRUE;
  velo_assistant_page_set_applying (VELO_ASSISTANT_PAGE (self), TRUE);
  velo_counter_deny_async (velo_assistant_page_get_counter (VELO_ASSISTANT_PAGE (self)), get_proposal (self),
                           NULL, NULL, insurer_denied_cb, g_object_ref (self));
}

static void
ask_answer (VeloConclusionPage  *self,
            const char          *heading,
            const char          *body,
            const char          *label,
            GAsyncReadyCallback  callback)
{
  const VeloConfirmSpec spec = { .heading = heading, .body = body, .confirm_label = label };

  if (self->asking)
    return;
  self->asking = TRUE;
  velo_confirm_async (velo_assistant_page_get_window (VELO_ASSISTANT_PAGE (self)), &spec, NULL, callback,
                      g_object_ref (self));
}

static void
on_insurer_has_it_cb (VeloConclusionPage *self)
{
  g_autofree char *body = NULL;

  /* Translators: number of a contract */
  body = g_strdup_printf (_("Only if the insurer has told you so, by phone or letter: contract %s exists."),
                          velo_proposal_get_contract_number (get_proposal (self)));
  ask_answer (self, _("Has the insurer confirmed?"), body, _("_Confirmed"), confirm_answered_cb);
}

static void
on_insurer_has_not_cb (VeloConclusionPage *self)
{
  ask_answer (self, _("Does the insurer not have it?"),
              _("Only if the insurer has told you that there is no contract. Then you can change the details and "
                "send the application again."),
              _("_No Contract"), deny_answered_cb);
}

static void
on_change_cb (VeloConclusionPage *self)
{
  g_signal_emit (self, signals[CHANGE_REQUESTED], 0);
}

static void
on_vehicle_cb (VeloConclusionPage *self)
{
  g_signal_emit (self, signals[FINISHED], 0, TRUE);
}

static void
on_done_cb (VeloConclusionPage *self)
{
  g_signal_emit (self, signals[FINISHED], 0, FALSE);
}

/* Page */

static void
velo_conclusion_page_bind (VeloAssistantPage *page)
{
  show_summary (VELO_CONCLUSION_PAGE (page));
}

/* The summary is for reading; Enter does what the page is for, and asks first. */
static void
focus_verb (VeloConclusionPage *self)
{
  GtkWidget *verb = gtk_widget_get_visible (GTK_WIDGET (self->conclude_button)) ? GTK_WIDGET (self->conclude_button)
                    : gtk_widget_get_visible (self->change_button) ? self->change_button : NULL;

  if (verb != NULL)
    velo_assistant_page_focus (VELO_ASSISTANT_PAGE (self), verb);
}

static void
velo_conclusion_page_shown (VeloAssistantPage *page)
{
  VeloConclusionPage *self = VELO_CONCLUSION_PAGE (page);

  if (self->asking)
    return;
  if (velo_proposal_get_state (get_proposal (self)) == VELO_PROPOSAL_STATE_CONCLUDED)
    show_done (self);
  else
    {
      show_outcome (self, NULL);
      focus_verb (self);
    }
}

static GtkWidget *
velo_conclusion_page_check (VeloAssistantPage *page)
{
  return NULL;
}

static void
velo_conclusion_page_dispose (GObject *object)
{
  VeloConclusionPage *self = VELO_CONCLUSION_PAGE (object);

  self->disposed = TRUE;
  g_clear_object (&self->policy);
  /* The stack is bound and the child of the bin: the bin has to let go of it first. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_CONCLUSION_PAGE);

  G_OBJECT_CLASS (velo_conclusion_page_parent_class)->dispose (object);
}

static void
install_signals (GType type)
{
  /**
   * VeloConclusionPage::concluded:
   * @self: the page
   * @policy: what was made
   *
   * The insurance is concluded and filed.
   */
  signals[CONCLUDED] = g_signal_new ("concluded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                     VELO_TYPE_POLICY);
  /**
   * VeloConclusionPage::change-requested:
   * @self: the page
   *
   * The user wants to correct a refused proposal.
   */
  signals[CHANGE_REQUESTED] = g_signal_new ("change-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);
  /**
   * VeloConclusionPage::finished:
   * @self: the page
   * @to_vehicle: whether the vehicle's page is wanted
   *
   * The user is done.
   */
  signals[FINISHED] = g_signal_new ("finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_BOOLEAN);
}

static void
velo_conclusion_page_class_init (VeloConclusionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VeloAssistantPageClass *page_class = VELO_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_conclusion_page_dispose;
  page_class->bind = velo_conclusion_page_bind;
  page_class->shown = velo_conclusion_page_shown;
  page_class->check = velo_conclusion_page_check;
  install_signals (G_TYPE_FROM_CLASS (klass));

  g_type_ensure (VELO_TYPE_HANDOVER_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/assistant/velo-conclusion-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, outcome_label);
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, vehicle_row);
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, customer_row);
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, tariff_row);
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, payment_row);
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, signature_row);
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, conclude_button);
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, change_button);
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, answer_box);
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, insured_label);
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, contract_label);
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, handover_box);
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, vehicle_button);
  gtk_widget_class_bind_template_child (widget_class, VeloConclusionPage, done_button);
  gtk_widget_class_bind_template_callback (widget_class, on_conclude_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_change_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_insurer_has_it_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_insurer_has_not_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_vehicle_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_done_cb);
}

static void
velo_conclusion_page_init (VeloConclusionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
