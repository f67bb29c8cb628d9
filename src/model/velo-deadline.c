/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Until when a sold vehicle can be insured, by the fields of a tariff file. */

#define G_LOG_DOMAIN "velo-deadline"

#include "config.h"

#include "velo-deadline.h"

#include <string.h>

#include "velo-date.h"
#include "velo-json.h"
#include "velo-object-kind.h"
#include "velo-rules.h"
#include "velo-text.h"

/* Longer than anybody keeps a bicycle; a larger number in the file is a slip of the pen. */
#define MAX_MONTHS 600
#define MAX_DAYS   (MAX_MONTHS * 31)

/* A term of 0 months and 0 days: on the day of the purchase only. */
typedef struct
{
  gboolean offered;
  guint months;
  guint days;
} Term;

typedef struct
{
  char *object;  /* (owned): "bicycle", "ebike", "battery", "speed-pedelec" */
  char *variant; /* (owned): "A", "B" or empty */
  char *country; /* (owned): alpha-2, empty for any */
  Term as_new;
  Term as_used;
} Rule;

struct _VeloDeadlineRules
{
  GPtrArray *rules; /* (owned) (not nullable) (element-type Rule) */
  char *checksum;   /* (owned) (not nullable) */
};

G_DEFINE_BOXED_TYPE (VeloDeadlineRules, velo_deadline_rules, velo_deadline_rules_ref,
                     velo_deadline_rules_unref)

static void
rule_free (Rule *rule)
{
  g_free (rule->object);
  g_free (rule->variant);
  g_free (rule->country);
  g_free (rule);
}

static VeloDeadlineRules *
rules_new (void)
{
  VeloDeadlineRules *self = g_atomic_rc_box_new0 (VeloDeadlineRules);

  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  return self;
}

static void
rules_clear (gpointer data)
{
  VeloDeadlineRules *self = data;

  g_ptr_array_unref (self->rules);
  g_free (self->checksum);
}

/* Reading */

static gboolean
set_invalid (GError    **error,
             const char *what,
             const char *object,
             const char *variant)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s%s%s", what, object,
               velo_text_is_empty (variant) ? "" : ", variant ", variant == NULL ? "" : variant);
  return FALSE;
}

static gboolean
read_count (JsonObject *json,
            const char *name,
            guint       limit,
            guint      *count,
            gboolean   *found)
{
  JsonNode *node = velo_json_get (json, name);
  gint64 value;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  value = json_node_get_int (node);
  if (value < 0 || value > limit)
    return FALSE;
  *count = (guint) value;
  *found = TRUE;
  return TRUE;
}

/* "insurable_new": { "months": 12, "days": 0 }; not there: not offered */
static gboolean
read_term (JsonObject *json,
           const char *name,
           Term       *term)
{
  JsonNode *node = velo_json_get (json, name);
  JsonObject *inner;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  inner = json_node_get_object (node);
  return read_count (inner, "months", MAX_MONTHS, &term->months, &term->offered)
    && read_count (inner, "days", MAX_DAYS, &term->days, &term->offered)
    && term->offered;
}

static char *
dup_text (JsonObject *json,
          const char *name)
{
  char *text = velo_json_get_text (json, name);

  return text == NULL ? g_strdup ("") : text;
}

static gboolean
read_variant (VeloDeadlineRules *self,
              const char        *object,
              JsonObject        *json,
              GError           **error)
{
  Rule *rule = g_new0 (Rule, 1);

  rule->object = g_strdup (object);
  rule->variant = dup_text (json, "key");
  rule->country = dup_text (json, "country");
  g_ptr_array_add (self->rules, rule);
  if (*rule->country != '\0' && !velo_rules_is_country (rule->country))
    return set_invalid (error, "an unknown country", object, rule->variant);
  if (!read_term (json, "insurable_new", &rule->as_new))
    return set_invalid (error, "insurable_new is no term", object, rule->variant);
  if (!read_term (json, "insurable_used", &rule->as_used))
    return set_invalid (error, "insurable_used is no term", object, rule->variant);
  return TRUE;
}

static gboolean
read_object (VeloDeadlineRules *self,
             JsonNode          *node,
             GError           **error)
{
  g_autofree char *key = NULL;
  JsonNode *variants;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return set_invalid (error, "an object is no object", "objects", NULL);
  key = dup_text (json_node_get_object (node), "key");
  variants = velo_json_get (json_node_get_object (node), "variants");
  if (*key == '\0')
    return set_invalid (error, "an object has no key", "objects", NULL);
  if (variants == NULL || !JSON_NODE_HOLDS_ARRAY (variants))
    return set_invalid (error, "no list of variants", key, NULL);
  array = json_node_get_array (variants);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *variant = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (variant))
        return set_invalid (error, "a variant is no object", key, NULL);
      if (!read_variant (self, key, json_node_get_object (variant), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * velo_deadline_rules_parse:
 * @json: a tariff file
 * @length: its length, or -1 if it ends with a zero
 * @error: return location for a %JSON_PARSER_ERROR or %G_IO_ERROR_INVALID_DATA
 *
 * Reads "objects", each with "key" and "variants", each of these with "key", "country" (may be
 * missing), "insurable_new" and "insurable_used": objects with "months" and "days" after the
 * purchase; a term that is missing says that the variant does not take such a vehicle. Everything
 * else in the file is for others.
 *
 * Returns: (transfer full): the rules
 */
VeloDeadlineRules *
velo_deadline_rules_parse (const char  *json,
                           gssize       length,
                           GError     **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(VeloDeadlineRules) self = rules_new ();
  JsonNode *root;
  JsonNode *objects = NULL;
  JsonArray *array;

  g_return_val_if_fail (json != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!json_parser_load_from_data (parser, json, length, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    objects = velo_json_get (json_node_get_object (root), "objects");
  if (objects == NULL || !JSON_NODE_HOLDS_ARRAY (objects))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "there is no list of objects");
      return NULL;
    }
  array = json_node_get_array (objects);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_object (self, json_array_get_element (array, i), error))
      return NULL;
  self->checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) json,
                                                length < 0 ? strlen (json) : (gsize) length);
  return g_steal_pointer (&self);
}

/**
 * velo_deadline_rules_new_defaults:
 *
 * The insurer transmits no such term; the premium call decides in the end. Without a tariff file
 * every variant is taken for open for %VELO_RULES_INSURABLE_MONTHS after the purchase, new or used.
 *
 * Returns: (transfer full): these rules
 */
VeloDeadlineRules *
velo_deadline_rules_new_defaults (void)
{
  static const char * const objects[] = { "bicycle", "ebike", "battery", "speed-pedelec" };
  VeloDeadlineRules *self = rules_new ();

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      Rule *rule = g_new0 (Rule, 1);

      rule->object = g_strdup (objects[i]);
      rule->variant = g_strdup ("");
      rule->country = g_strdup ("");
      rule->as_new.offered = rule->as_used.offered = TRUE;
      rule->as_new.months = rule->as_used.months = VELO_RULES_INSURABLE_MONTHS;
      g_ptr_array_add (self->rules, rule);
    }
  self->checksum = g_strdup_printf ("default-%d", VELO_RULES_INSURABLE_MONTHS);
  return self;
}

/**
 * velo_deadline_rules_ref:
 * @self: rules
 *
 * Returns: (transfer full): @self
 */
VeloDeadlineRules *
velo_deadline_rules_ref (VeloDeadlineRules *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * velo_deadline_rules_unref:
 * @self: (transfer full): rules
 */
void
velo_deadline_rules_unref (VeloDeadlineRules *self)
{
  g_atomic_rc_box_release_full (self, rules_clear);
}

/**
 * velo_deadline_rules_get_checksum:
 * @self: rules
 *
 * Returns: a short text that changes with the rules, to know when stored days are out of date
 */
const char *
velo_deadline_rules_get_checksum (VeloDeadlineRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->checksum;
}

/* Days */

static const char *
get_object_key (VeloArticleKind kind)
{
  if (kind == VELO_ARTICLE_KIND_S_PEDELEC)
    return "speed-pedelec";
  switch (velo_object_kind_for_article (kind))
    {
    case VELO_OBJECT_KIND_EBIKE:
      return "ebike";
    case VELO_OBJECT_KIND_BICYCLE:
      return "bicycle";
    case VELO_OBJECT_KIND_BATTERY:
      return "battery";
    case VELO_OBJECT_KIND_NONE:
    default:
      return NULL;
    }
}

static void
add_term (GDate       *day,
          const GDate *start,
          const Term  *term)
{
  *day = *start;
  g_date_add_months (day, term->months);
  g_date_add_days (day, term->days);
}

static gboolean
matches (const Rule *rule,
         const char *object,
         const char *variant,
         const char *country)
{
  return g_str_equal (rule->object, object)
    && (variant == NULL || *rule->variant == '\0' || g_str_equal (rule->variant, variant))
    && (*rule->country == '\0' || velo_text_is_empty (country) || g_str_equal (rule->country, country));
}

/**
 * velo_rules_find_last_day:
 * @rules: fields of a tariff file
 * @kind: what was sold
 * @variant: (nullable): "A" or "B"; %NULL for whichever is open longest
 * @country: (nullable): country of the customer, alpha-2; %NULL or empty if not known
 * @used: whether it was bought used
 * @purchase_date: (nullable): day of the purchase
 * @last_day: (out): the last possible day
 *
 * Months are counted by the calendar: a term from the 31st ends on the last day of a shorter month,
 * one from 29 February on 28 February of a common year. That day itself still counts.
 *
 * Returns: %VELO_DEADLINE_KNOWN, or why there is no such day
 */
VeloDeadline
velo_rules_find_last_day (VeloDeadlineRules *rules,
                          VeloArticleKind    kind,
                          const char        *variant,
                          const char        *country,
                          gboolean           used,
                          const GDate       *purchase_date,
                          GDate             *last_day)
{
  const char *object = get_object_key (kind);
  VeloDeadline found = VELO_DEADLINE_NO_TARIFF;

  g_return_val_if_fail (rules != NULL && last_day != NULL, VELO_DEADLINE_NO_TARIFF);

  g_date_clear (last_day, 1);
  if (object == NULL)
    return VELO_DEADLINE_NOT_A_VEHICLE;
  if (purchase_date == NULL || !g_date_valid (purchase_date))
    return VELO_DEADLINE_NO_DATE;
  for (guint i = 0; i < rules->rules->len; i++)
    {
      const Rule *rule = g_ptr_array_index (rules->rules, i);
      const Term *term = used ? &rule->as_used : &rule->as_new;
      GDate day;

      if (!matches (rule, object, variant, country))
        continue;
      if (!term->offered)
        {
          if (used && rule->as_new.offered && found == VELO_DEADLINE_NO_TARIFF)
            found = VELO_DEADLINE_USED;
          continue;
        }
      add_term (&day, purchase_date, term);
      if (found != VELO_DEADLINE_KNOWN || g_date_compare (&day, last_day) > 0)
        *last_day = day;
      found = VELO_DEADLINE_KNOWN;
    }
  return found;
}

/**
 * velo_rules_count_days_left:
 * @last_day: the last possible day
 * @today: today
 *
 * Returns: 0 on the last day itself, negative when it has passed
 */
int
velo_rules_count_days_left (const GDate *last_day,
                            const GDate *today)
{
  g_return_val_if_fail (last_day != NULL && g_date_valid (last_day), -1);
  g_return_val_if_fail (today != NULL && g_date_valid (today), -1);

  return g_date_days_between (today, last_day);
}
