/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the state of an insurance as a word with an icon. */

#define G_LOG_DOMAIN "velo-state-pill"

#include "config.h"

#include "velo-state-pill.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *word;
  const char *icon_name;
  const char *style;
} StateLook;

/* In the order of VeloInsuranceState. */
static const StateLook looks[] = {
  /* Translators: states of an insurance, shown in a small pill beside a vehicle */
  { NC_("insurance", "Open"), "ask-symbolic", "neutral" },
  { NC_("insurance", "Draft"), "document-edit-symbolic", "neutral" },
  { NC_("insurance", "Signed"), "paper-sign-symbolic", "attention" },
  { NC_("insurance", "Sending"), "mail-send-symbolic", "attention" },
  { NC_("insurance", "Unclear"), "dialog-warning-symbolic", "attention" },
  { NC_("insurance", "Handed over"), "handed-over-symbolic", "attention" },
  { NC_("insurance", "Insured"), "insured-symbolic", "good" },
  { NC_("insurance", "Refused"), "process-stop-symbolic", "bad" },
  { NC_("insurance", "Not interested"), "not-insured-symbolic", "neutral" },
  { NC_("insurance", "Not insurable"), "action-unavailable-symbolic", "neutral" },
  { NC_("insurance", "Ended"), "not-insured-symbolic", "neutral" },
};

struct _VeloStatePill
{
  AdwBin parent_instance;

  GtkBox *box;
  GtkImage *image;
  GtkLabel *label;

  VeloInsuranceState state;
};

G_DEFINE_FINAL_TYPE (VeloStatePill, velo_state_pill, ADW_TYPE_BIN)

typedef enum
{
  PROP_STATE = 1,
} VeloStatePillProperty;

static GParamSpec *properties[PROP_STATE + 1];

static const StateLook *
get_look (VeloInsuranceState state)
{
  return &looks[CLAMP ((int) state, 0, (int) G_N_ELEMENTS (looks) - 1)];
}

static void
update (VeloStatePill *self)
{
  const StateLook *look = get_look (self->state);
  const char *classes[] = { "pill-state", look->style, NULL };
  const char *word = velo_state_pill_get_word (self->state);

  gtk_widget_set_css_classes (GTK_WIDGET (self->box), classes);
  gtk_image_set_from_icon_name (self->image, look->icon_name);
  gtk_label_set_label (self->label, word);
}

static void
velo_state_pill_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  VeloStatePill *self = VELO_STATE_PILL (object);

  switch ((VeloStatePillProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_state_pill_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  VeloStatePill *self = VELO_STATE_PILL (object);

  switch ((VeloStatePillProperty) prop_id)
    {
    case PROP_STATE:
      velo_state_pill_set_state (self, g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_state_pill_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_STATE_PILL);

  G_OBJECT_CLASS (velo_state_pill_parent_class)->dispose (object);
}

static void
velo_state_pill_class_init (VeloStatePillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = velo_state_pill_dispose;
  object_class->get_property = velo_state_pill_get_property;
  object_class->set_property = velo_state_pill_set_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, VELO_TYPE_INSURANCE_STATE, VELO_INSURANCE_STATE_OPEN,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/widgets/velo-state-pill.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloStatePill, box);
  gtk_widget_class_bind_template_child (widget_class, VeloStatePill, image);
  gtk_widget_class_bind_template_child (widget_class, VeloStatePill, label);
}

static void
velo_state_pill_init (VeloStatePill *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * velo_state_pill_new:
 * @state: what to show
 *
 * Returns: (transfer floating): a new pill
 */
GtkWidget *
velo_state_pill_new (VeloInsuranceState state)
{
  return g_object_new (VELO_TYPE_STATE_PILL, "state", state, NULL);
}

/**
 * velo_state_pill_get_state:
 * @self: a pill
 *
 * Returns: what is shown
 */
VeloInsuranceState
velo_state_pill_get_state (VeloStatePill *self)
{
  g_return_val_if_fail (VELO_IS_STATE_PILL (self), VELO_INSURANCE_STATE_OPEN);

  return self->state;
}

/**
 * velo_state_pill_set_state:
 * @self: a pill
 * @state: what to show
 */
void
velo_state_pill_set_state (VeloStatePill      *self,
                           VeloInsuranceState  state)
{
  g_return_if_fail (VELO_IS_STATE_PILL (self));

  if (self->state == state)
    return;
  self->state = state;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * velo_state_pill_get_word:
 * @state: a state
 *
 * Returns: the word for @state in the user's language
 */
const char *
velo_state_pill_get_word (VeloInsuranceState state)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "insurance", get_look (state)->word);
}
