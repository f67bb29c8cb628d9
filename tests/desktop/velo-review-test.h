/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the review share: sample files, and words printed on a page. */
#pragma once

#include <cairo-pdf.h>
#include <string.h>

#include "velo-sales-fixture.h"

#include "velo-invoice-reader.h"
#include "velo-reminder-dialog.h"
#include "velo-review.h"
#include "velo-sale-dialog.h"
#include "velo-sale-field.h"

static inline GBytes *
review_load (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VELO_TEST_DATA"), "invoices", name, NULL);
  char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  return g_bytes_new_take (content, length);
}

static inline VeloInvoice *
review_read (GBytes     *bytes,
             const char *name)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  VeloInvoice *invoice;
  Answer answer = { NULL };

  velo_invoice_reader_read_async (bytes, name, NULL, answer_cb, &answer);
  result = wait_for (&answer);
  invoice = velo_invoice_reader_read_finish (result, &error);
  g_assert_no_error (error);
  return invoice;
}

static inline cairo_status_t
review_write_cb (void                *closure,
                 const unsigned char *data,
                 unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A PDF of @n_pages with @texts, one below the other, on page @page; NULL for a scan. */
static inline GBytes *
review_make_pdf (guint               n_pages,
                 guint               page,
                 const char * const *texts)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (review_write_cb, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n_pages; i++)
    {
      cairo_rectangle (cr, 40, 760, 20, 20);
      cairo_fill (cr);
      cairo_select_font_face (cr, "Helvetica", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
      cairo_set_font_size (cr, 11);
      for (guint k = 0; i == page && texts != NULL && texts[k] != NULL; k++)
        {
          cairo_move_to (cr, 60, 80 + 24 * k);
          cairo_show_text (cr, texts[k]);
        }
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static inline VeloSaleDialog *
review_show (Fixture     *fixture,
             VeloInvoice *invoice,
             GBytes      *original)
{
  fixture_show (fixture, gtk_label_new ("main"));
  return VELO_SALE_DIALOG (velo_review_present (fixture->window, fixture->counter, fixture->settings, invoice,
                                                original));
}

static inline VeloReviewPaper *
review_paper (VeloSaleDialog *dialog)
{
  return velo_review_pane_get_paper (velo_sale_dialog_get_pane (dialog));
}

static inline VeloPdfView *
review_view (VeloSaleDialog *dialog)
{
  return velo_review_paper_get_view (review_paper (dialog));
}

/* The first widget below @root with this id. */
static inline GtkWidget *
review_find (GtkWidget  *root,
             const char *id)
{
  GtkWidget *found = NULL;

  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), id) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = review_find (child, id);
  return found;
}

static inline GtkWidget *
review_notice (VeloSaleDialog *dialog)
{
  return review_find (GTK_WIDGET (dialog), "notice");
}

static inline void
review_wait_for_page (VeloSaleDialog *dialog)
{
  WAIT_UNTIL (velo_pdf_view_get_document (review_view (dialog)) != NULL
              && !velo_review_paper_is_busy (review_paper (dialog)));
}

/* The field of the customer or the sale, or of the first vehicle. */
static inline VeloSaleField *
review_field (VeloSaleDialog *dialog,
              const char     *property)
{
  GtkWidget *field = velo_sale_vehicle_form_get_field (velo_sale_dialog_get_form (dialog, 0), property);

  if (field == NULL)
    field = velo_sale_dialog_get_field (dialog, property);
  g_assert_nonnull (field);
  return VELO_SALE_FIELD (field);
}

/* Focuses a value as the user does and waits until its place was looked for. */
static inline const char *
review_point (VeloSaleDialog *dialog,
              const char     *property)
{
  gtk_widget_grab_focus (GTK_WIDGET (review_field (dialog, property)));
  settle ();
  WAIT_UNTIL (!velo_review_paper_is_busy (review_paper (dialog)));
  return velo_review_paper_get_caption (review_paper (dialog));
}

static inline VeloFinding *
review_add_finding (VeloInvoice  *invoice,
                    const char   *field,
                    const char   *value,
                    VeloSureness  sureness)
{
  g_autoptr(VeloFinding) finding = velo_finding_new ();

  velo_finding_set_field (finding, field);
  velo_finding_set_value (finding, value);
  velo_finding_set_sureness (finding, sureness);
  velo_finding_set_source (finding, "IncludedSupplyChainTradeLineItem[1]/SpecifiedTradeProduct/Name");
  g_list_store_append (velo_vehicle_get_findings (first_vehicle (invoice)), finding);
  return finding;
}
