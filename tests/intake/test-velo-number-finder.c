/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of finding frame, battery and key numbers behind their labels. */

#include "config.h"

#include <glib.h>

#include "velo-number-finder.h"

typedef struct
{
  const char *text;
  const char *found; /* "F:number B:number K:number S:number", a star for a weak label */
} Case;

static const Case cases[] = {
  { "Rahmen-Nr.: WKB26A0417731 Akku-Nr.: 4E9C-0099-17 Schlüssel-Nr.: K 7731",
    "F:WKB26A0417731 B:4E9C-0099-17 K:K 7731" },
  { "Batterie Seriennummer BAT5-500-21-004411", "B:BAT5-500-21-004411" },
  { "RN: LD7 0042 881", "F*:LD70042881" },
  { "Rahmennr. VM21LE4-0007719, Akku-SN 400-55-2188, Farbe: schwarz",
    "F:VM21LE4-0007719 B:400-55-2188" },
  { "Rahmennummern: FB20-11871, FB20-11902", "F:FB20-11871 F:FB20-11902" },
  { "Rahmennummern: FB20-11871 und FB20-11902", "F:FB20-11871 F:FB20-11902" },
  { "Lastenrad Packesel Longtail E, Rahmennummer PE-LT-00217, Akkus: A1 778811 / A2 778812",
    "F:PE-LT-00217 B:778811 B:778812" },
  { "Zusatzakku PowerBlock 500 SN PB500-0091", "S*:PB500-0091" },
  { "Trekkingrad Lindau Tour 30, Fahrgestellnummer LT30X55120", "F:LT30X55120" },
  { "Fahrgest.-Nr. AB12345", "F:AB12345" },
  { "Fg.-Nr. AB12345", "F:AB12345" },
  { "FIN: WAB12345678901234", "F:WAB12345678901234" },
  { "FIN WST3X12345A123456", "F:WST3X12345A123456" },
  { "FRN: GH12345678", "F*:GH12345678" },
  { "Rahmennummer:AB12345678,Schlüssel:12345", "F:AB12345678 K*:12345" },
  { "Frame no. XY-998877", "F:XY-998877" },
  { "Frame number: XY998877", "F:XY998877" },
  { "Rahmen# AB 1234 567", "F:AB1234567" },
  { "RAHMENNUMMER:wtu123k4567", "F:wtu123k4567" },
  { "Akku Seriennummer: 778899-1", "B:778899-1" },
  { "Seriennummer Akku: 778899-1", "B:778899-1" },
  { "Akku Ser.Nr. 778899", "B:778899" },
  { "Battery SN 55-66-77", "B:55-66-77" },
  { "Key no. 1234", "K:1234" },
  { "Schluesselnummer AXA 12345", "K:AXA 12345" },
  { "Akkuschlüssel-Nr. 1234", "k:1234" },
  { "Schlüssel-Nr. Akku: 1234, Schlüssel-Nr. Rahmenschloss: 5678", "k:1234 K:5678" },
  { "S/N ABC123456", "S*:ABC123456" },
  { "625 Wh, Rahmennummer WKB77777, Akku 625Wh SN: 12-3456", "F:WKB77777 B:12-3456" },
  { "Rahmennr.: AB123456 Motor-Nr.: M998877 Display-SN: D112233",
    "F:AB123456 M:M998877 D:D112233" },
  { "Nabenschaltung Nr. 88/1234, Ladegerät SN 4711-22, Seriennummer des Motors: MX 1234 556",
    "G:88/1234 O:4711-22 M:MX1234556" },
  { "Motor: Bosch Performance, Display: Kiox 300, Computer: 12345.67", "" },
  { "Motor: Shimano EP8, Rahmennummer AB123456", "F:AB123456" },
  { "Motor Seriennummer 11223344, Rahmennummer AB123456", "M:11223344 F:AB123456" },
  { "Rahmennummer AB123456 28 Zoll", "F:AB123456" },
  { "Rahmennr. AB123456 Farbe: rot Größe 54", "F:AB123456" },
  /* what stands between label and number */
  { "Rahmennummer; AB123456; Akkunummer; 778899", "F:AB123456 B:778899" },
  { "Rahmennummer | AB123456 | Akku-Nr. | 778899", "F:AB123456 B:778899" },
  { "Rahmennummer: \"AB123456\", Akku-Nr.: „778899“", "F:AB123456 B:778899" },
  { "Rahmennummer lautet AB123456", "F:AB123456" },
  { "Rahmennummer → AB123456", "F:AB123456" },
  { "#ABZ/Kennzeichen#SH-9 18E #AKG/Fahrgestellnummer#AB123456 #BA/Kilometerstand#0", "F:AB123456" },
  { "<b>Rahmennummer:</b> AB123456<br/>Akku-Nr.:<br>778899<br />Farbe: rot", "F:AB123456 B:778899" },
  { "Rahmennummern:<br>FB20-11871<br>FB20-11902", "F:FB20-11871 F:FB20-11902" },
  { "Rahmen-Nr.:&nbsp;AB123456 &lt;p class=&quot;x&quot;&gt;", "F:AB123456" },
  { "&lt;b&gt;Rahmennummer:&lt;/b&gt; AB123456", "F:AB123456" },
  /* no numbers */
  { "Rahmennummer ist nicht bekannt", "" },
  { "FIN 12345678", "" },
  { "Schlüssel: 2 Stück", "" },
  { "Maulschlüssel: 12345", "" },
  { "Rahmennummer | Farbe | 12345678", "" },
  { "Rahmennummer: <img src=12345678.png>", "" },
  { "Rahmennummer: <12345678", "" },
  { "Rahmennummer siehe Lieferschein", "" },
  { "Rahmennummer folgt", "" },
  { "Rahmen-Nr.: k.A.", "" },
  { "Rahmennummer liegt bei", "" },
  { "Rahmen-Nr.: 1234", "" },
  { "Rahmennummer ABCDEF", "" },
  { "Rahmennummer 18.04.2026", "" },
  { "Rahmennummer 3.999,00 EUR", "" },
  { "Akku: 500 Wh", "" },
  { "Akku 625Wh", "" },
  { "Akku-Nr.: 625Wh", "" },
  { "Rahmen: Alu 6061", "" },
  { "Rahmenhöhe: 54cm", "" },
  { "Rechnungs-Nr.: RE-2026-10417", "" },
  { "Rahmennummer RE-2026-10417", "" },
  { "Turn: 123456", "" },
  { "Rahmennummer 4012345678901", "" },
  { "Tel.: 0911 5550100", "" },
  { "", "" },
  { "Rahmennummer", "" },
};

static char *
describe (GPtrArray *numbers)
{
  GString          *text = g_string_new (NULL);
  static const char letters[] = "-FBKSkMDGO";

  for (guint i = 0; i < numbers->len; i++)
    {
      const VeloNumber *number = numbers->pdata[i];

      g_string_append_printf (text, "%s%c%s:%s", i > 0 ? " " : "", letters[number->kind],
                              number->is_weak ? "*" : "", number->value);
    }
  return g_string_free (text, FALSE);
}

static void
test_find (void)
{
  g_autoptr (VeloNumberFinder) finder = velo_number_finder_new ();

  velo_number_finder_exclude (finder, "RE-2026-10417");
  velo_number_finder_exclude (finder, "4012345678901");
  velo_number_finder_exclude (finder, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) numbers = velo_number_finder_find (finder, cases[i].text);
      g_autofree char *found = describe (numbers);

      if (g_strcmp0 (found, cases[i].found) != 0)
        g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static void
test_find_nothing (void)
{
  g_autoptr (VeloNumberFinder) finder = velo_number_finder_new ();
  g_autoptr (GPtrArray) numbers = velo_number_finder_find (finder, NULL);
  g_autoptr (GString) long_text = g_string_new ("Rahmennummer ");
  g_autoptr (GPtrArray) of_long = NULL;

  g_assert_cmpuint (numbers->len, ==, 0);
  for (guint i = 0; i < 10000; i++)
    g_string_append (long_text, "A1-");
  of_long = velo_number_finder_find (finder, long_text->str);
  g_assert_cmpuint (of_long->len, ==, 0);
}

static void
test_labels (void)
{
  static const struct
  {
    const char    *name;
    VeloNumberKind kind;
  } labels[] = {
    { "Rahmennummer", VELO_NUMBER_KIND_FRAME },
    { "FrameNumber", VELO_NUMBER_KIND_FRAME },
    { "Rahmen-Nr.", VELO_NUMBER_KIND_FRAME },
    { "Fahrgestellnummer", VELO_NUMBER_KIND_FRAME },
    { "Akkunummer", VELO_NUMBER_KIND_BATTERY },
    { "SerialNumberBattery", VELO_NUMBER_KIND_BATTERY },
    { "Seriennummer Akku", VELO_NUMBER_KIND_BATTERY },
    { "KeyNumberFrameLock", VELO_NUMBER_KIND_KEY },
    { "Schlüsselnummer", VELO_NUMBER_KIND_KEY },
    { "SerialNumber", VELO_NUMBER_KIND_SERIAL },
    { "Seriennummer", VELO_NUMBER_KIND_SERIAL },
    { "SerialNumberMotor", VELO_NUMBER_KIND_MOTOR },
    { "SerialNumberDisplay", VELO_NUMBER_KIND_DISPLAY },
    { "SerialNumberGearHub", VELO_NUMBER_KIND_GEAR_HUB },
    { "KeyNumberBattery", VELO_NUMBER_KIND_BATTERY_KEY },
    { "Motor", VELO_NUMBER_KIND_NONE },
    { "Artikelnummer", VELO_NUMBER_KIND_NONE },
    { "Rahmenhöhe", VELO_NUMBER_KIND_NONE },
    { "Farbe", VELO_NUMBER_KIND_NONE },
    { "Akku Kapazität", VELO_NUMBER_KIND_NONE },
    { "", VELO_NUMBER_KIND_NONE },
    { NULL, VELO_NUMBER_KIND_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    g_assert_cmpint (velo_number_finder_label (labels[i].name), ==, labels[i].kind);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/number-finder/find", test_find);
  g_test_add_func ("/intake/number-finder/find/nothing", test_find_nothing);
  g_test_add_func ("/intake/number-finder/labels", test_labels);
  return g_test_run ();
}
