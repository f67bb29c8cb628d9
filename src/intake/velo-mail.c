/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells a mail by the lines at its beginning, without opening it. */

#define G_LOG_DOMAIN "velo-mail"

#include "config.h"

#include "velo-mail.h"

#include <string.h>

/* What mail servers put in front is much less. */
#define MAX_HEAD 65536
/* One such line may begin any text. */
#define MIN_KNOWN 2

static const char *const known[] = {
  "bcc", "cc", "content-type", "date", "delivered-to", "from", "message-id", "mime-version",
  "received", "reply-to", "return-path", "subject", "to",
};

/* Whether a line begins with a name and a colon, and where the name ends. */
static gboolean
has_name (const char *line, gsize length, gsize *name_length)
{
  const char *colon = memchr (line, ':', length);

  if (colon == NULL || colon == line)
    return FALSE;
  *name_length = (gsize) (colon - line);
  for (gsize i = 0; i < *name_length; i++)
    if (!g_ascii_isgraph (line[i]))
      return FALSE;
  return TRUE;
}

/* Each counts once, so that many lines of one kind are no mail. */
static guint
find_known (const char *name, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strlen (known[i]) == length && g_ascii_strncasecmp (known[i], name, length) == 0)
      return 1u << i;
  return 0;
}

static gsize
skip (const char *data, gsize length, const char *mark)
{
  const gsize n = strlen (mark);

  return length >= n && memcmp (data, mark, n) == 0 ? n : 0;
}

/**
 * velo_mail_is_one:
 * @bytes: a file
 *
 * Tells by its content whether a file is a mail as mail programs hand it over:
 * it begins with lines of a name and a colon, some of them those of mails. The
 * line in front that makes it a mailbox may be there.
 *
 * Returns: whether it is one
 */
gboolean
velo_mail_is_one (GBytes *bytes)
{
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);
  gsize       position = skip (data, length, "\xef\xbb\xbf");
  guint       seen = 0;
  guint       n_seen = 0;

  if (skip (data + position, length - position, "From ") > 0)
    seen = 1u << G_N_ELEMENTS (known);
  length = MIN (length, MAX_HEAD);
  while (position < length)
    {
      const char *line = data + position;
      const char *end = memchr (line, '\n', length - position);
      const gsize n = end == NULL ? length - position : (gsize) (end - line);
      gsize       name_length;

      position += n + 1;
      if (n == 0 || (n == 1 && *line == '\r'))
        break;
      /* the line of a mailbox, and what belongs to the line above */
      if ((seen != 0 && (*line == ' ' || *line == '\t')) ||
          (line - data <= 3 && skip (line, n, "From ") > 0))
        continue;
      if (has_name (line, n, &name_length))
        seen |= find_known (line, name_length);
      else if (end != NULL)
        return FALSE;
    }
  for (; seen != 0; seen &= seen - 1)
    n_seen++;
  return n_seen >= MIN_KNOWN;
}
