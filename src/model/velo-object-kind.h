/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-article-kind.h"

G_BEGIN_DECLS

/**
 * VeloObjectKind: (Versicherungsobjekt)
 * @VELO_OBJECT_KIND_NONE: nothing that can be insured here
 * @VELO_OBJECT_KIND_EBIKE: e-bike
 * @VELO_OBJECT_KIND_BICYCLE: bicycle
 * @VELO_OBJECT_KIND_BATTERY: battery on its own
 *
 * What is insured.
 */
typedef enum
{
  VELO_OBJECT_KIND_NONE,
  VELO_OBJECT_KIND_EBIKE,
  VELO_OBJECT_KIND_BICYCLE,
  VELO_OBJECT_KIND_BATTERY
} VeloObjectKind;

#define VELO_TYPE_OBJECT_KIND (velo_object_kind_get_type ())
GType velo_object_kind_get_type (void);

VeloObjectKind velo_object_kind_for_article (VeloArticleKind kind);

G_END_DECLS
