/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a template says about a print, before the print is read. */

#define G_LOG_DOMAIN "velo-print-hints"

#include "config.h"

#include "velo-print-hints.h"

static void
hint_free (gpointer data)
{
  VeloPrintHint *hint = data;

  g_free (hint->field);
  g_free (hint->value);
  g_free (hint);
}

/**
 * velo_print_hints_new:
 *
 * Returns: (transfer full): hints that say nothing
 */
VeloPrintHints *
velo_print_hints_new (void)
{
  VeloPrintHints *hints = g_new0 (VeloPrintHints, 1);

  hints->values = g_ptr_array_new_with_free_func (hint_free);
  hints->address = g_ptr_array_new_with_free_func (g_free);
  hints->header = -1;
  hints->totals = -1;
  return hints;
}

/**
 * velo_print_hints_free:
 * @hints: (nullable): hints
 *
 * Frees @hints.
 */
void
velo_print_hints_free (VeloPrintHints *hints)
{
  if (hints == NULL)
    return;
  g_ptr_array_unref (hints->values);
  g_ptr_array_unref (hints->address);
  g_free (hints->vat_rate);
  g_free (hints->seller_name);
  g_free (hints->seller_vat_id);
  g_free (hints->seller_street);
  g_free (hints->seller_postcode);
  g_free (hints->seller_city);
  g_free (hints);
}

/**
 * velo_print_hints_add:
 * @hints: hints
 * @field: what it is
 * @value: as printed
 * @row: in which row
 *
 * Adds a value.
 */
void
velo_print_hints_add (VeloPrintHints *hints, const char *field, const char *value, guint row)
{
  VeloPrintHint *hint = g_new0 (VeloPrintHint, 1);

  hint->field = g_strdup (field);
  hint->value = g_strdup (value);
  hint->row = row;
  g_ptr_array_add (hints->values, hint);
}

/**
 * velo_print_hints_get:
 * @hints: (nullable): hints
 * @field: what is asked for
 *
 * Returns: (transfer none) (nullable): the first value of that field, as printed
 */
const char *
velo_print_hints_get (const VeloPrintHints *hints, const char *field)
{
  for (guint i = 0; hints != NULL && i < hints->values->len; i++)
    {
      const VeloPrintHint *hint = hints->values->pdata[i];

      if (g_str_equal (hint->field, field))
        return hint->value;
    }
  return NULL;
}
