/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/**
 * VeloDocumentKind: (Unterlagenart)
 * @VELO_DOCUMENT_KIND_OTHER: anything else
 * @VELO_DOCUMENT_KIND_INVOICE: the invoice as it came
 * @VELO_DOCUMENT_KIND_PROPOSAL: filled application
 * @VELO_DOCUMENT_KIND_SIGNED_PROPOSAL: signed application
 * @VELO_DOCUMENT_KIND_SCAN: scan of the signed application
 * @VELO_DOCUMENT_KIND_EVIDENCE: evidence record of a signature
 * @VELO_DOCUMENT_KIND_SUBMISSION: the bytes sent to the insurer
 * @VELO_DOCUMENT_KIND_ANSWER: the insurer's answer
 * @VELO_DOCUMENT_KIND_IPID: product information sheet
 * @VELO_DOCUMENT_KIND_TERMS: insurance conditions (GTCI)
 * @VELO_DOCUMENT_KIND_PRIVACY: data protection notice (GDPR)
 * @VELO_DOCUMENT_KIND_WITHDRAWAL: right of withdrawal (ROW)
 * @VELO_DOCUMENT_KIND_POLICY: Versicherungsschein (POLICY)
 * @VELO_DOCUMENT_KIND_SEPA: direct debit mandate
 * @VELO_DOCUMENT_KIND_VALUES: table of insured values (VWT)
 * @VELO_DOCUMENT_KIND_FORM: empty application form (GUFHP)
 * @VELO_DOCUMENT_KIND_FORM_IBAN: empty application form with bank part (GUFHP_IBAN)
 * @VELO_DOCUMENT_KIND_COMPARISON: leaflet
 *
 * What a document is.
 */
typedef enum
{
  VELO_DOCUMENT_KIND_OTHER,
  VELO_DOCUMENT_KIND_INVOICE,
  VELO_DOCUMENT_KIND_PROPOSAL,
  VELO_DOCUMENT_KIND_SIGNED_PROPOSAL,
  VELO_DOCUMENT_KIND_SCAN,
  VELO_DOCUMENT_KIND_EVIDENCE,
  VELO_DOCUMENT_KIND_SUBMISSION,
  VELO_DOCUMENT_KIND_ANSWER,
  VELO_DOCUMENT_KIND_IPID,
  VELO_DOCUMENT_KIND_TERMS,
  VELO_DOCUMENT_KIND_PRIVACY,
  VELO_DOCUMENT_KIND_WITHDRAWAL,
  VELO_DOCUMENT_KIND_POLICY,
  VELO_DOCUMENT_KIND_SEPA,
  VELO_DOCUMENT_KIND_VALUES,
  VELO_DOCUMENT_KIND_FORM,
  VELO_DOCUMENT_KIND_FORM_IBAN,
  VELO_DOCUMENT_KIND_COMPARISON
} VeloDocumentKind;

#define VELO_TYPE_DOCUMENT_KIND (velo_document_kind_get_type ())
GType velo_document_kind_get_type (void);

/**
 * VeloDocument: (Unterlage)
 *
 * A filed document, kept by content: the same bytes are stored once.
 */
#define VELO_DOCUMENT_FIELDS(F, X, T, p) \
  F (T, p, TEXT, id)                                         /* UUID */ \
  X (T, p, ENUM, kind, VeloDocumentKind, velo_document_kind) \
  F (T, p, TEXT, title)                                      /* for people */ \
  F (T, p, TEXT, file_name)                                  /* as delivered */ \
  F (T, p, TEXT, content_type) \
  F (T, p, TEXT, sha256)                                     /* of the bytes */ \
  F (T, p, CENTS, size)                                      /* in bytes */ \
  F (T, p, TIME, filed_at) \
  F (T, p, TEXT, vehicle_id) \
  F (T, p, TEXT, proposal_id) \
  F (T, p, TEXT, product)                                    /* key of the tariff it was delivered for */ \
  F (T, p, FLAG, superseded)                                 /* of a tariff not taken, or delivered anew */ \
  F (T, p, TIME, handed_over_at)                             /* the first time, 0 if not handed over */ \
  F (T, p, TEXT, handed_over_by)                             /* employee */ \
  F (T, p, TEXT, handed_over_how)                            /* "printed", "saved", "shown" */

#define VELO_TYPE_DOCUMENT (velo_document_get_type ())
VELO_DECLARE_RECORD (VeloDocument, velo_document, DOCUMENT, VELO_DOCUMENT_FIELDS)

gboolean velo_document_is_paper         (VeloDocument *self);
void     velo_documents_drop_superseded (GPtrArray    *documents);

G_END_DECLS
