/* SPDX-License-Identifier: GPL-3.0-or-later */
void
velo_jump (void)
{
again:
  goto again;
}
