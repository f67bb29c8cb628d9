/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers a request over HTTP, with the fault that was asked for. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-call.h"

#include <string.h>

static void
respond_json (SoupServerMessage *message,
              JsonNode          *answer,
              gboolean           half)
{
  g_autofree char *text = json_to_string (answer, FALSE);
  gsize length = strlen (text);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_COPY,
                                    text, half ? length / 2 : length);
}

/**
 * velo_training_call_new:
 * @owner: whose call it is
 * @message: (transfer none): the message to answer
 * @request: (transfer full): what it asks
 *
 * Returns: (transfer full): a call without a fault
 */
VeloTrainingCall *
velo_training_call_new (gpointer             owner,
                        SoupServerMessage   *message,
                        VeloTrainingRequest *request)
{
  VeloTrainingCall *self = g_new0 (VeloTrainingCall, 1);

  self->owner = owner;
  self->message = g_object_ref (message);
  self->request = request;
  return self;
}

/**
 * velo_training_call_free:
 * @self: (transfer full): a call
 */
void
velo_training_call_free (VeloTrainingCall *self)
{
  g_return_if_fail (self != NULL);

  if (self->delay != NULL)
    {
      g_source_destroy (self->delay);
      g_source_unref (self->delay);
    }
  g_object_unref (self->message);
  velo_training_request_free (self->request);
  g_free (self->argument);
  g_free (self);
}

/**
 * velo_training_call_respond_html:
 * @message: a message
 * @status: an HTTP status
 *
 * Answers with a page as web servers make it.
 */
void
velo_training_call_respond_html (SoupServerMessage *message,
                                 guint              status)
{
  g_autofree char *page = g_strdup_printf ("<!DOCTYPE html>\n<html><head><title>%u</title></head>"
                                           "<body><h1>%u %s</h1></body></html>\n",
                                           status, status, soup_status_get_phrase (status));

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_COPY, page,
                                    strlen (page));
}

/**
 * velo_training_call_cut:
 * @message: a message
 *
 * Closes the connection without an answer.
 */
void
velo_training_call_cut (SoupServerMessage *message)
{
  GIOStream *stream = soup_server_message_steal_connection (message);

  if (stream == NULL)
    return;
  g_io_stream_close (stream, NULL, NULL);
  g_object_unref (stream);
}

/**
 * velo_training_call_run:
 * @self: a call
 * @act: acts on it
 *
 * Acts and answers as the call's fault wants it.
 */
void
velo_training_call_run (VeloTrainingCall    *self,
                        VeloTrainingActFunc  act)
{
  g_autoptr(JsonNode) answer = NULL;
  gboolean acts_first = g_strcmp0 (self->argument, "after") == 0;

  switch (self->fault)
    {
    case VELO_TRAINING_FAULT_CUT_BEFORE:
      velo_training_call_cut (self->message);
      return;
    case VELO_TRAINING_FAULT_CUT_AFTER:
      answer = act (self);
      velo_training_call_cut (self->message);
      return;
    case VELO_TRAINING_FAULT_HTTP500:
    case VELO_TRAINING_FAULT_HTML:
      if (acts_first)
        answer = act (self);
      velo_training_call_respond_html (self->message, self->fault == VELO_TRAINING_FAULT_HTML
                                     ? SOUP_STATUS_OK : SOUP_STATUS_INTERNAL_SERVER_ERROR);
      return;
    case VELO_TRAINING_FAULT_EMPTY:
      if (acts_first)
        answer = act (self);
      soup_server_message_set_status (self->message, SOUP_STATUS_OK, NULL);
      return;
    case VELO_TRAINING_FAULT_NONE:
    case VELO_TRAINING_FAULT_DELAY:
    case VELO_TRAINING_FAULT_REFUSE:
    case VELO_TRAINING_FAULT_HALF:
    case VELO_TRAINING_FAULT_NO_STATUSCODE:
    case VELO_TRAINING_FAULT_NAN_PREMIUM:
    case VELO_TRAINING_FAULT_EXPIRED:
    case VELO_TRAINING_FAULT_UNCONFIRMED:
    case VELO_TRAINING_FAULT_INNER_ENVELOPE:
    case VELO_TRAINING_FAULT_OLD_SHAPE:
    case VELO_TRAINING_FAULT_SINGLE:
    default:
      answer = act (self);
      respond_json (self->message, answer, self->fault == VELO_TRAINING_FAULT_HALF);
    }
}
