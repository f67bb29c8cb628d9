/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of an invoice with the place of a value framed on it. */

#define G_LOG_DOMAIN "velo-review-paper"

#include "config.h"

#include "velo-review-paper.h"

#include "velo-date.h"
#include "velo-document-check.h"
#include "velo-error-text.h"
#include "velo-invoice-source.h"
#include "velo-pdf-words.h"
#include "velo-review-sheet.h"
#include "velo-review-text.h"
#include "velo-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* A value is looked for on so many pages; invoices with more have their values on the first. */
#define MAX_PAGES 40
/* What is longer is no value, and nobody clicks it together on purpose. */
#define MAX_TAKEN 500

struct _VeloReviewPaper
{
  AdwBin parent_instance;

  GtkLabel *caption_label; /* (borrowed) (not nullable) */
  VeloPdfView *view;       /* (borrowed) (not nullable) */

  VeloSheet *sheet;          /* (owned) (nullable): being rendered */
  GBytes *original;          /* (owned) (nullable): being checked */
  GCancellable *rendering;   /* (owned) (nullable): of what is being made or checked */
  GCancellable *searching;   /* (owned) (nullable) */
  GPtrArray *pages;          /* (owned) (nullable) (element-type GPtrArray): words, NULL if not read yet */
  gboolean is_ours;          /* a layout of our own is shown */
  gboolean has_data;         /* values come from data, not from the page */
  gboolean takeable;
  guint page;                /* being searched */

  char *name;                /* (owned) (nullable): of the value that is pointed at */
  GStrv spellings;           /* (owned) (nullable): how it may stand on the page */
  VeloFinding *finding;      /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (VeloReviewPaper, velo_review_paper, ADW_TYPE_BIN)

enum
{
  SIGNAL_TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void search_page (VeloReviewPaper *self);

static void
set_caption (VeloReviewPaper *self,
             const char      *text)
{
  gtk_label_set_label (self->caption_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->caption_label), text);
}

static void
show_hint (VeloReviewPaper *self)
{
  if (self->is_ours)
    set_caption (self, _("This invoice came as data without a page. VeloInsure shows here what is in it."));
  else if (self->takeable)
    set_caption (self, _("Choose a value to see its place. A click on the page takes the text into the value."));
  else
    set_caption (self, "");
}

/* Looking for a value */

static void
stop_search (VeloReviewPaper *self)
{
  if (self->searching != NULL)
    g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
}

static void
show_found (VeloReviewPaper *self,
            guint            page,
            GArray          *rects)
{
  g_autofree char *text = NULL;

  velo_pdf_view_set_marks (self->view, page, rects);
  /* Translators: first the name of a value, for example "Frame number", then the number of a page */
  text = g_strdup_printf (_("%s: framed on page %u"), self->name, page + 1);
  set_caption (self, text);
}

static void
show_not_found (VeloReviewPaper *self)
{
  g_autofree char *text = NULL;

  if (self->finding == NULL && (self->spellings == NULL || self->spellings[0] == NULL))
    {
      if (self->takeable)
        /* Translators: %s is the name of a value, for example "Frame number" */
        text = g_strdup_printf (_("%s: not found. Click on it on the page if it stands there."), self->name);
      else
        text = g_strdup_printf (_("%s: not found on the invoice."), self->name);
    }
  else if (self->finding != NULL && self->has_data)
    /* Translators: first the name of a value, then a part of the invoice, for example "name of the item" */
    text = g_strdup_printf (_("%s: not printed; stands in the data of the e-invoice (%s)."), self->name,
                            velo_review_text_element (velo_finding_get_source (self->finding)));
  else
    text = g_strdup_printf (_("%s: does not stand on the page in this spelling."), self->name);
  set_caption (self, text);
}

/* The reader counts from the top, pages count from the bottom. What lies outside the page is not believed. */
static gboolean
get_known_place (VeloReviewPaper *self,
                 guint           *page,
                 VeloPageRect    *rect)
{
  VeloFinding *finding = self->finding;
  double width;
  double height;

  if (self->is_ours || finding == NULL || velo_finding_get_page (finding) < 1)
    return FALSE;
  *page = (guint) velo_finding_get_page (finding) - 1;
  if (!velo_pdf_document_get_page_size (velo_pdf_view_get_document (self->view), *page, &width, &height))
    return FALSE;
  rect->x1 = velo_finding_get_left (finding);
  rect->x2 = velo_finding_get_right (finding);
  rect->y1 = height - velo_finding_get_bottom (finding);
  rect->y2 = height - velo_finding_get_top (finding);
  return rect->x1 < rect->x2 && rect->y1 < rect->y2 && rect->x1 > -1 && rect->y1 > -1
    && rect->x2 < width + 1 && rect->y2 < height + 1;
}

static gboolean
show_known_place (VeloReviewPaper *self)
{
  g_autoptr(GArray) rects = g_array_new (FALSE, FALSE, sizeof (VeloPageRect));
  VeloPageRect rect;
  guint page;

  if (!get_known_place (self, &page, &rect))
    return FALSE;
  g_array_append_val (rects, rect);
  show_found (self, page, rects);
  return TRUE;
}

static gboolean
search_words (VeloReviewPaper *self,
              GPtrArray       *words,
              GArray          *rects)
{
  const char *excerpt = self->finding == NULL ? NULL : velo_finding_get_excerpt (self->finding);

  for (guint i = 0; self->spellings != NULL && self->spellings[i] != NULL; i++)
    if (velo_pdf_words_find (words, self->spellings[i], excerpt, rects))
      return TRUE;
  return FALSE;
}

static void
look_at_page (VeloReviewPaper *self,
              GPtrArray       *words)
{
  g_autoptr(GArray) rects = g_array_new (FALSE, FALSE, sizeof (VeloPageRect));

  if (search_words (self, words, rects))
    {
      stop_search (self);
      show_found (self, self->page, rects);
      return;
    }
  self->page++;
  search_page (self);
}

static void
words_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloReviewPaper) self = user_data;
  g_autoptr(GPtrArray) words = NULL;
  g_autoptr(GError) error = NULL;

  words = velo_pdf_document_get_words_finish (VELO_PDF_DOCUMENT (object), result, &error);
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  if (words == NULL)
    {
      g_info ("the words of a page cannot be read: %s", error->message);
      words = velo_pdf_words_new ();
    }
  if (self->pages != NULL && self->page < self->pages->len)
    self->pages->pdata[self->page] = g_ptr_array_ref (words);
  look_at_page (self, words);
}

static void
search_page (VeloReviewPaper *self)
{
  VeloPdfDocument *document = velo_pdf_view_get_document (self->view);

  if (document == NULL || self->pages == NULL || self->page >= self->pages->len)
    {
      stop_search (self);
      show_not_found (self);
      return;
    }
  if (self->pages->pdata[self->page] != NULL)
    {
      look_at_page (self, self->pages->pdata[self->page]);
      return;
    }
  velo_pdf_document_get_words_async (document, self->page, self->searching, words_cb, g_object_ref (self));
}

static void
start_search (VeloReviewPaper *self)
{
  stop_search (self);
  velo_pdf_view_set_marks (self->view, 0, NULL);
  if (self->name == NULL || velo_pdf_view_get_document (self->view) == NULL)
    return;
  if (show_known_place (self))
    return;
  self->searching = g_cancellable_new ();
  self->page = 0;
  search_page (self);
}

static void
words_unref (gpointer words)
{
  if (words != NULL)
    g_ptr_array_unref (words);
}

static void
on_opened_cb (VeloReviewPaper *self)
{
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  self->pages = g_ptr_array_new_with_free_func (words_unref);
  g_ptr_array_set_size (self->pages, (int) MIN (velo_pdf_view_get_n_pages (self->view), MAX_PAGES));
  if (self->name == NULL)
    show_hint (self);
  start_search (self);
}

/* Taking text from the page */

typedef struct
{
  VeloReviewPaper *self; /* (owned) */
  guint page;
  VeloPageRect area;
} Pick;

static void
pick_free (Pick *pick)
{
  g_object_unref (pick->self);
  g_free (pick);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pick, pick_free)

static void
picked_words_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Pick) pick = user_data;
  g_autoptr(GPtrArray) words = NULL;
  g_autoptr(GArray) rects = NULL;
  g_autofree char *text = NULL;
  VeloPageRect rect;
  VeloPageRect turned;
  double width = 0;
  double height = 0;

  words = velo_pdf_document_get_words_finish (VELO_PDF_DOCUMENT (object), result, NULL);
  if (velo_pdf_view_get_document (pick->self->view) != VELO_PDF_DOCUMENT (object))
    return;
  text = words == NULL ? NULL : velo_pdf_words_in (words, &pick->area, &rect);
  if (text == NULL)
    {
      set_caption (pick->self, _("There is no text at this place. Please type the value in."));
      return;
    }
  if (strlen (text) > MAX_TAKEN)
    {
      set_caption (pick->self, _("This is too much text for one value. Please frame less of it."));
      return;
    }
  stop_search (pick->self);
  rects = g_array_new (FALSE, FALSE, sizeof (VeloPageRect));
  g_array_append_val (rects, rect);
  velo_pdf_view_set_marks (pick->self->view, pick->page, rects);
  velo_pdf_document_get_page_size (VELO_PDF_DOCUMENT (object), pick->page, &width, &height);
  turned = (VeloPageRect) { floor (rect.x1), floor (height - rect.y2), ceil (rect.x2), ceil (height - rect.y1) };
  g_signal_emit (pick->self, signals[SIGNAL_TAKEN], 0, text, pick->page, &turned);
}

static void
on_picked_cb (VeloReviewPaper *self,
              guint            page,
              double           x1,
              double           y1,
              double           x2,
              double           y2)
{
  VeloPdfDocument *document = velo_pdf_view_get_document (self->view);
  Pick *pick;

  if (document == NULL || !self->takeable)
    return;
  pick = g_new0 (Pick, 1);
  pick->self = g_object_ref (self);
  pick->page = page;
  pick->area = (VeloPageRect) { x1, y1, x2, y2 };
  velo_pdf_document_get_words_async (document, page, NULL, picked_words_cb, pick);
}

/* Showing */

static void
rendered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloReviewPaper) self = user_data;
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GError) error = NULL;

  pdf = velo_sheet_render_finish (VELO_SHEET (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->sheet != VELO_SHEET (object))
    return;
  g_clear_object (&self->sheet);
  if (pdf != NULL)
    {
      velo_pdf_view_set_bytes (self->view, pdf);
      return;
    }
  g_info ("the invoice cannot be laid out: %s", error->message);
  velo_pdf_view_show_error (self->view, _("The invoice cannot be shown. Its values are beside it all the same."), TRUE);
}

static void
render (VeloReviewPaper *self)
{
  g_clear_object (&self->rendering);
  self->rendering = g_cancellable_new ();
  velo_pdf_view_show_busy (self->view, _("Opening the document …"));
  velo_sheet_render_async (self->sheet, self->rendering, rendered_cb, g_object_ref (self));
}

/* The file is somebody else's: it is opened here only if that went well in another process. */
static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloReviewPaper) self = user_data;
  g_autoptr(GBytes) original = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  velo_document_check_finish (result, &error);
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  original = g_steal_pointer (&self->original);
  if (error == NULL)
    {
      velo_pdf_view_set_bytes (self->view, original);
      return;
    }
  g_info ("the invoice cannot be shown: %s", error->message);
  text = velo_error_text_dup (error);
  velo_pdf_view_show_error (self->view, text, FALSE);
}

static void
on_retry_cb (VeloReviewPaper *self)
{
  if (self->sheet != NULL)
    render (self);
}

static void
velo_review_paper_dispose (GObject *object)
{
  VeloReviewPaper *self = VELO_REVIEW_PAPER (object);

  stop_search (self);
  if (self->rendering != NULL)
    g_cancellable_cancel (self->rendering);
  g_clear_object (&self->rendering);
  g_clear_object (&self->sheet);
  g_clear_pointer (&self->original, g_bytes_unref);
  /* the bin must not keep a pointer to what the template takes away */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_REVIEW_PAPER);

  G_OBJECT_CLASS (velo_review_paper_parent_class)->dispose (object);
}

static void
velo_review_paper_finalize (GObject *object)
{
  VeloReviewPaper *self = VELO_REVIEW_PAPER (object);

  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->spellings, g_strfreev);
  g_clear_object (&self->finding);
  g_free (self->name);

  G_OBJECT_CLASS (velo_review_paper_parent_class)->finalize (object);
}

static void
velo_review_paper_class_init (VeloReviewPaperClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_review_paper_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_review_paper_finalize;

  /**
   * VeloReviewPaper::taken:
   * @self: the paper
   * @text: what the user clicked on or drew a rectangle around
   * @page: number of its page from 0
   * @rect: (type gpointer): #VeloPageRect on it, counted from its upper left corner
   */
  signals[SIGNAL_TAKEN] = g_signal_new ("taken", VELO_TYPE_REVIEW_PAPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_UINT, G_TYPE_POINTER);

  g_type_ensure (VELO_TYPE_PDF_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/review/velo-review-paper.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloReviewPaper, caption_label);
  gtk_widget_class_bind_template_child (widget_class, VeloReviewPaper, view);
  gtk_widget_class_bind_template_callback (widget_class, on_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
}

static void
velo_review_paper_init (VeloReviewPaper *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_review_paper_show_invoice:
 * @self: a paper
 * @invoice: what was read
 * @original: (nullable): the file
 *
 * Shows the file if it is a PDF, else all that is in @invoice.
 */
void
velo_review_paper_show_invoice (VeloReviewPaper *self,
                                VeloInvoice     *invoice,
                                GBytes          *original)
{
  const char *format;

  g_return_if_fail (VELO_IS_REVIEW_PAPER (self));
  g_return_if_fail (VELO_IS_INVOICE (invoice));

  if (self->rendering != NULL)
    g_cancellable_cancel (self->rendering);
  g_clear_object (&self->rendering);
  g_clear_object (&self->sheet);
  g_clear_pointer (&self->original, g_bytes_unref);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  format = velo_invoice_get_format (invoice);
  self->is_ours = original == NULL || !velo_invoice_source_is_pdf (original);
  self->has_data = !g_str_has_prefix (format, "pdf") && !g_str_equal (format, "typed");
  if (!self->is_ours)
    {
      self->original = g_bytes_ref (original);
      self->rendering = g_cancellable_new ();
      velo_pdf_view_show_busy (self->view, _("Opening the document …"));
      velo_document_check_async (VELO_DOCUMENT_KIND_INVOICE, original, self->rendering, checked_cb,
                                 g_object_ref (self));
      return;
    }
  self->sheet = velo_review_sheet_new (invoice);
  render (self);
}

/**
 * velo_review_paper_show_problem:
 * @self: a paper
 * @sentence: why there is nothing to show
 */
void
velo_review_paper_show_problem (VeloReviewPaper *self,
                                const char      *sentence)
{
  g_return_if_fail (VELO_IS_REVIEW_PAPER (self));

  velo_pdf_view_show_error (self->view, sentence, FALSE);
}

/* A day is written in many ways; amounts and numbers differ in signs only, which do not matter. */
static GStrv
make_spellings (const char *value)
{
  g_autoptr(GPtrArray) spellings = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  g_autoptr(GDate) date = velo_date_parse_input (value);

  if (!velo_text_is_empty (value))
    g_ptr_array_add (spellings, g_strdup (value));
  if (date != NULL)
    {
      static const char * const months[] = { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
                                             "August", "September", "Oktober", "November", "Dezember" };
      guint day = g_date_get_day (date);
      guint month = (guint) g_date_get_month (date);
      guint year = g_date_get_year (date);

      g_ptr_array_add (spellings, g_strdup_printf ("%02u.%02u.%04u", day, month, year));
      g_ptr_array_add (spellings, g_strdup_printf ("%04u-%02u-%02u", year, month, day));
      g_ptr_array_add (spellings, g_strdup_printf ("%u.%u.%04u", day, month, year));
      g_ptr_array_add (spellings, g_strdup_printf ("%u. %s %04u", day, months[month - 1], year));
      g_ptr_array_add (spellings, g_strdup_printf ("%02u.%02u.%02u", day, month, year % 100));
    }
  return (GStrv) g_ptr_array_free (g_steal_pointer (&spellings), FALSE);
}

/**
 * velo_review_paper_point_to:
 * @self: a paper
 * @name: (nullable): name of the value, for people; %NULL to point at nothing
 * @value: (nullable): the value as it is shown in its field
 * @finding: (nullable): where it was read
 *
 * Frames the place of a value, turns to its page and scrolls to it, as soon
 * as the page is there. What is not on the page is said in words.
 */
void
velo_review_paper_point_to (VeloReviewPaper *self,
                            const char      *name,
                            const char      *value,
                            VeloFinding     *finding)
{
  g_return_if_fail (VELO_IS_REVIEW_PAPER (self));
  g_return_if_fail (finding == NULL || VELO_IS_FINDING (finding));

  g_free (self->name);
  self->name = g_strdup (name);
  g_clear_pointer (&self->spellings, g_strfreev);
  self->spellings = make_spellings (value);
  g_set_object (&self->finding, finding);
  if (name == NULL)
    show_hint (self);
  start_search (self);
}

/**
 * velo_review_paper_set_takeable:
 * @self: a paper
 * @takeable: whether text can be clicked on
 */
void
velo_review_paper_set_takeable (VeloReviewPaper *self,
                                gboolean         takeable)
{
  g_return_if_fail (VELO_IS_REVIEW_PAPER (self));

  self->takeable = takeable;
  velo_pdf_view_set_pickable (self->view, takeable);
  show_hint (self);
}

/**
 * velo_review_paper_say:
 * @self: a paper
 * @sentence: what is said above the page until a value is pointed at
 */
void
velo_review_paper_say (VeloReviewPaper *self,
                       const char      *sentence)
{
  g_return_if_fail (VELO_IS_REVIEW_PAPER (self));

  set_caption (self, sentence);
}

/**
 * velo_review_paper_get_caption:
 * @self: a paper
 *
 * Returns: (transfer none): the sentence about the place
 */
const char *
velo_review_paper_get_caption (VeloReviewPaper *self)
{
  g_return_val_if_fail (VELO_IS_REVIEW_PAPER (self), NULL);

  return gtk_label_get_label (self->caption_label);
}

/**
 * velo_review_paper_is_busy:
 * @self: a paper
 *
 * Returns: whether a page is being made or a value is being looked for
 */
gboolean
velo_review_paper_is_busy (VeloReviewPaper *self)
{
  g_return_val_if_fail (VELO_IS_REVIEW_PAPER (self), FALSE);

  return self->sheet != NULL || self->original != NULL || self->searching != NULL;
}

/**
 * velo_review_paper_get_view:
 * @self: a paper
 *
 * Returns: (transfer none): what shows the page
 */
VeloPdfView *
velo_review_paper_get_view (VeloReviewPaper *self)
{
  g_return_val_if_fail (VELO_IS_REVIEW_PAPER (self), NULL);

  return self->view;
}
