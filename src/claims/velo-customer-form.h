/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claims-client.h"

G_BEGIN_DECLS

/**
 * VeloCustomerFormState:
 * @VELO_CUSTOMER_FORM_STATE_OPEN: nobody has opened the page yet
 * @VELO_CUSTOMER_FORM_STATE_SEEN: somebody has, and nothing was sent yet
 * @VELO_CUSTOMER_FORM_STATE_FILLED: what was entered is here
 *
 * How far the customer is.
 */
typedef enum
{
  VELO_CUSTOMER_FORM_STATE_OPEN,
  VELO_CUSTOMER_FORM_STATE_SEEN,
  VELO_CUSTOMER_FORM_STATE_FILLED
} VeloCustomerFormState;

#define VELO_TYPE_CUSTOMER_FORM (velo_customer_form_get_type ())

/**
 * VeloCustomerForm: (Angaben vom Handy des Kunden)
 *
 * A form that a customer fills in on the own phone. The claims service hands it over; what is entered is
 * sealed on the phone with a key that only this object and the phone know.
 */
G_DECLARE_FINAL_TYPE (VeloCustomerForm, velo_customer_form, VELO, CUSTOMER_FORM, GObject)

VeloCustomerForm      *velo_customer_form_new            (VeloClaimsClient     *client,
                                                          const char * const   *names,
                                                          const char           *country);
const char            *velo_customer_form_get_link       (VeloCustomerForm     *self);
gint64                 velo_customer_form_get_end        (VeloCustomerForm     *self);
VeloCustomerFormState  velo_customer_form_get_state      (VeloCustomerForm     *self);
GHashTable            *velo_customer_form_get_values     (VeloCustomerForm     *self);
void                   velo_customer_form_open_async     (VeloCustomerForm     *self,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
void                   velo_customer_form_look_async     (VeloCustomerForm     *self,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean               velo_customer_form_finish         (VeloCustomerForm     *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                   velo_customer_form_withdraw       (VeloCustomerForm     *self);

G_END_DECLS
