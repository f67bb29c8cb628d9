/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's page: what a customer enters on the own phone comes into its rows. */

#define G_LOG_DOMAIN "velo-customer-page"

#include "config.h"

#include "velo-customer-page-private.h"

#include <glib/gi18n.h>

#include "velo-counter.h"
#include "velo-date.h"
#include "velo-iban.h"
#include "velo-phone-dialog.h"
#include "velo-phone-fields.h"
#include "velo-phone-mark.h"

static const struct { const char *name; gsize offset; } rows[] = {
  { "company", G_STRUCT_OFFSET (VeloCustomerPage, company_row) },
  { "salutation", G_STRUCT_OFFSET (VeloCustomerPage, salutation_row) },
  { "title", G_STRUCT_OFFSET (VeloCustomerPage, title_row) },
  { "first-name", G_STRUCT_OFFSET (VeloCustomerPage, first_name_row) },
  { "last-name", G_STRUCT_OFFSET (VeloCustomerPage, last_name_row) },
  { "birth-date", G_STRUCT_OFFSET (VeloCustomerPage, birth_row) },
  { "street", G_STRUCT_OFFSET (VeloCustomerPage, street_row) },
  { "address-extra", G_STRUCT_OFFSET (VeloCustomerPage, extra_row) },
  { "country", G_STRUCT_OFFSET (VeloCustomerPage, country_row) }, /* before what its rules are for */
  { "postcode", G_STRUCT_OFFSET (VeloCustomerPage, postcode_row) },
  { "city", G_STRUCT_OFFSET (VeloCustomerPage, city_row) },
  { "phone", G_STRUCT_OFFSET (VeloCustomerPage, phone_row) },
  { "mobile", G_STRUCT_OFFSET (VeloCustomerPage, mobile_row) },
  { "email", G_STRUCT_OFFSET (VeloCustomerPage, email_row) },
  { "iban", G_STRUCT_OFFSET (VeloCustomerPage, iban_row) },
  { "account-holder", G_STRUCT_OFFSET (VeloCustomerPage, holder_row) },
};

static VeloProposal *
get_proposal (VeloCustomerPage *self)
{
  return velo_assistant_page_get_proposal (VELO_ASSISTANT_PAGE (self));
}

static GtkWidget *
get_row (VeloCustomerPage *self,
         gsize             i)
{
  return G_STRUCT_MEMBER (GtkWidget *, self, rows[i].offset);
}

static gsize
find_row (VeloCustomerPage *self,
          GtkWidget        *row)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (get_row (self, i) == row)
      return i;
  g_assert_not_reached ();
}

static guint
find_choice (const char *value)
{
  static const struct { const char *value; guint position; } choices[] = {
    { "frau", 1 }, { "herr", 2 }, { "DE", 0 }, { "AT", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_str_equal (choices[i].value, value))
      return choices[i].position;
  return GTK_INVALID_LIST_POSITION;
}

/* As people read and type it. */
static char *
dup_shown (GtkWidget  *row,
           const char *name,
           const char *value)
{
  if (ADW_IS_COMBO_ROW (row))
    {
      GListModel *model = adw_combo_row_get_model (ADW_COMBO_ROW (row));
      g_autoptr(GtkStringObject) item = g_list_model_get_item (model, find_choice (value));

      return g_strdup (item != NULL ? gtk_string_object_get_string (item) : value);
    }
  if (g_str_equal (name, "iban"))
    return velo_iban_format (value);
  if (g_str_equal (name, "birth-date"))
    {
      g_autoptr(GDate) date = velo_date_parse_iso (value);

      return date != NULL ? velo_date_format_display (date) : g_strdup (value);
    }
  return g_strdup (value);
}

/* Through the row, as if it were typed: what follows from typing follows from this too. */
static void
put (GtkWidget  *row,
     const char *value,
     gpointer    user_data)
{
  VeloCustomerPage *self = user_data;
  g_autofree char *shown = dup_shown (row, rows[find_row (self, row)].name, value);

  if (ADW_IS_COMBO_ROW (row))
    adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_choice (value));
  else
    gtk_editable_set_text (GTK_EDITABLE (row), shown);
  velo_phone_mark_set (row);
}

static void
take_over_cb (GtkWidget  *row,
              const char *value,
              gpointer    user_data)
{
  VeloCustomerPage *self = user_data;

  put (row, value, self);
  velo_assistant_page_check (VELO_ASSISTANT_PAGE (self));
}

/* What is right already stays until somebody decides; everything else is replaced. Returns whether
 * something new stands there. */
static gboolean
take_value (VeloCustomerPage *self,
            gsize             i,
            const char       *value)
{
  GtkWidget *row = get_row (self, i);
  g_autofree char *there = velo_phone_fields_dup (get_proposal (self), rows[i].name);
  g_autofree char *tidy = velo_phone_fields_tidy (rows[i].name, value);

  if (ADW_IS_COMBO_ROW (row) && find_choice (tidy) == GTK_INVALID_LIST_POSITION)
    return FALSE;
  if (g_str_equal (there, tidy))
    {
      velo_phone_mark_set (row);
      return FALSE;
    }
  if (velo_phone_fields_is_right (get_proposal (self), rows[i].name))
    {
      g_autofree char *shown = dup_shown (row, rows[i].name, tidy);

      velo_phone_mark_offer (row, tidy, shown, take_over_cb, self);
      return FALSE;
    }
  put (row, tidy, self);
  return TRUE;
}

/* Whoever enters an IBAN pays with it, if nothing else is agreed. */
static void
choose_payment (VeloCustomerPage *self,
                GHashTable       *values)
{
  VeloProposal *proposal = get_proposal (self);

  if (g_hash_table_contains (values, "iban") && velo_proposal_get_payment (proposal) == VELO_PAYMENT_NONE)
    velo_proposal_set_payment (proposal, VELO_PAYMENT_DIRECT_DEBIT);
}

static void
filled_cb (VeloPhoneDialog  *dialog,
           VeloCustomerForm *form,
           VeloCustomerPage *self)
{
  GHashTable *values = velo_customer_form_get_values (form);
  GtkWidget *first;
  guint n_offers = 0;

  choose_payment (self, values);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *value = g_hash_table_lookup (values, rows[i].name);

      velo_phone_mark_clear (get_row (self, i));
      if (value != NULL)
        take_value (self, i, value);
      n_offers += velo_phone_mark_get_offer (get_row (self, i)) != NULL;
    }
  gtk_label_set_label (self->phone_label, n_offers > 0
    ? _("The customer entered what is marked with a phone. Some of it differs from what was here: please decide below these fields.")
    : _("The customer entered what is marked with a phone. Please check it together."));
  gtk_widget_set_visible (GTK_WIDGET (self->phone_label), TRUE);
  velo_assistant_page_note (VELO_ASSISTANT_PAGE (self), "phone-form");
  first = velo_assistant_page_check (VELO_ASSISTANT_PAGE (self));
  if (first != NULL)
    velo_assistant_page_focus (VELO_ASSISTANT_PAGE (self), first);
}

/**
 * velo_customer_phone_update:
 * @self: the page
 *
 * Offers the phone where there is a service for it.
 */
void
velo_customer_phone_update (VeloCustomerPage *self)
{
  gtk_widget_set_visible (self->phone_button, self->claims_desk != NULL && velo_claims_desk_is_set_up (self->claims_desk));
}

/**
 * velo_customer_phone_open:
 * @self: the page, with its proposal
 *
 * Shows the way to the form for the customer's phone.
 */
void
velo_customer_phone_open (VeloCustomerPage *self)
{
  VeloPhoneDialog *dialog;

  /* one that was closed may still be there, with what it waited for */
  if (self->claims_desk == NULL || (self->phone_dialog != NULL && gtk_widget_get_visible (GTK_WIDGET (self->phone_dialog))))
    return;
  dialog = velo_phone_dialog_present (velo_assistant_page_get_window (VELO_ASSISTANT_PAGE (self)), self->claims_desk,
                                      get_proposal (self));
  g_signal_connect_object (dialog, "filled", G_CALLBACK (filled_cb), self, G_CONNECT_DEFAULT);
  g_set_weak_pointer (&self->phone_dialog, GTK_WINDOW (dialog));
}
