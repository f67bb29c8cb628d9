/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * An answer of the service, judged: success is STATUSCODE 0 and nothing else.
 * Source: insurer protocol, sections 1.1 and 1.2.
 */
typedef struct
{
  JsonNode *root;      /* (owned) (not nullable) */
  JsonObject *result;  /* (borrowed) (nullable): RESULT, or %NULL if it is none */
  gboolean has_code;   /* STATUSCODE is there */
  gboolean success;    /* and is 0 */
  char *code;          /* (owned) (nullable) */
  char *status;        /* (owned) (nullable): the insurer's words */
  char *request_id;    /* (owned) (nullable) */
} VeloWertgarantieAnswer;

VeloWertgarantieAnswer *velo_wertgarantie_answer_parse (GBytes                  *bytes,
                                                        gboolean                 envelope_inside,
                                                        GError                 **error);
void                    velo_wertgarantie_answer_free  (VeloWertgarantieAnswer  *self);

gboolean                velo_wertgarantie_answer_mentions_session (VeloWertgarantieAnswer *self);
gboolean                velo_wertgarantie_answer_may_be_session   (VeloWertgarantieAnswer *self);
gboolean                velo_wertgarantie_answer_is_refusal       (VeloWertgarantieAnswer *self);
void                    velo_wertgarantie_answer_scrub            (VeloWertgarantieAnswer *self,
                                                                   const char             *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloWertgarantieAnswer, velo_wertgarantie_answer_free)

G_END_DECLS
