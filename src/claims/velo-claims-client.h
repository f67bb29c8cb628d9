/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-claims-answer.h"
#include "velo-claims-client-error.h"

G_BEGIN_DECLS

/**
 * VELO_CLAIMS_MAX_ANSWER:
 *
 * More bytes than that are not read of one answer.
 */
#define VELO_CLAIMS_MAX_ANSWER (4 * 1024 * 1024)

/**
 * VELO_CLAIMS_MAX_PHOTO:
 *
 * More bytes than that are not read of one photo.
 */
#define VELO_CLAIMS_MAX_PHOTO (20 * 1024 * 1024)

/**
 * VELO_CLAIMS_MAX_EXPORT:
 *
 * More bytes than that are not read of everything about a person; the service stops a little before.
 */
#define VELO_CLAIMS_MAX_EXPORT (260 * 1024 * 1024)

/**
 * VeloClaimsAct: (Schritt)
 * @VELO_CLAIMS_ACT_DECIDE: find out whether the claim can be settled at once
 * @VELO_CLAIMS_ACT_INVITE: make the customer's link; an older one stops working
 * @VELO_CLAIMS_ACT_CLOSE: end the claim; with the reason in words
 * @VELO_CLAIMS_ACT_BEGIN: begin to calculate
 * @VELO_CLAIMS_ACT_APPROVE: the desk agrees with a calculation that needs it
 * @VELO_CLAIMS_ACT_OFFER: make the offer of the calculation
 * @VELO_CLAIMS_ACT_CALL_BACK: the customer who declined was called; with the outcome in words
 * @VELO_CLAIMS_ACT_RELEASE: release the payout
 * @VELO_CLAIMS_ACT_PAID: confirm the payment by hand
 *
 * What can be done with a claim as it is.
 */
typedef enum
{
  VELO_CLAIMS_ACT_DECIDE,
  VELO_CLAIMS_ACT_INVITE,
  VELO_CLAIMS_ACT_CLOSE,
  VELO_CLAIMS_ACT_BEGIN,
  VELO_CLAIMS_ACT_APPROVE,
  VELO_CLAIMS_ACT_OFFER,
  VELO_CLAIMS_ACT_CALL_BACK,
  VELO_CLAIMS_ACT_RELEASE,
  VELO_CLAIMS_ACT_PAID
} VeloClaimsAct;

#define VELO_TYPE_CLAIMS_CLIENT (velo_claims_client_get_type ())

/**
 * VeloClaimsClient:
 *
 * Talks to the claims service as one account. Every call is asynchronous and ends with
 * velo_claims_client_finish().
 */
G_DECLARE_FINAL_TYPE (VeloClaimsClient, velo_claims_client, VELO, CLAIMS_CLIENT, GObject)

VeloClaimsClient *velo_claims_client_new                   (const char           *base_url,
                                                            GError              **error);
gboolean          velo_claims_client_is_signed_in          (VeloClaimsClient     *self);
VeloClaimActor    velo_claims_client_get_role              (VeloClaimsClient     *self);
const char       *velo_claims_client_get_who               (VeloClaimsClient     *self);
const char       *velo_claims_client_get_desk_phone        (VeloClaimsClient     *self);
const char       *velo_claims_client_get_insurer           (VeloClaimsClient     *self);
gboolean          velo_claims_client_sends_messages        (VeloClaimsClient     *self);
void              velo_claims_client_sign_in_async         (VeloClaimsClient     *self,
                                                            const char           *name,
                                                            const char           *password,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_sign_out_async        (VeloClaimsClient     *self,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_search_async          (VeloClaimsClient     *self,
                                                            const char           *words,
                                                            const char           *filter,
                                                            gint64                before,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_search_more_async     (VeloClaimsClient     *self,
                                                            const char           *words,
                                                            const char           *filter,
                                                            VeloClaim            *last,
                                                            gint64                clock,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_get_async             (VeloClaimsClient     *self,
                                                            const char           *id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_add_async             (VeloClaimsClient     *self,
                                                            VeloClaim            *claim,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_change_async          (VeloClaimsClient     *self,
                                                            VeloClaim            *claim,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_act_async             (VeloClaimsClient     *self,
                                                            VeloClaim            *claim,
                                                            VeloClaimsAct         act,
                                                            const char           *words,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_get_calculation_async (VeloClaimsClient     *self,
                                                            const char           *id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_calculate_async       (VeloClaimsClient     *self,
                                                            VeloClaim            *claim,
                                                            VeloCalculation      *calculation,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_get_payout_async      (VeloClaimsClient     *self,
                                                            const char           *id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_bank_file_async       (VeloClaimsClient     *self,
                                                            const char           *text,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_tasks_async           (VeloClaimsClient     *self,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_figures_async         (VeloClaimsClient     *self,
                                                            const char           *month,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_end_task_async        (VeloClaimsClient     *self,
                                                            const char           *id,
                                                            const char           *outcome,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_postpone_task_async   (VeloClaimsClient     *self,
                                                            const char           *id,
                                                            gint64                until,
                                                            const char           *note,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_message_again_async   (VeloClaimsClient     *self,
                                                            const char           *id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_payment_file_async    (VeloClaimsClient     *self,
                                                            const char           *id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_check_payee_async     (VeloClaimsClient     *self,
                                                            VeloClaim            *claim,
                                                            const char           *result,
                                                            const char           *name,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_set_photo_view_async  (VeloClaimsClient     *self,
                                                            const char           *id,
                                                            VeloPhotoView        *view,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_request_photo_async   (VeloClaimsClient     *self,
                                                            VeloClaim            *claim,
                                                            const char           *slot,
                                                            const char           *note,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_get_derivation_async  (VeloClaimsClient     *self,
                                                            const char           *id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_file_derivation_async (VeloClaimsClient     *self,
                                                            const char           *id,
                                                            GBytes               *file,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_export_async          (VeloClaimsClient     *self,
                                                            const char           *email,
                                                            const char           *phone,
                                                            const char           *name,
                                                            const char           *plate,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_messages_async        (VeloClaimsClient     *self,
                                                            const char           *id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_message_sent_async    (VeloClaimsClient     *self,
                                                            const char           *id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
VeloClaimsAnswer *velo_claims_client_finish                (VeloClaimsClient     *self,
                                                            GAsyncResult         *result,
                                                            GError              **error);
void              velo_claims_client_photos_async          (VeloClaimsClient     *self,
                                                            const char           *id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_get_photo_async       (VeloClaimsClient     *self,
                                                            const char           *id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
void              velo_claims_client_get_small_photo_async (VeloClaimsClient     *self,
                                                            const char           *id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
GBytes           *velo_claims_client_get_photo_finish      (VeloClaimsClient     *self,
                                                            GAsyncResult         *result,
                                                            GError              **error);

G_END_DECLS
