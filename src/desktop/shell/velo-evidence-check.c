/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds an evidence package against its list of checksums and says it on a terminal, file by file. */

#define G_LOG_DOMAIN "velo-evidence-check"

#include "config.h"

#include "velo-evidence-check.h"

#include <glib/gi18n.h>

#include "velo-evidence-package.h"

static const char *
get_text (VeloEvidenceState state)
{
  switch (state)
    {
    case VELO_EVIDENCE_INTACT:
      return _("unchanged");
    case VELO_EVIDENCE_CHANGED:
      return _("was changed");
    case VELO_EVIDENCE_MISSING:
      return _("is missing");
    case VELO_EVIDENCE_UNKNOWN:
    default:
      return _("was added later");
    }
}

/**
 * velo_evidence_check_run:
 * @path: a file
 *
 * Prints one line for each file of the package and its fingerprint, which stands in the history of
 * the vehicle where the package was made.
 *
 * Returns: the exit status: 0 if everything is as it was, 1 if not, 2 if this is no package
 */
int
velo_evidence_check_run (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GMappedFile) mapped = g_mapped_file_new (path, FALSE, &error);
  g_autoptr(GBytes) package = NULL;
  g_autoptr(GPtrArray) files = NULL;
  g_autofree char *fingerprint = NULL;
  gboolean good = TRUE;

  if (mapped == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  package = g_mapped_file_get_bytes (mapped);
  files = velo_evidence_package_check (package, &fingerprint, &error);
  if (files == NULL)
    {
      g_info ("%s", error->message);
      /* Translators: %s is the name of a file */
      g_printerr (_("%s is no evidence package, or it is damaged.\n"), path);
      return 2;
    }
  for (guint i = 0; i < files->len; i++)
    {
      VeloEvidenceFile *file = g_ptr_array_index (files, i);

      good = good && file->state == VELO_EVIDENCE_INTACT;
      g_print ("%s %s: %s\n", file->state == VELO_EVIDENCE_INTACT ? "[ ok ]" : "[fail]", file->name,
               get_text (file->state));
    }
  /* Translators: %s is a long number that stands for all files of the package */
  g_print (_("Fingerprint, to be compared with the history of the vehicle: %s\n"), fingerprint);
  return good ? 0 : 1;
}
