/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An invoice that came as mere data, laid out to be read like one on paper. */

#define G_LOG_DOMAIN "velo-review-sheet"

#include "config.h"

#include "velo-review-sheet.h"

#include "velo-date.h"
#include "velo-money.h"
#include "velo-review-text.h"
#include "velo-sale-text.h"
#include "velo-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* A text that somebody else wrote is shown up to here, in bytes. */
#define MAX_TEXT 2000
#define MAX_LINES 500

static char *
cut (const char *text)
{
  const char *end;

  if (strlen (text) <= MAX_TEXT)
    return g_strdup (text);
  end = g_utf8_find_prev_char (text, text + MAX_TEXT);
  return g_strdup_printf ("%.*s …", (int) (end - text), text);
}

static void
append_line (GString    *lines,
             const char *text)
{
  g_autofree char *squashed = velo_text_squash (text);
  g_autofree char *short_text = cut (squashed);

  if (*short_text == '\0')
    return;
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  g_string_append (lines, short_text);
}

static char *
dup_party (VeloParty *party)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autofree char *place = g_strjoin (" ", velo_party_get_postcode (party), velo_party_get_city (party), NULL);
  g_autofree char *name = g_strjoin (" ", velo_party_get_salutation (party), velo_party_get_name (party), NULL);

  append_line (lines, name);
  append_line (lines, velo_party_get_street (party));
  append_line (lines, velo_party_get_street2 (party));
  append_line (lines, velo_party_get_street3 (party));
  append_line (lines, place);
  if (strstr (name, velo_party_get_contact (party)) == NULL)
    append_line (lines, velo_party_get_contact (party));
  append_line (lines, velo_party_get_phone (party));
  append_line (lines, velo_party_get_email (party));
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static void
add_head (VeloSheet   *sheet,
          VeloInvoice *invoice)
{
  g_autofree char *seller = dup_party (velo_invoice_get_seller (invoice));
  g_autofree char *buyer = dup_party (velo_invoice_get_buyer (invoice));
  g_autofree char *date = velo_date_format_display (velo_invoice_get_date (invoice));
  g_autofree char *delivery = velo_date_format_display (velo_invoice_get_delivery_date (invoice));
  g_autoptr(GString) facts = g_string_new (NULL);

  if (*seller != '\0')
    velo_sheet_set_sender (sheet, seller);
  g_string_append_printf (facts, "%s\t%s\n%s\t%s", _("Invoice"), velo_invoice_get_number (invoice),
                          _("Date"), date);
  if (*delivery != '\0')
    g_string_append_printf (facts, "\n%s\t%s", _("Delivered"), delivery);
  if (!velo_text_is_empty (velo_invoice_get_employee_name (invoice)))
    g_string_append_printf (facts, "\n%s\t%s", _("Sold by"), velo_invoice_get_employee_name (invoice));
  if (!velo_text_is_empty (velo_invoice_get_rider (invoice)))
    g_string_append_printf (facts, "\n%s\t%s", _("Rider"), velo_invoice_get_rider (invoice));
  velo_sheet_add_address (sheet, buyer, facts->str);
}

/* A value that stands in none of the texts of its line gets a place of its own. */
static void
append_findings (GString     *text,
                 VeloVehicle *vehicle,
                 int          line)
{
  GListModel *findings = G_LIST_MODEL (velo_vehicle_get_findings (vehicle));

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr(VeloFinding) finding = g_list_model_get_item (findings, i);
      const char *value = velo_finding_get_value (finding);
      const char *excerpt = velo_finding_get_excerpt (finding);

      if (velo_finding_get_line (finding) != line || velo_text_is_empty (value)
          || g_str_equal (velo_finding_get_field (finding), "price-cents")
          || strstr (text->str, value) != NULL || strstr (text->str, excerpt[0] == '\0' ? value : excerpt) != NULL)
        continue;
      append_line (text, velo_text_is_empty (excerpt) ? value : excerpt);
    }
}

static void
add_line (VeloSheet       *sheet,
          VeloInvoice     *invoice,
          VeloInvoiceLine *line,
          guint            number)
{
  GListModel *vehicles = G_LIST_MODEL (velo_invoice_get_vehicles (invoice));
  g_autofree char *net = velo_money_format_display (velo_invoice_line_get_net_cents (line));
  g_autofree char *gross = velo_money_format_display (velo_invoice_line_get_gross_cents (line));
  g_autoptr(GString) text = g_string_new (NULL);
  const char *cells[] = { NULL, velo_invoice_line_get_quantity (line), net, gross, NULL };

  append_line (text, velo_invoice_line_get_description (line));
  append_line (text, velo_invoice_line_get_detail (line));
  append_line (text, velo_invoice_line_get_note (line));
  append_line (text, velo_invoice_line_get_article_number (line));
  for (guint i = 0; i < g_list_model_get_n_items (vehicles); i++)
    {
      g_autoptr(VeloVehicle) vehicle = g_list_model_get_item (vehicles, i);

      append_findings (text, vehicle, (int) number);
    }
  cells[0] = text->str;
  velo_sheet_add_table_row (sheet, cells);
}

static void
add_total (VeloSheet  *sheet,
           const char *label,
           gint64      cents,
           gboolean    strong)
{
  g_autofree char *amount = velo_money_format_display (cents);

  if (cents != 0 || strong)
    velo_sheet_add_table_total (sheet, label, amount, strong);
}

static void
add_lines (VeloSheet   *sheet,
           VeloInvoice *invoice)
{
  const VeloSheetColumn columns[] = {
    { _("Description"), 6, FALSE },
    { _("Quantity"), 1.2, TRUE },
    { _("Net"), 1.8, TRUE },
    { _("With VAT"), 1.8, TRUE },
  };
  GListModel *lines = G_LIST_MODEL (velo_invoice_get_lines (invoice));

  velo_sheet_begin_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < MIN (g_list_model_get_n_items (lines), MAX_LINES); i++)
    {
      g_autoptr(VeloInvoiceLine) line = g_list_model_get_item (lines, i);

      add_line (sheet, invoice, line, i + 1);
    }
  add_total (sheet, _("Net"), velo_invoice_get_net_cents (invoice), FALSE);
  add_total (sheet, _("VAT"), velo_invoice_get_vat_cents (invoice), FALSE);
  add_total (sheet, _("Total"), velo_invoice_get_gross_cents (invoice), TRUE);
  add_total (sheet, _("Paid in advance"), velo_invoice_get_prepaid_cents (invoice), FALSE);
}

static void
add_rest (VeloSheet   *sheet,
          VeloInvoice *invoice)
{
  g_autofree char *goods_to = dup_party (velo_invoice_get_ship_to (invoice));
  g_auto(GStrv) notes = g_strsplit (velo_invoice_get_notes (invoice), "\n", 200);

  if (*goods_to != '\0')
    {
      velo_sheet_add_section (sheet, _("Recipient of the Goods"));
      velo_sheet_add_paragraph (sheet, goods_to);
    }
  if (!velo_text_is_empty (velo_invoice_get_notes (invoice)))
    velo_sheet_add_section (sheet, _("Notes"));
  for (guint i = 0; notes[i] != NULL; i++)
    {
      g_autofree char *note = cut (notes[i]);

      if (!velo_text_is_empty (note))
        velo_sheet_add_paragraph (sheet, note);
    }
}

/**
 * velo_review_sheet_new:
 * @invoice: what was read from the data of an e-invoice
 *
 * Returns: (transfer full): all that is in it, to be rendered
 */
VeloSheet *
velo_review_sheet_new (VeloInvoice *invoice)
{
  g_autofree char *title = NULL;
  VeloSheet *sheet;

  g_return_val_if_fail (VELO_IS_INVOICE (invoice), NULL);

  /* Translators: title of a printed invoice; %s is its number */
  title = g_strdup_printf (_("Invoice %s"), velo_invoice_get_number (invoice));
  sheet = velo_sheet_new (title, "VeloInsure");
  /* Translators: number of a page; keep {page} and {pages} */
  velo_sheet_set_page_label (sheet, _("Page {page} of {pages}"));
  velo_sheet_set_footer (sheet, velo_sale_text_format (velo_invoice_get_format (invoice)));
  add_head (sheet, invoice);
  velo_sheet_add_title (sheet, title, NULL);
  add_lines (sheet, invoice);
  add_rest (sheet, invoice);
  return sheet;
}
