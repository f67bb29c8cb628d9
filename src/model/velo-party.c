/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A party of an invoice as it is written there. */

#define G_LOG_DOMAIN "velo-party"

#include "config.h"

#include "velo-party.h"

#include "velo-record-private.h"

VELO_DEFINE_RECORD (VeloParty, velo_party, VELO_TYPE_PARTY, VELO_PARTY_FIELDS)
