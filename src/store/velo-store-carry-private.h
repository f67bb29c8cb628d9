/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-store-private.h"
#include "velo-store-restore.h"

G_BEGIN_DECLS

/*
 * VeloStoreCarrying:
 *
 * What is taken over from the store that a copy replaces. Reading may fail anywhere, which is noted in @told; what
 * is written is a store like any other.
 */
typedef struct
{
  VeloConnection *to;      /* (borrowed): the copy */
  VeloConnection *from;    /* (borrowed): the replaced store */
  VeloStoreJob *job;       /* (owned) (nullable): of the vehicle that is being taken over */
  VeloStoreRestored *told; /* (borrowed) */
  guint n_read;            /* how many rows of proposals that were sent, and of policies, could be seen */
} VeloStoreCarrying;

/* Of states of a proposal: 0 was not sent */
#define VELO_STORE_RANK_SENT 1
#define VELO_STORE_RANK_HANDED_OVER 2
#define VELO_STORE_RANK_CONCLUDED 3

/*
 * VeloStoreFound:
 *
 * A proposal of the replaced store.
 */
typedef struct
{
  VeloProposal *proposal; /* (owned) */
  VeloPolicy *policy;     /* (owned) (nullable) */
  gboolean is_former;
} VeloStoreFound;

gboolean        velo_store_carry_over              (VeloConnection     *restored,
                                                    VeloConnection     *replaced,
                                                    gpointer            data,
                                                    GError            **error);
gboolean        velo_store_carry_vehicle           (VeloStoreCarrying  *self,
                                                    const char         *vehicle_id,
                                                    VeloProposal       *proposal,
                                                    char              **invoice_id,
                                                    GError            **error);

/* Reading */
VeloStoreFound *velo_store_found_new               (VeloProposal       *proposal,
                                                    VeloPolicy         *policy);
void            velo_store_found_free              (gpointer            user_data);
int             velo_store_carrying_get_rank       (VeloProposalState   state);
void            velo_store_carrying_note           (VeloStoreCarrying  *self,
                                                    const GError       *error);
VeloStatement  *velo_store_carrying_query          (VeloStoreCarrying  *self,
                                                    const char         *sql,
                                                    const char         *id);
gboolean        velo_store_carrying_step           (VeloStoreCarrying  *self,
                                                    VeloStatement      *statement);
GPtrArray      *velo_store_carrying_read_proposals (VeloStoreCarrying  *self,
                                                    const char         *vehicle_id,
                                                    GArray             *row_ids);

G_END_DECLS
