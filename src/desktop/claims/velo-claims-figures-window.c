/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long customers wait for an offer, now and in each month, and how often the promised time was kept. */

#define G_LOG_DOMAIN "velo-claims-figures-window"

#include "config.h"

#include "velo-claims-figures-window.h"

#include <glib/gi18n.h>

#include "velo-claims-text.h"
#include "velo-clock.h"
#include "velo-date.h"
#include "velo-notice.h"
#include "velo-statistics-period.h"
#include "velo-value-row.h"

/* Ten years: a clock that went wrong must not fill the list. */
#define MAX_MONTHS 120

struct _VeloClaimsFiguresWindow
{
  AdwWindow parent_instance;

  VeloNotice *notice;
  GtkStack *stack;
  GtkListBox *now_list;
  AdwComboRow *month_row;
  GtkListBox *month_list;
  GtkWidget *retry_button;

  VeloClaimsClient *client;  /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of what is asked for */
  GPtrArray *months;         /* (owned) (element-type utf8): "2026-11", in the order of the list, after the newest offers */
  gboolean filling;
  gboolean disposed;
};

G_DEFINE_FINAL_TYPE (VeloClaimsFiguresWindow, velo_claims_figures_window, ADW_TYPE_WINDOW)

/* Service time. */
static char *
format_minutes (guint minutes)
{
  if (minutes < 60)
    return g_strdup_printf (_("%u min"), minutes);
  /* Translators: hours and minutes, "2 h 05 min" */
  return g_strdup_printf (_("%u h %02u min"), minutes / 60, minutes % 60);
}

static void
append_times (GtkListBox *list,
              const char *title,
              guint       median,
              guint       ninety)
{
  g_autofree char *half = format_minutes (median);
  g_autofree char *most = format_minutes (ninety);
  /* Translators: two times, of the median and the 90th percentile */
  g_autofree char *text = g_strdup_printf (_("half of them within %s, nine of ten within %s"), half, most);

  velo_value_row_append (list, title, text);
}

static void
show_measured (VeloClaimsFiguresWindow  *self,
               const VeloClaimsMeasured *measured)
{
  g_autofree char *number = g_strdup_printf ("%u", measured->n);
  g_autofree char *kept = NULL;

  velo_value_row_clear (self->month_list);
  velo_value_row_append (self->month_list, _("Offers"), number);
  if (measured->n == 0)
    return;
  /* Translators: so many of so many, and in percent */
  kept = g_strdup_printf (_("%u of %u (%u %%)"), measured->n_kept, measured->n,
                          (guint) ((measured->n_kept * G_GUINT64_CONSTANT (100) + measured->n / 2) / measured->n));
  velo_value_row_append (self->month_list, _("Made within the promised time"), kept);
  append_times (self->month_list, _("From the last photo to the offer"), measured->waited_median, measured->waited_90);
  append_times (self->month_list, _("The assessor's part of it"), measured->worked_median, measured->worked_90);
}

static void
show_now (VeloClaimsFiguresWindow *self,
          const VeloClaimsFigures *figures)
{
  g_autofree char *waiting = g_strdup_printf (ngettext ("%u claim", "%u claims", figures->n_waiting), figures->n_waiting);
  g_autofree char *promise = format_minutes (figures->promise);
  /* Translators: a time */
  g_autofree char *text = g_strdup_printf (_("an offer within %s"), promise);

  velo_value_row_clear (self->now_list);
  velo_value_row_append (self->now_list, _("Wait for an offer"), waiting);
  velo_value_row_append (self->now_list, _("The next customer is promised"), text);
}

/* From this month back to that of the first offer; what is chosen stays so. */
static void
fill_months (VeloClaimsFiguresWindow *self,
             gint64                   first)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GDateTime) start = velo_clock_read (first);
  g_autoptr(GDateTime) month = velo_clock_read (velo_time_now ());
  g_autofree char *earliest = first > 0 && start != NULL ? g_date_time_format (start, "%Y-%m") : NULL;

  gtk_string_list_append (names, _("The newest offers"));
  while (earliest != NULL && self->months->len < MAX_MONTHS)
    {
      g_autoptr(GDateTime) now = g_steal_pointer (&month);
      g_autofree char *text = g_date_time_format (now, "%Y-%m");
      g_autofree char *name = NULL;

      if (g_strcmp0 (text, earliest) < 0)
        break;
      name = velo_statistics_period_dup_month (text, FALSE);
      gtk_string_list_append (names, name);
      g_ptr_array_add (self->months, g_steal_pointer (&text));
      month = g_date_time_add_full (now, 0, -1, 1 - g_date_time_get_day_of_month (now), 0, 0, 0);
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->month_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->month_row, 0);
  self->filling = FALSE;
}

static void
told_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(VeloClaimsFiguresWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  g_autofree char *text = NULL;

  if (self->disposed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL || answer->figures == NULL)
    {
      text = error != NULL ? velo_claims_text_dup_error (error)
                           : g_strdup (_("The claims service does not tell any figures."));
      velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
      velo_value_row_clear (self->month_list);
      gtk_stack_set_visible_child_name (self->stack, "figures");
      gtk_widget_set_visible (self->retry_button, TRUE);
      return;
    }
  velo_notice_hide (self->notice);
  gtk_widget_set_visible (self->retry_button, FALSE);
  show_now (self, answer->figures);
  if (adw_combo_row_get_model (self->month_row) == NULL)
    fill_months (self, answer->figures->first);
  show_measured (self, answer->figures->has_month ? &answer->figures->month : &answer->figures->newest);
  gtk_stack_set_visible_child_name (self->stack, "figures");
}

static void
load (VeloClaimsFiguresWindow *self)
{
  guint selected = adw_combo_row_get_model (self->month_row) != NULL ? adw_combo_row_get_selected (self->month_row) : 0;
  const char *month = selected > 0 && selected <= self->months->len ? g_ptr_array_index (self->months, selected - 1)
                                                                    : NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  velo_claims_client_figures_async (self->client, month, self->cancellable, told_cb, g_object_ref (self));
}

static void
on_month_cb (VeloClaimsFiguresWindow *self)
{
  if (!self->filling && self->client != NULL)
    load (self);
}

static void
on_retry_cb (VeloClaimsFiguresWindow *self)
{
  load (self);
}

static void
velo_claims_figures_window_dispose (GObject *object)
{
  VeloClaimsFiguresWindow *self = VELO_CLAIMS_FIGURES_WINDOW (object);

  self->disposed = TRUE;
  self->filling = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  adw_window_set_content (ADW_WINDOW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_CLAIMS_FIGURES_WINDOW);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (velo_claims_figures_window_parent_class)->dispose (object);
}

static void
velo_claims_figures_window_finalize (GObject *object)
{
  g_ptr_array_unref (VELO_CLAIMS_FIGURES_WINDOW (object)->months);

  G_OBJECT_CLASS (velo_claims_figures_window_parent_class)->finalize (object);
}

#define BIND(CHILD) gtk_widget_class_bind_template_child (widget_class, VeloClaimsFiguresWindow, CHILD)

static void
velo_claims_figures_window_class_init (VeloClaimsFiguresWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_claims_figures_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_claims_figures_window_finalize;

  g_type_ensure (VELO_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/claims/velo-claims-figures-window.ui");
  BIND (notice);
  BIND (stack);
  BIND (now_list);
  BIND (month_row);
  BIND (month_list);
  BIND (retry_button);
  gtk_widget_class_bind_template_callback (widget_class, on_month_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
}

static void
velo_claims_figures_window_init (VeloClaimsFiguresWindow *self)
{
  self->months = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_claims_figures_window_new:
 * @parent: (nullable): window below
 * @client: signed in as desk or assessor
 *
 * Returns: (transfer none): the window, loading, not shown yet
 */
GtkWindow *
velo_claims_figures_window_new (GtkWindow        *parent,
                                VeloClaimsClient *client)
{
  VeloClaimsFiguresWindow *self = g_object_new (VELO_TYPE_CLAIMS_FIGURES_WINDOW, "transient-for", parent, NULL);

  self->client = g_object_ref (client);
  load (self);
  return GTK_WINDOW (self);
}
