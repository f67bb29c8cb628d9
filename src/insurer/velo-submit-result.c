/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The insurer's answer to a submission that it did not refuse. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-submit-result.h"

G_DEFINE_BOXED_TYPE (VeloSubmitResult, velo_submit_result, velo_submit_result_ref,
                     velo_submit_result_unref)

/**
 * velo_submit_result_new:
 * @status: what became of the proposal
 * @status_text: (nullable): the insurer's words
 * @request_id: (nullable): the insurer's request number
 *
 * Returns: (transfer full): the result
 */
VeloSubmitResult *
velo_submit_result_new (VeloSubmitStatus  status,
                        const char       *status_text,
                        const char       *request_id)
{
  VeloSubmitResult *self = g_atomic_rc_box_new0 (VeloSubmitResult);

  self->status = status;
  self->status_text = g_strdup (status_text);
  self->request_id = g_strdup (request_id);
  return self;
}

/**
 * velo_submit_result_ref:
 * @self: a result
 *
 * Returns: (transfer full): @self
 */
VeloSubmitResult *
velo_submit_result_ref (VeloSubmitResult *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_result (gpointer data)
{
  VeloSubmitResult *self = data;

  g_clear_pointer (&self->status_text, g_free);
  g_clear_pointer (&self->request_id, g_free);
}

/**
 * velo_submit_result_unref:
 * @self: (transfer full): a result
 */
void
velo_submit_result_unref (VeloSubmitResult *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_result);
}
