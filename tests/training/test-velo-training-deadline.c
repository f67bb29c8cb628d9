/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the last day counted by the program is the last one that the training insurer takes. */

#include "velo-date.h"
#include "velo-deadline.h"
#include "velo-training-insurer.h"
#include "velo-training-tariff.h"

static const struct { const char *object; VeloArticleKind kind; } objects[] = {
  { "bicycle", VELO_ARTICLE_KIND_BICYCLE },
  { "ebike", VELO_ARTICLE_KIND_EBIKE },
  { "battery", VELO_ARTICLE_KIND_BATTERY },
  { "speed-pedelec", VELO_ARTICLE_KIND_S_PEDELEC },
};

static VeloDeadlineRules *
load_rules (void)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  VeloDeadlineRules *rules;
  gsize size;
  const char *json;

  bytes = g_resources_lookup_data (VELO_TRAINING_RULES_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  json = g_bytes_get_data (bytes, &size);
  rules = velo_deadline_rules_parse (json, (gssize) size, &error);
  g_assert_no_error (error);
  return rules;
}

static void
check_product (VeloTrainingTariff        *tariff,
               VeloDeadlineRules         *rules,
               const VeloTrainingProduct *product,
               VeloArticleKind            kind,
               gboolean                   used)
{
  g_autoptr(GDate) bought = velo_date_parse_iso ("2024-02-29");
  g_autofree char *on_the_day = NULL;
  g_autofree char *next_day = NULL;
  GDate last;
  VeloDeadline deadline;

  deadline = velo_rules_find_last_day (rules, kind, product->variant, product->country, used, bought, &last);
  if (deadline == VELO_DEADLINE_USED)
    {
      on_the_day = velo_training_tariff_check_age (tariff, product, bought, 0, TRUE, bought);
      g_assert_nonnull (on_the_day);
      return;
    }
  g_assert_cmpint (deadline, ==, VELO_DEADLINE_KNOWN);
  on_the_day = velo_training_tariff_check_age (tariff, product, bought, 0, used, &last);
  g_assert_cmpstr (on_the_day, ==, NULL);
  g_date_add_days (&last, 1);
  next_day = velo_training_tariff_check_age (tariff, product, bought, 0, used, &last);
  g_assert_nonnull (next_day);
}

static void
test_agree (void)
{
  g_autoptr(VeloTrainingTariff) tariff = velo_training_tariff_new ();
  g_autoptr(VeloDeadlineRules) rules = load_rules ();
  GPtrArray *products = velo_training_tariff_get_products (tariff);
  guint n_checked = 0;

  for (guint i = 0; i < products->len; i++)
    {
      const VeloTrainingProduct *product = g_ptr_array_index (products, i);

      for (guint k = 0; k < G_N_ELEMENTS (objects); k++)
        if (g_str_equal (objects[k].object, product->object))
          {
            check_product (tariff, rules, product, objects[k].kind, FALSE);
            check_product (tariff, rules, product, objects[k].kind, TRUE);
            n_checked++;
          }
    }
  g_assert_cmpuint (n_checked, >=, 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/deadline/agree", test_agree);
  return g_test_run ();
}
