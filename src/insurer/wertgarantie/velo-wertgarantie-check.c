/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The self-test of the settings: one call after the other, each a line for support. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-date.h"
#include "velo-money.h"
#include "velo-wertgarantie-private.h"

#include <stdlib.h>

#define SAMPLE_PRICE_CENTS 99900
#define MAX_NAMES          8

typedef struct
{
  VeloCheckProgress progress;
  gpointer progress_data;
  GPtrArray *lines;     /* (owned) (nullable) (element-type VeloCheckLine) */
  VeloProduct *product; /* (owned) (nullable): sample */
  gint64 start_usec;
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_clear_pointer (&check->lines, g_ptr_array_unref);
  g_clear_object (&check->product);
  g_free (check);
}

static void
add_line (Check         *check,
          VeloCheckLine *line)
{
  g_ptr_array_add (check->lines, line);
  if (check->progress != NULL)
    check->progress (line, check->progress_data);
}

/* Adds the line of a finished step; @detail and @error (both transfer full) are its outcome. */
static void
add_outcome (Check        *check,
             VeloCheckStep step,
             char         *detail,
             GError       *error)
{
  VeloCheckLine *line = velo_check_line_new (step);

  line->ran = TRUE;
  line->ok = error == NULL;
  line->error = error;
  line->detail = error == NULL ? detail : g_strdup (velo_insurer_error_get_words (error));
  line->request_id = g_strdup (velo_insurer_error_get_request_id (error));
  line->duration_usec = g_get_monotonic_time () - check->start_usec;
  check->start_usec = g_get_monotonic_time ();
  add_line (check, line);
}

/* Ends the test; the steps that could not be tried get empty lines. */
static void
end_check (GTask *task)
{
  Check *check = g_task_get_task_data (task);

  for (guint step = check->lines->len; step <= VELO_CHECK_STEP_FORM; step++)
    add_line (check, velo_check_line_new ((VeloCheckStep) step));
  g_task_return_pointer (task, g_steal_pointer (&check->lines), (GDestroyNotify) g_ptr_array_unref);
}

/* Ends the test with an error if it was cancelled. */
static gboolean
end_if_cancelled (GTask   *task,
                  GError **error)
{
  if (!g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  g_task_return_error (task, g_steal_pointer (error));
  return TRUE;
}

/* The first names of documents or products, for support. */
static char *
join_names (GPtrArray *names)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < names->len && i < MAX_NAMES; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (char *) names->pdata[i]);
  if (names->len > MAX_NAMES)
    g_string_append (text, ", …");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
check_documents_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autoptr(GPtrArray) forms = g_ptr_array_new ();
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;

  documents = velo_wertgarantie_list_documents_finish (VELO_INSURER (source), result, &error);
  if (end_if_cancelled (task, &error))
    return;
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      VeloDocument *document = ((VeloDelivered *) documents->pdata[i])->document;
      VeloDocumentKind kind = velo_document_get_kind (document);
      gboolean form = kind == VELO_DOCUMENT_KIND_FORM || kind == VELO_DOCUMENT_KIND_FORM_IBAN;

      g_ptr_array_add (form ? forms : names, (gpointer) velo_document_get_title (document));
    }
  if (documents != NULL && names->len == 0)
    error = g_error_new_literal (VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL,
                                 "no legal document was delivered");
  add_outcome (check, VELO_CHECK_STEP_DOCUMENTS, error == NULL ? join_names (names) : NULL, error);
  if (documents != NULL)
    {
      error = forms->len > 0 ? NULL
                             : g_error_new_literal (VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL,
                                                    "no application form was delivered");
      add_outcome (check, VELO_CHECK_STEP_FORM, error == NULL ? join_names (forms) : NULL, error);
    }
  end_check (task);
}

static void
check_premium_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(VeloQuote) quote = NULL;
  g_autofree char *amount = NULL;
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;
  char *detail = NULL;

  quote = velo_insurer_quote_finish (VELO_INSURER (source), result, &error);
  if (end_if_cancelled (task, &error))
    return;
  if (quote != NULL)
    {
      amount = velo_money_format_display (velo_quote_get_premium_cents (quote));
      detail = g_strdup_printf ("%s: %s", velo_product_get_name (check->product), amount);
    }
  add_outcome (check, VELO_CHECK_STEP_PREMIUM, detail, error);
  velo_wertgarantie_list_documents_async (VELO_INSURER (source), check->product,
                                          g_task_get_cancellable (task), check_documents_cb,
                                          g_object_ref (task));
}

/* The product that a sample is asked of: the first for the normal sale in the shop's @country, or
 * else in another, or else the first. */
static VeloProduct *
choose_sample (GListModel *products,
               const char *country)
{
  g_autoptr(VeloProduct) foreign = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (products); i++)
    {
      g_autoptr(VeloProduct) product = g_list_model_get_item (products, i);

      if (velo_product_get_object (product) == VELO_OBJECT_KIND_NONE || velo_product_get_special (product)
          || velo_product_get_s_pedelec (product))
        continue;
      if (g_str_equal (velo_product_get_country (product), country))
        return g_steal_pointer (&product);
      if (foreign == NULL)
        foreign = g_steal_pointer (&product);
    }
  return foreign != NULL ? g_steal_pointer (&foreign) : g_list_model_get_item (products, 0);
}

static VeloQuoteRequest *
new_sample (VeloProduct *product)
{
  VeloQuoteRequest *request = velo_quote_request_new ();
  g_autoptr(GDate) today = velo_date_today ();

  velo_record_assign (velo_quote_request_get_product (request), product);
  velo_quote_request_set_price_cents (request, SAMPLE_PRICE_CENTS);
  velo_quote_request_set_purchase_date (request, today);
  velo_quote_request_set_interval (request, atoi (velo_product_get_intervals (product)));
  velo_quote_request_set_today (request, today);
  return request;
}

static void
check_products_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GListStore) products = NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(VeloQuoteRequest) request = NULL;
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;

  products = velo_insurer_list_products_finish (VELO_INSURER (source), result, &error);
  if (end_if_cancelled (task, &error))
    return;
  for (guint i = 0; products != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (products)); i++)
    {
      g_autoptr(VeloProduct) product = g_list_model_get_item (G_LIST_MODEL (products), i);

      g_ptr_array_add (names, g_strdup (velo_product_get_name (product)));
    }
  if (error == NULL && names->len == 0)
    error = g_error_new_literal (VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL,
                                 "no products are listed");
  if (error != NULL)
    {
      add_outcome (check, VELO_CHECK_STEP_PRODUCTS, NULL, error);
      end_check (task);
      return;
    }
  add_outcome (check, VELO_CHECK_STEP_PRODUCTS, join_names (names), NULL);
  check->product = choose_sample (G_LIST_MODEL (products), VELO_WERTGARANTIE (source)->country);
  request = new_sample (check->product);
  velo_insurer_quote_async (VELO_INSURER (source), request, g_task_get_cancellable (task),
                            check_premium_cb, g_object_ref (task));
}

static void
check_sign_in_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;
  char *words = NULL;

  words = velo_wertgarantie_client_sign_in_finish (VELO_WERTGARANTIE_CLIENT (source), result, &error);
  if (end_if_cancelled (task, &error))
    return;
  add_outcome (check, VELO_CHECK_STEP_SIGN_IN, words, error);
  if (check->lines->len == 1 && ((VeloCheckLine *) check->lines->pdata[0])->ok)
    velo_insurer_list_products_async (g_task_get_source_object (task), g_task_get_cancellable (task),
                                      check_products_cb, g_object_ref (task));
  else
    end_check (task);
}

void
velo_wertgarantie_check_async (VeloInsurer        *insurer,
                               VeloCheckProgress   progress,
                               gpointer            progress_data,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  VeloWertgarantie *self = VELO_WERTGARANTIE (insurer);
  g_autoptr(GTask) task = g_task_new (insurer, cancellable, callback, user_data);
  Check *check = g_new0 (Check, 1);

  g_task_set_source_tag (task, velo_wertgarantie_check_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, check, check_free);
  check->progress = progress;
  check->progress_data = progress_data;
  check->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_check_line_unref);
  check->start_usec = g_get_monotonic_time ();
  if (self->client == NULL)
    {
      add_outcome (check, VELO_CHECK_STEP_SIGN_IN, NULL, g_error_copy (self->settings_error));
      end_check (task);
      return;
    }
  velo_wertgarantie_client_sign_in_async (self->client, cancellable, check_sign_in_cb,
                                          g_object_ref (task));
}

GPtrArray *
velo_wertgarantie_check_finish (VeloInsurer  *insurer,
                                GAsyncResult *result,
                                GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, insurer), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_wertgarantie_check_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
