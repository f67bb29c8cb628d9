/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two have changed the entries of a claim: what each has changed stays, and what both have is named. */

#define G_LOG_DOMAIN "velo-claim-merge"

#include "config.h"

#include "velo-claim-merge.h"

static const char * const claim_entries[] = {
  "kind", "country", "region", "plate", "customer-name", "phone", "email", "portfolio", "loss-date", "description",
  "in-writing", "consent", NULL,
};

static const char * const intake_entries[] = {
  "financing", "estimate-cents", "not-drivable", "airbags-open", "frame-damaged", "burnt", "flooded",
  "somebody-injured", "liability-unclear", "leaking", "other-damage", NULL,
};

static gboolean
is_same_date (const GDate *a,
              const GDate *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_date_compare (a, b) == 0;
}

static gboolean
is_same (gpointer    a,
         gpointer    b,
         const char *name)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (a), name);
  g_auto(GValue) first = G_VALUE_INIT;
  g_auto(GValue) second = G_VALUE_INIT;

  g_object_get_property (a, name, &first);
  g_object_get_property (b, name, &second);
  if (G_VALUE_HOLDS (&first, G_TYPE_DATE))
    return is_same_date (g_value_get_boxed (&first), g_value_get_boxed (&second));
  return g_param_values_cmp (pspec, &first, &second) == 0;
}

static void
copy (gpointer    from,
      gpointer    to,
      const char *name)
{
  g_auto(GValue) value = G_VALUE_INIT;

  g_object_get_property (from, name, &value);
  g_object_set_property (to, name, &value);
}

static void
merge (gpointer            base,
       gpointer            theirs,
       gpointer            mine,
       const char * const *names,
       GPtrArray          *both)
{
  for (const char * const *name = names; *name != NULL; name++)
    {
      if (is_same (base, theirs, *name))
        continue;
      if (is_same (base, mine, *name))
        copy (theirs, mine, *name);
      else if (!is_same (theirs, mine, *name))
        g_ptr_array_add (both, (gpointer) *name);
    }
}

/**
 * velo_claim_merge:
 * @base: as it was when both began
 * @theirs: as it is stored now
 * @mine: as it was entered here; takes what only they have changed
 *
 * Nothing that was entered here is lost.
 *
 * Returns: (transfer container) (element-type utf8): properties of claim and intake that both have
 *   changed to something else
 */
GPtrArray *
velo_claim_merge (VeloClaim *base,
                  VeloClaim *theirs,
                  VeloClaim *mine)
{
  GPtrArray *both = g_ptr_array_new ();

  merge (base, theirs, mine, claim_entries, both);
  merge (velo_claim_get_intake (base), velo_claim_get_intake (theirs), velo_claim_get_intake (mine), intake_entries,
         both);
  return both;
}
