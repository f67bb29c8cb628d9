/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Uses on an invoice what somebody confirmed about its articles on an earlier one. */

#define G_LOG_DOMAIN "velo-article-memory"

#include "config.h"

#include "velo-article-memory.h"

#include "velo-decimal.h"
#include "velo-number-finder.h"
#include "velo-text.h"

/* So many times confirmed, it is no longer a guess. */
#define SURE_TIMES 2
#define MAX_UNITS 20
/* Where a value from here says it is from. */
#define SOURCE "memory"

typedef struct
{
  VeloInvoice      *invoice;
  VeloNumberFinder *numbers;
  gboolean          is_named; /* whether the words of the line can be about the article */
} Context;

static VeloFinding *
find_finding (GListStore *findings, const char *field)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr (VeloFinding) finding = g_list_model_get_item (G_LIST_MODEL (findings), i);

      if (g_str_equal (velo_finding_get_field (finding), field))
        return g_steal_pointer (&finding);
    }
  return NULL;
}

static void
remove_findings (GListStore *findings, const char *field)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (findings)); i > 0; i--)
    {
      g_autoptr (VeloFinding) finding = g_list_model_get_item (G_LIST_MODEL (findings), i - 1);

      if (g_str_equal (velo_finding_get_field (finding), field))
        g_list_store_remove (findings, i - 1);
    }
}

static void
add_finding (VeloVehicle *vehicle,
             const char  *field,
             const char  *value,
             const char  *excerpt,
             int          line,
             VeloSureness sureness)
{
  g_autoptr (VeloFinding) finding = velo_finding_new ();

  velo_finding_set_field (finding, field);
  velo_finding_set_value (finding, value);
  velo_finding_set_source (finding, SOURCE);
  velo_finding_set_excerpt (finding, excerpt);
  velo_finding_set_line (finding, line);
  velo_finding_set_sureness (finding, sureness);
  g_list_store_append (velo_vehicle_get_findings (vehicle), finding);
}

static VeloSureness
sureness_of (Context *context, VeloKnownArticle *article)
{
  if (!context->is_named)
    return VELO_SURENESS_LOW;
  return velo_known_article_get_times_confirmed (article) >= SURE_TIMES ? VELO_SURENESS_HIGH
                                                                        : VELO_SURENESS_GOOD;
}

/* Sets a property to what is remembered, unless the invoice itself says it in so many words. */
static void
remember (Context          *context,
          VeloVehicle      *vehicle,
          const char       *field,
          const char       *value,
          VeloInvoiceLine  *line,
          int               index,
          VeloKnownArticle *article)
{
  g_autoptr (VeloFinding) finding = find_finding (velo_vehicle_get_findings (vehicle), field);

  if (*value == '\0' ||
      (finding != NULL && velo_finding_get_sureness (finding) == VELO_SURENESS_HIGH))
    return;
  remove_findings (velo_vehicle_get_findings (vehicle), field);
  g_object_set (vehicle, field, value, NULL);
  add_finding (vehicle, field, value, velo_invoice_line_get_description (line), index,
               sureness_of (context, article));
}

static guint
n_units_of (VeloInvoiceLine *line)
{
  gint64 quantity = 1;

  if (!velo_decimal_to_integer (velo_decimal_parse (velo_invoice_line_get_quantity (line)),
                                &quantity) ||
      quantity == 0)
    return 1;
  return (guint) MIN (ABS (quantity), MAX_UNITS);
}

/* The numbers in the words of a line of which nobody knew that it sells a vehicle. */
static void
take_numbers (Context *context, VeloInvoiceLine *line, guint unit, VeloVehicle *vehicle, int index)
{
  const char *texts[] = { velo_invoice_line_get_description (line),
                          velo_invoice_line_get_detail (line), velo_invoice_line_get_note (line) };
  static const char *const fields[] = { NULL, "frame-number", "battery-number", "key-number",
                                        NULL };
  guint seen[G_N_ELEMENTS (fields)] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) numbers = velo_number_finder_find (context->numbers, texts[i]);

      for (guint k = 0; k < numbers->len; k++)
        {
          const VeloNumber *number = numbers->pdata[k];
          const char       *field =
              number->kind < G_N_ELEMENTS (fields) ? fields[number->kind] : NULL;

          if (field == NULL || seen[number->kind]++ != unit)
            continue;
          g_object_set (vehicle, field, number->value, NULL);
          add_finding (vehicle, field, number->value, texts[i], index, VELO_SURENESS_GOOD);
        }
    }
}

static gboolean
is_leased (VeloInvoice *invoice)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  g_autoptr (VeloVehicle) vehicle = g_list_model_get_item (vehicles, 0);

  return *velo_invoice_get_rider (invoice) != '\0' ||
         (vehicle != NULL && velo_vehicle_get_leasing (vehicle) == VELO_ANSWER_YES);
}

static void
add_vehicles (Context *context, VeloInvoiceLine *line, int index)
{
  const guint    n_units = n_units_of (line);
  const gint64   price = velo_invoice_line_get_gross_cents (line);
  const gboolean leased = is_leased (context->invoice);
  const GDate   *delivered = velo_invoice_get_delivery_date (context->invoice);
  const GDate   *date = delivered != NULL ? delivered : velo_invoice_get_date (context->invoice);

  for (guint i = 0; i < n_units; i++)
    {
      g_autoptr (VeloVehicle) vehicle = velo_vehicle_new ();
      const gboolean gets_cent = i < (guint) (ABS (price) % n_units);

      velo_vehicle_set_line (vehicle, index);
      velo_vehicle_set_price_cents (vehicle, price / n_units +
                                                 (gets_cent ? (price < 0 ? -1 : 1) : 0));
      velo_vehicle_set_purchase_date (vehicle, date);
      velo_vehicle_set_leasing (vehicle, leased ? VELO_ANSWER_YES : VELO_ANSWER_UNKNOWN);
      take_numbers (context, line, i, vehicle, index);
      g_list_store_append (velo_invoice_get_vehicles (context->invoice), vehicle);
    }
}

static void
remove_vehicles (VeloInvoice *invoice, int index)
{
  GListStore *vehicles = velo_invoice_get_vehicles (invoice);

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (vehicles)); i > 0; i--)
    {
      g_autoptr (VeloVehicle) vehicle = g_list_model_get_item (G_LIST_MODEL (vehicles), i - 1);

      if (velo_vehicle_get_line (vehicle) == index)
        g_list_store_remove (vehicles, i - 1);
    }
}

/* Whether a line is taken for a vehicle. */
static gboolean
has_vehicle (VeloInvoice *invoice, int index)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));

  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr (VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      if (velo_vehicle_get_line (vehicle) == index)
        return TRUE;
    }
  return FALSE;
}

static void
apply_vehicle (Context *context, VeloInvoiceLine *line, int index, VeloKnownArticle *article)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (context->invoice));

  if (!has_vehicle (context->invoice, index))
    add_vehicles (context, line, index);
  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr (VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      if (velo_vehicle_get_line (vehicle) != index)
        continue;
      velo_vehicle_set_kind (vehicle, velo_known_article_get_kind (article));
      remember (context, vehicle, "maker", velo_known_article_get_maker (article), line, index, article);
      remember (context, vehicle, "model", velo_known_article_get_model (article), line, index, article);
    }
}

/* The vehicle that has the lock of this line, else the first that has none. */
static VeloVehicle *
owner_of_lock (VeloInvoice *invoice, int index)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  g_autoptr (VeloVehicle) without = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr (VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);
      g_autoptr (VeloFinding) model =
          find_finding (velo_vehicle_get_findings (vehicle), "lock-model");

      if (model != NULL && velo_finding_get_line (model) == index)
        return g_steal_pointer (&vehicle);
      if (without == NULL && velo_vehicle_get_lock_price_cents (vehicle) == 0 &&
          velo_vehicle_get_kind (vehicle) != VELO_ARTICLE_KIND_BATTERY)
        without = g_object_ref (vehicle);
    }
  return g_steal_pointer (&without);
}

static void
apply_lock (Context *context, VeloInvoiceLine *line, int index, VeloKnownArticle *article)
{
  g_autoptr (VeloVehicle) vehicle = owner_of_lock (context->invoice, index);

  if (vehicle == NULL)
    return;
  if (velo_vehicle_get_lock_price_cents (vehicle) == 0)
    velo_vehicle_set_lock_price_cents (vehicle,
                                       velo_invoice_line_get_gross_cents (line) / n_units_of (line));
  remember (context, vehicle, "lock-maker", velo_known_article_get_maker (article), line, index, article);
  remember (context, vehicle, "lock-model", velo_known_article_get_model (article), line, index, article);
}

static void
apply_article (Context *context, VeloInvoiceLine *line, int index, VeloKnownArticle *article)
{
  const VeloArticleKind kind = velo_known_article_get_kind (article);

  if (velo_article_kind_is_insurable (kind))
    apply_vehicle (context, line, index, article);
  else
    remove_vehicles (context->invoice, index);
  if (kind == VELO_ARTICLE_KIND_LOCK)
    apply_lock (context, line, index, article);
  velo_invoice_line_set_kind (line, kind);
  velo_invoice_line_set_kind_sureness (line, sureness_of (context, article));
}

/* What is remembered of the article of a line. Where a number was given to another article, what the reader
 * made of the words is better than what is remembered of the number; where it made nothing of them, what is
 * remembered is a guess. */
static void
apply_best (Context *context, VeloInvoiceLine *line, int index, GPtrArray *articles, const char *seller_key)
{
  for (guint k = 0; k < articles->len; k++)
    {
      VeloKnownArticle *article = articles->pdata[k];

      if (!velo_known_article_matches (article, seller_key, line))
        continue;
      context->is_named = velo_known_article_is_named (article, line);
      if (!context->is_named
          && (has_vehicle (context->invoice, index)
              || !velo_article_kind_is_insurable (velo_known_article_get_kind (article))))
        continue;
      apply_article (context, line, index, article);
      return;
    }
}

/**
 * velo_article_memory_apply:
 * @invoice: an invoice as velo_invoice_reader_read_finish() returned it, not yet shown
 * @articles: (element-type VeloKnownArticle): what is remembered, the best first
 *
 * Corrects what the recogniser guessed of the lines about known articles: the
 * kind, maker and model. A line that was not taken for a vehicle gets its
 * vehicles, one that is none loses them. What the invoice says in fields of their
 * own stays. What comes from here has a #VeloFinding whose source is "memory".
 */
void
velo_article_memory_apply (VeloInvoice *invoice, GPtrArray *articles)
{
  GListModel      *lines = G_LIST_MODEL (velo_invoice_get_lines (invoice));
  g_autofree char *seller_key = velo_invoice_dup_seller_key (invoice);
  g_autoptr (VeloNumberFinder) numbers = NULL;
  Context context = { invoice, NULL, TRUE };

  if (articles == NULL || articles->len == 0)
    return;
  context.numbers = numbers = velo_number_finder_new ();
  velo_number_finder_exclude (numbers, velo_invoice_get_number (invoice));
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (VeloInvoiceLine) line = g_list_model_get_item (lines, i);

      velo_number_finder_exclude (numbers, velo_invoice_line_get_gtin (line));
      velo_number_finder_exclude (numbers, velo_invoice_line_get_article_number (line));
    }
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (VeloInvoiceLine) line = g_list_model_get_item (lines, i);

      apply_best (&context, line, (int) i + 1, articles, seller_key);
    }
}

static VeloKnownArticle *
article_new (const char *seller_key, VeloInvoiceLine *line)
{
  VeloKnownArticle *article = velo_known_article_new ();
  g_autofree char  *model_key = velo_invoice_line_dup_model_key (line);

  velo_known_article_set_seller_key (article, seller_key);
  velo_known_article_set_article_number (article, velo_invoice_line_get_article_number (line));
  velo_known_article_set_gtin (article, velo_invoice_line_get_gtin (line));
  velo_known_article_set_model_key (article, model_key);
  velo_known_article_set_kind (article, velo_invoice_line_get_kind (line));
  return article;
}

/* What the confirmed vehicles say about a line: as what it is insured, or as whose lock. */
static void
take_vehicle (VeloInvoice *confirmed, int index, VeloKnownArticle *article)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (confirmed));

  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr (VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);
      g_autoptr (VeloFinding) lock =
          find_finding (velo_vehicle_get_findings (vehicle), "lock-model");

      if (velo_vehicle_get_line (vehicle) == index)
        {
          velo_known_article_set_kind (article, velo_vehicle_get_kind (vehicle));
          velo_known_article_set_maker (article, velo_vehicle_get_maker (vehicle));
          velo_known_article_set_model (article, velo_vehicle_get_model (vehicle));
          return;
        }
      if (lock != NULL && velo_finding_get_line (lock) == index)
        {
          velo_known_article_set_kind (article, VELO_ARTICLE_KIND_LOCK);
          velo_known_article_set_maker (article, velo_vehicle_get_lock_maker (vehicle));
          velo_known_article_set_model (article, velo_vehicle_get_lock_model (vehicle));
          return;
        }
    }
  /* taken for a vehicle, and somebody took it out */
  if (velo_article_kind_is_insurable (velo_known_article_get_kind (article)))
    velo_known_article_set_kind (article, VELO_ARTICLE_KIND_OTHER);
}

/**
 * velo_article_memory_learn:
 * @confirmed: an invoice whose vehicles somebody confirmed
 *
 * Says what is to be remembered of the articles on it, for
 * velo_store_remember_article_async(): the vehicles, locks and batteries, and
 * what was taken for a vehicle and is none. Other lines teach nothing.
 *
 * Returns: (transfer full) (element-type VeloKnownArticle): the articles
 */
GPtrArray *
velo_article_memory_learn (VeloInvoice *confirmed)
{
  GListModel      *lines = G_LIST_MODEL (velo_invoice_get_lines (confirmed));
  g_autofree char *seller_key = velo_invoice_dup_seller_key (confirmed);
  GPtrArray       *articles = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (VeloInvoiceLine) line = g_list_model_get_item (lines, i);
      g_autoptr (VeloKnownArticle) article = article_new (seller_key, line);
      gboolean was_taken;

      take_vehicle (confirmed, (int) i + 1, article);
      was_taken = velo_article_kind_is_insurable (velo_invoice_line_get_kind (line));
      if (was_taken || velo_article_kind_is_insurable (velo_known_article_get_kind (article)) ||
          !velo_text_is_empty (velo_known_article_get_model (article)))
        g_ptr_array_add (articles, g_steal_pointer (&article));
    }
  return articles;
}
