/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From draft to prepared: the contract number is reserved, the form fetched, filled and filed. */

#define G_LOG_DOMAIN "velo-counter"

#include "config.h"

#include "velo-counter-private.h"

#include <glib/gi18n-lib.h>

#include "velo-application-sheet-private.h"
#include "velo-date.h"
#include "velo-money.h"
#include "velo-pdf-check.h"
#include "velo-pdf-flatten.h"
#include "velo-pdf-form.h"
#include "velo-store-documents.h"
#include "velo-store-journal.h"
#include "velo-store-proposals.h"

/* Insurer protocol, section 5: above the line from x 172.6 to 436.5 at y 30.6. */
#define FORM_SIGN_RECT "172.6 31 436.5 60"

/* Insurer protocol, section 5: the sentence on immediate cover, which has no field. */
static const VeloPageRect immediate_cover_rect = { 309.0, 64.0, 541.0, 80.0 };

/* The same: circles without a field. A letter stands for the cross of a pen. */
#define CROSS_PT 9
#define CROSS_X_PT 3
#define CROSS_Y_PT 6

static const struct { VeloTicks ticks; double x; double y; } circles[] = {
  { VELO_TICKS_WARRANTY, 312, 648 },
  { VELO_TICKS_SPOKEN, 321, 637 },
  { VELO_TICKS_LEAFLET, 321, 628 },
  { VELO_TICKS_RECOMMENDED, 312, 589 },
};

static void fill_form (GTask *task);
static void file_form (GTask  *task,
                       GBytes *pdf);

/* Whether the form that was prepared is as it would be now. */
static gboolean
is_current (VeloCounter  *self,
            VeloProposal *proposal)
{
  g_autoptr(GDate) today = velo_date_today ();

  return velo_date_compare (velo_proposal_get_contract_number_date (proposal), today) == 0
         && velo_proposal_get_form_ticks (proposal) == (int) self->ticks;
}

/* Filing the form */

static void
advanced_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (!velo_store_advance_proposal_finish (VELO_STORE (object), result, &error))
    {
      g_task_return_error (task, velo_counter_translate (error));
      return;
    }
  velo_counter_emit_changed (g_task_get_source_object (task), step->proposal);
  g_task_return_pointer (task, g_bytes_ref (step->bytes), (GDestroyNotify) g_bytes_unref);
}

static void
form_filed_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(VeloJournalEntry) entry = NULL;
  GError *error = NULL;

  if (!velo_store_add_document_finish (VELO_STORE (object), result, &error))
    {
      g_task_return_error (task, velo_counter_translate (error));
      return;
    }
  entry = velo_counter_new_entry (self, step->proposal, "proposal-prepared",
                                  velo_proposal_get_contract_number (step->proposal));
  velo_store_advance_proposal_async (self->store, step->proposal, VELO_PROPOSAL_STATE_DRAFT,
                                     VELO_PROPOSAL_STATE_PREPARED, NULL, entry,
                                     g_task_get_cancellable (task), advanced_cb, g_object_ref (task));
}

static void
file_form (GTask  *task,
           GBytes *pdf)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(VeloDocument) document = NULL;
  g_autofree char *file_name = NULL;

  g_clear_pointer (&step->bytes, g_bytes_unref);
  step->bytes = g_bytes_ref (pdf);
  file_name = g_strdup_printf ("Antrag-%s.pdf", velo_proposal_get_contract_number (step->proposal));
  document = velo_proposal_new_document (step->proposal, VELO_DOCUMENT_KIND_PROPOSAL, _("Application"),
                                         "application/pdf", pdf);
  velo_document_set_file_name (document, file_name);
  velo_proposal_set_form_sha256 (step->proposal, velo_document_get_sha256 (document));
  velo_store_add_document_async (self->store, document, pdf, velo_counter_get_who (self),
                                 g_task_get_cancellable (task), form_filed_cb, g_object_ref (task));
}

/* Filling the form */

static void
flattened_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(GBytes) pdf = NULL;
  GError *error = NULL;

  pdf = velo_pdf_flatten_finish (result, &error);
  if (pdf == NULL)
    g_task_return_error (task, error);
  else
    file_form (task, pdf);
}

static void
note_problems (VeloStep       *step,
               VeloFormResult *filled)
{
  GPtrArray *clipped = velo_form_result_get_clipped (filled);
  const char * const *refused = velo_form_result_get_refused (filled);

  for (guint i = 0; i < clipped->len; i++)
    {
      VeloFormClip *clip = g_ptr_array_index (clipped, i);

      g_ptr_array_add (step->problems,
                       g_strdup_printf (ngettext ("“%s” does not fit into the application's field (%u character too many).",
                                                  "“%s” does not fit into the application's field (%u characters too many).",
                                                  clip->n_too_many),
                                        clip->text, clip->n_too_many));
    }
  for (guint i = 0; refused != NULL && refused[i] != NULL; i++)
    g_ptr_array_add (step->problems,
                     g_strdup_printf (_("The application's field “%s” could not be filled; please add it by hand."),
                                      refused[i]));
}

static void
add_ticks (GPtrArray *marks,
           VeloTicks  ticks)
{
  for (gsize i = 0; i < G_N_ELEMENTS (circles); i++)
    {
      const VeloPageRect rect = { circles[i].x - CROSS_X_PT, circles[i].y - CROSS_Y_PT,
                                  circles[i].x + CROSS_X_PT, circles[i].y + CROSS_Y_PT };

      if ((ticks & circles[i].ticks) != 0)
        g_ptr_array_add (marks, velo_mark_new_text_at (0, &rect, "X", CROSS_PT));
    }
}

static void
filled_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(VeloFormResult) filled = NULL;
  g_autoptr(GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_mark_unref);
  GError *error = NULL;

  filled = velo_pdf_form_fill_finish (result, &error);
  if (filled == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  note_problems (step, filled);
  if (!velo_proposal_get_immediate_cover (step->proposal)
      && velo_product_has_immediate_cover (velo_proposal_get_product (step->proposal)))
    g_ptr_array_add (marks, velo_mark_new_strike (0, &immediate_cover_rect));
  add_ticks (marks, velo_proposal_get_form_ticks (step->proposal));
  velo_proposal_set_sign_page (step->proposal, 0);
  velo_proposal_set_sign_rect (step->proposal, FORM_SIGN_RECT);
  velo_pdf_flatten_async (velo_form_result_get_pdf (filled), marks, g_task_get_cancellable (task),
                          flattened_cb, g_object_ref (task));
}

static void
sheet_made_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  g_autoptr(GBytes) pdf = NULL;
  GError *error = NULL;

  pdf = velo_application_sheet_finish (result, &error);
  if (pdf == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  file_form (task, pdf);
}

static GBytes *
find_delivered (GPtrArray        *delivered,
                VeloDocumentKind  kind)
{
  for (guint i = 0; i < delivered->len; i++)
    {
      VeloDelivered *entry = g_ptr_array_index (delivered, i);

      if (velo_document_get_kind (entry->document) == kind)
        return entry->bytes;
    }
  return NULL;
}

static GBytes *
find_form (VeloStep *step)
{
  gboolean debit = velo_proposal_get_payment (step->proposal) == VELO_PAYMENT_DIRECT_DEBIT;

  return find_delivered (step->delivered, debit ? VELO_DOCUMENT_KIND_FORM_IBAN : VELO_DOCUMENT_KIND_FORM);
}

static void
form_checked_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(VeloFormValues) values = NULL;
  g_autoptr(GError) error = NULL;

  if (!velo_pdf_check_finish (result, &error))
    {
      if (error->domain != VELO_INTAKE_ERROR || error->code == VELO_INTAKE_ERROR_NO_HELPER)
        g_task_return_error (task, g_steal_pointer (&error));
      else
        g_task_return_new_error (task, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_DOCUMENT,
                                 "the application form is not fit to be filled: %s", error->message);
      return;
    }
  values = velo_proposal_dup_form_values (step->proposal, self->shop, self->register_number,
                                          velo_proposal_get_payment (step->proposal) == VELO_PAYMENT_DIRECT_DEBIT);
  velo_pdf_form_fill_async (find_form (step), values, g_task_get_cancellable (task), filled_cb, g_object_ref (task));
}

/* The form comes from the net: it is opened, drawn and filled in another process first. */
static void
fill_form (GTask *task)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  GBytes *form = find_form (step);

  velo_proposal_set_own_form (step->proposal, form == NULL);
  velo_proposal_set_form_ticks (step->proposal, (int) self->ticks);
  if (form == NULL)
    velo_application_sheet_make_async (step->proposal, self->shop, self->register_number, self->training,
                                       g_task_get_cancellable (task), sheet_made_cb, g_object_ref (task));
  else
    velo_pdf_check_async (form, g_task_get_cancellable (task), form_checked_cb, g_object_ref (task));
}

/* Number and documents, side by side */

static void
finish_gathering (GTask *task)
{
  VeloStep *step = g_task_get_task_data (task);

  if (--step->n_pending > 0)
    return;
  if (step->error != NULL)
    g_task_return_error (task, g_steal_pointer (&step->error));
  else
    fill_form (task);
}

static void
take_error (VeloStep *step,
            GError   *error)
{
  if (step->error == NULL)
    step->error = error;
  else
    g_error_free (error);
}

static void
forms_got_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  GError *error = NULL;

  step->delivered = velo_counter_deliver_finish (VELO_COUNTER (object), result, &error);
  if (step->delivered == NULL)
    take_error (step, error);
  finish_gathering (task);
}

static void
number_saved_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;

  if (!velo_store_save_proposal_finish (VELO_STORE (object), result, &error))
    take_error (g_task_get_task_data (task), velo_counter_translate (error));
  finish_gathering (task);
}

static void
save_number (GTask *task)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(GDate) today = velo_date_today ();

  velo_proposal_set_contract_number_date (step->proposal, today);
  velo_store_save_proposal_async (self->store, step->proposal, velo_counter_get_who (self), NULL,
                                  number_saved_cb, g_object_ref (task));
}

static void
number_got_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  g_autofree char *number = NULL;
  GError *error = NULL;

  number = velo_insurer_reserve_contract_number_finish (VELO_INSURER (object), result, &error);
  if (number == NULL)
    {
      take_error (step, velo_counter_translate (error));
      finish_gathering (task);
      return;
    }
  /* a number is consumed by asking: it is on disk before anything else happens */
  velo_proposal_set_contract_number (step->proposal, number);
  save_number (task);
}

static void
note_premium (VeloStep *step,
              gint64    before_cents)
{
  g_autofree char *before = velo_money_format_display (before_cents);
  g_autofree char *now = velo_money_format_display (velo_proposal_get_premium_cents (step->proposal));

  if (before_cents != velo_proposal_get_premium_cents (step->proposal))
    g_ptr_array_add (step->problems,
                     /* Translators: amounts with currency */
                     g_strdup_printf (_("The premium is %s now, no longer %s. Please tell your customer."), now,
                                      before));
}

static void
quoted_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  VeloStep *step = g_task_get_task_data (task);
  gint64 before_cents = velo_proposal_get_premium_cents (step->proposal);
  g_autoptr(VeloQuote) quote = NULL;
  GError *error = NULL;

  quote = velo_counter_quote_again_finish (VELO_COUNTER (object), result, &error);
  if (quote == NULL)
    take_error (step, error);
  else
    {
      velo_proposal_take_quote (step->proposal, quote);
      note_premium (step, before_cents);
    }
  finish_gathering (task);
}

static void
consent_noted_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;

  if (!velo_store_add_journal_finish (VELO_STORE (object), result, &error))
    take_error (g_task_get_task_data (task), velo_counter_translate (error));
  finish_gathering (task);
}

/* The words of the consent belong to what the customer signs. */
static void
note_consent (GTask *task)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(VeloJournalEntry) entry = NULL;

  if (*velo_proposal_get_consent_words (step->proposal) == '\0')
    return;
  entry = velo_counter_new_entry (self, step->proposal, "consent-given",
                                  velo_proposal_get_consent_words (step->proposal));
  step->n_pending++;
  velo_store_add_journal_async (self->store, entry, NULL, consent_noted_cb, g_object_ref (task));
}

static void
gather (GTask *task)
{
  VeloCounter *self = g_task_get_source_object (task);
  VeloStep *step = g_task_get_task_data (task);
  g_autoptr(GDate) today = velo_date_today ();

  step->n_pending = 2;
  note_consent (task);
  if (!velo_proposal_is_quoted (step->proposal, today))
    {
      step->n_pending++;
      velo_counter_quote_again_async (self, step->proposal, g_task_get_cancellable (task), quoted_cb,
                                      g_object_ref (task));
    }
  velo_counter_deliver_async (self, velo_proposal_get_product (step->proposal), g_task_get_cancellable (task),
                              forms_got_cb, g_object_ref (task));
  if (*velo_proposal_get_contract_number (step->proposal) != '\0')
    save_number (task);
  else
    velo_insurer_reserve_contract_number_async (self->insurer, g_task_get_cancellable (task), number_got_cb,
                                                g_object_ref (task));
}

static void
made_draft_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;

  if (!velo_counter_move_finish (VELO_COUNTER (object), result, &error))
    g_task_return_error (task, error);
  else
    gather (task);
}

static void
stored_form_got_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;
  GBytes *pdf = velo_store_load_document_finish (VELO_STORE (object), result, &error);

  if (pdf == NULL)
    g_task_return_error (task, velo_counter_translate (error));
  else
    g_task_return_pointer (task, pdf, (GDestroyNotify) g_bytes_unref);
}

/**
 * velo_counter_prepare_async:
 * @self: the counter
 * @proposal: a complete draft, or one that was prepared before
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Makes the application ready to be signed. A contract number is reserved
 * once and kept with the draft, whatever becomes of this call; the form is
 * filled, made unchangeable and filed. If the premium was asked for on another
 * day or for another price it is asked for once more beside it, and a change
 * is told among the problems. An application that was prepared today is
 * returned as it is, an older one is made again with the same number.
 *
 * Fails with %VELO_COUNTER_ERROR_INCOMPLETE, %VELO_COUNTER_ERROR_NO_BROKER_NUMBER,
 * %VELO_COUNTER_ERROR_NO_TARIFF if the product has vanished, or
 * %VELO_COUNTER_ERROR_OFFLINE.
 */
void
velo_counter_prepare_async (VeloCounter         *self,
                            VeloProposal        *proposal,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  VeloStep *step;
  VeloProposalState state;
  GError *error = NULL;

  g_return_if_fail (VELO_IS_COUNTER (self));
  g_return_if_fail (VELO_IS_PROPOSAL (proposal));

  task = velo_counter_new_task (self, proposal, velo_counter_prepare_async, cancellable, callback, user_data);
  step = g_task_get_task_data (task);
  step->problems = g_ptr_array_new_with_free_func (g_free);
  state = velo_proposal_get_state (proposal);
  if (state != VELO_PROPOSAL_STATE_DRAFT && state != VELO_PROPOSAL_STATE_REFUSED
      && (state != VELO_PROPOSAL_STATE_PREPARED || is_current (self, proposal)))
    velo_store_load_document_async (self->store, velo_proposal_get_form_sha256 (proposal), cancellable,
                                    stored_form_got_cb, g_object_ref (task));
  else if (!velo_proposal_check (proposal, &error))
    g_task_return_error (task, error);
  else if (!velo_counter_has_product (self, velo_proposal_get_product (proposal)))
    g_task_return_new_error (task, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_NO_TARIFF, "%s", "");
  else if (state == VELO_PROPOSAL_STATE_DRAFT)
    gather (task);
  else
    velo_counter_revise_async (self, proposal, cancellable, made_draft_cb, g_object_ref (task));
}

/**
 * velo_counter_prepare_finish:
 * @self: the counter
 * @result: the result
 * @problems: (out) (optional) (transfer full): sentences on what does not fit the form
 * @error: return location for an error
 *
 * Returns: (transfer full): the application to sign, or %NULL
 */
GBytes *
velo_counter_prepare_finish (VeloCounter   *self,
                             GAsyncResult  *result,
                             GStrv         *problems,
                             GError       **error)
{
  VeloStep *step;
  GBytes *pdf;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_counter_prepare_async), NULL);

  step = g_task_get_task_data (G_TASK (result));
  pdf = g_task_propagate_pointer (G_TASK (result), error);
  if (problems != NULL)
    {
      g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

      for (guint i = 0; pdf != NULL && i < step->problems->len; i++)
        g_strv_builder_add (builder, g_ptr_array_index (step->problems, i));
      *problems = g_strv_builder_end (builder);
    }
  return pdf;
}

/**
 * velo_counter_get_signature_place:
 * @proposal: a prepared proposal
 * @page: (out): page of the application, from 0
 * @rect: (out): where the customer signs, in page points
 *
 * Tells where the signature belongs.
 */
void
velo_counter_get_signature_place (VeloProposal *proposal,
                                  guint        *page,
                                  VeloPageRect *rect)
{
  g_auto(GStrv) numbers = NULL;
  const char *text = velo_proposal_get_sign_rect (proposal);

  g_return_if_fail (page != NULL && rect != NULL);

  numbers = g_strsplit (text, " ", 4);
  *page = (guint) MAX (0, velo_proposal_get_sign_page (proposal));
  if (g_strv_length (numbers) != 4)
    {
      g_strfreev (numbers);
      numbers = g_strsplit (FORM_SIGN_RECT, " ", 4);
    }
  rect->x1 = g_ascii_strtod (numbers[0], NULL);
  rect->y1 = g_ascii_strtod (numbers[1], NULL);
  rect->x2 = g_ascii_strtod (numbers[2], NULL);
  rect->y2 = g_ascii_strtod (numbers[3], NULL);
}
