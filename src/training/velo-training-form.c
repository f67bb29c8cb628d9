/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the fillable application forms (Antrag) of the training insurer. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-form.h"

#include "velo-training-form-fields.h"
#include "velo-training-paper.h"

#include <string.h>

#define LEFT_PT        34.0
#define COLUMN_PT      244.0
#define RIGHT_PT       306.0
#define RIGHT_WIDTH_PT 258.0
#define BODY_PT        6.6
#define LABEL_PT       5.2
#define SECTION_PT     7.3

/* The form being drawn; lengths from the bottom left corner as in the tables of fields. */
typedef struct
{
  VeloTrainingPaper *paper; /* (borrowed) */
  VeloTrainingTariff *tariff;
  const VeloTrainingProduct *product;
  const GDate *day;
  gboolean austria;
  gboolean bank;
  gboolean battery;
} Form;

static void
set_ink (Form   *form,
         double  grey)
{
  cairo_set_source_rgb (velo_training_paper_get_cairo (form->paper), grey, grey, grey);
}

static void
set_green (Form *form)
{
  cairo_set_source_rgb (velo_training_paper_get_cairo (form->paper), 0.05, 0.33, 0.30);
}

static double
from_top (double y_pt)
{
  return VELO_TRAINING_FORM_HEIGHT_PT - y_pt;
}

static void
put (Form                  *form,
     double                 x,
     double                 top,
     double                 width,
     double                 height,
     double                 size,
     VeloTrainingTextStyle  style,
     const char            *text)
{
  velo_training_paper_text_in_box (form->paper, x, from_top (top), width, height, size, style,
                                   text);
}

static void
draw_heading (Form       *form,
              double      x,
              double      top,
              double      width,
              const char *text)
{
  cairo_t *cr = velo_training_paper_get_cairo (form->paper);

  set_green (form);
  put (form, x, top, width, 12, 8.2, VELO_TRAINING_TEXT_BOLD, text);
  cairo_set_line_width (cr, 0.7);
  cairo_move_to (cr, x, from_top (top - 11));
  cairo_line_to (cr, x + width, from_top (top - 11));
  cairo_stroke (cr);
  set_ink (form, 0.1);
}

static void
draw_circle (Form   *form,
             double  x,
             double  y,
             double  radius)
{
  cairo_t *cr = velo_training_paper_get_cairo (form->paper);

  set_ink (form, 0.25);
  cairo_set_line_width (cr, 0.6);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, from_top (y), radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  set_ink (form, 0.1);
}

static void
draw_text_field (Form                    *form,
                 const VeloTrainingField *field)
{
  cairo_t *cr = velo_training_paper_get_cairo (form->paper);

  cairo_rectangle (cr, field->x1 - 1.5, from_top (field->y2), field->x2 - field->x1 + 3,
                   field->y2 - field->y1);
  cairo_set_source_rgb (cr, 0.945, 0.965, 0.96);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.45, 0.58, 0.56);
  cairo_set_line_width (cr, 0.4);
  cairo_stroke (cr);
}

static void
draw_label (Form                    *form,
            const VeloTrainingField *field,
            const char              *label)
{
  set_ink (form, 0.25);
  if (label != NULL)
    put (form, field->x1 - 1, field->y2 + 5.4, MAX (field->x2 - field->x1, 46), 6.9, LABEL_PT,
         VELO_TRAINING_TEXT_PLAIN, label);
}

static void
draw_button (Form                    *form,
             const VeloTrainingField *field,
             const char              *label)
{
  cairo_t *cr = velo_training_paper_get_cairo (form->paper);
  gboolean check = field->type == VELO_TRAINING_FIELD_CHECK;
  double height = field->y2 - field->y1;

  if (check)
    {
      cairo_rectangle (cr, field->x1 + 1, from_top (field->y2) + 1, field->x2 - field->x1 - 2,
                       height - 2);
      cairo_set_line_width (cr, 0.6);
      cairo_stroke (cr);
    }
  else
    draw_circle (form, (field->x1 + field->x2) / 2, (field->y1 + field->y2) / 2,
                 height / 2 - 0.2);
  if (label != NULL)
    put (form, field->x2 + (check ? 4 : 2), field->y2 - (check ? 1.5 : -0.2), check ? 228 : 40,
         10, check ? 7.2 : 5.6, VELO_TRAINING_TEXT_PLAIN, label);
}

static void
draw_header (Form *form)
{
  cairo_t *cr = velo_training_paper_get_cairo (form->paper);
  const char *object = form->battery ? "Akkuschutz für E-Bikes"
                       : g_str_equal (form->product->object, "ebike")
                         ? "Komplettschutz für E-Bikes" : "Komplettschutz für Fahrräder";
  g_autofree char *title = g_strdup_printf ("Antrag auf %s", object);
  g_autofree char *code = g_strdup_printf ("Training · %s", form->product->application_code);

  set_green (form);
  cairo_rectangle (cr, 26, from_top (822), 538, 34);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  put (form, LEFT_PT, 815, 330, 22, 15, VELO_TRAINING_TEXT_BOLD, title);
  put (form, 366, 817, 190, 12, 8, VELO_TRAINING_TEXT_RIGHT | VELO_TRAINING_TEXT_BOLD,
       "TRAINING – KEIN ECHTER VERTRAG");
  put (form, 366, 805, 190, 10, 6.5, VELO_TRAINING_TEXT_RIGHT, code);
  set_ink (form, 0.1);
  draw_heading (form, LEFT_PT, 783, COLUMN_PT, form->austria ? "Versicherungsnehmer/in"
                                                             : "Antragsteller/in");
  draw_heading (form, RIGHT_PT, 783, RIGHT_WIDTH_PT, "Fachhändler");
  draw_heading (form, LEFT_PT, 637, COLUMN_PT,
                form->battery ? "Versicherter Akku" : "Versichertes Rad");
}

/* A heading with its text, the next one below it. */
static void
draw_section (Form       *form,
              double     *top,
              const char *heading,
              const char *text)
{
  draw_heading (form, LEFT_PT, *top, COLUMN_PT, heading);
  *top -= 15 + velo_training_paper_text (form->paper, LEFT_PT, from_top (*top - 15), COLUMN_PT,
                                         SECTION_PT, VELO_TRAINING_TEXT_PLAIN, text);
  *top -= 9;
}

static void
draw_cover (Form   *form,
            double *top)
{
  if (form->battery)
    {
      draw_section (form, top, "Was versichert ist",
                    "Reparatur oder Ersatz des Akkus nach Unfall, Sturz, Brand, Feuchtigkeit und "
                    "Fehlern der Elektronik.\nDiebstahl des Akkus aus dem verschlossenen "
                    "Rad.\nVerschleiß ab dem 13. Monat, wenn die Kapazität unter die Hälfte "
                    "sinkt.\nNicht versichert: Vorsatz, Rost, Schäden am Rad selbst.");
      return;
    }
  put (form, LEFT_PT, 492, COLUMN_PT, 32, BODY_PT, VELO_TRAINING_TEXT_PLAIN,
       g_str_equal (form->product->object, "ebike")
         ? "Mindestpreis des Schlosses: 49 EUR. Das Schloss muss das Rad an einem festen "
           "Gegenstand sichern; ein Rahmenschloss allein genügt nicht."
         : "Mindestpreis des Schlosses: 19 EUR bei Rädern bis 1.000 EUR, darüber 49 EUR. Das "
           "Schloss muss das Rad an einem festen Gegenstand sichern.");
  draw_section (form, top, "Was versichert ist",
                "Reparatur nach Unfall, Fall, Sturz, Vandalismus und Bedienungsfehlern.\n"
                "Diebstahl des Rades und fest verbundener Teile, weltweit und rund um die Uhr.\n"
                "Verschleiß je nach Variante ab dem 7. Monat, beim Akku ab dem 13. Monat.\n"
                "Nicht versichert: Vorsatz, Rost, Schönheitsfehler, Wettfahrten.");
}

static void
draw_left_texts (Form *form)
{
  const char *back = form->austria ? "Rücktritt" : "Widerruf";
  g_autofree char *start = g_strdup_printf (
    "Der Schutz beginnt am Ersten des Folgemonats, mit Sofortschutz schon am Tag der Unterschrift, "
    "nie vor der Übergabe. Der Vertrag läuft ein Jahr und verlängert sich um je ein Jahr, wenn er nicht drei Monate vorher gekündigt wird. "
    "Sie erhalten %s von Ihrem Fachhändler.",
    form->austria ? "die Polizze" : "den Versicherungsschein");
  g_autofree char *withdrawal = g_strdup_printf (
    "Sie können Ihre Vertragserklärung innerhalb von 14 Tagen ohne Angabe von Gründen in "
    "Textform zurücknehmen (%s). Die Frist beginnt, wenn Ihnen alle Unterlagen vorliegen.", back);
  double top = 426;

  draw_cover (form, &top);
  draw_section (form, &top, "Beginn und Dauer", start);
  draw_section (form, &top, form->battery ? "Wert des Akkus" : "Wert des Rades",
                "Ersetzt wird höchstens der Kaufpreis. Mit dem Alter sinkt der Anteil, der "
                "ersetzt wird; die Wertetabelle liegt bei.");
  draw_section (form, &top, back, withdrawal);
  draw_section (form, &top, "Ihre Erklärung",
                "Ich habe die Bedingungen, das Informationsblatt, die Hinweise zum Datenschutz "
                "und die Belehrung erhalten, bevor ich unterschreibe, und beantrage die "
                "Versicherung mit den Angaben auf diesem Blatt. Dieses Blatt dient nur der "
                "Übung: Niemand wird versichert, nichts wird abgebucht.");
}

/* Circles of the kind that the insurer prints without a field. */
static void
draw_right_texts (Form *form)
{
  draw_heading (form, RIGHT_PT, 670, RIGHT_WIDTH_PT, "Angaben zum Kauf");
  draw_circle (form, 312, 648, 3.4);
  put (form, 319, 652.5, 245, 10, BODY_PT, VELO_TRAINING_TEXT_PLAIN,
       "Der Kunde wurde auf die gesetzliche Gewährleistung hingewiesen:");
  draw_circle (form, 321, 637, 3);
  put (form, 328, 641.3, 236, 9, BODY_PT, VELO_TRAINING_TEXT_PLAIN, "mündlich");
  draw_circle (form, 321, 628, 3);
  put (form, 328, 632.3, 236, 9, BODY_PT, VELO_TRAINING_TEXT_PLAIN,
       "durch ein Merkblatt zum Mitnehmen");
  draw_heading (form, RIGHT_PT, 613, RIGHT_WIDTH_PT, "Empfehlung");
  draw_circle (form, 312, 589, 3.4);
  put (form, 319, 593.5, 245, 36, BODY_PT, VELO_TRAINING_TEXT_PLAIN,
       "Empfohlen wird der Schutz auf diesem Antrag, weil Diebstahl und Reparaturen des neuen "
       "Gegenstands sonst nicht versichert sind und der Kunde beides absichern möchte.");
  draw_heading (form, RIGHT_PT, 546, RIGHT_WIDTH_PT, form->battery ? "Umfang" : "Variante");
  if (form->battery)
    {
      put (form, RIGHT_PT, 529, RIGHT_WIDTH_PT, 34, BODY_PT, VELO_TRAINING_TEXT_PLAIN,
           "Der Akkuschutz hat einen Umfang. Er gilt für den Akku mit der angegebenen Nummer und "
           "ruht, solange der Akku nicht am Rad ist.");
      return;
    }
  put (form, 332, 525.5, 232, 20, BODY_PT, VELO_TRAINING_TEXT_PLAIN,
       "Variante A: mit Verschleiß, für neue und gebrauchte Räder, zahlbar monatlich, "
       "vierteljährlich, halbjährlich oder jährlich");
  put (form, 332, 503.0, 232, 20, BODY_PT, VELO_TRAINING_TEXT_PLAIN,
       "Variante B: nur für neue Räder, jährlich zahlbar");
}

/* The product of the same form and country with another variant. */
static const VeloTrainingProduct *
find_variant (Form       *form,
              const char *variant)
{
  GPtrArray *products = velo_training_tariff_get_products (form->tariff);

  for (guint i = 0; i < products->len; i++)
    {
      const VeloTrainingProduct *product = g_ptr_array_index (products, i);

      if (g_str_equal (product->object, form->product->object)
          && g_str_equal (product->country, form->product->country)
          && g_str_equal (product->variant, variant))
        return product;
    }
  return NULL;
}

static void
draw_premium_row (Form       *form,
                  double      top,
                  const char *label,
                  JsonObject *table,
                  gboolean    prices)
{
  JsonArray *bands = json_object_get_array_member (table, "bands");
  guint n = json_array_get_length (bands);
  double width = (RIGHT_WIDTH_PT - 62) / MAX (n, 1u);

  put (form, RIGHT_PT + 2, top, 60, 9, BODY_PT, prices ? VELO_TRAINING_TEXT_BOLD : 0, label);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *band = json_array_get_object_element (bands, i);
      gint64 cents = json_object_get_int_member (band, prices ? "price_up_to_cents"
                                                              : "premium_cents");
      g_autofree char *text = velo_training_paper_dup_amount (cents);

      /* the prices are whole euros */
      if (prices)
        *strchr (text, ',') = '\0';
      put (form, RIGHT_PT + 62 + i * width, top, width - 3, 9, BODY_PT,
           VELO_TRAINING_TEXT_RIGHT | (prices ? VELO_TRAINING_TEXT_BOLD : 0), text);
    }
}

static void
draw_premiums (Form *form)
{
  g_autofree char *heading = g_strdup_printf (
    "%s in EUR (Übungswerte, inkl. %u %% %s)", form->austria ? "Prämien" : "Beiträge",
    velo_training_tariff_get_tax_percent (form->tariff, form->product->country),
    form->austria ? "Versicherungssteuer" : "Versicherungsteuer");
  static const char *const variants[] = { "A", "B", "" };
  double top = 446;

  draw_heading (form, RIGHT_PT, 466, RIGHT_WIDTH_PT, heading);
  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      const VeloTrainingProduct *product = find_variant (form, variants[i]);
      JsonObject *table = product != NULL ? velo_training_tariff_find_table (form->tariff, product,
                                                                             form->day) : NULL;
      gboolean monthly;
      g_autofree char *label = NULL;

      if (table == NULL)
        continue;
      if (top > 445)
        draw_premium_row (form, top, "Kaufpreis bis", table, TRUE);
      top -= 13;
      monthly = g_str_equal (json_object_get_string_member (table, "basis"), "month");
      label = g_strdup_printf ("%s%s%s", variants[i], *variants[i] != '\0' ? ", " : "",
                               monthly ? "monatlich" : "jährlich");
      draw_premium_row (form, top, label, table, FALSE);
    }
  put (form, RIGHT_PT, top - 16, RIGHT_WIDTH_PT, 30, BODY_PT, VELO_TRAINING_TEXT_PLAIN,
       form->austria
         ? "Bei vierteljährlicher, halbjährlicher und jährlicher Zahlung ist das Drei-, Sechs- "
           "und Zwölffache der Monatsprämie fällig, ohne Zuschlag. Der angegebene Kaufpreis ist "
           "eingeschlossen."
         : "Bei vierteljährlicher, halbjährlicher und jährlicher Zahlung ist das Drei-, Sechs- "
           "und Zwölffache des Monatsbeitrags fällig, ohne Zuschlag. Der angegebene Kaufpreis "
           "ist eingeschlossen.");
}

static void
draw_payment (Form *form)
{
  draw_heading (form, RIGHT_PT, 274, RIGHT_WIDTH_PT,
                form->bank ? "SEPA-Lastschriftmandat" : "Zahlung");
  if (!form->bank)
    {
      put (form, RIGHT_PT, 257, RIGHT_WIDTH_PT, 60, BODY_PT, VELO_TRAINING_TEXT_PLAIN,
           "Sie zahlen selbst: Der Betrag ist mit Erhalt der Rechnung fällig, danach zu Beginn "
           "jedes Zahlungsabschnitts. Bitte geben Sie bei jeder Überweisung die Vertragsnummer "
           "an. Für die Zahlung per Lastschrift gibt es ein eigenes Formular.");
      return;
    }
  put (form, RIGHT_PT, 239, 46, 9, BODY_PT, VELO_TRAINING_TEXT_PLAIN, "Referenz");
  put (form, RIGHT_PT, 257, RIGHT_WIDTH_PT, 9, BODY_PT, VELO_TRAINING_TEXT_PLAIN,
       "Die Mandatsreferenz teilt der Versicherer mit.");
  put (form, RIGHT_PT, 219, RIGHT_WIDTH_PT, 9, BODY_PT, VELO_TRAINING_TEXT_PLAIN,
       form->battery ? "Zahlungsweise:" : "Zahlungsweise (nur Variante A, sonst jährlich):");
  put (form, RIGHT_PT, 188, RIGHT_WIDTH_PT, 42, BODY_PT, VELO_TRAINING_TEXT_PLAIN,
       "Ich ermächtige den Versicherer, Zahlungen von meinem Konto mittels Lastschrift "
       "einzuziehen, und weise meine Bank an, die Lastschriften einzulösen. Innerhalb von acht "
       "Wochen nach der Belastung kann ich die Erstattung des Betrags verlangen.");
}

static void
draw_end (Form *form)
{
  cairo_t *cr = velo_training_paper_get_cairo (form->paper);

  put (form, 309, 80, 232, 16, BODY_PT, VELO_TRAINING_TEXT_PLAIN,
       form->austria
         ? "Sofortschutz für E-Bikes/Pedelecs: einmalig 3,50 EUR mit der ersten Prämie. Bitte "
           "streichen, wenn er nicht gewünscht ist."
         : "Sofortschutz für E-Bikes/Pedelecs: einmalig 3,50 EUR mit dem ersten Beitrag. Bitte "
           "streichen, wenn er nicht gewünscht ist.");
  cairo_set_line_width (cr, 0.6);
  cairo_move_to (cr, 172.6, from_top (30.6));
  cairo_line_to (cr, 436.5, from_top (30.6));
  cairo_stroke (cr);
  set_ink (form, 0.3);
  put (form, 172.6, 29, 264, 7, LABEL_PT, VELO_TRAINING_TEXT_PLAIN,
       form->austria ? "Unterschrift Versicherungsnehmer/in" : "Unterschrift Antragsteller/in");
  put (form, 446, 42, 118, 8, 6, VELO_TRAINING_TEXT_RIGHT | VELO_TRAINING_TEXT_BOLD,
       "Training – nur zur Übung");
  put (form, 446, 33, 118, 8, 5, VELO_TRAINING_TEXT_RIGHT,
       form->bank ? "Formular mit Lastschrift" : "Formular ohne Lastschrift");
}

static gboolean
is_on_form (Form                        *form,
            const VeloTrainingFormField *field)
{
  guint parts = form->bank ? VELO_TRAINING_FORM_BANK : 0;

  if (form->battery)
    parts |= VELO_TRAINING_FORM_BATTERY;
  else
    parts |= g_str_equal (form->product->object, "ebike") ? VELO_TRAINING_FORM_EBIKE
                                                          : VELO_TRAINING_FORM_BICYCLE;
  return field->parts == 0 || (field->parts & parts) != 0;
}

/* Labels come last: some touch the box above them. */
static GArray *
draw_fields (Form *form)
{
  gsize n_fields;
  const VeloTrainingFormField *fields = velo_training_form_fields_get (&n_fields);
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (VeloTrainingField));

  for (gsize i = 0; i < n_fields; i++)
    if (is_on_form (form, &fields[i]))
      {
        g_array_append_val (chosen, fields[i].field);
        if (fields[i].field.type == VELO_TRAINING_FIELD_TEXT)
          draw_text_field (form, &fields[i].field);
      }
  for (gsize i = 0; i < n_fields; i++)
    {
      const char *label = form->austria && fields[i].label_at != NULL ? fields[i].label_at
                                                                      : fields[i].label;

      if (!is_on_form (form, &fields[i]))
        continue;
      if (fields[i].field.type == VELO_TRAINING_FIELD_TEXT)
        draw_label (form, &fields[i].field, label);
      else
        draw_button (form, &fields[i].field, label);
    }
  return chosen;
}

/**
 * velo_training_form_make:
 * @tariff: the tariffs
 * @product: one of its products
 * @with_bank: whether the form has a direct debit mandate (GUFHP_IBAN) or not (GUFHP)
 * @day: day whose premiums are printed
 *
 * Returns: (transfer full) (nullable): a fillable PDF, %NULL if there is no form for @product
 */
GBytes *
velo_training_form_make (VeloTrainingTariff        *tariff,
                         const VeloTrainingProduct *product,
                         gboolean                   with_bank,
                         const GDate               *day)
{
  Form form = { NULL, tariff, product, day, FALSE, with_bank, FALSE };
  g_autoptr(GArray) fields = NULL;
  g_autoptr(GBytes) pdf = NULL;

  if (product->form == NULL)
    return NULL;
  form.austria = g_str_equal (product->country, "AT");
  form.battery = g_str_equal (product->form, "battery");
  form.paper = velo_training_paper_new (VELO_TRAINING_FORM_WIDTH_PT, VELO_TRAINING_FORM_HEIGHT_PT,
                                        "Antrag (Training)");
  draw_header (&form);
  draw_left_texts (&form);
  draw_right_texts (&form);
  draw_premiums (&form);
  draw_payment (&form);
  draw_end (&form);
  fields = draw_fields (&form);
  pdf = velo_training_paper_finish (form.paper);
  if (pdf == NULL)
    return NULL;
  return velo_training_acroform_add (pdf, (const VeloTrainingField *) fields->data, fields->len);
}
