/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row for a text of several lines. */

#define G_LOG_DOMAIN "velo-text-row"

#include "config.h"

#include "velo-text-row.h"

struct _VeloTextRow
{
  AdwPreferencesRow parent_instance;

  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (VeloTextRow, velo_text_row, ADW_TYPE_PREFERENCES_ROW)

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
} VeloTextRowSignal;

static guint signals[N_SIGNALS];

static void
on_changed_cb (VeloTextRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
velo_text_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (VELO_TEXT_ROW (widget)->view));
}

static void
velo_text_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_TEXT_ROW);

  G_OBJECT_CLASS (velo_text_row_parent_class)->dispose (object);
}

static void
velo_text_row_class_init (VeloTextRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_text_row_dispose;
  widget_class->grab_focus = velo_text_row_grab_focus;

  /**
   * VeloTextRow::changed:
   *
   * The text is another one.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", VELO_TYPE_TEXT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/widgets/velo-text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloTextRow, view);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
}

static void
velo_text_row_init (VeloTextRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * velo_text_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
velo_text_row_new (void)
{
  return g_object_new (VELO_TYPE_TEXT_ROW, NULL);
}

/**
 * velo_text_row_dup_text:
 * @self: a row
 *
 * Returns: (transfer full): its text, with the line breaks that were typed
 */
char *
velo_text_row_dup_text (VeloTextRow *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (VELO_IS_TEXT_ROW (self), NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * velo_text_row_set_text:
 * @self: a row
 * @text: (nullable): its text
 */
void
velo_text_row_set_text (VeloTextRow *self,
                        const char  *text)
{
  g_autofree char *before = NULL;

  g_return_if_fail (VELO_IS_TEXT_ROW (self));

  before = velo_text_row_dup_text (self);
  if (g_strcmp0 (before, text != NULL ? text : "") != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text != NULL ? text : "", -1);
}
