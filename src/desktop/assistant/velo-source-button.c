/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows where on the invoice a value was found and how sure that is. */

#define G_LOG_DOMAIN "velo-source-button"

#include "config.h"

#include "velo-source-button.h"

#include <glib/gi18n.h>

#include "velo-review-text.h"

/**
 * VeloSourceButton:
 *
 * Invisible without a finding.
 */
struct _VeloSourceButton
{
  AdwBin parent_instance;

  GtkLabel *sureness_label; /* (borrowed) (not nullable) */
  GtkLabel *excerpt_label;  /* (borrowed) (not nullable) */
  GtkLabel *source_label;   /* (borrowed) (not nullable) */
  GtkPopover *popover;      /* (borrowed) (not nullable) */
  GtkMenuButton *button;    /* (borrowed) (not nullable) */

  VeloFinding *finding;     /* (owned) (nullable) */
  gboolean     checked;     /* somebody has accepted the values of the sale */
};

G_DEFINE_FINAL_TYPE (VeloSourceButton, velo_source_button, ADW_TYPE_BIN)

enum
{
  SIGNAL_SHOW_PLACE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_sureness_text (VeloSureness sureness,
                   gboolean     checked)
{
  if (checked && sureness != VELO_SURENESS_HIGH)
    return _("Taken from the invoice and checked");
  switch (sureness)
    {
    case VELO_SURENESS_HIGH:
      return _("Taken from the invoice");
    case VELO_SURENESS_GOOD:
      return _("Taken from the invoice, please check");
    case VELO_SURENESS_LOW:
    case VELO_SURENESS_NONE:
    default:
      return _("Guessed from the invoice, please compare");
    }
}

/* Only what has to be looked at competes with what is missing. */
static void
show_sureness (VeloSourceButton *self)
{
  VeloSureness sureness = velo_finding_get_sureness (self->finding);
  gboolean quiet = self->checked || sureness == VELO_SURENESS_HIGH;
  const char *icon = "invoice-symbolic";

  if (!quiet)
    icon = sureness == VELO_SURENESS_GOOD ? "ask-symbolic" : "dialog-warning-symbolic";
  gtk_label_set_label (self->sureness_label, get_sureness_text (sureness, self->checked));
  gtk_menu_button_set_icon_name (self->button, icon);
  if (quiet)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "dim-label");
}

static void
on_place_clicked_cb (VeloSourceButton *self)
{
  gtk_popover_popdown (self->popover);
  if (self->finding != NULL)
    g_signal_emit (self, signals[SIGNAL_SHOW_PLACE], 0, self->finding);
}

static void
velo_source_button_dispose (GObject *object)
{
  g_clear_object (&VELO_SOURCE_BUTTON (object)->finding);
  /* the bin must not keep a pointer to what the template takes away */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_SOURCE_BUTTON);

  G_OBJECT_CLASS (velo_source_button_parent_class)->dispose (object);
}

static void
velo_source_button_class_init (VeloSourceButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_source_button_dispose;

  /**
   * VeloSourceButton::show-place:
   * @self: the button
   * @finding: where the value was read
   *
   * The user wants to see the place on the invoice.
   */
  signals[SIGNAL_SHOW_PLACE] = g_signal_new ("show-place", VELO_TYPE_SOURCE_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 1, VELO_TYPE_FINDING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/assistant/velo-source-button.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloSourceButton, sureness_label);
  gtk_widget_class_bind_template_child (widget_class, VeloSourceButton, excerpt_label);
  gtk_widget_class_bind_template_child (widget_class, VeloSourceButton, source_label);
  gtk_widget_class_bind_template_child (widget_class, VeloSourceButton, popover);
  gtk_widget_class_bind_template_child (widget_class, VeloSourceButton, button);
  gtk_widget_class_bind_template_callback (widget_class, on_place_clicked_cb);
}

static void
velo_source_button_init (VeloSourceButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_source_button_new:
 *
 * Returns: (transfer floating): an invisible button
 */
GtkWidget *
velo_source_button_new (void)
{
  return g_object_new (VELO_TYPE_SOURCE_BUTTON, NULL);
}

/**
 * velo_source_button_set_finding:
 * @self: a button
 * @finding: (nullable): where the value comes from
 */
void
velo_source_button_set_finding (VeloSourceButton *self,
                                VeloFinding      *finding)
{
  const char *excerpt;

  g_return_if_fail (VELO_IS_SOURCE_BUTTON (self));

  g_set_object (&self->finding, finding);
  gtk_widget_set_visible (GTK_WIDGET (self), finding != NULL);
  if (finding == NULL)
    return;
  excerpt = velo_finding_get_excerpt (finding);
  show_sureness (self);
  gtk_label_set_label (self->excerpt_label, *excerpt == '\0' ? velo_finding_get_value (finding) : excerpt);
  gtk_label_set_label (self->source_label, velo_review_text_element (velo_finding_get_source (finding)));
}

/**
 * velo_source_button_find:
 * @self: a button
 * @findings: a list of #VeloFinding
 * @field: name of the property
 *
 * Shows the finding of @field, or nothing if there is none.
 */
void
velo_source_button_find (VeloSourceButton *self,
                         GListModel       *findings,
                         const char       *field)
{
  g_return_if_fail (VELO_IS_SOURCE_BUTTON (self));
  g_return_if_fail (G_IS_LIST_MODEL (findings));

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr(VeloFinding) finding = g_list_model_get_item (findings, i);

      if (g_str_equal (velo_finding_get_field (finding), field))
        {
          velo_source_button_set_finding (self, finding);
          return;
        }
    }
  velo_source_button_set_finding (self, NULL);
}

/**
 * velo_source_button_set_all_checked:
 * @root: a widget
 *
 * Tells all buttons below @root that somebody has accepted the values of the
 * sale: they do not ask for it once more.
 */
void
velo_source_button_set_all_checked (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (VELO_IS_SOURCE_BUTTON (root))
    {
      VeloSourceButton *self = VELO_SOURCE_BUTTON (root);

      self->checked = TRUE;
      if (self->finding != NULL)
        show_sureness (self);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    velo_source_button_set_all_checked (child);
}
