/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assistant's third page: numbers of the vehicle, the lock, leasing or not. */

#define G_LOG_DOMAIN "velo-vehicle-page"

#include "config.h"

#include "velo-vehicle-page.h"

#include <glib/gi18n.h>

#include "velo-answer-row.h"
#include "velo-date.h"
#include "velo-field.h"
#include "velo-insured-price-row.h"
#include "velo-money-row.h"
#include "velo-money.h"
#include "velo-premium-note.h"
#include "velo-rules.h"
#include "velo-review-place.h"
#include "velo-source-button.h"
#include "velo-store-vehicles.h"
#include "velo-text.h"

#define MAX_SUGGESTIONS 4

/**
 * VeloVehiclePage:
 *
 * Callbacks hold a reference to the page and check its cancellable, which is
 * cancelled on dispose.
 */
struct _VeloVehiclePage
{
  VeloAssistantPage parent_instance;

  AdwEntryRow         *maker_row;            /* (borrowed) (not nullable) */
  VeloSourceButton    *maker_source;         /* (borrowed) (not nullable) */
  AdwEntryRow         *model_row;            /* (borrowed) (not nullable) */
  VeloSourceButton    *model_source;         /* (borrowed) (not nullable) */
  AdwEntryRow         *frame_row;            /* (borrowed) (not nullable) */
  VeloSourceButton    *frame_source;         /* (borrowed) (not nullable) */
  AdwEntryRow         *battery_row;          /* (borrowed) (not nullable) */
  VeloSourceButton    *battery_source;       /* (borrowed) (not nullable) */
  AdwEntryRow         *year_row;             /* (borrowed) (not nullable) */
  VeloSourceButton    *year_source;          /* (borrowed) (not nullable) */
  GtkRevealer         *suggestions_revealer; /* (borrowed) (not nullable) */
  GtkFlowBox          *suggestions;          /* (borrowed) (not nullable) */
  AdwPreferencesGroup *lock_group;           /* (borrowed) (not nullable) */
  VeloMoneyRow        *lock_price_row;       /* (borrowed) (not nullable) */
  VeloSourceButton    *lock_price_source;    /* (borrowed) (not nullable) */
  VeloInsuredPriceRow *insured_row;          /* (borrowed) (not nullable) */
  AdwActionRow        *lock_counts_row;      /* (borrowed) (not nullable) */
  GtkSwitch           *lock_counts_switch;   /* (borrowed) (not nullable) */
  VeloPremiumNote     *premium_note;         /* (borrowed) (not nullable) */
  VeloAnswerRow       *lock_row;             /* (borrowed) (not nullable) */
  VeloAnswerRow       *leasing_row;          /* (borrowed) (not nullable) */

  GStrv                makers;               /* (owned) (nullable): known to the insurer */
  GCancellable        *cancellable;          /* (owned) (not nullable) */
  gboolean             asked;                /* for the makers */
  gint64               found_lock_cents;     /* as the page found it; the price may be changed */
  char                *known_frame;          /* (owned) (nullable): frame number asked for last */
  char                *known_text;           /* (owned) (nullable): what is known of it */
};

G_DEFINE_FINAL_TYPE (VeloVehiclePage, velo_vehicle_page, VELO_TYPE_ASSISTANT_PAGE)

static VeloProposal *
get_proposal (VeloVehiclePage *self)
{
  return velo_assistant_page_get_proposal (VELO_ASSISTANT_PAGE (self));
}

static VeloVehicle *
get_vehicle (VeloVehiclePage *self)
{
  return velo_proposal_get_vehicle (get_proposal (self));
}

static gint64
get_min_lock_cents (VeloVehiclePage *self)
{
  return velo_rules_get_min_lock_cents (velo_proposal_get_object (get_proposal (self)),
                                        velo_vehicle_get_price_cents (get_vehicle (self)));
}

/* Suggestions */

static void
suggestion_cb (GtkButton       *button,
               VeloVehiclePage *self)
{
  velo_vehicle_set_maker (get_vehicle (self), gtk_button_get_label (button));
  velo_field_focus (GTK_WIDGET (self->model_row));
}

static void
add_suggestion (VeloVehiclePage *self,
                const char      *maker)
{
  GtkWidget *button = gtk_button_new_with_label (maker);
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_widget_add_css_class (button, "chip");
  g_signal_connect_object (button, "clicked", G_CALLBACK (suggestion_cb), self, G_CONNECT_DEFAULT);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (self->suggestions, child);
}

static void
update_suggestions (VeloVehiclePage *self)
{
  g_autofree char *typed = velo_text_key (velo_vehicle_get_maker (get_vehicle (self)));
  gboolean exact = FALSE;
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->suggestions))) != NULL)
    gtk_flow_box_remove (self->suggestions, child);
  for (char **maker = self->makers; maker != NULL && *maker != NULL && *typed != '\0'; maker++)
    {
      g_autofree char *key = velo_text_key (*maker);

      exact |= g_str_equal (*maker, velo_vehicle_get_maker (get_vehicle (self)));
      if (n < MAX_SUGGESTIONS && strstr (key, typed) != NULL)
        {
          add_suggestion (self, *maker);
          n++;
        }
    }
  gtk_revealer_set_reveal_child (self->suggestions_revealer, n > 0 && !exact);
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions_revealer), n > 0 && !exact);
}

static void
makers_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloVehiclePage) self = user_data;
  g_autoptr(GError) error = NULL;
  GStrv makers;

  makers = velo_counter_list_manufacturers_finish (VELO_COUNTER (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_strfreev (makers);
      return;
    }
  if (makers == NULL)
    {
      /* Any name may be typed: the list only helps. */
      g_info ("no list of makers: %s", velo_counter_error_get_log_text (error));
      self->asked = FALSE;
      return;
    }
  self->makers = makers;
  update_suggestions (self);
}

/* Lock */

static char *
dup_lock_of_invoice (VeloVehiclePage *self)
{
  VeloVehicle *vehicle = get_vehicle (self);
  g_autofree char *name = NULL;
  g_autofree char *squashed = NULL;
  g_autofree char *price = velo_money_format_display (self->found_lock_cents);

  name = g_strjoin (" ", velo_vehicle_get_lock_kind (vehicle), velo_vehicle_get_lock_maker (vehicle),
                    velo_vehicle_get_lock_model (vehicle), NULL);
  squashed = velo_text_squash (name);
  if (*squashed == '\0')
    return NULL;
  if (self->found_lock_cents == 0)
    /* Translators: name of a lock */
    return g_strdup_printf (_("On the invoice: %s."), squashed);
  /* Translators: name of a lock, its price */
  return g_strdup_printf (_("On the invoice: %s, %s."), squashed, price);
}

static void
update_lock (VeloVehiclePage *self)
{
  gint64 min_cents = get_min_lock_cents (self);
  g_autofree char *amount = velo_money_format_display (min_cents);
  g_autofree char *found = dup_lock_of_invoice (self);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->lock_group), min_cents > 0);
  /* Translators: lowest price of the lock */
  title = g_strdup_printf (_("Approved lock present (from %s)"), amount);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->lock_row), title);
  /* Translators: amount with currency, then perhaps a sentence about the lock of the invoice */
  text = g_strdup_printf (_("At this purchase price the insurer asks for a lock from %s, or it does not insure. %s"),
                          amount, found == NULL ? "" : found);
  adw_preferences_group_set_description (self->lock_group, text);
}

static void
check_lock (VeloVehiclePage  *self,
            GtkWidget       **first)
{
  VeloVehicle *vehicle = get_vehicle (self);
  gint64 min_cents = get_min_lock_cents (self);
  gint64 missing = MAX (0, min_cents - velo_vehicle_get_lock_price_cents (vehicle));
  g_autofree char *min_text = velo_money_format_display (min_cents);
  g_autofree char *missing_text = velo_money_format_display (missing);
  g_autofree char *price_problem = NULL;
  const char *lock_problem = NULL;

  if (min_cents > 0 && !velo_money_row_is_valid (self->lock_price_row))
    price_problem = g_strdup (_("This is not an amount. Please enter it like 1,234.00."));
  else if (min_cents > 0 && velo_vehicle_get_lock_price_cents (vehicle) == 0)
    /* Translators: amount with currency */
    price_problem = g_strdup_printf (_("The price of the lock is missing. It must be at least %s."), min_text);
  else if (missing > 0)
    /* Translators: lowest price, missing amount */
    price_problem = g_strdup_printf (_("For this vehicle the lock must have cost at least %s. %s are missing."),
                                     min_text, missing_text);
  else
    /* dear enough, but together beyond what the tariff takes */
    price_problem = g_strdup (velo_premium_note_get_problem (self->premium_note));
  if (min_cents > 0 && velo_vehicle_get_lock_confirmed (vehicle) == VELO_ANSWER_UNKNOWN)
    lock_problem = _("Please ask and answer.");
  else if (min_cents > 0 && velo_vehicle_get_lock_confirmed (vehicle) == VELO_ANSWER_NO)
    lock_problem = _("Without an approved lock the vehicle cannot be insured. Offer your customer a suitable one.");
  velo_field_set_problem (GTK_WIDGET (self->lock_price_row), price_problem);
  velo_field_set_problem (GTK_WIDGET (self->lock_row), lock_problem);
  if (*first == NULL && price_problem != NULL)
    *first = GTK_WIDGET (self->lock_price_row);
  if (*first == NULL && lock_problem != NULL)
    *first = GTK_WIDGET (self->lock_row);
}

/* The premium of a used vehicle goes by its year: it is asked for again before the application is filled in. */
static void
year_changed_cb (VeloVehiclePage *self)
{
  VeloProposal *proposal = get_proposal (self);

  if (velo_vehicle_get_used (get_vehicle (self)) && velo_proposal_get_state (proposal) == VELO_PROPOSAL_STATE_DRAFT)
    velo_proposal_set_quote_date (proposal, NULL);
}

/* Another price asks for another lock: the confirmation has to be given again. */
static void
price_changed_cb (VeloVehiclePage *self)
{
  update_lock (self);
  velo_vehicle_set_lock_confirmed (get_vehicle (self), VELO_ANSWER_UNKNOWN);
}

static void
object_changed_cb (VeloVehiclePage *self)
{
  VeloObjectKind object = velo_proposal_get_object (get_proposal (self));

  gtk_widget_set_visible (GTK_WIDGET (self->battery_row),
                          object == VELO_OBJECT_KIND_EBIKE || object == VELO_OBJECT_KIND_BATTERY);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->frame_row),
                                 object == VELO_OBJECT_KIND_BATTERY ? _("Frame number of the e-bike")
                                                                    : _("Frame number"));
  update_lock (self);
}

/* Frame number */

/* Said at once, but no reason to stop: the old contract may have ended. A battery has the number of the e-bike that it
 * belongs to, which may well be insured. */
static void
show_known (VeloVehiclePage *self)
{
  const char *frame = velo_vehicle_get_frame_number (get_vehicle (self));

  if (self->known_text != NULL && g_strcmp0 (frame, self->known_frame) == 0
      && velo_proposal_get_object (get_proposal (self)) != VELO_OBJECT_KIND_BATTERY)
    velo_field_set_problem (GTK_WIDGET (self->frame_row), self->known_text);
}

typedef struct
{
  VeloVehiclePage *self; /* (owned) */
  char *frame;           /* (owned) */
} FrameQuestion;

static void
insured_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree FrameQuestion *question = user_data;
  g_autoptr(VeloVehiclePage) self = question->self;
  g_autofree char *frame = question->frame;
  g_autoptr(VeloSaleItem) item = NULL;
  g_autofree char *day = NULL;

  /* another number may have been asked for since */
  if (!velo_store_find_insured_finish (VELO_STORE (source), result, &item, NULL) || item == NULL
      || g_cancellable_is_cancelled (self->cancellable) || g_strcmp0 (frame, self->known_frame) != 0)
    return;
  day = velo_date_format_display (velo_sale_item_get_date (item));
  g_free (self->known_text);
  if (*velo_sale_item_get_contract_number (item) != '\0')
    /* Translators: number of the contract, date of the sale */
    self->known_text = g_strdup_printf (_("This frame number is insured already (contract %s, sold on %s)."),
                                        velo_sale_item_get_contract_number (item), day);
  else
    /* Translators: date of the sale */
    self->known_text = g_strdup_printf (_("There is an application for this frame number already (sold on %s)."),
                                        day);
  show_known (self);
}

static void
ask_frame (VeloVehiclePage *self)
{
  VeloCounter *counter = velo_assistant_page_get_counter (VELO_ASSISTANT_PAGE (self));
  const char *frame = velo_vehicle_get_frame_number (get_vehicle (self));
  FrameQuestion *question;

  if (counter == NULL || velo_text_is_empty (frame) || g_strcmp0 (frame, self->known_frame) == 0)
    return;
  g_free (self->known_frame);
  self->known_frame = g_strdup (frame);
  g_clear_pointer (&self->known_text, g_free);
  question = g_new0 (FrameQuestion, 1);
  question->self = g_object_ref (self);
  question->frame = g_strdup (frame);
  velo_store_find_insured_async (velo_counter_get_store (counter), frame,
                                 velo_proposal_get_vehicle_id (get_proposal (self)), self->cancellable,
                                 insured_cb, question);
}

/* Page */

/* Everything else comes from the invoice: the cursor waits at what has to be asked. */
static void
focus_question (VeloVehiclePage *self)
{
  VeloVehicle *vehicle = get_vehicle (self);

  if (velo_text_is_empty (velo_vehicle_get_maker (vehicle)) || velo_text_is_empty (velo_vehicle_get_model (vehicle))
      || velo_text_is_empty (velo_vehicle_get_frame_number (vehicle)))
    return;
  if (get_min_lock_cents (self) > 0 && velo_vehicle_get_lock_confirmed (vehicle) == VELO_ANSWER_UNKNOWN)
    velo_assistant_page_focus (VELO_ASSISTANT_PAGE (self), GTK_WIDGET (self->lock_row));
  else if (velo_vehicle_get_leasing (vehicle) == VELO_ANSWER_UNKNOWN)
    velo_assistant_page_focus (VELO_ASSISTANT_PAGE (self), GTK_WIDGET (self->leasing_row));
}

static void
clear_problem_cb (GtkWidget *row)
{
  velo_field_set_problem (row, NULL);
}

static gboolean
year_to_text (GBinding     *binding,
              const GValue *from,
              GValue       *to,
              gpointer      user_data)
{
  int year = g_value_get_int (from);

  g_value_take_string (to, year == 0 ? g_strdup ("") : g_strdup_printf ("%d", year));
  return TRUE;
}

static gboolean
is_unfinished_year (const char *text)
{
  return !velo_text_is_empty (text) && (strlen (text) != 4 || strspn (text, "0123456789") != 4);
}

static gboolean
text_to_year (GBinding     *binding,
              const GValue *from,
              GValue       *to,
              gpointer      user_data)
{
  const char *text = g_value_get_string (from);

  /* An unfinished number stays in the row: check() tells of it. */
  if (is_unfinished_year (text))
    return FALSE;
  g_value_set_int (to, velo_text_is_empty (text) ? 0 : atoi (text));
  return TRUE;
}

static void
year_typed_cb (VeloVehiclePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->year_row));

  velo_field_set_problem (GTK_WIDGET (self->year_row), NULL);
  velo_proposal_set_unread_model_year (get_proposal (self), is_unfinished_year (text) ? text : "");
}

static void
bind_year (VeloVehiclePage *self)
{
  g_autofree char *unfinished = g_strdup (velo_proposal_get_unread_model_year (get_proposal (self)));

  g_object_bind_property_full (get_vehicle (self), "model-year", self->year_row, "text",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, year_to_text, text_to_year, NULL, NULL);
  g_signal_connect_object (self->year_row, "changed", G_CALLBACK (year_typed_cb), self, G_CONNECT_SWAPPED);
  if (*unfinished != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->year_row), unfinished);
}

static void
show_place_cb (VeloSourceButton *source,
               VeloFinding      *finding,
               VeloVehiclePage  *self)
{
  VeloCounter *counter = velo_assistant_page_get_counter (VELO_ASSISTANT_PAGE (self));
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (source), ADW_TYPE_PREFERENCES_ROW);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (counter == NULL || row == NULL)
    return;
  velo_review_place_present (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, velo_counter_get_store (counter),
                             velo_vehicle_get_invoice_id (get_vehicle (self)),
                             adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), finding);
}

static void
bind_sources (VeloVehiclePage *self)
{
  VeloSourceButton *sources[] = { self->maker_source, self->model_source, self->frame_source, self->battery_source,
                                  self->year_source, self->lock_price_source };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_signal_connect_object (sources[i], "show-place", G_CALLBACK (show_place_cb), self, 0);
}

static void
bind_text (VeloVehiclePage  *self,
           const char       *property,
           AdwEntryRow      *row,
           VeloSourceButton *source)
{
  g_object_bind_property (get_vehicle (self), property, row, "text",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect (row, "changed", G_CALLBACK (clear_problem_cb), NULL);
  velo_source_button_find (source, G_LIST_MODEL (velo_vehicle_get_findings (get_vehicle (self))), property);
}

static void
velo_vehicle_page_bind (VeloAssistantPage *page)
{
  VeloVehiclePage *self = VELO_VEHICLE_PAGE (page);
  VeloVehicle *vehicle = get_vehicle (self);
  GListModel *findings = G_LIST_MODEL (velo_vehicle_get_findings (vehicle));
  const GBindingFlags both = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;
  GtkEventController *focus;

  bind_sources (self);
  self->found_lock_cents = velo_vehicle_get_lock_price_cents (vehicle);
  bind_text (self, "maker", self->maker_row, self->maker_source);
  bind_text (self, "model", self->model_row, self->model_source);
  bind_text (self, "frame-number", self->frame_row, self->frame_source);
  bind_text (self, "battery-number", self->battery_row, self->battery_source);
  bind_year (self);
  velo_source_button_find (self->year_source, findings, "model-year");
  velo_source_button_find (self->lock_price_source, findings, "lock-price-cents");
  g_object_bind_property (vehicle, "lock-price-cents", self->lock_price_row, "cents", both);
  g_object_bind_property (get_proposal (self), "unread-lock-price", self->lock_price_row, "unread", both);
  g_object_bind_property (get_proposal (self), "without-lock", self->lock_counts_switch, "active",
                          both | G_BINDING_INVERT_BOOLEAN);
  g_object_bind_property (self->insured_row, "visible", self->lock_counts_row, "visible", G_BINDING_SYNC_CREATE);
  velo_insured_price_row_bind (self->insured_row, get_proposal (self));
  if (velo_assistant_page_get_counter (page) != NULL)
    velo_premium_note_bind (self->premium_note, get_proposal (self), velo_assistant_page_get_counter (page));
  g_object_bind_property (vehicle, "lock-confirmed", self->lock_row, "answer", both);
  g_object_bind_property (vehicle, "leasing", self->leasing_row, "answer", both);
  g_signal_connect_object (vehicle, "notify::maker", G_CALLBACK (update_suggestions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vehicle, "notify::model-year", G_CALLBACK (year_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vehicle, "notify::price-cents", G_CALLBACK (price_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vehicle, "notify::lock-price-cents", G_CALLBACK (update_lock), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_proposal (self), "notify::object", G_CALLBACK (object_changed_cb), self,
                           G_CONNECT_SWAPPED);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "leave", G_CALLBACK (ask_frame), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->frame_row), focus);
  object_changed_cb (self);
  update_suggestions (self);
}

static void
velo_vehicle_page_shown (VeloAssistantPage *page)
{
  VeloVehiclePage *self = VELO_VEHICLE_PAGE (page);
  VeloCounter *counter = velo_assistant_page_get_counter (page);

  ask_frame (self);
  focus_question (self);
  if (self->asked || counter == NULL)
    return;
  self->asked = TRUE;
  velo_counter_list_manufacturers_async (counter, self->cancellable, makers_cb, g_object_ref (self));
}

static void
check_text (AdwEntryRow  *row,
            gboolean      wanted,
            const char   *problem,
            GtkWidget   **first)
{
  gboolean missing = wanted && velo_text_is_empty (gtk_editable_get_text (GTK_EDITABLE (row)));

  velo_field_set_problem (GTK_WIDGET (row), missing ? problem : NULL);
  if (missing && *first == NULL)
    *first = GTK_WIDGET (row);
}

static void
check_year (VeloVehiclePage  *self,
            GtkWidget       **first)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->year_row));
  int year = atoi (text);

  if (velo_text_is_empty (text)
      || (!is_unfinished_year (text) && year >= 1950 && year <= 2099))
    {
      velo_field_set_problem (GTK_WIDGET (self->year_row), NULL);
      return;
    }
  velo_field_set_problem (GTK_WIDGET (self->year_row), _("Please enter the year with four digits."));
  if (*first == NULL)
    *first = GTK_WIDGET (self->year_row);
}

static GtkWidget *
velo_vehicle_page_check (VeloAssistantPage *page)
{
  VeloVehiclePage *self = VELO_VEHICLE_PAGE (page);
  VeloObjectKind object = velo_proposal_get_object (get_proposal (self));
  gboolean electric = object == VELO_OBJECT_KIND_EBIKE || object == VELO_OBJECT_KIND_BATTERY;
  GtkWidget *first = NULL;

  check_text (self->maker_row, TRUE, _("The maker is missing."), &first);
  check_text (self->model_row, TRUE, _("The model is missing."), &first);
  check_text (self->frame_row, TRUE,
              object == VELO_OBJECT_KIND_BATTERY
                ? _("Please enter the frame number of the e-bike that the battery belongs to.")
                : _("The frame number is missing. It is on the frame, often below the bottom bracket."), &first);
  show_known (self);
  check_text (self->battery_row, electric, _("The battery number is missing. It is on the label of the battery."),
              &first);
  check_year (self, &first);
  check_lock (self, &first);
  if (velo_vehicle_get_leasing (get_vehicle (self)) == VELO_ANSWER_UNKNOWN)
    {
      velo_field_set_problem (GTK_WIDGET (self->leasing_row), _("Please ask and answer."));
      if (first == NULL)
        first = GTK_WIDGET (self->leasing_row);
    }
  return first;
}

static GtkWidget *
velo_vehicle_page_get_last_question (VeloAssistantPage *page)
{
  VeloVehiclePage *self = VELO_VEHICLE_PAGE (page);

  return velo_vehicle_get_leasing (get_vehicle (self)) == VELO_ANSWER_UNKNOWN ? GTK_WIDGET (self->leasing_row) : NULL;
}

static void
velo_vehicle_page_dispose (GObject *object)
{
  g_cancellable_cancel (VELO_VEHICLE_PAGE (object)->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_VEHICLE_PAGE);

  G_OBJECT_CLASS (velo_vehicle_page_parent_class)->dispose (object);
}

static void
velo_vehicle_page_finalize (GObject *object)
{
  VeloVehiclePage *self = VELO_VEHICLE_PAGE (object);

  g_clear_object (&self->cancellable);
  g_strfreev (self->makers);
  g_free (self->known_frame);
  g_free (self->known_text);

  G_OBJECT_CLASS (velo_vehicle_page_parent_class)->finalize (object);
}

static void
velo_vehicle_page_class_init (VeloVehiclePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VeloAssistantPageClass *page_class = VELO_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_vehicle_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_vehicle_page_finalize;
  page_class->bind = velo_vehicle_page_bind;
  page_class->shown = velo_vehicle_page_shown;
  page_class->check = velo_vehicle_page_check;
  page_class->get_last_question = velo_vehicle_page_get_last_question;

  g_type_ensure (VELO_TYPE_ANSWER_ROW);
  g_type_ensure (VELO_TYPE_INSURED_PRICE_ROW);
  g_type_ensure (VELO_TYPE_MONEY_ROW);
  g_type_ensure (VELO_TYPE_PREMIUM_NOTE);
  g_type_ensure (VELO_TYPE_SOURCE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/assistant/velo-vehicle-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, maker_row);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, maker_source);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, model_row);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, model_source);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, frame_row);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, frame_source);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, battery_row);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, battery_source);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, year_row);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, year_source);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, suggestions_revealer);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, suggestions);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, lock_group);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, lock_price_row);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, lock_price_source);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, insured_row);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, lock_counts_row);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, lock_counts_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, premium_note);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, lock_row);
  gtk_widget_class_bind_template_child (widget_class, VeloVehiclePage, leasing_row);
}

static void
velo_vehicle_page_init (VeloVehiclePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
