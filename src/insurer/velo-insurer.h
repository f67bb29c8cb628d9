/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-check-line.h"
#include "velo-delivered.h"
#include "velo-insurer-error.h"
#include "velo-product.h"
#include "velo-proposal.h"
#include "velo-quote-request.h"
#include "velo-quote.h"
#include "velo-submit-result.h"

G_BEGIN_DECLS

#define VELO_TYPE_INSURER (velo_insurer_get_type ())
G_DECLARE_INTERFACE (VeloInsurer, velo_insurer, VELO, INSURER, GObject)

/**
 * VeloCheckProgress:
 * @line: a finished line
 * @user_data: of the caller
 *
 * Called for each line of velo_insurer_check_async() as it is ready.
 */
typedef void (*VeloCheckProgress) (VeloCheckLine *line,
                                   gpointer       user_data);

/**
 * VeloInsurerInterface:
 * @get_object_code: see velo_insurer_get_object_code()
 * @build_submission: see velo_insurer_build_submission()
 * @list_products_async: see velo_insurer_list_products_async()
 * @list_products_finish: its end
 * @quote_async: see velo_insurer_quote_async()
 * @quote_finish: its end
 * @list_documents_async: see velo_insurer_list_documents_async()
 * @list_documents_finish: its end
 * @list_manufacturers_async: see velo_insurer_list_manufacturers_async()
 * @list_manufacturers_finish: its end
 * @list_advertising_async: see velo_insurer_list_advertising_async()
 * @list_advertising_finish: its end
 * @reserve_contract_number_async: see velo_insurer_reserve_contract_number_async()
 * @reserve_contract_number_finish: its end
 * @submit_async: see velo_insurer_submit_async()
 * @submit_finish: its end
 * @check_async: see velo_insurer_check_async()
 * @check_finish: its end
 *
 * What an insurer does (Versicherer). All calls are made from one thread, and answered in it.
 */
struct _VeloInsurerInterface
{
  GTypeInterface parent_iface;

  const char *(*get_object_code) (VeloInsurer *self, VeloObjectKind object);
  GBytes *(*build_submission) (VeloInsurer *self,
                               VeloProposal *proposal,
                               GBytes *signed_pdf,
                               GError **error);
  void (*list_products_async) (VeloInsurer *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
  GListStore *(*list_products_finish) (VeloInsurer *self, GAsyncResult *result, GError **error);
  void (*quote_async) (VeloInsurer *self,
                       VeloQuoteRequest *request,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  VeloQuote *(*quote_finish) (VeloInsurer *self, GAsyncResult *result, GError **error);
  void (*list_documents_async) (VeloInsurer *self,
                                VeloProduct *product,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
  GPtrArray *(*list_documents_finish) (VeloInsurer *self, GAsyncResult *result, GError **error);
  void (*list_manufacturers_async) (VeloInsurer *self,
                                    VeloObjectKind object,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
  GStrv (*list_manufacturers_finish) (VeloInsurer *self, GAsyncResult *result, GError **error);
  void (*list_advertising_async) (VeloInsurer *self,
                                  VeloProduct *product,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
  GStrv (*list_advertising_finish) (VeloInsurer *self, GAsyncResult *result, GError **error);
  void (*reserve_contract_number_async) (VeloInsurer *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
  char *(*reserve_contract_number_finish) (VeloInsurer *self, GAsyncResult *result, GError **error);
  void (*submit_async) (VeloInsurer *self,
                        GBytes *submission,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  VeloSubmitResult *(*submit_finish) (VeloInsurer *self, GAsyncResult *result, GError **error);
  void (*check_async) (VeloInsurer *self,
                       VeloCheckProgress progress,
                       gpointer progress_data,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  GPtrArray *(*check_finish) (VeloInsurer *self, GAsyncResult *result, GError **error);
};

const char *velo_insurer_get_object_code (VeloInsurer *self, VeloObjectKind object);
GBytes *velo_insurer_build_submission (VeloInsurer *self,
                                       VeloProposal *proposal,
                                       GBytes *signed_pdf,
                                       GError **error);

void velo_insurer_list_products_async (VeloInsurer         *self,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
GListStore *velo_insurer_list_products_finish (VeloInsurer   *self,
                                               GAsyncResult  *result,
                                               GError       **error);

void velo_insurer_quote_async (VeloInsurer         *self,
                               VeloQuoteRequest    *request,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data);
VeloQuote *velo_insurer_quote_finish (VeloInsurer   *self,
                                      GAsyncResult  *result,
                                      GError       **error);

void velo_insurer_list_documents_async (VeloInsurer         *self,
                                        VeloProduct         *product,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
GPtrArray *velo_insurer_list_documents_finish (VeloInsurer   *self,
                                               GAsyncResult  *result,
                                               GError       **error);

void velo_insurer_list_manufacturers_async (VeloInsurer         *self,
                                            VeloObjectKind       object,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
GStrv velo_insurer_list_manufacturers_finish (VeloInsurer   *self,
                                              GAsyncResult  *result,
                                              GError       **error);

void velo_insurer_list_advertising_async (VeloInsurer         *self,
                                          VeloProduct         *product,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
GStrv velo_insurer_list_advertising_finish (VeloInsurer   *self,
                                            GAsyncResult  *result,
                                            GError       **error);

void velo_insurer_reserve_contract_number_async (VeloInsurer         *self,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);
char *velo_insurer_reserve_contract_number_finish (VeloInsurer   *self,
                                                   GAsyncResult  *result,
                                                   GError       **error);

void velo_insurer_submit_async (VeloInsurer         *self,
                                GBytes              *submission,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
VeloSubmitResult *velo_insurer_submit_finish (VeloInsurer   *self,
                                              GAsyncResult  *result,
                                              GError       **error);

void velo_insurer_check_async (VeloInsurer         *self,
                               VeloCheckProgress    progress,
                               gpointer             progress_data,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data);
GPtrArray *velo_insurer_check_finish (VeloInsurer   *self,
                                      GAsyncResult  *result,
                                      GError       **error);

G_END_DECLS
