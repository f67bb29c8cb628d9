/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a review has been on the screen: Enter leads to the marked values that have not, then it accepts. */

#define G_LOG_DOMAIN "velo-sale-dialog"

#include "config.h"

#include "velo-sale-dialog-private.h"

#include "velo-review-text.h"

/* How much of what stands above a value is shown with it. */
#define ROOM_ABOVE 60

static const char seen_key[] = "velo-seen";

static GtkWidget *
get_form (VeloSaleDialog *self)
{
  g_autoptr(GtkWidget) form = NULL;

  g_object_get (self->pane, "form", &form, NULL);
  return form;
}

/* A value that is folded away is seen with the row that sums it up. */
static GtkWidget *
get_shown (GtkWidget *field,
           GtkWidget *form)
{
  GtkWidget *shown = field;

  while (shown != NULL && shown != form && !gtk_widget_get_mapped (shown))
    shown = gtk_widget_get_parent (shown);
  return shown == form ? NULL : shown;
}

static gboolean
is_on_screen (GtkWidget *field,
              GtkWidget *form,
              double     scrolled)
{
  GtkWidget *shown = get_shown (field, form);
  graphene_rect_t bounds;
  float middle;

  if (shown == NULL || !gtk_widget_compute_bounds (shown, form, &bounds))
    return FALSE;
  middle = graphene_rect_get_y (&bounds) + graphene_rect_get_height (&bounds) / 2 - (float) scrolled;
  return graphene_rect_get_height (&bounds) > 0 && middle > 0 && middle < (float) gtk_widget_get_height (form);
}

/* Notes what is on the screen, or will be with the next frame that is further down by @scrolled; returns the first marked value that has never been, from above. */
static GtkWidget *
look_at (GtkWidget *widget,
         GtkWidget *form,
         double     scrolled)
{
  GtkWidget *unseen = NULL;

  if (VELO_IS_SALE_FIELD (widget))
    {
      if (!gtk_widget_get_visible (widget)
          || velo_sale_field_get_sureness (VELO_SALE_FIELD (widget)) == VELO_SURENESS_HIGH)
        return NULL;
      if (is_on_screen (widget, form, scrolled))
        g_object_set_data (G_OBJECT (widget), seen_key, widget);
      return g_object_get_data (G_OBJECT (widget), seen_key) == NULL ? widget : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = look_at (child, form, scrolled);

      if (unseen == NULL)
        unseen = found;
    }
  return unseen;
}

/**
 * velo_sale_dialog_get_unseen:
 * @self: a dialog
 *
 * Returns: (transfer none) (nullable): the value that Enter leads to, because it is marked and has
 *   not been on the screen yet; %NULL if Enter saves
 */
GtkWidget *
velo_sale_dialog_get_unseen (VeloSaleDialog *self)
{
  GtkWidget *form;

  g_return_val_if_fail (VELO_IS_SALE_DIALOG (self), NULL);

  form = get_form (self);
  if (!self->review || !gtk_widget_get_realized (GTK_WIDGET (self)))
    return NULL;
  return look_at (form, form, 0);
}

/* The sentence above the values says what Enter does now. */
void
velo_sale_dialog_show_source (VeloSaleDialog *self)
{
  VeloNoticeKind kind;
  g_autofree char *text = velo_review_text_source (self->invoice, velo_sale_dialog_get_unseen (self) == NULL, &kind);

  if (!self->tells_source || g_strcmp0 (velo_sale_dialog_get_notice (self), text) != 0)
    velo_notice_show (self->notice, kind, text);
  g_free (self->source_text);
  self->source_text = g_steal_pointer (&text);
  self->tells_source = TRUE;
}

static gboolean
look_cb (gpointer user_data)
{
  VeloSaleDialog *self = user_data;

  self->look_id = 0;
  /* another sentence stands there by now */
  if (self->tells_source && g_strcmp0 (velo_sale_dialog_get_notice (self), self->source_text) == 0)
    velo_sale_dialog_show_source (self);
  else
    velo_sale_dialog_get_unseen (self);
  return G_SOURCE_REMOVE;
}

/* Once it is laid out. */
static void
scrolled_cb (VeloSaleDialog *self)
{
  if (self->look_id == 0)
    self->look_id = g_idle_add (look_cb, self);
}

/* With what follows it, so that one key shows as many as there is room for. */
static void
lead_to (VeloSaleDialog *self,
         GtkWidget      *field)
{
  GtkWidget *form = get_form (self);
  GtkWidget *shown;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (form));
  double before = gtk_adjustment_get_value (adjustment);
  graphene_rect_t bounds;

  velo_review_pane_show_values (self->pane);
  shown = get_shown (field, form);
  if (shown != NULL && gtk_widget_compute_bounds (shown, form, &bounds))
    gtk_adjustment_set_value (adjustment, before + (double) graphene_rect_get_y (&bounds) - ROOM_ABOVE);
  look_at (form, form, gtk_adjustment_get_value (adjustment) - before);
  if (shown == field)
    gtk_widget_grab_focus (field);
  /* it is led to once, whatever the room; the next Enter goes on from there */
  g_object_set_data (G_OBJECT (field), seen_key, field);
  scrolled_cb (self);
}

static gboolean
is_for_the_focus (VeloSaleDialog *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && focus != GTK_WIDGET (self->save_button)
         && (GTK_IS_BUTTON (focus) || GTK_IS_LIST_BOX_ROW (focus) || GTK_IS_SWITCH (focus)
             || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL
             || gtk_widget_get_ancestor (focus, GTK_TYPE_MENU_BUTTON) != NULL);
}

static gboolean
key_pressed_cb (VeloSaleDialog  *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  GtkWidget *unseen;

  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter)
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0 || is_for_the_focus (self))
    return GDK_EVENT_PROPAGATE;
  unseen = velo_sale_dialog_get_unseen (self);
  if (unseen == NULL)
    return GDK_EVENT_PROPAGATE;
  lead_to (self, unseen);
  return GDK_EVENT_STOP;
}

/* Follows what is on the screen from now on. */
void
velo_sale_dialog_watch_seen (VeloSaleDialog *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (get_form (self)));
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_name (keys, "velo-enter");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
