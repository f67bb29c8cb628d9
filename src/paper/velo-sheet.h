/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-page-geometry.h"
#include "velo-paper-error.h"

G_BEGIN_DECLS

#define VELO_TYPE_SHEET (velo_sheet_get_type ())

/**
 * VeloSheet:
 *
 * A clean A4 document of our own: built part by part from top to bottom,
 * then rendered. All texts are plain UTF-8 in the user's language, given by
 * the caller.
 */
G_DECLARE_FINAL_TYPE (VeloSheet, velo_sheet, VELO, SHEET, GObject)

/**
 * VeloSheetColumn:
 * @title: (nullable): heading
 * @share: width relative to the other columns, greater than 0
 * @right: whether the column is set flush right, as amounts are
 *
 * A column of a table.
 */
typedef struct
{
  const char *title;
  double      share;
  gboolean    right;
} VeloSheetColumn;

/**
 * VeloSheetBar:
 * @name: (nullable): what stands below it
 * @whole: its height
 * @part: how far it is filled, at most @whole
 *
 * A bar of a plot.
 */
typedef struct
{
  const char *name;
  int         whole;
  int         part;
} VeloSheetBar;

VeloSheet *velo_sheet_new              (const char            *title,
                                        const char            *author);
void       velo_sheet_set_sender       (VeloSheet             *self,
                                        const char            *sender);
void       velo_sheet_set_created      (VeloSheet             *self,
                                        gint64                 created_usec);
void       velo_sheet_set_source       (VeloSheet             *self,
                                        const char            *name,
                                        const char            *media_type,
                                        GBytes                *bytes);
void       velo_sheet_set_footer       (VeloSheet             *self,
                                        const char            *footer);
void       velo_sheet_set_page_label   (VeloSheet             *self,
                                        const char            *format);
void       velo_sheet_set_watermark    (VeloSheet             *self,
                                        const char            *text);
void       velo_sheet_add_title        (VeloSheet             *self,
                                        const char            *title,
                                        const char            *subtitle);
void       velo_sheet_add_address      (VeloSheet             *self,
                                        const char            *address,
                                        const char            *facts);
void       velo_sheet_add_section      (VeloSheet             *self,
                                        const char            *heading);
void       velo_sheet_add_row          (VeloSheet             *self,
                                        const char            *label,
                                        const char            *value);
void       velo_sheet_add_paragraph    (VeloSheet             *self,
                                        const char            *text);
void       velo_sheet_add_notice       (VeloSheet             *self,
                                        const char            *text);
void       velo_sheet_add_plot         (VeloSheet             *self,
                                        const char            *whole_label,
                                        const char            *part_label,
                                        const VeloSheetBar    *bars,
                                        guint                  n_bars,
                                        int                    step);
void       velo_sheet_begin_table      (VeloSheet             *self,
                                        const VeloSheetColumn *columns,
                                        guint                  n_columns);
void       velo_sheet_add_table_row    (VeloSheet             *self,
                                        const char * const    *cells);
void       velo_sheet_add_table_total  (VeloSheet             *self,
                                        const char            *label,
                                        const char            *amount,
                                        gboolean               strong);
void       velo_sheet_add_check        (VeloSheet             *self,
                                        gboolean               on,
                                        const char            *text);
void       velo_sheet_add_signature    (VeloSheet             *self,
                                        const char            *left_label,
                                        const char            *right_label);
void       velo_sheet_add_page_break   (VeloSheet             *self);
void       velo_sheet_render_async     (VeloSheet             *self,
                                        GCancellable          *cancellable,
                                        GAsyncReadyCallback    callback,
                                        gpointer               user_data);
GBytes    *velo_sheet_render_finish    (VeloSheet             *self,
                                        GAsyncResult          *result,
                                        GError               **error);

gboolean   velo_sheet_get_signature    (VeloSheet             *self,
                                        guint                 *page,
                                        VeloPageRect          *rect);

G_END_DECLS
