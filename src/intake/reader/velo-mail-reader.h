/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A mail of people has a handful; what is in each is walked through. */
#define VELO_MAIL_MAX_PARTS 1000
#define VELO_MAIL_MAX_DEPTH 8

GPtrArray *velo_mail_read (GBytes *bytes, GError **error);

G_END_DECLS
