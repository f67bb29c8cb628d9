/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers requests for documents and forms; each is made once. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-library.h"

#include "velo-date.h"
#include "velo-training-answers.h"
#include "velo-training-documents.h"
#include "velo-training-form.h"

#define MERGED "RECHTSDOKUMENTE"

/* In the order in which EINZELN lists them. */
static const char *const legal_types[] = {
  "GTCI", "IPID", "GDPR", "ROW", "POLICY", "SEPA", "VWT", NULL
};

struct _VeloTrainingLibrary
{
  VeloTrainingTariff *tariff;       /* (borrowed) */
  VeloTrainingDocuments *documents; /* (owned) */
  GHashTable *cache;                /* (owned) (element-type utf8 GBytes) */
};

static gboolean
is_form (const char *type)
{
  return g_str_equal (type, "GUFHP") || g_str_equal (type, "GUFHP_IBAN");
}

static GBytes *
make (VeloTrainingLibrary       *self,
      const VeloTrainingProduct *product,
      const char                *type,
      const GDate               *day)
{
  const char *const one[] = { type, NULL };

  if (is_form (type))
    return velo_training_form_make (self->tariff, product, g_str_equal (type, "GUFHP_IBAN"), day);
  return velo_training_documents_make (self->documents, product,
                                       g_str_equal (type, MERGED) ? legal_types : one, day);
}

/* (transfer none) (nullable) */
static GBytes *
get (VeloTrainingLibrary       *self,
     const VeloTrainingProduct *product,
     const char                *type,
     const GDate               *day)
{
  JsonObject *table = velo_training_tariff_find_table (self->tariff, product, day);
  const char *valid_from = table != NULL ? json_object_get_string_member (table, "valid_from")
                                         : "";
  g_autofree char *key = g_strjoin ("|", product->application_code, product->product_type, type,
                                    valid_from, NULL);
  GBytes *bytes = g_hash_table_lookup (self->cache, key);

  if (bytes != NULL)
    return bytes;
  bytes = make (self, product, type, day);
  if (bytes != NULL)
    g_hash_table_insert (self->cache, g_steal_pointer (&key), bytes);
  return bytes;
}

static JsonObject *
make_entry (VeloTrainingLibrary       *self,
            const VeloTrainingProduct *product,
            const char                *type,
            const GDate               *day)
{
  GBytes *bytes = get (self, product, type, day);
  g_autofree char *file_name = NULL;

  if (bytes == NULL)
    return NULL;
  if (g_str_equal (type, MERGED))
    {
      file_name = g_strdup_printf ("%s_RECHTSDOKUMENTE.PDF", product->application_code);
      return velo_training_answers_document (NULL, file_name, bytes);
    }
  file_name = is_form (type) ? g_strdup ("Garantieurkunde.pdf")
                             : velo_training_documents_dup_file_name (self->documents, product,
                                                                      type);
  return velo_training_answers_document (type, file_name, bytes);
}

static void
add_entry (VeloTrainingLibrary       *self,
           JsonArray                 *array,
           const VeloTrainingProduct *product,
           const char                *type,
           const GDate               *day)
{
  JsonObject *entry = make_entry (self, product, type, day);

  if (entry != NULL)
    json_array_add_object_element (array, entry);
}

/* An early answer of the insurer has plain text where the base64 of a PDF should be. */
static void
add_other_text (VeloTrainingLibrary *self,
                JsonArray           *array)
{
  JsonObject *entry = json_object_new ();

  json_object_set_string_member (entry, "DOCUMENT_TYPE", "Werbetext2");
  json_object_set_string_member (entry, "FILENAME", "Werbetext2");
  json_object_set_string_member (entry, "CONTENT",
                                 velo_training_documents_get_other_text (self->documents));
  json_array_add_object_element (array, entry);
}

/**
 * velo_training_library_new:
 * @tariff: (transfer none): the tariffs, which must outlive the library
 *
 * Returns: (transfer full): a library; not thread-safe
 */
VeloTrainingLibrary *
velo_training_library_new (VeloTrainingTariff *tariff)
{
  VeloTrainingLibrary *self = g_new0 (VeloTrainingLibrary, 1);

  self->tariff = tariff;
  self->documents = velo_training_documents_new (tariff);
  self->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_bytes_unref);
  return self;
}

/**
 * velo_training_library_free:
 * @self: (transfer full): a library
 */
void
velo_training_library_free (VeloTrainingLibrary *self)
{
  g_return_if_fail (self != NULL);

  velo_training_documents_free (self->documents);
  g_hash_table_unref (self->cache);
  g_free (self);
}

/**
 * velo_training_library_get_legal:
 * @self: a library
 * @product: a product
 * @type: (nullable): DOCUMENT_TYPE; "EINZELN" for all, %NULL for all in one file
 * @day: today
 * @single: whether to list one document only
 *
 * Returns: (transfer full): RESULT of LEGAL_DOCUMENTS, `{}` for a type that does not exist
 */
JsonObject *
velo_training_library_get_legal (VeloTrainingLibrary       *self,
                                 const VeloTrainingProduct *product,
                                 const char                *type,
                                 const GDate               *day,
                                 gboolean                   single)
{
  JsonObject *result = json_object_new ();
  JsonArray *array = json_array_new ();

  if (g_strcmp0 (type, "EINZELN") != 0)
    add_entry (self, array, product, type != NULL ? type : MERGED, day);
  else
    {
      for (gsize i = 0; legal_types[i] != NULL; i++)
        add_entry (self, array, product, legal_types[i], day);
      add_other_text (self, array);
      add_entry (self, array, product, "GUFHP", day);
      add_entry (self, array, product, "GUFHP_IBAN", day);
    }
  if (json_array_get_length (array) > 0)
    velo_training_answers_set_list (result, "DOCUMENT", json_array_ref (array), single);
  json_array_unref (array);
  return result;
}

/**
 * velo_training_library_get_comparison:
 * @self: a library
 * @product: a product
 * @day: today
 *
 * Returns: (transfer full): RESULT of COMPARISON_DOCUMENTS, nested otherwise than the legal ones
 */
JsonObject *
velo_training_library_get_comparison (VeloTrainingLibrary       *self,
                                      const VeloTrainingProduct *product,
                                      const GDate               *day)
{
  JsonObject *result = json_object_new ();
  JsonObject *documents = json_object_new ();
  JsonObject *entry = NULL;

  /* Nothing to compare where there is one variant. */
  if (*product->variant != '\0')
    entry = make_entry (self, product, "COMPARISON", day);
  if (entry != NULL)
    {
      json_object_remove_member (entry, "DOCUMENT_TYPE");
      json_object_set_object_member (documents, "DOCUMENT", entry);
    }
  json_object_set_object_member (result, "DOCUMENTS", documents);
  return result;
}
