/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-counter.h"
#include "velo-form-values.h"
#include "velo-journal-entry.h"

G_BEGIN_DECLS

struct _VeloCounter
{
  GObject parent_instance;

  VeloStore *store;          /* (owned) (not nullable) */
  VeloInsurer *insurer;      /* (owned) (not nullable) */
  VeloEmployee *employee;    /* (owned) (nullable) who sells now */
  VeloParty *shop;           /* (owned) (not nullable) */
  char *register_number;     /* (owned) (not nullable) of the shop as an intermediary */
  VeloTicks ticks;           /* on the form, where it has no field */
  GCancellable *cancellable; /* (owned) (not nullable) ends the work in the background */
  gboolean training;

  GListStore *products;      /* (owned) (nullable) (element-type VeloProduct) */
  gint64 products_asked_at;  /* when they were last asked for, 0 for never */
  GPtrArray *product_waiters;   /* (owned) (element-type GTask) while they are asked for */
  GHashTable *offers;        /* (owned) question => GListStore of VeloOffer */
  GHashTable *advertising;   /* (owned) product key => lines of text */
  GHashTable *deliveries;    /* (owned) product key => GPtrArray of VeloDelivered */
  GHashTable *delivery_waiters; /* (owned) product key => GPtrArray of GTask */
  GHashTable *sending;       /* (owned) ids of proposals that are on their way */
};

/**
 * VeloStep:
 *
 * What a chain of steps on a proposal carries along as the data of its task.
 */
typedef struct
{
  VeloProposal *proposal;    /* (owned) (not nullable) */
  GBytes *bytes;             /* (owned) (nullable) what the step works on */
  GBytes *more;              /* (owned) (nullable) a second piece of it */
  VeloInk *ink;              /* (owned) (nullable) */
  char *text;                /* (owned) (nullable) */
  GPtrArray *problems;       /* (owned) (nullable) (element-type utf8) */
  GPtrArray *delivered;      /* (owned) (nullable) (element-type VeloDelivered) */
  GPtrArray *filed;          /* (owned) (nullable) (element-type VeloDocument) */
  GListStore *list;          /* (owned) (nullable) */
  VeloPolicy *policy;        /* (owned) (nullable) until it is stored */
  GError *error;             /* (owned) (nullable) kept until the state is stored */
  GSource *watch;            /* (owned) (nullable) once it waits for what others wait for as well */
  guint n_pending;
  guint index;
  int count;
  gboolean flag;
} VeloStep;

GTask *velo_counter_new_task (VeloCounter         *self,
                              VeloProposal        *proposal,
                              gpointer             tag,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);

void              velo_counter_wait      (GPtrArray    *waiters,
                                          GTask        *task);
const char       *velo_counter_get_who   (VeloCounter  *self);
VeloJournalEntry *velo_counter_new_entry (VeloCounter  *self,
                                          VeloProposal *proposal,
                                          const char   *what,
                                          const char   *detail);
void              velo_counter_emit_changed (VeloCounter *self,
                                             VeloProposal *proposal);
GError           *velo_counter_translate (GError       *error);
char             *velo_product_dup_key   (VeloProduct  *product);
char             *velo_counter_dup_today (void);

void        velo_counter_list_products_async  (VeloCounter          *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GListStore *velo_counter_list_products_finish (VeloCounter          *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void        velo_counter_ask_products_again   (VeloCounter          *self);
gboolean    velo_counter_has_product          (VeloCounter          *self,
                                               VeloProduct          *product);
void        velo_counter_deliver_async        (VeloCounter          *self,
                                               VeloProduct          *product,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray  *velo_counter_deliver_finish       (VeloCounter          *self,
                                               GAsyncResult         *result,
                                               GError              **error);

VeloPolicy     *velo_counter_make_policy      (VeloProposal *proposal,
                                               const char   *request_id);
VeloDocument   *velo_proposal_new_document    (VeloProposal     *proposal,
                                               VeloDocumentKind  kind,
                                               const char       *title,
                                               const char       *content_type,
                                               GBytes           *content);
VeloFormValues *velo_proposal_dup_form_values (VeloProposal *proposal,
                                               VeloParty    *shop,
                                               const char   *register_number,
                                               gboolean      with_bank);
VeloQuoteRequest *velo_proposal_new_quote_request (VeloProposal *proposal,
                                                   VeloProduct  *product,
                                                   int           interval,
                                                   gboolean      immediate_cover);
char           *velo_proposal_dup_premium     (VeloProposal *proposal);
gboolean        velo_proposal_check           (VeloProposal *proposal,
                                               GError      **error);

G_END_DECLS
