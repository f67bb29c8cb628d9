/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assistant's first page: what is to be insured, and what the invoice says about it. */

#define G_LOG_DOMAIN "velo-object-page"

#include "config.h"

#include "velo-object-page.h"

#include <glib/gi18n.h>

#include "velo-assistant-text.h"
#include "velo-choice-tile.h"
#include "velo-date-row.h"
#include "velo-date.h"
#include "velo-field.h"
#include "velo-insured-price-row.h"
#include "velo-money-row.h"
#include "velo-rules.h"
#include "velo-sender-row.h"
#include "velo-source-button.h"
#include "velo-text.h"

struct _VeloObjectPage
{
  VeloAssistantPage parent_instance;

  GtkToggleButton  *ebike_tile;        /* (borrowed) (not nullable) */
  GtkToggleButton  *bicycle_tile;      /* (borrowed) (not nullable) */
  GtkToggleButton  *battery_tile;      /* (borrowed) (not nullable) */
  GtkLabel         *explanation_label; /* (borrowed) (not nullable) */
  VeloMoneyRow     *price_row;         /* (borrowed) (not nullable) */
  VeloSourceButton *price_source;      /* (borrowed) (not nullable) */
  VeloInsuredPriceRow *insured_row;    /* (borrowed) (not nullable) */
  AdwActionRow     *lock_counts_row;   /* (borrowed) (not nullable) */
  GtkSwitch        *lock_counts_switch; /* (borrowed) (not nullable) */
  VeloDateRow      *date_row;          /* (borrowed) (not nullable) */
  VeloSourceButton *date_source;       /* (borrowed) (not nullable) */
  AdwComboRow      *condition_row;     /* (borrowed) (not nullable) */
  AdwActionRow     *employee_row;      /* (borrowed) (not nullable) */
  GtkLabel         *employee_label;    /* (borrowed) (not nullable) */
  VeloSenderRow    *sender_row;        /* (borrowed) (not nullable) */
};

G_DEFINE_FINAL_TYPE (VeloObjectPage, velo_object_page, VELO_TYPE_ASSISTANT_PAGE)

static VeloProposal *
get_proposal (VeloObjectPage *self)
{
  return velo_assistant_page_get_proposal (VELO_ASSISTANT_PAGE (self));
}

static VeloInsurability
get_insurability (VeloObjectPage *self)
{
  VeloProposal *proposal = get_proposal (self);
  const char *country = velo_customer_get_country (velo_proposal_get_customer (proposal));
  g_autoptr(GDate) today = velo_date_today ();

  /* The country is asked for on the customer's page. */
  if (!velo_rules_is_country (country))
    country = "DE";
  return velo_rules_check (velo_proposal_get_vehicle (proposal), velo_proposal_get_object (proposal),
                           velo_proposal_get_insured_cents (proposal), country, today);
}

static void
update_explanation (VeloObjectPage *self)
{
  VeloVehicle *vehicle = velo_proposal_get_vehicle (get_proposal (self));
  VeloInsurability insurability = get_insurability (self);
  g_autofree char *text = NULL;

  if (velo_vehicle_get_kind (vehicle) == VELO_ARTICLE_KIND_S_PEDELEC)
    text = g_strdup (_("This is an S-pedelec (up to 45 km/h). It needs an insurance plate and a tariff of its "
                       "own; the usual e-bike tariffs do not cover it. The next page shows what the "
                       "insurer offers for it."));
  else if (insurability == VELO_INSURABILITY_TOO_OLD)
    text = g_strdup (_("This vehicle was bought more than twelve months ago. Whether it can still be insured "
                       "is decided by the insurer when it is asked for the premium."));
  else if (insurability == VELO_INSURABILITY_TOO_DEAR)
    text = velo_assistant_text_too_dear (get_proposal (self));
  gtk_label_set_label (self->explanation_label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->explanation_label), text != NULL);
}

static void
update_tiles (VeloObjectPage *self)
{
  VeloObjectKind object = velo_proposal_get_object (get_proposal (self));

  gtk_toggle_button_set_active (self->ebike_tile, object == VELO_OBJECT_KIND_EBIKE);
  gtk_toggle_button_set_active (self->bicycle_tile, object == VELO_OBJECT_KIND_BICYCLE);
  gtk_toggle_button_set_active (self->battery_tile, object == VELO_OBJECT_KIND_BATTERY);
}

static void
on_tile_cb (VeloObjectPage  *self,
            GtkToggleButton *tile)
{
  VeloObjectKind object = VELO_OBJECT_KIND_EBIKE;

  if (!gtk_toggle_button_get_active (tile) || get_proposal (self) == NULL)
    return;
  if (tile == self->bicycle_tile)
    object = VELO_OBJECT_KIND_BICYCLE;
  else if (tile == self->battery_tile)
    object = VELO_OBJECT_KIND_BATTERY;
  velo_proposal_set_object (get_proposal (self), object);
  velo_field_set_problem (GTK_WIDGET (self->ebike_tile), NULL);
}

static void
proposal_changed_cb (VeloObjectPage *self)
{
  update_tiles (self);
  update_explanation (self);
}

static void
update_employee (VeloObjectPage *self)
{
  g_autofree char *name = velo_assistant_page_dup_who (VELO_ASSISTANT_PAGE (self));
  VeloCounter *counter = velo_assistant_page_get_counter (VELO_ASSISTANT_PAGE (self));
  VeloEmployee *employee = counter == NULL ? NULL : velo_counter_get_employee (counter);
  g_autofree char *hint = NULL;

  gtk_label_set_label (self->employee_label, *name == '\0' ? _("Nobody chosen") : name);
  if (employee == NULL || !velo_employee_can_send (employee))
    hint = *name == '\0'
      ? g_strdup (_("Please choose who sells in the main window, at the top right."))
      /* Translators: name of the employee */
      : g_strdup_printf (_("No broker number is stored for %s. A colleague can send, or you enter the number "
                           "in the settings."), name);
  adw_action_row_set_subtitle (self->employee_row, hint == NULL ? "" : hint);
  velo_sender_row_fill (self->sender_row, get_proposal (self), counter);
}

static void
store_changed_cb (VeloObjectPage *self,
                  const char     *table)
{
  if (g_str_equal (table, "employees"))
    update_employee (self);
}

static gboolean
flag_to_position (GBinding     *binding,
                  const GValue *from,
                  GValue       *to,
                  gpointer      user_data)
{
  g_value_set_uint (to, g_value_get_boolean (from) ? 1 : 0);
  return TRUE;
}

static gboolean
position_to_flag (GBinding     *binding,
                  const GValue *from,
                  GValue       *to,
                  gpointer      user_data)
{
  g_value_set_boolean (to, g_value_get_uint (from) == 1);
  return TRUE;
}

/* Most customers live where the shop is; the tariff depends on it before their address is asked for. */
static void
guess_country (VeloObjectPage *self)
{
  VeloCounter *counter = velo_assistant_page_get_counter (VELO_ASSISTANT_PAGE (self));
  VeloCustomer *customer = velo_proposal_get_customer (get_proposal (self));
  VeloParty *shop = counter == NULL ? NULL : velo_counter_get_shop (counter);
  const char *country = shop == NULL ? "" : velo_party_get_country (shop);

  if (velo_text_is_empty (velo_customer_get_country (customer)))
    velo_customer_set_country (customer, velo_rules_is_country (country) ? country : "DE");
}

static void
velo_object_page_bind (VeloAssistantPage *page)
{
  VeloObjectPage *self = VELO_OBJECT_PAGE (page);
  VeloProposal *proposal = get_proposal (self);
  VeloCounter *counter = velo_assistant_page_get_counter (page);
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  GListModel *findings = G_LIST_MODEL (velo_vehicle_get_findings (vehicle));
  const GBindingFlags both = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;

  if (velo_proposal_get_object (proposal) == VELO_OBJECT_KIND_NONE)
    velo_proposal_set_object (proposal, velo_object_kind_for_article (velo_vehicle_get_kind (vehicle)));
  if (velo_proposal_get_state (proposal) == VELO_PROPOSAL_STATE_DRAFT)
    guess_country (self);
  g_object_bind_property (vehicle, "price-cents", self->price_row, "cents", both);
  g_object_bind_property (vehicle, "purchase-date", self->date_row, "date", both);
  g_object_bind_property (proposal, "unread-price", self->price_row, "unread", both);
  g_object_bind_property (proposal, "unread-purchase-date", self->date_row, "unread", both);
  g_object_bind_property_full (vehicle, "used", self->condition_row, "selected", both,
                               flag_to_position, position_to_flag, NULL, NULL);
  g_object_bind_property (proposal, "without-lock", self->lock_counts_switch, "active",
                          both | G_BINDING_INVERT_BOOLEAN);
  g_object_bind_property (self->insured_row, "visible", self->lock_counts_row, "visible", G_BINDING_SYNC_CREATE);
  velo_insured_price_row_bind (self->insured_row, proposal);
  velo_source_button_find (self->price_source, findings, "price-cents");
  velo_source_button_find (self->date_source, findings, "purchase-date");
  g_signal_connect_object (proposal, "notify::object", G_CALLBACK (proposal_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (proposal, "notify::without-lock", G_CALLBACK (update_explanation), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vehicle, "notify", G_CALLBACK (update_explanation), self, G_CONNECT_SWAPPED);
  if (counter != NULL)
    {
      /* who sells, or a broker number, can be entered while this window is open */
      g_signal_connect_object (counter, "employee-changed", G_CALLBACK (update_employee), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (velo_counter_get_store (counter), "changed", G_CALLBACK (store_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  proposal_changed_cb (self);
}

static void
velo_object_page_shown (VeloAssistantPage *page)
{
  update_employee (VELO_OBJECT_PAGE (page));
  update_explanation (VELO_OBJECT_PAGE (page));
}

static void
check_price (VeloObjectPage  *self,
             GtkWidget      **first)
{
  g_autofree char *too_dear = NULL;
  const char *problem = NULL;

  if (!velo_money_row_is_valid (self->price_row))
    problem = _("This is not an amount. Please enter it like 1,234.00.");
  else if (velo_money_row_get_cents (self->price_row) == 0)
    problem = _("The purchase price is missing.");
  else if (get_insurability (self) == VELO_INSURABILITY_TOO_DEAR)
    problem = too_dear = velo_assistant_text_too_dear (get_proposal (self));
  velo_field_set_problem (GTK_WIDGET (self->price_row), problem);
  if (problem != NULL && *first == NULL)
    *first = GTK_WIDGET (self->price_row);
}

static void
check_date (VeloObjectPage  *self,
            GtkWidget      **first)
{
  const GDate *date = velo_date_row_get_date (self->date_row);
  g_autoptr(GDate) today = velo_date_today ();
  const char *problem = NULL;

  if (!velo_date_row_is_valid (self->date_row))
    problem = _("This is not a date. Please enter day, month and year, for example 18.04.2026.");
  else if (date == NULL)
    problem = _("The purchase date is missing.");
  else if (velo_date_compare (date, today) > 0)
    problem = _("The purchase date is in the future.");
  velo_field_set_problem (GTK_WIDGET (self->date_row), problem);
  if (problem != NULL && *first == NULL)
    *first = GTK_WIDGET (self->date_row);
}

static void
check_sender (VeloObjectPage  *self,
              GtkWidget      **first)
{
  gboolean valid = velo_sender_row_is_valid (self->sender_row);

  velo_field_set_problem (GTK_WIDGET (self->sender_row),
                          valid ? NULL : _("Please choose the colleague who sends, or enter a broker number in "
                                           "the settings."));
  if (!valid && *first == NULL)
    *first = GTK_WIDGET (self->sender_row);
}

static GtkWidget *
velo_object_page_check (VeloAssistantPage *page)
{
  VeloObjectPage *self = VELO_OBJECT_PAGE (page);
  GtkWidget *first = NULL;

  if (velo_proposal_get_object (get_proposal (self)) == VELO_OBJECT_KIND_NONE)
    {
      first = GTK_WIDGET (self->ebike_tile);
      velo_field_set_problem (first, _("Please choose what is to be insured."));
      gtk_label_set_label (self->explanation_label, velo_field_get_problem (first));
      gtk_widget_set_visible (GTK_WIDGET (self->explanation_label), TRUE);
    }
  check_price (self, &first);
  check_date (self, &first);
  check_sender (self, &first);
  return first;
}

static void
velo_object_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_OBJECT_PAGE);

  G_OBJECT_CLASS (velo_object_page_parent_class)->dispose (object);
}

static void
velo_object_page_class_init (VeloObjectPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VeloAssistantPageClass *page_class = VELO_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_object_page_dispose;
  page_class->bind = velo_object_page_bind;
  page_class->shown = velo_object_page_shown;
  page_class->check = velo_object_page_check;

  g_type_ensure (VELO_TYPE_CHOICE_TILE);
  g_type_ensure (VELO_TYPE_DATE_ROW);
  g_type_ensure (VELO_TYPE_INSURED_PRICE_ROW);
  g_type_ensure (VELO_TYPE_MONEY_ROW);
  g_type_ensure (VELO_TYPE_SENDER_ROW);
  g_type_ensure (VELO_TYPE_SOURCE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/assistant/velo-object-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloObjectPage, ebike_tile);
  gtk_widget_class_bind_template_child (widget_class, VeloObjectPage, bicycle_tile);
  gtk_widget_class_bind_template_child (widget_class, VeloObjectPage, battery_tile);
  gtk_widget_class_bind_template_child (widget_class, VeloObjectPage, explanation_label);
  gtk_widget_class_bind_template_child (widget_class, VeloObjectPage, price_row);
  gtk_widget_class_bind_template_child (widget_class, VeloObjectPage, price_source);
  gtk_widget_class_bind_template_child (widget_class, VeloObjectPage, insured_row);
  gtk_widget_class_bind_template_child (widget_class, VeloObjectPage, lock_counts_row);
  gtk_widget_class_bind_template_child (widget_class, VeloObjectPage, lock_counts_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloObjectPage, date_row);
  gtk_widget_class_bind_template_child (widget_class, VeloObjectPage, date_source);
  gtk_widget_class_bind_template_child (widget_class, VeloObjectPage, condition_row);
  gtk_widget_class_bind_template_child (widget_class, VeloObjectPage, employee_row);
  gtk_widget_class_bind_template_child (widget_class, VeloObjectPage, employee_label);
  gtk_widget_class_bind_template_child (widget_class, VeloObjectPage, sender_row);
  gtk_widget_class_bind_template_callback (widget_class, on_tile_cb);
}

static void
velo_object_page_init (VeloObjectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
