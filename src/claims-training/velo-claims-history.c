/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays the way of a sample claim, step by step, by everybody whom it needs, at the times it took. */

#define G_LOG_DOMAIN "velo-claims-training"

#include "config.h"

#include "velo-claims-history.h"

#include <string.h>

#include "velo-date.h"
#include "velo-service-hours.h"

#define CONSENT "Ja, ich möchte den Schaden sofort regulieren lassen und Fotos über den Link senden."
#define IBAN_GERMAN "DE89370400440532013000"
#define IBAN_AUSTRIAN "AT611904300234573201"

/* Holidays and nights included; more than any sample needs. */
#define MOST_DAYS 40

typedef struct
{
  VeloClaimsPlayer *player;
  const VeloClaimsSample *sample;
  VeloClaimsHistoryClock *clock;
  VeloServiceHours *hours;  /* (owned) (nullable) */
  gint64 now;
  char *id;                 /* (owned) (nullable): of the claim */
  char *link;               /* (owned) (nullable): of the customer */
} Play;

static void
play_clear (Play *play)
{
  g_clear_pointer (&play->hours, velo_service_hours_free);
  g_free (play->id);
  g_free (play->link);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Play, play_clear)

/**
 * velo_claims_history_read_clock:
 * @clock: (type VeloClaimsHistoryClock): a clock
 *
 * A #VeloClaimsClock.
 *
 * Returns: its time
 */
gint64
velo_claims_history_read_clock (gpointer clock)
{
  VeloClaimsHistoryClock *self = clock;

  return __atomic_load_n (&self->time_usec, __ATOMIC_SEQ_CST);
}

static void
set_time (Play   *play,
          gint64  time_usec)
{
  __atomic_store_n (&play->clock->time_usec, MIN (time_usec, play->now), __ATOMIC_SEQ_CST);
}

/* The last moment that has so much service time between it and now. */
static gint64
find_start (Play *play)
{
  gint64 wanted = play->sample->minutes_ago * G_TIME_SPAN_MINUTE;
  gint64 early = play->now - MOST_DAYS * G_TIME_SPAN_DAY;
  gint64 late = play->now;

  while (late - early > G_TIME_SPAN_MINUTE)
    {
      gint64 middle = early + (late - early) / 2;

      if (velo_service_hours_between (play->hours, middle, play->now) >= wanted)
        early = middle;
      else
        late = middle;
    }
  return early;
}

static gboolean
start_clock (Play    *play,
             GError **error)
{
  play->now = velo_time_now ();
  play->hours = velo_service_hours_new (VELO_SERVICE_HOURS_DEFAULT, play->sample->region, error);
  if (play->hours == NULL)
    return FALSE;
  set_time (play, find_start (play));
  return TRUE;
}

/* Service time goes by. */
static void
pass (Play *play,
      int   minutes)
{
  set_time (play, velo_service_hours_add (play->hours, velo_claims_history_read_clock (play->clock),
                                          minutes * G_TIME_SPAN_MINUTE));
}

static gboolean
reaches (Play           *play,
         VeloClaimState  state)
{
  return play->sample->until >= state;
}

/* The desk */

static JsonObject *
act (Play        *play,
     const char  *account,
     const char  *method,
     const char  *what,
     JsonObject  *body,
     GError     **error)
{
  return velo_claims_player_act (play->player, account, method, play->id, what, body, error);
}

static gboolean
do_act (Play        *play,
        const char  *account,
        const char  *what,
        JsonObject  *body,
        GError     **error)
{
  g_autoptr(JsonObject) answer = act (play, account, "POST", what, body, error);

  return answer != NULL;
}

static VeloClaim *
make_claim (const Play *play)
{
  const VeloClaimsSample *sample = play->sample;
  VeloClaim *claim = velo_claim_new ();
  gint64 taken = velo_claims_history_read_clock (play->clock);
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (taken / G_USEC_PER_SEC);
  g_autoptr(GDate) loss = g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (time),
                                          (GDateMonth) g_date_time_get_month (time),
                                          (GDateYear) g_date_time_get_year (time));

  velo_claim_set_number (claim, sample->number);
  velo_claim_set_kind (claim, sample->kind);
  velo_claim_set_country (claim, sample->vehicle.country);
  velo_claim_set_region (claim, sample->region);
  velo_claim_set_plate (claim, sample->vehicle.plate);
  velo_claim_set_customer_name (claim, sample->vehicle.holder);
  velo_claim_set_phone (claim, sample->phone);
  velo_claim_set_portfolio (claim, "north");
  if (sample->minutes_ago > 0)
    g_date_subtract_days (loss, 1);
  velo_claim_set_loss_date (claim, loss);
  velo_claim_set_description (claim, sample->description);
  velo_claim_set_in_writing (claim, sample->in_writing);
  velo_claim_set_consent (claim, sample->consent ? CONSENT : "");
  velo_intake_set_financing (velo_claim_get_intake (claim), sample->financing);
  velo_intake_set_estimate_cents (velo_claim_get_intake (claim), sample->estimate_cents);
  return claim;
}

static gboolean
take_claim (Play    *play,
            GError **error)
{
  g_autoptr(VeloClaim) claim = make_claim (play);
  g_autoptr(JsonObject) body = velo_record_to_json (claim);
  g_autoptr(JsonObject) answer = velo_claims_player_call (play->player, "desk", "POST", "api/v1/claims", body, error);

  if (answer == NULL)
    return FALSE;
  play->id = g_strdup (json_object_get_string_member_with_default (answer, "id", ""));
  return TRUE;
}

static gboolean
invite (Play    *play,
        GError **error)
{
  g_autoptr(JsonObject) answer = act (play, "desk", "POST", "invitation", NULL, error);
  const char *path;

  if (answer == NULL)
    return FALSE;
  path = strstr (json_object_get_string_member_with_default (answer, "url", ""), "/s/");
  if (path == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "an invitation without a link");
      return FALSE;
    }
  play->link = g_strdup (path + 1);
  return TRUE;
}

/* The customer */

static char *
format_taken (Play *play,
              int   days_before)
{
  gint64 now = velo_claims_history_read_clock (play->clock);
  g_autoptr(GDateTime) local = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  g_autoptr(GDateTime) taken = g_date_time_add_days (local, -days_before);

  return g_date_time_format (taken, "%Y:%m:%d %H:%M:%S");
}

/* One claim has photos that are not what they seem: known from another claim, taken before the loss,
 * not sharp, changed by a program. */
static GBytes *
make_photo (Play       *play,
            const char *slot)
{
  gboolean flagged = play->sample->flagged;
  gboolean foreign = flagged && strcmp (slot, "damage-far") == 0;
  gboolean early = flagged && strcmp (slot, "damage-middle") == 0;
  gboolean changed = flagged && strcmp (slot, "rear-left") == 0;
  gboolean blurred = flagged && strcmp (slot, "damage-close") == 0;
  g_autofree char *taken = format_taken (play, early ? 12 : 0);
  const VeloSampleCamera camera = { "Training Phone 3", taken, changed ? "GIMP 2.10" : NULL, blurred };
  const VeloClaimsSample *other = foreign ? velo_claims_samples_find ("26-2000001") : play->sample;

  return velo_sample_photo_make (&other->vehicle, slot, &camera);
}

static gboolean
send_photos (Play    *play,
             int      n,
             GError **error)
{
  for (int i = 0; i < n && velo_sample_photo_slots[i] != NULL; i++)
    {
      g_autoptr(GBytes) photo = make_photo (play, velo_sample_photo_slots[i]);

      if (!velo_claims_player_upload (play->player, velo_sample_photo_slots[i], photo, error))
        return FALSE;
      pass (play, 1);
    }
  return TRUE;
}

static gboolean
play_customer (Play    *play,
               GError **error)
{
  const VeloClaimsSample *sample = play->sample;

  pass (play, 9);
  if (!velo_claims_player_log_in (play->player, play->link, sample->number, sample->vehicle.plate,
                                  sample->vehicle.mileage, error))
    return FALSE;
  pass (play, 2);
  if (!reaches (play, VELO_CLAIM_STATE_PHOTOS_COMPLETE))
    return send_photos (play, 3, error);
  return send_photos (play, 9, error) && velo_claims_player_form (play->player, "claim/photos/done", "done=1", error);
}

/* The assessor */

typedef struct
{
  VeloWorkKind kind;
  const char *text;
  int unit_tenths;
  gint64 price_cents;
  const char *slot;
  const char *area;
} Line;

static const Line scratch_lines[] = {
  { VELO_WORK_KIND_BODY, "Tür ausbeulen und schleifen", 140, 0, "damage-middle", "2500 3000 5000 4000" },
  { VELO_WORK_KIND_PAINT, "Tür lackieren", 260, 0, "damage-far", "2500 3000 5000 4000" },
  { VELO_WORK_KIND_PART, "Schutzleiste der Tür", 0, 8900, "damage-middle", "1500 6000 7000 1500" },
};

static const Line dent_lines[] = {
  { VELO_WORK_KIND_BODY, "Blech instand setzen", 320, 0, "damage-close", "2000 1500 6000 7000" },
  { VELO_WORK_KIND_BODY, "Verkleidung ab- und anbauen", 80, 0, "", "" },
  { VELO_WORK_KIND_PAINT, "Teil lackieren", 310, 0, "damage-far", "2500 3000 5000 4000" },
};

static const Line crack_lines[] = {
  { VELO_WORK_KIND_PART, "Verkleidung des Stoßfängers", 0, 58400, "damage-middle", "1500 2000 7000 6000" },
  { VELO_WORK_KIND_BODY, "Stoßfänger ab- und anbauen", 150, 0, "damage-close", "1500 2000 7000 6000" },
  { VELO_WORK_KIND_ELECTRICS, "Einparkhilfe prüfen", 40, 0, "", "" },
  { VELO_WORK_KIND_PAINT, "Stoßfänger lackieren", 270, 0, "damage-far", "2500 4000 5000 4000" },
};

static const Line hail_lines[] = {
  { VELO_WORK_KIND_OTHER, "26 Dellen ohne Lackierung ausdrücken", 0, 124000, "damage-middle", "1000 1000 8000 8000" },
};

static const Line *
get_lines (VeloCarDamage  damage,
           gsize         *n)
{
  static const struct { const Line *lines; gsize n; } all[] = {
    [VELO_CAR_DAMAGE_SCRATCH] = { scratch_lines, G_N_ELEMENTS (scratch_lines) },
    [VELO_CAR_DAMAGE_DENT] = { dent_lines, G_N_ELEMENTS (dent_lines) },
    [VELO_CAR_DAMAGE_CRACK] = { crack_lines, G_N_ELEMENTS (crack_lines) },
    [VELO_CAR_DAMAGE_HAIL] = { hail_lines, G_N_ELEMENTS (hail_lines) },
  };

  *n = all[damage].n;
  return all[damage].lines;
}

static const char *
find_photo (JsonArray  *photos,
            const char *slot)
{
  for (guint i = 0; i < json_array_get_length (photos); i++)
    {
      JsonObject *photo = json_array_get_object_element (photos, i);

      if (strcmp (json_object_get_string_member_with_default (photo, "slot", ""), slot) == 0)
        return json_object_get_string_member_with_default (photo, "id", "");
    }
  return "";
}

static void
add_lines (VeloCalculation *calculation,
           VeloCarDamage    damage,
           JsonArray       *photos)
{
  gsize n;
  const Line *lines = get_lines (damage, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(VeloCalculationLine) line = velo_calculation_line_new ();
      const char *photo = find_photo (photos, lines[i].slot);

      velo_calculation_line_set_kind (line, lines[i].kind);
      velo_calculation_line_set_text (line, lines[i].text);
      velo_calculation_line_set_unit_tenths (line, lines[i].unit_tenths);
      velo_calculation_line_set_price_cents (line, lines[i].price_cents);
      velo_calculation_line_set_quantity_thousandths (line, lines[i].kind == VELO_WORK_KIND_PART ? 1000 : 0);
      velo_calculation_line_set_doubt_permyriad (line, 500);
      velo_calculation_line_set_photo_id (line, photo);
      velo_calculation_line_set_area (line, *photo != '\0' ? lines[i].area : "");
      g_list_store_append (velo_calculation_get_lines (calculation), line);
    }
}

static VeloCalculation *
make_calculation (Play      *play,
                  JsonArray *photos)
{
  const VeloClaimsSample *sample = play->sample;
  gboolean german = strcmp (sample->vehicle.country, "DE") == 0;
  VeloCalculation *calculation = velo_calculation_new_for (sample->vehicle.country, sample->kind);

  velo_calculation_set_body_rate_cents (calculation, 1490);
  velo_calculation_set_mechanics_rate_cents (calculation, 1420);
  velo_calculation_set_electrics_rate_cents (calculation, 1560);
  velo_calculation_set_paint_rate_cents (calculation, 1620);
  add_lines (calculation, sample->vehicle.damage, photos);
  velo_calculation_set_part_surcharge_permyriad (calculation, 1000);
  velo_calculation_set_small_parts_permyriad (calculation, 200);
  if (sample->vehicle.damage != VELO_CAR_DAMAGE_HAIL)
    velo_calculation_set_paint_material_cents (calculation, 18600);
  /* the one that needs two persons for its payout */
  if (sample->until == VELO_CLAIM_STATE_ACCEPTED)
    velo_calculation_set_loss_of_value_cents (calculation, 75000);
  velo_calculation_set_replacement_cents (calculation, 1480000);
  velo_calculation_set_replacement_tax_permyriad (calculation, german ? 240 : 0);
  velo_calculation_set_residual_cents (calculation, 610000);
  velo_calculation_set_age_years (calculation, 5);
  if (sample->kind == VELO_CLAIM_KIND_OWN_DAMAGE)
    velo_calculation_set_deductible_cents (calculation, 30000);
  if (!german)
    {
      velo_calculation_set_value_before_cents (calculation, 1480000);
      velo_calculation_set_value_after_cents (calculation, 1120000);
    }
  return calculation;
}

static gboolean
ask_again (Play    *play,
           GError **error)
{
  JsonObject *body = json_object_new ();
  JsonObject *wanted = json_object_new ();
  JsonArray *photos = json_array_new ();

  json_object_set_string_member (wanted, "slot", "damage-close");
  json_object_set_string_member (wanted, "note", "Bitte ohne Schatten und etwas näher.");
  json_array_add_object_element (photos, wanted);
  json_object_set_array_member (body, "photos", photos);
  return do_act (play, "assessor", "photo-requests", body, error);
}

static gboolean
calculate (Play    *play,
           GError **error)
{
  g_autofree char *path = g_strdup_printf ("api/v1/claims/%s/photos", play->id);
  g_autoptr(JsonObject) known = NULL;
  g_autoptr(VeloCalculation) calculation = NULL;
  g_autoptr(JsonObject) answer = NULL;
  JsonObject *body;

  pass (play, 16);
  if (!do_act (play, "assessor", "calculation", NULL, error))
    return FALSE;
  known = velo_claims_player_call (play->player, "assessor", "GET", path, NULL, error);
  if (known == NULL)
    return FALSE;
  pass (play, 12);
  if (play->sample->until == VELO_CLAIM_STATE_PHOTOS_REQUESTED)
    return ask_again (play, error);
  calculation = make_calculation (play, json_object_get_array_member (known, "photos"));
  body = json_object_new ();
  json_object_set_object_member (body, "calculation", velo_record_to_json (calculation));
  answer = act (play, "assessor", "PUT", "calculation", body, error);
  if (answer == NULL || !reaches (play, VELO_CLAIM_STATE_OFFERED))
    return answer != NULL;
  pass (play, 3);
  return do_act (play, "assessor", "offer", NULL, error);
}

/* What follows from the offer */

static gboolean
decline (Play    *play,
         GError **error)
{
  JsonObject *body = NULL;

  pass (play, 20);
  if (!velo_claims_player_form (play->player, "claim/decline",
                                "reason=Meine+Werkstatt+sagt%2C+das+wird+teurer.&when=heute+ab+17+Uhr", error))
    return FALSE;
  if (play->sample->until == VELO_CLAIM_STATE_DECLINED)
    return TRUE;
  pass (play, 15);
  body = json_object_new ();
  json_object_set_string_member (body, "outcome", "Schickt den Kostenvoranschlag der Werkstatt, dann neues Angebot.");
  return do_act (play, "desk", "call", body, error);
}

static char *
find_code (Play    *play,
           GError **error)
{
  g_autofree char *path = g_strdup_printf ("api/v1/claims/%s/messages", play->id);
  g_autoptr(JsonObject) answer = velo_claims_player_call (play->player, "desk", "GET", path, NULL, error);
  JsonArray *messages = answer != NULL ? json_object_get_array_member (answer, "messages") : NULL;

  for (guint i = 0; messages != NULL && i < json_array_get_length (messages); i++)
    {
      JsonObject *message = json_array_get_object_element (messages, i);
      const char *text = strstr (json_object_get_string_member_with_default (message, "text", ""), ": ");

      if (text != NULL && strcmp (json_object_get_string_member_with_default (message, "kind", ""), "code") == 0)
        return g_strndup (text + 2, strspn (text + 2, "0123456789 "));
    }
  if (answer != NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no message with a code");
  return NULL;
}

static gboolean
accept (Play    *play,
        GError **error)
{
  g_autofree char *holder = g_uri_escape_string (play->sample->vehicle.holder, NULL, TRUE);
  const char *iban = strcmp (play->sample->vehicle.country, "AT") == 0 ? IBAN_AUSTRIAN : IBAN_GERMAN;
  g_autofree char *account = g_strdup_printf ("holder=%s&iban=%s", holder, iban);
  g_autofree char *code = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *confirmed = NULL;

  pass (play, 25);
  if (!velo_claims_player_form (play->player, "claim/account", account, error))
    return FALSE;
  code = find_code (play, error);
  if (code == NULL)
    return FALSE;
  escaped = g_uri_escape_string (code, NULL, TRUE);
  confirmed = g_strconcat ("code=", escaped, NULL);
  return velo_claims_player_form (play->player, "claim/code", confirmed, error);
}

static gboolean
pay (Play    *play,
     GError **error)
{
  g_autofree char *path = g_strconcat ("api/v1/claims/", play->id, NULL);
  g_autoptr(JsonObject) known = NULL;
  g_autoptr(JsonObject) body = json_object_new ();
  g_autoptr(JsonObject) answer = NULL;
  g_autofree char *file = NULL;
  gint64 cents;

  pass (play, 30);
  if (!do_act (play, "desk", "payout", NULL, error))
    return FALSE;
  if (!reaches (play, VELO_CLAIM_STATE_PAID))
    return TRUE;
  pass (play, 700);
  known = velo_claims_player_call (play->player, "desk", "GET", path, NULL, error);
  if (known == NULL)
    return FALSE;
  cents = json_object_get_int_member_with_default (json_object_get_object_member (known, "claim"), "offer-cents", 0);
  file = g_strdup_printf (
    "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'><BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry>"
    "<Amt Ccy='EUR'>%" G_GINT64_FORMAT ".%02d</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><NtryDtls><TxDtls><Refs>"
    "<EndToEndId>%s</EndToEndId></Refs></TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>",
    cents / 100, (int) (cents % 100), play->sample->number);
  json_object_set_string_member (body, "file", file);
  answer = velo_claims_player_call (play->player, "desk", "POST", "api/v1/bank-files", body, error);
  return answer != NULL;
}

static gboolean
close_claim (Play    *play,
             GError **error)
{
  JsonObject *body = json_object_new ();

  pass (play, 30);
  json_object_set_string_member (body, "reason", "Kunde lässt in der Werkstatt reparieren.");
  return do_act (play, "desk", "closing", body, error);
}

static gboolean
play_decision (Play    *play,
               GError **error)
{
  VeloClaimState until = play->sample->until;

  if (until == VELO_CLAIM_STATE_DECLINED || until == VELO_CLAIM_STATE_CALL_BACK)
    return decline (play, error);
  if (until == VELO_CLAIM_STATE_OFFERED)
    return TRUE;
  return accept (play, error) && (until == VELO_CLAIM_STATE_ACCEPTED || pay (play, error));
}

static gboolean
play_way (Play    *play,
          GError **error)
{
  VeloClaimState until = play->sample->until;

  if (!take_claim (play, error) || until == VELO_CLAIM_STATE_REPORTED)
    return play->id != NULL;
  pass (play, 2);
  if (!do_act (play, "desk", "decision", NULL, error))
    return FALSE;
  if (until == VELO_CLAIM_STATE_SUITABLE || until == VELO_CLAIM_STATE_UNSUITABLE)
    return TRUE;
  if (until == VELO_CLAIM_STATE_CLOSED)
    return close_claim (play, error);
  pass (play, 1);
  if (!invite (play, error) || until == VELO_CLAIM_STATE_INVITED)
    return play->link != NULL;
  if (!play_customer (play, error))
    return FALSE;
  return !reaches (play, VELO_CLAIM_STATE_CALCULATING)
    || (calculate (play, error) && (!reaches (play, VELO_CLAIM_STATE_OFFERED) || play_decision (play, error)));
}

/**
 * velo_claims_history_play:
 * @player: with the accounts "desk" and "assessor" signed in
 * @sample: the claim
 * @clock: of the service
 * @link: (out) (transfer full) (nullable): path of the customer's link, if there is one
 * @error: return location
 *
 * Takes the claim, unless the service has one of that number, and plays its way as far as it goes.
 *
 * Returns: whether all of it was played
 */
gboolean
velo_claims_history_play (VeloClaimsPlayer        *player,
                          const VeloClaimsSample  *sample,
                          VeloClaimsHistoryClock  *clock,
                          char                   **link,
                          GError                 **error)
{
  g_auto(Play) play = { player, sample, clock };
  g_autofree char *path = g_strconcat ("api/v1/claims?words=", sample->number, NULL);
  g_autoptr(JsonObject) known = NULL;
  gboolean played;

  *link = NULL;
  if (!start_clock (&play, error))
    return FALSE;
  known = velo_claims_player_call (player, "desk", "GET", path, NULL, error);
  if (known == NULL)
    return FALSE;
  if (json_array_get_length (json_object_get_array_member (known, "claims")) > 0)
    return TRUE;
  played = play_way (&play, error);
  *link = g_steal_pointer (&play.link);
  return played;
}
