/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-application.h"
#include "velo-claims-notifier.h"
#include "velo-notifier.h"
#include "velo-outbox.h"
#include "velo-preferences.h"
#include "velo-store-restore.h"
#include "velo-window.h"

G_BEGIN_DECLS

struct _VeloApplication
{
  AdwApplication parent_instance;

  GSettings *settings;       /* (owned) (nullable) */
  VeloServices *services;    /* (owned) (nullable) */
  VeloOutbox *outbox;        /* (owned) (nullable) */
  VeloNotifier *notifier;    /* (owned) (nullable) */
  VeloClaimsNotifier *claims_notifier; /* (owned) (nullable) */
  GSettings *intake_settings; /* (owned) (nullable) for its signal */
  GCancellable *cancellable; /* (owned) (not nullable) */
  VeloWindow *window;        /* (weak) (nullable) */
  VeloPreferences *preferences; /* (weak) (nullable) while it is open */
  char *demo_folder;         /* (owned) (nullable) */
  char *pending_insure;      /* (owned) (nullable) vehicle to be insured as soon as the services are there */
  char **pending_later;      /* (owned) (nullable) vehicles to be asked for later */
  char *pending_claim;       /* (owned) (nullable) claim to be shown as soon as it can be; empty for the tasks */
  char *checked_backup;      /* (owned) (nullable) path of the backup with which the journal was checked */
  guint backup_source;
  int exit_status;
  gboolean starting; /* the services; never both */
  gboolean stopping;
  VeloStoreRestored *restored; /* (owned) (nullable) what came of restoring a backup, until the user is told */
  GError *restore_error; /* (owned) (nullable): why it was not restored, until the user is told */
  gboolean windowless; /* started without a window */
  gboolean held;       /* stays without a window */
  gboolean quitting;   /* does not stay, whatever the settings say */
};

void velo_application_add_actions    (VeloApplication *self);
void velo_application_start_services (VeloApplication *self);
void velo_application_end_services   (VeloApplication *self);
void velo_application_restart        (VeloApplication *self,
                                      const char      *restore_path);

/* Without a window */
gboolean velo_application_keeps_running          (VeloApplication *self);
void     velo_application_update_hold            (VeloApplication *self);
void     velo_application_begin_intake           (VeloApplication *self);
void     velo_application_end_intake             (VeloApplication *self);
void     velo_application_run_pending            (VeloApplication *self);
void     velo_application_add_background_actions (VeloApplication *self);

/* Claims */
void     velo_application_begin_claims           (VeloApplication *self);
void     velo_application_end_claims             (VeloApplication *self);
void     velo_application_check_claims           (VeloApplication *self);
void     velo_application_show_pending_claim     (VeloApplication *self);
void     velo_application_add_claims_actions     (VeloApplication *self);

G_END_DECLS
