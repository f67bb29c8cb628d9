/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-service-hours.h"
#include "velo-settlement.h"

G_BEGIN_DECLS

/**
 * VeloClaimsWay: (Versandweg)
 * @VELO_CLAIMS_WAY_NONE: the desk reads the words on its screen and sends them itself
 * @VELO_CLAIMS_WAY_GATEWAY: a provider's web service
 * @VELO_CLAIMS_WAY_MODEM: a mobile modem of this computer
 *
 * How text messages leave (claims design, section 7).
 */
typedef enum
{
  VELO_CLAIMS_WAY_NONE,
  VELO_CLAIMS_WAY_GATEWAY,
  VELO_CLAIMS_WAY_MODEM
} VeloClaimsWay;

/**
 * VeloClaimsConfig: (Einstellungen des Dienstes)
 * @listen: address to listen on, "127.0.0.1"
 * @port: port, 0 for any
 * @public_url: (owned): address that customers see, without a slash at its end
 * @certificate: (owned) (nullable): file of the TLS certificate; %NULL behind a reverse proxy
 * @key: (owned) (nullable): file of its key
 * @proxies: (owned): addresses whose X-Forwarded-For is believed
 * @database: (owned): file of the database
 * @desk_phone: (owned): telephone number of the desk as customers read it
 * @insurer: (owned): name that customers read
 * @number_pattern: (owned): of claim numbers; empty for any
 * @hours: (owned): when the desk works, for claims that name no region
 * @hours_text: (owned): the same as text, for other regions
 * @region: (owned): whose holidays hold for claims that name no region, "DE-NI"
 * @promise_minutes: service time until an offer, 120
 * @rules: (owned): limits and percentages
 * @invitation_hours: how long an invitation can be used, 72
 * @idle_minutes: how long a session lives unused, 30
 * @session_hours: how long it lives at most, 8
 * @offer_days: how long an offer is valid, 14
 * @after_days: how long a customer can read what became of the claim, 30
 * @place_days: how long a photo is kept as it came, with the place in it, if it never gets whole, 30
 * @unused_days: how long an invitation waits that nobody uses, 30
 * @reminder_days: when the desk is told of a claim that nobody works on, 30
 * @unfinished_months: when such a claim, or one whose photos never get complete, is closed, 6
 * @message_days: how long the words of messages are kept, 90
 * @settled_years: how long a claim is kept after it has ended, 10
 * @second_person_cents: payouts above it need a second person
 * @debtor_name: (owned): account holder that pays
 * @debtor_iban: (owned): account that pays; empty if payouts are not set up
 * @debtor_bic: (owned): its bank; may be empty
 * @instant: whether payouts are ordered as instant payments, 0 or 1
 * @journal_seen: entry at which the journal was found changed, and which somebody has looked at, so that
 *   payouts are released again; 0
 * @assessors: how many assessors work side by side, for the promised time
 * @request_seconds: a request that is not whole by then is dropped, 20
 * @message_way: how text messages leave
 * @message_way_text: (owned): the same as text
 * @gateway_url: (owned): of the provider
 * @gateway_method: (owned): HTTP method
 * @gateway_type: (owned): media type of the body
 * @gateway_authorization: (owned): header, with {key}; may be empty
 * @gateway_body: (owned): with {phone}, {text} and {key}
 * @gateway_success: (owned): regular expression that a good answer fits; may be empty
 * @gateway_key_file: (owned): file with the key; may be empty
 * @cheap_passwords: whether passwords are stored so that they are quick to guess: set by tests alone, no
 *   key of the file leads here
 *
 * Read once from a key file; not changed afterwards, so that any thread may read it.
 */
typedef struct
{
  char *listen;
  int port;
  char *public_url;
  char *certificate;
  char *key;
  char **proxies;
  char *database;
  char *desk_phone;
  char *insurer;
  char *number_pattern;
  VeloServiceHours *hours;
  char *hours_text;
  char *region;
  int promise_minutes;
  VeloSettlementRules *rules;
  int invitation_hours;
  int idle_minutes;
  int session_hours;
  int offer_days;
  int after_days;
  int place_days;
  int unused_days;
  int reminder_days;
  int unfinished_months;
  int message_days;
  int settled_years;
  gint64 second_person_cents;
  char *debtor_name;
  char *debtor_iban;
  char *debtor_bic;
  int instant;
  int journal_seen;
  int assessors;
  int request_seconds;
  VeloClaimsWay message_way;
  char *message_way_text;
  char *gateway_url;
  char *gateway_method;
  char *gateway_type;
  char *gateway_authorization;
  char *gateway_body;
  char *gateway_success;
  char *gateway_key_file;
  gboolean cheap_passwords;
} VeloClaimsConfig;

VeloClaimsConfig *velo_claims_config_load     (const char              *path,
                                               GError                 **error);
VeloClaimsConfig *velo_claims_config_new_data (const char              *data,
                                               GError                 **error);
GPtrArray        *velo_claims_config_check    (const char              *path);
void              velo_claims_config_free     (VeloClaimsConfig        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloClaimsConfig, velo_claims_config_free)

G_END_DECLS
