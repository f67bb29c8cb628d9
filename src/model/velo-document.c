/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document that is filed, without its bytes. */

#define G_LOG_DOMAIN "velo-document"

#include "config.h"

#include "velo-document.h"

#include "velo-record-private.h"

G_DEFINE_ENUM_TYPE (VeloDocumentKind, velo_document_kind,
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_OTHER, "other"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_INVOICE, "invoice"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_PROPOSAL, "proposal"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_SIGNED_PROPOSAL, "signed-proposal"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_SCAN, "scan"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_EVIDENCE, "evidence"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_SUBMISSION, "submission"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_ANSWER, "answer"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_IPID, "ipid"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_TERMS, "terms"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_PRIVACY, "privacy"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_WITHDRAWAL, "withdrawal"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_POLICY, "policy"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_SEPA, "sepa"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_VALUES, "values"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_FORM, "form"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_FORM_IBAN, "form-iban"),
                    G_DEFINE_ENUM_VALUE (VELO_DOCUMENT_KIND_COMPARISON, "comparison"))

VELO_DEFINE_RECORD (VeloDocument, velo_document, VELO_TYPE_DOCUMENT, VELO_DOCUMENT_FIELDS)
