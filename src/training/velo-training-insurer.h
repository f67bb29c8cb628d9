/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the training insurer takes as credentials. */
#define VELO_TRAINING_USER     "training"
#define VELO_TRAINING_PASSWORD "training"

/* The rules of the training tariffs (locks, ages, prices, what a variant covers) as a resource. */
#define VELO_TRAINING_RULES_PATH "/com/example/VeloInsure/training/tariff-rules.json"

/**
 * VeloTrainingError:
 * @VELO_TRAINING_ERROR_FAULT: a fault's description is not understood
 * @VELO_TRAINING_ERROR_STATE: the state file is damaged
 * @VELO_TRAINING_ERROR_IO: the state file cannot be read or written
 * @VELO_TRAINING_ERROR_LISTEN: the port is not to be had
 */
typedef enum
{
  VELO_TRAINING_ERROR_FAULT,
  VELO_TRAINING_ERROR_STATE,
  VELO_TRAINING_ERROR_IO,
  VELO_TRAINING_ERROR_LISTEN,
} VeloTrainingError;

#define VELO_TRAINING_ERROR (velo_training_error_quark ())
GQuark velo_training_error_quark (void);

/**
 * VeloTrainingProposal:
 * @record_number: Satznummer
 * @contract_number: Vertragsnummer
 * @status_code: STATUS_CODE that was answered, "3" for processed
 * @xml: the proposal's XML as it came
 * @document: (nullable): the document in it, decoded
 * @n_times_received: how often the same bytes came
 *
 * A proposal that the training insurer has accepted (Antrag).
 */
typedef struct
{
  char *record_number;
  char *contract_number;
  char *status_code;
  GBytes *xml;
  GBytes *document;
  guint n_times_received;
} VeloTrainingProposal;

#define VELO_TYPE_TRAINING_PROPOSAL (velo_training_proposal_get_type ())
GType                 velo_training_proposal_get_type (void);
VeloTrainingProposal *velo_training_proposal_copy     (const VeloTrainingProposal *self);
void                  velo_training_proposal_free     (VeloTrainingProposal       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloTrainingProposal, velo_training_proposal_free)

#define VELO_TYPE_TRAINING_INSURER (velo_training_insurer_get_type ())
G_DECLARE_FINAL_TYPE (VeloTrainingInsurer, velo_training_insurer, VELO, TRAINING_INSURER, GObject)

VeloTrainingInsurer *velo_training_insurer_new                  (void);

void                 velo_training_insurer_set_state_file       (VeloTrainingInsurer  *self,
                                                                 const char           *path);
void                 velo_training_insurer_set_session_seconds  (VeloTrainingInsurer  *self,
                                                                 guint                 seconds);
void                 velo_training_insurer_set_today            (VeloTrainingInsurer  *self,
                                                                 const GDate          *today);

gboolean             velo_training_insurer_start                (VeloTrainingInsurer  *self,
                                                                 guint                 port,
                                                                 GError              **error);
void                 velo_training_insurer_stop                 (VeloTrainingInsurer  *self);
const char          *velo_training_insurer_get_uri              (VeloTrainingInsurer  *self);

gboolean             velo_training_insurer_add_fault            (VeloTrainingInsurer  *self,
                                                                 const char           *spec,
                                                                 GError              **error);
void                 velo_training_insurer_clear_faults         (VeloTrainingInsurer  *self);
void                 velo_training_insurer_expire_sessions      (VeloTrainingInsurer  *self);

GPtrArray           *velo_training_insurer_dup_proposals        (VeloTrainingInsurer  *self);
GPtrArray           *velo_training_insurer_dup_contract_numbers (VeloTrainingInsurer  *self);
guint                velo_training_insurer_count_requests       (VeloTrainingInsurer  *self,
                                                                 const char           *name);
guint                velo_training_insurer_get_peak_requests    (VeloTrainingInsurer  *self);

G_END_DECLS
