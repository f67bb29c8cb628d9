/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents that the customer gets: look, print, save, and when each was handed over. */

#define G_LOG_DOMAIN "velo-handover-box"

#include "config.h"

#include "velo-handover-box.h"

#include <glib/gi18n.h>

#include "velo-date.h"
#include "velo-document-window.h"
#include "velo-error-text.h"
#include "velo-handover-row.h"
#include "velo-handover-set.h"
#include "velo-mail-portal.h"
#include "velo-print.h"
#include "velo-save.h"

/**
 * VeloHandoverBox:
 *
 * Callbacks hold a reference to the box and check its cancellable, which is
 * cancelled on dispose. "handed-over" is emitted after the record is stored.
 */
struct _VeloHandoverBox
{
  AdwBin parent_instance;

  GtkListBox   *list;         /* (borrowed) (not nullable) */
  GtkWidget    *print_button; /* (borrowed) (not nullable) */
  GtkWidget    *save_button;  /* (borrowed) (not nullable) */
  GtkWidget    *mail_button;  /* (borrowed) (not nullable) */
  GtkLabel     *status_label; /* (borrowed) (not nullable) */

  VeloStore    *store;        /* (owned) (nullable) */
  GListModel   *documents;    /* (owned) (nullable) (element-type VeloDocument) */
  char         *who;          /* (owned) (nullable) */
  char         *whose;        /* (owned) (nullable): for the names of jobs and files */
  char         *address;      /* (owned) (nullable): to send them to */
  GCancellable *cancellable;  /* (owned) (not nullable) */
  gboolean      busy;
  gboolean      record_later; /* what the customer has got, as soon as it is not busy any more */
  gboolean      pending;      /* nobody has said yet that the customer has them */
};

G_DEFINE_FINAL_TYPE (VeloHandoverBox, velo_handover_box, ADW_TYPE_BIN)

typedef enum
{
  PROP_DOCUMENTS = 1,
  PROP_STATUS,
  PROP_PENDING,
} VeloHandoverBoxProperty;

static GParamSpec *properties[PROP_PENDING + 1];

enum
{
  HANDED_OVER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is collected on the way to the printer or to a file. */
typedef struct
{
  VeloHandoverBox *self;        /* (owned) (not nullable) */
  GListModel      *documents;   /* (owned) (nullable) (element-type VeloDocument): those of the box when it began */
  GPtrArray       *ids;         /* (owned) (element-type utf8), NULL-terminated at the end */
  GBytes          *joined;      /* (owned) (nullable) */
  char            *export_path; /* (owned) (nullable) */
  const char      *how;         /* static: "printed", "saved", "mailed" or "shown" */
} Handover;

static void
handover_free (Handover *handover)
{
  g_clear_object (&handover->self);
  g_clear_object (&handover->documents);
  g_clear_pointer (&handover->ids, g_ptr_array_unref);
  g_clear_pointer (&handover->joined, g_bytes_unref);
  g_free (handover->export_path);
  g_free (handover);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Handover, handover_free)

static void
update_actions (VeloHandoverBox *self)
{
  gboolean any = self->documents != NULL && g_list_model_get_n_items (self->documents) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "handover.print", any && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "handover.save", any && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "handover.mail", any && !self->busy);
}

static void
set_status (VeloHandoverBox *self,
            const char      *text)
{
  gtk_label_set_label (self->status_label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->status_label), text != NULL && *text != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

static void
set_busy (VeloHandoverBox *self,
          gboolean         busy)
{
  self->busy = busy;
  update_actions (self);
}

/* At the end of what kept it busy; what is to be read of that is said after this. */
static void
be_free (VeloHandoverBox *self)
{
  gboolean record_now = self->record_later && !self->pending;

  self->record_later = FALSE;
  set_busy (self, FALSE);
  if (record_now)
    velo_handover_box_record_shown (self);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  GtkWidget *row = velo_handover_row_new (item);

  velo_handover_row_set_pending (row, VELO_HANDOVER_BOX (user_data)->pending);
  return row;
}

/* The first time counts: what is printed or saved again later is only noted in the history. */
static void
mark_document (Handover   *handover,
               const char *id)
{
  for (guint i = 0; handover->documents != NULL && i < g_list_model_get_n_items (handover->documents); i++)
    {
      g_autoptr(VeloDocument) document = g_list_model_get_item (handover->documents, i);

      if (!g_str_equal (velo_document_get_id (document), id) || velo_document_get_handed_over_at (document) != 0)
        continue;
      velo_document_set_handed_over_how (document, handover->how);
      velo_document_set_handed_over_by (document, handover->self->who);
      velo_document_set_handed_over_at (document, velo_time_now ());
    }
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Handover) handover = user_data;
  VeloHandoverBox *self = handover->self;
  g_autoptr(GError) error = NULL;

  velo_store_record_handover_finish (VELO_STORE (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  for (guint i = 0; error == NULL && g_ptr_array_index (handover->ids, i) != NULL; i++)
    mark_document (handover, g_ptr_array_index (handover->ids, i));
  be_free (self);
  if (error != NULL)
    {
      g_autofree char *text = velo_error_text_dup (error);

      set_status (self, text);
      return;
    }
  if (g_str_equal (handover->how, "printed"))
    set_status (self, _("The documents are at the printer."));
  else if (g_str_equal (handover->how, "saved"))
    set_status (self, _("The documents are saved."));
  g_signal_emit (self, signals[HANDED_OVER], 0);
}

static void
record (Handover *handover)
{
  velo_store_record_handover_async (handover->self->store,
                                    (const char * const *) handover->ids->pdata,
                                    handover->how, handover->self->who, NULL, recorded_cb, handover);
}

/* What the user does with the message is not known here: nothing is recorded as handed over. */
static void
mailed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Handover) handover = user_data;
  VeloHandoverBox *self = handover->self;
  g_autoptr(GError) error = NULL;
  gboolean mailed = velo_mail_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  be_free (self);
  if (!mailed)
    g_info ("no message was made: %s %d", g_quark_to_string (error->domain), error->code);
  set_status (self, mailed ? _("The documents are attached to a message in the mail program. Please send it there.")
                           : _("No mail program could be opened. Please print or save the documents instead."));
}

static void
delivered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Handover) handover = user_data;
  VeloHandoverBox *self = handover->self;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_str_equal (handover->how, "printed"))
    velo_print_finish (result, &error);
  else
    velo_save_finish (result, &error);
  if (error == NULL)
    {
      record (g_steal_pointer (&handover));
      return;
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  be_free (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = velo_error_text_dup (error);
  set_status (self, text);
}

static void
deliver (Handover *handover)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (handover->self));
  GtkWindow *parent = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
  g_autofree char *name = velo_save_dup_name (_("Insurance documents"), handover->self->whose);
  g_autofree char *file_name = g_strconcat (name, ".pdf", NULL);

  g_ptr_array_add (handover->ids, NULL);
  if (g_str_equal (handover->how, "printed"))
    velo_print_async (parent, handover->joined, name, handover->export_path,
                      handover->self->cancellable, delivered_cb, handover);
  else if (g_str_equal (handover->how, "mailed"))
    velo_mail_async (handover->self->address, name, _("Your insurance documents are attached."), handover->joined,
                     file_name, handover->self->cancellable, mailed_cb, handover);
  else
    velo_save_async (parent, handover->joined, file_name, delivered_cb, handover);
}

static void
joined_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Handover) handover = user_data;
  VeloHandoverBox *self = handover->self;
  g_autoptr(GError) error = NULL;

  handover->joined = velo_handover_set_join_finish (result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (handover->joined == NULL)
    {
      g_autofree char *text = velo_error_text_dup (error);

      be_free (self);
      set_status (self, text);
      return;
    }
  deliver (g_steal_pointer (&handover));
}

static Handover *
handover_new (VeloHandoverBox *self,
              const char      *how)
{
  Handover *handover = g_new0 (Handover, 1);

  handover->self = g_object_ref (self);
  g_set_object (&handover->documents, self->documents);
  handover->ids = g_ptr_array_new_with_free_func (g_free);
  handover->how = how;
  set_busy (self, TRUE);
  set_status (self, NULL);
  return handover;
}

static void
start (VeloHandoverBox *self,
       const char      *how,
       const char      *export_path)
{
  Handover *handover;

  if (self->busy || self->documents == NULL || g_list_model_get_n_items (self->documents) == 0)
    return;
  handover = handover_new (self, how);
  handover->export_path = g_strdup (export_path);
  for (guint i = 0; i < g_list_model_get_n_items (self->documents); i++)
    {
      g_autoptr(VeloDocument) document = g_list_model_get_item (self->documents, i);

      g_ptr_array_add (handover->ids, g_strdup (velo_document_get_id (document)));
    }
  velo_handover_set_join_async (self->store, self->documents, self->cancellable, joined_cb, handover);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  start (VELO_HANDOVER_BOX (widget), "printed", NULL);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  start (VELO_HANDOVER_BOX (widget), "saved", NULL);
}

static void
mail_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  start (VELO_HANDOVER_BOX (widget), "mailed", NULL);
}

/* The one document was printed or saved in its own window. */
static void
used_cb (VeloDocumentWindow *window,
         const char         *how,
         VeloHandoverBox    *self)
{
  VeloDocument *document = g_object_get_data (G_OBJECT (window), "velo-document");
  Handover *handover = handover_new (self, g_str_equal (how, "printed") ? "printed" : "saved");

  g_ptr_array_add (handover->ids, g_strdup (velo_document_get_id (document)));
  g_ptr_array_add (handover->ids, NULL);
  record (handover);
}

static void
on_row_activated_cb (VeloHandoverBox *self,
                     GtkListBoxRow   *row)
{
  VeloDocument *document = velo_handover_row_get_document (GTK_WIDGET (row));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *window;

  if (self->store == NULL)
    return;
  window = velo_document_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->store, document);
  velo_document_window_set_whose (VELO_DOCUMENT_WINDOW (window), self->whose);
  g_object_set_data_full (G_OBJECT (window), "velo-document", g_object_ref (document), g_object_unref);
  g_signal_connect_object (window, "used", G_CALLBACK (used_cb), self, G_CONNECT_DEFAULT);
  gtk_window_present (GTK_WINDOW (window));
}

static void
velo_handover_box_dispose (GObject *object)
{
  VeloHandoverBox *self = VELO_HANDOVER_BOX (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_HANDOVER_BOX);

  G_OBJECT_CLASS (velo_handover_box_parent_class)->dispose (object);
}

static void
velo_handover_box_finalize (GObject *object)
{
  VeloHandoverBox *self = VELO_HANDOVER_BOX (object);

  g_clear_object (&self->store);
  g_clear_object (&self->documents);
  g_clear_object (&self->cancellable);
  g_free (self->who);
  g_free (self->whose);
  g_free (self->address);

  G_OBJECT_CLASS (velo_handover_box_parent_class)->finalize (object);
}

static void
velo_handover_box_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  VeloHandoverBox *self = VELO_HANDOVER_BOX (object);

  switch ((VeloHandoverBoxProperty) prop_id)
    {
    case PROP_DOCUMENTS:
      g_value_set_object (value, self->documents);
      break;
    case PROP_STATUS:
      g_value_set_string (value, gtk_label_get_label (self->status_label));
      break;
    case PROP_PENDING:
      g_value_set_boolean (value, self->pending);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_pending (VeloHandoverBox *self,
             gboolean         pending)
{
  if (self->pending == pending)
    return;
  self->pending = pending;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    velo_handover_row_set_pending (row, pending);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

static void
velo_handover_box_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch ((VeloHandoverBoxProperty) prop_id)
    {
    case PROP_PENDING:
      set_pending (VELO_HANDOVER_BOX (object), g_value_get_boolean (value));
      break;
    case PROP_DOCUMENTS:
    case PROP_STATUS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  /**
   * VeloHandoverBox:documents:
   *
   * What is to be handed over, %NULL if nothing is known of it yet.
   */
  properties[PROP_DOCUMENTS] = g_param_spec_object ("documents", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * VeloHandoverBox:status:
   *
   * What became of printing or saving, in a sentence; empty if there is nothing to say.
   */
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  /**
   * VeloHandoverBox:pending:
   *
   * Whether nobody has said yet that the customer has the documents: what was printed or saved is not handed
   * over by that alone, and its row says so.
   */
  properties[PROP_PENDING] = g_param_spec_boolean ("pending", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
velo_handover_box_class_init (VeloHandoverBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = velo_handover_box_dispose;
  object_class->finalize = velo_handover_box_finalize;
  object_class->get_property = velo_handover_box_get_property;
  object_class->set_property = velo_handover_box_set_property;
  install_properties (object_class);

  /**
   * VeloHandoverBox::handed-over:
   * @self: the box
   *
   * Documents were handed over and this is recorded.
   */
  signals[HANDED_OVER] = g_signal_new ("handed-over", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/assistant/velo-handover-box.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloHandoverBox, list);
  gtk_widget_class_bind_template_child (widget_class, VeloHandoverBox, print_button);
  gtk_widget_class_bind_template_child (widget_class, VeloHandoverBox, save_button);
  gtk_widget_class_bind_template_child (widget_class, VeloHandoverBox, mail_button);
  gtk_widget_class_bind_template_child (widget_class, VeloHandoverBox, status_label);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_install_action (widget_class, "handover.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "handover.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "handover.mail", NULL, mail_action);
}

static void
velo_handover_box_init (VeloHandoverBox *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

/**
 * velo_handover_box_new:
 *
 * Returns: (transfer floating): an empty box
 */
GtkWidget *
velo_handover_box_new (void)
{
  return g_object_new (VELO_TYPE_HANDOVER_BOX, NULL);
}

/**
 * velo_handover_box_set_documents:
 * @self: a box
 * @store: (nullable): where their bytes are
 * @documents: (nullable): a list of #VeloDocument
 * @who: name of the employee, for the record
 */
void
velo_handover_box_set_documents (VeloHandoverBox *self,
                                 VeloStore       *store,
                                 GListModel      *documents,
                                 const char      *who)
{
  g_return_if_fail (VELO_IS_HANDOVER_BOX (self));
  g_return_if_fail (documents == NULL || G_IS_LIST_MODEL (documents));

  g_set_object (&self->store, store);
  g_set_object (&self->documents, documents);
  g_free (self->who);
  self->who = g_strdup (who);
  gtk_list_box_bind_model (self->list, documents, documents == NULL ? NULL : make_row, self, NULL);
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENTS]);
}

static void
take_documents (VeloHandoverBox *self,
                GParamSpec      *pspec,
                VeloHandoverBox *other)
{
  velo_handover_box_set_whose (self, other->whose);
  velo_handover_box_set_documents (self, other->store, other->documents, other->who);
}

/**
 * velo_handover_box_follow:
 * @self: a box
 * @other: the box of another place
 *
 * Shows from now on the very documents that @other has: what is handed over
 * with one of the boxes is so in both.
 */
void
velo_handover_box_follow (VeloHandoverBox *self,
                          VeloHandoverBox *other)
{
  g_return_if_fail (VELO_IS_HANDOVER_BOX (self));
  g_return_if_fail (VELO_IS_HANDOVER_BOX (other));

  g_signal_connect_object (other, "notify::documents", G_CALLBACK (take_documents), self, G_CONNECT_SWAPPED);
  g_object_bind_property (other, "pending", self, "pending", G_BINDING_SYNC_CREATE);
  take_documents (self, NULL, other);
}

/**
 * velo_handover_box_set_whose:
 * @self: a box
 * @whose: (nullable): whose documents these are, as velo_save_dup_whose() says
 *
 * Names the print jobs and files after the customer.
 */
void
velo_handover_box_set_whose (VeloHandoverBox *self,
                             const char      *whose)
{
  g_return_if_fail (VELO_IS_HANDOVER_BOX (self));

  g_free (self->whose);
  self->whose = g_strdup (whose);
}

/**
 * velo_handover_box_offer_mail:
 * @self: a box
 * @address: (nullable): of the customer, if it is known
 *
 * Offers to send the documents by e-mail as well.
 */
void
velo_handover_box_offer_mail (VeloHandoverBox *self,
                              const char      *address)
{
  g_return_if_fail (VELO_IS_HANDOVER_BOX (self));

  g_free (self->address);
  self->address = g_strdup (address);
  gtk_widget_set_visible (self->mail_button, TRUE);
}

/**
 * velo_handover_box_print:
 * @self: a box
 * @export_path: (nullable): write a PDF here instead of asking for a printer
 *
 * Prints all documents as one job, as its button does; "handed-over" tells
 * when they are at the printer and this is recorded.
 */
void
velo_handover_box_print (VeloHandoverBox *self,
                               const char      *export_path)
{
  g_return_if_fail (VELO_IS_HANDOVER_BOX (self));

  start (self, "printed", export_path);
}

/**
 * velo_handover_box_record_shown:
 * @self: a box
 *
 * Records that the customer has got what was neither printed nor saved here; what is being printed or saved
 * comes first.
 */
void
velo_handover_box_record_shown (VeloHandoverBox *self)
{
  Handover *handover;

  g_return_if_fail (VELO_IS_HANDOVER_BOX (self));

  if (self->documents == NULL)
    return;
  if (self->busy)
    {
      self->record_later = TRUE;
      return;
    }
  handover = handover_new (self, "shown");
  for (guint i = 0; i < g_list_model_get_n_items (self->documents); i++)
    {
      g_autoptr(VeloDocument) document = g_list_model_get_item (self->documents, i);

      if (velo_document_get_handed_over_at (document) == 0)
        g_ptr_array_add (handover->ids, g_strdup (velo_document_get_id (document)));
    }
  if (handover->ids->len == 0)
    {
      set_busy (self, FALSE);
      handover_free (handover);
      return;
    }
  g_ptr_array_add (handover->ids, NULL);
  record (handover);
}

/**
 * velo_handover_box_is_busy:
 * @self: a box
 *
 * Returns: whether documents are being loaded, printed or saved
 */
gboolean
velo_handover_box_is_busy (VeloHandoverBox *self)
{
  g_return_val_if_fail (VELO_IS_HANDOVER_BOX (self), FALSE);

  return self->busy;
}
