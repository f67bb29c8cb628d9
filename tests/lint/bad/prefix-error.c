/* SPDX-License-Identifier: GPL-3.0-or-later */
void
velo_fail (GError **error)
{
  g_prefix_error (error, "policy %s", "1");
}
