/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-xml-tree.h"

G_BEGIN_DECLS

struct _VeloXmlNode
{
  const char  *name;
  const char  *ns;
  char       **attributes; /* name, value, name, value ... NULL */
  GString     *text;
  VeloXmlNode *parent;
  VeloXmlNode *first;
  VeloXmlNode *last;
  VeloXmlNode *next;
};

G_END_DECLS
