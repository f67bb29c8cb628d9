/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as a picture for the camera of a phone, on the screen and on paper. */

#define G_LOG_DOMAIN "velo-qr-code"

#include "config.h"

#include "velo-qr-code.h"

#include <qrencode.h>

/* White around the picture, in its squares, as readers need it. */
#define MARGIN 4

#define NATURAL_SIZE 240

struct _VeloQrCode
{
  GtkWidget parent_instance;

  char *text;   /* (owned) (nullable) */
  QRcode *code; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (VeloQrCode, velo_qr_code, GTK_TYPE_WIDGET)

/**
 * velo_qr_code_draw:
 * @self: a code
 * @cr: where it is drawn, from the origin
 * @size: how wide and high, with its white margin
 *
 * Black on white in every colour scheme, for the camera.
 *
 * Returns: whether there was a text to draw
 */
gboolean
velo_qr_code_draw (VeloQrCode *self,
                   cairo_t    *cr,
                   double      size)
{
  const QRcode *code;
  double square;

  g_return_val_if_fail (VELO_IS_QR_CODE (self), FALSE);

  code = self->code;
  if (code == NULL)
    return FALSE;
  square = size / (code->width + 2 * MARGIN);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, size, size);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  for (int y = 0; y < code->width; y++)
    for (int x = 0; x < code->width; x++)
      if ((code->data[y * code->width + x] & 1) != 0)
        cairo_rectangle (cr, (x + MARGIN) * square, (y + MARGIN) * square, square, square);
  cairo_fill (cr);
  return TRUE;
}

static void
velo_qr_code_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double size = MIN (width, height);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  cairo_translate (cr, (width - size) / 2, (height - size) / 2);
  velo_qr_code_draw (VELO_QR_CODE (widget), cr, size);
  cairo_destroy (cr);
}

static void
velo_qr_code_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  *minimum = *natural = NATURAL_SIZE;
}

static void
velo_qr_code_finalize (GObject *object)
{
  VeloQrCode *self = VELO_QR_CODE (object);

  g_clear_pointer (&self->code, QRcode_free);
  g_free (self->text);

  G_OBJECT_CLASS (velo_qr_code_parent_class)->finalize (object);
}

static void
velo_qr_code_class_init (VeloQrCodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = velo_qr_code_finalize;
  widget_class->snapshot = velo_qr_code_snapshot;
  widget_class->measure = velo_qr_code_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
velo_qr_code_init (VeloQrCode *self)
{
}

/**
 * velo_qr_code_set_text:
 * @self: a code
 * @text: (nullable): what the camera shall read
 */
void
velo_qr_code_set_text (VeloQrCode *self,
                       const char *text)
{
  g_return_if_fail (VELO_IS_QR_CODE (self));

  g_clear_pointer (&self->code, QRcode_free);
  g_free (self->text);
  self->text = g_strdup (text);
  if (text != NULL)
    self->code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * velo_qr_code_get_text:
 * @self: a code
 *
 * Returns: (nullable): what the camera reads
 */
const char *
velo_qr_code_get_text (VeloQrCode *self)
{
  g_return_val_if_fail (VELO_IS_QR_CODE (self), NULL);

  return self->text;
}
