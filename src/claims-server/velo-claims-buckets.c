/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits of how often an address, and all addresses together, may try something. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-buckets.h"

/* Beyond so many addresses all of them share what is left, so that memory stays bounded. */
#define MAX_ADDRESSES 10000

#define OTHERS ""

typedef struct
{
  double left;
  gint64 filled;
} Bucket;

struct _VeloClaimsBuckets
{
  guint for_each;
  Bucket all;
  guint for_all;
  GHashTable *buckets; /* (owned) (element-type utf8 Bucket) */
};

/**
 * velo_claims_buckets_new:
 * @for_each: how many tries a minute an address has
 * @for_all: how many all have together
 *
 * Returns: (transfer full): full buckets
 */
VeloClaimsBuckets *
velo_claims_buckets_new (guint for_each,
                         guint for_all)
{
  VeloClaimsBuckets *self = g_new0 (VeloClaimsBuckets, 1);

  self->for_each = for_each;
  self->for_all = for_all;
  self->all.left = for_all;
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * velo_claims_buckets_free:
 * @self: (transfer full): buckets
 */
void
velo_claims_buckets_free (VeloClaimsBuckets *self)
{
  g_hash_table_unref (self->buckets);
  g_free (self);
}

static void
fill (Bucket *bucket,
      guint   size,
      gint64  now)
{
  double minutes = (double) MAX (0, now - bucket->filled) / G_TIME_SPAN_MINUTE;

  bucket->left = MIN (size, bucket->left + minutes * size);
  bucket->filled = now;
}

static gboolean
is_full_cb (gpointer key,
            gpointer value,
            gpointer user_data)
{
  Bucket *bucket = value;
  VeloClaimsBuckets *self = user_data;

  fill (bucket, self->for_each, self->all.filled);
  return bucket->left >= self->for_each;
}

static Bucket *
find (VeloClaimsBuckets *self,
      const char        *address,
      gint64             now)
{
  Bucket *bucket = g_hash_table_lookup (self->buckets, address);

  if (bucket != NULL)
    return bucket;
  if (g_hash_table_size (self->buckets) >= MAX_ADDRESSES)
    g_hash_table_foreach_remove (self->buckets, is_full_cb, self);
  if (g_hash_table_size (self->buckets) >= MAX_ADDRESSES && *address != '\0')
    return find (self, OTHERS, now);
  bucket = g_new (Bucket, 1);
  bucket->left = self->for_each;
  bucket->filled = now;
  g_hash_table_insert (self->buckets, g_strdup (address), bucket);
  return bucket;
}

/**
 * velo_claims_buckets_take:
 * @self: buckets
 * @address: who tries
 * @now_usec: microseconds of a clock; one that goes back fills nothing
 *
 * Returns: whether one more try is allowed; it is counted then
 */
gboolean
velo_claims_buckets_take (VeloClaimsBuckets *self,
                          const char        *address,
                          gint64             now_usec)
{
  Bucket *bucket;

  fill (&self->all, self->for_all, now_usec);
  bucket = find (self, address, now_usec);
  fill (bucket, self->for_each, now_usec);
  if (bucket->left < 1 || self->all.left < 1)
    return FALSE;
  bucket->left -= 1;
  self->all.left -= 1;
  return TRUE;
}
