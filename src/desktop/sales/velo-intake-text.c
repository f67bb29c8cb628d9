/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences of taking files in: what became of each, and of all together. */

#define G_LOG_DOMAIN "velo-intake-text"

#include "config.h"

#include "velo-intake-text.h"

#include "velo-sale-text.h"

#include <glib/gi18n.h>

static const char *
text_outcome (VeloIntakeItem *item)
{
  switch (velo_intake_item_get_outcome (item))
    {
    case VELO_FILE_OUTCOME_SALE:
      return velo_intake_item_needs_check (item) ? _("Taken in. Please check the values.") : _("Taken in");
    case VELO_FILE_OUTCOME_KNOWN:
      return _("In the list already; nothing was stored twice");
    case VELO_FILE_OUTCOME_CHANGED_COPY:
      return _("Another invoice with this number is in the list already. Please compare them.");
    case VELO_FILE_OUTCOME_NO_VEHICLE:
      return velo_intake_item_get_invoice_id (item) != NULL ? _("A credit note or a cancellation; nothing insured came back")
                                                            : _("No vehicle on this invoice");
    case VELO_FILE_OUTCOME_NO_INVOICE:
      return _("This file is no invoice.");
    case VELO_FILE_OUTCOME_UNREADABLE:
      return _("This file could not be read.");
    case VELO_FILE_OUTCOME_ASK:
    default:
      return _("A vehicle came back: what about its insurance?");
    }
}

/**
 * velo_intake_text_item:
 * @item: a file
 *
 * Returns: (transfer full): what became of it, for the user
 */
char *
velo_intake_text_item (VeloIntakeItem *item)
{
  const GError *error;
  GListModel *members;
  guint n_members;

  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (item), NULL);

  if (velo_intake_item_get_state (item) == VELO_INTAKE_STATE_WAITING)
    return g_strdup (_("Not read yet"));
  members = velo_intake_item_get_members (item);
  if (members != NULL && velo_intake_item_get_state (item) == VELO_INTAKE_STATE_DONE)
    {
      n_members = g_list_model_get_n_items (members);
      if (velo_intake_item_is_mail (item))
        return g_strdup_printf (ngettext ("E-mail with %u file", "E-mail with %u files", n_members), n_members);
      return g_strdup_printf (ngettext ("Archive with %u file", "Archive with %u files", n_members), n_members);
    }
  error = velo_intake_item_get_error (item);
  return error == NULL ? g_strdup (text_outcome (item)) : velo_sale_text_error (error);
}

/**
 * velo_intake_text_icon:
 * @item: a file
 *
 * Returns: name of the icon beside its sentence
 */
const char *
velo_intake_text_icon (VeloIntakeItem *item)
{
  VeloIntakeState state;

  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (item), NULL);

  state = velo_intake_item_get_state (item);
  if (state == VELO_INTAKE_STATE_WAITING)
    return "content-loading-symbolic";
  if (state == VELO_INTAKE_STATE_FAILED)
    return "dialog-error-symbolic";
  switch (velo_intake_item_get_outcome (item))
    {
    case VELO_FILE_OUTCOME_SALE:
      return velo_intake_item_needs_check (item) ? "ask-symbolic" : "object-select-symbolic";
    case VELO_FILE_OUTCOME_KNOWN:
    case VELO_FILE_OUTCOME_NO_VEHICLE:
      return "invoice-symbolic";
    case VELO_FILE_OUTCOME_CHANGED_COPY:
    case VELO_FILE_OUTCOME_ASK:
      return "ask-symbolic";
    case VELO_FILE_OUTCOME_NO_INVOICE:
    case VELO_FILE_OUTCOME_UNREADABLE:
    default:
      return "dialog-warning-symbolic";
    }
}

/**
 * velo_intake_text_button:
 * @item: a file
 *
 * Returns: (nullable): what can be done with it, with mnemonic
 */
const char *
velo_intake_text_button (VeloIntakeItem *item)
{
  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (item), NULL);

  if (velo_intake_item_needs_check (item))
    return _("_Check");
  if (velo_intake_item_get_invoice_id (item) != NULL)
    return _("_Open");
  if (velo_intake_item_get_state (item) != VELO_INTAKE_STATE_DONE || velo_intake_item_get_file (item) == NULL)
    return NULL;
  return velo_intake_item_get_outcome (item) == VELO_FILE_OUTCOME_NO_VEHICLE && !velo_intake_item_is_member (item)
           ? _("_Enter by Hand") : _("_Show File");
}

/**
 * velo_intake_text_head:
 * @tally: the numbers
 *
 * Returns: (transfer full): the heading when all are done
 */
char *
velo_intake_text_head (const VeloIntakeTally *tally)
{
  g_return_val_if_fail (tally != NULL, NULL);

  if (tally->n_sales == 0)
    return g_strdup (_("No new sale"));
  return g_strdup_printf (ngettext ("%u sale taken in", "%u sales taken in", tally->n_sales), tally->n_sales);
}

static void
append (GString *text,
        char    *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
  g_free (part);
}

/**
 * velo_intake_text_tally:
 * @tally: the numbers
 *
 * Returns: (transfer full): what became of the files that are no new sale; empty if there are none
 */
char *
velo_intake_text_tally (const VeloIntakeTally *tally)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (tally != NULL, NULL);

  /* Translators: numbers of files, as in "3 to be checked · 2 known already" */
  if (tally->n_unsure > 0)
    append (text, g_strdup_printf (_("%u to be checked"), tally->n_unsure));
  if (tally->n_known > 0)
    append (text, g_strdup_printf (_("%u known already"), tally->n_known));
  if (tally->n_other > 0)
    append (text, g_strdup_printf (_("%u without vehicle"), tally->n_other));
  if (tally->n_trouble > 0)
    append (text, g_strdup_printf (_("%u not taken in"), tally->n_trouble));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
