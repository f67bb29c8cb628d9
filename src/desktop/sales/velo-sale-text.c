/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences and words of sales: what went wrong, what is to be done, what a thing is called. */

#define G_LOG_DOMAIN "velo-sale-text"

#include "config.h"

#include "velo-sale-text.h"

#include "velo-date.h"
#include "velo-error-text.h"
#include "velo-radar-text.h"
#include "velo-text.h"

#include <glib/gi18n.h>
#include <stdarg.h>

static const char *
text_for_file (int code)
{
  switch (code)
    {
    case G_IO_ERROR_NOT_FOUND:
      return _("The file does not exist any more.");
    case G_IO_ERROR_PERMISSION_DENIED:
      return _("You are not allowed to read this file.");
    case G_IO_ERROR_IS_DIRECTORY:
      return _("This is a folder. Please choose a file.");
    case G_IO_ERROR_NOT_REGULAR_FILE:
      return _("What has this name is no file.");
    case G_IO_ERROR_BUSY:
      return _("Another program is still writing this file.");
    case G_IO_ERROR_NO_SPACE:
      return _("The disk is full; nothing was stored. Make room and try again.");
    default:
      return _("The file could not be read. Please try again.");
    }
}

/**
 * velo_sale_text_error:
 * @error: an error of reading a file, or of one of the rooms
 *
 * Returns: (transfer full): what happened and what can be done, for the user
 */
char *
velo_sale_text_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == G_IO_ERROR)
    return g_strdup (text_for_file (error->code));
  return velo_error_text_dup (error);
}

static char *
text_activation (gint64 asked)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (asked / G_USEC_PER_SEC);
  g_autoptr(GDate) day = g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (time),
                                         (GDateMonth) g_date_time_get_month (time),
                                         (GDateYear) g_date_time_get_year (time));
  g_autofree char *shown = velo_date_format_display (day);

  /* Translators: the shop asked the insurer for access to its interface; %s is a date */
  return g_strdup_printf (_("Activation asked for on %s, no answer yet: call the insurer"), shown);
}

/**
 * velo_sale_text_todo:
 * @item: something to do
 *
 * Returns: (transfer full): the sentence that says it
 */
char *
velo_sale_text_todo (VeloTodoItem *item)
{
  g_autoptr(GDate) today = NULL;

  g_return_val_if_fail (VELO_IS_TODO_ITEM (item), NULL);

  switch (velo_todo_item_get_kind (item))
    {
    case VELO_TODO_KIND_UNCLEAR:
      if (velo_text_is_empty (velo_todo_item_get_contract_number (item)))
        return g_strdup (_("Sent, but no answer: unclear"));
      /* Translators: %s is a contract number */
      return g_strdup_printf (_("Sent, but no answer: unclear (contract %s)"),
                              velo_todo_item_get_contract_number (item));
    case VELO_TODO_KIND_SIGNED:
      return g_strdup (_("Signed, not yet concluded"));
    case VELO_TODO_KIND_REFUSED:
      if (velo_text_is_empty (velo_todo_item_get_insurer_words (item)))
        return g_strdup (_("Refused by the insurer"));
      /* Translators: %s is what the insurer wrote */
      return g_strdup_printf (_("Refused by the insurer: “%s”"),
                              velo_todo_item_get_insurer_words (item));
    case VELO_TODO_KIND_HANDED_OVER:
      return g_strdup (_("Handed over, the insurer has not confirmed it yet"));
    case VELO_TODO_KIND_RETURNED:
      return g_strdup (_("Vehicle returned: what about the insurance?"));
    case VELO_TODO_KIND_DEADLINE:
      today = velo_date_today ();
      return velo_radar_text_insurable (velo_todo_item_get_last_day (item), today);
    case VELO_TODO_KIND_CONTINUE:
      return g_strdup (_("Application begun, not finished"));
    case VELO_TODO_KIND_TYPED:
      return g_strdup (_("Sale typed in, not saved yet"));
    case VELO_TODO_KIND_READ:
      return g_strdup (_("Invoice corrected, not saved yet"));
    case VELO_TODO_KIND_CHANGED:
      return g_strdup (_("Sale corrected, not saved yet"));
    case VELO_TODO_KIND_REMINDER:
      return g_strdup (_("The customer wanted to be asked again"));
    case VELO_TODO_KIND_ACTIVATION:
      return text_activation (velo_todo_item_get_since (item));
    case VELO_TODO_KIND_ASK:
    default:
      return g_strdup (_("Newly sold: has the customer been asked?"));
    }
}

/**
 * velo_sale_text_todo_button:
 * @kind: what is to be done
 *
 * Returns: the label of the button that does it
 */
const char *
velo_sale_text_todo_button (VeloTodoKind kind)
{
  switch (kind)
    {
    case VELO_TODO_KIND_SIGNED:
      /* Translators: button that concludes a signed application for insurance */
      return C_("to do", "Conclude");
    case VELO_TODO_KIND_UNCLEAR:
    case VELO_TODO_KIND_HANDED_OVER:
      return C_("to do", "Look");
    case VELO_TODO_KIND_RETURNED:
      /* Translators: button that asks what becomes of the insurance of a vehicle that came back */
      return C_("to do", "Decide");
    case VELO_TODO_KIND_REFUSED:
      return C_("to do", "Correct");
    case VELO_TODO_KIND_CONTINUE:
    case VELO_TODO_KIND_TYPED:
    case VELO_TODO_KIND_READ:
    case VELO_TODO_KIND_CHANGED:
      return C_("to do", "Go On");
    case VELO_TODO_KIND_ACTIVATION:
      /* Translators: button that opens the settings of the insurer's account */
      return C_("to do", "Settings");
    case VELO_TODO_KIND_REMINDER:
    case VELO_TODO_KIND_DEADLINE:
    case VELO_TODO_KIND_ASK:
    default:
      /* Translators: button that opens the assistant which insures a vehicle */
      return C_("to do", "Insure");
    }
}

/**
 * velo_sale_text_todo_icon:
 * @kind: what is to be done
 *
 * Returns: name of its icon
 */
const char *
velo_sale_text_todo_icon (VeloTodoKind kind)
{
  switch (kind)
    {
    case VELO_TODO_KIND_UNCLEAR:
      return "dialog-warning-symbolic";
    case VELO_TODO_KIND_SIGNED:
      return "paper-sign-symbolic";
    case VELO_TODO_KIND_REFUSED:
      return "process-stop-symbolic";
    case VELO_TODO_KIND_HANDED_OVER:
      return "handed-over-symbolic";
    case VELO_TODO_KIND_CONTINUE:
    case VELO_TODO_KIND_TYPED:
    case VELO_TODO_KIND_READ:
    case VELO_TODO_KIND_CHANGED:
      return "document-edit-symbolic";
    case VELO_TODO_KIND_RETURNED:
      return "edit-undo-symbolic";
    case VELO_TODO_KIND_ACTIVATION:
    case VELO_TODO_KIND_REMINDER:
    case VELO_TODO_KIND_DEADLINE:
      return "alarm-symbolic";
    case VELO_TODO_KIND_ASK:
    default:
      return "ask-symbolic";
    }
}

/**
 * velo_sale_text_article:
 * @kind: what a line of an invoice is
 *
 * Returns: the word for it
 */
const char *
velo_sale_text_article (VeloArticleKind kind)
{
  switch (kind)
    {
    case VELO_ARTICLE_KIND_BICYCLE:
      return _("Bicycle");
    case VELO_ARTICLE_KIND_EBIKE:
      return _("E-bike");
    case VELO_ARTICLE_KIND_CARGO_BIKE:
      return _("Cargo bike");
    case VELO_ARTICLE_KIND_CARGO_EBIKE:
      return _("Cargo e-bike");
    case VELO_ARTICLE_KIND_S_PEDELEC:
      return _("S-pedelec (45 km/h)");
    case VELO_ARTICLE_KIND_BATTERY:
      return _("Battery (separate)");
    case VELO_ARTICLE_KIND_LOCK:
      return _("Lock");
    case VELO_ARTICLE_KIND_LABOUR:
      return _("Labour");
    case VELO_ARTICLE_KIND_ACCESSORY:
      return _("Accessory");
    case VELO_ARTICLE_KIND_OTHER:
    default:
      return _("Other");
    }
}

/**
 * velo_sale_text_format:
 * @format: format of an invoice, "factur-x"
 *
 * Returns: what people call it
 */
const char *
velo_sale_text_format (const char *format)
{
  if (velo_text_is_empty (format) || g_str_equal (format, "typed"))
    return _("Entered by hand");
  if (g_str_has_prefix (format, "factur-x"))
    return "Factur-X / ZUGFeRD";
  if (g_str_has_prefix (format, "zugferd"))
    return "ZUGFeRD";
  if (g_str_has_prefix (format, "xrechnung"))
    return "XRechnung";
  if (g_str_has_prefix (format, "ebinterface"))
    return "ebInterface";
  if (g_str_has_prefix (format, "ubl"))
    return "UBL";
  if (g_str_has_prefix (format, "pdf"))
    return _("Text of a PDF file");
  return _("E-invoice");
}

/**
 * velo_sale_text_uninsurable:
 * @why: why a vehicle cannot be insured
 *
 * Returns: (nullable): the sentence for it, %NULL if nothing speaks against it
 */
const char *
velo_sale_text_uninsurable (VeloInsurability why)
{
  switch (why)
    {
    case VELO_INSURABILITY_NOT_A_VEHICLE:
      return _("This is neither a vehicle nor a separate battery.");
    case VELO_INSURABILITY_COUNTRY:
      return _("Only customers in Germany and Austria can be insured.");
    case VELO_INSURABILITY_NO_PRICE:
      return _("The price is missing.");
    case VELO_INSURABILITY_NO_DATE:
      return _("The date of the purchase is missing.");
    case VELO_INSURABILITY_FUTURE:
      return _("The date of the purchase is in the future.");
    case VELO_INSURABILITY_TOO_DEAR:
      return _("This vehicle costs more than any tariff takes.");
    case VELO_INSURABILITY_TOO_OLD:
      return _("This vehicle was bought too long ago.");
    case VELO_INSURABILITY_S_PEDELEC:
      return _("An S-pedelec needs a licence plate and its own insurance.");
    case VELO_INSURABILITY_OK:
    default:
      return NULL;
    }
}

/**
 * velo_sale_text_join:
 * @first: (nullable): a text
 * @...: more texts, then %NULL
 *
 * Returns: (transfer full): those that are not empty with a middle dot between them; a %NULL
 *   among them ends the list
 */
char *
velo_sale_text_join (const char *first,
                     ...)
{
  g_autoptr(GString) joined = g_string_new (NULL);
  const char *text = first;
  va_list args;

  va_start (args, first);
  for (; text != NULL; text = va_arg (args, const char *))
    {
      if (*text == '\0')
        continue;
      if (joined->len > 0)
        g_string_append (joined, " · ");
      g_string_append (joined, text);
    }
  va_end (args);
  return g_string_free (g_steal_pointer (&joined), FALSE);
}
