/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of documents: bytes once by hash, what they are filed as, and the hand-overs. */

#define G_LOG_DOMAIN "velo-store-documents"

#include "config.h"

#include "velo-store-documents.h"

#include "velo-date.h"
#include "velo-store-private.h"
#include "velo-text.h"

enum
{
  COLUMN_RECORD,
  COLUMN_AT,
  COLUMN_WHO,
  COLUMN_HOW,
  COLUMN_OTHER_PRODUCT
};

/*
 * With the first hand-over of each, for what counts is that the customer had it before the
 * signature; bytes that were handed over as those of another tariff are in the customer's hands.
 */
#define SELECT \
  "SELECT d.record, h.at, h.who, h.how," \
  "  coalesce (d.record ->> '$.product', '') NOT IN ('', coalesce (p.record ->> '$.product.application-code', '')" \
  "    || '|' || coalesce (p.record ->> '$.product.product-type', ''))" \
  " FROM documents d" \
  " LEFT JOIN proposals p ON p.id = d.proposal_id" \
  " LEFT JOIN handovers h ON h.number = (SELECT min (number) FROM handovers" \
  "   WHERE document_id = d.id OR document_id IN (SELECT s.id FROM documents s WHERE s.proposal_id = d.proposal_id" \
  "     AND +s.sha256 = d.sha256 AND s.kind = d.kind)) "

gboolean
velo_store_create_contents (VeloConnection *connection,
                            GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE contents ("
    "  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length (sha256) = 64),"
    "  size INTEGER NOT NULL CHECK (size = length (content)),"
    "  stored_at INTEGER NOT NULL,"
    "  content BLOB NOT NULL"
    ") STRICT;",
    error);
}

gboolean
velo_store_create_documents (VeloConnection *connection,
                             GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE documents ("
    "  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),"
    "  kind TEXT NOT NULL CHECK (kind <> ''),"
    "  sha256 TEXT NOT NULL REFERENCES contents (sha256),"
    "  vehicle_id TEXT REFERENCES vehicles (id),"
    "  proposal_id TEXT REFERENCES proposals (id),"
    "  filed_at INTEGER NOT NULL,"
    "  record TEXT NOT NULL CHECK (record <> '')"
    ") STRICT;"
    "CREATE INDEX documents_by_vehicle ON documents (vehicle_id, filed_at);"
    "CREATE INDEX documents_by_proposal ON documents (proposal_id, filed_at);"
    "CREATE INDEX documents_by_content ON documents (sha256);"
    "CREATE TABLE handovers ("
    "  number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),"
    "  document_id TEXT NOT NULL REFERENCES documents (id),"
    "  at INTEGER NOT NULL,"
    "  who TEXT NOT NULL,"
    "  how TEXT NOT NULL CHECK (how <> '')"
    ") STRICT;"
    "CREATE INDEX handovers_by_document ON handovers (document_id, number);"
    "CREATE TRIGGER handovers_not_changed BEFORE UPDATE ON handovers"
    " BEGIN SELECT RAISE (ABORT, 'hand-overs are only added to'); END;"
    "CREATE TRIGGER handovers_not_removed BEFORE DELETE ON handovers"
    " BEGIN SELECT RAISE (ABORT, 'hand-overs are only added to'); END;",
    error);
}

/* Contents */

/*
 * velo_store_put_content:
 *
 * Stores bytes unless they are stored already.
 *
 * Returns: (transfer full): their SHA-256
 */
char *
velo_store_put_content (VeloConnection *connection,
                        GBytes         *bytes,
                        GError        **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  if (!velo_connection_run (connection, error,
                            "INSERT INTO contents (sha256, size, stored_at, content)"
                            " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (sha256) DO NOTHING", "tllb",
                            sha256, (gint64) g_bytes_get_size (bytes), velo_time_now (), bytes))
    return NULL;
  return g_steal_pointer (&sha256);
}

/*
 * velo_store_read_content:
 *
 * Returns: (transfer full): the bytes, checked against their hash
 */
GBytes *
velo_store_read_content (VeloConnection *connection,
                         const char     *sha256,
                         GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *found = NULL;
  gboolean has_row = FALSE;

  statement = velo_connection_query (connection, error,
                                     "SELECT content FROM contents WHERE sha256 = ?1", "t", sha256);
  if (statement == NULL || !velo_statement_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      velo_store_set_error (error, VELO_STORE_ERROR_NOT_FOUND, "there is no such document");
      return NULL;
    }
  bytes = velo_statement_dup_bytes (statement, 0);
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (g_strcmp0 (found, sha256) == 0)
    return g_steal_pointer (&bytes);
  velo_store_set_error (error, VELO_STORE_ERROR_CORRUPT, "a stored document is damaged");
  return NULL;
}

/* Filing */

/* Finds the same bytes filed as the same thing for the same vehicle, proposal and tariff. */
static gboolean
find_filed (VeloConnection *connection,
            VeloDocument   *document,
            gboolean       *is_filed,
            GError        **error)
{
  g_autoptr(VeloStatement) statement = NULL;

  statement = velo_connection_query (connection, error,
                                     "SELECT id FROM documents WHERE sha256 = ?1 AND kind = ?2"
                                     " AND coalesce (vehicle_id, '') = ?3"
                                     " AND coalesce (proposal_id, '') = ?4"
                                     " AND coalesce (record ->> '$.product', '') = ?5", "ttttt",
                                     velo_document_get_sha256 (document),
                                     velo_store_nick (VELO_TYPE_DOCUMENT_KIND,
                                                      (int) velo_document_get_kind (document)),
                                     velo_document_get_vehicle_id (document),
                                     velo_document_get_proposal_id (document),
                                     velo_document_get_product (document));
  if (statement == NULL || !velo_statement_step (statement, is_filed, error))
    return FALSE;
  if (*is_filed)
    velo_document_set_id (document, velo_statement_get_text (statement, 0));
  return TRUE;
}

static gboolean
insert_document (VeloConnection *connection,
                 VeloDocument   *document,
                 GError        **error)
{
  g_autofree char *record = velo_record_to_text (document);

  return velo_connection_run (connection, error,
                              "INSERT INTO documents (id, kind, sha256, vehicle_id, proposal_id,"
                              "  filed_at, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", "tttnnlt",
                              velo_document_get_id (document),
                              velo_store_nick (VELO_TYPE_DOCUMENT_KIND,
                                               (int) velo_document_get_kind (document)),
                              velo_document_get_sha256 (document),
                              velo_document_get_vehicle_id (document),
                              velo_document_get_proposal_id (document),
                              velo_document_get_filed_at (document), record);
}

/*
 * velo_store_file_document:
 * @content: (nullable): the bytes; %NULL or empty if they are stored already
 *
 * Files a document; its id becomes that of the earlier one if it was filed before.
 *
 * Returns: whether it succeeded
 */
gboolean
velo_store_file_document (VeloConnection *connection,
                          VeloStoreJob   *job,
                          VeloDocument   *document,
                          GBytes         *content,
                          GError        **error)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *id = velo_record_new_id ();
  gboolean is_filed = FALSE;

  if (content != NULL && g_bytes_get_size (content) > 0)
    {
      sha256 = velo_store_put_content (connection, content, error);
      if (sha256 == NULL)
        return FALSE;
      velo_document_set_sha256 (document, sha256);
      velo_document_set_size (document, (gint64) g_bytes_get_size (content));
    }
  if (velo_document_get_filed_at (document) == 0)
    velo_document_set_filed_at (document, velo_time_now ());
  if (velo_text_is_empty (velo_document_get_id (document)))
    velo_document_set_id (document, id);
  if (!find_filed (connection, document, &is_filed, error))
    return FALSE;
  if (is_filed)
    return TRUE;
  velo_store_job_add_change (job, "documents", velo_document_get_id (document));
  return insert_document (connection, document, error)
    && velo_store_note (connection, job, "document-filed", velo_document_get_vehicle_id (document),
                        velo_document_get_proposal_id (document),
                        velo_document_get_title (document), error);
}

static gboolean
add_document_func (VeloConnection *connection,
                   VeloStoreJob   *job,
                   GError        **error)
{
  return velo_store_file_document (connection, job, job->record, job->bytes, error);
}

static void
add_document_done (VeloStoreJob *job)
{
  velo_document_set_id (job->target, velo_document_get_id (job->record));
  velo_document_set_sha256 (job->target, velo_document_get_sha256 (job->record));
  velo_document_set_size (job->target, velo_document_get_size (job->record));
  velo_document_set_filed_at (job->target, velo_document_get_filed_at (job->record));
}

/**
 * velo_store_add_document_async:
 * @self: a store
 * @document: what it is; vehicle and proposal may be empty
 * @content: (nullable): the bytes; %NULL if they are stored already under the hash of @document
 * @who: (nullable): the employee, for the journal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Files a document. The same bytes are stored once, and filed once for the
 * same vehicle, proposal, kind and tariff. On success @document has id, hash, size
 * and time.
 *
 * Fails with %VELO_STORE_ERROR_INVALID if its vehicle, proposal or bytes are not stored.
 */
void
velo_store_add_document_async (VeloStore           *self,
                               VeloDocument        *document,
                               GBytes              *content,
                               const char          *who,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (VELO_IS_DOCUMENT (document));

  job = velo_store_job_new (add_document_func);
  job->done = add_document_done;
  job->target = g_object_ref (document);
  job->record = velo_record_copy (document);
  job->bytes = content == NULL ? NULL : g_bytes_ref (content);
  job->who = g_strdup (who);
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_add_document_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_add_document_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether it is filed
 */
gboolean
velo_store_add_document_finish (VeloStore     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return velo_store_finish (self, result, velo_store_add_document_async, error);
}

/* Listing and reading */

static VeloDocument *
document_from_statement (VeloStatement *statement,
                         GError       **error)
{
  VeloDocument *document = NULL;

  document = velo_store_load_record (VELO_TYPE_DOCUMENT,
                                     velo_statement_get_text (statement, COLUMN_RECORD), error);
  if (document == NULL)
    return NULL;
  velo_document_set_handed_over_at (document, velo_statement_get_int64 (statement, COLUMN_AT));
  velo_document_set_handed_over_by (document, velo_statement_get_text (statement, COLUMN_WHO));
  velo_document_set_handed_over_how (document, velo_statement_get_text (statement, COLUMN_HOW));
  velo_document_set_superseded (document, velo_statement_get_int64 (statement, COLUMN_OTHER_PRODUCT) != 0);
  return document;
}

static gboolean
is_of_same_proposal (VeloDocument *document,
                     VeloDocument *other)
{
  return !velo_text_is_empty (velo_document_get_proposal_id (document))
         && g_str_equal (velo_document_get_proposal_id (document), velo_document_get_proposal_id (other));
}

/* Whether @later is what the insurer delivers now instead of @document. One delivery may have several papers of one
 * kind, which are told apart by their titles. */
static gboolean
is_replaced_by (VeloDocument *document,
                VeloDocument *later)
{
  VeloDocumentKind kind = velo_document_get_kind (document);
  gboolean has_name = kind == VELO_DOCUMENT_KIND_OTHER || kind == VELO_DOCUMENT_KIND_COMPARISON
                      || !velo_text_is_empty (velo_document_get_product (document));

  return is_of_same_proposal (document, later)
         && kind == velo_document_get_kind (later)
         && !velo_document_get_superseded (later)
         && !velo_text_is_empty (velo_document_get_product (later))
         && (!has_name || g_str_equal (velo_document_get_title (document), velo_document_get_title (later)));
}

/* Of the papers of one title and tariff the newest counts; those filed before papers had a tariff
   make way for any of their kind that has. */
static void
mark_replaced (GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++)
    for (guint k = i + 1; k < documents->len; k++)
      if (is_replaced_by (g_ptr_array_index (documents, i), g_ptr_array_index (documents, k)))
        velo_document_set_superseded (g_ptr_array_index (documents, i), TRUE);
}

static gboolean
list_documents_func (VeloConnection *connection,
                     VeloStoreJob   *job,
                     GError        **error)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(VeloStatement) statement = NULL;
  gboolean has_row = TRUE;

  statement = velo_connection_query (connection, error,
                                     SELECT "WHERE (?1 IS NULL OR d.vehicle_id = ?1)"
                                     " AND (?2 IS NULL OR d.proposal_id = ?2)"
                                     " ORDER BY d.filed_at, d.rowid", "nn", job->id, job->text);
  while (statement != NULL && velo_statement_step (statement, &has_row, error))
    {
      VeloDocument *document = NULL;

      if (!has_row)
        {
          mark_replaced (documents);
          velo_store_job_take_result (job, g_steal_pointer (&documents),
                                      (GDestroyNotify) g_ptr_array_unref);
          return TRUE;
        }
      document = document_from_statement (statement, error);
      if (document == NULL)
        return FALSE;
      g_ptr_array_add (documents, document);
    }
  return FALSE;
}

/**
 * velo_store_list_documents_async:
 * @self: a store
 * @vehicle_id: (nullable): only those of this vehicle
 * @proposal_id: (nullable): only those of this proposal
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists documents in the order in which they were filed, each with its first hand-over. A paper
 * of a tariff that its proposal does not have, or that was delivered anew later, is superseded:
 * it is on record, but is none of the customer's set.
 */
void
velo_store_list_documents_async (VeloStore           *self,
                                 const char          *vehicle_id,
                                 const char          *proposal_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));

  job = velo_store_job_new (list_documents_func);
  job->id = g_strdup (vehicle_id);
  job->text = g_strdup (proposal_id);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_list_documents_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_list_documents_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type VeloDocument): the documents
 */
GPtrArray *
velo_store_list_documents_finish (VeloStore     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_list_documents_async, error);
}

static gboolean
load_document_func (VeloConnection *connection,
                    VeloStoreJob   *job,
                    GError        **error)
{
  velo_store_job_take_result (job, velo_store_read_content (connection, job->id, error),
                              (GDestroyNotify) g_bytes_unref);
  return job->result != NULL;
}

/**
 * velo_store_load_document_async:
 * @self: a store
 * @sha256: hash of the document
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Reads the bytes of a document.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND, or %VELO_STORE_ERROR_CORRUPT if the
 * bytes are not the ones that were stored.
 */
void
velo_store_load_document_async (VeloStore           *self,
                                const char          *sha256,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (sha256 != NULL);

  job = velo_store_job_new (load_document_func);
  job->id = g_strdup (sha256);
  velo_store_start (self, VELO_DATABASE_READ, job, velo_store_load_document_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_load_document_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
velo_store_load_document_finish (VeloStore     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return velo_store_finish_result (self, result, velo_store_load_document_async, error);
}

/* Handing over */

static gboolean
hand_over (VeloConnection *connection,
           VeloStoreJob   *job,
           const char     *id,
           GError        **error)
{
  g_autoptr(VeloDocument) document = NULL;

  document = velo_store_query_record (connection, VELO_TYPE_DOCUMENT, error,
                                      "SELECT record FROM documents WHERE id = ?1", id);
  if (document == NULL)
    return FALSE;
  velo_store_job_add_change (job, "documents", id);
  return velo_connection_run (connection, error,
                              "INSERT INTO handovers (document_id, at, who, how)"
                              " VALUES (?1, ?2, ?3, ?4)", "tltt", id, job->number,
                              job->who == NULL ? "" : job->who, job->text)
    && velo_store_note (connection, job, "document-handed-over",
                        velo_document_get_vehicle_id (document),
                        velo_document_get_proposal_id (document),
                        velo_document_get_title (document), error);
}

static gboolean
record_handover_func (VeloConnection *connection,
                      VeloStoreJob   *job,
                      GError        **error)
{
  for (guint i = 0; job->ids[i] != NULL; i++)
    if (!hand_over (connection, job, job->ids[i], error))
      return FALSE;
  return TRUE;
}

/**
 * velo_store_record_handover_async:
 * @self: a store
 * @document_ids: (array zero-terminated=1): filed documents
 * @how: "printed", "saved" or "shown"
 * @who: (nullable): the employee
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Records that the customer was given documents, now.
 *
 * Fails with %VELO_STORE_ERROR_NOT_FOUND if one of them is not filed; none is recorded then.
 */
void
velo_store_record_handover_async (VeloStore           *self,
                                  const char * const  *document_ids,
                                  const char          *how,
                                  const char          *who,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  VeloStoreJob *job = NULL;

  g_return_if_fail (VELO_IS_STORE (self));
  g_return_if_fail (document_ids != NULL);
  g_return_if_fail (how != NULL);

  job = velo_store_job_new (record_handover_func);
  job->ids = g_strdupv ((char **) document_ids);
  job->text = g_strdup (how);
  job->who = g_strdup (who);
  job->number = velo_time_now ();
  velo_store_start (self, VELO_DATABASE_WRITE, job, velo_store_record_handover_async, cancellable,
                    callback, user_data);
}

/**
 * velo_store_record_handover_finish:
 * @self: a store
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether all are recorded
 */
gboolean
velo_store_record_handover_finish (VeloStore     *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return velo_store_finish (self, result, velo_store_record_handover_async, error);
}
