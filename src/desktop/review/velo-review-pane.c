/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of an invoice beside what was read from it. */

#define G_LOG_DOMAIN "velo-review-pane"

#include "config.h"

#include "velo-review-pane.h"

#include "velo-sale-field.h"

#include <glib/gi18n.h>

struct _VeloReviewPane
{
  AdwBin parent_instance;

  GtkWidget *switcher;             /* (borrowed) (not nullable) */
  GtkToggleButton *values_button;  /* (borrowed) (not nullable) */
  GtkToggleButton *paper_button;   /* (borrowed) (not nullable) */
  AdwLeaflet *leaflet;             /* (borrowed) (not nullable) */
  GtkWidget *paper_box;            /* (borrowed) (not nullable) */
  VeloReviewPaper *paper;          /* (borrowed) (not nullable) */
  GtkWidget *separator;            /* (borrowed) (not nullable) */
  AdwBin *form_bin;                /* (borrowed) (not nullable) */

  VeloSaleField *field; /* (weak) (nullable): the value that is framed */
  GtkRoot *root;        /* (borrowed) (nullable): whose focus is followed */
  guint fold_id;
};

G_DEFINE_FINAL_TYPE (VeloReviewPane, velo_review_pane, ADW_TYPE_BIN)

typedef enum
{
  PROP_FORM = 1,
} VeloReviewPaneProperty;

static GParamSpec *properties[PROP_FORM + 1];

static gboolean
has_paper (VeloReviewPane *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->paper));
}

static void
update_fold (VeloReviewPane *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  gtk_widget_set_visible (self->switcher, folded && has_paper (self));
  gtk_widget_set_visible (self->separator, !folded);
}

static gboolean
fold_cb (gpointer user_data)
{
  VeloReviewPane *self = user_data;

  self->fold_id = 0;
  update_fold (self);
  return G_SOURCE_REMOVE;
}

/* It folds while it is laid out, when nothing may appear or go. */
static void
on_folded_cb (AdwLeaflet     *leaflet,
              GParamSpec     *pspec,
              VeloReviewPane *self)
{
  if (self->fold_id == 0)
    self->fold_id = g_idle_add (fold_cb, self);
}

static void
on_toggled_cb (GtkToggleButton *button,
               VeloReviewPane  *self)
{
  gboolean values = gtk_toggle_button_get_active (button);

  adw_leaflet_set_visible_child (self->leaflet, values ? GTK_WIDGET (self->form_bin)
                                                       : self->paper_box);
}

static void
point_to_field (VeloReviewPane *self)
{
  if (self->field == NULL)
    return;
  velo_review_paper_point_to (self->paper, velo_sale_field_get_name (self->field),
                              gtk_editable_get_text (GTK_EDITABLE (self->field)),
                              velo_sale_field_get_finding (self->field));
}

static void
focus_changed_cb (VeloReviewPane *self)
{
  GtkWidget *focus = gtk_root_get_focus (self->root);
  GtkWidget *field = focus == NULL ? NULL : gtk_widget_get_ancestor (focus, VELO_TYPE_SALE_FIELD);

  if (field == NULL || field == GTK_WIDGET (self->field)
      || !gtk_widget_is_ancestor (field, GTK_WIDGET (self)))
    return;
  g_set_weak_pointer (&self->field, VELO_SALE_FIELD (field));
  if (has_paper (self))
    point_to_field (self);
}

static void
on_taken_cb (VeloReviewPane     *self,
             const char         *text,
             guint               page,
             const VeloPageRect *rect)
{
  if (self->field == NULL)
    {
      velo_review_paper_say (self->paper, _("Please choose the value first, then click on its text."));
      return;
    }
  velo_sale_field_take (self->field, text, page, rect);
  gtk_toggle_button_set_active (self->values_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->field));
}

static void
velo_review_pane_root (GtkWidget *widget)
{
  VeloReviewPane *self = VELO_REVIEW_PANE (widget);

  GTK_WIDGET_CLASS (velo_review_pane_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  g_signal_connect_object (self->root, "notify::focus-widget", G_CALLBACK (focus_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
velo_review_pane_unroot (GtkWidget *widget)
{
  VeloReviewPane *self = VELO_REVIEW_PANE (widget);

  g_signal_handlers_disconnect_by_func (self->root, focus_changed_cb, self);
  self->root = NULL;
  GTK_WIDGET_CLASS (velo_review_pane_parent_class)->unroot (widget);
}

static void
velo_review_pane_dispose (GObject *object)
{
  VeloReviewPane *self = VELO_REVIEW_PANE (object);

  g_clear_weak_pointer (&self->field);
  g_clear_handle_id (&self->fold_id, g_source_remove);
  /* the bin must not keep a pointer to what the template takes away */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_REVIEW_PANE);

  G_OBJECT_CLASS (velo_review_pane_parent_class)->dispose (object);
}

static void
velo_review_pane_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch ((VeloReviewPaneProperty) prop_id)
    {
    case PROP_FORM:
      g_value_set_object (value, adw_bin_get_child (VELO_REVIEW_PANE (object)->form_bin));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_review_pane_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch ((VeloReviewPaneProperty) prop_id)
    {
    case PROP_FORM:
      adw_bin_set_child (VELO_REVIEW_PANE (object)->form_bin, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_review_pane_class_init (VeloReviewPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = velo_review_pane_dispose;
  object_class->get_property = velo_review_pane_get_property;
  object_class->set_property = velo_review_pane_set_property;
  widget_class->root = velo_review_pane_root;
  widget_class->unroot = velo_review_pane_unroot;

  /**
   * VeloReviewPane:form:
   *
   * What holds the fields.
   */
  properties[PROP_FORM] = g_param_spec_object ("form", NULL, NULL, GTK_TYPE_WIDGET,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (VELO_TYPE_REVIEW_PAPER);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/review/velo-review-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloReviewPane, switcher);
  gtk_widget_class_bind_template_child (widget_class, VeloReviewPane, values_button);
  gtk_widget_class_bind_template_child (widget_class, VeloReviewPane, paper_button);
  gtk_widget_class_bind_template_child (widget_class, VeloReviewPane, leaflet);
  gtk_widget_class_bind_template_child (widget_class, VeloReviewPane, paper);
  gtk_widget_class_bind_template_child (widget_class, VeloReviewPane, paper_box);
  gtk_widget_class_bind_template_child (widget_class, VeloReviewPane, separator);
  gtk_widget_class_bind_template_child (widget_class, VeloReviewPane, form_bin);
  gtk_widget_class_bind_template_callback (widget_class, on_folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_taken_cb);
}

static void
velo_review_pane_init (VeloReviewPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->form_bin));
}

/**
 * velo_review_pane_show_invoice:
 * @self: a pane
 * @invoice: what was read
 * @original: (nullable): the file that was read
 *
 * Puts the invoice beside the fields.
 */
void
velo_review_pane_show_invoice (VeloReviewPane *self,
                               VeloInvoice    *invoice,
                               GBytes         *original)
{
  g_return_if_fail (VELO_IS_REVIEW_PANE (self));
  g_return_if_fail (VELO_IS_INVOICE (invoice));

  gtk_widget_set_visible (GTK_WIDGET (self->paper), TRUE);
  velo_review_paper_set_takeable (self->paper, TRUE);
  velo_review_paper_show_invoice (self->paper, invoice, original);
  update_fold (self);
  point_to_field (self);
}

/**
 * velo_review_pane_get_paper:
 * @self: a pane
 *
 * Returns: (transfer none): the page
 */
VeloReviewPaper *
velo_review_pane_get_paper (VeloReviewPane *self)
{
  g_return_val_if_fail (VELO_IS_REVIEW_PANE (self), NULL);

  return self->paper;
}

/**
 * velo_review_pane_is_folded:
 * @self: a pane
 *
 * Returns: whether page and fields are one behind the other
 */
gboolean
velo_review_pane_is_folded (VeloReviewPane *self)
{
  g_return_val_if_fail (VELO_IS_REVIEW_PANE (self), FALSE);

  return gtk_widget_get_visible (self->switcher);
}

/**
 * velo_review_pane_show_values:
 * @self: a pane
 *
 * Turns to the fields, where page and fields are one behind the other.
 */
void
velo_review_pane_show_values (VeloReviewPane *self)
{
  g_return_if_fail (VELO_IS_REVIEW_PANE (self));

  gtk_toggle_button_set_active (self->values_button, TRUE);
}

/**
 * velo_review_pane_show_place:
 * @self: a pane
 *
 * Turns to the page, with the value framed whose field has or had the focus.
 */
void
velo_review_pane_show_place (VeloReviewPane *self)
{
  g_return_if_fail (VELO_IS_REVIEW_PANE (self));

  if (!has_paper (self))
    return;
  gtk_toggle_button_set_active (self->paper_button, TRUE);
  point_to_field (self);
}
