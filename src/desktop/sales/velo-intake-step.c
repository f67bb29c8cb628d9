/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to a file in a thread: loading, reading and unpacking, all of which wait. */

#define G_LOG_DOMAIN "velo-intake-work"

#include "config.h"

#include "velo-intake-step-private.h"

#include "velo-invoice-file.h"

static void
step_free (gpointer data)
{
  VeloIntakeStep *step = data;

  g_clear_object (&step->file);
  g_clear_pointer (&step->bytes, g_bytes_unref);
  g_free (step->name);
  g_free (step->sha256);
  g_free (step);
}

GTask *
velo_intake_step_new (VeloIntakeWork      *work,
                      VeloIntakeItem      *item,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GBytes *bytes = velo_intake_item_get_bytes (item);
  GTask *task = g_task_new (item, cancellable, callback, user_data);
  VeloIntakeStep *step = g_new0 (VeloIntakeStep, 1);

  g_set_object (&step->file, velo_intake_item_get_file (item));
  step->name = g_strdup (velo_intake_item_get_name (item));
  step->bytes = bytes == NULL ? NULL : g_bytes_ref (bytes);
  step->helper = work->helper;
  step->wait_for_writer = work->origin == VELO_INTAKE_ORIGIN_FOLDER;
  g_task_set_source_tag (task, velo_intake_work_load_async);
  g_task_set_task_data (task, step, step_free);
  return task;
}

void
velo_intake_step_load_thread (GTask        *task,
                              gpointer      source,
                              gpointer      data,
                              GCancellable *cancellable)
{
  VeloIntakeStep *step = data;
  GError *error = NULL;

  if (step->bytes == NULL)
    step->bytes = velo_invoice_file_load (step->file, step->wait_for_writer, cancellable, &error);
  if (step->bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  step->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, step->bytes);
  g_task_return_boolean (task, TRUE);
}

void
velo_intake_step_read_thread (GTask        *task,
                              gpointer      source,
                              gpointer      data,
                              GCancellable *cancellable)
{
  VeloIntakeStep *step = data;
  g_autoptr(VeloInvoiceAnswer) answer = NULL;
  GError *error = NULL;

  answer = velo_invoice_helper_read (step->helper, step->bytes, step->name, VELO_INVOICE_WANT_INVOICE, cancellable,
                                     &error);
  if (answer == NULL)
    g_task_return_error (task, error);
  else if (answer->refusal != NULL)
    g_task_return_error (task, g_steal_pointer (&answer->refusal));
  else
    g_task_return_pointer (task, g_steal_pointer (&answer->invoice), g_object_unref);
}

void
velo_intake_step_unpack_thread (GTask        *task,
                                gpointer      source,
                                gpointer      data,
                                GCancellable *cancellable)
{
  VeloIntakeStep *step = data;
  GError *error = NULL;
  GPtrArray *members = velo_invoice_helper_unpack (step->helper, step->bytes, cancellable, &error);

  if (members == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, members, (GDestroyNotify) g_ptr_array_unref);
}
