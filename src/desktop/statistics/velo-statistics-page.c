/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page with the statistics: period, figures, plot and lists. */

#define G_LOG_DOMAIN "velo-statistics-page"

#include "config.h"

#include "velo-statistics-page.h"

#include "velo-confirm.h"
#include "velo-date.h"
#include "velo-print.h"
#include "velo-sale-actions.h"
#include "velo-sale-text.h"
#include "velo-save.h"
#include "velo-statistics-contracts.h"
#include "velo-statistics-csv.h"
#include "velo-statistics-plot.h"
#include "velo-statistics-sheet.h"
#include "velo-store-statistics.h"

#include <glib/gi18n.h>

struct _VeloStatisticsPage
{
  VeloWindowPage parent_instance;

  GtkDropDown *period_drop_down;
  GtkStack *stack;
  GtkLabel *sold_label;
  GtkLabel *asked_label;
  GtkLabel *insured_label;
  GtkLabel *share_label;
  VeloStatisticsPlot *plot;
  GtkListBox *months_list;
  GtkListBox *employees_list;
  AdwPreferencesGroup *reasons_group;
  GtkListBox *reasons_list;
  AdwPreferencesGroup *contracts_group;
  GtkListBox *contracts_list;
  GtkLabel *contracts_label;
  AdwStatusPage *error_page;

  GSettings *commission;     /* (owned) (nullable): a child of the settings */
  VeloStatisticsFigures *figures; /* (owned) (nullable) */
  GPtrArray *months;         /* (owned) (nullable) (element-type VeloSalesCount) */
  GPtrArray *employees;      /* (owned) (nullable) (element-type VeloSalesCount) */
  GPtrArray *reasons;        /* (owned) (nullable) (element-type VeloSalesCount): the most frequent ones */
  GDate *first;              /* (owned) (nullable): day of the first invoice */
  GDate from;
  GDate until;
};

G_DEFINE_FINAL_TYPE (VeloStatisticsPage, velo_statistics_page, VELO_TYPE_WINDOW_PAGE)

/* Figures */

static char *
dup_title (VeloWindowPage *page)
{
  return g_strdup (_("Statistics"));
}

static char *
dup_period (VeloWindowPage *page)
{
  VeloStatisticsPage *self = VELO_STATISTICS_PAGE (page);
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  if (!g_date_valid (&self->from))
    return g_strdup ("");
  from = velo_date_format_display (&self->from);
  until = velo_date_format_display (&self->until);
  /* Translators: a period, from the first to the last day */
  return g_strdup_printf (_("%s to %s"), from, until);
}

static char *
dup_share (VeloSalesCount *count)
{
  /* Translators: a share in percent */
  return g_strdup_printf (_("%d %%"), velo_sales_count_get_share (count));
}

static void
add_row (gpointer    list,
         const char *title,
         const char *subtitle,
         const char *figure)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  GtkWidget *label = gtk_label_new (figure);

  gtk_widget_add_css_class (label, "money");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_set_subtitle_lines (row, 0);
  adw_action_row_add_suffix (row, label);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (row));
}

static void
add_count (VeloStatisticsPage *self,
           GtkListBox         *list,
           const char         *title,
           VeloSalesCount     *count)
{
  g_autofree char *share = dup_share (count);
  g_autofree char *contracts = velo_statistics_contracts_dup_line (count, self->figures->has_commission);
  g_autofree char *subtitle = NULL;
  g_autofree char *sales =
    /* Translators: how many vehicles were sold, how many customers were asked, are insured, said no */
    g_strdup_printf (_("%d sold, %d asked, %d insured, %d declined"), velo_sales_count_get_n_sold (count),
                     velo_sales_count_get_n_asked (count), velo_sales_count_get_n_insured (count),
                     velo_sales_count_get_n_declined (count));

  subtitle = contracts == NULL ? g_strdup (sales) : g_strjoin ("\n", sales, contracts, NULL);
  add_row (list, title, subtitle, share);
}

static void
clear (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

static void
show_number (GtkLabel *label,
             int       number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);

  gtk_label_set_label (label, text);
}

static void
show_sum (VeloStatisticsPage *self)
{
  g_autoptr(VeloSalesCount) sum = velo_sales_count_sum (self->figures->counts);
  g_autofree char *share = dup_share (sum);

  show_number (self->sold_label, velo_sales_count_get_n_sold (sum));
  show_number (self->asked_label, velo_sales_count_get_n_asked (sum));
  show_number (self->insured_label, velo_sales_count_get_n_insured (sum));
  gtk_label_set_label (self->share_label, share);
}

/* The newest month first, and none that was empty. */
static void
show_months (VeloStatisticsPage *self)
{
  clear (self->months_list);
  for (guint i = self->months->len; i > 0; i--)
    {
      VeloSalesCount *count = g_ptr_array_index (self->months, i - 1);
      g_autofree char *month = velo_statistics_period_dup_month (velo_sales_count_get_month (count), FALSE);

      if (!velo_sales_count_is_empty (count))
        add_count (self, self->months_list, month, count);
    }
}

static void
show_names (VeloStatisticsPage *self)
{
  clear (self->employees_list);
  clear (self->reasons_list);
  for (guint i = 0; i < self->employees->len; i++)
    {
      VeloSalesCount *count = g_ptr_array_index (self->employees, i);
      const char *name = velo_sales_count_get_name (count);

      add_count (self, self->employees_list, *name == '\0' ? _("Nobody named") : name, count);
    }
  for (guint i = 0; i < self->reasons->len; i++)
    {
      VeloSalesCount *count = g_ptr_array_index (self->reasons, i);
      const char *name = velo_sales_count_get_name (count);
      g_autofree char *number = g_strdup_printf ("%d", velo_sales_count_get_n_declined (count));

      add_row (self->reasons_list, *name == '\0' ? _("No reason given") : name, NULL, number);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->reasons_group), self->reasons->len > 0);
}

static void
show_contracts (VeloStatisticsPage *self)
{
  clear (self->contracts_list);
  gtk_widget_set_visible (GTK_WIDGET (self->contracts_group),
                          velo_statistics_contracts_fill (self->figures, add_row, self->contracts_list));
  gtk_label_set_label (self->contracts_label, velo_statistics_contracts_get_rule (self->figures->has_commission));
}

static void
enable_actions (VeloStatisticsPage *self,
                gboolean            enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "statistics.print", enabled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "statistics.export", enabled);
}

static void
show_counts (VeloStatisticsPage *self)
{
  g_clear_pointer (&self->months, g_ptr_array_unref);
  g_clear_pointer (&self->employees, g_ptr_array_unref);
  g_clear_pointer (&self->reasons, g_ptr_array_unref);
  self->reasons = velo_sales_count_by_reason (self->figures->declined);
  g_ptr_array_set_size (self->reasons, (int) MIN (self->reasons->len, VELO_STATISTICS_MOST_REASONS));
  self->months = velo_sales_count_by_month (self->figures->counts, &self->from, &self->until);
  self->employees = velo_sales_count_by_name (self->figures->counts);
  velo_statistics_plot_set_months (self->plot, self->months);
  show_sum (self);
  show_months (self);
  show_names (self);
  show_contracts (self);
  enable_actions (self, self->figures->counts->len > 0);
  gtk_stack_set_visible_child_name (self->stack, self->figures->counts->len > 0 ? "counts" : "nothing");
}

/* Loading */

static void
show_error (VeloStatisticsPage *self,
            const GError       *error)
{
  g_autofree char *text = velo_sale_text_error (error);

  adw_status_page_set_description (self->error_page, text);
  enable_actions (self, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  VeloStatisticsPage *self;
  g_autoptr(VeloStatisticsFigures) figures = NULL;
  g_autoptr(GError) error = NULL;

  figures = velo_statistics_figures_load_finish (result, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_STATISTICS_PAGE (user_data);
  if (figures == NULL)
    {
      show_error (self, error);
      return;
    }
  g_clear_pointer (&self->figures, velo_statistics_figures_free);
  self->figures = g_steal_pointer (&figures);
  show_counts (self);
}

static void
count_sales (VeloStatisticsPage *self)
{
  g_autoptr(GDate) today = velo_date_today ();

  velo_statistics_period_get_days (gtk_drop_down_get_selected (self->period_drop_down), today, self->first,
                                   &self->from, &self->until);
  velo_window_page_title_changed (VELO_WINDOW_PAGE (self));
  velo_statistics_figures_load_async (velo_window_page_get_store (VELO_WINDOW_PAGE (self)), &self->from, &self->until,
                                      velo_window_page_get_settings (VELO_WINDOW_PAGE (self)),
                                      velo_window_page_get_cancellable (VELO_WINDOW_PAGE (self)), counted_cb, self);
}

static void
first_day_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  VeloStatisticsPage *self;
  g_autoptr(GDate) first = NULL;
  g_autoptr(GError) error = NULL;
  gboolean done = velo_store_get_first_day_finish (VELO_STORE (object), result, &first, &error);

  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_STATISTICS_PAGE (user_data);
  if (!done)
    {
      show_error (self, error);
      return;
    }
  g_clear_pointer (&self->first, g_date_free);
  self->first = g_steal_pointer (&first);
  count_sales (self);
}

static void
load (VeloWindowPage *page)
{
  velo_store_get_first_day_async (velo_window_page_get_store (page), velo_window_page_get_cancellable (page),
                                  first_day_cb, page);
}

static gboolean
concerns (VeloWindowPage *page,
          const char     *table)
{
  return !g_str_equal (table, "journal");
}

static void
on_period_changed_cb (VeloStatisticsPage *self)
{
  velo_window_page_queue_load (VELO_WINDOW_PAGE (self));
}

/* Paper and file */

static void
printed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloStatisticsPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_print_finish (result, &error)
      && error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    velo_confirm_tell (velo_sale_actions_window (GTK_WIDGET (self)), _("The statistics were not printed"),
                       _("Please check the printer and try again."));
}

static void
rendered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloStatisticsPage) self = user_data;
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(GError) error = NULL;
  GtkWindow *window = velo_sale_actions_window (GTK_WIDGET (self));

  pdf = velo_sheet_render_finish (VELO_SHEET (object), result, &error);
  if (window == NULL)
    return;
  if (pdf == NULL)
    {
      g_autofree char *text = velo_sale_text_error (error);

      velo_confirm_tell (window, _("The statistics were not printed"), text);
      return;
    }
  velo_print_async (window, pdf, _("Sales and Insurance"), NULL, NULL, printed_cb, g_object_ref (self));
}

static void
print_statistics (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  VeloStatisticsPage *self = VELO_STATISTICS_PAGE (widget);
  VeloWindowPage *page = VELO_WINDOW_PAGE (widget);
  g_autoptr(VeloSheet) sheet = NULL;
  g_autofree char *period = dup_period (page);

  if (self->months == NULL)
    return;
  sheet = velo_statistics_sheet_new (self->figures, self->months, period, velo_window_page_get_settings (page),
                                     velo_counter_is_training (velo_window_page_get_counter (page)));
  velo_sheet_render_async (sheet, NULL, rendered_cb, g_object_ref (self));
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(VeloStatisticsPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!velo_save_finish (result, &error) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    velo_confirm_tell (velo_sale_actions_window (GTK_WIDGET (self)), _("The table was not saved"),
                       _("Please choose another folder and try again."));
}

static void
export_table (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  VeloStatisticsPage *self = VELO_STATISTICS_PAGE (widget);
  g_autoptr(GBytes) table = NULL;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  g_autofree char *name = NULL;

  if (self->figures == NULL)
    return;
  table = velo_statistics_csv_for_here (self->figures);
  from = velo_date_format_iso (&self->from);
  until = velo_date_format_iso (&self->until);
  /* Translators: name of a file, from the first to the last day */
  name = g_strdup_printf (_("Sales %s to %s.csv"), from, until);
  velo_save_async (velo_sale_actions_window (widget), table, name, saved_cb, g_object_ref (self));
}

/* GObject */

static void
velo_statistics_page_constructed (GObject *object)
{
  VeloStatisticsPage *self = VELO_STATISTICS_PAGE (object);
  GSettings *settings = velo_window_page_get_settings (VELO_WINDOW_PAGE (self));
  g_autoptr(GtkStringList) periods = gtk_string_list_new (NULL);

  G_OBJECT_CLASS (velo_statistics_page_parent_class)->constructed (object);

  for (int i = 0; i < VELO_STATISTICS_N_PERIODS; i++)
    gtk_string_list_append (periods, velo_statistics_period_get_name (i));
  gtk_drop_down_set_model (self->period_drop_down, G_LIST_MODEL (periods));
  enable_actions (self, FALSE);
  if (settings != NULL)
    {
      self->commission = g_settings_get_child (settings, "commission");
      g_signal_connect_object (self->commission, "changed", G_CALLBACK (velo_window_page_queue_load), self,
                               G_CONNECT_SWAPPED);
    }
  velo_window_page_queue_load (VELO_WINDOW_PAGE (self));
}

static void
velo_statistics_page_finalize (GObject *object)
{
  VeloStatisticsPage *self = VELO_STATISTICS_PAGE (object);

  g_clear_object (&self->commission);
  g_clear_pointer (&self->figures, velo_statistics_figures_free);
  g_clear_pointer (&self->months, g_ptr_array_unref);
  g_clear_pointer (&self->employees, g_ptr_array_unref);
  g_clear_pointer (&self->reasons, g_ptr_array_unref);
  g_clear_pointer (&self->first, g_date_free);

  G_OBJECT_CLASS (velo_statistics_page_parent_class)->finalize (object);
}

static void
velo_statistics_page_class_init (VeloStatisticsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VeloWindowPageClass *page_class = VELO_WINDOW_PAGE_CLASS (klass);

  object_class->constructed = velo_statistics_page_constructed;
  object_class->finalize = velo_statistics_page_finalize;
  page_class->dup_title = dup_title;
  page_class->dup_subtitle = dup_period;
  page_class->load = load;
  page_class->concerns = concerns;

  g_type_ensure (VELO_TYPE_STATISTICS_PLOT);
  gtk_widget_class_install_action (widget_class, "statistics.print", NULL, print_statistics);
  gtk_widget_class_install_action (widget_class, "statistics.export", NULL, export_table);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "statistics.print", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/statistics/velo-statistics-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloStatisticsPage, period_drop_down);
  gtk_widget_class_bind_template_child (widget_class, VeloStatisticsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VeloStatisticsPage, sold_label);
  gtk_widget_class_bind_template_child (widget_class, VeloStatisticsPage, asked_label);
  gtk_widget_class_bind_template_child (widget_class, VeloStatisticsPage, insured_label);
  gtk_widget_class_bind_template_child (widget_class, VeloStatisticsPage, share_label);
  gtk_widget_class_bind_template_child (widget_class, VeloStatisticsPage, plot);
  gtk_widget_class_bind_template_child (widget_class, VeloStatisticsPage, months_list);
  gtk_widget_class_bind_template_child (widget_class, VeloStatisticsPage, employees_list);
  gtk_widget_class_bind_template_child (widget_class, VeloStatisticsPage, reasons_group);
  gtk_widget_class_bind_template_child (widget_class, VeloStatisticsPage, reasons_list);
  gtk_widget_class_bind_template_child (widget_class, VeloStatisticsPage, contracts_group);
  gtk_widget_class_bind_template_child (widget_class, VeloStatisticsPage, contracts_list);
  gtk_widget_class_bind_template_child (widget_class, VeloStatisticsPage, contracts_label);
  gtk_widget_class_bind_template_child (widget_class, VeloStatisticsPage, error_page);
  gtk_widget_class_bind_template_callback (widget_class, on_period_changed_cb);
}

static void
velo_statistics_page_init (VeloStatisticsPage *self)
{
  g_date_clear (&self->from, 1);
  g_date_clear (&self->until, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_statistics_page_new:
 * @counter: where the store is
 * @settings: (nullable): the settings' root
 *
 * Returns: (transfer floating): the page, loading
 */
GtkWidget *
velo_statistics_page_new (VeloCounter *counter,
                          GSettings   *settings)
{
  g_return_val_if_fail (VELO_IS_COUNTER (counter), NULL);

  return g_object_new (VELO_TYPE_STATISTICS_PAGE, "counter", counter, "settings", settings, NULL);
}

/**
 * velo_statistics_page_set_period:
 * @self: a page
 * @period: of what time to count
 *
 * Counts another period.
 */
void
velo_statistics_page_set_period (VeloStatisticsPage   *self,
                                 VeloStatisticsPeriod  period)
{
  g_return_if_fail (VELO_IS_STATISTICS_PAGE (self));

  gtk_drop_down_set_selected (self->period_drop_down, period);
}

/**
 * velo_statistics_page_get_showing:
 * @self: a page
 *
 * Returns: "loading", "counts", "nothing" or "error"
 */
const char *
velo_statistics_page_get_showing (VeloStatisticsPage *self)
{
  g_return_val_if_fail (VELO_IS_STATISTICS_PAGE (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * velo_statistics_page_get_months:
 * @self: a page
 *
 * Returns: (transfer none) (nullable) (element-type VeloSalesCount): what is shown, by month
 */
GPtrArray *
velo_statistics_page_get_months (VeloStatisticsPage *self)
{
  g_return_val_if_fail (VELO_IS_STATISTICS_PAGE (self), NULL);

  return self->months;
}
