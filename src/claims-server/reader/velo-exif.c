/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what a camera writes into a photo, from bytes that nobody has checked. */

#define G_LOG_DOMAIN "velo-read-photo"

#include "config.h"

#include "velo-exif.h"

#include <string.h>

#define TAG_MODEL 0x0110
#define TAG_ORIENTATION 0x0112
#define TAG_SOFTWARE 0x0131
#define TAG_CHANGED 0x0132
#define TAG_EXIF 0x8769
#define TAG_GPS 0x8825
#define TAG_TAKEN 0x9003
#define TAG_LATITUDE 0x0002

#define TYPE_ASCII 2
#define TYPE_SHORT 3
#define TYPE_LONG 4

#define ENTRY_SIZE 12

/* Cameras write some dozens. */
#define MAX_ENTRIES 1000

typedef struct
{
  const guint8 *data;
  gsize size;
  gboolean big_endian;
} Block;

typedef struct
{
  guint16 tag;
  guint16 type;
  guint32 count;
  gsize value; /* where it stands, or where its place does */
} Entry;

typedef void (*EntryFunc) (VeloExif *self, const Block *block, const Entry *entry, guint32 *inner);

/**
 * velo_exif_init:
 * @self: not yet set
 *
 * Makes it say nothing.
 */
void
velo_exif_init (VeloExif *self)
{
  memset (self, 0, sizeof *self);
  self->orientation = 1;
}

/**
 * velo_exif_set_text:
 * @to: (array fixed-size=65): gets the text
 * @text: bytes
 * @length: how many
 *
 * Takes over what can be printed, up to a zero byte and to %VELO_EXIF_MAX_TEXT characters.
 */
void
velo_exif_set_text (char         *to,
                    const guint8 *text,
                    gsize         length)
{
  gsize n = 0;

  while (n < length && n < VELO_EXIF_MAX_TEXT && text[n] != '\0')
    {
      gboolean plain = g_ascii_isprint ((char) text[n]) && strchr ("\"\\<>&", text[n]) == NULL;

      to[n] = plain ? (char) text[n] : '?';
      n++;
    }
  to[n] = '\0';
  g_strstrip (to);
}

static guint32
get_16 (const Block *block,
        gsize        at)
{
  const guint8 *p = block->data + at;

  if (at + 2 > block->size)
    return 0;
  return block->big_endian ? (guint32) p[0] << 8 | p[1] : (guint32) p[1] << 8 | p[0];
}

static guint32
get_32 (const Block *block,
        gsize        at)
{
  guint32 first = get_16 (block, at);
  guint32 second = get_16 (block, at + 2);

  return block->big_endian ? first << 16 | second : second << 16 | first;
}

/* Text up to four bytes stands in the entry itself. */
static void
read_text (const Block *block,
           const Entry *entry,
           char        *to)
{
  gsize at = entry->count <= 4 ? entry->value : get_32 (block, entry->value);

  if (entry->type != TYPE_ASCII || at > block->size || entry->count > block->size - at)
    return;
  velo_exif_set_text (to, block->data + at, entry->count);
}

static void
read_time (const Block *block,
           const Entry *entry,
           char        *to)
{
  static const char form[] = "dddd:dd:dd dd:dd:dd";
  char text[VELO_EXIF_MAX_TEXT + 1] = "";

  read_text (block, entry, text);
  if (strlen (text) != strlen (form))
    return;
  for (gsize i = 0; form[i] != '\0'; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return;
  memcpy (to, text, sizeof form);
}

static void
read_main_entry (VeloExif    *self,
                 const Block *block,
                 const Entry *entry,
                 guint32     *inner)
{
  guint32 number;

  switch (entry->tag)
    {
    case TAG_MODEL:
      read_text (block, entry, self->model);
      break;
    case TAG_SOFTWARE:
      read_text (block, entry, self->software);
      break;
    case TAG_CHANGED:
      if (*self->taken == '\0')
        read_time (block, entry, self->taken);
      break;
    case TAG_ORIENTATION:
      number = entry->type == TYPE_SHORT ? get_16 (block, entry->value) : 0;
      if (number >= 1 && number <= 8)
        self->orientation = (int) number;
      break;
    case TAG_EXIF:
      inner[0] = entry->type == TYPE_LONG ? get_32 (block, entry->value) : 0;
      break;
    case TAG_GPS:
      inner[1] = entry->type == TYPE_LONG ? get_32 (block, entry->value) : 0;
      break;
    default:
      break;
    }
}

static void
read_exif_entry (VeloExif    *self,
                 const Block *block,
                 const Entry *entry,
                 guint32     *inner)
{
  if (entry->tag == TAG_TAKEN)
    read_time (block, entry, self->taken);
}

static void
read_gps_entry (VeloExif    *self,
                const Block *block,
                const Entry *entry,
                guint32     *inner)
{
  if (entry->tag == TAG_LATITUDE)
    self->has_place = TRUE;
}

/* Follows no list to another: each is read once, so that none can lead in a circle. */
static void
read_directory (VeloExif    *self,
                const Block *block,
                gsize        at,
                EntryFunc    func,
                guint32     *inner)
{
  guint32 n_entries = at >= 8 ? MIN (get_16 (block, at), MAX_ENTRIES) : 0;

  for (guint32 i = 0; i < n_entries; i++)
    {
      gsize start = at + 2 + (gsize) i * ENTRY_SIZE;
      Entry entry;

      if (start + ENTRY_SIZE > block->size)
        return;
      entry.tag = (guint16) get_16 (block, start);
      entry.type = (guint16) get_16 (block, start + 2);
      entry.count = get_32 (block, start + 4);
      entry.value = start + 8;
      func (self, block, &entry, inner);
    }
}

/**
 * velo_exif_read:
 * @self: what is known so far; set where @data says something
 * @data: a TIFF structure, any bytes
 * @size: how many
 *
 * Looks at nothing outside of @data, whatever stands in it.
 */
void
velo_exif_read (VeloExif     *self,
                const guint8 *data,
                gsize         size)
{
  Block block = { data, size, FALSE };
  guint32 inner[2] = { 0, 0 };

  if (size < 8 || (memcmp (data, "II*\0", 4) != 0 && memcmp (data, "MM\0*", 4) != 0))
    return;
  block.big_endian = data[0] == 'M';
  read_directory (self, &block, get_32 (&block, 4), read_main_entry, inner);
  read_directory (self, &block, inner[0], read_exif_entry, inner);
  read_directory (self, &block, inner[1], read_gps_entry, inner);
}
