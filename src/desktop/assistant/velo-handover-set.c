/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes one PDF of all documents that a customer gets. */

#define G_LOG_DOMAIN "velo-handover-set"

#include "config.h"

#include "velo-handover-set.h"

#include "velo-document-check.h"
#include "velo-document.h"
#include "velo-pdf-flatten.h"
#include "velo-store-documents.h"

typedef struct
{
  VeloStore  *store;     /* (owned) (not nullable) */
  GListModel *documents; /* (owned) (not nullable) (element-type VeloDocument) */
  GPtrArray  *pdfs;      /* (owned) (element-type GBytes) */
  guint       next;
} Set;

static void
set_free (Set *set)
{
  g_clear_object (&set->store);
  g_clear_object (&set->documents);
  g_clear_pointer (&set->pdfs, g_ptr_array_unref);
  g_free (set);
}

static void load_next (GTask *task);

static void
joined_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GBytes *joined = velo_pdf_join_finish (result, &error);

  if (joined == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, joined, (GDestroyNotify) g_bytes_unref);
}

/* The documents are the insurer's: they are tried in another process before they are joined here. */
static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (!velo_document_check_finish (result, &error))
    g_task_return_error (task, error);
  else
    load_next (task);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Set *set = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *bytes = velo_store_load_document_finish (VELO_STORE (source), result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_add (set->pdfs, bytes);
  velo_document_check_async (VELO_DOCUMENT_KIND_OTHER, bytes, g_task_get_cancellable (task), checked_cb,
                             g_object_ref (task));
}

static void
load_next (GTask *task)
{
  Set *set = g_task_get_task_data (task);
  g_autoptr(VeloDocument) document = g_list_model_get_item (set->documents, set->next++);

  if (document == NULL)
    velo_pdf_join_async (set->pdfs, g_task_get_cancellable (task), joined_cb, g_object_ref (task));
  else
    velo_store_load_document_async (set->store, velo_document_get_sha256 (document), g_task_get_cancellable (task),
                                    loaded_cb, g_object_ref (task));
}

/**
 * velo_handover_set_join_async:
 * @store: where the bytes are
 * @documents: a list of #VeloDocument that does not change meanwhile
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Loads the documents, tries each for harm, and joins them to one PDF.
 *
 * Fails with the errors of the store, of the check, or of joining.
 */
void
velo_handover_set_join_async (VeloStore           *store,
                              GListModel          *documents,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Set *set;

  g_return_if_fail (VELO_IS_STORE (store));
  g_return_if_fail (G_IS_LIST_MODEL (documents));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_handover_set_join_async);
  set = g_new0 (Set, 1);
  set->store = g_object_ref (store);
  set->documents = g_object_ref (documents);
  set->pdfs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_task_set_task_data (task, set, (GDestroyNotify) set_free);
  load_next (task);
}

/**
 * velo_handover_set_join_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the PDF
 */
GBytes *
velo_handover_set_join_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_handover_set_join_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
