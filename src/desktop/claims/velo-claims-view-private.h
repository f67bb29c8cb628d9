/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-tasks-page.h"
#include "velo-claims-view.h"
#include "velo-notice.h"

G_BEGIN_DECLS

/* Callbacks hold a reference to the view and look whether it is disposed. */
struct _VeloClaimsView
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkSpinner *spinner;
  AdwStatusPage *trouble_page;
  GtkWidget *retry_button;
  AdwLeaflet *leaflet;
  GtkWidget *list_box;
  GtkWidget *desk_box;
  GtkWidget *settings_button;
  GtkWidget *new_button;
  GtkWidget *bank_button;
  GtkDropDown *account_drop_down;
  GtkLabel *who_label;
  GtkEditable *search_entry;
  GtkToggleButton *todo_button;
  GtkToggleButton *running_button;
  GtkToggleButton *ended_button;
  GtkDropDown *state_drop_down;
  VeloNotice *notice;
  GtkListBox *list;
  GtkAdjustment *list_adjustment;
  GtkLabel *count_label;
  GtkWidget *empty_label;
  GtkWidget *work_box;
  GtkWidget *tasks_button;
  GtkWidget *figures_button;
  GtkWidget *export_button;
  GtkLabel *tasks_label;
  GtkStack *detail_stack;
  VeloClaimsTasksPage *tasks_page;
  VeloClaimPage *page;

  VeloClaimsDesk *desk;      /* (owned) (nullable) */
  VeloClaimsClient *client;  /* (owned) (nullable): signed in */
  GCancellable *cancellable; /* (owned) (not nullable): of the search that runs */
  GPtrArray *found;          /* (owned) (not nullable) (element-type VeloClaim): what is in the list */
  GPtrArray *pages;          /* (owned) (nullable) (element-type VeloClaim): of the search that runs */
  char *wanted_claim;        /* (owned) (nullable): shown as soon as there is a client */
  guint n_wanted;            /* so many are in the list if there are so many */
  guint total;
  gint64 clock;              /* of the last claim that was found */
  GtkWidget *focus;          /* (weak) (nullable): had it before the view was connected anew */
  GtkFileChooserNative *chooser; /* (owned) (nullable) */
  guint refresh_id;
  guint folded_id;
  GtkToggleButton *before_state; /* (borrowed) (nullable): in force before one state was chosen */
  gboolean searching;        /* there are words to search for */
  gboolean asked;            /* connected, or tried to */
  gboolean failed;           /* the notice tells of a search that failed */
  gboolean opening;
  gboolean again;            /* another account was chosen meanwhile */
  gboolean more;             /* there are more than are in the list */
  gboolean wants_tasks;      /* as soon as there is a client */
  gboolean settings_wrong;   /* nothing is shown because of the settings */
  gulong active_id;          /* of the window, while the view is shown */
  gboolean disposed;
};

void velo_claims_view_open         (VeloClaimsView *self);
void velo_claims_view_mark         (VeloClaimsView *self);
void velo_claims_view_show_error   (VeloClaimsView *self,
                                    const GError   *error);

/* The list */
void velo_claims_view_search       (VeloClaimsView *self,
                                    gboolean        from_the_top);
void velo_claims_view_scrolled     (VeloClaimsView *self);
void velo_claims_view_offer_states (VeloClaimsView *self);
void velo_claims_view_show_role    (VeloClaimsView *self);
void velo_claims_view_state_chosen (VeloClaimsView *self);
void velo_claims_view_words_changed (VeloClaimsView *self);
void velo_claims_view_filter_chosen (VeloClaimsView  *self,
                                     GtkToggleButton *button);

/* The bank's answer */
void velo_claims_view_choose_file  (VeloClaimsView *self);

G_END_DECLS
