/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VeloArticleKind: (Artikelart)
 * @VELO_ARTICLE_KIND_OTHER: anything else
 * @VELO_ARTICLE_KIND_BICYCLE: bicycle
 * @VELO_ARTICLE_KIND_EBIKE: e-bike up to 25 km/h
 * @VELO_ARTICLE_KIND_CARGO_BIKE: cargo bike
 * @VELO_ARTICLE_KIND_CARGO_EBIKE: cargo bike with motor
 * @VELO_ARTICLE_KIND_S_PEDELEC: up to 45 km/h, with plate
 * @VELO_ARTICLE_KIND_BATTERY: battery sold by itself
 * @VELO_ARTICLE_KIND_LOCK: lock
 * @VELO_ARTICLE_KIND_LABOUR: work
 * @VELO_ARTICLE_KIND_ACCESSORY: accessory or part
 *
 * What a line of an invoice is (invoices, section 8.1).
 */
typedef enum
{
  VELO_ARTICLE_KIND_OTHER,
  VELO_ARTICLE_KIND_BICYCLE,
  VELO_ARTICLE_KIND_EBIKE,
  VELO_ARTICLE_KIND_CARGO_BIKE,
  VELO_ARTICLE_KIND_CARGO_EBIKE,
  VELO_ARTICLE_KIND_S_PEDELEC,
  VELO_ARTICLE_KIND_BATTERY,
  VELO_ARTICLE_KIND_LOCK,
  VELO_ARTICLE_KIND_LABOUR,
  VELO_ARTICLE_KIND_ACCESSORY
} VeloArticleKind;

#define VELO_TYPE_ARTICLE_KIND (velo_article_kind_get_type ())
GType velo_article_kind_get_type (void);

gboolean velo_article_kind_is_insurable (VeloArticleKind kind);
gboolean velo_article_kind_is_electric  (VeloArticleKind kind);

G_END_DECLS
