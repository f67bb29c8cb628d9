/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-notice.h"
#include "velo-window.h"

G_BEGIN_DECLS

struct _VeloWindow
{
  AdwApplicationWindow parent_instance;

  VeloServices *services;       /* (owned) (not nullable) */
  GCancellable *cancellable;    /* (owned) (not nullable) */
  GSettings *window_settings;   /* (owned) (not nullable) */
  GtkWidget *sales_view;        /* (borrowed) (nullable) */
  GtkWidget *vehicles_view;     /* (borrowed) (nullable) */
  GtkWidget *radar_view;      /* (borrowed) (nullable) */
  GtkWidget *claims_view;       /* (borrowed) (nullable) */
  GtkWindow *assistant;         /* (weak) (nullable) the newest */
  GQueue waiting_files;         /* (owned) (element-type GFile) opened before the data were there */
  GQueue waiting_batch;         /* (owned) (element-type GFile) of which there is one summary */
  guint fit_source;
  guint close_source;
  guint n_waiting;
  guint n_unfinished;
  gboolean leaving; /* asked, and sure to leave unfinished applications */
  gboolean offline;
  gboolean narrow;
  gboolean untitled;
  gboolean taking_in;
  gboolean closing;             /* as soon as the assistants have closed */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwViewStack *views;
  AdwBin *page_bin;
  AdwWindowTitle *page_title;
  AdwStatusPage *trouble_page;
  VeloNotice *training_notice;
  VeloNotice *trouble_notice;
  GtkWidget *open_button;
  GtkWidget *switcher;
  GtkWidget *narrow_title;
  AdwViewSwitcherBar *switcher_bar;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkMenuButton *employee_button;
  GtkMenuButton *menu_button;
  AdwButtonContent *employee_content;
  AdwButtonContent *new_content;
  GtkRevealer *drop_revealer;
  GtkDropTarget *drop_target;
};

void velo_window_install_actions  (GtkWidgetClass *widget_class);
void velo_window_update_actions   (VeloWindow     *self);
void velo_window_watch_menu       (VeloWindow     *self);
void velo_window_show_page        (VeloWindow     *self,
                                   GtkWidget      *page);
void velo_window_go_back          (VeloWindow     *self);
void velo_window_update_employees (VeloWindow     *self);
void velo_window_close_children   (VeloWindow     *self);
gboolean velo_window_is_above     (VeloWindow     *self,
                                   GtkWindow      *window);
void velo_window_bind_drops       (GtkWidgetClass *widget_class);
void velo_window_take_in_next     (VeloWindow     *self);

/* Backups */
void velo_window_install_backup_actions (GtkWidgetClass *widget_class);

/* Leaving */
gboolean velo_window_may_leave      (VeloWindow *self);
void     velo_window_assistant_gone (VeloWindow *self,
                                     GtkWindow  *assistant);

G_END_DECLS
