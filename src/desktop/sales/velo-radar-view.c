/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The radar of deadlines: sold vehicles that are not insured, the most urgent first. */

#define G_LOG_DOMAIN "velo-radar-view"

#include "config.h"

#include "velo-radar-view.h"

#include "velo-date.h"
#include "velo-letter-dialog.h"
#include "velo-radar-row.h"
#include "velo-sale-actions.h"
#include "velo-sale-text.h"
#include "velo-store-deadlines.h"
#include "velo-text.h"

#include <glib/gi18n.h>

/* More than anybody looks through; the search finds the others. */
#define MOST_ROWS 300

#define DAYS_OF_WEEK 7

/* Many changes in a moment are one reload. */
#define RELOAD_MSEC 250

struct _VeloRadarView
{
  AdwBin parent_instance;

  GtkDropDown *filter_drop_down;
  GtkToggleButton *mine_button;
  GtkStack *stack;
  GtkListView *list_view;
  GtkLabel *more_label;
  AdwStatusPage *error_page;
  GtkActionBar *chosen_bar;
  GtkLabel *chosen_label;

  VeloCounter *counter;      /* (owned) (not nullable) */
  GSettings *settings;       /* (owned) (nullable) */
  GListStore *items;         /* (owned) (not nullable) (element-type VeloSaleItem) */
  GCancellable *cancellable; /* (owned) (nullable): of the question that runs */
  char *text;                /* (owned) (not nullable): what is searched for */
  GHashTable *chosen;        /* (owned) (not nullable): ids of vehicles to write to */
  GDate today;               /* when the rows were loaded */
  guint reload_id;
  gboolean is_stale; /* something changed while nobody looked */
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
  return *self->text != '\0' || gtk_drop_down_get_selected (self->filter_drop_down) != VELO_RADAR_FILTER_OPEN
    || gtk_toggle_button_get_active (self->mine_button);
}

static void
show_more (VeloRadarView *self,
           guint          n_shown,
           guint          n_total)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->more_label), n_total > n_shown);
  if (n_total <= n_shown)
    return;
  text = g_strdup_printf (_("The %u most urgent of %u vehicles are shown. The search finds the others."), n_shown,
                          n_total);
  gtk_label_set_label (self->more_label, text);
}

static void forget_gone (VeloRadarView *self);

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  VeloRadarView *self;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  guint n_total = 0;

  items = velo_store_list_deadlines_finish (VELO_STORE (object), result, &n_total, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_RADAR_VIEW (user_data);
  if (items == NULL)
    {
      g_autofree char *text = velo_sale_text_error (error);

      adw_status_page_set_description (self->error_page, text);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata,
                       items->len);
  forget_gone (self);
  show_more (self, items->len, n_total);
  if (items->len > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    gtk_stack_set_visible_child_name (self->stack, is_filtered (self) ? "nothing" : "empty");
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
      deadlines->with_declined = TRUE;
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
reload (VeloRadarView *self)
{
  VeloStoreDeadlines deadlines = VELO_STORE_DEADLINES_INIT;
  g_autoptr(GDate) today = velo_date_today ();
  GDate until;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->today = *today;
  self->is_stale = FALSE;
  set_range (self, &deadlines, &until);
  deadlines.limit = MOST_ROWS;
  deadlines.text = self->text;
  if (gtk_toggle_button_get_active (self->mine_button))
    deadlines.employee = velo_sale_actions_who (self->counter);
  velo_store_list_deadlines_async (velo_counter_get_store (self->counter), &deadlines, self->cancellable, loaded_cb,
                                   self);
}

static gboolean
reload_idle_cb (gpointer user_data)
{
  VeloRadarView *self = user_data;

  self->reload_id = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
queue_reload (VeloRadarView *self)
{
  if (self->reload_id == 0 && self->counter != NULL)
    self->reload_id = g_idle_add (reload_idle_cb, self);
}

/* While a thousand invoices come in, a list that nobody looks at costs nothing. */
static void
store_changed_cb (VeloRadarView *self,
                  const char    *table)
{
  if (g_str_equal (table, "journal"))
    return;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->is_stale = TRUE;
  else if (self->reload_id == 0)
    self->reload_id = g_timeout_add (RELOAD_MSEC, reload_idle_cb, self);
}

static void
employee_changed_cb (VeloRadarView *self)
{
  gboolean somebody = *velo_sale_actions_who (self->counter) != '\0';

  gtk_widget_set_visible (GTK_WIDGET (self->mine_button), somebody);
  if (!somebody)
    gtk_toggle_button_set_active (self->mine_button, FALSE);
  queue_reload (self);
}

/* Yesterday's words are wrong today: a view that comes up again is loaded anew. */
static void
velo_radar_view_map (GtkWidget *widget)
{
  VeloRadarView *self = VELO_RADAR_VIEW (widget);
  g_autoptr(GDate) today = velo_date_today ();

  GTK_WIDGET_CLASS (velo_radar_view_parent_class)->map (widget);
  if (self->is_stale || (g_date_valid (&self->today) && g_date_compare (today, &self->today) != 0))
    queue_reload (self);
}

/* Rows */

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
  VeloSaleItem *item = gtk_list_item_get_item (list_item);

  velo_radar_row_set_item (VELO_RADAR_ROW (gtk_list_item_get_child (list_item)),
                           item, &self->today,
                           g_hash_table_contains (self->chosen, velo_sale_item_get_vehicle_id (item)));
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

/* What has left the list is not written to. */
static void
forget_gone (VeloRadarView *self)
{
  GHashTableIter iter;
  gpointer id = NULL;

  g_hash_table_iter_init (&iter, self->chosen);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      gboolean found = FALSE;

      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)) && !found; i++)
        {
          g_autoptr(VeloSaleItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

          found = g_str_equal (velo_sale_item_get_vehicle_id (item), id);
        }
      if (!found)
        g_hash_table_iter_remove (&iter);
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
  gboolean chosen;

  g_variant_get (parameter, "(&sb)", &vehicle_id, &chosen);
  if (chosen)
    g_hash_table_add (self->chosen, g_strdup (vehicle_id));
  else
    g_hash_table_remove (self->chosen, vehicle_id);
  show_chosen (self);
}

static void
choose_none (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  VeloRadarView *self = VELO_RADAR_VIEW (widget);

  g_hash_table_remove_all (self->chosen);
  show_chosen (self);
  reload (self);
}

/* In the order of the list. */
static void
write_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  VeloRadarView *self = VELO_RADAR_VIEW (widget);
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();
  g_auto(GStrv) vehicle_ids = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr(VeloSaleItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (g_hash_table_contains (self->chosen, velo_sale_item_get_vehicle_id (item)))
        g_strv_builder_add (ids, velo_sale_item_get_vehicle_id (item));
    }
  vehicle_ids = g_strv_builder_end (ids);
  if (vehicle_ids[0] != NULL)
    velo_letter_dialog_present (velo_sale_actions_window (widget), self->counter, self->settings,
                                (const char * const *) vehicle_ids);
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
  queue_reload (self);
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
  gtk_stack_set_visible_child_name (VELO_RADAR_VIEW (widget)->stack, "loading");
  reload (VELO_RADAR_VIEW (widget));
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
  g_autoptr(GtkNoSelection) selection = NULL;

  G_OBJECT_CLASS (velo_radar_view_parent_class)->constructed (object);

  fill_filter (self);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (velo_counter_get_store (self->counter), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->counter, "employee-changed", G_CALLBACK (employee_changed_cb), self,
                           G_CONNECT_SWAPPED);
  employee_changed_cb (self);
}

static void
velo_radar_view_dispose (GObject *object)
{
  VeloRadarView *self = VELO_RADAR_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reload_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_RADAR_VIEW);
  g_clear_object (&self->counter);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (velo_radar_view_parent_class)->dispose (object);
}

static void
velo_radar_view_finalize (GObject *object)
{
  VeloRadarView *self = VELO_RADAR_VIEW (object);

  g_clear_object (&self->items);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->chosen);
  g_free (self->text);

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
  gtk_widget_class_install_action (widget_class, "radar.choose", "(sb)", choose_action);
  gtk_widget_class_install_action (widget_class, "radar.choose-none", NULL, choose_none);
  gtk_widget_class_install_action (widget_class, "radar.write", NULL, write_action);
  gtk_widget_class_install_action (widget_class, "radar.reload", NULL, reload_action);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/sales/velo-radar-view.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, filter_drop_down);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, mine_button);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, stack);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, list_view);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, more_label);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, error_page);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, chosen_bar);
  gtk_widget_class_bind_template_child (widget_class, VeloRadarView, chosen_label);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
}

static void
velo_radar_view_init (VeloRadarView *self)
{
  self->items = g_list_store_new (VELO_TYPE_SALE_ITEM);
  self->text = g_strdup ("");
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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

  if (g_strcmp0 (self->text, text == NULL ? "" : text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text == NULL ? "" : text);
  queue_reload (self);
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
