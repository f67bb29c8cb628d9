/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-finding.h"

G_BEGIN_DECLS

/**
 * VeloFound:
 * @value: the value in the form in which it is kept
 * @raw: as it was written
 * @path: where it was written
 * @excerpt: the text around it
 * @sureness: how sure it is
 *
 * A value that was recognised, before it becomes a #VeloFinding.
 */
typedef struct
{
  char        *value;
  char        *raw;
  char        *path;
  char        *excerpt;
  VeloSureness sureness;
} VeloFound;

VeloFound   *velo_found_new (const char  *value,
                             const char  *raw,
                             const char  *path,
                             const char  *excerpt,
                             VeloSureness sureness);
void         velo_found_free (VeloFound *found);
VeloFinding *velo_found_to_finding (const VeloFound *found, const char *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloFound, velo_found_free)

G_END_DECLS
