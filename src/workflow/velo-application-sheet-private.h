/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-party.h"
#include "velo-proposal.h"

G_BEGIN_DECLS

void    velo_application_sheet_make_async (VeloProposal         *proposal,
                                           VeloParty            *shop,
                                           const char           *register_number,
                                           gboolean              training,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GBytes *velo_application_sheet_finish     (GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
