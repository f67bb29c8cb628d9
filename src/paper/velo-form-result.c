/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What filling a form gave: the PDF, and what does not fit or has no field. */

#define G_LOG_DOMAIN "velo-paper"

#include "config.h"

#include "velo-form-result-private.h"

struct _VeloFormResult
{
  GBytes    *pdf;               /* (owned) (nullable): until taken */
  GPtrArray *clipped;           /* (owned) (not nullable) (element-type VeloFormClip) */
  GPtrArray *missing;           /* (owned) (not nullable) (element-type utf8): ends in NULL */
  GPtrArray *refused;           /* (owned) (not nullable) (element-type utf8): ends in NULL */
};

G_DEFINE_BOXED_TYPE (VeloFormResult, velo_form_result, velo_form_result_ref, velo_form_result_unref)

static void
clip_free (VeloFormClip *clip)
{
  g_free (clip->name);
  g_free (clip->text);
  g_free (clip);
}

static GPtrArray *
new_names (void)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (names, NULL);
  return names;
}

static void
add_name (GPtrArray  *names,
          const char *name)
{
  g_ptr_array_insert (names, (int) names->len - 1, g_strdup (name));
}

/* Makes a result that only its maker knows and may still change. */
VeloFormResult *
velo_form_result_new (void)
{
  VeloFormResult *self = g_atomic_rc_box_new0 (VeloFormResult);

  self->clipped = g_ptr_array_new_with_free_func ((GDestroyNotify) clip_free);
  self->missing = new_names ();
  self->refused = new_names ();
  return self;
}

/* Notes a text that is cut at its end. */
void
velo_form_result_add_clip (VeloFormResult *self,
                           const char     *name,
                           const char     *text,
                           guint           n_too_many)
{
  VeloFormClip *clip = g_new0 (VeloFormClip, 1);

  clip->name = g_strdup (name);
  clip->text = g_strdup (text);
  clip->n_too_many = n_too_many;
  g_ptr_array_add (self->clipped, clip);
}

/* Notes a value without a field. */
void
velo_form_result_add_missing (VeloFormResult *self,
                              const char     *name)
{
  add_name (self->missing, name);
}

/* Notes a field that does not take its value. */
void
velo_form_result_add_refused (VeloFormResult *self,
                              const char     *name)
{
  add_name (self->refused, name);
}

/* Takes the filled form. */
void
velo_form_result_take_pdf (VeloFormResult *self,
                           GBytes         *pdf)
{
  g_clear_pointer (&self->pdf, g_bytes_unref);
  self->pdf = pdf;
}

static void
clear_result (gpointer data)
{
  VeloFormResult *self = data;

  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_ptr_array_unref (self->clipped);
  g_ptr_array_unref (self->missing);
  g_ptr_array_unref (self->refused);
}

/**
 * velo_form_result_ref:
 * @self: a result
 *
 * Returns: (transfer full): @self
 */
VeloFormResult *
velo_form_result_ref (VeloFormResult *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * velo_form_result_unref:
 * @self: (transfer full): a result
 *
 * Drops a reference.
 */
void
velo_form_result_unref (VeloFormResult *self)
{
  g_atomic_rc_box_release_full (self, clear_result);
}

/**
 * velo_form_result_get_pdf:
 * @self: a result
 *
 * Returns: (transfer none): the filled form, which can still be edited; see
 *   velo_pdf_flatten_async() for the one to sign and send
 */
GBytes *
velo_form_result_get_pdf (VeloFormResult *self)
{
  return self->pdf;
}

/**
 * velo_form_result_get_clipped:
 * @self: a result
 *
 * Returns: (transfer none) (element-type VeloFormClip): texts that are longer
 *   than their fields; empty if all fit
 */
GPtrArray *
velo_form_result_get_clipped (VeloFormResult *self)
{
  return self->clipped;
}

/**
 * velo_form_result_get_missing:
 * @self: a result
 *
 * Returns: (transfer none) (array zero-terminated=1): names that have a value
 *   that says something, but no field (or no radio button at that place)
 */
const char * const *
velo_form_result_get_missing (VeloFormResult *self)
{
  return (const char * const *) self->missing->pdata;
}

/**
 * velo_form_result_get_refused:
 * @self: a result
 *
 * Returns: (transfer none) (array zero-terminated=1): names whose field is of
 *   another kind than the value, is read-only, did not keep it, or has letters
 *   that no font of this system can draw
 */
const char * const *
velo_form_result_get_refused (VeloFormResult *self)
{
  return (const char * const *) self->refused->pdata;
}
