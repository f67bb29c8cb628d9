/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of many files: progress, then one summary for all, with a way to each. */

#define G_LOG_DOMAIN "velo-intake-dialog"

#include "config.h"

#include "velo-intake-dialog.h"

#include "velo-below.h"
#include "velo-intake-text.h"
#include "velo-invoice-check.h"
#include "velo-reminder-dialog.h"
#include "velo-sales-intake.h"
#include "velo-show-uri.h"
#include "velo-store-sales.h"

#include <glib/gi18n.h>

struct _VeloIntakeDialog
{
  AdwWindow parent_instance;

  GtkLabel *heading_label;
  GtkLabel *tally_label;
  GtkProgressBar *progress_bar;
  GtkListView *list_view;
  GtkWidget *close_button;
  GtkWidget *cancel_button;
  GtkWidget *ask_button;

  VeloCounter *counter;   /* (owned) (nullable) */
  GSettings *settings;    /* (owned) (nullable) */
  VeloIntakeBatch *batch; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (VeloIntakeDialog, velo_intake_dialog, ADW_TYPE_WINDOW)

/* The list */

typedef struct
{
  GtkWidget *icon;   /* (borrowed) */
  GtkWidget *name;   /* (borrowed) */
  GtkWidget *text;   /* (borrowed) */
  GtkWidget *button; /* (borrowed) */
} Row;

static GtkWidget *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    {
      gtk_widget_add_css_class (label, style);
      gtk_widget_add_css_class (label, "caption");
    }
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  Row *row = g_new0 (Row, 1);

  row->icon = gtk_image_new ();
  row->name = make_label (NULL);
  row->text = make_label ("dim-label");
  row->button = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (row->button), TRUE);
  gtk_widget_set_valign (row->button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row->button), "u", 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row->button), "intake.open");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), row->name);
  gtk_box_append (GTK_BOX (words), row->text);
  gtk_box_append (GTK_BOX (box), row->icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), row->button);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_item_set_child (list_item, box);
  gtk_list_item_set_activatable (list_item, FALSE);
  g_object_set_data_full (G_OBJECT (list_item), "row", row, g_free);
}

static void
show_item (GtkListItem *list_item)
{
  Row *row = g_object_get_data (G_OBJECT (list_item), "row");
  VeloIntakeItem *item = gtk_list_item_get_item (list_item);
  const char *button = velo_intake_text_button (item);
  g_autofree char *text = velo_intake_text_item (item);
  g_autofree char *label = NULL;

  gtk_image_set_from_icon_name (GTK_IMAGE (row->icon), velo_intake_text_icon (item));
  gtk_label_set_label (GTK_LABEL (row->name), velo_intake_item_get_name (item));
  gtk_label_set_label (GTK_LABEL (row->text), text);
  gtk_widget_set_visible (row->button, button != NULL);
  if (button == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (row->button), button);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row->button), "u", gtk_list_item_get_position (list_item));
  /* Translators: for screen readers; first the sentence about a file, then its name */
  label = g_strdup_printf (_("%s: %s"), velo_intake_item_get_name (item), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label, -1);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item)
{
  g_signal_connect_swapped (gtk_list_item_get_item (list_item), "notify::state", G_CALLBACK (show_item), list_item);
  show_item (list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), show_item, list_item);
}

/* Progress */

static void
show_progress (VeloIntakeDialog *self)
{
  guint n_files = g_list_model_get_n_items (velo_intake_batch_get_items (self->batch));
  guint n_done = velo_intake_batch_get_n_done (self->batch);
  g_autofree char *text = NULL;

  /* Translators: how many files were read, and of how many */
  text = g_strdup_printf (_("%u of %u"), n_done, n_files);
  gtk_progress_bar_set_text (self->progress_bar, text);
  gtk_progress_bar_set_fraction (self->progress_bar, n_files == 0 ? 1.0 : (double) n_done / n_files);
}

/* What needs somebody comes first. */
static int
rank (VeloIntakeItem *item)
{
  if (velo_intake_item_get_state (item) == VELO_INTAKE_STATE_FAILED)
    return 0;
  if (velo_intake_item_get_state (item) == VELO_INTAKE_STATE_WAITING)
    return 4;
  switch (velo_intake_item_get_outcome (item))
    {
    case VELO_FILE_OUTCOME_SALE:
      return velo_intake_item_needs_check (item) ? 1 : 2;
    case VELO_FILE_OUTCOME_KNOWN:
    case VELO_FILE_OUTCOME_NO_VEHICLE:
    case VELO_FILE_OUTCOME_NO_INVOICE:
      return 3;
    case VELO_FILE_OUTCOME_CHANGED_COPY:
    case VELO_FILE_OUTCOME_UNREADABLE:
    case VELO_FILE_OUTCOME_ASK:
    default:
      return 0;
    }
}

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return rank ((VeloIntakeItem *) a) - rank ((VeloIntakeItem *) b);
}

static void
show_list (VeloIntakeDialog *self,
           gboolean          sorted)
{
  GListModel *items = g_object_ref (velo_intake_batch_get_items (self->batch));
  GtkNoSelection *selection;

  if (sorted)
    items = G_LIST_MODEL (gtk_sort_list_model_new (items, GTK_SORTER (gtk_custom_sorter_new (compare_items, NULL, NULL))));
  selection = gtk_no_selection_new (items);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

static gboolean
may_ask (VeloIntakeDialog *self)
{
  return g_list_model_get_n_items (velo_intake_batch_get_vehicles (self->batch)) > 0
         && velo_reminder_is_wanted (self->settings, self->counter);
}

static void
show_running (VeloIntakeDialog *self)
{
  gboolean running = velo_intake_batch_is_running (self->batch);
  gboolean ask = !running && may_ask (self);
  VeloIntakeTally tally;
  g_autofree char *head = NULL;
  g_autofree char *text = NULL;

  velo_intake_batch_count (self->batch, &tally);
  head = running ? g_strdup (_("Reading the invoices…")) : velo_intake_text_head (&tally);
  text = velo_intake_text_tally (&tally);
  gtk_label_set_label (self->heading_label, head);
  gtk_label_set_label (self->tally_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->tally_label), !running && *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), running);
  gtk_widget_set_visible (self->cancel_button, running);
  gtk_widget_set_visible (self->close_button, !running);
  gtk_widget_set_visible (self->ask_button, ask);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "intake.ask", ask);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "intake.cancel", running);
  gtk_window_set_default_widget (GTK_WINDOW (self), ask ? self->ask_button : running ? NULL : self->close_button);
  show_list (self, !running);
}

/* What was checked meanwhile, here or in the list of sales */

static VeloIntakeItem *
find_unchecked (VeloIntakeDialog *self,
                const char       *invoice_id)
{
  GListModel *items = velo_intake_batch_get_items (self->batch);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(VeloIntakeItem) item = g_list_model_get_item (items, i);

      if (velo_intake_item_needs_check (item)
          && g_strcmp0 (velo_intake_item_get_invoice_id (item), invoice_id) == 0)
        return g_steal_pointer (&item);
    }
  return NULL;
}

static void
sale_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(VeloIntakeDialog) self = user_data;
  g_autoptr(VeloInvoice) sale = velo_store_get_sale_finish (VELO_STORE (object), result, NULL);
  g_autoptr(VeloIntakeItem) item = NULL;

  if (sale == NULL || velo_invoice_needs_review (sale) || self->batch == NULL)
    return;
  item = find_unchecked (self, velo_invoice_get_id (sale));
  if (item == NULL)
    return;
  velo_intake_item_set_checked (item);
  show_running (self);
}

static void
store_changed_cb (VeloIntakeDialog *self,
                  const char       *table,
                  const char       *id,
                  VeloStore        *store)
{
  g_autoptr(VeloIntakeItem) item = NULL;

  if (!g_str_equal (table, "sales") || velo_intake_batch_is_running (self->batch))
    return;
  item = find_unchecked (self, id);
  if (item != NULL)
    velo_store_get_sale_async (store, id, NULL, sale_cb, g_object_ref (self));
}

/* Actions */

static void
cancel (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  velo_intake_batch_cancel (VELO_INTAKE_DIALOG (widget)->batch);
}

static void
ask (GtkWidget  *widget,
     const char *action_name,
     GVariant   *parameter)
{
  VeloIntakeDialog *self = VELO_INTAKE_DIALOG (widget);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  velo_reminder_dialog_present (parent, self->counter, velo_intake_batch_get_vehicles (self->batch),
                                VELO_REMINDER_PAGE_ASK);
  gtk_window_close (GTK_WINDOW (self));
}

static void
open_item (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  velo_intake_dialog_open (VELO_INTAKE_DIALOG (widget), g_variant_get_uint32 (parameter));
}

/* GObject */

/* Closed while it reads: nobody wants the rest. What comes out of a folder goes on. */
static void
give_up (VeloIntakeDialog *self)
{
  if (self->batch != NULL && velo_intake_batch_is_running (self->batch)
      && velo_intake_batch_get_origin (self->batch) == VELO_INTAKE_ORIGIN_HAND)
    velo_intake_batch_cancel (self->batch);
}

static void
velo_intake_dialog_dispose (GObject *object)
{
  VeloIntakeDialog *self = VELO_INTAKE_DIALOG (object);

  give_up (self);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_INTAKE_DIALOG);
  g_clear_object (&self->counter);
  g_clear_object (&self->settings);
  g_clear_object (&self->batch);

  G_OBJECT_CLASS (velo_intake_dialog_parent_class)->dispose (object);
}

static void
velo_intake_dialog_class_init (VeloIntakeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_intake_dialog_dispose;

  gtk_widget_class_install_action (widget_class, "intake.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "intake.ask", NULL, ask);
  gtk_widget_class_install_action (widget_class, "intake.open", "u", open_item);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/sales/velo-intake-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloIntakeDialog, heading_label);
  gtk_widget_class_bind_template_child (widget_class, VeloIntakeDialog, tally_label);
  gtk_widget_class_bind_template_child (widget_class, VeloIntakeDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, VeloIntakeDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, VeloIntakeDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, VeloIntakeDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, VeloIntakeDialog, ask_button);
}

static void
velo_intake_dialog_init (VeloIntakeDialog *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
}

/**
 * velo_intake_dialog_new:
 * @parent: (nullable): the window that has win.open-sale and win.insure
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @batch: the files, being taken in or done
 *
 * Returns: (transfer none): the dialog, not yet presented
 */
VeloIntakeDialog *
velo_intake_dialog_new (GtkWindow       *parent,
                        VeloCounter     *counter,
                        GSettings       *settings,
                        VeloIntakeBatch *batch)
{
  VeloIntakeDialog *self;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (VELO_IS_INTAKE_BATCH (batch), NULL);

  self = g_object_new (VELO_TYPE_INTAKE_DIALOG,
                       "transient-for", parent,
                       NULL);
  velo_below_follow (GTK_WINDOW (self));
  self->counter = g_object_ref (counter);
  g_set_object (&self->settings, settings);
  self->batch = g_object_ref (batch);
  g_signal_connect_object (batch, "notify::n-done", G_CALLBACK (show_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (batch, "notify::running", G_CALLBACK (show_running), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (velo_counter_get_store (counter), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_progress (self);
  show_running (self);
  return self;
}

/**
 * velo_intake_dialog_get_batch:
 * @self: the dialog
 *
 * Returns: (transfer none): the files that it shows
 */
VeloIntakeBatch *
velo_intake_dialog_get_batch (VeloIntakeDialog *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_DIALOG (self), NULL);

  return self->batch;
}

/**
 * velo_intake_dialog_open:
 * @self: the dialog
 * @position: place in the list as it is shown
 *
 * Does what the button of a file says: opens the sale, its review, the file
 * itself, or the form with what is on an invoice without vehicle.
 */
void
velo_intake_dialog_open (VeloIntakeDialog *self,
                         guint             position)
{
  GtkWindow *parent;
  g_autoptr(VeloIntakeItem) item = NULL;
  const char *invoice_id;

  g_return_if_fail (VELO_IS_INTAKE_DIALOG (self));

  item = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list_view)), position);
  if (item == NULL || velo_intake_text_button (item) == NULL)
    return;
  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  invoice_id = velo_intake_item_get_invoice_id (item);
  if (velo_intake_item_needs_check (item))
    velo_sales_edit (GTK_WINDOW (self), self->counter, self->settings, invoice_id);
  else if (invoice_id != NULL && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-sale", "s", invoice_id);
  else if (velo_intake_item_get_outcome (item) == VELO_FILE_OUTCOME_NO_VEHICLE && !velo_intake_item_is_member (item))
    velo_sales_take_in_async (parent, self->counter, self->settings, velo_intake_item_get_file (item), NULL, NULL,
                              NULL);
  else
    {
      g_autofree char *uri = g_file_get_uri (velo_intake_item_get_file (item));

      velo_show_uri_async (GTK_WIDGET (self), uri, NULL, NULL, NULL);
    }
}
