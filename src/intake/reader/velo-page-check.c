/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws every page of a foreign PDF small, and fills its form, to see whether that does any harm. */

#define G_LOG_DOMAIN "velo-page-check"

#include "config.h"

#include "velo-page-check.h"

#include "velo-intake-error.h"

#include <cairo.h>
#include <poppler.h>

/* Small, but each picture on the page is unpacked and each letter looked up all the same. */
#define LONG_SIDE_PX 320.0

/* What the program that shows it allows: see velo-poppler.c of the paper room. */
#define MAX_PAGES 2000
#define MAX_PAGE_SIDE_PT 14400.0

/* Poppler declares no clean-up of its own in Debian 12; newer ones do. */
typedef PopplerDocument CheckedDocument;
typedef PopplerPage     CheckedPage;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CheckedDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CheckedPage, g_object_unref)

static gboolean
draw_page (PopplerDocument *document, int number, GError **error)
{
  g_autoptr (CheckedPage) page = poppler_document_get_page (document, number);
  cairo_surface_t *surface;
  cairo_t         *cr;
  cairo_status_t   status;
  double           width = 0;
  double           height = 0;
  double           scale;

  if (page != NULL)
    poppler_page_get_size (page, &width, &height);
  if (!(width > 0 && height > 0))
    {
      g_set_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED_PDF,
                   "page %d of the PDF is damaged", number + 1);
      return FALSE;
    }
  if (width > MAX_PAGE_SIDE_PT || height > MAX_PAGE_SIDE_PT)
    {
      g_set_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT,
                   "page %d of the PDF is too large", number + 1);
      return FALSE;
    }
  scale = LONG_SIDE_PX / MAX (width, height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * scale) + 1,
                                        (int) (height * scale) + 1);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED_PDF,
               "page %d of the PDF cannot be drawn: %s", number + 1,
               cairo_status_to_string (status));
  return FALSE;
}

/* A form that is filled later is filled here first: that is more than drawing it. */
static void
fill_field (PopplerFormField *field)
{
  PopplerFormFieldType type = poppler_form_field_get_field_type (field);

  if (poppler_form_field_is_read_only (field))
    return;
  if (type == POPPLER_FORM_FIELD_TEXT)
    {
      G_GNUC_UNUSED g_autofree char *text = poppler_form_field_text_get_text (field);

      poppler_form_field_text_set_text (field, "\303\204 1");
    }
  else if (type == POPPLER_FORM_FIELD_BUTTON)
    poppler_form_field_button_set_state (field, !poppler_form_field_button_get_state (field));
  else if (type == POPPLER_FORM_FIELD_CHOICE && poppler_form_field_choice_get_n_items (field) > 0)
    poppler_form_field_choice_select_item (field, 0);
}

/* Returns: whether there is anything on the page that can be filled. */
static gboolean
fill_page (PopplerDocument *document, int number)
{
  g_autoptr (CheckedPage) page = poppler_document_get_page (document, number);
  GList *fields = page == NULL ? NULL : poppler_page_get_form_field_mapping (page);
  gboolean found = fields != NULL;

  for (GList *l = fields; l != NULL; l = l->next)
    fill_field (((PopplerFormFieldMapping *) l->data)->field);
  poppler_page_free_form_field_mapping (fields);
  return found;
}

static PopplerDocument *
open_document (GBytes *bytes, GError **error)
{
  g_autoptr (GError) fault = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, &fault);

  if (document != NULL)
    return document;
  if (g_error_matches (fault, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_ENCRYPTED_PDF,
                         "the PDF asks for a password");
  else
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED_PDF,
                         "the PDF is damaged");
  return NULL;
}

/**
 * velo_page_check_run:
 * @bytes: a file that should be a PDF
 * @error: return location
 *
 * Opens the file, draws each page, and if it is a form fills it and draws it once
 * more. For the helper's process only: a file that crashes Poppler, or keeps it
 * busy, does so here.
 *
 * Returns: whether all pages were drawn; else a #VeloIntakeError
 */
gboolean
velo_page_check_run (GBytes *bytes, GError **error)
{
  g_autoptr (CheckedDocument) document = NULL;
  int n_pages;

  if (g_bytes_get_size (bytes) == 0)
    {
      g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_EMPTY, "the file is empty");
      return FALSE;
    }
  document = open_document (bytes, error);
  if (document == NULL)
    return FALSE;
  n_pages = poppler_document_get_n_pages (document);
  if (n_pages <= 0)
    g_set_error_literal (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_MALFORMED_PDF,
                         "the PDF has no pages");
  else if (n_pages > MAX_PAGES)
    g_set_error (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_OVER_LIMIT, "the PDF has %d pages",
                 n_pages);
  if (n_pages <= 0 || n_pages > MAX_PAGES)
    return FALSE;
  for (int i = 0; i < n_pages; i++)
    if (!draw_page (document, i, error) || (fill_page (document, i) && !draw_page (document, i, error)))
      return FALSE;
  return TRUE;
}
