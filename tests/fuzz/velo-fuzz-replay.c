/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a fuzz target over files, each whole, cut off and changed in a few places, with any compiler. */

#include "config.h"

#include <glib.h>

#include "velo-fuzz.h"

#define N_CHANGED 40u
#define SEED 20261121

static void
run_changed (const char *data, gsize length, GRand *rand)
{
  for (guint i = 0; i < N_CHANGED && length > 0; i++)
    {
      /* a block of its own, so that a sanitizer sees each step over its end */
      gsize            cut = i % 4 == 0 ? (gsize) g_rand_int_range (rand, 0, (gint32) length) : length;
      g_autofree char *copy = g_memdup2 (data, cut);

      for (guint j = 0; j < i && cut > 0; j++)
        copy[g_rand_int_range (rand, 0, (gint32) cut)] = (char) g_rand_int_range (rand, 0, 256);
      LLVMFuzzerTestOneInput ((const uint8_t *) copy, cut);
    }
}

static guint
replay (const char *path, GRand *rand)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  const char *name = NULL;
  guint       n_files = 0;
  gsize       length;

  if (dir == NULL)
    {
      g_file_get_contents (path, &data, &length, &error);
      g_assert_no_error (error);
      LLVMFuzzerTestOneInput ((const uint8_t *) data, length);
      run_changed (data, length, rand);
      return 1;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      n_files += replay (inner, rand);
    }
  return n_files;
}

int
main (int argc, char **argv)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  guint n_files = 0;

  for (int i = 1; i < argc; i++)
    n_files += replay (argv[i], rand);
  g_print ("%u files\n", n_files);
  return n_files > 0 ? 0 : 1;
}
