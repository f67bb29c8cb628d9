/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page with real data can be used without sight: what is on the screen has names and words. */

#include "config.h"

#include "velo-accessible.h"
#include "velo-keyboard-walk.h"

#include "velo-assistant-window.h"
#include "velo-claim-dialog.h"
#include "velo-claims-view.h"
#include "velo-date.h"
#include "velo-document-window.h"
#include "velo-end-dialog.h"
#include "velo-help.h"
#include "velo-preferences.h"
#include "velo-sale-dialog.h"
#include "velo-sales-view.h"
#include "velo-vehicle-info-page.h"

/* Templates that cannot be made without data (test-velo-templates.c); each must have been on the screen. */
static const char * const with_data[] = {
  "VeloAssistantWindow", "VeloObjectPage", "VeloTariffPage", "VeloTariffCard", "VeloVehiclePage", "VeloCustomerPage",
  "VeloApplicationPage", "VeloConclusionPage", "VeloHandoverBox", "VeloReminderDialog", "VeloSaleDialog",
  "VeloSaleVehicleForm", "VeloSaleCustomerForm", "VeloTodoRow", NULL,
};

typedef struct
{
  GHashTable *seen; /* names of types */
  char *vehicle_id; /* (nullable) of the assistant */
  guint n_faults;
} Looked;

static void
look_cb (VeloWalk   *walk,
         const char *step,
         GtkWindow  *window)
{
  Looked *looked = walk->user_data;

  if (g_str_equal (step, "Tariff"))
    WAIT_UNTIL (gtk_widget_get_mapped (velo_test_find (GTK_WIDGET (window), "handover_box")));
  if (VELO_IS_WINDOW (window) && velo_window_get_sales_view (VELO_WINDOW (window)) != NULL)
    WAIT_UNTIL (!velo_todo_list_is_loading (velo_sales_view_get_todo (
      VELO_SALES_VIEW (velo_window_get_sales_view (VELO_WINDOW (window))))));
  if (VELO_IS_ASSISTANT_WINDOW (window) && looked->vehicle_id == NULL)
    looked->vehicle_id = g_strdup (velo_proposal_get_vehicle_id (
      velo_assistant_window_get_proposal (VELO_ASSISTANT_WINDOW (window))));
  velo_test_settle ();
  looked->n_faults += velo_accessible_check (GTK_WIDGET (window), step, looked->seen);
}

static void
assert_seen (GHashTable         *seen,
             const char * const *names)
{
  for (const char * const *name = names; *name != NULL; name++)
    if (!g_hash_table_contains (seen, *name))
      g_error ("%s was never on the screen", *name);
}

/* From the list to the policy: the six pages of the assistant, and what comes before them. */
static void
test_sale (Program       *program,
           gconstpointer  data)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *vehicle_id = NULL;
  Looked looked = { seen, NULL, 0 };
  VeloWalk walk;

  if (!velo_walk_open (&walk, program))
    return;
  walk.look = look_cb;
  walk.user_data = &looked;
  velo_walk_open_invoice (&walk);
  velo_walk_insure (&walk, "Invoice", NULL);
  vehicle_id = looked.vehicle_id;
  g_assert_cmpuint (looked.n_faults, ==, 0);
  assert_seen (seen, with_data);
  velo_walk_close (&walk);
}

/* The same pages when something is missing: the notes have words, and no new control is mute. */
static void
test_wrong (Program       *program,
            gconstpointer  data)
{
  VeloWalk walk;
  GtkWindow *window;

  if (!velo_walk_open (&walk, program))
    return;
  velo_walk_open_invoice (&walk);
  velo_walk_insure (&walk, "Invoice", "Customer");
  window = velo_walk_find_active (VELO_TYPE_ASSISTANT_WINDOW);
  gtk_widget_activate_action (GTK_WIDGET (window), "assistant.next", NULL);
  velo_test_settle ();
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (window), "Without this consent"));
  g_assert_cmpuint (velo_accessible_check (GTK_WIDGET (window), "Wrong customer", NULL), ==, 0);
  velo_walk_close (&walk);
}

/* Settings, all pages; help; a sale to be typed in. */
static void
test_windows (Program       *program,
              gconstpointer  data)
{
  const struct { const char *key; GType type; } windows[] = {
    { "<Control>comma", VELO_TYPE_PREFERENCES },
    { "<Control>n", VELO_TYPE_SALE_DIALOG },
  };
  guint n_faults = 0;
  VeloWalk walk;

  if (!velo_walk_open (&walk, program))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      GtkWindow *window;

      velo_keys_press (&walk.keys, windows[i].key);
      WAIT_UNTIL ((window = velo_walk_find_active (windows[i].type)) != NULL);
      velo_test_settle ();
      n_faults += velo_accessible_check (GTK_WIDGET (window), windows[i].key, NULL);
      velo_keys_press (&walk.keys, "Escape");
      WAIT_UNTIL (velo_walk_find_active (VELO_TYPE_WINDOW) != NULL);
    }
  g_assert_cmpuint (n_faults, ==, 0);
  velo_walk_close (&walk);
}

static void
test_settings (Program       *program,
               gconstpointer  data)
{
  GtkWidget *stack;
  GtkWindow *window;
  guint n_faults = 0;

  program_wait (program);
  g_action_group_activate_action (G_ACTION_GROUP (program->application), "preferences", NULL);
  WAIT_UNTIL ((window = program_find_window (VELO_TYPE_PREFERENCES)) != NULL && gtk_widget_get_mapped (GTK_WIDGET (window)));
  stack = gtk_widget_get_ancestor (velo_test_find (GTK_WIDGET (window), "account_page"), ADW_TYPE_VIEW_STACK);
  for (GtkWidget *page = gtk_widget_get_first_child (stack); page != NULL; page = gtk_widget_get_next_sibling (page))
    {
      adw_view_stack_set_visible_child (ADW_VIEW_STACK (stack), page);
      WAIT_UNTIL (gtk_widget_get_mapped (page));
      velo_test_settle ();
      n_faults += velo_accessible_check (GTK_WIDGET (window), G_OBJECT_TYPE_NAME (page), NULL);
    }
  gtk_window_destroy (window);
  g_assert_cmpuint (n_faults, ==, 0);
}

static void
check_dialog (GType       type,
              const char *name,
              guint      *n_faults)
{
  GtkWindow *dialog;

  WAIT_UNTIL ((dialog = program_find_window (type)) != NULL && gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  velo_test_settle ();
  *n_faults += velo_accessible_check (GTK_WIDGET (dialog), name, NULL);
  gtk_window_destroy (dialog);
  velo_test_settle ();
}

/* When and why an insurance ended, with what was recorded before, and what is missing. */
static void
test_end (Program       *program,
          gconstpointer  data)
{
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  g_autoptr(VeloPolicy) policy = velo_policy_new ();
  g_autoptr(GDate) today = velo_date_today ();
  guint n_faults = 0;
  GtkWindow *window;

  program_wait (program);
  velo_vehicle_set_id (vehicle, "vehicle");
  velo_vehicle_set_maker (vehicle, "Kronberg");
  velo_policy_set_contract_number (policy, "12345678");
  velo_policy_set_ended_on (policy, today);
  velo_policy_set_end_reason (policy, VELO_END_REASON_LOST);
  window = velo_end_dialog_present (NULL, program_get_counter (program), vehicle, policy);
  velo_end_dialog_enter (VELO_END_DIALOG (window), "soon", VELO_END_REASON_NONE);
  gtk_widget_activate_action (GTK_WIDGET (window), "end.record", NULL);
  check_dialog (VELO_TYPE_END_DIALOG, "End of the insurance", &n_faults);
  g_assert_cmpuint (n_faults, ==, 0);
}

/* Every list of the main window. */
static void
test_views (Program       *program,
            gconstpointer  data)
{
  GtkWidget *views;
  guint n_faults = 0;
  guint n_views = 0;
  VeloWalk walk;

  if (!velo_walk_open (&walk, program))
    return;
  views = velo_test_find (GTK_WIDGET (program->window), "views");
  for (GtkWidget *view = gtk_widget_get_first_child (views); view != NULL; view = gtk_widget_get_next_sibling (view))
    {
      adw_view_stack_set_visible_child (ADW_VIEW_STACK (views), view);
      WAIT_UNTIL (gtk_widget_get_mapped (view));
      velo_test_settle ();
      n_faults += velo_accessible_check (GTK_WIDGET (program->window), G_OBJECT_TYPE_NAME (view), NULL);
      n_views++;
    }
  gtk_widget_activate_action (GTK_WIDGET (program->window), "win.statistics", NULL);
  WAIT_UNTIL (velo_window_get_page (program->window) != NULL && gtk_widget_get_mapped (velo_window_get_page (program->window)));
  velo_test_settle ();
  n_faults += velo_accessible_check (GTK_WIDGET (program->window), "Statistics", NULL);
  g_assert_cmpuint (n_views, >=, 2);
  g_assert_cmpuint (n_faults, ==, 0);
  velo_walk_close (&walk);
}

/* The list is made anew when claims come in: never a button of before. */
static void
click_text (GtkWidget  *window,
            const char *text)
{
  GtkWidget *label = NULL;

  WAIT_UNTIL ((label = velo_test_find_text (window, text)) != NULL);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
}

/* The claims with real data: list, tasks with their questions, a claim, and the dialog that takes one. */
static void
test_claims (Program       *program,
             gconstpointer  data)
{
  static const char * const tabs[] = { "photos", "calculation", "contacts", "payment" };
  GtkWidget *window;
  GtkWidget *tasks;
  guint n_faults = 0;
  VeloWalk walk;

  /* the photographs of the samples come from another test's helper: without it they are told to be missing */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  if (!velo_walk_open (&walk, program))
    return;
  window = GTK_WIDGET (program->window);
  g_action_group_activate_action (G_ACTION_GROUP (program->application), "show-claim-tasks", NULL);
  WAIT_UNTIL ((tasks = velo_test_find (window, "kind_drop_down")) != NULL && gtk_widget_get_mapped (tasks));
  WAIT_UNTIL (velo_test_find_text (window, "Not Reached") != NULL);
  velo_test_settle ();
  n_faults += velo_accessible_check (window, "Tasks of claims", NULL);
  click_text (window, "Not Reached…");
  check_dialog (ADW_TYPE_MESSAGE_DIALOG, "Not reached", &n_faults);
  click_text (window, "Reached…");
  check_dialog (ADW_TYPE_MESSAGE_DIALOG, "What came of the call", &n_faults);
  g_signal_emit_by_name (velo_test_find (gtk_widget_get_ancestor (tasks, VELO_TYPE_CLAIMS_VIEW), "new_button"), "clicked");
  check_dialog (VELO_TYPE_CLAIM_DIALOG, "New claim", &n_faults);
  gtk_widget_activate (gtk_widget_get_ancestor (velo_test_find_text (window, "Not Reached…"), GTK_TYPE_LIST_BOX_ROW));
  WAIT_UNTIL (gtk_widget_get_mapped (velo_test_find (window, "overview_list")));
  velo_test_settle ();
  n_faults += velo_accessible_check (window, "Claim", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (velo_test_find (window, "tabs")), tabs[i]);
      velo_test_settle ();
      n_faults += velo_accessible_check (window, tabs[i], NULL);
    }
  g_assert_cmpuint (n_faults, ==, 0);
  velo_walk_close (&walk);
}

/* The pages behind the lists, and a document that is opened there. */
static void
test_pages (Program       *program,
            gconstpointer  data)
{
  static const char * const names[] = {
    "VeloSalePage", "VeloSaleVehicleCard", "VeloVehicleInfoPage", "VeloDocumentWindow", "VeloVehicleDocuments", NULL,
  };
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWindow *document;
  GtkWindow *window;
  g_autofree char *vehicle_id = NULL;
  Looked looked = { seen, NULL, 0 };
  VeloWalk walk;

  if (!velo_walk_open (&walk, program))
    return;
  walk.look = look_cb;
  walk.user_data = &looked;
  velo_walk_open_invoice (&walk);
  velo_walk_insure (&walk, "Invoice", NULL);
  vehicle_id = looked.vehicle_id;
  window = velo_walk_find_active (VELO_TYPE_WINDOW);
  velo_walk_tab_to (&walk, window, "column_view");
  velo_keys_press (&walk.keys, "Return");
  WAIT_UNTIL (velo_window_get_page (program->window) != NULL
              && g_strcmp0 (gtk_stack_get_visible_child_name (
                              GTK_STACK (velo_test_find (velo_window_get_page (program->window), "stack"))), "sale") == 0);
  look_cb (&walk, "Sale", window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-vehicle", "s", vehicle_id);
  WAIT_UNTIL (VELO_IS_VEHICLE_INFO_PAGE (velo_window_get_page (program->window))
              && !velo_vehicle_info_page_is_loading (VELO_VEHICLE_INFO_PAGE (velo_window_get_page (program->window))));
  look_cb (&walk, "Vehicle", window);
  velo_walk_tab_to (&walk, window, "list_box");
  velo_keys_press (&walk.keys, "Return");
  WAIT_UNTIL ((document = velo_walk_find_active (VELO_TYPE_DOCUMENT_WINDOW)) != NULL);
  look_cb (&walk, "Document", document);
  g_assert_cmpuint (looked.n_faults, ==, 0);
  assert_seen (seen, names);
  gtk_window_destroy (document);
  velo_walk_close (&walk);
}

/* What the look must find: each of these was once the mistake of a real page. */
static void
test_finds (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *mute = gtk_button_new_from_icon_name ("edit-delete-symbolic");
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *image = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *row = adw_action_row_new ();
  GtkWindow *window;

  gtk_box_append (GTK_BOX (box), gtk_button_new_with_mnemonic ("_Save"));
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_mnemonic ("_Send"));
  gtk_box_append (GTK_BOX (box), mute);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), row);
  window = velo_test_show (box, 300, 300);
  /* the key, the name and the tooltip of the button, the entry, the picture, the row */
  g_assert_cmpuint (velo_accessible_check (box, "Wrong", NULL), ==, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mute), GTK_ACCESSIBLE_PROPERTY_LABEL, "Delete", -1);
  g_assert_cmpuint (velo_accessible_check (box, "Better", NULL), ==, 5);
  gtk_widget_set_tooltip_text (mute, "Delete");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Name", -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, "Warning", -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Row");
  g_assert_cmpuint (velo_accessible_check (box, "Key only", NULL), ==, 1);
  velo_test_hide (window);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*func) (Program *program, gconstpointer data); } tests[] = {
    { "/accessible/sale", test_sale },
    { "/accessible/wrong", test_wrong },
    { "/accessible/windows", test_windows },
    { "/accessible/settings", test_settings },
    { "/accessible/end", test_end },
    { "/accessible/views", test_views },
    { "/accessible/pages", test_pages },
    { "/accessible/claims", test_claims },
  };

  velo_test_init (&argc, &argv);
  g_test_add_func ("/accessible/finds", test_finds);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Program, NULL, program_set_up, tests[i].func, program_tear_down);
  return g_test_run ();
}
