/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloServiceHours: (Servicezeiten)
 *
 * When the claims desk works; the promised two hours are counted in this time only. Immutable, so
 * any thread may use it.
 */
typedef struct _VeloServiceHours VeloServiceHours;

VeloServiceHours *velo_service_hours_new     (const char             *text,
                                              const char             *region,
                                              GError                **error);
void              velo_service_hours_free    (VeloServiceHours       *self);
gboolean          velo_service_hours_is_open (const VeloServiceHours *self,
                                              gint64                  time_usec);
gint64            velo_service_hours_add     (const VeloServiceHours *self,
                                              gint64                  start_usec,
                                              gint64                  duration_usec);
gint64            velo_service_hours_between (const VeloServiceHours *self,
                                              gint64                  start_usec,
                                              gint64                  end_usec);

/**
 * VELO_SERVICE_HOURS_DEFAULT:
 *
 * Monday to Friday 8 to 20, Saturday 8 to 12 (claims design, section 2).
 */
#define VELO_SERVICE_HOURS_DEFAULT "Mon-Fri 08:00-20:00; Sat 08:00-12:00"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloServiceHours, velo_service_hours_free)

G_END_DECLS
