/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-browser.h"
#include "velo-claims-flow.h"

G_BEGIN_DECLS

/**
 * VeloPhoneStage:
 * @browser: (owned) (nullable): the browser that all scenes share; %NULL if there is none
 * @n_phones: how many phones it has been
 *
 * Starting a browser takes longer than most scenes.
 */
typedef struct
{
  VeloBrowser *browser;
  guint n_phones;
} VeloPhoneStage;

/**
 * VeloPhone:
 * @test: the service
 * @flow: the claim, once invited
 * @stage: where the scene plays
 * @browser: (nullable): of @stage
 * @language: of the customer, by the end of the scene's name
 *
 * A customer with a phone.
 */
typedef struct
{
  VeloClaimsTest test;
  VeloClaimsFlow flow;
  VeloPhoneStage *stage;
  VeloBrowser *browser;
  const char *language;
} VeloPhone;

extern const char *const velo_phone_slots[];

VeloPhoneStage *velo_phone_stage_new    (void);
void            velo_phone_stage_free   (VeloPhoneStage *stage);
void            velo_phone_set_up       (VeloPhone      *phone,
                                         gconstpointer   stage);
void            velo_phone_tear_down    (VeloPhone      *phone,
                                         gconstpointer   stage);
void            velo_phone_move         (VeloPhone      *phone);
void            velo_phone_invite       (VeloPhone      *phone);
void            velo_phone_open         (VeloPhone      *phone,
                                         const char     *path);
void            velo_phone_reload       (VeloPhone      *phone);
void            velo_phone_enter        (VeloPhone      *phone,
                                         const char     *plate);
void            velo_phone_log_in       (VeloPhone      *phone);
void            velo_phone_take_over    (VeloPhone      *phone);
void            velo_phone_choose_photo (VeloPhone      *phone,
                                         const char     *slot,
                                         guint           seed,
                                         int             width);
gboolean        velo_phone_wait_sent    (VeloPhone      *phone,
                                         const char     *slot);
void            velo_phone_choose_all   (VeloPhone      *phone);
gboolean        velo_phone_wait_heading (VeloPhone      *phone,
                                         const char     *words);
gboolean        velo_phone_wait_state   (VeloPhone      *phone,
                                         const char     *condition,
                                         const char     *state);
void            velo_phone_wait_offer   (VeloPhone      *phone,
                                         gint64          cents);
void            velo_phone_type_code    (VeloPhone      *phone);
void            velo_phone_enter_code   (VeloPhone      *phone);
void            velo_phone_check        (VeloPhone      *phone,
                                         const char     *name);

/* Scenes that need a browser are skipped where there is none. */
#define VELO_PHONE_ADD(NAME, FUNC) \
  g_test_add ("/claims-browser/" NAME, VeloPhone, stage, velo_phone_set_up, FUNC, velo_phone_tear_down)

G_END_DECLS
