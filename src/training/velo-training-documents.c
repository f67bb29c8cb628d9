/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the legal documents of the training insurer from the texts in documents.json. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-documents.h"

#include "velo-training-paper.h"

#define DOCUMENTS_PATH "/com/example/VeloInsure/training/documents.json"

#define PAGE_WIDTH_PT  595.276
#define PAGE_HEIGHT_PT 841.89
#define MARGIN_PT      62.0
#define TEXT_WIDTH_PT  (PAGE_WIDTH_PT - 2 * MARGIN_PT)
#define BOTTOM_PT      (PAGE_HEIGHT_PT - 70.0)
#define TEXT_PT        10.0
#define HEADING_PT     11.5

struct _VeloTrainingDocuments
{
  VeloTrainingTariff *tariff; /* (borrowed) */
  JsonNode *texts;            /* (owned) */
};

/* A document being set. */
typedef struct
{
  VeloTrainingDocuments *documents;   /* (borrowed) */
  const VeloTrainingProduct *product; /* (borrowed) */
  const GDate *day;                   /* (borrowed) */
  VeloTrainingPaper *paper;           /* (borrowed) */
  double y_pt;
  guint page;
} Setter;

static JsonObject *
get_root (VeloTrainingDocuments *self)
{
  return json_node_get_object (self->texts);
}

static char *
expand (VeloTrainingDocuments     *self,
        const VeloTrainingProduct *product,
        const char                *text)
{
  JsonObject *objects = json_object_get_object_member (get_root (self), "objects");
  JsonObject *all_words = json_object_get_object_member (get_root (self), "words");
  JsonObject *words = json_object_get_object_member (all_words, product->country);
  g_autoptr(GString) expanded = g_string_new (text);
  g_autofree char *tax = NULL;
  static const char *const names[] = { "policy", "policies", "policyword", "withdrawal",
                                       "premium" };

  tax = g_strdup_printf ("%u", velo_training_tariff_get_tax_percent (self->tariff,
                                                                     product->country));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *placeholder = g_strdup_printf ("{%s}", names[i]);

      g_string_replace (expanded, placeholder,
                        json_object_get_string_member (words, names[i]), 0);
    }
  g_string_replace (expanded, "{product}", product->product_name, 0);
  g_string_replace (expanded, "{code}", product->application_code, 0);
  g_string_replace (expanded, "{country}", product->country, 0);
  g_string_replace (expanded, "{tax}", tax, 0);
  g_string_replace (expanded, "{object}",
                    json_object_get_string_member (objects, product->object), 0);
  return g_string_free (g_steal_pointer (&expanded), FALSE);
}

static void
set_green (Setter *setter)
{
  cairo_set_source_rgb (velo_training_paper_get_cairo (setter->paper), 0.05, 0.33, 0.30);
}

static void
set_black (Setter *setter)
{
  cairo_set_source_rgb (velo_training_paper_get_cairo (setter->paper), 0.1, 0.1, 0.1);
}

static void
begin_page (Setter *setter)
{
  cairo_t *cr = velo_training_paper_get_cairo (setter->paper);
  g_autofree char *footer = g_strdup_printf ("Training – kein Versicherungsvertrag · %s",
                                             setter->product->application_code);
  g_autofree char *number = g_strdup_printf ("Seite %u", ++setter->page);

  velo_training_paper_watermark (setter->paper);
  set_green (setter);
  cairo_rectangle (cr, 0, 0, PAGE_WIDTH_PT, 26);
  cairo_fill (cr);
  cairo_set_line_width (cr, 0.6);
  cairo_move_to (cr, MARGIN_PT, PAGE_HEIGHT_PT - 50);
  cairo_line_to (cr, PAGE_WIDTH_PT - MARGIN_PT, PAGE_HEIGHT_PT - 50);
  cairo_stroke (cr);
  velo_training_paper_text (setter->paper, MARGIN_PT, PAGE_HEIGHT_PT - 45, TEXT_WIDTH_PT, 8,
                            VELO_TRAINING_TEXT_PLAIN, footer);
  velo_training_paper_text (setter->paper, MARGIN_PT, PAGE_HEIGHT_PT - 45, TEXT_WIDTH_PT, 8,
                            VELO_TRAINING_TEXT_RIGHT, number);
  cairo_set_source_rgb (cr, 1, 1, 1);
  velo_training_paper_text (setter->paper, MARGIN_PT, 8, TEXT_WIDTH_PT, 9,
                            VELO_TRAINING_TEXT_BOLD, "TRAINING");
  velo_training_paper_text (setter->paper, MARGIN_PT, 8, TEXT_WIDTH_PT, 9,
                            VELO_TRAINING_TEXT_RIGHT, setter->product->product_name);
  set_black (setter);
  setter->y_pt = 56;
}

static void
ensure_space (Setter *setter,
              double  height_pt)
{
  if (setter->y_pt + height_pt <= BOTTOM_PT)
    return;
  velo_training_paper_next_page (setter->paper);
  begin_page (setter);
}

static void
set_heading (Setter     *setter,
             const char *text)
{
  double height = velo_training_paper_measure (setter->paper, TEXT_WIDTH_PT, HEADING_PT,
                                               VELO_TRAINING_TEXT_BOLD, text);

  /* A heading does not stay alone at the end of a page. */
  ensure_space (setter, height + 50);
  set_green (setter);
  setter->y_pt += 9 + velo_training_paper_text (setter->paper, MARGIN_PT, setter->y_pt + 7,
                                                TEXT_WIDTH_PT, HEADING_PT,
                                                VELO_TRAINING_TEXT_BOLD, text);
  set_black (setter);
}

static void
set_paragraph (Setter     *setter,
               const char *text,
               gboolean    item)
{
  double indent = item ? 14 : 0;
  double height = velo_training_paper_measure (setter->paper, TEXT_WIDTH_PT - indent, TEXT_PT,
                                               VELO_TRAINING_TEXT_PLAIN, text);

  ensure_space (setter, height);
  if (item)
    velo_training_paper_text (setter->paper, MARGIN_PT + 3, setter->y_pt, 10, TEXT_PT,
                              VELO_TRAINING_TEXT_PLAIN, "•");
  setter->y_pt += velo_training_paper_text (setter->paper, MARGIN_PT + indent, setter->y_pt,
                                            TEXT_WIDTH_PT - indent, TEXT_PT,
                                            VELO_TRAINING_TEXT_PLAIN, text);
  setter->y_pt += item ? 3 : 6;
}

static void
set_row (Setter     *setter,
         const char *left,
         const char *right,
         gboolean    head)
{
  cairo_t *cr = velo_training_paper_get_cairo (setter->paper);
  VeloTrainingTextStyle style = head ? VELO_TRAINING_TEXT_BOLD : VELO_TRAINING_TEXT_PLAIN;

  ensure_space (setter, 20);
  velo_training_paper_text (setter->paper, MARGIN_PT + 6, setter->y_pt + 3, 200, TEXT_PT, style,
                            left);
  velo_training_paper_text (setter->paper, MARGIN_PT + 200, setter->y_pt + 3, 120, TEXT_PT,
                            style | VELO_TRAINING_TEXT_RIGHT, right);
  setter->y_pt += 18;
  cairo_set_line_width (cr, head ? 0.8 : 0.3);
  cairo_move_to (cr, MARGIN_PT, setter->y_pt);
  cairo_line_to (cr, MARGIN_PT + 330, setter->y_pt);
  cairo_stroke (cr);
}

static void
set_premiums (Setter *setter)
{
  JsonObject *table = velo_training_tariff_find_table (setter->documents->tariff, setter->product,
                                                       setter->day);
  JsonArray *bands;
  const char *basis;

  if (table == NULL)
    return;
  bands = json_object_get_array_member (table, "bands");
  basis = json_object_get_string_member (table, "basis");
  set_row (setter, "Kaufpreis bis",
           g_str_equal (basis, "month") ? "EUR im Monat"
           : g_str_equal (basis, "year") ? "EUR im Jahr" : "EUR einmalig", TRUE);
  for (guint i = 0; i < json_array_get_length (bands); i++)
    {
      JsonObject *band = json_array_get_object_element (bands, i);
      g_autofree char *price = velo_training_paper_dup_amount (
        json_object_get_int_member (band, "price_up_to_cents"));
      g_autofree char *premium = velo_training_paper_dup_amount (
        json_object_get_int_member (band, "premium_cents"));

      set_row (setter, price, premium, FALSE);
    }
  setter->y_pt += 8;
}

static void
set_values (Setter *setter)
{
  JsonArray *values = json_object_get_array_member (get_root (setter->documents), "values");

  set_row (setter, "Alter", "Anteil am Kaufpreis", TRUE);
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      JsonArray *row = json_array_get_array_element (values, i);

      set_row (setter, json_array_get_string_element (row, 0),
               json_array_get_string_element (row, 1), FALSE);
    }
  setter->y_pt += 8;
}

static void
set_document (Setter     *setter,
              JsonObject *document)
{
  JsonArray *blocks = json_object_get_array_member (document, "blocks");
  g_autofree char *title = expand (setter->documents, setter->product,
                                   json_object_get_string_member (document, "title"));

  begin_page (setter);
  set_green (setter);
  setter->y_pt += 8 + velo_training_paper_text (setter->paper, MARGIN_PT, setter->y_pt,
                                                TEXT_WIDTH_PT, 18, VELO_TRAINING_TEXT_BOLD,
                                                title);
  set_black (setter);
  for (guint i = 0; i < json_array_get_length (blocks); i++)
    {
      JsonArray *block = json_array_get_array_element (blocks, i);
      const char *kind = json_array_get_string_element (block, 0);
      g_autofree char *text = expand (setter->documents, setter->product,
                                      json_array_get_string_element (block, 1));

      if (*kind == 'h')
        set_heading (setter, text);
      else if (*kind != 't')
        set_paragraph (setter, text, *kind == 'l');
      else if (g_str_equal (text, "premiums"))
        set_premiums (setter);
      else
        set_values (setter);
    }
}

static JsonObject *
find_document (VeloTrainingDocuments *self,
               const char            *type)
{
  JsonObject *documents = json_object_get_object_member (get_root (self), "documents");

  return json_object_has_member (documents, type)
           ? json_object_get_object_member (documents, type) : NULL;
}

/**
 * velo_training_documents_new:
 * @tariff: (transfer none): the tariffs, which must outlive the documents
 *
 * Returns: (transfer full): the documents
 */
VeloTrainingDocuments *
velo_training_documents_new (VeloTrainingTariff *tariff)
{
  VeloTrainingDocuments *self = g_new0 (VeloTrainingDocuments, 1);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (DOCUMENTS_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                     NULL);

  g_assert (bytes != NULL);
  self->tariff = tariff;
  self->texts = json_from_string (g_bytes_get_data (bytes, NULL), NULL);
  g_assert (self->texts != NULL);
  return self;
}

/**
 * velo_training_documents_free:
 * @self: (transfer full): documents
 */
void
velo_training_documents_free (VeloTrainingDocuments *self)
{
  g_return_if_fail (self != NULL);

  json_node_unref (self->texts);
  g_free (self);
}

/**
 * velo_training_documents_make:
 * @self: documents
 * @product: a product
 * @types: (array zero-terminated=1): DOCUMENT_TYPEs; several are merged
 * @day: day whose premiums are printed
 *
 * Returns: (transfer full) (nullable): a PDF, the same bytes each time; %NULL if a type is unknown
 */
GBytes *
velo_training_documents_make (VeloTrainingDocuments     *self,
                              const VeloTrainingProduct *product,
                              const char *const         *types,
                              const GDate               *day)
{
  Setter setter = { self, product, day, NULL, 0, 0 };

  g_return_val_if_fail (types != NULL && types[0] != NULL, NULL);

  for (gsize i = 0; types[i] != NULL; i++)
    if (find_document (self, types[i]) == NULL)
      return NULL;
  setter.paper = velo_training_paper_new (PAGE_WIDTH_PT, PAGE_HEIGHT_PT, product->product_name);
  for (gsize i = 0; types[i] != NULL; i++)
    {
      if (i > 0)
        velo_training_paper_next_page (setter.paper);
      set_document (&setter, find_document (self, types[i]));
    }
  return velo_training_paper_finish (setter.paper);
}

/**
 * velo_training_documents_dup_file_name:
 * @self: documents
 * @product: a product
 * @type: a DOCUMENT_TYPE that exists
 *
 * Returns: (transfer full): FILENAME, with umlauts and blanks as the insurer's
 */
char *
velo_training_documents_dup_file_name (VeloTrainingDocuments     *self,
                                       const VeloTrainingProduct *product,
                                       const char                *type)
{
  JsonObject *document = find_document (self, type);

  g_return_val_if_fail (document != NULL, NULL);

  return expand (self, product, json_object_get_string_member (document, "file"));
}

/**
 * velo_training_documents_get_other_text:
 * @self: documents
 *
 * Returns: (transfer none): the text that is listed among the documents and is none
 */
const char *
velo_training_documents_get_other_text (VeloTrainingDocuments *self)
{
  return json_object_get_string_member (get_root (self), "not_a_document");
}
