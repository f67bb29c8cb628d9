/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tabs of a claim: which there are, where the next step belongs, and the keys that turn them. */

#define G_LOG_DOMAIN "velo-claim-page"

#include "config.h"

#include "velo-claim-page-private.h"

/* What an account is never told has no tab. */
void
velo_claim_page_show_role (VeloClaimPage *self)
{
  VeloClaimActor role = self->client != NULL ? velo_claims_client_get_role (self->client) : VELO_CLAIM_ACTOR_PARTNER;
  gboolean partner = role == VELO_CLAIM_ACTOR_PARTNER;

  adw_view_stack_page_set_visible (self->photos_tab, !partner);
  adw_view_stack_page_set_visible (self->calculation_tab, !partner);
  adw_view_stack_page_set_visible (self->payment_tab, role == VELO_CLAIM_ACTOR_DESK);
}

/* Where the next step belongs; a sales partner follows the steps of others. */
static AdwViewStackPage *
find_tab (VeloClaimPage *self)
{
  if (velo_claims_client_get_role (self->client) == VELO_CLAIM_ACTOR_PARTNER)
    return self->contacts_tab;
  if (self->step.kind == VELO_CLAIM_STEP_CALCULATE)
    return self->calculation_tab;
  if (self->step.kind == VELO_CLAIM_STEP_WAIT)
    return self->overview_tab;
  switch ((int) self->step.act)
    {
    case VELO_CLAIMS_ACT_BEGIN:
      return self->photos_tab;
    case VELO_CLAIMS_ACT_APPROVE:
      return self->calculation_tab;
    case VELO_CLAIMS_ACT_RELEASE:
    case VELO_CLAIMS_ACT_PAID:
      return self->payment_tab;
    default:
      return self->overview_tab;
    }
}

/* What is to be done, unlike what can be done if one likes. */
gboolean
velo_claim_page_is_due (VeloClaimPage *self)
{
  VeloClaimState state = velo_claim_get_state (self->claim);

  return self->step.label != NULL && state != VELO_CLAIM_STATE_INVITED && state != VELO_CLAIM_STATE_UNSUITABLE;
}

/* A dot where something is to be done, and the number of the tasks. */
void
velo_claim_page_mark_tabs (VeloClaimPage *self)
{
  AdwViewStackPage *next = find_tab (self);
  AdwViewStackPage *tabs[] = { self->overview_tab, self->photos_tab, self->calculation_tab, self->contacts_tab,
                               self->payment_tab };
  guint n_tasks = velo_claims_task_list_get_shown (self->tasks_list);

  for (gsize i = 0; i < G_N_ELEMENTS (tabs); i++)
    adw_view_stack_page_set_needs_attention (tabs[i], tabs[i] == next && velo_claim_page_is_due (self));
  adw_view_stack_page_set_badge_number (self->overview_tab, n_tasks);
  if (n_tasks > 0)
    adw_view_stack_page_set_needs_attention (self->overview_tab, TRUE);
  if (self->waiting)
    adw_view_stack_page_set_needs_attention (self->contacts_tab, TRUE);
  if (self->unfiled)
    adw_view_stack_page_set_needs_attention (self->calculation_tab, TRUE);
}

/* Opened once for each state of a claim: who turns to another tab is left there. */
void
velo_claim_page_show_tabs (VeloClaimPage *self)
{
  AdwViewStackPage *next = find_tab (self);
  g_autofree char *key = g_strdup_printf ("%s %d", velo_claim_get_id (self->claim),
                                          (int) velo_claim_get_state (self->claim));
  gboolean decides = self->step.kind == VELO_CLAIM_STEP_CONFIRM && self->step.act == VELO_CLAIMS_ACT_APPROVE;

  velo_claim_page_mark_tabs (self);
  /* that the desk has to agree is known only when the calculation is there */
  if (g_strcmp0 (key, self->opened) == 0 && (!decides || self->deciding))
    return;
  self->deciding = decides;
  g_free (self->opened);
  self->opened = g_steal_pointer (&key);
  adw_view_stack_set_visible_child (self->tabs, adw_view_stack_page_get_child (next));
}

/* Another tab is read from its beginning. */
void
velo_claim_page_tab_turned (VeloClaimPage *self)
{
  if (self->tabs_scroller != NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->tabs_scroller), 0);
}

/* Another claim: what is not there yet is neither shown nor said to be missing, and it is read from its beginning,
 * on the same tab as well. */
void
velo_claim_page_clear_tabs (VeloClaimPage *self)
{
  GtkWidget *parts[] = { self->photos_group, self->photos_empty, self->calculation_group, self->calculation_empty,
                         self->payout_group, self->payment_empty, self->messages_group };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_set_visible (parts[i], FALSE);
  velo_claims_photo_list_clear (self->photos_list);
  gtk_widget_set_visible (self->code_label, FALSE);
  g_clear_pointer (&self->messages_key, g_free);
  self->waiting = FALSE;
  velo_claim_page_tab_turned (self);
}

/* The keys */

static AdwViewStackPage *
get_tab (VeloClaimPage *self,
         guint          n)
{
  g_autoptr(GtkSelectionModel) pages = adw_view_stack_get_pages (self->tabs);
  AdwViewStackPage *found = NULL;
  guint n_visible = 0;

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr(AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);

      if (adw_view_stack_page_get_visible (page) && n_visible++ == n)
        found = page;
    }
  return found;
}

static gboolean
open_tab (VeloClaimPage *self,
          int            n)
{
  AdwViewStackPage *tab = n >= 0 ? get_tab (self, (guint) n) : NULL;

  if (tab == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->tabs)))
    return FALSE;
  adw_view_stack_set_visible_child (self->tabs, adw_view_stack_page_get_child (tab));
  return TRUE;
}

static int
get_open_tab (VeloClaimPage *self)
{
  GtkWidget *open = adw_view_stack_get_visible_child (self->tabs);
  AdwViewStackPage *tab;

  for (int n = 0; (tab = get_tab (self, (guint) n)) != NULL; n++)
    if (adw_view_stack_page_get_child (tab) == open)
      return n;
  return -1;
}

static gboolean
turn_cb (GtkWidget *widget,
         GVariant  *by,
         gpointer   user_data)
{
  VeloClaimPage *self = VELO_CLAIM_PAGE (user_data);

  return open_tab (self, get_open_tab (self) + g_variant_get_int32 (by));
}

static gboolean
open_cb (GtkWidget *widget,
         GVariant  *n,
         gpointer   user_data)
{
  return open_tab (VELO_CLAIM_PAGE (user_data), g_variant_get_int32 (n));
}

static void
add_key (GtkShortcutController *controller,
         guint                  key,
         GdkModifierType        modifiers,
         GtkShortcutFunc        callback,
         VeloClaimPage         *self,
         int                    argument)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers),
                                            gtk_callback_action_new (callback, self, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (argument));
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

/**
 * velo_claim_page_add_keys:
 * @self: a page
 * @widget: what holds it and lives as long
 *
 * Ctrl+Page Up and Ctrl+Page Down turn the tabs of @self, and Alt with a digit opens one, wherever the focus is
 * in @widget.
 */
void
velo_claim_page_add_keys (VeloClaimPage *self,
                          GtkWidget     *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcutController *keys = GTK_SHORTCUT_CONTROLLER (controller);

  g_return_if_fail (VELO_IS_CLAIM_PAGE (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  /* before the lists, which take the same keys for their rows */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  add_key (keys, GDK_KEY_Page_Down, GDK_CONTROL_MASK, turn_cb, self, 1);
  add_key (keys, GDK_KEY_KP_Page_Down, GDK_CONTROL_MASK, turn_cb, self, 1);
  add_key (keys, GDK_KEY_Page_Up, GDK_CONTROL_MASK, turn_cb, self, -1);
  add_key (keys, GDK_KEY_KP_Page_Up, GDK_CONTROL_MASK, turn_cb, self, -1);
  for (int i = 0; i < 5; i++)
    add_key (keys, (guint) (GDK_KEY_1 + i), GDK_ALT_MASK, open_cb, self, i);
  gtk_widget_add_controller (widget, controller);
}
