/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One letter to the customers of several vehicles: who they are, the paper, and the record of it. */

#define G_LOG_DOMAIN "velo-letter-run"

#include "config.h"

#include "velo-letter-run.h"

#include "velo-date.h"
#include "velo-pdf-flatten.h"
#include "velo-sale-actions.h"
#include "velo-store-deadlines.h"
#include "velo-store-documents.h"
#include "velo-store-journal.h"
#include "velo-store-vehicles.h"
#include "velo-text.h"

#include <glib/gi18n.h>

/* A receiver. */
typedef struct
{
  VeloSaleItem *item;     /* (owned) (nullable) */
  VeloVehicle *vehicle;   /* (owned) (nullable) */
  VeloCustomer *customer; /* (owned) (nullable) */
  GBytes *pdf;            /* (owned) (nullable): the letter, when rendered */
} Receiver;

struct _VeloLetterRun
{
  GObject parent_instance;

  VeloCounter *counter;  /* (owned) (not nullable) */
  GSettings *settings;   /* (owned) (nullable) */
  char **vehicle_ids;    /* (owned) (not nullable) */
  GPtrArray *receivers;  /* (owned) (not nullable) (element-type Receiver) */
};

/* Words that are being put on paper. */
typedef struct
{
  char *subject; /* (owned) */
  char *text;    /* (owned) */
  guint position;
} Rendering;

G_DEFINE_FINAL_TYPE (VeloLetterRun, velo_letter_run, G_TYPE_OBJECT)

static void load_next (GTask *task);
static void render_next (GTask *task);

static void
receiver_free (Receiver *receiver)
{
  g_clear_object (&receiver->item);
  g_clear_object (&receiver->vehicle);
  g_clear_object (&receiver->customer);
  g_clear_pointer (&receiver->pdf, g_bytes_unref);
  g_free (receiver);
}

static void
rendering_free (Rendering *rendering)
{
  g_free (rendering->subject);
  g_free (rendering->text);
  g_free (rendering);
}

static VeloStore *
get_store (VeloLetterRun *self)
{
  return velo_counter_get_store (self->counter);
}

static Receiver *
get_last (VeloLetterRun *self)
{
  return g_ptr_array_index (self->receivers, self->receivers->len - 1);
}

/* Loading the receivers one after another */

static void
customer_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Receiver *receiver = get_last (g_task_get_source_object (task));
  GError *error = NULL;

  receiver->customer = velo_store_get_customer_finish (VELO_STORE (object), result, &error);
  if (receiver->customer == NULL)
    g_task_return_error (task, error);
  else
    load_next (task);
}

static void
vehicle_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Receiver *receiver = get_last (g_task_get_source_object (task));
  GError *error = NULL;

  receiver->vehicle = velo_store_get_vehicle_finish (VELO_STORE (object), result, &error);
  if (receiver->vehicle == NULL)
    g_task_return_error (task, error);
  else
    velo_store_get_customer_async (VELO_STORE (object), velo_vehicle_get_customer_id (receiver->vehicle), NULL,
                                   customer_cb, g_object_ref (task));
}

static void
item_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloLetterRun *self = g_task_get_source_object (task);
  GError *error = NULL;
  VeloSaleItem *item = velo_store_get_item_finish (VELO_STORE (object), result, &error);
  Receiver *receiver;

  if (item == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  receiver = g_new0 (Receiver, 1);
  receiver->item = item;
  g_ptr_array_add (self->receivers, receiver);
  velo_store_get_vehicle_async (VELO_STORE (object), velo_sale_item_get_vehicle_id (item), NULL, vehicle_cb,
                                g_object_ref (task));
}

static void
load_next (GTask *task)
{
  VeloLetterRun *self = g_task_get_source_object (task);
  const char *vehicle_id = self->vehicle_ids[self->receivers->len];

  if (vehicle_id == NULL)
    g_task_return_boolean (task, TRUE);
  else
    velo_store_get_item_async (get_store (self), vehicle_id, NULL, item_cb, g_object_ref (task));
}

/**
 * velo_letter_run_load_async:
 * @self: a run that is not loaded yet
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Reads who is written to.
 *
 * Fails with an error of the store.
 */
void
velo_letter_run_load_async (VeloLetterRun       *self,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_LETTER_RUN (self));
  g_return_if_fail (self->receivers->len == 0);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, velo_letter_run_load_async);
  load_next (task);
}

/**
 * velo_letter_run_load_finish:
 * @self: a run
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether all receivers are known
 */
gboolean
velo_letter_run_load_finish (VeloLetterRun  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_letter_run_load_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * velo_letter_run_add_sample:
 * @self: a run without vehicles
 *
 * Adds somebody made up, to try the words on.
 */
void
velo_letter_run_add_sample (VeloLetterRun *self)
{
  Receiver *receiver = g_new0 (Receiver, 1);
  g_autoptr(GDate) today = velo_date_today ();
  g_autoptr(GDate) last_day = velo_date_today ();

  g_return_if_fail (VELO_IS_LETTER_RUN (self));

  g_date_add_days (last_day, 12);
  receiver->item = velo_sale_item_new ();
  receiver->customer = velo_customer_new ();
  receiver->vehicle = velo_vehicle_new ();
  velo_sale_item_set_last_day (receiver->item, last_day);
  velo_customer_set_salutation (receiver->customer, VELO_SALUTATION_FRAU);
  velo_customer_set_first_name (receiver->customer, "Erika");
  velo_customer_set_last_name (receiver->customer, "Mustermann");
  velo_vehicle_set_maker (receiver->vehicle, "Kronberg");
  velo_vehicle_set_model (receiver->vehicle, "E-Trail");
  velo_vehicle_set_frame_number (receiver->vehicle, "WKB26A0417731");
  velo_vehicle_set_purchase_date (receiver->vehicle, today);
  g_ptr_array_add (self->receivers, receiver);
}

/* Rendering one after another, then joining */

static void
joined_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GBytes *pdf = velo_pdf_join_finish (result, &error);

  if (pdf == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, pdf, (GDestroyNotify) g_bytes_unref);
}

static void
join (GTask *task)
{
  VeloLetterRun *self = g_task_get_source_object (task);
  g_autoptr(GPtrArray) pdfs = g_ptr_array_new ();

  for (guint i = 0; i < self->receivers->len; i++)
    g_ptr_array_add (pdfs, ((Receiver *) g_ptr_array_index (self->receivers, i))->pdf);
  if (pdfs->len == 1)
    g_task_return_pointer (task, g_bytes_ref (g_ptr_array_index (pdfs, 0)), (GDestroyNotify) g_bytes_unref);
  else
    velo_pdf_join_async (pdfs, NULL, joined_cb, g_object_ref (task));
}

static void
rendered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VeloLetterRun *self = g_task_get_source_object (task);
  Rendering *rendering = g_task_get_task_data (task);
  Receiver *receiver = g_ptr_array_index (self->receivers, rendering->position);
  GError *error = NULL;

  g_clear_pointer (&receiver->pdf, g_bytes_unref);
  receiver->pdf = velo_sheet_render_finish (VELO_SHEET (object), result, &error);
  if (receiver->pdf == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  rendering->position++;
  render_next (task);
}

static void
render_next (GTask *task)
{
  VeloLetterRun *self = g_task_get_source_object (task);
  Rendering *rendering = g_task_get_task_data (task);
  g_autoptr(VeloSheet) sheet = NULL;
  VeloLetterFacts facts;

  if (rendering->position >= self->receivers->len)
    {
      join (task);
      return;
    }
  velo_letter_run_get_facts (self, rendering->position, &facts);
  sheet = velo_letter_sheet_new (VELO_LETTER_OFFER, rendering->subject, rendering->text, &facts,
                                 velo_counter_is_training (self->counter));
  velo_sheet_render_async (sheet, NULL, rendered_cb, g_object_ref (task));
}

/**
 * velo_letter_run_render_async:
 * @self: a loaded run
 * @subject: the subject, with placeholders
 * @text: the text, with placeholders
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Makes all letters.
 *
 * Fails with a #VeloPaperError.
 */
void
velo_letter_run_render_async (VeloLetterRun       *self,
                              const char          *subject,
                              const char          *text,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Rendering *rendering;

  g_return_if_fail (VELO_IS_LETTER_RUN (self));
  g_return_if_fail (self->receivers->len > 0);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, velo_letter_run_render_async);
  rendering = g_new0 (Rendering, 1);
  rendering->subject = g_strdup (subject);
  rendering->text = g_strdup (text);
  g_task_set_task_data (task, rendering, (GDestroyNotify) rendering_free);
  render_next (task);
}

/**
 * velo_letter_run_render_finish:
 * @self: a run
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): all letters in one PDF
 */
GBytes *
velo_letter_run_render_finish (VeloLetterRun  *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_letter_run_render_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Recording what went out */

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!velo_store_note_letter_finish (VELO_STORE (object), result, &error))
    g_warning ("a letter was not recorded: %s", error->message);
}

static void
filed_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!velo_store_add_document_finish (VELO_STORE (object), result, &error))
    g_warning ("a letter was not filed: %s", error->message);
}

static void
agreed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!velo_store_add_journal_finish (VELO_STORE (object), result, &error))
    g_warning ("the customer's agreement was not recorded: %s", error->message);
}

static void
file_letter (VeloLetterRun *self,
             Receiver      *receiver)
{
  g_autoptr(VeloDocument) document = velo_document_new ();

  velo_document_set_kind (document, VELO_DOCUMENT_KIND_OTHER);
  velo_document_set_title (document, _("Letter about the insurance"));
  velo_document_set_file_name (document, "Brief.pdf");
  velo_document_set_content_type (document, "application/pdf");
  velo_document_set_vehicle_id (document, velo_vehicle_get_id (receiver->vehicle));
  velo_store_add_document_async (get_store (self), document, receiver->pdf, velo_sale_actions_who (self->counter),
                                 NULL, filed_cb, NULL);
}

static void
record_agreement (VeloLetterRun *self,
                  Receiver      *receiver,
                  const char    *agreed)
{
  g_autoptr(VeloJournalEntry) entry = velo_journal_entry_new ();

  velo_journal_entry_set_what (entry, "mail-agreed");
  velo_journal_entry_set_who (entry, velo_sale_actions_who (self->counter));
  velo_journal_entry_set_vehicle_id (entry, velo_vehicle_get_id (receiver->vehicle));
  velo_journal_entry_set_detail (entry, agreed);
  velo_store_add_journal_async (get_store (self), entry, NULL, agreed_cb, NULL);
}

/**
 * velo_letter_run_record:
 * @self: a loaded run
 * @kind: how the letters went out: "letter" or "mail"
 * @agreed: (nullable): the words by which the customer has agreed to be written to like that
 *
 * Notes with each vehicle that its customer was written to, and files the letter
 * if it was made.
 */
void
velo_letter_run_record (VeloLetterRun *self,
                        const char    *kind,
                        const char    *agreed)
{
  g_return_if_fail (VELO_IS_LETTER_RUN (self));
  g_return_if_fail (kind != NULL);

  for (guint i = 0; i < self->receivers->len && self->vehicle_ids[0] != NULL; i++)
    {
      Receiver *receiver = g_ptr_array_index (self->receivers, i);

      if (receiver->pdf != NULL)
        file_letter (self, receiver);
      if (!velo_text_is_empty (agreed))
        record_agreement (self, receiver, agreed);
      velo_store_note_letter_async (get_store (self), velo_vehicle_get_id (receiver->vehicle), kind,
                                    velo_sale_actions_who (self->counter), NULL, recorded_cb, NULL);
    }
}

/* GObject */

static void
velo_letter_run_finalize (GObject *object)
{
  VeloLetterRun *self = VELO_LETTER_RUN (object);

  g_clear_object (&self->counter);
  g_clear_object (&self->settings);
  g_strfreev (self->vehicle_ids);
  g_ptr_array_unref (self->receivers);

  G_OBJECT_CLASS (velo_letter_run_parent_class)->finalize (object);
}

static void
velo_letter_run_class_init (VeloLetterRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_letter_run_finalize;
}

static void
velo_letter_run_init (VeloLetterRun *self)
{
  self->receivers = g_ptr_array_new_with_free_func ((GDestroyNotify) receiver_free);
}

/**
 * velo_letter_run_new:
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 * @vehicle_ids: (array zero-terminated=1): vehicles whose customers are written to
 *
 * Returns: (transfer full): a run, to be loaded
 */
VeloLetterRun *
velo_letter_run_new (VeloCounter        *counter,
                     GSettings          *settings,
                     const char * const *vehicle_ids)
{
  VeloLetterRun *self;

  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);
  g_return_val_if_fail (vehicle_ids != NULL, NULL);

  self = g_object_new (VELO_TYPE_LETTER_RUN, NULL);
  self->counter = g_object_ref (counter);
  g_set_object (&self->settings, settings);
  self->vehicle_ids = g_strdupv ((char **) vehicle_ids);
  return self;
}

/**
 * velo_letter_run_get_n:
 * @self: a run
 *
 * Returns: how many receivers are known
 */
guint
velo_letter_run_get_n (VeloLetterRun *self)
{
  g_return_val_if_fail (VELO_IS_LETTER_RUN (self), 0);

  return self->receivers->len;
}

/**
 * velo_letter_run_get_facts:
 * @self: a loaded run
 * @position: of a receiver
 * @facts: (out caller-allocates): what is filled into his letter, borrowed
 */
void
velo_letter_run_get_facts (VeloLetterRun   *self,
                           guint            position,
                           VeloLetterFacts *facts)
{
  Receiver *receiver;

  g_return_if_fail (VELO_IS_LETTER_RUN (self));
  g_return_if_fail (position < self->receivers->len);

  receiver = g_ptr_array_index (self->receivers, position);
  *facts = (VeloLetterFacts) {
    .customer = receiver->customer,
    .vehicle = receiver->vehicle,
    .settings = self->settings,
    .last_day = velo_sale_item_get_last_day (receiver->item),
    .employee = velo_sale_actions_who (self->counter),
  };
}
