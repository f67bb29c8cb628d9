/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tasks in the order in which they are due, and what the desk does about each of them. */

#define G_LOG_DOMAIN "velo-claims-task-list"

#include "config.h"

#include "velo-claims-task-list.h"

#include <glib/gi18n.h>

#include "velo-claims-ask.h"
#include "velo-claims-later.h"
#include "velo-claims-row.h"
#include "velo-claims-text.h"
#include "velo-date.h"
#include "velo-notice.h"
#include "velo-value-row.h"

/* From here on the time is shown in colour, besides being told in words. */
#define SOON (30 * G_TIME_SPAN_MINUTE)

/* Callbacks hold a reference to the list and look whether it is disposed. */
struct _VeloClaimsTaskList
{
  AdwBin parent_instance;

  VeloNotice *notice; /* (borrowed) */
  GtkListBox *list;   /* (borrowed) */

  VeloClaimsClient *client; /* (owned) (nullable) */
  GPtrArray *tasks;         /* (owned) (nullable) (element-type VeloCallTask): open ones by due time */
  GPtrArray *claims;        /* (owned) (nullable) (element-type VeloClaim) */
  VeloCallTask *asked;      /* (owned) (nullable): about which something is asked */
  VeloClaimsTaskGroup group;
  guint n_shown;
  gboolean may_open;
  gboolean disposed;
};

G_DEFINE_FINAL_TYPE (VeloClaimsTaskList, velo_claims_task_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWindow *
get_window (VeloClaimsTaskList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static VeloClaim *
find_claim (VeloClaimsTaskList *self,
            VeloCallTask       *task)
{
  for (guint i = 0; self->claims != NULL && i < self->claims->len; i++)
    if (g_strcmp0 (velo_claim_get_id (g_ptr_array_index (self->claims, i)), velo_call_task_get_claim_id (task)) == 0)
      return g_ptr_array_index (self->claims, i);
  return NULL;
}

/* What was done */

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(VeloClaimsTaskList) self = user_data;
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;

  answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  if (self->disposed)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), TRUE);
  if (answer == NULL)
    {
      g_autofree char *text = velo_claims_text_dup_error (error);

      velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
    }
  else
    velo_notice_hide (self->notice);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The call to a customer who declined moves the claim on; every other task ends by itself alone. */
static void
end_task (VeloClaimsTaskList *self,
          const char         *outcome)
{
  VeloClaim *claim = find_claim (self, self->asked);

  gtk_widget_set_sensitive (GTK_WIDGET (self->list), FALSE);
  if (velo_call_task_get_kind (self->asked) == VELO_TASK_KIND_CALL_BACK && claim != NULL
      && velo_claim_get_state (claim) == VELO_CLAIM_STATE_DECLINED)
    velo_claims_client_act_async (self->client, claim, VELO_CLAIMS_ACT_CALL_BACK, outcome, NULL, done_cb,
                                  g_object_ref (self));
  else
    velo_claims_client_end_task_async (self->client, velo_call_task_get_id (self->asked), outcome, NULL, done_cb,
                                       g_object_ref (self));
}

static void
outcome_asked_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(VeloClaimsTaskList) self = user_data;
  g_autofree char *outcome = velo_claims_ask_finish (result, NULL);

  if (!self->disposed && outcome != NULL && self->client != NULL)
    end_task (self, outcome);
}

static void
later_asked_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(VeloClaimsTaskList) self = user_data;
  g_autofree char *note = NULL;
  gint64 until = velo_claims_later_finish (result, &note, NULL);

  if (self->disposed || until == 0 || self->client == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), FALSE);
  velo_claims_client_postpone_task_async (self->client, velo_call_task_get_id (self->asked), until, note, NULL,
                                          done_cb, g_object_ref (self));
}

static void
take_task (VeloClaimsTaskList *self,
           GtkWidget          *button)
{
  g_set_object (&self->asked, g_object_get_data (G_OBJECT (button), "task"));
}

static VeloClaimsTaskGroup
get_group (VeloTaskKind kind)
{
  switch (kind)
    {
    case VELO_TASK_KIND_RELEASE:
    case VELO_TASK_KIND_PAYOUT_RETURNED:
      return VELO_CLAIMS_TASK_GROUP_PAYOUTS;
    case VELO_TASK_KIND_CALCULATE:
    case VELO_TASK_KIND_DECIDE:
      return VELO_CLAIMS_TASK_GROUP_CALCULATIONS;
    case VELO_TASK_KIND_OFFER_SERVICE:
    case VELO_TASK_KIND_CALL_BACK:
    case VELO_TASK_KIND_LOCKED_OUT:
    case VELO_TASK_KIND_MESSAGE_FAILED:
    case VELO_TASK_KIND_UNTOUCHED:
    default:
      return VELO_CLAIMS_TASK_GROUP_CALLS;
    }
}

static gboolean
is_call (VeloCallTask *task)
{
  return get_group (velo_call_task_get_kind (task)) == VELO_CLAIMS_TASK_GROUP_CALLS
    || velo_call_task_get_kind (task) == VELO_TASK_KIND_PAYOUT_RETURNED;
}

static void
done_clicked_cb (VeloClaimsTaskList *self,
                 GtkWidget          *button)
{
  take_task (self, button);
  velo_claims_ask_async (get_window (self), is_call (self->asked) ? _("What came of the call?") : _("What came of it?"),
                         _("One sentence for the journal of this claim."), _("_Record"), NULL, outcome_asked_cb,
                         g_object_ref (self));
}

static void
later_clicked_cb (VeloClaimsTaskList *self,
                  GtkWidget          *button)
{
  take_task (self, button);
  velo_claims_later_async (get_window (self), is_call (self->asked) ? _("Nobody reached?") : _("Do this later?"),
                           is_call (self->asked) ? _("Not reached") : "", NULL, later_asked_cb, g_object_ref (self));
}

/* The rows */

static void
append_button (VeloClaimsTaskList *self,
               GtkWidget          *box,
               VeloCallTask       *task,
               const char         *label,
               GCallback           callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "task", g_object_ref (task), g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  velo_claims_text_get_task (velo_call_task_get_kind (task)), -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

/* Releasing, deciding and calculating end by being done, on the page of the claim; what the customer was
 * promised is not put off. */
static GtkWidget *
make_buttons (VeloClaimsTaskList *self,
              VeloCallTask       *task)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (is_call (task))
    {
      append_button (self, box, task, _("Reached…"), G_CALLBACK (done_clicked_cb));
      append_button (self, box, task, _("Not Reached…"), G_CALLBACK (later_clicked_cb));
    }
  else if (velo_call_task_get_kind (task) != VELO_TASK_KIND_CALCULATE
           && velo_claims_client_get_role (self->client) == VELO_CLAIM_ACTOR_DESK)
    append_button (self, box, task, _("Later…"), G_CALLBACK (later_clicked_cb));
  gtk_widget_set_visible (box, gtk_widget_get_first_child (box) != NULL);
  return box;
}

static const char *
get_due_style (VeloCallTask *task,
               gint64        now)
{
  if (velo_call_task_get_due (task) < now)
    return "error";
  return velo_call_task_get_due (task) < now + SOON ? "warning" : "dim-label";
}

static void
append_about (GtkWidget *box,
              VeloClaim *claim)
{
  g_autofree char *text = g_strdup_printf ("%s · %s · %s", velo_claim_get_number (claim), velo_claim_get_plate (claim),
                                           velo_claim_get_customer_name (claim));

  gtk_box_append (GTK_BOX (box), velo_claims_row_new_label (text, NULL));
}

static void
append_phone (GtkWidget *box,
              VeloClaim *claim)
{
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (claim == NULL || *velo_claim_get_phone (claim) == '\0')
    return;
  /* Translators: a telephone number to be called */
  text = g_strdup_printf (_("Phone %s"), velo_claim_get_phone (claim));
  label = velo_claims_row_new_label (text, "heading");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
make_head (const char *words,
           gboolean    may_open)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = velo_claims_row_new_label (words, "heading");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), label);
  if (may_open)
    gtk_box_append (GTK_BOX (head), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  return head;
}

static GtkWidget *
make_row (VeloClaimsTaskList *self,
          VeloCallTask       *task)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *row = velo_claims_row_new (box);
  VeloClaim *claim = find_claim (self, task);
  gint64 now = velo_time_now ();
  g_autofree char *until = velo_claims_text_dup_until (velo_call_task_get_due (task), now);
  g_autofree char *due = g_strdup_printf (_("Due by %s"), until);
  g_autofree char *note = velo_claims_text_dup_note (task);
  g_autofree char *spoken = NULL;
  const char *words = velo_claims_text_get_task (velo_call_task_get_kind (task));

  gtk_box_append (GTK_BOX (box), make_head (words, self->may_open));
  gtk_box_append (GTK_BOX (box), velo_claims_row_new_label (due, get_due_style (task, now)));
  if (claim != NULL && self->may_open)
    append_about (box, claim);
  if (is_call (task))
    append_phone (box, claim);
  if (*note != '\0')
    gtk_box_append (GTK_BOX (box), velo_claims_row_new_label (note, "dim-label"));
  gtk_box_append (GTK_BOX (box), make_buttons (self, task));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), self->may_open);
  gtk_widget_set_focusable (row, self->may_open);
  spoken = claim != NULL && self->may_open
             ? g_strdup_printf ("%s, %s, %s, %s", words, due, velo_claim_get_number (claim),
                                velo_claim_get_customer_name (claim))
             : g_strdup_printf ("%s, %s", words, due);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "claim", g_strdup (velo_call_task_get_claim_id (task)), g_free);
  return row;
}

static void
fill (VeloClaimsTaskList *self)
{
  velo_value_row_clear (self->list);
  self->n_shown = 0;
  for (guint i = 0; self->tasks != NULL && i < self->tasks->len; i++)
    {
      VeloCallTask *task = g_ptr_array_index (self->tasks, i);

      if (self->group != VELO_CLAIMS_TASK_GROUP_ALL
          && get_group (velo_call_task_get_kind (task)) != self->group)
        continue;
      gtk_list_box_append (self->list, make_row (self, task));
      self->n_shown++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->n_shown > 0);
}

static void
activated_cb (VeloClaimsTaskList *self,
              GtkListBoxRow      *row)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, g_object_get_data (G_OBJECT (row), "claim"));
}

static void
velo_claims_task_list_dispose (GObject *object)
{
  VeloClaimsTaskList *self = VELO_CLAIMS_TASK_LIST (object);

  self->disposed = TRUE;
  g_clear_object (&self->client);
  g_clear_object (&self->asked);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->claims, g_ptr_array_unref);

  G_OBJECT_CLASS (velo_claims_task_list_parent_class)->dispose (object);
}

static void
velo_claims_task_list_class_init (VeloClaimsTaskListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = velo_claims_task_list_dispose;

  /**
   * VeloClaimsTaskList::changed:
   *
   * A task was done or put off, or somebody else was faster: what is shown is old.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", VELO_TYPE_CLAIMS_TASK_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  /**
   * VeloClaimsTaskList::open:
   * @claim_id: identity of a claim
   *
   * The claim of a task is wanted.
   */
  signals[SIGNAL_OPEN] = g_signal_new ("open", VELO_TYPE_CLAIMS_TASK_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
velo_claims_task_list_init (VeloClaimsTaskList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->notice = VELO_NOTICE (velo_notice_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("To do"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->notice));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), box);
}

static int
compare_due (gconstpointer a,
             gconstpointer b)
{
  gint64 first = velo_call_task_get_due (*(VeloCallTask *const *) a);
  gint64 second = velo_call_task_get_due (*(VeloCallTask *const *) b);

  return (first > second) - (first < second);
}

/**
 * velo_claims_task_list_show:
 * @self: a list
 * @client: signed in
 * @tasks: (nullable) (element-type VeloCallTask): what there is; what is done is left out
 * @claims: (nullable) (element-type VeloClaim): the claims of these
 * @may_open: whether a task names its claim and leads to it
 */
void
velo_claims_task_list_show (VeloClaimsTaskList *self,
                            VeloClaimsClient   *client,
                            GPtrArray          *tasks,
                            GPtrArray          *claims,
                            gboolean            may_open)
{
  g_return_if_fail (VELO_IS_CLAIMS_TASK_LIST (self));

  g_set_object (&self->client, client);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->claims, g_ptr_array_unref);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    if (velo_call_task_get_done (g_ptr_array_index (tasks, i)) == 0)
      g_ptr_array_add (self->tasks, g_object_ref (g_ptr_array_index (tasks, i)));
  g_ptr_array_sort (self->tasks, compare_due);
  self->claims = claims != NULL ? g_ptr_array_ref (claims) : NULL;
  self->may_open = may_open;
  fill (self);
}

/**
 * velo_claims_task_list_filter:
 * @self: a list
 * @group: what is shown of the tasks
 */
void
velo_claims_task_list_filter (VeloClaimsTaskList  *self,
                              VeloClaimsTaskGroup  group)
{
  g_return_if_fail (VELO_IS_CLAIMS_TASK_LIST (self));

  self->group = group;
  fill (self);
}

/**
 * velo_claims_task_list_get_shown:
 * @self: a list
 *
 * Returns: how many tasks are shown
 */
guint
velo_claims_task_list_get_shown (VeloClaimsTaskList *self)
{
  g_return_val_if_fail (VELO_IS_CLAIMS_TASK_LIST (self), 0);

  return self->n_shown;
}
