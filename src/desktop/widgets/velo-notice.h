/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * VeloNoticeKind:
 * @VELO_NOTICE_KIND_INFO: good to know
 * @VELO_NOTICE_KIND_WARNING: should be looked at
 * @VELO_NOTICE_KIND_ERROR: something did not work
 *
 * How urgent a notice is.
 */
typedef enum
{
  VELO_NOTICE_KIND_INFO,
  VELO_NOTICE_KIND_WARNING,
  VELO_NOTICE_KIND_ERROR
} VeloNoticeKind;

#define VELO_TYPE_NOTICE_KIND (velo_notice_kind_get_type ())
GType velo_notice_kind_get_type (void);

#define VELO_TYPE_NOTICE (velo_notice_get_type ())

/**
 * VeloNotice:
 *
 * A banner with a sentence and at most one button above a view.
 */
G_DECLARE_FINAL_TYPE (VeloNotice, velo_notice, VELO, NOTICE, AdwBin)

GtkWidget  *velo_notice_new          (void);
const char *velo_notice_get_title    (VeloNotice     *self);
gboolean    velo_notice_get_revealed (VeloNotice     *self);
void        velo_notice_show         (VeloNotice     *self,
                                      VeloNoticeKind  kind,
                                      const char     *title);
void        velo_notice_hide         (VeloNotice     *self);

G_END_DECLS
