/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-counter.h"

G_BEGIN_DECLS

#define VELO_TYPE_WINDOW_PAGE (velo_window_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (VeloWindowPage, velo_window_page, VELO, WINDOW_PAGE, AdwBin)

/**
 * VeloWindowPageClass:
 * @parent_class: the parent
 * @dup_title: what stands in the window's head
 * @dup_subtitle: what stands below it; may be empty
 * @load: asks the store, with velo_window_page_get_cancellable()
 * @concerns: whether a change of the table makes what is shown old; any does unless a page knows better
 */
struct _VeloWindowPageClass
{
  AdwBinClass parent_class;

  char    *(*dup_title)    (VeloWindowPage *self);
  char    *(*dup_subtitle) (VeloWindowPage *self);
  void     (*load)         (VeloWindowPage *self);
  gboolean (*concerns)     (VeloWindowPage *self,
                            const char     *table);
};

VeloCounter  *velo_window_page_get_counter     (VeloWindowPage *self);
VeloStore    *velo_window_page_get_store       (VeloWindowPage *self);
GSettings    *velo_window_page_get_settings    (VeloWindowPage *self);
GCancellable *velo_window_page_get_cancellable (VeloWindowPage *self);
char         *velo_window_page_dup_title       (VeloWindowPage *self);
char         *velo_window_page_dup_subtitle    (VeloWindowPage *self);
void          velo_window_page_load            (VeloWindowPage *self);
void          velo_window_page_queue_load      (VeloWindowPage *self);
gboolean      velo_window_page_is_queued       (VeloWindowPage *self);
void          velo_window_page_title_changed   (VeloWindowPage *self);

G_END_DECLS
