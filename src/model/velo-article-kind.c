/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line of an invoice is. */

#define G_LOG_DOMAIN "velo-article-kind"

#include "config.h"

#include "velo-article-kind.h"

G_DEFINE_ENUM_TYPE (VeloArticleKind, velo_article_kind,
                    G_DEFINE_ENUM_VALUE (VELO_ARTICLE_KIND_OTHER, "other"),
                    G_DEFINE_ENUM_VALUE (VELO_ARTICLE_KIND_BICYCLE, "bicycle"),
                    G_DEFINE_ENUM_VALUE (VELO_ARTICLE_KIND_EBIKE, "ebike"),
                    G_DEFINE_ENUM_VALUE (VELO_ARTICLE_KIND_CARGO_BIKE, "cargo_bike"),
                    G_DEFINE_ENUM_VALUE (VELO_ARTICLE_KIND_CARGO_EBIKE, "cargo_ebike"),
                    G_DEFINE_ENUM_VALUE (VELO_ARTICLE_KIND_S_PEDELEC, "s_pedelec"),
                    G_DEFINE_ENUM_VALUE (VELO_ARTICLE_KIND_BATTERY, "battery"),
                    G_DEFINE_ENUM_VALUE (VELO_ARTICLE_KIND_LOCK, "lock"),
                    G_DEFINE_ENUM_VALUE (VELO_ARTICLE_KIND_LABOUR, "labour"),
                    G_DEFINE_ENUM_VALUE (VELO_ARTICLE_KIND_ACCESSORY, "accessory"))

/**
 * velo_article_kind_is_insurable:
 * @kind: a kind
 *
 * Returns: whether it can be an insured object at all: a vehicle or a separate battery
 */
gboolean
velo_article_kind_is_insurable (VeloArticleKind kind)
{
  return kind >= VELO_ARTICLE_KIND_BICYCLE && kind <= VELO_ARTICLE_KIND_BATTERY;
}

/**
 * velo_article_kind_is_electric:
 * @kind: a kind
 *
 * Returns: whether it has or is a battery
 */
gboolean
velo_article_kind_is_electric (VeloArticleKind kind)
{
  return kind == VELO_ARTICLE_KIND_EBIKE || kind == VELO_ARTICLE_KIND_CARGO_EBIKE
         || kind == VELO_ARTICLE_KIND_S_PEDELEC || kind == VELO_ARTICLE_KIND_BATTERY;
}
