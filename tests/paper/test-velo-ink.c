/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests collecting, judging, drawing and recording ink, and the evidence record. */

#include "paper-fixture.h"
#include "velo-ink.h"
#include "velo-signature-evidence.h"

#include <math.h>
#include <string.h>

static VeloInk *
sign (void)
{
  VeloInk *ink = velo_ink_new (264, 60);

  velo_ink_begin_stroke (ink);
  for (int i = 0; i <= 100; i++)
    velo_ink_add_point (ink, 20 + i, 30 + 20 * sin (i / 8.0), 1792000000000000 + i * 8000, 0.3 + i / 250.0);
  velo_ink_begin_stroke (ink);
  velo_ink_add_point (ink, 200, 20, 1792000001000000, 0.5);
  return ink;
}

static void
test_collect (void)
{
  g_autoptr(VeloInk) ink = sign ();
  g_autoptr(VeloInk) copy = velo_ink_copy (ink);
  guint n_points;
  double x;
  double y;
  double width;
  double height;

  g_assert_cmpuint (velo_ink_get_n_strokes (ink), ==, 2);
  g_assert_nonnull (velo_ink_get_stroke (ink, 0, &n_points));
  g_assert_cmpuint (n_points, ==, 101);
  g_assert_true (velo_ink_get_bounds (ink, &x, &y, &width, &height));
  g_assert_cmpfloat_with_epsilon (x, 20, 0.001);
  g_assert_cmpfloat_with_epsilon (width, 180, 0.001);
  g_assert_true (velo_ink_undo_stroke (ink));
  g_assert_true (velo_ink_undo_stroke (ink));
  g_assert_false (velo_ink_undo_stroke (ink));
  g_assert_false (velo_ink_get_bounds (ink, &x, &y, &width, &height));
  g_assert_cmpfloat (width, ==, 0);
  g_assert_cmpuint (velo_ink_get_n_strokes (copy), ==, 2);
}

static void
test_odd_points (void)
{
  g_autoptr(VeloInk) ink = velo_ink_new (100, 50);
  const VeloInkPoint *points;
  guint n_points;

  velo_ink_add_point (ink, NAN, 1, 0, 0.5);
  velo_ink_add_point (ink, INFINITY, 1, 0, 0.5);
  velo_ink_add_point (ink, -20, 900, 0, 7);
  velo_ink_add_point (ink, -20, 900, 0, NAN);
  g_assert_cmpuint (velo_ink_get_n_strokes (ink), ==, 1);
  points = velo_ink_get_stroke (ink, 0, &n_points);
  g_assert_cmpuint (n_points, ==, 1);
  g_assert_cmpfloat (points[0].x_pt, ==, 0);
  g_assert_cmpfloat (points[0].y_pt, ==, 50);
  g_assert_cmpfloat (points[0].pressure, ==, 1);
  for (int i = 0; i < 60000; i++)
    velo_ink_add_point (ink, i % 100, i % 50, i, 0.5);
  velo_ink_get_stroke (ink, 0, &n_points);
  g_assert_cmpuint (n_points, ==, 50000);
}

static void
test_plausible (void)
{
  g_autoptr(VeloInk) ink = sign ();
  g_autoptr(VeloInk) empty = velo_ink_new (264, 60);
  g_autoptr(VeloInk) dot = velo_ink_new (264, 60);
  g_autoptr(VeloInk) line = velo_ink_new (264, 60);

  g_assert_true (velo_ink_is_plausible (ink));
  g_assert_false (velo_ink_is_plausible (empty));
  for (int i = 0; i < 50; i++)
    velo_ink_add_point (dot, 30 + i % 3, 30, i, 0.5);
  g_assert_false (velo_ink_is_plausible (dot));
  velo_ink_add_point (line, 0, 0, 0, 0.5);
  velo_ink_add_point (line, 200, 50, 1, 0.5);
  g_assert_false (velo_ink_is_plausible (line));
}

static guint
count_inked (cairo_surface_t *surface,
             int              x1,
             int              y1,
             int              x2,
             int              y2)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  guint n_inked = 0;

  for (int y = y1; y < y2; y++)
    for (int x = x1; x < x2; x++)
      n_inked += data[(gsize) y * stride + (gsize) x * 4 + 3] > 100;
  return n_inked;
}

static void
test_draw (void)
{
  g_autoptr(VeloInk) ink = sign ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 264, 60);
  cairo_t *cr = cairo_create (surface);

  velo_ink_draw (ink, cr, 2);
  cairo_surface_flush (surface);
  g_assert_cmpuint (count_inked (surface, 20, 5, 122, 55), >, 150);
  g_assert_cmpuint (count_inked (surface, 198, 18, 203, 23), >, 1);
  g_assert_cmpuint (count_inked (surface, 130, 0, 190, 60), ==, 0);
  /* The curve passes near each point. */
  g_assert_cmpuint (count_inked (surface, 31, 47, 35, 52), >, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_json (void)
{
  g_autoptr(VeloInk) ink = sign ();
  g_autoptr(JsonNode) node = velo_ink_to_json (ink);
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloInk) read = velo_ink_from_json (node, &error);
  const VeloInkPoint *before;
  const VeloInkPoint *after;
  guint n_before;
  guint n_after;

  g_assert_no_error (error);
  g_assert_cmpfloat (velo_ink_get_width (read), ==, 264);
  g_assert_cmpuint (velo_ink_get_n_strokes (read), ==, 2);
  before = velo_ink_get_stroke (ink, 0, &n_before);
  after = velo_ink_get_stroke (read, 0, &n_after);
  g_assert_cmpuint (n_before, ==, n_after);
  for (guint i = 0; i < n_before; i++)
    {
      g_assert_cmpfloat_with_epsilon (before[i].x_pt, after[i].x_pt, 0.0051);
      g_assert_cmpfloat_with_epsilon (before[i].y_pt, after[i].y_pt, 0.0051);
      g_assert_cmpfloat_with_epsilon (before[i].pressure, after[i].pressure, 0.00051);
      g_assert_cmpint (before[i].t_usec, ==, after[i].t_usec);
    }
}

static void
test_json_hostile (void)
{
  static const char *const texts[] = {
    "null", "[]", "{}", "\"velo-ink/1\"", "{\"format\":1,\"width\":100,\"height\":100,\"strokes\":[]}",
    "{\"format\":\"velo-ink/1\",\"width\":\"100\",\"height\":100,\"strokes\":[]}",
    "{\"format\":\"velo-ink/1\",\"width\":100,\"height\":0,\"strokes\":[]}",
    "{\"format\":\"velo-ink/1\",\"width\":100,\"height\":99999999,\"strokes\":[]}",
    "{\"format\":\"velo-ink/1\",\"width\":100,\"height\":100,\"strokes\":{}}",
    "{\"format\":\"velo-ink/1\",\"width\":100,\"height\":100,\"strokes\":[1]}",
    "{\"format\":\"velo-ink/1\",\"width\":100,\"height\":100,\"strokes\":[[[1,2,3]]]}",
    "{\"format\":\"velo-ink/1\",\"width\":100,\"height\":100,\"strokes\":[[[1,2,3,\"x\"]]]}",
    "{\"format\":\"velo-ink/1\",\"width\":100,\"height\":100,\"strokes\":[[{}]]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JsonNode) node = json_from_string (texts[i], NULL);
      g_autoptr(GError) error = NULL;

      if (node == NULL)
        node = json_node_new (JSON_NODE_NULL);
      g_assert_null (velo_ink_from_json (node, &error));
      g_assert_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED);
    }
}

static GBytes *
build (GBytes *before,
       GBytes *after)
{
  g_autoptr(VeloInk) ink = sign ();
  VeloPageRect rect = { 172.6, 31, 436.5, 47 };

  return velo_signature_evidence_build (ink, 0, &rect, before, after, "Käthe Übelacker-Groß", NULL,
                                        1792000002000000);
}

static void
test_evidence (void)
{
  g_autoptr(GBytes) before = paper_make_form ();
  g_autoptr(GBytes) after = paper_make_text_pdf (1, 595, 842, "signed");
  g_autoptr(GBytes) evidence = build (before, after);
  g_autoptr(GError) error = NULL;

  g_assert_true (velo_signature_evidence_verify (evidence, before, after, &error));
  g_assert_no_error (error);
  g_assert_true (velo_signature_evidence_verify (evidence, NULL, after, &error));
  g_assert_no_error (error);
  g_assert_true (paper_contains (evidence, "Käthe Übelacker-Groß"));
  g_assert_true (paper_contains (evidence, "velo-ink/1"));
}

static void
test_evidence_files_changed (void)
{
  g_autoptr(GBytes) before = paper_make_form ();
  g_autoptr(GBytes) after = paper_make_text_pdf (1, 595, 842, "signed");
  g_autoptr(GBytes) evidence = build (before, after);
  g_autofree char *data = g_memdup2 (g_bytes_get_data (after, NULL), g_bytes_get_size (after));
  g_autoptr(GBytes) changed = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) swapped_error = NULL;

  data[g_bytes_get_size (after) / 2] ^= 1;
  changed = g_bytes_new (data, g_bytes_get_size (after));
  g_assert_false (velo_signature_evidence_verify (evidence, before, changed, &error));
  g_assert_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_MISMATCH);
  g_assert_false (velo_signature_evidence_verify (evidence, after, after, &swapped_error));
  g_assert_error (swapped_error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_MISMATCH);
}

/* Whichever byte of the record is changed, it does not pass. */
static void
test_evidence_changed (void)
{
  g_autoptr(GBytes) before = g_bytes_new_static ("a", 1);
  g_autoptr(GBytes) after = g_bytes_new_static ("b", 1);
  g_autoptr(GBytes) evidence = build (before, after);
  gsize size = g_bytes_get_size (evidence);

  for (gsize i = 0; i < size; i += 7)
    {
      g_autofree char *data = g_memdup2 (g_bytes_get_data (evidence, NULL), size);
      g_autoptr(GBytes) changed = NULL;
      g_autoptr(GError) error = NULL;

      data[i] = data[i] == '3' ? '4' : '3';
      changed = g_bytes_new (data, size);
      g_assert_false (velo_signature_evidence_verify (changed, before, after, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == VELO_PAPER_ERROR);
    }
}

static void
test_evidence_none (void)
{
  static const char *const texts[] = { "", "{}", "[]", "nonsense", "{\"format\":\"veloinsure-signature/2\"}" };
  g_autoptr(GBytes) file = g_bytes_new_static ("b", 1);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) record = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr(GError) error = NULL;

      g_assert_false (velo_signature_evidence_verify (record, NULL, file, &error));
      g_assert_error (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/ink/collect", test_collect);
  g_test_add_func ("/paper/ink/odd-points", test_odd_points);
  g_test_add_func ("/paper/ink/plausible", test_plausible);
  g_test_add_func ("/paper/ink/draw", test_draw);
  g_test_add_func ("/paper/ink/json", test_json);
  g_test_add_func ("/paper/ink/json-hostile", test_json_hostile);
  g_test_add_func ("/paper/evidence/whole", test_evidence);
  g_test_add_func ("/paper/evidence/files-changed", test_evidence_files_changed);
  g_test_add_func ("/paper/evidence/changed", test_evidence_changed);
  g_test_add_func ("/paper/evidence/none", test_evidence_none);
  return g_test_run ();
}
