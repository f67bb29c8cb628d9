/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invented sample invoices for training, dated as if they had just been written. */

/* memmem () */
#define _GNU_SOURCE

#define G_LOG_DOMAIN "velo-samples"

#include "config.h"

#include "velo-samples.h"

#include <string.h>

#include "velo-date.h"
#include "velo-invoice-reader.h"
#include "velo-store-sales.h"

/* The day in the sample files, as the e-invoice and as the printed page write it. */
#define SAMPLE_DAY         "20260418"
#define SAMPLE_DAY_PRINTED "18.04.2026"

static const struct { const char *name; int days_ago; } samples[] = {
  { "two-bikes.xml", 6 }, { "bicycle.xml", 2 }, { "e-bike.xml", 1 },
};

static void
replace_all (char       *data,
             gsize       size,
             const char *old,
             const char *fresh)
{
  gsize length = strlen (old);

  g_assert (strlen (fresh) == length);
  for (char *p = memmem (data, size, old, length); p != NULL;
       p = memmem (p + length, size - (gsize) (p + length - data), old, length))
    memcpy (p, fresh, length);
}

/**
 * velo_samples_load:
 * @name: name of a sample, "invoice.pdf"
 * @days_ago: how long ago it was written
 * @error: return location for a #GResourceError
 *
 * Loads a sample invoice. Its day is replaced by one of the same length, so
 * that a tariff still takes the vehicle whenever somebody trains.
 *
 * Returns: (transfer full): the file, or %NULL
 */
GBytes *
velo_samples_load (const char  *name,
                   int          days_ago,
                   GError     **error)
{
  g_autofree char *path = g_strconcat (APPLICATION_PATH, "/samples/", name, NULL);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr(GDate) day = NULL;
  char *data;
  gsize size;
  char compact[16];
  char printed[16];

  if (bytes == NULL)
    return NULL;
  day = velo_date_today ();
  g_date_subtract_days (day, (guint) days_ago);
  g_date_strftime (compact, sizeof compact, "%Y%m%d", day);
  g_date_strftime (printed, sizeof printed, "%d.%m.%Y", day);
  size = g_bytes_get_size (bytes);
  data = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
  replace_all (data, size, SAMPLE_DAY, compact);
  replace_all (data, size, SAMPLE_DAY_PRINTED, printed);
  return g_bytes_new_take (data, size);
}

typedef struct
{
  VeloStore *store; /* (owned) */
  GBytes *bytes;    /* (owned) (nullable) */
  guint index;
} Adding;

static void
adding_free (Adding *self)
{
  g_clear_object (&self->store);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static void add_next (GTask *task);

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  GError *error = NULL;

  velo_store_add_sale_finish (VELO_STORE (object), result, NULL, &error);
  /* left over from a first time that was interrupted */
  if (g_error_matches (error, VELO_STORE_ERROR, VELO_STORE_ERROR_EXISTS))
    g_clear_error (&error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    add_next (task);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = g_steal_pointer (&user_data);
  Adding *adding = g_task_get_task_data (task);
  g_autoptr(VeloInvoice) invoice = NULL;
  GError *error = NULL;

  invoice = velo_invoice_reader_read_finish (result, &error);
  if (invoice == NULL)
    g_task_return_error (task, error);
  else
    velo_store_add_sale_async (adding->store, invoice, adding->bytes, "", g_task_get_cancellable (task), added_cb,
                               g_object_ref (task));
}

static void
add_next (GTask *task)
{
  Adding *adding = g_task_get_task_data (task);
  GError *error = NULL;

  if (adding->index == G_N_ELEMENTS (samples))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_clear_pointer (&adding->bytes, g_bytes_unref);
  adding->bytes = velo_samples_load (samples[adding->index].name, samples[adding->index].days_ago, &error);
  if (adding->bytes == NULL)
    g_task_return_error (task, error);
  else
    velo_invoice_reader_read_async (adding->bytes, samples[adding->index++].name, g_task_get_cancellable (task),
                                    read_cb, g_object_ref (task));
}

/**
 * velo_samples_add_async:
 * @store: store of the training data
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the main context
 * @user_data: data for @callback
 *
 * Takes the sample invoices in, so that a beginner has something to click on.
 */
void
velo_samples_add_async (VeloStore           *store,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Adding *adding = g_new0 (Adding, 1);

  adding->store = g_object_ref (store);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_samples_add_async);
  g_task_set_task_data (task, adding, (GDestroyNotify) adding_free);
  add_next (task);
}

/**
 * velo_samples_add_finish:
 * @result: the result
 * @error: return location for an error of the reader or the store
 *
 * Returns: whether all samples are there
 */
gboolean
velo_samples_add_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_samples_add_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
