/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-paper-error.h"

G_BEGIN_DECLS

/**
 * VELO_EVIDENCE_SUMS:
 *
 * Name of the file in a package that names the others with their SHA-256, as `sha256sum -c` reads it.
 */
#define VELO_EVIDENCE_SUMS "SHA256SUMS"

/**
 * VeloEvidenceState: (Zustand eines Nachweises)
 * @VELO_EVIDENCE_INTACT: the file is what it was when the package was made
 * @VELO_EVIDENCE_CHANGED: the file is there, with other bytes
 * @VELO_EVIDENCE_MISSING: the file is named and not there
 * @VELO_EVIDENCE_UNKNOWN: the file is there and not named: it was added later
 */
typedef enum
{
  VELO_EVIDENCE_INTACT,
  VELO_EVIDENCE_CHANGED,
  VELO_EVIDENCE_MISSING,
  VELO_EVIDENCE_UNKNOWN
} VeloEvidenceState;

/**
 * VeloEvidenceFile:
 * @name: plain name, without a folder
 * @bytes: (nullable): what is in it; %NULL if it is missing
 * @state: how it was found
 *
 * A file of an evidence package (Nachweispaket).
 */
typedef struct
{
  char              *name;
  GBytes            *bytes;
  VeloEvidenceState  state;
} VeloEvidenceFile;

GPtrArray *velo_evidence_files_new     (void);
void       velo_evidence_files_add     (GPtrArray   *files,
                                        const char  *name,
                                        GBytes      *bytes);
GBytes    *velo_evidence_package_build (GPtrArray   *files,
                                        gint64       time_usec,
                                        char       **fingerprint,
                                        GError     **error);
GPtrArray *velo_evidence_package_check (GBytes      *package,
                                        char       **fingerprint,
                                        GError     **error);

G_END_DECLS
