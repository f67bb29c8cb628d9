/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "velo-store-documents.h"

G_BEGIN_DECLS

#define VELO_TYPE_HANDOVER_BOX (velo_handover_box_get_type ())
G_DECLARE_FINAL_TYPE (VeloHandoverBox, velo_handover_box, VELO, HANDOVER_BOX, AdwBin)

GtkWidget *velo_handover_box_new           (void);
void       velo_handover_box_set_documents (VeloHandoverBox *self,
                                            VeloStore       *store,
                                            GListModel      *documents,
                                            const char      *who);
void       velo_handover_box_follow        (VeloHandoverBox *self,
                                            VeloHandoverBox *other);
void       velo_handover_box_set_whose     (VeloHandoverBox *self,
                                            const char      *whose);
void       velo_handover_box_offer_mail    (VeloHandoverBox *self,
                                            const char      *address);
void       velo_handover_box_print         (VeloHandoverBox *self,
                                            const char      *export_path);
void       velo_handover_box_record_shown  (VeloHandoverBox *self);
gboolean   velo_handover_box_is_busy       (VeloHandoverBox *self);

G_END_DECLS
