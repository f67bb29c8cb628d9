/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays one whole sale with the real windows and leaves pictures and documents in a folder. */

#define G_LOG_DOMAIN "velo-demo"

#include "config.h"

#include "velo-demo.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "velo-assistant-window.h"
#include "velo-date.h"
#include "velo-pdf-canvas.h"
#include "velo-preferences.h"
#include "velo-reminder-dialog.h"
#include "velo-sale-dialog.h"
#include "velo-sales-view.h"
#include "velo-samples.h"
#include "velo-store-documents.h"
#include "velo-text.h"

/* A step looks this often whether it can begin, and gives up after so many looks. */
#define LOOK_MSEC 60
#define MAX_LOOKS 700

/* What the invoice does not contain: a public example of an IBAN. */
#define EXAMPLE_IBAN "DE89370400440532013000"

typedef struct _Demo Demo;

/**
 * Step:
 * @text: what is printed when it begins
 * @picture: (nullable): name of the picture that is taken of it
 * @find: looks for the window; %NULL while the step cannot begin
 * @act: (nullable): does it
 */
typedef struct
{
  const char *text;
  const char *picture;
  GtkWindow *(*find) (Demo *self);
  void (*act) (Demo      *self,
               GtkWindow *window);
} Step;

struct _Demo
{
  VeloApplication *application; /* (owned) */
  VeloWindow *window;           /* (weak) (nullable) the application's */
  char *folder;                 /* (owned) */
  char *vehicle_id;             /* (owned) (nullable) */
  GPtrArray *documents;         /* (owned) (nullable) (element-type VeloDocument) */
  guint step;
  guint looks;
  guint n_saved;
  gint64 started_usec;
  gboolean settled;
  gboolean failed;
};

static void
demo_free (Demo *self)
{
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->application);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->vehicle_id, g_free);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_free (self);
}

/* Finding and clicking */

static GtkWidget *
find_child (GtkWidget  *widget,
            const char *id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_child (child, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWindow *
find_window (GType type)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static void
click (GtkWindow  *window,
       const char *id)
{
  GtkWidget *button = find_child (GTK_WIDGET (window), id);

  g_return_if_fail (button != NULL);
  gtk_widget_activate (button);
}

/* Pictures */

/* Pages are drawn in a worker, which a busy machine lets wait. */
static gboolean
shows_its_pages (GtkWidget *widget)
{
  if (VELO_IS_PDF_CANVAS (widget))
    return velo_pdf_canvas_is_sharp (VELO_PDF_CANVAS (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && !shows_its_pages (child))
      return FALSE;
  return TRUE;
}

/* Fails while the window has not been drawn yet. */
static gboolean
take_picture (Demo       *self,
              GtkWindow  *window,
              const char *name)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *file_name = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (self->folder, file_name, NULL);
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return FALSE;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  if (!gdk_texture_save_to_png (texture, path))
    {
      g_printerr ("%s\n", path);
      self->failed = TRUE;
    }
  return TRUE;
}

/* The steps */

static GtkWindow *
find_main (Demo *self)
{
  GtkWindow *view = NULL;
  GtkWidget *sales = velo_window_get_sales_view (self->window);

  if (sales != NULL
      && g_strcmp0 (velo_sale_pane_get_showing (velo_sales_view_get_pane (VELO_SALES_VIEW (sales))), "list") == 0)
    view = GTK_WINDOW (self->window);
  return view;
}

static void
drop_invoice (Demo      *self,
              GtkWindow *window)
{
  g_autofree char *path = g_build_filename (self->folder, "invoice.pdf", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = velo_samples_load ("invoice.pdf", 0, &error);

  if (bytes == NULL
      || !g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error))
    {
      g_printerr ("%s\n", error->message);
      self->failed = TRUE;
      return;
    }
  velo_window_take_in (self->window, file);
}

static GtkWindow *
find_review (Demo *self)
{
  return find_window (VELO_TYPE_SALE_DIALOG);
}

static void
accept_review (Demo      *self,
               GtkWindow *window)
{
  click (window, "save_button");
}

static GtkWindow *
find_reminder (Demo *self)
{
  return find_window (VELO_TYPE_REMINDER_DIALOG);
}

static void
insure_now (Demo      *self,
            GtkWindow *window)
{
  click (window, "insure_button");
}

static GtkWindow *
find_assistant_at (int step)
{
  GtkWindow *window = find_window (VELO_TYPE_ASSISTANT_WINDOW);

  if (window == NULL || velo_assistant_window_is_busy (VELO_ASSISTANT_WINDOW (window))
      || velo_assistant_window_get_proposal (VELO_ASSISTANT_WINDOW (window)) == NULL
      || velo_assistant_window_get_step (VELO_ASSISTANT_WINDOW (window)) != step)
    return NULL;
  return window;
}

static VeloProposal *
get_proposal (GtkWindow *window)
{
  return velo_assistant_window_get_proposal (VELO_ASSISTANT_WINDOW (window));
}

static void
go_on (Demo      *self,
       GtkWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "assistant.next", NULL);
}

static GtkWindow *
find_object (Demo *self)
{
  return find_assistant_at (0);
}

static void
check_object (Demo      *self,
              GtkWindow *window)
{
  self->vehicle_id = g_strdup (velo_proposal_get_vehicle_id (get_proposal (window)));
  go_on (self, window);
}

static GtkWindow *
find_tariff (Demo *self)
{
  GtkWindow *window = find_assistant_at (1);
  GtkWidget *cards = window == NULL ? NULL : find_child (GTK_WIDGET (window), "cards");
  GtkWidget *papers = window == NULL ? NULL : find_child (GTK_WIDGET (window), "handover_box");

  /* the customer gets the documents here: they belong into the picture */
  return cards != NULL && gtk_widget_get_mapped (cards) && velo_proposal_get_premium_cents (get_proposal (window)) > 0
         && papers != NULL && gtk_widget_get_mapped (papers) ? window : NULL;
}

static void
choose_tariff (Demo      *self,
               GtkWindow *window)
{
  velo_proposal_set_documents_received (get_proposal (window), TRUE);
  velo_proposal_set_documents_received_at (get_proposal (window), velo_time_now ());
  go_on (self, window);
}

static GtkWindow *
find_vehicle (Demo *self)
{
  GtkWindow *window = find_assistant_at (2);

  if (window != NULL && velo_vehicle_get_leasing (velo_proposal_get_vehicle (get_proposal (window))) == VELO_ANSWER_UNKNOWN)
    {
      VeloVehicle *vehicle = velo_proposal_get_vehicle (get_proposal (window));

      velo_vehicle_set_lock_confirmed (vehicle, VELO_ANSWER_YES);
      velo_vehicle_set_leasing (vehicle, VELO_ANSWER_NO);
    }
  return window;
}

static GtkWindow *
find_customer (Demo *self)
{
  GtkWindow *window = find_assistant_at (3);

  /* once: filling anew at each look would never let the window be drawn */
  if (window != NULL && *velo_proposal_get_iban (get_proposal (window)) == '\0')
    {
      gtk_editable_set_text (GTK_EDITABLE (find_child (GTK_WIDGET (window), "iban_row")), EXAMPLE_IBAN);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (find_child (GTK_WIDGET (window), "consent_check")), TRUE);
    }
  return window;
}

static GtkWindow *
find_application (Demo *self)
{
  GtkWindow *window = find_assistant_at (4);
  GtkWidget *paper = window == NULL ? NULL : find_child (GTK_WIDGET (window), "paper_button");
  GtkWidget *button = window == NULL ? NULL : find_child (GTK_WIDGET (window), "signed_button");

  if (paper != NULL && gtk_widget_get_mapped (paper))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (paper), TRUE);
  return button != NULL && gtk_widget_is_sensitive (button) && gtk_widget_get_mapped (button)
         && velo_proposal_get_state (get_proposal (window)) == VELO_PROPOSAL_STATE_PREPARED ? window : NULL;
}

static void
sign (Demo      *self,
      GtkWindow *window)
{
  click (window, "signed_button");
}

static GtkWindow *
find_conclusion (Demo *self)
{
  return find_assistant_at (5);
}

static void
finalise (Demo      *self,
          GtkWindow *window)
{
  click (window, "conclude_button");
}

static GtkWindow *
find_question (Demo *self)
{
  return find_window (ADW_TYPE_MESSAGE_DIALOG);
}

static void
confirm (Demo      *self,
         GtkWindow *window)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (window);

  adw_message_dialog_response (dialog, adw_message_dialog_get_default_response (dialog));
  gtk_window_destroy (window);
}

static GtkWindow *
find_insured (Demo *self)
{
  GtkWindow *window = find_assistant_at (5);

  return window != NULL && velo_proposal_get_state (get_proposal (window)) == VELO_PROPOSAL_STATE_CONCLUDED
         ? window : NULL;
}

static void
print_contract (Demo      *self,
                GtkWindow *window)
{
  g_print (_("  Contract %s concluded after %.1f seconds\n"),
           velo_proposal_get_contract_number (get_proposal (window)),
           (double) (g_get_monotonic_time () - self->started_usec) / G_USEC_PER_SEC);
  gtk_window_destroy (window);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-vehicle", "s", self->vehicle_id);
}

static GtkWindow *
find_page (Demo *self)
{
  return velo_window_get_page (self->window) == NULL ? NULL : GTK_WINDOW (self->window);
}

static void
leave_page (Demo      *self,
            GtkWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  velo_preferences_present (window, velo_application_get_services (self->application), "account");
}

static GtkWindow *
find_settings (Demo *self)
{
  return find_window (VELO_TYPE_PREFERENCES);
}

static void
close_settings (Demo      *self,
                GtkWindow *window)
{
  gtk_window_destroy (window);
}

static const Step steps[] = {
  { N_("The program is open, in training"), "01-main", find_main, drop_invoice },
  { N_("The e-invoice is read; the values are checked"), "02-invoice", find_review, accept_review },
  { N_("Reminder: insure now"), "03-reminder", find_reminder, insure_now },
  { N_("Object"), "04-object", find_object, check_object },
  { N_("Tariff"), "05-tariff", find_tariff, choose_tariff },
  { N_("Vehicle and lock"), "06-vehicle", find_vehicle, go_on },
  { N_("Customer"), "07-customer", find_customer, go_on },
  { N_("Application: printed and signed on paper"), "08-application", find_application, sign },
  { N_("Conclusion"), "09-conclusion", find_conclusion, finalise },
  { N_("The application is finalised"), "10-finalise", find_question, confirm },
  { N_("Insured"), "11-insured", find_insured, print_contract },
  { N_("The vehicle's page with its documents"), "12-vehicle-page", find_page, leave_page },
  { N_("Settings"), "13-settings", find_settings, close_settings },
};

/* The documents */

static void save_next_document (Demo *self);

static void
end (Demo *self)
{
  g_autoptr(VeloApplication) application = g_object_ref (self->application);
  int status = self->failed ? 1 : 0;

  if (!self->failed)
    g_print (_("%u documents and the pictures are in %s\n"), self->n_saved, self->folder);
  demo_free (self);
  velo_application_end_demo (application, status);
}

static void
document_loaded_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  Demo *self = user_data;
  VeloDocument *document = g_ptr_array_index (self->documents, self->n_saved);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = velo_store_load_document_finish (VELO_STORE (object), result, &error);
  g_autofree char *title = velo_text_file_name (velo_document_get_title (document));
  g_autofree char *extension = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  extension = g_str_equal (velo_document_get_content_type (document), "application/pdf") ? g_strdup ("pdf")
              : g_str_equal (velo_document_get_content_type (document), "application/xml") ? g_strdup ("xml")
              : g_strdup ("txt");
  name = g_strdup_printf ("%02u %s.%s", self->n_saved + 1, title, extension);
  path = g_build_filename (self->folder, name, NULL);
  if (bytes == NULL
      || !g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error))
    {
      g_printerr ("%s\n", error->message);
      self->failed = TRUE;
      end (self);
      return;
    }
  self->n_saved++;
  save_next_document (self);
}

static void
save_next_document (Demo *self)
{
  VeloCounter *counter = velo_services_get_counter (velo_application_get_services (self->application));

  if (self->n_saved == self->documents->len)
    end (self);
  else
    velo_store_load_document_async (velo_counter_get_store (counter),
                                    velo_document_get_sha256 (g_ptr_array_index (self->documents, self->n_saved)),
                                    NULL, document_loaded_cb, self);
}

static void
documents_listed_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  Demo *self = user_data;
  g_autoptr(GError) error = NULL;

  self->documents = velo_store_list_documents_finish (VELO_STORE (object), result, &error);
  if (self->documents == NULL || self->documents->len == 0)
    {
      g_printerr ("%s\n", error == NULL ? _("No documents were filed.") : error->message);
      self->failed = TRUE;
      end (self);
      return;
    }
  velo_documents_drop_superseded (self->documents);
  save_next_document (self);
}

/* Playing */

/* What was on the screen when it got stuck is the first thing that one wants to see. */
static void
show_windows (Demo *self)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();
  guint n = 0;

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_widget_get_mapped (l->data))
      {
        g_autofree char *name = g_strdup_printf ("stuck-%u", ++n);

        g_printerr ("  %s\n", gtk_window_get_title (l->data));
        take_picture (self, l->data, name);
      }
}

static gboolean
look_cb (gpointer user_data)
{
  Demo *self = user_data;
  const Step *step = &steps[self->step];
  VeloServices *services = velo_application_get_services (self->application);
  VeloCounter *counter = services == NULL ? NULL : velo_services_get_counter (services);
  GtkWindow *window;

  /* somebody who watched has closed the window */
  if (self->window == NULL || counter == NULL)
    {
      self->failed = TRUE;
      end (self);
      return G_SOURCE_REMOVE;
    }
  window = step->find (self);
  if (!self->failed && (window == NULL || !self->settled) && self->looks++ < MAX_LOOKS)
    {
      /* a window that is there is shown once more, so that what was just filled in is drawn */
      self->settled = window != NULL && shows_its_pages (GTK_WIDGET (window));
      return G_SOURCE_CONTINUE;
    }
  if (window == NULL || self->failed)
    {
      g_printerr (_("The demonstration got stuck at: %s\n"), _(step->text));
      show_windows (self);
      self->failed = TRUE;
      end (self);
      return G_SOURCE_REMOVE;
    }
  if (step->picture != NULL && !take_picture (self, window, step->picture) && self->looks++ < MAX_LOOKS)
    return G_SOURCE_CONTINUE;
  g_print ("%2u  %s\n", self->step + 1, _(step->text));
  if (step->act != NULL)
    step->act (self, window);
  self->looks = 0;
  self->settled = FALSE;
  if (++self->step < G_N_ELEMENTS (steps))
    return G_SOURCE_CONTINUE;
  velo_store_list_documents_async (velo_counter_get_store (counter), self->vehicle_id, NULL, NULL,
                                   documents_listed_cb, self);
  return G_SOURCE_REMOVE;
}

/**
 * velo_demo_play:
 * @application: the program, in training
 * @window: its window, with its data
 * @folder: where to leave pictures and documents; made if missing
 *
 * Plays one sale from the dropped e-invoice to the filed policy: real windows,
 * real HTTP to the training insurer. Prints each step, and ends the program
 * with exit status 0 only if a policy was made and its documents saved.
 */
void
velo_demo_play (VeloApplication *application,
                VeloWindow      *window,
                const char      *folder)
{
  Demo *self;

  g_return_if_fail (VELO_IS_APPLICATION (application));
  g_return_if_fail (VELO_IS_WINDOW (window));
  g_return_if_fail (folder != NULL);

  self = g_new0 (Demo, 1);
  self->application = g_object_ref (application);
  g_set_weak_pointer (&self->window, window);
  self->folder = g_canonicalize_filename (folder, NULL);
  self->started_usec = g_get_monotonic_time ();
  if (g_mkdir_with_parents (self->folder, 0700) != 0 || g_access (self->folder, W_OK | X_OK) != 0)
    {
      /* Translators: path of a folder, message of the system */
      g_printerr (_("Pictures and documents cannot be left in the folder %s: %s\n"), self->folder,
                  g_strerror (errno));
      self->failed = TRUE;
    }
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_timeout_add (LOOK_MSEC, look_cb, self);
}
