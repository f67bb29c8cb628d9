/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main job with the keyboard alone: no widget is asked to do anything, keys are pressed. */

#include "config.h"

#include "velo-keyboard-walk.h"

#include "velo-assistant-window.h"
#include "velo-choose-file.h"
#include "velo-preferences.h"
#include "velo-reminder-dialog.h"
#include "velo-sale-dialog.h"
#include "velo-samples.h"
#include "velo-sales-view.h"
#include "velo-date.h"
#include "velo-store-todo.h"

/* What the invoice does not contain: a public example of an IBAN. */
#define EXAMPLE_IBAN "DE89370400440532013000"
#define MAX_TABS 150

GtkWindow *
velo_walk_find_active (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (GTK_WIDGET (window))
          && gtk_window_is_active (window))
        return window;
    }
  return NULL;
}

/* Fails with the name of what has the focus instead. */
static void
assert_focus (GtkWindow  *window,
              const char *id)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *row = focus == NULL ? NULL : gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW);
  const char *name = focus == NULL ? NULL : gtk_buildable_get_buildable_id (GTK_BUILDABLE (row == NULL ? focus : row));

  if (!velo_walk_has_focus (window, id))
    g_error ("the focus is not at %s but at %s %s", id, focus == NULL ? "nothing" : G_OBJECT_TYPE_NAME (focus),
             name == NULL ? "" : name);
}

gboolean
velo_walk_has_focus (GtkWindow  *window,
                     const char *id)
{
  GtkWidget *widget = gtk_window_get_focus (window);

  /* upwards, for two pages may have children of one name */
  while (widget != NULL && g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) != 0)
    widget = gtk_widget_get_parent (widget);
  return widget != NULL;
}

void
velo_walk_tab_to (VeloWalk   *walk,
                  GtkWindow  *window,
                  const char *id)
{
  for (guint i = 0; !velo_walk_has_focus (window, id); i++)
    {
      if (i == MAX_TABS)
        g_error ("Tab does not come to %s", id);
      velo_keys_press (&walk->keys, "Tab");
    }
}

/* The list is on the screen, and no sample invoice comes any more that would fill it anew. */
static gboolean
is_ready (Program *program)
{
  g_autoptr(GSettings) settings = g_settings_new ("com.example.VeloInsure");
  g_autoptr(GSettings) training = g_settings_get_child (settings, "training");
  GtkWidget *sales = velo_window_get_sales_view (program->window);

  return sales != NULL && g_settings_get_boolean (training, "samples-shown")
         && g_strcmp0 (velo_sale_pane_get_showing (velo_sales_view_get_pane (VELO_SALES_VIEW (sales))), "list") == 0;
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GPtrArray) items G_GNUC_UNUSED = velo_store_list_todo_finish (VELO_STORE (object), result, NULL);

  *(gboolean *) user_data = TRUE;
}

/* The store answers in the order of the questions: what the lists have asked is on the screen after this. */
static void
wait_for_lists (Program *program)
{
  for (guint i = 0; i < 2; i++)
    {
      gboolean done = FALSE;

      velo_test_settle ();
      velo_store_list_todo_async (velo_counter_get_store (program_get_counter (program)), velo_time_now (), NULL, listed_cb, &done);
      WAIT_UNTIL (done);
    }
  velo_test_settle ();
}

gboolean
velo_walk_open (VeloWalk *walk,
                Program  *program)
{
  program_wait (program);
  WAIT_UNTIL (is_ready (program));
  WAIT_UNTIL (velo_walk_find_active (VELO_TYPE_WINDOW) != NULL);
  wait_for_lists (program);
  *walk = (VeloWalk) { .program = program };
  if (velo_keys_open (&walk->keys))
    return TRUE;
  g_test_skip ("no keys can be pressed on this display");
  velo_walk_close (walk);
  return FALSE;
}

void
velo_walk_close (VeloWalk *walk)
{
  velo_keys_close (&walk->keys);
}

static void
look (VeloWalk   *walk,
      const char *step,
      GtkWindow  *window)
{
  VeloKeys before = walk->keys;

  velo_test_settle ();
  if (walk->look != NULL)
    walk->look (walk, step, window);
  /* what looking costs is not the user's */
  walk->keys = before;
}

static void
end (VeloWalk       *walk,
     const char     *step,
     const VeloKeys *before)
{
  if (walk->end != NULL)
    walk->end (walk, step, before);
}

/* Steps */

/* The file is in the list, which the dialog loads first, and Return takes it. What is typed there the toolkit
   completes differently in each of its versions, in some with a critical warning. */
static void
choose (VeloWalk       *walk,
        GtkFileChooser *chooser,
        const char     *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);

  VELO_KEYS_WAIT (&walk->keys, velo_choose_has_arrived (chooser));
  gtk_file_chooser_set_file (chooser, file, NULL);
  VELO_KEYS_WAIT (&walk->keys, velo_choose_is_chosen (chooser, file));
  velo_test_settle ();
  velo_keys_press (&walk->keys, "Return");
}

void
velo_walk_open_invoice (VeloWalk *walk)
{
  g_autoptr(GBytes) bytes = velo_samples_load ("invoice.pdf", 0, NULL);
  g_autofree char *path = g_build_filename (g_get_home_dir (), "invoice.pdf", NULL);
  VeloKeys before = walk->keys;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  look (walk, "Sales", velo_walk_find_active (VELO_TYPE_WINDOW));
  velo_keys_decide (&walk->keys);
  velo_keys_press (&walk->keys, "<Control>o");
  VELO_KEYS_WAIT (&walk->keys, velo_walk_find_active (GTK_TYPE_FILE_CHOOSER_DIALOG) != NULL);
  velo_test_settle ();
  choose (walk, GTK_FILE_CHOOSER (velo_walk_find_active (GTK_TYPE_FILE_CHOOSER_DIALOG)), path);
  VELO_KEYS_WAIT (&walk->keys, velo_walk_find_active (VELO_TYPE_SALE_DIALOG) != NULL);
  end (walk, "Open", &before);
}

static void
accept_sale (VeloWalk *walk)
{
  VeloKeys before = walk->keys;
  VeloSaleDialog *dialog = VELO_SALE_DIALOG (velo_walk_find_active (VELO_TYPE_SALE_DIALOG));
  GtkWidget *unseen;

  look (walk, "Invoice", GTK_WINDOW (dialog));
  velo_keys_decide (&walk->keys);
  /* as often as there are marked values that were not on the screen yet */
  while ((unseen = velo_sale_dialog_get_unseen (dialog)) != NULL)
    {
      velo_keys_press (&walk->keys, "Return");
      VELO_KEYS_WAIT (&walk->keys, velo_sale_dialog_get_unseen (dialog) != unseen);
      velo_test_settle ();
    }
  velo_keys_press (&walk->keys, "Return");
  VELO_KEYS_WAIT (&walk->keys, velo_walk_find_active (VELO_TYPE_REMINDER_DIALOG) != NULL);
  end (walk, "Invoice", &before);
}

static gboolean
is_at (int step)
{
  GtkWindow *window = velo_walk_find_active (VELO_TYPE_ASSISTANT_WINDOW);

  return window != NULL && !velo_assistant_window_is_busy (VELO_ASSISTANT_WINDOW (window))
         && velo_assistant_window_get_proposal (VELO_ASSISTANT_WINDOW (window)) != NULL
         && velo_assistant_window_get_step (VELO_ASSISTANT_WINDOW (window)) == step;
}

static void
answer_reminder (VeloWalk *walk)
{
  VeloKeys before = walk->keys;

  look (walk, "Reminder", velo_walk_find_active (VELO_TYPE_REMINDER_DIALOG));
  velo_keys_decide (&walk->keys);
  velo_keys_press (&walk->keys, "Return");
  VELO_KEYS_WAIT (&walk->keys, is_at (0));
  end (walk, "Reminder", &before);
}

static GtkWindow *
get_assistant (void)
{
  return velo_walk_find_active (VELO_TYPE_ASSISTANT_WINDOW);
}

static VeloProposal *
get_proposal (void)
{
  return velo_assistant_window_get_proposal (VELO_ASSISTANT_WINDOW (get_assistant ()));
}

static void
accept_object (VeloWalk *walk)
{
  VeloKeys before = walk->keys;

  look (walk, "Object", get_assistant ());
  velo_keys_decide (&walk->keys);
  velo_keys_press (&walk->keys, "Return");
  VELO_KEYS_WAIT (&walk->keys, is_at (1) && velo_proposal_get_premium_cents (get_proposal ()) > 0
                  && velo_walk_has_focus (get_assistant (), "cards"));
  end (walk, "Object", &before);
}

/* The variant and the interval that are chosen already. */
static void
accept_tariff (VeloWalk *walk)
{
  VeloKeys before = walk->keys;

  look (walk, "Tariff", get_assistant ());
  velo_keys_decide (&walk->keys);
  velo_keys_press (&walk->keys, "Return");
  VELO_KEYS_WAIT (&walk->keys, is_at (2));
  end (walk, "Tariff", &before);
}

/* The two questions that no invoice answers. */
static void
answer_vehicle (VeloWalk *walk)
{
  VeloKeys before = walk->keys;
  GtkWindow *window = get_assistant ();
  VeloVehicle *vehicle = velo_proposal_get_vehicle (get_proposal ());

  VELO_KEYS_WAIT (&walk->keys, velo_walk_has_focus (window, "lock_row"));
  look (walk, "Vehicle", window);
  velo_keys_decide (&walk->keys);
  velo_keys_press (&walk->keys, "Tab");
  velo_keys_press (&walk->keys, "space");
  g_assert_cmpint (velo_vehicle_get_lock_confirmed (vehicle), ==, VELO_ANSWER_YES);
  velo_keys_decide (&walk->keys);
  velo_walk_tab_to (walk, window, "leasing_row");
  velo_keys_press (&walk->keys, "space");
  g_assert_cmpint (velo_vehicle_get_leasing (vehicle), ==, VELO_ANSWER_NO);
  velo_keys_press (&walk->keys, "Return");
  VELO_KEYS_WAIT (&walk->keys, is_at (3));
  end (walk, "Vehicle", &before);
}

static void
fill_customer (VeloWalk *walk)
{
  VeloKeys before = walk->keys;
  GtkWindow *window = get_assistant ();

  VELO_KEYS_WAIT (&walk->keys, velo_walk_has_focus (window, "iban_row"));
  look (walk, "Customer", window);
  velo_keys_decide (&walk->keys);
  velo_keys_type (&walk->keys, EXAMPLE_IBAN);
  velo_keys_decide (&walk->keys);
  velo_keys_press (&walk->keys, "Return");
  VELO_KEYS_WAIT (&walk->keys, velo_walk_has_focus (window, "consent_row"));
  velo_keys_press (&walk->keys, "space");
  g_assert_true (velo_proposal_get_consent (get_proposal ()));
  velo_keys_press (&walk->keys, "Return");
  VELO_KEYS_WAIT (&walk->keys, is_at (4));
  end (walk, "Customer", &before);
}

static gboolean
can_sign (GtkWindow *window)
{
  GtkWidget *button = velo_test_find (GTK_WIDGET (window), "paper_button");

  return gtk_widget_is_sensitive (button) && gtk_widget_get_mapped (button)
         && velo_proposal_get_state (get_proposal ()) == VELO_PROPOSAL_STATE_PREPARED;
}

static void
sign_on_paper (VeloWalk *walk)
{
  VeloKeys before = walk->keys;
  GtkWindow *window = get_assistant ();

  VELO_KEYS_WAIT (&walk->keys, can_sign (window) && velo_walk_has_focus (window, "received_check"));
  look (walk, "Application", window);
  velo_keys_decide (&walk->keys);
  velo_keys_press (&walk->keys, "space");
  g_assert_true (velo_proposal_get_documents_received (get_proposal ()));
  velo_keys_decide (&walk->keys);
  velo_keys_press (&walk->keys, "<Alt>p");
  assert_focus (window, "paper_button");
  velo_keys_press (&walk->keys, "<Alt>e");
  VELO_KEYS_WAIT (&walk->keys, is_at (5));
  end (walk, "Application", &before);
}

static void
conclude (VeloWalk *walk)
{
  VeloKeys before = walk->keys;
  GtkWindow *window = get_assistant ();

  VELO_KEYS_WAIT (&walk->keys, velo_walk_has_focus (window, "conclude_button"));
  look (walk, "Conclusion", window);
  velo_keys_decide (&walk->keys);
  velo_keys_press (&walk->keys, "Return");
  VELO_KEYS_WAIT (&walk->keys, velo_walk_find_active (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  look (walk, "Question", velo_walk_find_active (ADW_TYPE_MESSAGE_DIALOG));
  velo_keys_decide (&walk->keys);
  velo_keys_press (&walk->keys, "Return");
  VELO_KEYS_WAIT (&walk->keys, is_at (5) && velo_walk_has_focus (window, "done_button"));
  g_assert_cmpint (velo_proposal_get_state (get_proposal ()), ==, VELO_PROPOSAL_STATE_CONCLUDED);
  end (walk, "Conclusion", &before);
}

static void
leave (VeloWalk *walk)
{
  VeloKeys before = walk->keys;

  look (walk, "Insured", get_assistant ());
  velo_keys_decide (&walk->keys);
  velo_keys_press (&walk->keys, "Return");
  VELO_KEYS_WAIT (&walk->keys, velo_walk_find_active (VELO_TYPE_WINDOW) != NULL
                  && velo_window_get_assistant (walk->program->window) == NULL);
  end (walk, "Insured", &before);
}

void
velo_walk_insure (VeloWalk   *walk,
                  const char *from,
                  const char *until)
{
  static const struct { const char *name; void (*play) (VeloWalk *walk); } steps[] = {
    { "Invoice", accept_sale },
    { "Reminder", answer_reminder },
    { "Object", accept_object },
    { "Tariff", accept_tariff },
    { "Vehicle", answer_vehicle },
    { "Customer", fill_customer },
    { "Application", sign_on_paper },
    { "Conclusion", conclude },
    { "Insured", leave },
  };
  gboolean on = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (steps) && g_strcmp0 (steps[i].name, until) != 0; i++)
    {
      on = on || g_str_equal (steps[i].name, from);
      if (on)
        steps[i].play (walk);
    }
}
