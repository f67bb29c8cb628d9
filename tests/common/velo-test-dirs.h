/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets the leak check run with short stacks where each test has folders of its own. */
#pragma once

#include <glib.h>

/**
 * velo_test_hold_dirs:
 *
 * With G_TEST_OPTION_ISOLATE_DIRS GLib gives each test new folders and, on purpose, leaves the names of the former
 * ones behind, as somebody may still use them. Called by each test, this is somebody: no leak is told that only a
 * suppression with an exact stack could tell from ours.
 */
static inline void
velo_test_hold_dirs (void)
{
  static GPtrArray *held;

  if (held == NULL)
    held = g_ptr_array_new ();
  g_ptr_array_add (held, (gpointer) g_get_home_dir ());
  g_ptr_array_add (held, (gpointer) g_get_user_cache_dir ());
  g_ptr_array_add (held, (gpointer) g_get_user_config_dir ());
  g_ptr_array_add (held, (gpointer) g_get_user_data_dir ());
  g_ptr_array_add (held, (gpointer) g_get_user_state_dir ());
  g_ptr_array_add (held, (gpointer) g_get_user_runtime_dir ());
  g_ptr_array_add (held, (gpointer) g_get_system_config_dirs ());
  g_ptr_array_add (held, (gpointer) g_get_system_data_dirs ());
}
