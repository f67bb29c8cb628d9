/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what is remembered about articles, issuers and files. */

#include "velo-store-files.h"
#include "velo-store-fixture.h"
#include "velo-store-memory.h"

#define SHA "0123456789012345678901234567890123456789012345678901234567890123"

static VeloKnownArticle *
make_article (const char *seller_key,
              const char *number,
              const char *gtin,
              const char *model_key)
{
  VeloKnownArticle *article = velo_known_article_new ();

  velo_known_article_set_seller_key (article, seller_key);
  velo_known_article_set_article_number (article, number);
  velo_known_article_set_gtin (article, gtin);
  velo_known_article_set_model_key (article, model_key);
  velo_known_article_set_kind (article, VELO_ARTICLE_KIND_EBIKE);
  velo_known_article_set_maker (article, "Kronberg");
  velo_known_article_set_model (article, "E-Trail");
  return article;
}

static gboolean
remember (Fixture           *fixture,
          VeloKnownArticle  *article,
          GError           **error)
{
  AWAIT (fixture->result, velo_store_remember_article_async (fixture->store, article, NULL,
                                                             velo_await_cb, &fixture->result));
  return velo_store_remember_article_finish (fixture->store, fixture->result, error);
}

static GPtrArray *
look_up (Fixture     *fixture,
         VeloInvoice *invoice)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *articles = NULL;

  AWAIT (fixture->result, velo_store_list_known_articles_async (fixture->store, invoice, NULL,
                                                                velo_await_cb, &fixture->result));
  articles = velo_store_list_known_articles_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  return articles;
}

static VeloInvoiceLine *
get_line (VeloInvoice *invoice)
{
  g_autoptr(VeloInvoiceLine) line = NULL;

  line = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_lines (invoice)), 0);
  return line;
}

static void
test_articles (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autofree char *seller_key = velo_invoice_dup_seller_key (invoice);
  g_autofree char *model_key = velo_invoice_line_dup_model_key (get_line (invoice));
  g_autoptr(VeloKnownArticle) own = make_article (seller_key, "", "", model_key);
  g_autoptr(VeloKnownArticle) other = make_article ("ANDERER", "", "4001234567890", "");
  g_autoptr(VeloKnownArticle) foreign = make_article ("ANDERER", "", "", model_key);
  g_autoptr(GPtrArray) by_words = NULL;
  g_autoptr(GPtrArray) by_gtin = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    g_assert_true (remember (fixture, other, &error));
  g_assert_true (remember (fixture, foreign, &error));
  g_assert_true (remember (fixture, own, &error));
  velo_known_article_set_model (own, "E-Trail 5");
  g_assert_true (remember (fixture, own, &error));
  g_assert_no_error (error);
  by_words = look_up (fixture, invoice);
  g_assert_cmpuint (by_words->len, ==, 1);
  g_assert_cmpstr (velo_known_article_get_model (g_ptr_array_index (by_words, 0)), ==, "E-Trail 5");
  g_assert_cmpint (velo_known_article_get_times_confirmed (g_ptr_array_index (by_words, 0)), ==, 2);
  velo_invoice_line_set_gtin (get_line (invoice), "4001234567890");
  by_gtin = look_up (fixture, invoice);
  g_assert_cmpuint (by_gtin->len, ==, 2);
  g_assert_cmpstr (velo_known_article_get_seller_key (g_ptr_array_index (by_gtin, 0)), ==, seller_key);
  g_assert_true (velo_known_article_matches (g_ptr_array_index (by_gtin, 1), seller_key,
                                             get_line (invoice)));
}

/* Two sizes of one model have the same words and numbers of their own. */
static void
test_other_number (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autofree char *seller_key = velo_invoice_dup_seller_key (invoice);
  g_autofree char *model_key = velo_invoice_line_dup_model_key (get_line (invoice));
  g_autoptr(VeloKnownArticle) article = make_article (seller_key, "A-100", "", model_key);

  g_assert_true (velo_known_article_matches (article, seller_key, get_line (invoice)));
  velo_invoice_line_set_article_number (get_line (invoice), "a100");
  g_assert_true (velo_known_article_matches (article, seller_key, get_line (invoice)));
  g_assert_false (velo_known_article_matches (article, "ANDERER", get_line (invoice)));
  velo_invoice_line_set_article_number (get_line (invoice), "A-200");
  g_assert_false (velo_known_article_matches (article, seller_key, get_line (invoice)));
}

static void
test_article_without_key (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(VeloKnownArticle) article = make_article ("RADHAUS", " - ", "", "");
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(GPtrArray) articles = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (remember (fixture, article, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
  velo_invoice_line_set_description (get_line (invoice), "");
  articles = look_up (fixture, invoice);
  g_assert_cmpuint (articles->len, ==, 0);
}

static gboolean
put_template (Fixture     *fixture,
              const char  *key,
              const char  *text,
              GError     **error)
{
  AWAIT (fixture->result, velo_store_put_template_async (fixture->store, key, text, NULL,
                                                         velo_await_cb, &fixture->result));
  return velo_store_put_template_finish (fixture->store, fixture->result, error);
}

static gboolean
use_template (Fixture     *fixture,
              const char  *key,
              GError     **error)
{
  AWAIT (fixture->result, velo_store_use_template_async (fixture->store, key, NULL, velo_await_cb,
                                                         &fixture->result));
  return velo_store_use_template_finish (fixture->store, fixture->result, error);
}

static GPtrArray *
list_templates (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *templates = NULL;

  AWAIT (fixture->result, velo_store_list_templates_async (fixture->store, NULL, velo_await_cb,
                                                           &fixture->result));
  templates = velo_store_list_templates_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  return templates;
}

static void
test_templates (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (put_template (fixture, "DE1", "{\"a\":1}", &error));
  g_assert_true (put_template (fixture, "DE2", "{\"b\":1}", &error));
  g_assert_true (use_template (fixture, "DE2", &error));
  g_assert_true (put_template (fixture, "DE2", "{\"b\":2}", &error));
  before = list_templates (fixture);
  g_assert_cmpuint (before->len, ==, 2);
  g_assert_cmpstr (velo_issuer_template_get_text (g_ptr_array_index (before, 0)), ==, "{\"b\":2}");
  g_assert_cmpint (velo_issuer_template_get_times_used (g_ptr_array_index (before, 0)), ==, 1);
  g_assert_true (put_template (fixture, "DE2", NULL, &error));
  g_assert_no_error (error);
  after = list_templates (fixture);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_false (use_template (fixture, "DE2", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (put_template (fixture, "", "{}", &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
}

static gboolean
put_file (Fixture        *fixture,
          VeloTakenFile  *file,
          GError        **error)
{
  AWAIT (fixture->result, velo_store_put_taken_file_async (fixture->store, file, NULL,
                                                           velo_await_cb, &fixture->result));
  return velo_store_put_taken_file_finish (fixture->store, fixture->result, error);
}

static VeloTakenFile *
find_file (Fixture    *fixture,
           const char *sha256)
{
  g_autoptr(GError) error = NULL;
  VeloTakenFile *file = NULL;

  AWAIT (fixture->result, velo_store_find_taken_file_async (fixture->store, sha256, NULL,
                                                            velo_await_cb, &fixture->result));
  g_assert_true (velo_store_find_taken_file_finish (fixture->store, fixture->result, &file, &error));
  g_assert_no_error (error);
  return file;
}

static guint
count_files (Fixture    *fixture,
             const char *folder)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) files = NULL;

  AWAIT (fixture->result, velo_store_list_taken_files_async (fixture->store, folder, 10, NULL,
                                                             velo_await_cb, &fixture->result));
  files = velo_store_list_taken_files_finish (fixture->store, fixture->result, &error);
  g_assert_no_error (error);
  return files->len;
}

static void
test_files (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(VeloTakenFile) file = velo_taken_file_new ();
  g_autoptr(VeloTakenFile) found = NULL;
  g_autoptr(VeloInvoice) invoice = make_sale ("RE-1");
  g_autoptr(GError) error = NULL;

  g_assert_null (find_file (fixture, SHA));
  add_sale (fixture, invoice, NULL);
  velo_taken_file_set_sha256 (file, SHA);
  velo_taken_file_set_size (file, 4711);
  velo_taken_file_set_name (file, "RE-1.pdf");
  velo_taken_file_set_folder (file, "/in");
  velo_taken_file_set_outcome (file, VELO_FILE_OUTCOME_ASK);
  g_assert_true (put_file (fixture, file, &error));
  velo_taken_file_set_name (file, "copy.pdf");
  velo_taken_file_set_outcome (file, VELO_FILE_OUTCOME_SALE);
  velo_taken_file_set_invoice_id (file, velo_invoice_get_id (invoice));
  g_assert_true (put_file (fixture, file, &error));
  g_assert_no_error (error);
  found = find_file (fixture, SHA);
  g_assert_cmpstr (velo_taken_file_get_name (found), ==, "RE-1.pdf");
  g_assert_cmpint (velo_taken_file_get_size (found), ==, 4711);
  g_assert_cmpint (velo_taken_file_get_outcome (found), ==, VELO_FILE_OUTCOME_SALE);
  g_assert_cmpint (velo_taken_file_get_taken_at (found), >, 0);
  g_assert_cmpuint (count_files (fixture, NULL), ==, 1);
  g_assert_cmpuint (count_files (fixture, "/in"), ==, 1);
  g_assert_cmpuint (count_files (fixture, "/out"), ==, 0);
  velo_taken_file_set_invoice_id (file, "nowhere");
  g_assert_false (put_file (fixture, file, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
  g_clear_error (&error);
  velo_taken_file_set_sha256 (file, "short");
  g_assert_false (put_file (fixture, file, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("memory/articles", test_articles);
  ADD ("memory/other-number", test_other_number);
  ADD ("memory/article-without-key", test_article_without_key);
  ADD ("memory/templates", test_templates);
  ADD ("memory/files", test_files);
  return g_test_run ();
}
