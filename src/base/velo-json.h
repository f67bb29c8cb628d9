/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean    velo_json_is_deeper  (const char *text,
                                  gsize       length,
                                  guint       max_depth);
JsonNode   *velo_json_get        (JsonObject *object,
                                  const char *name);
char       *velo_json_as_text    (JsonNode   *node);
GPtrArray  *velo_json_as_list    (JsonNode   *node);
JsonObject *velo_json_as_object  (JsonNode   *node);
char       *velo_json_get_text   (JsonObject *object,
                                  const char *name);
GPtrArray  *velo_json_get_list   (JsonObject *object,
                                  const char *name);
JsonObject *velo_json_get_object (JsonObject *object,
                                  const char *name);

G_END_DECLS
