/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-training-insurer.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define RAD_CODE   "GU WG DE RAD KS 0818"
#define RAD_A      "KOMPLETTSCHUTZ_RAD_M_2018"
#define RAD_B      "KOMPLETTSCHUTZ_RAD_J_2018"
#define EBIKE_CODE "GU WG DE RAD EBS 0818"
#define EBIKE_A    "KOMPLETTSCHUTZ_EBIKE_M_2018"
#define BATTERY    "AKKUSCHUTZ_EBIKE_2018"

/* An insurer that listens, for which today is 18.04.2026, and a client with a session. */
typedef struct
{
  VeloTrainingInsurer *insurer;
  SoupSession *client;
  char *session; /* (nullable) */
  guint status;  /* HTTP status of the last answer, 0 if there was none */
  char *text;    /* (nullable): the last answer as it came */
} Fixture;

void        fixture_set_up      (Fixture       *fixture,
                                 gconstpointer  data);
void        fixture_tear_down   (Fixture       *fixture,
                                 gconstpointer  data);
void        fixture_login       (Fixture       *fixture);
void        fixture_add_fault   (Fixture       *fixture,
                                 const char    *spec);
JsonObject *fixture_send        (Fixture       *fixture,
                                 const char    *script,
                                 SoupMultipart *fields);
JsonObject *fixture_post        (Fixture       *fixture,
                                 const char    *script,
                                 const char    *first_name,
                                 ...) G_GNUC_NULL_TERMINATED;
JsonObject *fixture_call        (Fixture       *fixture,
                                 const char    *function,
                                 const char    *shaping,
                                 ...) G_GNUC_NULL_TERMINATED;
JsonObject *fixture_raw         (Fixture       *fixture,
                                 const char    *method,
                                 const char    *script,
                                 const char    *type,
                                 const char    *body);
JsonObject *fixture_premium     (Fixture       *fixture,
                                 const char    *xml);
JsonObject *fixture_propose     (Fixture       *fixture,
                                 const char    *xml);
char       *fixture_new_number  (Fixture       *fixture);

char       *make_premium_xml    (const char    *code,
                                 const char    *type,
                                 const char    *risk,
                                 const char    *object,
                                 const char    *price,
                                 guint          interval);
char       *make_proposal_xml   (const char    *number);
char       *replace             (const char    *text,
                                 const char    *from,
                                 const char    *to);
void        assert_code         (JsonObject    *answer,
                                 const char    *code);
void        assert_refused      (JsonObject    *answer,
                                 const char    *words);
void        assert_not_ok       (JsonObject    *answer,
                                 const char    *words);
JsonObject *get_result          (JsonObject    *answer);

G_END_DECLS
