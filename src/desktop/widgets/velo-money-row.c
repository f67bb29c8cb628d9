/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry row for an amount in euros. */

#define G_LOG_DOMAIN "velo-money-row"

#include "config.h"

#include "velo-money-row.h"

#include <glib/gi18n.h>

#include "velo-field.h"
#include "velo-money.h"
#include "velo-text.h"

/**
 * VeloMoneyRow:
 *
 * Takes an amount as people type it; the property "cents" is 0 while the row
 * is empty or cannot be read.
 */
struct _VeloMoneyRow
{
  AdwEntryRow parent_instance;

  gint64   cents;
  char    *unread;   /* (owned) (not nullable): what is typed and is no amount */
  gboolean valid;
  gboolean updating; /* the text is being written by us */
};

G_DEFINE_FINAL_TYPE (VeloMoneyRow, velo_money_row, ADW_TYPE_ENTRY_ROW)

typedef enum
{
  PROP_CENTS = 1,
  PROP_UNREAD,
} VeloMoneyRowProperty;

static GParamSpec *properties[PROP_UNREAD + 1];

static void
set_valid (VeloMoneyRow *self,
           gboolean      valid)
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
write_text (VeloMoneyRow *self)
{
  g_autofree char *text = self->cents == 0 ? g_strdup ("") : velo_money_format_plain (self->cents);

  if (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self)), text))
    return;
  self->updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  self->updating = FALSE;
}

static void
on_changed_cb (VeloMoneyRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  gint64 cents = 0;

  if (self->updating)
    return;
  set_valid (self, velo_text_is_empty (text) || velo_money_parse_input (text, &cents));
  if (self->valid)
    velo_field_set_problem (GTK_WIDGET (self), NULL);
  if (cents != self->cents)
    {
      self->cents = cents;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CENTS]);
    }
}

static void
on_leave_cb (VeloMoneyRow *self)
{
  if (self->valid)
    write_text (self);
  else
    velo_field_set_problem (GTK_WIDGET (self),
                            _("This is not an amount. Please enter it like 1,234.00."));
}

static void
velo_money_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_MONEY_ROW);

  G_OBJECT_CLASS (velo_money_row_parent_class)->dispose (object);
}

static void
velo_money_row_finalize (GObject *object)
{
  g_free (VELO_MONEY_ROW (object)->unread);

  G_OBJECT_CLASS (velo_money_row_parent_class)->finalize (object);
}

/* As if it was typed; nothing instead of it is the amount that is known. */
static void
set_unread (VeloMoneyRow *self,
            const char   *unread)
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
velo_money_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch ((VeloMoneyRowProperty) prop_id)
    {
    case PROP_CENTS:
      g_value_set_int64 (value, VELO_MONEY_ROW (object)->cents);
      break;
    case PROP_UNREAD:
      g_value_set_string (value, VELO_MONEY_ROW (object)->unread);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_money_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch ((VeloMoneyRowProperty) prop_id)
    {
    case PROP_CENTS:
      velo_money_row_set_cents (VELO_MONEY_ROW (object), g_value_get_int64 (value));
      break;
    case PROP_UNREAD:
      set_unread (VELO_MONEY_ROW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_money_row_class_init (VeloMoneyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = velo_money_row_dispose;
  object_class->finalize = velo_money_row_finalize;
  object_class->get_property = velo_money_row_get_property;
  object_class->set_property = velo_money_row_set_property;

  /**
   * VeloMoneyRow:cents:
   *
   * The amount in cents; 0 if empty or not readable.
   */
  properties[PROP_CENTS] =
    g_param_spec_int64 ("cents", NULL, NULL, 0, G_MAXINT64, 0,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * VeloMoneyRow:unread:
   *
   * What is typed as long as it is no amount, else empty.
   */
  properties[PROP_UNREAD] =
    g_param_spec_string ("unread", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/widgets/velo-money-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_leave_cb);
}

static void
velo_money_row_init (VeloMoneyRow *self)
{
  self->valid = TRUE;
  self->unread = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "changed", G_CALLBACK (on_changed_cb), NULL);
}

/**
 * velo_money_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
velo_money_row_new (void)
{
  return g_object_new (VELO_TYPE_MONEY_ROW, NULL);
}

/**
 * velo_money_row_get_cents:
 * @self: a row
 *
 * Returns: the amount in cents, 0 if there is none
 */
gint64
velo_money_row_get_cents (VeloMoneyRow *self)
{
  g_return_val_if_fail (VELO_IS_MONEY_ROW (self), 0);

  return self->cents;
}

/**
 * velo_money_row_set_cents:
 * @self: a row
 * @cents: the amount, 0 for an empty row
 */
void
velo_money_row_set_cents (VeloMoneyRow *self,
                          gint64        cents)
{
  g_return_if_fail (VELO_IS_MONEY_ROW (self));
  g_return_if_fail (cents >= 0);

  if (self->cents == cents)
    return;
  self->cents = cents;
  write_text (self);
  set_valid (self, TRUE);
  velo_field_set_problem (GTK_WIDGET (self), NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CENTS]);
}

/**
 * velo_money_row_is_valid:
 * @self: a row
 *
 * Returns: whether the text is empty or an amount
 */
gboolean
velo_money_row_is_valid (VeloMoneyRow *self)
{
  g_return_val_if_fail (VELO_IS_MONEY_ROW (self), FALSE);

  return self->valid;
}
