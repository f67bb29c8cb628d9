/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stamps a copy of a PDF and keeps everything in it: the stamp is an annotation, appended to its bytes. */

#define G_LOG_DOMAIN "velo-paper"

#define _GNU_SOURCE
#include "config.h"

#include "velo-pdf-stamp.h"

#include "velo-cairo-pdf-private.h"
#include "velo-mark-private.h"
#include "velo-pdf-stamp-private.h"

#include <math.h>
#include <string.h>

typedef struct
{
  GBytes *pdf; /* (owned) (not nullable) */
  char *text;  /* (owned) (not nullable) */
} StampJob;

static void
stamp_job_free (StampJob *job)
{
  g_bytes_unref (job->pdf);
  g_free (job->text);
  g_free (job);
}

/* The look of a stamp: its place on the page, its frame and its letters. */
typedef struct
{
  guint page;
  VeloPageRect rect;
  cairo_path_t *frame;   /* (owned) (nullable) */
  cairo_path_t *letters; /* (owned) (nullable) */
} Look;

static void
look_clear (Look *look)
{
  g_clear_pointer (&look->frame, cairo_path_destroy);
  g_clear_pointer (&look->letters, cairo_path_destroy);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

/* Where */

static gboolean
has_free_place (PopplerDocument  *document,
                guint             number,
                const char       *text,
                gboolean         *free_place,
                GError          **error)
{
  g_autoptr(VeloPopplerPage) poppler_page = velo_poppler_get_page (document, number, error);
  g_autoptr(VeloMark) mark = velo_mark_new_text (number, VELO_MARK_FREE, text, 0);
  g_autoptr(VeloCairoPdf) scratch = velo_cairo_pdf_new (NULL, NULL, 0);
  VeloMarkPage page;
  gboolean looked;

  if (poppler_page == NULL)
    return FALSE;
  velo_mark_page_init (&page, velo_cairo_pdf_get_cr (scratch), poppler_page);
  looked = velo_mark_fits (mark, &page, free_place, error);
  g_clear_pointer (&page.space, velo_white_space_free);
  return looked;
}

/* The first page if it has a place for a stamp, else the last, else the first all the same. */
gboolean
velo_pdf_stamp_choose_page (PopplerDocument  *document,
                            const char       *text,
                            guint            *page,
                            GError          **error)
{
  guint last = (guint) poppler_document_get_n_pages (document) - 1;
  gboolean free_place = FALSE;

  *page = 0;
  if (!has_free_place (document, 0, text, &free_place, error))
    return FALSE;
  if (!free_place && last > 0)
    {
      if (!has_free_place (document, last, text, &free_place, error))
        return FALSE;
      *page = free_place ? last : 0;
    }
  return TRUE;
}

static gboolean
make_look (PopplerDocument  *document,
           PopplerPage      *poppler_page,
           const char       *text,
           Look             *look,
           GError          **error)
{
  g_autoptr(VeloMark) mark = velo_mark_new_text (look->page, VELO_MARK_FREE, text, 0);
  g_autoptr(VeloCairoPdf) scratch = velo_cairo_pdf_new (NULL, NULL, 0);
  VeloMarkPage page;
  gboolean good;

  velo_mark_page_init (&page, velo_cairo_pdf_get_cr (scratch), poppler_page);
  good = velo_mark_outline (mark, &page, &look->rect, &look->frame, &look->letters, error);
  g_clear_pointer (&page.space, velo_white_space_free);
  return good;
}

/* What it looks like, in the language of PDF */

static void
add_number (GString *out,
            double   value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.3f", value);
  g_string_append (out, text);
  g_string_append_c (out, ' ');
}

static void
add_points (GString                 *out,
            const cairo_path_data_t *data,
            guint                    n_points,
            double                   height_pt)
{
  for (guint i = 1; i <= n_points; i++)
    {
      add_number (out, data[i].point.x);
      add_number (out, height_pt - data[i].point.y);
    }
}

static void
add_path (GString            *out,
          const cairo_path_t *path,
          double              height_pt)
{
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    {
      const cairo_path_data_t *data = &path->data[i];

      switch (data->header.type)
        {
        case CAIRO_PATH_MOVE_TO:
          add_points (out, data, 1, height_pt);
          g_string_append (out, "m\n");
          break;
        case CAIRO_PATH_LINE_TO:
          add_points (out, data, 1, height_pt);
          g_string_append (out, "l\n");
          break;
        case CAIRO_PATH_CURVE_TO:
          add_points (out, data, 3, height_pt);
          g_string_append (out, "c\n");
          break;
        case CAIRO_PATH_CLOSE_PATH:
        default:
          g_string_append (out, "h\n");
          break;
        }
    }
}

/* Letters without a shape, so that the words are found by search and by screen readers; a font that
 * is only used for these needs no embedding in PDF/A. What the encoding lacks becomes "?". */
static void
add_hidden_text (GString    *out,
                 const char *text,
                 double      height_pt)
{
  g_autofree char *western = g_convert_with_fallback (text, -1, "WINDOWS-1252", "UTF-8", "?", NULL, NULL, NULL);
  g_auto(GStrv) lines = g_strsplit (western == NULL ? "" : western, "\n", -1);

  g_string_append (out, "BT /F 8 Tf 3 Tr 10 TL 8 ");
  add_number (out, height_pt - 12);
  g_string_append (out, "Td\n");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_string_append_c (out, '<');
      for (const char *p = lines[i]; *p != '\0'; p++)
        g_string_append_printf (out, "%02x", (guint) (guchar) *p);
      g_string_append (out, "> Tj T*\n");
    }
  g_string_append (out, "ET\n");
}

static char *
make_stream (const Look *look,
             const char *text)
{
  GString *out = g_string_new ("q\n1 g 0.1 G 0.8 w\n");
  double height_pt = look->rect.y2 - look->rect.y1;

  add_path (out, look->frame, height_pt);
  g_string_append (out, "B\n0.1 g\n");
  add_path (out, look->letters, height_pt);
  g_string_append (out, "f\n");
  add_hidden_text (out, text, height_pt);
  g_string_append (out, "Q");
  return g_string_free (out, FALSE);
}

static gboolean
is_near (double a,
         double b)
{
  return fabs (a - b) < 0.1;
}

/* Poppler does not tell how a page is turned, but it turns the rectangle that it writes. */
static int
find_rotation (const PopplerRectangle *written,
               const VeloPageRect     *shown,
               const PopplerRectangle *crop)
{
  if (is_near (written->x1, crop->x1 + shown->x1) && is_near (written->y1, crop->y1 + shown->y1))
    return 0;
  if (is_near (written->x1, crop->x2 - shown->y2) && is_near (written->y1, crop->y1 + shown->x1))
    return 90;
  if (is_near (written->x1, crop->x2 - shown->x2) && is_near (written->y1, crop->y2 - shown->y2))
    return 180;
  if (is_near (written->x1, crop->x1 + shown->y1) && is_near (written->y1, crop->y2 - shown->x2))
    return 270;
  /* an odd crop box: at least it does not lie across */
  return is_near (written->x2 - written->x1, shown->x2 - shown->x1) ? 0 : 90;
}

static char *
make_dictionary (const Look *look,
                 int         rotation)
{
  static const char * const turned[] = { "1 0 0 1 0 0", "0 1 -1 0 0 0", "-1 0 0 -1 0 0", "0 -1 1 0 0 0" };
  g_autoptr(GString) out = g_string_new ("/Type /XObject /Subtype /Form /FormType 1 /BBox [0 0 ");

  add_number (out, look->rect.x2 - look->rect.x1);
  add_number (out, look->rect.y2 - look->rect.y1);
  g_string_append_printf (out, "] /Matrix [%s] /Resources << /Font << /F << /Type /Font /Subtype /Type1"
                               " /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >>",
                          turned[rotation / 90]);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The annotation */

/* Poppler puts the annotation into the page, whatever way the page is written in; its look is
 * a picture of one dot, which is replaced afterwards. */
static gboolean
add_annotation (PopplerDocument  *document,
                PopplerPage      *page,
                const Look       *look,
                const char       *text,
                GError          **error)
{
  PopplerRectangle rect = { look->rect.x1, look->rect.y1, look->rect.x2, look->rect.y2 };
  PopplerAnnot *annotation = poppler_annot_stamp_new (document, &rect);
  cairo_surface_t *dot = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1, 1);
  g_autoptr(GError) poppler_error = NULL;
  gboolean good;

  poppler_annot_set_contents (annotation, text);
  poppler_page_add_annot (page, annotation);
  poppler_annot_set_flags (annotation, POPPLER_ANNOT_FLAG_PRINT | POPPLER_ANNOT_FLAG_READ_ONLY
                                       | POPPLER_ANNOT_FLAG_LOCKED);
  good = poppler_annot_stamp_set_custom_image (POPPLER_ANNOT_STAMP (annotation), dot, &poppler_error);
  cairo_surface_destroy (dot);
  g_object_unref (annotation);
  if (good)
    return TRUE;
  g_set_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_FAILED, "cannot add the stamp: %s",
               poppler_error != NULL ? poppler_error->message : "");
  return FALSE;
}

static gboolean
parse_rect (const char       *text,
            PopplerRectangle *rect)
{
  double *values[] = { &rect->x1, &rect->y1, &rect->x2, &rect->y2 };
  char *end = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      *values[i] = g_ascii_strtod (text, &end);
      if (end == text)
        return FALSE;
      text = end;
    }
  return TRUE;
}

/* In what Poppler has appended, the annotation names the object that is its look. */
static gboolean
find_annotation (GBytes            *saved,
                 gsize              original_size,
                 guint             *object,
                 PopplerRectangle  *rect,
                 GError           **error)
{
  gsize size;
  const char *data = g_bytes_get_data (saved, &size);
  const char *end = data + size;
  const char *stamp = NULL;
  const char *place = NULL;
  g_autofree char *text = NULL;
  g_autofree char *place_text = NULL;

  for (const char *p = data + original_size; (p = memmem (p, (gsize) (end - p), "/Subtype /Stamp", 15)) != NULL; p++)
    stamp = p;
  if (stamp != NULL)
    place = memrchr (data + original_size, '[', (gsize) (stamp - data) - original_size);
  if (place != NULL)
    stamp = memmem (stamp, (gsize) (end - stamp), "/AP <</N ", 9);
  if (stamp == NULL || place == NULL)
    {
      g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_FAILED, "the stamp was not written");
      return FALSE;
    }
  text = g_strndup (stamp + 9, MIN (20, (gsize) (end - stamp - 9)));
  place_text = g_strndup (place + 1, MIN (120, (gsize) (end - place - 1)));
  *object = (guint) g_ascii_strtoull (text, NULL, 10);
  if (*object > 0 && parse_rect (place_text, rect))
    return TRUE;
  g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_FAILED, "the stamp was written oddly");
  return FALSE;
}

static gboolean
begins_with (GBytes *bytes,
             GBytes *start)
{
  gsize size;
  gsize start_size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *start_data = g_bytes_get_data (start, &start_size);

  return size > start_size && memcmp (data, start_data, start_size) == 0;
}

/* What cannot be opened again is not given to anybody. */
static gboolean
check_copy (GBytes           *copy,
            PopplerDocument  *original,
            GError          **error)
{
  g_autoptr(VeloPopplerDocument) document = velo_poppler_open (copy, error);

  if (document == NULL)
    return FALSE;
  if (poppler_document_get_n_pages (document) == poppler_document_get_n_pages (original)
      && poppler_document_get_n_attachments (document) == poppler_document_get_n_attachments (original))
    return TRUE;
  g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_FAILED, "the copy is not complete");
  return FALSE;
}

static GBytes *
stamp_copy (StampJob  *job,
            GError   **error)
{
  g_autoptr(VeloPopplerDocument) document = velo_poppler_open (job->pdf, error);
  g_autoptr(VeloPopplerPage) page = NULL;
  g_autoptr(GBytes) saved = NULL;
  g_autoptr(GBytes) copy = NULL;
  g_autofree char *dictionary = NULL;
  g_autofree char *stream = NULL;
  g_auto(Look) look = { 0, { 0, 0, 0, 0 }, NULL, NULL };
  PopplerRectangle crop;
  PopplerRectangle written;
  guint object;

  if (document == NULL || !velo_pdf_stamp_choose_page (document, job->text, &look.page, error))
    return NULL;
  page = velo_poppler_get_page (document, look.page, error);
  if (page == NULL || !make_look (document, page, job->text, &look, error))
    return NULL;
  if (!add_annotation (document, page, &look, job->text, error))
    return NULL;
  saved = velo_poppler_save (document, error);
  if (saved == NULL)
    return NULL;
  if (!begins_with (saved, job->pdf))
    {
      g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_FAILED, "the PDF was written anew");
      return NULL;
    }
  if (!find_annotation (saved, g_bytes_get_size (job->pdf), &object, &written, error))
    return NULL;
  poppler_page_get_crop_box (page, &crop);
  dictionary = make_dictionary (&look, find_rotation (&written, &look.rect, &crop));
  stream = make_stream (&look, job->text);
  copy = velo_pdf_append_stream (saved, object, dictionary, stream, error);
  if (copy == NULL || !check_copy (copy, document, error))
    return NULL;
  return g_steal_pointer (&copy);
}

static void
stamp_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *copy = stamp_copy (task_data, &error);

  if (copy == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, copy, (GDestroyNotify) g_bytes_unref);
}

/**
 * velo_pdf_stamp_copy_async:
 * @pdf: a PDF, for example an invoice
 * @text: what to stamp on it
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Stamps a sentence where velo_pdf_stamp_async() does, but keeps the file as it is: all its bytes
 * stand unchanged at the beginning of the copy, so attached files, their relationship to the
 * invoice, the metadata and the marks of PDF/A-3 remain. The stamp is an annotation that cannot be
 * moved and is printed; drawn as lines, so that no font is needed.
 *
 * Fails with %VELO_PAPER_ERROR_EMPTY, %VELO_PAPER_ERROR_DAMAGED,
 * %VELO_PAPER_ERROR_ENCRYPTED (nothing can be added to an encrypted file),
 * %VELO_PAPER_ERROR_TOO_LARGE, %VELO_PAPER_ERROR_NO_SPACE,
 * %VELO_PAPER_ERROR_FAILED or %G_IO_ERROR_CANCELLED.
 */
void
velo_pdf_stamp_copy_async (GBytes              *pdf,
                           const char          *text,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  StampJob *job;

  g_return_if_fail (pdf != NULL);
  g_return_if_fail (text != NULL && *text != '\0');
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_pdf_stamp_copy_async);
  job = g_new0 (StampJob, 1);
  job->pdf = g_bytes_ref (pdf);
  job->text = g_strdup (text);
  g_task_set_task_data (task, job, (GDestroyNotify) stamp_job_free);
  g_task_run_in_thread (task, stamp_thread);
}

/**
 * velo_pdf_stamp_copy_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the stamped copy
 */
GBytes *
velo_pdf_stamp_copy_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_pdf_stamp_copy_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
