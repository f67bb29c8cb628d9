/* SPDX-License-Identifier: GPL-3.0-or-later */
static const char * const name = "does not change";
static int counter;

int
velo_count (void)
{
  return counter++;
}
