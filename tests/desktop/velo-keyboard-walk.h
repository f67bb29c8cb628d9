/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main job with the keyboard alone: from the list of sales to the concluded policy. */
#pragma once

#include "velo-keys.h"
#include "velo-program-test.h"

/**
 * VeloWalk:
 * @program: the program, in training, with its list of sales on the screen
 * @keys: the keyboard
 * @look: (nullable): called at each page before its first key, with the window that has the focus
 * @end: (nullable): called when a step is done, with the keyboard as it was before it
 * @user_data: for both
 */
typedef struct _VeloWalk VeloWalk;
struct _VeloWalk
{
  Program *program;
  VeloKeys keys;
  void (*look) (VeloWalk   *walk,
                const char *step,
                GtkWindow  *window);
  void (*end) (VeloWalk       *walk,
               const char     *step,
               const VeloKeys *before);
  gpointer user_data;
};

/* Waits for the list of sales; FALSE, and the test is skipped, if no keys can be pressed here. */
gboolean   velo_walk_open          (VeloWalk      *walk,
                                    Program       *program);
void       velo_walk_close         (VeloWalk      *walk);

void       velo_walk_open_invoice  (VeloWalk      *walk);
/* From the step named @from, whose window has the keyboard; stops before @until, if it is not NULL. */
void       velo_walk_insure        (VeloWalk      *walk,
                                    const char    *from,
                                    const char    *until);

/* The window of @type that has the keyboard, or NULL. */
GtkWindow *velo_walk_find_active   (GType          type);
/* Presses Tab until the focus is in @id. */
void       velo_walk_tab_to        (VeloWalk      *walk,
                                    GtkWindow     *window,
                                    const char    *id);
gboolean   velo_walk_has_focus     (GtkWindow     *window,
                                    const char    *id);
