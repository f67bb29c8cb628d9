/* SPDX-License-Identifier: GPL-3.0-or-later */
void
velo_check (int *n)
{
  g_assert (velo_take (n, &n));
}
