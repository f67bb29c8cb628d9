/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values to be written into a form. */

#define G_LOG_DOMAIN "velo-paper"

#include "config.h"

#include "velo-form-values-private.h"

struct _VeloFormValues
{
  GPtrArray *values;            /* (owned) (not nullable) (element-type VeloFormValue) */
};

G_DEFINE_BOXED_TYPE (VeloFormValues, velo_form_values, velo_form_values_copy, velo_form_values_free)

static void
value_free (VeloFormValue *value)
{
  g_free (value->name);
  g_free (value->text);
  g_free (value);
}

static VeloFormValue *
ensure_value (VeloFormValues    *self,
              const char        *name,
              VeloFormValueKind  kind)
{
  VeloFormValue *value = NULL;

  for (guint i = 0; i < self->values->len; i++)
    {
      value = g_ptr_array_index (self->values, i);
      if (g_str_equal (value->name, name))
        {
          value->kind = kind;
          return value;
        }
    }
  value = g_new0 (VeloFormValue, 1);
  value->name = g_strdup (name);
  value->kind = kind;
  g_ptr_array_add (self->values, value);
  return value;
}

/* Returns one value, in the order in which the names were first set. */
const VeloFormValue *
velo_form_values_get (const VeloFormValues *self,
                      guint                 index)
{
  return g_ptr_array_index (self->values, index);
}

/**
 * velo_form_values_new:
 *
 * Returns: (transfer full): no values
 */
VeloFormValues *
velo_form_values_new (void)
{
  VeloFormValues *self = g_new0 (VeloFormValues, 1);

  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) value_free);
  return self;
}

/**
 * velo_form_values_copy:
 * @self: values
 *
 * Returns: (transfer full): the same values, to be changed on their own
 */
VeloFormValues *
velo_form_values_copy (const VeloFormValues *self)
{
  VeloFormValues *copy = velo_form_values_new ();

  for (guint i = 0; i < self->values->len; i++)
    {
      const VeloFormValue *value = g_ptr_array_index (self->values, i);
      VeloFormValue *copied = ensure_value (copy, value->name, value->kind);

      copied->text = g_strdup (value->text);
      copied->on = value->on;
      copied->place = value->place;
    }
  return copy;
}

/**
 * velo_form_values_free:
 * @self: (transfer full): values
 *
 * Frees the values.
 */
void
velo_form_values_free (VeloFormValues *self)
{
  g_ptr_array_unref (self->values);
  g_free (self);
}

/**
 * velo_form_values_set_text:
 * @self: values
 * @name: full name of a text or choice field
 * @text: (nullable): what to write; what is not UTF-8 is replaced, %NULL is empty
 *
 * Sets the text of a field.
 */
void
velo_form_values_set_text (VeloFormValues *self,
                           const char     *name,
                           const char     *text)
{
  VeloFormValue *value;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && *name != '\0');

  value = ensure_value (self, name, VELO_FORM_VALUE_TEXT);
  g_free (value->text);
  value->text = g_utf8_make_valid (text != NULL ? text : "", -1);
}

/**
 * velo_form_values_set_check:
 * @self: values
 * @name: full name of a check box
 * @on: whether it is ticked
 *
 * Sets a check box.
 */
void
velo_form_values_set_check (VeloFormValues *self,
                            const char     *name,
                            gboolean        on)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && *name != '\0');

  ensure_value (self, name, VELO_FORM_VALUE_CHECK)->on = on;
}

/**
 * velo_form_values_choose:
 * @self: values
 * @name: full name of a group of radio buttons
 * @place: which one, from 0: rows from the top, in a row from the left
 *
 * Chooses a radio button by where it is on paper. The names that a form gives
 * the states of its buttons are no UTF-8 and are not looked at.
 */
void
velo_form_values_choose (VeloFormValues *self,
                         const char     *name,
                         guint           place)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && *name != '\0');

  ensure_value (self, name, VELO_FORM_VALUE_PLACE)->place = place;
}

/**
 * velo_form_values_get_size:
 * @self: values
 *
 * Returns: how many names have a value
 */
guint
velo_form_values_get_size (const VeloFormValues *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->values->len;
}
