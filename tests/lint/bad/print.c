/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint: as src/paper/x.c */
void
velo_say (void)
{
  g_print ("here\n");
}
