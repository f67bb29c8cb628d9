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

/**
 * velo_document_is_paper:
 * @self: a document
 *
 * Returns: whether it is one of the insurer's papers for the customer
 */
gboolean
velo_document_is_paper (VeloDocument *self)
{
  g_return_val_if_fail (VELO_IS_DOCUMENT (self), FALSE);

  switch (self->kind)
    {
    case VELO_DOCUMENT_KIND_IPID:
    case VELO_DOCUMENT_KIND_TERMS:
    case VELO_DOCUMENT_KIND_PRIVACY:
    case VELO_DOCUMENT_KIND_WITHDRAWAL:
    case VELO_DOCUMENT_KIND_POLICY:
    case VELO_DOCUMENT_KIND_SEPA:
    case VELO_DOCUMENT_KIND_VALUES:
    case VELO_DOCUMENT_KIND_COMPARISON:
      return TRUE;
    case VELO_DOCUMENT_KIND_OTHER:
    case VELO_DOCUMENT_KIND_INVOICE:
    case VELO_DOCUMENT_KIND_PROPOSAL:
    case VELO_DOCUMENT_KIND_SIGNED_PROPOSAL:
    case VELO_DOCUMENT_KIND_SCAN:
    case VELO_DOCUMENT_KIND_EVIDENCE:
    case VELO_DOCUMENT_KIND_SUBMISSION:
    case VELO_DOCUMENT_KIND_ANSWER:
    case VELO_DOCUMENT_KIND_FORM:
    case VELO_DOCUMENT_KIND_FORM_IBAN:
    default:
      return *self->product != '\0';
    }
}

/**
 * velo_documents_drop_superseded:
 * @documents: (element-type VeloDocument): documents of a vehicle or a proposal
 *
 * Leaves the papers of the tariff that was taken, each once, and all that is no paper.
 */
void
velo_documents_drop_superseded (GPtrArray *documents)
{
  g_return_if_fail (documents != NULL);

  for (guint i = documents->len; i > 0; i--)
    if (velo_document_get_superseded (g_ptr_array_index (documents, i - 1)))
      g_ptr_array_remove_index (documents, i - 1);
}
