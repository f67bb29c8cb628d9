/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _VeloTrainingTariff VeloTrainingTariff;

/* All strings are borrowed from the tariff. */
typedef struct
{
  const char *product_type;
  const char *application_code;
  const char *product_name;
  const char *basic_risk;
  const char *object;  /* key of an object in the rules */
  const char *variant; /* "A", "B" or "" */
  const char *country; /* alpha-2 */
  const char *table;
  const char *form;    /* (nullable): key of the application form */
  JsonObject *json;
} VeloTrainingProduct;

/* What a product costs, gross, in cents. */
typedef struct
{
  gint64 interval_cents;
  gint64 year_cents;
  gint64 single_cents;
} VeloTrainingQuote;

VeloTrainingTariff        *velo_training_tariff_new              (void);
void                       velo_training_tariff_free             (VeloTrainingTariff        *self);
GPtrArray                 *velo_training_tariff_get_products     (VeloTrainingTariff        *self);
const VeloTrainingProduct *velo_training_tariff_find             (VeloTrainingTariff        *self,
                                                                  const char                *code,
                                                                  const char                *type);
JsonObject                *velo_training_tariff_get_rules        (VeloTrainingTariff        *self,
                                                                  const VeloTrainingProduct *product);
guint                      velo_training_tariff_get_tax_percent  (VeloTrainingTariff        *self,
                                                                  const char                *country);
JsonObject                *velo_training_tariff_find_table       (VeloTrainingTariff        *self,
                                                                  const VeloTrainingProduct *product,
                                                                  const GDate               *day);
char                      *velo_training_tariff_check_age        (VeloTrainingTariff        *self,
                                                                  const VeloTrainingProduct *product,
                                                                  const GDate               *purchased,
                                                                  guint                      built,
                                                                  gboolean                   used,
                                                                  const GDate               *today);
char                      *velo_training_tariff_quote            (VeloTrainingTariff        *self,
                                                                  const VeloTrainingProduct *product,
                                                                  gint64                     price_cents,
                                                                  guint                      interval,
                                                                  const GDate               *day,
                                                                  gboolean                   immediate,
                                                                  VeloTrainingQuote         *quote);
gboolean                   velo_training_product_has_risk        (const VeloTrainingProduct *product,
                                                                  const char                *risk);
gboolean                   velo_training_product_has_interval    (const VeloTrainingProduct *product,
                                                                  guint                      interval);
gboolean                   velo_training_product_has_collection  (const VeloTrainingProduct *product,
                                                                  const char                *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloTrainingTariff, velo_training_tariff_free)

G_END_DECLS
