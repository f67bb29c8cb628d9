/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the employee whose name stands on an invoice. */

#define G_LOG_DOMAIN "velo-employee-match"

#include "config.h"

#include "velo-employee-match.h"

#include "velo-text.h"

#include <string.h>

/* A name has no more parts; what has is a sentence. */
#define MAX_PARTS 8

/* How well two names fit, the better the higher. */
typedef enum
{
  FIT_NONE,
  FIT_PART,     /* "Kurbel" and "Jana Kurbel" */
  FIT_INITIALS, /* "J. Kurbel" and "Jana Kurbel" */
  FIT_WHOLE     /* "Kurbel, Jana" and "Jana Kurbel" */
} Fit;

static gboolean
is_courtesy (const char *part)
{
  static const char * const words[] = { "herr", "herrn", "frau", "hr", "fr", "dr", "prof", "mag", "ing",
                                        "dipl", "bsc", "msc", "di", "fh", NULL };

  return g_strv_contains (words, part);
}

/* Folded, without courtesies and signs; an empty list for what is no name. */
static GStrv
split_name (const char *name)
{
  g_autofree char *folded = velo_text_fold (name);
  g_auto(GStrv) parts = g_strsplit_set (folded, " ,.;-/()", 4 * MAX_PARTS);
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && !is_courtesy (parts[i]))
      g_ptr_array_add (kept, g_strdup (parts[i]));
  if (kept->len > MAX_PARTS)
    g_ptr_array_set_size (kept, 0);
  g_ptr_array_add (kept, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&kept), FALSE);
}

static gboolean
is_initial (const char *part)
{
  return g_utf8_strlen (part, 3) == 1;
}

/* Finds a part of @name, not used yet, that is @part; or of which @part is the initial. */
static gboolean
take_part (char       **name,
           gboolean    *used,
           const char  *part,
           gboolean     as_initial)
{
  for (guint i = 0; name[i] != NULL; i++)
    {
      if (used[i])
        continue;
      if (as_initial ? g_str_has_prefix (name[i], part) : g_str_equal (name[i], part))
        {
          used[i] = TRUE;
          return TRUE;
        }
    }
  return FALSE;
}

/* Whether each part of @written stands in @name; tells if initials were needed. */
static gboolean
is_within (char     **written,
           char     **name,
           gboolean  *by_initials)
{
  gboolean used[4 * MAX_PARTS + 1] = { FALSE };
  guint n_whole = 0;

  *by_initials = FALSE;
  for (guint i = 0; written[i] != NULL; i++)
    {
      if (is_initial (written[i]))
        continue;
      if (!take_part (name, used, written[i], FALSE))
        return FALSE;
      n_whole++;
    }
  for (guint i = 0; written[i] != NULL; i++)
    {
      if (!is_initial (written[i]))
        continue;
      *by_initials = TRUE;
      if (!take_part (name, used, written[i], TRUE))
        return FALSE;
    }
  return n_whole > 0;
}

static Fit
compare (char **written,
         char **name)
{
  guint n_written = g_strv_length (written);
  guint n_name = g_strv_length (name);
  gboolean by_initials = FALSE;

  if (is_within (written, name, &by_initials))
    {
      if (by_initials)
        return FIT_INITIALS;
      return n_written == n_name ? FIT_WHOLE : FIT_PART;
    }
  /* the shop may have listed less of the name than the invoice says */
  if (n_name < n_written && is_within (name, written, &by_initials))
    return by_initials ? FIT_INITIALS : FIT_PART;
  return FIT_NONE;
}

/**
 * velo_employee_match:
 * @employees: (element-type VeloEmployee): the shop's own
 * @written: (nullable): a name as it stands on an invoice
 *
 * Finds who is meant: in any order, with or without "Frau" and titles, with
 * initials for first names, by the last name or the first name alone. Umlauts,
 * accents and their German spellings, upper and lower case and hyphens do not
 * matter. Where two fit equally well nobody is meant. Who has left is not found.
 *
 * Returns: (transfer none) (nullable): the employee
 */
VeloEmployee *
velo_employee_match (GPtrArray  *employees,
                     const char *written)
{
  g_auto(GStrv) parts = NULL;
  VeloEmployee *best = NULL;
  Fit best_fit = FIT_NONE;
  gboolean tie = FALSE;

  g_return_val_if_fail (employees != NULL, NULL);

  if (velo_text_is_empty (written))
    return NULL;
  parts = split_name (written);
  for (guint i = 0; *parts != NULL && i < employees->len; i++)
    {
      VeloEmployee *employee = g_ptr_array_index (employees, i);
      g_auto(GStrv) name = split_name (velo_employee_get_name (employee));
      Fit fit = FIT_NONE;

      if (velo_employee_get_retired (employee) || *name == NULL)
        continue;
      fit = compare (parts, name);
      if (fit == FIT_NONE || fit < best_fit)
        continue;
      tie = fit == best_fit;
      best_fit = fit;
      best = employee;
    }
  return tie ? NULL : best;
}

/* One spelling for each */

struct _VeloEmployeeNames
{
  GPtrArray *employees;  /* (owned) (element-type VeloEmployee) */
  GHashTable *by_name;   /* (owned) (element-type utf8 utf8): spellings that were asked for before */
  GHashTable *by_folded; /* (owned) (element-type utf8 utf8): the spelling of each folded name */
};

/**
 * velo_employee_names_new:
 * @employees: (element-type VeloEmployee): the shop's own, also those who have left
 *
 * Returns: (transfer full): the spellings of the list, and none yet of others
 */
VeloEmployeeNames *
velo_employee_names_new (GPtrArray *employees)
{
  VeloEmployeeNames *self = g_new0 (VeloEmployeeNames, 1);

  g_return_val_if_fail (employees != NULL, self);

  self->employees = g_ptr_array_ref (employees);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->by_folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < employees->len; i++)
    {
      const char *name = velo_employee_get_name (g_ptr_array_index (employees, i));

      g_hash_table_insert (self->by_folded, velo_text_fold (name), g_strdup (name));
    }
  return self;
}

/**
 * velo_employee_names_free:
 * @self: (transfer full): the spellings
 *
 * Frees them.
 */
void
velo_employee_names_free (VeloEmployeeNames *self)
{
  g_clear_pointer (&self->employees, g_ptr_array_unref);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->by_folded, g_hash_table_unref);
  g_free (self);
}

/**
 * velo_employee_names_find:
 * @self: the spellings
 * @written: (nullable): a name as it stands on an invoice
 *
 * Finds how the shop writes the name: as on its list, by case, blanks, accents
 * or velo_employee_match(); else as the first that was asked for and differs
 * by case, blanks and accents only.
 *
 * Returns: (transfer none): the name, empty for none
 */
const char *
velo_employee_names_find (VeloEmployeeNames *self,
                          const char        *written)
{
  g_autofree char *folded = velo_text_fold (written);
  VeloEmployee *employee = NULL;
  const char *name;

  g_return_val_if_fail (self != NULL, "");

  if (*folded == '\0')
    return "";
  name = g_hash_table_lookup (self->by_name, written);
  if (name != NULL)
    return name;
  name = g_hash_table_lookup (self->by_folded, folded);
  if (name == NULL)
    {
      employee = velo_employee_match (self->employees, written);
      name = employee == NULL ? written : velo_employee_get_name (employee);
      g_hash_table_insert (self->by_folded, g_strdup (folded),
                           employee == NULL ? velo_text_squash (written) : g_strdup (name));
      name = g_hash_table_lookup (self->by_folded, folded);
    }
  g_hash_table_insert (self->by_name, g_strdup (written), g_strdup (name));
  return name;
}
