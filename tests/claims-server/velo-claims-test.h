/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "velo-claims-service.h"

G_BEGIN_DECLS

/**
 * VeloClaimsTest:
 * @directory: (owned): its files
 * @service: (owned): the service
 * @uri: (owned) (nullable): where it listens instead, if it is another process
 * @now: what its clock shows; atomic
 * @session: (owned): speaks HTTP
 * @status: of the last answer
 * @headers: (owned): of the last answer
 *
 * A running service with an account for each role, password "a long password".
 */
typedef struct
{
  char *directory;
  char *database;
  VeloClaimsService *service;
  char *uri;
  gint64 now;
  SoupSession *session;
  guint status;
  SoupMessageHeaders *headers;
} VeloClaimsTest;

#define VELO_CLAIMS_TEST_PASSWORD "a long password"

void        velo_claims_test_set_up    (VeloClaimsTest *test,
                                        gconstpointer   extra_config);
void        velo_claims_test_tear_down (VeloClaimsTest *test,
                                        gconstpointer   extra_config);
void        velo_claims_test_restart   (VeloClaimsTest *test,
                                        const char     *extra_config);
void        velo_claims_test_advance   (VeloClaimsTest *test,
                                        gint64          usec);
const char *velo_claims_test_get_uri   (VeloClaimsTest *test);
JsonObject *velo_claims_test_call      (VeloClaimsTest *test,
                                        const char     *method,
                                        const char     *path,
                                        const char     *token,
                                        const char     *body);
char       *velo_claims_test_log_in    (VeloClaimsTest *test,
                                        const char     *name);

G_END_DECLS
