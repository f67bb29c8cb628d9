/* SPDX-License-Identifier: GPL-3.0-or-later */
void
velo_forget (GSettings *settings)
{
  g_settings_set_boolean (settings, "remember", FALSE);
}
