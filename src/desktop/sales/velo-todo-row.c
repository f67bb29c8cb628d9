/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of "to do": what is open with a vehicle, and the buttons for it. */

#define G_LOG_DOMAIN "velo-todo-row"

#include "config.h"

#include "velo-todo-row.h"

#include "velo-fold-layout.h"
#include "velo-sale-actions.h"
#include "velo-sale-text.h"

struct _VeloTodoRow
{
  GtkListBoxRow parent_instance;

  GtkImage *image;
  GtkLabel *title_label;
  GtkLabel *detail_label;
  GtkButton *wide_button;
  GtkButton *later_button;
  GtkButton *decline_button;
  GtkButton *narrow_button;
  GtkMenuButton *menu_button;

  VeloTodoItem *item; /* (owned) (not nullable) */
};

G_DEFINE_FINAL_TYPE (VeloTodoRow, velo_todo_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_ITEM = 1,
} VeloTodoRowProperty;

static GParamSpec *properties[PROP_ITEM + 1];

static gboolean
may_wait (VeloTodoKind kind)
{
  return kind == VELO_TODO_KIND_ASK || kind == VELO_TODO_KIND_REMINDER || kind == VELO_TODO_KIND_DEADLINE;
}

/* Without a @target it is an action that takes none. */
static void
set_action (gpointer    button,
            const char *action,
            const char *target)
{
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

/* What the row itself and its first button do. */
static void
set_actions (VeloTodoRow *self)
{
  VeloTodoKind kind = velo_todo_item_get_kind (self->item);
  const char *target = velo_todo_item_get_vehicle_id (self->item);
  const char *action = kind == VELO_TODO_KIND_RETURNED ? "sale.returned" : "win.insure";
  const char *row_action = "win.open-vehicle";

  if (kind == VELO_TODO_KIND_ACTIVATION)
    {
      target = "account";
      action = row_action = "app.preferences-page";
    }
  if (kind == VELO_TODO_KIND_TYPED)
    {
      target = NULL;
      action = row_action = "win.new-sale";
    }
  if (kind == VELO_TODO_KIND_READ)
    {
      target = velo_todo_item_get_file_sha256 (self->item);
      action = row_action = "win.resume-review";
    }
  if (kind == VELO_TODO_KIND_CHANGED)
    {
      target = velo_todo_item_get_invoice_id (self->item);
      action = row_action = "win.edit-sale";
    }
  set_action (self, row_action, target);
  set_action (self->wide_button, action, target);
  set_action (self->narrow_button, action, target);
}

/* A screen reader hears with each button which vehicle it is for. */
static void
describe (VeloTodoRow *self,
          const char  *title,
          const char  *detail)
{
  GtkWidget *buttons[] = {
    GTK_WIDGET (self->wide_button), GTK_WIDGET (self->narrow_button),
    GTK_WIDGET (self->later_button), GTK_WIDGET (self->decline_button),
  };
  g_autofree char *label = velo_sale_text_join (title, detail, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (buttons[i]),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label, -1);
}

static void
update (VeloTodoRow *self)
{
  VeloTodoKind kind = velo_todo_item_get_kind (self->item);
  const char *vehicle_id = velo_todo_item_get_vehicle_id (self->item);
  g_autofree char *title = velo_sale_text_todo (self->item);
  g_autofree char *detail = velo_sale_text_join (velo_todo_item_get_customer_name (self->item),
                                                 velo_todo_item_get_vehicle_name (self->item), NULL);

  gtk_image_set_from_icon_name (self->image, velo_sale_text_todo_icon (kind));
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->detail_label, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), *detail != '\0');
  gtk_button_set_label (self->wide_button, velo_sale_text_todo_button (kind));
  gtk_button_set_label (self->narrow_button, velo_sale_text_todo_button (kind));
  gtk_widget_set_visible (GTK_WIDGET (self->later_button), may_wait (kind));
  gtk_widget_set_visible (GTK_WIDGET (self->decline_button), may_wait (kind));
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), may_wait (kind));
  set_actions (self);
  set_action (self->later_button, "sale.later", vehicle_id);
  set_action (self->decline_button, "sale.decline", vehicle_id);
  velo_sale_actions_set_menu (self->menu_button, vehicle_id);
  describe (self, title, detail);
}

static void
velo_todo_row_constructed (GObject *object)
{
  VeloTodoRow *self = VELO_TODO_ROW (object);

  G_OBJECT_CLASS (velo_todo_row_parent_class)->constructed (object);

  g_return_if_fail (self->item != NULL);
  update (self);
}

static void
velo_todo_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_TODO_ROW);

  G_OBJECT_CLASS (velo_todo_row_parent_class)->dispose (object);
}

static void
velo_todo_row_finalize (GObject *object)
{
  g_clear_object (&VELO_TODO_ROW (object)->item);

  G_OBJECT_CLASS (velo_todo_row_parent_class)->finalize (object);
}

static void
velo_todo_row_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch ((VeloTodoRowProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, VELO_TODO_ROW (object)->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_todo_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch ((VeloTodoRowProperty) prop_id)
    {
    case PROP_ITEM:
      VELO_TODO_ROW (object)->item = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_todo_row_class_init (VeloTodoRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = velo_todo_row_constructed;
  object_class->dispose = velo_todo_row_dispose;
  object_class->finalize = velo_todo_row_finalize;
  object_class->get_property = velo_todo_row_get_property;
  object_class->set_property = velo_todo_row_set_property;

  properties[PROP_ITEM] =
    g_param_spec_object ("item", NULL, NULL, VELO_TYPE_TODO_ITEM,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (VELO_TYPE_FOLD_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/sales/velo-todo-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloTodoRow, image);
  gtk_widget_class_bind_template_child (widget_class, VeloTodoRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, VeloTodoRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, VeloTodoRow, wide_button);
  gtk_widget_class_bind_template_child (widget_class, VeloTodoRow, later_button);
  gtk_widget_class_bind_template_child (widget_class, VeloTodoRow, decline_button);
  gtk_widget_class_bind_template_child (widget_class, VeloTodoRow, narrow_button);
  gtk_widget_class_bind_template_child (widget_class, VeloTodoRow, menu_button);
}

static void
velo_todo_row_init (VeloTodoRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_todo_row_new:
 * @item: something to do
 *
 * Returns: (transfer floating): a row for @item
 */
GtkWidget *
velo_todo_row_new (VeloTodoItem *item)
{
  g_return_val_if_fail (VELO_IS_TODO_ITEM (item), NULL);

  return g_object_new (VELO_TYPE_TODO_ROW, "item", item, NULL);
}

/**
 * velo_todo_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
VeloTodoItem *
velo_todo_row_get_item (VeloTodoRow *self)
{
  g_return_val_if_fail (VELO_IS_TODO_ROW (self), NULL);

  return self->item;
}
