/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of the self-test of the connection. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-check-line.h"

G_DEFINE_ENUM_TYPE (VeloCheckStep, velo_check_step,
                    G_DEFINE_ENUM_VALUE (VELO_CHECK_STEP_SIGN_IN, "sign-in"),
                    G_DEFINE_ENUM_VALUE (VELO_CHECK_STEP_PRODUCTS, "products"),
                    G_DEFINE_ENUM_VALUE (VELO_CHECK_STEP_PREMIUM, "premium"),
                    G_DEFINE_ENUM_VALUE (VELO_CHECK_STEP_DOCUMENTS, "documents"),
                    G_DEFINE_ENUM_VALUE (VELO_CHECK_STEP_FORM, "form"))

G_DEFINE_BOXED_TYPE (VeloCheckLine, velo_check_line, velo_check_line_ref, velo_check_line_unref)

/**
 * velo_check_line_new:
 * @step: what is tried
 *
 * Returns: (transfer full): a line that says that @step was not tried yet; its maker fills it in
 */
VeloCheckLine *
velo_check_line_new (VeloCheckStep step)
{
  VeloCheckLine *self = g_atomic_rc_box_new0 (VeloCheckLine);

  self->step = step;
  return self;
}

/**
 * velo_check_line_ref:
 * @self: a line
 *
 * Returns: (transfer full): @self
 */
VeloCheckLine *
velo_check_line_ref (VeloCheckLine *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_line (gpointer data)
{
  VeloCheckLine *self = data;

  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->request_id, g_free);
  g_clear_error (&self->error);
}

/**
 * velo_check_line_unref:
 * @self: (transfer full): a line
 */
void
velo_check_line_unref (VeloCheckLine *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_line);
}
