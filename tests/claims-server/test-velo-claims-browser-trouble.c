/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what goes wrong on the way of a customer, in a real browser: network, links, sessions, photos,
 * and a service that dies. */

#include "velo-phone.h"

#include <signal.h>
#include <string.h>

#include "velo-claims-samples.h"

/* Slow enough to be cut in the middle of a photo. */
#define SLOW_UPLOAD (150 * 1024)

#define SENT_IN_PART "document.querySelector('[data-slot=odometer] progress').value > 0"

/* What lies on the device and waits to be sent. */
#define N_KEPT "new Promise((done) => { const asked = indexedDB.open('claim', 1);" \
  " asked.onupgradeneeded = () => asked.result.createObjectStore('photos');" \
  " asked.onsuccess = () => { const all = asked.result.transaction('photos').objectStore('photos').count();" \
  " all.onsuccess = () => { asked.result.close(); done(all.result); }; }; })"

static void
check_kept (VeloPhone  *phone,
            const char *n)
{
  g_autofree char *start = g_strdup_printf (
    "window.kept = undefined; " N_KEPT ".then((n) => { window.kept = n; });");
  g_autofree char *condition = g_strdup_printf ("window.kept === %s", n);

  g_free (velo_browser_run (phone->browser, start));
  g_assert_true (velo_browser_wait (phone->browser, condition));
}

static guint
count_photos (VeloPhone *phone)
{
  g_autoptr(JsonObject) whole = velo_claims_flow_get (&phone->flow, phone->flow.desk, "/photos");

  return json_array_get_length (json_object_get_array_member (whole, "photos"));
}

/* The connection goes while a photo is on its way: it goes on where it was. The page is closed: opened
 * again it goes on by itself. */
static void
test_connection_lost (VeloPhone     *phone,
                      gconstpointer  data)
{
  if (phone->browser == NULL)
    return;
  velo_phone_invite (phone);
  velo_phone_log_in (phone);
  velo_browser_set_network (phone->browser, FALSE, SLOW_UPLOAD);
  velo_phone_choose_photo (phone, "odometer", 1, 2000);
  g_assert_true (velo_browser_wait (phone->browser, SENT_IN_PART));
  velo_browser_set_network (phone->browser, TRUE, -1);
  g_assert_true (velo_browser_wait (phone->browser, "!document.getElementById('offline').hidden"));
  velo_phone_check (phone, "offline");
  velo_browser_set_network (phone->browser, FALSE, -1);
  g_assert_true (velo_phone_wait_sent (phone, "odometer"));
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('offline').hidden"));
  check_kept (phone, "0");
  velo_browser_set_network (phone->browser, TRUE, -1);
  velo_phone_choose_photo (phone, "registration", 2, 2000);
  g_assert_true (velo_browser_wait (phone->browser, "!document.getElementById('offline').hidden"));
  velo_browser_set_network (phone->browser, FALSE, -1);
  velo_browser_open (phone->browser, "about:blank");
  g_assert_cmpuint (count_photos (phone), ==, 1);
  velo_phone_open (phone, "claim");
  g_assert_true (velo_phone_wait_sent (phone, "registration"));
  g_assert_true (velo_phone_wait_sent (phone, "odometer"));
  g_assert_cmpuint (count_photos (phone), ==, 2);
}

/* What is no photo is told so. One that could be better is asked about, and never refused. */
static void
test_bad_photo (VeloPhone     *phone,
                gconstpointer  data)
{
  g_autofree char *path = NULL;

  if (phone->browser == NULL)
    return;
  path = g_build_filename (phone->test.directory, "broken.jpg", NULL);
  velo_phone_invite (phone);
  velo_phone_log_in (phone);
  g_assert_true (g_file_set_contents (path, "\xff\xd8\xff\xe0 no photo", -1, NULL));
  velo_browser_type (phone->browser, "#odometer-file", path);
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('[data-slot=odometer] .status.fault')"));
  velo_phone_choose_photo (phone, "odometer", 3, 300);
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('[data-slot=odometer] .status').textContent"
                                                    ".includes('sehr klein')"));
  g_assert_true (velo_browser_wait (phone->browser, "!document.querySelector('[data-slot=odometer] .anyway').hidden"));
  velo_phone_check (phone, "photo-asked");
  /* nobody goes on by mistake: the question is asked once more */
  velo_browser_click (phone->browser, "#done button");
  g_assert_true (velo_browser_wait (phone->browser, "!document.getElementById('undecided').hidden"));
  g_assert_true (velo_browser_wait (phone->browser, "document.activeElement.classList.contains('anyway')"));
  g_assert_cmpuint (count_photos (phone), ==, 0);
  /* closed and opened again: it is asked again */
  velo_phone_open (phone, "claim");
  g_assert_true (velo_browser_wait (phone->browser, "!document.querySelector('[data-slot=odometer] .anyway').hidden"));
  velo_browser_click (phone->browser, "[data-slot=odometer] .anyway");
  g_assert_true (velo_phone_wait_sent (phone, "odometer"));
  velo_browser_click (phone->browser, "#done button");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('registration-missing')"));
  velo_phone_check (phone, "photos-missing");
}

static void
choose_drawn (VeloPhone  *phone,
              const char *slot,
              gboolean    blurred)
{
  const VeloSampleCamera camera = { NULL, NULL, NULL, blurred };
  g_autoptr(GBytes) photo = velo_sample_photo_make (&velo_claims_samples[2].vehicle, slot, &camera);
  g_autofree char *name = g_strdup_printf ("%s-drawn.jpg", slot);
  g_autofree char *path = g_build_filename (phone->test.directory, name, NULL);
  g_autofree char *selector = g_strdup_printf ("#%s-file", slot);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (photo, NULL), (gssize) g_bytes_get_size (photo), NULL));
  velo_browser_type (phone->browser, selector, path);
}

/* What the page has measured in a photo, and the service in the same, may differ by how they shrink it. */
static void
compare_measures (VeloPhone  *phone,
                  const char *slot,
                  const char *what,
                  gint64      least)
{
  g_autoptr(JsonObject) whole = velo_claims_flow_get (&phone->flow, phone->flow.desk, "/photos");
  JsonArray *photos = json_object_get_array_member (whole, "photos");
  g_autofree char *script = g_strdup_printf ("return document.querySelector('[data-slot=%s]').dataset.%s;", slot, what);
  g_autofree char *told = velo_browser_run (phone->browser, script);
  gint64 page = g_ascii_strtoll (told, NULL, 10);
  gint64 service = -1;

  for (guint i = 0; i < json_array_get_length (photos); i++)
    if (g_strcmp0 (json_object_get_string_member (json_array_get_object_element (photos, i), "slot"), slot) == 0)
      service = json_object_get_int_member (json_array_get_object_element (photos, i), what);
  g_test_message ("%s, %s: %" G_GINT64_FORMAT " in the page, %" G_GINT64_FORMAT " in the service", slot, what, page, service);
  g_assert_cmpint (service, >=, 0);
  g_assert_cmpint (ABS (page - service), <=, MAX (least, service / 4));
}

/* Both say the same: the page at once, the service to the assessor. */
static void
test_blurred_photo (VeloPhone     *phone,
                    gconstpointer  data)
{
  if (phone->browser == NULL)
    return;
  velo_phone_invite (phone);
  velo_phone_log_in (phone);
  choose_drawn (phone, "front-left", FALSE);
  g_assert_true (velo_phone_wait_sent (phone, "front-left"));
  compare_measures (phone, "front-left", "sharpness", 3);
  compare_measures (phone, "front-left", "brightness", 3);
  choose_drawn (phone, "damage-middle", TRUE);
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('[data-slot=damage-middle] .status')"
                                                    ".textContent.includes('unscharf')"));
  velo_phone_check (phone, "photo-blurred");
  velo_browser_click (phone->browser, "[data-slot=damage-middle] .anyway");
  g_assert_true (velo_phone_wait_sent (phone, "damage-middle"));
  compare_measures (phone, "damage-middle", "sharpness", 3);
  /* taken better, the new one counts */
  choose_drawn (phone, "damage-middle", FALSE);
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('[data-slot=damage-middle] .status')"
                                                    ".textContent === 'Gesendet'"));
}

/* Wrong input: always the same sentence, beside the first field. Ten times: the link ends, the desk calls. */
static void
test_wrong_login (VeloPhone     *phone,
                  gconstpointer  data)
{
  g_autoptr(JsonObject) whole = NULL;
  JsonArray *tasks;

  if (phone->browser == NULL)
    return;
  velo_phone_invite (phone);
  for (guint i = 1; i <= 10; i++)
    {
      velo_phone_move (phone);
      velo_phone_open (phone, phone->flow.link);
      velo_phone_enter (phone, "H-XX 1");
      g_assert_true (velo_browser_wait (phone->browser, "document.activeElement.id === 'number'"
                                                        " && document.getElementById('wrong')"));
      if (i == 1)
        velo_phone_check (phone, "login-wrong");
      if (i == 5)
        {
          velo_phone_reload (phone);
          velo_phone_open (phone, phone->flow.link);
          g_assert_true (velo_phone_wait_heading (phone, "Zu viele Versuche"));
          velo_phone_check (phone, "locked");
        }
      if (i >= 5)
        velo_claims_test_advance (&phone->test, 15 * G_TIME_SPAN_MINUTE);
    }
  velo_phone_move (phone);
  velo_phone_open (phone, phone->flow.link);
  g_assert_true (velo_phone_wait_heading (phone, "Dieser Link gilt nicht mehr"));
  g_free (phone->flow.desk);
  phone->flow.desk = velo_claims_test_log_in (&phone->test, "desk");
  whole = velo_claims_flow_get (&phone->flow, phone->flow.desk, "");
  tasks = json_object_get_array_member (whole, "tasks");
  g_assert_cmpuint (json_array_get_length (tasks), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (tasks, 0), "kind"), ==, "locked-out");
}

/* What is missing is named beside its field, and the focus goes there. */
static void
test_incomplete_login (VeloPhone     *phone,
                       gconstpointer  data)
{
  if (phone->browser == NULL)
    return;
  velo_phone_invite (phone);
  velo_phone_open (phone, phone->flow.link);
  /* as browsers do that do not look at what is required */
  g_free (velo_browser_run (phone->browser, "document.forms[0].noValidate = true;"));
  velo_browser_type (phone->browser, "#mileage", "viele");
  velo_browser_type (phone->browser, "#number", "26-1234567");
  velo_browser_click (phone->browser, "button[type=submit]");
  g_assert_true (velo_browser_wait (phone->browser, "document.activeElement.id === 'mileage'"));
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('terms-fault') && "
                                                    "document.getElementById('privacy-fault')"));
  /* what was entered stays */
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('number').value === '26-1234567'"));
  velo_phone_check (phone, "login-incomplete");
}

/* 72 hours for the link; a link cut off in the message leads to the desk. */
static void
test_expired (VeloPhone     *phone,
              gconstpointer  data)
{
  if (phone->browser == NULL)
    return;
  velo_phone_invite (phone);
  velo_phone_open (phone, phone->flow.link);
  velo_claims_test_advance (&phone->test, 72 * G_TIME_SPAN_HOUR);
  velo_phone_enter (phone, "H-AB 123");
  g_assert_true (velo_phone_wait_heading (phone, "Dieser Link gilt nicht mehr"));
  velo_phone_check (phone, "expired");
  velo_phone_open (phone, "s/short");
  g_assert_true (velo_phone_wait_heading (phone, "Diese Seite gibt es nicht"));
}

/* Asked for too often from one address, as by everybody behind one router: for a minute, and the page says when. */
static void
test_too_often (VeloPhone     *phone,
                gconstpointer  data)
{
  if (phone->browser == NULL)
    return;
  velo_phone_invite (phone);
  for (guint i = 0; i < 12; i++)
    velo_phone_open (phone, phone->flow.link);
  g_assert_true (velo_phone_wait_heading (phone, "Zu viele Versuche"));
  velo_phone_check (phone, "too-often");
  velo_claims_test_advance (&phone->test, G_TIME_SPAN_MINUTE);
  velo_phone_open (phone, phone->flow.link);
  g_assert_true (velo_phone_wait_heading (phone, "Anmelden"));
}

/* The desk closes the claim while the customer takes photos. */
static void
test_closed (VeloPhone     *phone,
             gconstpointer  data)
{
  g_autoptr(JsonObject) closed = NULL;

  if (phone->browser == NULL)
    return;
  velo_phone_invite (phone);
  velo_phone_log_in (phone);
  closed = velo_claims_flow_act (&phone->flow, phone->flow.desk, "POST", "closing", ",\"reason\":\"Doppelt gemeldet\"");
  g_assert_cmpuint (phone->test.status, ==, 200);
  velo_phone_reload (phone);
  g_assert_true (velo_phone_wait_heading (phone, "Dieser Schaden ist abgeschlossen"));
  velo_phone_check (phone, "closed");
}

/* In Austria the words are others, and have room. */
static void
test_austrian (VeloPhone     *phone,
               gconstpointer  data)
{
  if (phone->browser == NULL)
    return;
  velo_claims_flow_init_austrian (&phone->flow, &phone->test, "26-1234567", "de");
  velo_phone_open (phone, phone->flow.link);
  velo_phone_enter (phone, "W-1 A");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('wrong')"));
  velo_phone_check (phone, "austrian-wrong");
  velo_phone_open (phone, phone->flow.link);
  velo_phone_enter (phone, "w 123ab");
  g_assert_true (velo_phone_wait_heading (phone, "Ihre Fotos"));
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('registration-head').textContent"
                                                    ".replace (/\u00ad/g, '') === 'Zulassungsschein'"));
  velo_phone_check (phone, "austrian-photos");
}

/* The session ends while a photo waits: after the next login it is sent, and what was sent is there. */
static void
test_session_over (VeloPhone     *phone,
                   gconstpointer  data)
{
  if (phone->browser == NULL)
    return;
  velo_phone_invite (phone);
  velo_phone_log_in (phone);
  velo_phone_choose_photo (phone, "odometer", 4, 1024);
  g_assert_true (velo_phone_wait_sent (phone, "odometer"));
  velo_claims_test_advance (&phone->test, 31 * G_TIME_SPAN_MINUTE);
  velo_phone_choose_photo (phone, "registration", 5, 1024);
  g_assert_true (velo_phone_wait_heading (phone, "Sie sind nicht mehr angemeldet"));
  velo_phone_check (phone, "logged-out");
  velo_phone_log_in (phone);
  g_assert_true (velo_phone_wait_sent (phone, "odometer"));
  g_assert_true (velo_phone_wait_sent (phone, "registration"));
  /* eight hours in all, however busy */
  for (guint i = 0; i < 17; i++)
    {
      velo_claims_test_advance (&phone->test, 29 * G_TIME_SPAN_MINUTE);
      velo_phone_open (phone, "claim");
    }
  g_assert_true (velo_phone_wait_heading (phone, "Sie sind nicht mehr angemeldet"));
}

/* In the middle of it: the device forgets all, the photo that waits too, and the link leads back. */
static void
test_leave (VeloPhone     *phone,
            gconstpointer  data)
{
  if (phone->browser == NULL)
    return;
  velo_phone_invite (phone);
  velo_phone_log_in (phone);
  velo_phone_choose_photo (phone, "odometer", 6, 300);
  g_assert_true (velo_browser_wait (phone->browser, "!document.querySelector('[data-slot=odometer] .anyway').hidden"));
  check_kept (phone, "1");
  velo_browser_click (phone->browser, ".leave button");
  g_assert_true (velo_phone_wait_heading (phone, "Auf diesem Gerät ist nichts mehr gespeichert"));
  velo_phone_check (phone, "left-open");
  check_kept (phone, "0");
  velo_phone_open (phone, "claim");
  g_assert_true (velo_phone_wait_heading (phone, "Sie sind nicht mehr angemeldet"));
  velo_phone_log_in (phone);
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('[data-slot=odometer] .anyway').hidden"));
}

typedef struct
{
  GSubprocess *program;
  char *config;
  int port;
} Service;

/* The service as a program of its own, always at the same address. */
static void
launch (VeloPhone *phone,
        Service   *service)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  g_autoptr(GDataInputStream) lines = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GUri) uri = NULL;

  text = g_strdup_printf ("[service]\nport=%d\npublic-url=http://127.0.0.1\ndatabase=%s\ndesk-phone=0511 123456\n"
                          "insurer=Training\n[payout]\nname=Training Versicherung\niban=DE89370400440532013000\n",
                          service->port, phone->test.database);
  g_assert_true (g_file_set_contents (service->config, text, -1, NULL));
  service->program = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("VELO_CLAIMS_PROGRAM"), "--config",
                                       service->config, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (service->program));
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_nonnull (line);
  g_free (phone->test.uri);
  phone->test.uri = g_strdup (strstr (line, "http://"));
  uri = g_uri_parse (phone->test.uri, G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  service->port = g_uri_get_port (uri);
}

static void
end (VeloPhone *phone,
     Service   *service)
{
  g_subprocess_send_signal (service->program, SIGKILL);
  g_subprocess_wait (service->program, NULL, NULL);
  g_clear_object (&service->program);
  soup_session_abort (phone->test.session);
}

/* Killed in the middle of a photo, and again between code and acceptance: the open page goes on, nothing
 * is lost and nothing doubled. */
static void
test_killed (VeloPhone     *phone,
             gconstpointer  data)
{
  Service service = { NULL, NULL, 0 };

  if (phone->browser == NULL)
    return;
  velo_claims_service_stop (phone->test.service);
  service.config = g_build_filename (phone->test.directory, "claims.ini", NULL);
  launch (phone, &service);
  velo_phone_invite (phone);
  velo_phone_log_in (phone);
  velo_browser_set_network (phone->browser, FALSE, SLOW_UPLOAD);
  velo_phone_choose_photo (phone, "odometer", 7, 2000);
  g_assert_true (velo_browser_wait (phone->browser, SENT_IN_PART));
  end (phone, &service);
  velo_browser_set_network (phone->browser, FALSE, -1);
  g_assert_true (velo_browser_wait (phone->browser, "!document.getElementById('offline').hidden"));
  launch (phone, &service);
  g_assert_true (velo_phone_wait_sent (phone, "odometer"));
  g_assert_cmpuint (count_photos (phone), ==, 1);
  velo_claims_flow_log_in (&phone->flow);
  velo_claims_flow_upload_all (&phone->flow);
  velo_claims_flow_offer (&phone->flow, 123450);
  velo_phone_open (phone, "claim/account");
  velo_browser_type (phone->browser, "#holder", "Erika Muster");
  velo_browser_type (phone->browser, "#iban", "DE02120300000000202051");
  velo_browser_click (phone->browser, "button[type=submit]");
  g_assert_true (velo_browser_wait (phone->browser, "document.getElementById('code')"));
  end (phone, &service);
  launch (phone, &service);
  velo_phone_enter_code (phone);
  g_assert_true (velo_phone_wait_state (phone, "location.pathname === '/claim'", "accepted"));
  /* sent once more, as browsers do after a lost answer */
  velo_phone_open (phone, "claim/code");
  g_assert_true (velo_browser_wait (phone->browser, "document.querySelector('h1')"));
  end (phone, &service);
  g_free (service.config);
  g_clear_pointer (&phone->test.uri, g_free);
}

int
main (int   argc,
      char *argv[])
{
  VeloPhoneStage *stage;
  int result;

  g_test_init (&argc, &argv, NULL);
  stage = velo_phone_stage_new ();
  VELO_PHONE_ADD ("connection-lost", test_connection_lost);
  VELO_PHONE_ADD ("bad-photo", test_bad_photo);
  VELO_PHONE_ADD ("blurred-photo", test_blurred_photo);
  VELO_PHONE_ADD ("wrong-login", test_wrong_login);
  VELO_PHONE_ADD ("incomplete-login", test_incomplete_login);
  VELO_PHONE_ADD ("expired", test_expired);
  VELO_PHONE_ADD ("too-often", test_too_often);
  VELO_PHONE_ADD ("closed", test_closed);
  VELO_PHONE_ADD ("austrian", test_austrian);
  VELO_PHONE_ADD ("session-over", test_session_over);
  VELO_PHONE_ADD ("leave", test_leave);
  VELO_PHONE_ADD ("killed", test_killed);
  result = g_test_run ();
  velo_phone_stage_free (stage);
  return result;
}
