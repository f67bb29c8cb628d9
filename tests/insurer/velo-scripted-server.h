/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-insurer.h"
#include "velo-wertgarantie.h"

G_BEGIN_DECLS

/*
 * A server on loopback that answers as it was told and remembers what it was asked. A key is
 * FUNCTION or, for GET_PRODUCT_DATA, FUNCTION/SHAPING; "*" is every call.
 */
typedef struct _VeloScripted VeloScripted;

/*
 * @VELO_SCRIPTED_ANSWER: HTTP 200 with a text
 * @VELO_SCRIPTED_LATE: the same, when velo_scripted_release() is called
 * @VELO_SCRIPTED_STATUS: another HTTP status with a text
 * @VELO_SCRIPTED_CUT: the connection is cut after the request was read
 * @VELO_SCRIPTED_HALF: the connection is cut within the answer
 * @VELO_SCRIPTED_SILENCE: nothing comes
 * @VELO_SCRIPTED_ENDLESS: an answer without an end
 * @VELO_SCRIPTED_REDIRECT: to another script
 */
typedef enum
{
  VELO_SCRIPTED_ANSWER,
  VELO_SCRIPTED_LATE,
  VELO_SCRIPTED_STATUS,
  VELO_SCRIPTED_CREATED,
  VELO_SCRIPTED_NOT_FOUND,
  VELO_SCRIPTED_CUT,
  VELO_SCRIPTED_HALF,
  VELO_SCRIPTED_SILENCE,
  VELO_SCRIPTED_ENDLESS,
  VELO_SCRIPTED_REDIRECT,
} VeloScriptedKind;

#define ENVELOPE(result) \
  "{\"RESULT\":" result ",\"STATUS\":\"OK\",\"STATUSCODE\":\"0\",\"REQUEST_ID\":\"4711\"}"

VeloScripted *velo_scripted_new         (void);
void          velo_scripted_free        (VeloScripted     *self);
const char   *velo_scripted_get_uri     (VeloScripted     *self);
void          velo_scripted_set         (VeloScripted     *self,
                                         const char       *key,
                                         const char       *text);
void          velo_scripted_push        (VeloScripted     *self,
                                         const char       *key,
                                         VeloScriptedKind  kind,
                                         const char       *text);
void          velo_scripted_hold        (VeloScripted     *self,
                                         guint             n_requests);
void          velo_scripted_release     (VeloScripted     *self);
void          velo_scripted_expire      (VeloScripted     *self);
void          velo_scripted_on_request  (VeloScripted     *self,
                                         const char       *key,
                                         GCancellable     *cancel);
guint         velo_scripted_count       (VeloScripted     *self,
                                         const char       *key);
guint         velo_scripted_get_peak    (VeloScripted     *self);
const char   *velo_scripted_get_field   (VeloScripted     *self,
                                         const char       *key,
                                         guint             index,
                                         const char       *name);
gboolean      velo_scripted_had_own_connection
                                        (VeloScripted     *self,
                                         const char       *key,
                                         guint             index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloScripted, velo_scripted_free)

/* Waits for one asynchronous call. */
typedef struct
{
  GAsyncResult *result;
} VeloWait;

void          velo_wait_cb              (GObject          *source,
                                         GAsyncResult     *result,
                                         gpointer          user_data);
GAsyncResult *velo_wait_for             (VeloWait         *wait);
void          velo_wait_clear           (VeloWait         *wait);
void          velo_run_until            (gboolean        (*done) (gpointer data),
                                         gpointer          data);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VeloWait, velo_wait_clear)

VeloInsurer  *velo_new_insurer          (const char       *base_url);
VeloProduct  *velo_new_product          (void);
VeloProposal *velo_new_proposal         (void);

G_END_DECLS
