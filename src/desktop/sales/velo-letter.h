/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-customer.h"
#include "velo-policy.h"
#include "velo-sheet.h"
#include "velo-vehicle.h"

G_BEGIN_DECLS

/**
 * VeloLetterKind: (Art des Briefs)
 * @VELO_LETTER_OFFER: to the customer: the vehicle can still be insured
 * @VELO_LETTER_WITHDRAWAL: from the customer to the insurer: he withdraws (Widerruf, Rücktritt)
 * @VELO_LETTER_NOTICE: from the customer to the insurer: he gives notice (Kündigung)
 *
 * What a letter is about.
 */
typedef enum
{
  VELO_LETTER_OFFER,
  VELO_LETTER_WITHDRAWAL,
  VELO_LETTER_NOTICE
} VeloLetterKind;

/**
 * VeloLetterFacts:
 * @customer: who it is about
 * @vehicle: his vehicle
 * @policy: (nullable): its contract
 * @last_day: (nullable): until when it can be insured
 * @settings: (nullable): the settings' root, for the shop
 * @employee: (nullable): who signs for the shop
 *
 * What is filled into a letter; everything is borrowed.
 */
typedef struct
{
  VeloCustomer *customer;
  VeloVehicle *vehicle;
  VeloPolicy *policy;
  const GDate *last_day;
  GSettings *settings;
  const char *employee;
} VeloLetterFacts;

gboolean     velo_letter_is_austrian       (GSettings             *settings);
const char  *velo_letter_get_subject       (VeloLetterKind         kind,
                                            gboolean               austrian);
const char  *velo_letter_get_text          (VeloLetterKind         kind,
                                            gboolean               austrian);
char        *velo_letter_dup_placeholders  (void);
char        *velo_letter_fill              (const char            *text,
                                            const VeloLetterFacts *facts,
                                            char                 **unknown);
VeloSheet   *velo_letter_sheet_new         (VeloLetterKind         kind,
                                            const char            *subject,
                                            const char            *text,
                                            const VeloLetterFacts *facts,
                                            gboolean               training);
char        *velo_letter_dup_mail_uri      (const char            *address,
                                            const char            *subject,
                                            const char            *text);

G_END_DECLS
