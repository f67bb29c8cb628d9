/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A banner above a view: a sentence and at most one button. */

#define G_LOG_DOMAIN "velo-notice"

#include "config.h"

#include "velo-fold-layout.h"
#include "velo-notice.h"

G_DEFINE_ENUM_TYPE (VeloNoticeKind, velo_notice_kind,
                    G_DEFINE_ENUM_VALUE (VELO_NOTICE_KIND_INFO, "info"),
                    G_DEFINE_ENUM_VALUE (VELO_NOTICE_KIND_WARNING, "warning"),
                    G_DEFINE_ENUM_VALUE (VELO_NOTICE_KIND_ERROR, "error"))

struct _VeloNotice
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkBox *box;
  GtkImage *image;
  GtkLabel *label;
  GtkButton *button;

  VeloNoticeKind kind;
};

G_DEFINE_FINAL_TYPE (VeloNotice, velo_notice, ADW_TYPE_BIN)

typedef enum
{
  PROP_TITLE = 1,
  PROP_KIND,
  PROP_REVEALED,
  PROP_BUTTON_LABEL,
  PROP_BUTTON_ACTION,
} VeloNoticeProperty;

static GParamSpec *properties[PROP_BUTTON_ACTION + 1];

enum
{
  SIGNAL_BUTTON_CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_kind (VeloNotice     *self,
          VeloNoticeKind  kind)
{
  static const char * const styles[] = { "info", "warning", "error" };
  static const char * const icons[] = { "dialog-information-symbolic", "dialog-warning-symbolic",
                                        "dialog-error-symbolic" };

  gtk_widget_remove_css_class (GTK_WIDGET (self->box), styles[self->kind]);
  self->kind = kind;
  gtk_widget_add_css_class (GTK_WIDGET (self->box), styles[kind]);
  gtk_image_set_from_icon_name (self->image, icons[kind]);
}

static void
set_revealed (VeloNotice *self,
              gboolean    revealed)
{
  if (gtk_revealer_get_reveal_child (self->revealer) == revealed)
    return;
  if (revealed)
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, revealed);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

static void
set_button_label (VeloNotice *self,
                  const char *label)
{
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL && *label != '\0');
  gtk_button_set_label (self->button, label == NULL ? "" : label);
}

static void
on_button_clicked_cb (GtkButton  *button,
                      VeloNotice *self)
{
  g_signal_emit (self, signals[SIGNAL_BUTTON_CLICKED], 0);
}

static void
velo_notice_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  VeloNotice *self = VELO_NOTICE (object);

  switch ((VeloNoticeProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->label));
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, gtk_revealer_get_reveal_child (self->revealer));
      break;
    case PROP_BUTTON_LABEL:
      g_value_set_string (value, gtk_button_get_label (self->button));
      break;
    case PROP_BUTTON_ACTION:
      g_value_set_string (value, gtk_actionable_get_action_name (GTK_ACTIONABLE (self->button)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_notice_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  VeloNotice *self = VELO_NOTICE (object);

  switch ((VeloNoticeProperty) prop_id)
    {
    case PROP_TITLE:
      gtk_label_set_label (self->label, g_value_get_string (value) == NULL ? "" : g_value_get_string (value));
      break;
    case PROP_KIND:
      set_kind (self, g_value_get_enum (value));
      break;
    case PROP_REVEALED:
      set_revealed (self, g_value_get_boolean (value));
      break;
    case PROP_BUTTON_LABEL:
      set_button_label (self, g_value_get_string (value));
      break;
    case PROP_BUTTON_ACTION:
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_notice_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_NOTICE);

  G_OBJECT_CLASS (velo_notice_parent_class)->dispose (object);
}

static void
velo_notice_class_init (VeloNoticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (VELO_TYPE_FOLD_LAYOUT);

  object_class->dispose = velo_notice_dispose;
  object_class->get_property = velo_notice_get_property;
  object_class->set_property = velo_notice_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, VELO_TYPE_NOTICE_KIND,
                                             VELO_NOTICE_KIND_INFO, flags);
  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE,
                                                    flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL, flags);
  properties[PROP_BUTTON_ACTION] = g_param_spec_string ("button-action", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * VeloNotice::button-clicked:
   *
   * The button was clicked.
   */
  signals[SIGNAL_BUTTON_CLICKED] =
    g_signal_new ("button-clicked", VELO_TYPE_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/widgets/velo-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloNotice, revealer);
  gtk_widget_class_bind_template_child (widget_class, VeloNotice, box);
  gtk_widget_class_bind_template_child (widget_class, VeloNotice, image);
  gtk_widget_class_bind_template_child (widget_class, VeloNotice, label);
  gtk_widget_class_bind_template_child (widget_class, VeloNotice, button);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked_cb);
}

static void
velo_notice_init (VeloNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_kind (self, VELO_NOTICE_KIND_INFO);
}

/**
 * velo_notice_new:
 *
 * Returns: (transfer floating): a notice, hidden
 */
GtkWidget *
velo_notice_new (void)
{
  return g_object_new (VELO_TYPE_NOTICE, NULL);
}

/**
 * velo_notice_get_title:
 * @self: a notice
 *
 * Returns: its sentence
 */
const char *
velo_notice_get_title (VeloNotice *self)
{
  g_return_val_if_fail (VELO_IS_NOTICE (self), NULL);

  return gtk_label_get_label (self->label);
}

/**
 * velo_notice_get_revealed:
 * @self: a notice
 *
 * Returns: whether it is shown
 */
gboolean
velo_notice_get_revealed (VeloNotice *self)
{
  g_return_val_if_fail (VELO_IS_NOTICE (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * velo_notice_show:
 * @self: a notice
 * @kind: how urgent it is
 * @title: the sentence
 *
 * Shows @title.
 */
void
velo_notice_show (VeloNotice     *self,
                  VeloNoticeKind  kind,
                  const char     *title)
{
  g_return_if_fail (VELO_IS_NOTICE (self));
  g_return_if_fail (title != NULL);

  g_object_set (self, "kind", kind, "title", title, "revealed", TRUE, NULL);
}

/**
 * velo_notice_hide:
 * @self: a notice
 *
 * Hides it.
 */
void
velo_notice_hide (VeloNotice *self)
{
  g_return_if_fail (VELO_IS_NOTICE (self));

  set_revealed (self, FALSE);
}
