/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the rows for money, days and the rules of countries, and the notes beside fields. */

#include "config.h"

#include "velo-assistant-test.h"

#include "velo-choice-tile.h"
#include "velo-commission-group.h"
#include "velo-country-rules.h"
#include "velo-date-row.h"
#include "velo-date.h"
#include "velo-field.h"
#include "velo-fold-layout.h"
#include "velo-iban-field.h"
#include "velo-money-row.h"
#include "velo-text-row.h"
#include "velo-preferences.h"
#include "velo-proposal.h"
#include "velo-side-layout.h"
#include "velo-source-button.h"

static GtkWidget *
show_row (GtkWidget  *row,
          GtkWindow **window)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  *window = velo_test_show (list, 360, 200);
  return list;
}

static void
test_money_typed (void)
{
  VeloMoneyRow *row = VELO_MONEY_ROW (velo_money_row_new ());
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  GtkWindow *window;

  show_row (GTK_WIDGET (row), &window);
  g_object_bind_property (vehicle, "price-cents", row, "cents",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_editable_set_text (GTK_EDITABLE (row), "3.999,-");
  g_assert_true (velo_money_row_is_valid (row));
  g_assert_cmpint (velo_vehicle_get_price_cents (vehicle), ==, 399900);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "3.999,-");

  velo_vehicle_set_price_cents (vehicle, 150050);
  g_assert_cmpint (velo_money_row_get_cents (row), ==, 150050);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "1,500.50");

  velo_vehicle_set_price_cents (vehicle, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  velo_test_hide (window);
}

static void
test_money_nonsense (void)
{
  VeloMoneyRow *row = VELO_MONEY_ROW (velo_money_row_new ());
  GtkWindow *window;

  show_row (GTK_WIDGET (row), &window);
  velo_money_row_set_cents (row, 100);
  gtk_editable_set_text (GTK_EDITABLE (row), "12,345,6");
  g_assert_false (velo_money_row_is_valid (row));
  g_assert_cmpint (velo_money_row_get_cents (row), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  g_assert_true (velo_money_row_is_valid (row));
  velo_test_hide (window);
}

static void
test_date_typed (void)
{
  VeloDateRow *row = VELO_DATE_ROW (velo_date_row_new ());
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  g_autofree char *iso = NULL;
  GtkWindow *window;

  show_row (GTK_WIDGET (row), &window);
  g_object_bind_property (vehicle, "purchase-date", row, "date",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_editable_set_text (GTK_EDITABLE (row), "18.4.26");
  g_assert_nonnull (velo_vehicle_get_purchase_date (vehicle));
  iso = velo_date_format_iso (velo_vehicle_get_purchase_date (vehicle));
  g_assert_cmpstr (iso, ==, "2026-04-18");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "18.4.26");

  gtk_editable_set_text (GTK_EDITABLE (row), "31.02.2026");
  g_assert_false (velo_date_row_is_valid (row));
  g_assert_null (velo_vehicle_get_purchase_date (vehicle));
  velo_test_hide (window);
}

/* What has happened is told in words, or without a year, where the row is for that; it is shown whole. */
static void
test_date_recent (void)
{
  VeloDateRow *row = VELO_DATE_ROW (velo_date_row_new ());
  GtkWidget *other = adw_entry_row_new ();
  GtkWindow *window;
  GtkWidget *list = show_row (GTK_WIDGET (row), &window);
  g_autoptr(GDate) yesterday = velo_date_today ();
  g_autofree char *shown = NULL;

  gtk_list_box_append (GTK_LIST_BOX (list), other);
  gtk_editable_set_text (GTK_EDITABLE (row), "yesterday");
  g_assert_false (velo_date_row_is_valid (row));
  g_object_set (row, "recent", TRUE, NULL);
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row)));
  gtk_editable_set_text (GTK_EDITABLE (row), " Yesterday ");
  g_date_subtract_days (yesterday, 1);
  g_assert_cmpint (velo_date_compare (velo_date_row_get_date (row), yesterday), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, " Yesterday ");
  g_assert_true (gtk_widget_grab_focus (other));
  shown = velo_date_format_display (yesterday);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, shown);
  gtk_editable_set_text (GTK_EDITABLE (row), "1.1.");
  g_assert_cmpint (g_date_get_month (velo_date_row_get_date (row)), ==, G_DATE_JANUARY);
  g_assert_cmpint (g_date_get_day (velo_date_row_get_date (row)), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (row), "tomorrow");
  g_assert_false (velo_date_row_is_valid (row));
  g_assert_null (velo_date_row_get_date (row));
  velo_test_hide (window);
}

static guint
count_rows (GtkWidget *list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n) != NULL)
    n++;
  return n;
}

/* What is told stays away while one corrects it, but its place goes only with the focus. */
static void
test_problem_keeps_place (void)
{
  VeloDateRow *row = VELO_DATE_ROW (velo_date_row_new ());
  GtkWidget *other = adw_entry_row_new ();
  GtkWindow *window;
  GtkWidget *list = show_row (GTK_WIDGET (row), &window);

  gtk_list_box_append (GTK_LIST_BOX (list), other);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row)));
  gtk_editable_set_text (GTK_EDITABLE (row), "31.02.2026");
  g_assert_true (gtk_widget_grab_focus (other));
  g_assert_cmpuint (count_rows (list), ==, 3);
  g_assert_nonnull (velo_field_get_problem (GTK_WIDGET (row)));
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row)));
  gtk_editable_set_text (GTK_EDITABLE (row), "28.02.2026");
  g_assert_null (velo_field_get_problem (GTK_WIDGET (row)));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  g_assert_cmpuint (count_rows (list), ==, 3);
  g_assert_true (gtk_widget_grab_focus (other));
  g_assert_cmpuint (count_rows (list), ==, 2);
  gtk_editable_set_text (GTK_EDITABLE (row), "29.02.2026");
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row)));
  g_assert_true (gtk_widget_grab_focus (other));
  g_assert_cmpuint (count_rows (list), ==, 3);
  /* wrong once more, in the same place */
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row)));
  gtk_editable_set_text (GTK_EDITABLE (row), "28.02.2026");
  g_assert_cmpuint (count_rows (list), ==, 3);
  gtk_editable_set_text (GTK_EDITABLE (row), "30.02.2026");
  g_assert_true (gtk_widget_grab_focus (other));
  g_assert_cmpuint (count_rows (list), ==, 3);
  g_assert_nonnull (velo_field_get_problem (GTK_WIDGET (row)));
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row)));
  gtk_editable_set_text (GTK_EDITABLE (row), "27.02.2026");
  g_assert_true (gtk_widget_grab_focus (other));
  g_assert_cmpuint (count_rows (list), ==, 2);
  /* without the focus there is nobody to be disturbed */
  velo_field_set_problem (GTK_WIDGET (row), "Wrong.");
  g_assert_cmpuint (count_rows (list), ==, 3);
  velo_field_forget_problem (GTK_WIDGET (row));
  g_assert_cmpuint (count_rows (list), ==, 2);
  velo_test_hide (window);
}

/* Several lines, told apart from what was there, and one is in it when one goes to it. */
static void
test_text (void)
{
  VeloTextRow *row = VELO_TEXT_ROW (velo_text_row_new ());
  g_autofree char *empty = velo_text_row_dup_text (row);
  g_autofree char *text = NULL;
  GtkWindow *window;
  guint n_changes = 0;

  show_row (GTK_WIDGET (row), &window);
  g_assert_cmpstr (empty, ==, "");
  g_signal_connect_swapped (row, "changed", G_CALLBACK (g_atomic_int_inc), &n_changes);
  velo_text_row_set_text (row, NULL);
  g_assert_cmpuint (n_changes, ==, 0);
  velo_text_row_set_text (row, "Door\nand sill");
  g_assert_cmpuint (n_changes, >, 0);
  text = velo_text_row_dup_text (row);
  g_assert_cmpstr (text, ==, "Door\nand sill");
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row)));
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_window_get_focus (window)));
  velo_test_hide (window);
}

static void
test_problem_beside_field (void)
{
  GtkWidget *row = velo_money_row_new ();
  GtkWindow *window;
  GtkWidget *list = show_row (row, &window);

  g_assert_null (velo_test_find_text (list, "missing"));
  velo_field_set_problem (row, "The price is missing.");
  velo_test_settle ();
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpstr (velo_field_get_problem (row), ==, "The price is missing.");
  g_assert_nonnull (velo_test_find_text (list, "The price is missing."));
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "The price is missing.");

  velo_field_set_problem (row, "Another one.");
  velo_test_settle ();
  g_assert_null (velo_test_find_text (list, "The price is missing."));
  g_assert_nonnull (velo_test_find_text (list, "Another one."));

  /* Typing something readable takes the note away. */
  gtk_editable_set_text (GTK_EDITABLE (row), "5");
  g_assert_null (velo_field_get_problem (row));
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  g_assert_null (velo_test_find_text (list, "Another one."));
  velo_test_hide (window);
}

static void
test_problem_without_list (void)
{
  GtkWidget *tile = velo_choice_tile_new ("bicycle-symbolic", "Bicycle", NULL);
  GtkWindow *window = velo_test_show (tile, 200, 200);

  velo_field_set_problem (tile, "Please choose.");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (tile), ==, "Please choose.");
  velo_field_set_problem (tile, "");
  g_assert_null (gtk_widget_get_tooltip_text (tile));
  gtk_test_accessible_assert_property (tile, GTK_ACCESSIBLE_PROPERTY_LABEL, "Bicycle");
  velo_test_hide (window);
}

/* Both columns say what the rules say, and each row is heard as one sentence. */
static void
test_country_rules (void)
{
  static const char * const texts[] = {
    "Germany", "Austria", "19 %", "11 %", "5 digits", "4 digits", "Lock of an e-bike at least", "14 days",
  };
  GtkWidget *rules = g_object_new (VELO_TYPE_COUNTRY_RULES, NULL);
  GtkWindow *window = velo_test_show (rules, 360, 600);
  g_autofree char *heard = NULL;
  GtkWidget *row;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (velo_test_find_text (rules, texts[i]) == NULL)
      g_error ("no “%s”", texts[i]);
  row = gtk_widget_get_ancestor (velo_test_find_text (rules, "19 %"), GTK_TYPE_LIST_BOX_ROW);
  /* the macro for it makes a format of the text */
  heard = gtk_test_accessible_check_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                              "Insurance tax: Germany 19 %, Austria 11 %");
  g_assert_cmpstr (heard, ==, NULL);
  velo_test_hide (window);
}

static gpointer
find_child (GtkWidget  *group,
            const char *id)
{
  return gtk_widget_get_template_child (group, VELO_TYPE_COMMISSION_GROUP, id);
}

/* Unset until somebody enters a rate; a rate beyond a hundred is none. */
static void
test_commission (void)
{
  g_autoptr(GSettings) settings = g_settings_new ("com.example.VeloInsure");
  g_autoptr(GSettings) shop = g_settings_get_child (settings, "shop");
  GtkWidget *group = g_object_ref_sink (g_object_new (VELO_TYPE_COMMISSION_GROUP, NULL));
  VeloCommission commission;

  velo_commission_group_set_settings (VELO_COMMISSION_GROUP (group), settings);
  velo_commission_read_settings (settings, &commission);
  g_assert_false (velo_commission_is_set (&commission));
  g_assert_cmpint (commission.months, ==, 12);
  gtk_spin_button_set_value (find_child (group, "ebike_spin"), 12.35);
  gtk_spin_button_set_value (find_child (group, "bicycle_spin"), 250);
  gtk_spin_button_set_value (find_child (group, "battery_spin"), -3);
  gtk_spin_button_set_value (find_child (group, "months_spin"), 24);
  velo_commission_read_settings (settings, &commission);
  g_assert_true (velo_commission_is_set (&commission));
  g_assert_cmpint (commission.rates[VELO_OBJECT_KIND_EBIKE], ==, 1235);
  g_assert_cmpint (commission.rates[VELO_OBJECT_KIND_BICYCLE], ==, 10000);
  g_assert_cmpint (commission.rates[VELO_OBJECT_KIND_BATTERY], ==, 0);
  g_assert_cmpint (commission.tax, ==, 0);
  g_assert_cmpint (commission.months, ==, 24);
  gtk_switch_set_active (GTK_SWITCH (find_child (group, "tax_switch")), TRUE);
  velo_commission_read_settings (settings, &commission);
  g_assert_cmpint (commission.tax, ==, 1900);
  g_settings_set_string (shop, "country", "AT");
  velo_commission_read_settings (settings, &commission);
  g_assert_cmpint (commission.tax, ==, 1100);
  velo_commission_read_settings (NULL, &commission);
  g_assert_false (velo_commission_is_set (&commission));
  g_object_unref (group);
}

/* The country goes by the language of the computer until somebody chooses it. */
static void
test_country_chosen (void)
{
  g_autoptr(GSettings) settings = g_settings_new ("com.example.VeloInsure");
  g_autoptr(GSettings) shop = g_settings_get_child (settings, "shop");
  static const char * const german[] = { "de_DE.UTF-8", "de_DE", "de", "C", NULL };
  static const char * const austrian[] = { "de_AT.UTF-8", "de_AT", "de", "C", NULL };
  static const char * const both[] = { "de_DE.UTF-8", "de_DE", "de", "de_AT", "C", NULL };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  g_settings_reset (shop, "country");
  velo_country_rules_choose (settings, both);
  g_assert_null (g_settings_get_user_value (shop, "country"));
  velo_country_rules_choose (settings, german);
  first = g_settings_get_string (shop, "country");
  g_assert_cmpstr (first, ==, "DE");
  velo_country_rules_choose (settings, austrian);
  second = g_settings_get_string (shop, "country");
  g_assert_cmpstr (second, ==, "AT");
  g_settings_set_string (shop, "country", "DE");
  velo_country_rules_choose (settings, austrian);
  third = g_settings_get_string (shop, "country");
  g_assert_cmpstr (third, ==, "DE");
  g_settings_reset (shop, "country");
}

static GtkLabel *
get_sureness_label (VeloSourceButton *button)
{
  return GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (button), VELO_TYPE_SOURCE_BUTTON, "sureness_label"));
}

/* Only what has to be looked at stands out. */
static gboolean
is_quiet (VeloSourceButton *button)
{
  return gtk_widget_has_css_class (GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (button),
                                                                              VELO_TYPE_SOURCE_BUTTON, "button")),
                                   "dim-label");
}

/* Once the sale is accepted, nobody is asked to check its values again; what was sure stays as it was. */
static void
test_source_checked (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  const VeloSureness surenesses[] = { VELO_SURENESS_LOW, VELO_SURENESS_GOOD, VELO_SURENESS_HIGH };
  VeloSourceButton *buttons[G_N_ELEMENTS (surenesses)];

  for (gsize i = 0; i < G_N_ELEMENTS (surenesses); i++)
    {
      g_autoptr(VeloFinding) finding = velo_finding_new ();

      velo_finding_set_sureness (finding, surenesses[i]);
      buttons[i] = VELO_SOURCE_BUTTON (velo_source_button_new ());
      velo_source_button_set_finding (buttons[i], finding);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (buttons[i]));
      g_assert_cmpstr (gtk_label_get_label (get_sureness_label (buttons[i])), !=,
                       "Taken from the invoice and checked");
      g_assert_cmpint (is_quiet (buttons[i]), ==, surenesses[i] == VELO_SURENESS_HIGH);
    }
  velo_source_button_set_all_checked (box);
  for (gsize i = 0; i < G_N_ELEMENTS (surenesses); i++)
    {
      g_assert_cmpstr (gtk_label_get_label (get_sureness_label (buttons[i])), ==,
                       surenesses[i] == VELO_SURENESS_HIGH ? "Taken from the invoice"
                                                           : "Taken from the invoice and checked");
      g_assert_true (is_quiet (buttons[i]));
    }
  g_object_unref (box);
}

static int
get_top (GtkWidget *widget,
         GtkWidget *above)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, above, &bounds));
  return (int) bounds.origin.y;
}

/* Buttons stand beside the words, below them where these would get too narrow, and nowhere if hidden. */
static void
test_fold (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *words = gtk_label_new ("Training mode: nothing is sent to the insurer.");
  GtkWidget *button = gtk_button_new_with_label ("Start Real Operation");
  GtkWindow *window;
  int minimum, beside, below, alone;

  gtk_widget_set_layout_manager (box, velo_fold_layout_new ());
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), button);
  window = velo_test_show (box, 360, 200);

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <, 330);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 800, &beside, NULL, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 330, &below, NULL, NULL, NULL);
  g_assert_cmpint (below, >, beside);

  gtk_widget_allocate (box, 800, beside, -1, NULL);
  g_assert_cmpint (get_top (button, box), ==, get_top (words, box));
  gtk_widget_allocate (box, 330, below, -1, NULL);
  g_assert_cmpint (get_top (button, box), >, get_top (words, box));

  gtk_widget_set_visible (button, FALSE);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 330, &alone, NULL, NULL, NULL);
  g_assert_cmpint (alone, <, below);
  velo_test_hide (window);
}

static int
get_left (GtkWidget *widget,
          GtkWidget *above)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, above, &bounds));
  return (int) bounds.origin.x;
}

static void
allocate_side (GtkWidget *box,
               int        width)
{
  int height;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  gtk_widget_allocate (box, width, height, -1, NULL);
}

/* Two columns of @n_buttons each in one; the first of all is the one that the focus comes to first. */
static GtkWidget *
make_column (guint n_buttons)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < n_buttons; i++)
    gtk_box_append (GTK_BOX (column), gtk_button_new_with_label ("A document"));
  return column;
}

/* What belongs to a page stands at its right while there is room, else below; Tab comes to it last. */
static void
test_side (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *content = make_column (6);
  GtkWidget *side = make_column (2);
  GtkWindow *window;
  int beside, below, alone;

  gtk_widget_set_layout_manager (box, velo_side_layout_new ());
  gtk_box_append (GTK_BOX (box), content);
  gtk_box_append (GTK_BOX (box), side);
  window = velo_test_show (box, 1400, 500);

  /* the side is the shorter of both, and its middle would be the higher one */
  allocate_side (box, 1400);
  g_assert_cmpint (get_left (side, box), >=, gtk_widget_get_width (content));
  g_assert_cmpint (get_top (side, box), ==, get_top (content, box));
  gtk_window_set_focus (window, NULL);
  for (guint i = 0; i < 7; i++)
    {
      gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
      g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), i < 6 ? content : side));
    }

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 1400, &beside, NULL, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 360, &below, NULL, NULL, NULL);
  g_assert_cmpint (below, >, beside);
  allocate_side (box, 360);
  g_assert_cmpint (get_left (side, box), ==, get_left (content, box));
  g_assert_cmpint (get_top (side, box), >, get_top (content, box) + gtk_widget_get_height (content));

  gtk_widget_set_direction (content, GTK_TEXT_DIR_RTL);
  gtk_widget_set_direction (side, GTK_TEXT_DIR_RTL);
  allocate_side (box, 1400);
  g_assert_cmpint (get_left (side, box), ==, 0);
  g_assert_cmpint (get_left (content, box), >, gtk_widget_get_width (side));

  gtk_widget_set_visible (side, FALSE);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 360, &alone, NULL, NULL, NULL);
  g_assert_cmpint (alone, <, below);
  allocate_side (box, 1400);
  g_assert_cmpint (gtk_widget_get_width (content), ==, 1400);
  velo_test_hide (window);
}

/* What stands in the field with the cursor as "|", after @typed was put where the cursor is. */
static char *
put (GtkEditable *text,
     const char  *typed)
{
  int place = gtk_editable_get_position (text);

  gtk_editable_insert_text (text, typed, -1, &place);
  gtk_editable_set_position (text, place);
  return g_strdup_printf ("%.*s|%s", place, gtk_editable_get_text (text), gtk_editable_get_text (text) + place);
}

static void
delete_and_expect (GtkEditable *text,
                   int          start,
                   int          end,
                   const char  *expected)
{
  g_autofree char *shown = NULL;

  gtk_editable_delete_text (text, start, end);
  shown = put (text, "");
  g_assert_cmpstr (shown, ==, expected);
}

static void
test_iban_typed (void)
{
  static const struct { const char *before; int place; const char *typed; const char *after; } cases[] = {
    { "", 0, "d", "D|" },
    { "DE8", 3, "9", "DE89|" },
    { "DE89", 4, "3", "DE89 3|" },
    { "DE89", 4, " ", "DE89|" },
    { "", 0, "DE89370400440532013000", "DE89 3704 0044 0532 0130 00|" },
    { "", 0, " de89 3704 0044\t0532\n0130\xc2\xa0" "00 ", "DE89 3704 0044 0532 0130 00|" },
    { "DE89 7040", 4, "3", "DE89 3|704 0" },
    { "DE89 7040", 5, "3", "DE89 3|704 0" },
    { "DE89 3704 00", 2, "11", "DE11| 8937 0400" },
    { "DE89 3704", 0, "AT", "AT|DE 8937 04" },
    { "DE89 3704", 9, "\xc3\xa4", "DE89 3704 \xc3\xa4|" },
  };
  GtkEditable *text = GTK_EDITABLE (gtk_text_new ());

  g_object_ref_sink (text);
  velo_iban_field_prepare (text);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = NULL;

      gtk_editable_set_text (text, cases[i].before);
      g_assert_cmpstr (gtk_editable_get_text (text), ==, cases[i].before);
      gtk_editable_set_position (text, cases[i].place);
      shown = put (text, cases[i].typed);
      if (strchr (cases[i].after, (char) 0xc3) == NULL)
        g_assert_cmpstr (shown, ==, cases[i].after);
      else
        g_assert_cmpstr (gtk_editable_get_text (text), ==, "DE89 3704 \xc3\xa4");
    }
  g_object_unref (text);
}

static void
test_iban_deleted (void)
{
  GtkEditable *text = GTK_EDITABLE (gtk_text_new ());

  g_object_ref_sink (text);
  velo_iban_field_prepare (text);
  gtk_editable_set_text (text, "DE89 3704 0044");
  /* backwards over the blank takes the digit in front of it */
  gtk_editable_set_position (text, 5);
  delete_and_expect (text, 4, 5, "DE8|3 7040 044");
  /* forwards the one behind it */
  gtk_editable_set_position (text, 4);
  delete_and_expect (text, 5, 6, "DE83| 0400 44");
  gtk_editable_set_position (text, 4);
  delete_and_expect (text, 4, 5, "DE83| 4004 4");
  /* the last of a group takes its blank along */
  gtk_editable_set_position (text, 11);
  delete_and_expect (text, 10, 11, "DE83 4004|");
  delete_and_expect (text, 2, 7, "DE|04");
  delete_and_expect (text, 0, -1, "|");
  /* nothing to delete */
  delete_and_expect (text, 0, 0, "|");
  g_object_unref (text);
}

/* The first widget of @type that is on the screen. */
static GtkWidget *
find_mapped (GtkWidget *widget,
             GType      type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget)
      && gtk_widget_get_child_visible (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_mapped (child, type);
  return found;
}

static GtkWidget *
find_page_list (GtkWindow *window)
{
  GtkWidget *bar = find_mapped (GTK_WIDGET (window), GTK_TYPE_ACTION_BAR);

  return bar == NULL ? NULL : find_mapped (bar, GTK_TYPE_DROP_DOWN);
}

/* No name of a page is cut: where the buttons do not fit, there is a list. */
static void
test_narrow_pages (void)
{
  AdwPreferencesWindow *settings = g_object_new (VELO_TYPE_PREFERENCES, NULL);
  GtkWindow *window = GTK_WINDOW (settings);
  GtkDropDown *list;
  guint n_pages;

  gtk_window_set_default_size (window, 360, 640);
  gtk_window_present (window);
  WAIT_UNTIL (find_page_list (window) != NULL);
  list = GTK_DROP_DOWN (find_page_list (window));
  n_pages = g_list_model_get_n_items (gtk_drop_down_get_model (list));
  g_assert_cmpuint (n_pages, ==, 8);
  adw_preferences_window_set_visible_page_name (settings, "data");
  g_assert_cmpuint (gtk_drop_down_get_selected (list), ==, n_pages - 1);
  g_assert_nonnull (velo_test_find_text (GTK_WIDGET (list), "Data"));
  gtk_drop_down_set_selected (list, 1);
  g_assert_cmpstr (adw_preferences_window_get_visible_page_name (settings), ==,
                   "employees");
  gtk_window_set_default_size (window, 1000, 640);
  WAIT_UNTIL (find_page_list (window) == NULL
              && find_mapped (GTK_WIDGET (window), ADW_TYPE_VIEW_SWITCHER) != NULL);
  velo_test_hide (window);
}

int
main (int    argc,
      char **argv)
{
  velo_test_init (&argc, &argv);

  g_test_add_func ("/desktop/rows/money/typed", test_money_typed);
  g_test_add_func ("/desktop/rows/money/nonsense", test_money_nonsense);
  g_test_add_func ("/desktop/rows/date/typed", test_date_typed);
  g_test_add_func ("/desktop/rows/date/recent", test_date_recent);
  g_test_add_func ("/desktop/rows/text", test_text);
  g_test_add_func ("/desktop/rows/problem/keeps-place", test_problem_keeps_place);
  g_test_add_func ("/desktop/rows/problem/beside-field", test_problem_beside_field);
  g_test_add_func ("/desktop/rows/problem/without-list", test_problem_without_list);
  g_test_add_func ("/desktop/rows/country-rules", test_country_rules);
  g_test_add_func ("/desktop/rows/country-chosen", test_country_chosen);
  g_test_add_func ("/desktop/rows/source-checked", test_source_checked);
  g_test_add_func ("/desktop/rows/commission", test_commission);
  g_test_add_func ("/desktop/rows/fold", test_fold);
  g_test_add_func ("/desktop/rows/side", test_side);
  g_test_add_func ("/desktop/rows/settings-pages", test_narrow_pages);
  g_test_add_func ("/desktop/rows/iban/typed", test_iban_typed);
  g_test_add_func ("/desktop/rows/iban/deleted", test_iban_deleted);
  return g_test_run ();
}
