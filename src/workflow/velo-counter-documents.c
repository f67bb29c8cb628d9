/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The insurer's documents: fetched once a day for a product, filed with each proposal. */

#define G_LOG_DOMAIN "velo-counter"

#include "config.h"

#include "velo-counter-private.h"

#include "velo-date.h"
#include "velo-store-documents.h"

static char *
get_delivery_key (VeloProduct *product)
{
  g_autofree char *key = velo_product_dup_key (product);
  g_autofree char *today = velo_counter_dup_today ();

  return g_strjoin ("|", key, today, NULL);
}

typedef struct
{
  VeloCounter *self; /* (owned) */
  char *key;         /* (owned) */
} Delivery;

static void
documents_listed_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autofree Delivery *delivery = user_data;
  g_autoptr(VeloCounter) self = delivery->self;
  g_autofree char *key = delivery->key;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) delivered = NULL;
  g_autoptr(GPtrArray) waiters = NULL;

  delivered = velo_insurer_list_documents_finish (VELO_INSURER (object), result, &error);
  waiters = g_ptr_array_ref (g_hash_table_lookup (self->delivery_waiters, key));
  g_hash_table_remove (self->delivery_waiters, key);
  if (delivered != NULL && VELO_INSURER (object) == self->insurer)
    g_hash_table_replace (self->deliveries, g_strdup (key), g_ptr_array_ref (delivered));
  while (waiters->len > 0)
    {
      g_autoptr(GTask) task = g_ptr_array_steal_index (waiters, 0);

      if (delivered != NULL)
        g_task_return_pointer (task, g_ptr_array_ref (delivered), (GDestroyNotify) g_ptr_array_unref);
      else
        g_task_return_error (task, velo_counter_translate (g_error_copy (error)));
    }
}

/**
 * velo_counter_deliver_async:
 * @self: the counter
 * @product: a product
 * @cancellable: (nullable): a #GCancellable for this waiter
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Fetches a product's documents, once a day however often they are asked for.
 */
void
velo_counter_deliver_async (VeloCounter         *self,
                            VeloProduct         *product,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *key = get_delivery_key (product);
  GPtrArray *waiters;
  Delivery *delivery;

  task = velo_counter_new_task (self, NULL, velo_counter_deliver_async, cancellable, callback, user_data);
  if (g_hash_table_contains (self->deliveries, key))
    {
      g_task_return_pointer (task, g_ptr_array_ref (g_hash_table_lookup (self->deliveries, key)),
                             (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  waiters = g_hash_table_lookup (self->delivery_waiters, key);
  if (waiters != NULL)
    {
      velo_counter_wait (waiters, g_steal_pointer (&task));
      return;
    }
  waiters = g_ptr_array_new_with_free_func (g_object_unref);
  velo_counter_wait (waiters, g_steal_pointer (&task));
  g_hash_table_insert (self->delivery_waiters, g_strdup (key), waiters);
  delivery = g_new0 (Delivery, 1);
  delivery->self = g_object_ref (self);
  delivery->key = g_steal_pointer (&key);
  velo_insurer_list_documents_async (self->insurer, product, self->cancellable, documents_listed_cb, delivery);
}

/**
 * velo_counter_deliver_finish:
 * @self: the counter
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type VeloDelivered): the documents, or %NULL
 */
GPtrArray *
velo_counter_deliver_finish (VeloCounter   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_counter_deliver_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * velo_proposal_new_document:
 * @proposal: what it belongs to
 * @kind: what it is
 * @title: for people
 * @content_type: type of @content
 * @content: its bytes
 *
 * Returns: (transfer full): a document to be filed with the proposal and its vehicle
 */
VeloDocument *
velo_proposal_new_document (VeloProposal     *proposal,
                            VeloDocumentKind  kind,
                            const char       *title,
                            const char       *content_type,
                            GBytes           *content)
{
  VeloDocument *document = velo_document_new ();
  g_autofree char *id = velo_record_new_id ();
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

  velo_document_set_id (document, id);
  velo_document_set_kind (document, kind);
  velo_document_set_title (document, title);
  velo_document_set_content_type (document, content_type);
  velo_document_set_sha256 (document, sha256);
  velo_document_set_filed_at (document, velo_time_now ());
  velo_document_set_proposal_id (document, velo_proposal_get_id (proposal));
  velo_document_set_vehicle_id (document, velo_proposal_get_vehicle_id (proposal));
  return document;
}

/* Filing with a proposal */

static void file_next (GTask *task);

static gboolean
is_form (VeloDocument *document)
{
  return velo_document_get_kind (document) == VELO_DOCUMENT_KIND_FORM
         || velo_document_get_kind (document) == VELO_DOCUMENT_KIND_FORM_IBAN;
}

static gboolean
is_same (VeloDocument *a,
         VeloDocument *b)
{
  return velo_document_get_kind (a) == velo_document_get_kind (b)
         && g_str_equal (velo_document_get_sha256 (a), velo_document_get_sha256 (b));
}

static gboolean
is_filed (GListStore   *filed,
          VeloDocument *document)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (filed)); i++)
    {
      g_autoptr(VeloDocument) other = g_list_model_get_item (G_LIST_MODEL (filed), i);

      if (is_same (other, document))
        return TRUE;
    }
  return FALSE;
}

/* The same paper may belong to several tariffs: the customer has it if it was handed over with one. */
static void
take_handover (GPtrArray    *filed,
               VeloDocument *document)
{
  for (guint i = 0; i < filed->len; i++)
    {
      VeloDocument *other = g_ptr_array_index (filed, i);

      if (velo_document_get_handed_over_at (other) == 0 || !is_same (other, document))
        continue;
      velo_document_set_handed_over_at (document, velo_document_get_handed_over_at (other));
      velo_document_set_handed_over_by (document, velo_document_get_handed_over_by (other));
      velo_document_set_handed_over_how (document, velo_document_get_handed_over_how (other));
      return;
    }
}

static void
document_added_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;

  if (!velo_store_add_document_finish (VELO_STORE (object), result, &error))
    g_task_return_error (task, velo_counter_translate (error));
  else
    file_next (task);
}

/* Files the next document that the proposal does not have yet. */
static void
file_next (GTask *task)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);

  while (step->index < step->delivered->len)
    {
      VeloDelivered *delivered = g_ptr_array_index (step->delivered, step->index++);
      g_autoptr(VeloDocument) document = NULL;
      g_autofree char *id = NULL;

      if (is_form (delivered->document) || is_filed (step->list, delivered->document))
        continue;
      document = velo_record_copy (delivered->document);
      id = velo_record_new_id ();
      velo_document_set_id (document, id);
      velo_document_set_filed_at (document, velo_time_now ());
      velo_document_set_product (document, step->text);
      velo_document_set_proposal_id (document, velo_proposal_get_id (step->proposal));
      velo_document_set_vehicle_id (document, velo_proposal_get_vehicle_id (step->proposal));
      g_list_store_append (step->list, document);
      velo_store_add_document_async (self->store, document, delivered->bytes, velo_counter_get_who (self),
                                     g_task_get_cancellable (task), document_added_cb, g_object_ref (task));
      take_handover (step->filed, document);
      return;
    }
  g_task_return_pointer (task, g_object_ref (step->list), g_object_unref);
}

static gboolean
is_of_kind_in (GPtrArray    *delivered,
               VeloDocument *document)
{
  for (guint i = 0; i < delivered->len; i++)
    {
      VeloDelivered *entry = g_ptr_array_index (delivered, i);

      if (is_same (entry->document, document))
        return TRUE;
    }
  return FALSE;
}

static void
filed_listed_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(GPtrArray) filed = NULL;
  GError *error = NULL;

  filed = velo_store_list_documents_finish (VELO_STORE (object), result, &error);
  if (filed == NULL)
    {
      g_task_return_error (task, velo_counter_translate (error));
      return;
    }
  step->list = g_list_store_new (VELO_TYPE_DOCUMENT);
  for (guint i = 0; i < filed->len; i++)
    {
      VeloDocument *document = g_ptr_array_index (filed, i);

      if (g_str_equal (velo_document_get_product (document), step->text)
          && is_of_kind_in (step->delivered, document))
        g_list_store_append (step->list, document);
    }
  step->filed = g_steal_pointer (&filed);
  file_next (task);
}

static void
delivered_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloCounter *self = VELO_COUNTER (object);
  VeloStep *step = g_task_get_task_data (task);
  GError *error = NULL;

  step->delivered = velo_counter_deliver_finish (self, result, &error);
  if (step->delivered == NULL)
    g_task_return_error (task, error);
  else
    velo_store_list_documents_async (self->store, NULL, velo_proposal_get_id (step->proposal),
                                     g_task_get_cancellable (task), filed_listed_cb, g_object_ref (task));
}

/**
 * velo_counter_load_documents_async:
 * @self: the counter
 * @proposal: with a chosen product, saved at least once
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Files the documents of the chosen product with the proposal, so that what
 * is handed over can be recorded; those of another product chosen before stay
 * on record but are not listed.
 */
void
velo_counter_load_documents_async (VeloCounter         *self,
                                   VeloProposal        *proposal,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  VeloStep *step;

  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));

  task = velo_counter_new_task (self, proposal, velo_counter_load_documents_async, cancellable, callback,
                                user_data);
  step = g_task_get_task_data (task);
  step->text = velo_product_dup_key (velo_proposal_get_product (proposal));
  velo_counter_deliver_async (self, velo_proposal_get_product (proposal), cancellable, delivered_cb,
                              g_object_ref (task));
}

/**
 * velo_counter_load_documents_finish:
 * @self: the counter
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type VeloDocument): the documents to hand over, or %NULL
 */
GListStore *
velo_counter_load_documents_finish (VeloCounter   *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_counter_load_documents_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
