/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The view of the claims: connects, lists, searches, and shows the one that is chosen. */

#define G_LOG_DOMAIN "velo-claims-view"

#include "config.h"

#include "velo-claims-view.h"

#include <glib/gi18n.h>

#include "velo-claim-dialog.h"
#include "velo-claims-text.h"
#include "velo-date.h"
#include "velo-notice.h"

/* The clocks in the list go on. */
#define REFRESH_SECONDS 60
/* What banks send about a day of payments is far smaller; the service takes 256 KiB. */
#define MAX_BANK_FILE (200 * 1024)

/* Callbacks hold a reference to the view and look whether it is disposed. */
struct _VeloClaimsView
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkSpinner *spinner;
  AdwStatusPage *trouble_page;
  GtkWidget *retry_button;
  AdwLeaflet *leaflet;
  GtkWidget *list_box;
  GtkWidget *new_button;
  GtkWidget *bank_button;
  GtkDropDown *account_drop_down;
  GtkEditable *search_entry;
  GtkToggleButton *todo_button;
  GtkToggleButton *running_button;
  GtkToggleButton *ended_button;
  VeloNotice *notice;
  GtkListBox *list;
  GtkWidget *empty_label;
  VeloClaimPage *page;

  VeloClaimsDesk *desk;      /* (owned) (nullable) */
  VeloClaimsClient *client;  /* (owned) (nullable): signed in */
  GCancellable *cancellable; /* (owned) (not nullable): of the search that runs */
  GtkFileChooserNative *chooser; /* (owned) (nullable) */
  guint refresh_id;
  gboolean asked;            /* connected, or tried to */
  gboolean opening;
  gboolean again;            /* another account was chosen meanwhile */
  gboolean disposed;
};

G_DEFINE_FINAL_TYPE (VeloClaimsView, velo_claims_view, ADW_TYPE_BIN)

static void open_desk (VeloClaimsView *self);

static void
show_error (VeloClaimsView *self,
            const GError   *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = velo_claims_text_dup_error (error);
  velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, text);
}

/* The list */

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_row (VeloClaim *claim)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *title = g_strdup_printf ("%s · %s", velo_claim_get_number (claim), velo_claim_get_plate (claim));
  g_autofree char *clock = velo_claims_text_dup_clock (claim, velo_time_now ());
  g_autofree char *spoken = NULL;
  GtkWidget *title_label = make_label (title, "heading");

  gtk_widget_set_hexpand (title_label, TRUE);
  gtk_box_append (GTK_BOX (head), title_label);
  gtk_box_append (GTK_BOX (head), velo_claims_text_pill_new (velo_claim_get_state (claim)));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), make_label (velo_claim_get_customer_name (claim), NULL));
  if (*clock != '\0')
    gtk_box_append (GTK_BOX (box), make_label (clock, "dim-label"));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  spoken = g_strdup_printf ("%s, %s, %s %s", title, velo_claim_get_customer_name (claim),
                            velo_claims_text_get_state (velo_claim_get_state (claim)), clock);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (velo_claim_get_id (claim)), g_free);
  return row;
}

static void
show_claims (VeloClaimsView *self,
             GPtrArray      *claims)
{
  VeloClaim *shown = velo_claim_page_get_claim (self->page);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < claims->len; i++)
    {
      VeloClaim *claim = g_ptr_array_index (claims, i);
      GtkWidget *made = make_row (claim);

      gtk_list_box_append (self->list, made);
      if (shown != NULL && g_strcmp0 (velo_claim_get_id (shown), velo_claim_get_id (claim)) == 0)
        gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (made));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), claims->len > 0);
  gtk_widget_set_visible (self->empty_label, claims->len == 0);
}

static void
searched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(VeloClaimsView) self = user_data;
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;

  answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  if (self->disposed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* a session ends by itself after half an hour: the way back is known */
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED))
    open_desk (self);
  else if (error != NULL)
    show_error (self, error);
  else if (answer->claims != NULL)
    {
      velo_notice_hide (self->notice);
      show_claims (self, answer->claims);
    }
}

static void
search (VeloClaimsView *self)
{
  const char *filter = gtk_toggle_button_get_active (self->todo_button) ? "todo"
                       : gtk_toggle_button_get_active (self->running_button) ? "running" : "ended";
  const char *words = gtk_editable_get_text (self->search_entry);

  if (self->client == NULL || self->disposed)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  /* who searches looks for a claim wherever it stands */
  velo_claims_client_search_async (self->client, words, *words != '\0' ? NULL : filter, 0, self->cancellable,
                                   searched_cb, g_object_ref (self));
}

static gboolean
refresh_cb (gpointer user_data)
{
  search (user_data);
  return G_SOURCE_CONTINUE;
}

static void
on_filter_cb (VeloClaimsView *self)
{
  search (self);
}

static void
on_row_activated_cb (VeloClaimsView *self,
                     GtkListBoxRow  *row)
{
  velo_claim_page_show (self->page, g_object_get_data (G_OBJECT (row), "id"));
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->page));
}

static void
on_back_cb (VeloClaimsView *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->list_box);
}

static void
on_folded_cb (VeloClaimsView *self)
{
  velo_claim_page_set_folded (self->page, adw_leaflet_get_folded (self->leaflet));
}

static void
on_changed_cb (VeloClaimsView *self)
{
  search (self);
}

/* Taking a claim */

static void
taken_cb (VeloClaimsView  *self,
          VeloClaimDialog *dialog)
{
  search (self);
  velo_claim_page_show (self->page, velo_claim_dialog_get_id (dialog));
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->page));
}

static void
on_new_cb (VeloClaimsView *self)
{
  GtkWindow *dialog = velo_claim_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->client, NULL);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

/* The bank's answer */

static void
bank_told_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloClaimsView) self = user_data;
  g_autoptr(VeloClaimsAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, &error);
  if (self->disposed)
    return;
  if (answer == NULL)
    {
      if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_INVALID))
        velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, _("This is no file of a bank about payments."));
      else
        show_error (self, error);
      return;
    }
  search (self);
  /* Translators: what a file of the bank says about payments */
  text = g_strdup_printf (_("Paid: %u. Sent back: %u. Not ours: %u."), answer->n_paid, answer->n_returned,
                          answer->n_unknown);
  velo_notice_show (self->notice, answer->n_returned > 0 ? VELO_NOTICE_KIND_WARNING : VELO_NOTICE_KIND_INFO, text);
}

static void
bank_file_read_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(VeloClaimsView) self = user_data;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  gsize length = 0;

  g_file_load_contents_finish (G_FILE (object), result, &text, &length, NULL, &error);
  if (self->disposed || self->client == NULL)
    return;
  if (error != NULL)
    show_error (self, error);
  else if (length > MAX_BANK_FILE || !g_utf8_validate (text, (gssize) length, NULL))
    velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR, _("This is no file of a bank about payments."));
  else
    velo_claims_client_bank_file_async (self->client, text, NULL, bank_told_cb, g_object_ref (self));
}

static void
bank_chosen_cb (VeloClaimsView *self,
                int             response)
{
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file != NULL)
    g_file_load_contents_async (file, NULL, bank_file_read_cb, g_object_ref (self));
}

static void
on_bank_cb (VeloClaimsView *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Bank File"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (bank_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* Connecting */

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(VeloClaimsView) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean opened = velo_claims_desk_open_finish (VELO_CLAIMS_DESK (object), result, &error);
  gboolean desk;

  self->opening = FALSE;
  if (self->disposed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_spinner_set_spinning (self->spinner, FALSE);
  if (self->again)
    {
      self->again = FALSE;
      open_desk (self);
      return;
    }
  if (!opened)
    {
      g_autofree char *text = velo_claims_text_dup_error (error);

      adw_status_page_set_description (self->trouble_page, text);
      gtk_stack_set_visible_child_name (self->stack, "trouble");
      return;
    }
  g_set_object (&self->client, velo_claims_desk_get_client (self->desk));
  desk = velo_claims_client_get_role (self->client) == VELO_CLAIM_ACTOR_DESK;
  gtk_widget_set_visible (self->new_button, desk);
  gtk_widget_set_visible (self->bank_button, desk);
  velo_claim_page_set_client (self->page, self->client, velo_claims_desk_is_training (self->desk));
  gtk_stack_set_visible_child_name (self->stack, "work");
  on_folded_cb (self);
  search (self);
}

static void
open_desk (VeloClaimsView *self)
{
  if (self->opening)
    {
      self->again = TRUE;
      return;
    }
  self->asked = TRUE;
  self->opening = TRUE;
  g_clear_object (&self->client);
  gtk_stack_set_visible_child_name (self->stack, "opening");
  gtk_spinner_set_spinning (self->spinner, TRUE);
  velo_claims_desk_open_async (self->desk, NULL, opened_cb, g_object_ref (self));
}

static void
on_retry_cb (VeloClaimsView *self)
{
  open_desk (self);
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
    open_desk (self);
}

static void
velo_claims_view_map (GtkWidget *widget)
{
  VeloClaimsView *self = VELO_CLAIMS_VIEW (widget);

  GTK_WIDGET_CLASS (velo_claims_view_parent_class)->map (widget);
  if (self->desk == NULL)
    return;
  if (!self->asked)
    open_desk (self);
  else
    search (self);
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add_seconds (REFRESH_SECONDS, refresh_cb, self);
}

static void
velo_claims_view_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&VELO_CLAIMS_VIEW (widget)->refresh_id, g_source_remove);

  GTK_WIDGET_CLASS (velo_claims_view_parent_class)->unmap (widget);
}

static void
velo_claims_view_dispose (GObject *object)
{
  VeloClaimsView *self = VELO_CLAIMS_VIEW (object);

  self->disposed = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->chooser);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_CLAIMS_VIEW);
  g_clear_object (&self->client);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (velo_claims_view_parent_class)->dispose (object);
}

static void
velo_claims_view_finalize (GObject *object)
{
  g_object_unref (VELO_CLAIMS_VIEW (object)->cancellable);

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
  BIND (new_button);
  BIND (bank_button);
  BIND (account_drop_down);
  BIND (search_entry);
  BIND (todo_button);
  BIND (running_button);
  BIND (ended_button);
  BIND (notice);
  BIND (list);
  BIND (empty_label);
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
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/claims/velo-claims-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_new_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_bank_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_account_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
}

static void
velo_claims_view_init (VeloClaimsView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
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
  offer_accounts (self);
  return GTK_WIDGET (self);
}

/**
 * velo_claims_view_set_search_text:
 * @self: the view
 * @text: number, plate, name or telephone number
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
