/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-test.h"

G_BEGIN_DECLS

#define VELO_CLAIMS_FLOW_LOGIN "number=26-1234567&plate=H-AB+123&mileage=84500&terms=1&privacy=1"

/**
 * VeloClaimsFlow:
 * @test: the service
 * @desk: (owned): session of the desk
 * @assessor: (owned): session of the assessor
 * @id: (owned): the claim
 * @link: (owned): path of the customer's newest link
 * @cookie: (owned): the customer's session
 * @csrf: (owned): its token
 * @text: (owned): body of the customer's last answer
 * @body: (owned): the same with its zero bytes
 * @json: (owned) (nullable): @text, if it is an object
 *
 * A claim on its way, with everybody who acts on it.
 */
typedef struct
{
  VeloClaimsTest *test;
  char *desk;
  char *assessor;
  char *number;
  char *id;
  char *link;
  char *cookie;
  char *csrf;
  char *text;
  GBytes *body;
  JsonObject *json;
} VeloClaimsFlow;

void        velo_claims_flow_init       (VeloClaimsFlow *self,
                                         VeloClaimsTest *test,
                                         const char     *number,
                                         const char     *language);
void        velo_claims_flow_init_austrian (VeloClaimsFlow *self,
                                         VeloClaimsTest *test,
                                         const char     *number,
                                         const char     *language);
void        velo_claims_flow_clear      (VeloClaimsFlow *self);
guint       velo_claims_flow_send       (VeloClaimsFlow *self,
                                         const char     *method,
                                         const char     *path,
                                         const char     *csrf,
                                         const char     *type,
                                         GBytes         *body);
guint       velo_claims_flow_form       (VeloClaimsFlow *self,
                                         const char     *path,
                                         const char     *form);
void        velo_claims_flow_log_in     (VeloClaimsFlow *self);
char       *velo_claims_flow_begin      (VeloClaimsFlow *self,
                                         const char     *slot,
                                         gsize           size);
guint       velo_claims_flow_add        (VeloClaimsFlow *self,
                                         const char     *upload,
                                         gsize           offset,
                                         GBytes         *part);
guint       velo_claims_flow_upload     (VeloClaimsFlow *self,
                                         const char     *slot,
                                         GBytes         *file);
void        velo_claims_flow_upload_all (VeloClaimsFlow *self);
void        velo_claims_flow_photograph (VeloClaimsFlow *self);
JsonObject *velo_claims_flow_act        (VeloClaimsFlow *self,
                                         const char     *token,
                                         const char     *method,
                                         const char     *what,
                                         const char     *more);
JsonObject *velo_claims_flow_get        (VeloClaimsFlow *self,
                                         const char     *token,
                                         const char     *what);
char       *velo_claims_flow_get_state  (VeloClaimsFlow *self);
char       *velo_claims_flow_get_words  (VeloClaimsFlow *self,
                                         const char     *kind);
void        velo_claims_flow_offer      (VeloClaimsFlow *self,
                                         gint64          cents);
guint       velo_claims_flow_accept     (VeloClaimsFlow *self,
                                         const char     *iban);
GBytes     *velo_claims_flow_draw_photo (guint           seed,
                                         int             width,
                                         int             height);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VeloClaimsFlow, velo_claims_flow_clear)

G_END_DECLS
