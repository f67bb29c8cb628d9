/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a calculation: entered, changed, removed, and pointing to what is seen on a photo. */

#define G_LOG_DOMAIN "velo-calculation-window"

#include "config.h"

#include "velo-calculation-window-private.h"

#include <glib/gi18n.h>

#include "velo-money.h"
#include "velo-text.h"

static const char * const kinds[] = {
  N_("Body"), N_("Mechanics"), N_("Electrics"), N_("Paint"), N_("Part"), N_("Other"),
};

static gboolean
is_work (VeloWorkKind kind)
{
  return kind <= VELO_WORK_KIND_PAINT;
}

/* In hundredths; "32" and not "32.00". */
static char *
dup_number (gint64 hundredths)
{
  return hundredths % 100 == 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, hundredths / 100)
                               : velo_money_format_plain (hundredths);
}

static char *
dup_count (VeloCalculationLine *line)
{
  g_autofree char *count = NULL;

  if (velo_calculation_line_get_unit_tenths (line) > 0)
    {
      count = dup_number (velo_calculation_line_get_unit_tenths (line) * G_GINT64_CONSTANT (10));
      /* Translators: units of work of six minutes */
      return g_strdup_printf (_("%s units"), count);
    }
  if (velo_calculation_line_get_quantity_thousandths (line) > 0)
    {
      count = dup_number (velo_calculation_line_get_quantity_thousandths (line) / 10);
      return g_strdup_printf (_("%s pieces"), count);
    }
  return NULL;
}

static char *
describe_line (VeloCalculationWindow *self,
               VeloCalculationLine   *line)
{
  g_autofree char *sum = velo_money_format_display (velo_calculation_get_line_cents (self->calculation, line));
  g_autofree char *count = dup_count (line);
  g_autofree char *place = velo_photo_viewer_dup_words (self->viewer, velo_calculation_line_get_photo_id (line),
                                                        velo_calculation_line_get_area (line));
  g_autoptr(GString) text = NULL;

  text = g_string_new (_(kinds[CLAMP ((int) velo_calculation_line_get_kind (line), 0, (int) G_N_ELEMENTS (kinds) - 1)]));
  if (count != NULL)
    g_string_append_printf (text, " · %s", count);
  g_string_append_printf (text, " · %s", sum);
  if (*place != '\0')
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("seen on: %s"), place);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static VeloCalculationLine *
get_line (VeloCalculationWindow *self,
          gpointer               widget,
          guint                 *position)
{
  g_autoptr(VeloCalculationLine) line = NULL;

  *position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "position"));
  line = g_list_model_get_item (G_LIST_MODEL (velo_calculation_get_lines (self->calculation)), *position);
  /* the list keeps it */
  return line;
}

static void
remove_clicked_cb (VeloCalculationWindow *self,
                   GtkWidget             *button)
{
  guint position;

  if (get_line (self, button, &position) == NULL)
    return;
  g_list_store_remove (velo_calculation_get_lines (self->calculation), position);
  self->edited = -1;
  gtk_button_set_label (self->add_button, _("_Add Line"));
  velo_calculation_window_show_lines (self);
  velo_calculation_window_show_sum (self);
}

/* Back into the form, to be changed. */
static void
edit_clicked_cb (VeloCalculationWindow *self,
                 GtkWidget             *button)
{
  guint position;
  VeloCalculationLine *line = get_line (self, button, &position);
  gint64 quantity;
  g_autofree char *count = NULL;
  g_autofree char *doubt = NULL;

  if (line == NULL)
    return;
  self->edited = (int) position;
  adw_combo_row_set_selected (self->kind_row, velo_calculation_line_get_kind (line));
  gtk_editable_set_text (GTK_EDITABLE (self->text_row), velo_calculation_line_get_text (line));
  quantity = is_work (velo_calculation_line_get_kind (line))
    ? velo_calculation_line_get_unit_tenths (line) * G_GINT64_CONSTANT (10)
    : velo_calculation_line_get_quantity_thousandths (line) / 10;
  count = quantity > 0 ? velo_money_format_plain (quantity) : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (self->quantity_row), count);
  velo_money_row_set_cents (self->price_row, velo_calculation_line_get_price_cents (line));
  doubt = velo_calculation_line_get_doubt_permyriad (line) > 0
    ? velo_money_format_plain (velo_calculation_line_get_doubt_permyriad (line)) : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (self->doubt_row), doubt);
  gtk_button_set_label (self->add_button, _("_Change Line"));
  if (*velo_calculation_line_get_photo_id (line) != '\0')
    velo_photo_viewer_show_place (self->viewer, velo_calculation_line_get_photo_id (line),
                                  velo_calculation_line_get_area (line));
  gtk_switch_set_active (self->place_switch, *velo_calculation_line_get_photo_id (line) != '\0');
  gtk_widget_grab_focus (GTK_WIDGET (self->text_row));
}

/* From the line to what is seen. */
static void
line_activated_cb (VeloCalculationWindow *self,
                   GtkWidget             *row)
{
  guint position;
  VeloCalculationLine *line = get_line (self, row, &position);

  if (line == NULL || *velo_calculation_line_get_photo_id (line) == '\0')
    return;
  velo_photo_viewer_show_place (self->viewer, velo_calculation_line_get_photo_id (line),
                                velo_calculation_line_get_area (line));
  if (adw_leaflet_get_folded (self->leaflet))
    gtk_toggle_button_set_active (self->photos_button, TRUE);
}

static GtkWidget *
make_button (VeloCalculationWindow *self,
             const char            *icon_name,
             const char            *label,
             guint                  position,
             GCallback              callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "position", GUINT_TO_POINTER (position));
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
append_line (VeloCalculationWindow *self,
             VeloCalculationLine   *line,
             guint                  position)
{
  const char *text = velo_calculation_line_get_text (line);
  g_autofree char *detail = describe_line (self, line);
  g_autofree char *change = g_strdup_printf (_("Change “%s”"), text);
  g_autofree char *remove = g_strdup_printf (_("Remove “%s”"), text);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  g_object_set_data (G_OBJECT (row), "position", GUINT_TO_POINTER (position));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), *velo_calculation_line_get_photo_id (line) != '\0');
  g_signal_connect_object (row, "activated", G_CALLBACK (line_activated_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (self, "document-edit-symbolic", change, position,
                                                                G_CALLBACK (edit_clicked_cb)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (self, "user-trash-symbolic", remove, position,
                                                                G_CALLBACK (remove_clicked_cb)));
  gtk_list_box_append (self->lines_list, row);
}

void
velo_calculation_window_show_lines (VeloCalculationWindow *self)
{
  GListModel *lines;
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (self->lines_list, 0)) != NULL)
    gtk_list_box_remove (self->lines_list, GTK_WIDGET (old));
  if (self->calculation == NULL)
    return;
  lines = G_LIST_MODEL (velo_calculation_get_lines (self->calculation));
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(VeloCalculationLine) line = g_list_model_get_item (lines, i);

      append_line (self, line, i);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->lines_list), g_list_model_get_n_items (lines) > 0);
}

/* From the rectangle to the lines: the first that points to it is chosen. */
static void
choose_line (VeloCalculationWindow *self,
             const char            *photo_id,
             const char            *area)
{
  GListModel *lines = G_LIST_MODEL (velo_calculation_get_lines (self->calculation));

  gtk_list_box_unselect_all (self->lines_list);
  for (guint i = 0; *area != '\0' && i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(VeloCalculationLine) line = g_list_model_get_item (lines, i);

      if (g_strcmp0 (velo_calculation_line_get_photo_id (line), photo_id) == 0
          && g_strcmp0 (velo_calculation_line_get_area (line), area) == 0)
        {
          gtk_list_box_select_row (self->lines_list, gtk_list_box_get_row_at_index (self->lines_list, (int) i));
          return;
        }
    }
}

void
velo_calculation_window_show_place (VeloCalculationWindow *self)
{
  g_autofree char *photo_id = NULL;
  g_autofree char *area = NULL;
  g_autofree char *words = NULL;

  velo_photo_viewer_dup_place (self->viewer, &photo_id, &area);
  words = velo_photo_viewer_dup_words (self->viewer, photo_id, area);
  adw_action_row_set_subtitle (self->place_row, *words != '\0' ? words : _("No photo is looked at."));
  gtk_widget_set_sensitive (GTK_WIDGET (self->place_switch), *photo_id != '\0');
  if (self->calculation == NULL)
    return;
  /* what is marked is what the next line is about */
  if (*area != '\0')
    gtk_switch_set_active (self->place_switch, TRUE);
  choose_line (self, photo_id, area);
}

/* A rectangle has moved, or is gone: the lines go with it. */
void
velo_calculation_window_move_place (VeloCalculationWindow *self,
                                    const char            *photo_id,
                                    const char            *before,
                                    const char            *after)
{
  GListModel *lines = self->calculation != NULL ? G_LIST_MODEL (velo_calculation_get_lines (self->calculation)) : NULL;

  for (guint i = 0; lines != NULL && i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(VeloCalculationLine) line = g_list_model_get_item (lines, i);

      if (g_strcmp0 (velo_calculation_line_get_photo_id (line), photo_id) == 0
          && g_strcmp0 (velo_calculation_line_get_area (line), before) == 0)
        velo_calculation_line_set_area (line, after);
    }
  velo_calculation_window_show_lines (self);
}

void
velo_calculation_window_show_kind (VeloCalculationWindow *self)
{
  VeloWorkKind kind = (VeloWorkKind) adw_combo_row_get_selected (self->kind_row);

  gtk_widget_set_visible (GTK_WIDGET (self->quantity_row), kind != VELO_WORK_KIND_OTHER);
  gtk_widget_set_visible (GTK_WIDGET (self->price_row), !is_work (kind));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->quantity_row),
                                 is_work (kind) ? _("Units of six minutes") : _("Pieces"));
}

/* Two decimals, in hundredths; empty is nothing. */
gboolean
velo_calculation_window_parse (gpointer  row,
                               gint64   *hundredths)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  *hundredths = 0;
  return velo_text_is_empty (text)
    || (velo_money_parse_input (text, hundredths) && *hundredths >= 0 && *hundredths < 100000000);
}

static void
keep_line (VeloCalculationWindow *self,
           VeloCalculationLine   *line)
{
  GListStore *lines = velo_calculation_get_lines (self->calculation);

  if (gtk_switch_get_active (self->place_switch))
    {
      g_autofree char *photo_id = NULL;
      g_autofree char *area = NULL;

      velo_photo_viewer_dup_place (self->viewer, &photo_id, &area);
      velo_calculation_line_set_photo_id (line, photo_id);
      velo_calculation_line_set_area (line, area);
    }
  if (self->edited >= 0)
    g_list_store_splice (lines, (guint) self->edited, 1, (gpointer *) &line, 1);
  else
    g_list_store_append (lines, line);
  self->edited = -1;
  gtk_button_set_label (self->add_button, _("_Add Line"));
  gtk_editable_set_text (GTK_EDITABLE (self->text_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->quantity_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->doubt_row), "");
  velo_money_row_set_cents (self->price_row, 0);
  gtk_switch_set_active (self->place_switch, FALSE);
}

static gboolean
mark (gpointer row,
      gboolean fault)
{
  if (fault)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  return fault;
}

/* To the first entry that has to be mended. */
static void
focus_fault (VeloCalculationWindow *self)
{
  GtkWidget *rows[] = {
    GTK_WIDGET (self->text_row), GTK_WIDGET (self->quantity_row), GTK_WIDGET (self->price_row),
    GTK_WIDGET (self->doubt_row),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (gtk_widget_get_visible (rows[i]) && gtk_widget_has_css_class (rows[i], "error"))
      {
        gtk_widget_grab_focus (rows[i]);
        return;
      }
}

void
velo_calculation_window_add_line (VeloCalculationWindow *self)
{
  g_autoptr(VeloCalculationLine) line = velo_calculation_line_new ();
  VeloWorkKind kind = (VeloWorkKind) adw_combo_row_get_selected (self->kind_row);
  g_autofree char *text = velo_text_squash (gtk_editable_get_text (GTK_EDITABLE (self->text_row)));
  gint64 quantity;
  gint64 doubt;
  gint64 price = velo_money_row_get_cents (self->price_row);
  gboolean faults = FALSE;

  if (self->calculation == NULL)
    return;
  faults |= mark (self->text_row, velo_text_is_empty (text));
  faults |= mark (self->quantity_row, !velo_calculation_window_parse (self->quantity_row, &quantity)
                                      || (kind != VELO_WORK_KIND_OTHER && quantity == 0));
  faults |= mark (self->price_row, !velo_money_row_is_valid (self->price_row) || (!is_work (kind) && price <= 0));
  faults |= mark (self->doubt_row, !velo_calculation_window_parse (self->doubt_row, &doubt) || doubt > 10000);
  if (faults)
    {
      focus_fault (self);
      velo_notice_show (self->notice, VELO_NOTICE_KIND_ERROR,
                        _("A line needs words; work its units, a part pieces and price, anything else its sum."));
      return;
    }
  velo_notice_hide (self->notice);
  velo_calculation_line_set_kind (line, kind);
  velo_calculation_line_set_text (line, text);
  if (is_work (kind))
    velo_calculation_line_set_unit_tenths (line, (int) (quantity / 10));
  else if (kind == VELO_WORK_KIND_PART)
    velo_calculation_line_set_quantity_thousandths (line, (int) (quantity * 10));
  velo_calculation_line_set_price_cents (line, is_work (kind) ? 0 : price);
  velo_calculation_line_set_doubt_permyriad (line, (int) doubt);
  keep_line (self, line);
  velo_calculation_window_show_lines (self);
  velo_calculation_window_show_sum (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_row));
}
