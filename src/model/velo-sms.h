/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VELO_SMS_MAX_SEPTETS:
 *
 * What one message holds in the default alphabet (3GPP TS 23.038).
 */
#define VELO_SMS_MAX_SEPTETS 160

int   velo_sms_count_septets  (const char *text);
char *velo_sms_transliterate  (const char *text);
char *velo_phone_normalize    (const char *text,
                               const char *country);
gboolean velo_phone_is_mobile (const char *number);

G_END_DECLS
