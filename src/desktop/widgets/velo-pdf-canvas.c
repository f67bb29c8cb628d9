/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws one page of a PDF, rendered by the paper room's worker. */

#define G_LOG_DOMAIN "velo-pdf-canvas"

#include "config.h"

#include "velo-pdf-canvas.h"

#include <math.h>

#define MAX_ZOOM 6.0

/**
 * VeloPdfCanvas:
 *
 * The page with a shadow. While a sharper picture is on its way, the last one
 * is shown scaled; a request that has become stale is cancelled. Emits
 * "failed" with a #GError message when a page cannot be drawn.
 */
struct _VeloPdfCanvas
{
  GtkWidget parent_instance;

  VeloPdfDocument *document;    /* (owned) (nullable) */
  GCancellable    *cancellable; /* (owned) (nullable): of the picture being rendered */
  GdkTexture      *texture;     /* (owned) (nullable) */
  guint            texture_page;
  double           texture_scale;
  GdkTexture      *next;        /* (owned) (nullable): the following page, ready to be turned to */
  guint            next_page;
  double           next_scale;
  guint            page;
  double           asked_scale; /* of the request under way, 0 for none */
  guint            asked_page;
  VeloPdfFit       fit;
  double           zoom;        /* view pixels for a point, if nothing is fitted */
  GArray          *marks;       /* (owned) (not nullable) (element-type VeloPageRect) */
  guint            marks_page;
  GtkGesture      *drag;        /* (borrowed): the widget's own */
  graphene_rect_t  swept;       /* in pixels; empty while nothing is drawn */
  guint            idle_id;
};

G_DEFINE_FINAL_TYPE (VeloPdfCanvas, velo_pdf_canvas, GTK_TYPE_WIDGET)

enum
{
  FAILED,
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void ask_for_picture (VeloPdfCanvas *self);

static gboolean
get_page_size (VeloPdfCanvas *self,
               double        *width_pt,
               double        *height_pt)
{
  return self->document != NULL
         && velo_pdf_document_get_page_size (self->document, self->page, width_pt, height_pt)
         && *width_pt > 0 && *height_pt > 0;
}

static double
get_zoom (VeloPdfCanvas *self)
{
  double width_pt;
  double height_pt;
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (!get_page_size (self, &width_pt, &height_pt))
    return 1.0;
  switch (self->fit)
    {
    case VELO_PDF_FIT_PAGE:
      return CLAMP (MIN (width / width_pt, height / height_pt), 0.05, MAX_ZOOM);
    case VELO_PDF_FIT_WIDTH:
      return CLAMP (width / width_pt, 0.05, MAX_ZOOM);
    case VELO_PDF_FIT_NONE:
    default:
      return self->zoom;
    }
}

static double
get_render_scale (VeloPdfCanvas *self)
{
  return get_zoom (self) * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static GdkTexture *
make_texture (VeloPdfImage *image)
{
  return gdk_memory_texture_new (velo_pdf_image_get_width (image), velo_pdf_image_get_height (image),
                                 GDK_MEMORY_DEFAULT, velo_pdf_image_get_pixels (image),
                                 velo_pdf_image_get_stride (image));
}

static void
prefetched_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VeloPdfCanvas) self = user_data;
  g_autoptr(VeloPdfImage) image = NULL;

  image = velo_pdf_document_render_finish (VELO_PDF_DOCUMENT (source), result, NULL);
  if (image == NULL || self->document != VELO_PDF_DOCUMENT (source))
    return;
  g_clear_object (&self->next);
  self->next = make_texture (image);
  self->next_page = self->page + 1;
  self->next_scale = velo_pdf_image_get_scale (image);
}

static void
prefetch (VeloPdfCanvas *self)
{
  if (self->page + 1 >= velo_pdf_document_get_n_pages (self->document))
    return;
  g_clear_object (&self->next);
  velo_pdf_document_render_async (self->document, self->page + 1, self->texture_scale,
                                  self->cancellable, prefetched_cb, g_object_ref (self));
}

static void
rendered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloPdfCanvas) self = user_data;
  g_autoptr(VeloPdfImage) image = NULL;
  g_autoptr(GError) error = NULL;

  image = velo_pdf_document_render_finish (VELO_PDF_DOCUMENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || self->document != VELO_PDF_DOCUMENT (source))
    return;
  if (image == NULL)
    {
      self->asked_scale = 0;
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  g_clear_object (&self->texture);
  self->texture = make_texture (image);
  self->texture_page = self->asked_page;
  self->texture_scale = self->asked_scale;
  self->asked_scale = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  prefetch (self);
}

static gboolean
take_prefetched (VeloPdfCanvas *self,
                 double         scale)
{
  if (self->next == NULL || self->next_page != self->page || fabs (self->next_scale - scale) > 0.001)
    return FALSE;
  g_clear_object (&self->texture);
  self->texture = g_steal_pointer (&self->next);
  self->texture_page = self->page;
  self->texture_scale = scale;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

static void
ask_for_picture (VeloPdfCanvas *self)
{
  double scale = get_render_scale (self);
  double width_pt;
  double height_pt;

  if (!get_page_size (self, &width_pt, &height_pt) || gtk_widget_get_width (GTK_WIDGET (self)) <= 1)
    return;
  if (self->texture != NULL && self->texture_page == self->page
      && fabs (self->texture_scale - scale) < 0.001)
    return;
  if (self->asked_scale > 0 && self->asked_page == self->page
      && fabs (self->asked_scale - scale) < 0.001)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (take_prefetched (self, scale))
    {
      self->asked_scale = 0;
      prefetch (self);
      return;
    }
  self->asked_scale = scale;
  self->asked_page = self->page;
  velo_pdf_document_render_async (self->document, self->page, scale, self->cancellable, rendered_cb,
                                  g_object_ref (self));
}

static gboolean
idle_cb (gpointer user_data)
{
  VeloPdfCanvas *self = user_data;

  self->idle_id = 0;
  ask_for_picture (self);
  return G_SOURCE_REMOVE;
}

static void
queue_picture (VeloPdfCanvas *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add (idle_cb, self);
}

static void
velo_pdf_canvas_dispose (GObject *object)
{
  VeloPdfCanvas *self = VELO_PDF_CANVAS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_object (&self->document);
  g_clear_object (&self->texture);
  g_clear_object (&self->next);

  G_OBJECT_CLASS (velo_pdf_canvas_parent_class)->dispose (object);
}

static void
velo_pdf_canvas_finalize (GObject *object)
{
  g_array_unref (VELO_PDF_CANVAS (object)->marks);

  G_OBJECT_CLASS (velo_pdf_canvas_parent_class)->finalize (object);
}

static GtkSizeRequestMode
velo_pdf_canvas_get_request_mode (GtkWidget *widget)
{
  return VELO_PDF_CANVAS (widget)->fit == VELO_PDF_FIT_WIDTH ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH
                                                             : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
velo_pdf_canvas_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  VeloPdfCanvas *self = VELO_PDF_CANVAS (widget);
  double width_pt = 595;
  double height_pt = 842;

  *minimum = 1;
  *natural = 1;
  if (!get_page_size (self, &width_pt, &height_pt))
    return;
  switch (self->fit)
    {
    case VELO_PDF_FIT_WIDTH:
      *natural = (int) ceil (orientation == GTK_ORIENTATION_HORIZONTAL ? width_pt : height_pt);
      if (orientation == GTK_ORIENTATION_VERTICAL && for_size > 0)
        *minimum = *natural = (int) ceil (for_size * height_pt / width_pt);
      break;
    case VELO_PDF_FIT_NONE:
      *minimum = *natural =
        (int) ceil (self->zoom * (orientation == GTK_ORIENTATION_HORIZONTAL ? width_pt : height_pt));
      break;
    case VELO_PDF_FIT_PAGE:
    default:
      *natural = (int) ceil (0.5 * (orientation == GTK_ORIENTATION_HORIZONTAL ? width_pt : height_pt));
      break;
    }
}

static void
velo_pdf_canvas_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  queue_picture (VELO_PDF_CANVAS (widget));
}

/* Where the page lies in the widget, in pixels. */
static gboolean
get_page_area (VeloPdfCanvas   *self,
               graphene_rect_t *area)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double width_pt;
  double height_pt;
  double zoom;

  if (!get_page_size (self, &width_pt, &height_pt))
    return FALSE;
  zoom = get_zoom (self);
  graphene_rect_init (area,
                      (float) MAX (0, floor ((gtk_widget_get_width (widget) - width_pt * zoom) / 2)),
                      (float) MAX (0, floor ((gtk_widget_get_height (widget) - height_pt * zoom) / 2)),
                      (float) (width_pt * zoom), (float) (height_pt * zoom));
  return TRUE;
}

static void
get_mark_area (VeloPdfCanvas         *self,
               const graphene_rect_t *page,
               const VeloPageRect    *rect,
               graphene_rect_t       *area)
{
  double zoom = get_zoom (self);
  double left = page->origin.x + rect->x1 * zoom;
  double top = page->origin.y + page->size.height - rect->y2 * zoom;

  graphene_rect_init (area, (float) left - 3, (float) top - 2, (float) ((rect->x2 - rect->x1) * zoom) + 6,
                      (float) ((rect->y2 - rect->y1) * zoom) + 4);
}

static void
snapshot_frame (GtkSnapshot           *snapshot,
                const graphene_rect_t *area,
                const GdkRGBA         *fill,
                const GdkRGBA         *line)
{
  const float widths[] = { 2, 2, 2, 2 };
  const GdkRGBA lines[] = { *line, *line, *line, *line };
  GskRoundedRect outline;

  gtk_snapshot_append_color (snapshot, fill, area);
  gsk_rounded_rect_init_from_rect (&outline, area, 3);
  gtk_snapshot_append_border (snapshot, &outline, widths, lines);
}

/* The page is white in the dark, too, and so are the colours on it. */
static void
snapshot_marks (VeloPdfCanvas         *self,
                GtkSnapshot           *snapshot,
                const graphene_rect_t *page)
{
  const GdkRGBA fill = { 1, 0.87f, 0.2f, 0.35f };
  const GdkRGBA line = { 0.75f, 0.3f, 0, 1 };
  const GdkRGBA swept_fill = { 0.2f, 0.5f, 0.9f, 0.2f };
  const GdkRGBA swept_line = { 0.1f, 0.35f, 0.75f, 1 };
  graphene_rect_t area;

  for (guint i = 0; self->marks_page == self->page && i < self->marks->len; i++)
    {
      get_mark_area (self, page, &g_array_index (self->marks, VeloPageRect, i), &area);
      snapshot_frame (snapshot, &area, &fill, &line);
    }
  if (self->swept.size.width > 1 || self->swept.size.height > 1)
    snapshot_frame (snapshot, &self->swept, &swept_fill, &swept_line);
}

static void
velo_pdf_canvas_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  VeloPdfCanvas *self = VELO_PDF_CANVAS (widget);
  const GdkRGBA white = { 1, 1, 1, 1 };
  const GdkRGBA shadow = { 0, 0, 0, 0.35f };
  GskRoundedRect outline;
  graphene_rect_t area;

  if (!get_page_area (self, &area))
    return;
  gsk_rounded_rect_init_from_rect (&outline, &area, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 1, 1, 3);
  gtk_snapshot_append_color (snapshot, &white, &area);
  if (self->texture != NULL && self->texture_page == self->page)
    gtk_snapshot_append_texture (snapshot, self->texture, &area);
  snapshot_marks (self, snapshot, &area);
}

/* Picking */

static void
drag_update_cb (VeloPdfCanvas *self,
                double         offset_x,
                double         offset_y)
{
  double x;
  double y;

  if (!gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (self->drag), &x, &y))
    return;
  graphene_rect_init (&self->swept, (float) x, (float) y, (float) offset_x, (float) offset_y);
  graphene_rect_normalize (&self->swept);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (VeloPdfCanvas *self,
             double         offset_x,
             double         offset_y)
{
  graphene_rect_t page;
  double zoom = get_zoom (self);
  double height_pt;

  drag_update_cb (self, offset_x, offset_y);
  if (get_page_area (self, &page))
    {
      height_pt = page.size.height / zoom;
      g_signal_emit (self, signals[PICKED], 0, self->page,
                     (self->swept.origin.x - page.origin.x) / zoom,
                     height_pt - (self->swept.origin.y + self->swept.size.height - page.origin.y) / zoom,
                     (self->swept.origin.x + self->swept.size.width - page.origin.x) / zoom,
                     height_pt - (self->swept.origin.y - page.origin.y) / zoom);
    }
  graphene_rect_init (&self->swept, 0, 0, 0, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
scale_factor_cb (VeloPdfCanvas *self)
{
  queue_picture (self);
}

static void
velo_pdf_canvas_class_init (VeloPdfCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = velo_pdf_canvas_dispose;
  object_class->finalize = velo_pdf_canvas_finalize;
  widget_class->get_request_mode = velo_pdf_canvas_get_request_mode;
  widget_class->measure = velo_pdf_canvas_measure;
  widget_class->size_allocate = velo_pdf_canvas_size_allocate;
  widget_class->snapshot = velo_pdf_canvas_snapshot;

  /**
   * VeloPdfCanvas::failed:
   * @self: the canvas
   * @message: for the log
   *
   * The page cannot be drawn.
   */
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * VeloPdfCanvas::picked:
   * @self: the canvas
   * @page: number of the page from 0
   * @x1: left, in page points
   * @y1: bottom
   * @x2: right
   * @y2: top
   *
   * The user clicked on a point of the page or drew a rectangle on it.
   */
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 5, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE,
                                  G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "pdfcanvas");
}

static void
velo_pdf_canvas_init (VeloPdfCanvas *self)
{
  self->fit = VELO_PDF_FIT_WIDTH;
  self->zoom = 1.0;
  self->marks = g_array_new (FALSE, FALSE, sizeof (VeloPageRect));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_factor_cb), NULL);
}

/**
 * velo_pdf_canvas_set_document:
 * @self: a canvas
 * @document: (nullable): what to show; its owner closes it
 */
void
velo_pdf_canvas_set_document (VeloPdfCanvas   *self,
                              VeloPdfDocument *document)
{
  g_return_if_fail (VELO_IS_PDF_CANVAS (self));
  g_return_if_fail (document == NULL || VELO_IS_PDF_DOCUMENT (document));

  if (!g_set_object (&self->document, document))
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->texture);
  g_clear_object (&self->next);
  self->page = 0;
  self->asked_scale = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  queue_picture (self);
}

/**
 * velo_pdf_canvas_set_page:
 * @self: a canvas
 * @page: number of the page from 0
 */
void
velo_pdf_canvas_set_page (VeloPdfCanvas *self,
                          guint          page)
{
  g_return_if_fail (VELO_IS_PDF_CANVAS (self));

  if (self->page == page)
    return;
  self->page = page;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  queue_picture (self);
}

/**
 * velo_pdf_canvas_set_fit:
 * @self: a canvas
 * @fit: what decides the size
 * @zoom: view pixels for a point, if @fit is %VELO_PDF_FIT_NONE
 */
void
velo_pdf_canvas_set_fit (VeloPdfCanvas *self,
                         VeloPdfFit     fit,
                         double         zoom)
{
  g_return_if_fail (VELO_IS_PDF_CANVAS (self));

  self->fit = fit;
  if (fit == VELO_PDF_FIT_NONE)
    self->zoom = CLAMP (zoom, 0.2, MAX_ZOOM);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  queue_picture (self);
}

/**
 * velo_pdf_canvas_get_zoom:
 * @self: a canvas
 *
 * Returns: view pixels for a point as shown now
 */
double
velo_pdf_canvas_get_zoom (VeloPdfCanvas *self)
{
  g_return_val_if_fail (VELO_IS_PDF_CANVAS (self), 1.0);

  return get_zoom (self);
}

/**
 * velo_pdf_canvas_is_sharp:
 * @self: a canvas
 *
 * Returns: whether the picture of the page shown has as many pixels as the screen
 */
gboolean
velo_pdf_canvas_is_sharp (VeloPdfCanvas *self)
{
  g_return_val_if_fail (VELO_IS_PDF_CANVAS (self), FALSE);

  return self->texture != NULL && self->texture_page == self->page
         && fabs (self->texture_scale - get_render_scale (self)) < 0.001;
}

/**
 * velo_pdf_canvas_set_marks:
 * @self: a canvas
 * @page: number of the page from 0
 * @rects: (nullable) (element-type VeloPageRect): what is framed on it, %NULL for nothing
 */
void
velo_pdf_canvas_set_marks (VeloPdfCanvas *self,
                           guint          page,
                           GArray        *rects)
{
  g_return_if_fail (VELO_IS_PDF_CANVAS (self));

  g_array_set_size (self->marks, 0);
  if (rects != NULL && rects->len > 0)
    g_array_append_vals (self->marks, rects->data, rects->len);
  self->marks_page = page;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * velo_pdf_canvas_get_mark:
 * @self: a canvas
 * @area: (out): what is framed on the page shown, in pixels of the widget
 *
 * Returns: whether anything is
 */
gboolean
velo_pdf_canvas_get_mark (VeloPdfCanvas   *self,
                          graphene_rect_t *area)
{
  graphene_rect_t page;

  g_return_val_if_fail (VELO_IS_PDF_CANVAS (self), FALSE);

  if (self->marks->len == 0 || self->marks_page != self->page || !get_page_area (self, &page))
    return FALSE;
  for (guint i = 0; i < self->marks->len; i++)
    {
      graphene_rect_t one;

      get_mark_area (self, &page, &g_array_index (self->marks, VeloPageRect, i), &one);
      if (i == 0)
        *area = one;
      graphene_rect_union (area, &one, area);
    }
  return TRUE;
}

/**
 * velo_pdf_canvas_set_pickable:
 * @self: a canvas
 * @pickable: whether clicks and drawn rectangles are emitted as #VeloPdfCanvas::picked
 */
void
velo_pdf_canvas_set_pickable (VeloPdfCanvas *self,
                              gboolean       pickable)
{
  g_return_if_fail (VELO_IS_PDF_CANVAS (self));

  if (pickable == (self->drag != NULL))
    return;
  if (!pickable)
    {
      gtk_widget_remove_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag));
      self->drag = NULL;
      gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
      return;
    }
  self->drag = gtk_gesture_drag_new ();
  g_signal_connect_object (self->drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "text");
}
