/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The package of evidence: whole, changed, with a file taken out or put in, cut off, no package. */

#include "config.h"

#include <string.h>

#include "velo-evidence-package.h"

#define WHEN (G_GINT64_CONSTANT (1776500000) * G_USEC_PER_SEC)

static GPtrArray *
make_files (const char *policy)
{
  GPtrArray *files = velo_evidence_files_new ();
  g_autoptr(GBytes) first = g_bytes_new (policy, strlen (policy));
  g_autoptr(GBytes) second = g_bytes_new_static ("", 0);

  velo_evidence_files_add (files, "01-Versicherungsschein.pdf", first);
  velo_evidence_files_add (files, "02-Nichts.txt", second);
  return files;
}

static GBytes *
make_package (const char  *policy,
              char       **fingerprint)
{
  g_autoptr(GPtrArray) files = make_files (policy);
  g_autoptr(GError) error = NULL;
  GBytes *package = velo_evidence_package_build (files, WHEN, fingerprint, &error);

  g_assert_no_error (error);
  return package;
}

static VeloEvidenceState
get_state (GPtrArray  *files,
           const char *name)
{
  for (guint i = 0; i < files->len; i++)
    {
      VeloEvidenceFile *file = g_ptr_array_index (files, i);

      if (g_str_equal (file->name, name))
        return file->state;
    }
  g_error ("no file %s", name);
}

/* What ends up in the package under the names of the list need not be what the list says. */
static GBytes *
make_package_of (const char *sums,
                 const char *policy)
{
  g_autoptr(GPtrArray) files = velo_evidence_files_new ();
  g_autofree char *fingerprint = NULL;
  GBytes *package;
  gsize size;
  guint8 *data;
  g_autoptr(GBytes) policy_bytes = g_bytes_new (policy, strlen (policy));
  g_autoptr(GBytes) sums_bytes = g_bytes_new (sums, strlen (sums));

  /* "SHA256SUMX" becomes the list; the real one becomes "XHA256SUMS", a file that nobody named */
  velo_evidence_files_add (files, "policy.pdf", policy_bytes);
  velo_evidence_files_add (files, "SHA256SUMX", sums_bytes);
  package = velo_evidence_package_build (files, WHEN, &fingerprint, NULL);
  data = g_bytes_unref_to_data (package, &size);
  for (gsize i = 0; i + 10 <= size; i++)
    {
      if (memcmp (data + i, VELO_EVIDENCE_SUMS, 10) == 0)
        data[i] = 'X';
      else if (memcmp (data + i, "SHA256SUMX", 10) == 0)
        data[i + 9] = 'S';
    }
  return g_bytes_new_take (data, size);
}

static void
test_whole (void)
{
  g_autofree char *made = NULL;
  g_autofree char *found = NULL;
  g_autoptr(GBytes) package = make_package ("%PDF-1.7 a policy", &made);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) files = velo_evidence_package_check (package, &found, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (files->len, ==, 2);
  g_assert_cmpint (get_state (files, "01-Versicherungsschein.pdf"), ==, VELO_EVIDENCE_INTACT);
  g_assert_cmpint (get_state (files, "02-Nichts.txt"), ==, VELO_EVIDENCE_INTACT);
  g_assert_cmpstr (found, ==, made);
}

/* The same documents make the same fingerprint, others another one. */
static void
test_fingerprint (void)
{
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *other = NULL;
  G_GNUC_UNUSED g_autoptr(GBytes) a = make_package ("a policy", &first);
  G_GNUC_UNUSED g_autoptr(GBytes) b = make_package ("a policy", &again);
  G_GNUC_UNUSED g_autoptr(GBytes) c = make_package ("a p0licy", &other);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
}

static void
test_changed (void)
{
  g_autofree char *fingerprint = NULL;
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "the policy", -1);
  g_autofree char *sums = g_strdup_printf ("%s  policy.pdf\n", sum);
  g_autoptr(GBytes) honest = make_package_of (sums, "the policy");
  g_autoptr(GBytes) forged = make_package_of (sums, "the pollcy");
  g_autoptr(GPtrArray) good = velo_evidence_package_check (honest, &fingerprint, NULL);
  g_autoptr(GPtrArray) bad = NULL;

  g_assert_cmpint (get_state (good, "policy.pdf"), ==, VELO_EVIDENCE_INTACT);
  g_clear_pointer (&fingerprint, g_free);
  bad = velo_evidence_package_check (forged, &fingerprint, NULL);
  g_assert_cmpint (get_state (bad, "policy.pdf"), ==, VELO_EVIDENCE_CHANGED);
}

static void
test_missing_and_added (void)
{
  g_autofree char *fingerprint = NULL;
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "x", -1);
  g_autofree char *sums = g_strdup_printf ("%s  gone.pdf\n", sum);
  g_autoptr(GBytes) package = make_package_of (sums, "the policy");
  g_autoptr(GPtrArray) files = velo_evidence_package_check (package, &fingerprint, NULL);

  g_assert_cmpint (get_state (files, "gone.pdf"), ==, VELO_EVIDENCE_MISSING);
  g_assert_cmpint (get_state (files, "policy.pdf"), ==, VELO_EVIDENCE_UNKNOWN);
}

static void
assert_refused (GBytes *package,
                int     code)
{
  g_autofree char *fingerprint = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) files = velo_evidence_package_check (package, &fingerprint, &error);

  g_assert_null (files);
  g_assert_null (fingerprint);
  g_assert_error (error, VELO_PAPER_ERROR, code);
}

static void
test_bad_lists (void)
{
  static const char * const lists[] = {
    "",
    "no sum at all\n",
    "0123  policy.pdf\n",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 policy.pdf\n",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  ../policy.pdf\n",
    "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855  policy.pdf\n",
    "\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr(GBytes) package = make_package_of (lists[i], "the policy");

      g_test_message ("list %u", i);
      assert_refused (package, VELO_PAPER_ERROR_MISMATCH);
    }
}

static void
test_no_package (void)
{
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr(GBytes) text = g_bytes_new_static ("This is a letter and no package.", 32);

  assert_refused (text, VELO_PAPER_ERROR_DAMAGED);
  assert_refused (nothing, VELO_PAPER_ERROR_DAMAGED);
}

/* Wherever it is cut off: never taken for whole. */
static void
test_cut_off (void)
{
  g_autofree char *made = NULL;
  g_autoptr(GBytes) package = make_package ("%PDF-1.7 a policy", &made);

  for (gsize size = 1; size < g_bytes_get_size (package); size++)
    {
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (package, 0, size);
      g_autofree char *fingerprint = NULL;
      g_autoptr(GPtrArray) files = velo_evidence_package_check (part, &fingerprint, NULL);
      gboolean whole = files != NULL && g_strcmp0 (fingerprint, made) == 0;

      for (guint i = 0; files != NULL && i < files->len; i++)
        whole = whole && ((VeloEvidenceFile *) g_ptr_array_index (files, i))->state == VELO_EVIDENCE_INTACT;
      /* without the index at the end all files can still be there */
      if (whole)
        g_assert_cmpuint (files->len, ==, 2);
    }
}

/* A name that leads out of the folder into which it is unpacked */
static void
test_traversal (void)
{
  g_autofree char *made = NULL;
  g_autoptr(GBytes) package = make_package ("a policy", &made);
  gsize size;
  guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&package), &size);
  g_autoptr(GBytes) bad = NULL;

  for (gsize i = 0; i + 13 <= size; i++)
    if (memcmp (data + i, "02-Nichts.txt", 13) == 0)
      memcpy (data + i, "../ichts.text", 13);
  bad = g_bytes_new_take (data, size);
  assert_refused (bad, VELO_PAPER_ERROR_DAMAGED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/evidence-package/whole", test_whole);
  g_test_add_func ("/evidence-package/fingerprint", test_fingerprint);
  g_test_add_func ("/evidence-package/changed", test_changed);
  g_test_add_func ("/evidence-package/missing-and-added", test_missing_and_added);
  g_test_add_func ("/evidence-package/bad-lists", test_bad_lists);
  g_test_add_func ("/evidence-package/no-package", test_no_package);
  g_test_add_func ("/evidence-package/cut-off", test_cut_off);
  g_test_add_func ("/evidence-package/traversal", test_traversal);
  return g_test_run ();
}
