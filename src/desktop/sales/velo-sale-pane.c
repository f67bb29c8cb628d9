/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of sales or vehicles with its filter and all its states. */

#define G_LOG_DOMAIN "velo-sale-pane"

#include "config.h"

#include "velo-sale-pane.h"

#include "velo-growing-list.h"
#include "velo-sale-columns.h"
#include "velo-sale-sorting.h"
#include "velo-sale-text.h"
#include "velo-state-pill.h"
#include "velo-text.h"
#include "velo-text-scale.h"

#include <glib/gi18n.h>

/* Pixels that the table needs with letters of normal size. */
#define WIDE_WIDTH 760

struct _VeloSalePane
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkBox *filter_box;
  GtkDropDown *state_drop_down;
  GtkMenuButton *sort_button;
  AdwSqueezer *squeezer;
  GtkScrolledWindow *wide_window;
  GtkColumnView *column_view;
  GtkListView *list_view;
  AdwStatusPage *empty_page;
  GtkBox *empty_buttons;
  AdwStatusPage *error_page;

  VeloCounter *counter;     /* (owned) (nullable) */
  VeloSaleListModel *model; /* (owned) (nullable) */
  VeloGrowingList *shown;   /* (owned) (nullable): of the model */
  VeloSaleSorting *sorting; /* (owned) */
  guint idle_id;
  gboolean vehicles;
};

G_DEFINE_FINAL_TYPE (VeloSalePane, velo_sale_pane, ADW_TYPE_BIN)

typedef enum
{
  PROP_COUNTER = 1,
  PROP_VEHICLES,
} VeloSalePaneProperty;

static GParamSpec *properties[PROP_VEHICLES + 1];

enum
{
  SIGNAL_FILTER_CLEARED,
  SIGNAL_WIDTH_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_filtered (VeloSalePane *self)
{
  return !velo_text_is_empty (velo_sale_list_model_get_text (self->model))
         || velo_sale_list_model_get_state (self->model) >= 0;
}

static void
show_error (VeloSalePane *self,
            const GError *error)
{
  g_autofree char *text = velo_sale_text_error (error);

  adw_status_page_set_description (self->error_page, text);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
update (VeloSalePane *self)
{
  const GError *error = velo_sale_list_model_get_error (self->model);
  gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->filter_box), some || is_filtered (self));
  if (error != NULL)
    show_error (self, error);
  else if (some)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (velo_sale_list_model_is_loading (self->model))
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else
    gtk_stack_set_visible_child_name (self->stack, is_filtered (self) ? "nothing" : "empty");
}

static void
model_changed_cb (VeloSalePane *self)
{
  if (!velo_sale_list_model_is_loading (self->model))
    velo_growing_list_expect_other (self->shown, FALSE);
  update (self);
}

/* The user asked for other rows; only those who are seen make widgets for them. */
static void
other_rows_asked_cb (VeloSalePane *self)
{
  if (self->model == NULL || !velo_sale_list_model_is_loading (self->model))
    return;
  velo_growing_list_expect_other (self->shown, TRUE);
  if (velo_sale_pane_is_narrow (self))
    gtk_column_view_set_model (self->column_view, NULL);
  else
    gtk_list_view_set_model (self->list_view, NULL);
}

static void
search (VeloSalePane *self,
        const char   *text)
{
  velo_sale_list_model_set_text (self->model, text);
  other_rows_asked_cb (self);
}

static void
on_activate_cb (GtkWidget    *view,
                guint         position,
                VeloSalePane *self)
{
  g_autoptr(VeloSaleItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const char *invoice_id;
  const char *vehicle_id;

  if (item == NULL)
    return;
  invoice_id = velo_sale_item_get_invoice_id (item);
  vehicle_id = velo_sale_item_get_vehicle_id (item);
  if ((self->vehicles || *invoice_id == '\0') && *vehicle_id != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-vehicle", "s", vehicle_id);
  else if (*invoice_id != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-sale", "s", invoice_id);
}

static void
on_state_selected_cb (GtkDropDown  *drop_down,
                      GParamSpec   *pspec,
                      VeloSalePane *self)
{
  if (self->model == NULL)
    return;
  velo_sale_list_model_set_state (self->model, (int) gtk_drop_down_get_selected (drop_down) - 1);
  other_rows_asked_cb (self);
}

static void
clear_filter (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  VeloSalePane *self = VELO_SALE_PANE (widget);

  gtk_drop_down_set_selected (self->state_drop_down, 0);
  search (self, "");
  g_signal_emit (self, signals[SIGNAL_FILTER_CLEARED], 0);
}

static void
reload (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  velo_sale_list_model_reload (VELO_SALE_PANE (widget)->model);
}

static void
fill_states (VeloSalePane *self)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

  /* Translators: entry of the filter by state of the insurance */
  gtk_string_list_append (list, C_("insurance", "All"));
  for (int state = VELO_INSURANCE_STATE_OPEN; state <= VELO_INSURANCE_STATE_ENDED; state++)
    gtk_string_list_append (list, velo_state_pill_get_word (state));
  gtk_drop_down_set_model (self->state_drop_down, G_LIST_MODEL (list));
}

static void
fill_columns (VeloSalePane *self)
{
  static const VeloSaleColumn sales[] = {
    VELO_SALE_COLUMN_DATE, VELO_SALE_COLUMN_NUMBER, VELO_SALE_COLUMN_CUSTOMER,
    VELO_SALE_COLUMN_VEHICLE, VELO_SALE_COLUMN_PRICE, VELO_SALE_COLUMN_STATE,
  };
  static const VeloSaleColumn vehicles[] = {
    VELO_SALE_COLUMN_VEHICLE, VELO_SALE_COLUMN_FRAME, VELO_SALE_COLUMN_CUSTOMER,
    VELO_SALE_COLUMN_DATE, VELO_SALE_COLUMN_CONTRACT, VELO_SALE_COLUMN_STATE,
  };
  g_autoptr(GtkListItemFactory) narrow = velo_sale_columns_new_narrow ();

  for (guint i = 0; i < G_N_ELEMENTS (sales); i++)
    {
      velo_sale_columns_append (self->column_view, self->vehicles ? vehicles[i] : sales[i]);
      velo_sale_sorting_add (self->sorting, self->vehicles ? vehicles[i] : sales[i]);
    }
  gtk_list_view_set_factory (self->list_view, narrow);
}

/* In large letters the table needs more room, and where it has none the narrow list takes its place. */
static void
fit_text (VeloSalePane *self)
{
  double scale = velo_text_scale_get (gtk_widget_get_settings (GTK_WIDGET (self)));

  velo_sale_columns_fit (self->column_view, scale);
  gtk_widget_set_size_request (GTK_WIDGET (self->wide_window), (int) (WIDE_WIDTH * scale), -1);
}

/* The list that is seen gets its rows, at the latest now. */
static gboolean
fill_visible_cb (gpointer user_data)
{
  VeloSalePane *self = user_data;
  gboolean is_narrow = velo_sale_pane_is_narrow (self);
  g_autoptr(GtkNoSelection) rows = NULL;

  self->idle_id = 0;
  g_signal_emit (self, signals[SIGNAL_WIDTH_CHANGED], 0);
  if (is_narrow ? gtk_list_view_get_model (self->list_view) != NULL
                : gtk_column_view_get_model (self->column_view) != NULL)
    return G_SOURCE_REMOVE;
  rows = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  if (is_narrow)
    gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (rows));
  else
    gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (rows));
  return G_SOURCE_REMOVE;
}

/* Told while sizes are given out, when nothing may ask for another size. */
static void
visible_child_cb (VeloSalePane *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fill_visible_cb, self, NULL);
}

static void
scrolled_cb (VeloSalePane  *self,
             GtkAdjustment *adjustment)
{
  if (self->shown != NULL && gtk_adjustment_get_value (adjustment) > 0)
    velo_growing_list_show_all (self->shown);
}

/* The toolkit keeps the first row that was seen where it was, and would hide above it what came in
   before it: who looks at the beginning of the list wants to see the newest. */
static void
stay_at_beginning (GtkScrollable *view)
{
  GtkWidget *rows = GTK_WIDGET (view);

  if (gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (view)) > 0)
    return;
  /* of a column view the rows are the last child, which has the action */
  if (GTK_IS_COLUMN_VIEW (view))
    rows = gtk_widget_get_last_child (rows);
  gtk_widget_activate_action (rows, "list.scroll-to-item", "u", 0);
}

/* Other rows are looked at from their beginning. */
static void
shown_changed_cb (VeloSalePane *self,
                  guint         position,
                  guint         n_removed,
                  guint         n_added)
{
  if (position == 0 && n_added > 0)
    {
      stay_at_beginning (GTK_SCROLLABLE (self->column_view));
      stay_at_beginning (GTK_SCROLLABLE (self->list_view));
    }
  if (n_removed == 0 || velo_growing_list_is_whole (self->shown))
    return;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->column_view)), 0);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view)), 0);
}

/* Before the list itself hears of the key: its end is the end of all rows. */
static gboolean
key_pressed_cb (VeloSalePane *self,
                guint         keyval)
{
  if (keyval == GDK_KEY_End || keyval == GDK_KEY_KP_End || keyval == GDK_KEY_Page_Down
      || keyval == GDK_KEY_KP_Page_Down)
    velo_growing_list_show_all (self->shown);
  return GDK_EVENT_PROPAGATE;
}

static void
follow_user (VeloSalePane *self)
{
  GtkWidget *views[] = { GTK_WIDGET (self->column_view), GTK_WIDGET (self->list_view) };
  GtkEventController *keys = gtk_event_controller_key_new ();

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (views[i])), "value-changed",
                             G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->squeezer), keys);
  g_signal_connect_object (self->squeezer, "notify::visible-child", G_CALLBACK (visible_child_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
set_model (VeloSalePane *self)
{
  self->model = velo_sale_list_model_new (velo_counter_get_store (self->counter), self->vehicles);
  self->shown = velo_growing_list_new (G_LIST_MODEL (self->model));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  fill_visible_cb (self);
  /* after the lists, which have taken the change in by then */
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (shown_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  follow_user (self);
  velo_sale_sorting_set_model (self->sorting, self->model);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (other_rows_asked_cb), self, G_CONNECT_SWAPPED);
  other_rows_asked_cb (self);
  update (self);
}

static void
velo_sale_pane_constructed (GObject *object)
{
  VeloSalePane *self = VELO_SALE_PANE (object);

  G_OBJECT_CLASS (velo_sale_pane_parent_class)->constructed (object);

  self->sorting = velo_sale_sorting_new (self->column_view, self->sort_button);
  fill_columns (self);
  fit_text (self);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi", G_CALLBACK (fit_text),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-font-name", G_CALLBACK (fit_text),
                           self, G_CONNECT_SWAPPED);
  fill_states (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->column_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->vehicles ? _("Vehicles") : _("Sales"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->vehicles ? _("Vehicles") : _("Sales"), -1);
  if (self->vehicles)
    {
      adw_status_page_set_title (self->empty_page, _("No vehicles yet"));
      adw_status_page_set_icon_name (self->empty_page, "bicycle-symbolic");
      adw_status_page_set_description (self->empty_page,
                                       _("Vehicles appear here as soon as they are sold."));
    }
  if (self->counter != NULL)
    set_model (self);
}

static void
velo_sale_pane_dispose (GObject *object)
{
  VeloSalePane *self = VELO_SALE_PANE (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->squeezer != NULL)
    g_signal_handlers_disconnect_by_data (self->squeezer, self);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_SALE_PANE);
  g_clear_object (&self->sorting);
  g_clear_object (&self->shown);
  g_clear_object (&self->model);
  g_clear_object (&self->counter);

  G_OBJECT_CLASS (velo_sale_pane_parent_class)->dispose (object);
}

static void
velo_sale_pane_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  VeloSalePane *self = VELO_SALE_PANE (object);

  switch ((VeloSalePaneProperty) prop_id)
    {
    case PROP_COUNTER:
      g_value_set_object (value, self->counter);
      break;
    case PROP_VEHICLES:
      g_value_set_boolean (value, self->vehicles);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_sale_pane_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  VeloSalePane *self = VELO_SALE_PANE (object);

  switch ((VeloSalePaneProperty) prop_id)
    {
    case PROP_COUNTER:
      self->counter = g_value_dup_object (value);
      break;
    case PROP_VEHICLES:
      self->vehicles = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_sale_pane_class_init (VeloSalePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = velo_sale_pane_constructed;
  object_class->dispose = velo_sale_pane_dispose;
  object_class->get_property = velo_sale_pane_get_property;
  object_class->set_property = velo_sale_pane_set_property;

  properties[PROP_COUNTER] = g_param_spec_object ("counter", NULL, NULL, VELO_TYPE_COUNTER, flags);
  properties[PROP_VEHICLES] = g_param_spec_boolean ("vehicles", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * VeloSalePane::filter-cleared:
   *
   * The user asked for the whole list: whoever shows the searched words forgets them.
   */
  signals[SIGNAL_FILTER_CLEARED] =
    g_signal_new ("filter-cleared", VELO_TYPE_SALE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * VeloSalePane::width-changed:
   *
   * The narrow list or the table is seen now, see velo_sale_pane_is_narrow().
   */
  signals[SIGNAL_WIDTH_CHANGED] =
    g_signal_new ("width-changed", VELO_TYPE_SALE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "pane.clear-filter", NULL, clear_filter);
  gtk_widget_class_install_action (widget_class, "pane.reload", NULL, reload);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/sales/velo-sale-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloSalePane, stack);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePane, filter_box);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePane, state_drop_down);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePane, sort_button);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePane, squeezer);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePane, wide_window);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePane, column_view);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePane, list_view);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePane, empty_page);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePane, empty_buttons);
  gtk_widget_class_bind_template_child (widget_class, VeloSalePane, error_page);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_state_selected_cb);
}

static void
velo_sale_pane_init (VeloSalePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_sale_pane_new:
 * @counter: where the store is
 * @vehicles: whether vehicles are listed, not sales
 *
 * Returns: (transfer floating): the list, loading
 */
GtkWidget *
velo_sale_pane_new (VeloCounter *counter,
                    gboolean     vehicles)
{
  return g_object_new (VELO_TYPE_SALE_PANE, "counter", counter, "vehicles", vehicles, NULL);
}

/**
 * velo_sale_pane_get_model:
 * @self: a pane
 *
 * Returns: (transfer none): what is listed
 */
VeloSaleListModel *
velo_sale_pane_get_model (VeloSalePane *self)
{
  g_return_val_if_fail (VELO_IS_SALE_PANE (self), NULL);

  return self->model;
}

/**
 * velo_sale_pane_set_text:
 * @self: a pane
 * @text: (nullable): words that must all occur
 *
 * Searches.
 */
void
velo_sale_pane_set_text (VeloSalePane *self,
                         const char   *text)
{
  g_return_if_fail (VELO_IS_SALE_PANE (self));

  if (self->model != NULL)
    search (self, text);
}

/**
 * velo_sale_pane_set_state:
 * @self: a pane
 * @state: a #VeloInsuranceState, -1 for all
 *
 * Chooses in the filter.
 */
void
velo_sale_pane_set_state (VeloSalePane *self,
                          int           state)
{
  g_return_if_fail (VELO_IS_SALE_PANE (self));
  g_return_if_fail (state >= -1 && state <= (int) VELO_INSURANCE_STATE_UNINSURABLE);

  gtk_drop_down_set_selected (self->state_drop_down, (guint) (state + 1));
}

/**
 * velo_sale_pane_get_showing:
 * @self: a pane
 *
 * Returns: "loading", "list", "empty", "nothing" (found) or "error"
 */
const char *
velo_sale_pane_get_showing (VeloSalePane *self)
{
  g_return_val_if_fail (VELO_IS_SALE_PANE (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * velo_sale_pane_is_narrow:
 * @self: a pane
 *
 * Returns: whether there is no room for columns
 */
gboolean
velo_sale_pane_is_narrow (VeloSalePane *self)
{
  g_return_val_if_fail (VELO_IS_SALE_PANE (self), FALSE);

  return adw_squeezer_get_visible_child (self->squeezer) != GTK_WIDGET (self->wide_window);
}

typedef struct
{
  guint position;
  guint n_frames;
} Shown;

/* Makes it the row to focus as well. */
static void
scroll_to (GtkWidget *rows,
           guint      position)
{
  gtk_widget_activate_action (rows, "list.scroll-to-item", "u", position);
  gtk_widget_grab_focus (rows);
}

/* Rows that have just come get their places with the first frame; before it GTK 4.18 does not scroll as far as them. */
static gboolean
scroll_again_cb (GtkWidget     *rows,
                 GdkFrameClock *clock,
                 gpointer       user_data)
{
  Shown *shown = user_data;

  shown->n_frames++;
  if (shown->n_frames < 2)
    return G_SOURCE_CONTINUE;
  scroll_to (rows, shown->position);
  return G_SOURCE_REMOVE;
}

static void
show_all_and_scroll_to (VeloSalePane *self,
                        GtkWidget    *rows,
                        guint         position)
{
  Shown *shown = g_new0 (Shown, 1);

  shown->position = position;
  velo_growing_list_show_all (self->shown);
  scroll_to (rows, position);
  gtk_widget_add_tick_callback (rows, scroll_again_cb, shown, g_free);
}

/* Who has just sold something finds it among the newest; the whole list is not read for it. */
#define N_LOOKED_AT 200u

/**
 * velo_sale_pane_show_vehicle:
 * @self: a pane
 * @vehicle_id: which
 *
 * Scrolls to the row of a vehicle and puts the focus on it.
 *
 * Returns: whether it is there
 */
gboolean
velo_sale_pane_show_vehicle (VeloSalePane *self,
                             const char   *vehicle_id)
{
  GtkWidget *rows;
  guint n_items;

  g_return_val_if_fail (VELO_IS_SALE_PANE (self), FALSE);
  g_return_val_if_fail (vehicle_id != NULL, FALSE);

  if (self->model == NULL)
    return FALSE;
  n_items = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->model)), N_LOOKED_AT);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(VeloSaleItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), i);

      if (!g_str_equal (velo_sale_item_get_vehicle_id (item), vehicle_id))
        continue;
      /* of a column view the rows are the last child, which has the action */
      rows = velo_sale_pane_is_narrow (self) ? GTK_WIDGET (self->list_view)
                                             : gtk_widget_get_last_child (GTK_WIDGET (self->column_view));
      if (i >= VELO_GROWING_LIST_N_AT_FIRST)
        show_all_and_scroll_to (self, rows, i);
      else
        scroll_to (rows, i);
      if (GTK_IS_WINDOW (gtk_widget_get_root (rows)))
        gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (rows)), TRUE);
      return TRUE;
    }
  return FALSE;
}
