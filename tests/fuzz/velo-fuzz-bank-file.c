/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a file of a bank: what camt.054 and pain.002 are read with. */

#include "config.h"

#include "velo-claims-payment-file.h"

#include "velo-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) reports = velo_claims_bank_file_read (bytes, NULL);

  for (guint i = 0; reports != NULL && i < reports->len; i++)
    {
      const VeloClaimsBankReport *report = g_ptr_array_index (reports, i);

      g_assert (*report->id != '\0');
      g_assert (report->cents >= -1);
    }
  return 0;
}
