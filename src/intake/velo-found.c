/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A recognised value with its place. */

#define G_LOG_DOMAIN "velo-found"

#include "config.h"

#include "velo-found.h"

#include <string.h>

/* So much of a text is shown as the place of a value. */
#define MAX_EXCERPT 200

/**
 * velo_found_new:
 * @value: the value
 * @raw: (nullable): as written, if that differs
 * @path: where it was written
 * @excerpt: (nullable): the text around it
 * @sureness: how sure it is
 *
 * Returns: (transfer full): a recognised value
 */
VeloFound *
velo_found_new (const char  *value,
                const char  *raw,
                const char  *path,
                const char  *excerpt,
                VeloSureness sureness)
{
  VeloFound *found = g_new0 (VeloFound, 1);

  found->value = g_strdup (value);
  found->raw = g_strdup (raw == NULL ? value : raw);
  found->path = g_strdup (path);
  if (excerpt == NULL)
    found->excerpt = g_strdup ("");
  else if (g_utf8_strlen (excerpt, 4 * MAX_EXCERPT + 4) > MAX_EXCERPT)
    found->excerpt = g_utf8_substring (excerpt, 0, MAX_EXCERPT);
  else
    found->excerpt = g_strdup (excerpt);
  found->sureness = sureness;
  return found;
}

/**
 * velo_found_free:
 * @found: (nullable): a recognised value
 *
 * Frees @found.
 */
void
velo_found_free (VeloFound *found)
{
  if (found == NULL)
    return;
  g_free (found->value);
  g_free (found->raw);
  g_free (found->path);
  g_free (found->excerpt);
  g_free (found);
}

/* "InvoiceLine[2]/Item/Name" is in the second position; all other paths begin without a number. */
static int
line_of (const char *path)
{
  const char *bracket = path == NULL ? "" : path + strcspn (path, "[/");

  return *bracket == '[' ? (int) MIN (g_ascii_strtoull (bracket + 1, NULL, 10), G_MAXINT) : 0;
}

/**
 * velo_found_to_finding:
 * @found: a recognised value
 * @field: the property that it fills
 *
 * Returns: (transfer full): the record for it
 */
VeloFinding *
velo_found_to_finding (const VeloFound *found, const char *field)
{
  VeloFinding *finding = velo_finding_new ();

  velo_finding_set_field (finding, field);
  velo_finding_set_value (finding, found->value);
  velo_finding_set_source (finding, found->path);
  velo_finding_set_excerpt (finding, found->excerpt);
  velo_finding_set_line (finding, line_of (found->path));
  velo_finding_set_sureness (finding, found->sureness);
  return finding;
}
