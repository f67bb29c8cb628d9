/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names the profile of an invoice by the rules it claims to follow. */

#define G_LOG_DOMAIN "velo-profile"

#include "config.h"

#include "velo-profile.h"

#include <string.h>

/**
 * velo_profile_name:
 * @guideline: (nullable): the identifier of the rules that a document follows
 *
 * Names the profile, for showing only: all profiles are read alike.
 *
 * Returns: (transfer none) (nullable): "BASIC", "XRECHNUNG" ..., or %NULL if not known
 */
const char *
velo_profile_name (const char *guideline)
{
  static const char *const profiles[][2] = {
    { "minimum", "MINIMUM" }, { "basicwl", "BASIC WL" }, { "basic-wl", "BASIC WL" },
    { "basic", "BASIC" },     { "comfort", "COMFORT" },  { "extended", "EXTENDED" },
    { "en16931", "EN16931" },
  };
  g_autofree char *lower = guideline == NULL ? NULL : g_ascii_strdown (guideline, -1);

  if (lower == NULL)
    return NULL;
  if (strstr (lower, "xrechnung") != NULL)
    {
      if (strstr (lower, "cvd") != NULL)
        return "XRECHNUNG-CVD";
      return strstr (lower, "extension") != NULL ? "XRECHNUNG-EXTENSION" : "XRECHNUNG";
    }
  if (strstr (lower, "poacc:billing") != NULL)
    return "PEPPOL";
  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    if (strstr (lower, profiles[i][0]) != NULL)
      return profiles[i][1];
  return NULL;
}
