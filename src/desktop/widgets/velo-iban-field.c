/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field whose IBAN stands in groups of four while it is typed, as on the card beside it. */

#include "config.h"

#include "velo-iban-field.h"

#include "velo-iban.h"

#define GROUP 4

static void inserted_cb (GtkEditable *text,
                         const char  *typed,
                         int          n_bytes,
                         int         *position);
static void deleted_cb  (GtkEditable *text,
                         int          start,
                         int          end);

static glong
get_length (GtkEditable *text)
{
  return g_utf8_strlen (gtk_editable_get_text (text), -1);
}

/* The letters and digits in front of @position. */
static guint
count_marks (GtkEditable *text,
             int          position)
{
  const char *p = gtk_editable_get_text (text);
  guint n_marks = 0;

  for (int i = 0; i < position && *p != '\0'; i++, p = g_utf8_next_char (p))
    if (*p != ' ')
      n_marks++;
  return n_marks;
}

/* The place right behind the first @n_marks letters and digits. */
static int
find_place (GtkEditable *text,
            guint        n_marks)
{
  const char *p = gtk_editable_get_text (text);
  int place = 0;

  for (; n_marks > 0 && *p != '\0'; place++, p = g_utf8_next_char (p))
    if (*p != ' ')
      n_marks--;
  return place;
}

/* Only blanks come and go, so whoever listens sees the same IBAN all the time. */
static void
regroup (GtkEditable *text)
{
  guint n_marks = 0;
  int i = 0;

  while (i < get_length (text))
    {
      const char *here = g_utf8_offset_to_pointer (gtk_editable_get_text (text), i);
      gboolean wanted = n_marks > 0 && n_marks % GROUP == 0;
      int place = i;

      if (*here != ' ')
        {
          gboolean before = i > 0 && here[-1] == ' ';

          if (wanted && !before)
            gtk_editable_insert_text (text, " ", 1, &place);
          else
            n_marks++;
          i++;
        }
      else if (wanted && here[1] != '\0' && here[1] != ' ')
        i++;
      else
        gtk_editable_delete_text (text, i, i + 1);
    }
}

static void
block (GtkEditable *text)
{
  g_signal_handlers_block_by_func (text, inserted_cb, NULL);
  g_signal_handlers_block_by_func (text, deleted_cb, NULL);
}

static void
unblock (GtkEditable *text)
{
  g_signal_handlers_unblock_by_func (text, deleted_cb, NULL);
  g_signal_handlers_unblock_by_func (text, inserted_cb, NULL);
}

static void
inserted_cb (GtkEditable *text,
             const char  *typed,
             int          n_bytes,
             int         *position)
{
  g_autofree char *whole = n_bytes < 0 ? g_strdup (typed) : g_strndup (typed, (gsize) n_bytes);
  g_autofree char *marks = velo_iban_normalize (whole);
  guint n_marks = count_marks (text, *position) + (guint) g_utf8_strlen (marks, -1);
  int place = *position;

  block (text);
  if (*marks != '\0')
    gtk_editable_insert_text (text, marks, -1, &place);
  regroup (text);
  unblock (text);
  *position = find_place (text, n_marks);
  g_signal_stop_emission_by_name (text, "insert-text");
}

/* Who deletes a blank means the letter or digit on its other side. */
static void
widen_blank (GtkEditable *text,
             int         *start,
             int         *end)
{
  g_autofree char *gone = gtk_editable_get_chars (text, *start, *end);

  if (!g_str_equal (gone, " "))
    return;
  if (gtk_editable_get_position (text) == *end && *start > 0)
    (*start)--;
  else
    (*end)++;
}

static void
deleted_cb (GtkEditable *text,
            int          start,
            int          end)
{
  guint n_marks;

  if (end < 0)
    end = (int) get_length (text);
  widen_blank (text, &start, &end);
  n_marks = count_marks (text, start);
  block (text);
  gtk_editable_delete_text (text, start, end);
  regroup (text);
  unblock (text);
  gtk_editable_set_position (text, find_place (text, n_marks));
  g_signal_stop_emission_by_name (text, "delete-text");
}

/**
 * velo_iban_field_prepare:
 * @field: an entry, or a row with one
 *
 * Shows what is typed or pasted into @field in capitals and in groups of four. The cursor stays behind
 * the letter or digit where it was. Undoing is given up, since the field itself changes what was typed.
 */
void
velo_iban_field_prepare (GtkEditable *field)
{
  GtkEditable *text;

  g_return_if_fail (GTK_IS_EDITABLE (field));

  text = gtk_editable_get_delegate (field);
  if (text == NULL)
    text = field;
  gtk_editable_set_enable_undo (field, FALSE);
  g_signal_connect (text, "insert-text", G_CALLBACK (inserted_cb), NULL);
  g_signal_connect (text, "delete-text", G_CALLBACK (deleted_cb), NULL);
}
