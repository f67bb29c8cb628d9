/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The view of the claims for real accounts, against a service of the test's, with claims on their way. */
#pragma once

#include <adwaita.h>
#include <string.h>

#include "velo-claims-flow.h"

#include "velo-choose-file.h"
#include "velo-claims-view.h"
#include "velo-notice.h"
#include "velo-secrets-memory.h"
#include "velo-text-row.h"
#include "velo-wait.h"

#define CONFIG "[payout]\nname=Training Versicherung\niban=DE89370400440532013000\nsecond-person-euros=2000\n"
#define IBAN "DE89370400440532013000"
#define NUMBER "26-1234567"

typedef struct
{
  VeloClaimsTest test;
  VeloClaimsFlow flow;
  GSettings *root;
  GSettings *settings;
  VeloSecrets *secrets;
  VeloClaimsDesk *desk;
  GtkWidget *view;
  GtkWindow *window;
} Fixture;

#include "velo-claims-widgets.h"

/* The first widget below @widget whose text or label is, or has in it, @text. */
static inline gpointer
find_text (gpointer    widget,
           const char *text)
{
  const char *own = NULL;

  if (GTK_IS_LABEL (widget))
    own = gtk_label_get_label (widget);
  else if (GTK_IS_BUTTON (widget))
    own = gtk_button_get_label (widget);
  if (own != NULL && strstr (own, text) != NULL && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find_text (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static inline gpointer
find_type (gpointer widget,
           GType    type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Answers the question that is on the screen, which must have @words in it. */
static inline void
answer (const char *words,
        const char *response)
{
  AdwMessageDialog *dialog = NULL;

  WAIT_UNTIL ((dialog = find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_heading (dialog), words));
  adw_message_dialog_response (dialog, response);
  /* a button does this by itself */
  gtk_window_destroy (GTK_WINDOW (dialog));
  WAIT_UNTIL (find_window (ADW_TYPE_MESSAGE_DIALOG) == NULL);
}

/* The same, after a sentence is typed. */
static inline void
answer_with (const char *words,
             const char *sentence,
             const char *response)
{
  AdwMessageDialog *dialog = NULL;
  GtkEntry *entry;

  WAIT_UNTIL ((dialog = find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  entry = find_type (adw_message_dialog_get_extra_child (dialog), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), sentence);
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "confirm") == (*sentence != '\0'));
  answer (words, response);
}

/* Chooses a file in the dialog that is on the screen; %NULL gives it up. */
static inline void
choose_file (const char *folder,
             const char *name)
{
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  velo_choose_file (path);
}

/* A file that the program writes; it is there before all of it is. */
static inline gboolean
has_read (const char  *path,
          char       **text)
{
  g_autofree char *read = NULL;

  if (!g_file_get_contents (path, &read, NULL, NULL) || *read == '\0')
    return FALSE;
  *text = g_steal_pointer (&read);
  return TRUE;
}

static inline char *
read_file (Fixture    *fixture,
           const char *name)
{
  g_autofree char *path = g_build_filename (fixture->test.directory, name, NULL);
  char *text = NULL;

  WAIT_UNTIL (has_read (path, &text));
  return text;
}

/* Accounts */

static inline void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_assert_true (velo_secrets_store_finish (VELO_SECRETS (object), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static inline void
close_view (Fixture *fixture)
{
  if (fixture->window == NULL)
    return;
  gtk_window_destroy (fixture->window);
  g_clear_object (&fixture->window);
  velo_claims_desk_close (fixture->desk);
  /* what is on its way still has the view, which has the desk */
  WAIT_UNTIL (G_OBJECT (fixture->desk)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&fixture->desk));
}

/* Another workstation, or another person at this one. */
static inline void
sign_in (Fixture    *fixture,
         const char *account)
{
  gboolean stored = FALSE;

  close_view (fixture);
  g_settings_set_string (fixture->settings, "address", velo_claims_test_get_uri (&fixture->test));
  g_settings_set_string (fixture->settings, "account", account);
  velo_secrets_store_async (fixture->secrets, VELO_CLAIMS_ACCOUNT_ID, account, VELO_SECRETS_MODE_REAL,
                            VELO_CLAIMS_TEST_PASSWORD, NULL, stored_cb, &stored);
  WAIT_UNTIL (stored);
  fixture->desk = velo_claims_desk_new (NULL, fixture->settings, fixture->secrets);
  fixture->view = velo_claims_view_new (fixture->desk);
  fixture->window = GTK_WINDOW (g_object_ref_sink (adw_window_new ()));
  gtk_window_set_default_size (fixture->window, 1100, 900);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->view);
  gtk_window_present (fixture->window);
  WAIT_UNTIL (shows (fixture, "work"));
}

static inline void
open_claim (Fixture *fixture)
{
  velo_claims_view_show_claim (VELO_CLAIMS_VIEW (fixture->view), fixture->flow.id);
  WAIT_UNTIL (get_claim (fixture) != NULL
              && g_strcmp0 (velo_claim_get_id (get_claim (fixture)), fixture->flow.id) == 0);
}

static inline void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->root = g_settings_new ("com.example.VeloInsure");
  fixture->settings = g_settings_get_child (fixture->root, "claims");
  fixture->secrets = velo_secrets_memory_new ();
  velo_claims_test_set_up (&fixture->test, CONFIG);
  /* what is overdue on the screen is so by the clock of the wall */
  __atomic_store_n (&fixture->test.now, g_get_real_time (), __ATOMIC_SEQ_CST);
}

static inline void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i - 1);

      if (window != fixture->window)
        gtk_window_destroy (window);
    }
  close_view (fixture);
  velo_claims_flow_clear (&fixture->flow);
  velo_claims_test_tear_down (&fixture->test, NULL);
  g_settings_reset (fixture->settings, "address");
  g_settings_reset (fixture->settings, "account");
  g_clear_object (&fixture->secrets);
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->root);
}

/* Photographed, calculated and offered. */
static inline void
make_offer (Fixture *fixture,
            gint64   cents)
{
  velo_claims_flow_init (&fixture->flow, &fixture->test, NUMBER, "de");
  velo_claims_flow_log_in (&fixture->flow);
  velo_claims_flow_upload_all (&fixture->flow);
  velo_claims_flow_offer (&fixture->flow, cents);
}

static inline void
make_accepted (Fixture *fixture,
               gint64   cents)
{
  make_offer (fixture, cents);
  g_assert_cmpuint (velo_claims_flow_accept (&fixture->flow, IBAN), ==, 303);
}
