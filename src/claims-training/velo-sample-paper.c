/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is flat in sample photographs: licence plate, registration document, odometer. */

#define G_LOG_DOMAIN "velo-claims-training"

#include "config.h"

#include "velo-sample-paper.h"

#include <string.h>

#include "velo-scene-math.h"

#define PLATE_WIDTH 1040
#define PLATE_HEIGHT 220

static void
set_colour (cairo_t *cr,
            guint32  colour)
{
  cairo_set_source_rgb (cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

static void
draw_box (cairo_t *cr,
          double   x,
          double   y,
          double   width,
          double   height,
          guint32  colour)
{
  set_colour (cr, colour);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

/* As wide as it is, or as wide as it may be. */
static void
draw_text (cairo_t    *cr,
           double      x,
           double      y,
           double      size,
           double      widest,
           const char *text)
{
  cairo_text_extents_t extents;

  cairo_save (cr);
  cairo_set_font_size (cr, size);
  cairo_text_extents (cr, text, &extents);
  cairo_translate (cr, x, y);
  if (widest > 0 && extents.x_advance > widest)
    cairo_scale (cr, widest / extents.x_advance, 1);
  cairo_move_to (cr, 0, 0);
  cairo_show_text (cr, text);
  cairo_restore (cr);
}

/**
 * velo_sample_paper_draw_plate:
 * @country: "DE" or "AT"
 * @plate: licence plate
 *
 * Returns: (transfer full): its picture, %CAIRO_FORMAT_RGB24
 */
cairo_surface_t *
velo_sample_paper_draw_plate (const char *country,
                              const char *plate)
{
  gboolean austrian = g_strcmp0 (country, "AT") == 0;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, PLATE_WIDTH, PLATE_HEIGHT);
  cairo_t *cr = cairo_create (surface);

  draw_box (cr, 0, 0, PLATE_WIDTH, PLATE_HEIGHT, austrian ? 0xa02020 : 0x202020);
  draw_box (cr, 10, 12, PLATE_WIDTH - 20, PLATE_HEIGHT - 24, 0xf4f4f0);
  draw_box (cr, 10, 12, 92, PLATE_HEIGHT - 24, 0x1c3f94);
  cairo_select_font_face (cr, "sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  set_colour (cr, 0xffffff);
  draw_text (cr, austrian ? 34 : 36, 185, 62, 0, austrian ? "A" : "D");
  set_colour (cr, 0x101010);
  draw_text (cr, 140, 172, 172, PLATE_WIDTH - 190, plate);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
draw_table (cairo_t *cr,
            guint    seed,
            int      width,
            int      height)
{
  static const guint32 tones[] = { 0x8a6240, 0x5b4632, 0xa38a68, 0x4a4f55 };
  guint32 tone = tones[velo_hash (1, 30, seed) % G_N_ELEMENTS (tones)];

  draw_box (cr, 0, 0, width, height, tone);
  for (guint32 i = 0; i < 260; i++)
    {
      double y = height * (double) velo_chance (i, 31, seed);
      double bend = 40 * ((double) velo_chance (i, 32, seed) - 0.5);

      cairo_set_source_rgba (cr, 0, 0, 0, 0.05 + 0.14 * (double) velo_chance (i, 33, seed));
      cairo_set_line_width (cr, 1 + 3 * (double) velo_chance (i, 34, seed));
      cairo_move_to (cr, -10, y);
      cairo_curve_to (cr, width * 0.3, y + bend, width * 0.6, y - bend, width + 10, y + bend / 2);
      cairo_stroke (cr);
    }
}

static void
draw_field (cairo_t    *cr,
            double      x,
            double      y,
            double      width,
            const char *code,
            const char *text)
{
  draw_box (cr, x, y, width - 4, 34, 0xf2f4ea);
  set_colour (cr, 0x50605a);
  cairo_select_font_face (cr, "sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  draw_text (cr, x + 4, y + 11, 10, 0, code);
  set_colour (cr, 0x151515);
  cairo_select_font_face (cr, "monospace", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  draw_text (cr, x + 26, y + 27, 18, width - 36, text);
}

static const char *const body_words[] = {
  [VELO_CAR_BODY_COMPACT] = "Schräghecklimousine", [VELO_CAR_BODY_ESTATE] = "Kombilimousine",
  [VELO_CAR_BODY_SALOON] = "Limousine", [VELO_CAR_BODY_VAN] = "Kastenwagen",
};

static void
draw_document (cairo_t                 *cr,
               const VeloSampleVehicle *vehicle)
{
  gboolean austrian = g_strcmp0 (vehicle->country, "AT") == 0;
  g_autofree char *mass = g_strdup_printf ("%u", 1180 + vehicle->scene * 37 % 420);
  g_autofree char *number = g_strdup_printf ("VEL0TRA1N1NG%05u", vehicle->scene * 733 % 99999);
  g_autofree char *day = g_strdup_printf ("%02u.%02u.%u", 1 + vehicle->scene * 5 % 28, 1 + vehicle->scene * 7 % 12,
                                          2016 + vehicle->scene * 3 % 8);
  const struct { double x; double y; double width; const char *code; const char *text; } fields[] = {
    { 20, 80, 300, "A", vehicle->plate }, { 320, 80, 280, "B", day },
    { 20, 122, 580, "C.1.1", vehicle->holder }, { 20, 164, 580, "C.1.3", austrian ? "Beispielgasse 3, 1010 Wien"
                                                                              : "Beispielweg 3, 30159 Hannover" },
    { 20, 206, 300, "D.1", "VELO (Training)" }, { 320, 206, 280, "D.3", body_words[vehicle->body] },
    { 20, 248, 580, "E", number }, { 20, 290, 190, "G", mass }, { 210, 290, 190, "P.2", "81" },
    { 400, 290, 200, "P.3", vehicle->scene % 4 == 0 ? "Elektro" : "Benzin" }, { 20, 332, 300, "R", "siehe Fahrzeug" },
    { 320, 332, 280, "S.1", "5" },
  };

  draw_box (cr, 8, 10, 620, 400, 0x000000);
  draw_box (cr, 0, 0, 620, 400, austrian ? 0xe6d9b8 : 0xcfe0d0);
  for (int i = 0; i < 40; i++)
    {
      cairo_set_source_rgba (cr, 0.4, 0.55, 0.5, 0.25);
      cairo_set_line_width (cr, 1);
      cairo_move_to (cr, 0, i * 10);
      cairo_curve_to (cr, 200, i * 10 + 14, 400, i * 10 - 14, 620, i * 10 + 5);
      cairo_stroke (cr);
    }
  cairo_select_font_face (cr, "sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  set_colour (cr, 0x24332c);
  draw_text (cr, 20, 40, 25, 420, austrian ? "Zulassungsschein (Muster)" : "Zulassungspapier (Muster)");
  draw_text (cr, 20, 66, 14, 580, "Training – keine Urkunde, kein wirkliches Fahrzeug");
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    draw_field (cr, fields[i].x, fields[i].y, fields[i].width, fields[i].code, fields[i].text);
}

/**
 * velo_sample_paper_draw_registration:
 * @vehicle: whose papers
 * @width: of the picture
 * @height: of the picture
 *
 * Returns: (transfer full): its papers on a table, %CAIRO_FORMAT_RGB24
 */
cairo_surface_t *
velo_sample_paper_draw_registration (const VeloSampleVehicle *vehicle,
                                     int                      width,
                                     int                      height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  double turned = 0.14 * ((double) velo_chance (2, 35, vehicle->scene) - 0.5);
  double scale = width / 730.0 * (0.94 + 0.1 * (double) velo_chance (3, 35, vehicle->scene));
  cairo_pattern_t *glare;

  draw_table (cr, vehicle->scene, width, height);
  cairo_save (cr);
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_transform (cr, &(cairo_matrix_t) { 1, 0.02, 0.05, 0.98, 0, 0 });
  cairo_rotate (cr, turned);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -310, -200);
  draw_document (cr, vehicle);
  cairo_restore (cr);
  glare = cairo_pattern_create_radial (width * 0.3, height * 0.2, 10, width * 0.3, height * 0.2, width * 0.8);
  cairo_pattern_add_color_stop_rgba (glare, 0, 1, 1, 0.95, 0.16);
  cairo_pattern_add_color_stop_rgba (glare, 1, 0, 0, 0, 0.28);
  cairo_set_source (cr, glare);
  cairo_paint (cr);
  cairo_pattern_destroy (glare);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
draw_gauge (cairo_t *cr,
            double   x,
            double   y,
            double   radius,
            int      last,
            double   at)
{
  cairo_pattern_t *face = cairo_pattern_create_radial (x, y, radius * 0.2, x, y, radius);

  cairo_pattern_add_color_stop_rgb (face, 0, 0.2, 0.21, 0.23);
  cairo_pattern_add_color_stop_rgb (face, 1, 0.09, 0.09, 0.1);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_set_source (cr, face);
  cairo_fill_preserve (cr);
  cairo_pattern_destroy (face);
  set_colour (cr, 0x8a8f96);
  cairo_set_line_width (cr, radius * 0.035);
  cairo_stroke (cr);
  for (int i = 0; i <= 24; i++)
    {
      double angle = G_PI * (0.75 + 1.5 * i / 24);
      double from = i % 3 == 0 ? 0.8 : 0.88;

      set_colour (cr, i > 20 ? 0xd04030 : 0xe8e8e8);
      cairo_set_line_width (cr, radius * (i % 3 == 0 ? 0.025 : 0.012));
      cairo_move_to (cr, x + radius * from * cos (angle), y + radius * from * sin (angle));
      cairo_line_to (cr, x + radius * 0.95 * cos (angle), y + radius * 0.95 * sin (angle));
      cairo_stroke (cr);
      if (i % 3 == 0)
        {
          g_autofree char *text = g_strdup_printf ("%d", last * i / 24);

          draw_text (cr, x + radius * 0.64 * cos (angle) - radius * 0.09, y + radius * 0.64 * sin (angle) + radius * 0.05,
                     radius * 0.15, 0, text);
        }
    }
  set_colour (cr, 0xe05030);
  cairo_set_line_width (cr, radius * 0.03);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + radius * 0.75 * cos (G_PI * (0.75 + 1.5 * at)), y + radius * 0.75 * sin (G_PI * (0.75 + 1.5 * at)));
  cairo_stroke (cr);
  cairo_arc (cr, x, y, radius * 0.09, 0, 2 * G_PI);
  set_colour (cr, 0x26282c);
  cairo_fill (cr);
}

static void
draw_display (cairo_t                 *cr,
              const VeloSampleVehicle *vehicle)
{
  g_autofree char *mileage = g_strdup_printf ("%d %03d km", vehicle->mileage / 1000, vehicle->mileage % 1000);
  g_autofree char *trip = g_strdup_printf ("%u,%u km", vehicle->scene * 17 % 600, vehicle->scene % 10);
  g_autofree char *outside = g_strdup_printf ("%u,5 °C", 6 + vehicle->scene * 5 % 17);

  draw_box (cr, 408, 250, 184, 180, 0x14303a);
  cairo_select_font_face (cr, "sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  set_colour (cr, 0x9fd8e6);
  draw_text (cr, 424, 370, 22, 150, outside);
  draw_text (cr, 424, 400, 22, 150, trip);
  cairo_select_font_face (cr, "monospace", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  set_colour (cr, 0xe6fbff);
  draw_text (cr, 424, 320, 36, 156, mileage);
}

/**
 * velo_sample_paper_draw_odometer:
 * @vehicle: whose
 * @width: of the picture
 * @height: of the picture
 *
 * Returns: (transfer full): the instruments behind the steering wheel, %CAIRO_FORMAT_RGB24
 */
cairo_surface_t *
velo_sample_paper_draw_odometer (const VeloSampleVehicle *vehicle,
                                 int                      width,
                                 int                      height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  cairo_pattern_t *dash = cairo_pattern_create_linear (0, 0, 0, height);
  double turned = 0.1 * ((double) velo_chance (4, 36, vehicle->scene) - 0.5);

  cairo_pattern_add_color_stop_rgb (dash, 0, 0.56, 0.56, 0.58);
  cairo_pattern_add_color_stop_rgb (dash, 0.4, 0.33, 0.33, 0.34);
  cairo_pattern_add_color_stop_rgb (dash, 1, 0.2, 0.2, 0.21);
  cairo_set_source (cr, dash);
  cairo_paint (cr);
  cairo_pattern_destroy (dash);
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_rotate (cr, turned);
  cairo_scale (cr, width / 1000.0, width / 1000.0);
  cairo_translate (cr, -500, -370);
  draw_box (cr, 20, 110, 960, 450, 0x2e3034);
  cairo_select_font_face (cr, "sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  draw_gauge (cr, 220, 330, 178, 8, 0.1);
  draw_gauge (cr, 780, 330, 178, 240, 0);
  draw_display (cr, vehicle);
  /* the rim of the steering wheel before it */
  set_colour (cr, 0x3a3b3f);
  cairo_set_line_width (cr, 70);
  cairo_new_path (cr);
  cairo_arc (cr, 500, 1090, 560, G_PI * 1.1, G_PI * 1.9);
  cairo_stroke (cr);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.08);
  cairo_set_line_width (cr, 8);
  cairo_arc (cr, 500, 1090, 582, G_PI * 1.1, G_PI * 1.9);
  cairo_stroke (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}
