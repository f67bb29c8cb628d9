/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps two warnings of the toolkits about themselves from ending a test: all others still do. */

#include "config.h"

#include <adwaita.h>

#define MEASURE "Trying to measure"
#define SNAPSHOT_BUTTON "Trying to snapshot GtkButton"

/* The bar of folders in GTK's dialog for files now and then draws a button for which there is no room. */
static gboolean
has_file_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && !found; i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      found = GTK_IS_FILE_CHOOSER_DIALOG (window);
    }
  return found;
}

/* A dialog of libadwaita 1.7 tries its heading in a large font first, in too little width for it,
 * and GTK 4.18 warns of that. With older ones the warning is about widgets of ours, and ends the test. */
static gboolean
is_noise (const GLogField *fields,
          gsize            n_fields)
{
  gboolean newer = adw_get_major_version () > 1 || adw_get_minor_version () >= 7;
  gboolean from_gtk = FALSE;
  gboolean measures = FALSE;
  gboolean snapshots = FALSE;

  for (gsize i = 0; i < n_fields; i++)
    {
      from_gtk = from_gtk || (g_str_equal (fields[i].key, "GLIB_DOMAIN") &&
                              g_strcmp0 (fields[i].value, "Gtk") == 0);
      measures = measures || (g_str_equal (fields[i].key, "MESSAGE") &&
                              g_str_has_prefix (fields[i].value, MEASURE));
      snapshots = snapshots || (g_str_equal (fields[i].key, "MESSAGE") &&
                                g_str_has_prefix (fields[i].value, SNAPSHOT_BUTTON));
    }
  return from_gtk && ((newer && measures) || (snapshots && has_file_dialog ()));
}

static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  if ((level & G_LOG_LEVEL_WARNING) != 0 && is_noise (fields, n_fields))
    return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, user_data);
}

/* before main(), so that no test has to remember it */
__attribute__ ((constructor)) static void
install (void)
{
  g_log_set_writer_func (write_log, NULL, NULL);
}
