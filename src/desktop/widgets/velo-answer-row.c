/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question with the answers no and yes, neither preset. */

#define G_LOG_DOMAIN "velo-answer-row"

#include "config.h"

#include "velo-answer-row.h"

#include "velo-field.h"

/**
 * VeloAnswerRow:
 *
 * The title of the row is the question.
 */
struct _VeloAnswerRow
{
  AdwActionRow parent_instance;

  GtkToggleButton *no_button;  /* (borrowed) (not nullable) */
  GtkToggleButton *yes_button; /* (borrowed) (not nullable) */

  VeloAnswer answer;
  gboolean   updating; /* the buttons are being set by us */
};

G_DEFINE_FINAL_TYPE (VeloAnswerRow, velo_answer_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_ANSWER = 1,
} VeloAnswerRowProperty;

static GParamSpec *properties[PROP_ANSWER + 1];

static void
set_answer (VeloAnswerRow *self,
            VeloAnswer     answer)
{
  if (self->answer == answer)
    return;
  self->answer = answer;
  self->updating = TRUE;
  gtk_toggle_button_set_active (self->no_button, answer == VELO_ANSWER_NO);
  gtk_toggle_button_set_active (self->yes_button, answer == VELO_ANSWER_YES);
  self->updating = FALSE;
  velo_field_set_problem (GTK_WIDGET (self), NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANSWER]);
}

static void
on_toggled_cb (VeloAnswerRow   *self,
               GtkToggleButton *button)
{
  VeloAnswer answer = button == self->yes_button ? VELO_ANSWER_YES : VELO_ANSWER_NO;

  if (self->updating)
    return;
  /* Pressing the answer once more does not take it back. */
  set_answer (self, answer);
  self->updating = TRUE;
  gtk_toggle_button_set_active (self->no_button, answer == VELO_ANSWER_NO);
  gtk_toggle_button_set_active (self->yes_button, answer == VELO_ANSWER_YES);
  self->updating = FALSE;
}

static void
title_cb (VeloAnswerRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  if (*title == '\0')
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->no_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->yes_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
}

static void
velo_answer_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_ANSWER_ROW);

  G_OBJECT_CLASS (velo_answer_row_parent_class)->dispose (object);
}

static void
velo_answer_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch ((VeloAnswerRowProperty) prop_id)
    {
    case PROP_ANSWER:
      g_value_set_enum (value, VELO_ANSWER_ROW (object)->answer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_answer_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch ((VeloAnswerRowProperty) prop_id)
    {
    case PROP_ANSWER:
      set_answer (VELO_ANSWER_ROW (object), g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_answer_row_class_init (VeloAnswerRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = velo_answer_row_dispose;
  object_class->get_property = velo_answer_row_get_property;
  object_class->set_property = velo_answer_row_set_property;

  /**
   * VeloAnswerRow:answer:
   *
   * What was answered.
   */
  properties[PROP_ANSWER] =
    g_param_spec_enum ("answer", NULL, NULL, VELO_TYPE_ANSWER, VELO_ANSWER_UNKNOWN,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/widgets/velo-answer-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloAnswerRow, no_button);
  gtk_widget_class_bind_template_child (widget_class, VeloAnswerRow, yes_button);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled_cb);
}

static void
velo_answer_row_init (VeloAnswerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::title", G_CALLBACK (title_cb), NULL);
}
