/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows at a row what the customer has entered on the own phone: a mark if it stands there, a row below if
 * something else does. */

#define G_LOG_DOMAIN "velo-phone-mark"

#include "config.h"

#include "velo-phone-mark.h"

#include <glib/gi18n.h>

#include "velo-fold-layout.h"

#define MARK_KEY "velo-phone-mark"
#define OFFER_KEY "velo-phone-offer"

typedef struct
{
  GtkWidget *icon; /* (borrowed): a child of the row */
  char *text;      /* (owned): what stood in the row when it was marked */
  gulong changed_id;
} Mark;

typedef struct
{
  GtkWidget *row; /* (weak) (nullable) */
  char *value;    /* (owned) */
  VeloPhoneMarkFunc func;
  gpointer user_data;
} Offer;

static void
mark_free (Mark *mark)
{
  g_free (mark->text);
  g_free (mark);
}

static void
offer_free (gpointer  data,
            GClosure *closure)
{
  Offer *offer = data;

  g_clear_weak_pointer (&offer->row);
  g_free (offer->value);
  g_free (offer);
}

static char *
dup_text (GtkWidget *row)
{
  if (ADW_IS_COMBO_ROW (row))
    return g_strdup_printf ("%u", adw_combo_row_get_selected (ADW_COMBO_ROW (row)));
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));
}

/* What somebody else enters is not the customer's any more. */
static void
changed_cb (GtkWidget *row)
{
  Mark *mark = g_object_get_data (G_OBJECT (row), MARK_KEY);
  g_autofree char *text = dup_text (row);

  if (mark != NULL && !g_str_equal (text, mark->text))
    velo_phone_mark_clear (row);
}

/**
 * velo_phone_mark_set:
 * @row: an entry row or a combo row
 *
 * Marks what stands in @row now as entered by the customer, until it is changed.
 */
void
velo_phone_mark_set (GtkWidget *row)
{
  Mark *mark;

  g_return_if_fail (ADW_IS_COMBO_ROW (row) || ADW_IS_ENTRY_ROW (row));

  velo_phone_mark_clear (row);
  mark = g_new0 (Mark, 1);
  mark->text = dup_text (row);
  mark->icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "phone-symbolic", "accessible-role", GTK_ACCESSIBLE_ROLE_IMG,
                             "tooltip-text", _("Entered by the customer"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark->icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Entered by the customer"), -1);
  gtk_widget_add_css_class (mark->icon, "accent");
  if (ADW_IS_COMBO_ROW (row))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark->icon);
  else
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), mark->icon);
  g_object_set_data_full (G_OBJECT (row), MARK_KEY, mark, (GDestroyNotify) mark_free);
  mark->changed_id = g_signal_connect (row, ADW_IS_COMBO_ROW (row) ? "notify::selected" : "changed",
                                       G_CALLBACK (changed_cb), NULL);
}

/**
 * velo_phone_mark_get:
 * @row: a row
 *
 * Returns: whether what stands in @row was entered by the customer
 */
gboolean
velo_phone_mark_get (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), MARK_KEY) != NULL;
}

static void
drop_offer (GtkWidget *row)
{
  GtkWidget *note = g_object_steal_data (G_OBJECT (row), OFFER_KEY);

  if (note != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (gtk_widget_get_parent (note)), note);
}

static void
take_cb (GtkButton *button,
         gpointer   user_data)
{
  Offer *offer = user_data;
  GtkWidget *row = offer->row;
  g_autofree char *value = g_strdup (offer->value);
  VeloPhoneMarkFunc func = offer->func;
  gpointer data = offer->user_data;

  if (row == NULL)
    return;
  /* @offer goes with the button */
  drop_offer (row);
  func (row, value, data);
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

static void
keep_cb (GtkButton *button,
         gpointer   user_data)
{
  GtkWidget *row = user_data;

  drop_offer (row);
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
add_button (GtkWidget  *buttons,
            const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), button);
  return button;
}

/* A row with words and buttons beside them, or below where it is narrow. */
static GtkWidget *
make_note (const char  *words,
           GtkWidget  **buttons)
{
  GtkWidget *note = g_object_new (ADW_TYPE_PREFERENCES_ROW, "use-markup", FALSE, "title", words, "activatable", FALSE, NULL);
  GtkWidget *fold = g_object_new (GTK_TYPE_BOX, "margin-start", 12, "margin-end", 12, "margin-top", 8, "margin-bottom", 8,
                                  NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "phone-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", words, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0, "hexpand", TRUE, NULL);

  gtk_widget_set_layout_manager (fold, velo_fold_layout_new ());
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (fold), line);
  gtk_box_append (GTK_BOX (fold), *buttons);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (note), fold);
  return note;
}

/**
 * velo_phone_mark_offer:
 * @row: a row of a list in which something else stands
 * @value: what the customer entered
 * @shown: the same as people read it
 * @func: called if it shall stand there; once at most
 * @user_data: data for @func
 *
 * Shows both, and lets the user decide.
 */
void
velo_phone_mark_offer (GtkWidget         *row,
                       const char        *value,
                       const char        *shown,
                       VeloPhoneMarkFunc  func,
                       gpointer           user_data)
{
  GtkWidget *list = gtk_widget_get_parent (row);
  /* Translators: what a customer typed on the own phone */
  g_autofree char *title = g_strdup_printf (_("The customer entered “%s”"), shown);
  GtkWidget *buttons;
  GtkWidget *note;
  Offer *offer;

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  drop_offer (row);
  note = make_note (title, &buttons);
  offer = g_new0 (Offer, 1);
  g_set_weak_pointer (&offer->row, row);
  offer->value = g_strdup (value);
  offer->func = func;
  offer->user_data = user_data;
  g_signal_connect_data (add_button (buttons, _("Take _Over")), "clicked", G_CALLBACK (take_cb), offer, offer_free, 0);
  g_signal_connect_object (add_button (buttons, _("_Keep")), "clicked", G_CALLBACK (keep_cb), row, G_CONNECT_DEFAULT);
  gtk_list_box_insert (GTK_LIST_BOX (list), note, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + 1);
  g_object_set_data (G_OBJECT (row), OFFER_KEY, note);
  g_object_bind_property (row, "visible", note, "visible", G_BINDING_SYNC_CREATE);
}

/**
 * velo_phone_mark_get_offer:
 * @row: a row
 *
 * Returns: (transfer none) (nullable): what is shown below @row of the customer's
 */
GtkWidget *
velo_phone_mark_get_offer (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), OFFER_KEY);
}

/**
 * velo_phone_mark_clear:
 * @row: a row
 *
 * Nothing at @row tells of the customer's phone any more.
 */
void
velo_phone_mark_clear (GtkWidget *row)
{
  Mark *mark = g_object_get_data (G_OBJECT (row), MARK_KEY);

  drop_offer (row);
  if (mark == NULL)
    return;
  g_signal_handler_disconnect (row, mark->changed_id);
  if (ADW_IS_COMBO_ROW (row))
    adw_action_row_remove (ADW_ACTION_ROW (row), mark->icon);
  else
    adw_entry_row_remove (ADW_ENTRY_ROW (row), mark->icon);
  g_object_set_data (G_OBJECT (row), MARK_KEY, NULL);
}
