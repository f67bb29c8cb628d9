/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the training insurer answers to a request, given its sessions, tariffs and ledger. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-service.h"

#include "velo-date.h"
#include "velo-training-answers.h"
#include "velo-training-library.h"
#include "velo-training-premium.h"
#include "velo-training-proposal-check.h"
#include "velo-training-sessions.h"

#include <string.h>

#define FIRST_REQUEST_ID 914000001u

#define CODE_LOGIN_REFUSED "21"
#define CODE_REFUSED       "65"

struct _VeloTrainingService
{
  VeloTrainingTariff *tariff;     /* (owned) */
  VeloTrainingLibrary *library;   /* (owned) */
  VeloTrainingLedger *ledger;     /* (owned) */
  VeloTrainingSessions *sessions; /* (owned) */
  guint next_request_id;
  GDate *today; /* (owned) (nullable): %NULL for the clock's */
};

/* A request being answered. */
typedef struct
{
  VeloTrainingService *service; /* (borrowed) */
  VeloTrainingRequest *request; /* (borrowed) */
  VeloTrainingFaultKind fault;
  const char *argument; /* (borrowed) (nullable) */
} Turn;

typedef JsonNode *(*AnswerFunc) (Turn *turn);

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

/* As the insurer's test double answers what it does not understand: without STATUSCODE. */
static JsonNode *
answer_not_ok (Turn       *turn,
               const char *reason)
{
  g_autofree char *status = g_strdup_printf ("NOT OK: %s", reason);
  g_autofree char *body = velo_training_request_echo (turn->request);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "STATUS", status);
  json_object_set_string_member (object, "BODY", body);
  return take_object (object);
}

static JsonNode *
answer_envelope (Turn       *turn,
                 JsonObject *result,
                 const char *status,
                 const char *code)
{
  g_autofree char *request_id = g_strdup_printf ("%u", turn->service->next_request_id++);
  gboolean inner = turn->fault == VELO_TRAINING_FAULT_INNER_ENVELOPE;
  JsonObject *object = json_object_new ();
  JsonObject *envelope = inner ? result : object;

  json_object_set_object_member (object, "RESULT", result);
  json_object_set_string_member (envelope, "STATUS", status);
  if (turn->fault != VELO_TRAINING_FAULT_NO_STATUSCODE)
    json_object_set_string_member (envelope, "STATUSCODE", code);
  json_object_set_string_member (envelope, "REQUEST_ID", request_id);
  json_object_set_string_member (envelope, "LANGUAGE", "DE");
  json_object_set_string_member (envelope, "MAXAMOUNT", "0");
  velo_training_answers_set_empty (envelope, "AMOUNT");
  velo_training_answers_set_empty (envelope, "PAGE");
  velo_training_answers_set_empty (envelope, "ORDERBY");
  velo_training_answers_set_empty (envelope, "SORT");
  return take_object (object);
}

static JsonNode *
answer_ok (Turn       *turn,
           JsonObject *result)
{
  return answer_envelope (turn, result, "OK", "0");
}

/* A list, with paging that nobody uses and a number of hits that is not to be relied on. */
static JsonNode *
answer_list (Turn       *turn,
             JsonObject *result,
             const char *order)
{
  JsonNode *node = answer_ok (turn, result);
  JsonObject *envelope = json_node_get_object (node);

  if (turn->fault == VELO_TRAINING_FAULT_INNER_ENVELOPE)
    return node;
  json_object_set_string_member (envelope, "MAXAMOUNT", "7");
  json_object_set_string_member (envelope, "AMOUNT", "30");
  json_object_set_string_member (envelope, "PAGE", "1");
  json_object_set_string_member (envelope, "ORDERBY", order);
  json_object_set_string_member (envelope, "SORT", "ASC");
  return node;
}

static JsonNode *
answer_refusal (Turn       *turn,
                const char *sentence)
{
  g_autofree char *status = g_strdup_printf ("Fehler: %s", sentence);

  return answer_envelope (turn, json_object_new (), status, CODE_REFUSED);
}

/* What is not on disk has not happened. */
static JsonNode *
answer_not_kept (Turn         *turn,
                 const GError *error)
{
  g_info ("not kept: %s", error->message);
  return answer_refusal (turn, "Der Training-Versicherer kann nichts speichern. Bitte prüfen Sie, "
                               "ob die Festplatte voll ist.");
}

static GDate *
dup_today (VeloTrainingService *self)
{
  return self->today != NULL ? g_date_copy (self->today) : velo_date_today ();
}

static gboolean
field_is (Turn       *turn,
          const char *name,
          const char *value)
{
  return g_strcmp0 (velo_training_request_get_text (turn->request, name), value) == 0;
}

static gboolean
session_is_valid (Turn *turn)
{
  return turn->fault != VELO_TRAINING_FAULT_EXPIRED
         && velo_training_sessions_use (turn->service->sessions,
                                        velo_training_request_get_text (turn->request,
                                                                        "SESSION"));
}

static JsonNode *
answer_login (Turn *turn)
{
  JsonObject *object;
  g_autofree char *session = NULL;

  if (!field_is (turn, "API", "JSON"))
    return answer_not_ok (turn, "API missing");
  if (velo_training_request_get_bytes (turn->request, "FUNCTION") != NULL
      && !field_is (turn, "FUNCTION", "LOGIN"))
    return answer_not_ok (turn, "unknown FUNCTION");
  if (!field_is (turn, "COMPANY", "WG"))
    return answer_not_ok (turn, "unknown COMPANY");
  object = json_object_new ();
  if (!field_is (turn, "USER", VELO_TRAINING_USER))
    {
      json_object_set_string_member (object, "STATUS", "NOT OK: Login failed");
      json_object_set_string_member (object, "MESSAGE", "unknown user");
      return take_object (object);
    }
  if (!field_is (turn, "PASSWORD", VELO_TRAINING_PASSWORD)
      || turn->fault == VELO_TRAINING_FAULT_EXPIRED)
    {
      json_object_set_string_member (object, "STATUS",
                                     "Error: Could not verify user | no binding. Code:49");
      json_object_set_string_member (object, "STATUSCODE", CODE_LOGIN_REFUSED);
      return take_object (object);
    }
  session = velo_training_sessions_open (turn->service->sessions);
  json_object_set_string_member (object, "STATUS", "OK: Login");
  if (turn->fault != VELO_TRAINING_FAULT_NO_STATUSCODE)
    json_object_set_string_member (object, "STATUSCODE", "0");
  json_object_set_string_member (object, "SESSION", session);
  return take_object (object);
}

static JsonNode *
answer_check_session (Turn *turn)
{
  JsonObject *object;

  if (!field_is (turn, "API", "JSON"))
    return answer_not_ok (turn, "API missing");
  if (!session_is_valid (turn))
    return answer_not_ok (turn, "invalid session");
  object = json_object_new ();
  json_object_set_string_member (object, "STATUS", "OK: Session");
  if (turn->fault != VELO_TRAINING_FAULT_NO_STATUSCODE)
    json_object_set_string_member (object, "STATUSCODE", "0");
  return take_object (object);
}

static JsonNode *
answer_products (Turn *turn)
{
  const char *agent = velo_training_request_get_text (turn->request, "AGENT_NR");
  const char *extended = velo_training_request_get_text (turn->request, "EXTENDED_RESULT");

  if (agent == NULL)
    return answer_not_ok (turn, "AGENT_NR missing");
  if (!g_str_equal (agent, VELO_TRAINING_USER)
      && (strspn (agent, "0123456789") != strlen (agent)
          || strspn (agent, "0") == strlen (agent)))
    return answer_refusal (turn, "Die AGENT_NR ist unbekannt.");
  if (extended != NULL && !g_str_equal (extended, "true") && !g_str_equal (extended, "1"))
    return answer_not_ok (turn, "EXTENDED_RESULT is neither true nor 1");
  return answer_list (turn,
                      velo_training_answers_products (turn->service->tariff,
                                                      turn->fault == VELO_TRAINING_FAULT_OLD_SHAPE,
                                                      turn->fault == VELO_TRAINING_FAULT_SINGLE),
                      "PRODUCT_NAME");
}

static const VeloTrainingProduct *
find_product (Turn *turn)
{
  return velo_training_tariff_find (
    turn->service->tariff, velo_training_request_get_text (turn->request, "APPLICATION_CODE"),
    velo_training_request_get_text (turn->request, "PRODUCT_TYPE"));
}

static JsonNode *
answer_advertising (Turn *turn)
{
  const VeloTrainingProduct *product = find_product (turn);

  if (product == NULL)
    return answer_refusal (turn, "APPLICATION_CODE und PRODUCT_TYPE gehören zu keinem Produkt.");
  return answer_list (turn,
                      velo_training_answers_advertising (product, turn->fault
                                                                    == VELO_TRAINING_FAULT_SINGLE),
                      "NAME");
}

static JsonNode *
answer_legal_documents (Turn *turn)
{
  const VeloTrainingProduct *product = find_product (turn);
  g_autoptr(GDate) today = dup_today (turn->service);
  const char *type = velo_training_request_get_text (turn->request, "DOCUMENT_TYPE");

  if (product == NULL)
    return answer_refusal (turn, "APPLICATION_CODE und PRODUCT_TYPE gehören zu keinem Produkt.");
  return answer_list (turn,
                      velo_training_library_get_legal (turn->service->library, product, type,
                                                       today, turn->fault
                                                                == VELO_TRAINING_FAULT_SINGLE),
                      "FILENAME");
}

static JsonNode *
answer_comparison_documents (Turn *turn)
{
  const VeloTrainingProduct *product = find_product (turn);
  g_autoptr(GDate) today = dup_today (turn->service);

  if (product == NULL)
    return answer_refusal (turn, "APPLICATION_CODE und PRODUCT_TYPE gehören zu keinem Produkt.");
  return answer_list (turn,
                      velo_training_library_get_comparison (turn->service->library, product,
                                                            today),
                      "FILENAME");
}

static JsonNode *
answer_premium (Turn *turn)
{
  GBytes *data = velo_training_request_get_bytes (turn->request, "DATA");
  g_autoptr(GDate) today = dup_today (turn->service);
  g_autofree char *sentence = NULL;
  VeloTrainingQuote quote;

  if (data == NULL)
    return answer_not_ok (turn, "DATA missing");
  sentence = velo_training_premium_answer (turn->service->tariff, data, today, &quote);
  if (sentence != NULL)
    return answer_refusal (turn, sentence);
  return answer_ok (turn,
                    velo_training_answers_premium (&quote,
                                                   turn->fault == VELO_TRAINING_FAULT_OLD_SHAPE,
                                                   turn->fault
                                                     == VELO_TRAINING_FAULT_NAN_PREMIUM));
}

static JsonNode *
answer_manufacturers (Turn *turn)
{
  return answer_list (turn,
                      velo_training_answers_manufacturers (turn->fault
                                                           == VELO_TRAINING_FAULT_SINGLE),
                      "MANUFACTURER");
}

static JsonNode *
answer_contract_number (Turn *turn)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *number = velo_training_ledger_issue_number (turn->service->ledger, &error);
  JsonObject *result;

  if (number == NULL)
    return answer_not_kept (turn, error);
  result = json_object_new ();
  json_object_set_string_member (result, "NEWCONTRACTNUMBER", number);
  return answer_ok (turn, result);
}

static JsonNode *
answer_status (Turn       *turn,
               const char *status_code)
{
  JsonObject *result = json_object_new ();
  gboolean processed = g_str_equal (status_code, "3");

  json_object_set_string_member (result, "STATUS_TEXT",
                                 processed ? "Verarbeitet" : "In manueller Bearbeitung");
  json_object_set_string_member (result, "STATUS_CODE", status_code);
  return answer_ok (turn, result);
}

/* A sentence if the numbers of @proposal do not allow to accept it. */
static const char *
check_numbers (VeloTrainingLedger         *ledger,
               const VeloTrainingProposal *proposal)
{
  const char *number = proposal->contract_number;

  if (velo_training_ledger_find_record (ledger, proposal->record_number) != NULL)
    return "Die Satznummer gehört schon zu einem anderen Antrag.";
  if (number == NULL)
    return NULL;
  if (velo_training_ledger_find_contract (ledger, number) != NULL)
    return "Die Vertragsnummer gehört schon zu einem anderen Antrag.";
  if (!velo_training_ledger_is_issued (ledger, number))
    return "Die Vertragsnummer wurde nie vergeben.";
  return NULL;
}

static gboolean
is_repeated (VeloTrainingLedger         *ledger,
             const VeloTrainingProposal *proposal)
{
  const VeloTrainingProposal *known
    = velo_training_ledger_find_record (ledger, proposal->record_number);

  return known != NULL && g_bytes_equal (known->xml, proposal->xml);
}

static JsonNode *
answer_proposal (Turn *turn)
{
  VeloTrainingLedger *ledger = turn->service->ledger;
  GBytes *data = velo_training_request_get_bytes (turn->request, "DATA");
  g_autoptr(GDate) today = dup_today (turn->service);
  g_autoptr(VeloTrainingProposal) proposal = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *status_code = NULL;

  if (data == NULL)
    return answer_not_ok (turn, "DATA missing");
  sentence = velo_training_proposal_check (turn->service->tariff, data, today, &proposal);
  if (sentence != NULL)
    return answer_refusal (turn, sentence);
  if (is_repeated (ledger, proposal))
    {
      velo_training_ledger_repeat (ledger, proposal->record_number);
      return answer_status (turn, velo_training_ledger_find_record (
                                    ledger, proposal->record_number)->status_code);
    }
  if (check_numbers (ledger, proposal) != NULL)
    return answer_refusal (turn, check_numbers (ledger, proposal));
  if (proposal->contract_number == NULL)
    proposal->contract_number = velo_training_ledger_issue_number (ledger, &error);
  if (turn->fault == VELO_TRAINING_FAULT_UNCONFIRMED)
    {
      g_free (proposal->status_code);
      proposal->status_code = g_strdup (turn->argument != NULL ? turn->argument : "2");
    }
  status_code = g_strdup (proposal->status_code);
  if (error != NULL
      || !velo_training_ledger_accept (ledger, g_steal_pointer (&proposal), &error))
    return answer_not_kept (turn, error);
  return answer_status (turn, status_code);
}

static const struct
{
  const char *function;
  const char *shaping; /* (nullable): not evaluated */
  AnswerFunc answer;
} calls[] = {
  { "GET_AGENT_DATA", "AVAILABLE_PRODUCTS", answer_products },
  { "GET_PRODUCT_DATA", "ADVERTISING_TEXT", answer_advertising },
  { "GET_PRODUCT_DATA", "INSURANCE_PREMIUM", answer_premium },
  { "GET_PRODUCT_DATA", "LEGAL_DOCUMENTS", answer_legal_documents },
  { "GET_PRODUCT_DATA", "COMPARISON_DOCUMENTS", answer_comparison_documents },
  { "GET_OBJECT_DETAILS", NULL, answer_manufacturers },
  { "GET_NEW_CONTRACTNUMBER", "DEFAULT", answer_contract_number },
  { "SET_XML_INTERFACE", "DEFAULT", answer_proposal },
};

static JsonNode *
answer_call (Turn *turn)
{
  gboolean known = FALSE;

  if (!field_is (turn, "API", "JSON"))
    return answer_not_ok (turn, "API missing");
  if (!session_is_valid (turn))
    return answer_not_ok (turn, "invalid session");
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    if (field_is (turn, "FUNCTION", calls[i].function))
      {
        known = TRUE;
        if (calls[i].shaping == NULL || field_is (turn, "SHAPING", calls[i].shaping))
          return calls[i].answer (turn);
      }
  return answer_not_ok (turn, known ? "unknown SHAPING" : "unknown FUNCTION");
}

/**
 * velo_training_service_new:
 *
 * Returns: (transfer full): a service without sessions; not thread-safe, its owner locks
 */
VeloTrainingService *
velo_training_service_new (void)
{
  VeloTrainingService *self = g_new0 (VeloTrainingService, 1);

  self->tariff = velo_training_tariff_new ();
  self->library = velo_training_library_new (self->tariff);
  self->ledger = velo_training_ledger_new ();
  self->sessions = velo_training_sessions_new ();
  self->next_request_id = FIRST_REQUEST_ID;
  return self;
}

/**
 * velo_training_service_free:
 * @self: (transfer full): a service
 */
void
velo_training_service_free (VeloTrainingService *self)
{
  g_return_if_fail (self != NULL);

  velo_training_library_free (self->library);
  velo_training_tariff_free (self->tariff);
  velo_training_ledger_free (self->ledger);
  velo_training_sessions_free (self->sessions);
  g_clear_pointer (&self->today, g_date_free);
  g_free (self);
}

/**
 * velo_training_service_open:
 * @self: a service
 * @path: (nullable) (type filename): the state file, %NULL to keep nothing on disk
 * @error: return location
 *
 * Returns: whether the state is read; errors as of velo_training_ledger_open()
 */
gboolean
velo_training_service_open (VeloTrainingService  *self,
                            const char           *path,
                            GError              **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return path == NULL || velo_training_ledger_open (self->ledger, path, error);
}

/**
 * velo_training_service_close:
 * @self: a service
 *
 * Ends all sessions and closes the state file.
 */
void
velo_training_service_close (VeloTrainingService *self)
{
  g_return_if_fail (self != NULL);

  velo_training_service_expire_sessions (self);
  velo_training_ledger_close (self->ledger);
}

/**
 * velo_training_service_get_ledger:
 * @self: a service
 *
 * Returns: (transfer none): its ledger
 */
VeloTrainingLedger *
velo_training_service_get_ledger (VeloTrainingService *self)
{
  return self->ledger;
}

/**
 * velo_training_service_set_session_seconds:
 * @self: a service
 * @seconds: life of a session without a call
 */
void
velo_training_service_set_session_seconds (VeloTrainingService *self,
                                           guint                seconds)
{
  velo_training_sessions_set_seconds (self->sessions, seconds);
}

/**
 * velo_training_service_set_today:
 * @self: a service
 * @today: (nullable): the day to take for today
 */
void
velo_training_service_set_today (VeloTrainingService *self,
                                 const GDate         *today)
{
  g_clear_pointer (&self->today, g_date_free);
  self->today = today != NULL ? g_date_copy (today) : NULL;
}

/**
 * velo_training_service_expire_sessions:
 * @self: a service
 *
 * Ends all sessions.
 */
void
velo_training_service_expire_sessions (VeloTrainingService *self)
{
  velo_training_sessions_expire (self->sessions);
}

/**
 * velo_training_service_answer:
 * @self: a service
 * @request: a request
 * @fault: a fault to show that concerns the content
 * @argument: (nullable): the fault's argument
 *
 * Acts on a request.
 *
 * Returns: (transfer full): the answer, a JSON object
 */
JsonNode *
velo_training_service_answer (VeloTrainingService   *self,
                              VeloTrainingRequest   *request,
                              VeloTrainingFaultKind  fault,
                              const char            *argument)
{
  Turn turn = { self, request, fault, argument };

  g_return_val_if_fail (self != NULL && request != NULL, NULL);

  if (fault == VELO_TRAINING_FAULT_REFUSE)
    return answer_refusal (&turn, argument != NULL && *argument != '\0' ? argument
                                    : "Es ist ein technischer Fehler aufgetreten. Bitte wenden "
                                      "Sie sich an den Support.");
  switch (velo_training_request_get_script (request))
    {
    case VELO_TRAINING_SCRIPT_LOGIN:
      return answer_login (&turn);
    case VELO_TRAINING_SCRIPT_CHECKSESSION:
      return answer_check_session (&turn);
    case VELO_TRAINING_SCRIPT_CALLSERVICE:
    default:
      return answer_call (&turn);
    }
}
