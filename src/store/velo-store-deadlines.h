/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-sale-item.h"
#include "velo-store.h"
#include "velo-vehicle.h"

G_BEGIN_DECLS

/**
 * VeloLastDayFunc:
 * @vehicle: the vehicle
 * @country: of its customer, ISO 3166 alpha-2, empty if not known
 * @reason: (out) (transfer none): a word of the program's own for why it cannot be insured, a
 *   static string; left alone if it can
 * @data: what velo_store_set_last_day_rule_async() was given
 *
 * Tells until when a vehicle can be insured. Called in another thread: it
 * touches nothing but what it is given, and @data must not change.
 *
 * Returns: (transfer full) (nullable): the last day, %NULL if it cannot be insured or nobody knows
 */
typedef GDate *(*VeloLastDayFunc) (VeloVehicle  *vehicle,
                                   const char   *country,
                                   const char  **reason,
                                   gpointer      data);

/**
 * VeloStoreDeadlinesOnly:
 * @VELO_STORE_DEADLINES_ANY: all that nobody declined
 * @VELO_STORE_DEADLINES_LATER: those whose customer wants to be asked later
 * @VELO_STORE_DEADLINES_DECLINED: those whose customer said no
 *
 * What a list of uninsured vehicles is confined to.
 */
typedef enum
{
  VELO_STORE_DEADLINES_ANY,
  VELO_STORE_DEADLINES_LATER,
  VELO_STORE_DEADLINES_DECLINED
} VeloStoreDeadlinesOnly;

/**
 * VeloStoreDeadlines:
 * @from: (nullable): only vehicles whose last day is not before
 * @until: (nullable): only vehicles whose last day is not after
 * @employee: (nullable): only sales of this employee, as written on the invoice
 * @with_unknown: also those whose last day is not known, at the end; not with @from or @until
 * @n_first: how many rows to read at once
 * @only: what to confine the list to
 * @text: (nullable): words that must all occur, as in the list of sales
 *
 * What a list of uninsured vehicles shows; start with %VELO_STORE_DEADLINES_INIT.
 */
typedef struct
{
  const GDate *from;
  const GDate *until;
  const char *employee;
  gboolean with_unknown;
  guint n_first;
  VeloStoreDeadlinesOnly only;
  const char *text;
} VeloStoreDeadlines;

#define VELO_STORE_DEADLINES_INIT \
  { NULL, NULL, NULL, FALSE, 200, VELO_STORE_DEADLINES_ANY, NULL }

void velo_store_set_last_day_rule_async (VeloStore *self,
                                         const char *stamp,
                                         VeloLastDayFunc func,
                                         gpointer data,
                                         GDestroyNotify free_data,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean velo_store_set_last_day_rule_finish (VeloStore *self,
                                              GAsyncResult *result,
                                              GError **error);

void velo_store_list_deadlines_async (VeloStore *self,
                                      const VeloStoreDeadlines *deadlines,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GArray *velo_store_list_deadlines_finish (VeloStore *self,
                                          GAsyncResult *result,
                                          GPtrArray **first,
                                          GError **error);
gboolean velo_store_is_deadlines_result (GAsyncResult *result);

void velo_store_get_item_async (VeloStore *self,
                                const char *vehicle_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
VeloSaleItem *velo_store_get_item_finish (VeloStore *self,
                                          GAsyncResult *result,
                                          GError **error);

void velo_store_note_letter_async (VeloStore *self,
                                   const char *vehicle_id,
                                   const char *kind,
                                   const char *who,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean velo_store_note_letter_finish (VeloStore *self,
                                        GAsyncResult *result,
                                        GError **error);

G_END_DECLS
