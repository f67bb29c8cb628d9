/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a PDF into memory with cairo: page sizes, title, date, and a limit of size. */

#define G_LOG_DOMAIN "velo-paper"

#include "config.h"

#include "velo-cairo-pdf-private.h"

#include <cairo-pdf.h>

/* More than any document we draw; past it drawing fails instead of eating the memory. */
#define MAX_OUTPUT_BYTES ((guint) 256 * 1024 * 1024)

struct _VeloCairoPdf
{
  GByteArray      *bytes;       /* (owned) (not nullable) */
  cairo_surface_t *surface;     /* (owned) (not nullable) */
  cairo_t         *cr;          /* (owned) (not nullable) */
};

static cairo_status_t
write_bytes (void                *closure,
             const unsigned char *data,
             unsigned int         length)
{
  GByteArray *bytes = closure;

  if (length > MAX_OUTPUT_BYTES - bytes->len)
    return CAIRO_STATUS_WRITE_ERROR;
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* @created_usec 0 means now. */
VeloCairoPdf *
velo_cairo_pdf_new (const char *title,
                    const char *author,
                    gint64      created_usec)
{
  VeloCairoPdf *self = g_new0 (VeloCairoPdf, 1);
  g_autoptr(GDateTime) created = NULL;
  g_autofree char *iso = NULL;

  self->bytes = g_byte_array_new ();
  self->surface = cairo_pdf_surface_create_for_stream (write_bytes, self->bytes, 595.276, 841.89);
  cairo_pdf_surface_restrict_to_version (self->surface, CAIRO_PDF_VERSION_1_5);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR, "VeloInsure");
  if (title != NULL && *title != '\0')
    cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, title);
  if (author != NULL && *author != '\0')
    cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_AUTHOR, author);
  if (created_usec == 0)
    created_usec = g_get_real_time ();
  created = g_date_time_new_from_unix_utc (created_usec / G_USEC_PER_SEC);
  if (created != NULL)
    {
      iso = g_date_time_format (created, "%Y-%m-%dT%H:%M:%SZ");
      cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, iso);
    }
  self->cr = cairo_create (self->surface);
  return self;
}

/* Frees the writer, finished or not. */
void
velo_cairo_pdf_free (VeloCairoPdf *self)
{
  cairo_destroy (self->cr);
  cairo_surface_finish (self->surface);
  cairo_surface_destroy (self->surface);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

/* The context to draw with: points, origin at the top left. */
cairo_t *
velo_cairo_pdf_get_cr (VeloCairoPdf *self)
{
  return self->cr;
}

/* Newer cairos pack their objects and the table of them where the version allows it. */
void
velo_cairo_pdf_keep_plain (VeloCairoPdf *self)
{
  cairo_pdf_surface_restrict_to_version (self->surface, CAIRO_PDF_VERSION_1_4);
}

/* Begins a page. */
void
velo_cairo_pdf_begin (VeloCairoPdf *self,
                      double        width_pt,
                      double        height_pt)
{
  cairo_pdf_surface_set_size (self->surface, width_pt, height_pt);
  cairo_save (self->cr);
}

/* Ends a page, whatever state drawing left the context in. */
void
velo_cairo_pdf_end_page (VeloCairoPdf *self)
{
  cairo_restore (self->cr);
  cairo_show_page (self->cr);
}

/* Completes the file. */
GBytes *
velo_cairo_pdf_finish (VeloCairoPdf  *self,
                       GError       **error)
{
  cairo_status_t status = cairo_status (self->cr);

  cairo_surface_finish (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, VELO_PAPER_ERROR,
                   status == CAIRO_STATUS_WRITE_ERROR ? VELO_PAPER_ERROR_TOO_LARGE : VELO_PAPER_ERROR_FAILED,
                   "cannot write the PDF: %s", cairo_status_to_string (status));
      return NULL;
    }
  return g_bytes_new (self->bytes->data, self->bytes->len);
}
