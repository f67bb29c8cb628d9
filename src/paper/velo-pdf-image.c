/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The immutable picture of a page. */

#define G_LOG_DOMAIN "velo-paper"

#include "config.h"

#include "velo-pdf-image-private.h"

struct _VeloPdfImage
{
  GBytes *pixels;               /* (owned) (not nullable) */
  int     width;
  int     height;
  gsize   stride;
  double  scale;
};

G_DEFINE_BOXED_TYPE (VeloPdfImage, velo_pdf_image, velo_pdf_image_ref, velo_pdf_image_unref)

static void
clear_image (gpointer data)
{
  VeloPdfImage *self = data;

  g_bytes_unref (self->pixels);
}

/* Takes an image surface over; nobody may draw on it any more. */
VeloPdfImage *
velo_pdf_image_new_take (cairo_surface_t *surface,
                         double           scale)
{
  VeloPdfImage *self = g_atomic_rc_box_new0 (VeloPdfImage);

  cairo_surface_flush (surface);
  self->width = cairo_image_surface_get_width (surface);
  self->height = cairo_image_surface_get_height (surface);
  self->stride = (gsize) cairo_image_surface_get_stride (surface);
  self->scale = scale;
  self->pixels = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                             self->stride * (gsize) self->height,
                                             (GDestroyNotify) cairo_surface_destroy, surface);
  return self;
}

/**
 * velo_pdf_image_ref:
 * @self: an image
 *
 * Returns: (transfer full): @self
 */
VeloPdfImage *
velo_pdf_image_ref (VeloPdfImage *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * velo_pdf_image_unref:
 * @self: (transfer full): an image
 *
 * Drops a reference.
 */
void
velo_pdf_image_unref (VeloPdfImage *self)
{
  g_atomic_rc_box_release_full (self, clear_image);
}

/**
 * velo_pdf_image_get_pixels:
 * @self: an image
 *
 * Returns: (transfer none): rows from the top, velo_pdf_image_get_stride() bytes each
 */
GBytes *
velo_pdf_image_get_pixels (const VeloPdfImage *self)
{
  return self->pixels;
}

/**
 * velo_pdf_image_get_width:
 * @self: an image
 *
 * Returns: its width in pixels
 */
int
velo_pdf_image_get_width (const VeloPdfImage *self)
{
  return self->width;
}

/**
 * velo_pdf_image_get_height:
 * @self: an image
 *
 * Returns: its height in pixels
 */
int
velo_pdf_image_get_height (const VeloPdfImage *self)
{
  return self->height;
}

/**
 * velo_pdf_image_get_stride:
 * @self: an image
 *
 * Returns: bytes from one row to the next
 */
gsize
velo_pdf_image_get_stride (const VeloPdfImage *self)
{
  return self->stride;
}

/**
 * velo_pdf_image_get_scale:
 * @self: an image
 *
 * Returns: the scale it was rendered at, in pixels per point
 */
double
velo_pdf_image_get_scale (const VeloPdfImage *self)
{
  return self->scale;
}
