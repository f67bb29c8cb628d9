/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-database.h"
#include "velo-document.h"
#include "velo-instance.h"
#include "velo-invoice.h"
#include "velo-journal-entry.h"
#include "velo-policy.h"
#include "velo-proposal.h"
#include "velo-sale-item.h"
#include "velo-store-sales.h"
#include "velo-store.h"

G_BEGIN_DECLS

typedef struct _VeloStoreJob VeloStoreJob;

typedef gboolean (*VeloStoreFunc) (VeloConnection *connection,
                                   VeloStoreJob   *job,
                                   GError        **error);
typedef void (*VeloStoreDoneFunc) (VeloStoreJob *job);

typedef struct _VeloStoreRule VeloStoreRule;
typedef struct _VeloStoreLists VeloStoreLists;

/*
 * VeloStoreJob:
 *
 * What a function on the worker gets and gives. The snapshots are the worker's
 * own copies; @target is the caller's object and touched in his context only.
 */
struct _VeloStoreJob
{
  VeloStore *store;           /* (borrowed) (nullable): whose worker it is; %NULL in a migration */
  VeloStoreFunc func;
  VeloStoreDoneFunc done;     /* (nullable): after success, in the caller's context */
  gpointer target;            /* (owned) (nullable) */
  gpointer record;            /* (owned) (nullable): snapshot */
  gpointer second;            /* (owned) (nullable): snapshot */
  VeloJournalEntry *entry;    /* (owned) (nullable): snapshot */
  char *id;                   /* (owned) (nullable) */
  char *text;                 /* (owned) (nullable) */
  char *who;                  /* (owned) (nullable) */
  char **ids;                 /* (owned) (nullable) */
  GBytes *bytes;              /* (owned) (nullable) */
  GPtrArray *array;           /* (owned) (nullable) */
  GPtrArray *contents;        /* (owned) (nullable) */
  gpointer data;              /* (nullable): owned if there is free_data */
  GDestroyNotify free_data;   /* (nullable) */
  gint64 number;
  gint64 limit;
  gint64 offset;
  GPtrArray *changes;         /* (owned) (element-type utf8): table, id, table, id ... */
  gpointer result;            /* (owned) (nullable) */
  GDestroyNotify free_result;
  char *result_text;          /* (owned) (nullable) */
  gint64 result_number;
};

VeloStoreJob *velo_store_job_new           (VeloStoreFunc        func);
void          velo_store_job_free          (VeloStoreJob        *job);
void          velo_store_job_take_result   (VeloStoreJob        *job,
                                            gpointer             result,
                                            GDestroyNotify       free_result);
void          velo_store_job_add_change    (VeloStoreJob        *job,
                                            const char          *table,
                                            const char          *id);
void          velo_store_start             (VeloStore           *self,
                                            VeloDatabaseMode     mode,
                                            VeloStoreJob        *job,
                                            gpointer             tag,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean      velo_store_finish            (VeloStore           *self,
                                            GAsyncResult        *result,
                                            gpointer             tag,
                                            GError             **error);
gpointer      velo_store_finish_result     (VeloStore           *self,
                                            GAsyncResult        *result,
                                            gpointer             tag,
                                            GError             **error);
VeloStoreJob *velo_store_get_job           (GAsyncResult        *result);
VeloDatabase *velo_store_get_database      (VeloStore           *self);
VeloStoreRule **velo_store_get_rule        (VeloStore           *self);
GDate        *velo_store_get_day           (VeloStore           *self);
guint         velo_store_get_n_started     (VeloStore           *self);
guint         velo_store_get_patience      (VeloStore           *self);
void          velo_store_set_patience      (VeloStore           *self,
                                            guint                patience_msec);
GCancellable *velo_store_get_closing       (VeloStore           *self);
void          velo_store_follow_ends       (VeloStore           *self);
VeloStoreLists *velo_store_get_lists       (VeloStore           *self);
void          velo_store_rule_free         (VeloStoreRule       *rule);

/* Errors */
GError       *velo_store_translate_error   (GError              *error);
gboolean      velo_store_set_error         (GError             **error,
                                            VeloStoreError       code,
                                            const char          *message);

/* Values */
const char   *velo_store_nick              (GType                type,
                                            int                  value);
int           velo_store_value             (GType                type,
                                            const char          *nick);
char         *velo_store_dup_day           (const GDate         *date);
VeloInsuranceState velo_store_read_state   (VeloStatement       *statement,
                                            int                  column,
                                            int                  ended_column);
gpointer      velo_store_load_record       (GType                type,
                                            const char          *text,
                                            GError             **error);
gpointer      velo_store_query_record      (VeloConnection      *connection,
                                            GType                type,
                                            GError             **error,
                                            const char          *sql,
                                            const char          *id);

gboolean      velo_store_query_records     (VeloConnection      *connection,
                                            VeloStoreJob        *job,
                                            GType                type,
                                            GError             **error,
                                            const char          *sql,
                                            const char          *types,
                                            ...);

/* Tables, each in its own file */
extern const VeloDatabaseSchema velo_store_schema;

gboolean velo_store_create_customers (VeloConnection *connection, GError **error);
gboolean velo_store_create_employees (VeloConnection *connection, GError **error);
gboolean velo_store_create_contents  (VeloConnection *connection, GError **error);
gboolean velo_store_create_invoices  (VeloConnection *connection, GError **error);
gboolean velo_store_create_vehicles  (VeloConnection *connection, GError **error);
gboolean velo_store_create_proposals (VeloConnection *connection, GError **error);
gboolean velo_store_create_policies  (VeloConnection *connection, GError **error);
gboolean velo_store_create_documents (VeloConnection *connection, GError **error);
gboolean velo_store_create_journal   (VeloConnection *connection, GError **error);
gboolean velo_store_create_cache     (VeloConnection *connection, GError **error);
gboolean velo_store_create_memory    (VeloConnection *connection, GError **error);
gboolean velo_store_create_files     (VeloConnection *connection, GError **error);
gboolean velo_store_create_places    (VeloConnection *connection, GError **error);
gboolean velo_store_create_deadlines (VeloConnection *connection, GError **error);
gboolean velo_store_create_positions (VeloConnection *connection, GError **error);
gboolean velo_store_create_returns   (VeloConnection *connection, GError **error);
gboolean velo_store_create_revisions (VeloConnection *connection, GError **error);
gboolean velo_store_create_rows      (VeloConnection *connection, GError **error);
gboolean velo_store_create_due       (VeloConnection *connection, GError **error);
gboolean velo_store_create_former    (VeloConnection *connection, GError **error);
gboolean velo_store_create_contracts (VeloConnection *connection, GError **error);
gboolean velo_store_create_counts    (VeloConnection *connection, GError **error);
gboolean velo_store_create_drafts    (VeloConnection *connection, GError **error);

/* Sales */
VeloInvoice *velo_store_read_sale    (VeloConnection *connection,
                                      const char     *id,
                                      GError        **error);
gboolean velo_store_add_sale_func    (VeloConnection *connection,
                                      VeloStoreJob   *job,
                                      GError        **error);

/* Rows that follow from others */
gboolean velo_store_fill_sales       (VeloConnection *connection,
                                      VeloStoreJob   *job,
                                      GError        **error);
gboolean velo_store_put_reversal     (VeloConnection *connection,
                                      VeloStoreJob   *job,
                                      VeloInvoice    *invoice,
                                      GError        **error);
gboolean velo_store_put_last_day     (VeloConnection *connection,
                                      VeloStoreJob   *job,
                                      const char     *vehicle_id,
                                      gboolean       *is_new,
                                      GError        **error);
gboolean velo_store_put_due          (VeloConnection *connection,
                                      const char     *vehicle_id,
                                      GError        **error);
gboolean velo_store_put_count        (VeloConnection *connection,
                                      const char     *vehicle_id,
                                      GError        **error);
gboolean velo_store_fill_counts      (VeloConnection *connection,
                                      GError        **error);
gboolean velo_store_ensure_rows      (VeloConnection *connection,
                                      VeloStoreJob   *job,
                                      GError        **error);
gboolean velo_store_follow_vehicle   (VeloConnection *connection,
                                      VeloStoreJob   *job,
                                      const char     *vehicle_id,
                                      GError        **error);
gboolean velo_store_follow_invoice   (VeloConnection *connection,
                                      VeloStoreJob   *job,
                                      const char     *invoice_id,
                                      GError        **error);
gboolean velo_store_follow_changes   (VeloConnection *connection,
                                      VeloStoreJob   *job,
                                      GError        **error);

/* Rows of lists: what follows FROM vehicles v, invoices i, customers c */
#define VELO_STORE_ITEMS_ASIDE \
  "  LEFT JOIN proposals p ON p.vehicle_id = v.id AND p.state <> 'abandoned' AND p.is_former = 0" \
  "  LEFT JOIN policies y ON y.vehicle_id = v.id" \
  "  LEFT JOIN contracts k ON k.vehicle_id = v.id "

gboolean velo_store_query_items      (VeloConnection *connection,
                                      VeloStoreJob   *job,
                                      GError        **error,
                                      const char     *from,
                                      const char     *types,
                                      ...);

/* Journal */
gboolean velo_store_append_journal (VeloConnection   *connection,
                                    VeloStoreJob     *job,
                                    VeloJournalEntry *entry,
                                    GError          **error);
gboolean velo_store_note           (VeloConnection   *connection,
                                    VeloStoreJob     *job,
                                    const char       *what,
                                    const char       *vehicle_id,
                                    const char       *proposal_id,
                                    const char       *detail,
                                    GError          **error);

/* Contents */
char     *velo_store_put_content   (VeloConnection   *connection,
                                    GBytes           *bytes,
                                    GError          **error);
GBytes   *velo_store_read_content  (VeloConnection   *connection,
                                    const char       *sha256,
                                    GError          **error);

gboolean  velo_store_file_document (VeloConnection   *connection,
                                    VeloStoreJob     *job,
                                    VeloDocument     *document,
                                    GBytes           *content,
                                    GError          **error);

/* Rows of customers, vehicles and policies */
gboolean      velo_store_put_customer  (VeloConnection *connection,
                                        VeloStoreJob   *job,
                                        VeloCustomer   *customer,
                                        GError        **error);
gboolean      velo_store_follow_customer (VeloConnection *connection,
                                          VeloStoreJob   *job,
                                          const char     *vehicle_id,
                                          VeloCustomer   *before,
                                          VeloCustomer   *now,
                                          GError        **error);
VeloCustomer *velo_store_read_customer (VeloConnection *connection,
                                        const char     *id,
                                        GError        **error);
gboolean      velo_store_put_vehicle   (VeloConnection *connection,
                                        VeloStoreJob   *job,
                                        VeloVehicle    *vehicle,
                                        GError        **error);
VeloVehicle  *velo_store_read_vehicle_alone (VeloConnection *connection,
                                        const char     *id,
                                        GError        **error);
GPtrArray    *velo_store_read_vehicles (VeloConnection *connection,
                                        const char     *invoice_id,
                                        GError        **error);
gboolean      velo_store_follow_state  (VeloConnection *connection,
                                        VeloStoreJob   *job,
                                        VeloProposal   *proposal,
                                        GError        **error);
void          velo_store_policy_read_end (VeloPolicy    *policy,
                                          VeloStatement *statement,
                                          int            column);
gboolean      velo_store_put_policy    (VeloConnection *connection,
                                        VeloStoreJob   *job,
                                        VeloPolicy     *policy,
                                        GError        **error);

gboolean      velo_store_put_contract  (VeloConnection *connection,
                                        const char     *vehicle_id,
                                        GError        **error);
gboolean      velo_store_put_end       (VeloConnection *connection,
                                        VeloStoreJob   *job,
                                        const char     *vehicle_id,
                                        const char     *day,
                                        VeloEndReason   reason,
                                        gboolean       *found,
                                        GError        **error);

/* Insured again */
gboolean      velo_store_make_way      (VeloConnection *connection,
                                        const char     *vehicle_id,
                                        GError        **error);
gboolean      velo_store_restore_former (VeloConnection *connection,
                                        const char     *vehicle_id,
                                        GError        **error);
gboolean      velo_store_put_former    (VeloConnection *connection,
                                        const char     *vehicle_id,
                                        GError        **error);

/* Drafts */
gboolean  velo_store_forget_old_drafts (VeloConnection   *connection,
                                        GError          **error);
gboolean  velo_store_forget_draft    (VeloConnection     *connection,
                                      VeloStoreJob       *job,
                                      const char         *key,
                                      GError            **error);

/* Steps of a proposal */
gboolean  velo_store_update_proposal (VeloConnection     *connection,
                                      VeloStoreJob       *job,
                                      VeloProposal       *proposal,
                                      VeloProposalState   from,
                                      GError            **error);
gboolean  velo_store_recover_func  (VeloConnection   *connection,
                                    VeloStoreJob     *job,
                                    GError          **error);

G_END_DECLS
