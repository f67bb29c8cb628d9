/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Stands before the training insurer, gives it another password, and remembers which sessions it has
 * opened: so a test knows the secrets that it has to look for.
 */
typedef struct _VeloRecordingProxy VeloRecordingProxy;

VeloRecordingProxy *velo_recording_proxy_new          (const char         *target_uri,
                                                       const char         *password);
void                velo_recording_proxy_free         (VeloRecordingProxy *self);
const char         *velo_recording_proxy_get_uri      (VeloRecordingProxy *self);
GPtrArray          *velo_recording_proxy_get_sessions (VeloRecordingProxy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloRecordingProxy, velo_recording_proxy_free)

G_END_DECLS
