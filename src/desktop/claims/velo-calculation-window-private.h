/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-calculation-window.h"
#include "velo-money-row.h"
#include "velo-notice.h"
#include "velo-photo-viewer.h"

G_BEGIN_DECLS

/* Callbacks hold a reference to the window and look whether it is disposed. */
struct _VeloCalculationWindow
{
  AdwWindow parent_instance;

  VeloNotice *notice;
  AdwLeaflet *leaflet;
  GtkWidget *title;
  GtkWidget *save_label;
  GtkWidget *save_icon; /* in its place where there is little room */
  GtkWidget *side;
  GtkToggleButton *photos_button;
  VeloPhotoViewer *viewer;
  GtkWidget *save_button;
  GtkWidget *offer_button;
  GtkWidget *unsuitable_button;
  GtkButton *add_button;
  GtkLabel *sum_label;
  GtkLabel *band_label;
  GtkLabel *validity_label;
  GtkWidget *loss_box;
  GtkLabel *loss_label;
  GtkListBox *lines_list;
  AdwPreferencesGroup *line_group;
  AdwComboRow *kind_row;
  AdwEntryRow *text_row;
  AdwEntryRow *quantity_row;
  VeloMoneyRow *price_row;
  AdwEntryRow *doubt_row;
  AdwActionRow *place_row;
  GtkSwitch *place_switch;
  AdwPreferencesGroup *rates_group;
  GtkWidget *examples_button;
  AdwPreferencesGroup *values_group;
  GtkListBox *steps_list;

  GtkWidget *rows[19];          /* (borrowed): in the order of the table */
  VeloClaimsClient *client;     /* (owned) (nullable) */
  VeloClaim *claim;             /* (owned) (nullable): as it was last seen */
  VeloCalculation *calculation; /* (owned) (nullable) */
  VeloSettlementRules *rules;   /* (owned) (nullable) */
  gint64 offer_end;             /* until when an offer would be valid that is made now; 0 if it is not said */
  int edited;                   /* line that is in the form again, -1 for none */
  gboolean filled;
  gboolean offering;
  gboolean offer_asked; /* after the calculation was stored */
  gboolean disposed;
};

void     velo_calculation_window_show_sum   (VeloCalculationWindow *self);
void     velo_calculation_window_show_lines (VeloCalculationWindow *self);
void     velo_calculation_window_show_kind  (VeloCalculationWindow *self);
void     velo_calculation_window_show_place (VeloCalculationWindow *self);
void     velo_calculation_window_add_line   (VeloCalculationWindow *self);
void     velo_calculation_window_move_place (VeloCalculationWindow *self,
                                             const char            *photo_id,
                                             const char            *before,
                                             const char            *after);
void     velo_calculation_window_ask_offer  (VeloCalculationWindow *self,
                                             GAsyncReadyCallback    callback,
                                             gpointer               user_data);
gboolean velo_calculation_window_parse      (gpointer               row,
                                             gint64                *hundredths);

G_END_DECLS
