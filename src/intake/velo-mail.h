/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean velo_mail_is_one (GBytes *bytes);

G_END_DECLS
