/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a line while it is recognised, each number once. */

#define G_LOG_DOMAIN "velo-line-facts"

#include "config.h"

#include "velo-line-facts.h"

#include "velo-text.h"

/**
 * velo_line_facts_free:
 * @data: facts
 *
 * Frees them.
 */
void
velo_line_facts_free (gpointer data)
{
  VeloLineFacts *facts = data;

  velo_found_free (facts->maker);
  velo_found_free (facts->model);
  velo_found_free (facts->colour);
  velo_found_free (facts->size);
  velo_found_free (facts->model_year);
  velo_found_free (facts->used);
  velo_found_free (facts->lock);
  velo_found_free (facts->lock_maker);
  velo_found_free (facts->lock_model);
  g_ptr_array_unref (facts->frames);
  g_ptr_array_unref (facts->batteries);
  g_ptr_array_unref (facts->keys);
  g_ptr_array_unref (facts->others);
  g_free (facts);
}

static void
other_free (gpointer data)
{
  VeloOtherNumber *other = data;

  velo_found_free (other->found);
  g_free (other);
}

/**
 * velo_line_facts_new:
 *
 * Returns: (transfer full): facts that say nothing
 */
VeloLineFacts *
velo_line_facts_new (void)
{
  VeloLineFacts *facts = g_new0 (VeloLineFacts, 1);

  facts->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_found_free);
  facts->batteries = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_found_free);
  facts->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_found_free);
  facts->others = g_ptr_array_new_with_free_func (other_free);
  return facts;
}

/**
 * velo_line_facts_keep_other:
 * @facts: facts of a line
 * @kind: a kind that has no list of its own
 * @found: (transfer full): the number
 *
 * Keeps a number once.
 */
void
velo_line_facts_keep_other (VeloLineFacts *facts, VeloNumberKind kind, VeloFound *found)
{
  VeloOtherNumber *other = NULL;

  for (guint i = 0; i < facts->others->len; i++)
    {
      other = facts->others->pdata[i];
      if (other->kind == kind && g_str_equal (other->found->value, found->value))
        {
          velo_found_free (found);
          return;
        }
    }
  other = g_new0 (VeloOtherNumber, 1);
  other->kind = kind;
  other->found = found;
  g_ptr_array_add (facts->others, other);
}

/**
 * velo_line_facts_is_other:
 * @kind: a kind of number
 *
 * Returns: whether it has no list of its own
 */
gboolean
velo_line_facts_is_other (VeloNumberKind kind)
{
  return kind >= VELO_NUMBER_KIND_BATTERY_KEY;
}

/**
 * velo_line_facts_keep_number:
 * @numbers: (element-type VeloFound): numbers of one kind
 * @found: (transfer full): one more
 *
 * Keeps a number once, and the surest place of it.
 */
void
velo_line_facts_keep_number (GPtrArray *numbers, VeloFound *found)
{
  g_autofree char *key = velo_text_key (found->value);

  for (guint i = 0; i < numbers->len; i++)
    {
      VeloFound       *other = numbers->pdata[i];
      g_autofree char *other_key = velo_text_key (other->value);

      if (g_str_equal (key, other_key))
        {
          velo_found_free (found);
          return;
        }
    }
  g_ptr_array_add (numbers, found);
}

/**
 * velo_line_facts_list:
 * @facts: facts of a line
 * @kind: a kind of number
 *
 * Returns: (transfer none) (nullable): the list of these numbers
 */
GPtrArray *
velo_line_facts_list (VeloLineFacts *facts, VeloNumberKind kind)
{
  switch (kind)
    {
    case VELO_NUMBER_KIND_FRAME:
      return facts->frames;
    case VELO_NUMBER_KIND_BATTERY:
      return facts->batteries;
    case VELO_NUMBER_KIND_KEY:
      return facts->keys;
    case VELO_NUMBER_KIND_SERIAL:
    case VELO_NUMBER_KIND_BATTERY_KEY:
    case VELO_NUMBER_KIND_MOTOR:
    case VELO_NUMBER_KIND_DISPLAY:
    case VELO_NUMBER_KIND_GEAR_HUB:
    case VELO_NUMBER_KIND_OTHER:
    case VELO_NUMBER_KIND_NONE:
    default:
      return NULL;
    }
}

/**
 * velo_line_facts_move_numbers:
 * @from: (element-type VeloFound): numbers of one line
 * @to: (element-type VeloFound): numbers of another
 *
 * Moves all.
 */
void
velo_line_facts_move_numbers (GPtrArray *from, GPtrArray *to)
{
  while (from->len > 0)
    velo_line_facts_keep_number (to, g_ptr_array_steal_index (from, 0));
}

/**
 * velo_line_facts_move_others:
 * @from: facts of one line
 * @to: facts of another
 *
 * Moves the numbers of other kinds.
 */
void
velo_line_facts_move_others (VeloLineFacts *from, VeloLineFacts *to)
{
  for (guint i = 0; i < from->others->len; i++)
    {
      VeloOtherNumber *other = from->others->pdata[i];

      velo_line_facts_keep_other (to, other->kind, g_steal_pointer (&other->found));
    }
  g_ptr_array_set_size (from->others, 0);
}

/**
 * velo_line_facts_settle_keys:
 * @lines: (element-type VeloLineFacts): facts of all lines
 *
 * Takes a battery's key for the key of the vehicle where no other is known.
 */
void
velo_line_facts_settle_keys (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      VeloLineFacts *facts = lines->pdata[i];

      for (guint k = 0; k < facts->others->len && facts->keys->len == 0; k++)
        {
          const VeloOtherNumber *other = facts->others->pdata[k];

          if (other->kind == VELO_NUMBER_KIND_BATTERY_KEY)
            velo_line_facts_keep_number (facts->keys,
                         velo_found_new (other->found->value, other->found->raw, other->found->path,
                                         other->found->excerpt, other->found->sureness));
        }
    }
}
