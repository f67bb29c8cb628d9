/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judges the envelope of an answer: did it work, what did the insurer say, under which number. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-wertgarantie-answer.h"

#include "velo-insurer-error.h"
#include "velo-json.h"
#include "velo-text.h"

#include <string.h>

/* The deepest real answer has seven levels. */
#define MAX_DEPTH 64

#define MAX_WORDS      2000
#define MAX_REQUEST_ID 64

static JsonNode *
parse_object (GBytes  *bytes,
              GError **error)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autofree char *converted = NULL;
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  const char *wrong = NULL;

  if (length == 0)
    wrong = "answer is empty";
  else if (memchr (text, '\0', length) != NULL)
    wrong = "answer is not text";
  else if (velo_json_is_deeper (text, length, MAX_DEPTH))
    wrong = "answer is nested too deeply";
  if (wrong == NULL && !g_utf8_validate_len (text, length, NULL))
    {
      /* Perl behind it may well speak Latin-1, whatever it declares. */
      converted = g_convert (text, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, &length, NULL);
      text = converted;
      if (text == NULL)
        wrong = "answer is not text";
    }
  if (wrong == NULL)
    {
      parser = json_parser_new_immutable ();
      if (!json_parser_load_from_data (parser, text, (gssize) length, &local_error)
          || json_parser_get_root (parser) == NULL)
        wrong = "answer is not JSON";
      else if (!JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
        wrong = "answer is not a JSON object";
    }
  if (wrong != NULL)
    {
      /* The parser's own message would quote the answer. */
      g_set_error_literal (error, VELO_INSURER_ERROR, VELO_INSURER_ERROR_PROTOCOL, wrong);
      return NULL;
    }
  return json_node_ref (json_parser_get_root (parser));
}

static char *
read_request_id (JsonObject *envelope)
{
  g_autofree char *text = velo_json_get_text (envelope, "REQUEST_ID");

  if (text == NULL || *text == '\0' || strlen (text) > MAX_REQUEST_ID)
    return NULL;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
        return NULL;
    }
  return g_steal_pointer (&text);
}

static char *
read_words (JsonObject *envelope,
            const char *name)
{
  g_autofree char *text = velo_json_get_text (envelope, name);
  g_autofree char *words = NULL;

  if (velo_text_is_empty (text))
    return NULL;
  words = velo_text_squash (text);
  if (g_utf8_strlen (words, -1) > MAX_WORDS)
    *g_utf8_offset_to_pointer (words, MAX_WORDS) = '\0';
  return g_steal_pointer (&words);
}

static gboolean
is_zero (const char *code)
{
  return *code != '\0' && strspn (code, "0") == strlen (code);
}

/*
 * @envelope_inside: whether the envelope may also be found inside RESULT, as
 *   GET_OBJECT_DETAILS was seen to do.
 */
VeloWertgarantieAnswer *
velo_wertgarantie_answer_parse (GBytes   *bytes,
                                gboolean  envelope_inside,
                                GError  **error)
{
  g_autoptr(VeloWertgarantieAnswer) self = NULL;
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *complaint = NULL;
  JsonObject *envelope = NULL;

  root = parse_object (bytes, error);
  if (root == NULL)
    return NULL;
  self = g_new0 (VeloWertgarantieAnswer, 1);
  self->root = g_steal_pointer (&root);
  envelope = json_node_get_object (self->root);
  self->result = velo_json_get_object (envelope, "RESULT");
  self->code = velo_json_get_text (envelope, "STATUSCODE");
  if (self->code == NULL && envelope_inside)
    {
      g_autofree char *inner = velo_json_get_text (self->result, "STATUSCODE");

      if (inner != NULL)
        {
          self->code = g_steal_pointer (&inner);
          envelope = self->result;
          if (velo_json_get_object (envelope, "RESULT") != NULL)
            self->result = velo_json_get_object (envelope, "RESULT");
        }
    }
  self->status = read_words (envelope, "STATUS");
  self->request_id = read_request_id (envelope);
  self->has_code = self->code != NULL;
  self->success = self->has_code && is_zero (self->code);

  complaint = read_words (self->result, "FEHLERMELDUNG");
  if (self->success && complaint != NULL)
    {
      self->success = FALSE;
      g_free (self->status);
      self->status = g_steal_pointer (&complaint);
    }
  return g_steal_pointer (&self);
}

void
velo_wertgarantie_answer_free (VeloWertgarantieAnswer *self)
{
  g_clear_pointer (&self->root, json_node_unref);
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->status, g_free);
  g_clear_pointer (&self->request_id, g_free);
  g_free (self);
}

/* Whether the insurer says that the session is the trouble. */
gboolean
velo_wertgarantie_answer_mentions_session (VeloWertgarantieAnswer *self)
{
  g_autofree char *lower = NULL;

  if (self->success || self->status == NULL)
    return FALSE;
  lower = g_utf8_strdown (self->status, -1);
  return strstr (lower, "session") != NULL;
}

/*
 * Whether the session can be the trouble, so that asking again after a new sign-in is worth it.
 * Source: insurer protocol, section 7, "how an expired session is reported".
 */
gboolean
velo_wertgarantie_answer_may_be_session (VeloWertgarantieAnswer *self)
{
  return !self->has_code || velo_wertgarantie_answer_mentions_session (self);
}

/* Whether the insurer said no. Without a code only words can tell, and "OK" does not. */
gboolean
velo_wertgarantie_answer_is_refusal (VeloWertgarantieAnswer *self)
{
  if (self->success)
    return FALSE;
  return self->has_code || (self->status != NULL && !g_str_has_prefix (self->status, "OK"));
}

/* Takes @secret out of the words, in case the service echoes it. */
void
velo_wertgarantie_answer_scrub (VeloWertgarantieAnswer *self,
                                const char             *secret)
{
  if (self->status == NULL || secret == NULL || *secret == '\0')
    return;
  if (strstr (self->status, secret) != NULL)
    {
      g_auto(GStrv) parts = g_strsplit (self->status, secret, -1);

      g_free (self->status);
      self->status = g_strjoinv ("***", parts);
    }
}
