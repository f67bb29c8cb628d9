/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read of a file as one JSON object, for scripts and for comparing. */

#define G_LOG_DOMAIN "velo-invoice-json"

#include "config.h"

#include "velo-invoice-json.h"

#include "velo-intake-error.h"
#include "velo-invoice-source.h"
#include "velo-reading.h"
#include "velo-recogniser.h"

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text == NULL)
    json_object_set_null_member (object, name);
  else
    json_object_set_string_member (object, name, text);
}

static void
set_cents (JsonObject *object, const char *name, VeloDecimal amount)
{
  gint64 cents;

  if (velo_decimal_to_cents (amount, &cents))
    json_object_set_int_member (object, name, cents);
  else
    json_object_set_null_member (object, name);
}

static JsonArray *
text_array (GPtrArray *texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    json_array_add_string_element (array, texts->pdata[i]);
  return array;
}

/* An empty list is null where there may be none. */
static void
set_texts (JsonObject *object, const char *name, GPtrArray *texts)
{
  if (texts == NULL || texts->len == 0)
    json_object_set_null_member (object, name);
  else
    json_object_set_array_member (object, name, text_array (texts));
}

static void
set_pairs (JsonObject *object, const char *name, GPtrArray *pairs)
{
  JsonArray *array = NULL;

  if (pairs->len == 0)
    {
      json_object_set_null_member (object, name);
      return;
    }
  array = json_array_new ();
  for (guint i = 0; i < pairs->len; i++)
    {
      const VeloReadingAttribute *pair = pairs->pdata[i];
      JsonArray                  *entry = json_array_new ();

      json_array_add_string_element (entry, pair->name);
      json_array_add_string_element (entry, pair->value);
      json_array_add_array_element (array, entry);
    }
  json_object_set_array_member (object, name, array);
}

static JsonObject *
party_object (const VeloReadingParty *party, VeloReadingSyntax syntax)
{
  JsonObject *object = json_object_new ();

  if (!party->is_present)
    return object;
  set_text (object, "name", party->name);
  if (syntax == VELO_READING_SYNTAX_UBL)
    set_text (object, "trading_name", party->trading_name);
  set_text (object, "vat_id", party->vat_id);
  if (syntax == VELO_READING_SYNTAX_EBINTERFACE)
    set_text (object, "salutation", party->salutation);
  set_text (object, "contact", party->contact);
  if (syntax == VELO_READING_SYNTAX_CII || syntax == VELO_READING_SYNTAX_CII_1)
    set_text (object, "department", party->department);
  set_text (object, "street", party->street);
  if (syntax == VELO_READING_SYNTAX_EBINTERFACE)
    set_text (object, "pobox", party->pobox);
  else
    {
      set_text (object, "street2", party->street2);
      set_text (object, "street3", party->street3);
    }
  set_text (object, "postcode", party->postcode);
  set_text (object, "city", party->city);
  set_text (object, "country", party->country);
  if (syntax == VELO_READING_SYNTAX_EBINTERFACE)
    set_text (object, "country_text", party->country_text);
  set_text (object, "phone", party->phone);
  set_text (object, "email", party->email);
  return object;
}

/* The profile MINIMUM names the buyer and no address: that is on the page. */
static void
add_printed_address (JsonObject *object, const VeloReading *reading)
{
  const VeloReadingParty *stated = &reading->buyer;
  const VeloReadingParty *printed;

  if (reading->printed == NULL || stated->street != NULL || stated->postcode != NULL ||
      stated->city != NULL || stated->country != NULL)
    return;
  printed = &reading->printed->buyer;
  if (g_strcmp0 (printed->name, stated->name) != 0)
    return;
  set_text (object, "street", printed->street);
  set_text (object, "postcode", printed->postcode);
  set_text (object, "city", printed->city);
  set_text (object, "country", printed->country);
}

static const char *
kind_word (VeloArticleKind kind)
{
  static const char *const words[] = { "other", "bicycle", "ebike", "cargo_bike", "cargo_ebike",
                                       "ebike", "battery", "lock",  "labour",     "accessory" };

  return words[kind];
}

static void
set_numbers (JsonObject *object, const char *one, const char *many, GPtrArray *numbers)
{
  JsonArray *array = NULL;

  if (numbers->len == 0)
    return;
  json_object_set_string_member (object, one, ((VeloFound *) numbers->pdata[0])->value);
  if (numbers->len == 1)
    return;
  array = json_array_new ();
  for (guint i = 0; i < numbers->len; i++)
    json_array_add_string_element (array, ((VeloFound *) numbers->pdata[i])->value);
  json_object_set_array_member (object, many, array);
}

/* In the words of the trade's software, "SerialNumberMotor". */
static void
set_others (JsonObject *object, GPtrArray *others)
{
  JsonArray *array = NULL;

  if (others->len == 0)
    return;
  array = json_array_new ();
  for (guint i = 0; i < others->len; i++)
    {
      const VeloOtherNumber *other = others->pdata[i];
      JsonArray             *pair = json_array_new ();

      json_array_add_string_element (pair, velo_number_kind_word (other->kind));
      json_array_add_string_element (pair, other->found->value);
      json_array_add_array_element (array, pair);
    }
  json_object_set_array_member (object, "numbers", array);
}

static void
set_found (JsonObject *object, const char *name, const VeloFound *found)
{
  if (found != NULL)
    json_object_set_string_member (object, name, found->value);
}

static void
set_facts (JsonObject *object, const VeloLineFacts *facts)
{
  json_object_set_string_member (object, "kind", kind_word (facts->kind));
  set_found (object, "make", facts->maker);
  set_found (object, "model_name", facts->model);
  set_numbers (object, "frame", "frames", facts->frames);
  if (facts->frames->len > 0)
    {
      const VeloFound *frame = facts->frames->pdata[0];

      if (frame->raw != NULL && !g_str_equal (frame->raw, frame->value))
        json_object_set_string_member (object, "frame_raw", frame->raw);
    }
  set_numbers (object, "battery", "batteries", facts->batteries);
  set_numbers (object, "key", "keys", facts->keys);
  set_others (object, facts->others);
  if (facts->model_year != NULL)
    json_object_set_int_member (object, "model_year",
                                g_ascii_strtoll (facts->model_year->value, NULL, 10));
  set_found (object, "colour", facts->colour);
  set_found (object, "size", facts->size);
  if (velo_article_kind_is_insurable (facts->kind) && facts->kind != VELO_ARTICLE_KIND_BATTERY)
    json_object_set_boolean_member (object, "used", facts->used != NULL);
}

static JsonObject *
line_object (const VeloReadingLine *line, const VeloLineFacts *facts)
{
  JsonObject *object = json_object_new ();
  gint64      cents;

  set_text (object, "id", line->id);
  set_text (object, "parent", line->parent);
  set_text (object, "status_reason", line->status_reason);
  set_text (object, "description", line->description);
  set_text (object, "detail", line->detail);
  set_text (object, "note", line->note);
  set_text (object, "quantity", line->quantity);
  set_text (object, "unit", line->unit);
  set_text (object, "unit_price_net", line->unit_price);
  set_text (object, "base_quantity", line->base_quantity);
  set_text (object, "net", line->net);
  set_text (object, "vat_rate", line->vat_rate);
  set_text (object, "vat_category", line->vat_category);
  set_text (object, "seller_item_id", line->seller_item_id);
  set_text (object, "gtin", line->gtin);
  set_text (object, "brand", line->brand);
  set_text (object, "model", line->model);
  set_texts (object, "serials", line->serials);
  set_texts (object, "batch", line->batches);
  set_pairs (object, "attributes", line->attributes);
  set_cents (object, "net_cents", velo_decimal_parse (line->net));
  if (velo_reading_line_gross (line, &cents))
    json_object_set_int_member (object, "gross_cents", cents);
  else
    json_object_set_null_member (object, "gross_cents");
  if (velo_reading_line_unit_gross (line, &cents))
    json_object_set_int_member (object, "gross_cents_unit", cents);
  else
    json_object_set_null_member (object, "gross_cents_unit");
  set_facts (object, facts);
  return object;
}

static void
set_head (JsonObject *object, const VeloReading *reading)
{
  gboolean is_cii =
      reading->syntax == VELO_READING_SYNTAX_CII || reading->syntax == VELO_READING_SYNTAX_CII_1;

  set_text (object, "format", reading->format);
  set_text (object, "syntax", reading->syntax_name);
  if (reading->missing->len > 0)
    set_texts (object, "missing", reading->missing);
  set_text (object, "profile", reading->profile);
  set_text (object, "guideline", reading->guideline);
  set_text (object, "business_process", reading->business_process);
  if (is_cii)
    set_text (object, "test_indicator", reading->test_indicator);
  set_text (object, "number", reading->number);
  set_text (object, "date", reading->date);
  set_text (object, "type_code", reading->type_code);
  set_text (object, "document_type", reading->document_type);
  set_text (object, "title", reading->title);
  json_object_set_object_member (object, "seller",
                                 party_object (&reading->seller, reading->syntax));
  json_object_set_object_member (object, "buyer", party_object (&reading->buyer, reading->syntax));
  add_printed_address (json_object_get_object_member (object, "buyer"), reading);
  set_text (object, "currency", reading->currency);
  json_object_set_boolean_member (object, "currency_from_amount", reading->currency_from_amount);
  set_texts (object, "preceding", reading->preceding);
  if (reading->syntax == VELO_READING_SYNTAX_EBINTERFACE)
    {
      json_object_set_boolean_member (object, "cancels", reading->cancels);
      set_text (object, "duplicate", reading->duplicate);
    }
  json_object_set_array_member (object, "notes", text_array (reading->notes));
}

static void
set_reading (JsonObject *object, const VeloReading *reading)
{
  g_autoptr (VeloRecognition) recognition = velo_recogniser_run (reading);
  g_autoptr (VeloRecognition) printed = NULL;
  const VeloRecognition *people = NULL;
  JsonArray             *lines = json_array_new ();

  if (reading->printed != NULL)
    printed = velo_recogniser_run (reading->printed);
  people = printed != NULL ? printed : recognition;
  set_head (object, reading);
  set_text (object, "employee", people->employee == NULL ? NULL : people->employee->value);
  set_text (object, "salutation", people->salutation == NULL ? NULL : people->salutation->value);
  set_text (object, "rider", people->rider == NULL ? NULL : people->rider->value);
  for (guint i = 0; i < reading->lines->len; i++)
    json_array_add_object_element (
        lines, line_object (reading->lines->pdata[i], recognition->lines->pdata[i]));
  json_object_set_array_member (object, "lines", lines);
  if (reading->below_the_line->len > 0)
    set_pairs (object, "below_the_line", reading->below_the_line);
  set_cents (object, "line_total_cents", reading->line_total);
  set_cents (object, "charge_total_cents", reading->charge_total);
  set_cents (object, "allowance_total_cents", reading->allowance_total);
  set_cents (object, "net_cents", reading->net);
  set_cents (object, "vat_cents", reading->vat);
  set_cents (object, "gross_cents", reading->gross);
  set_cents (object, "prepaid_cents", reading->prepaid);
  set_cents (object, "rounding_cents", reading->rounding);
  set_cents (object, "due_cents", reading->due);
  json_object_set_boolean_member (object, "is_reversal", reading->is_reversal);
  json_object_set_int_member (object, "n_lines", reading->lines->len);
}

/**
 * velo_invoice_json_new:
 * @source: what the file turned out to be
 * @reading: (nullable): what was read of it
 * @error: (nullable): else why nothing was
 * @file_name: (nullable): its name, for the member "file"
 *
 * Tells all of a file that was read, or why it could not be read, in one object
 * whose member "status" is "ok", "incomplete" or the reason.
 *
 * Returns: (transfer full): the object
 */
JsonObject *
velo_invoice_json_new (const VeloInvoiceSource *source,
                       const VeloReading       *reading,
                       const GError            *error,
                       const char              *file_name)
{
  JsonObject *object = json_object_new ();

  set_text (object, "file", file_name);
  json_object_set_string_member (object, "container", source->is_pdf ? "pdf" : "xml");
  set_text (object, "attachment", source->attachment);
  set_text (object, "af_relationship", source->relationship);
  set_texts (object, "other_attachments", source->other_attachments);
  if (reading == NULL)
    json_object_set_string_member (object, "status", velo_intake_error_status (error));
  else
    json_object_set_string_member (object, "status",
                                   reading->missing->len > 0 ? "incomplete" : "ok");
  json_object_set_array_member (object, "warnings",
                                text_array (reading == NULL ? source->warnings : reading->warnings));
  if (source->attachment_sha256 != NULL)
    set_text (object, "attachment_sha256", source->attachment_sha256);
  if (reading != NULL)
    set_reading (object, reading);
  else if (error != NULL)
    set_text (object, "error", error->message);
  return object;
}

/**
 * velo_invoice_json_read:
 * @bytes: the file as it came
 * @file_name: (nullable): its name, for the member "file"
 * @cancellable: (nullable): a #GCancellable
 *
 * Reads a file and tells of it with velo_invoice_json_new(). Blocks.
 *
 * Returns: (transfer full): the object
 */
JsonObject *
velo_invoice_json_read (GBytes *bytes, const char *file_name, GCancellable *cancellable)
{
  g_auto (VeloInvoiceSource) source = { 0 };
  g_autoptr (VeloReading) reading = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  velo_invoice_source_init (&source);
  reading = velo_invoice_source_read (&source, bytes, file_name, cancellable, &error);
  return velo_invoice_json_new (&source, reading, error, file_name);
}

/**
 * velo_invoice_json_to_text:
 * @object: (transfer full): what velo_invoice_json_new() made
 *
 * Writes it in one line.
 *
 * Returns: (transfer full): JSON
 */
char *
velo_invoice_json_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return json_to_string (node, FALSE);
}

/**
 * velo_invoice_json_text:
 * @bytes: the file as it came
 * @file_name: (nullable): its name, for the member "file"
 * @cancellable: (nullable): a #GCancellable
 *
 * Does the same as velo_invoice_json_read() and writes it in one line.
 *
 * Returns: (transfer full): JSON
 */
char *
velo_invoice_json_text (GBytes *bytes, const char *file_name, GCancellable *cancellable)
{
  return velo_invoice_json_to_text (velo_invoice_json_read (bytes, file_name, cancellable));
}

/**
 * velo_invoice_json_failure_text:
 * @bytes: (nullable): the file as it came, or %NULL if even that was not possible
 * @file_name: (nullable): its name, for the member "file"
 * @error: why it was not read
 *
 * Tells of a file whose reading was broken off, without looking into it.
 *
 * Returns: (transfer full): JSON in one line
 */
char *
velo_invoice_json_failure_text (GBytes *bytes, const char *file_name, const GError *error)
{
  g_auto (VeloInvoiceSource) source = { 0 };
  JsonObject *object = NULL;

  velo_invoice_source_init (&source);
  source.is_pdf = bytes != NULL && velo_invoice_source_is_pdf (bytes);
  object = velo_invoice_json_new (&source, NULL, error, file_name);
  if (bytes == NULL)
    json_object_set_null_member (object, "container");
  return velo_invoice_json_to_text (object);
}
