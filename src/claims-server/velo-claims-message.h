/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "velo-claims-context.h"

G_BEGIN_DECLS

/**
 * VeloClaimsLetter: (Nachricht)
 * @id: (owned): of its row
 * @phone: (owned): number
 * @text: (owned): its words, which are stored nowhere
 *
 * A message that leaves by itself.
 */
typedef struct
{
  char *id;
  char *phone;
  char *text;
} VeloClaimsLetter;

void       velo_claims_letter_free       (VeloClaimsLetter  *letter);
gboolean   velo_claims_message_failed    (VeloClaimsContext *context,
                                          const char        *id,
                                          const char        *reason,
                                          GError           **error);
gboolean   velo_claims_message_arrived   (VeloClaimsContext *context,
                                          VeloClaim         *claim,
                                          gboolean           by_code,
                                          GError           **error);
gboolean   velo_claims_message_again     (VeloClaimsContext *context,
                                          const char        *id,
                                          VeloClaim        **claim,
                                          GError           **error);
gboolean   velo_claims_message_fail_lost (VeloClaimsContext *context,
                                          GError           **error);
gboolean   velo_claims_message_add  (VeloClaimsContext *context,
                                     VeloClaim         *claim,
                                     const char        *kind,
                                     const char        *text,
                                     GError           **error);
JsonArray *velo_claims_message_list (VeloClaimsContext *context,
                                     VeloClaim         *claim,
                                     GError           **error);
gboolean   velo_claims_message_sent (VeloClaimsContext *context,
                                     const char        *id,
                                     GError           **error);

G_END_DECLS
