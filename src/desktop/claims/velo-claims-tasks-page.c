/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen of all tasks: by due time, of one kind or all, one click away from the claim. */

#define G_LOG_DOMAIN "velo-claims-tasks-page"

#include "config.h"

#include "velo-claims-tasks-page.h"

#include <glib/gi18n.h>

#include "velo-claims-task-list.h"
#include "velo-date.h"

struct _VeloClaimsTasksPage
{
  AdwBin parent_instance;

  GtkWidget *back_button;
  GtkDropDown *kind_drop_down;
  GtkLabel *count_label;
  GtkStack *stack;
  VeloClaimsTaskList *list;

  guint n_open;
  guint n_overdue;
};

G_DEFINE_FINAL_TYPE (VeloClaimsTasksPage, velo_claims_tasks_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_BACK,
  SIGNAL_CHANGED,
  SIGNAL_OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (VeloClaimsTasksPage *self)
{
  g_autofree char *open = g_strdup_printf (ngettext ("%u task", "%u tasks", self->n_open), self->n_open);
  g_autofree char *overdue = g_strdup_printf (ngettext ("%u overdue", "%u overdue", self->n_overdue), self->n_overdue);
  g_autofree char *text = self->n_overdue > 0 ? g_strdup_printf ("%s, %s", open, overdue) : g_strdup (open);

  gtk_label_set_label (self->count_label, text);
  if (self->n_overdue > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->count_label), "error");
  gtk_stack_set_visible_child_name (self->stack, velo_claims_task_list_get_shown (self->list) > 0 ? "list" : "empty");
}

static void
on_kind_cb (VeloClaimsTasksPage *self)
{
  velo_claims_task_list_filter (self->list, (VeloClaimsTaskGroup) gtk_drop_down_get_selected (self->kind_drop_down));
  update (self);
}

static void
on_back_cb (VeloClaimsTasksPage *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
on_changed_cb (VeloClaimsTasksPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_open_cb (VeloClaimsTasksPage *self,
            const char          *claim_id)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, claim_id);
}

static void
velo_claims_tasks_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_CLAIMS_TASKS_PAGE);

  G_OBJECT_CLASS (velo_claims_tasks_page_parent_class)->dispose (object);
}

static void
velo_claims_tasks_page_class_init (VeloClaimsTasksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_claims_tasks_page_dispose;

  /**
   * VeloClaimsTasksPage::back:
   *
   * The list of claims is wanted.
   */
  signals[SIGNAL_BACK] = g_signal_new ("back", VELO_TYPE_CLAIMS_TASKS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
  /**
   * VeloClaimsTasksPage::changed:
   *
   * Something was done: what is shown is old.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", VELO_TYPE_CLAIMS_TASKS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  /**
   * VeloClaimsTasksPage::open:
   * @claim_id: identity of a claim
   *
   * The claim of a task is wanted.
   */
  signals[SIGNAL_OPEN] = g_signal_new ("open", VELO_TYPE_CLAIMS_TASKS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (VELO_TYPE_CLAIMS_TASK_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/claims/velo-claims-tasks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloClaimsTasksPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimsTasksPage, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimsTasksPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimsTasksPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimsTasksPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_cb);
}

static void
velo_claims_tasks_page_init (VeloClaimsTasksPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_claims_tasks_page_show:
 * @self: a page
 * @client: signed in
 * @tasks: (element-type VeloCallTask): what is open
 * @claims: (nullable) (element-type VeloClaim): the claims of these
 */
void
velo_claims_tasks_page_show (VeloClaimsTasksPage *self,
                             VeloClaimsClient    *client,
                             GPtrArray           *tasks,
                             GPtrArray           *claims)
{
  gint64 now = velo_time_now ();

  g_return_if_fail (VELO_IS_CLAIMS_TASKS_PAGE (self));
  g_return_if_fail (tasks != NULL);

  self->n_open = tasks->len;
  self->n_overdue = 0;
  for (guint i = 0; i < tasks->len; i++)
    self->n_overdue += velo_call_task_get_due (g_ptr_array_index (tasks, i)) < now;
  velo_claims_task_list_show (self->list, client, tasks, claims, TRUE);
  update (self);
}

/**
 * velo_claims_tasks_page_set_folded:
 * @self: a page
 * @folded: whether the list of claims is hidden behind it
 */
void
velo_claims_tasks_page_set_folded (VeloClaimsTasksPage *self,
                                   gboolean             folded)
{
  g_return_if_fail (VELO_IS_CLAIMS_TASKS_PAGE (self));

  gtk_widget_set_visible (self->back_button, folded);
}
