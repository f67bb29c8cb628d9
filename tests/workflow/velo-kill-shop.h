/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-proposal.h"
#include "velo-training-insurer.h"

G_BEGIN_DECLS

/* What is known to be on disk of a sale, because the player said so. */
typedef struct
{
  gboolean taken;
  int step;
  VeloProposalState state;
  char *number;          /* (owned) (nullable) contract number of the application */
  gboolean in_preparing; /* between asking for a number and knowing that it is kept */
} KnownSale;

/* A database, the insurer that outlives every process at it, and what the processes said. */
typedef struct
{
  char *folder;
  char *path;
  VeloTrainingInsurer *training;
  guint n_sales;
  KnownSale *sales;
  gboolean side_by_side; /* two processes at once: they may overtake each other */
  guint n_numbers_asked; /* times that a process without a contract number began to prepare */
  guint n_killed;
  guint n_killed_in[VELO_PROPOSAL_STATE_ABANDONED + 1];
  guint n_killed_preparing;
  guint n_killed_sending;
} KillShop;

/* One process that plays sales. */
typedef struct
{
  KillShop *shop;        /* (not owned) */
  GSubprocess *process;  /* (owned) */
  GDataInputStream *lines;
  GString *said;         /* all that it said */
  const char *kill_word; /* (nullable) kill after this line, instead of after the start */
  gint64 kill_usec;      /* so long after it; -1: never */
  GSource *kill;         /* (owned) (nullable) */
  gboolean killed;
  gboolean ended;
  gboolean sending;      /* the last said is that a proposal is on its way */
  int status;
} Player;

KillShop *kill_shop_new           (guint       n_sales);
void      kill_shop_free          (KillShop   *self);
void      kill_shop_fault         (KillShop   *self,
                                   const char *spec);
Player   *kill_shop_start         (KillShop   *self,
                                   const char *kill_word,
                                   gint64      kill_usec,
                                   const char *option);
void      kill_shop_finish        (KillShop   *self);
void      kill_shop_assert_whole  (KillShop   *self);
gint64    kill_shop_query         (KillShop   *self,
                                   const char *sql);

void      player_await            (Player     *self,
                                   const char *word);
void      player_say              (Player     *self,
                                   const char *word);
void      player_kill             (Player     *self);
void      player_wait             (Player     *self);
void      player_free             (Player     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KillShop, kill_shop_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Player, player_free)

G_END_DECLS
