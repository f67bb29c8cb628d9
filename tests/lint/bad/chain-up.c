/* SPDX-License-Identifier: GPL-3.0-or-later */
static void
velo_thing_finalize (GObject *object)
{
  g_free (VELO_THING (object)->name);
}
