/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as the insurer delivered it: the record and its bytes. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-delivered.h"

G_DEFINE_BOXED_TYPE (VeloDelivered, velo_delivered, velo_delivered_ref, velo_delivered_unref)

/**
 * velo_delivered_new:
 * @document: the record
 * @bytes: its content
 *
 * Returns: (transfer full): both together
 */
VeloDelivered *
velo_delivered_new (VeloDocument *document,
                    GBytes       *bytes)
{
  VeloDelivered *self = NULL;

  g_return_val_if_fail (VELO_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  self = g_atomic_rc_box_new0 (VeloDelivered);
  self->document = g_object_ref (document);
  self->bytes = g_bytes_ref (bytes);
  return self;
}

/**
 * velo_delivered_ref:
 * @self: a delivered document
 *
 * Returns: (transfer full): @self
 */
VeloDelivered *
velo_delivered_ref (VeloDelivered *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_delivered (gpointer data)
{
  VeloDelivered *self = data;

  g_clear_object (&self->document);
  g_clear_pointer (&self->bytes, g_bytes_unref);
}

/**
 * velo_delivered_unref:
 * @self: (transfer full): a delivered document
 */
void
velo_delivered_unref (VeloDelivered *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_delivered);
}
