/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-context.h"

G_BEGIN_DECLS

/**
 * VeloClaimsJournalCheck:
 * @number: of the last entry that was right
 * @hash: (owned): its hash
 * @at_end: whether there was none after it
 * @known_number: up to where an earlier check came
 * @known_hash: (owned) (nullable): what stood there
 *
 * How far the journal was looked at.
 */
typedef struct
{
  int number;
  char *hash;
  gboolean at_end;
  int known_number;
  char *known_hash;
} VeloClaimsJournalCheck;

gboolean   velo_claims_journal_add    (VeloClaimsContext *context,
                                       const char        *claim_id,
                                       VeloClaimEntry    *entry,
                                       GError           **error);
gboolean   velo_claims_note           (VeloClaimsContext *context,
                                       const char        *claim_id,
                                       const char        *what,
                                       const char        *reason,
                                       GError           **error);
GPtrArray *velo_claims_journal_list   (VeloClaimsContext *context,
                                       const char        *claim_id,
                                       GError           **error);
gboolean   velo_claims_journal_verify (VeloClaimsContext *context,
                                       GError           **error);

void       velo_claims_journal_check_init    (VeloClaimsJournalCheck  *check);
void       velo_claims_journal_check_clear   (VeloClaimsJournalCheck  *check);
void       velo_claims_journal_check_restart (VeloClaimsJournalCheck  *check);
gboolean   velo_claims_journal_check_go_on   (VeloClaimsJournalCheck  *check,
                                              VeloClaimsContext       *context,
                                              int                      n,
                                              GError                 **error);

G_END_DECLS
