/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ink as JSON for the evidence record: integers only, so that it is the same on each machine. */

#define G_LOG_DOMAIN "velo-ink"

#include "config.h"

#include "velo-ink.h"

#include <math.h>

#define INK_FORMAT "velo-ink/1"

/* The record counts hundredths of a point and thousandths of the pressure. */
#define PT_PARTS 100.0
#define PRESSURE_PARTS 1000.0

/* No pad is larger than a sheet of A0. */
#define MAX_PAD_PT 3400

#define MAX_STROKES 5000
#define MAX_STROKE_POINTS 50000

static void
add_stroke (JsonBuilder *builder,
            VeloInk     *self,
            guint        stroke)
{
  guint n_points;
  const VeloInkPoint *points = velo_ink_get_stroke (self, stroke, &n_points);

  json_builder_begin_array (builder);
  for (guint i = 0; i < n_points; i++)
    {
      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, llround (points[i].x_pt * PT_PARTS));
      json_builder_add_int_value (builder, llround (points[i].y_pt * PT_PARTS));
      json_builder_add_int_value (builder, points[i].t_usec);
      json_builder_add_int_value (builder, llround (points[i].pressure * PRESSURE_PARTS));
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

/**
 * velo_ink_to_json:
 * @self: ink
 *
 * Makes a record of the strokes: `width` and `height` of the pad and `strokes`,
 * arrays of points `[x, y, time, pressure]` in hundredths of a point from the
 * pad's top left, microseconds UTC and thousandths.
 *
 * Returns: (transfer full): an object node
 */
JsonNode *
velo_ink_to_json (VeloInk *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  g_return_val_if_fail (VELO_IS_INK (self), NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, INK_FORMAT);
  json_builder_set_member_name (builder, "width");
  json_builder_add_int_value (builder, llround (velo_ink_get_width (self) * PT_PARTS));
  json_builder_set_member_name (builder, "height");
  json_builder_add_int_value (builder, llround (velo_ink_get_height (self) * PT_PARTS));
  json_builder_set_member_name (builder, "strokes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < velo_ink_get_n_strokes (self); i++)
    add_stroke (builder, self, i);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static gboolean
is_int (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

static gboolean
read_point (VeloInk  *ink,
            JsonNode *node)
{
  JsonArray *values;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  values = json_node_get_array (node);
  if (json_array_get_length (values) != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    if (!is_int (json_array_get_element (values, i)))
      return FALSE;
  velo_ink_add_point (ink, (double) json_array_get_int_element (values, 0) / PT_PARTS,
                      (double) json_array_get_int_element (values, 1) / PT_PARTS,
                      json_array_get_int_element (values, 2),
                      (double) json_array_get_int_element (values, 3) / PRESSURE_PARTS);
  return TRUE;
}

static gboolean
read_strokes (VeloInk   *ink,
              JsonArray *strokes)
{
  if (json_array_get_length (strokes) > MAX_STROKES)
    return FALSE;
  for (guint s = 0; s < json_array_get_length (strokes); s++)
    {
      JsonNode *node = json_array_get_element (strokes, s);
      JsonArray *points;

      if (!JSON_NODE_HOLDS_ARRAY (node))
        return FALSE;
      points = json_node_get_array (node);
      if (json_array_get_length (points) > MAX_STROKE_POINTS)
        return FALSE;
      velo_ink_begin_stroke (ink);
      for (guint i = 0; i < json_array_get_length (points); i++)
        if (!read_point (ink, json_array_get_element (points, i)))
          return FALSE;
    }
  return TRUE;
}

static gboolean
read_size (JsonObject *object,
           const char *name,
           double     *size_pt)
{
  JsonNode *node = json_object_get_member (object, name);

  if (!is_int (node))
    return FALSE;
  *size_pt = (double) json_node_get_int (node) / PT_PARTS;
  return *size_pt >= 1 && *size_pt <= MAX_PAD_PT;
}

/**
 * velo_ink_from_json:
 * @node: a node of any kind
 * @error: return location for an error
 *
 * Reads a record that velo_ink_to_json() made.
 *
 * Returns: (transfer full): the ink, or %NULL with %VELO_PAPER_ERROR_DAMAGED
 */
VeloInk *
velo_ink_from_json (JsonNode  *node,
                    GError   **error)
{
  g_autoptr(VeloInk) ink = NULL;
  JsonObject *object = NULL;
  JsonNode *format = NULL;
  JsonNode *strokes = NULL;
  double width_pt = 0;
  double height_pt = 0;

  g_return_val_if_fail (node != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      object = json_node_get_object (node);
      format = json_object_get_member (object, "format");
      strokes = json_object_get_member (object, "strokes");
    }
  if (format == NULL || !JSON_NODE_HOLDS_VALUE (format)
      || g_strcmp0 (json_node_get_string (format), INK_FORMAT) != 0
      || strokes == NULL || !JSON_NODE_HOLDS_ARRAY (strokes)
      || !read_size (object, "width", &width_pt) || !read_size (object, "height", &height_pt))
    {
      g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED, "no record of ink");
      return NULL;
    }
  ink = velo_ink_new (width_pt, height_pt);
  if (!read_strokes (ink, json_node_get_array (strokes)))
    {
      g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_DAMAGED, "a stroke is damaged");
      return NULL;
    }
  return g_steal_pointer (&ink);
}
