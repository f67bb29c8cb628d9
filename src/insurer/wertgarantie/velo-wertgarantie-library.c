/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fetches the documents of a product, with second questions where the first brought too little. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-wertgarantie-documents.h"
#include "velo-wertgarantie-private.h"

typedef struct
{
  VeloProduct *product;  /* (owned) (not nullable) */
  GPtrArray *documents;  /* (owned) (nullable) (element-type VeloDelivered) */
  GError *error;         /* (owned) (nullable): why legal documents are missing */
  guint n_pending;
} Library;

static void
library_free (gpointer data)
{
  Library *library = data;

  g_clear_object (&library->product);
  g_clear_pointer (&library->documents, g_ptr_array_unref);
  g_clear_error (&library->error);
  g_free (library);
}

/* @type: (nullable): DOCUMENT_TYPE, none for everything in one document */
static void
ask_documents (GTask              *task,
               const char         *type,
               GAsyncReadyCallback callback)
{
  VeloWertgarantie *self = g_task_get_source_object (task);
  Library *library = g_task_get_task_data (task);
  VeloWertgarantieForm *form = velo_wertgarantie_client_new_call ("GET_PRODUCT_DATA",
                                                                  "LEGAL_DOCUMENTS");

  velo_wertgarantie_form_add (form, "APPLICATION_CODE",
                              velo_product_get_application_code (library->product));
  velo_wertgarantie_form_add (form, "PRODUCT_TYPE",
                              velo_product_get_product_type (library->product));
  if (type != NULL)
    velo_wertgarantie_form_add (form, "DOCUMENT_TYPE", type);
  library->n_pending++;
  velo_wertgarantie_client_call_async (self->client, form, VELO_WERTGARANTIE_CALL_QUESTION, FALSE,
                                       g_task_get_cancellable (task), callback, g_object_ref (task));
}

static void
finish_op (GTask *task)
{
  Library *library = g_task_get_task_data (task);

  if (--library->n_pending > 0)
    return;
  if (library->error == NULL && library->documents->len == 0)
    library->error = g_error_new_literal (VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL,
                                          "no document can be used");
  if (library->error != NULL)
    g_task_return_error (task, g_steal_pointer (&library->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&library->documents),
                           (GDestroyNotify) g_ptr_array_unref);
}

static VeloWertgarantieAnswer *
take_answer (GObject      *source,
             GAsyncResult *result,
             Library      *library,
             GError      **error)
{
  VeloWertgarantieAnswer *answer =
    velo_wertgarantie_client_call_finish (VELO_WERTGARANTIE_CLIENT (source), result, error);

  if (answer != NULL)
    velo_wertgarantie_read_documents (answer, library->documents);
  return answer;
}

static void
merged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(VeloWertgarantieAnswer) answer = NULL;
  Library *library = g_task_get_task_data (task);

  g_clear_error (&library->error);
  answer = take_answer (source, result, library, &library->error);
  finish_op (task);
}

/* A missing form is no failure: the program can make one of its own. */
static void
form_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(VeloWertgarantieAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;
  Library *library = g_task_get_task_data (task);

  answer = take_answer (source, result, library, &error);
  if (answer == NULL)
    g_info ("application form: %s", error->message);
  if (library->error == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    library->error = g_steal_pointer (&error);
  finish_op (task);
}

static gboolean
has_form (GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++)
    {
      VeloDelivered *delivered = g_ptr_array_index (documents, i);
      VeloDocumentKind kind = velo_document_get_kind (delivered->document);

      if (kind == VELO_DOCUMENT_KIND_FORM || kind == VELO_DOCUMENT_KIND_FORM_IBAN)
        return TRUE;
    }
  return FALSE;
}

static void
single_documents_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(VeloWertgarantieAnswer) answer = NULL;
  Library *library = g_task_get_task_data (task);

  answer = take_answer (source, result, library, &library->error);
  if (answer != NULL)
    {
      gboolean nothing = library->documents->len == 0;
      gboolean no_form = !has_form (library->documents);

      if (nothing)
        ask_documents (task, NULL, merged_cb);
      if (no_form)
        {
          ask_documents (task, "GUFHP", form_cb);
          ask_documents (task, "GUFHP_IBAN", form_cb);
        }
    }
  finish_op (task);
}

void
velo_wertgarantie_list_documents_async (VeloInsurer        *insurer,
                                        VeloProduct        *product,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data)
{
  VeloWertgarantie *self = VELO_WERTGARANTIE (insurer);
  g_autoptr(GTask) task = g_task_new (insurer, cancellable, callback, user_data);
  Library *library = g_new0 (Library, 1);

  g_task_set_source_tag (task, velo_wertgarantie_list_documents_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, library, library_free);
  if (self->client == NULL)
    {
      g_task_return_error (task, g_error_copy (self->settings_error));
      return;
    }
  library->product = g_object_ref (product);
  library->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_delivered_unref);
  ask_documents (task, "EINZELN", single_documents_cb);
}

GPtrArray *
velo_wertgarantie_list_documents_finish (VeloInsurer  *insurer,
                                         GAsyncResult *result,
                                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, insurer), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_wertgarantie_list_documents_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
