/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets another process look at a photo, so that no photo can harm this one. */

#define _GNU_SOURCE
#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-photo-helper.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "velo-json.h"
#include "velo-photo-frame.h"

/* A file that exists in memory only, at its beginning. */
static int
make_file (GBytes  *bytes,
           GError **error)
{
  gsize left;
  const guint8 *data = g_bytes_get_data (bytes, &left);
  int fd = memfd_create ("photo", MFD_CLOEXEC);

  while (fd >= 0 && left > 0)
    {
      gssize put = write (fd, data, left);

      if (put <= 0 && errno != EINTR)
        {
          g_close (fd, NULL);
          fd = -1;
        }
      else if (put > 0)
        {
          data += put;
          left -= (gsize) put;
        }
    }
  if (fd >= 0 && lseek (fd, 0, SEEK_SET) == 0)
    return fd;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "no memory for a photo: %s", g_strerror (errno));
  return -1;
}

static GSubprocess *
start (GBytes  *file,
       GError **error)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  const char *folder = g_getenv ("VELO_LIBEXECDIR");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : LIBEXECDIR, VELO_PHOTO_PROGRAM, NULL);
  int fd = make_file (file, error);

  if (fd < 0)
    return NULL;
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  return g_subprocess_launcher_spawn (launcher, error, path, NULL);
}

/* Up to one byte more than an answer may have. */
static GByteArray *
read_answer (GSubprocess *process)
{
  GInputStream *stream = g_subprocess_get_stdout_pipe (process);
  GByteArray *answer = g_byte_array_new ();
  guint8 buffer[65536];
  gssize got = 1;

  while (got > 0 && answer->len <= VELO_PHOTO_MAX_ANSWER)
    {
      got = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL);
      if (got > 0)
        g_byte_array_append (answer, buffer, (guint) got);
    }
  return answer;
}

static gsize
get_32 (const guint8 *p)
{
  return (gsize) p[0] << 24 | (gsize) p[1] << 16 | (gsize) p[2] << 8 | p[3];
}

static gboolean
begins_as_jpeg (const char *data,
                gsize       size)
{
  return size >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0;
}

/* The process has read foreign bytes: what it says is checked like a file. */
static gboolean
split_answer (const GByteArray  *answer,
              JsonObject       **facts,
              GBytes           **photo,
              GBytes           **small)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  const char *text;
  gsize n_facts;
  gsize n_photo;
  gsize n_small;
  JsonNode *root;

  if (answer->len < VELO_PHOTO_HEAD_SIZE || answer->len > VELO_PHOTO_MAX_ANSWER)
    return FALSE;
  text = (const char *) answer->data + VELO_PHOTO_HEAD_SIZE;
  n_facts = get_32 (answer->data);
  n_photo = get_32 (answer->data + 4);
  n_small = get_32 (answer->data + 8);
  /* each by itself, so that no sum can wrap */
  if (n_facts > VELO_PHOTO_MAX_FACTS || n_photo > VELO_PHOTO_MAX_ANSWER || n_small > VELO_PHOTO_MAX_SMALL
      || n_facts + n_photo + n_small != answer->len - VELO_PHOTO_HEAD_SIZE
      || !g_utf8_validate_len (text, n_facts, NULL) || velo_json_is_deeper (text, n_facts, 2)
      || !json_parser_load_from_data (parser, text, (gssize) n_facts, NULL))
    return FALSE;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)
      || json_object_has_member (json_node_get_object (root), "refusal") == (n_photo > 0)
      || (n_photo > 0) != (n_small > 0)
      || (n_photo > 0 && (!begins_as_jpeg (text + n_facts, n_photo) || !begins_as_jpeg (text + n_facts + n_photo, n_small))))
    return FALSE;
  *facts = json_object_ref (json_node_get_object (root));
  *photo = n_photo > 0 ? g_bytes_new (text + n_facts, n_photo) : NULL;
  *small = n_photo > 0 ? g_bytes_new (text + n_facts + n_photo, n_small) : NULL;
  return TRUE;
}

static JsonObject *
new_refusal (void)
{
  JsonObject *facts = json_object_new ();

  json_object_set_string_member (facts, "refusal", "damaged");
  return facts;
}

/**
 * velo_claims_photo_helper_read:
 * @file: what a customer has sent
 * @facts: (out) (transfer full): what the photo is, or a member "refusal" that says why it is none:
 *   "size", "type", "small", "pixels", "damaged"
 * @photo: (out) (transfer full) (nullable): the photo made anew, upright, a JPEG file that says
 *   nothing about where and with what it was taken
 * @small: (out) (transfer full) (nullable): the same, %VELO_PHOTO_SMALL_SIDE wide or high
 * @error: return location; set if the program that looks at photos cannot be started
 *
 * Blocks for as long as that program lives: half a minute at most. A photo that breaks it is damaged.
 *
 * Returns: whether the photo was looked at
 */
gboolean
velo_claims_photo_helper_read (GBytes      *file,
                               JsonObject **facts,
                               GBytes     **photo,
                               GBytes     **small,
                               GError     **error)
{
  g_autoptr(GSubprocess) process = start (file, error);
  g_autoptr(GByteArray) answer = NULL;

  if (process == NULL)
    return FALSE;
  answer = read_answer (process);
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  if (!split_answer (answer, facts, photo, small))
    {
      *facts = new_refusal ();
      *photo = NULL;
      *small = NULL;
    }
  return TRUE;
}
