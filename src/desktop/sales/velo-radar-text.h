/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloRadarUrgency: (Dringlichkeit)
 * @VELO_RADAR_URGENCY_UNKNOWN: nobody knows the last day
 * @VELO_RADAR_URGENCY_PASSED: the last day is over
 * @VELO_RADAR_URGENCY_TODAY: it is today
 * @VELO_RADAR_URGENCY_WEEK: it is in the next seven days
 * @VELO_RADAR_URGENCY_MONTH: it is in the next thirty days
 * @VELO_RADAR_URGENCY_FAR: there is time
 *
 * How soon the last day comes on which a vehicle can be insured.
 */
typedef enum
{
  VELO_RADAR_URGENCY_UNKNOWN,
  VELO_RADAR_URGENCY_PASSED,
  VELO_RADAR_URGENCY_TODAY,
  VELO_RADAR_URGENCY_WEEK,
  VELO_RADAR_URGENCY_MONTH,
  VELO_RADAR_URGENCY_FAR
} VeloRadarUrgency;

VeloRadarUrgency  velo_radar_text_urgency   (const GDate       *last_day,
                                             const GDate       *today);
char             *velo_radar_text_left      (const GDate       *last_day,
                                             const GDate       *today);
char             *velo_radar_text_insurable (const GDate       *last_day,
                                             const GDate       *today);
const char       *velo_radar_text_reason    (const char        *reason);
const char       *velo_radar_text_icon      (VeloRadarUrgency   urgency);
const char       *velo_radar_text_style     (VeloRadarUrgency   urgency);

G_END_DECLS
