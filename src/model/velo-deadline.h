/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-article-kind.h"

G_BEGIN_DECLS

/**
 * VeloDeadline: (Frist)
 * @VELO_DEADLINE_KNOWN: there is a last day
 * @VELO_DEADLINE_NO_DATE: the day of the purchase is not known
 * @VELO_DEADLINE_NOT_A_VEHICLE: neither vehicle nor separate battery
 * @VELO_DEADLINE_NO_TARIFF: no tariff is known for it in this country
 * @VELO_DEADLINE_USED: it was bought used, and no tariff takes that
 *
 * Whether there is a last day on which a vehicle can be insured, and if not, why.
 */
typedef enum
{
  VELO_DEADLINE_KNOWN,
  VELO_DEADLINE_NO_DATE,
  VELO_DEADLINE_NOT_A_VEHICLE,
  VELO_DEADLINE_NO_TARIFF,
  VELO_DEADLINE_USED
} VeloDeadline;

#define VELO_TYPE_DEADLINE_RULES (velo_deadline_rules_get_type ())

/**
 * VeloDeadlineRules: (Fristen der Tarife)
 *
 * How long after the purchase the variants of each kind of vehicle can be taken out, as a tariff
 * file tells. Immutable and counted.
 */
typedef struct _VeloDeadlineRules VeloDeadlineRules;

GType              velo_deadline_rules_get_type     (void);
VeloDeadlineRules *velo_deadline_rules_new_defaults (void);
VeloDeadlineRules *velo_deadline_rules_parse        (const char         *json,
                                                     gssize              length,
                                                     GError            **error);
VeloDeadlineRules *velo_deadline_rules_ref          (VeloDeadlineRules  *self);
void               velo_deadline_rules_unref        (VeloDeadlineRules  *self);
const char        *velo_deadline_rules_get_checksum (VeloDeadlineRules  *self);
VeloDeadline       velo_rules_find_last_day         (VeloDeadlineRules  *rules,
                                                     VeloArticleKind     kind,
                                                     const char         *variant,
                                                     const char         *country,
                                                     gboolean            used,
                                                     const GDate        *purchase_date,
                                                     GDate              *last_day);
int                velo_rules_count_days_left       (const GDate        *last_day,
                                                     const GDate        *today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloDeadlineRules, velo_deadline_rules_unref)

G_END_DECLS
