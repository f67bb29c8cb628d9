/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * VeloBrowser:
 *
 * A browser without a window that shows pages as a phone does. For one thread.
 */
typedef struct _VeloBrowser VeloBrowser;

gboolean     velo_browser_is_installed (void);
VeloBrowser *velo_browser_new          (void);
void         velo_browser_free         (VeloBrowser *self);
void         velo_browser_open         (VeloBrowser *self,
                                        const char  *uri);
char        *velo_browser_run          (VeloBrowser *self,
                                        const char  *script);
gboolean     velo_browser_wait         (VeloBrowser *self,
                                        const char  *condition);
void         velo_browser_type         (VeloBrowser *self,
                                        const char  *selector,
                                        const char  *text);
void         velo_browser_click        (VeloBrowser *self,
                                        const char  *selector);
void         velo_browser_resize       (VeloBrowser *self,
                                        int          width,
                                        gboolean     dark);
void         velo_browser_set_offline  (VeloBrowser *self,
                                        gboolean     offline);
void         velo_browser_keep_picture (VeloBrowser *self,
                                        const char  *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloBrowser, velo_browser_free)

G_END_DECLS
