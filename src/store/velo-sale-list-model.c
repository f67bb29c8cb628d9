/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of sales, of vehicles, or of deadlines: as long as the table, loaded page by page as it is looked at. */

#define G_LOG_DOMAIN "velo-sale-list-model"

#include "config.h"

#include "velo-sale-list-model-private.h"

static void velo_sale_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VeloSaleListModel, velo_sale_list_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      velo_sale_list_model_iface_init))

typedef enum
{
  PROP_STORE = 1,
  PROP_VEHICLES_ONLY,
  PROP_ASLEEP,
  PROP_LOADING
} VeloSaleListModelProperty;

static GParamSpec *properties[PROP_LOADING + 1];

static void
store_changed_cb (VeloStore         *store,
                  const char        *table,
                  const char        *id,
                  VeloSaleListModel *self)
{
  static const char * const tables[] = { "sales", "vehicles", "customers", "proposals", "policies",
                                         NULL };

  if (g_strv_contains (tables, table))
    {
      self->is_changed = TRUE;
      if (!self->is_asleep)
        velo_sale_list_load_reload_soon (self);
    }
}

/* GListModel */

static GType
velo_sale_list_model_get_item_type (GListModel *list)
{
  return VELO_TYPE_SALE_ITEM;
}

static guint
velo_sale_list_model_get_n_items (GListModel *list)
{
  return VELO_SALE_LIST_MODEL (list)->ids->len;
}

static gpointer
velo_sale_list_model_get_item (GListModel *list,
                               guint       position)
{
  VeloSaleListModel *self = VELO_SALE_LIST_MODEL (list);
  VeloSaleItem *item;
  guint page = position / VELO_SALE_PAGE_SIZE;

  if (position >= self->ids->len)
    return NULL;
  item = velo_sale_pages_get_row (self->pages, g_array_index (self->ids, guint32, position));
  g_object_ref (item);
  if (!velo_sale_item_get_loaded (item))
    {
      velo_sale_pages_want (self->pages, page);
      velo_sale_list_load_next_page (self);
    }
  velo_sale_pages_use (self->pages, self->ids, page);
  return item;
}

static void
velo_sale_list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = velo_sale_list_model_get_item_type;
  iface->get_n_items = velo_sale_list_model_get_n_items;
  iface->get_item = velo_sale_list_model_get_item;
}

/* GObject */

static void
velo_sale_list_model_constructed (GObject *object)
{
  VeloSaleListModel *self = VELO_SALE_LIST_MODEL (object);

  G_OBJECT_CLASS (velo_sale_list_model_parent_class)->constructed (object);

  g_assert (self->store != NULL);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  if (!self->is_asleep)
    velo_sale_list_load_start (self, TRUE);
}

static void
velo_sale_list_model_dispose (GObject *object)
{
  VeloSaleListModel *self = VELO_SALE_LIST_MODEL (object);

  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  G_OBJECT_CLASS (velo_sale_list_model_parent_class)->dispose (object);
}

static void
velo_sale_list_model_finalize (GObject *object)
{
  VeloSaleListModel *self = VELO_SALE_LIST_MODEL (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->query, velo_sale_query_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->pages, velo_sale_pages_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (velo_sale_list_model_parent_class)->finalize (object);
}

static void
velo_sale_list_model_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  VeloSaleListModel *self = VELO_SALE_LIST_MODEL (object);

  switch ((VeloSaleListModelProperty) prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->n_running > 0);
      break;
    case PROP_STORE:
    case PROP_VEHICLES_ONLY:
    case PROP_ASLEEP:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_sale_list_model_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  VeloSaleListModel *self = VELO_SALE_LIST_MODEL (object);

  switch ((VeloSaleListModelProperty) prop_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_VEHICLES_ONLY:
      self->query->vehicles_only = g_value_get_boolean (value);
      break;
    case PROP_ASLEEP:
      self->is_asleep = g_value_get_boolean (value);
      break;
    case PROP_LOADING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_sale_list_model_class_init (VeloSaleListModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags made = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = velo_sale_list_model_constructed;
  object_class->dispose = velo_sale_list_model_dispose;
  object_class->finalize = velo_sale_list_model_finalize;
  object_class->get_property = velo_sale_list_model_get_property;
  object_class->set_property = velo_sale_list_model_set_property;

  /** VeloSaleListModel:store: where the rows are */
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, VELO_TYPE_STORE, made);
  /** VeloSaleListModel:vehicles-only: a list of vehicles, not of sales */
  properties[PROP_VEHICLES_ONLY] = g_param_spec_boolean ("vehicles-only", NULL, NULL, FALSE, made);
  /** VeloSaleListModel:asleep: whether nobody looks, when it is made */
  properties[PROP_ASLEEP] = g_param_spec_boolean ("asleep", NULL, NULL, FALSE, made);
  /** VeloSaleListModel:loading: whether rows are being fetched */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
velo_sale_list_model_init (VeloSaleListModel *self)
{
  self->query = velo_sale_query_new ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->pages = velo_sale_pages_new ();
  self->cancellable = g_cancellable_new ();
}

/* Public functions */

/**
 * velo_sale_list_model_new:
 * @store: an open store
 * @vehicles_only: whether to list vehicles instead of sales
 *
 * Lists newest first until velo_sale_list_model_set_order() is called. The list is as long as the table; a row whose
 * #VeloSaleItem:loaded is %FALSE is being fetched and gets its values soon.
 * It follows the changes made through @store.
 *
 * Returns: (transfer full): the list
 */
VeloSaleListModel *
velo_sale_list_model_new (VeloStore *store,
                          gboolean   vehicles_only)
{
  g_return_val_if_fail (VELO_IS_STORE (store), NULL);

  return g_object_new (VELO_TYPE_SALE_LIST_MODEL, "store", store, "vehicles-only", vehicles_only,
                       NULL);
}

/**
 * velo_sale_list_model_new_deadlines:
 * @store: an open store
 *
 * Lists vehicles that are sold and not insured, the most urgent first. Nothing is
 * listed before velo_sale_list_model_set_deadlines() is called.
 *
 * Returns: (transfer full): the list
 */
VeloSaleListModel *
velo_sale_list_model_new_deadlines (VeloStore *store)
{
  g_return_val_if_fail (VELO_IS_STORE (store), NULL);

  return g_object_new (VELO_TYPE_SALE_LIST_MODEL, "store", store, "asleep", TRUE, NULL);
}

/**
 * velo_sale_list_model_set_deadlines:
 * @self: a list made by velo_sale_list_model_new_deadlines()
 * @deadlines: what to list; its words are those of velo_sale_list_model_set_text()
 *
 * Lists other vehicles, and wakes up.
 */
void
velo_sale_list_model_set_deadlines (VeloSaleListModel        *self,
                                    const VeloStoreDeadlines *deadlines)
{
  g_return_if_fail (VELO_IS_SALE_LIST_MODEL (self));
  g_return_if_fail (deadlines != NULL);

  if (velo_sale_query_set_deadlines (self->query, deadlines))
    {
      self->is_asleep = FALSE;
      velo_sale_list_load_start (self, TRUE);
    }
  else
    {
      velo_sale_list_model_set_asleep (self, FALSE);
    }
}

/**
 * velo_sale_list_model_set_asleep:
 * @self: a list
 * @asleep: whether nobody looks
 *
 * A list that is asleep costs nothing while much changes; it is brought up to
 * date when it wakes up.
 */
void
velo_sale_list_model_set_asleep (VeloSaleListModel *self,
                                 gboolean           asleep)
{
  g_return_if_fail (VELO_IS_SALE_LIST_MODEL (self));

  self->is_asleep = asleep != FALSE;
  if (asleep)
    g_clear_handle_id (&self->timeout_id, g_source_remove);
  else if (self->is_changed)
    velo_sale_list_model_reload (self);
}

/**
 * velo_sale_list_model_get_ids:
 * @self: a list
 *
 * Returns: (transfer none) (element-type guint32): #VeloSaleItem:row-id of all rows in their order,
 *   until the list changes
 */
GArray *
velo_sale_list_model_get_ids (VeloSaleListModel *self)
{
  g_return_val_if_fail (VELO_IS_SALE_LIST_MODEL (self), NULL);

  return self->ids;
}

/**
 * velo_sale_list_model_get_text:
 * @self: a list
 *
 * Returns: the words that are searched for
 */
const char *
velo_sale_list_model_get_text (VeloSaleListModel *self)
{
  g_return_val_if_fail (VELO_IS_SALE_LIST_MODEL (self), NULL);

  return self->query->text;
}

/**
 * velo_sale_list_model_set_text:
 * @self: a list
 * @text: (nullable): words to search for
 *
 * Lists only rows in which all words occur.
 */
void
velo_sale_list_model_set_text (VeloSaleListModel *self,
                               const char        *text)
{
  g_return_if_fail (VELO_IS_SALE_LIST_MODEL (self));

  if (text == NULL)
    text = "";
  if (g_str_equal (self->query->text, text))
    return;
  g_free (self->query->text);
  self->query->text = g_strdup (text);
  velo_sale_list_load_restart (self);
}

/**
 * velo_sale_list_model_get_state:
 * @self: a list
 *
 * Returns: the state that is listed, -1 for all
 */
int
velo_sale_list_model_get_state (VeloSaleListModel *self)
{
  g_return_val_if_fail (VELO_IS_SALE_LIST_MODEL (self), -1);

  return self->query->state;
}

/**
 * velo_sale_list_model_set_state:
 * @self: a list
 * @state: a #VeloInsuranceState, or -1 for all
 *
 * Lists only rows in this state.
 */
void
velo_sale_list_model_set_state (VeloSaleListModel *self,
                                int                state)
{
  g_return_if_fail (VELO_IS_SALE_LIST_MODEL (self));

  if (self->query->state == state)
    return;
  self->query->state = state;
  velo_sale_list_load_restart (self);
}

/**
 * velo_sale_list_model_get_order:
 * @self: a list
 * @descending: (out) (optional): whether it is the other way round
 *
 * Returns: by what the list is sorted
 */
VeloSaleOrder
velo_sale_list_model_get_order (VeloSaleListModel *self,
                                gboolean          *descending)
{
  g_return_val_if_fail (VELO_IS_SALE_LIST_MODEL (self), VELO_SALE_ORDER_DATE);

  if (descending != NULL)
    *descending = self->query->descending;
  return self->query->order;
}

/**
 * velo_sale_list_model_set_order:
 * @self: a list
 * @order: by what to sort
 * @descending: whether the other way round
 *
 * Sorts the list; the newest sale comes first until this is called.
 */
void
velo_sale_list_model_set_order (VeloSaleListModel *self,
                                VeloSaleOrder      order,
                                gboolean           descending)
{
  g_return_if_fail (VELO_IS_SALE_LIST_MODEL (self));

  descending = descending != FALSE;
  if (self->query->order == order && self->query->descending == descending)
    return;
  self->query->order = order;
  self->query->descending = descending;
  velo_sale_list_load_restart (self);
}

/**
 * velo_sale_list_model_is_loading:
 * @self: a list
 *
 * Returns: whether rows are being fetched
 */
gboolean
velo_sale_list_model_is_loading (VeloSaleListModel *self)
{
  g_return_val_if_fail (VELO_IS_SALE_LIST_MODEL (self), FALSE);

  return self->n_running > 0;
}

/**
 * velo_sale_list_model_get_error:
 * @self: a list
 *
 * Returns: (nullable): why the last load failed; the rows are as before then
 */
const GError *
velo_sale_list_model_get_error (VeloSaleListModel *self)
{
  g_return_val_if_fail (VELO_IS_SALE_LIST_MODEL (self), NULL);

  return self->error;
}

/**
 * velo_sale_list_model_reload:
 * @self: a list
 *
 * Fetches the rows anew. Those that are shown stay until the new ones are there.
 */
void
velo_sale_list_model_reload (VeloSaleListModel *self)
{
  g_return_if_fail (VELO_IS_SALE_LIST_MODEL (self));

  self->is_changed = TRUE;
  velo_sale_list_load_start (self, FALSE);
}
