/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-reading.h"
#include "velo-xml-tree.h"

G_BEGIN_DECLS

VeloReading *velo_ebinterface_reader_read (VeloXmlNode *root);

G_END_DECLS
