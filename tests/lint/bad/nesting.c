/* SPDX-License-Identifier: GPL-3.0-or-later */
void
velo_deep (int a)
{
  if (a)
    {
      if (a)
        {
          if (a)
            {
              if (a)
                {
                  if (a)
                    {
                      a = 0;
                    }
                }
            }
        }
    }
}
