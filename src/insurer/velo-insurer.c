/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program wants of an insurer, whichever it is. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-insurer.h"

G_DEFINE_INTERFACE (VeloInsurer, velo_insurer, G_TYPE_OBJECT)

static void
velo_insurer_default_init (VeloInsurerInterface *iface)
{
}

/**
 * velo_insurer_get_object_code:
 * @self: an insurer
 * @object: what is insured
 *
 * Returns: the insurer's code for it, as used in velo_product_get_max_price_cents()
 */
const char *
velo_insurer_get_object_code (VeloInsurer    *self,
                              VeloObjectKind  object)
{
  g_return_val_if_fail (VELO_IS_INSURER (self), NULL);

  return VELO_INSURER_GET_IFACE (self)->get_object_code (self, object);
}

/**
 * velo_insurer_build_submission:
 * @self: an insurer
 * @proposal: what to send
 * @signed_pdf: (nullable): the signed application
 * @error: return location for an error
 *
 * Writes the exact bytes that velo_insurer_submit_async() sends. They depend on @proposal,
 * @signed_pdf, the settings and the day. Nothing is sent. If something is missing, the error is
 * %VELO_INSURER_ERROR_INVALID and names it.
 *
 * Returns: (transfer full): the bytes, or %NULL
 */
GBytes *
velo_insurer_build_submission (VeloInsurer   *self,
                               VeloProposal  *proposal,
                               GBytes        *signed_pdf,
                               GError       **error)
{
  g_return_val_if_fail (VELO_IS_INSURER (self), NULL);
  g_return_val_if_fail (VELO_IS_PROPOSAL (proposal), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return VELO_INSURER_GET_IFACE (self)->build_submission (self, proposal, signed_pdf, error);
}

/**
 * velo_insurer_list_products_async:
 * @self: an insurer
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks what this shop may sell. An object kind of %VELO_OBJECT_KIND_NONE marks a product that is
 * not understood; it is listed, but cannot be offered.
 */
void
velo_insurer_list_products_async (VeloInsurer         *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (VELO_IS_INSURER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VELO_INSURER_GET_IFACE (self)->list_products_async (self, cancellable, callback, user_data);
}

/**
 * velo_insurer_list_products_finish:
 * @self: an insurer
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type VeloProduct): the products as listed
 */
GListStore *
velo_insurer_list_products_finish (VeloInsurer   *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (VELO_IS_INSURER (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return VELO_INSURER_GET_IFACE (self)->list_products_finish (self, result, error);
}

/**
 * velo_insurer_quote_async:
 * @self: an insurer
 * @request: what is asked for
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for one premium. The insurer's refusal, for example of a price outside its bands, is
 * %VELO_INSURER_ERROR_REFUSED with its words.
 */
void
velo_insurer_quote_async (VeloInsurer         *self,
                          VeloQuoteRequest    *request,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (VELO_IS_INSURER (self));
  g_return_if_fail (VELO_IS_QUOTE_REQUEST (request));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VELO_INSURER_GET_IFACE (self)->quote_async (self, request, cancellable, callback, user_data);
}

/**
 * velo_insurer_quote_finish:
 * @self: an insurer
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the quote, or %NULL
 */
VeloQuote *
velo_insurer_quote_finish (VeloInsurer   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (VELO_IS_INSURER (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return VELO_INSURER_GET_IFACE (self)->quote_finish (self, result, error);
}

/**
 * velo_insurer_list_documents_async:
 * @self: an insurer
 * @product: a product of velo_insurer_list_products_async()
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Fetches the legal documents and application forms of @product. What is not a PDF is dropped
 * with a note in the log. An insurer that has no single documents gives everything as one of
 * %VELO_DOCUMENT_KIND_OTHER. There may be no form.
 */
void
velo_insurer_list_documents_async (VeloInsurer         *self,
                                   VeloProduct         *product,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (VELO_IS_INSURER (self));
  g_return_if_fail (VELO_IS_PRODUCT (product));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VELO_INSURER_GET_IFACE (self)->list_documents_async (self, product, cancellable,
                                                       callback, user_data);
}

/**
 * velo_insurer_list_documents_finish:
 * @self: an insurer
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type VeloDelivered): the documents; never empty
 */
GPtrArray *
velo_insurer_list_documents_finish (VeloInsurer   *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (VELO_IS_INSURER (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return VELO_INSURER_GET_IFACE (self)->list_documents_finish (self, result, error);
}

/**
 * velo_insurer_list_manufacturers_async:
 * @self: an insurer
 * @object: what is insured
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for names of makers, as suggestions: any other name may be typed.
 */
void
velo_insurer_list_manufacturers_async (VeloInsurer         *self,
                                       VeloObjectKind       object,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_return_if_fail (VELO_IS_INSURER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VELO_INSURER_GET_IFACE (self)->list_manufacturers_async (self, object, cancellable,
                                                           callback, user_data);
}

/**
 * velo_insurer_list_manufacturers_finish:
 * @self: an insurer
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the names as listed, each once
 */
GStrv
velo_insurer_list_manufacturers_finish (VeloInsurer   *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  g_return_val_if_fail (VELO_IS_INSURER (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return VELO_INSURER_GET_IFACE (self)->list_manufacturers_finish (self, result, error);
}

/**
 * velo_insurer_list_advertising_async:
 * @self: an insurer
 * @product: a product of velo_insurer_list_products_async()
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for the advertising texts of @product. They are an extra: a failure is no reason to stop.
 */
void
velo_insurer_list_advertising_async (VeloInsurer         *self,
                                     VeloProduct         *product,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (VELO_IS_INSURER (self));
  g_return_if_fail (VELO_IS_PRODUCT (product));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VELO_INSURER_GET_IFACE (self)->list_advertising_async (self, product, cancellable,
                                                         callback, user_data);
}

/**
 * velo_insurer_list_advertising_finish:
 * @self: an insurer
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the texts in the order of their names, possibly none
 */
GStrv
velo_insurer_list_advertising_finish (VeloInsurer   *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (VELO_IS_INSURER (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return VELO_INSURER_GET_IFACE (self)->list_advertising_finish (self, result, error);
}

/**
 * velo_insurer_reserve_contract_number_async:
 * @self: an insurer
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reserves a contract number. Each call uses one up.
 */
void
velo_insurer_reserve_contract_number_async (VeloInsurer         *self,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data)
{
  g_return_if_fail (VELO_IS_INSURER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VELO_INSURER_GET_IFACE (self)->reserve_contract_number_async (self, cancellable,
                                                                callback, user_data);
}

/**
 * velo_insurer_reserve_contract_number_finish:
 * @self: an insurer
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): digits, or %NULL
 */
char *
velo_insurer_reserve_contract_number_finish (VeloInsurer   *self,
                                             GAsyncResult  *result,
                                             GError       **error)
{
  g_return_val_if_fail (VELO_IS_INSURER (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return VELO_INSURER_GET_IFACE (self)->reserve_contract_number_finish (self, result, error);
}

/**
 * velo_insurer_submit_async:
 * @self: an insurer
 * @submission: the bytes to send
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Sends what velo_insurer_build_submission() made. Store @submission before. If the error is
 * %VELO_INSURER_ERROR_UNCLEAR, only the very same bytes may be sent again. Cancelling after the
 * request has left means to stop waiting: that is unclear, too.
 */
void
velo_insurer_submit_async (VeloInsurer         *self,
                           GBytes              *submission,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (VELO_IS_INSURER (self));
  g_return_if_fail (submission != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VELO_INSURER_GET_IFACE (self)->submit_async (self, submission, cancellable, callback, user_data);
}

/**
 * velo_insurer_submit_finish:
 * @self: an insurer
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the result, or %NULL
 */
VeloSubmitResult *
velo_insurer_submit_finish (VeloInsurer   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (VELO_IS_INSURER (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return VELO_INSURER_GET_IFACE (self)->submit_finish (self, result, error);
}

/**
 * velo_insurer_check_async:
 * @self: an insurer
 * @progress: (nullable) (scope notified): called for each line as it is ready
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Tries the settings: signs in, lists the products, asks for a sample premium, the legal documents
 * and the form. It takes no contract number and sends no proposal.
 */
void
velo_insurer_check_async (VeloInsurer         *self,
                          VeloCheckProgress    progress,
                          gpointer             progress_data,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (VELO_IS_INSURER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  VELO_INSURER_GET_IFACE (self)->check_async (self, progress, progress_data, cancellable,
                                              callback, user_data);
}

/**
 * velo_insurer_check_finish:
 * @self: an insurer
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type VeloCheckLine): a line for each step, %NULL only if
 *   cancelled
 */
GPtrArray *
velo_insurer_check_finish (VeloInsurer   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (VELO_IS_INSURER (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return VELO_INSURER_GET_IFACE (self)->check_finish (self, result, error);
}
