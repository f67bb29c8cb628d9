/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void        velo_claims_payee_async  (GtkWindow            *parent,
                                      const char           *holder,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
const char *velo_claims_payee_finish (GAsyncResult         *result,
                                      char                **name,
                                      GError              **error);
char       *velo_claims_payee_text   (const char           *result,
                                      const char           *name);

G_END_DECLS
