/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The insurer's calls that are one question and one answer. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-date.h"
#include "velo-json.h"
#include "velo-text.h"
#include "velo-wertgarantie-premium.h"
#include "velo-wertgarantie-private.h"
#include "velo-wertgarantie-products.h"
#include "velo-wertgarantie-proposal.h"

#include <string.h>

#define MAX_TEXT 4000

/* Reads an answer; @request is what was asked for. */
typedef gpointer (*ReadFunc) (VeloWertgarantie       *self,
                              gpointer                request,
                              VeloWertgarantieAnswer *answer,
                              GError                **error);

typedef struct
{
  ReadFunc read;
  GDestroyNotify free_result;
  GObject *request; /* (owned) (nullable) */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->request);
  g_free (question);
}

static GTask *
new_question (VeloInsurer        *insurer,
              gpointer            tag,
              ReadFunc            read,
              GDestroyNotify      free_result,
              gpointer            request,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  GTask *task = g_task_new (insurer, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->read = read;
  question->free_result = free_result;
  question->request = request == NULL ? NULL : g_object_ref (request);
  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, question, question_free);
  return task;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(VeloWertgarantieAnswer) answer = NULL;
  Question *question = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = NULL;

  answer = velo_wertgarantie_client_call_finish (VELO_WERTGARANTIE_CLIENT (source), result, &error);
  if (answer != NULL)
    value = question->read (g_task_get_source_object (task), question->request, answer, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, question->free_result);
}

/* Sends @form (transfer full) for @task (transfer full). */
static void
ask (GTask                   *task,
     VeloWertgarantieForm    *form,
     VeloWertgarantieCallKind kind,
     gboolean                 envelope_inside)
{
  g_autoptr(GTask) owned_task = task;
  g_autoptr(VeloWertgarantieForm) owned_form = form;
  VeloWertgarantie *self = g_task_get_source_object (task);

  if (self->client == NULL)
    {
      g_task_return_error (task, g_error_copy (self->settings_error));
      return;
    }
  velo_wertgarantie_client_call_async (self->client, g_steal_pointer (&owned_form), kind,
                                       envelope_inside, g_task_get_cancellable (task), answered_cb,
                                       g_steal_pointer (&owned_task));
}

static gpointer
finish_question (VeloInsurer  *insurer,
                 gpointer      tag,
                 GAsyncResult *result,
                 GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, insurer), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static VeloWertgarantieForm *
new_product_call (const char  *shaping,
                  VeloProduct *product)
{
  VeloWertgarantieForm *form = velo_wertgarantie_client_new_call ("GET_PRODUCT_DATA", shaping);

  velo_wertgarantie_form_add (form, "APPLICATION_CODE", velo_product_get_application_code (product));
  velo_wertgarantie_form_add (form, "PRODUCT_TYPE", velo_product_get_product_type (product));
  return form;
}

static gpointer
read_products (VeloWertgarantie       *self,
               gpointer                request,
               VeloWertgarantieAnswer *answer,
               GError                **error)
{
  return velo_wertgarantie_read_products (answer, self->country);
}

static void
list_products_async (VeloInsurer        *insurer,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  VeloWertgarantie *self = VELO_WERTGARANTIE (insurer);
  VeloWertgarantieForm *form = velo_wertgarantie_client_new_call ("GET_AGENT_DATA",
                                                                  "AVAILABLE_PRODUCTS");

  velo_wertgarantie_form_add (form, "EXTENDED_RESULT", "true");
  velo_wertgarantie_form_add (form, "AGENT_NR",
                              *self->agent_number == '\0' ? self->user : self->agent_number);
  ask (new_question (insurer, list_products_async, read_products, g_object_unref, NULL, cancellable,
                     callback, user_data), form, VELO_WERTGARANTIE_CALL_QUESTION, FALSE);
}

static GListStore *
list_products_finish (VeloInsurer  *insurer,
                      GAsyncResult *result,
                      GError      **error)
{
  return finish_question (insurer, list_products_async, result, error);
}

static gpointer
read_quote (VeloWertgarantie       *self,
            gpointer                request,
            VeloWertgarantieAnswer *answer,
            GError                **error)
{
  return velo_wertgarantie_read_premium (request, answer, error);
}

static void
quote_async (VeloInsurer        *insurer,
             VeloQuoteRequest   *request,
             GCancellable       *cancellable,
             GAsyncReadyCallback callback,
             gpointer            user_data)
{
  g_autoptr(VeloQuoteRequest) copy = velo_record_copy (request);
  g_autoptr(GTask) task = NULL;
  g_autofree char *data = NULL;
  VeloWertgarantieForm *form = NULL;
  GError *error = NULL;

  task = new_question (insurer, quote_async, read_quote, g_object_unref, copy, cancellable, callback,
                       user_data);
  data = velo_wertgarantie_write_premium (copy, &error);
  if (data == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  form = velo_wertgarantie_client_new_call ("GET_PRODUCT_DATA", "INSURANCE_PREMIUM");
  velo_wertgarantie_form_add (form, "DATA", data);
  ask (g_steal_pointer (&task), form, VELO_WERTGARANTIE_CALL_QUESTION, FALSE);
}

static VeloQuote *
quote_finish (VeloInsurer  *insurer,
              GAsyncResult *result,
              GError      **error)
{
  return finish_question (insurer, quote_async, result, error);
}

static gpointer
read_manufacturers (VeloWertgarantie       *self,
                    gpointer                request,
                    VeloWertgarantieAnswer *answer,
                    GError                **error)
{
  JsonObject *object = velo_json_get_object (answer->result, "MANUFACTURER_LIST");
  g_autoptr(GPtrArray) list = velo_json_get_list (object, "MANUFACTURER");
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *text = velo_json_as_text (list->pdata[i]);
      g_autofree char *name = velo_text_squash (text);

      if (*name == '\0' || g_hash_table_contains (seen, name))
        continue;
      g_strv_builder_add (names, name);
      g_hash_table_add (seen, g_steal_pointer (&name));
    }
  return g_strv_builder_end (names);
}

/* Neither SHAPING nor OBJECT_CODE is documented (insurer protocol, section 2.9). */
static void
list_manufacturers_async (VeloInsurer        *insurer,
                          VeloObjectKind      object,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  VeloWertgarantie *self = VELO_WERTGARANTIE (insurer);
  VeloWertgarantieForm *form = velo_wertgarantie_client_new_call ("GET_OBJECT_DETAILS",
                                                                  self->manufacturer_shaping);

  velo_wertgarantie_form_add (form, "OBJECT_CODE", velo_wertgarantie_object_code (object));
  ask (new_question (insurer, list_manufacturers_async, read_manufacturers,
                     (GDestroyNotify) g_strfreev, NULL, cancellable, callback, user_data),
       form, VELO_WERTGARANTIE_CALL_QUESTION, TRUE);
}

static GStrv
list_manufacturers_finish (VeloInsurer  *insurer,
                           GAsyncResult *result,
                           GError      **error)
{
  return finish_question (insurer, list_manufacturers_async, result, error);
}

static int
compare_nodes (gconstpointer a,
               gconstpointer b)
{
  g_autofree char *name_a = velo_json_get_text (velo_json_as_object (*(JsonNode **) a), "NAME");
  g_autofree char *name_b = velo_json_get_text (velo_json_as_object (*(JsonNode **) b), "NAME");
  g_autofree char *key_a = g_utf8_collate_key_for_filename (name_a != NULL ? name_a : "", -1);
  g_autofree char *key_b = g_utf8_collate_key_for_filename (name_b != NULL ? name_b : "", -1);

  return strcmp (key_a, key_b);
}

static gpointer
read_advertising (VeloWertgarantie       *self,
                  gpointer                request,
                  VeloWertgarantieAnswer *answer,
                  GError                **error)
{
  JsonObject *object = velo_json_get_object (answer->result, "ADVERTISING_TEXTS");
  g_autoptr(GPtrArray) list = velo_json_get_list (object, "ADVERTTISING_TEXT");
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new ();

  g_ptr_array_sort (list, compare_nodes);
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *text = velo_json_get_text (velo_json_as_object (list->pdata[i]), "TEXT");

      if (!velo_text_is_empty (text) && g_utf8_strlen (text, -1) <= MAX_TEXT)
        g_strv_builder_add (texts, text);
    }
  return g_strv_builder_end (texts);
}

static void
list_advertising_async (VeloInsurer        *insurer,
                        VeloProduct        *product,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  ask (new_question (insurer, list_advertising_async, read_advertising, (GDestroyNotify) g_strfreev,
                     NULL, cancellable, callback, user_data),
       new_product_call ("ADVERTISING_TEXT", product), VELO_WERTGARANTIE_CALL_QUESTION, FALSE);
}

static GStrv
list_advertising_finish (VeloInsurer  *insurer,
                         GAsyncResult *result,
                         GError      **error)
{
  return finish_question (insurer, list_advertising_async, result, error);
}

static gpointer
read_contract_number (VeloWertgarantie       *self,
                      gpointer                request,
                      VeloWertgarantieAnswer *answer,
                      GError                **error)
{
  g_autofree char *number = velo_json_get_text (answer->result, "NEWCONTRACTNUMBER");
  gsize length = number == NULL ? 0 : strlen (number);

  if (length == 0 || length > 18 || strspn (number, "0123456789") != length)
    {
      g_propagate_error (error, velo_insurer_error_new (VELO_INSURER_ERROR_PROTOCOL, NULL,
                                                        answer->request_id,
                                                        "contract number is none"));
      return NULL;
    }
  return g_steal_pointer (&number);
}

static void
reserve_contract_number_async (VeloInsurer        *insurer,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  ask (new_question (insurer, reserve_contract_number_async, read_contract_number, g_free, NULL,
                     cancellable, callback, user_data),
       velo_wertgarantie_client_new_call ("GET_NEW_CONTRACTNUMBER", "DEFAULT"),
       VELO_WERTGARANTIE_CALL_ONCE, FALSE);
}

static char *
reserve_contract_number_finish (VeloInsurer  *insurer,
                                GAsyncResult *result,
                                GError      **error)
{
  return finish_question (insurer, reserve_contract_number_async, result, error);
}

static const char *
get_object_code (VeloInsurer   *insurer,
                 VeloObjectKind object)
{
  return velo_wertgarantie_object_code (object);
}

static GBytes *
build_submission (VeloInsurer  *insurer,
                  VeloProposal *proposal,
                  GBytes       *signed_pdf,
                  GError      **error)
{
  VeloWertgarantie *self = VELO_WERTGARANTIE (insurer);
  g_autoptr(GDate) today = velo_date_today ();
  VeloWertgarantieStyle style = {
    self->dialect, self->sender_name, self->sales_channel, self->vouch_lock, today,
    self->leasing_remark,
  };

  return velo_wertgarantie_write_proposal (proposal, self->attach_document ? signed_pdf : NULL,
                                           &style, error);
}

/* Only 3, "Verarbeitet", is known to be a confirmation. */
static gpointer
read_submit (VeloWertgarantie       *self,
             gpointer                request,
             VeloWertgarantieAnswer *answer,
             GError                **error)
{
  g_autofree char *code = velo_json_get_text (answer->result, "STATUS_CODE");
  g_autofree char *text = velo_json_get_text (answer->result, "STATUS_TEXT");
  g_autofree char *words = text == NULL ? NULL : velo_text_squash (text);

  return velo_submit_result_new (g_strcmp0 (code, "3") == 0 ? VELO_SUBMIT_STATUS_ACCEPTED
                                                            : VELO_SUBMIT_STATUS_HANDED_OVER,
                                 words, answer->request_id);
}

static void
submit_async (VeloInsurer        *insurer,
              GBytes             *submission,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *data = NULL;
  VeloWertgarantieForm *form = NULL;
  const char *wrong[] = { "submission", NULL };
  gsize size = 0;
  const char *bytes = g_bytes_get_data (submission, &size);

  task = new_question (insurer, submit_async, read_submit, (GDestroyNotify) velo_submit_result_unref,
                       NULL, cancellable, callback, user_data);
  if (size == 0 || size > VELO_WERTGARANTIE_MAX_DATA || memchr (bytes, '\0', size) != NULL)
    {
      g_task_return_error (task, velo_insurer_error_new_invalid (wrong));
      return;
    }
  data = g_strndup (bytes, size);
  form = velo_wertgarantie_client_new_call ("SET_XML_INTERFACE", "DEFAULT");
  velo_wertgarantie_form_add (form, "DATA", data);
  ask (g_steal_pointer (&task), form, VELO_WERTGARANTIE_CALL_SUBMISSION, FALSE);
}

static VeloSubmitResult *
submit_finish (VeloInsurer  *insurer,
               GAsyncResult *result,
               GError      **error)
{
  return finish_question (insurer, submit_async, result, error);
}

void
velo_wertgarantie_insurer_init (VeloInsurerInterface *iface)
{
  iface->get_object_code = get_object_code;
  iface->build_submission = build_submission;
  iface->list_products_async = list_products_async;
  iface->list_products_finish = list_products_finish;
  iface->quote_async = quote_async;
  iface->quote_finish = quote_finish;
  iface->list_documents_async = velo_wertgarantie_list_documents_async;
  iface->list_documents_finish = velo_wertgarantie_list_documents_finish;
  iface->list_manufacturers_async = list_manufacturers_async;
  iface->list_manufacturers_finish = list_manufacturers_finish;
  iface->list_advertising_async = list_advertising_async;
  iface->list_advertising_finish = list_advertising_finish;
  iface->reserve_contract_number_async = reserve_contract_number_async;
  iface->reserve_contract_number_finish = reserve_contract_number_finish;
  iface->submit_async = submit_async;
  iface->submit_finish = submit_finish;
  iface->check_async = velo_wertgarantie_check_async;
  iface->check_finish = velo_wertgarantie_check_finish;
}
