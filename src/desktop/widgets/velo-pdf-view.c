/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a PDF: turns pages, zooms, and says what it waits for or what went wrong. */

#define G_LOG_DOMAIN "velo-pdf-view"

#include "config.h"

#include "velo-pdf-view.h"

#include <glib/gi18n.h>

#include "velo-pdf-canvas.h"
#include "velo-pdf-document.h"

#define ZOOM_STEP 1.25

/**
 * VeloPdfView:
 *
 * Actions "pdf-view.next-page", "previous-page", "zoom-in", "zoom-out",
 * "fit-width" and "fit-page", on the keys that people expect of a viewer.
 */
struct _VeloPdfView
{
  AdwBin parent_instance;

  GtkStack          *stack;        /* (borrowed) (not nullable) */
  GtkSpinner        *spinner;      /* (borrowed) (not nullable) */
  GtkLabel          *busy_label;   /* (borrowed) (not nullable) */
  AdwStatusPage     *error_page;   /* (borrowed) (not nullable) */
  GtkButton         *retry_button; /* (borrowed) (not nullable) */
  GtkScrolledWindow *scroller;     /* (borrowed) (not nullable) */
  VeloPdfCanvas     *canvas;       /* (borrowed) (not nullable) */
  GtkWidget         *toolbar;      /* (borrowed) (not nullable) */
  GtkLabel          *page_label;   /* (borrowed) (not nullable) */

  GBytes            *pdf;          /* (owned) (nullable) */
  VeloPdfDocument   *document;     /* (owned) (nullable) */
  GCancellable      *cancellable;  /* (owned) (nullable): of the document being opened */
  guint              page;
  gboolean           service_error; /* the error shown is the caller's: retry is a signal */
  guint              n_marks;
  guint              scroll_id;
};

G_DEFINE_FINAL_TYPE (VeloPdfView, velo_pdf_view, ADW_TYPE_BIN)

enum
{
  RETRY,
  OPENED,
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void open_document (VeloPdfView *self);

static void
update_actions (VeloPdfView *self)
{
  guint n_pages = velo_pdf_view_get_n_pages (self);
  gboolean shown = n_pages > 0;
  GtkWidget *widget = GTK_WIDGET (self);
  g_autofree char *text = NULL;

  gtk_widget_action_set_enabled (widget, "pdf-view.next-page", shown && self->page + 1 < n_pages);
  gtk_widget_action_set_enabled (widget, "pdf-view.previous-page", shown && self->page > 0);
  gtk_widget_action_set_enabled (widget, "pdf-view.zoom-in", shown);
  gtk_widget_action_set_enabled (widget, "pdf-view.zoom-out", shown);
  gtk_widget_action_set_enabled (widget, "pdf-view.fit-width", shown);
  gtk_widget_action_set_enabled (widget, "pdf-view.fit-page", shown);
  gtk_widget_set_sensitive (self->toolbar, shown);
  if (shown)
    /* Translators: number of the page shown, number of all pages */
    text = g_strdup_printf (_("%u of %u"), self->page + 1, n_pages);
  gtk_label_set_label (self->page_label, text == NULL ? "" : text);
}

static void
drop_document (VeloPdfView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->canvas != NULL)
    {
      velo_pdf_canvas_set_document (self->canvas, NULL);
      velo_pdf_canvas_set_marks (self->canvas, 0, NULL);
    }
  self->n_marks = 0;
  if (self->document != NULL)
    velo_pdf_document_close (self->document);
  g_clear_object (&self->document);
  self->page = 0;
}

static void
show_error (VeloPdfView *self,
            const char  *sentence,
            gboolean     can_retry)
{
  adw_status_page_set_description (self->error_page, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->retry_button), can_retry);
  gtk_stack_set_visible_child_name (self->stack, "error");
  gtk_spinner_stop (self->spinner);
  update_actions (self);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloPdfView) self = user_data;
  g_autoptr(VeloPdfDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  document = velo_pdf_document_open_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (document == NULL)
    {
      g_info ("cannot open a document: %s", error->message);
      show_error (self, _("The file is damaged or is not a PDF document."), FALSE);
      return;
    }
  self->document = g_steal_pointer (&document);
  velo_pdf_canvas_set_document (self->canvas, self->document);
  gtk_stack_set_visible_child_name (self->stack, "page");
  gtk_spinner_stop (self->spinner);
  update_actions (self);
  g_signal_emit (self, signals[OPENED], 0);
}

static void
open_document (VeloPdfView *self)
{
  velo_pdf_view_show_busy (self, _("Opening the document …"));
  self->cancellable = g_cancellable_new ();
  velo_pdf_document_open_async (self->pdf, self->cancellable, opened_cb, g_object_ref (self));
}

static void
on_picked_cb (VeloPdfView *self,
              guint        page,
              double       x1,
              double       y1,
              double       x2,
              double       y2)
{
  g_signal_emit (self, signals[PICKED], 0, page, x1, y1, x2, y2);
}

static void
on_failed_cb (VeloPdfView *self,
              const char  *message)
{
  g_info ("cannot draw a page: %s", message);
  self->service_error = FALSE;
  show_error (self, _("This page could not be drawn. Try again, or open the document in another program."),
              TRUE);
}

static void
on_retry_cb (VeloPdfView *self)
{
  if (self->service_error)
    g_signal_emit (self, signals[RETRY], 0);
  else if (self->pdf != NULL)
    {
      drop_document (self);
      open_document (self);
    }
}

static void
page_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  VeloPdfView *self = VELO_PDF_VIEW (widget);

  if (g_str_equal (name, "pdf-view.next-page"))
    velo_pdf_view_set_page (self, self->page + 1);
  else if (self->page > 0)
    velo_pdf_view_set_page (self, self->page - 1);
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  VeloPdfView *self = VELO_PDF_VIEW (widget);
  double zoom = velo_pdf_canvas_get_zoom (self->canvas);

  if (g_str_equal (name, "pdf-view.zoom-in"))
    velo_pdf_canvas_set_fit (self->canvas, VELO_PDF_FIT_NONE, zoom * ZOOM_STEP);
  else if (g_str_equal (name, "pdf-view.zoom-out"))
    velo_pdf_canvas_set_fit (self->canvas, VELO_PDF_FIT_NONE, zoom / ZOOM_STEP);
  else if (g_str_equal (name, "pdf-view.fit-width"))
    velo_pdf_canvas_set_fit (self->canvas, VELO_PDF_FIT_WIDTH, 0);
  else
    velo_pdf_canvas_set_fit (self->canvas, VELO_PDF_FIT_PAGE, 0);
}

static void
velo_pdf_view_dispose (GObject *object)
{
  VeloPdfView *self = VELO_PDF_VIEW (object);

  drop_document (self);
  g_clear_handle_id (&self->scroll_id, g_source_remove);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_PDF_VIEW);

  G_OBJECT_CLASS (velo_pdf_view_parent_class)->dispose (object);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_ALT_MASK,
                                       "pdf-view.next-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_ALT_MASK,
                                       "pdf-view.previous-page", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK,
                                       "pdf-view.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Add, GDK_CONTROL_MASK,
                                       "pdf-view.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK,
                                       "pdf-view.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Subtract, GDK_CONTROL_MASK,
                                       "pdf-view.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK,
                                       "pdf-view.fit-page", NULL);
}

static void
install_signals (VeloPdfViewClass *klass)
{
  /**
   * VeloPdfView::retry:
   * @self: the view
   *
   * The user wants to try again what velo_pdf_view_show_error() told of.
   */
  signals[RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  /**
   * VeloPdfView::opened:
   * @self: the view
   *
   * The document is there; its pages can be shown and searched.
   */
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  /**
   * VeloPdfView::picked:
   * @self: the view
   * @page: number of the page from 0
   * @x1: left, in page points
   * @y1: bottom
   * @x2: right
   * @y2: top
   *
   * The user clicked on a point of the page or drew a rectangle on it; see
   * velo_pdf_view_set_pickable().
   */
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 5, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE,
                                  G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
velo_pdf_view_class_init (VeloPdfViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = velo_pdf_view_dispose;

  install_signals (klass);
  g_type_ensure (VELO_TYPE_PDF_CANVAS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/widgets/velo-pdf-view.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloPdfView, stack);
  gtk_widget_class_bind_template_child (widget_class, VeloPdfView, spinner);
  gtk_widget_class_bind_template_child (widget_class, VeloPdfView, busy_label);
  gtk_widget_class_bind_template_child (widget_class, VeloPdfView, error_page);
  gtk_widget_class_bind_template_child (widget_class, VeloPdfView, retry_button);
  gtk_widget_class_bind_template_child (widget_class, VeloPdfView, scroller);
  gtk_widget_class_bind_template_child (widget_class, VeloPdfView, canvas);
  gtk_widget_class_bind_template_child (widget_class, VeloPdfView, toolbar);
  gtk_widget_class_bind_template_child (widget_class, VeloPdfView, page_label);
  gtk_widget_class_bind_template_callback (widget_class, on_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
  gtk_widget_class_install_action (widget_class, "pdf-view.next-page", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "pdf-view.previous-page", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "pdf-view.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "pdf-view.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "pdf-view.fit-width", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "pdf-view.fit-page", NULL, zoom_action);
  install_keys (widget_class);
}

static void
velo_pdf_view_init (VeloPdfView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

/**
 * velo_pdf_view_new:
 *
 * Returns: (transfer floating): an empty view
 */
GtkWidget *
velo_pdf_view_new (void)
{
  return g_object_new (VELO_TYPE_PDF_VIEW, NULL);
}

/**
 * velo_pdf_view_set_bytes:
 * @self: a view
 * @pdf: (nullable): the document to show, or %NULL to show nothing
 *
 * Opens @pdf on the worker and shows its first page.
 */
void
velo_pdf_view_set_bytes (VeloPdfView *self,
                         GBytes      *pdf)
{
  g_return_if_fail (VELO_IS_PDF_VIEW (self));

  if (pdf != NULL)
    g_bytes_ref (pdf);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  self->pdf = pdf;
  self->service_error = FALSE;
  drop_document (self);
  if (pdf != NULL)
    open_document (self);
  else
    velo_pdf_view_show_busy (self, "");
}

/**
 * velo_pdf_view_show_busy:
 * @self: a view
 * @sentence: what is waited for
 *
 * Drops the document shown and shows a spinner.
 */
void
velo_pdf_view_show_busy (VeloPdfView *self,
                         const char  *sentence)
{
  g_return_if_fail (VELO_IS_PDF_VIEW (self));

  drop_document (self);
  gtk_label_set_label (self->busy_label, sentence);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  gtk_spinner_set_spinning (self->spinner, *sentence != '\0');
  update_actions (self);
}

/**
 * velo_pdf_view_show_error:
 * @self: a view
 * @sentence: what happened and what can be done
 * @can_retry: whether a button emits #VeloPdfView::retry
 *
 * Drops the document shown and shows @sentence.
 */
void
velo_pdf_view_show_error (VeloPdfView *self,
                          const char  *sentence,
                          gboolean     can_retry)
{
  g_return_if_fail (VELO_IS_PDF_VIEW (self));

  drop_document (self);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  self->service_error = TRUE;
  show_error (self, sentence, can_retry);
}

/**
 * velo_pdf_view_get_page:
 * @self: a view
 *
 * Returns: number of the page shown, from 0
 */
guint
velo_pdf_view_get_page (VeloPdfView *self)
{
  g_return_val_if_fail (VELO_IS_PDF_VIEW (self), 0);

  return self->page;
}

/**
 * velo_pdf_view_set_page:
 * @self: a view
 * @page: number of a page, from 0; ignored if there is no such page
 */
void
velo_pdf_view_set_page (VeloPdfView *self,
                        guint        page)
{
  GtkAdjustment *vertical;

  g_return_if_fail (VELO_IS_PDF_VIEW (self));

  if (page == self->page || page >= velo_pdf_view_get_n_pages (self))
    return;
  self->page = page;
  velo_pdf_canvas_set_page (self->canvas, page);
  vertical = gtk_scrolled_window_get_vadjustment (self->scroller);
  gtk_adjustment_set_value (vertical, 0);
  update_actions (self);
}

/**
 * velo_pdf_view_get_n_pages:
 * @self: a view
 *
 * Returns: how many pages the document has, 0 while there is none
 */
guint
velo_pdf_view_get_n_pages (VeloPdfView *self)
{
  g_return_val_if_fail (VELO_IS_PDF_VIEW (self), 0);

  return self->document == NULL ? 0 : velo_pdf_document_get_n_pages (self->document);
}

/**
 * velo_pdf_view_is_ready:
 * @self: a view
 *
 * Returns: whether the page is on the screen, sharp
 */
gboolean
velo_pdf_view_is_ready (VeloPdfView *self)
{
  g_return_val_if_fail (VELO_IS_PDF_VIEW (self), FALSE);

  return self->document != NULL && velo_pdf_canvas_is_sharp (self->canvas);
}

/**
 * velo_pdf_view_get_document:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the document, %NULL until it is open; the view closes it
 */
VeloPdfDocument *
velo_pdf_view_get_document (VeloPdfView *self)
{
  g_return_val_if_fail (VELO_IS_PDF_VIEW (self), NULL);

  return self->document;
}

static void
scroll_along (GtkAdjustment *adjustment,
              double         start,
              double         length)
{
  double page = gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment);

  if (start < value || start + length > value + page)
    gtk_adjustment_set_value (adjustment, start + length / 2 - page / 2);
}

/* After a page was turned, the canvas has its new size only once it was laid out. */
static gboolean
scroll_cb (gpointer user_data)
{
  VeloPdfView *self = user_data;
  graphene_rect_t area;

  self->scroll_id = 0;
  if (!velo_pdf_canvas_get_mark (self->canvas, &area))
    return G_SOURCE_REMOVE;
  scroll_along (gtk_scrolled_window_get_hadjustment (self->scroller), area.origin.x, area.size.width);
  scroll_along (gtk_scrolled_window_get_vadjustment (self->scroller), area.origin.y, area.size.height);
  return G_SOURCE_REMOVE;
}

/**
 * velo_pdf_view_set_marks:
 * @self: a view
 * @page: number of the page from 0
 * @rects: (nullable) (element-type VeloPageRect): what is framed on it, %NULL for nothing
 *
 * Turns to the page, frames the rectangles and scrolls to them. Ignored while
 * no document is shown or if it has no such page.
 */
void
velo_pdf_view_set_marks (VeloPdfView *self,
                         guint        page,
                         GArray      *rects)
{
  g_return_if_fail (VELO_IS_PDF_VIEW (self));

  self->n_marks = 0;
  velo_pdf_canvas_set_marks (self->canvas, 0, NULL);
  if (rects == NULL || rects->len == 0 || page >= velo_pdf_view_get_n_pages (self))
    return;
  velo_pdf_view_set_page (self, page);
  velo_pdf_canvas_set_marks (self->canvas, page, rects);
  self->n_marks = rects->len;
  if (self->scroll_id == 0)
    self->scroll_id = g_idle_add_full (G_PRIORITY_LOW, scroll_cb, self, NULL);
}

/**
 * velo_pdf_view_get_n_marks:
 * @self: a view
 *
 * Returns: how many rectangles are framed
 */
guint
velo_pdf_view_get_n_marks (VeloPdfView *self)
{
  g_return_val_if_fail (VELO_IS_PDF_VIEW (self), 0);

  return self->n_marks;
}

/**
 * velo_pdf_view_set_pickable:
 * @self: a view
 * @pickable: whether clicks and drawn rectangles are emitted as #VeloPdfView::picked
 */
void
velo_pdf_view_set_pickable (VeloPdfView *self,
                            gboolean     pickable)
{
  g_return_if_fail (VELO_IS_PDF_VIEW (self));

  velo_pdf_canvas_set_pickable (self->canvas, pickable);
}
