/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings of the employees and their broker numbers. */

#define G_LOG_DOMAIN "velo-employees-page"

#include "config.h"

#include "velo-employees-page.h"

#include <glib/gi18n.h>

#include "velo-error-text.h"
#include "velo-field.h"
#include "velo-store-employees.h"
#include "velo-text.h"

struct _VeloEmployeesPage
{
  AdwPreferencesPage parent_instance;

  VeloCounter *counter;      /* (owned) (nullable) */
  GSettings *sale;           /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (not nullable) */

  AdwPreferencesGroup *group;
  GtkWidget *add_button;
  GtkLabel *trouble_label;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (VeloEmployeesPage, velo_employees_page, ADW_TYPE_PREFERENCES_PAGE)

/* A row of the list: its entries are stored as they are applied. */
typedef struct
{
  VeloEmployeesPage *page; /* (borrowed) outlives its rows */
  VeloEmployee *employee;  /* (owned) */
  GtkWidget *expander;     /* (borrowed) */
  GtkWidget *name_row;     /* (borrowed) */
  GtkWidget *number_row;   /* (borrowed) */
} Row;

static void
row_free (Row *row)
{
  g_clear_object (&row->employee);
  g_free (row);
}

static void
show_trouble (VeloEmployeesPage *self,
              const GError      *error)
{
  g_autofree char *text = error == NULL ? NULL : velo_error_text_dup (error);

  gtk_label_set_label (self->trouble_label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_label), text != NULL);
}

static void
show_row (Row *row)
{
  const char *number = velo_employee_get_broker_number (row->employee);
  const char *name = velo_employee_get_name (row->employee);
  g_autofree char *title = g_markup_escape_text (*name == '\0' ? _("New employee") : name, -1);
  g_autofree char *subtitle = NULL;

  if (velo_employee_get_retired (row->employee))
    subtitle = g_strdup (_("Retired"));
  else if (velo_employee_can_send (row->employee))
    subtitle = g_strdup_printf (_("Broker number %s"), number);
  else
    subtitle = g_strdup (_("Cannot send without a broker number"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->expander), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row->expander), subtitle);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloEmployeesPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean saved = velo_store_save_employee_finish (VELO_STORE (object), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  show_trouble (self, saved ? NULL : error);
}

static void
save (Row *row)
{
  VeloEmployeesPage *self = row->page;
  VeloEmployee *current = velo_counter_get_employee (self->counter);

  show_row (row);
  velo_store_save_employee_async (velo_counter_get_store (self->counter), row->employee, "", NULL,
                                  saved_cb, g_object_ref (self));
  /* who sells now, and the first who can, follow at once */
  if (current == NULL || g_str_equal (velo_employee_get_id (current), velo_employee_get_id (row->employee)))
    {
      g_autoptr(VeloEmployee) copy = velo_record_copy (row->employee);

      velo_counter_set_employee (self->counter, velo_employee_get_retired (copy) ? NULL : copy);
    }
}

static void
name_applied_cb (AdwEntryRow *entry,
                 Row         *row)
{
  g_autofree char *name = velo_text_squash (gtk_editable_get_text (GTK_EDITABLE (entry)));

  velo_field_set_problem (GTK_WIDGET (entry), *name == '\0' ? _("Please enter a name.") : NULL);
  if (*name == '\0')
    return;
  velo_employee_set_name (row->employee, name);
  save (row);
}

/* Somebody without a name is stored when the name is entered. */
static void
save_named (Row *row)
{
  if (*velo_employee_get_name (row->employee) != '\0')
    save (row);
  else
    velo_field_set_problem (row->name_row, _("Please enter a name."));
}

static void
number_applied_cb (AdwEntryRow *entry,
                   Row         *row)
{
  g_autoptr(VeloEmployee) trial = velo_record_copy (row->employee);
  g_autofree char *number = velo_text_squash (gtk_editable_get_text (GTK_EDITABLE (entry)));
  gboolean good;

  velo_employee_set_broker_number (trial, number);
  velo_employee_set_retired (trial, FALSE);
  good = *number == '\0' || velo_employee_can_send (trial);
  velo_field_set_problem (GTK_WIDGET (entry), good ? NULL : _("A broker number has 1 to 18 digits and nothing else."));
  if (!good)
    return;
  velo_employee_set_broker_number (row->employee, number);
  save_named (row);
}

static void
retired_cb (GtkSwitch  *widget,
            GParamSpec *pspec,
            Row        *row)
{
  if (velo_employee_get_retired (row->employee) == gtk_switch_get_active (widget))
    return;
  velo_employee_set_retired (row->employee, gtk_switch_get_active (widget));
  save_named (row);
}

static GtkWidget *
add_entry (Row        *row,
           const char *title,
           const char *text,
           GCallback   applied)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
  g_signal_connect (entry, "apply", applied, row);
  velo_field_apply_left (ADW_ENTRY_ROW (entry));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row->expander), entry);
  return entry;
}

static gboolean
is_reminded (Row *row)
{
  g_auto(GStrv) others = g_settings_get_strv (row->page->sale, "not-reminded");

  return !g_strv_contains ((const char *const *) others, velo_employee_get_id (row->employee));
}

static void
reminded_cb (GtkSwitch  *widget,
             GParamSpec *pspec,
             Row        *row)
{
  g_auto(GStrv) before = g_settings_get_strv (row->page->sale, "not-reminded");
  g_autoptr(GStrvBuilder) others = g_strv_builder_new ();
  g_auto(GStrv) after = NULL;

  for (char **id = before; *id != NULL; id++)
    if (!g_str_equal (*id, velo_employee_get_id (row->employee)))
      g_strv_builder_add (others, *id);
  if (!gtk_switch_get_active (widget))
    g_strv_builder_add (others, velo_employee_get_id (row->employee));
  after = g_strv_builder_end (others);
  g_settings_set_strv (row->page->sale, "not-reminded", (const char *const *) after);
}

static void
add_switch (Row        *row,
            const char *title,
            const char *subtitle,
            gboolean    active,
            GCallback   changed)
{
  GtkWidget *line = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (line), subtitle);
  gtk_switch_set_active (GTK_SWITCH (toggle), active);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (line), toggle);
  g_signal_connect (toggle, "notify::active", changed, row);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row->expander), line);
}

static Row *
add_row (VeloEmployeesPage *self,
         VeloEmployee      *employee)
{
  Row *row = g_new0 (Row, 1);

  row->page = self;
  row->employee = g_object_ref (employee);
  row->expander = adw_expander_row_new ();
  g_object_set_data_full (G_OBJECT (row->expander), "row", row, (GDestroyNotify) row_free);
  row->name_row = add_entry (row, _("Name"), velo_employee_get_name (employee), G_CALLBACK (name_applied_cb));
  row->number_row = add_entry (row, _("Broker number"), velo_employee_get_broker_number (employee),
                               G_CALLBACK (number_applied_cb));
  gtk_text_set_input_purpose (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (row->number_row))),
                              GTK_INPUT_PURPOSE_DIGITS);
  add_switch (row, _("Remind at a Sale"), _("As long as reminders are on for the shop, under Sale"),
              is_reminded (row), G_CALLBACK (reminded_cb));
  add_switch (row, _("Retired"), _("Stays in old sales, but is not offered any more"),
              velo_employee_get_retired (employee), G_CALLBACK (retired_cb));
  show_row (row);
  gtk_list_box_append (self->list, row->expander);
  return row;
}

static void
on_add_cb (VeloEmployeesPage *self)
{
  g_autoptr(VeloEmployee) employee = velo_employee_new ();
  g_autofree char *id = velo_record_new_id ();
  Row *row;

  velo_employee_set_id (employee, id);
  row = add_row (self, employee);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row->expander), TRUE);
  gtk_widget_grab_focus (row->name_row);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloEmployeesPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) employees = velo_store_list_employees_finish (VELO_STORE (object), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  show_trouble (self, error);
  for (guint i = 0; employees != NULL && i < employees->len; i++)
    add_row (self, g_ptr_array_index (employees, i));
}

static void
reload (VeloEmployeesPage *self)
{
  velo_store_list_employees_async (velo_counter_get_store (self->counter), TRUE, self->cancellable, listed_cb,
                                   g_object_ref (self));
}

static void
velo_employees_page_dispose (GObject *object)
{
  VeloEmployeesPage *self = VELO_EMPLOYEES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->counter);
  g_clear_object (&self->sale);
  gtk_widget_dispose_template (GTK_WIDGET (self), VELO_TYPE_EMPLOYEES_PAGE);

  G_OBJECT_CLASS (velo_employees_page_parent_class)->dispose (object);
}

static void
velo_employees_page_finalize (GObject *object)
{
  g_clear_object (&VELO_EMPLOYEES_PAGE (object)->cancellable);

  G_OBJECT_CLASS (velo_employees_page_parent_class)->finalize (object);
}

/* Out of its window the page asks nobody any more, even if what was asked keeps it alive. */
static void
velo_employees_page_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (VELO_EMPLOYEES_PAGE (widget)->cancellable);

  GTK_WIDGET_CLASS (velo_employees_page_parent_class)->unroot (widget);
}

static void
velo_employees_page_class_init (VeloEmployeesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_employees_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_employees_page_finalize;
  widget_class->unroot = velo_employees_page_unroot;

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/settings/velo-employees-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloEmployeesPage, group);
  gtk_widget_class_bind_template_child (widget_class, VeloEmployeesPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, VeloEmployeesPage, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, VeloEmployeesPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_add_cb);
}

static void
velo_employees_page_init (VeloEmployeesPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_employees_page_set_counter:
 * @self: the page
 * @counter: the counter
 * @sale: settings of the sale
 *
 * Fills the page; called once.
 */
void
velo_employees_page_set_counter (VeloEmployeesPage *self,
                                 VeloCounter       *counter,
                                 GSettings         *sale)
{
  g_return_if_fail (VELO_IS_EMPLOYEES_PAGE (self));
  g_return_if_fail (VELO_IS_COUNTER (counter) && self->counter == NULL);

  self->counter = g_object_ref (counter);
  self->sale = g_object_ref (sale);
  reload (self);
}
