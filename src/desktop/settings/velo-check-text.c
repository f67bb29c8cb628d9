/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of the self-test in words. */

#define G_LOG_DOMAIN "velo-check-text"

#include "config.h"

#include "velo-check-text.h"

#include <glib/gi18n.h>

#include "velo-employee.h"
#include "velo-error-text.h"
#include "velo-insurer-error.h"

/**
 * velo_check_step_get_text:
 * @step: a step of the self-test
 *
 * Returns: its name for people
 */
const char *
velo_check_step_get_text (VeloCheckStep step)
{
  switch (step)
    {
    case VELO_CHECK_STEP_SIGN_IN:
      return _("Sign-in");
    case VELO_CHECK_STEP_PRODUCTS:
      return _("Products");
    case VELO_CHECK_STEP_PREMIUM:
      return _("Sample premium");
    case VELO_CHECK_STEP_DOCUMENTS:
      return _("Legal documents");
    case VELO_CHECK_STEP_FORM:
      return _("Application form");
    default:
      return "";
    }
}

/**
 * velo_check_line_dup_text:
 * @line: a finished line
 *
 * Returns: (transfer full): what was found, or the insurer's words, or why it was not tried
 */
char *
velo_check_line_dup_text (VeloCheckLine *line)
{
  g_return_val_if_fail (line != NULL, NULL);

  if (!line->ran)
    return g_strdup (_("not tried, because a step before failed"));
  if (g_error_matches (line->error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_SIGN_IN) && line->detail != NULL)
    {
      g_autofree char *sentence = velo_error_text_dup (line->error);

      /* Translators: a sentence of ours, then the insurer's own words */
      return g_strdup_printf (_("%s The insurer says: “%s”"), sentence, line->detail);
    }
  if (line->detail != NULL && line->request_id != NULL && !line->ok)
    /* Translators: the insurer's own words, and the number of the request */
    return g_strdup_printf (_("“%s” (request %s)"), line->detail, line->request_id);
  if (line->detail != NULL)
    return g_strdup (line->detail);
  return line->error == NULL ? g_strdup ("") : velo_error_text_dup (line->error);
}

/**
 * velo_check_dup_broker_numbers:
 * @employees: (element-type VeloEmployee): those who sell
 * @ok: (out): whether there is somebody, and each has a number
 *
 * Returns: (transfer full): who has no broker number, or else everybody's number
 */
char *
velo_check_dup_broker_numbers (GPtrArray *employees,
                               gboolean  *ok)
{
  g_autoptr(GString) numbers = g_string_new (NULL);
  g_autoptr(GString) without = g_string_new (NULL);

  for (guint i = 0; i < employees->len; i++)
    {
      VeloEmployee *employee = g_ptr_array_index (employees, i);
      gboolean sends = velo_employee_can_send (employee);
      GString *text = sends ? numbers : without;

      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", velo_employee_get_name (employee));
      if (sends)
        g_string_append_printf (text, " %s", velo_employee_get_broker_number (employee));
    }
  *ok = employees->len > 0 && without->len == 0;
  if (employees->len == 0)
    return g_strdup (_("no employee has been entered"));
  /* Translators: names of employees */
  return without->len > 0 ? g_strdup_printf (_("without a number: %s"), without->str)
                          : g_string_free (g_steal_pointer (&numbers), FALSE);
}
