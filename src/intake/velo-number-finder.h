/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-found.h"

G_BEGIN_DECLS

/**
 * VeloNumberKind:
 * @VELO_NUMBER_KIND_NONE: a label that only ends the one before
 * @VELO_NUMBER_KIND_FRAME: frame number (Rahmennummer)
 * @VELO_NUMBER_KIND_BATTERY: battery number (Akkunummer)
 * @VELO_NUMBER_KIND_KEY: key number (Schlüsselnummer)
 * @VELO_NUMBER_KIND_SERIAL: serial number of something
 * @VELO_NUMBER_KIND_BATTERY_KEY: number of the battery's key (Akkuschlüssel)
 * @VELO_NUMBER_KIND_MOTOR: serial number of the motor
 * @VELO_NUMBER_KIND_DISPLAY: serial number of display or computer
 * @VELO_NUMBER_KIND_GEAR_HUB: serial number of the gear hub (Nabe)
 * @VELO_NUMBER_KIND_OTHER: serial number of another part
 *
 * What a label announces: the nine kinds in which the trade's software speaks
 * of the numbers of a vehicle, see velo_number_kind_word().
 */
typedef enum
{
  VELO_NUMBER_KIND_NONE,
  VELO_NUMBER_KIND_FRAME,
  VELO_NUMBER_KIND_BATTERY,
  VELO_NUMBER_KIND_KEY,
  VELO_NUMBER_KIND_SERIAL,
  VELO_NUMBER_KIND_BATTERY_KEY,
  VELO_NUMBER_KIND_MOTOR,
  VELO_NUMBER_KIND_DISPLAY,
  VELO_NUMBER_KIND_GEAR_HUB,
  VELO_NUMBER_KIND_OTHER
} VeloNumberKind;

/**
 * VeloNumber:
 * @kind: what its label says
 * @is_weak: whether the label could mean something else
 * @value: without blanks, but for a key
 * @raw: as written
 *
 * A labelled number in a text.
 */
typedef struct
{
  VeloNumberKind kind;
  gboolean       is_weak;
  char          *value;
  char          *raw;
} VeloNumber;

typedef struct _VeloNumberFinder VeloNumberFinder;

const char       *velo_number_kind_word (VeloNumberKind kind);
const char       *velo_number_kind_field (VeloNumberKind kind);

VeloNumberFinder *velo_number_finder_new (void);
void              velo_number_finder_free (VeloNumberFinder *self);
void              velo_number_finder_exclude (VeloNumberFinder *self, const char *value);
GPtrArray        *velo_number_finder_find (VeloNumberFinder *self, const char *text);
VeloNumberKind    velo_number_finder_label (const char *name);
gboolean
velo_number_finder_is_valid (VeloNumberFinder *self, VeloNumberKind kind, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloNumberFinder, velo_number_finder_free)

G_END_DECLS
