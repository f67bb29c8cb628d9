/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens an address with the program that the desktop has for it. */

#define G_LOG_DOMAIN "velo-show-uri"

#include "config.h"

#include "velo-show-uri.h"

/**
 * velo_show_uri_async:
 * @widget: on whose display the program is to appear; it may go before @callback
 * @uri: an address: "help:", "mailto:", "file:" or of a page
 * @cancellable: (nullable): a #GCancellable
 * @callback: (nullable) (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Opens an address. gtk_show_uri_full() does so too, but passes on the window,
 * and up to GTK 4.18 it crashes if that one goes before the display has named
 * it; nothing outside a sandbox reads the name.
 */
void
velo_show_uri_async (GtkWidget           *widget,
                     const char          *uri,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(GdkAppLaunchContext) context = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (uri != NULL);

  context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), cancellable, callback, user_data);
}

/**
 * velo_show_uri_finish:
 * @result: from the callback
 * @error: return location
 *
 * Fails with a #GIOErrorEnum, %G_IO_ERROR_NOT_SUPPORTED if there is no program for it.
 *
 * Returns: whether a program was started
 */
gboolean
velo_show_uri_finish (GAsyncResult  *result,
                      GError       **error)
{
  return g_app_info_launch_default_for_uri_finish (result, error);
}
