/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks what to do with a copy of an invoice that says something else than the one that is stored. */

#define G_LOG_DOMAIN "velo-review-changes"

#include "config.h"

#include "velo-review-changes.h"

#include "velo-below.h"
#include "velo-invoice-difference.h"
#include "velo-notice.h"
#include "velo-review-file.h"
#include "velo-review-merge.h"
#include "velo-review-text.h"
#include "velo-sale-actions.h"
#include "velo-sale-text.h"
#include "velo-store-sales.h"

#include <glib/gi18n.h>

/* More are not shown one by one. */
#define MAX_ROWS 100

struct _VeloReviewChanges
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  VeloNotice *notice;
  AdwPreferencesGroup *group;
  GtkButton *keep_button;

  VeloCounter *counter;      /* (owned) (not nullable) */
  VeloInvoice *older;        /* (owned) (not nullable): in the store */
  VeloInvoice *newer;        /* (owned) (not nullable) */
  GBytes *bytes;             /* (owned) (nullable): file of @newer */
  GPtrArray *differences;    /* (owned) (not nullable) (element-type VeloInvoiceDifference) */
  GCancellable *cancellable; /* (owned) (not nullable) */
};

G_DEFINE_FINAL_TYPE (VeloReviewChanges, velo_review_changes, ADW_TYPE_WINDOW)

static void
set_busy (VeloReviewChanges *self,
          gboolean           busy)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "changes.keep", !busy);
  gtk_widget_action_set_enabled (widget, "changes.take", !busy);
  gtk_widget_action_set_enabled (widget, "changes.file", !busy && self->bytes != NULL);
}

static void
show_error (VeloReviewChanges *self,
            const GError      *error)
{
  g_autofree char *text = velo_sale_text_error (error);

  g_info ("the changed copy was not stored: %s", error->message);
  set_busy (self, FALSE);
  velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
}

static void
open_sale (VeloReviewChanges *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-sale", "s", velo_invoice_get_id (self->older));
  gtk_window_close (GTK_WINDOW (self));
}

static void
filed_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  velo_review_file_beside_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  if (error != NULL)
    show_error (VELO_REVIEW_CHANGES (user_data), error);
  else
    open_sale (VELO_REVIEW_CHANGES (user_data));
}

static void
file_beside (VeloReviewChanges *self)
{
  velo_review_file_beside_async (velo_counter_get_store (self->counter), self->older, self->newer, self->bytes,
                                 velo_sale_actions_who (self->counter), self->cancellable, filed_cb, self);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  VeloReviewChanges *self;

  velo_store_save_sale_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_REVIEW_CHANGES (user_data);
  if (error != NULL)
    show_error (self, error);
  else if (self->bytes != NULL)
    file_beside (self);
  else
    open_sale (self);
}

static void
keep (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  open_sale (VELO_REVIEW_CHANGES (widget));
}

static void
take (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  VeloReviewChanges *self = VELO_REVIEW_CHANGES (widget);
  g_autoptr(VeloInvoice) merged = velo_review_merge (self->older, self->newer);

  set_busy (self, TRUE);
  velo_store_save_sale_async (velo_counter_get_store (self->counter), merged,
                              velo_sale_actions_who (self->counter), self->cancellable, saved_cb, self);
}

static void
file_too (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  set_busy (VELO_REVIEW_CHANGES (widget), TRUE);
  file_beside (VELO_REVIEW_CHANGES (widget));
}

static void
add_row (VeloReviewChanges     *self,
         VeloInvoiceDifference *difference)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = velo_review_text_difference (difference);
  g_autofree char *old_value = velo_review_text_value (difference->field, difference->old_value);
  g_autofree char *new_value = velo_review_text_value (difference->field, difference->new_value);
  /* Translators: first the value that is stored, then that of the changed invoice */
  g_autofree char *text = g_strdup_printf (_("Stored: %s\nNew: %s"), old_value, new_value);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 6);
  adw_preferences_group_add (self->group, row);
}

static void
show_changes (VeloReviewChanges *self)
{
  g_autofree char *title = NULL;

  /* Translators: %s is the number of an invoice */
  title = g_strdup_printf (_("Invoice %s"), velo_invoice_get_number (self->newer));
  adw_window_title_set_subtitle (self->window_title, title);
  for (guint i = 0; i < MIN (self->differences->len, MAX_ROWS); i++)
    add_row (self, g_ptr_array_index (self->differences, i));
  if (velo_review_has_fixed (self->older))
    velo_notice_show (self->notice, VELO_NOTICE_KIND_WARNING,
                      _("A vehicle of this invoice is insured or signed for. Its data and those of the customer "
                        "stay as they are, whatever you choose."));
  else
    velo_notice_show (self->notice, VELO_NOTICE_KIND_INFO,
                      _("An invoice with this number and day is stored already, but this one says something else."));
}

static void
velo_review_changes_dispose (GObject *object)
{
  VeloReviewChanges *self = VELO_REVIEW_CHANGES (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_REVIEW_CHANGES);
  g_clear_object (&self->counter);

  G_OBJECT_CLASS (velo_review_changes_parent_class)->dispose (object);
}

static void
velo_review_changes_finalize (GObject *object)
{
  VeloReviewChanges *self = VELO_REVIEW_CHANGES (object);

  g_clear_object (&self->older);
  g_clear_object (&self->newer);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->differences, g_ptr_array_unref);

  G_OBJECT_CLASS (velo_review_changes_parent_class)->finalize (object);
}

static void
velo_review_changes_class_init (VeloReviewChangesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_review_changes_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_review_changes_finalize;

  gtk_widget_class_install_action (widget_class, "changes.keep", NULL, keep);
  gtk_widget_class_install_action (widget_class, "changes.take", NULL, take);
  gtk_widget_class_install_action (widget_class, "changes.file", NULL, file_too);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  g_type_ensure (VELO_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/review/velo-review-changes.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloReviewChanges, window_title);
  gtk_widget_class_bind_template_child (widget_class, VeloReviewChanges, notice);
  gtk_widget_class_bind_template_child (widget_class, VeloReviewChanges, group);
  gtk_widget_class_bind_template_child (widget_class, VeloReviewChanges, keep_button);
}

static void
velo_review_changes_init (VeloReviewChanges *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_review_changes_present:
 * @parent: (nullable): the window that has win.open-sale
 * @counter: where the store is
 * @older: a sale of the store
 * @newer: a changed copy of it
 * @bytes: (nullable): the file of @newer
 *
 * Presents what is different and does what is chosen.
 *
 * Returns: (transfer none): the window, which destroys itself
 */
GtkWindow *
velo_review_changes_present (GtkWindow   *parent,
                             VeloCounter *counter,
                             VeloInvoice *older,
                             VeloInvoice *newer,
                             GBytes      *bytes)
{
  VeloReviewChanges *self;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (VELO_IS_INVOICE (older) && VELO_IS_INVOICE (newer), NULL);

  self = g_object_new (VELO_TYPE_REVIEW_CHANGES, "transient-for", parent,
                       NULL);
  velo_below_follow (GTK_WINDOW (self));
  self->counter = g_object_ref (counter);
  self->older = g_object_ref (older);
  self->newer = g_object_ref (newer);
  self->bytes = bytes == NULL ? NULL : g_bytes_ref (bytes);
  self->differences = velo_invoice_differences_new (older, newer);
  show_changes (self);
  set_busy (self, FALSE);
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->keep_button));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->keep_button));
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}

/**
 * velo_review_changes_get_n:
 * @self: a window
 *
 * Returns: how many fields differ
 */
guint
velo_review_changes_get_n (VeloReviewChanges *self)
{
  g_return_val_if_fail (VELO_IS_REVIEW_CHANGES (self), 0);

  return self->differences->len;
}
