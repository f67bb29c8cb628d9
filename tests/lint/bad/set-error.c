/* SPDX-License-Identifier: GPL-3.0-or-later */
int
velo_fail (GError **error)
{
  g_set_error (error, VELO_STORE_ERROR, 1, "no");
  velo_go_on ();
  return 0;
}
