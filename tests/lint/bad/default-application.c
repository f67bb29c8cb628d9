/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint: as src/desktop/sales/x.c */
void
velo_quit (void)
{
  g_application_quit (g_application_get_default ());
}
