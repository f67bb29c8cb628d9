/* SPDX-License-Identifier: GPL-3.0-or-later */
void
velo_log (const char *word)
{
  g_debug ("sign in with password %s", word);
}
