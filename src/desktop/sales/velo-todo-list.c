/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list "to do" above the sales: loads it, shows the first few, hides when nothing is open. */

#define G_LOG_DOMAIN "velo-todo-list"

#include "config.h"

#include "velo-todo-list.h"

#include "velo-date.h"
#include "velo-sale-text.h"
#include "velo-sale-actions.h"
#include "velo-scroll-layout.h"
#include "velo-store-todo.h"
#include "velo-todo-row.h"

#include <glib/gi18n.h>

#define N_AT_FIRST 5
/* Where the buttons of a row stand below its words, so that the last row is not cut. */
#define N_NARROW 3

/* Many changes in a moment are one reload. */
#define RELOAD_MSEC 150

/* The value of the enumerated setting, and how long the insurer may take. */
#define ACTIVATION_ASKED 1
#define ACTIVATION_DAYS 14

struct _VeloTodoList
{
  AdwBin parent_instance;

  GtkBox *box;
  GtkLabel *heading_label;
  GtkListBox *list_box;
  GtkToggleButton *all_button;
  GtkLabel *error_label;

  VeloCounter *counter;      /* (owned) (nullable) */
  GSettings *activation;     /* (owned) (nullable): of the insurer's interface */
  GListStore *items;         /* (owned) (not nullable) (element-type VeloTodoItem) */
  GtkSliceListModel *slice;  /* (owned) (not nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the load that is under way */
  guint reload_id;
  guint n_at_first;
  gboolean searching;        /* the room is for what is found */
};

G_DEFINE_FINAL_TYPE (VeloTodoList, velo_todo_list, ADW_TYPE_BIN)

typedef enum
{
  PROP_COUNTER = 1,
  PROP_ACTIVATION,
} VeloTodoListProperty;

static GParamSpec *properties[PROP_ACTIVATION + 1];

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  return velo_todo_row_new (VELO_TODO_ITEM (item));
}

static void
update (VeloTodoList *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  gboolean all = gtk_toggle_button_get_active (self->all_button);
  g_autofree char *heading = NULL;
  g_autofree char *label = NULL;

  /* Translators: heading above what is to be done; %u is how many things there are */
  heading = g_strdup_printf (ngettext ("To do (%u)", "To do (%u)", n_items), n_items);
  gtk_label_set_label (self->heading_label, heading);
  label = all ? g_strdup (_("Show Fewer"))
              : g_strdup_printf (ngettext ("Show %u More", "Show %u More", n_items - self->n_at_first),
                                 n_items - self->n_at_first);
  gtk_button_set_label (GTK_BUTTON (self->all_button), label);
  gtk_widget_set_visible (GTK_WIDGET (self->all_button), n_items > self->n_at_first);
  gtk_slice_list_model_set_size (self->slice, all ? MAX (n_items, self->n_at_first) : self->n_at_first);
  gtk_widget_set_visible (GTK_WIDGET (self->list_box), n_items > 0);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          !self->searching && (n_items > 0 || gtk_widget_get_visible (GTK_WIDGET (self->error_label))));
}

static void
on_all_toggled_cb (GtkToggleButton *button,
                   VeloTodoList    *self)
{
  update (self);
}

/* How many rows, from the beginning or the end, are the same; not more than @most. */
static guint
count_same (GListModel *model,
            GPtrArray  *items,
            gboolean    from_end,
            guint       most)
{
  guint n_old = g_list_model_get_n_items (model);
  guint n_same = 0;

  while (n_same < most)
    {
      guint old = from_end ? n_old - 1 - n_same : n_same;
      guint new = from_end ? items->len - 1 - n_same : n_same;
      g_autoptr(GObject) item = g_list_model_get_item (model, old);

      if (!velo_record_equal (item, g_ptr_array_index (items, new)))
        break;
      n_same++;
    }
  return n_same;
}

/* Only what differs is exchanged: the other rows keep their widgets, and the focus. */
static void
exchange (GListStore *store,
          GPtrArray  *items)
{
  GListModel *model = G_LIST_MODEL (store);
  guint n_old = g_list_model_get_n_items (model);
  guint most = MIN (n_old, items->len);
  guint n_first = count_same (model, items, FALSE, most);
  guint n_last = count_same (model, items, TRUE, most - n_first);

  if (n_first + n_last == n_old && n_old == items->len)
    return;
  /* an empty array has no address to count from */
  g_list_store_splice (store, n_first, n_old - n_first - n_last,
                       items->len == n_first ? NULL : items->pdata + n_first, items->len - n_first - n_last);
}

/* The insurer has had the request for activation for two weeks and the shop has heard nothing
   (product, row A6). */
static VeloTodoItem *
create_activation (VeloTodoList *self)
{
  g_autofree char *asked = NULL;
  g_autoptr(GDate) day = NULL;
  g_autoptr(GDate) today = velo_date_today ();
  g_autoptr(GDateTime) time = NULL;

  if (self->activation == NULL || g_settings_get_enum (self->activation, "state") != ACTIVATION_ASKED)
    return NULL;
  asked = g_settings_get_string (self->activation, "asked-date");
  day = velo_date_parse_iso (asked);
  if (day == NULL || g_date_days_between (day, today) < ACTIVATION_DAYS)
    return NULL;
  time = g_date_time_new_local (g_date_get_year (day), (int) g_date_get_month (day), g_date_get_day (day), 12, 0, 0);
  return g_object_new (VELO_TYPE_TODO_ITEM, "kind", VELO_TODO_KIND_ACTIVATION,
                       "since", g_date_time_to_unix (time) * G_USEC_PER_SEC, NULL);
}

/* Behind what is under way, before the customers to be asked. */
static void
insert_activation (VeloTodoList *self,
                   GPtrArray    *items)
{
  VeloTodoItem *activation = create_activation (self);
  guint place = 0;

  if (activation == NULL)
    return;
  while (place < items->len && velo_todo_item_get_kind (g_ptr_array_index (items, place)) <= VELO_TODO_KIND_CHANGED)
    place++;
  g_ptr_array_insert (items, (int) place, activation);
}

/* What is on its way this moment is nobody's to do; when it has ended, the list is asked for again. */
static void
drop_those_on_their_way (VeloTodoList *self,
                         GPtrArray    *items)
{
  for (guint i = items->len; i-- > 0;)
    {
      VeloTodoItem *item = g_ptr_array_index (items, i);

      if (velo_todo_item_get_kind (item) == VELO_TODO_KIND_UNCLEAR
          && velo_counter_is_sending (self->counter, velo_todo_item_get_proposal_id (item)))
        g_ptr_array_remove_index (items, i);
    }
}

static void
list_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  VeloTodoList *self;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  items = velo_store_list_todo_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_TODO_LIST (user_data);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), error != NULL);
  if (items != NULL)
    {
      drop_those_on_their_way (self, items);
      insert_activation (self, items);
    }
  if (error != NULL)
    {
      g_autofree char *text = velo_sale_text_error (error);

      g_info ("the list of things to do could not be loaded: %s", error->message);
      gtk_label_set_label (self->error_label, text);
    }
  else
    {
      exchange (self->items, items);
    }
  update (self);
}

static void
cancel (VeloTodoList *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
reload (VeloTodoList *self)
{
  if (self->counter == NULL)
    return;
  cancel (self);
  self->cancellable = g_cancellable_new ();
  velo_store_list_todo_async (velo_counter_get_store (self->counter), velo_time_now (),
                              self->cancellable, list_cb, self);
}

static gboolean
reload_idle_cb (gpointer user_data)
{
  VeloTodoList *self = user_data;

  self->reload_id = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (VeloTodoList *self)
{
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (RELOAD_MSEC, reload_idle_cb, self);
}

static void
velo_todo_list_constructed (GObject *object)
{
  VeloTodoList *self = VELO_TODO_LIST (object);

  G_OBJECT_CLASS (velo_todo_list_parent_class)->constructed (object);

  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->slice), create_row, NULL, NULL);
  update (self);
  if (self->counter == NULL)
    return;
  g_signal_connect_object (velo_counter_get_store (self->counter), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->counter, "proposal-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  if (self->activation != NULL)
    g_signal_connect_object (self->activation, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  reload (self);
}

static void
velo_todo_list_dispose (GObject *object)
{
  VeloTodoList *self = VELO_TODO_LIST (object);

  cancel (self);
  g_clear_handle_id (&self->reload_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_TODO_LIST);
  g_clear_object (&self->counter);
  g_clear_object (&self->activation);

  G_OBJECT_CLASS (velo_todo_list_parent_class)->dispose (object);
}

static void
velo_todo_list_finalize (GObject *object)
{
  VeloTodoList *self = VELO_TODO_LIST (object);

  g_clear_object (&self->slice);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (velo_todo_list_parent_class)->finalize (object);
}

static void
velo_todo_list_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch ((VeloTodoListProperty) prop_id)
    {
    case PROP_COUNTER:
      g_value_set_object (value, VELO_TODO_LIST (object)->counter);
      break;
    case PROP_ACTIVATION:
      g_value_set_object (value, VELO_TODO_LIST (object)->activation);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_todo_list_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch ((VeloTodoListProperty) prop_id)
    {
    case PROP_COUNTER:
      VELO_TODO_LIST (object)->counter = g_value_dup_object (value);
      break;
    case PROP_ACTIVATION:
      VELO_TODO_LIST (object)->activation = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_todo_list_class_init (VeloTodoListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = velo_todo_list_constructed;
  object_class->dispose = velo_todo_list_dispose;
  object_class->finalize = velo_todo_list_finalize;
  object_class->get_property = velo_todo_list_get_property;
  object_class->set_property = velo_todo_list_set_property;

  properties[PROP_COUNTER] =
    g_param_spec_object ("counter", NULL, NULL, VELO_TYPE_COUNTER,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACTIVATION] =
    g_param_spec_object ("activation", NULL, NULL, G_TYPE_SETTINGS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (VELO_TYPE_SCROLL_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/sales/velo-todo-list.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloTodoList, box);
  gtk_widget_class_bind_template_child (widget_class, VeloTodoList, heading_label);
  gtk_widget_class_bind_template_child (widget_class, VeloTodoList, list_box);
  gtk_widget_class_bind_template_child (widget_class, VeloTodoList, all_button);
  gtk_widget_class_bind_template_child (widget_class, VeloTodoList, error_label);
  gtk_widget_class_bind_template_callback (widget_class, on_all_toggled_cb);
}

static void
velo_todo_list_init (VeloTodoList *self)
{
  self->n_at_first = N_AT_FIRST;
  self->items = g_list_store_new (VELO_TYPE_TODO_ITEM);
  self->slice = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), 0, N_AT_FIRST);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_todo_list_new:
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 *
 * Returns: (transfer floating): the list, loading
 */
GtkWidget *
velo_todo_list_new (VeloCounter *counter,
                    GSettings   *settings)
{
  g_autoptr(GSettings) activation = settings == NULL ? NULL : g_settings_get_child (settings, "activation");

  return g_object_new (VELO_TYPE_TODO_LIST, "counter", counter, "activation", activation, NULL);
}

/**
 * velo_todo_list_get_model:
 * @self: the list
 *
 * Returns: (transfer none): all #VeloTodoItem, also those not shown
 */
GListModel *
velo_todo_list_get_model (VeloTodoList *self)
{
  g_return_val_if_fail (VELO_IS_TODO_LIST (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * velo_todo_list_get_n_shown:
 * @self: the list
 *
 * Returns: how many rows are shown
 */
guint
velo_todo_list_get_n_shown (VeloTodoList *self)
{
  g_return_val_if_fail (VELO_IS_TODO_LIST (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->slice));
}

/**
 * velo_todo_list_get_n_unfinished:
 * @self: the list
 *
 * Returns: how many applications are begun but not concluded
 */
guint
velo_todo_list_get_n_unfinished (VeloTodoList *self)
{
  guint n_unfinished = 0;

  g_return_val_if_fail (VELO_IS_TODO_LIST (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr(VeloTodoItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      VeloTodoKind kind = velo_todo_item_get_kind (item);

      n_unfinished += kind <= VELO_TODO_KIND_CONTINUE && kind != VELO_TODO_KIND_RETURNED;
    }
  return n_unfinished;
}

/**
 * velo_todo_list_is_loading:
 * @self: the list
 *
 * Returns: whether the store has been asked and has not answered
 */
gboolean
velo_todo_list_is_loading (VeloTodoList *self)
{
  g_return_val_if_fail (VELO_IS_TODO_LIST (self), FALSE);

  return self->cancellable != NULL || self->reload_id != 0;
}

/**
 * velo_todo_list_set_narrow:
 * @self: the list
 * @narrow: whether there is little room beside a row's words
 *
 * Shows fewer rows at first where each is higher.
 */
void
velo_todo_list_set_narrow (VeloTodoList *self,
                           gboolean      narrow)
{
  guint n_at_first = narrow ? N_NARROW : N_AT_FIRST;

  g_return_if_fail (VELO_IS_TODO_LIST (self));

  if (n_at_first == self->n_at_first)
    return;
  self->n_at_first = n_at_first;
  update (self);
}

/**
 * velo_todo_list_set_searching:
 * @self: the list
 * @searching: whether something is searched for
 *
 * Gives way to what is found.
 */
void
velo_todo_list_set_searching (VeloTodoList *self,
                              gboolean      searching)
{
  g_return_if_fail (VELO_IS_TODO_LIST (self));

  self->searching = searching;
  update (self);
}
