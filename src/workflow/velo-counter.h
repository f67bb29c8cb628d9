/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-document.h"
#include "velo-employee.h"
#include "velo-ink.h"
#include "velo-insurer.h"
#include "velo-page-geometry.h"
#include "velo-party.h"
#include "velo-policy.h"
#include "velo-proposal.h"
#include "velo-store.h"

#include "velo-offer.h"

G_BEGIN_DECLS

#define VELO_COUNTER_ERROR (velo_counter_error_quark ())
GQuark velo_counter_error_quark (void);

/**
 * VeloCounterError:
 * @VELO_COUNTER_ERROR_NO_TARIFF: the insurer offers nothing for this object; the message is why
 * @VELO_COUNTER_ERROR_NO_BROKER_NUMBER: nobody with a broker number sends
 * @VELO_COUNTER_ERROR_INCOMPLETE: the proposal lacks something; the message names it
 * @VELO_COUNTER_ERROR_CHANGED: another window or a restart has moved the proposal on
 * @VELO_COUNTER_ERROR_OFFLINE: nothing was sent; the proposal waits and goes out by itself
 * @VELO_COUNTER_ERROR_UNCLEAR: sent, but no answer; only the same bytes may be repeated
 * @VELO_COUNTER_ERROR_REFUSED: the insurer refused; words and request id are in the proposal
 * @VELO_COUNTER_ERROR_HANDED_OVER: the insurer took it without confirming, or refused a repetition;
 *   ask there, do not repeat
 * @VELO_COUNTER_ERROR_NO_CREDENTIALS: user or password missing or wrong
 * @VELO_COUNTER_ERROR_DOCUMENT: a document from the insurer or a scan cannot be used
 *
 * What can go wrong between draft and policy.
 */
typedef enum
{
  VELO_COUNTER_ERROR_NO_TARIFF,
  VELO_COUNTER_ERROR_NO_BROKER_NUMBER,
  VELO_COUNTER_ERROR_INCOMPLETE,
  VELO_COUNTER_ERROR_CHANGED,
  VELO_COUNTER_ERROR_OFFLINE,
  VELO_COUNTER_ERROR_UNCLEAR,
  VELO_COUNTER_ERROR_REFUSED,
  VELO_COUNTER_ERROR_HANDED_OVER,
  VELO_COUNTER_ERROR_NO_CREDENTIALS,
  VELO_COUNTER_ERROR_DOCUMENT
} VeloCounterError;

const char *velo_counter_error_get_log_text (const GError *error);

/**
 * VeloTicks:
 * @VELO_TICKS_SPOKEN: the customer was told of the statutory warranty
 * @VELO_TICKS_LEAFLET: the customer was given a leaflet on it
 * @VELO_TICKS_WARRANTY: either
 * @VELO_TICKS_RECOMMENDED: the insurance is recommended as the form says it
 *
 * Which circles of the application form are ticked that have no field.
 * Source: insurer protocol, section 5, traps.
 */
typedef enum
{
  VELO_TICKS_SPOKEN = 1 << 0,
  VELO_TICKS_LEAFLET = 1 << 1,
  VELO_TICKS_WARRANTY = VELO_TICKS_SPOKEN | VELO_TICKS_LEAFLET,
  VELO_TICKS_RECOMMENDED = 1 << 2,
} VeloTicks;

#define VELO_TYPE_COUNTER (velo_counter_get_type ())
G_DECLARE_FINAL_TYPE (VeloCounter, velo_counter, VELO, COUNTER, GObject)

VeloCounter   *velo_counter_new                    (VeloStore            *store,
                                                    VeloInsurer          *insurer,
                                                    gboolean              training);
VeloStore     *velo_counter_get_store              (VeloCounter          *self);
VeloInsurer   *velo_counter_get_insurer            (VeloCounter          *self);
void           velo_counter_set_insurer            (VeloCounter          *self,
                                                    VeloInsurer          *insurer);
gboolean       velo_counter_is_training            (VeloCounter          *self);
VeloEmployee  *velo_counter_get_employee           (VeloCounter          *self);
void           velo_counter_set_employee           (VeloCounter          *self,
                                                    VeloEmployee         *employee);
void           velo_counter_set_shop               (VeloCounter          *self,
                                                    VeloParty            *shop,
                                                    const char           *register_number);
VeloParty     *velo_counter_get_shop               (VeloCounter          *self);
VeloTicks      velo_counter_get_ticks              (VeloCounter          *self);
void           velo_counter_set_ticks              (VeloCounter          *self,
                                                    VeloTicks             ticks);
void           velo_counter_warm_up                (VeloCounter          *self);
void           velo_counter_close                  (VeloCounter          *self);
void           velo_counter_get_signature_place    (VeloProposal         *proposal,
                                                    guint                *page,
                                                    VeloPageRect         *rect);

/* draft: finds the open proposal of a vehicle or begins one with everything known filled in */
void           velo_counter_open_proposal_async    (VeloCounter          *self,
                                                    const char           *vehicle_id,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
VeloProposal  *velo_counter_open_proposal_finish   (VeloCounter          *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

/* stores the draft as a page is left */
void           velo_counter_save_async             (VeloCounter          *self,
                                                    VeloProposal         *proposal,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean       velo_counter_save_finish            (VeloCounter          *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

/* tariff: GListStore of VeloOffer, all variants with all intervals, with and without immediate
 * cover, asked side by side; remembered for the same question of the same day */
void           velo_counter_load_offers_async      (VeloCounter          *self,
                                                    VeloProposal         *proposal,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
GListStore    *velo_counter_load_offers_finish     (VeloCounter          *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

/* the chosen tariff's premium once more, for another price or day; taking it over is the caller's */
void           velo_counter_quote_again_async      (VeloCounter          *self,
                                                    VeloProposal         *proposal,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
VeloQuote     *velo_counter_quote_again_finish     (VeloCounter          *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

/* documents to hand over for the chosen product: GListStore of VeloDocument, bytes in the store */
void           velo_counter_load_documents_async   (VeloCounter          *self,
                                                    VeloProposal         *proposal,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
GListStore    *velo_counter_load_documents_finish  (VeloCounter          *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

void           velo_counter_list_manufacturers_async  (VeloCounter          *self,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
char         **velo_counter_list_manufacturers_finish (VeloCounter          *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);

/* reserves the contract number (kept with the draft), fetches and fills the form; the proposal
 * becomes "prepared". @problems: texts that do not fit, values without a field */
void           velo_counter_prepare_async          (VeloCounter          *self,
                                                    VeloProposal         *proposal,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
GBytes        *velo_counter_prepare_finish         (VeloCounter          *self,
                                                    GAsyncResult         *result,
                                                    GStrv                *problems,
                                                    GError              **error);

/* signed on paper (scan may be NULL) or on the screen; the proposal becomes "signed" */
void           velo_counter_sign_on_paper_async    (VeloCounter          *self,
                                                    VeloProposal         *proposal,
                                                    GBytes               *scan,
                                                    const char           *scan_content_type,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void           velo_counter_sign_on_screen_async   (VeloCounter          *self,
                                                    VeloProposal         *proposal,
                                                    VeloInk              *ink,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean       velo_counter_sign_finish            (VeloCounter          *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

/* sends the signed proposal, or an unclear one again with the very same bytes */
void           velo_counter_conclude_async         (VeloCounter          *self,
                                                    VeloProposal         *proposal,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
VeloPolicy    *velo_counter_conclude_finish        (VeloCounter          *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

gboolean       velo_counter_is_sending             (VeloCounter          *self,
                                                    const char           *proposal_id);
/* a handed-over proposal that the insurer has confirmed by phone or letter; @how may be NULL */
void           velo_counter_confirm_async          (VeloCounter          *self,
                                                    VeloProposal         *proposal,
                                                    const char           *how,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
VeloPolicy    *velo_counter_confirm_finish         (VeloCounter          *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

/* ... or that he does not have or has declined: refused then; end with velo_counter_move_finish() */
void           velo_counter_deny_async             (VeloCounter          *self,
                                                    VeloProposal         *proposal,
                                                    const char           *words,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);

/* back to a draft after a refusal or to correct a prepared one */
void           velo_counter_revise_async           (VeloCounter          *self,
                                                    VeloProposal         *proposal,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void           velo_counter_abandon_async          (VeloCounter          *self,
                                                    VeloProposal         *proposal,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean       velo_counter_move_finish            (VeloCounter          *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

/* sends what waits offline; returns how many were concluded */
void           velo_counter_send_waiting_async     (VeloCounter          *self,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
int            velo_counter_send_waiting_finish    (VeloCounter          *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

G_END_DECLS
