/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was confirmed on earlier invoices: used on what is read, and learned from what is accepted. */

#define G_LOG_DOMAIN "velo-review-memory"

#include "config.h"

#include "velo-review-memory.h"

#include "velo-article-memory.h"
#include "velo-employee-match.h"
#include "velo-invoice-reader.h"
#include "velo-invoice-source.h"
#include "velo-print-template.h"
#include "velo-store-employees.h"
#include "velo-store-memory.h"
#include "velo-text.h"

typedef struct
{
  VeloInvoice *invoice; /* (owned) (nullable) */
  GBytes *bytes;        /* (owned) (nullable) */
  char *file_name;      /* (owned) (nullable) */
  GPtrArray *articles;  /* (owned) (nullable): still to be remembered */
} Memory;

static void
memory_free (Memory *memory)
{
  g_clear_object (&memory->invoice);
  g_clear_pointer (&memory->bytes, g_bytes_unref);
  g_clear_pointer (&memory->articles, g_ptr_array_unref);
  g_free (memory->file_name);
  g_free (memory);
}

static GTask *
begin (VeloStore           *store,
       VeloInvoice         *invoice,
       GBytes              *bytes,
       gpointer             tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Memory *memory = g_new0 (Memory, 1);

  g_task_set_source_tag (task, tag);
  g_set_object (&memory->invoice, invoice);
  memory->bytes = bytes == NULL ? NULL : g_bytes_ref (bytes);
  g_task_set_task_data (task, memory, (GDestroyNotify) memory_free);
  return task;
}

/* Loading what is known of prints */

static void
templates_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GPtrArray) templates = NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  GError *error = NULL;

  templates = velo_store_list_templates_finish (VELO_STORE (object), result, &error);
  if (templates == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < templates->len; i++)
    g_ptr_array_add (texts, (char *) velo_issuer_template_get_text (g_ptr_array_index (templates, i)));
  g_task_return_pointer (task, velo_print_template_join (texts), g_free);
}

/**
 * velo_review_memory_load_async:
 * @store: where it is remembered
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Loads what was learned of the prints of all issuers, in the form in which
 * velo_invoice_helper_set_templates() takes it.
 *
 * Fails with a #VeloStoreError or %G_IO_ERROR_CANCELLED.
 */
void
velo_review_memory_load_async (VeloStore           *store,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (VELO_IS_STORE (store));

  task = begin (store, NULL, NULL, velo_review_memory_load_async, cancellable, callback, user_data);
  velo_store_list_templates_async (store, cancellable, templates_cb, task);
}

/**
 * velo_review_memory_load_finish:
 * @store: the store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the templates
 */
char *
velo_review_memory_load_finish (VeloStore     *store,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_review_memory_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Using what is known */

/* Of many issuers, those are used first whose invoices come most often. */
static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!velo_store_use_template_finish (VELO_STORE (object), result, &error)
      && !g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND))
    g_info ("the use of a template was not counted: %s %d", g_quark_to_string (error->domain), error->code);
}

static gboolean
is_print (VeloInvoice *invoice)
{
  return g_str_has_prefix (velo_invoice_get_format (invoice), "pdf");
}

static void
count_template (VeloStore   *store,
                VeloInvoice *invoice)
{
  g_autofree char *seller_key = velo_invoice_dup_seller_key (invoice);

  if (is_print (invoice) && *seller_key != '\0')
    velo_store_use_template_async (store, seller_key, NULL, counted_cb, NULL);
}

static void
employees_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Memory *memory = g_task_get_task_data (task);
  g_autoptr(GPtrArray) employees = NULL;
  VeloEmployee *employee;
  GError *error = NULL;

  employees = velo_store_list_employees_finish (VELO_STORE (object), result, &error);
  if (employees == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  employee = velo_employee_match (employees, velo_invoice_get_employee_name (memory->invoice));
  if (employee != NULL)
    {
      velo_invoice_set_employee_id (memory->invoice, velo_employee_get_id (employee));
      velo_invoice_set_employee_name (memory->invoice, velo_employee_get_name (employee));
    }
  g_task_return_boolean (task, TRUE);
}

static void
articles_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Memory *memory = g_task_get_task_data (task);
  g_autoptr(GPtrArray) articles = NULL;
  GError *error = NULL;

  articles = velo_store_list_known_articles_finish (VELO_STORE (object), result, &error);
  if (articles == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  velo_article_memory_apply (memory->invoice, articles);
  count_template (VELO_STORE (object), memory->invoice);
  velo_store_list_employees_async (VELO_STORE (object), FALSE, g_task_get_cancellable (task), employees_cb,
                                   g_object_ref (task));
}

/**
 * velo_review_memory_apply_async:
 * @store: where it is remembered
 * @invoice: what was read just now; corrected in place
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Uses on an invoice what was confirmed about its articles before, and finds
 * the employee by the name on it.
 *
 * Fails with a #VeloStoreError or %G_IO_ERROR_CANCELLED; @invoice can be used
 * all the same.
 */
void
velo_review_memory_apply_async (VeloStore           *store,
                                VeloInvoice         *invoice,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (VELO_IS_STORE (store));
  g_return_if_fail (VELO_IS_INVOICE (invoice));

  task = begin (store, invoice, NULL, velo_review_memory_apply_async, cancellable, callback, user_data);
  velo_store_list_known_articles_async (store, invoice, cancellable, articles_cb, task);
}

/**
 * velo_review_memory_apply_finish:
 * @store: the store
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether all that is known was used
 */
gboolean
velo_review_memory_apply_finish (VeloStore     *store,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_review_memory_apply_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Reading with what is known */

/* What cannot be remembered must not keep anybody from reading. */
static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Memory *memory = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!velo_review_memory_apply_finish (VELO_STORE (object), result, &error))
    g_info ("what is known was not used: %s", error->message);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&memory->invoice), g_object_unref);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Memory *memory = g_task_get_task_data (task);
  GError *error = NULL;

  memory->invoice = velo_invoice_reader_read_known_finish (result, &error);
  if (memory->invoice == NULL)
    g_task_return_error (task, error);
  else
    velo_review_memory_apply_async (g_task_get_source_object (task), memory->invoice,
                                    g_task_get_cancellable (task), applied_cb, g_object_ref (task));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Memory *memory = g_task_get_task_data (task);
  g_autofree char *templates = NULL;
  g_autoptr(GError) error = NULL;

  templates = velo_review_memory_load_finish (VELO_STORE (object), result, &error);
  if (error != NULL)
    g_info ("what is known of prints was not loaded: %s", error->message);
  velo_invoice_reader_read_known_async (memory->bytes, memory->file_name, templates,
                                        g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

/**
 * velo_review_memory_read_async:
 * @store: where it is remembered
 * @bytes: an invoice, PDF or XML
 * @file_name: (nullable): its name, for showing
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Reads an invoice with everything that was confirmed on earlier ones.
 *
 * Fails with a #VeloIntakeError or %G_IO_ERROR_CANCELLED.
 */
void
velo_review_memory_read_async (VeloStore           *store,
                               GBytes              *bytes,
                               const char          *file_name,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (VELO_IS_STORE (store));
  g_return_if_fail (bytes != NULL);

  task = begin (store, NULL, bytes, velo_review_memory_read_async, cancellable, callback, user_data);
  ((Memory *) g_task_get_task_data (task))->file_name = g_strdup (file_name);
  velo_review_memory_load_async (store, cancellable, loaded_cb, task);
}

/**
 * velo_review_memory_read_finish:
 * @store: the store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the invoice
 */
VeloInvoice *
velo_review_memory_read_finish (VeloStore     *store,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_review_memory_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Learning */

static void
template_put_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (velo_store_put_template_finish (VELO_STORE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
learned_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Memory *memory = g_task_get_task_data (task);
  g_autofree char *seller_key = velo_invoice_dup_seller_key (memory->invoice);
  g_autofree char *text = NULL;
  GError *error = NULL;

  text = velo_invoice_reader_learn_finish (result, &error);
  if (text != NULL && *seller_key == '\0')
    {
      g_free (seller_key);
      seller_key = velo_print_template_dup_seller_key (text);
    }
  if (text == NULL)
    g_task_return_error (task, error);
  else
    velo_store_put_template_async (g_task_get_source_object (task), seller_key, text,
                                   g_task_get_cancellable (task), template_put_cb, g_object_ref (task));
}

/* Only a print has to be learned; data say themselves where everything stands. What could not be read at
 * all was typed in beside it: the next one shall not have to be. */
static void
learn_print (GTask *task)
{
  Memory *memory = g_task_get_task_data (task);
  gboolean typed = g_str_equal (velo_invoice_get_format (memory->invoice), "typed");
  g_autofree char *seller_key = velo_invoice_dup_seller_key (memory->invoice);

  if (memory->bytes == NULL || !velo_invoice_source_is_pdf (memory->bytes)
      || !(typed || (is_print (memory->invoice) && *seller_key != '\0')))
    g_task_return_boolean (task, TRUE);
  else
    velo_invoice_reader_learn_async (memory->bytes, memory->invoice, g_task_get_cancellable (task), learned_cb,
                                     g_object_ref (task));
}

static void remember_next (GTask *task);

static void
remembered_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (velo_store_remember_article_finish (VELO_STORE (object), result, &error))
    remember_next (task);
  else
    g_task_return_error (task, error);
}

static void
remember_next (GTask *task)
{
  Memory *memory = g_task_get_task_data (task);
  g_autoptr(VeloKnownArticle) article = NULL;

  if (memory->articles->len == 0)
    {
      learn_print (task);
      return;
    }
  article = g_object_ref (g_ptr_array_index (memory->articles, 0));
  g_ptr_array_remove_index (memory->articles, 0);
  velo_store_remember_article_async (g_task_get_source_object (task), article, g_task_get_cancellable (task),
                                     remembered_cb, g_object_ref (task));
}

/**
 * velo_review_memory_learn_async:
 * @store: where it is remembered
 * @confirmed: an invoice that somebody has looked at and accepted; copied
 * @original: (nullable): its file
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async) (nullable): called on the main context
 * @user_data: data for @callback
 *
 * Remembers what was confirmed about the articles, and for a PDF without data
 * where its issuer prints what.
 *
 * Fails with a #VeloStoreError, a #VeloIntakeError if nothing can be learned
 * from the print, or %G_IO_ERROR_CANCELLED.
 */
void
velo_review_memory_learn_async (VeloStore           *store,
                                VeloInvoice         *confirmed,
                                GBytes              *original,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(VeloInvoice) copy = NULL;

  g_return_if_fail (VELO_IS_STORE (store));
  g_return_if_fail (VELO_IS_INVOICE (confirmed));

  copy = velo_record_copy (confirmed);
  task = begin (store, copy, original, velo_review_memory_learn_async, cancellable, callback, user_data);
  ((Memory *) g_task_get_task_data (task))->articles = velo_article_memory_learn (copy);
  remember_next (task);
}

/**
 * velo_review_memory_learn_finish:
 * @store: the store
 * @result: from the callback
 * @error: return location
 *
 * Returns: whether it is remembered
 */
gboolean
velo_review_memory_learn_finish (VeloStore     *store,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_review_memory_learn_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
noted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!velo_review_memory_learn_finish (VELO_STORE (object), result, &error))
    g_info ("nothing was learned from an invoice: %s", error->message);
}

/**
 * velo_review_memory_learn:
 * @store: where it is remembered
 * @confirmed: an invoice that somebody has looked at and accepted; copied
 * @original: (nullable): its file
 *
 * As velo_review_memory_learn_async(); nobody waits for it.
 */
void
velo_review_memory_learn (VeloStore   *store,
                          VeloInvoice *confirmed,
                          GBytes      *original)
{
  velo_review_memory_learn_async (store, confirmed, original, NULL, noted_cb, NULL);
}
