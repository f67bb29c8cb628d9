/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a mail, and what is taken out of it as an invoice. */

#include "config.h"

#include "velo-file-kind.h"
#include "velo-mail-reader.h"
#include "velo-mail.h"
#include "velo-zip.h"

#include <string.h>

#include "velo-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members = NULL;

  /* what is told to be a mail by its beginning is one, and the reader stands any other bytes too */
  if (velo_file_kind_of (bytes) == VELO_FILE_KIND_MAIL)
    g_assert_true (velo_mail_is_one (bytes));
  members = velo_mail_read (bytes, &error);
  g_assert_true ((members == NULL) == (error != NULL));
  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      const VeloZipMember *member = members->pdata[i];

      g_assert_true (velo_zip_wants (member->bytes));
      g_assert_true (g_utf8_validate (member->name, -1, NULL));
      g_assert_null (strchr (member->name, '/'));
    }
  return 0;
}
