/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invoices dropped on the main window, chosen, or given to the program: one after the other. */

#define G_LOG_DOMAIN "velo-window"

#include "config.h"

#include "velo-window-private.h"

#include <glib/gi18n.h>

#include "velo-assistant-window.h"
#include "velo-intake-dialog.h"
#include "velo-intake-error.h"
#include "velo-reminder-dialog.h"
#include "velo-review-changes.h"
#include "velo-sale-dialog.h"
#include "velo-sales-intake.h"

/* So many files in watched folders are worth a word before they are read. */
#define MANY_FILES 20
/* More sales than this have come while nobody was there: they are in the list of what is to be done. */
#define MAX_ASKED 3

/* What somebody is busy with: the next invoice would cover it. */
static GtkWindow *
find_question (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if ((VELO_IS_SALE_DIALOG (l->data) || VELO_IS_REMINDER_DIALOG (l->data) || VELO_IS_REVIEW_CHANGES (l->data)
         || VELO_IS_ASSISTANT_WINDOW (l->data))
        && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
look_again_cb (gpointer user_data)
{
  velo_window_take_in_next (user_data);
  return G_SOURCE_REMOVE;
}

/* The review may hand over to the reminder, and that to the assistant: look when they have had the time. */
static void
question_gone_cb (VeloWindow *self,
                  GtkWidget  *question)
{
  g_signal_handlers_disconnect_by_func (question, question_gone_cb, self);
  g_idle_add_full (G_PRIORITY_LOW, look_again_cb, g_object_ref (self), g_object_unref);
}

typedef struct
{
  VeloWindow *window; /* (owned) */
  GFile *file;        /* (owned) (nullable) */
} Taking;

static void
taking_free (Taking *taking)
{
  g_clear_object (&taking->window);
  g_clear_object (&taking->file);
  g_free (taking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taking, taking_free)

/* A mail or an archive with several files comes with one summary of them. */
static void
taken_in_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Taking) taking = user_data;
  VeloWindow *self = taking->window;
  g_autoptr(GError) error = NULL;

  self->taking_in = FALSE;
  if (velo_sales_take_in_finish (result, &error))
    g_debug ("an invoice was taken in");
  else if (g_error_matches (error, VELO_INTAKE_ERROR, VELO_INTAKE_ERROR_SEVERAL))
    g_queue_push_tail (&self->waiting_batch, g_steal_pointer (&taking->file));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("invoice not taken in: %s %d", g_quark_to_string (error->domain), error->code);
  velo_window_take_in_next (self);
}

/* The files of a drop are loaded at once: what a mail program gives out may be gone soon. */
static void
take_in_batch (VeloWindow  *self,
               VeloCounter *counter)
{
  g_autoptr(VeloIntakeBatch) batch = velo_intake_batch_new (counter, VELO_INTAKE_ORIGIN_HAND);
  GSettings *settings = velo_services_get_settings (self->services);

  while (!g_queue_is_empty (&self->waiting_batch))
    {
      g_autoptr(GFile) file = g_queue_pop_head (&self->waiting_batch);

      velo_intake_batch_add (batch, file);
    }
  velo_intake_batch_start (batch);
  gtk_window_present (GTK_WINDOW (velo_intake_dialog_new (GTK_WINDOW (self), counter, settings, batch)));
}

/**
 * velo_window_take_in_next:
 * @self: the window
 *
 * Takes the next waiting invoice in, unless somebody is busy with one.
 */
void
velo_window_take_in_next (VeloWindow *self)
{
  VeloCounter *counter = self->services == NULL ? NULL : velo_services_get_counter (self->services);
  GtkWindow *question;
  Taking *taking;

  if (counter != NULL && !g_queue_is_empty (&self->waiting_batch))
    take_in_batch (self, counter);
  if (self->taking_in || counter == NULL || g_queue_is_empty (&self->waiting_files))
    return;
  question = find_question ();
  if (question != NULL)
    {
      g_signal_handlers_disconnect_by_func (question, question_gone_cb, self);
      g_signal_connect_object (question, "unmap", G_CALLBACK (question_gone_cb), self, G_CONNECT_SWAPPED);
      return;
    }
  taking = g_new0 (Taking, 1);
  taking->window = g_object_ref (self);
  taking->file = g_queue_pop_head (&self->waiting_files);
  self->taking_in = TRUE;
  velo_sales_take_in_async (GTK_WINDOW (self), counter, velo_services_get_settings (self->services), taking->file,
                            self->cancellable, taken_in_cb, taking);
}

/**
 * velo_window_take_in:
 * @self: the window
 * @file: an invoice
 *
 * Takes an invoice in; one after the other if there are several.
 */
void
velo_window_take_in (VeloWindow *self,
                     GFile      *file)
{
  g_return_if_fail (VELO_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  g_queue_push_tail (&self->waiting_files, g_object_ref (file));
  velo_window_take_in_next (self);
}

/**
 * velo_window_take_in_files:
 * @self: the window
 * @files: (element-type GFile): what somebody has chosen at once
 *
 * Takes files in: a single one is shown at once, of several there is one
 * summary; also of those in a mail or an archive, whatever it is called.
 */
void
velo_window_take_in_files (VeloWindow *self,
                           GListModel *files)
{
  g_return_if_fail (VELO_IS_WINDOW (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  if (g_list_model_get_n_items (files) == 1)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, 0);

      velo_window_take_in (self, file);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);

      g_queue_push_tail (&self->waiting_batch, g_steal_pointer (&file));
    }
  velo_window_take_in_next (self);
}

/* What comes out of watched folders */

static void
show_batch (VeloWindow      *self,
            VeloIntakeBatch *batch)
{
  VeloCounter *counter = velo_services_get_counter (self->services);

  if (counter != NULL)
    gtk_window_present (GTK_WINDOW (velo_intake_dialog_new (GTK_WINDOW (self), counter,
                                                            velo_services_get_settings (self->services), batch)));
}

static void
show_intake_cb (AdwToast   *toast,
                VeloWindow *self)
{
  show_batch (self, g_object_get_data (G_OBJECT (toast), "batch"));
}

static AdwToast *
make_toast (VeloWindow      *self,
            VeloIntakeBatch *batch,
            const char      *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _("Show"));
  g_object_set_data_full (G_OBJECT (toast), "batch", g_object_ref (batch), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (show_intake_cb), self, 0);
  return toast;
}

/* Any window above this one: a question that nobody has asked for would cover it. */
static gboolean
is_busy (VeloWindow *self)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != (gpointer) self && gtk_widget_get_mapped (l->data))
      return TRUE;
  return FALSE;
}

/**
 * velo_window_show_arrivals:
 * @self: the window
 * @batch: files from watched folders that are being taken in
 *
 * Says that many files have come, with a way to see how far they are.
 */
void
velo_window_show_arrivals (VeloWindow      *self,
                           VeloIntakeBatch *batch)
{
  guint n_files;
  g_autofree char *text = NULL;
  AdwToast *toast;

  g_return_if_fail (VELO_IS_WINDOW (self));
  g_return_if_fail (VELO_IS_INTAKE_BATCH (batch));

  n_files = g_list_model_get_n_items (velo_intake_batch_get_items (batch));
  if (n_files < MANY_FILES)
    return;
  text = g_strdup_printf (ngettext ("%u file has come in and is being read", "%u files have come in and are being read",
                                    n_files), n_files);
  toast = make_toast (self, batch, text);
  adw_toast_set_timeout (toast, 0);
  g_signal_connect_object (batch, "finished", G_CALLBACK (adw_toast_dismiss), toast, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * velo_window_show_arrived:
 * @self: the window
 * @batch: files from watched folders that were taken in
 * @remind: whether to ask for the insurance
 *
 * Says that sales have come in, and asks for their insurance unless somebody is busy.
 * Stays silent about files that are no sale.
 */
void
velo_window_show_arrived (VeloWindow      *self,
                          VeloIntakeBatch *batch,
                          gboolean         remind)
{
  VeloIntakeTally tally;
  g_autofree char *text = NULL;
  VeloCounter *counter;

  g_return_if_fail (VELO_IS_WINDOW (self));
  g_return_if_fail (VELO_IS_INTAKE_BATCH (batch));

  velo_intake_batch_count (batch, &tally);
  if (tally.n_sales == 0)
    return;
  text = g_strdup_printf (ngettext ("%u sale has come in", "%u sales have come in", tally.n_sales), tally.n_sales);
  adw_toast_overlay_add_toast (self->toasts, make_toast (self, batch, text));
  counter = velo_services_get_counter (self->services);
  if (remind && counter != NULL && !is_busy (self) && tally.n_sales <= MAX_ASKED
      && g_list_model_get_n_items (velo_intake_batch_get_vehicles (batch)) > 0)
    velo_reminder_dialog_present (GTK_WINDOW (self), counter, velo_intake_batch_get_vehicles (batch),
                                  VELO_REMINDER_PAGE_ASK);
}

static GdkDragAction
on_drop_enter_cb (VeloWindow    *self,
                  double         x,
                  double         y,
                  GtkDropTarget *target)
{
  gtk_revealer_set_reveal_child (self->drop_revealer, TRUE);
  return GDK_ACTION_COPY;
}

static void
on_drop_leave_cb (VeloWindow *self)
{
  gtk_revealer_set_reveal_child (self->drop_revealer, FALSE);
}

static gboolean
on_drop_cb (VeloWindow    *self,
            const GValue  *value,
            double         x,
            double         y,
            GtkDropTarget *target)
{
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);

  gtk_revealer_set_reveal_child (self->drop_revealer, FALSE);
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
      g_list_store_append (files, l->data);
  else if (G_VALUE_HOLDS (value, G_TYPE_FILE))
    g_list_store_append (files, g_value_get_object (value));
  else
    return FALSE;
  velo_window_take_in_files (self, G_LIST_MODEL (files));
  return TRUE;
}

/**
 * velo_window_bind_drops:
 * @widget_class: class of the window
 *
 * Binds what the template's drop target calls.
 */
void
velo_window_bind_drops (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_drop_enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_cb);
}
