/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of the main window: what is to be done and all sales, or all vehicles. */

#define G_LOG_DOMAIN "velo-sales-view"

#include "config.h"

#include "velo-sales-view.h"

#include "velo-sale-actions.h"

struct _VeloSalesView
{
  AdwBin parent_instance;

  GtkBox *box;
  VeloTodoList *todo; /* (borrowed) (nullable): child of the box */
  VeloSalePane *pane; /* (borrowed) (nullable): child of the box */

  VeloCounter *counter; /* (owned) (nullable) */
  GSettings *settings;  /* (owned) (nullable) */
  char *search_text;    /* (owned) (not nullable) */
  gboolean vehicles;    /* the list is one of vehicles, with nothing to do above it */
};

G_DEFINE_FINAL_TYPE (VeloSalesView, velo_sales_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_COUNTER = 1,
  PROP_SETTINGS,
  PROP_VEHICLES,
  PROP_SEARCH_TEXT,
} VeloSalesViewProperty;

static GParamSpec *properties[PROP_SEARCH_TEXT + 1];

static void
filter_cleared_cb (VeloSalesView *self)
{
  velo_sales_view_set_search_text (self, "");
}

static void
width_changed_cb (VeloSalesView *self)
{
  velo_todo_list_set_narrow (self->todo, velo_sale_pane_is_narrow (self->pane));
}

static void
velo_sales_view_constructed (GObject *object)
{
  VeloSalesView *self = VELO_SALES_VIEW (object);

  G_OBJECT_CLASS (velo_sales_view_parent_class)->constructed (object);

  if (!self->vehicles)
    {
      self->todo = VELO_TODO_LIST (velo_todo_list_new (self->counter, self->settings));
      gtk_box_append (self->box, GTK_WIDGET (self->todo));
    }
  self->pane = VELO_SALE_PANE (velo_sale_pane_new (self->counter, self->vehicles));
  gtk_box_append (self->box, GTK_WIDGET (self->pane));
  g_signal_connect_object (self->pane, "filter-cleared", G_CALLBACK (filter_cleared_cb), self,
                           G_CONNECT_SWAPPED);
  if (self->todo != NULL)
    g_signal_connect_object (self->pane, "width-changed", G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
velo_sales_view_dispose (GObject *object)
{
  VeloSalesView *self = VELO_SALES_VIEW (object);

  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_SALES_VIEW);
  g_clear_object (&self->settings);
  g_clear_object (&self->counter);

  G_OBJECT_CLASS (velo_sales_view_parent_class)->dispose (object);
}

static void
velo_sales_view_finalize (GObject *object)
{
  g_free (VELO_SALES_VIEW (object)->search_text);

  G_OBJECT_CLASS (velo_sales_view_parent_class)->finalize (object);
}

static void
velo_sales_view_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  VeloSalesView *self = VELO_SALES_VIEW (object);

  switch ((VeloSalesViewProperty) prop_id)
    {
    case PROP_COUNTER:
      g_value_set_object (value, self->counter);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_VEHICLES:
      g_value_set_boolean (value, self->vehicles);
      break;
    case PROP_SEARCH_TEXT:
      g_value_set_string (value, self->search_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_sales_view_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  VeloSalesView *self = VELO_SALES_VIEW (object);

  switch ((VeloSalesViewProperty) prop_id)
    {
    case PROP_COUNTER:
      self->counter = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_VEHICLES:
      self->vehicles = g_value_get_boolean (value);
      break;
    case PROP_SEARCH_TEXT:
      velo_sales_view_set_search_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_sales_view_class_init (VeloSalesViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = velo_sales_view_constructed;
  object_class->dispose = velo_sales_view_dispose;
  object_class->finalize = velo_sales_view_finalize;
  object_class->get_property = velo_sales_view_get_property;
  object_class->set_property = velo_sales_view_set_property;

  properties[PROP_COUNTER] = g_param_spec_object ("counter", NULL, NULL, VELO_TYPE_COUNTER, flags);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, flags);
  properties[PROP_VEHICLES] =
    g_param_spec_boolean ("vehicles", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCH_TEXT] =
    g_param_spec_string ("search-text", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  velo_sale_actions_install (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/sales/velo-sales-view.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloSalesView, box);
}

static void
velo_sales_view_init (VeloSalesView *self)
{
  self->search_text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_sales_view_new:
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 *
 * Returns: (transfer floating): the view, loading
 */
GtkWidget *
velo_sales_view_new (VeloCounter *counter,
                     GSettings   *settings)
{
  return g_object_new (VELO_TYPE_SALES_VIEW, "counter", counter, "settings", settings, NULL);
}

/**
 * velo_sales_view_new_vehicles:
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 *
 * Returns: (transfer floating): the view of all vehicles with their insurance
 */
GtkWidget *
velo_sales_view_new_vehicles (VeloCounter *counter,
                              GSettings   *settings)
{
  return g_object_new (VELO_TYPE_SALES_VIEW, "counter", counter, "settings", settings, "vehicles", TRUE, NULL);
}

/**
 * velo_sales_view_get_search_text:
 * @self: the view
 *
 * Returns: what is searched for
 */
const char *
velo_sales_view_get_search_text (VeloSalesView *self)
{
  g_return_val_if_fail (VELO_IS_SALES_VIEW (self), NULL);

  return self->search_text;
}

/**
 * velo_sales_view_set_search_text:
 * @self: the view
 * @text: (nullable): words that must all occur
 *
 * Searches.
 */
void
velo_sales_view_set_search_text (VeloSalesView *self,
                                 const char    *text)
{
  g_return_if_fail (VELO_IS_SALES_VIEW (self));

  if (text == NULL)
    text = "";
  if (g_str_equal (self->search_text, text))
    return;
  g_free (self->search_text);
  self->search_text = g_strdup (text);
  if (self->pane != NULL)
    velo_sale_pane_set_text (self->pane, text);
  if (self->todo != NULL)
    velo_todo_list_set_searching (self->todo, *text != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_TEXT]);
}

/**
 * velo_sales_view_get_pane:
 * @self: the view
 *
 * Returns: (transfer none): its list
 */
VeloSalePane *
velo_sales_view_get_pane (VeloSalesView *self)
{
  g_return_val_if_fail (VELO_IS_SALES_VIEW (self), NULL);

  return self->pane;
}

/**
 * velo_sales_view_get_todo:
 * @self: the view
 *
 * Returns: (transfer none) (nullable): its list of what is to be done, %NULL above vehicles
 */
VeloTodoList *
velo_sales_view_get_todo (VeloSalesView *self)
{
  g_return_val_if_fail (VELO_IS_SALES_VIEW (self), NULL);

  return self->todo;
}
