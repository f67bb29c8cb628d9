/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-scripted-server.h"
#include "velo-training-insurer.h"

G_BEGIN_DECLS

/* A training insurer and a client with its password. */
typedef struct
{
  VeloTrainingInsurer *training;
  VeloInsurer *insurer;
} Fixture;

VeloInsurer *velo_fixture_new_client (Fixture *fixture,
                                      VeloWertgarantieDialect dialect);
VeloInsurer *velo_fixture_new_client_in (Fixture *fixture,
                                         VeloWertgarantieDialect dialect,
                                         const char *country);
void velo_fixture_set_up (Fixture *fixture,
                          gconstpointer data);
void velo_fixture_tear_down (Fixture *fixture,
                             gconstpointer data);
void velo_fixture_add_fault (Fixture *fixture,
                             const char *spec);
GListStore *velo_fixture_list_products (Fixture *fixture);
VeloProduct *velo_fixture_find_product (Fixture *fixture,
                                        VeloObjectKind object,
                                        const char *variant,
                                        const char *country);
VeloQuoteRequest *velo_fixture_new_request (VeloProduct *product,
                                            gint64 price_cents,
                                            int interval,
                                            gboolean immediate_cover);
VeloQuote *velo_fixture_quote (Fixture *fixture,
                               VeloQuoteRequest *request,
                               GError **error);
GPtrArray *velo_fixture_list_documents (Fixture *fixture,
                                        VeloProduct *product,
                                        GError **error);
char *velo_fixture_reserve (Fixture *fixture,
                            GError **error);
VeloProposal *velo_fixture_new_proposal (Fixture *fixture,
                                         VeloObjectKind object,
                                         const char *variant);
GBytes *velo_fixture_build (VeloInsurer *insurer,
                            VeloProposal *proposal);
VeloSubmitResult *velo_fixture_submit (VeloInsurer *insurer,
                                       GBytes *submission,
                                       GError **error);
guint velo_fixture_count_proposals (Fixture *fixture);

G_END_DECLS
