/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of sales or vehicles: as long as the table, loaded page by page as it is looked at. */

#define G_LOG_DOMAIN "velo-sale-list-model"

#include "config.h"

#include "velo-sale-list-model.h"

#include "velo-store-vehicles.h"

#define PAGE_SIZE 200
#define DEBOUNCE_MSEC 50

/* Answers find the model by a weak reference and count only in the generation that asked. */
struct _VeloSaleListModel
{
  GObject parent_instance;

  VeloStore *store;          /* (owned) (not nullable) */
  gboolean vehicles_only;
  char *text;                /* (owned) (not nullable) */
  int state;
  guint n_items;
  GHashTable *items;         /* (owned): position to VeloSaleItem, those looked at */
  GHashTable *asked;         /* (owned): pages asked for or loaded */
  GCancellable *cancellable; /* (owned) (not nullable): of this generation */
  guint generation;
  guint n_running;           /* in this generation */
  guint timeout_id;
  gboolean is_other_list;    /* text or state changed: rows are others, not changed ones */
  GError *error;             /* (owned) (nullable): of the last load */
};

static void velo_sale_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VeloSaleListModel, velo_sale_list_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      velo_sale_list_model_iface_init))

typedef enum
{
  PROP_STORE = 1,
  PROP_VEHICLES_ONLY,
  PROP_TEXT,
  PROP_STATE,
  PROP_LOADING
} VeloSaleListModelProperty;

static GParamSpec *properties[PROP_LOADING + 1];

typedef struct
{
  GWeakRef self;
  guint generation;
  guint page;
} Load;

static void
free_load (Load *load)
{
  g_weak_ref_clear (&load->self);
  g_free (load);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, free_load)

static void ask_for_page (VeloSaleListModel *self,
                          guint              page);

/* Loading */

static void
set_running (VeloSaleListModel *self,
             guint              n_running)
{
  gboolean was_loading = self->n_running > 0;

  self->n_running = n_running;
  if (was_loading != (n_running > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Rows that somebody holds get their values; the others are kept for when they are looked at. */
static void
fill_page (VeloSaleListModel *self,
           guint              page,
           GPtrArray         *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      gpointer key = GUINT_TO_POINTER (page * PAGE_SIZE + i);
      VeloSaleItem *item = g_hash_table_lookup (self->items, key);

      if (item != NULL)
        velo_record_assign (item, g_ptr_array_index (rows, i));
      else
        g_hash_table_insert (self->items, key, g_object_ref (g_ptr_array_index (rows, i)));
    }
}

static void
replace_all (VeloSaleListModel *self,
             GPtrArray         *rows,
             guint              n_total)
{
  guint n_before = self->n_items;

  g_hash_table_remove_all (self->items);
  self->n_items = n_total;
  self->is_other_list = FALSE;
  fill_page (self, 0, rows);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, n_total);
}

/* After a change somewhere the rows that are known may be other ones. */
static void
ask_for_known_pages (VeloSaleListModel *self)
{
  g_autofree gpointer *positions = NULL;
  guint n_positions = 0;

  positions = g_hash_table_get_keys_as_array (self->items, &n_positions);
  for (guint i = 0; i < n_positions; i++)
    ask_for_page (self, GPOINTER_TO_UINT (positions[i]) / PAGE_SIZE);
}

static void
take_page (VeloSaleListModel *self,
           guint              page,
           GPtrArray         *rows,
           guint              n_total)
{
  if (page == 0 && (self->is_other_list || n_total != self->n_items))
    {
      replace_all (self, rows, n_total);
      return;
    }
  if (n_total != self->n_items)
    {
      velo_sale_list_model_reload (self);
      return;
    }
  fill_page (self, page, rows);
  if (page == 0)
    ask_for_known_pages (self);
}

static void
page_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Load) load = user_data;
  g_autoptr(VeloSaleListModel) self = g_weak_ref_get (&load->self);
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;
  guint n_total = 0;

  if (g_async_result_is_tagged (result, velo_store_list_sales_async))
    rows = velo_store_list_sales_finish (VELO_STORE (source), result, &n_total, &error);
  else
    rows = velo_store_list_vehicles_finish (VELO_STORE (source), result, &n_total, &error);
  if (self == NULL || load->generation != self->generation)
    return;

  g_clear_error (&self->error);
  if (rows == NULL)
    {
      g_info ("a page could not be loaded: %s", error->message);
      self->error = g_steal_pointer (&error);
      g_hash_table_remove (self->asked, GUINT_TO_POINTER (load->page));
    }
  else
    take_page (self, load->page, rows, n_total);
  if (load->generation == self->generation)
    set_running (self, self->n_running - 1);
}

static void
ask_for_page (VeloSaleListModel *self,
              guint              page)
{
  VeloStoreFilter filter = VELO_STORE_FILTER_INIT;
  Load *load = NULL;

  if (!g_hash_table_add (self->asked, GUINT_TO_POINTER (page)))
    return;
  filter.text = self->text;
  filter.state = self->state;
  filter.limit = PAGE_SIZE;
  filter.offset = page * PAGE_SIZE;
  load = g_new0 (Load, 1);
  g_weak_ref_init (&load->self, self);
  load->generation = self->generation;
  load->page = page;
  set_running (self, self->n_running + 1);
  if (self->vehicles_only)
    velo_store_list_vehicles_async (self->store, &filter, self->cancellable, page_cb, load);
  else
    velo_store_list_sales_async (self->store, &filter, self->cancellable, page_cb, load);
}

static gboolean
reload_cb (gpointer user_data)
{
  VeloSaleListModel *self = user_data;

  self->timeout_id = 0;
  velo_sale_list_model_reload (self);
  return G_SOURCE_REMOVE;
}

/* Many changes in a moment, or letters typed quickly, are one reload. */
static void
reload_soon (VeloSaleListModel *self)
{
  if (self->timeout_id == 0)
    self->timeout_id = g_timeout_add (DEBOUNCE_MSEC, reload_cb, self);
}

static void
store_changed_cb (VeloStore         *store,
                  const char        *table,
                  const char        *id,
                  VeloSaleListModel *self)
{
  static const char * const tables[] = { "sales", "vehicles", "customers", "proposals", "policies",
                                         NULL };

  if (g_strv_contains (tables, table))
    reload_soon (self);
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
  return VELO_SALE_LIST_MODEL (list)->n_items;
}

static gpointer
velo_sale_list_model_get_item (GListModel *list,
                               guint       position)
{
  VeloSaleListModel *self = VELO_SALE_LIST_MODEL (list);
  VeloSaleItem *item = NULL;

  if (position >= self->n_items)
    return NULL;
  item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (position));
  if (item == NULL)
    {
      item = velo_sale_item_new ();
      g_hash_table_insert (self->items, GUINT_TO_POINTER (position), item);
      ask_for_page (self, position / PAGE_SIZE);
    }
  return g_object_ref (item);
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
  velo_sale_list_model_reload (self);
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
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
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
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_VEHICLES_ONLY:
      g_value_set_boolean (value, self->vehicles_only);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->n_running > 0);
      break;
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
      self->vehicles_only = g_value_get_boolean (value);
      break;
    case PROP_TEXT:
      velo_sale_list_model_set_text (self, g_value_get_string (value));
      break;
    case PROP_STATE:
      velo_sale_list_model_set_state (self, g_value_get_int (value));
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
  GParamFlags made = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GParamFlags set = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = velo_sale_list_model_constructed;
  object_class->dispose = velo_sale_list_model_dispose;
  object_class->finalize = velo_sale_list_model_finalize;
  object_class->get_property = velo_sale_list_model_get_property;
  object_class->set_property = velo_sale_list_model_set_property;

  /** VeloSaleListModel:store: where the rows are */
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, VELO_TYPE_STORE, made);
  /** VeloSaleListModel:vehicles-only: a list of vehicles, not of sales */
  properties[PROP_VEHICLES_ONLY] = g_param_spec_boolean ("vehicles-only", NULL, NULL, FALSE, made);
  /** VeloSaleListModel:text: words to search for, empty for all */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", set);
  /** VeloSaleListModel:state: a #VeloInsuranceState, or -1 for all */
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, -1,
                                             VELO_INSURANCE_STATE_UNINSURABLE, -1, set);
  /** VeloSaleListModel:loading: whether rows are being fetched */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
velo_sale_list_model_init (VeloSaleListModel *self)
{
  self->text = g_strdup ("");
  self->state = -1;
  self->items = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->asked = g_hash_table_new (NULL, NULL);
  self->cancellable = g_cancellable_new ();
}

/* Public functions */

/**
 * velo_sale_list_model_new:
 * @store: an open store
 * @vehicles_only: whether to list vehicles instead of sales
 *
 * Lists newest first. The list is as long as the table; a row whose
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
 * velo_sale_list_model_get_text:
 * @self: a list
 *
 * Returns: the words that are searched for
 */
const char *
velo_sale_list_model_get_text (VeloSaleListModel *self)
{
  g_return_val_if_fail (VELO_IS_SALE_LIST_MODEL (self), NULL);

  return self->text;
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
  if (g_str_equal (self->text, text))
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  self->is_other_list = TRUE;
  reload_soon (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
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

  return self->state;
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

  if (self->state == state)
    return;
  self->state = state;
  self->is_other_list = TRUE;
  reload_soon (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
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

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_hash_table_remove_all (self->asked);
  self->n_running = 0;
  ask_for_page (self, 0);
}
