/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloTodoKind: (Art einer Aufgabe)
 * @VELO_TODO_KIND_UNCLEAR: sent, no answer
 * @VELO_TODO_KIND_SIGNED: signed, not sent
 * @VELO_TODO_KIND_REFUSED: refused by the insurer, may be corrected
 * @VELO_TODO_KIND_HANDED_OVER: taken by the insurer, not confirmed
 * @VELO_TODO_KIND_RETURNED: the vehicle came back, and its insurance is to be asked for
 * @VELO_TODO_KIND_CONTINUE: a draft to go on with
 * @VELO_TODO_KIND_TYPED: a sale that is being typed in and is not stored yet; it has no vehicle in the store
 * @VELO_TODO_KIND_READ: an invoice that was read and corrected, and is not stored yet; neither has it
 * @VELO_TODO_KIND_CHANGED: a sale of the store with corrections that are not stored yet; it has no vehicle here
 * @VELO_TODO_KIND_REMINDER: the customer wanted to be asked again
 * @VELO_TODO_KIND_DEADLINE: it can be insured for a few more days only
 * @VELO_TODO_KIND_ASK: just sold, customer not asked yet
 * @VELO_TODO_KIND_ACTIVATION: the insurer has not answered the request for activation; this one
 *   belongs to no vehicle
 *
 * What is to be done, the most urgent first.
 */
typedef enum
{
  VELO_TODO_KIND_UNCLEAR,
  VELO_TODO_KIND_SIGNED,
  VELO_TODO_KIND_REFUSED,
  VELO_TODO_KIND_HANDED_OVER,
  VELO_TODO_KIND_RETURNED,
  VELO_TODO_KIND_CONTINUE,
  VELO_TODO_KIND_TYPED,
  VELO_TODO_KIND_READ,
  VELO_TODO_KIND_CHANGED,
  VELO_TODO_KIND_REMINDER,
  VELO_TODO_KIND_DEADLINE,
  VELO_TODO_KIND_ASK,
  VELO_TODO_KIND_ACTIVATION
} VeloTodoKind;

#define VELO_TYPE_TODO_KIND (velo_todo_kind_get_type ())
GType velo_todo_kind_get_type (void);

/**
 * VeloTodoItem: (Aufgabe)
 *
 * One entry of "to do" (Zu erledigen).
 */
#define VELO_TODO_ITEM_FIELDS(F, X, T, p) \
  X (T, p, ENUM, kind, VeloTodoKind, velo_todo_kind) \
  F (T, p, TEXT, vehicle_id)      /* empty for the activation and for sales that are not saved */ \
  F (T, p, TEXT, proposal_id)     /* empty for a reminder */ \
  F (T, p, TEXT, invoice_id) \
  F (T, p, TEXT, file_sha256)     /* of an invoice that was read and is not stored */ \
  F (T, p, TEXT, customer_name) \
  F (T, p, TEXT, vehicle_name) \
  F (T, p, TEXT, contract_number) /* reserved, empty if none */ \
  F (T, p, TEXT, insurer_words) \
  F (T, p, TIME, since) \
  F (T, p, DATE, last_day)        /* on which it can be insured, for a deadline */

#define VELO_TYPE_TODO_ITEM (velo_todo_item_get_type ())
VELO_DECLARE_RECORD (VeloTodoItem, velo_todo_item, TODO_ITEM, VELO_TODO_ITEM_FIELDS)

G_END_DECLS
