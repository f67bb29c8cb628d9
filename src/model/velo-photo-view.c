/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an assessor looks at a photo: which way up, and with which rectangles on it. */

#define G_LOG_DOMAIN "velo-photo-view"

#include "config.h"

#include "velo-photo-view.h"

#include <string.h>

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloPhotoMark, velo_photo_mark, VELO_TYPE_PHOTO_MARK, VELO_PHOTO_MARK_FIELDS)
VELO_DEFINE_RECORD (VeloPhotoView, velo_photo_view, VELO_TYPE_PHOTO_VIEW, VELO_PHOTO_VIEW_FIELDS)

#define MAX_MARKS 99
#define MAX_NAME_BYTES 400

/* Smaller ones cannot be hit with a finger, nor seen. */
#define LEAST_SIDE 50

static gboolean
parse_int (const char **text,
           int         *value)
{
  const char *start = *text;

  *value = 0;
  while (g_ascii_isdigit (**text) && *text - start < 6)
    *value = *value * 10 + g_ascii_digit_value (*(*text)++);
  return *text > start && (*text - start == 1 || *start != '0');
}

/**
 * velo_photo_area_parse:
 * @text: (nullable): "x y w h"
 * @area: (out): where to
 *
 * Returns: whether @text is a rectangle that lies on the photo
 */
gboolean
velo_photo_area_parse (const char    *text,
                       VeloPhotoArea *area)
{
  int *values[] = { &area->x, &area->y, &area->width, &area->height };

  if (text == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      if (i > 0 && *text++ != ' ')
        return FALSE;
      if (!parse_int (&text, values[i]))
        return FALSE;
    }
  return *text == '\0' && area->width > 0 && area->height > 0
    && area->x + area->width <= VELO_PHOTO_AREA_WHOLE && area->y + area->height <= VELO_PHOTO_AREA_WHOLE;
}

/**
 * velo_photo_area_to_text:
 * @area: a rectangle
 *
 * Returns: (transfer full): "x y w h"
 */
char *
velo_photo_area_to_text (const VeloPhotoArea *area)
{
  return g_strdup_printf ("%d %d %d %d", area->x, area->y, area->width, area->height);
}

/**
 * velo_photo_area_fit:
 * @area: any rectangle, drawn in any direction and perhaps over the edge
 *
 * Makes it one that lies on the photo and can be seen.
 */
void
velo_photo_area_fit (VeloPhotoArea *area)
{
  int right = CLAMP (MAX (area->x, area->x + area->width), 0, VELO_PHOTO_AREA_WHOLE);
  int bottom = CLAMP (MAX (area->y, area->y + area->height), 0, VELO_PHOTO_AREA_WHOLE);

  area->x = CLAMP (MIN (area->x, area->x + area->width), 0, VELO_PHOTO_AREA_WHOLE - LEAST_SIDE);
  area->y = CLAMP (MIN (area->y, area->y + area->height), 0, VELO_PHOTO_AREA_WHOLE - LEAST_SIDE);
  area->width = MAX (right - area->x, LEAST_SIDE);
  area->height = MAX (bottom - area->y, LEAST_SIDE);
}

/**
 * velo_photo_view_is_sane:
 * @self: a view, perhaps from outside
 *
 * Returns: whether it is turned by a right angle, and every mark lies on the photo and has a number
 *   of its own
 */
gboolean
velo_photo_view_is_sane (VeloPhotoView *self)
{
  GListModel *marks;
  int last = 0;

  g_return_val_if_fail (VELO_IS_PHOTO_VIEW (self), FALSE);

  marks = G_LIST_MODEL (self->marks);
  if (self->rotation < 0 || self->rotation > 270 || self->rotation % 90 != 0
      || g_list_model_get_n_items (marks) > MAX_MARKS)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (marks); i++)
    {
      g_autoptr(VeloPhotoMark) mark = g_list_model_get_item (marks, i);
      VeloPhotoArea area;

      if (mark->number <= last || !velo_photo_area_parse (mark->area, &area) || strlen (mark->name) > MAX_NAME_BYTES)
        return FALSE;
      last = mark->number;
    }
  return TRUE;
}

/**
 * velo_photo_view_add:
 * @self: a view
 * @area: a rectangle, made to fit
 *
 * Adds a mark without a name.
 *
 * Returns: its number, or 0 if there are too many already
 */
int
velo_photo_view_add (VeloPhotoView       *self,
                     const VeloPhotoArea *area)
{
  g_autoptr(VeloPhotoMark) mark = velo_photo_mark_new ();
  VeloPhotoArea fitting = *area;
  guint n;

  g_return_val_if_fail (VELO_IS_PHOTO_VIEW (self), 0);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->marks));
  if (n >= MAX_MARKS)
    return 0;
  mark->number = 1;
  if (n > 0)
    {
      g_autoptr(VeloPhotoMark) last = g_list_model_get_item (G_LIST_MODEL (self->marks), n - 1);

      mark->number = last->number + 1;
    }
  velo_photo_area_fit (&fitting);
  g_free (mark->area);
  mark->area = velo_photo_area_to_text (&fitting);
  g_list_store_append (self->marks, mark);
  return mark->number;
}
