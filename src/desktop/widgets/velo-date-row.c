/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry row for a day. */

#define G_LOG_DOMAIN "velo-date-row"

#include "config.h"

#include "velo-date-row.h"

#include <glib/gi18n.h>

#include "velo-date.h"
#include "velo-field.h"
#include "velo-text.h"

/**
 * VeloDateRow:
 *
 * Takes a day as people type it; the property "date" is %NULL while the row is
 * empty or cannot be read.
 */
struct _VeloDateRow
{
  AdwEntryRow parent_instance;

  GDate   *date;     /* (owned) (nullable) */
  char    *unread;   /* (owned) (not nullable): what is typed and is no day */
  gboolean valid;
  gboolean updating; /* the text is being written by us */
  gboolean recent;   /* the year may be left out, and words are understood */
};

G_DEFINE_FINAL_TYPE (VeloDateRow, velo_date_row, ADW_TYPE_ENTRY_ROW)

typedef enum
{
  PROP_DATE = 1,
  PROP_RECENT,
  PROP_UNREAD,
} VeloDateRowProperty;

static GParamSpec *properties[PROP_UNREAD + 1];

static void
set_valid (VeloDateRow *self,
           gboolean     valid)
{
  const char *unread = valid ? "" : gtk_editable_get_text (GTK_EDITABLE (self));

  self->valid = valid;
  if (g_str_equal (self->unread, unread))
    return;
  g_free (self->unread);
  self->unread = g_strdup (unread);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
}

static void
write_text (VeloDateRow *self)
{
  g_autofree char *text = velo_date_format_display (self->date);

  if (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self)), text))
    return;
  self->updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  self->updating = FALSE;
}

/* Of what has happened people say "yesterday", or leave the year out. */
static GDate *
read_recent (const char *text)
{
  const char * const words[] = { _("today"), _("yesterday"), _("the day before yesterday") };
  g_autofree char *clean = g_strstrip (g_utf8_casefold (text, -1));
  g_autoptr(GDate) today = velo_date_today ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *word = g_utf8_casefold (words[i], -1);

      if (g_str_equal (clean, word))
        {
          g_date_subtract_days (today, i);
          return g_steal_pointer (&today);
        }
    }
  return velo_date_parse_recent (clean, today);
}

static void
on_changed_cb (VeloDateRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  g_autoptr(GDate) date = NULL;

  if (self->updating)
    return;
  date = velo_date_parse_input (text);
  if (date == NULL && self->recent)
    date = read_recent (text);
  set_valid (self, velo_text_is_empty (text) || date != NULL);
  if (self->valid)
    velo_field_forget_problem (GTK_WIDGET (self));
  if (velo_date_compare (date, self->date) != 0)
    {
      g_clear_pointer (&self->date, g_date_free);
      self->date = g_steal_pointer (&date);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATE]);
    }
}

static void
on_leave_cb (VeloDateRow *self)
{
  if (self->valid)
    write_text (self);
  else
    velo_field_set_problem (GTK_WIDGET (self),
                            self->recent
                              ? _("This is not a date. Please enter for example 18.04. or 18.04.2026, “today” or “yesterday”.")
                              : _("This is not a date. Please enter day, month and year, for example 18.04.2026."));
}

static void
velo_date_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_DATE_ROW);

  G_OBJECT_CLASS (velo_date_row_parent_class)->dispose (object);
}

static void
velo_date_row_finalize (GObject *object)
{
  g_clear_pointer (&VELO_DATE_ROW (object)->date, g_date_free);
  g_free (VELO_DATE_ROW (object)->unread);

  G_OBJECT_CLASS (velo_date_row_parent_class)->finalize (object);
}

/* As if it was typed; nothing instead of it is the day that is known. */
static void
set_unread (VeloDateRow *self,
            const char  *unread)
{
  if (g_strcmp0 (unread, self->unread) == 0)
    return;
  if (!velo_text_is_empty (unread))
    gtk_editable_set_text (GTK_EDITABLE (self), unread);
  else if (!self->valid)
    {
      write_text (self);
      set_valid (self, TRUE);
    }
}

static void
velo_date_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch ((VeloDateRowProperty) prop_id)
    {
    case PROP_DATE:
      g_value_set_boxed (value, VELO_DATE_ROW (object)->date);
      break;
    case PROP_RECENT:
      g_value_set_boolean (value, VELO_DATE_ROW (object)->recent);
      break;
    case PROP_UNREAD:
      g_value_set_string (value, VELO_DATE_ROW (object)->unread);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_date_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch ((VeloDateRowProperty) prop_id)
    {
    case PROP_DATE:
      velo_date_row_set_date (VELO_DATE_ROW (object), g_value_get_boxed (value));
      break;
    case PROP_RECENT:
      VELO_DATE_ROW (object)->recent = g_value_get_boolean (value);
      break;
    case PROP_UNREAD:
      set_unread (VELO_DATE_ROW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_date_row_class_init (VeloDateRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = velo_date_row_dispose;
  object_class->finalize = velo_date_row_finalize;
  object_class->get_property = velo_date_row_get_property;
  object_class->set_property = velo_date_row_set_property;

  /**
   * VeloDateRow:date:
   *
   * The day; %NULL if empty or not readable.
   */
  properties[PROP_DATE] =
    g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * VeloDateRow:recent:
   *
   * Whether the day was not long ago: "yesterday" is understood then, and a day without a year.
   */
  properties[PROP_RECENT] = g_param_spec_boolean ("recent", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * VeloDateRow:unread:
   *
   * What is typed as long as it is no day, else empty.
   */
  properties[PROP_UNREAD] =
    g_param_spec_string ("unread", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/widgets/velo-date-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_leave_cb);
}

static void
velo_date_row_init (VeloDateRow *self)
{
  self->valid = TRUE;
  self->unread = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "changed", G_CALLBACK (on_changed_cb), NULL);
}

/**
 * velo_date_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
velo_date_row_new (void)
{
  return g_object_new (VELO_TYPE_DATE_ROW, NULL);
}

/**
 * velo_date_row_get_date:
 * @self: a row
 *
 * Returns: (nullable): the day, or %NULL if there is none
 */
const GDate *
velo_date_row_get_date (VeloDateRow *self)
{
  g_return_val_if_fail (VELO_IS_DATE_ROW (self), NULL);

  return self->date;
}

/**
 * velo_date_row_set_date:
 * @self: a row
 * @date: (nullable): the day, %NULL for an empty row
 */
void
velo_date_row_set_date (VeloDateRow *self,
                        const GDate *date)
{
  g_return_if_fail (VELO_IS_DATE_ROW (self));

  if (velo_date_compare (self->date, date) == 0)
    return;
  g_clear_pointer (&self->date, g_date_free);
  self->date = date == NULL ? NULL : g_date_copy (date);
  write_text (self);
  set_valid (self, TRUE);
  velo_field_set_problem (GTK_WIDGET (self), NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATE]);
}

/**
 * velo_date_row_is_valid:
 * @self: a row
 *
 * Returns: whether the text is empty or a day
 */
gboolean
velo_date_row_is_valid (VeloDateRow *self)
{
  g_return_val_if_fail (VELO_IS_DATE_ROW (self), FALSE);

  return self->valid;
}
