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
VeloBrowser *velo_browser_new          (gboolean     script);
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
void         velo_browser_set_network  (VeloBrowser *self,
                                        gboolean     offline,
                                        int          upload);
void         velo_browser_set_cookie   (VeloBrowser *self,
                                        const char  *uri,
                                        const char  *cookie);
void         velo_browser_become       (VeloBrowser *self,
                                        const char  *language,
                                        guint        address);
void         velo_browser_forget       (VeloBrowser *self);
JsonNode    *velo_browser_command      (VeloBrowser *self,
                                        const char  *name,
                                        const char  *parameters);
void         velo_browser_keep_picture (VeloBrowser *self,
                                        const char  *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloBrowser, velo_browser_free)

G_END_DECLS
