/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assistant's second page: variants, intervals, immediate cover, and the documents. */

#define G_LOG_DOMAIN "velo-tariff-page"

#include "config.h"

#include "velo-tariff-page.h"

#include <glib/gi18n.h>

#include "velo-assistant-text.h"
#include "velo-cover-group.h"
#include "velo-date.h"
#include "velo-error-text.h"
#include "velo-handover-box.h"
#include "velo-save.h"
#include "velo-side-layout.h"
#include "velo-sum-note.h"
#include "velo-tariff-card.h"

/* As in the template. */
#define BUSY_HEIGHT 240

/**
 * VeloTariffPage:
 *
 * Callbacks hold a reference to the page and check the cancellable of their
 * request, which is cancelled on dispose and when a newer request starts.
 */
struct _VeloTariffPage
{
  VeloAssistantPage parent_instance;

  GtkFlowBox      *intervals;       /* (borrowed) (not nullable) */
  GtkStack        *stack;           /* (borrowed) (not nullable) */
  GtkLabel        *error_label;     /* (borrowed) (not nullable) */
  GtkWidget       *retry_button;    /* (borrowed) (not nullable) */
  GtkFlowBox      *cards;           /* (borrowed) (not nullable) */
  VeloSumNote     *sum_note;        /* (borrowed) (not nullable) */
  GtkLabel        *problem_label;   /* (borrowed) (not nullable) */
  VeloCoverGroup  *cover_group;     /* (borrowed) (not nullable) */
  VeloHandoverBox *handover_box;    /* (borrowed) (not nullable) */
  GtkLabel        *documents_label; /* (borrowed) (not nullable) */
  GtkWidget       *documents_button; /* (borrowed) (not nullable) */
  GtkCheckButton  *received_check;  /* (borrowed) (not nullable) */

  char            *question;        /* (owned) (nullable): for which the offers shown were got */
  char            *documents_of;    /* (owned) (nullable): product whose documents are shown */
  GCancellable    *offers_cancellable;    /* (owned) (nullable) */
  GCancellable    *documents_cancellable; /* (owned) (nullable) */
  int              wished_interval; /* months; what the chosen variant has not may be had with another, 0: none yet */
  gboolean         updating;        /* buttons are being set by us */
  gboolean         documents_loading;
  gboolean         record_when_loaded; /* the customer has the documents that are being fetched */
};

G_DEFINE_FINAL_TYPE (VeloTariffPage, velo_tariff_page, VELO_TYPE_ASSISTANT_PAGE)

static const int all_intervals[] = { 1, 3, 6, 12 };

static void load_documents (VeloTariffPage *self);

static VeloProposal *
get_proposal (VeloTariffPage *self)
{
  return velo_assistant_page_get_proposal (VELO_ASSISTANT_PAGE (self));
}

static VeloTariffCard *
get_card (VeloTariffPage *self,
          int             position)
{
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (self->cards, position);

  return child == NULL ? NULL : VELO_TARIFF_CARD (gtk_flow_box_child_get_child (child));
}

static gboolean
is_chosen_product (VeloTariffPage *self,
                   VeloProduct    *product)
{
  VeloProduct *chosen = velo_proposal_get_product (get_proposal (self));

  return *velo_product_get_product_type (chosen) != '\0'
         && g_str_equal (velo_product_get_product_type (chosen), velo_product_get_product_type (product))
         && g_str_equal (velo_product_get_application_code (chosen),
                         velo_product_get_application_code (product));
}

static VeloTariffCard *
get_chosen_card (VeloTariffPage *self)
{
  VeloTariffCard *card;

  for (int i = 0; (card = get_card (self, i)) != NULL; i++)
    if (is_chosen_product (self, velo_offer_get_product (velo_tariff_card_get_offer (card))))
      return card;
  return NULL;
}

static void
update_cover (VeloTariffPage *self)
{
  VeloTariffCard *card = get_chosen_card (self);

  velo_cover_group_show (self->cover_group, card == NULL ? NULL : velo_tariff_card_get_offer (card));
}

/* Writes what is shown as chosen into the proposal. */
static void
take_quote (VeloTariffPage *self)
{
  VeloTariffCard *card = get_chosen_card (self);
  VeloQuote *quote = card == NULL ? NULL : velo_tariff_card_get_quote (card);

  velo_proposal_take_quote (get_proposal (self), quote);
  if (quote == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
  velo_sum_note_take (self->sum_note, get_proposal (self), quote);
}

/* What the chosen variant cannot be paid by cannot be pressed; its card says how it can. */
static void
update_interval (VeloTariffPage *self,
                 GtkWidget      *button)
{
  VeloProposal *proposal = get_proposal (self);
  int months = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "velo-months"));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), months == velo_proposal_get_interval (proposal));
  gtk_widget_set_sensitive (button, get_chosen_card (self) == NULL
                                      || velo_product_has_interval (velo_proposal_get_product (proposal), months));
}

static void
update_cards (VeloTariffPage *self)
{
  VeloProposal *proposal = get_proposal (self);
  VeloTariffCard *card;
  GtkFlowBoxChild *child;

  self->updating = TRUE;
  for (int i = 0; (card = get_card (self, i)) != NULL; i++)
    {
      velo_tariff_card_show (card, velo_proposal_get_interval (proposal),
                             velo_proposal_get_immediate_cover (proposal));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (card), card == get_chosen_card (self));
    }
  for (int i = 0; (child = gtk_flow_box_get_child_at_index (self->intervals, i)) != NULL; i++)
    update_interval (self, gtk_flow_box_child_get_child (child));
  self->updating = FALSE;
  take_quote (self);
  update_cover (self);
}

static void
choose_product (VeloTariffPage *self,
                VeloProduct    *product)
{
  VeloProposal *proposal = get_proposal (self);

  if (!is_chosen_product (self, product))
    velo_record_assign (velo_proposal_get_product (proposal), product);
  if (self->wished_interval == 0)
    self->wished_interval = velo_proposal_get_interval (proposal);
  velo_proposal_set_interval (proposal, velo_product_pick_interval (product, self->wished_interval));
  if (!velo_product_has_immediate_cover (product))
    velo_proposal_set_immediate_cover (proposal, FALSE);
  update_cards (self);
  load_documents (self);
}

static void
card_toggled_cb (GtkToggleButton *button,
                 VeloTariffPage  *self)
{
  VeloTariffCard *card = VELO_TARIFF_CARD (button);

  if (!self->updating)
    choose_product (self, velo_offer_get_product (velo_tariff_card_get_offer (card)));
}

static void
interval_toggled_cb (GtkToggleButton *button,
                     VeloTariffPage  *self)
{
  if (self->updating)
    return;
  self->wished_interval = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "velo-months"));
  velo_proposal_set_interval (get_proposal (self), self->wished_interval);
  update_cards (self);
}

static void
add_interval (VeloTariffPage *self,
              int             months)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (velo_assistant_text_interval (months));
  GtkWidget *child = gtk_flow_box_child_new ();

  g_object_set_data (G_OBJECT (button), "velo-months", GINT_TO_POINTER (months));
  g_signal_connect_object (button, "toggled", G_CALLBACK (interval_toggled_cb), self, G_CONNECT_DEFAULT);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (self->intervals, child);
}

static void
fill_intervals (VeloTariffPage *self,
                GListModel     *offers)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->intervals))) != NULL)
    gtk_flow_box_remove (self->intervals, child);
  for (gsize i = 0; i < G_N_ELEMENTS (all_intervals); i++)
    for (guint n = 0; n < g_list_model_get_n_items (offers); n++)
      {
        g_autoptr(VeloOffer) offer = g_list_model_get_item (offers, n);

        if (!velo_product_has_interval (velo_offer_get_product (offer), all_intervals[i]))
          continue;
        add_interval (self, all_intervals[i]);
        break;
      }
}

static GtkWidget *
make_card (gpointer item,
           gpointer user_data)
{
  VeloTariffPage *self = user_data;
  GtkWidget *card = velo_tariff_card_new (item);
  GtkWidget *child = gtk_flow_box_child_new ();

  velo_tariff_card_show (VELO_TARIFF_CARD (card), 1, FALSE);
  g_signal_connect_object (card, "toggled", G_CALLBACK (card_toggled_cb), self, G_CONNECT_DEFAULT);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), card);
  gtk_widget_set_focusable (child, FALSE);
  return child;
}

/* Keeps what was chosen before, else takes the first variant that can be had. */
static void
choose_first (VeloTariffPage *self)
{
  VeloTariffCard *card;
  VeloTariffCard *chosen = get_chosen_card (self);

  for (int i = 0; chosen == NULL && (card = get_card (self, i)) != NULL; i++)
    if (*velo_offer_get_refusal (velo_tariff_card_get_offer (card)) == '\0')
      chosen = card;
  if (chosen != NULL)
    choose_product (self, velo_offer_get_product (velo_tariff_card_get_offer (chosen)));
  else
    update_cards (self);
}

/* Enter on what is chosen goes on: on Cancel, where the focus waits while the page is empty, it would not. */
static void
focus_choice (VeloTariffPage *self)
{
  GtkWidget *card = GTK_WIDGET (get_chosen_card (self));

  if (card != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    velo_assistant_page_focus (VELO_ASSISTANT_PAGE (self), card);
}

static gboolean
has_focus (VeloTariffPage *self)
{
  GtkWindow *window = velo_assistant_page_get_window (VELO_ASSISTANT_PAGE (self));
  GtkWidget *focus = window == NULL ? NULL : gtk_window_get_focus (window);

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
show_error (VeloTariffPage *self,
            const char     *text)
{
  gtk_label_set_label (self->error_label, text);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
offers_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloTariffPage) self = user_data;
  g_autoptr(GListStore) offers = NULL;
  g_autoptr(GError) error = NULL;

  offers = velo_counter_load_offers_finish (VELO_COUNTER (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      g_autofree char *text = velo_error_text_dup (error);

      g_clear_pointer (&self->question, g_free);
      show_error (self, text);
      return;
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (offers)) == 0)
    {
      show_error (self, _("The insurer offers no tariff for these details."));
      return;
    }
  fill_intervals (self, G_LIST_MODEL (offers));
  gtk_flow_box_bind_model (self->cards, G_LIST_MODEL (offers), make_card, self, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self->stack), -1, BUSY_HEIGHT);
  gtk_stack_set_visible_child_name (self->stack, "cards");
  choose_first (self);
  if (!has_focus (self))
    focus_choice (self);
}

static char *
dup_question (VeloTariffPage *self)
{
  VeloProposal *proposal = get_proposal (self);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  g_autoptr(GDate) today = velo_date_today ();
  g_autofree char *bought = velo_date_format_display (velo_vehicle_get_purchase_date (vehicle));
  g_autofree char *day = velo_date_format_iso (today);

  return g_strdup_printf ("%d/%" G_GINT64_FORMAT "/%s/%d/%d/%s/%s", (int) velo_proposal_get_object (proposal),
                          velo_proposal_get_insured_cents (proposal), bought,
                          velo_vehicle_get_used (vehicle) ? velo_vehicle_get_model_year (vehicle) : -1,
                          (int) velo_vehicle_get_kind (vehicle),
                          velo_customer_get_country (velo_proposal_get_customer (proposal)), day);
}

/* What stands below does not move while other premiums are asked for. */
static void
keep_height (VeloTariffPage *self)
{
  gboolean cards = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "cards");

  gtk_widget_set_size_request (GTK_WIDGET (self->stack), -1,
                               MAX (cards ? gtk_widget_get_height (GTK_WIDGET (self->stack)) : 0, BUSY_HEIGHT));
}

static void
load_offers (VeloTariffPage *self)
{
  g_autofree char *question = dup_question (self);

  if (g_strcmp0 (question, self->question) == 0)
    return;
  g_free (self->question);
  self->question = g_steal_pointer (&question);
  g_cancellable_cancel (self->offers_cancellable);
  g_clear_object (&self->offers_cancellable);
  self->offers_cancellable = g_cancellable_new ();
  keep_height (self);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  velo_counter_load_offers_async (velo_assistant_page_get_counter (VELO_ASSISTANT_PAGE (self)),
                                  get_proposal (self), self->offers_cancellable, offers_cb,
                                  g_object_ref (self));
}

static gboolean
all_handed_over (GListModel *documents)
{
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr(VeloDocument) document = g_list_model_get_item (documents, i);

      if (velo_document_get_handed_over_at (document) == 0)
        return FALSE;
    }
  return TRUE;
}

/* What was said of the documents of one tariff is not said of those of another. */
static void
follow_documents (VeloTariffPage *self,
                  GListModel     *documents)
{
  VeloProposal *proposal = get_proposal (self);

  if (self->record_when_loaded)
    velo_handover_box_record_shown (self->handover_box);
  else if (velo_proposal_get_signed_at (proposal) == 0 && !all_handed_over (documents))
    velo_proposal_set_documents_received (proposal, FALSE);
}

static void
documents_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloTariffPage) self = user_data;
  VeloCounter *counter = VELO_COUNTER (source);
  g_autoptr(GListStore) documents = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *who = NULL;
  g_autofree char *whose = NULL;
  g_autofree char *text = NULL;

  documents = velo_counter_load_documents_finish (counter, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->documents_loading = FALSE;
  if (error != NULL)
    {
      g_clear_pointer (&self->documents_of, g_free);
      text = velo_assistant_text_documents (error);
    }
  who = velo_assistant_page_dup_who (VELO_ASSISTANT_PAGE (self));
  whose = velo_save_dup_whose (velo_proposal_get_customer (get_proposal (self)),
                               velo_proposal_get_contract_number (get_proposal (self)));
  velo_handover_box_set_whose (self->handover_box, whose);
  velo_handover_box_set_documents (self->handover_box, velo_counter_get_store (counter),
                                   documents == NULL ? NULL : G_LIST_MODEL (documents), who);
  gtk_widget_set_visible (GTK_WIDGET (self->handover_box), documents != NULL);
  if (documents != NULL)
    follow_documents (self, G_LIST_MODEL (documents));
  self->record_when_loaded = FALSE;
  gtk_label_set_label (self->documents_label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->documents_label), text != NULL);
  gtk_widget_set_visible (self->documents_button, text != NULL);
}

static void
load_documents (VeloTariffPage *self)
{
  VeloProduct *product = velo_proposal_get_product (get_proposal (self));
  g_autofree char *key = g_strjoin ("/", velo_product_get_application_code (product),
                                    velo_product_get_product_type (product), NULL);

  if (g_strcmp0 (key, self->documents_of) == 0)
    return;
  g_free (self->documents_of);
  self->documents_of = g_steal_pointer (&key);
  g_cancellable_cancel (self->documents_cancellable);
  g_clear_object (&self->documents_cancellable);
  self->documents_cancellable = g_cancellable_new ();
  self->documents_loading = TRUE;
  self->record_when_loaded = FALSE;
  gtk_label_set_label (self->documents_label, _("Fetching the documents …"));
  gtk_widget_set_visible (GTK_WIDGET (self->documents_label), TRUE);
  gtk_widget_set_visible (self->documents_button, FALSE);
  velo_counter_load_documents_async (velo_assistant_page_get_counter (VELO_ASSISTANT_PAGE (self)),
                                     get_proposal (self), self->documents_cancellable, documents_cb,
                                     g_object_ref (self));
}

static void
on_retry_cb (VeloTariffPage *self)
{
  g_clear_pointer (&self->question, g_free);
  load_offers (self);
}

static void
on_documents_retry_cb (VeloTariffPage *self)
{
  load_documents (self);
}

/* One of them alone, or those of a tariff that was chosen before, are not these. */
static void
on_handed_over_cb (VeloTariffPage *self)
{
  g_autoptr(GListModel) documents = NULL;

  g_object_get (self->handover_box, "documents", &documents, NULL);
  if (documents != NULL && all_handed_over (documents))
    velo_proposal_set_documents_received (get_proposal (self), TRUE);
}

static void
received_cb (VeloTariffPage *self)
{
  VeloProposal *proposal = get_proposal (self);

  velo_proposal_set_documents_received_at (proposal,
                                           velo_proposal_get_documents_received (proposal) ? velo_time_now () : 0);
  if (!velo_proposal_get_documents_received (proposal))
    return;
  /* The assistant may have been opened behind this page. */
  if (self->documents_of == NULL)
    load_documents (self);
  if (self->documents_loading)
    self->record_when_loaded = TRUE;
  else
    velo_handover_box_record_shown (self->handover_box);
}

static void
velo_tariff_page_bind (VeloAssistantPage *page)
{
  VeloTariffPage *self = VELO_TARIFF_PAGE (page);
  VeloProposal *proposal = get_proposal (self);

  velo_cover_group_bind (self->cover_group, proposal);
  g_object_bind_property (proposal, "documents-received", self->received_check, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (proposal, "documents-received", self->handover_box, "pending",
                          G_BINDING_INVERT_BOOLEAN | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (proposal, "notify::immediate-cover", G_CALLBACK (update_cards), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (proposal, "notify::documents-received", G_CALLBACK (received_cb), self,
                           G_CONNECT_SWAPPED);
  update_cover (self);
}

static void
velo_tariff_page_shown (VeloAssistantPage *page)
{
  VeloTariffPage *self = VELO_TARIFF_PAGE (page);

  load_offers (self);
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "cards"))
    focus_choice (self);
}

static GtkWidget *
velo_tariff_page_check (VeloAssistantPage *page)
{
  VeloTariffPage *self = VELO_TARIFF_PAGE (page);
  const char *shown = gtk_stack_get_visible_child_name (self->stack);
  VeloTariffCard *card = get_chosen_card (self);
  const char *problem = NULL;
  GtkWidget *place;

  if (g_str_equal (shown, "cards") && card != NULL && velo_tariff_card_get_quote (card) != NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
      return NULL;
    }
  place = GTK_WIDGET (card);
  if (g_str_equal (shown, "cards"))
    {
      problem = _("Please choose a variant and an interval for which there is a premium.");
      if (place == NULL)
        place = GTK_WIDGET (get_card (self, 0));
    }
  else
    {
      problem = g_str_equal (shown, "busy") ? _("The premiums are still being fetched.")
                                            : _("Without a premium the application cannot go on.");
      place = self->retry_button;
    }
  gtk_label_set_label (self->problem_label, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
  return place;
}

static void
velo_tariff_page_dispose (GObject *object)
{
  VeloTariffPage *self = VELO_TARIFF_PAGE (object);

  g_cancellable_cancel (self->offers_cancellable);
  g_cancellable_cancel (self->documents_cancellable);
  g_clear_object (&self->offers_cancellable);
  g_clear_object (&self->documents_cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_TARIFF_PAGE);

  G_OBJECT_CLASS (velo_tariff_page_parent_class)->dispose (object);
}

static void
velo_tariff_page_finalize (GObject *object)
{
  VeloTariffPage *self = VELO_TARIFF_PAGE (object);

  g_free (self->question);
  g_free (self->documents_of);

  G_OBJECT_CLASS (velo_tariff_page_parent_class)->finalize (object);
}

static void
velo_tariff_page_class_init (VeloTariffPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VeloAssistantPageClass *page_class = VELO_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_tariff_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_tariff_page_finalize;
  page_class->bind = velo_tariff_page_bind;
  page_class->shown = velo_tariff_page_shown;
  page_class->check = velo_tariff_page_check;

  g_type_ensure (VELO_TYPE_COVER_GROUP);
  g_type_ensure (VELO_TYPE_HANDOVER_BOX);
  g_type_ensure (VELO_TYPE_SIDE_LAYOUT);
  g_type_ensure (VELO_TYPE_SUM_NOTE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/assistant/velo-tariff-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloTariffPage, intervals);
  gtk_widget_class_bind_template_child (widget_class, VeloTariffPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VeloTariffPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, VeloTariffPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, VeloTariffPage, cards);
  gtk_widget_class_bind_template_child (widget_class, VeloTariffPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, VeloTariffPage, sum_note);
  gtk_widget_class_bind_template_child (widget_class, VeloTariffPage, cover_group);
  gtk_widget_class_bind_template_child (widget_class, VeloTariffPage, handover_box);
  gtk_widget_class_bind_template_child (widget_class, VeloTariffPage, documents_label);
  gtk_widget_class_bind_template_child (widget_class, VeloTariffPage, documents_button);
  gtk_widget_class_bind_template_child (widget_class, VeloTariffPage, received_check);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_documents_retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_handed_over_cb);
}

static void
velo_tariff_page_init (VeloTariffPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_tariff_page_get_handover_box:
 * @self: the page
 *
 * Returns: (transfer none): the documents of the chosen tariff
 */
VeloHandoverBox *
velo_tariff_page_get_handover_box (VeloTariffPage *self)
{
  g_return_val_if_fail (VELO_IS_TARIFF_PAGE (self), NULL);

  return self->handover_box;
}

/**
 * velo_tariff_page_load_documents:
 * @self: the page, with its proposal
 *
 * Fetches the documents of the chosen tariff, if that is not done yet: the
 * assistant may have been opened behind this page.
 */
void
velo_tariff_page_load_documents (VeloTariffPage *self)
{
  g_return_if_fail (VELO_IS_TARIFF_PAGE (self));

  if (self->documents_of == NULL)
    load_documents (self);
}
