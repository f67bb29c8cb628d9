/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A window of waiting for one asynchronous answer. */
typedef struct
{
  GAsyncResult *result;
} PaperWait;

GBytes       *paper_make_form      (void);
GBytes       *paper_make_packed_form (void);
GBytes       *paper_make_text_pdf  (guint        n_pages,
                                    double       width_pt,
                                    double       height_pt,
                                    const char  *text);
GBytes       *paper_make_encrypted (void);
GBytes       *paper_make_full_page (void);
void          paper_wait_cb        (GObject      *source,
                                    GAsyncResult *result,
                                    gpointer      user_data);
GAsyncResult *paper_wait           (PaperWait    *wait);
void          paper_wait_clear     (PaperWait    *wait);
gboolean      paper_contains       (GBytes       *bytes,
                                    const char   *needle);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PaperWait, paper_wait_clear)

G_END_DECLS
