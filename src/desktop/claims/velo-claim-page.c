/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a claim: what is known, the next step as one large button, and what happened. */

#define G_LOG_DOMAIN "velo-claim-page"

#include "config.h"

#include "velo-claim-page-private.h"

#include <glib/gi18n.h>

#include "velo-claim-derivation.h"
#include "velo-claims-play.h"
#include "velo-claims-sheet.h"
#include "velo-claims-text.h"
#include "velo-date.h"

#define FOLLOW_SECONDS 10

G_DEFINE_FINAL_TYPE (VeloClaimPage, velo_claim_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_BACK,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

GtkWindow *
velo_claim_page_get_window (VeloClaimPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* The service tells the file only once: it is kept until it is saved, whatever is looked at. */
GBytes *
velo_claim_page_get_bank_file (VeloClaimPage *self)
{
  return self->claim != NULL ? g_hash_table_lookup (self->bank_files, velo_claim_get_id (self->claim)) : NULL;
}

/* A button that cannot be pressed loses the focus; who goes from step to step by keys finds it on the next one. */
static void
keep_focus (VeloClaimPage *self,
            gboolean       busy)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean wanted = self->focus_next;
  gboolean taken = self->focus_taken;

  if (busy)
    {
      self->focus_next |= gtk_widget_has_focus (GTK_WIDGET (self->next_button))
                          || (root != NULL && gtk_root_get_focus (root) == GTK_WIDGET (self->next_button));
      return;
    }
  self->focus_next = FALSE;
  self->focus_taken = FALSE;
  if (root != NULL && velo_claim_page_is_due (self) && (taken || (wanted && gtk_root_get_focus (root) == NULL)))
    gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
}

void
velo_claim_page_set_busy (VeloClaimPage *self,
                          gboolean       busy)
{
  if (busy)
    keep_focus (self, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), !busy);
  gtk_widget_set_sensitive (self->edit_button, !busy);
  gtk_widget_set_sensitive (self->close_button, !busy);
  if (!busy)
    keep_focus (self, FALSE);
}

void
velo_claim_page_show_error (VeloClaimPage *self,
                            const GError  *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = velo_claims_text_dup_error (error);
  velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
}

void
velo_claim_page_show_step (VeloClaimPage *self)
{
  VeloClaimActor role = velo_claims_client_get_role (self->client);
  VeloClaimState state = velo_claim_get_state (self->claim);
  g_autofree char *whom = NULL;
  g_autofree char *help = NULL;

  self->step = velo_claim_step_get (self->claim, role, self->desk_decides && !self->approved);
  if (velo_claim_page_get_bank_file (self) != NULL)
    {
      self->step.label = _("Save _File for the Bank…");
      self->step.help = _("The payout is released. The bank pays when it has the file.");
    }
  else if (self->released && state == VELO_CLAIM_STATE_ACCEPTED)
    {
      self->step.label = NULL;
      self->step.help = _("You have released it; a second person has to as well.");
    }
  else if (self->returned && state == VELO_CLAIM_STATE_PAID)
    self->step.help = _("The bank has sent the money back. Please clear the account with the customer.");
  if (self->training != NULL && self->step.label == NULL)
    whom = velo_claims_play_dup_whom (state, role, self->released);
  if (state == VELO_CLAIM_STATE_UNSUITABLE && self->reason != NULL)
    help = g_strdup_printf ("%s\n%s", self->reason, self->step.help);
  else if (state == VELO_CLAIM_STATE_REPORTED && role == VELO_CLAIM_ACTOR_DESK)
    {
      g_autofree char *entered = velo_claim_step_dup_suitability (self->claim);

      help = g_strdup_printf ("%s\n%s", self->step.help, entered);
    }
  else if (whom != NULL)
    help = g_strdup_printf ("%s\n%s", self->step.help, whom);
  /* who waits for the customer is not asked to make the link useless */
  if (state == VELO_CLAIM_STATE_INVITED || state == VELO_CLAIM_STATE_UNSUITABLE)
    gtk_widget_remove_css_class (GTK_WIDGET (self->next_button), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->next_button), "suggested-action");
  gtk_label_set_label (self->next_label, help != NULL ? help : self->step.help);
  gtk_button_set_label (self->next_button, self->step.label != NULL ? self->step.label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), self->step.label != NULL);
  gtk_widget_set_visible (self->edit_button, velo_claim_step_may_edit (self->claim, role));
  gtk_widget_set_visible (self->close_button, velo_claim_step_may_close (self->claim, role));
  velo_claim_page_show_play (self);
  velo_claim_page_set_busy (self, FALSE);
  velo_claim_page_show_tabs (self);
}

static void
show_claim (VeloClaimPage *self)
{
  g_autofree char *title = NULL;
  g_autofree char *clock = velo_claims_text_dup_clock (self->claim, velo_time_now ());

  title = g_strdup_printf ("%s · %s", velo_claim_get_number (self->claim), velo_claim_get_plate (self->claim));
  gtk_label_set_label (self->title_label, title);
  adw_bin_set_child (self->pill_bin, velo_claims_text_pill_new (velo_claim_get_state (self->claim)));
  title = (g_free (title), g_strdup_printf ("%s%s%s", velo_claims_text_get_kind (velo_claim_get_kind (self->claim)),
                                            *clock != '\0' ? " · " : "", clock));
  gtk_label_set_label (self->clock_label, title);
  velo_claims_sheet_fill_overview (self->overview_list, self->claim);
  velo_claim_page_show_step (self);
  gtk_stack_set_visible_child_name (self->stack, "claim");
}

static void load (VeloClaimPage *self,
                  const char    *id);

/**
 * velo_claim_page_reload:
 * @self: a page
 *
 * Something was done, or somebody else was faster: both are shown as they are now. A page without a
 * claim, because another one is about to be shown, has nothing to read again.
 */
void
velo_claim_page_reload (VeloClaimPage *self)
{
  /* what a window has begun, such as filing a paper, may end after the page has turned away */
  if (self->claim != NULL)
    {
      g_autofree char *id = g_strdup (velo_claim_get_id (self->claim));

      load (self, id);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Why it is not suitable stands in the journal; the newest answer counts. */
static void
note_reason (VeloClaimPage *self,
             GPtrArray     *entries)
{
  VeloClaimState state;

  g_clear_pointer (&self->reason, g_free);
  for (guint i = entries != NULL ? entries->len : 0; i > 0 && self->reason == NULL; i--)
    {
      VeloClaimEntry *entry = g_ptr_array_index (entries, i - 1);

      if (velo_claim_state_from_nick (velo_claim_entry_get_to_state (entry), &state)
          && state == VELO_CLAIM_STATE_UNSUITABLE)
        self->reason = velo_claims_text_dup_reason (velo_claim_entry_get_reason (entry));
    }
  if (self->reason != NULL && *self->reason == '\0')
    g_clear_pointer (&self->reason, g_free);
}

/* Tasks */

/* The desk has agreed, and nothing has been asked of it since. */
static gboolean
is_approved (GPtrArray *entries,
             GPtrArray *tasks)
{
  gboolean approved = FALSE;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    approved |= g_strcmp0 (velo_claim_entry_get_what (g_ptr_array_index (entries, i)), "approved") == 0;
  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    if (velo_call_task_get_kind (g_ptr_array_index (tasks, i)) == VELO_TASK_KIND_DECIDE
        && velo_call_task_get_done (g_ptr_array_index (tasks, i)) == 0)
      return FALSE;
  return approved;
}

/* An assessor has nothing to do with calls and payouts. */
static void
show_tasks (VeloClaimPage *self,
            GPtrArray     *tasks)
{
  gboolean assessor = velo_claims_client_get_role (self->client) == VELO_CLAIM_ACTOR_ASSESSOR;
  g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func (g_object_unref);

  self->returned = FALSE;
  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    self->returned |= velo_call_task_get_kind (g_ptr_array_index (tasks, i)) == VELO_TASK_KIND_PAYOUT_RETURNED;
  g_ptr_array_add (claims, g_object_ref (self->claim));
  velo_claims_task_list_filter (self->tasks_list, assessor ? VELO_CLAIMS_TASK_GROUP_CALCULATIONS
                                                           : VELO_CLAIMS_TASK_GROUP_ALL);
  velo_claims_task_list_show (self->tasks_list, self->client, tasks, claims, FALSE);
  gtk_widget_set_visible (self->tasks_group, velo_claims_task_list_get_shown (self->tasks_list) > 0);
}

/* Loading */

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloClaimPage) self = user_data;
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;

  answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  if (self->disposed)
    return;
  if (answer == NULL || answer->claim == NULL)
    {
      if (error != NULL)
        velo_claim_page_show_error (self, error);
      return;
    }
  g_set_object (&self->claim, answer->claim);
  self->n_entries = answer->entries != NULL ? answer->entries->len : 0;
  self->n_tasks = answer->tasks != NULL ? answer->tasks->len : 0;
  note_reason (self, answer->entries);
  self->approved = is_approved (answer->entries, answer->tasks);
  show_tasks (self, answer->tasks);
  show_claim (self);
  velo_claims_sheet_fill_contacts (self->contacts_list, answer->entries);
  velo_claim_page_load_parts (self);
}

static void
load (VeloClaimPage *self,
      const char    *id)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->desk_decides = FALSE;
  self->released = FALSE;
  self->unfiled = FALSE;
  gtk_widget_set_sensitive (self->derivation_button, TRUE);
  self->asks_release = FALSE;
  g_clear_pointer (&self->paying, velo_claims_answer_free);
  if (g_strcmp0 (self->id, id) != 0)
    {
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
      velo_claim_page_clear_tabs (self);
      g_clear_pointer (&self->opened, g_free);
      g_free (self->id);
      self->id = g_strdup (id);
    }
  velo_claims_client_get_async (self->client, id, self->cancellable, loaded_cb, g_object_ref (self));
}

/* Nothing is read anew under the hands of somebody who has just pressed a button. */
static gboolean
may_follow (VeloClaimPage *self)
{
  return !self->disposed && self->claim != NULL && self->saving == NULL
    && gtk_widget_get_sensitive (GTK_WIDGET (self->next_button));
}

static gboolean
is_shown (VeloClaimPage          *self,
          const VeloClaimsAnswer *answer)
{
  return velo_claim_get_revision (answer->claim) == velo_claim_get_revision (self->claim)
    && (answer->entries != NULL ? answer->entries->len : 0) == self->n_entries
    && (answer->tasks != NULL ? answer->tasks->len : 0) == self->n_tasks;
}

static void
followed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloClaimPage) self = user_data;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, NULL);

  /* that the service is away the list says */
  if (answer == NULL || answer->claim == NULL || !may_follow (self)
      || g_strcmp0 (velo_claim_get_id (answer->claim), self->id) != 0)
    return;
  if (is_shown (self, answer))
    {
      /* a code that the customer asks for leaves the claim as it is */
      velo_claim_page_load_messages (self);
      return;
    }
  velo_claim_page_reload (self);
}

/**
 * velo_claim_page_follow:
 * @self: a page
 *
 * Asks whether the customer, the bank or a colleague has gone on with the claim, and if so shows it
 * as it is now. Happens every ten seconds while the page is seen.
 */
void
velo_claim_page_follow (VeloClaimPage *self)
{
  g_return_if_fail (VELO_IS_CLAIM_PAGE (self));

  if (may_follow (self))
    velo_claims_client_get_async (self->client, self->id, self->cancellable, followed_cb, g_object_ref (self));
}

static gboolean
follow_cb (gpointer user_data)
{
  velo_claim_page_follow (user_data);
  return G_SOURCE_CONTINUE;
}

/* The offer was made, and then something went wrong: it is made up for by whoever looks at it. */
static void
derivation_filed_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VeloClaimPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) pdf = velo_claim_derivation_file_finish (result, &error);

  if (self->disposed)
    return;
  gtk_widget_set_sensitive (self->derivation_button, TRUE);
  if (pdf == NULL)
    {
      velo_claim_page_show_error (self, error);
      return;
    }
  velo_notice_hide (self->notice);
  velo_claim_page_reload (self);
  velo_claim_derivation_present (velo_claim_page_get_window (self), self->client, self->claim);
}

static void
on_derivation_cb (VeloClaimPage *self)
{
  if (self->claim != NULL && self->unfiled)
    {
      gtk_widget_set_sensitive (self->derivation_button, FALSE);
      velo_claim_derivation_file_async (self->client, self->claim, self->cancellable, derivation_filed_cb,
                                        g_object_ref (self));
    }
  else if (self->claim != NULL)
    velo_claim_derivation_present (velo_claim_page_get_window (self), self->client, self->claim);
}

static void
on_back_cb (VeloClaimPage *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
velo_claim_page_map (GtkWidget *widget)
{
  VeloClaimPage *self = VELO_CLAIM_PAGE (widget);

  GTK_WIDGET_CLASS (velo_claim_page_parent_class)->map (widget);
  if (self->follow_id == 0)
    self->follow_id = g_timeout_add_seconds (FOLLOW_SECONDS, follow_cb, self);
}

static void
velo_claim_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&VELO_CLAIM_PAGE (widget)->follow_id, g_source_remove);

  GTK_WIDGET_CLASS (velo_claim_page_parent_class)->unmap (widget);
}

static void
velo_claim_page_dispose (GObject *object)
{
  VeloClaimPage *self = VELO_CLAIM_PAGE (object);

  self->disposed = TRUE;
  g_cancellable_cancel (self->cancellable);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_CLAIM_PAGE);
  g_clear_object (&self->client);
  g_clear_object (&self->claim);
  g_clear_object (&self->training);

  G_OBJECT_CLASS (velo_claim_page_parent_class)->dispose (object);
}

static void
velo_claim_page_finalize (GObject *object)
{
  VeloClaimPage *self = VELO_CLAIM_PAGE (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->bank_files);
  g_free (self->again);
  g_clear_object (&self->asked);
  g_free (self->messages_key);
  g_free (self->id);
  g_clear_pointer (&self->paying, velo_claims_answer_free);
  g_free (self->played);
  g_free (self->photo_folder);
  g_free (self->reason);
  g_free (self->opened);
  g_free (self->saving);

  G_OBJECT_CLASS (velo_claim_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, tabs_scroller);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, overview_tab);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, photos_tab);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, calculation_tab);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, contacts_tab);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, payment_tab);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, notice);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, pill_bin);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, clock_label);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, next_label);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, edit_button);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, close_button);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, code_label);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, play_box);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, play_button);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, play_label);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, folder_button);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, tasks_group);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, tasks_list);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, overview_list);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, photos_group);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, photos_empty);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, photos_list);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, calculation_group);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, calculation_empty);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, derivation_button);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, unfiled_label);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, calculation_list);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, payout_group);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, payment_empty);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, payout_list);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, payee_button);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, file_button);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, messages_group);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, messages_list);
  gtk_widget_class_bind_template_child (widget_class, VeloClaimPage, contacts_list);
}

static void
velo_claim_page_class_init (VeloClaimPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_claim_page_dispose;
  widget_class->map = velo_claim_page_map;
  widget_class->unmap = velo_claim_page_unmap;
  G_OBJECT_CLASS (klass)->finalize = velo_claim_page_finalize;

  /**
   * VeloClaimPage::back:
   *
   * The list is wanted.
   */
  signals[SIGNAL_BACK] =
    g_signal_new ("back", VELO_TYPE_CLAIM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * VeloClaimPage::changed:
   *
   * The claim is not what the list shows any more.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", VELO_TYPE_CLAIM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (VELO_TYPE_NOTICE);
  g_type_ensure (VELO_TYPE_CLAIMS_TASK_LIST);
  g_type_ensure (VELO_TYPE_CLAIMS_MESSAGE_LIST);
  g_type_ensure (VELO_TYPE_CLAIMS_PHOTO_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/claims/velo-claim-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_derivation_cb);
  gtk_widget_class_bind_template_callback (widget_class, velo_claim_page_next);
  gtk_widget_class_bind_template_callback (widget_class, velo_claim_page_edit);
  gtk_widget_class_bind_template_callback (widget_class, velo_claim_page_close);
  gtk_widget_class_bind_template_callback (widget_class, velo_claim_page_play);
  gtk_widget_class_bind_template_callback (widget_class, velo_claim_page_open_folder);
  gtk_widget_class_bind_template_callback (widget_class, velo_claim_page_save_again);
  gtk_widget_class_bind_template_callback (widget_class, velo_claim_page_check_payee);
  gtk_widget_class_bind_template_callback (widget_class, velo_claim_page_reload);
  gtk_widget_class_bind_template_callback (widget_class, velo_claim_page_tab_turned);
}

static void
velo_claim_page_init (VeloClaimPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->bank_files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_claim_page_set_client:
 * @self: a page
 * @client: (nullable): signed in
 * @training: (nullable): the way to the service of training, where the customer can be played
 *
 * Forgets the claim that was shown.
 */
void
velo_claim_page_set_client (VeloClaimPage    *self,
                            VeloClaimsClient *client,
                            VeloClaimsDesk   *training)
{
  g_return_if_fail (VELO_IS_CLAIM_PAGE (self));

  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->client, client);
  g_clear_object (&self->claim);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->opened, g_free);
  velo_claim_page_clear_tabs (self);
  velo_claim_page_show_role (self);
  /* another account must not see them; they can be had again from the service */
  g_hash_table_remove_all (self->bank_files);
  g_set_object (&self->training, training);
  adw_status_page_set_description (self->empty_page,
                                   training != NULL
                                     ? _("The claims of training are kept on this computer. Customers' links work while VeloInsure is open; after a new start, invite again.")
                                     : NULL);
  velo_notice_hide (self->notice);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/**
 * velo_claim_page_show:
 * @self: a page with a client
 * @id: identity of a claim
 *
 * Loads and shows the claim.
 */
void
velo_claim_page_show (VeloClaimPage *self,
                      const char    *id)
{
  g_return_if_fail (VELO_IS_CLAIM_PAGE (self));
  g_return_if_fail (self->client != NULL);

  velo_notice_hide (self->notice);
  load (self, id);
}

/**
 * velo_claim_page_take_focus:
 * @self: a page that loads a claim
 *
 * The next step of the claim gets the focus as soon as it is shown.
 */
void
velo_claim_page_take_focus (VeloClaimPage *self)
{
  g_return_if_fail (VELO_IS_CLAIM_PAGE (self));

  self->focus_taken = TRUE;
}

/**
 * velo_claim_page_get_id:
 * @self: a page
 *
 * Returns: (nullable): identity of the claim that is shown, or loaded to be shown
 */
const char *
velo_claim_page_get_id (VeloClaimPage *self)
{
  g_return_val_if_fail (VELO_IS_CLAIM_PAGE (self), NULL);

  return self->id;
}

/**
 * velo_claim_page_get_claim:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the claim that is shown
 */
VeloClaim *
velo_claim_page_get_claim (VeloClaimPage *self)
{
  g_return_val_if_fail (VELO_IS_CLAIM_PAGE (self), NULL);

  return self->claim;
}

/**
 * velo_claim_page_set_folded:
 * @self: a page
 * @folded: whether the list is hidden behind it
 */
void
velo_claim_page_set_folded (VeloClaimPage *self,
                            gboolean       folded)
{
  g_return_if_fail (VELO_IS_CLAIM_PAGE (self));

  gtk_widget_set_visible (self->back_button, folded);
  /* where there is little room the head scrolls away with the rest */
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, folded ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  gtk_scrolled_window_set_policy (self->tabs_scroller, GTK_POLICY_NEVER,
                                  folded ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
}
