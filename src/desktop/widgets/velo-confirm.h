/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * VeloConfirmSpec:
 * @heading: the question
 * @body: (nullable): what it means
 * @cancel_label: (nullable): with a mnemonic; "_Cancel" if %NULL
 * @confirm_label: (nullable): with a mnemonic; %NULL for a mere message, whose only button is
 *   @cancel_label
 * @destructive: whether something is lost by confirming
 * @cautious: whether confirming loses nothing and is still not what Enter should do
 *
 * A question to the user. All texts are translated already.
 */
typedef struct
{
  const char *heading;
  const char *body;
  const char *cancel_label;
  const char *confirm_label;
  gboolean destructive;
  gboolean cautious;
} VeloConfirmSpec;

void     velo_confirm_async  (GtkWindow              *parent,
                              const VeloConfirmSpec  *spec,
                              GCancellable           *cancellable,
                              GAsyncReadyCallback     callback,
                              gpointer                user_data);
gboolean velo_confirm_finish (GAsyncResult           *result,
                              GError                **error);
void     velo_confirm_tell   (GtkWindow              *parent,
                              const char             *heading,
                              const char             *body);

G_END_DECLS
