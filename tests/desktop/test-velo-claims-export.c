/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is stored about a person who asks: found, saved, not found, given up, refused, without a connection. */

#include "config.h"

#include "velo-claims-fixture.h"

#include <glib/gstdio.h>

#include "velo-claims-export-dialog.h"

static gpointer
in_dialog (gpointer    dialog,
           const char *id)
{
  return find (dialog, VELO_TYPE_CLAIMS_EXPORT_DIALOG, id);
}

static gboolean
tells (gpointer    dialog,
       const char *words)
{
  VeloNotice *notice = in_dialog (dialog, "notice");

  return velo_notice_get_revealed (notice) && strstr (velo_notice_get_title (notice), words) != NULL;
}

static gpointer
open_dialog (Fixture *fixture)
{
  gpointer dialog = NULL;

  click (in_view (fixture, "export_button"));
  WAIT_UNTIL ((dialog = find_window (VELO_TYPE_CLAIMS_EXPORT_DIALOG)) != NULL);
  return dialog;
}

/* How often the journal of the claim says that it was told. */
static guint
count_exports (Fixture *fixture)
{
  g_autofree char *token = velo_claims_test_log_in (&fixture->test, "desk");
  g_autofree char *path = g_strdup_printf ("api/v1/claims/%s", fixture->flow.id);
  g_autoptr(JsonObject) claim = velo_claims_test_call (&fixture->test, "GET", path, token, NULL);
  JsonArray *entries = json_object_get_array_member (claim, "entries");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    n += g_strcmp0 (json_object_get_string_member (json_array_get_object_element (entries, i), "what"), "exported") == 0;
  return n;
}

static void
take_claim (Fixture *fixture)
{
  velo_claims_flow_init (&fixture->flow, &fixture->test, NUMBER, "de");
  sign_in (fixture, "desk");
}

/* From the claim that is looked at, with nothing to type. */
static void
test_saved (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->test.directory, "person.zip", NULL);
  gpointer dialog;

  take_claim (fixture);
  open_claim (fixture);
  dialog = open_dialog (fixture);
  g_assert_cmpstr (gtk_editable_get_text (in_dialog (dialog, "phone_row")), ==, velo_claim_get_phone (get_claim (fixture)));
  click (in_dialog (dialog, "save_button"));
  g_assert_true (gtk_widget_get_visible (in_dialog (dialog, "busy_box")));
  g_assert_false (gtk_widget_get_sensitive (in_dialog (dialog, "save_button")));
  velo_choose_file (path);
  WAIT_UNTIL (tells (dialog, "Saved."));
  g_assert_false (gtk_widget_get_visible (in_dialog (dialog, "busy_box")));
  {
    g_autofree char *content = read_file (fixture, "person.zip");

    g_assert_true (g_str_has_prefix (content, "PK"));
  }
  g_assert_cmpuint (count_exports (fixture), ==, 1);
  click (in_dialog (dialog, "close_button"));
  WAIT_UNTIL (find_window (VELO_TYPE_CLAIMS_EXPORT_DIALOG) == NULL);
}

/* Given up at the file: what was collected is kept for this person, and not collected a second time. */
static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->test.directory, "person.zip", NULL);
  gpointer dialog;

  take_claim (fixture);
  dialog = open_dialog (fixture);
  g_assert_false (gtk_widget_get_sensitive (in_dialog (dialog, "save_button")));
  adw_combo_row_set_selected (in_dialog (dialog, "way_row"), 2);
  g_assert_false (gtk_widget_get_visible (in_dialog (dialog, "phone_row")));
  gtk_editable_set_text (in_dialog (dialog, "name_row"), "Erika Muster");
  g_assert_false (gtk_widget_get_sensitive (in_dialog (dialog, "save_button")));
  gtk_editable_set_text (in_dialog (dialog, "plate_row"), "H-AB 123");
  click (in_dialog (dialog, "save_button"));
  velo_choose_file (NULL);
  WAIT_UNTIL (tells (dialog, "not saved"));
  g_assert_cmpuint (count_exports (fixture), ==, 1);
  click (in_dialog (dialog, "save_button"));
  velo_choose_file (path);
  WAIT_UNTIL (tells (dialog, "Saved."));
  g_assert_cmpuint (count_exports (fixture), ==, 1);
}

static void
test_not_found (Fixture       *fixture,
                gconstpointer  data)
{
  gpointer dialog;

  take_claim (fixture);
  dialog = open_dialog (fixture);
  gtk_editable_set_text (in_dialog (dialog, "phone_row"), "0171 9999999");
  click (in_dialog (dialog, "save_button"));
  WAIT_UNTIL (tells (dialog, "No claim of this person"));
  g_assert_true (gtk_widget_get_sensitive (in_dialog (dialog, "save_button")));
  adw_combo_row_set_selected (in_dialog (dialog, "way_row"), 1);
  g_assert_false (gtk_widget_get_sensitive (in_dialog (dialog, "save_button")));
  gtk_editable_set_text (in_dialog (dialog, "email_row"), "nobody@example.com");
  velo_notice_hide (in_dialog (dialog, "notice"));
  click (in_dialog (dialog, "save_button"));
  WAIT_UNTIL (tells (dialog, "No claim of this person"));
  g_assert_cmpuint (count_exports (fixture), ==, 0);
}

/* No connection is told, and it can be tried again; closed while it is asked for, nothing comes of it. */
static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  gpointer dialog;

  take_claim (fixture);
  open_claim (fixture);
  dialog = open_dialog (fixture);
  click (in_dialog (dialog, "save_button"));
  gtk_window_destroy (dialog);
  WAIT_UNTIL (find_window (VELO_TYPE_CLAIMS_EXPORT_DIALOG) == NULL);
  g_assert_null (find_window (GTK_TYPE_FILE_CHOOSER_DIALOG));
  dialog = open_dialog (fixture);
  velo_claims_service_stop (fixture->test.service);
  click (in_dialog (dialog, "save_button"));
  WAIT_UNTIL (tells (dialog, "No connection"));
  g_assert_true (gtk_widget_get_sensitive (in_dialog (dialog, "save_button")));
  g_assert_true (gtk_widget_get_sensitive (in_dialog (dialog, "entries")));
}

/* Nobody else is offered it. */
static void
test_other_roles (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char * const accounts[] = { "assessor", "partner" };

  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      sign_in (fixture, accounts[i]);
      g_assert_false (gtk_widget_get_visible (in_view (fixture, "export_button")));
    }
  sign_in (fixture, "desk");
  g_assert_true (gtk_widget_get_visible (in_view (fixture, "export_button")));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "saved", test_saved }, { "given-up", test_given_up }, { "not-found", test_not_found }, { "offline", test_offline },
    { "other-roles", test_other_roles },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/desktop/claims-export/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
    }
  return g_test_run ();
}
