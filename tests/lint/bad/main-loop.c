/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint: as src/store/x.c */
void
velo_wait (GMainLoop *loop)
{
  g_main_loop_run (loop);
}
