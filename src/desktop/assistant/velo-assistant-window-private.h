/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the assistant's window share. */
#pragma once

#include "velo-assistant-page.h"
#include "velo-assistant-window.h"

G_BEGIN_DECLS

#define VELO_ASSISTANT_N_PAGES 6
#define VELO_ASSISTANT_APPLICATION 4
#define VELO_ASSISTANT_CONCLUSION 5

/**
 * VeloAssistantWindow:
 *
 * Callbacks hold a reference to the window and look whether it is disposed.
 * While a page is being stored, nobody can turn pages. While it is only kept,
 * because something was entered, everybody can: what has to be stored then
 * waits until it is kept, so that no draft is written twice at once.
 */
struct _VeloAssistantWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle    *title_widget;     /* (borrowed) (not nullable) */
  GtkButton         *cancel_button;    /* (borrowed) (not nullable) */
  GtkWidget         *next_button;      /* (borrowed) (not nullable) */
  GtkWidget         *back_button;      /* (borrowed) (not nullable) */
  AdwToastOverlay   *toasts;           /* (borrowed) (not nullable) */
  GtkStack          *outer_stack;      /* (borrowed) (not nullable) */
  AdwStatusPage     *failed_page;      /* (borrowed) (not nullable) */
  AdwFlap           *flap;             /* (borrowed) (not nullable) */
  GtkListBox        *steps;            /* (borrowed) (not nullable) */
  GtkStack          *stack;            /* (borrowed) (not nullable) */
  VeloAssistantPage *object_page;      /* (borrowed) (not nullable) */
  VeloAssistantPage *tariff_page;      /* (borrowed) (not nullable) */
  VeloAssistantPage *vehicle_page;     /* (borrowed) (not nullable) */
  VeloAssistantPage *customer_page;    /* (borrowed) (not nullable) */
  VeloAssistantPage *application_page; /* (borrowed) (not nullable) */
  VeloAssistantPage *conclusion_page;  /* (borrowed) (not nullable) */
  VeloAssistantPage *pages[VELO_ASSISTANT_N_PAGES];   /* (borrowed) (not nullable): those above in their order */

  VeloCounter       *counter;          /* (owned) (not nullable) */
  GSettings         *settings;         /* (owned) (nullable) */
  char              *vehicle_id;       /* (owned) (not nullable) */
  VeloProposal      *proposal;         /* (owned) (nullable): when opened */
  GCancellable      *cancellable;      /* (owned) (not nullable): of opening */
  VeloProposal      *stored;           /* (owned) (nullable): what was stored last */
  VeloProposal      *saving;           /* (owned) (nullable): what is being stored */
  gint64             entered_usec;     /* when that began which is to be kept with keep_id */
  guint              keep_id;          /* what was entered is kept when it is over */
  guint              folded_idle_id;
  int                step;
  int                target;           /* page to turn to when the draft is stored */
  gboolean           storing;
  gboolean           keeping;          /* without the user's doing */
  gboolean           waiting;          /* storing begins when it is kept */
  gboolean           closing;          /* close as soon as the draft is stored */
  gboolean           disposed;
};

void velo_assistant_window_show_step        (VeloAssistantWindow *self,
                                             int                  step);
void velo_assistant_window_update_actions   (VeloAssistantWindow *self);
void velo_assistant_window_remember_stored  (VeloAssistantWindow *self);
gboolean velo_assistant_window_is_editable  (VeloAssistantWindow *self);
void velo_assistant_window_store_and_turn   (VeloAssistantWindow *self,
                                             int                  target);
void velo_assistant_window_store_now        (VeloAssistantWindow *self);
gboolean velo_assistant_window_store_before_closing (VeloAssistantWindow *self);
void velo_assistant_window_remember_saved   (VeloAssistantWindow *self);
void velo_assistant_window_go_back_to_draft (VeloAssistantWindow *self,
                                             int                  target);

void velo_assistant_window_go_next          (VeloAssistantWindow *self);
void velo_assistant_window_go_back          (VeloAssistantWindow *self);

void velo_assistant_window_open             (VeloAssistantWindow *self);
void velo_assistant_window_watch            (VeloAssistantWindow *self);

void velo_assistant_head_update_cancel (VeloAssistantWindow *self,
                                        gboolean             closes);
void velo_assistant_head_update_title  (VeloAssistantWindow *self);
void velo_assistant_head_update_steps  (VeloAssistantWindow *self);
void velo_assistant_head_add_step      (VeloAssistantWindow *self,
                                        const char          *title);

void velo_assistant_keys_install           (VeloAssistantWindow *self);
void velo_assistant_keys_set_enter_goes_on (GtkWidget           *widget);

G_END_DECLS
