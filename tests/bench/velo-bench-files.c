/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder as a shop's software fills it: invoices of several kinds, copies, and what is no invoice. */

#include "config.h"

#include "velo-bench-files.h"

#include <string.h>

/* What the samples say and each file has of its own. */
static const char * const samples[] = {
  "e-bike.xml", "e-bike.xml", "bicycle.xml", "bicycle.xml", "two-bikes.xml", "e-bike.xml",
  "invoice.pdf", "e-bike.xml", NULL, "bicycle.xml",
};

#define COPY 6
#define CUT_OFF 7

char *
velo_bench_dup_file (const char *folder,
                     guint       number)
{
  const char *sample = samples[number % G_N_ELEMENTS (samples)];
  const char *ending = sample == NULL ? "txt" : strrchr (sample, '.') + 1;

  return g_strdup_printf ("%s/RE-%05u.%s", folder, number, ending);
}

static void
replace_number (GString    *content,
                const char *before,
                const char *after,
                guint       number)
{
  const char *found = strstr (content->str, before);
  g_autofree char *own = g_strdup_printf ("%05u%s", number, after);
  gsize start;

  if (found == NULL)
    return;
  start = (gsize) (found - content->str) + strlen (before);
  g_string_erase (content, (gssize) start, 5);
  g_string_insert (content, (gssize) start, own);
}

/* Another number of the invoice and other frame numbers make it another sale. */
static void
write_file (const char *folder,
            guint       number)
{
  const char *sample = samples[number % G_N_ELEMENTS (samples)];
  g_autofree char *path = velo_bench_dup_file (folder, number);
  g_autofree char *source = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr(GString) content = NULL;
  g_autoptr(GError) error = NULL;
  gsize size = 0;

  if (sample == NULL)
    content = g_string_new ("Einkaufszettel: Luftpumpe, Flickzeug\n");
  else
    {
      source = g_build_filename (VELO_BENCH_SAMPLES, sample, NULL);
      if (!g_file_get_contents (source, &bytes, &size, &error))
        g_error ("%s", error->message);
      content = g_string_new_len (bytes, (gssize) size);
    }
  if (number % G_N_ELEMENTS (samples) == COPY)
    g_string_append_printf (content, "%% copy %u\n", number);
  else if (sample != NULL)
    {
      replace_number (content, "<ram:ID>RE-2026-", "", number);
      replace_number (content, "Rahmen-Nr.: ", "", number);
    }
  if (number % G_N_ELEMENTS (samples) == CUT_OFF)
    g_string_truncate (content, content->len / 2);
  g_string_append_printf (content, "%s", sample == NULL ? path : "");
  if (!g_file_set_contents (path, content->str, (gssize) content->len, &error))
    g_error ("%s", error->message);
}

/*
 * velo_bench_write_files:
 *
 * Of ten files seven are new sales, one is a copy of an invoice that is there, one is cut off and
 * one is no invoice at all.
 */
void
velo_bench_write_files (const char *folder,
                        guint       first,
                        guint       n_files)
{
  for (guint i = first; i < first + n_files; i++)
    write_file (folder, i);
}
