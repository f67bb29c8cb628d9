/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a page with their places, and finding a value among them. */

#define G_LOG_DOMAIN "velo-pdf-words"

#include "config.h"

#include "velo-pdf-words.h"

#include <math.h>
#include <string.h>

#include "velo-pdf-document-private.h"
#include "velo-text.h"

/* A page with more is no page that people read. */
#define MAX_LETTERS 200000
#define MAX_WORD_BYTES 4096
/* A value that runs over more words is not looked for as a whole. */
#define MAX_VALUE_WORDS 16
/* What stands so near belongs together, in points. */
#define NEAR_PT 40.0
/* How far a pointer may miss a word, in points. */
#define SLACK_PT 2.0
/* Letters further apart than this are two words, in heights of a letter: columns have no blank between. */
#define WORD_GAP 0.5

static void
word_free (gpointer data)
{
  VeloPdfWord *word = data;

  g_free (word->text);
  g_free (word);
}

/**
 * velo_pdf_words_new:
 *
 * Returns: (transfer full) (element-type VeloPdfWord): no words
 */
GPtrArray *
velo_pdf_words_new (void)
{
  return g_ptr_array_new_with_free_func (word_free);
}

/**
 * velo_pdf_words_add:
 * @words: (element-type VeloPdfWord): words of a page
 * @text: one more
 * @rect: where it stands
 */
void
velo_pdf_words_add (GPtrArray          *words,
                    const char         *text,
                    const VeloPageRect *rect)
{
  VeloPdfWord *word = g_new0 (VeloPdfWord, 1);

  word->text = g_strdup (text);
  word->rect = *rect;
  g_ptr_array_add (words, word);
}

static void
unite (VeloPageRect       *rect,
       const VeloPageRect *other)
{
  rect->x1 = MIN (rect->x1, other->x1);
  rect->y1 = MIN (rect->y1, other->y1);
  rect->x2 = MAX (rect->x2, other->x2);
  rect->y2 = MAX (rect->y2, other->y2);
}

static gboolean
is_apart (const VeloPageRect *word,
          const VeloPageRect *letter)
{
  double height = MAX (letter->y2 - letter->y1, 1);
  double middle = (letter->y1 + letter->y2) / 2;

  return letter->x1 - word->x2 > WORD_GAP * height || word->x1 - letter->x2 > WORD_GAP * height
    || middle < word->y1 || middle > word->y2;
}

static void
end_word (GPtrArray          *words,
          GString            *word,
          const VeloPageRect *rect)
{
  if (word->len > 0)
    velo_pdf_words_add (words, word->str, rect);
  g_string_truncate (word, 0);
}

/* Poppler counts from the top here; one box for each letter, blanks included. */
static GPtrArray *
read_words (PopplerPage *page)
{
  g_autoptr(GPtrArray) words = velo_pdf_words_new ();
  g_autoptr(GString) word = g_string_new (NULL);
  g_autofree char *text = poppler_page_get_text (page);
  PopplerRectangle *boxes = NULL;
  VeloPageRect rect = { 0, 0, 0, 0 };
  double height = 0;
  guint n_boxes = 0;
  guint i = 0;

  poppler_page_get_size (page, NULL, &height);
  if (text == NULL || !poppler_page_get_text_layout (page, &boxes, &n_boxes))
    return g_steal_pointer (&words);
  for (const char *p = text; i < n_boxes && i < MAX_LETTERS && *p != '\0'; p = g_utf8_next_char (p), i++)
    {
      gunichar letter = g_utf8_get_char (p);
      VeloPageRect box = { MIN (boxes[i].x1, boxes[i].x2), height - MAX (boxes[i].y1, boxes[i].y2),
                           MAX (boxes[i].x1, boxes[i].x2), height - MIN (boxes[i].y1, boxes[i].y2) };

      if (g_unichar_isspace (letter) || letter == 0xa0 || word->len > MAX_WORD_BYTES)
        {
          end_word (words, word, &rect);
          continue;
        }
      if (word->len > 0 && is_apart (&rect, &box))
        end_word (words, word, &rect);
      if (word->len == 0)
        rect = box;
      unite (&rect, &box);
      g_string_append_unichar (word, letter);
    }
  end_word (words, word, &rect);
  g_free (boxes);
  return g_steal_pointer (&words);
}

static void
get_words_job (PopplerDocument *document,
               VeloPdfJob      *job,
               GTask           *task)
{
  g_autoptr(VeloPopplerPage) page = NULL;
  GError *error = NULL;

  page = velo_poppler_get_page (document, job->page, &error);
  if (page == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, read_words (page), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * velo_pdf_document_get_words_async:
 * @self: a document
 * @page: number of a page, from 0
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads the words of a page in the order of its text.
 *
 * Fails like velo_pdf_document_render_async().
 */
void
velo_pdf_document_get_words_async (VeloPdfDocument     *self,
                                   guint                page,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_PDF_DOCUMENT (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_pdf_document_get_words_async);
  velo_pdf_document_queue (self, g_steal_pointer (&task), velo_pdf_job_new (get_words_job, page));
}

/**
 * velo_pdf_document_get_words_finish:
 * @self: a document
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type VeloPdfWord): the words, none for a scan
 */
GPtrArray *
velo_pdf_document_get_words_finish (VeloPdfDocument  *self,
                                    GAsyncResult     *result,
                                    GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_pdf_document_get_words_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Finding */

static const VeloPdfWord *
word_at (GPtrArray *words,
         guint      index)
{
  return g_ptr_array_index (words, index);
}

/* How many words from @start spell @value, 0 if they do not. */
static guint
match_at (char      **keys,
          guint       n_words,
          guint       start,
          const char *value)
{
  gsize length = strlen (value);
  gsize at = 0;

  if (*keys[start] == '\0')
    return 0;
  for (guint i = start; i < n_words && i < start + MAX_VALUE_WORDS; i++)
    {
      gsize part = strlen (keys[i]);

      if (part > length - at || memcmp (keys[i], value + at, part) != 0)
        return 0;
      at += part;
      if (at == length)
        return i - start + 1;
    }
  return 0;
}

/* "Rahmennr.:KB123" holds the number, too; short values would be found anywhere. */
static gboolean
is_inside (const char *key,
           const char *value)
{
  return strlen (value) >= 5 && strstr (key, value) != NULL;
}

/* How much of the text around the value stands around the match. */
static guint
count_near (GPtrArray *words,
            char     **keys,
            guint      index,
            char     **near)
{
  const VeloPageRect *place = &word_at (words, index)->rect;
  guint n_found = 0;

  for (guint k = 0; near != NULL && near[k] != NULL; k++)
    for (guint i = 0; i < words->len; i++)
      if (strlen (near[k]) >= 3 && g_str_equal (keys[i], near[k])
          && fabs (word_at (words, i)->rect.y1 - place->y1) < NEAR_PT)
        {
          n_found++;
          break;
        }
  return n_found;
}

static char **
make_near (const char *text)
{
  g_auto(GStrv) words = g_strsplit_set (text == NULL ? "" : text, " \t\n,;:|/()", 40);
  GStrv keys = g_new0 (char *, g_strv_length (words) + 1);

  for (guint i = 0; words[i] != NULL; i++)
    keys[i] = velo_text_key (words[i]);
  return keys;
}

/* One rectangle a line, so that a wrapped value does not colour the whole page. */
static void
take_rects (GPtrArray *words,
            guint      first,
            guint      n_words,
            GArray    *rects)
{
  g_array_set_size (rects, 0);
  for (guint i = first; i < first + n_words; i++)
    {
      VeloPageRect rect = word_at (words, i)->rect;
      VeloPageRect *last = rects->len == 0 ? NULL : &g_array_index (rects, VeloPageRect, rects->len - 1);

      if (last != NULL && fabs (last->y1 - rect.y1) < 0.5 * (rect.y2 - rect.y1) && rect.x1 >= last->x1)
        unite (last, &rect);
      else
        g_array_append_val (rects, rect);
    }
}

/**
 * velo_pdf_words_find:
 * @words: (element-type VeloPdfWord): words of a page
 * @value: what is looked for; blanks, signs and upper and lower case do not matter
 * @near: (nullable): text that stands around the right one, if there are several
 * @rects: (element-type VeloPageRect): filled with one rectangle for each line of it
 *
 * Returns: whether it is there
 */
gboolean
velo_pdf_words_find (GPtrArray  *words,
                     const char *value,
                     const char *near,
                     GArray     *rects)
{
  g_autofree char *wanted = velo_text_key (value);
  g_auto(GStrv) keys = NULL;
  g_auto(GStrv) around = NULL;
  guint best_near = 0;
  gboolean best_whole = FALSE;
  gboolean found = FALSE;

  g_return_val_if_fail (words != NULL && rects != NULL, FALSE);

  g_array_set_size (rects, 0);
  if (*wanted == '\0')
    return FALSE;
  keys = g_new0 (char *, words->len + 1);
  for (guint i = 0; i < words->len; i++)
    keys[i] = velo_text_key (word_at (words, i)->text);
  around = make_near (near);
  for (guint i = 0; i < words->len; i++)
    {
      guint n_words = match_at (keys, words->len, i, wanted);
      gboolean whole = n_words > 0;
      guint n_near;

      if (!whole && !is_inside (keys[i], wanted))
        continue;
      n_near = count_near (words, keys, i, around);
      if (found && (whole == best_whole ? n_near <= best_near : best_whole))
        continue;
      take_rects (words, i, MAX (n_words, 1), rects);
      best_near = n_near;
      best_whole = whole;
      found = TRUE;
    }
  return found;
}

static gboolean
touches (const VeloPageRect *rect,
         const VeloPageRect *area)
{
  double middle_y = (rect->y1 + rect->y2) / 2;
  gboolean is_point = area->x2 - area->x1 < SLACK_PT && area->y2 - area->y1 < SLACK_PT;

  if (is_point)
    return area->x1 >= rect->x1 - SLACK_PT && area->x2 <= rect->x2 + SLACK_PT
           && area->y1 >= rect->y1 - SLACK_PT && area->y2 <= rect->y2 + SLACK_PT;
  return rect->x2 > area->x1 && rect->x1 < area->x2
         && ((middle_y >= area->y1 && middle_y <= area->y2)
             || (area->y1 >= rect->y1 && area->y2 <= rect->y2));
}

/**
 * velo_pdf_words_in:
 * @words: (element-type VeloPdfWord): words of a page
 * @area: a point that was clicked or a rectangle that was drawn
 * @rect: (out): where the words stand
 *
 * Returns: (transfer full) (nullable): the words in @area with blanks between them, %NULL if
 *   there are none
 */
char *
velo_pdf_words_in (GPtrArray          *words,
                   const VeloPageRect *area,
                   VeloPageRect       *rect)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (words != NULL && area != NULL && rect != NULL, NULL);

  for (guint i = 0; i < words->len; i++)
    {
      const VeloPdfWord *word = word_at (words, i);

      if (!touches (&word->rect, area))
        continue;
      if (text->len == 0)
        *rect = word->rect;
      else
        g_string_append_c (text, ' ');
      unite (rect, &word->rect);
      g_string_append (text, word->text);
    }
  return text->len == 0 ? NULL : g_string_free (g_steal_pointer (&text), FALSE);
}
