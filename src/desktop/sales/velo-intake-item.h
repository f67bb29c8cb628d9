/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-invoice.h"
#include "velo-taken-file.h"

G_BEGIN_DECLS

/**
 * VeloIntakeState: (Stand der Aufnahme)
 * @VELO_INTAKE_STATE_WAITING: its turn has not come
 * @VELO_INTAKE_STATE_DONE: it was looked at; the outcome says what became of it
 * @VELO_INTAKE_STATE_FAILED: nothing is known of it now, it may be tried again
 *
 * How far taking a file in has come.
 */
typedef enum
{
  VELO_INTAKE_STATE_WAITING,
  VELO_INTAKE_STATE_DONE,
  VELO_INTAKE_STATE_FAILED
} VeloIntakeState;

#define VELO_TYPE_INTAKE_STATE (velo_intake_state_get_type ())
GType velo_intake_state_get_type (void);

#define VELO_TYPE_INTAKE_ITEM (velo_intake_item_get_type ())

/**
 * VeloIntakeItem:
 *
 * One of the files that are taken in together, and what became of it.
 */
G_DECLARE_FINAL_TYPE (VeloIntakeItem, velo_intake_item, VELO, INTAKE_ITEM, GObject)

VeloIntakeItem  *velo_intake_item_new             (GFile           *file);
VeloIntakeItem  *velo_intake_item_new_member      (VeloIntakeItem  *archive,
                                                   const char      *name,
                                                   GBytes          *bytes);
void             velo_intake_item_set_bytes       (VeloIntakeItem  *self,
                                                   GBytes          *bytes);
void             velo_intake_item_set_sha256      (VeloIntakeItem  *self,
                                                   const char      *sha256);
void             velo_intake_item_set_invoice     (VeloIntakeItem  *self,
                                                   VeloInvoice     *invoice);
void             velo_intake_item_conclude        (VeloIntakeItem  *self,
                                                   VeloFileOutcome  outcome,
                                                   const char      *invoice_id,
                                                   const GError    *error);
void             velo_intake_item_fail            (VeloIntakeItem  *self,
                                                   const GError    *error);
VeloIntakeState  velo_intake_item_get_state       (VeloIntakeItem  *self);
VeloFileOutcome  velo_intake_item_get_outcome     (VeloIntakeItem  *self);
GFile           *velo_intake_item_get_file        (VeloIntakeItem  *self);
const char      *velo_intake_item_get_name        (VeloIntakeItem  *self);
GBytes          *velo_intake_item_get_bytes       (VeloIntakeItem  *self);
gsize            velo_intake_item_get_size        (VeloIntakeItem  *self);
const char      *velo_intake_item_get_sha256      (VeloIntakeItem  *self);
VeloInvoice     *velo_intake_item_get_invoice     (VeloIntakeItem  *self);
const char      *velo_intake_item_get_invoice_id  (VeloIntakeItem  *self);
const GError    *velo_intake_item_get_error       (VeloIntakeItem  *self);
GListModel      *velo_intake_item_get_members     (VeloIntakeItem  *self);
void             velo_intake_item_set_mail        (VeloIntakeItem  *self);
gboolean         velo_intake_item_is_mail         (VeloIntakeItem  *self);
gboolean         velo_intake_item_is_member       (VeloIntakeItem  *self);
void             velo_intake_item_set_checked     (VeloIntakeItem  *self);
gboolean         velo_intake_item_needs_check     (VeloIntakeItem  *self);

G_END_DECLS
