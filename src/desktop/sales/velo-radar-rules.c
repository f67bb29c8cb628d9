/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives the store the terms of the tariffs: those of training, of the shop's own file, or the usual ones. */

#define G_LOG_DOMAIN "velo-radar-rules"

#include "config.h"

#include "velo-radar-rules.h"

#include "velo-deadline.h"
#include "velo-store-deadlines.h"
#include "velo-text.h"
#include "velo-training-insurer.h"

/* Nobody has a tariff file of that size. */
#define MAX_BYTES (1024 * 1024)

static GDate *
find_last_day (VeloVehicle  *vehicle,
               const char   *country,
               const char  **reason,
               gpointer      data)
{
  GDate last_day;

  switch (velo_rules_find_last_day (data, velo_vehicle_get_kind (vehicle), NULL, country,
                                    velo_vehicle_get_used (vehicle),
                                    velo_vehicle_get_purchase_date (vehicle), &last_day))
    {
    case VELO_DEADLINE_KNOWN:
      return g_date_copy (&last_day);
    case VELO_DEADLINE_NO_DATE:
      *reason = "no-date";
      break;
    case VELO_DEADLINE_NOT_A_VEHICLE:
      *reason = "kind";
      break;
    case VELO_DEADLINE_USED:
      *reason = "used";
      break;
    case VELO_DEADLINE_NO_TARIFF:
    default:
      *reason = "no-tariff";
      break;
    }
  return NULL;
}

static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!velo_store_set_last_day_rule_finish (VELO_STORE (object), result, &error))
    g_info ("the last days were not counted: %s", error->message);
}

/* Takes over @rules. */
static void
apply (VeloStore         *store,
       VeloDeadlineRules *rules)
{
  velo_store_set_last_day_rule_async (store, velo_deadline_rules_get_checksum (rules), find_last_day, rules,
                                      (GDestroyNotify) velo_deadline_rules_unref, NULL, applied_cb, NULL);
}

/* A file that cannot be used must not hide what can still be insured. */
static VeloDeadlineRules *
parse (const char *json,
       gsize       size,
       const char *name)
{
  g_autoptr(GError) error = NULL;
  VeloDeadlineRules *rules = NULL;

  if (size <= MAX_BYTES)
    rules = velo_deadline_rules_parse (json, (gssize) size, &error);
  if (rules != NULL)
    return rules;
  g_warning ("the tariff file %s cannot be used: %s", name, error == NULL ? "it is too large" : error->message);
  return velo_deadline_rules_new_defaults ();
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloStore) store = user_data;
  g_autofree char *json = NULL;
  g_autofree char *name = g_file_get_parse_name (G_FILE (object));
  g_autoptr(GError) error = NULL;
  gsize size;

  if (g_file_load_contents_finish (G_FILE (object), result, &json, &size, NULL, &error))
    {
      apply (store, parse (json, size, name));
      return;
    }
  g_warning ("the tariff file %s cannot be read: %s", name, error->message);
  apply (store, velo_deadline_rules_new_defaults ());
}

/**
 * velo_radar_rules_apply:
 * @store: the store
 * @settings: (nullable): the settings' root
 * @training: whether this is training
 *
 * Lets the store count the last days by the training tariffs in training, else by the file that
 * the setting "tariff-file" names, else by the usual term (%VELO_RULES_INSURABLE_MONTHS).
 */
void
velo_radar_rules_apply (VeloStore *store,
                        GSettings *settings,
                        gboolean   training)
{
  g_autoptr(GSettings) sale = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GFile) file = NULL;

  g_return_if_fail (VELO_IS_STORE (store));

  if (training)
    {
      g_autoptr(GBytes) bytes = g_resources_lookup_data (VELO_TRAINING_RULES_PATH, 0, NULL);

      g_return_if_fail (bytes != NULL);
      apply (store, parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), VELO_TRAINING_RULES_PATH));
      return;
    }
  if (settings != NULL)
    {
      sale = g_settings_get_child (settings, "sale");
      path = g_settings_get_string (sale, "tariff-file");
    }
  if (velo_text_is_empty (path))
    {
      apply (store, velo_deadline_rules_new_defaults ());
      return;
    }
  file = g_file_new_for_path (path);
  g_file_load_contents_async (file, NULL, loaded_cb, g_object_ref (store));
}
