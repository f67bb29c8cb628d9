/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of widgets and of the assistant share. */
#pragma once

#include "velo-find-text.h"
#include "velo-wait.h"

#include <adwaita.h>
#include <cairo-pdf.h>

static inline void
velo_test_init (int    *argc,
                char ***argv)
{
  GtkCssProvider *style;

  /* Directories are isolated by headless.sh; doing it here as well hides the MIME data that icons
   * need. Not gtk_test_init(): it sets the locale and the resource files to its own. */
  g_test_init (argc, argv, NULL);
  adw_init ();
  /* As the application does with its resource base path. */
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/com/example/VeloInsure/icons");
  style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (style, "/com/example/VeloInsure/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (style);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/* Lets everything that is queued happen: frames, idle callbacks. */
static inline void
velo_test_settle (void)
{
  for (guint i = 0; i < 50; i++)
    while (g_main_context_iteration (NULL, FALSE))
      ;
}

static inline GtkWindow *
velo_test_show (GtkWidget *child,
                int        width,
                int        height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (gtk_widget_get_mapped (child) && gtk_widget_get_width (child) > 0);
  velo_test_settle ();
  return GTK_WINDOW (window);
}

static inline void
velo_test_hide (GtkWindow *window)
{
  gtk_window_destroy (window);
  velo_test_settle ();
}

/* The first widget below @root with this Builder id. */
static inline GtkWidget *
velo_test_find (GtkWidget  *root,
                const char *id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), id) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = velo_test_find (child, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static inline cairo_status_t
velo_test_write_cb (void                *closure,
                    const unsigned char *data,
                    unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static inline GBytes *
velo_test_make_pdf (guint n_pages)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (velo_test_write_cb, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n_pages; i++)
    {
      cairo_rectangle (cr, 50, 50, 200, 100 + 20 * i);
      cairo_fill (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}
