/* SPDX-License-Identifier: GPL-3.0-or-later */
void
velo_name (void)
{
  g_autofree char *name;

  name = velo_dup ();
}
