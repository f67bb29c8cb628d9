/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-intake-batch.h"
#include "velo-services.h"
#include "velo-store-restore.h"

G_BEGIN_DECLS

#define VELO_TYPE_WINDOW (velo_window_get_type ())

/**
 * VeloWindow:
 *
 * The main window: lists of sales and vehicles, their pages, the employee who
 * sells now, and the whole surface as a place to drop invoices.
 */
G_DECLARE_FINAL_TYPE (VeloWindow, velo_window, VELO, WINDOW, AdwApplicationWindow)

VeloWindow  *velo_window_new              (GtkApplication *application,
                                           VeloServices   *services);
void         velo_window_start_work       (VeloWindow     *self);
void         velo_window_end_work         (VeloWindow     *self);
void         velo_window_show_trouble     (VeloWindow     *self,
                                           const GError   *error);
void         velo_window_take_in          (VeloWindow     *self,
                                           GFile          *file);
void         velo_window_take_in_files    (VeloWindow     *self,
                                           GListModel     *files);
void         velo_window_show_arrivals    (VeloWindow     *self,
                                           VeloIntakeBatch *batch);
void         velo_window_show_arrived     (VeloWindow     *self,
                                           VeloIntakeBatch *batch,
                                           gboolean        remind);
void         velo_window_show_sales       (VeloWindow     *self);
void         velo_window_show_claim       (VeloWindow     *self,
                                           const char     *id);
gboolean     velo_window_shows_claims     (VeloWindow     *self);
const char  *velo_window_get_view_name    (VeloWindow     *self);
void         velo_window_insure           (VeloWindow     *self,
                                           const char     *vehicle_id);
void         velo_window_toast            (VeloWindow     *self,
                                           const char     *text);
void         velo_window_check_journal    (VeloWindow     *self);
void         velo_window_tell_restored (VeloWindow              *self,
                                        const VeloStoreRestored *restored);
void         velo_window_tell_not_restored (VeloWindow    *self,
                                            const GError  *error);
GtkWidget   *velo_window_get_sales_view   (VeloWindow     *self);
GtkWidget   *velo_window_get_page         (VeloWindow     *self);
GtkWindow   *velo_window_get_assistant    (VeloWindow     *self);

G_END_DECLS
