/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every template of ui/: it loads without a warning, can be used without sight, and is let go of. */

#include "config.h"

#include "velo-assistant-test.h"

#include "velo-account-page.h"
#include "velo-answer-row.h"
#include "velo-batch-window.h"
#include "velo-application-page.h"
#include "velo-assistant-window.h"
#include "velo-calculation-window.h"
#include "velo-choice-tile.h"
#include "velo-claim-dialog.h"
#include "velo-claim-page.h"
#include "velo-claims-export-dialog.h"
#include "velo-claims-figures-window.h"
#include "velo-claims-settings-page.h"
#include "velo-claims-tasks-page.h"
#include "velo-claims-view.h"
#include "velo-conclusion-page.h"
#include "velo-counter-card.h"
#include "velo-commission-group.h"
#include "velo-country-rules.h"
#include "velo-cover-bar.h"
#include "velo-cover-group.h"
#include "velo-customer-page.h"
#include "velo-date-row.h"
#include "velo-text-row.h"
#include "velo-document-window.h"
#include "velo-employees-page.h"
#include "velo-end-dialog.h"
#include "velo-handover-box.h"
#include "velo-help.h"
#include "velo-intake-dialog.h"
#include "velo-intake-page.h"
#include "velo-invitation-dialog.h"
#include "velo-letter-dialog.h"
#include "velo-money-row.h"
#include "velo-notice.h"
#include "velo-object-page.h"
#include "velo-pdf-view.h"
#include "velo-phone-dialog.h"
#include "velo-photo-viewer.h"
#include "velo-photo-window.h"
#include "velo-preferences.h"
#include "velo-radar-row.h"
#include "velo-radar-view.h"
#include "velo-reminder-dialog.h"
#include "velo-return-dialog.h"
#include "velo-sale-customer-form.h"
#include "velo-sale-dialog.h"
#include "velo-sale-employee-row.h"
#include "velo-review-changes.h"
#include "velo-review-pane.h"
#include "velo-review-place.h"
#include "velo-sale-field.h"
#include "velo-sale-page.h"
#include "velo-sale-pane.h"
#include "velo-sale-row.h"
#include "velo-sale-vehicle-card.h"
#include "velo-sale-vehicle-form.h"
#include "velo-sales-view.h"
#include "velo-source-button.h"
#include "velo-state-pill.h"
#include "velo-statistics-page.h"
#include "velo-tariff-card.h"
#include "velo-tariff-page.h"
#include "velo-todo-list.h"
#include "velo-todo-row.h"
#include "velo-vehicle-documents.h"
#include "velo-vehicle-info-page.h"
#include "velo-vehicle-page.h"
#include "velo-window.h"

#define ROOT "/com/example/VeloInsure"

/* What g_object_new() cannot make alone; test-velo-accessible.c looks at each of them with real data, and
 * fails if one was not on the screen. */
static const char * const made_elsewhere[] = {
  "VeloAssistantWindow", "VeloBatchWindow", "VeloDocumentWindow", "VeloReminderDialog", "VeloSalePage", "VeloSaleVehicleForm",
  "VeloTodoRow", "VeloVehicleInfoPage", "VeloRadarView",
  "VeloStatisticsPage", NULL,
};

/* Their words come with their data. */
static const char * const named_later[] = {
  "VeloChoiceTile", "VeloTariffCard", "account_drop_down", "insure_button", "next_button", "narrow_button", "training_button", NULL,
};

static void
ensure_types (void)
{
  const GType types[] = {
    VELO_TYPE_ACCOUNT_PAGE, VELO_TYPE_ANSWER_ROW, VELO_TYPE_APPLICATION_PAGE, VELO_TYPE_ASSISTANT_WINDOW,
    VELO_TYPE_CHOICE_TILE, VELO_TYPE_CONCLUSION_PAGE, VELO_TYPE_COUNTER_CARD, VELO_TYPE_COVER_BAR, VELO_TYPE_COUNTRY_RULES,
    VELO_TYPE_COVER_GROUP,
    VELO_TYPE_COMMISSION_GROUP, VELO_TYPE_END_DIALOG,
    VELO_TYPE_CUSTOMER_PAGE, VELO_TYPE_DATE_ROW, VELO_TYPE_TEXT_ROW, VELO_TYPE_DOCUMENT_WINDOW, VELO_TYPE_EMPLOYEES_PAGE,
    VELO_TYPE_HANDOVER_BOX, VELO_TYPE_HELP, VELO_TYPE_MONEY_ROW, VELO_TYPE_NOTICE, VELO_TYPE_OBJECT_PAGE,
    VELO_TYPE_INTAKE_DIALOG, VELO_TYPE_INTAKE_PAGE,
    VELO_TYPE_PDF_VIEW, VELO_TYPE_PREFERENCES, VELO_TYPE_REMINDER_DIALOG, VELO_TYPE_REVIEW_CHANGES,
    VELO_TYPE_REVIEW_PANE,
    VELO_TYPE_REVIEW_PAPER, VELO_TYPE_REVIEW_PLACE, VELO_TYPE_SALE_CUSTOMER_FORM,
    VELO_TYPE_SALE_DIALOG, VELO_TYPE_SALE_EMPLOYEE_ROW, VELO_TYPE_SALE_FIELD, VELO_TYPE_SALE_PAGE,
    VELO_TYPE_SALE_PANE, VELO_TYPE_SALE_ROW, VELO_TYPE_SALE_VEHICLE_CARD, VELO_TYPE_SALE_VEHICLE_FORM,
    VELO_TYPE_SALES_VIEW, VELO_TYPE_SOURCE_BUTTON, VELO_TYPE_STATE_PILL, VELO_TYPE_TARIFF_CARD,
    VELO_TYPE_TARIFF_PAGE, VELO_TYPE_TODO_LIST, VELO_TYPE_TODO_ROW, VELO_TYPE_VEHICLE_DOCUMENTS,
    VELO_TYPE_VEHICLE_INFO_PAGE, VELO_TYPE_VEHICLE_PAGE, VELO_TYPE_WINDOW,
    VELO_TYPE_BATCH_WINDOW, VELO_TYPE_LETTER_DIALOG, VELO_TYPE_RADAR_ROW, VELO_TYPE_RADAR_VIEW, VELO_TYPE_RETURN_DIALOG,
    VELO_TYPE_STATISTICS_PAGE, VELO_TYPE_CLAIM_DIALOG, VELO_TYPE_CLAIM_PAGE, VELO_TYPE_CLAIMS_VIEW,
    VELO_TYPE_CALCULATION_WINDOW, VELO_TYPE_CLAIMS_EXPORT_DIALOG, VELO_TYPE_CLAIMS_FIGURES_WINDOW,
    VELO_TYPE_CLAIMS_SETTINGS_PAGE, VELO_TYPE_CLAIMS_TASKS_PAGE,
    VELO_TYPE_INVITATION_DIALOG, VELO_TYPE_PHONE_DIALOG, VELO_TYPE_PHOTO_VIEWER, VELO_TYPE_PHOTO_WINDOW,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    g_assert_true (g_type_is_a (types[i], GTK_TYPE_WIDGET));
}

/* Which templates there are is read from the resources of the program itself. */
typedef struct
{
  char *path;
  char *type_name;
  char *text;
} Template;

static void
template_free (gpointer data)
{
  Template *template = data;

  g_free (template->path);
  g_free (template->type_name);
  g_free (template->text);
  g_free (template);
}

static char *
find_attribute (const char *text,
                const char *before)
{
  const char *start = strstr (text, before);
  const char *end = NULL;

  if (start == NULL)
    return NULL;
  start += strlen (before);
  end = strchr (start, '"');
  return end == NULL ? NULL : g_strndup (start, (gsize) (end - start));
}

static void
collect (const char *folder,
         GPtrArray  *templates)
{
  g_auto(GStrv) names = g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      g_autofree char *path = g_build_path ("/", folder, *name, NULL);
      g_autoptr(GBytes) bytes = NULL;
      g_autofree char *text = NULL;
      g_autofree char *type_name = NULL;
      Template *template = NULL;

      if (g_str_has_suffix (*name, "/"))
        collect (path, templates);
      if (!g_str_has_suffix (*name, ".ui"))
        continue;
      bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_assert_nonnull (strstr (text, "domain=\"veloinsure\""));
      type_name = find_attribute (text, "<template class=\"");
      if (type_name == NULL)
        continue;
      template = g_new0 (Template, 1);
      template->path = g_steal_pointer (&path);
      template->type_name = g_steal_pointer (&type_name);
      template->text = g_steal_pointer (&text);
      g_ptr_array_add (templates, template);
    }
}

/* Names for people who do not see the screen */

static gboolean
has_label (GtkWidget *widget)
{
  if (!gtk_widget_should_layout (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget))
    return *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_label (child))
      return TRUE;
  return FALSE;
}

/* A button is always labelled by its child, and a row by its title, even where these say nothing. */
static gboolean
is_named (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  gboolean always = GTK_IS_BUTTON (widget) || ADW_IS_PREFERENCES_ROW (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || (!always && gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
         || has_label (widget);
}

/* The children that a toolkit's widget makes for itself have no place in a file of ours. */
static gboolean
is_ours (GtkWidget  *widget,
         const char *text)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
  g_autofree char *attribute = g_strdup_printf ("id=\"%s\"", id);

  return id != NULL && gtk_widget_get_visible (widget) && !g_strv_contains (named_later, id)
         && (g_str_has_prefix (id, "___") || strstr (text, attribute) != NULL);
}

static const char *
find_fault (GtkWidget *widget)
{
  if (ADW_IS_PREFERENCES_ROW (widget))
    return *adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)) == '\0' && !is_named (widget)
           ? "a row without title" : NULL;
  if ((GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget)) && !is_named (widget))
    return "a button without name";
  if ((GTK_IS_SWITCH (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget)
       || GTK_IS_TEXT_VIEW (widget) || GTK_IS_SPIN_BUTTON (widget)
       || GTK_IS_PROGRESS_BAR (widget)) && !is_named (widget))
    return "an input without name";
  return NULL;
}

/* The rows of the toolkit have images of their own, so ours are looked for in the file. */
static guint
count_mute (const char *text,
            const char *class_name)
{
  g_autofree char *start = g_strdup_printf ("<object class=\"%s\"", class_name);
  g_auto(GStrv) objects = g_strsplit (text, start, -1);
  guint n_faults = 0;

  for (char **object = objects + 1; *object != NULL; object++)
    {
      const char *end = strstr (*object, "</object>");
      g_autofree char *own = end == NULL ? g_strdup ("") : g_strndup (*object, (gsize) (end - *object));

      if (strstr (own, ">presentation<") != NULL || strstr (own, "<accessibility>") != NULL)
        continue;
      g_printerr ("a mute %s:%s\n", class_name, own);
      n_faults++;
    }
  return n_faults;
}

static guint
walk (GtkWidget  *widget,
      const char *text)
{
  const char *fault = is_ours (widget, text) ? find_fault (widget) : NULL;
  guint n_faults = fault != NULL;

  if (fault != NULL)
    g_printerr ("%s: %s %s\n", fault, G_OBJECT_TYPE_NAME (widget), gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_faults += walk (child, text);
  return n_faults;
}

static void
test_template (gconstpointer data)
{
  const Template *template = data;
  GType type = g_type_from_name (template->type_name);
  GtkWidget *widget;
  gpointer weak;
  guint n_faults;

  /* whoever adds a template adds its type above */
  g_assert_cmpuint (type, !=, G_TYPE_INVALID);
  n_faults = count_mute (template->text, "GtkImage") + count_mute (template->text, "GtkPicture")
             + count_mute (template->text, "GtkSpinner");
  g_assert_cmpuint (n_faults, ==, 0);
  if (g_strv_contains (made_elsewhere, template->type_name))
    return;
  widget = g_object_new (type, NULL);
  g_assert_true (GTK_IS_WIDGET (widget));
  g_assert_cmpuint (walk (widget, template->text), ==, 0);
  weak = widget;
  g_object_add_weak_pointer (G_OBJECT (widget), &weak);
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  else
    g_object_unref (g_object_ref_sink (widget));
  WAIT_UNTIL (weak == NULL);
}

static void
test_whole (gconstpointer data)
{
  const GPtrArray *templates = data;

  g_assert_cmpuint (templates->len, >=, 40);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GPtrArray) templates = g_ptr_array_new_with_free_func (template_free);

  velo_test_init (&argc, &argv);
  ensure_types ();
  collect (ROOT, templates);
  g_test_add_data_func ("/templates/whole", templates, test_whole);
  for (guint i = 0; i < templates->len; i++)
    {
      const Template *template = g_ptr_array_index (templates, i);
      g_autofree char *path = g_strconcat ("/templates/", template->type_name, NULL);

      g_test_add_data_func (path, template, test_template);
    }
  return g_test_run ();
}
