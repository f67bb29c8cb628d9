/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-ink.h"
#include "velo-invoice.h"
#include "velo-proposal.h"

G_BEGIN_DECLS

/* What velo-kill-sale enters, so that a test can tell what is lost. */

#define KILL_SALE_N_PAGES    4
#define KILL_SALE_BATTERY    "4E9C-0099-17"
#define KILL_SALE_FIRST_NAME "Katharina-Wilhelmine"
#define KILL_SALE_LAST_NAME  "Übelacker-Groß"
#define KILL_SALE_STREET     "Sonnenblumenweg 117b"
/* Environment: the day of the invoices, as ISO 8601 has it; today if it is not set */
#define KILL_SALE_DAY        "VELO_KILL_SALE_DAY"
#define KILL_SALE_EMAIL      "katharina.uebelacker@example.org"

VeloInvoice *kill_sale_make_invoice (guint         sale);
VeloInk     *kill_sale_make_ink     (void);
const char  *kill_sale_get_iban     (guint         sale);
char        *kill_sale_dup_frame    (guint         sale);
const char  *kill_sale_find_lost    (VeloProposal *proposal,
                                     guint         sale,
                                     int           step);

G_END_DECLS
