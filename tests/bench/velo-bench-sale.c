/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sales as a shop makes them in ten years, out of a random generator with a seed. */

#include "config.h"

#include "velo-bench-sale.h"

#include <string.h>

/* Ten years of sales end on the last day. */
#define N_DAYS 3650

static const char * const first_names[] = {
  "Anna", "Ben", "Clara", "David", "Elif", "Finn", "Greta", "Hannes", "Ida", "Jürgen", "Käthe",
  "Lukas", "Mia", "Noah", "Ömer", "Paula", "Quirin", "Renate", "Sören", "Tereza", "Ursula", "Viktor",
  "Wiebke", "Xaver", "Yvonne", "Zoë", "Matthias", "Jérôme", "Änne", "Günther", "Sabine", "Thomas",
  "Magdalena", "Sebastian", "Franziska", "Aleksander", "Nadine", "Bärbel", "Wolfgang", "Annegret",
};

static const char * const last_names[] = {
  "Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Maier", "Mayr", "Wagner", "Becker", "Schulz",
  "Hoffmann", "Schäfer", "Koch", "Bauer", "Richter", "Klein", "Wolf", "Schröder", "Neumann", "Schwarz",
  "Zimmermann", "Braun", "Krüger", "Hofer", "Gruber", "Huber", "Pichler", "Steiner", "Moser", "Weiß",
  "Groß", "Öztürk", "Yılmaz", "Nowak", "Kovač", "Novák", "Jørgensen", "van der Berg", "von Thun",
  "Übelacker", "Strauß", "Kühn", "Böhm", "Preuß", "Jäger", "Vogel", "Friedrich", "Keller", "Günther",
  "Lehmann", "Köhler", "Herrmann", "König", "Walter", "Mayer", "Kaiser", "Fuchs", "Lang", "Scholz",
};

static const char * const endings[] = { "", "", "", "", "mann", "bauer", "huber", "er", "sen", "berg" };

static const char * const makers[] = {
  "Kronberg", "Veloria", "Nordlicht", "Alpsteig", "Radwerk", "Stromross", "Kettenreich", "Bergziege",
  "Windfang", "Lastesel", "Pfeilgrad", "Morgentau", "Talfahrt", "Zugvogel", "Kurbelfein", "Rollgut",
};

static const char * const models[] = {
  "E-Trail", "Aurora", "City Komfort", "Tiefgang", "Cargo Maxi", "Gravel X", "Montan", "Flaneur",
  "Pendler", "Junior", "Ténéré", "Straßenläufer", "Sprint SL", "Tour Plus", "Kompakt", "Rapid",
};

static const char * const cities[] = {
  "Nürnberg", "Erlangen", "Wien", "Graz", "Köln", "Münster", "Bad Tölz", "Görlitz", "Lübeck", "Gießen",
};

static const char * const streets[] = {
  "Hauptstraße", "Gartenweg", "Bahnhofstraße", "Am Mühlbach", "Lindenallee", "Schloßgasse",
};

static const char * const employees[] = {
  "Jana Kurbel", "Max Speiche", "Petra Nabe", "Ole Ritzel", "Mehmet Lenker", "Sofie Sattel",
  "Kai Pedal", "Ruth Rahmen",
};

struct _VeloBench
{
  GRand *rand;
  guint n_sales;
  guint stride;
  GDate first_day;
};

#define PICK(self, list) ((list)[g_rand_int_range ((self)->rand, 0, G_N_ELEMENTS (list))])

VeloBench *
velo_bench_new (guint32      seed,
                guint        n_sales,
                guint        stride,
                const GDate *last_day)
{
  VeloBench *self = g_new0 (VeloBench, 1);

  self->rand = g_rand_new_with_seed (seed);
  self->n_sales = MAX (n_sales, 1);
  self->stride = stride;
  self->first_day = *last_day;
  g_date_subtract_days (&self->first_day, N_DAYS - 1);
  return self;
}

void
velo_bench_free (VeloBench *self)
{
  g_rand_free (self->rand);
  g_free (self);
}

gboolean
velo_bench_flip (VeloBench *self,
                 guint      percent)
{
  return (guint) g_rand_int_range (self->rand, 0, 100) < percent;
}

/* Of the form of a UUID. */
char *
velo_bench_make_id (VeloBench *self)
{
  return g_strdup_printf ("%08x-%04x-4%03x-8%03x-%08x%04x", g_rand_int (self->rand),
                          g_rand_int (self->rand) & 0xffff, g_rand_int (self->rand) & 0xfff,
                          g_rand_int (self->rand) & 0xfff, g_rand_int (self->rand),
                          g_rand_int (self->rand) & 0xffff);
}

static char *
make_frame_number (VeloBench *self)
{
  static const char letters[] = "ABCDEFGHJKLMNPRSTUVWXYZ";
  int n_letters = (int) strlen (letters);

  return g_strdup_printf ("%c%c%c%02d%c%07d", letters[g_rand_int_range (self->rand, 0, n_letters)],
                          letters[g_rand_int_range (self->rand, 0, n_letters)],
                          letters[g_rand_int_range (self->rand, 0, n_letters)],
                          g_rand_int_range (self->rand, 10, 27),
                          letters[g_rand_int_range (self->rand, 0, n_letters)],
                          g_rand_int_range (self->rand, 0, 10000000));
}

static void
fill_customer (VeloBench    *self,
               VeloCustomer *customer)
{
  g_autofree char *id = velo_bench_make_id (self);
  g_autofree char *name = g_strconcat (PICK (self, last_names), PICK (self, endings), NULL);
  g_autofree char *street = g_strdup_printf ("%s %d", PICK (self, streets),
                                             g_rand_int_range (self->rand, 1, 120));
  g_autofree char *postcode = g_strdup_printf ("%05d", g_rand_int_range (self->rand, 1067, 99998));

  velo_customer_set_id (customer, id);
  velo_customer_set_first_name (customer, PICK (self, first_names));
  velo_customer_set_last_name (customer, name);
  velo_customer_set_street (customer, street);
  velo_customer_set_postcode (customer, postcode);
  velo_customer_set_city (customer, PICK (self, cities));
  velo_customer_set_country (customer, velo_bench_flip (self, 20) ? "AT" : "DE");
}

static VeloInsuranceState
pick_state (VeloBench *self,
            gboolean   is_recent)
{
  guint roll = (guint) g_rand_int_range (self->rand, 0, 100);

  if (is_recent && roll < 60)
    return VELO_INSURANCE_STATE_OPEN;
  if (roll < 35)
    return VELO_INSURANCE_STATE_INSURED;
  if (roll < 75)
    return VELO_INSURANCE_STATE_DECLINED;
  if (roll < 80)
    return VELO_INSURANCE_STATE_UNINSURABLE;
  return VELO_INSURANCE_STATE_OPEN;
}

static void
add_vehicle (VeloBench   *self,
             VeloInvoice *invoice,
             int          position,
             gboolean     is_recent)
{
  g_autoptr(VeloVehicle) vehicle = velo_vehicle_new ();
  g_autoptr(VeloInvoiceLine) line = velo_invoice_line_new ();
  g_autofree char *id = velo_bench_make_id (self);
  g_autofree char *frame_number = make_frame_number (self);
  g_autofree char *model = g_strdup_printf ("%s %d", PICK (self, models),
                                            g_rand_int_range (self->rand, 1, 60));
  g_autofree char *text = NULL;
  VeloInsuranceState state = pick_state (self, is_recent);
  gint64 price_cents = g_rand_int_range (self->rand, 30, 900) * G_GINT64_CONSTANT (1000) - 100;

  velo_vehicle_set_id (vehicle, id);
  velo_vehicle_set_invoice_id (vehicle, velo_invoice_get_id (invoice));
  velo_vehicle_set_customer_id (vehicle,
                                velo_customer_get_id (velo_invoice_get_customer (invoice)));
  velo_vehicle_set_line (vehicle, position);
  velo_vehicle_set_kind (vehicle, velo_bench_flip (self, 60) ? VELO_ARTICLE_KIND_EBIKE
                                                             : VELO_ARTICLE_KIND_BICYCLE);
  velo_vehicle_set_maker (vehicle, PICK (self, makers));
  velo_vehicle_set_model (vehicle, model);
  velo_vehicle_set_frame_number (vehicle, frame_number);
  velo_vehicle_set_price_cents (vehicle, price_cents);
  velo_vehicle_set_purchase_date (vehicle, velo_invoice_get_date (invoice));
  velo_vehicle_set_state (vehicle, state);
  if (state == VELO_INSURANCE_STATE_DECLINED)
    velo_vehicle_set_decline_reason (vehicle, velo_bench_flip (self, 50) ? "zu teuer" : "hat schon");
  g_list_store_append (velo_invoice_get_vehicles (invoice), vehicle);
  text = g_strdup_printf ("%s %s, Rahmennr. %s", velo_vehicle_get_maker (vehicle), model, frame_number);
  velo_invoice_line_set_description (line, text);
  velo_invoice_line_set_gross_cents (line, price_cents);
  velo_invoice_line_set_quantity (line, "1");
  g_list_store_append (velo_invoice_get_lines (invoice), line);
  velo_invoice_set_gross_cents (invoice, velo_invoice_get_gross_cents (invoice) + price_cents);
}

static void
set_times (VeloBench   *self,
           VeloInvoice *invoice,
           guint        number)
{
  GDate date = self->first_day;
  g_autoptr(GDateTime) noon = NULL;

  g_date_add_days (&date, (guint) ((guint64) number * N_DAYS / self->n_sales));
  noon = g_date_time_new_utc (g_date_get_year (&date), (int) g_date_get_month (&date),
                              g_date_get_day (&date), g_rand_int_range (self->rand, 8, 18),
                              g_rand_int_range (self->rand, 0, 60), 0);
  velo_invoice_set_date (invoice, &date);
  velo_invoice_set_taken_in_at (invoice, g_date_time_to_unix (noon) * G_USEC_PER_SEC + number);
}

/*
 * velo_bench_make_sale:
 * @number: from 0; the sales are made in the order of their days
 *
 * Returns: (transfer full): a sale with customer, vehicles and all ids
 */
VeloInvoice *
velo_bench_make_sale (VeloBench *self,
                      guint      number)
{
  VeloInvoice *invoice = velo_invoice_new ();
  g_autofree char *id = velo_bench_make_id (self);
  g_autofree char *text = NULL;
  gboolean is_recent = self->n_sales - number < self->n_sales / 20 + 5;
  int n_vehicles = velo_bench_flip (self, 85) ? 1 : velo_bench_flip (self, 50) ? 0 : 2;

  velo_invoice_set_id (invoice, id);
  set_times (self, invoice, number);
  text = g_strdup_printf ("RE-%u-%07u", (guint) g_date_get_year (velo_invoice_get_date (invoice)),
                          number * self->stride);
  velo_invoice_set_number (invoice, text);
  velo_invoice_set_currency (invoice, "EUR");
  velo_invoice_set_format (invoice, "factur-x");
  velo_invoice_set_employee_name (invoice, PICK (self, employees));
  velo_party_set_name (velo_invoice_get_seller (invoice), "Radhaus Beispiel GmbH");
  velo_party_set_vat_id (velo_invoice_get_seller (invoice), "DE123456789");
  fill_customer (self, velo_invoice_get_customer (invoice));
  for (int i = 0; i < n_vehicles; i++)
    add_vehicle (self, invoice, i + 1, is_recent);
  if (n_vehicles == 0)
    velo_invoice_set_gross_cents (invoice, g_rand_int_range (self->rand, 500, 40000));
  return invoice;
}
