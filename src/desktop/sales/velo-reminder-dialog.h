/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"
#include "velo-invoice.h"

G_BEGIN_DECLS

/**
 * VeloReminderPage:
 * @VELO_REMINDER_PAGE_ASK: insure now, later, or not at all?
 * @VELO_REMINDER_PAGE_LATER: when to ask again
 * @VELO_REMINDER_PAGE_DECLINE: why the customer does not want it
 *
 * With what the reminder begins.
 */
typedef enum
{
  VELO_REMINDER_PAGE_ASK,
  VELO_REMINDER_PAGE_LATER,
  VELO_REMINDER_PAGE_DECLINE
} VeloReminderPage;

#define VELO_TYPE_REMINDER_DIALOG (velo_reminder_dialog_get_type ())

/**
 * VeloReminderDialog: (Erinnerung)
 *
 * Asks for each vehicle in turn whether it is to be insured. "Insure now"
 * activates win.insure of the window that it belongs to.
 */
G_DECLARE_FINAL_TYPE (VeloReminderDialog, velo_reminder_dialog, VELO, REMINDER_DIALOG, AdwWindow)

GtkWindow  *velo_reminder_dialog_present  (GtkWindow          *parent,
                                           VeloCounter        *counter,
                                           GListModel         *vehicles,
                                           VeloReminderPage    page);
GtkWindow  *velo_reminder_dialog_present_for_sale (GtkWindow   *parent,
                                                   VeloCounter *counter,
                                                   GSettings   *settings,
                                                   VeloInvoice *invoice);
gboolean    velo_reminder_is_wanted       (GSettings          *settings,
                                           VeloCounter        *counter);

G_END_DECLS
