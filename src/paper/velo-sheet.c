/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds clean A4 documents of our own, part by part, and renders them. */

#define G_LOG_DOMAIN "velo-sheet"

#include "config.h"

#include "velo-sheet-private.h"

/* About a thousand pages. */
#define MAX_PARTS 30000

struct _VeloSheet
{
  GObject           parent_instance;

  VeloSheetContent *content;    /* (owned) (not nullable) */
  gboolean          signature;  /* known after rendering */
  guint             signature_page;
  VeloPageRect      signature_rect;
};

typedef struct
{
  GBytes       *pdf;            /* (owned) (nullable) */
  gboolean      signature;
  guint         signature_page;
  VeloPageRect  signature_rect;
} RenderResult;

G_DEFINE_FINAL_TYPE (VeloSheet, velo_sheet, G_TYPE_OBJECT)

static void
render_result_free (RenderResult *result)
{
  g_clear_pointer (&result->pdf, g_bytes_unref);
  g_free (result);
}

static char *
clean_text (const char *text)
{
  return g_utf8_make_valid (text != NULL ? text : "", -1);
}

static void
set_text (char       **place,
          const char  *text)
{
  g_clear_pointer (place, g_free);
  if (text != NULL && *text != '\0')
    *place = clean_text (text);
}

/* Adds a part with its texts; what else belongs to it is added by the caller. */
VeloSheetPart *
velo_sheet_add_part (VeloSheet          *self,
                     VeloSheetPartKind   kind,
                     const char * const *texts,
                     guint               n_texts)
{
  VeloSheetPart *part = g_atomic_rc_box_new0 (VeloSheetPart);

  part->kind = kind;
  part->n_texts = n_texts;
  part->texts = g_new0 (char *, n_texts + 1);
  for (guint i = 0; i < n_texts; i++)
    part->texts[i] = clean_text (texts[i]);
  g_ptr_array_add (self->content->parts, part);
  return part;
}

static VeloSheetPart *
add_pair (VeloSheet         *self,
          VeloSheetPartKind  kind,
          const char        *first,
          const char        *second)
{
  const char *const texts[] = { first, second };

  return velo_sheet_add_part (self, kind, texts, G_N_ELEMENTS (texts));
}

/* The last part is a table or belongs to one. */
static const VeloSheetPart *
find_open_table (VeloSheet *self)
{
  for (guint i = self->content->parts->len; i-- > 0;)
    {
      const VeloSheetPart *part = g_ptr_array_index (self->content->parts, i);

      if (part->kind == VELO_SHEET_TABLE)
        return part;
      if (part->kind != VELO_SHEET_TABLE_ROW && part->kind != VELO_SHEET_TABLE_TOTAL)
        return NULL;
    }
  return NULL;
}

static gboolean
lay_out (const VeloSheetContent  *content,
         VeloSheetPainter        *painter,
         VeloCairoPdf            *pdf,
         gboolean                 painting,
         GCancellable            *cancellable,
         GError                 **error)
{
  velo_sheet_painter_begin (painter, pdf, painting);
  for (guint i = 0; i < content->parts->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      velo_sheet_draw_part (painter, g_ptr_array_index (content->parts, i));
    }
  velo_sheet_painter_end (painter);
  return TRUE;
}

static GBytes *
finish (const VeloSheetContent *content,
        VeloCairoPdf           *pdf,
        GError                **error)
{
  g_autoptr(GBytes) bytes = velo_cairo_pdf_finish (pdf, error);

  if (bytes == NULL || content->source == NULL)
    return g_steal_pointer (&bytes);
  return velo_pdf_attach (bytes, content->source, error);
}

static void
render_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const VeloSheetContent *content = task_data;
  g_autoptr(VeloCairoPdf) pdf = NULL;
  VeloSheetPainter painter = { .content = content };
  RenderResult *result = NULL;
  GError *error = NULL;
  GBytes *bytes = NULL;

  if (content->parts->len > MAX_PARTS)
    {
      g_task_return_new_error (task, VELO_PAPER_ERROR, VELO_PAPER_ERROR_TOO_LARGE,
                               "the sheet has %u parts", content->parts->len);
      return;
    }
  pdf = velo_cairo_pdf_new (content->title, content->author, content->created_usec);
  if (content->source != NULL)
    velo_cairo_pdf_keep_plain (pdf);
  if (lay_out (content, &painter, pdf, FALSE, cancellable, &error)
      && lay_out (content, &painter, pdf, TRUE, cancellable, &error))
    bytes = finish (content, pdf, &error);
  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  result = g_new0 (RenderResult, 1);
  result->pdf = bytes;
  result->signature = painter.signature;
  result->signature_page = painter.signature_page;
  result->signature_rect = painter.signature_rect;
  g_task_return_pointer (task, result, (GDestroyNotify) render_result_free);
}

static void
velo_sheet_finalize (GObject *object)
{
  VeloSheet *self = VELO_SHEET (object);

  velo_sheet_content_free (self->content);
  G_OBJECT_CLASS (velo_sheet_parent_class)->finalize (object);
}

static void
velo_sheet_class_init (VeloSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_sheet_finalize;
}

static void
velo_sheet_init (VeloSheet *self)
{
  self->content = velo_sheet_content_new ();
  self->content->page_label = g_strdup ("{page} / {pages}");
}

/**
 * velo_sheet_new:
 * @title: title of the document, in its properties and on top of later pages
 * @author: (nullable): author in its properties
 *
 * Returns: (transfer full): an empty sheet
 */
VeloSheet *
velo_sheet_new (const char *title,
                const char *author)
{
  VeloSheet *self = g_object_new (VELO_TYPE_SHEET, NULL);

  self->content->title = clean_text (title);
  set_text (&self->content->author, author);
  return self;
}

/**
 * velo_sheet_set_sender:
 * @self: a sheet
 * @sender: (nullable): name, then address and the like in further lines
 *
 * Sets who writes, shown at the top of the first page.
 */
void
velo_sheet_set_sender (VeloSheet  *self,
                       const char *sender)
{
  g_return_if_fail (VELO_IS_SHEET (self));

  set_text (&self->content->sender, sender);
}

/**
 * velo_sheet_set_created:
 * @self: a sheet
 * @created_usec: microseconds UTC, or 0 for the time of rendering
 *
 * Sets the time in the document's properties. With it, the same sheet gives
 * the same bytes.
 */
void
velo_sheet_set_created (VeloSheet *self,
                        gint64     created_usec)
{
  g_return_if_fail (VELO_IS_SHEET (self));

  self->content->created_usec = created_usec;
}

/**
 * velo_sheet_set_source:
 * @self: a sheet
 * @name: name of a file
 * @media_type: what it is, for example "text/xml"
 * @bytes: the file
 *
 * Embeds the file that the sheet was made from, so that the PDF carries it on.
 */
void
velo_sheet_set_source (VeloSheet  *self,
                       const char *name,
                       const char *media_type,
                       GBytes     *bytes)
{
  g_return_if_fail (VELO_IS_SHEET (self));
  g_return_if_fail (name != NULL && media_type != NULL && bytes != NULL);

  g_clear_pointer (&self->content->source, velo_pdf_source_free);
  self->content->source = velo_pdf_source_new (name, media_type, bytes);
}

/**
 * velo_sheet_set_footer:
 * @self: a sheet
 * @footer: (nullable): one or two lines at the foot of each page
 *
 * Sets the footer.
 */
void
velo_sheet_set_footer (VeloSheet  *self,
                       const char *footer)
{
  g_return_if_fail (VELO_IS_SHEET (self));

  set_text (&self->content->footer, footer);
}

/**
 * velo_sheet_set_page_label:
 * @self: a sheet
 * @format: text with `{page}` and `{pages}`, such as "Page {page} of {pages}"
 *
 * Sets how pages are numbered.
 */
void
velo_sheet_set_page_label (VeloSheet  *self,
                           const char *format)
{
  g_return_if_fail (VELO_IS_SHEET (self));
  g_return_if_fail (format != NULL);

  set_text (&self->content->page_label, format);
  if (self->content->page_label == NULL)
    self->content->page_label = g_strdup ("");
}

/**
 * velo_sheet_set_watermark:
 * @self: a sheet
 * @text: (nullable): a word such as "Training"
 *
 * Sets a word that stands large and pale across each page.
 */
void
velo_sheet_set_watermark (VeloSheet  *self,
                          const char *text)
{
  g_return_if_fail (VELO_IS_SHEET (self));

  set_text (&self->content->watermark, text);
}

/**
 * velo_sheet_add_title:
 * @self: a sheet
 * @title: the title
 * @subtitle: (nullable): a smaller line below it
 *
 * Adds a large heading.
 */
void
velo_sheet_add_title (VeloSheet  *self,
                      const char *title,
                      const char *subtitle)
{
  g_return_if_fail (VELO_IS_SHEET (self));

  add_pair (self, VELO_SHEET_TITLE, title, subtitle);
}

/**
 * velo_sheet_add_address:
 * @self: a sheet
 * @address: the receiver in lines
 * @facts: (nullable): at its right, lines of label, tabulator, value
 *
 * Adds an address where the window of an envelope is, and what a letter or
 * invoice says beside it.
 */
void
velo_sheet_add_address (VeloSheet  *self,
                        const char *address,
                        const char *facts)
{
  g_return_if_fail (VELO_IS_SHEET (self));

  add_pair (self, VELO_SHEET_ADDRESS, address, facts);
}

/**
 * velo_sheet_add_section:
 * @self: a sheet
 * @heading: its heading
 *
 * Begins a section.
 */
void
velo_sheet_add_section (VeloSheet  *self,
                        const char *heading)
{
  g_return_if_fail (VELO_IS_SHEET (self));

  add_pair (self, VELO_SHEET_SECTION, heading, NULL);
}

/**
 * velo_sheet_add_row:
 * @self: a sheet
 * @label: what it is
 * @value: (nullable): its value; a dash if empty
 *
 * Adds a line of label and value.
 */
void
velo_sheet_add_row (VeloSheet  *self,
                    const char *label,
                    const char *value)
{
  g_return_if_fail (VELO_IS_SHEET (self));

  add_pair (self, VELO_SHEET_ROW, label, value);
}

/**
 * velo_sheet_add_paragraph:
 * @self: a sheet
 * @text: the text
 *
 * Adds running text.
 */
void
velo_sheet_add_paragraph (VeloSheet  *self,
                          const char *text)
{
  g_return_if_fail (VELO_IS_SHEET (self));

  add_pair (self, VELO_SHEET_PARAGRAPH, text, NULL);
}

/**
 * velo_sheet_add_notice:
 * @self: a sheet
 * @text: the text
 *
 * Adds a sentence that must not be overlooked, on grey.
 */
void
velo_sheet_add_notice (VeloSheet  *self,
                       const char *text)
{
  g_return_if_fail (VELO_IS_SHEET (self));

  add_pair (self, VELO_SHEET_NOTICE, text, NULL);
}

/**
 * velo_sheet_begin_table:
 * @self: a sheet
 * @columns: (array length=n_columns): the columns
 * @n_columns: how many, at least 1
 *
 * Begins a table; it ends with the first part that is no line of it. Its
 * headings are repeated on each page.
 */
void
velo_sheet_begin_table (VeloSheet             *self,
                        const VeloSheetColumn *columns,
                        guint                  n_columns)
{
  g_autofree const char **titles = NULL;
  VeloSheetPart *part;

  g_return_if_fail (VELO_IS_SHEET (self));
  g_return_if_fail (columns != NULL && n_columns > 0);

  titles = g_new0 (const char *, n_columns);
  for (guint i = 0; i < n_columns; i++)
    titles[i] = columns[i].title;
  part = velo_sheet_add_part (self, VELO_SHEET_TABLE, titles, n_columns);
  part->shares = g_new0 (double, n_columns);
  part->right = g_new0 (gboolean, n_columns);
  for (guint i = 0; i < n_columns; i++)
    {
      part->shares[i] = columns[i].share > 0 ? columns[i].share : 1;
      part->right[i] = columns[i].right;
    }
}

/**
 * velo_sheet_add_table_row:
 * @self: a sheet whose last part is a table
 * @cells: (array zero-terminated=1): one text per column; missing ones are empty
 *
 * Adds a line to the table.
 */
void
velo_sheet_add_table_row (VeloSheet          *self,
                          const char * const *cells)
{
  g_return_if_fail (VELO_IS_SHEET (self));
  g_return_if_fail (cells != NULL);
  g_return_if_fail (find_open_table (self) != NULL);

  velo_sheet_add_part (self, VELO_SHEET_TABLE_ROW, cells, g_strv_length ((char **) cells));
}

/**
 * velo_sheet_add_table_total:
 * @self: a sheet whose last part is a table
 * @label: what it is the sum of
 * @amount: the sum, below the last column
 * @strong: whether it is the one that is to be paid
 *
 * Adds a sum to the table.
 */
void
velo_sheet_add_table_total (VeloSheet  *self,
                            const char *label,
                            const char *amount,
                            gboolean    strong)
{
  g_return_if_fail (VELO_IS_SHEET (self));
  g_return_if_fail (find_open_table (self) != NULL);

  add_pair (self, VELO_SHEET_TABLE_TOTAL, label, amount)->on = strong;
}

/**
 * velo_sheet_add_check:
 * @self: a sheet
 * @on: whether the box is ticked
 * @text: what it says
 *
 * Adds a box with a text.
 */
void
velo_sheet_add_check (VeloSheet  *self,
                      gboolean    on,
                      const char *text)
{
  g_return_if_fail (VELO_IS_SHEET (self));

  add_pair (self, VELO_SHEET_CHECK, text, NULL)->on = on;
}

/**
 * velo_sheet_add_signature:
 * @self: a sheet
 * @left_label: what is written on the left line
 * @right_label: (nullable): what is written on the right line
 *
 * Adds one or two lines to sign on; see velo_sheet_get_signature().
 */
void
velo_sheet_add_signature (VeloSheet  *self,
                          const char *left_label,
                          const char *right_label)
{
  g_return_if_fail (VELO_IS_SHEET (self));

  add_pair (self, VELO_SHEET_SIGNATURE, left_label, right_label);
}

/**
 * velo_sheet_add_page_break:
 * @self: a sheet
 *
 * Goes on to the next page, unless nothing is on this one.
 */
void
velo_sheet_add_page_break (VeloSheet *self)
{
  g_return_if_fail (VELO_IS_SHEET (self));

  add_pair (self, VELO_SHEET_PAGE_BREAK, NULL, NULL);
}

/**
 * velo_sheet_render_async:
 * @self: a sheet; what is added after this call is not rendered
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Renders the sheet as a PDF with fonts reduced to the characters used.
 *
 * Fails with %VELO_PAPER_ERROR_TOO_LARGE, %VELO_PAPER_ERROR_FAILED or
 * %G_IO_ERROR_CANCELLED.
 */
void
velo_sheet_render_async (VeloSheet           *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VELO_IS_SHEET (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_sheet_render_async);
  g_task_set_task_data (task, velo_sheet_content_copy (self->content), (GDestroyNotify) velo_sheet_content_free);
  g_task_run_in_thread (task, render_thread);
}

/**
 * velo_sheet_render_finish:
 * @self: a sheet
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the PDF
 */
GBytes *
velo_sheet_render_finish (VeloSheet     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  RenderResult *rendered;
  GBytes *pdf;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_sheet_render_async), NULL);

  rendered = g_task_propagate_pointer (G_TASK (result), error);
  if (rendered == NULL)
    return NULL;
  self->signature = rendered->signature;
  self->signature_page = rendered->signature_page;
  self->signature_rect = rendered->signature_rect;
  pdf = g_steal_pointer (&rendered->pdf);
  render_result_free (rendered);
  return pdf;
}

/**
 * velo_sheet_get_signature:
 * @self: a sheet that was rendered
 * @page: (out): number of the page to sign, from 0
 * @rect: (out): room above the line, for velo_mark_new_ink()
 *
 * Says where the last signature of the sheet goes: over the right line, or
 * over the only one.
 *
 * Returns: whether the sheet has a line to sign on
 */
gboolean
velo_sheet_get_signature (VeloSheet    *self,
                          guint        *page,
                          VeloPageRect *rect)
{
  g_return_val_if_fail (VELO_IS_SHEET (self), FALSE);

  if (!self->signature)
    return FALSE;
  *page = self->signature_page;
  *rect = self->signature_rect;
  return TRUE;
}
