/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was learned about the invoices of one issuer. */

#define G_LOG_DOMAIN "velo-issuer-template"

#include "config.h"

#include "velo-issuer-template.h"

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloIssuerTemplate, velo_issuer_template, VELO_TYPE_ISSUER_TEMPLATE,
                    VELO_ISSUER_TEMPLATE_FIELDS)
