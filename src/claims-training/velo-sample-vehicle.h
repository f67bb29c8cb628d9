/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloCarBody: (Karosserieform)
 * @VELO_CAR_BODY_COMPACT: Kompaktwagen
 * @VELO_CAR_BODY_ESTATE: Kombi
 * @VELO_CAR_BODY_SALOON: Limousine
 * @VELO_CAR_BODY_VAN: Kastenwagen
 *
 * What a drawn car looks like from the side.
 */
typedef enum
{
  VELO_CAR_BODY_COMPACT,
  VELO_CAR_BODY_ESTATE,
  VELO_CAR_BODY_SALOON,
  VELO_CAR_BODY_VAN
} VeloCarBody;

/**
 * VeloCarPanel: (Seite des Fahrzeugs)
 * @VELO_CAR_PANEL_LEFT: the driver's side
 * @VELO_CAR_PANEL_RIGHT: the other side
 * @VELO_CAR_PANEL_FRONT: front bumper and grille
 * @VELO_CAR_PANEL_REAR: rear bumper and tailgate
 * @VELO_CAR_PANEL_TOP: bonnet and roof
 *
 * Where the damage of a drawn car is.
 */
typedef enum
{
  VELO_CAR_PANEL_LEFT,
  VELO_CAR_PANEL_RIGHT,
  VELO_CAR_PANEL_FRONT,
  VELO_CAR_PANEL_REAR,
  VELO_CAR_PANEL_TOP
} VeloCarPanel;

/**
 * VeloCarDamage: (Schadenbild)
 * @VELO_CAR_DAMAGE_SCRATCH: scratches down to the primer
 * @VELO_CAR_DAMAGE_DENT: a dent with scratches
 * @VELO_CAR_DAMAGE_CRACK: a torn bumper
 * @VELO_CAR_DAMAGE_HAIL: many small dents
 */
typedef enum
{
  VELO_CAR_DAMAGE_SCRATCH,
  VELO_CAR_DAMAGE_DENT,
  VELO_CAR_DAMAGE_CRACK,
  VELO_CAR_DAMAGE_HAIL
} VeloCarDamage;

/**
 * VeloSampleVehicle: (Beispielfahrzeug)
 * @body: its shape
 * @colour: of the paint, as 0xRRGGBB
 * @country: "DE" or "AT"
 * @plate: licence plate as it is painted
 * @holder: who stands in the papers
 * @mileage: on the odometer
 * @panel: where it is damaged
 * @damage: how
 * @along: where on the panel, 0 to 1: from the front on the sides and the top, from the left at the ends
 * @scene: number of the place where it stands; each has its light, ground and houses
 *
 * A vehicle that nobody owns, for photographs that nobody took.
 */
typedef struct
{
  VeloCarBody body;
  guint32 colour;
  const char *country;
  const char *plate;
  const char *holder;
  int mileage;
  VeloCarPanel panel;
  VeloCarDamage damage;
  double along;
  guint scene;
} VeloSampleVehicle;

G_END_DECLS
