/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of watched folders in the settings. */

#define G_LOG_DOMAIN "velo-inbox"

#include "config.h"

#include "velo-watched-folders.h"

#define KEY "folders"

/**
 * velo_watched_folders_contain:
 * @settings: of the intake
 * @uri: a folder
 *
 * Returns: whether it is in the list
 */
gboolean
velo_watched_folders_contain (GSettings  *settings,
                              const char *uri)
{
  g_autoptr(GVariant) folders = NULL;
  GVariantIter iter;
  const char *other;

  g_return_val_if_fail (G_IS_SETTINGS (settings), FALSE);
  g_return_val_if_fail (uri != NULL, FALSE);

  folders = g_settings_get_value (settings, KEY);
  g_variant_iter_init (&iter, folders);
  while (g_variant_iter_next (&iter, "(&sx)", &other, NULL))
    if (g_str_equal (other, uri))
      return TRUE;
  return FALSE;
}

static void
replace (GSettings  *settings,
         const char *removed,
         const char *added,
         gint64      added_since)
{
  g_autoptr(GVariant) folders = g_settings_get_value (settings, KEY);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *uri;
  gint64 since;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sx)"));
  g_variant_iter_init (&iter, folders);
  while (g_variant_iter_next (&iter, "(&sx)", &uri, &since))
    if (g_strcmp0 (uri, removed) != 0)
      g_variant_builder_add (&builder, "(sx)", uri, since);
  if (added != NULL)
    g_variant_builder_add (&builder, "(sx)", added, added_since);
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

/**
 * velo_watched_folders_add:
 * @settings: of the intake
 * @uri: a folder
 * @since: in seconds since 1970: what is older and there already is left alone
 *
 * Adds a folder at the end, unless it is in the list.
 */
void
velo_watched_folders_add (GSettings  *settings,
                          const char *uri,
                          gint64      since)
{
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (uri != NULL);

  if (!velo_watched_folders_contain (settings, uri))
    replace (settings, NULL, uri, since);
}

/**
 * velo_watched_folders_remove:
 * @settings: of the intake
 * @uri: a folder
 *
 * Removes a folder.
 */
void
velo_watched_folders_remove (GSettings  *settings,
                             const char *uri)
{
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (uri != NULL);

  replace (settings, uri, NULL, 0);
}
