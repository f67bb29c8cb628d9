/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is insured: e-bike, bicycle or separate battery. */

#define G_LOG_DOMAIN "velo-object-kind"

#include "config.h"

#include "velo-object-kind.h"

G_DEFINE_ENUM_TYPE (VeloObjectKind, velo_object_kind,
                    G_DEFINE_ENUM_VALUE (VELO_OBJECT_KIND_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (VELO_OBJECT_KIND_EBIKE, "ebike"),
                    G_DEFINE_ENUM_VALUE (VELO_OBJECT_KIND_BICYCLE, "bicycle"),
                    G_DEFINE_ENUM_VALUE (VELO_OBJECT_KIND_BATTERY, "battery"))

/**
 * velo_object_kind_for_article:
 * @kind: what was sold
 *
 * Returns: what to preselect as the insured object. An S-pedelec counts as an e-bike here; whether
 *   a product takes it is another question.
 */
VeloObjectKind
velo_object_kind_for_article (VeloArticleKind kind)
{
  if (kind == VELO_ARTICLE_KIND_BATTERY)
    return VELO_OBJECT_KIND_BATTERY;
  if (velo_article_kind_is_electric (kind))
    return VELO_OBJECT_KIND_EBIKE;
  if (kind == VELO_ARTICLE_KIND_BICYCLE || kind == VELO_ARTICLE_KIND_CARGO_BIKE)
    return VELO_OBJECT_KIND_BICYCLE;
  return VELO_OBJECT_KIND_NONE;
}
