/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The radar of deadlines: all sold vehicles that are not insured, the most urgent first. */

#define G_LOG_DOMAIN "velo-radar-view"

#include "config.h"

#include "velo-radar-view.h"

#include "velo-date.h"
#include "velo-growing-list.h"
#include "velo-letter-dialog.h"
#include "velo-radar-row.h"
#include "velo-sale-actions.h"
#include "velo-sale-list-model.h"
#include "velo-sale-text.h"

#include <glib/gi18n.h>

#define DAYS_OF_WEEK 7

struct _VeloRadarView
{
  AdwBin parent_instance;

  GtkDropDown *filter_drop_down;
  GtkToggleButton *mine_button;
  GtkStack *stack;
  GtkListView *list_view;
  GtkLabel *count_label;
  AdwStatusPage *error_page;
  GtkActionBar *chosen_bar;
  GtkLabel *chosen_label;

  VeloCounter *counter;      /* (owned) (not nullable) */
  GSettings *settings;       /* (owned) (nullable) */
  VeloSaleListModel *items;  /* (owned) (not nullable) */
  VeloGrowingList *shown;    /* (owned) (not nullable): of the items */
  GHashTable *chosen;        /* (owned) (not nullable): vehicles to write to, row id to vehicle id */
  GDate today;               /* for which the words hold */
  guint idle_id;
};

G_DEFINE_FINAL_TYPE (VeloRadarView, velo_radar_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_COUNTER = 1,
  PROP_SETTINGS,
} VeloRadarViewProperty;

static GParamSpec *properties[PROP_SETTINGS + 1];

enum
{
  SIGNAL_FILTER_CLEARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The list */

static gboolean
is_filtered (VeloRadarView *self)
{
  return *velo_sale_list_model_get_text (self->items) != '\0'
    || gtk_drop_down_get_selected (self->filter_drop_down) != VELO_RADAR_FILTER_OPEN
    || gtk_toggle_button_get_active (self->mine_button);
}

static void
show_count (VeloRadarView *self,
            guint          n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%'u vehicle", "%'u vehicles", n), n);

  gtk_label_set_label (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), n > 0);
}

static void
update (VeloRadarView *self)
{
  const GError *error = velo_sale_list_model_get_error (self->items);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  show_count (self, error == NULL ? n : 0);
  if (error != NULL)
    {
      g_autofree char *text = velo_sale_text_error (error);

      adw_status_page_set_description (self->error_page, text);
      gtk_stack_set_visible_child_name (self->stack, "error");
    }
  else if (n > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (velo_sale_list_model_is_loading (self->items))
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else
    gtk_stack_set_visible_child_name (self->stack, is_filtered (self) ? "nothing" : "empty");
}

static void forget_gone (VeloRadarView *self);

static void
items_changed_cb (VeloRadarView *self)
{
  forget_gone (self);
  update (self);
}

static void
loading_cb (VeloRadarView *self)
{
  if (!velo_sale_list_model_is_loading (self->items))
    velo_growing_list_expect_other (self->shown, FALSE);
  update (self);
}

static void
set_range (VeloRadarView      *self,
           VeloStoreDeadlines *deadlines,
           GDate              *until)
{
  *until = self->today;
  deadlines->from = &self->today;
  switch (gtk_drop_down_get_selected (self->filter_drop_down))
    {
    case VELO_RADAR_FILTER_WEEK:
      g_date_add_days (until, DAYS_OF_WEEK);
      deadlines->until = until;
      break;
    case VELO_RADAR_FILTER_LATER:
      deadlines->from = NULL;
      deadlines->with_unknown = TRUE;
      deadlines->only = VELO_STORE_DEADLINES_LATER;
      break;
    case VELO_RADAR_FILTER_DECLINED:
      deadlines->from = NULL;
      deadlines->with_unknown = TRUE;
      deadlines->only = VELO_STORE_DEADLINES_DECLINED;
      break;
    case VELO_RADAR_FILTER_PASSED:
      g_date_subtract_days (until, 1);
      deadlines->from = NULL;
      deadlines->until = until;
      break;
    case VELO_RADAR_FILTER_OPEN:
    default:
      break;
    }
}

static void
ask (VeloRadarView *self)
{
  VeloStoreDeadlines deadlines = VELO_STORE_DEADLINES_INIT;
  g_autoptr(GDate) today = velo_date_today ();
  GDate until;

  self->today = *today;
  set_range (self, &deadlines, &until);
  if (gtk_toggle_button_get_active (self->mine_button))
    deadlines.employee = velo_sale_actions_who (self->counter);
  velo_sale_list_model_set_deadlines (self->items, &deadlines);
  if (velo_sale_list_model_is_loading (self->items))
    velo_growing_list_expect_other (self->shown, TRUE);
}

static gboolean
ask_cb (gpointer user_data)
{
  VeloRadarView *self = user_data;

  self->idle_id = 0;
  /* to ask would wake the list */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask (self);
  return G_SOURCE_REMOVE;
}

static void
queue_ask (VeloRadarView *self)
{
  if (self->idle_id == 0 && self->counter != NULL)
    self->idle_id = g_idle_add (ask_cb, self);
}

static void
employee_changed_cb (VeloRadarView *self)
{
  gboolean somebody = *velo_sale_actions_who (self->counter) != '\0';

  gtk_widget_set_visible (GTK_WIDGET (self->mine_button), somebody);
  if (!somebody)
    gtk_toggle_button_set_active (self->mine_button, FALSE);
  queue_ask (self);
}

/* Yesterday's words are wrong today: a view that comes up again asks again. */
static void
velo_radar_view_map (GtkWidget *widget)
{
  VeloRadarView *self = VELO_RADAR_VIEW (widget);

  GTK_WIDGET_CLASS (velo_radar_view_parent_class)->map (widget);
  queue_ask (self);
}

/* While a thousand invoices come in, a list that nobody looks at costs nothing. */
static void
velo_radar_view_unmap (GtkWidget *widget)
{
  VeloRadarView *self = VELO_RADAR_VIEW (widget);

  velo_sale_list_model_set_asleep (self->items, TRUE);
  GTK_WIDGET_CLASS (velo_radar_view_parent_class)->unmap (widget);
}

/* Rows */

/* A row that is looked at gets its values a moment later. */
static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *list_item)
{
  gtk_list_item_set_child (list_item, velo_radar_row_new ());
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item,
         VeloRadarView      *self)
{
  velo_radar_row_set_item (VELO_RADAR_ROW (gtk_list_item_get_child (list_item)),
                           gtk_list_item_get_item (list_item), &self->today, self->chosen);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *list_item,
           VeloRadarView      *self)
{
  velo_radar_row_set_item (VELO_RADAR_ROW (gtk_list_item_get_child (list_item)), NULL, &self->today, self->chosen);
}

/* Letters */

static void
show_chosen (VeloRadarView *self)
{
  guint n = g_hash_table_size (self->chosen);
  g_autofree char *text = g_strdup_printf (ngettext ("%u chosen", "%u chosen", n), n);

  gtk_label_set_label (self->chosen_label, text);
  gtk_action_bar_set_revealed (self->chosen_bar, n > 0);
}

/* (transfer full): those of the chosen vehicles that are in the list, in its order, as row ids */
static GArray *
list_chosen (VeloRadarView *self)
{
  GArray *ids = velo_sale_list_model_get_ids (self->items);
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < ids->len && chosen->len < g_hash_table_size (self->chosen); i++)
    if (g_hash_table_contains (self->chosen, GUINT_TO_POINTER (g_array_index (ids, guint32, i))))
      g_array_append_val (chosen, g_array_index (ids, guint32, i));
  return chosen;
}

/* What has left the list is not written to. */
static void
forget_gone (VeloRadarView *self)
{
  g_autoptr(GHashTable) before = g_steal_pointer (&self->chosen);
  g_autoptr(GArray) kept = NULL;

  self->chosen = before;
  kept = list_chosen (self);
  self->chosen = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (guint i = 0; i < kept->len; i++)
    {
      gpointer key = GUINT_TO_POINTER (g_array_index (kept, guint32, i));

      g_hash_table_insert (self->chosen, key, g_strdup (g_hash_table_lookup (before, key)));
    }
  show_chosen (self);
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  VeloRadarView *self = VELO_RADAR_VIEW (widget);
  const char *vehicle_id;
  guint32 row_id;
  gboolean chosen;

  g_variant_get (parameter, "(&sub)", &vehicle_id, &row_id, &chosen);
  if (chosen)
    g_hash_table_insert (self->chosen, GUINT_TO_POINTER (row_id), g_strdup (vehicle_id));
  else
    g_hash_table_remove (self->chosen, GUINT_TO_POINTER (row_id));
  show_chosen (self);
}

/* The visible rows are bound anew. */
static void
show_rows (VeloRadarView *self)
{
  g_autoptr(GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));

  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

static void
choose_none (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  VeloRadarView *self = VELO_RADAR_VIEW (widget);

  g_hash_table_remove_all (self->chosen);
  show_chosen (self);
  show_rows (self);
}

/* In the order of the list. */
static void
write_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  VeloRadarView *self = VELO_RADAR_VIEW (widget);
  g_autoptr(GPtrArray) vehicle_ids = g_ptr_array_new ();
  g_autoptr(GArray) chosen = list_chosen (self);

  if (chosen->len == 0)
    return;
  for (guint i = 0; i < chosen->len; i++)
    g_ptr_array_add (vehicle_ids, g_hash_table_lookup (self->chosen,
                                                       GUINT_TO_POINTER (g_array_index (chosen, guint32, i))));
  g_ptr_array_add (vehicle_ids, NULL);
  velo_letter_dialog_present (velo_sale_actions_window (widget), self->counter, self->settings,
                              (const char * const *) vehicle_ids->pdata);
}

static void
on_activate_cb (VeloRadarView *self,
                guint          position)
{
  g_autoptr(VeloSaleItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-vehicle", "s", velo_sale_item_get_vehicle_id (item));
}

static void
on_filter_changed_cb (VeloRadarView *self)
{
  queue_ask (self);
}

static void
clear_filter (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  VeloRadarView *self = VELO_RADAR_VIEW (widget);

  velo_radar_view_set_filter (self, VELO_RADAR_FILTER_OPEN);
  gtk_toggle_button_set_active (self->mine_button, FALSE);
  velo_radar_view_set_search_text (self, "");
  g_signal_emit (self, signals[SIGNAL_FILTER_CLEARED], 0);
}

static void
reload_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  velo_sale_list_model_reload (VELO_RADAR_VIEW (widget)->items);
}

/* Going where the list does not reach yet */

static void
scrolled_cb (VeloRadarView *self,
             GtkAdjustment *adjustment)
{
  if (gtk_adjustment_get_value (adjustment) > 0)
    velo_growing_list_show_all (self->shown);
}

static gboolean
key_pressed_cb (VeloRadarView *self,
                guint          keyval)
{
  if (keyval == GDK_KEY_End || keyval == GDK_KEY_KP_End || keyval == GDK_KEY_Page_Down
      || keyval == GDK_KEY_KP_Page_Down)
    velo_growing_list_show_all (self->shown);
  return GDK_EVENT_PROPAGATE;
}

static void
follow_user (VeloRadarView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view)), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), keys);
}

/* GObject */

static void
fill_filter (VeloRadarView *self)
{
  const char *words[] = {
    /* Translators: entries of a filter of vehicles that are not insured */
    _("Can still be insured"), _("Due this week"), _("Ask later"), _("Not interested"), _("Expired"), NULL,
  };
  g_autoptr(GtkStringList) list = gtk_string_list_new (words);

  gtk_drop_down_set_model (self->filter_drop_down, G_LIST_MODEL (list));
}

static void
velo_radar_view_constructed (GObject *object)
{
  VeloRadarView *self = VELO_RADAR_VIEW (object);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  G_OBJECT_CLASS (velo_radar_view_parent_class)->constructed (object);

  fill_filter (self);
  self->items = velo_sale_list_model_new_deadlines (velo_counter_get_store (self->counter));
  self->shown = velo_growing_list_new (G_LIST_MODEL (self->items));
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->items, "notify::loading", G_CALLBACK (loading_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
  show_rows (self);
  follow_user (self);
  g_signal_connect_object (self->counter, "employee-changed", G_CALLBACK (employee_changed_cb), self,
                           G_CONNECT_SWAPPED);
  employee_changed_cb (self);
}

static void
velo_radar_view_dispose (GObject *object)
{
  VeloRadarView *self = VELO_RADAR_VIEW (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (self->items != NULL)
    g_signal_handlers_disconnect_by_data (self->items, self);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_RADAR_VIEW);
  g_clear_object (&self->shown);
  g_clear_object (&self->items);
  g_clear_object (&self->counter);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (velo_radar_view_parent_class)->dispose (object);
}

static void
velo_radar_view_finalize (GObject *object)
{
  VeloRadarView *self = VELO_RADAR_VIEW (object);

  g_hash_table_unref (self->chosen);

  G_OBJECT_CLASS (velo_radar_view_parent_class)->finalize (object);
}

static void
velo_radar_view_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  VeloRadarView *self = VELO_RADAR_VIEW (object);

  switch ((VeloRadarViewProperty) prop_id)
    {
    case PROP_COUNTER:
      g_value_set_object (value, self->counter);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_radar_view_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  VeloRadarView *self = VELO_RADAR_VIEW (object);

  switch ((VeloRadarViewProperty) prop_id)
    {
    case PROP_COUNTER:
      self->counter = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_radar_view_class_init (VeloRadarViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = velo_radar_view_constructed;
  object_class->dispose = velo_radar_view_dispose;
  object_class->finalize = velo_radar_view_finalize;
  object_class->get_property = velo_radar_view_get_property;
  object_class->set_property = velo_radar_view_set_property;
  widget_class->map = velo_radar_view_map;
  widget_class->unmap = velo_radar_view_unmap;

  properties[PROP_COUNTER] = g_param_spec_object ("counter", NULL, NULL, VELO_TYPE_COUNTER, once);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, once);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  /**
   * VeloRadarView::filter-cleared:
   *
   * The user wants to see everything again.
   */
  signals[SIGNAL_FILTER_CLEARED] =
    g_signal_new ("filter-cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  velo_sale_actions_install (widget_class);
  gtk_widget_class_install_action (widget_class, "radar.clear-filter", NULL, clear_filter);
  gtk_widget_class_install_action (widget_class, "radar.choose", "(sub)", choose_action);
  gtk_widget_class_install_action (widget_class, "radar.choose-none", NULL, choose_none);
  gtk_widget_class_install_action (widget_class, "radar.write", NULL, write_action);
  gtk_widget_class_install_action (widget_class, "radar.reload", NULL, reload_action);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/sales/velo-radar-view.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, filter_drop_down);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, mine_button);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, stack);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, list_view);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, count_label);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, error_page);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, chosen_bar);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, chosen_label);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
}

static void
velo_radar_view_init (VeloRadarView *self)
{
  self->chosen = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_date_clear (&self->today, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_radar_view_new:
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 *
 * Returns: (transfer floating): the view, loading
 */
GtkWidget *
velo_radar_view_new (VeloCounter *counter,
                     GSettings   *settings)
{
  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);

  return g_object_new (VELO_TYPE_RADAR_VIEW, "counter", counter, "settings", settings, NULL);
}

/**
 * velo_radar_view_set_search_text:
 * @self: the view
 * @text: (nullable): words that must all occur
 *
 * Searches.
 */
void
velo_radar_view_set_search_text (VeloRadarView *self,
                                 const char    *text)
{
  g_return_if_fail (VELO_IS_RADAR_VIEW (self));

  velo_sale_list_model_set_text (self->items, text);
  if (velo_sale_list_model_is_loading (self->items))
    velo_growing_list_expect_other (self->shown, TRUE);
}

/**
 * velo_radar_view_set_filter:
 * @self: the view
 * @filter: what to show
 *
 * Shows other vehicles.
 */
void
velo_radar_view_set_filter (VeloRadarView   *self,
                            VeloRadarFilter  filter)
{
  g_return_if_fail (VELO_IS_RADAR_VIEW (self));

  gtk_drop_down_set_selected (self->filter_drop_down, filter);
}

/**
 * velo_radar_view_get_items:
 * @self: the view
 *
 * Returns: (transfer none) (element-type VeloSaleItem): the vehicles that are shown
 */
GListModel *
velo_radar_view_get_items (VeloRadarView *self)
{
  g_return_val_if_fail (VELO_IS_RADAR_VIEW (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * velo_radar_view_get_showing:
 * @self: the view
 *
 * Returns: "loading", "list", "empty", "nothing" or "error"
 */
const char *
velo_radar_view_get_showing (VeloRadarView *self)
{
  g_return_val_if_fail (VELO_IS_RADAR_VIEW (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}
