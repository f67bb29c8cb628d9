/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says beside a field what is wrong with it or missing, to eyes and to screen readers alike. */

#define G_LOG_DOMAIN "velo-field"

#include "config.h"

#include "velo-field.h"

#define PROBLEM_KEY "velo-field-problem"
#define MISSING_KEY "velo-field-missing"
#define NOTE_KEY "velo-field-note"
#define LEFT_KEY "velo-field-left"
#define WANTED_KEY "velo-field-wanted"
#define APPLIED_KEY "velo-field-applied"
#define SCROLL_SPACE 60
#define SCROLL_MARGIN 12

/* The note is no stop for the keyboard, but it must not be an end either: a list box asks one row
 * only, the next one, and leaves the list when that does not take the focus. */
#define VELO_TYPE_FIELD_NOTE (velo_field_note_get_type ())
G_DECLARE_FINAL_TYPE (VeloFieldNote, velo_field_note, VELO, FIELD_NOTE, GtkListBoxRow)

struct _VeloFieldNote
{
  GtkListBoxRow parent_instance;
};

G_DEFINE_FINAL_TYPE (VeloFieldNote, velo_field_note, GTK_TYPE_LIST_BOX_ROW)

static gboolean
velo_field_note_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  gboolean back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP;
  GtkWidget *row = widget;

  do
    row = back ? gtk_widget_get_prev_sibling (row) : gtk_widget_get_next_sibling (row);
  while (row != NULL && !gtk_widget_child_focus (row, direction));
  return row != NULL;
}

static void
velo_field_note_class_init (VeloFieldNoteClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = velo_field_note_focus;
}

static void
velo_field_note_init (VeloFieldNote *self)
{
}

/* A row of its own below the field, so that nothing is cut in a narrow window. */
static GtkWidget *
make_note (void)
{
  GtkWidget *note = g_object_new (VELO_TYPE_FIELD_NOTE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (note), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (note), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (note), FALSE);
  gtk_widget_set_focusable (note, FALSE);
  return note;
}

/* What is only missing has not been done wrong. */
static void
colour_note (GtkWidget *box,
             gboolean   missing)
{
  gtk_widget_remove_css_class (box, missing ? "error" : "missing");
  gtk_widget_add_css_class (box, missing ? "missing" : "error");
  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (box)),
                                missing ? "go-up-symbolic" : "dialog-warning-symbolic");
}

static void
show_note (GtkWidget  *field,
           const char *problem,
           gboolean    missing)
{
  GtkWidget *parent = gtk_widget_get_parent (field);
  GtkWidget *note = g_object_get_data (G_OBJECT (field), NOTE_KEY);
  GtkWidget *box;

  if (note == NULL && (problem == NULL || !GTK_IS_LIST_BOX (parent)))
    return;
  if (note == NULL)
    {
      note = make_note ();
      gtk_list_box_insert (GTK_LIST_BOX (parent), note,
                           gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (field)) + 1);
      g_object_set_data (G_OBJECT (field), NOTE_KEY, note);
      g_object_bind_property (field, "visible", note, "visible", G_BINDING_DEFAULT);
    }
  if (problem == NULL)
    {
      g_object_set_data (G_OBJECT (field), NOTE_KEY, NULL);
      gtk_list_box_remove (GTK_LIST_BOX (parent), note);
      return;
    }
  box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (note));
  gtk_widget_set_opacity (box, 1);
  colour_note (box, missing);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), problem);
}

static void
tell_accessible (GtkWidget  *widget,
                 const char *words,
                 gboolean    wrong)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (wrong)
    gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  else
    gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
  if (words == NULL)
    gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  else
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
set_class (GtkWidget  *field,
           const char *name,
           gboolean    has)
{
  if (has)
    gtk_widget_add_css_class (field, name);
  else
    gtk_widget_remove_css_class (field, name);
}

/* To screen readers and by its colour. */
static void
mark (GtkWidget  *field,
      const char *problem,
      const char *missing)
{
  const char *words = problem == NULL ? missing : problem;

  g_object_set_data_full (G_OBJECT (field), PROBLEM_KEY, g_strdup (problem), g_free);
  g_object_set_data_full (G_OBJECT (field), MISSING_KEY, g_strdup (missing), g_free);
  set_class (field, "error", problem != NULL);
  set_class (field, "missing", missing != NULL);
  tell_accessible (field, words, problem != NULL);
  if (GTK_IS_EDITABLE (field) && gtk_editable_get_delegate (GTK_EDITABLE (field)) != NULL)
    tell_accessible (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (field))), words, problem != NULL);
}

/* Below it if it is a row of a list, as its tooltip otherwise. */
static void
show_words (GtkWidget  *field,
            const char *words,
            gboolean    missing)
{
  if (GTK_IS_LIST_BOX_ROW (field))
    show_note (field, words, missing);
  else
    gtk_widget_set_tooltip_text (field, words);
}

static const char *
get_missing (GtkWidget *field)
{
  return g_object_get_data (G_OBJECT (field), MISSING_KEY);
}

/**
 * velo_field_set_problem:
 * @field: a row of a list, or any other widget that takes input
 * @problem: (nullable): a translated sentence, or %NULL if all is well
 *
 * Marks @field as wrong and shows the sentence: below it if it is a row of a
 * #GtkListBox, as its tooltip otherwise. Screen readers get it as the
 * description of the field.
 */
void
velo_field_set_problem (GtkWidget  *field,
                        const char *problem)
{
  g_return_if_fail (GTK_IS_WIDGET (field));

  if (problem != NULL && *problem == '\0')
    problem = NULL;
  if (g_strcmp0 (velo_field_get_problem (field), problem) == 0 && get_missing (field) == NULL)
    {
      /* the place of a note that was taken back */
      if (problem == NULL)
        show_note (field, NULL, FALSE);
      return;
    }

  mark (field, problem, NULL);
  show_words (field, problem, FALSE);
}

/**
 * velo_field_set_missing:
 * @field: a row of a list, or any other widget that takes input
 * @words: a translated sentence
 *
 * Says what @field still waits for, so that it stands out before anybody has
 * done anything wrong. It has no problem; velo_field_set_problem() takes the
 * words back.
 */
void
velo_field_set_missing (GtkWidget  *field,
                        const char *words)
{
  g_return_if_fail (GTK_IS_WIDGET (field));
  g_return_if_fail (words != NULL && *words != '\0');

  if (velo_field_get_problem (field) == NULL && g_strcmp0 (get_missing (field), words) == 0)
    return;
  mark (field, NULL, words);
  show_words (field, words, TRUE);
}

/* A controller that is added while the focus is here would not tell that it leaves. */
static void
flags_changed_cb (GtkWidget     *field,
                  GtkStateFlags  before)
{
  gboolean within = (gtk_widget_get_state_flags (field) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  if ((before & GTK_STATE_FLAG_FOCUS_WITHIN) != 0 && !within && velo_field_get_problem (field) == NULL
      && get_missing (field) == NULL)
    show_note (field, NULL, FALSE);
}

/**
 * velo_field_forget_problem:
 * @field: a row of a list, or any other widget that takes input
 *
 * @field is not marked as wrong any more, because it is being corrected. What stands below it keeps its
 * place until the focus goes elsewhere: nothing moves under the hands of who types.
 */
void
velo_field_forget_problem (GtkWidget *field)
{
  GtkWidget *note;

  g_return_if_fail (GTK_IS_WIDGET (field));

  note = g_object_get_data (G_OBJECT (field), NOTE_KEY);
  if (velo_field_get_problem (field) == NULL && get_missing (field) == NULL)
    return;
  if (note == NULL || (gtk_widget_get_state_flags (field) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    {
      velo_field_set_problem (field, NULL);
      return;
    }
  mark (field, NULL, NULL);
  gtk_widget_set_opacity (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (note)), 0);
  if (g_object_get_data (G_OBJECT (field), LEFT_KEY) != NULL)
    return;
  g_object_set_data (G_OBJECT (field), LEFT_KEY, field);
  g_signal_connect (field, "state-flags-changed", G_CALLBACK (flags_changed_cb), NULL);
}

/**
 * velo_field_get_problem:
 * @field: a widget
 *
 * Returns: (nullable): the sentence set last, or %NULL if all is well
 */
const char *
velo_field_get_problem (GtkWidget *field)
{
  g_return_val_if_fail (GTK_IS_WIDGET (field), NULL);

  return g_object_get_data (G_OBJECT (field), PROBLEM_KEY);
}

/* Where @field ends, with its note. */
static double
get_end (GtkWidget *field,
         double     top)
{
  GtkWidget *note = g_object_get_data (G_OBJECT (field), NOTE_KEY);

  return top + gtk_widget_get_height (field)
         + MAX (note == NULL ? 0 : gtk_widget_get_height (note) + SCROLL_MARGIN, SCROLL_SPACE);
}

/* Where there is no room for both, the first is seen. */
static void
scroll_to_range (GtkWidget *field,
                 GtkWidget *last)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (field, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  double x, y;
  double last_y;
  double top, end;

  if (scroller == NULL || !gtk_widget_translate_coordinates (field, scroller, 0, 0, &x, &y))
    return;
  if (last == NULL || !gtk_widget_translate_coordinates (last, scroller, 0, 0, &x, &last_y))
    {
      last = field;
      last_y = y;
    }
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  y += gtk_adjustment_get_value (adjustment);
  last_y += gtk_adjustment_get_value (adjustment);
  top = MAX (0, y - SCROLL_SPACE);
  end = get_end (last, last_y);
  /* rather less space around them than one of them cut */
  if (end - top > gtk_adjustment_get_page_size (adjustment))
    top = MAX (top, MIN (y - SCROLL_MARGIN, end - SCROLL_SPACE + SCROLL_MARGIN - gtk_adjustment_get_page_size (adjustment)));
  /* set, for it ends the viewport's own way to the focus; gtk_adjustment_clamp_page() lets that go on */
  gtk_adjustment_set_value (adjustment,
                            MIN (top, MAX (gtk_adjustment_get_value (adjustment),
                                           end - gtk_adjustment_get_page_size (adjustment))));
}

/**
 * velo_field_scroll_to:
 * @field: a widget
 *
 * Scrolls so that @field is seen, and a note below it as well.
 */
void
velo_field_scroll_to (GtkWidget *field)
{
  g_return_if_fail (GTK_IS_WIDGET (field));

  scroll_to_range (field, NULL);
}

typedef struct
{
  GWeakRef last;
  guint    n_left;
} ScrollLater;

static void
scroll_later_free (gpointer data)
{
  ScrollLater *later = data;

  g_weak_ref_clear (&later->last);
  g_free (later);
}

/* Of several fields that were led to one after the other, only the newest is scrolled to. */
static gboolean
is_wanted (GtkWidget *field)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (field, GTK_TYPE_SCROLLED_WINDOW);

  return scroller == NULL || g_object_get_data (G_OBJECT (scroller), WANTED_KEY) == field;
}

/* A note that has just come has its place only after the next frame. */
static gboolean
scroll_later_cb (GtkWidget     *field,
                 GdkFrameClock *clock,
                 gpointer       user_data)
{
  ScrollLater *later = user_data;
  g_autoptr(GtkWidget) last = NULL;

  if (--later->n_left > 0)
    return G_SOURCE_CONTINUE;
  if (!is_wanted (field))
    return G_SOURCE_REMOVE;
  last = g_weak_ref_get (&later->last);
  scroll_to_range (field, last);
  return G_SOURCE_REMOVE;
}

/**
 * velo_field_focus:
 * @field: a widget
 *
 * Puts the focus where the user can correct @field, and scrolls there.
 */
void
velo_field_focus (GtkWidget *field)
{
  velo_field_focus_range (field, NULL);
}

/**
 * velo_field_focus_range:
 * @field: a widget
 * @last: (nullable): the last one below it that is waited for as well
 *
 * Like velo_field_focus(), but if there is room for both, @last is seen too.
 */
void
velo_field_focus_range (GtkWidget *field,
                        GtkWidget *last)
{
  GtkWidget *scroller;
  GtkEditable *delegate = NULL;
  ScrollLater *later;

  g_return_if_fail (GTK_IS_WIDGET (field));

  if (GTK_IS_EDITABLE (field))
    delegate = gtk_editable_get_delegate (GTK_EDITABLE (field));
  if ((delegate == NULL || !gtk_widget_grab_focus (GTK_WIDGET (delegate))) && !gtk_widget_grab_focus (field))
    gtk_widget_child_focus (field, GTK_DIR_TAB_FORWARD);
  scroll_to_range (field, last);
  scroller = gtk_widget_get_ancestor (field, GTK_TYPE_SCROLLED_WINDOW);
  if (scroller != NULL)
    g_object_set_data (G_OBJECT (scroller), WANTED_KEY, field);
  later = g_new0 (ScrollLater, 1);
  g_weak_ref_init (&later->last, last);
  later->n_left = 2;
  gtk_widget_add_tick_callback (field, scroll_later_cb, later, scroll_later_free);
}

/* What is entered and not applied yet */

static void
remember_applied (AdwEntryRow *row)
{
  g_object_set_data_full (G_OBJECT (row), APPLIED_KEY, g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))), g_free);
}

/* FALSE also while its window is being closed. */
static gboolean
is_shown (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root != NULL && gtk_widget_get_visible (GTK_WIDGET (root)) && gtk_widget_get_mapped (widget);
}

static void
apply_left (AdwEntryRow *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  if (g_strcmp0 (text, g_object_get_data (G_OBJECT (row), APPLIED_KEY)) == 0)
    return;
  /* a password that has been stored empties its row */
  if (ADW_IS_PASSWORD_ENTRY_ROW (row) && (*text == '\0' || !is_shown (GTK_WIDGET (row))))
    return;
  g_signal_emit_by_name (row, "apply");
  /* or the button would stay */
  adw_entry_row_set_show_apply_button (row, FALSE);
  adw_entry_row_set_show_apply_button (row, TRUE);
}

/**
 * velo_field_apply_left:
 * @row: a row with an apply button
 *
 * From now on what has been entered into @row is applied as well when the
 * keyboard leaves it, or it is not shown any more: nothing entered is lost
 * for want of a last click. A password in a window that is closed is not
 * applied: it may be half of one.
 */
void
velo_field_apply_left (AdwEntryRow *row)
{
  GtkEventController *focus;

  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (remember_applied), row);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (apply_left), row);
  gtk_widget_add_controller (GTK_WIDGET (row), focus);
  g_signal_connect_after (row, "apply", G_CALLBACK (remember_applied), NULL);
  g_signal_connect (row, "unmap", G_CALLBACK (apply_left), NULL);
  remember_applied (row);
}
