/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drives Chromium over WebDriver, for tests of the customer's pages. */

#include "velo-browser.h"

#include "velo-remove.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#define DRIVER "chromedriver"
#define WAIT_SECONDS 40
#define ELEMENT "element-6066-11e4-a52e-4f735466cecf"

struct _VeloBrowser
{
  GSubprocess *driver;
  SoupSession *http;
  char *base; /* of the session, with a slash at its end */
  char *profile;
};

gboolean
velo_browser_is_installed (void)
{
  g_autofree char *driver = g_find_program_in_path (DRIVER);
  g_autofree char *browser = g_find_program_in_path ("chromium");

  return driver != NULL && browser != NULL;
}

/* The member "value" of the answer, %NULL if it is an error. */
static JsonNode *
call (VeloBrowser *self,
      const char  *method,
      const char  *path,
      const char  *body)
{
  g_autofree char *uri = g_strconcat (self->base, path, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, uri);
  g_autoptr(GBytes) answer = NULL;
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  JsonObject *object;

  if (body != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  answer = soup_session_send_and_read (self->http, message, NULL, &error);
  g_assert_no_error (error);
  json_parser_load_from_data (parser, g_bytes_get_data (answer, NULL), (gssize) g_bytes_get_size (answer), &error);
  g_assert_no_error (error);
  object = json_node_get_object (json_parser_get_root (parser));
  if (soup_message_get_status (message) != 200)
    {
      g_test_message ("%s: %.300s", path, (const char *) g_bytes_get_data (answer, NULL));
      return NULL;
    }
  return json_node_copy (json_object_get_member (object, "value"));
}

/* The driver says on which port it listens. */
static int
read_port (GSubprocess *driver)
{
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (driver));
  char *line;
  int port = 0;

  while (port == 0 && (line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      const char *at = strstr (line, "successfully on port ");

      if (at != NULL)
        port = (int) g_ascii_strtoll (at + strlen ("successfully on port "), NULL, 10);
      g_free (line);
    }
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  return port;
}

/* @script: whether pages may use script */
VeloBrowser *
velo_browser_new (gboolean script)
{
  VeloBrowser *self = g_new0 (VeloBrowser, 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) value = NULL;
  g_autoptr(JsonNode) timeouts = NULL;
  g_autofree char *capabilities = NULL;
  char *base;

  self->driver = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, DRIVER,
                                   "--port=0", NULL);
  g_assert_no_error (error);
  self->http = soup_session_new_with_options ("timeout", 120, NULL);
  self->profile = g_dir_make_tmp ("velo-browser-XXXXXX", NULL);
  self->base = g_strdup_printf ("http://127.0.0.1:%d/", read_port (self->driver));
  capabilities = g_strdup_printf (
    "{\"capabilities\":{\"alwaysMatch\":{\"goog:chromeOptions\":{\"args\":[\"--headless\",\"--no-sandbox\","
    "\"--disable-gpu\",\"--disable-quic\",\"--no-first-run\",\"--disable-background-networking\","
    "\"--disable-component-update\",\"--disable-sync\",\"--disable-dev-shm-usage\",\"--lang=de\","
    "\"--user-data-dir=%s\"],\"prefs\":{%s},\"mobileEmulation\":{\"deviceMetrics\":{\"width\":360,\"height\":740,\"pixelRatio\":3,"
    "\"touch\":true}}}}}}", self->profile,
    script ? "" : "\"profile.managed_default_content_settings.javascript\":2");
  value = call (self, "POST", "session", capabilities);
  g_assert_nonnull (value);
  base = g_strdup_printf ("%ssession/%s/", self->base,
                          json_object_get_string_member (json_node_get_object (value), "sessionId"));
  g_free (self->base);
  self->base = base;
  /* a script ends with its page, without an answer */
  timeouts = call (self, "POST", "timeouts", "{\"script\":1500,\"pageLoad\":60000}");
  return self;
}

/* Its session is ended first: the browser would stay. */
void
velo_browser_free (VeloBrowser *self)
{
  g_autoptr(JsonNode) value = NULL;

  self->base[strlen (self->base) - 1] = '\0';
  value = call (self, "DELETE", "", NULL);
  g_subprocess_force_exit (self->driver);
  g_subprocess_wait (self->driver, NULL, NULL);
  g_object_unref (self->driver);
  g_object_unref (self->http);
  velo_test_remove (self->profile);
  g_free (self->profile);
  g_free (self->base);
  g_free (self);
}

static char *
make_body (const char *first, ...)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  va_list values;

  va_start (values, first);
  json_builder_begin_object (builder);
  for (const char *name = first; name != NULL; name = va_arg (values, const char *))
    {
      json_builder_set_member_name (builder, name);
      json_builder_add_string_value (builder, va_arg (values, const char *));
    }
  json_builder_end_object (builder);
  va_end (values);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

void
velo_browser_open (VeloBrowser *self,
                   const char  *uri)
{
  g_autofree char *body = make_body ("url", uri, NULL);
  g_autoptr(JsonNode) value = call (self, "POST", "url", body);

  g_assert_nonnull (value);
}

/* What the script returns, as text. */
char *
velo_browser_run (VeloBrowser *self,
                  const char  *script)
{
  g_autofree char *whole = g_strdup_printf ("return String((() => { %s })());", script);
  g_autofree char *start = make_body ("script", whole, NULL);
  g_autofree char *body = NULL;
  g_autoptr(JsonNode) value = NULL;

  start[strlen (start) - 1] = '\0';
  body = g_strconcat (start, ",\"args\":[]}", NULL);
  value = call (self, "POST", "execute/sync", body);
  return value != NULL && JSON_NODE_HOLDS_VALUE (value) ? g_strdup (json_node_get_string (value)) : NULL;
}

/* Looks again and again, while pages come and go. */
gboolean
velo_browser_wait (VeloBrowser *self,
                   const char  *condition)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_TIME_SPAN_SECOND;
  g_autofree char *script = g_strdup_printf ("return Boolean(%s);", condition);

  while (g_get_monotonic_time () < end)
    {
      g_autofree char *found = velo_browser_run (self, script);
      g_autoptr(JsonNode) pause = NULL;

      if (g_strcmp0 (found, "true") == 0)
        return TRUE;
      pause = call (self, "POST", "execute/async",
                    "{\"script\":\"setTimeout(arguments[0], 100);\",\"args\":[]}");
    }
  g_test_message ("in vain: %s", condition);
  return FALSE;
}

static char *
find (VeloBrowser *self,
      const char  *selector)
{
  g_autofree char *body = make_body ("using", "css selector", "value", selector, NULL);
  g_autoptr(JsonNode) value = call (self, "POST", "element", body);

  g_assert_nonnull (value);
  return g_strdup (json_object_get_string_member (json_node_get_object (value), ELEMENT));
}

/* Into a field; a path for a field that takes files. */
void
velo_browser_type (VeloBrowser *self,
                   const char  *selector,
                   const char  *text)
{
  g_autofree char *element = find (self, selector);
  g_autofree char *path = g_strdup_printf ("element/%s/value", element);
  g_autofree char *body = make_body ("text", text, NULL);
  g_autoptr(JsonNode) value = call (self, "POST", path, body);

  g_assert_nonnull (value);
}

void
velo_browser_click (VeloBrowser *self,
                    const char  *selector)
{
  g_autofree char *element = find (self, selector);
  g_autofree char *path = g_strdup_printf ("element/%s/click", element);
  g_autoptr(JsonNode) value = call (self, "POST", path, "{}");

  g_assert_nonnull (value);
}

/* A command of the browser's own protocol, with its parameters as an object; returns what it answers. */
JsonNode *
velo_browser_command (VeloBrowser *self,
                      const char  *name,
                      const char  *parameters)
{
  g_autofree char *body = g_strdup_printf ("{\"cmd\":\"%s\",\"params\":%s}", name, parameters);
  JsonNode *value = call (self, "POST", "goog/cdp/execute", body);

  g_assert_nonnull (value);
  return value;
}

static void
command (VeloBrowser *self,
         const char  *name,
         const char  *parameters)
{
  json_node_unref (velo_browser_command (self, name, parameters));
}

/* As another phone: nothing kept of what was opened before, from another address. */
void
velo_browser_become (VeloBrowser *self,
                     const char  *language,
                     guint        address)
{
  g_autofree char *headers = g_strdup_printf ("{\"headers\":{\"Accept-Language\":\"%s\","
                                              "\"X-Forwarded-For\":\"198.51.%u.%u\"}}", language, address / 200,
                                              address % 200 + 1);

  command (self, "Network.enable", "{}");
  command (self, "Network.setExtraHTTPHeaders", headers);
}

void
velo_browser_forget (VeloBrowser *self)
{
  velo_browser_set_network (self, FALSE, -1);
  velo_browser_open (self, "about:blank");
  command (self, "Network.clearBrowserCookies", "{}");
  velo_browser_resize (self, 360, FALSE);
}

/* @cookie: as the service sends it, without its attributes */
void
velo_browser_set_cookie (VeloBrowser *self,
                         const char  *uri,
                         const char  *cookie)
{
  const char *value = strchr (cookie, '=');
  g_autofree char *name = g_strndup (cookie, (gsize) (value - cookie));
  g_autofree char *parameters = g_strdup_printf ("{\"url\":\"%s\",\"name\":\"%s\",\"value\":\"%s\","
                                                 "\"httpOnly\":true,\"sameSite\":\"Strict\"}", uri, name, value + 1);

  command (self, "Network.setCookie", parameters);
}

void
velo_browser_resize (VeloBrowser *self,
                     int          width,
                     gboolean     dark)
{
  g_autofree char *size = g_strdup_printf ("{\"width\":%d,\"height\":740,\"deviceScaleFactor\":%d,\"mobile\":%s}",
                                           width, width < 600 ? 2 : 1, width < 600 ? "true" : "false");
  g_autofree char *media = g_strdup_printf ("{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"%s\"}]}",
                                            dark ? "dark" : "light");

  command (self, "Emulation.setDeviceMetricsOverride", size);
  command (self, "Emulation.setEmulatedMedia", media);
}

/* @upload: bytes a second, -1 for any number */
void
velo_browser_set_network (VeloBrowser *self,
                          gboolean     offline,
                          int          upload)
{
  g_autofree char *parameters = g_strdup_printf ("{\"offline\":%s,\"latency\":0,\"downloadThroughput\":-1,"
                                                 "\"uploadThroughput\":%d}", offline ? "true" : "false", upload);

  command (self, "Network.enable", "{}");
  command (self, "Network.emulateNetworkConditions", parameters);
}

/* Whole pages, for people to look at; nowhere unless VELO_CLAIMS_PICTURES names a folder. */
void
velo_browser_keep_picture (VeloBrowser *self,
                           const char  *name)
{
  const char *folder = g_getenv ("VELO_CLAIMS_PICTURES");
  g_autoptr(JsonNode) value = NULL;
  g_autofree char *path = NULL;
  g_autofree guint8 *data = NULL;
  gsize size;

  if (folder == NULL)
    return;
  value = call (self, "POST", "goog/cdp/execute",
                "{\"cmd\":\"Page.captureScreenshot\",\"params\":{\"captureBeyondViewport\":true}}");
  path = g_strdup_printf ("%s/%s.png", folder, name);
  data = g_base64_decode (json_object_get_string_member (json_node_get_object (value), "data"), &size);
  g_assert_true (g_file_set_contents (path, (const char *) data, (gssize) size, NULL));
}
