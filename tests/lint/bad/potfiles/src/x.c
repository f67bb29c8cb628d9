/* SPDX-License-Identifier: GPL-3.0-or-later */
void
x (void)
{
  velo_say (_ ("Text"));
}
