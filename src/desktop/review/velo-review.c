/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens the review of an invoice: what was read beside the page from which it was read. */

#define G_LOG_DOMAIN "velo-review"

#include "config.h"

#include "velo-review.h"

#include "velo-intake-error.h"
#include "velo-invoice-source.h"
#include "velo-sale-dialog.h"
#include "velo-sales-intake.h"

/**
 * velo_review_present:
 * @parent: (nullable): the window that it belongs to
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @invoice: what was read and is not stored yet; copied
 * @original: (nullable): the file that was read
 *
 * Presents what was read beside the page. Enter stores it; the reminder follows.
 * Ask velo_invoice_needs_review() first whether anybody has to look.
 *
 * Returns: (transfer none): the window, which destroys itself
 */
GtkWindow *
velo_review_present (GtkWindow   *parent,
                     VeloCounter *counter,
                     GSettings   *settings,
                     VeloInvoice *invoice,
                     GBytes      *original)
{
  VeloSaleDialog *dialog;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (VELO_IS_INVOICE (invoice), NULL);

  dialog = velo_sale_dialog_new (parent, counter, settings, invoice, original);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

/**
 * velo_review_can_enter:
 * @original: (nullable): a file that was not read
 * @error: why
 *
 * Returns: whether it is sound and can be shown, so that its values can be typed in beside it
 */
gboolean
velo_review_can_enter (GBytes       *original,
                       const GError *error)
{
  g_return_val_if_fail (error != NULL, FALSE);

  return original != NULL && velo_invoice_source_is_pdf (original)
    && (g_error_matches (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NO_ATTACHMENT)
        || g_error_matches (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_NO_INVOICE_ATTACHED));
}

/**
 * velo_review_present_unread:
 * @parent: (nullable): the window that it belongs to
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @original: a PDF for which velo_review_can_enter() is %TRUE
 * @file_name: its name, for people
 * @error: why it was not read
 *
 * Presents empty fields beside the page of a scan or of a PDF that is no
 * e-invoice, for typing in.
 *
 * Returns: (transfer none): the window, which destroys itself
 */
GtkWindow *
velo_review_present_unread (GtkWindow    *parent,
                            VeloCounter  *counter,
                            GSettings    *settings,
                            GBytes       *original,
                            const char   *file_name,
                            const GError *error)
{
  g_autoptr(VeloInvoice) invoice = velo_invoice_new ();
  g_autofree char *sha256 = NULL;
  VeloSaleDialog *dialog;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (original != NULL && error != NULL, NULL);

  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, original);
  velo_invoice_set_format (invoice, "typed");
  velo_invoice_set_content_type (invoice, "application/pdf");
  velo_invoice_set_file_name (invoice, file_name == NULL ? "" : file_name);
  velo_invoice_set_sha256 (invoice, sha256);
  dialog = velo_sale_dialog_new (parent, counter, settings, invoice, original);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

/**
 * velo_review_present_stored:
 * @parent: (nullable): the window that it belongs to
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @invoice_id: a sale of the store
 *
 * Presents a sale that is stored already beside its invoice.
 */
void
velo_review_present_stored (GtkWindow   *parent,
                            VeloCounter *counter,
                            GSettings   *settings,
                            const char  *invoice_id)
{
  velo_sales_edit (parent, counter, settings, invoice_id);
}
