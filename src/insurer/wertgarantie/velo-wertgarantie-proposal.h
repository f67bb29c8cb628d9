/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-proposal.h"
#include "velo-wertgarantie.h"

G_BEGIN_DECLS

/* No field of a call may be larger. */
#define VELO_WERTGARANTIE_MAX_DATA (1000 * 1000)

/* What the settings say about how a proposal is written. */
typedef struct
{
  VeloWertgarantieDialect dialect;
  const char *sender_name;
  const char *sales_channel; /* empty: not sent */
  gboolean vouch_lock;
  const GDate *today;
  gboolean leasing_remark; /* say in Bemerkung that the vehicle is leased */
} VeloWertgarantieStyle;

char   *velo_wertgarantie_compact_iban   (const char                   *iban);
GStrv   velo_wertgarantie_check_proposal (VeloProposal                 *proposal,
                                          GBytes                       *document,
                                          const VeloWertgarantieStyle  *style);
GBytes *velo_wertgarantie_write_proposal (VeloProposal                 *proposal,
                                          GBytes                       *document,
                                          const VeloWertgarantieStyle  *style,
                                          GError                      **error);

G_END_DECLS
