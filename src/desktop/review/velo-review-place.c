/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows where on the invoice of a stored sale a value stands. */

#define G_LOG_DOMAIN "velo-review-place"

#include "config.h"

#include "velo-review-place.h"

#include "velo-below.h"
#include "velo-review-text.h"
#include "velo-sale-actions.h"
#include "velo-sale-text.h"
#include "velo-store-sales.h"

#include <glib/gi18n.h>

struct _VeloReviewPlace
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  VeloReviewPaper *paper;

  VeloInvoice *invoice;      /* (owned) (nullable): NULL while loading */
  GCancellable *cancellable; /* (owned) (not nullable) */
};

G_DEFINE_FINAL_TYPE (VeloReviewPlace, velo_review_place, ADW_TYPE_WINDOW)

static void
show_problem (VeloReviewPlace *self,
              const GError    *error)
{
  g_autofree char *text = velo_sale_text_error (error);

  g_info ("the place on the invoice cannot be shown: %s", error->message);
  velo_review_paper_show_problem (self->paper, text);
}

static void
original_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GBytes) original = NULL;
  g_autoptr(GError) error = NULL;
  VeloReviewPlace *self;

  original = velo_store_load_original_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_REVIEW_PLACE (user_data);
  if (original != NULL || g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND))
    velo_review_paper_show_invoice (self->paper, self->invoice, original);
  else
    show_problem (self, error);
}

static void
sale_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(VeloInvoice) invoice = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *title = NULL;
  VeloReviewPlace *self;

  invoice = velo_store_get_sale_finish (VELO_STORE (object), result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_REVIEW_PLACE (user_data);
  if (invoice == NULL)
    {
      show_problem (self, error);
      return;
    }
  self->invoice = g_steal_pointer (&invoice);
  /* Translators: %s is the number of an invoice */
  title = g_strdup_printf (_("Invoice %s"), velo_invoice_get_number (self->invoice));
  adw_window_title_set_subtitle (self->window_title, title);
  velo_store_load_original_async (VELO_STORE (object), velo_invoice_get_id (self->invoice), self->cancellable,
                                  original_cb, self);
}

static void
velo_review_place_dispose (GObject *object)
{
  VeloReviewPlace *self = VELO_REVIEW_PLACE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_REVIEW_PLACE);

  G_OBJECT_CLASS (velo_review_place_parent_class)->dispose (object);
}

static void
velo_review_place_finalize (GObject *object)
{
  VeloReviewPlace *self = VELO_REVIEW_PLACE (object);

  g_clear_object (&self->invoice);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (velo_review_place_parent_class)->finalize (object);
}

static void
velo_review_place_class_init (VeloReviewPlaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_review_place_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_review_place_finalize;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  g_type_ensure (VELO_TYPE_REVIEW_PAPER);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/review/velo-review-place.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloReviewPlace, window_title);
  gtk_widget_class_bind_template_child (widget_class, VeloReviewPlace, paper);
}

static void
velo_review_place_init (VeloReviewPlace *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_review_place_present:
 * @parent: (nullable): the window that it belongs to
 * @store: where the invoice is
 * @invoice_id: a sale of @store
 * @name: name of the value, for people
 * @finding: where the value was read
 *
 * Presents the invoice with the place of a value framed.
 *
 * Returns: (transfer none): the window, which destroys itself
 */
GtkWindow *
velo_review_place_present (GtkWindow   *parent,
                           VeloStore   *store,
                           const char  *invoice_id,
                           const char  *name,
                           VeloFinding *finding)
{
  VeloReviewPlace *self;
  g_autofree char *value = NULL;

  g_return_val_if_fail (VELO_IS_STORE (store), NULL);
  g_return_val_if_fail (invoice_id != NULL && name != NULL, NULL);
  g_return_val_if_fail (VELO_IS_FINDING (finding), NULL);

  self = g_object_new (VELO_TYPE_REVIEW_PLACE, "transient-for", parent, NULL);
  velo_below_follow (GTK_WINDOW (self));
  value = velo_review_text_value (velo_finding_get_field (finding), velo_finding_get_value (finding));
  velo_review_paper_point_to (self->paper, name, value, finding);
  velo_store_get_sale_async (store, invoice_id, self->cancellable, sale_cb, self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}

/**
 * velo_review_place_get_paper:
 * @self: a window
 *
 * Returns: (transfer none): the page
 */
VeloReviewPaper *
velo_review_place_get_paper (VeloReviewPlace *self)
{
  g_return_val_if_fail (VELO_IS_REVIEW_PLACE (self), NULL);

  return self->paper;
}
