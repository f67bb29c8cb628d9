/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-file-kind.h"
#include "velo-taken-file.h"

G_BEGIN_DECLS

typedef struct _VeloInboxDoubts VeloInboxDoubts;

/*
 * VeloInboxDoubtsFunc:
 * @place: where the file is
 * @file: the file
 * @kind: what it is
 * @error: (nullable): why that is not known
 * @user_data: data of velo_inbox_doubts_new()
 *
 * A file was looked into.
 */
typedef void (*VeloInboxDoubtsFunc) (VeloTakenFile *place,
                                     GFile         *file,
                                     VeloFileKind   kind,
                                     const GError  *error,
                                     gpointer       user_data);

VeloInboxDoubts *velo_inbox_doubts_new   (VeloInboxDoubtsFunc  func,
                                          gpointer             user_data);
void             velo_inbox_doubts_free  (VeloInboxDoubts     *self);
void             velo_inbox_doubts_add   (VeloInboxDoubts     *self,
                                          VeloTakenFile       *place,
                                          GFile               *file);
void             velo_inbox_doubts_clear (VeloInboxDoubts     *self);

G_END_DECLS
