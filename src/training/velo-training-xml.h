/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

typedef enum
{
  VELO_TRAINING_XML_CONTAINER,
  VELO_TRAINING_XML_TEXT,
  VELO_TRAINING_XML_DATE,
  VELO_TRAINING_XML_YEAR,
  VELO_TRAINING_XML_YEAR_OR_DATE,
  VELO_TRAINING_XML_AMOUNT,
  VELO_TRAINING_XML_FLAG,
  VELO_TRAINING_XML_POSITIVE,
  VELO_TRAINING_XML_NUMBER,
  VELO_TRAINING_XML_COUNTRY,
  VELO_TRAINING_XML_REFUSED,
} VeloTrainingXmlType;

/* What an element may be; the order of elements does not matter. */
typedef struct _VeloTrainingXmlRule VeloTrainingXmlRule;
struct _VeloTrainingXmlRule
{
  const char *name;
  guint min;
  guint max;
  VeloTrainingXmlType type;
  guint max_chars;                     /* 0: any */
  const VeloTrainingXmlRule *children; /* (nullable): ends with a rule without name */
};

xmlDoc     *velo_training_xml_parse  (GBytes                     *bytes,
                                      const VeloTrainingXmlRule  *root,
                                      char                      **sentence);
xmlNode    *velo_training_xml_find   (xmlNode                    *node,
                                      const char                 *path);
char       *velo_training_xml_dup    (xmlNode                    *node,
                                      const char                 *path);
guint       velo_training_xml_count  (xmlNode                    *node,
                                      const char                 *name);
GPtrArray  *velo_training_xml_list   (xmlNode                    *node,
                                      const char                 *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

G_END_DECLS
