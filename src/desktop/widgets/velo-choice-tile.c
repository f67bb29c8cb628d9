/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A large button with a picture, one of a few to choose from. */

#define G_LOG_DOMAIN "velo-choice-tile"

#include "config.h"

#include "velo-choice-tile.h"

#include "velo-text.h"

/**
 * VeloChoiceTile:
 *
 * Put several into a group with gtk_toggle_button_set_group(); the chosen one
 * is "active".
 */
struct _VeloChoiceTile
{
  GtkToggleButton parent_instance;

  GtkImage *image;          /* (borrowed) (not nullable) */
  GtkLabel *title_label;    /* (borrowed) (not nullable) */
  GtkLabel *subtitle_label; /* (borrowed) (not nullable) */
};

G_DEFINE_FINAL_TYPE (VeloChoiceTile, velo_choice_tile, GTK_TYPE_TOGGLE_BUTTON)

typedef enum
{
  PROP_ICON = 1,
  PROP_TITLE,
  PROP_SUBTITLE,
} VeloChoiceTileProperty;

static GParamSpec *properties[PROP_SUBTITLE + 1];

static void
set_title (VeloChoiceTile *self,
           const char     *title)
{
  gtk_label_set_label (self->title_label, title == NULL ? "" : title);
  if (!velo_text_is_empty (title))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
set_subtitle (VeloChoiceTile *self,
              const char     *subtitle)
{
  gtk_label_set_label (self->subtitle_label, subtitle == NULL ? "" : subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), !velo_text_is_empty (subtitle));
  if (!velo_text_is_empty (subtitle))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
}

static void
velo_choice_tile_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_CHOICE_TILE);

  G_OBJECT_CLASS (velo_choice_tile_parent_class)->dispose (object);
}

static void
velo_choice_tile_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  VeloChoiceTile *self = VELO_CHOICE_TILE (object);

  switch ((VeloChoiceTileProperty) prop_id)
    {
    case PROP_ICON:
      g_value_set_string (value, gtk_image_get_icon_name (self->image));
      break;
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->title_label));
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, gtk_label_get_label (self->subtitle_label));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_choice_tile_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  VeloChoiceTile *self = VELO_CHOICE_TILE (object);

  switch ((VeloChoiceTileProperty) prop_id)
    {
    case PROP_ICON:
      gtk_image_set_from_icon_name (self->image, g_value_get_string (value));
      gtk_widget_set_visible (GTK_WIDGET (self->image), g_value_get_string (value) != NULL);
      break;
    case PROP_TITLE:
      set_title (self, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      set_subtitle (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_choice_tile_class_init (VeloChoiceTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = velo_choice_tile_dispose;
  object_class->get_property = velo_choice_tile_get_property;
  object_class->set_property = velo_choice_tile_set_property;

  /**
   * VeloChoiceTile:icon:
   *
   * Name of the picture's icon.
   */
  properties[PROP_ICON] =
    g_param_spec_string ("icon", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * VeloChoiceTile:title:
   *
   * What is chosen; also the accessible label.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * VeloChoiceTile:subtitle:
   *
   * What it means; also the accessible description.
   */
  properties[PROP_SUBTITLE] =
    g_param_spec_string ("subtitle", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/widgets/velo-choice-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloChoiceTile, image);
  gtk_widget_class_bind_template_child (widget_class, VeloChoiceTile, title_label);
  gtk_widget_class_bind_template_child (widget_class, VeloChoiceTile, subtitle_label);
}

static void
velo_choice_tile_init (VeloChoiceTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_choice_tile_new:
 * @icon: (nullable): name of an icon
 * @title: what is chosen
 * @subtitle: (nullable): what it means
 *
 * Returns: (transfer floating): a tile
 */
GtkWidget *
velo_choice_tile_new (const char *icon,
                      const char *title,
                      const char *subtitle)
{
  return g_object_new (VELO_TYPE_CHOICE_TILE,
                       "icon", icon, "title", title, "subtitle", subtitle, NULL);
}
