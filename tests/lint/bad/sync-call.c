/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint: as src/desktop/sales/x.c */
void
velo_read (GFile *file)
{
  g_file_load_contents_sync (file);
}
