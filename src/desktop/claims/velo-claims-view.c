/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The view of the claims: connects, lists, searches, and shows the one that is chosen. */

#define G_LOG_DOMAIN "velo-claims-view"

#include "config.h"

#include "velo-claims-view-private.h"

#include <glib/gi18n.h>

#include "velo-claim-dialog.h"
#include "velo-claims-client-error.h"
#include "velo-claims-export-dialog.h"
#include "velo-claims-figures-window.h"
#include "velo-claims-text.h"

/* The clocks in the list go on. */
#define REFRESH_SECONDS 60

G_DEFINE_FINAL_TYPE (VeloClaimsView, velo_claims_view, ADW_TYPE_BIN)

void
velo_claims_view_show_error (VeloClaimsView *self,
                             const GError   *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = velo_claims_text_dup_error (error);
  velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
}

static void
show_detail (VeloClaimsView *self,
             GtkWidget      *page)
{
  gtk_stack_set_visible_child (self->detail_stack, page);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->detail_stack));
}

static void
on_tasks_cb (VeloClaimsView *self)
{
  show_detail (self, GTK_WIDGET (self->tasks_page));
}

static void
on_task_open_cb (VeloClaimsView *self,
                 const char     *claim_id)
{
  velo_claim_page_show (self->page, claim_id);
  velo_claims_view_mark (self);
  show_detail (self, GTK_WIDGET (self->page));
}

static void
on_figures_cb (VeloClaimsView *self)
{
  gtk_window_present (velo_claims_figures_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                      self->client));
}

static void
on_export_cb (VeloClaimsView *self)
{
  gtk_window_present (velo_claims_export_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->client,
                                                     velo_claim_page_get_claim (self->page)));
}

static gboolean
refresh_cb (gpointer user_data)
{
  velo_claims_view_search (user_data, FALSE);
  return G_SOURCE_CONTINUE;
}

/* The claims of training come by and by. */
static void
desk_changed_cb (VeloClaimsView *self)
{
  velo_claims_view_search (self, FALSE);
}

static void
on_row_activated_cb (VeloClaimsView *self,
                     GtkListBoxRow  *row)
{
  velo_claim_page_show (self->page, g_object_get_data (G_OBJECT (row), "id"));
  show_detail (self, GTK_WIDGET (self->page));
  /* the page is read anew, and the list must not say otherwise */
  velo_claims_view_search (self, FALSE);
}

static void
on_back_cb (VeloClaimsView *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->list_box);
}

static void
show_folded (VeloClaimsView *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  velo_claim_page_set_folded (self->page, folded);
  velo_claims_tasks_page_set_folded (self->tasks_page, folded);
}

static gboolean
folded_cb (gpointer user_data)
{
  VeloClaimsView *self = user_data;

  self->folded_id = 0;
  show_folded (self);
  return G_SOURCE_REMOVE;
}

/* The leaflet tells it in the middle of giving out the space: a button that came now would have none in this
 * frame, which is a warning of the toolkit. */
static void
on_folded_cb (VeloClaimsView *self)
{
  if (self->folded_id == 0 && !self->disposed)
    self->folded_id = g_idle_add (folded_cb, self);
}

static void
on_changed_cb (VeloClaimsView *self)
{
  velo_claims_view_search (self, FALSE);
}

/* Taking a claim */

static void
taken_cb (VeloClaimsView  *self,
          VeloClaimDialog *dialog)
{
  velo_claims_view_search (self, FALSE);
  velo_claim_page_show (self->page, velo_claim_dialog_get_id (dialog));
  velo_claim_page_take_focus (self->page);
  show_detail (self, GTK_WIDGET (self->page));
}

static void
on_new_cb (VeloClaimsView *self)
{
  GtkWindow *dialog = velo_claim_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->client, NULL);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

/* Connecting */

/* What was asked for from outside before there was a client. */
static void
show_wanted (VeloClaimsView *self)
{
  g_autofree char *id = g_steal_pointer (&self->wanted_claim);

  if (id != NULL)
    on_task_open_cb (self, id);
  else if (self->wants_tasks)
    on_tasks_cb (self);
  self->wants_tasks = FALSE;
}

/* What can only be mended in the settings, unlike a line that is cut. */
static gboolean
is_of_settings (const GError *error)
{
  return g_error_matches (error, VELO_CLAIMS_DESK_ERROR, VELO_CLAIMS_DESK_ERROR_NO_ADDRESS)
    || g_error_matches (error, VELO_CLAIMS_DESK_ERROR, VELO_CLAIMS_DESK_ERROR_NO_PASSWORD)
    || g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_SETTINGS)
    || g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED);
}

static void
show_trouble (VeloClaimsView *self,
              const GError   *error)
{
  g_autofree char *text = velo_claims_text_dup_sign_in_error (error);
  gboolean none = g_error_matches (error, VELO_CLAIMS_DESK_ERROR, VELO_CLAIMS_DESK_ERROR_NO_ADDRESS);
  GtkWidget *best = self->settings_wrong ? self->settings_button : self->retry_button;

  adw_status_page_set_title (self->trouble_page, none ? _("No claims here yet") : _("Not connected"));
  adw_status_page_set_description (self->trouble_page, text);
  gtk_widget_remove_css_class (self->settings_button, "suggested-action");
  gtk_widget_remove_css_class (self->retry_button, "suggested-action");
  gtk_widget_add_css_class (best, "suggested-action");
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

/* Else the toolkit gives it to the first words that can be selected, and selects them. */
static void
keep_focus (VeloClaimsView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    g_set_weak_pointer (&self->focus, focus);
}

static void
give_focus_back (VeloClaimsView *self)
{
  /* not every role has the same buttons */
  if (self->focus != NULL && !(gtk_widget_get_mapped (self->focus) && gtk_widget_grab_focus (self->focus)))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  g_clear_weak_pointer (&self->focus);
}

/* In training one acts under another name than the one at the till, and finds that one in the journal. */
static void
tell_who (VeloClaimsView *self)
{
  const char *who = self->client != NULL ? velo_claims_client_get_who (self->client) : NULL;
  g_autofree char *text = NULL;

  if (who == NULL || velo_claims_desk_get_accounts (self->desk) == NULL)
    return;
  /* Translators: %s is the name of an invented person */
  text = g_strdup_printf (_("Recorded under the name of %s"), who);
  gtk_label_set_label (self->who_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->who_label), text);
  gtk_widget_set_visible (GTK_WIDGET (self->who_label), TRUE);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloClaimsView) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean opened = velo_claims_desk_open_finish (VELO_CLAIMS_DESK (object), result, &error);
  g_autofree char *kept = NULL;
  gboolean desk;

  self->opening = FALSE;
  if (self->disposed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_spinner_set_spinning (self->spinner, FALSE);
  if (self->again)
    {
      self->again = FALSE;
      velo_claims_view_open (self);
      return;
    }
  self->settings_wrong = !opened && is_of_settings (error);
  if (!opened)
    {
      show_trouble (self, error);
      return;
    }
  g_set_object (&self->client, velo_claims_desk_get_client (self->desk));
  desk = velo_claims_client_get_role (self->client) == VELO_CLAIM_ACTOR_DESK;
  gtk_widget_set_visible (self->desk_box, desk);
  gtk_widget_set_visible (self->new_button, desk);
  gtk_widget_set_visible (self->bank_button, desk);
  gtk_widget_set_visible (self->export_button, desk);
  velo_claims_view_show_role (self);
  kept = g_strdup (velo_claim_page_get_id (self->page));
  velo_claim_page_set_client (self->page, self->client,
                              velo_claims_desk_is_training (self->desk) ? self->desk : NULL);
  gtk_widget_set_visible (self->work_box, velo_claims_client_get_role (self->client) != VELO_CLAIM_ACTOR_PARTNER);
  gtk_stack_set_visible_child (self->detail_stack, GTK_WIDGET (self->page));
  tell_who (self);
  gtk_stack_set_visible_child_name (self->stack, "work");
  show_folded (self);
  give_focus_back (self);
  /* the claim stays open in another role too; who may not see it is told nothing of it */
  if (kept != NULL)
    velo_claim_page_show (self->page, kept);
  velo_claims_view_search (self, TRUE);
  show_wanted (self);
}

void
velo_claims_view_open (VeloClaimsView *self)
{
  if (self->opening)
    {
      self->again = TRUE;
      return;
    }
  self->asked = TRUE;
  self->opening = TRUE;
  g_clear_object (&self->client);
  keep_focus (self);
  /* what was told was told to somebody else */
  velo_notice_hide (self->notice);
  self->failed = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "opening");
  gtk_spinner_set_spinning (self->spinner, TRUE);
  velo_claims_desk_open_async (self->desk, NULL, opened_cb, g_object_ref (self));
}

static void
on_retry_cb (VeloClaimsView *self)
{
  velo_claims_view_open (self);
}

static void
on_account_cb (VeloClaimsView *self)
{
  const char * const *accounts = self->desk != NULL ? velo_claims_desk_get_accounts (self->desk) : NULL;
  guint selected = gtk_drop_down_get_selected (self->account_drop_down);

  if (accounts == NULL || selected == GTK_INVALID_LIST_POSITION
      || g_str_equal (accounts[selected], velo_claims_desk_get_account (self->desk)))
    return;
  velo_claims_desk_set_account (self->desk, accounts[selected]);
  if (self->asked)
    velo_claims_view_open (self);
}

/* Back from the settings: what was wrong there may be right now. */
static void
active_cb (VeloClaimsView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->settings_wrong && GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root)))
    velo_claims_view_open (self);
}

static void
velo_claims_view_map (GtkWidget *widget)
{
  VeloClaimsView *self = VELO_CLAIMS_VIEW (widget);

  GTK_WIDGET_CLASS (velo_claims_view_parent_class)->map (widget);
  if (self->active_id == 0)
    self->active_id = g_signal_connect_object (gtk_widget_get_root (widget), "notify::is-active",
                                               G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
  if (self->desk == NULL)
    return;
  if (!self->asked)
    velo_claims_view_open (self);
  else
    velo_claims_view_search (self, FALSE);
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add_seconds (REFRESH_SECONDS, refresh_cb, self);
}

static void
velo_claims_view_unmap (GtkWidget *widget)
{
  VeloClaimsView *self = VELO_CLAIMS_VIEW (widget);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_signal_handler (&self->active_id, gtk_widget_get_root (widget));

  GTK_WIDGET_CLASS (velo_claims_view_parent_class)->unmap (widget);
}

static void
velo_claims_view_dispose (GObject *object)
{
  VeloClaimsView *self = VELO_CLAIMS_VIEW (object);

  self->disposed = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->folded_id, g_source_remove);
  g_clear_object (&self->chooser);
  g_clear_weak_pointer (&self->focus);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_CLAIMS_VIEW);
  g_clear_object (&self->client);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (velo_claims_view_parent_class)->dispose (object);
}

static void
velo_claims_view_finalize (GObject *object)
{
  VeloClaimsView *self = VELO_CLAIMS_VIEW (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->found);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_free (self->wanted_claim);

  G_OBJECT_CLASS (velo_claims_view_parent_class)->finalize (object);
}

#define BIND(CHILD) gtk_widget_class_bind_template_child (widget_class, VeloClaimsView, CHILD)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (stack);
  BIND (spinner);
  BIND (trouble_page);
  BIND (retry_button);
  BIND (leaflet);
  BIND (list_box);
  BIND (desk_box);
  BIND (settings_button);
  BIND (new_button);
  BIND (bank_button);
  BIND (account_drop_down);
  BIND (who_label);
  BIND (search_entry);
  BIND (todo_button);
  BIND (running_button);
  BIND (ended_button);
  BIND (state_drop_down);
  BIND (notice);
  BIND (list);
  BIND (list_adjustment);
  BIND (count_label);
  BIND (empty_label);
  BIND (work_box);
  BIND (tasks_button);
  BIND (figures_button);
  BIND (export_button);
  BIND (tasks_label);
  BIND (detail_stack);
  BIND (tasks_page);
  BIND (page);
}

static void
velo_claims_view_class_init (VeloClaimsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_claims_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_claims_view_finalize;
  widget_class->map = velo_claims_view_map;
  widget_class->unmap = velo_claims_view_unmap;

  g_type_ensure (VELO_TYPE_NOTICE);
  g_type_ensure (VELO_TYPE_CLAIM_PAGE);
  g_type_ensure (VELO_TYPE_CLAIMS_TASKS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/claims/velo-claims-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_new_cb);
  gtk_widget_class_bind_template_callback (widget_class, velo_claims_view_choose_file);
  gtk_widget_class_bind_template_callback (widget_class, on_account_cb);
  gtk_widget_class_bind_template_callback (widget_class, velo_claims_view_words_changed);
  gtk_widget_class_bind_template_callback (widget_class, velo_claims_view_state_chosen);
  gtk_widget_class_bind_template_callback (widget_class, velo_claims_view_filter_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, velo_claims_view_scrolled);
  gtk_widget_class_bind_template_callback (widget_class, on_tasks_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_figures_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_export_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_task_open_cb);
}

static void
velo_claims_view_init (VeloClaimsView *self)
{
  self->cancellable = g_cancellable_new ();
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  velo_claims_view_offer_states (self);
  velo_claim_page_add_keys (self->page, GTK_WIDGET (self));
}

/* In training one plays every role; the words are in the order of the accounts. */
static void
offer_accounts (VeloClaimsView *self)
{
  g_autoptr(GtkStringList) names = NULL;
  const char * const *accounts = velo_claims_desk_get_accounts (self->desk);

  gtk_widget_set_visible (GTK_WIDGET (self->account_drop_down), accounts != NULL);
  if (accounts == NULL)
    return;
  names = gtk_string_list_new (NULL);
  gtk_string_list_append (names, _("You play the claims desk"));
  gtk_string_list_append (names, _("You play the second person of the desk"));
  gtk_string_list_append (names, _("You play the assessor"));
  gtk_string_list_append (names, _("You play the sales partner"));
  gtk_drop_down_set_model (self->account_drop_down, G_LIST_MODEL (names));
}

/**
 * velo_claims_view_new:
 * @desk: the way to the service; opened when the view is first looked at
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
velo_claims_view_new (VeloClaimsDesk *desk)
{
  VeloClaimsView *self;

  g_return_val_if_fail (VELO_IS_CLAIMS_DESK (desk), NULL);

  self = g_object_new (VELO_TYPE_CLAIMS_VIEW, NULL);
  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (desk_changed_cb), self, G_CONNECT_SWAPPED);
  offer_accounts (self);
  return GTK_WIDGET (self);
}

/**
 * velo_claims_view_set_search_text:
 * @self: the view
 * @text: number, plate, name, telephone number, or the word for a state
 */
void
velo_claims_view_set_search_text (VeloClaimsView *self,
                                  const char     *text)
{
  g_return_if_fail (VELO_IS_CLAIMS_VIEW (self));

  if (g_strcmp0 (gtk_editable_get_text (self->search_entry), text) != 0)
    gtk_editable_set_text (self->search_entry, text);
}

/**
 * velo_claims_view_get_page:
 * @self: the view
 *
 * Returns: (transfer none): the page of the chosen claim
 */
VeloClaimPage *
velo_claims_view_get_page (VeloClaimsView *self)
{
  g_return_val_if_fail (VELO_IS_CLAIMS_VIEW (self), NULL);

  return self->page;
}

/**
 * velo_claims_view_show_claim:
 * @self: the view
 * @id: (nullable): identity of a claim; %NULL for the screen of all tasks
 *
 * Shows it as soon as the service is reached.
 */
void
velo_claims_view_show_claim (VeloClaimsView *self,
                             const char     *id)
{
  g_return_if_fail (VELO_IS_CLAIMS_VIEW (self));

  g_free (self->wanted_claim);
  self->wanted_claim = g_strdup (id);
  self->wants_tasks = id == NULL;
  if (self->client != NULL && !self->opening)
    show_wanted (self);
}
