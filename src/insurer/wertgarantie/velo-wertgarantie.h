/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-insurer.h"

G_BEGIN_DECLS

/**
 * VELO_WERTGARANTIE_BASE_URL:
 *
 * Where the service lives unless the settings say otherwise.
 */
#define VELO_WERTGARANTIE_BASE_URL "https://web.serviceeu.com/mdp/ws/prod"

/**
 * VELO_WERTGARANTIE_COMPANY:
 *
 * COMPANY of the sign-in unless the settings say otherwise.
 */
#define VELO_WERTGARANTIE_COMPANY "WG"

/**
 * VeloWertgarantieDialect:
 * @VELO_WERTGARANTIE_DIALECT_HYBRID: what nobody can object to; the default
 * @VELO_WERTGARANTIE_DIALECT_PUBLISHED: the published schema to the letter; cannot name the basic
 *   risk beside immediate cover
 * @VELO_WERTGARANTIE_DIALECT_NEWER: as the insurer's own newer client writes
 *
 * How the proposal is written (insurer protocol, section 3.4).
 */
typedef enum
{
  VELO_WERTGARANTIE_DIALECT_HYBRID,
  VELO_WERTGARANTIE_DIALECT_PUBLISHED,
  VELO_WERTGARANTIE_DIALECT_NEWER,
} VeloWertgarantieDialect;

#define VELO_TYPE_WERTGARANTIE_DIALECT (velo_wertgarantie_dialect_get_type ())
GType velo_wertgarantie_dialect_get_type (void);

/**
 * VeloWertgarantie:
 *
 * Client of the WERTGARANTIE web service; one object for one account. Make it with g_object_new():
 *
 * - "base-url": address of the service; plain http only to loopback
 * - "company": COMPANY, "WG"
 * - "role": ROLE, empty: not sent
 * - "user": user name of the account
 * - "agent-number": AGENT_NR, empty: the user name
 * - "sender-name": Herkunft, agreed with the insurer; required to send a proposal
 * - "sales-channel": Vertriebskanal, empty: not sent
 * - "country": of the shop, for products that name none, "DE"
 * - "dialect": a #VeloWertgarantieDialect
 * - "attach-document": whether the signed application goes into the proposal, %FALSE
 * - "vouch-lock": whether SchlossGeprueft was agreed with the insurer, %FALSE
 * - "leasing-remark": whether a leased vehicle is said in Bemerkung, which is handled by hand, %FALSE
 * - "manufacturer-shaping": SHAPING of the list of makers, "MANUFACTURER_LIST"
 * - "timeout": seconds to wait for an answer, 20
 * - "submit-timeout": seconds to wait for the answer to a proposal, 60
 *
 * All are construct-only; when the settings change, make a new object.
 */
#define VELO_TYPE_WERTGARANTIE (velo_wertgarantie_get_type ())
G_DECLARE_FINAL_TYPE (VeloWertgarantie, velo_wertgarantie, VELO, WERTGARANTIE, GObject)

void     velo_wertgarantie_set_password   (VeloWertgarantie *self,
                                           const char       *password);
gboolean velo_wertgarantie_check_settings (VeloWertgarantie *self,
                                           GError          **error);

G_END_DECLS
