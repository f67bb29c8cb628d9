/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways by which text messages leave the service. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-messenger.h"

G_DEFINE_INTERFACE (VeloClaimsMessenger, velo_claims_messenger, G_TYPE_OBJECT)

static void
velo_claims_messenger_default_init (VeloClaimsMessengerInterface *iface)
{
}

/**
 * velo_claims_messenger_new:
 * @config: the settings, which live longer
 * @error: return location; %VELO_CLAIMS_ERROR_CONFIG if the key of a gateway cannot be read
 *
 * Returns: (transfer full) (nullable): the way that the settings name; %NULL without an error if the
 *   desk sends messages itself
 */
VeloClaimsMessenger *
velo_claims_messenger_new (const VeloClaimsConfig  *config,
                           GError                 **error)
{
  switch (config->message_way)
    {
    case VELO_CLAIMS_WAY_GATEWAY:
      return velo_claims_gateway_new (config, error);
    case VELO_CLAIMS_WAY_MODEM:
      return velo_claims_modem_new (G_BUS_TYPE_SYSTEM);
    case VELO_CLAIMS_WAY_NONE:
    default:
      return NULL;
    }
}

/**
 * velo_claims_messenger_send_async:
 * @self: a way
 * @phone: number as in E.164
 * @text: the words, in the alphabet of text messages
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Sends one message.
 */
void
velo_claims_messenger_send_async (VeloClaimsMessenger *self,
                                  const char          *phone,
                                  const char          *text,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  VELO_CLAIMS_MESSENGER_GET_IFACE (self)->send_async (self, phone, text, cancellable, callback, user_data);
}

/**
 * velo_claims_messenger_send_finish:
 * @self: a way
 * @result: the result
 * @error: return location; its message holds neither number nor words
 *
 * Returns: whether the way has taken the message
 */
gboolean
velo_claims_messenger_send_finish (VeloClaimsMessenger  *self,
                                   GAsyncResult         *result,
                                   GError              **error)
{
  return VELO_CLAIMS_MESSENGER_GET_IFACE (self)->send_finish (self, result, error);
}
