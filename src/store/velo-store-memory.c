/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was learned about invoices: articles confirmed before, and templates of issuers. */

#define G_LOG_DOMAIN "velo-store-memory"

#include "config.h"

#include "velo-store-memory.h"

#include "velo-date.h"
#include "velo-store-private.h"
#include "velo-text.h"

/* An invoice with more lines than that is no sale of a bicycle. */
#define MOST_LINES 500
#define MOST_TEMPLATES "1000"

enum
{
  COLUMN_RECORD,
  COLUMN_TIMES,
  COLUMN_AT
};

gboolean
velo_store_create_memory (VeloConnection *connection,
                          GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE articles ("
    "  seller_key TEXT NOT NULL,"
    "  article_key TEXT NOT NULL,"
    "  gtin TEXT NOT NULL,"
    "  model_key TEXT NOT NULL,"
    "  times_confirmed INTEGER NOT NULL CHECK (times_confirmed > 0),"
    "  confirmed_at INTEGER NOT NULL,"
    "  record TEXT NOT NULL CHECK (record <> ''),"
    "  PRIMARY KEY (seller_key, article_key, gtin, model_key),"
    "  CHECK (article_key <> '' OR gtin <> '' OR model_key <> '')"
    ") STRICT;"
    "CREATE INDEX articles_by_gtin ON articles (gtin) WHERE gtin <> '';"
    "CREATE INDEX articles_by_model ON articles (seller_key, model_key);"
    "CREATE TABLE templates ("
    "  seller_key TEXT NOT NULL PRIMARY KEY CHECK (seller_key <> ''),"
    "  text TEXT NOT NULL CHECK (text <> ''),"
    "  times_used INTEGER NOT NULL CHECK (times_used >= 0),"
    "  changed_at INTEGER NOT NULL"
    ") STRICT;",
    error);
}

/* Articles */

static gboolean
remember_article_func (VeloConnection *connection,
                       VeloStoreJob   *job,
                       GError        **error)
{
  VeloKnownArticle *article = job->record;
  g_autofree char *article_key = velo_text_key (velo_known_article_get_article_number (article));
  g_autofree char *gtin = velo_text_key (velo_known_article_get_gtin (article));
  g_autofree char *record = velo_record_to_text (article);

  velo_store_job_add_change (job, "articles", velo_known_article_get_seller_key (article));
  return velo_connection_run (connection, error,
                              "INSERT INTO articles (seller_key, article_key, gtin, model_key,"
                              "  times_confirmed, confirmed_at, record)"
                              " VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6)"
                              " ON CONFLICT (seller_key, article_key, gtin, model_key) DO UPDATE"
                              " SET times_confirmed = articles.times_confirmed + 1,"
                              "  confirmed_at = excluded.confirmed_at, record = excluded.record",
                              "ttttlt", velo_known_article_get_seller_key (article), article_key,
                              gtin, velo_known_article_get_model_key (article), velo_time_now (),
                              record);
}

/**
 * velo_store_remember_article_async:
 * @self: a store
 * @article: what was confirmed; an article number, a GTIN or a model key is needed
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Remembers an article, or confirms once more one that is known.
 *
 * Fails with %VELO_STORE_ERROR_INVALID if there is nothing by which to find it again.
 */
void
velo_store_remember_article_async (VeloStore           *self,
                                   VeloKnownArticle    *article,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (VELO_IS_KNOWN_ARTICLE (article));

  job = velo_store_job_new (remember_article_func);
  job->record = velo_record_copy (article);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_remember_article_async,
                    cancellable, callback, user_data);
}

/**
 * velo_store_remember_article_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_remember_article_finish (VeloStore     *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return velo_store_finish (self, result, velo_store_remember_article_async, error);
}

static gboolean
add_articles (VeloStatement  *statement,
              GPtrArray      *articles,
              GHashTable     *seen,
              GError        **error)
{
  gboolean has_row = TRUE;

  while (velo_statement_step (statement, &has_row, error))
    {
      g_autoptr(VeloKnownArticle) article = NULL;
      const char *record = velo_statement_get_text (statement, COLUMN_RECORD);

      if (!has_row)
        return TRUE;
      if (!g_hash_table_add (seen, g_strdup (record)))
        continue;
      article = velo_store_load_record (VELO_TYPE_KNOWN_ARTICLE, record, error);
      if (article == NULL)
        return FALSE;
      velo_known_article_set_times_confirmed (article, (int) velo_statement_get_int64 (statement,
                                                                                       COLUMN_TIMES));
      velo_known_article_set_confirmed_at (article, velo_statement_get_int64 (statement, COLUMN_AT));
      g_ptr_array_add (articles, g_steal_pointer (&article));
    }
  return FALSE;
}

static gboolean
find_articles (VeloConnection   *connection,
               const char       *seller_key,
               VeloInvoiceLine  *line,
               GPtrArray        *articles,
               GHashTable       *seen,
               GError          **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autofree char *article_key = velo_text_key (velo_invoice_line_get_article_number (line));
  g_autofree char *gtin = velo_text_key (velo_invoice_line_get_gtin (line));
  g_autofree char *model_key = velo_invoice_line_dup_model_key (line);

  statement = velo_connection_query (connection, error,
    "SELECT record, times_confirmed, confirmed_at FROM articles"
    " WHERE (?3 <> '' AND gtin = ?3 AND gtin <> '')"
    "  OR (?2 <> '' AND seller_key = ?1 AND article_key = ?2)"
    "  OR (?4 <> '' AND seller_key = ?1 AND model_key = ?4)"
    " ORDER BY times_confirmed DESC, confirmed_at DESC LIMIT 20", "tttt", seller_key, article_key,
    gtin, model_key);
  return statement != NULL && add_articles (statement, articles, seen, error);
}

/* The issuer's own first, then what was confirmed more often, then later. */
static int
compare_articles (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  VeloKnownArticle *first = *(VeloKnownArticle * const *) a;
  VeloKnownArticle *second = *(VeloKnownArticle * const *) b;
  const char *seller_key = user_data;
  gint64 late = velo_known_article_get_confirmed_at (second);
  gint64 early = velo_known_article_get_confirmed_at (first);
  gboolean is_first_own = g_str_equal (velo_known_article_get_seller_key (first), seller_key);
  gboolean is_second_own = g_str_equal (velo_known_article_get_seller_key (second), seller_key);
  int times = velo_known_article_get_times_confirmed (second)
    - velo_known_article_get_times_confirmed (first);

  if (is_first_own != is_second_own)
    return is_first_own ? -1 : 1;
  if (times != 0)
    return times;
  return late > early ? 1 : late < early ? -1 : 0;
}

static gboolean
list_known_articles_func (VeloConnection *connection,
                          VeloStoreJob   *job,
                          GError        **error)
{
  VeloInvoice *invoice = job->record;
  GListModel *lines = G_LIST_MODEL (velo_invoice_get_lines (invoice));
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *seller_key = velo_invoice_dup_seller_key (invoice);

  for (guint i = 0; i < MIN (g_list_model_get_n_items (lines), MOST_LINES); i++)
    {
      g_autoptr(VeloInvoiceLine) line = g_list_model_get_item (lines, i);

      if (!find_articles (connection, seller_key, line, articles, seen, error))
        return FALSE;
    }
  g_ptr_array_sort_with_data (articles, compare_articles, seller_key);
  velo_store_job_take_result (job, g_steal_pointer (&articles),
                              (GDestroyNotify) g_ptr_array_unref);
  return TRUE;
}

/**
 * velo_store_list_known_articles_async:
 * @self: a store
 * @invoice: an invoice, stored or not
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists what is remembered about the articles of an invoice. Which line an
 * article is about tells velo_known_article_matches(); the first that matches is the best.
 */
void
velo_store_list_known_articles_async (VeloStore           *self,
                                      VeloInvoice         *invoice,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (VELO_IS_INVOICE (invoice));

  job = velo_store_job_new (list_known_articles_func);
  job->record = velo_record_copy (invoice);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_list_known_articles_async,
                    cancellable, callback, user_data);
}

/**
 * velo_store_list_known_articles_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type VeloKnownArticle): the best first
 */
GPtrArray *
velo_store_list_known_articles_finish (VeloStore     *self,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_list_known_articles_async, error);
}

/* Templates */

static gboolean
put_template_func (VeloConnection *connection,
                   VeloStoreJob   *job,
                   GError        **error)
{
  velo_store_job_add_change (job, "templates", job->id);
  if (job->text == NULL)
    return velo_connection_run (connection, error, "DELETE FROM templates WHERE seller_key = ?1",
                                "t", job->id);
  return velo_connection_run (connection, error,
                              "INSERT INTO templates (seller_key, text, times_used, changed_at)"
                              " VALUES (?1, ?2, 0, ?3) ON CONFLICT (seller_key) DO UPDATE"
                              " SET text = excluded.text, changed_at = excluded.changed_at", "ttl",
                              job->id, job->text, velo_time_now ());
}

/**
 * velo_store_put_template_async:
 * @self: a store
 * @seller_key: the issuer, as velo_invoice_dup_seller_key() says it
 * @text: (nullable): JSON, %NULL to forget it
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Keeps what was learned about the invoices of an issuer.
 *
 * Fails with %VELO_STORE_ERROR_INVALID if @seller_key or @text is empty.
 */
void
velo_store_put_template_async (VeloStore           *self,
                               const char          *seller_key,
                               const char          *text,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (seller_key != NULL);

  job = velo_store_job_new (put_template_func);
  job->id = g_strdup (seller_key);
  job->text = g_strdup (text);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_put_template_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_put_template_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_put_template_finish (VeloStore     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return velo_store_finish (self, result, velo_store_put_template_async, error);
}

static gboolean
use_template_func (VeloConnection *connection,
                   VeloStoreJob   *job,
                   GError        **error)
{
  if (!velo_connection_run (connection, error,
                            "UPDATE templates SET times_used = times_used + 1"
                            " WHERE seller_key = ?1", "t", job->id))
    return FALSE;
  if (velo_connection_get_n_changed (connection) == 0)
    return velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "there is no such template");
  return TRUE;
}

/**
 * velo_store_use_template_async:
 * @self: a store
 * @seller_key: the issuer
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Counts that a template was of use.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND if there is none.
 */
void
velo_store_use_template_async (VeloStore           *self,
                               const char          *seller_key,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (seller_key != NULL);

  job = velo_store_job_new (use_template_func);
  job->id = g_strdup (seller_key);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_use_template_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_use_template_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is stored
 */
gboolean
velo_store_use_template_finish (VeloStore     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return velo_store_finish (self, result, velo_store_use_template_async, error);
}

static gboolean
list_templates_func (VeloConnection *connection,
                     VeloStoreJob   *job,
                     GError        **error)
{
  g_autoptr(GPtrArray) templates = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (connection, error,
                                     "SELECT seller_key, text, times_used, changed_at"
                                     " FROM templates ORDER BY times_used DESC, seller_key"
                                     " LIMIT " MOST_TEMPLATES, NULL);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      VeloIssuerTemplate *template = NULL;

      if (!has_row)
        {
          velo_store_job_take_result (job, g_steal_pointer (&templates),
                                      (GDestroyNotify) g_ptr_array_unref);
          return TRUE;
        }
      template = velo_issuer_template_new ();
      velo_issuer_template_set_seller_key (template, velo_statement_get_text (statement, 0));
      velo_issuer_template_set_text (template, velo_statement_get_text (statement, 1));
      velo_issuer_template_set_times_used (template, (int) velo_statement_get_int64 (statement, 2));
      velo_issuer_template_set_changed_at (template, velo_statement_get_int64 (statement, 3));
      g_ptr_array_add (templates, template);
    }
  return FALSE;
}

/**
 * velo_store_list_templates_async:
 * @self: a store
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists the templates of all issuers: who reads a plain page does not know yet whose it is.
 */
void
velo_store_list_templates_async (VeloStore           *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (VELO_IS_STORE (self));

  velo_store_start (self, VELO_DATABASE_READ, velo_store_job_new (list_templates_func),
                    velo_store_list_templates_async, cancellable, callback, user_data);
}

/**
 * velo_store_list_templates_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type VeloIssuerTemplate): the most used first
 */
GPtrArray *
velo_store_list_templates_finish (VeloStore     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_list_templates_async, error);
}
