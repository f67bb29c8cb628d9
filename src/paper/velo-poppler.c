/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens, saves and draws with Poppler, with the room's limits and errors; one document, one thread. */

#define G_LOG_DOMAIN "velo-paper"

#define _GNU_SOURCE
#include "config.h"

#include "velo-poppler-private.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* More pages than any document of this trade has. */
#define MAX_PAGES 2000

/* A page larger than this side is refused: 200 inches is the limit of PDF 1.7 itself. */
#define MAX_PAGE_SIDE_PT 14400.0

static void
translate_open_error (GError  *poppler_error,
                      GError **error)
{
  int code = VELO_PAPER_ERROR_DAMAGED;

  if (g_error_matches (poppler_error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    code = VELO_PAPER_ERROR_ENCRYPTED;
  g_set_error (error, VELO_PAPER_ERROR, code, "cannot open the PDF: %s", poppler_error->message);
}

/* The header may stand behind some bytes of rubbish; readers look for it in the first kilobyte. */
static gboolean
looks_like_pdf (GBytes *pdf)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (pdf, &size);

  return memmem (data, MIN (size, 1024), "%PDF-", 5) != NULL;
}

/* Opens bytes of any origin. The document may be used by one thread at a time only. */
PopplerDocument *
velo_poppler_open (GBytes  *pdf,
                   GError **error)
{
  g_autoptr(VeloPopplerDocument) document = NULL;
  g_autoptr(GError) poppler_error = NULL;
  int n_pages;

  if (g_bytes_get_size (pdf) == 0)
    {
      g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_EMPTY, "the file is empty");
      return NULL;
    }
  if (g_bytes_get_size (pdf) > VELO_PDF_MAX_BYTES)
    {
      g_set_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_TOO_LARGE,
                   "the file has %" G_GSIZE_FORMAT " bytes", g_bytes_get_size (pdf));
      return NULL;
    }
  if (!looks_like_pdf (pdf))
    {
      g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED, "the file is no PDF");
      return NULL;
    }
  document = poppler_document_new_from_bytes (pdf, NULL, &poppler_error);
  if (document == NULL)
    {
      translate_open_error (poppler_error, error);
      return NULL;
    }
  n_pages = poppler_document_get_n_pages (document);
  if (n_pages <= 0)
    {
      g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_EMPTY, "the PDF has no pages");
      return NULL;
    }
  if (n_pages > MAX_PAGES)
    {
      g_set_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_TOO_LARGE,
                   "the PDF has %d pages", n_pages);
      return NULL;
    }
  return g_steal_pointer (&document);
}

static GBytes *
read_whole_fd (int      fd,
               GError **error)
{
  g_autoptr(GMappedFile) mapped = g_mapped_file_new_from_fd (fd, FALSE, error);

  if (mapped == NULL)
    return NULL;
  /* Copied, so that the bytes do not hang on a descriptor. */
  return g_bytes_new (g_mapped_file_get_contents (mapped), g_mapped_file_get_length (mapped));
}

/* Saves with changes. Poppler can only save to files, and leaves a descriptor it is given
 * unflushed; so it gets the name of a file that lives in memory: no customer's data on disk. */
GBytes *
velo_poppler_save (PopplerDocument  *document,
                   GError          **error)
{
  g_autoptr(GError) save_error = NULL;
  g_autoptr(GBytes) saved = NULL;
  g_autofree char *uri = NULL;
  int fd = memfd_create ("velo-form", MFD_CLOEXEC);

  if (fd < 0)
    {
      g_set_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_FAILED,
                   "no memory file: %s", g_strerror (errno));
      return NULL;
    }
  uri = g_strdup_printf ("file:///proc/self/fd/%d", fd);
  if (poppler_document_save (document, uri, &save_error))
    saved = read_whole_fd (fd, &save_error);
  close (fd);
  if (saved == NULL || g_bytes_get_size (saved) == 0)
    {
      g_set_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_FAILED, "cannot save the PDF: %s",
                   save_error != NULL ? save_error->message : "nothing was written");
      return NULL;
    }
  return g_steal_pointer (&saved);
}

/* Returns a page whose size is sane. */
PopplerPage *
velo_poppler_get_page (PopplerDocument  *document,
                       guint             page,
                       GError          **error)
{
  g_autoptr(VeloPopplerPage) found = NULL;
  double width = 0;
  double height = 0;

  if (page < (guint) poppler_document_get_n_pages (document))
    found = poppler_document_get_page (document, (int) page);
  if (found == NULL)
    {
      g_set_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_NO_PAGE, "no page %u", page + 1);
      return NULL;
    }
  poppler_page_get_size (found, &width, &height);
  if (!(width >= 1 && height >= 1))
    {
      g_set_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED, "page %u has no size", page + 1);
      return NULL;
    }
  if (width > MAX_PAGE_SIDE_PT || height > MAX_PAGE_SIDE_PT)
    {
      g_set_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_TOO_LARGE,
                   "page %u is %.0f x %.0f points large", page + 1, width, height);
      return NULL;
    }
  return g_steal_pointer (&found);
}

static gboolean
is_push_button (PopplerFormField *field)
{
  return poppler_form_field_get_field_type (field) == POPPLER_FORM_FIELD_BUTTON
         && poppler_form_field_button_get_button_type (field) == POPPLER_FORM_BUTTON_PUSH;
}

static gboolean
same_area (const PopplerRectangle *a,
           const PopplerRectangle *b)
{
  return ABS (a->x1 - b->x1) < 0.1 && ABS (a->y1 - b->y1) < 0.1
         && ABS (a->x2 - b->x2) < 0.1 && ABS (a->y2 - b->y2) < 0.1;
}

static gboolean
is_answer (GList                  *fields,
           const PopplerRectangle *area)
{
  for (GList *link = fields; link != NULL; link = link->next)
    {
      const PopplerFormFieldMapping *mapping = link->data;

      if (same_area (&mapping->area, area))
        return !is_push_button (mapping->field);
    }
  return FALSE;
}

/* A field may be made not to be printed. What the customer saw on the screen is what he signs, so
 * answers that are shown are printed, whatever the form says. */
static void
print_answers (PopplerPage *page)
{
  const PopplerAnnotFlag unseen = POPPLER_ANNOT_FLAG_HIDDEN | POPPLER_ANNOT_FLAG_NO_VIEW
                                  | POPPLER_ANNOT_FLAG_PRINT;
  GList *fields = poppler_page_get_form_field_mapping (page);
  GList *annots = fields != NULL ? poppler_page_get_annot_mapping (page) : NULL;

  for (GList *link = annots; link != NULL; link = link->next)
    {
      PopplerAnnotMapping *mapping = link->data;
      PopplerAnnotFlag flags = poppler_annot_get_flags (mapping->annot);

      if (poppler_annot_get_annot_type (mapping->annot) == POPPLER_ANNOT_WIDGET && (flags & unseen) == 0
          && is_answer (fields, &mapping->area))
        poppler_annot_set_flags (mapping->annot, flags | POPPLER_ANNOT_FLAG_PRINT);
    }
  poppler_page_free_annot_mapping (annots);
  poppler_page_free_form_field_mapping (fields);
}

/* Draws a page as it is to be printed. */
gboolean
velo_poppler_print_page (PopplerPage  *page,
                         cairo_t      *cr,
                         GError      **error)
{
  print_answers (page);
  cairo_save (cr);
  poppler_page_render_for_printing_with_options (page, cr, POPPLER_PRINT_ALL);
  cairo_restore (cr);
  return velo_cairo_check (cairo_status (cr), "drawing the page", error);
}

/* Turns a status of cairo into an error. */
gboolean
velo_cairo_check (cairo_status_t   status,
                  const char      *what,
                  GError         **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, VELO_PAPER_ERROR,
               status == CAIRO_STATUS_INVALID_SIZE ? VELO_PAPER_ERROR_TOO_LARGE : VELO_PAPER_ERROR_FAILED,
               "%s: %s", what, cairo_status_to_string (status));
  return FALSE;
}
