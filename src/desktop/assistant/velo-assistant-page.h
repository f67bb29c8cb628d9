/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"

G_BEGIN_DECLS

#define VELO_TYPE_ASSISTANT_PAGE (velo_assistant_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (VeloAssistantPage, velo_assistant_page, VELO, ASSISTANT_PAGE, AdwBin)

/**
 * VeloAssistantPageClass:
 * @parent_class: the parent
 * @bind: called once, when the proposal and the counter are there
 * @shown: called each time the page comes up
 * @left: called before the user goes back; gives up what is waited for
 * @check: marks what is missing or wrong and returns the first such widget, %NULL if none
 * @get_last_question: the last widget on the page that still waits for an answer, %NULL if none; may be missing
 */
struct _VeloAssistantPageClass
{
  AdwBinClass parent_class;

  void       (*bind)  (VeloAssistantPage *self);
  void       (*shown) (VeloAssistantPage *self);
  void       (*left)  (VeloAssistantPage *self);
  GtkWidget *(*check) (VeloAssistantPage *self);
  GtkWidget *(*get_last_question) (VeloAssistantPage *self);
};

void          velo_assistant_page_attach       (VeloAssistantPage *self,
                                                VeloProposal      *proposal,
                                                VeloCounter       *counter,
                                                GSettings         *settings);
void          velo_assistant_page_shown        (VeloAssistantPage *self);
void          velo_assistant_page_left         (VeloAssistantPage *self);
GtkWidget    *velo_assistant_page_check        (VeloAssistantPage *self);

const char   *velo_assistant_page_get_title    (VeloAssistantPage *self);
VeloProposal *velo_assistant_page_get_proposal (VeloAssistantPage *self);
VeloCounter  *velo_assistant_page_get_counter  (VeloAssistantPage *self);
GSettings    *velo_assistant_page_get_settings (VeloAssistantPage *self);
GtkWindow    *velo_assistant_page_get_window   (VeloAssistantPage *self);
gboolean      velo_assistant_page_is_applying  (VeloAssistantPage *self);
void          velo_assistant_page_set_applying (VeloAssistantPage *self,
                                                gboolean           applying);
void          velo_assistant_page_advance      (VeloAssistantPage *self);
void          velo_assistant_page_focus        (VeloAssistantPage *self,
                                                GtkWidget         *field);
void          velo_assistant_page_focus_now    (VeloAssistantPage *self,
                                                GtkWidget         *field);
char         *velo_assistant_page_dup_who      (VeloAssistantPage *self);
void          velo_assistant_page_note         (VeloAssistantPage *self,
                                                const char        *what);

G_END_DECLS
