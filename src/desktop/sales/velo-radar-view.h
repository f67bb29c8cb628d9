/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"

G_BEGIN_DECLS

/**
 * VeloRadarFilter:
 * @VELO_RADAR_FILTER_OPEN: all that can still be insured
 * @VELO_RADAR_FILTER_WEEK: those whose last day is in the next seven days
 * @VELO_RADAR_FILTER_LATER: those whose customer wants to be asked later
 * @VELO_RADAR_FILTER_DECLINED: those whose customer said no
 * @VELO_RADAR_FILTER_PASSED: those whose last day is over
 *
 * Which uninsured vehicles are shown.
 */
typedef enum
{
  VELO_RADAR_FILTER_OPEN,
  VELO_RADAR_FILTER_WEEK,
  VELO_RADAR_FILTER_LATER,
  VELO_RADAR_FILTER_DECLINED,
  VELO_RADAR_FILTER_PASSED
} VeloRadarFilter;

#define VELO_TYPE_RADAR_VIEW (velo_radar_view_get_type ())

/**
 * VeloRadarView: (Fristen)
 *
 * Sold vehicles that are not insured, those with the nearest last day first. Asks the window by
 * win.insure and win.open-vehicle.
 */
G_DECLARE_FINAL_TYPE (VeloRadarView, velo_radar_view, VELO, RADAR_VIEW, AdwBin)

GtkWidget  *velo_radar_view_new             (VeloCounter     *counter,
                                             GSettings       *settings);
void        velo_radar_view_set_search_text (VeloRadarView   *self,
                                             const char      *text);
void        velo_radar_view_set_filter      (VeloRadarView   *self,
                                             VeloRadarFilter  filter);
GListModel *velo_radar_view_get_items       (VeloRadarView   *self);
const char *velo_radar_view_get_showing     (VeloRadarView   *self);

G_END_DECLS
