/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-decimal.h"
#include "velo-xml-tree.h"

G_BEGIN_DECLS

VeloDecimal velo_xml_get_decimal (VeloXmlNode *node, const char *path);
char       *velo_xml_dup_date (VeloXmlNode *node, const char *path);
char       *velo_xml_dup_joined (VeloXmlNode *node, const char *path);
void        velo_xml_take_texts (VeloXmlNode *node, const char *path, GPtrArray *texts);
VeloXmlNode *velo_xml_find_amount (VeloXmlNode *node, const char *path, const char *currency);
VeloDecimal  velo_xml_sum_changes (VeloXmlNode *node,
                                   const char  *element,
                                   const char  *is_charge,
                                   const char  *amount);

G_END_DECLS
