/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-training-xml.h"

G_BEGIN_DECLS

/* The root element Antraege. */
extern const VeloTrainingXmlRule velo_training_proposal_rules;

/* The root element PARAMETERS of a premium request. */
extern const VeloTrainingXmlRule velo_training_premium_rules;

G_END_DECLS
