/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the customer's page share. */
#pragma once

#include "velo-customer-page.h"
#include "velo-date-row.h"

G_BEGIN_DECLS

struct _VeloCustomerPage
{
  VeloAssistantPage parent_instance;

  GtkWidget      *phone_button;        /* (borrowed) (not nullable) */
  GtkLabel       *phone_label;         /* (borrowed) (not nullable) */
  AdwComboRow    *kind_row;            /* (borrowed) (not nullable) */
  AdwEntryRow    *company_row;         /* (borrowed) (not nullable) */
  AdwComboRow    *salutation_row;      /* (borrowed) (not nullable) */
  AdwEntryRow    *title_row;           /* (borrowed) (not nullable) */
  AdwEntryRow    *first_name_row;      /* (borrowed) (not nullable) */
  AdwEntryRow    *last_name_row;       /* (borrowed) (not nullable) */
  VeloDateRow    *birth_row;           /* (borrowed) (not nullable) */
  AdwEntryRow    *street_row;          /* (borrowed) (not nullable) */
  AdwEntryRow    *extra_row;           /* (borrowed) (not nullable) */
  AdwEntryRow    *postcode_row;        /* (borrowed) (not nullable) */
  AdwEntryRow    *city_row;            /* (borrowed) (not nullable) */
  AdwComboRow    *country_row;         /* (borrowed) (not nullable) */
  AdwEntryRow    *phone_row;           /* (borrowed) (not nullable) */
  AdwEntryRow    *mobile_row;          /* (borrowed) (not nullable) */
  AdwEntryRow    *email_row;           /* (borrowed) (not nullable) */
  AdwComboRow    *payment_row;         /* (borrowed) (not nullable) */
  AdwEntryRow    *iban_row;            /* (borrowed) (not nullable) */
  GtkLabel       *bank_label;          /* (borrowed) (not nullable) */
  AdwEntryRow    *holder_row;          /* (borrowed) (not nullable) */
  GtkSwitch      *professional_switch; /* (borrowed) (not nullable) */
  AdwActionRow   *consent_row;         /* (borrowed) (not nullable) */
  GtkCheckButton *consent_check;       /* (borrowed) (not nullable) */

  VeloClaimsDesk *claims_desk;         /* (owned) (nullable): the way to forms for the customer's phone */
  GtkWindow      *phone_dialog;        /* (weak) (nullable): that waits for the customer */
};

void velo_customer_phone_update (VeloCustomerPage *self);
void velo_customer_phone_open   (VeloCustomerPage *self);

G_END_DECLS
