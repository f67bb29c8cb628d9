/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-invoice.h"
#include "velo-issuer-template.h"
#include "velo-known-article.h"
#include "velo-store.h"

G_BEGIN_DECLS

void velo_store_remember_article_async (VeloStore *self,
                                        VeloKnownArticle *article,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean velo_store_remember_article_finish (VeloStore *self,
                                             GAsyncResult *result,
                                             GError **error);

void velo_store_list_known_articles_async (VeloStore *self,
                                           VeloInvoice *invoice,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *velo_store_list_known_articles_finish (VeloStore *self,
                                                  GAsyncResult *result,
                                                  GError **error);

void velo_store_put_template_async (VeloStore *self,
                                    const char *seller_key,
                                    const char *text,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean velo_store_put_template_finish (VeloStore *self,
                                         GAsyncResult *result,
                                         GError **error);

void velo_store_use_template_async (VeloStore *self,
                                    const char *seller_key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean velo_store_use_template_finish (VeloStore *self,
                                         GAsyncResult *result,
                                         GError **error);

void velo_store_list_templates_async (VeloStore *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *velo_store_list_templates_finish (VeloStore *self,
                                             GAsyncResult *result,
                                             GError **error);

G_END_DECLS
