/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-counter.h"
#include "velo-invoice.h"
#include "velo-training-insurer.h"

G_BEGIN_DECLS

/* A shop with one sale, and the training insurer to talk to over real HTTP. */
typedef struct
{
  char *folder;
  VeloTrainingInsurer *training;
  VeloStore *store;
  VeloInsurer *insurer;
  VeloCounter *counter;
  char *vehicle_id;
  char *invoice_id;
} Fixture;

/* What an async call answered. */
typedef struct
{
  GObject *object;
  GAsyncResult *result;
} Answer;

void          fixture_set_up        (Fixture       *fixture,
                                     gconstpointer  data);
void          fixture_tear_down     (Fixture       *fixture,
                                     gconstpointer  data);
void          fixture_reopen        (Fixture       *fixture);
void          fixture_close         (Fixture       *fixture);
void          fixture_open_store    (Fixture       *fixture);
VeloInsurer  *fixture_make_insurer  (const char    *uri,
                                     const char    *password);
void          answer_cb             (GObject       *object,
                                     GAsyncResult  *result,
                                     gpointer       user_data);
void          answer_wait           (Answer        *answer);
void          answer_clear          (Answer        *answer);
VeloProposal *fixture_open          (Fixture       *fixture);
void          fixture_fill          (VeloProposal  *proposal);
void          fixture_save          (Fixture       *fixture,
                                     VeloProposal  *proposal);
void          fixture_choose        (Fixture       *fixture,
                                     VeloProposal  *proposal,
                                     const char    *variant,
                                     int            interval);
GBytes       *fixture_prepare       (Fixture       *fixture,
                                     VeloProposal  *proposal,
                                     GError       **error);
void          fixture_sign          (Fixture       *fixture,
                                     VeloProposal  *proposal);
VeloPolicy   *fixture_conclude      (Fixture       *fixture,
                                     VeloProposal  *proposal,
                                     GError       **error);
VeloProposal *fixture_make_signed   (Fixture       *fixture);
void          fixture_fault         (Fixture       *fixture,
                                     const char    *spec);

G_END_DECLS
