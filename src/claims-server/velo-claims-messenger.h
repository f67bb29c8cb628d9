/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-config.h"

G_BEGIN_DECLS

/**
 * VeloClaimsMessenger: (Versandweg für SMS)
 *
 * A way to send text messages.
 */
#define VELO_TYPE_CLAIMS_MESSENGER (velo_claims_messenger_get_type ())
G_DECLARE_INTERFACE (VeloClaimsMessenger, velo_claims_messenger, VELO, CLAIMS_MESSENGER, GObject)

/**
 * VeloClaimsMessengerInterface:
 * @parent_iface: the parent
 * @send_async: sends one message
 * @send_finish: whether the way has taken it
 */
struct _VeloClaimsMessengerInterface
{
  GTypeInterface parent_iface;

  void     (*send_async)  (VeloClaimsMessenger *self,
                           const char          *phone,
                           const char          *text,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data);
  gboolean (*send_finish) (VeloClaimsMessenger *self,
                           GAsyncResult        *result,
                           GError             **error);
};

VeloClaimsMessenger *velo_claims_messenger_new         (const VeloClaimsConfig *config,
                                                        GError                **error);
void                 velo_claims_messenger_send_async  (VeloClaimsMessenger    *self,
                                                        const char             *phone,
                                                        const char             *text,
                                                        GCancellable           *cancellable,
                                                        GAsyncReadyCallback     callback,
                                                        gpointer                user_data);
gboolean             velo_claims_messenger_send_finish (VeloClaimsMessenger    *self,
                                                        GAsyncResult           *result,
                                                        GError                **error);

/* The two ways. */
VeloClaimsMessenger *velo_claims_gateway_new           (const VeloClaimsConfig *config,
                                                        GError                **error);
VeloClaimsMessenger *velo_claims_modem_new             (GBusType                bus);

G_END_DECLS
