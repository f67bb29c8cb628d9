/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults that the training insurer shows on demand, each for some calls and some number of times. */

#define G_LOG_DOMAIN "velo-training"

#include "config.h"

#include "velo-training-faults.h"

#include "velo-training-insurer.h"

#include <string.h>

#define MAX_DELAY_MS 600000
#define FOREVER      G_MAXUINT

typedef struct
{
  char *function; /* (owned) (nullable): NULL for any */
  char *shaping;  /* (owned) (nullable) */
  VeloTrainingFaultKind kind;
  guint n_left; /* FOREVER: always */
  guint delay_ms;
  char *argument; /* (owned) (nullable) */
} Fault;

struct _VeloTrainingFaults
{
  GPtrArray *faults; /* (owned) (element-type Fault) */
};

static const struct
{
  const char *name;
  VeloTrainingFaultKind kind;
} kinds[] = {
  { "delay", VELO_TRAINING_FAULT_DELAY },
  { "cut-before", VELO_TRAINING_FAULT_CUT_BEFORE },
  { "cut-after", VELO_TRAINING_FAULT_CUT_AFTER },
  { "refuse", VELO_TRAINING_FAULT_REFUSE },
  { "http500", VELO_TRAINING_FAULT_HTTP500 },
  { "html", VELO_TRAINING_FAULT_HTML },
  { "empty", VELO_TRAINING_FAULT_EMPTY },
  { "half", VELO_TRAINING_FAULT_HALF },
  { "no-statuscode", VELO_TRAINING_FAULT_NO_STATUSCODE },
  { "nan-premium", VELO_TRAINING_FAULT_NAN_PREMIUM },
  { "expired", VELO_TRAINING_FAULT_EXPIRED },
  { "unconfirmed", VELO_TRAINING_FAULT_UNCONFIRMED },
  { "inner-envelope", VELO_TRAINING_FAULT_INNER_ENVELOPE },
  { "old-shape", VELO_TRAINING_FAULT_OLD_SHAPE },
  { "single", VELO_TRAINING_FAULT_SINGLE },
};

static void
fault_free (Fault *fault)
{
  g_free (fault->function);
  g_free (fault->shaping);
  g_free (fault->argument);
  g_free (fault);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fault, fault_free)

static gboolean
read_kind (const char            *name,
           VeloTrainingFaultKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      {
        *kind = kinds[i].kind;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_number (const char *text,
             guint       largest,
             guint      *number)
{
  guint64 value = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, largest, &value, NULL))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static void
read_call (Fault      *fault,
           const char *call)
{
  const char *slash = strchr (call, '/');

  if (slash != NULL)
    {
      fault->function = g_strndup (call, (gsize) (slash - call));
      fault->shaping = g_strdup (slash + 1);
    }
  else if (!g_str_equal (call, "*"))
    fault->function = g_strdup (call);
}

static gboolean
fault_matches (const Fault *fault,
               const char  *function,
               const char  *shaping)
{
  if (fault->n_left == 0)
    return FALSE;
  if (fault->function == NULL)
    return TRUE;
  if (fault->shaping != NULL)
    return g_strcmp0 (fault->function, function) == 0 && g_strcmp0 (fault->shaping, shaping) == 0;
  return g_strcmp0 (fault->function, function) == 0 || g_strcmp0 (fault->function, shaping) == 0;
}

/**
 * velo_training_faults_new:
 *
 * Returns: (transfer full): a set of no faults; not thread-safe, its owner locks
 */
VeloTrainingFaults *
velo_training_faults_new (void)
{
  VeloTrainingFaults *self = g_new0 (VeloTrainingFaults, 1);

  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) fault_free);
  return self;
}

/**
 * velo_training_faults_free:
 * @self: (transfer full): a set of faults
 */
void
velo_training_faults_free (VeloTrainingFaults *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->faults);
  g_free (self);
}

/**
 * velo_training_faults_add:
 * @self: a set of faults
 * @spec: as velo_training_insurer_add_fault() describes it
 * @error: return location
 *
 * Returns: whether @spec was understood; otherwise %VELO_TRAINING_ERROR_FAULT
 */
gboolean
velo_training_faults_add (VeloTrainingFaults  *self,
                          const char          *spec,
                          GError             **error)
{
  g_autoptr(Fault) fault = NULL;
  g_auto(GStrv) words = NULL;
  guint n_words;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  fault = g_new0 (Fault, 1);
  fault->n_left = 1;
  words = g_strsplit (spec, ":", 4);
  n_words = g_strv_length (words);
  if (n_words < 2 || *words[0] == '\0' || !read_kind (words[1], &fault->kind))
    {
      g_set_error (error, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_FAULT,
                   "fault \"%s\" is not of the form FUNCTION[/SHAPING]:KIND[:COUNT[:ARG]]", spec);
      return FALSE;
    }
  read_call (fault, words[0]);
  if (n_words > 2 && g_str_equal (words[2], "*"))
    fault->n_left = FOREVER;
  else if (n_words > 2 && !read_number (words[2], FOREVER - 1, &fault->n_left))
    {
      g_set_error (error, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_FAULT,
                   "fault \"%s\": the count is neither a positive number nor *", spec);
      return FALSE;
    }
  if (n_words > 3)
    fault->argument = g_strdup (words[3]);
  if (fault->kind == VELO_TRAINING_FAULT_DELAY
      && (fault->argument == NULL
          || !read_number (fault->argument, MAX_DELAY_MS, &fault->delay_ms)))
    {
      g_set_error (error, VELO_TRAINING_ERROR, VELO_TRAINING_ERROR_FAULT,
                   "fault \"%s\": a delay needs milliseconds from 1 to %d", spec, MAX_DELAY_MS);
      return FALSE;
    }
  g_ptr_array_add (self->faults, g_steal_pointer (&fault));
  return TRUE;
}

/**
 * velo_training_faults_clear:
 * @self: a set of faults
 *
 * Forgets all faults.
 */
void
velo_training_faults_clear (VeloTrainingFaults *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_set_size (self->faults, 0);
}

/**
 * velo_training_faults_take:
 * @self: a set of faults
 * @function: FUNCTION of a call
 * @shaping: (nullable): its SHAPING
 * @delay_ms: (out): sum of the delays that concern the call
 * @argument: (out) (nullable): argument of the fault returned
 *
 * Uses up one time of every delay and of the first other fault that concern a call.
 *
 * Returns: the fault to show, or %VELO_TRAINING_FAULT_NONE
 */
VeloTrainingFaultKind
velo_training_faults_take (VeloTrainingFaults  *self,
                           const char          *function,
                           const char          *shaping,
                           guint               *delay_ms,
                           char               **argument)
{
  VeloTrainingFaultKind kind = VELO_TRAINING_FAULT_NONE;

  g_return_val_if_fail (self != NULL, VELO_TRAINING_FAULT_NONE);

  *delay_ms = 0;
  *argument = NULL;
  for (guint i = 0; i < self->faults->len; i++)
    {
      Fault *fault = g_ptr_array_index (self->faults, i);

      if (!fault_matches (fault, function, shaping))
        continue;
      if (fault->kind == VELO_TRAINING_FAULT_DELAY)
        *delay_ms += fault->delay_ms;
      else if (kind == VELO_TRAINING_FAULT_NONE)
        {
          kind = fault->kind;
          *argument = g_strdup (fault->argument);
        }
      else
        continue;
      if (fault->n_left != FOREVER)
        fault->n_left--;
    }
  return kind;
}
