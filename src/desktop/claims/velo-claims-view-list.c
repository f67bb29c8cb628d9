/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of claims: page after page as one scrolls, with a number that is true, and the tasks above it. */

#define G_LOG_DOMAIN "velo-claims-view"

#include "config.h"

#include "velo-claims-view-private.h"

#include <glib/gi18n.h>

#include "velo-claims-row.h"
#include "velo-claims-text.h"
#include "velo-date.h"
#include "velo-text.h"

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
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *row = velo_claims_row_new (box);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *title = g_strdup_printf ("%s · %s", velo_claim_get_number (claim), velo_claim_get_plate (claim));
  g_autofree char *clock = velo_claims_text_dup_clock (claim, velo_time_now ());
  g_autofree char *spoken = NULL;
  GtkWidget *name_label = make_label (velo_claim_get_customer_name (claim), NULL);

  gtk_widget_set_hexpand (name_label, TRUE);
  gtk_box_append (GTK_BOX (head), name_label);
  gtk_box_append (GTK_BOX (head), velo_claims_text_pill_new (velo_claim_get_state (claim)));
  gtk_box_append (GTK_BOX (box), make_label (title, "heading"));
  gtk_box_append (GTK_BOX (box), head);
  if (*clock != '\0')
    gtk_box_append (GTK_BOX (box), make_label (clock, "dim-label"));
  spoken = g_strdup_printf ("%s, %s, %s %s", title, velo_claim_get_customer_name (claim),
                            velo_claims_text_get_state (velo_claim_get_state (claim)), clock);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (velo_claim_get_id (claim)), g_free);
  return row;
}

static void
show_count (VeloClaimsView *self)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u claim", "%u claims", self->total), self->total);

  gtk_label_set_label (self->count_label, self->total > 0 ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->found->len > 0);
  gtk_widget_set_visible (self->empty_label, self->found->len == 0);
}

static void
append_rows (VeloClaimsView *self,
             guint           from)
{
  const char *shown = velo_claim_page_get_id (self->page);

  for (guint i = from; i < self->found->len; i++)
    {
      VeloClaim *claim = g_ptr_array_index (self->found, i);
      GtkWidget *made = make_row (claim);

      gtk_list_box_append (self->list, made);
      if (g_strcmp0 (shown, velo_claim_get_id (claim)) == 0)
        gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (made));
    }
}

/* The row of a claim; if it has gone, the one that has come to its place. */
static GtkListBoxRow *
find_row (VeloClaimsView *self,
          const char     *id,
          int             place)
{
  for (guint i = 0; i < self->found->len; i++)
    if (g_strcmp0 (velo_claim_get_id (g_ptr_array_index (self->found, i)), id) == 0)
      return gtk_list_box_get_row_at_index (self->list, (int) i);
  return gtk_list_box_get_row_at_index (self->list, place);
}

/* Where the row of a claim begins, and in @all where the last one ends; -1 if there is none. */
static double
get_top (VeloClaimsView *self,
         const char     *id,
         double         *all)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->list));
  double top = -1;
  double sum = 0;

  for (guint i = 0; i < self->found->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
      int height = 0;

      if (g_strcmp0 (id, velo_claim_get_id (g_ptr_array_index (self->found, i))) == 0)
        top = sum;
      gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
      sum += height;
    }
  if (all != NULL)
    *all = sum;
  return top;
}

/* What must not move under the eyes: the open claim if it is seen, else, once somebody has scrolled, the
   first one that is. */
static char *
dup_anchor (VeloClaimsView *self)
{
  double place = gtk_adjustment_get_value (self->list_adjustment);
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  const char *id = selected != NULL ? g_object_get_data (G_OBJECT (selected), "id") : NULL;
  double top = id != NULL ? get_top (self, id, NULL) : -1;
  GtkListBoxRow *first;

  if (top >= place && top < place + gtk_adjustment_get_page_size (self->list_adjustment))
    return g_strdup (id);
  first = place > 0 ? gtk_list_box_get_row_at_y (self->list, (int) place) : NULL;
  return first != NULL ? g_strdup (g_object_get_data (G_OBJECT (first), "id")) : NULL;
}

/* All rows anew, where somebody may have scrolled and have the focus. */
static void
show_claims (VeloClaimsView *self,
             GPtrArray      *claims)
{
  double place = gtk_adjustment_get_value (self->list_adjustment);
  g_autofree char *anchor = dup_anchor (self);
  double before = anchor != NULL ? get_top (self, anchor, NULL) : -1;
  double all = 0;
  double after;
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  int focused = GTK_IS_LIST_BOX_ROW (focus) ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : -1;
  g_autofree char *id = focused >= 0 ? g_strdup (g_object_get_data (G_OBJECT (focus), "id")) : NULL;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_ptr_array_unref (self->found);
  self->found = g_ptr_array_ref (claims);
  append_rows (self, 0);
  show_count (self);
  row = focused >= 0 ? find_row (self, id, focused) : NULL;
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  after = anchor != NULL ? get_top (self, anchor, &all) : -1;
  if (before >= 0 && after >= 0)
    {
      place = MAX (place + after - before, 0);
      /* the rows have no places yet */
      gtk_adjustment_set_upper (self->list_adjustment, MAX (all, gtk_adjustment_get_upper (self->list_adjustment)));
    }
  gtk_adjustment_set_value (self->list_adjustment, place);
}

/* The claim that is looked at is marked, however it was opened. */
void
velo_claims_view_mark (VeloClaimsView *self)
{
  const char *shown = velo_claim_page_get_id (self->page);
  GtkListBoxRow *row = NULL;

  for (guint i = 0; i < self->found->len; i++)
    if (g_strcmp0 (velo_claim_get_id (g_ptr_array_index (self->found, i)), shown) == 0)
      row = gtk_list_box_get_row_at_index (self->list, (int) i);
  gtk_list_box_select_row (self->list, row);
}

static void ask_for_page (VeloClaimsView *self);

static void
take_page (VeloClaimsView         *self,
           const VeloClaimsAnswer *answer)
{
  guint before = self->found->len;

  g_ptr_array_extend (self->pages, answer->claims, (GCopyFunc) g_object_ref, NULL);
  if (self->pages->len == answer->claims->len)
    self->total = MAX (answer->total, answer->claims->len);
  self->more = answer->more && answer->claims->len > 0;
  self->clock = answer->clock;
  if (self->more && self->pages->len < self->n_wanted)
    {
      ask_for_page (self);
      return;
    }
  /* what the bank said stays: only what told that the list is old goes */
  if (self->failed)
    velo_notice_hide (self->notice);
  self->failed = FALSE;
  if (self->pages == self->found)
    append_rows (self, before);
  else
    show_claims (self, self->pages);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
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
  if (answer != NULL && answer->claims != NULL && self->pages != NULL)
    {
      take_page (self, answer);
      return;
    }
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  /* a session ends by itself after half an hour: the way back is known */
  if (g_error_matches (error, VELO_CLAIMS_CLIENT_ERROR, VELO_CLAIMS_CLIENT_ERROR_UNAUTHORIZED))
    velo_claims_view_open (self);
  else if (error != NULL)
    {
      velo_claims_view_show_error (self, error);
      self->failed = TRUE;
    }
}

/* The states as the service names them are in the order of their words, after "any". */
static const char *
get_chosen_state (VeloClaimsView *self)
{
  guint selected = gtk_drop_down_get_selected (self->state_drop_down);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION
           ? NULL : velo_claim_state_get_nick ((VeloClaimState) (selected - 1));
}

/* "Angeboten": who types the word of a state means the state. */
static const char *
find_state_in_words (const char *words)
{
  g_autofree char *key = velo_text_fold (words);

  for (int i = 0; i <= VELO_CLAIM_STATE_CLOSED; i++)
    {
      g_autofree char *word = velo_text_fold (velo_claims_text_get_state ((VeloClaimState) i));

      if (*key != '\0' && g_str_equal (key, word))
        return velo_claim_state_get_nick ((VeloClaimState) i);
    }
  return NULL;
}

static GtkToggleButton *
get_pressed (VeloClaimsView *self)
{
  GtkToggleButton *buttons[] = { self->todo_button, self->running_button, self->ended_button };

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (gtk_toggle_button_get_active (buttons[i]))
      return buttons[i];
  return NULL;
}

/* Who searches looks for a claim wherever it stands, unless a state is chosen or a button pressed. */
static const char *
get_filter (VeloClaimsView  *self,
            const char     **words)
{
  const char *chosen = get_chosen_state (self);
  const char *state;

  *words = gtk_editable_get_text (self->search_entry);
  state = chosen == NULL ? find_state_in_words (*words) : NULL;
  if (state != NULL)
    *words = "";
  if (chosen != NULL || state != NULL)
    return chosen != NULL ? chosen : state;
  if (get_pressed (self) == NULL)
    return NULL;
  return gtk_toggle_button_get_active (self->todo_button) ? "todo"
         : gtk_toggle_button_get_active (self->running_button) ? "running" : "ended";
}

/* The first page, or the one after what there is already. */
static void
ask_for_page (VeloClaimsView *self)
{
  const char *words;
  const char *filter = get_filter (self, &words);

  if (self->pages->len == 0)
    velo_claims_client_search_async (self->client, words, filter, 0, self->cancellable, searched_cb,
                                     g_object_ref (self));
  else
    velo_claims_client_search_more_async (self->client, words, filter,
                                          g_ptr_array_index (self->pages, self->pages->len - 1), self->clock,
                                          self->cancellable, searched_cb, g_object_ref (self));
}

static void
begin_search (VeloClaimsView *self,
              GPtrArray      *pages,
              guint           n_wanted)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  self->pages = pages;
  self->n_wanted = n_wanted;
  ask_for_page (self);
}

static void load_tasks (VeloClaimsView *self);

/* As many as are looked at; who searches for something else begins at the top. */
void
velo_claims_view_search (VeloClaimsView *self,
                         gboolean        from_the_top)
{
  if (self->client == NULL || self->disposed)
    return;
  if (from_the_top)
    gtk_adjustment_set_value (self->list_adjustment, 0);
  begin_search (self, g_ptr_array_new_with_free_func (g_object_unref), from_the_top ? 1 : MAX (self->found->len, 1));
  load_tasks (self);
}

/* The next page is fetched before the end is seen. */
void
velo_claims_view_scrolled (VeloClaimsView *self)
{
  GtkAdjustment *adjustment = self->list_adjustment;
  double page = gtk_adjustment_get_page_size (adjustment);

  if (self->client == NULL || !self->more || self->pages != NULL || page <= 0
      || gtk_adjustment_get_value (adjustment) + 2 * page < gtk_adjustment_get_upper (adjustment))
    return;
  begin_search (self, g_ptr_array_ref (self->found), self->found->len + 1);
}

/* One of the three buttons, or one state */

void
velo_claims_view_offer_states (VeloClaimsView *self)
{
  g_autoptr(GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _("Any state"));
  for (int i = 0; i <= VELO_CLAIM_STATE_CLOSED; i++)
    gtk_string_list_append (words, velo_claims_text_get_state ((VeloClaimState) i));
  gtk_drop_down_set_model (self->state_drop_down, G_LIST_MODEL (words));
}

/* What goes across the three buttons lets the pressed one go: none of them is in force then. */
static void
release_buttons (VeloClaimsView *self)
{
  GtkToggleButton *pressed = get_pressed (self);

  if (pressed == NULL)
    return;
  self->before_state = pressed;
  gtk_toggle_button_set_active (pressed, FALSE);
}

/* Returns: whether a button was pressed again, which searches */
static gboolean
press_again (VeloClaimsView *self)
{
  if (self->before_state == NULL || get_pressed (self) != NULL)
    return FALSE;
  gtk_toggle_button_set_active (self->before_state, TRUE);
  return TRUE;
}

void
velo_claims_view_state_chosen (VeloClaimsView *self)
{
  if (get_chosen_state (self) != NULL)
    release_buttons (self);
  else if (!self->searching && press_again (self))
    return;
  velo_claims_view_search (self, TRUE);
}

/* Who begins to search does so everywhere; a button pressed after that narrows the search. */
void
velo_claims_view_words_changed (VeloClaimsView *self)
{
  gboolean searching = *gtk_editable_get_text (self->search_entry) != '\0';
  gboolean began = searching && !self->searching;

  self->searching = searching;
  if (began)
    release_buttons (self);
  else if (!searching && get_chosen_state (self) == NULL && press_again (self))
    return;
  velo_claims_view_search (self, TRUE);
}

/* The one that is let go says so as well. */
void
velo_claims_view_filter_chosen (VeloClaimsView  *self,
                                GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->before_state = NULL;
  if (get_chosen_state (self) != NULL)
    gtk_drop_down_set_selected (self->state_drop_down, 0);
  else
    velo_claims_view_search (self, TRUE);
}

/* What a sales partner looks at is not the partner's work. */
void
velo_claims_view_show_role (VeloClaimsView *self)
{
  gboolean partner = velo_claims_client_get_role (self->client) == VELO_CLAIM_ACTOR_PARTNER;

  gtk_button_set_label (GTK_BUTTON (self->todo_button), partner ? _("In progress") : _("To do"));
  gtk_button_set_label (GTK_BUTTON (self->running_button), partner ? _("Waiting") : _("Running"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->todo_button),
                               partner ? _("The claims desk or an assessor has something to do")
                                       : _("You have something to do"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->running_button),
                               partner ? _("Waiting for the customer or the bank") : _("Others have something to do"));
}

/* The tasks */

static void
show_tasks_button (VeloClaimsView *self,
                   GPtrArray      *tasks)
{
  gint64 now = velo_time_now ();
  g_autofree char *text = NULL;
  guint n_overdue = 0;

  for (guint i = 0; i < tasks->len; i++)
    n_overdue += velo_call_task_get_due (g_ptr_array_index (tasks, i)) < now;
  text = n_overdue > 0
           /* Translators: a button: how many tasks there are, and how many of them are overdue */
           ? g_strdup_printf (_("_Tasks: %u, %u overdue"), tasks->len, n_overdue)
           /* Translators: a button: how many tasks there are */
           : g_strdup_printf (_("_Tasks: %u"), tasks->len);
  gtk_label_set_label (self->tasks_label, text);
  if (n_overdue > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->tasks_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->tasks_label), "error");
}

static void
tasks_got_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VeloClaimsView) self = user_data;
  g_autoptr(VeloClaimsAnswer) answer = velo_claims_client_finish (VELO_CLAIMS_CLIENT (object), result, NULL);

  /* if there is no answer the list says so */
  if (self->disposed || answer == NULL || answer->tasks == NULL || self->client != VELO_CLAIMS_CLIENT (object))
    return;
  show_tasks_button (self, answer->tasks);
  velo_claims_tasks_page_show (self->tasks_page, self->client, answer->tasks, answer->claims);
}

/* A sales partner has no tasks, and is not asked about them. */
static void
load_tasks (VeloClaimsView *self)
{
  if (velo_claims_client_get_role (self->client) != VELO_CLAIM_ACTOR_PARTNER)
    velo_claims_client_tasks_async (self->client, self->cancellable, tasks_got_cb, g_object_ref (self));
}
