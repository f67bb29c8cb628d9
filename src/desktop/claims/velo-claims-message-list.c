/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages to the customer: what waits can be copied, what was sent shows no words any more. */

#define G_LOG_DOMAIN "velo-claims-message-list"

#include "config.h"

#include "velo-claims-message-list.h"

#include <glib/gi18n.h>

#include "velo-claims-row.h"
#include "velo-claims-text.h"
#include "velo-clock.h"
#include "velo-notice.h"
#include "velo-value-row.h"

/* Callbacks hold a reference to the list and look whether it is disposed. */
struct _VeloClaimsMessageList
{
  AdwBin parent_instance;

  VeloNotice *notice; /* (borrowed) */
  GtkListBox *list;   /* (borrowed) */

  VeloClaimsClient *client; /* (owned) (nullable) */
  gboolean disposed;
};

G_DEFINE_FINAL_TYPE (VeloClaimsMessageList, velo_claims_message_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct { const char *name; const char *words; const char *icon; const char *style; } states[] = {
  /* Translators: where a text message to the customer stands */
  { "queued", N_("Waits to be sent"), "content-loading-symbolic", "attention" },
  { "sent", N_("Sent"), "mail-send-symbolic", "neutral" },
  { "delivered", N_("Arrived, the customer has used it"), "emblem-ok-symbolic", "good" },
  { "failed", N_("Not sent"), "dialog-warning-symbolic", "bad" },
};

static const struct { const char *name; const char *words; } reasons[] = {
  { "refused", N_("The sending service refused it. Please check the phone number.") },
  { "unreachable", N_("The sending service could not be reached.") },
  { "no-modem", N_("There is no modem that sends messages.") },
  { "lost", N_("The claims service ended before it was sent.") },
};

static const struct { const char *name; const char *words; } kinds[] = {
  { "invitation", N_("Invitation") }, { "code", N_("One-time code") }, { "offer", N_("Offer") },
  { "photos", N_("Photos asked for") },
};

static gsize
find_state (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].name, name))
      return i;
  return 0;
}

static const char *
get_kind (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return _(kinds[i].words);
  return name;
}

static const char *
get_reason (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].name, name))
      return _(reasons[i].words);
  return NULL;
}

/* What is done with one */

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(VeloClaimsMessageList) self = user_data;
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

static const char *
get_data (GtkWidget  *button,
          const char *name)
{
  return g_object_get_data (G_OBJECT (button), name);
}

static void
copy_cb (VeloClaimsMessageList *self,
         GtkWidget             *button)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), get_data (button, "text"));
  velo_notice_show (self->notice, VELO_NOTICE_KIND_INFO, _("The message is copied. Paste it into a text message."));
}

static void
sent_cb (VeloClaimsMessageList *self,
         GtkWidget             *button)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), FALSE);
  velo_claims_client_message_sent_async (self->client, get_data (button, "id"), NULL, done_cb, g_object_ref (self));
}

static void
again_cb (VeloClaimsMessageList *self,
          GtkWidget             *button)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), FALSE);
  velo_claims_client_message_again_async (self->client, get_data (button, "id"), NULL, done_cb, g_object_ref (self));
}

/* The rows */

static void
append_button (VeloClaimsMessageList   *self,
               GtkWidget               *box,
               const VeloClaimsMessage *message,
               const char              *label,
               GCallback                callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (message->id), g_free);
  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (message->text), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  get_kind (message->kind), -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

/* A code is asked for by the customer; everything else may be sent again, with a new link. */
static void
append_buttons (VeloClaimsMessageList   *self,
                GtkWidget               *box,
                const VeloClaimsMessage *message)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gboolean queued = g_str_equal (message->state, "queued");

  gtk_box_append (GTK_BOX (box), buttons);
  if (queued && *message->text != '\0')
    {
      append_button (self, buttons, message, _("Copy"), G_CALLBACK (copy_cb));
      append_button (self, buttons, message, _("Mark as Sent"), G_CALLBACK (sent_cb));
    }
  else if (!queued && !g_str_equal (message->kind, "code"))
    append_button (self, buttons, message, _("Send Again"), G_CALLBACK (again_cb));
  else
    gtk_widget_set_visible (buttons, FALSE);
}

static GtkWidget *
make_row (VeloClaimsMessageList   *self,
          const VeloClaimsMessage *message)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *row = velo_claims_row_new (box);
  gsize state = find_state (message->state);
  gint64 time = message->changed > 0 ? message->changed : message->created;
  g_autofree char *when = velo_clock_format (time);
  g_autofree char *title = g_strdup_printf ("%s · %s", when, get_kind (message->kind));
  g_autofree char *spoken = NULL;
  const char *reason = get_reason (message->reason);
  const char *words = _(states[state].words);

  /* who waits for a service that is not there waits for ever */
  if (g_str_equal (message->state, "queued") && !velo_claims_client_sends_messages (self->client))
    words = _("Not sent from here: please copy it, or tell the customer");
  gtk_box_append (GTK_BOX (box), velo_claims_row_new_label (title, "heading"));
  gtk_box_append (GTK_BOX (box), velo_claims_row_new_pill (states[state].icon, states[state].style,
                                                           velo_claims_row_new_label (words, NULL)));
  if (reason != NULL)
    gtk_box_append (GTK_BOX (box), velo_claims_row_new_label (reason, NULL));
  if (*message->text != '\0')
    {
      GtkWidget *text = velo_claims_row_new_label (message->text, "dim-label");

      gtk_label_set_selectable (GTK_LABEL (text), TRUE);
      gtk_box_append (GTK_BOX (box), text);
    }
  append_buttons (self, box, message);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  spoken = g_strdup_printf ("%s, %s%s%s", title, words, reason != NULL ? ", " : "",
                            reason != NULL ? reason : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
velo_claims_message_list_dispose (GObject *object)
{
  VeloClaimsMessageList *self = VELO_CLAIMS_MESSAGE_LIST (object);

  self->disposed = TRUE;
  g_clear_object (&self->client);

  G_OBJECT_CLASS (velo_claims_message_list_parent_class)->dispose (object);
}

static void
velo_claims_message_list_class_init (VeloClaimsMessageListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = velo_claims_message_list_dispose;

  /**
   * VeloClaimsMessageList::changed:
   *
   * A message was sent, or sent again: what is shown is old.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", VELO_TYPE_CLAIMS_MESSAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
velo_claims_message_list_init (VeloClaimsMessageList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->notice = VELO_NOTICE (velo_notice_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Messages"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->notice));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * velo_claims_message_list_show:
 * @self: a list
 * @client: signed in as the desk
 * @messages: (element-type VeloClaimsMessage): the newest first
 */
void
velo_claims_message_list_show (VeloClaimsMessageList *self,
                               VeloClaimsClient      *client,
                               GPtrArray             *messages)
{
  g_return_if_fail (VELO_IS_CLAIMS_MESSAGE_LIST (self));

  g_set_object (&self->client, client);
  velo_value_row_clear (self->list);
  for (guint i = 0; i < messages->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (messages, i)));
}
