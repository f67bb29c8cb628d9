/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-context.h"

G_BEGIN_DECLS

/**
 * VeloClaimsAccount: (Konto)
 * @id: (owned): identity
 * @name: (owned): what is entered at the login
 * @shown: (owned): what others see
 * @actor: desk, assessor or sales partner
 * @portfolio: (owned): of a sales partner
 * @password: (owned): hash of the password
 */
typedef struct
{
  char *id;
  char *name;
  char *shown;
  VeloClaimActor actor;
  char *portfolio;
  char *password;
} VeloClaimsAccount;

/**
 * VeloClaimsSession: (Sitzung)
 * @account_id: (owned) (nullable): whose it is
 * @claim_id: (owned) (nullable): the claim of a customer
 * @who: (owned): name shown of the account, empty for customers
 * @actor: as whom it acts
 * @portfolio: (owned): of a sales partner
 * @csrf: (owned): must come with each form
 */
typedef struct
{
  char *account_id;
  char *claim_id;
  char *who;
  VeloClaimActor actor;
  char *portfolio;
  char *csrf;
} VeloClaimsSession;

void               velo_claims_account_free      (VeloClaimsAccount       *account);
void               velo_claims_session_free      (VeloClaimsSession       *session);
gboolean           velo_claims_account_add       (VeloClaimsContext       *context,
                                                  const VeloClaimsAccount *account,
                                                  GError                 **error);
VeloClaimsAccount *velo_claims_account_find      (VeloClaimsContext       *context,
                                                  const char              *name,
                                                  GError                 **error);
gboolean           velo_claims_account_retire    (VeloClaimsContext       *context,
                                                  const char              *name,
                                                  GError                 **error);
char              *velo_claims_session_open      (VeloClaimsContext       *context,
                                                  const char              *account_id,
                                                  const char              *claim_id,
                                                  GError                 **error);
VeloClaimsSession *velo_claims_session_find      (VeloClaimsContext       *context,
                                                  const char              *token,
                                                  GError                 **error);
gboolean           velo_claims_session_close     (VeloClaimsContext       *context,
                                                  const char              *token,
                                                  GError                 **error);
gboolean           velo_claims_session_close_old (VeloClaimsContext       *context,
                                                  GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloClaimsAccount, velo_claims_account_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloClaimsSession, velo_claims_session_free)

G_END_DECLS
