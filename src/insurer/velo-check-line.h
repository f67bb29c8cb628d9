/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VeloCheckStep:
 * @VELO_CHECK_STEP_SIGN_IN: user name and password
 * @VELO_CHECK_STEP_PRODUCTS: list of products
 * @VELO_CHECK_STEP_PREMIUM: a sample premium
 * @VELO_CHECK_STEP_DOCUMENTS: legal documents
 * @VELO_CHECK_STEP_FORM: application form
 *
 * The lines of the self-test, in this order.
 */
typedef enum
{
  VELO_CHECK_STEP_SIGN_IN,
  VELO_CHECK_STEP_PRODUCTS,
  VELO_CHECK_STEP_PREMIUM,
  VELO_CHECK_STEP_DOCUMENTS,
  VELO_CHECK_STEP_FORM,
} VeloCheckStep;

#define VELO_TYPE_CHECK_STEP (velo_check_step_get_type ())
GType velo_check_step_get_type (void);

#define VELO_TYPE_CHECK_LINE (velo_check_line_get_type ())

/**
 * VeloCheckLine: (Zeile des Selbsttests)
 * @step: what was tried
 * @ran: whether it was tried; %FALSE if an earlier step had failed
 * @ok: whether it worked
 * @detail: (nullable): the insurer's own words, or what was found: names, an amount
 * @request_id: (nullable): number of the request at the insurer
 * @duration_usec: how long it took
 * @error: (nullable): why it failed, to be put into a sentence by its code
 *
 * Not to be changed.
 */
typedef struct
{
  VeloCheckStep step;
  gboolean ran;
  gboolean ok;
  char *detail;     /* (owned) (nullable) */
  char *request_id; /* (owned) (nullable) */
  gint64 duration_usec;
  GError *error; /* (owned) (nullable) */
} VeloCheckLine;

GType          velo_check_line_get_type (void) G_GNUC_CONST;
VeloCheckLine *velo_check_line_new      (VeloCheckStep  step);
VeloCheckLine *velo_check_line_ref      (VeloCheckLine *self);
void           velo_check_line_unref    (VeloCheckLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloCheckLine, velo_check_line_unref)

G_END_DECLS
