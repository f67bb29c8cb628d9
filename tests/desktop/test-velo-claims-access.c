/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What opens from a claim can be used without sight and by keys: names, words, and no key twice in a window. */

#include "config.h"

#include "velo-claims-fixture.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "velo-accessible.h"
#include "velo-calculation-window.h"
#include "velo-claim-dialog.h"
#include "velo-claims-export-dialog.h"
#include "velo-claims-figures-window.h"
#include "velo-invitation-dialog.h"
#include "velo-photo-window.h"

#define CENTS 123450

/* The message goes nowhere: nobody asks for it to be sent. */
#define GATEWAY CONFIG "[messages]\nway=gateway\nurl=https://sms.example\nbody={phone} {text}\n"

static void
settle (void)
{
  for (int i = 0; i < 20; i++)
    while (g_main_context_iteration (NULL, FALSE))
      continue;
}

static void
check (gpointer    window,
       const char *name)
{
  settle ();
  g_assert_cmpuint (velo_accessible_check (window, name, NULL), ==, 0);
}

/* The window of that type, looked at. */
static gpointer
check_window (GType       type,
              const char *name)
{
  gpointer window = NULL;

  WAIT_UNTIL ((window = find_window (type)) != NULL);
  check (window, name);
  return window;
}

static void
respond (const char *response)
{
  AdwMessageDialog *dialog = find_window (ADW_TYPE_MESSAGE_DIALOG);

  adw_message_dialog_response (dialog, response);
  /* a button does this by itself */
  gtk_window_destroy (GTK_WINDOW (dialog));
  settle ();
}

/* How the link goes, and the link itself; the page behind, and a new claim. */
static void
test_invitation (Fixture       *fixture,
                 gconstpointer  data)
{
  velo_claims_flow_init (&fixture->flow, &fixture->test, NUMBER, "de");
  velo_claims_test_restart (&fixture->test, GATEWAY);
  sign_in (fixture, "desk");
  open_claim (fixture);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_INVITED));
  check (fixture->window, "claim");
  click (in_page (fixture, "next_button"));
  check_window (ADW_TYPE_MESSAGE_DIALOG, "way of the link");
  respond ("screen");
  gtk_window_destroy (check_window (VELO_TYPE_INVITATION_DIALOG, "invitation"));
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_INVITED));
  click (in_page (fixture, "edit_button"));
  gtk_window_destroy (check_window (VELO_TYPE_CLAIM_DIALOG, "entries"));
  click (in_page (fixture, "close_button"));
  check_window (ADW_TYPE_MESSAGE_DIALOG, "close");
  respond ("cancel");
  click (in_view (fixture, "figures_button"));
  gtk_window_destroy (check_window (VELO_TYPE_CLAIMS_FIGURES_WINDOW, "figures"));
  click (in_view (fixture, "export_button"));
  gtk_window_destroy (check_window (VELO_TYPE_CLAIMS_EXPORT_DIALOG, "data of a person"));
  click (in_view (fixture, "tasks_button"));
  check (fixture->window, "tasks");
}

static void
test_calculation (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(JsonObject) begun = NULL;
  gpointer window;
  gpointer photos;

  velo_claims_flow_init (&fixture->flow, &fixture->test, NUMBER, "de");
  velo_claims_flow_log_in (&fixture->flow);
  velo_claims_flow_upload_all (&fixture->flow);
  begun = velo_claims_flow_act (&fixture->flow, fixture->flow.assessor, "POST", "calculation", "");
  g_assert_cmpuint (fixture->test.status, ==, 200);
  sign_in (fixture, "assessor");
  open_claim (fixture);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_CALCULATING));
  check (fixture->window, "claim of the assessor");
  show_tab (fixture, "photos");
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "photos_group")));
  /* what was typed stands beside the photo that it is compared with */
  g_assert_nonnull (find_text (in_page (fixture, "photos_list"), "84500 km"));
  check (fixture->window, "photos of the assessor");
  click (in_page (fixture, "next_button"));
  WAIT_UNTIL ((window = find_window (VELO_TYPE_CALCULATION_WINDOW)) != NULL
              && gtk_widget_get_sensitive (find (window, VELO_TYPE_CALCULATION_WINDOW, "save_button")));
  check (window, "calculation");
  gtk_window_destroy (window);
  photos = find_type (in_page (fixture, "photos_list"), GTK_TYPE_LIST_BOX);
  WAIT_UNTIL (gtk_list_box_get_row_at_index (photos, 0) != NULL);
  g_signal_emit_by_name (photos, "row-activated", gtk_list_box_get_row_at_index (photos, 0));
  gtk_window_destroy (check_window (VELO_TYPE_PHOTO_WINDOW, "photos"));
}

/* What is asked before money goes out, and the paper of the offer. */
static void
test_payout (Fixture       *fixture,
             gconstpointer  data)
{
  make_accepted (fixture, CENTS);
  sign_in (fixture, "desk");
  open_claim (fixture);
  WAIT_UNTIL (gtk_widget_get_mapped (in_page (fixture, "payee_button"))
              && gtk_widget_get_visible (in_page (fixture, "derivation_button")));
  check (fixture->window, "payout");
  click (in_page (fixture, "payee_button"));
  check_window (ADW_TYPE_MESSAGE_DIALOG, "payee");
  respond ("cancel");
  click (in_page (fixture, "next_button"));
  check_window (ADW_TYPE_MESSAGE_DIALOG, "release");
  respond ("cancel");
  click (in_page (fixture, "derivation_button"));
  check_window (ADW_TYPE_MESSAGE_DIALOG, "derivation");
  respond ("close");
}

/* Nobody can guess what a button does whose words are cut. */
static guint
count_cut (GtkWidget *widget,
           gboolean   in_button)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  in_button |= GTK_IS_BUTTON (widget) || ADW_IS_HEADER_BAR (widget) || GTK_IS_DROP_DOWN (widget);
  if (in_button && GTK_IS_LABEL (widget) && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    n++;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_cut (child, in_button);
  return n;
}

/* A size that is asked for while a window is still being shown may be lost: it is asked for again, and is
   another one each time, because the same one is not sent again. */
static gboolean
is_narrow (gpointer window)
{
  static int n_asked = 0;

  if (gtk_widget_get_mapped (window) && gtk_widget_get_width (window) > 0 && gtk_widget_get_width (window) <= 360)
    return TRUE;
  gtk_window_set_default_size (window, 360, 720 + n_asked++ % 2);
  return FALSE;
}

static void
check_narrow (gpointer    window,
              const char *where)
{
  WAIT_UNTIL (is_narrow (window));
  settle ();
  g_test_message ("%s", where);
  WAIT_UNTIL (count_cut (window, FALSE) == 0);
}

/* At 360 pixels every button can be read to its end. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const tabs[] = { "overview", "photos", "calculation", "contacts", "payment" };
  static const char * const accounts[] = { "partner", "assessor", "desk" };
  gpointer dialog;

  make_accepted (fixture, CENTS);
  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      sign_in (fixture, accounts[i]);
      check_narrow (fixture->window, accounts[i]);
    }
  click (in_view (fixture, "tasks_button"));
  check_narrow (fixture->window, "tasks");
  open_claim (fixture);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_ACCEPTED) && gtk_widget_get_mapped (in_page (fixture, "tabs")));
  for (gsize i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      show_tab (fixture, tabs[i]);
      check_narrow (fixture->window, tabs[i]);
    }
  click (in_view (fixture, "new_button"));
  WAIT_UNTIL ((dialog = find_window (VELO_TYPE_CLAIM_DIALOG)) != NULL);
  check_narrow (dialog, "new claim");
}

/* What is dearer than the vehicle has the longest words on its button. */
static void
test_narrow_calculation (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(JsonObject) begun = NULL;
  g_autoptr(JsonObject) calculated = NULL;
  VeloCalculationWindow *window;

  velo_claims_flow_init (&fixture->flow, &fixture->test, NUMBER, "de");
  velo_claims_flow_log_in (&fixture->flow);
  velo_claims_flow_upload_all (&fixture->flow);
  begun = velo_claims_flow_act (&fixture->flow, fixture->flow.assessor, "POST", "calculation", "");
  calculated = velo_claims_flow_act (&fixture->flow, fixture->flow.assessor, "PUT", "calculation",
                                     ",\"calculation\":{\"lines\":[{\"kind\":\"other\",\"text\":\"Tür\",\"price-cents\":"
                                     "350000}],\"replacement-cents\":300000,\"residual-cents\":150000,"
                                     "\"replacement-tax-permyriad\":0,\"share-permyriad\":10000,\"age-years\":3}");
  g_assert_cmpuint (fixture->test.status, ==, 200);
  sign_in (fixture, "assessor");
  open_claim (fixture);
  WAIT_UNTIL (is_in_state (fixture, VELO_CLAIM_STATE_CALCULATING));
  click (in_page (fixture, "next_button"));
  WAIT_UNTIL ((window = find_window (VELO_TYPE_CALCULATION_WINDOW)) != NULL
              && gtk_widget_get_sensitive (find (window, VELO_TYPE_CALCULATION_WINDOW, "save_button")));
  WAIT_UNTIL (is_narrow (window) && gtk_widget_get_mapped (find (window, VELO_TYPE_CALCULATION_WINDOW, "save_icon")));
  check_narrow (window, "calculation");
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *catalogues = g_strdup (g_getenv ("VELO_CATALOGUES"));

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  if (catalogues != NULL)
    {
      setlocale (LC_ALL, "");
      bindtextdomain (GETTEXT_PACKAGE, catalogues);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
    }
  g_test_add ("/desktop/claims-access/invitation", Fixture, NULL, fixture_set_up, test_invitation, fixture_tear_down);
  g_test_add ("/desktop/claims-access/calculation", Fixture, NULL, fixture_set_up, test_calculation, fixture_tear_down);
  g_test_add ("/desktop/claims-access/narrow", Fixture, NULL, fixture_set_up, test_narrow, fixture_tear_down);
  g_test_add ("/desktop/claims-access/narrow-calculation", Fixture, NULL, fixture_set_up, test_narrow_calculation,
              fixture_tear_down);
  g_test_add ("/desktop/claims-access/payout", Fixture, NULL, fixture_set_up, test_payout, fixture_tear_down);
  return g_test_run ();
}
