/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The derivation of an offer is filed with it once, and printed or saved whenever it is wanted. */

#define G_LOG_DOMAIN "velo-claim-derivation"

#include "config.h"

#include "velo-claim-derivation.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "velo-claims-text.h"
#include "velo-confirm.h"
#include "velo-print.h"
#include "velo-save.h"

/* One derivation on its way: what is on file, or else calculation, photos, paper, file. */
typedef struct
{
  VeloClaimsClient *client; /* (owned) */
  VeloClaim *claim;         /* (owned) */
  VeloClaimsAnswer *offer;  /* (owned) (nullable) */
  GBytes *pdf;              /* (owned) (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->client);
  g_clear_object (&job->claim);
  g_clear_pointer (&job->offer, velo_claims_answer_free);
  g_clear_pointer (&job->pdf, g_bytes_unref);
  g_free (job);
}

static void
on_file_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GBytes *pdf = velo_claims_client_get_photo_finish (VELO_CLAIMS_CLIENT (source), result, &error);

  if (pdf != NULL)
    g_task_return_pointer (task, pdf, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
filed_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (source), result, &error);

  if (answer != NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&job->pdf), (GDestroyNotify) g_bytes_unref);
      return;
    }
  /* somebody else has filed it meanwhile: that one counts */
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_CONFLICT))
    {
      g_error_free (error);
      velo_claims_client_get_derivation_async (job->client, velo_claim_get_id (job->claim),
                                               g_task_get_cancellable (task), on_file_cb, g_object_ref (task));
      return;
    }
  g_task_return_error (task, error);
}

static void
rendered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->pdf = velo_sheet_render_finish (VELO_SHEET (source), result, &error);
  if (job->pdf == NULL)
    g_task_return_error (task, error);
  else
    velo_claims_client_file_derivation_async (job->client, velo_claim_get_id (job->claim), job->pdf,
                                              g_task_get_cancellable (task), filed_cb, g_object_ref (task));
}

static void
photos_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (source), result, &error);
  g_autoptr(VeloSheet) sheet = NULL;

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sheet = velo_claim_derivation_new (job->claim, job->offer->offer, answer->photos,
                                     velo_claims_client_get_insurer (job->client));
  velo_sheet_render_async (sheet, g_task_get_cancellable (task), rendered_cb, g_object_ref (task));
}

static void
calculation_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->offer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (source), result, &error);
  if (job->offer == NULL)
    g_task_return_error (task, error);
  else if (job->offer->offer == NULL)
    g_task_return_new_error (task, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_NOT_FOUND, "no offer");
  else if (job->offer->offer->has_derivation)
    velo_claims_client_get_derivation_async (job->client, velo_claim_get_id (job->claim),
                                             g_task_get_cancellable (task), on_file_cb, g_object_ref (task));
  else
    velo_claims_client_photos_async (job->client, velo_claim_get_id (job->claim), g_task_get_cancellable (task),
                                     photos_cb, g_object_ref (task));
}

/**
 * velo_claim_derivation_file_async:
 * @client: signed in as desk or assessor
 * @claim: a claim with an offer
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Loads the derivation that is on file with the newest offer; makes and files it if there is none.
 */
void
velo_claim_derivation_file_async (VeloClaimsClient    *client,
                                  VeloClaim           *claim,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, velo_claim_derivation_file_async);
  job->client = g_object_ref (client);
  job->claim = g_object_ref (claim);
  g_task_set_task_data (task, job, job_free);
  velo_claims_client_get_calculation_async (client, velo_claim_get_id (claim), cancellable, calculation_cb, task);
}

/**
 * velo_claim_derivation_file_finish:
 * @result: the result
 * @error: return location; an error of the client, of the paper, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the PDF as it is on file
 */
GBytes *
velo_claim_derivation_file_finish (GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_claim_derivation_file_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Showing it */

typedef struct
{
  GtkWindow *parent; /* (owned) (nullable) */
  char *name;        /* (owned) */
  GBytes *pdf;       /* (owned) (nullable) */
} Showing;

static void
showing_free (gpointer  data,
              GClosure *closure)
{
  Showing *showing = data;

  g_clear_object (&showing->parent);
  g_clear_pointer (&showing->pdf, g_bytes_unref);
  g_free (showing->name);
  g_free (showing);
}

static void
tell (GtkWindow    *parent,
      const GError *error)
{
  g_autofree char *text = NULL;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = velo_claims_text_dup_error (error);
  velo_confirm_tell (parent, _("The derivation is not there"), text);
}

static void
printed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GtkWindow) parent = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_print_finish (result, &error))
    tell (parent, error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GtkWindow) parent = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_save_finish (result, &error))
    tell (parent, error);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  Showing *showing = user_data;

  if (g_str_equal (response, "print"))
    velo_print_async (showing->parent, showing->pdf, showing->name, NULL, NULL, printed_cb,
                      g_object_ref (showing->parent));
  else if (g_str_equal (response, "save"))
    velo_save_async (showing->parent, showing->pdf, showing->name, saved_cb, g_object_ref (showing->parent));
}

static void
present_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Showing *showing = user_data;
  g_autoptr(GError) error = NULL;
  GtkWidget *dialog;

  showing->pdf = velo_claim_derivation_file_finish (result, &error);
  if (showing->pdf == NULL || !gtk_widget_get_visible (GTK_WIDGET (showing->parent)))
    {
      if (error != NULL && gtk_widget_get_visible (GTK_WIDGET (showing->parent)))
        tell (showing->parent, error);
      showing_free (showing, NULL);
      return;
    }
  dialog = adw_message_dialog_new (showing->parent, _("Derivation of the offer"),
                                   _("It is filed with the offer, with each line and each rule in words."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"), "save", _("_Save…"), "print",
                                    _("_Print…"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "print");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), showing, showing_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * velo_claim_derivation_present:
 * @parent: window below
 * @client: signed in as desk or assessor
 * @claim: a claim with an offer
 *
 * Loads the derivation and offers to print or to save it.
 */
void
velo_claim_derivation_present (GtkWindow        *parent,
                               VeloClaimsClient *client,
                               VeloClaim        *claim)
{
  Showing *showing = g_new0 (Showing, 1);

  showing->parent = g_object_ref (parent);
  /* Translators: name of a file; the number of a claim */
  showing->name = g_strdup_printf (_("derivation-%s.pdf"), velo_claim_get_number (claim));
  velo_claim_derivation_file_async (client, claim, NULL, present_cb, showing);
}
