/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two buttons where handing over is confirmed: print the papers, and see which they are. */

#define G_LOG_DOMAIN "velo-papers-bar"

#include "config.h"

#include "velo-papers-bar.h"

#include <glib/gi18n.h>

/* The list scrolls where there are more papers than fit into this height. */
#define LIST_HEIGHT 360
#define LIST_WIDTH 300

/**
 * VeloPapersBar:
 *
 * Hidden while nothing is known of the papers. Printing them does not say
 * that the customer has them: that is for whoever hands them over.
 */
struct _VeloPapersBar
{
  AdwBin parent_instance;

  GtkButton       *print_button; /* (borrowed) (not nullable) */
  GtkMenuButton   *list_button;  /* (borrowed) (not nullable) */
  GtkLabel        *list_label;   /* (borrowed) (not nullable) */
  VeloHandoverBox *box;          /* (borrowed) (not nullable) */
};

G_DEFINE_FINAL_TYPE (VeloPapersBar, velo_papers_bar, ADW_TYPE_BIN)

enum
{
  CHANGED,
  TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
get_n_papers (VeloPapersBar *self)
{
  g_autoptr(GListModel) documents = NULL;

  g_object_get (self->box, "documents", &documents, NULL);
  return documents == NULL ? 0 : g_list_model_get_n_items (documents);
}

static void
documents_cb (VeloPapersBar *self)
{
  guint n_papers = get_n_papers (self);
  g_autofree char *label = NULL;

  /* Translators: number of papers for the customer */
  label = g_strdup_printf (ngettext ("Show %u Document", "Show %u Documents", n_papers), n_papers);
  gtk_label_set_label (self->list_label, label);
  gtk_widget_set_visible (GTK_WIDGET (self), n_papers > 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
status_cb (VeloPapersBar *self)
{
  g_autofree char *status = NULL;

  g_object_get (self->box, "status", &status, NULL);
  g_signal_emit (self, signals[TOLD], 0, status);
}

static void
print_cb (VeloPapersBar *self)
{
  velo_handover_box_print (self->box, NULL);
}

static GtkWidget *
make_popover (VeloPapersBar *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_set_margin_start (GTK_WIDGET (self->box), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->box), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->box), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->box), 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  gtk_widget_set_size_request (scroller, LIST_WIDTH, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->box));
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  return popover;
}

static void
velo_papers_bar_class_init (VeloPapersBarClass *klass)
{
  /**
   * VeloPapersBar::changed:
   * @self: the bar
   *
   * There are papers now, or others than before.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  /**
   * VeloPapersBar::told:
   * @self: the bar
   * @text: a sentence, empty if there is nothing to say
   *
   * What became of printing.
   */
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

/* In a narrow window the words of a button take two lines. */
static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  return label;
}

static void
velo_papers_bar_init (VeloPapersBar *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->box = VELO_HANDOVER_BOX (velo_handover_box_new ());
  self->print_button = GTK_BUTTON (gtk_button_new ());
  gtk_button_set_child (self->print_button, make_label (_("Print Documents")));
  self->list_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->list_label = GTK_LABEL (make_label (NULL));
  gtk_menu_button_set_child (self->list_button, GTK_WIDGET (self->list_label));
  gtk_menu_button_set_popover (self->list_button, make_popover (self));
  gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->print_button));
  gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->list_button));
  adw_bin_set_child (ADW_BIN (self), buttons);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (self->print_button, "clicked", G_CALLBACK (print_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->box, "notify::documents", G_CALLBACK (documents_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->box, "notify::status", G_CALLBACK (status_cb), self, G_CONNECT_SWAPPED);
}

/**
 * velo_papers_bar_follow:
 * @self: a bar
 * @other: the box with the papers of the chosen tariff
 *
 * Prints and shows what @other has.
 */
void
velo_papers_bar_follow (VeloPapersBar   *self,
                        VeloHandoverBox *other)
{
  g_return_if_fail (VELO_IS_PAPERS_BAR (self));

  velo_handover_box_follow (self->box, other);
}

/**
 * velo_papers_bar_get_box:
 * @self: a bar
 *
 * Returns: (transfer none): what its list shows
 */
VeloHandoverBox *
velo_papers_bar_get_box (VeloPapersBar *self)
{
  g_return_val_if_fail (VELO_IS_PAPERS_BAR (self), NULL);

  return self->box;
}

/**
 * velo_papers_bar_dup_received:
 * @self: a bar
 *
 * Returns: (transfer full): what is confirmed with a tick beside the bar, with the number of papers if it is known
 */
char *
velo_papers_bar_dup_received (VeloPapersBar *self)
{
  guint n_papers;

  g_return_val_if_fail (VELO_IS_PAPERS_BAR (self), NULL);

  n_papers = get_n_papers (self);
  if (n_papers == 0)
    return g_strdup (_("The customer has received the documents"));
  /* Translators: number of papers for the customer */
  return g_strdup_printf (ngettext ("The customer has received the %u document",
                                    "The customer has received all %u documents", n_papers), n_papers);
}
