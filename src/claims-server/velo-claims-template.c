/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills the customer's pages: every value is escaped, none can become markup. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-template.h"

#include <string.h>

/*
 * A page is HTML with these places, after the well-known Mustache:
 *
 *   {{name}}                  the value of that name, escaped; nothing if there is none
 *   {{#name}} ... {{/name}}   for each item of a list, or once if the value is not empty
 *   {{^name}} ... {{/name}}   once if the value is missing or empty
 *
 * Names in a list's item are looked up there first, then outside.
 */

struct _VeloClaimsValues
{
  GHashTable *texts; /* (owned) (element-type utf8 utf8) */
  GHashTable *lists; /* (owned) (element-type utf8 GPtrArray) */
  VeloClaimsValues *outer;
};

/* Pages are ours; deeper nesting is a slip. */
#define MAX_DEPTH 8

/**
 * velo_claims_values_new:
 *
 * Returns: (transfer full): no values
 */
VeloClaimsValues *
velo_claims_values_new (void)
{
  VeloClaimsValues *self = g_new0 (VeloClaimsValues, 1);

  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

/**
 * velo_claims_values_free:
 * @self: (transfer full): values, with those of its lists
 */
void
velo_claims_values_free (VeloClaimsValues *self)
{
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->lists);
  g_free (self);
}

/**
 * velo_claims_values_set:
 * @self: values
 * @name: of a place
 * @text: (nullable): what stands there, any text
 */
void
velo_claims_values_set (VeloClaimsValues *self,
                        const char       *name,
                        const char       *text)
{
  g_hash_table_insert (self->texts, g_strdup (name), g_strdup (text != NULL ? text : ""));
}

/**
 * velo_claims_values_set_flag:
 * @self: values
 * @name: of a section
 * @flag: whether it is shown
 */
void
velo_claims_values_set_flag (VeloClaimsValues *self,
                             const char       *name,
                             gboolean          flag)
{
  velo_claims_values_set (self, name, flag ? "1" : "");
}

/**
 * velo_claims_values_add:
 * @self: values
 * @list: name of a section that is repeated
 *
 * Returns: (transfer none): the values of one more item
 */
VeloClaimsValues *
velo_claims_values_add (VeloClaimsValues *self,
                        const char       *list)
{
  GPtrArray *items = g_hash_table_lookup (self->lists, list);
  VeloClaimsValues *item = velo_claims_values_new ();

  if (items == NULL)
    {
      items = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_claims_values_free);
      g_hash_table_insert (self->lists, g_strdup (list), items);
    }
  item->outer = self;
  g_ptr_array_add (items, item);
  return item;
}

static const char *
find_text (VeloClaimsValues *values,
           const char       *name)
{
  const char *text = NULL;

  for (; values != NULL && text == NULL; values = values->outer)
    text = g_hash_table_lookup (values->texts, name);
  return text != NULL ? text : "";
}

/**
 * velo_claims_values_get_text:
 * @self: values
 * @name: of a place
 *
 * Returns: (transfer none): what stands there; empty if nothing does
 */
const char *
velo_claims_values_get_text (VeloClaimsValues *self,
                             const char       *name)
{
  return find_text (self, name);
}

static GPtrArray *
find_list (VeloClaimsValues *values,
           const char       *name)
{
  GPtrArray *list = NULL;

  for (; values != NULL && list == NULL; values = values->outer)
    list = g_hash_table_lookup (values->lists, name);
  return list;
}

static void
append_escaped (GString    *out,
                const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      case '\'':
        g_string_append (out, "&#39;");
        break;
      default:
        g_string_append_c (out, *p);
      }
}

/* The end of a section that begins before @page; sections of the same name may not be nested. */
static const char *
find_end (const char  *page,
          const char  *name,
          const char **after)
{
  g_autofree char *tag = g_strdup_printf ("{{/%s}}", name);
  const char *end = strstr (page, tag);

  if (end == NULL)
    g_error ("the section %s of a page has no end", name);
  *after = end + strlen (tag);
  return end;
}

static void fill (GString *out, const char *page, gsize length, VeloClaimsValues *values, guint depth);

static const char *
fill_section (GString          *out,
              const char       *tag,
              const char       *content,
              VeloClaimsValues *values,
              guint             depth)
{
  const char *after;
  const char *end = find_end (content, tag + 1, &after);
  GPtrArray *list = find_list (values, tag + 1);
  gboolean shown = list != NULL ? list->len > 0 : *find_text (values, tag + 1) != '\0';
  gsize length = (gsize) (end - content);

  if (*tag == '^')
    {
      if (!shown)
        fill (out, content, length, values, depth);
    }
  else if (list == NULL && shown)
    fill (out, content, length, values, depth);
  for (guint i = 0; *tag == '#' && list != NULL && i < list->len; i++)
    fill (out, content, length, g_ptr_array_index (list, i), depth);
  return after;
}

static void
fill (GString          *out,
      const char       *page,
      gsize             length,
      VeloClaimsValues *values,
      guint             depth)
{
  const char *end = page + length;

  g_assert (depth < MAX_DEPTH);
  while (page < end)
    {
      const char *open = g_strstr_len (page, end - page, "{{");
      const char *close = open != NULL ? g_strstr_len (open, end - open, "}}") : NULL;
      g_autofree char *tag = NULL;

      if (close == NULL)
        {
          g_string_append_len (out, page, end - page);
          return;
        }
      g_string_append_len (out, page, open - page);
      tag = g_strndup (open + 2, (gsize) (close - open - 2));
      page = close + 2;
      if (*tag == '#' || *tag == '^')
        page = fill_section (out, tag, page, values, depth + 1);
      else
        append_escaped (out, find_text (values, tag));
    }
}

/**
 * velo_claims_template_fill:
 * @page: a page of ours with places
 * @values: what they are filled with
 *
 * Returns: (transfer full): the page as it is sent
 */
char *
velo_claims_template_fill (const char       *page,
                           VeloClaimsValues *values)
{
  GString *out = g_string_sized_new (strlen (page) * 2);

  fill (out, page, strlen (page), values, 0);
  return g_string_free (out, FALSE);
}
