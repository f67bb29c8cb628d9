/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-wertgarantie-answer.h"
#include "velo-wertgarantie-form.h"

G_BEGIN_DECLS

/*
 * @VELO_WERTGARANTIE_CALL_QUESTION: does no harm when repeated
 * @VELO_WERTGARANTIE_CALL_ONCE: uses something up
 * @VELO_WERTGARANTIE_CALL_SUBMISSION: nobody may be left in doubt whether it arrived
 */
typedef enum
{
  VELO_WERTGARANTIE_CALL_QUESTION,
  VELO_WERTGARANTIE_CALL_ONCE,
  VELO_WERTGARANTIE_CALL_SUBMISSION,
} VeloWertgarantieCallKind;

/* How to sign in; all but the base address are sent. */
typedef struct
{
  const char *base_url;
  const char *user;
  const char *company;
  const char *role; /* empty: not sent */
  guint timeout;
  guint submit_timeout;
} VeloWertgarantieAccount;

#define VELO_TYPE_WERTGARANTIE_CLIENT (velo_wertgarantie_client_get_type ())
G_DECLARE_FINAL_TYPE (VeloWertgarantieClient, velo_wertgarantie_client,
                      VELO, WERTGARANTIE_CLIENT, GObject)

VeloWertgarantieClient *velo_wertgarantie_client_new (const VeloWertgarantieAccount *account,
                                                      GError                       **error);
void                    velo_wertgarantie_client_set_password (VeloWertgarantieClient *self,
                                                               const char             *password);

VeloWertgarantieForm   *velo_wertgarantie_client_new_call (const char *function,
                                                           const char *shaping);
void                    velo_wertgarantie_client_call_async (VeloWertgarantieClient  *self,
                                                             VeloWertgarantieForm    *form,
                                                             VeloWertgarantieCallKind kind,
                                                             gboolean                 envelope_inside,
                                                             GCancellable            *cancellable,
                                                             GAsyncReadyCallback      callback,
                                                             gpointer                 user_data);
VeloWertgarantieAnswer *velo_wertgarantie_client_call_finish (VeloWertgarantieClient  *self,
                                                              GAsyncResult            *result,
                                                              GError                 **error);

void                    velo_wertgarantie_client_sign_in_async (VeloWertgarantieClient *self,
                                                                GCancellable           *cancellable,
                                                                GAsyncReadyCallback     callback,
                                                                gpointer                user_data);
char                   *velo_wertgarantie_client_sign_in_finish (VeloWertgarantieClient *self,
                                                                 GAsyncResult           *result,
                                                                 GError                **error);

G_END_DECLS
