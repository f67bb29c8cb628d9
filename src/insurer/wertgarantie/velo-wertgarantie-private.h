/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-wertgarantie-client.h"
#include "velo-wertgarantie.h"

G_BEGIN_DECLS

struct _VeloWertgarantie
{
  GObject parent_instance;

  VeloWertgarantieClient *client; /* (owned) (nullable): %NULL if the settings are wrong */
  GError *settings_error;         /* (owned) (nullable): then this says why */
  char *base_url;                 /* (owned) (not nullable) */
  char *company;                  /* (owned) (not nullable) */
  char *role;                     /* (owned) (not nullable) */
  char *user;                     /* (owned) (not nullable) */
  char *agent_number;             /* (owned) (not nullable) */
  char *sender_name;              /* (owned) (not nullable) */
  char *sales_channel;            /* (owned) (not nullable) */
  char *country;                  /* (owned) (not nullable) */
  char *manufacturer_shaping;     /* (owned) (not nullable) */
  VeloWertgarantieDialect dialect;
  gboolean attach_document;
  gboolean vouch_lock;
  gboolean leasing_remark;
  guint timeout;
  guint submit_timeout;
};

void       velo_wertgarantie_insurer_init          (VeloInsurerInterface *iface);

void       velo_wertgarantie_list_documents_async  (VeloInsurer          *insurer,
                                                    VeloProduct          *product,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
GPtrArray *velo_wertgarantie_list_documents_finish (VeloInsurer          *insurer,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void       velo_wertgarantie_check_async           (VeloInsurer          *insurer,
                                                    VeloCheckProgress     progress,
                                                    gpointer              progress_data,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
GPtrArray *velo_wertgarantie_check_finish          (VeloInsurer          *insurer,
                                                    GAsyncResult         *result,
                                                    GError              **error);

G_END_DECLS
