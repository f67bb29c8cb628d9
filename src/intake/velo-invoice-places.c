/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds where on the pages of a PDF the values of its invoice are printed. */

#define G_LOG_DOMAIN "velo-invoice-places"

#include "config.h"

#include "velo-invoice-places.h"

#include <math.h>
#include <stdio.h>


/* In heights of the letters: a wider gap parts two words. */
#define WORD_GAP 0.18
/* So many letters of an item's name are enough to find its row. */
#define NAME_LETTERS 16
/* A text of fewer letters is found everywhere. */
#define FEW_LETTERS 4
/* As many rows below the name may still belong to the item or the address. */
#define MAX_BELOW 8
/* Nobody looks at more of them one by one. */
#define MAX_VEHICLES 200
#define NOWHERE ((VeloPrintedPlace){ -1, 0, 0 })

/* The letters of a text in lower case, without blanks. */
static GArray *
letters_of (const char *text, guint most)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  GArray          *letters = g_array_new (FALSE, FALSE, sizeof (gunichar));

  for (const char *p = composed; p != NULL && *p != '\0' && letters->len < most;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      if (!g_unichar_isspace (c) && c != 0xa0)
        g_array_append_val (letters, c);
    }
  return letters;
}

static const VeloPdfLetter *
letter_at (const VeloPdfRow *row, guint index)
{
  return &g_array_index (row->letters, VeloPdfLetter, index);
}

static gboolean
is_word_part (gunichar letter)
{
  return g_unichar_isalnum (letter) || letter == ',' || letter == '.';
}

/* Whether nothing of the same word stands right before the letter at @index. */
static gboolean
begins (const VeloPdfRow *row, guint index)
{
  if (index == 0)
    return TRUE;
  return letter_at (row, index)->x_pt - letter_at (row, index - 1)->end_pt >
             WORD_GAP * row->height_pt ||
         !is_word_part (letter_at (row, index - 1)->letter);
}

static gboolean
ends (const VeloPdfRow *row, guint index)
{
  gunichar next;

  if (index + 1 >= row->letters->len)
    return TRUE;
  next = letter_at (row, index + 1)->letter;
  return letter_at (row, index + 1)->x_pt - letter_at (row, index)->end_pt >
             WORD_GAP * row->height_pt ||
         !g_unichar_isalnum (next);
}

static gboolean
find_in_row (const VeloPdfRow *row, GArray *letters, gboolean whole, guint *first)
{
  if (row->letters == NULL)
    return FALSE;
  for (guint start = 0; start + letters->len <= row->letters->len; start++)
    {
      guint n = 0;

      while (n < letters->len && g_unichar_tolower (letter_at (row, start + n)->letter) ==
                                     g_array_index (letters, gunichar, n))
        n++;
      if (n == letters->len && begins (row, start) && (!whole || ends (row, start + n - 1)))
        {
          *first = start;
          return TRUE;
        }
    }
  return FALSE;
}

/* The occurrence nearest to a row, at it or below; without such a row the first one. */
static VeloPrintedPlace
find_text (GPtrArray *rows, const char *text, gboolean whole, int near_row)
{
  g_autoptr (GArray) letters = letters_of (text, whole ? G_MAXUINT : NAME_LETTERS);
  VeloPrintedPlace best = NOWHERE;

  if (letters->len == 0)
    return best;
  for (guint i = 0; i < rows->len; i++)
    {
      guint first;
      int   distance = near_row < 0 ? (int) i : (int) i - near_row;

      if (letters->len < FEW_LETTERS && (near_row < 0 || distance < 0 || distance > MAX_BELOW))
        continue;
      if (!find_in_row (rows->pdata[i], letters, whole, &first))
        continue;
      if (best.row < 0 || (near_row >= 0 && best.row < near_row))
        best = (VeloPrintedPlace){ (int) i, first, first + letters->len - 1 };
    }
  return best;
}

/* The forms in which an amount may be printed. */
static void
add_amounts (GPtrArray *forms, const char *value)
{
  gint64           cents = g_ascii_strtoll (value, NULL, 10);
  gint64           whole = ABS (cents) / 100;
  int              rest = (int) (ABS (cents) % 100);
  g_autofree char *grouped =
      whole >= 1000 ? g_strdup_printf ("%" G_GINT64_FORMAT ".%03d", whole / 1000, (int) (whole % 1000))
                    : g_strdup_printf ("%" G_GINT64_FORMAT, whole);

  g_ptr_array_add (forms, g_strdup_printf ("%s,%02d", grouped, rest));
  g_ptr_array_add (forms, g_strdup_printf ("%" G_GINT64_FORMAT ",%02d", whole, rest));
  g_ptr_array_add (forms, g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", whole, rest));
  if (rest == 0)
    g_ptr_array_add (forms, g_strdup_printf ("%s,-", grouped));
}

static void
add_dates (GPtrArray *forms, const char *value)
{
  int year;
  int month;
  int day;

  if (sscanf (value, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return;
  g_ptr_array_add (forms, g_strdup_printf ("%02d.%02d.%04d", day, month, year));
  g_ptr_array_add (forms, g_strdup_printf ("%d.%d.%04d", day, month, year));
  g_ptr_array_add (forms, g_strdup_printf ("%02d.%02d.%02d", day, month, year % 100));
}

/**
 * velo_printed_place_find:
 * @rows: (element-type VeloPdfRow): what is printed
 * @field: name of the property, tells amounts and dates from texts
 * @value: what to find; amounts in cents, dates as YYYY-MM-DD
 * @near_row: a row at or below which it likely stands, or -1
 *
 * Finds a value in one of the forms in which it may be printed.
 *
 * Returns: its place
 */
VeloPrintedPlace
velo_printed_place_find (GPtrArray *rows, const char *field, const char *value, int near_row)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_free);
  VeloPrintedPlace place = NOWHERE;

  if (g_str_has_suffix (field, "-cents"))
    add_amounts (forms, value);
  else
    {
      g_ptr_array_add (forms, g_strdup (value));
      if (g_str_has_suffix (field, "date"))
        add_dates (forms, value);
    }
  for (guint i = 0; i < forms->len && place.row < 0; i++)
    place = find_text (rows, forms->pdata[i], TRUE, near_row);
  return place;
}

static void
set_place (VeloFinding *finding, GPtrArray *rows, const VeloPrintedPlace *place)
{
  const VeloPdfRow *row = rows->pdata[place->row];

  velo_finding_set_page (finding, (int) row->page);
  velo_finding_set_left (finding, (int) floor (letter_at (row, place->first)->x_pt));
  velo_finding_set_right (finding, (int) ceil (letter_at (row, place->last)->end_pt));
  velo_finding_set_top (finding, (int) floor (row->y_pt - row->height_pt / 2));
  velo_finding_set_bottom (finding, (int) ceil (row->y_pt + row->height_pt / 2));
}

/* What is not printed as it is, "margin scheme", has its reason in the text around. */
static void
place_finding (VeloFinding *finding, GPtrArray *rows, int near_row)
{
  const char      *excerpt = velo_finding_get_excerpt (finding);
  VeloPrintedPlace place = velo_printed_place_find (rows, velo_finding_get_field (finding),
                                                    velo_finding_get_value (finding), near_row);

  if (place.row < 0 && *excerpt != '\0' &&
      !g_str_has_suffix (velo_finding_get_field (finding), "-cents"))
    {
      place = find_text (rows, excerpt, TRUE, near_row);
      if (place.row < 0 && g_utf8_strlen (excerpt, -1) > NAME_LETTERS)
        place = find_text (rows, excerpt, FALSE, near_row);
    }
  if (place.row >= 0)
    set_place (finding, rows, &place);
}

/* The row in which a position begins. */
static int
row_of_line (VeloInvoice *invoice, GPtrArray *rows, int line)
{
  GListModel *lines = G_LIST_MODEL (velo_invoice_get_lines (invoice));
  g_autoptr (VeloInvoiceLine) item =
      line < 1 ? NULL : g_list_model_get_item (lines, (guint) line - 1);

  if (item == NULL)
    return -1;
  return find_text (rows, velo_invoice_line_get_description (item), FALSE, -1).row;
}

static gboolean
is_of_customer (const char *field)
{
  static const char *const fields[] = { "salutation", "title",    "first-name", "last-name",
                                        "company",    "street",   "city",       "address-extra",
                                        "postcode",   "country",  NULL };

  return g_strv_contains (fields, field);
}

static int
row_of_customer (VeloInvoice *invoice, GPtrArray *rows)
{
  VeloCustomer *customer = velo_invoice_get_customer (invoice);
  const char   *company = velo_customer_get_company (customer);

  return find_text (rows, *company != '\0' ? company : velo_customer_get_last_name (customer), TRUE,
                    -1)
      .row;
}

/**
 * velo_invoice_places_find:
 * @invoice: an invoice that was read of a PDF
 * @rows: (element-type VeloPdfRow): what is printed in the PDF
 *
 * Gives each finding of @invoice and its vehicles the page and rectangle where
 * its value is printed, up to 200 vehicles. What is not found keeps page 0.
 */
void
velo_invoice_places_find (VeloInvoice *invoice, GPtrArray *rows)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  GListModel *heads = G_LIST_MODEL (velo_invoice_get_findings (invoice));
  const int   customer_row = row_of_customer (invoice, rows);

  for (guint i = 0; i < g_list_model_get_n_items (heads); i++)
    {
      g_autoptr (VeloFinding) finding = g_list_model_get_item (heads, i);

      place_finding (finding, rows,
                     is_of_customer (velo_finding_get_field (finding)) ? MAX (customer_row - 1, -1)
                                                                       : -1);
    }
  for (guint i = 0; i < MIN (g_list_model_get_n_items (vehicles), MAX_VEHICLES); i++)
    {
      g_autoptr (VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);
      GListModel *findings = G_LIST_MODEL (velo_vehicle_get_findings (vehicle));

      for (guint k = 0; k < g_list_model_get_n_items (findings); k++)
        {
          g_autoptr (VeloFinding) finding = g_list_model_get_item (findings, k);
          int line = velo_finding_get_line (finding);

          place_finding (finding, rows,
                         row_of_line (invoice, rows, line > 0 ? line : velo_vehicle_get_line (vehicle)));
        }
    }
}
