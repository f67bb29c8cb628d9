/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "velo-claims-context.h"

G_BEGIN_DECLS

#define VELO_CLAIMS_MAX_IDS 3

/**
 * VeloClaimsRequest:
 * @path: (owned): path without query
 * @ids: (owned): what stands in the path where the route has a star
 * @query: (owned) (nullable) (element-type utf8 utf8): the query
 * @json: (owned) (nullable): the body, if it is a JSON object
 * @form: (owned) (nullable) (element-type utf8 utf8): the body, if it is a form
 * @bytes: (owned) (nullable): the body, if it is neither
 * @file: (owned) (nullable): a whole photo as the customer sent it, to be looked at apart
 * @facts: (owned) (nullable): what was found in @file
 * @photo: (owned) (nullable): @file made anew
 * @small: (owned) (nullable): a small picture of @photo
 * @language: "de" or "en", as the browser prefers
 * @csrf: (owned) (nullable): of the session, to be put into forms
 * @token: (owned) (nullable): of the session that the request shows
 * @address: (owned): where it comes from, to count by
 * @password_hash: (owned) (nullable): what a password in the request must fit
 * @password_right: whether it does
 *
 * A request that has been read whole. Belongs to one thread at a time.
 */
typedef struct
{
  char *path;
  char *ids[VELO_CLAIMS_MAX_IDS];
  GHashTable *query;
  JsonObject *json;
  GHashTable *form;
  GBytes *bytes;
  GBytes *file;
  JsonObject *facts;
  GBytes *photo;
  GBytes *small;
  const char *language;
  char *csrf;
  char *token;
  char *address;
  char *password_hash;
  gboolean password_right;
} VeloClaimsRequest;

/**
 * VeloClaimsMakePiece:
 * @context: the database in a transaction that reads, as the service
 * @pieces: what is left of the answer
 * @piece: (out) (nullable): what comes next; %NULL at the end
 * @error: return location
 *
 * Makes the next piece of a large answer, on the thread of the database: a small one, for others wait.
 *
 * Returns: %TRUE to go on
 */
typedef gboolean (*VeloClaimsMakePiece) (VeloClaimsContext  *context,
                                         gpointer            pieces,
                                         GBytes            **piece,
                                         GError            **error);

/**
 * VeloClaimsResponse:
 * @status: HTTP status; 200 at first
 * @type: media type, static
 * @body: (owned) (nullable): what is sent
 * @location: (owned) (nullable): where the browser goes on
 * @cookie: (owned) (nullable): token of the session for the browser to keep; empty to forget it
 * @details: (owned) (nullable): what an answer that refuses tells beside its code
 * @retry_at: microseconds UTC, from when on something may be tried again of which there was too much; 0
 *   if that is not known
 * @make_piece: (nullable): what is sent instead of @body, if it is too large to be made at once
 * @pieces: (owned) (nullable): for @make_piece
 * @free_pieces: (nullable): frees @pieces
 */
typedef struct
{
  guint status;
  const char *type;
  GBytes *body;
  char *location;
  char *cookie;
  JsonObject *details;
  gint64 retry_at;
  VeloClaimsMakePiece make_piece;
  gpointer pieces;
  GDestroyNotify free_pieces;
} VeloClaimsResponse;

/**
 * VeloClaimsHandler:
 * @context: the database in a transaction, the time, and as whom the request acts
 * @request: the request
 * @response: filled in here
 * @error: return location
 *
 * Answers a request, on the thread of the database. To store something and refuse all the same, set
 * the status and return %TRUE.
 *
 * Returns: %TRUE to commit and answer, %FALSE with @error set to roll back and refuse
 */
typedef gboolean (*VeloClaimsHandler) (VeloClaimsContext   *context,
                                       VeloClaimsRequest   *request,
                                       VeloClaimsResponse  *response,
                                       GError             **error);

/**
 * VeloClaimsWork:
 * @request: the request
 * @error: return location
 *
 * What takes too long for the thread of the database, between two visits to it. Runs on a thread of
 * its own.
 *
 * Returns: %TRUE to go on
 */
typedef gboolean (*VeloClaimsWork) (VeloClaimsRequest  *request,
                                    GError            **error);

void  velo_claims_request_free        (VeloClaimsRequest  *request);
char *velo_claims_request_dup_text    (VeloClaimsRequest  *request,
                                       const char         *name);
void  velo_claims_response_clear      (VeloClaimsResponse *response);
void  velo_claims_response_take_html  (VeloClaimsResponse *response,
                                       char               *html);
void  velo_claims_response_redirect   (VeloClaimsResponse *response,
                                       const char         *location);
void  velo_claims_response_take_json  (VeloClaimsResponse *response,
                                       JsonObject         *object);
void  velo_claims_response_set_error  (VeloClaimsResponse *response,
                                       const GError       *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloClaimsRequest, velo_claims_request_free)

G_END_DECLS
