/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VeloSubmitStatus:
 * @VELO_SUBMIT_STATUS_ACCEPTED: taken and confirmed: the policy is made
 * @VELO_SUBMIT_STATUS_HANDED_OVER: taken, not confirmed; not to be repeated
 *
 * What the insurer did with a proposal that it did not refuse.
 */
typedef enum
{
  VELO_SUBMIT_STATUS_ACCEPTED,
  VELO_SUBMIT_STATUS_HANDED_OVER,
} VeloSubmitStatus;

#define VELO_TYPE_SUBMIT_RESULT (velo_submit_result_get_type ())

/**
 * VeloSubmitResult:
 * @status: what became of the proposal
 * @status_text: (nullable): the insurer's words, "Verarbeitet"
 * @request_id: (nullable): number of the request at the insurer
 *
 * Answer to a submission. Not to be changed.
 */
typedef struct
{
  VeloSubmitStatus status;
  char *status_text; /* (owned) (nullable) */
  char *request_id;  /* (owned) (nullable) */
} VeloSubmitResult;

GType             velo_submit_result_get_type (void) G_GNUC_CONST;
VeloSubmitResult *velo_submit_result_new      (VeloSubmitStatus  status,
                                               const char       *status_text,
                                               const char       *request_id);
VeloSubmitResult *velo_submit_result_ref      (VeloSubmitResult *self);
void              velo_submit_result_unref    (VeloSubmitResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloSubmitResult, velo_submit_result_unref)

G_END_DECLS
