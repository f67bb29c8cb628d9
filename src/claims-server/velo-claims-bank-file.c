/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what a bank says of payments: ISO 20022 camt.054 and pain.002, of every version. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-payment-file.h"

#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "velo-claims-error.h"

#define CAMT "urn:iso:std:iso:20022:tech:xsd:camt.054.001."
#define PAIN "urn:iso:std:iso:20022:tech:xsd:pain.002.001."

/* What a bank sends a day stays far below. */
#define MAX_BYTES (10 * 1000 * 1000)
#define MAX_REPORTS 10000

/**
 * velo_claims_bank_report_free:
 * @report: (transfer full): a report
 */
void
velo_claims_bank_report_free (VeloClaimsBankReport *report)
{
  g_free (report->id);
  g_free (report->reason);
  g_free (report);
}

static gboolean
is_named (const xmlNode *node,
          const char    *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

/* The first child at the end of a path "Refs/EndToEndId". */
static xmlNode *
find (xmlNode    *node,
      const char *path)
{
  g_auto(GStrv) names = g_strsplit (path, "/", -1);

  for (char **name = names; *name != NULL && node != NULL; name++)
    {
      node = node->children;
      while (node != NULL && !is_named (node, *name))
        node = node->next;
    }
  return node;
}

static char *
dup_text (xmlNode    *node,
          const char *path)
{
  xmlNode *found = find (node, path);
  xmlChar *content = found != NULL ? xmlNodeGetContent (found) : NULL;
  char *text = g_strstrip (g_strdup (content != NULL ? (const char *) content : ""));

  xmlFree (content);
  return text;
}

/* "1234.5" in cents; -1 if it is no amount. */
static gint64
parse_amount (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, ".", 2);
  gint64 euros;
  gint64 cents = 0;

  if (parts[0] == NULL || !g_ascii_string_to_signed (parts[0], 10, 0, G_GINT64_CONSTANT (999999999), &euros, NULL))
    return -1;
  if (parts[1] != NULL)
    {
      gsize digits = strlen (parts[1]);

      if (digits < 1 || digits > 2 || !g_ascii_string_to_signed (parts[1], 10, 0, 99, &cents, NULL))
        return -1;
      if (digits == 1)
        cents *= 10;
    }
  return euros * 100 + cents;
}

static VeloClaimsBankReport *
add (GPtrArray             *reports,
     xmlNode               *transaction,
     const char            *id_path,
     const char            *amount_path,
     const char            *reason_path,
     VeloClaimsBankOutcome  outcome)
{
  g_autofree char *id = dup_text (transaction, id_path);
  g_autofree char *amount = dup_text (transaction, amount_path);
  VeloClaimsBankReport *report;

  if (*id == '\0' || strcmp (id, "NOTPROVIDED") == 0 || reports->len >= MAX_REPORTS)
    return NULL;
  report = g_new0 (VeloClaimsBankReport, 1);
  report->id = g_steal_pointer (&id);
  report->outcome = outcome;
  report->cents = parse_amount (amount);
  report->reason = dup_text (transaction, reason_path);
  g_ptr_array_add (reports, report);
  return report;
}

/* A debit that is booked was paid; a credit with a reason of return is a payment sent back. */
static void
read_entry (xmlNode   *entry,
            GPtrArray *reports)
{
  g_autofree char *direction = dup_text (entry, "CdtDbtInd");
  g_autofree char *status = dup_text (entry, "Sts/Cd");
  g_autofree char *old_status = dup_text (entry, "Sts");
  gboolean booked = strcmp (status, "BOOK") == 0 || strcmp (old_status, "BOOK") == 0;

  for (xmlNode *details = entry->children; details != NULL; details = details->next)
    for (xmlNode *transaction = is_named (details, "NtryDtls") ? details->children : NULL; transaction != NULL;
         transaction = transaction->next)
      {
        gboolean returned;
        const char *amount;

        if (!is_named (transaction, "TxDtls"))
          continue;
        returned = find (transaction, "RtrInf") != NULL;
        amount = find (transaction, "AmtDtls/TxAmt/Amt") != NULL ? "AmtDtls/TxAmt/Amt" : "Amt";
        if (!booked)
          add (reports, transaction, "Refs/EndToEndId", amount, "RtrInf/Rsn/Cd", VELO_CLAIMS_BANK_OUTCOME_PENDING);
        else if (strcmp (direction, "DBIT") == 0 && !returned)
          add (reports, transaction, "Refs/EndToEndId", amount, "RtrInf/Rsn/Cd", VELO_CLAIMS_BANK_OUTCOME_PAID);
        else if (strcmp (direction, "CRDT") == 0 && returned)
          add (reports, transaction, "Refs/EndToEndId", amount, "RtrInf/Rsn/Cd", VELO_CLAIMS_BANK_OUTCOME_RETURNED);
      }
}

static void
read_camt (xmlNode   *root,
           GPtrArray *reports)
{
  xmlNode *message = find (root, "BkToCstmrDbtCdtNtfctn");

  for (xmlNode *part = message != NULL ? message->children : NULL; part != NULL; part = part->next)
    for (xmlNode *entry = is_named (part, "Ntfctn") ? part->children : NULL; entry != NULL; entry = entry->next)
      if (is_named (entry, "Ntry"))
        read_entry (entry, reports);
}

static VeloClaimsBankOutcome
get_outcome (const char *status)
{
  if (strcmp (status, "RJCT") == 0 || strcmp (status, "CANC") == 0)
    return VELO_CLAIMS_BANK_OUTCOME_RETURNED;
  /* ACSC and ACCC say that it is settled; the other acceptances only that it is under way. */
  if (strcmp (status, "ACSC") == 0 || strcmp (status, "ACCC") == 0)
    return VELO_CLAIMS_BANK_OUTCOME_PAID;
  return VELO_CLAIMS_BANK_OUTCOME_PENDING;
}

/* What is said of a whole file, by the name that we gave to it: each of ours holds one payment. */
static void
read_whole (xmlNode    *part,
            const char *id_path,
            const char *status_path,
            GPtrArray  *reports)
{
  g_autofree char *status = dup_text (part, status_path);
  VeloClaimsBankReport *report = NULL;

  if (*status != '\0')
    report = add (reports, part, id_path, "", "StsRsnInf/Rsn/Cd", get_outcome (status));
  if (report != NULL)
    report->of_file = TRUE;
}

static void
read_pain (xmlNode   *root,
           GPtrArray *reports)
{
  xmlNode *message = find (root, "CstmrPmtStsRpt");
  xmlNode *group = message != NULL ? find (message, "OrgnlGrpInfAndSts") : NULL;

  for (xmlNode *part = message != NULL ? message->children : NULL; part != NULL; part = part->next)
    if (is_named (part, "OrgnlPmtInfAndSts") && find (part, "TxInfAndSts") == NULL)
      read_whole (part, "OrgnlPmtInfId", "PmtInfSts", reports);
    else
      for (xmlNode *at = is_named (part, "OrgnlPmtInfAndSts") ? part->children : NULL; at != NULL; at = at->next)
        if (is_named (at, "TxInfAndSts"))
          {
            g_autofree char *status = dup_text (at, "TxSts");

            add (reports, at, "OrgnlEndToEndId", "OrgnlTxRef/Amt/InstdAmt", "StsRsnInf/Rsn/Cd", get_outcome (status));
          }
  if (group != NULL && find (message, "OrgnlPmtInfAndSts") == NULL)
    read_whole (group, "OrgnlMsgId", "GrpSts", reports);
}

static gboolean
is_root_of (xmlNode    *root,
            const char *namespace)
{
  return root != NULL && is_named (root, "Document") && root->ns != NULL
    && g_str_has_prefix ((const char *) root->ns->href, namespace);
}

/**
 * velo_claims_bank_file_read:
 * @file: what the bank sent
 * @error: return location; %VELO_CLAIMS_ERROR_INVALID if it is neither camt.054 nor pain.002, or
 *   contains what such a file never does
 *
 * Returns: (transfer full) (element-type VeloClaimsBankReport) (nullable): what it says, one report
 *   for each payment that has an identification
 */
GPtrArray *
velo_claims_bank_file_read (GBytes  *file,
                            GError **error)
{
  g_autoptr(GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) velo_claims_bank_report_free);
  gsize size;
  const char *data = g_bytes_get_data (file, &size);
  xmlDoc *document = NULL;
  xmlNode *root = NULL;
  gboolean known = TRUE;

  if (size > 0 && size <= MAX_BYTES)
    document = xmlReadMemory (data, (int) size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (document != NULL && document->intSubset == NULL)
    root = xmlDocGetRootElement (document);
  if (is_root_of (root, CAMT))
    read_camt (root, reports);
  else if (is_root_of (root, PAIN))
    read_pain (root, reports);
  else
    known = FALSE;
  xmlFreeDoc (document);
  if (known)
    return g_steal_pointer (&reports);
  g_set_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_INVALID, "neither camt.054 nor pain.002");
  return NULL;
}
