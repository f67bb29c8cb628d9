/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VeloXmlTree VeloXmlTree;
typedef struct _VeloXmlNode VeloXmlNode;

VeloXmlTree *
velo_xml_tree_parse (GBytes *bytes, GCancellable *cancellable, gboolean *repaired, GError **error);
void         velo_xml_tree_free (VeloXmlTree *tree);
VeloXmlNode *velo_xml_tree_root (VeloXmlTree *tree);

const char  *velo_xml_name (VeloXmlNode *node);
const char  *velo_xml_namespace (VeloXmlNode *node);
const char  *velo_xml_raw (VeloXmlNode *node);
const char  *velo_xml_attribute (VeloXmlNode *node, const char *name);
VeloXmlNode *velo_xml_child (VeloXmlNode *node, const char *name);
VeloXmlNode *velo_xml_next (VeloXmlNode *node, const char *name);
VeloXmlNode *velo_xml_find (VeloXmlNode *node, const char *path);
VeloXmlNode *
velo_xml_find_with (VeloXmlNode *node, const char *path, const char *attribute, const char *value);
char        *velo_xml_dup_text (VeloXmlNode *node, const char *path);
char        *velo_xml_dup_attribute (VeloXmlNode *node, const char *path, const char *attribute);
GPtrArray   *velo_xml_dup_texts (VeloXmlNode *node, const char *path);
VeloXmlNode *velo_xml_search (VeloXmlNode *node, const char *name);
char        *velo_xml_dup_hash (VeloXmlNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloXmlTree, velo_xml_tree_free)

G_END_DECLS
