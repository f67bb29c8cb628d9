/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds vehicles, batteries, locks, their numbers and the people in a reading. */

#define G_LOG_DOMAIN "velo-recogniser"

#include "config.h"

#include "velo-recogniser.h"

#include "velo-article-text.h"
#include "velo-line-facts.h"
#include "velo-line-kind.h"
#include "velo-number-finder.h"
#include "velo-people-finder.h"
#include "velo-regex.h"
#include "velo-text.h"
#include "velo-words.h"

#include <string.h>

/* What lies behind is kept as it is written, but not looked into. */
#define MAX_LINES 2000
#define MAX_NOTES 200
/* Lines in one another. */
#define MAX_DEPTH 16

typedef struct
{
  const VeloReading *reading;
  VeloNumberFinder  *numbers;
  VeloArticleParser *articles;
} Context;

static void
take_text_numbers (Context       *context,
                   VeloLineFacts *facts,
                   const char    *text,
                   const char    *path,
                   VeloSureness   sureness)
{
  g_autoptr (GPtrArray) numbers = velo_number_finder_find (context->numbers, text);

  for (guint i = 0; i < numbers->len; i++)
    {
      const VeloNumber *number = numbers->pdata[i];
      GPtrArray        *list = velo_line_facts_list (facts, number->kind);

      VeloFound        *found = NULL;

      if (list == NULL && !velo_line_facts_is_other (number->kind))
        continue;
      found = velo_found_new (number->value, number->raw, path, text,
                              number->is_weak ? VELO_SURENESS_LOW : sureness);
      if (list != NULL)
        velo_line_facts_keep_number (list, found);
      else
        velo_line_facts_keep_other (facts, number->kind, found);
    }
}

static char *
path_of (const VeloReadingLine *line, const char *rest)
{
  return g_strconcat (line->path, "/", rest, NULL);
}

static VeloFound **
property_of (VeloLineFacts *facts, const char *name)
{
  g_autofree char         *folded = velo_words_fold (name);
  static const char *const makers[] = { "marke", "hersteller", "brand", "manufacturer",
                                        "make",  "fabrikat",   NULL };
  static const char *const models[] = { "modell", "model", "modellname", "modellbezeichnung",
                                        "typ",    "type",  NULL };
  static const char *const colours[] = { "farbe", "color", "colour", "rahmenfarbe", NULL };
  static const char *const sizes[] = { "groesse",    "size",      "rahmenhoehe", "rahmengroesse",
                                       "frame size", "framesize", NULL };
  static const char *const years[] = { "modelljahr", "baujahr",  "model year", "modelyear",
                                       "mj",         "jahrgang", NULL };

  if (velo_words_is (folded, makers))
    return &facts->maker;
  if (velo_words_is (folded, models))
    return &facts->model;
  if (velo_words_is (folded, colours))
    return &facts->colour;
  if (velo_words_is (folded, sizes))
    return &facts->size;
  return velo_words_is (folded, years) ? &facts->model_year : NULL;
}

static void
take_attributes (Context *context, const VeloReadingLine *line, VeloLineFacts *facts)
{
  g_autofree char *path = path_of (line, context->reading->paths->attribute);

  for (guint i = 0; i < line->attributes->len; i++)
    {
      const VeloReadingAttribute *attribute = line->attributes->pdata[i];
      g_autofree char *excerpt = g_strconcat (attribute->name, ": ", attribute->value, NULL);
      VeloNumberKind   kind = velo_number_finder_label (attribute->name);
      GPtrArray       *list = velo_line_facts_list (facts, kind);
      VeloFound      **property = property_of (facts, attribute->name);

      if (list != NULL)
        {
          g_auto (GStrv) values = g_strsplit_set (attribute->value, ",;", -1);

          for (guint k = 0; values[k] != NULL; k++)
            {
              g_autofree char *raw = velo_text_squash (values[k]);
              g_auto (GStrv) groups = g_strsplit (raw, " ", -1);
              g_autofree char *joined = g_strjoinv ("", groups);

              if (velo_number_finder_is_valid (context->numbers, kind, joined))
                velo_line_facts_keep_number (list, velo_found_new (kind == VELO_NUMBER_KIND_KEY ? raw : joined, raw,
                                                   path, excerpt, VELO_SURENESS_HIGH));
            }
        }
      else if (velo_line_facts_is_other (kind))
        velo_line_facts_keep_other (facts, kind,
                    velo_found_new (attribute->value, NULL, path, excerpt, VELO_SURENESS_HIGH));
      else if (property != NULL && *property == NULL &&
               (property != &facts->model_year || strspn (attribute->value, "0123456789") == 4))
        *property = velo_found_new (attribute->value, NULL, path, excerpt, VELO_SURENESS_HIGH);
    }
}

static gint64
price_of_one (const VeloReadingLine *line)
{
  gint64 cents;
  gint64 quantity;

  if (velo_decimal_to_cents (velo_decimal_parse (line->net), &cents) ||
      velo_decimal_to_cents (line->gross, &cents))
    {
      if (velo_decimal_to_integer (velo_decimal_parse (line->quantity), &quantity) && quantity > 1)
        cents /= quantity;
      return ABS (cents);
    }
  return -1;
}

static void
take_serials (Context *context, const VeloReadingLine *line, VeloLineFacts *facts)
{
  g_autofree char *path = path_of (line, context->reading->paths->serial);
  gboolean         is_vehicle =
      velo_article_kind_is_insurable (facts->kind) && facts->kind != VELO_ARTICLE_KIND_BATTERY;
  gint64   quantity = 1;
  gboolean per_unit;

  velo_decimal_to_integer (velo_decimal_parse (line->quantity), &quantity);
  per_unit = quantity > 1 && quantity == line->serials->len;
  for (guint i = 0; i < line->serials->len; i++)
    {
      const char      *serial = line->serials->pdata[i];
      g_autofree char *excerpt = g_strdup (serial);
      /* Two serials of one e-bike: the second is likely its battery. */
      gboolean     is_second = !per_unit && i > 0 && velo_article_kind_is_electric (facts->kind);
      VeloSureness sureness =
          line->serials->len == 1 || per_unit ? VELO_SURENESS_GOOD : VELO_SURENESS_LOW;

      if (!velo_number_finder_is_valid (context->numbers, VELO_NUMBER_KIND_FRAME, serial))
        continue;
      if (is_vehicle && is_second && facts->batteries->len == 0)
        velo_line_facts_keep_number (facts->batteries,
                     velo_found_new (serial, NULL, path, excerpt, VELO_SURENESS_LOW));
      else if (is_vehicle && !is_second && (facts->frames->len == 0 || per_unit))
        velo_line_facts_keep_number (facts->frames, velo_found_new (serial, NULL, path, excerpt, sureness));
      else if (facts->kind == VELO_ARTICLE_KIND_BATTERY)
        velo_line_facts_keep_number (facts->batteries, velo_found_new (serial, NULL, path, excerpt, sureness));
      else if (facts->kind == VELO_ARTICLE_KIND_LOCK)
        velo_line_facts_keep_number (facts->keys, velo_found_new (serial, NULL, path, excerpt, sureness));
    }
}

/* "Seriennummer" alone is the number of the thing that the line sells. */
static void
take_generic_numbers (Context *context, VeloLineFacts *facts, const char *text, const char *path)
{
  g_autoptr (GPtrArray) numbers = velo_number_finder_find (context->numbers, text);

  for (guint i = 0; i < numbers->len; i++)
    {
      const VeloNumber *number = numbers->pdata[i];
      GPtrArray        *list = NULL;

      if (number->kind != VELO_NUMBER_KIND_SERIAL)
        continue;
      if (facts->kind == VELO_ARTICLE_KIND_BATTERY)
        list = facts->batteries;
      else if (facts->kind == VELO_ARTICLE_KIND_LOCK)
        list = facts->keys;
      else if (velo_article_kind_is_insurable (facts->kind))
        list = facts->frames;
      if (list != NULL && list->len == 0)
        velo_line_facts_keep_number (
            list, velo_found_new (number->value, number->raw, path, text,
                                  list == facts->frames ? VELO_SURENESS_LOW : VELO_SURENESS_GOOD));
    }
}

static void
fill (VeloFound  **target,
      const char  *value,
      const char  *path,
      const char  *excerpt,
      VeloSureness sureness)
{
  if (*target == NULL && !velo_text_is_empty (value))
    *target = velo_found_new (value, NULL, path, excerpt, sureness);
}

static void
take_article (Context *context, const VeloReadingLine *line, VeloLineFacts *facts)
{
  g_autofree char *name_path = path_of (line, context->reading->paths->description);
  g_autofree char *detail_path = path_of (line, context->reading->paths->detail);
  g_autofree char *brand_path = path_of (line, context->reading->paths->brand);
  g_autofree char *model_path = path_of (line, context->reading->paths->model);
  gboolean         is_lock = facts->kind == VELO_ARTICLE_KIND_LOCK;
  g_autoptr (VeloArticleText) name = NULL;
  g_autoptr (VeloArticleText) detail = NULL;

  fill (&facts->maker, line->brand, brand_path, line->brand, VELO_SURENESS_HIGH);
  fill (&facts->model, line->model, model_path, line->model, VELO_SURENESS_HIGH);
  detail = velo_article_parser_parse (context->articles, line->detail);
  if (detail->maker_is_labelled)
    {
      fill (&facts->maker, detail->maker, detail_path, line->detail, VELO_SURENESS_GOOD);
      fill (&facts->model, detail->model, detail_path, line->detail, VELO_SURENESS_GOOD);
    }
  if (is_lock)
    name = velo_article_parser_parse_lock (context->articles, line->description);
  else
    name = velo_article_parser_parse (context->articles, line->description);
  if (facts->maker == NULL || facts->model == NULL)
    {
      gboolean stated = facts->maker != NULL;

      fill (&facts->maker, name->maker, name_path, line->description,
            name->maker_is_known ? VELO_SURENESS_GOOD : VELO_SURENESS_LOW);
      /* A model behind another word than the stated maker would be a guess too many. */
      if (!stated ||
          (name->maker != NULL && g_ascii_strcasecmp (name->maker, facts->maker->value) == 0))
        fill (&facts->model, name->model, name_path, line->description,
              name->maker_is_known ? VELO_SURENESS_GOOD : VELO_SURENESS_LOW);
    }
  if (is_lock)
    return;
  fill (&facts->colour, name->colour, name_path, line->description, VELO_SURENESS_GOOD);
  fill (&facts->size, name->size, name_path, line->description, VELO_SURENESS_GOOD);
  fill (&facts->model_year, name->model_year, name_path, line->description, VELO_SURENESS_GOOD);
  fill (&facts->used, name->used, name_path, line->description, VELO_SURENESS_GOOD);
  if (detail->maker_is_known)
    fill (&facts->maker, detail->maker, detail_path, line->detail, VELO_SURENESS_LOW);
  fill (&facts->colour, detail->colour, detail_path, line->detail, VELO_SURENESS_GOOD);
  fill (&facts->size, detail->size, detail_path, line->detail, VELO_SURENESS_GOOD);
  fill (&facts->model_year, detail->model_year, detail_path, line->detail, VELO_SURENESS_GOOD);
  fill (&facts->used, detail->used, detail_path, line->detail, VELO_SURENESS_GOOD);
}

/* "... inkl. Faltschloss Sperrwerk Fold 90": a lock in the price of the vehicle. */
static void
take_included_lock (Context *context, VeloLineFacts *facts, const char *text, const char *path)
{
  g_autoptr (GMatchInfo) match = NULL;
  GRegex *joined = velo_regex_get (
      "(?:(?<!\\p{L})(?:inkl\\.?|incl\\.?|inklusive|mit|samt|und)\\s+|[+&]\\s*)([^,;()+&]{4,80})",
      G_REGEX_CASELESS);

  if (text == NULL || facts->lock != NULL)
    return;
  for (g_regex_match (joined, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *part = g_match_info_fetch (match, 1);
      g_auto (GStrv) words = velo_words_split (part);
      g_autoptr (VeloArticleText) lock = NULL;
      gboolean is_lock = FALSE;

      for (guint i = 0; words[i] != NULL && !is_lock; i++)
        is_lock = velo_line_kind_is_lock (words[i]);
      if (!is_lock)
        continue;
      lock = velo_article_parser_parse_lock (context->articles, part);
      fill (&facts->lock, part, path, text, VELO_SURENESS_LOW);
      fill (&facts->lock_maker, lock->maker, path, text, VELO_SURENESS_LOW);
      fill (&facts->lock_model, lock->model, path, text, VELO_SURENESS_LOW);
      return;
    }
}

static VeloLineFacts *
recognise_line (Context *context, const VeloReadingLine *line)
{
  const VeloReadingPaths *paths = context->reading->paths;
  g_autofree char        *name_path = path_of (line, paths->description);
  g_autofree char        *detail_path = path_of (line, paths->detail);
  g_autofree char        *note_path = path_of (line, paths->note);
  VeloLineFacts          *facts = velo_line_facts_new ();
  VeloLineEvidence        evidence = { 0 };

  facts->counts = line->status_reason == NULL || g_str_equal (line->status_reason, "DETAIL");
  take_attributes (context, line, facts);
  take_text_numbers (context, facts, line->description, name_path, VELO_SURENESS_GOOD);
  take_text_numbers (context, facts, line->detail, detail_path, VELO_SURENESS_GOOD);
  take_text_numbers (context, facts, line->note, note_path, VELO_SURENESS_GOOD);
  evidence.name = line->description;
  evidence.detail = line->detail;
  evidence.unit = line->unit;
  evidence.net_cents = price_of_one (line);
  evidence.has_frame = facts->frames->len > 0;
  evidence.has_battery = facts->batteries->len > 0;
  facts->kind = velo_line_kind_find (&evidence, &facts->kind_sureness);

  for (guint i = 0; i < line->attributes->len; i++)
    {
      const VeloReadingAttribute *attribute = line->attributes->pdata[i];

      if (velo_number_finder_label (attribute->name) == VELO_NUMBER_KIND_SERIAL &&
          line->serials->len == 0)
        {
          g_autofree char *text = g_strconcat ("SN: ", attribute->value, NULL);
          g_autofree char *path = path_of (line, paths->attribute);

          take_generic_numbers (context, facts, text, path);
        }
    }
  take_serials (context, line, facts);
  take_generic_numbers (context, facts, line->description, name_path);
  take_generic_numbers (context, facts, line->detail, detail_path);
  take_generic_numbers (context, facts, line->note, note_path);
  if (velo_article_kind_is_insurable (facts->kind) || facts->kind == VELO_ARTICLE_KIND_LOCK)
    take_article (context, line, facts);
  if (velo_article_kind_is_insurable (facts->kind) && facts->kind != VELO_ARTICLE_KIND_BATTERY)
    {
      take_included_lock (context, facts, line->description, name_path);
      take_included_lock (context, facts, line->detail, detail_path);
    }
  return facts;
}

static gboolean
is_vehicle (const VeloLineFacts *facts)
{
  return velo_article_kind_is_insurable (facts->kind) && facts->kind != VELO_ARTICLE_KIND_BATTERY;
}

/* A line without a price, or one that says so, explains the vehicle before it. */
static gboolean
is_text_line (const VeloReadingLine *line)
{
  VeloDecimal net = velo_decimal_parse (line->net);

  if (g_strcmp0 (line->status_reason, "INFORMATION") == 0)
    return TRUE;
  return (!net.is_set || net.value == 0) && (!line->gross.is_set || line->gross.value == 0);
}

static void
join_text_lines (Context *context, GPtrArray *lines)
{
  VeloLineFacts *vehicle = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      VeloLineFacts         *facts = lines->pdata[i];
      const VeloReadingLine *line = context->reading->lines->pdata[i];

      if (is_vehicle (facts) && !is_text_line (line))
        vehicle = facts;
      else if (vehicle != NULL && is_text_line (line))
        {
          velo_line_facts_move_numbers (facts->frames, vehicle->frames);
          velo_line_facts_move_numbers (facts->batteries, vehicle->batteries);
          velo_line_facts_move_numbers (facts->keys, vehicle->keys);
          velo_line_facts_move_others (facts, vehicle);
          if (is_vehicle (facts))
            facts->kind = VELO_ARTICLE_KIND_OTHER;
        }
      else
        vehicle = NULL;
    }
}

static const VeloReadingLine *
parent_of (Context *context, const VeloReadingLine *line, guint *index)
{
  for (guint i = *index; line->parent != NULL && i > 0; i--)
    {
      const VeloReadingLine *other = context->reading->lines->pdata[i - 1];

      if (g_strcmp0 (other->id, line->parent) == 0)
        {
          *index = i - 1;
          return other;
        }
    }
  return NULL;
}

/* A line below another is part of its price; but what is sold is the vehicle, not the bundle. */
static void
count_bundled (Context *context, GPtrArray *lines)
{
  for (guint i = 0; i < MIN (lines->len, MAX_LINES); i++)
    {
      VeloLineFacts         *facts = lines->pdata[i];
      const VeloReadingLine *line = context->reading->lines->pdata[i];
      guint                  index = i;
      guint                  depth = 0;

      if (facts->counts || g_strcmp0 (line->status_reason, "SUB") != 0 ||
          !(velo_article_kind_is_insurable (facts->kind) || facts->kind == VELO_ARTICLE_KIND_LOCK))
        continue;
      facts->counts = TRUE;
      for (line = parent_of (context, line, &index); line != NULL && depth < MAX_DEPTH;
           line = parent_of (context, line, &index), depth++)
        if (velo_article_kind_is_insurable (((VeloLineFacts *) lines->pdata[index])->kind))
          facts->counts = FALSE;
    }
}

/* Numbers in the notes of the invoice belong to its vehicle, if there is but one. */
static void
take_notes (Context *context, GPtrArray *lines)
{
  VeloLineFacts *vehicle = NULL;
  guint          n_vehicles = 0;
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      VeloLineFacts *facts = lines->pdata[i];

      if (!is_vehicle (facts))
        continue;
      n_vehicles++;
      if (vehicle == NULL || vehicle->frames->len > 0)
        vehicle = facts;
    }
  if (vehicle == NULL)
    return;
  g_ptr_array_extend (notes, context->reading->notes, NULL, NULL);
  g_ptr_array_extend (notes, context->reading->side_notes, NULL, NULL);
  for (guint i = 0; i < MIN (notes->len, MAX_NOTES); i++)
    {
      gboolean       had_frame = vehicle->frames->len > 0;
      gboolean       had_battery = vehicle->batteries->len > 0;
      VeloLineFacts *found = velo_line_facts_new ();

      take_text_numbers (context, found, notes->pdata[i], context->reading->paths->notes,
                         n_vehicles == 1 ? VELO_SURENESS_GOOD : VELO_SURENESS_LOW);
      if (!had_frame)
        velo_line_facts_move_numbers (found->frames, vehicle->frames);
      if (!had_battery && velo_article_kind_is_electric (vehicle->kind))
        velo_line_facts_move_numbers (found->batteries, vehicle->batteries);
      if (vehicle->keys->len == 0)
        velo_line_facts_move_numbers (found->keys, vehicle->keys);
      velo_line_facts_move_others (found, vehicle);
      velo_line_facts_free (found);
    }
}

/* The margin scheme is for used goods only. */
static void
take_margin_scheme (Context *context, GPtrArray *lines)
{
  const GPtrArray         *texts[] = { context->reading->side_notes, context->reading->notes };
  static const char *const marks[] = {
    "vatex-eu-f", "differenzbesteuer", "differenzbesteuerung", "§ 25a", "§25a",
    "§ 24 ustg",  "§24 ustg",          "second-hand goods",    NULL
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint k = 0; k < texts[i]->len; k++)
      {
        g_autofree char *folded = velo_words_fold (texts[i]->pdata[k]);
        gboolean         found = FALSE;

        for (guint m = 0; marks[m] != NULL && !found; m++)
          found = strstr (folded, marks[m]) != NULL;
        for (guint n = 0; n < lines->len && found; n++)
          {
            VeloLineFacts         *facts = lines->pdata[n];
            const VeloReadingLine *line = context->reading->lines->pdata[n];
            VeloDecimal            rate = velo_decimal_parse (line->vat_rate);

            if (is_vehicle (facts) && (!rate.is_set || rate.value == 0))
              fill (&facts->used, "margin scheme", context->reading->paths->notes,
                    texts[i]->pdata[k], VELO_SURENESS_GOOD);
          }
      }
}

/**
 * velo_recogniser_run:
 * @reading: an invoice as it is written
 *
 * Tells what each line sells, and finds the numbers, makers and models of
 * vehicles, the employee and the rider. Nothing is taken for certain: every
 * value says where it is from and how sure it is.
 *
 * Returns: (transfer full): what was recognised
 */
VeloRecognition *
velo_recogniser_run (const VeloReading *reading)
{
  VeloRecognition *recognition = g_new0 (VeloRecognition, 1);
  g_autoptr (VeloNumberFinder) numbers = velo_number_finder_new ();
  g_autoptr (VeloArticleParser) articles = velo_article_parser_new ();
  Context context = { reading, numbers, articles };

  recognition->lines = g_ptr_array_new_with_free_func (velo_line_facts_free);
  velo_number_finder_exclude (numbers, reading->number);
  for (guint i = 0; i < reading->lines->len; i++)
    {
      const VeloReadingLine *line = reading->lines->pdata[i];

      velo_number_finder_exclude (numbers, line->gtin);
      velo_number_finder_exclude (numbers, line->seller_item_id);
    }
  for (guint i = 0; i < reading->lines->len; i++)
    g_ptr_array_add (recognition->lines, i < MAX_LINES
                                             ? recognise_line (&context, reading->lines->pdata[i])
                                             : velo_line_facts_new ());
  join_text_lines (&context, recognition->lines);
  count_bundled (&context, recognition->lines);
  take_notes (&context, recognition->lines);
  velo_line_facts_settle_keys (recognition->lines);
  take_margin_scheme (&context, recognition->lines);
  recognition->employee = velo_people_finder_employee (reading);
  recognition->salutation = velo_people_finder_salutation (reading);
  recognition->rider = velo_people_finder_rider (reading);
  recognition->is_leasing = recognition->rider != NULL || velo_people_finder_is_lessor (reading);
  return recognition;
}

/**
 * velo_recognition_free:
 * @recognition: (nullable): what was recognised
 *
 * Frees @recognition.
 */
void
velo_recognition_free (VeloRecognition *recognition)
{
  if (recognition == NULL)
    return;
  g_ptr_array_unref (recognition->lines);
  velo_found_free (recognition->employee);
  velo_found_free (recognition->salutation);
  velo_found_free (recognition->rider);
  g_free (recognition);
}
