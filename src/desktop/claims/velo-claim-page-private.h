/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-claim-page.h"
#include "velo-claim-step.h"
#include "velo-claims-message-list.h"
#include "velo-claims-photo-list.h"
#include "velo-claims-task-list.h"
#include "velo-notice.h"

G_BEGIN_DECLS

/* Callbacks hold a reference to the page and look whether it is disposed. */
struct _VeloClaimPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkScrolledWindow *scroller;      /* of the whole page, while it is narrow */
  GtkScrolledWindow *tabs_scroller; /* of what is below the head, else */
  AdwViewStack *tabs;
  AdwViewStackPage *overview_tab;
  AdwViewStackPage *photos_tab;
  AdwViewStackPage *calculation_tab;
  AdwViewStackPage *contacts_tab;
  AdwViewStackPage *payment_tab;
  VeloNotice *notice;
  GtkWidget *back_button;
  GtkLabel *title_label;
  AdwBin *pill_bin;
  GtkLabel *clock_label;
  GtkLabel *next_label;
  GtkButton *next_button;
  GtkWidget *edit_button;
  GtkWidget *close_button;
  GtkWidget *code_label;
  GtkWidget *play_box;
  GtkWidget *play_button;
  GtkLabel *play_label;
  GtkWidget *folder_button;
  GtkWidget *tasks_group;
  VeloClaimsTaskList *tasks_list;
  GtkListBox *overview_list;
  GtkWidget *photos_group;
  GtkWidget *photos_empty;
  VeloClaimsPhotoList *photos_list;
  GtkWidget *calculation_group;
  GtkWidget *calculation_empty;
  GtkWidget *unfiled_label;
  GtkWidget *derivation_button;
  GtkListBox *calculation_list;
  GtkWidget *payout_group;
  GtkWidget *payment_empty;
  GtkListBox *payout_list;
  GtkWidget *payee_button;
  GtkWidget *file_button;
  GtkWidget *messages_group;
  VeloClaimsMessageList *messages_list;
  GtkListBox *contacts_list;

  VeloClaimsClient *client;  /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (not nullable): of the claim that is shown */
  VeloClaim *claim;          /* (owned) (nullable) */
  GHashTable *bank_files;    /* (owned) (element-type utf8 GBytes): by claim; made, and not saved yet */
  char *again;               /* (owned) (nullable): claim whose file is fetched once more */
  char *id;                  /* (owned) (nullable): of the claim that is shown, or loaded now */
  char *messages_key;        /* (owned) (nullable): which messages are shown, and where they stand */
  VeloClaimsAnswer *paying;  /* (owned) (nullable): with the payout of the claim */
  char *reason;              /* (owned) (nullable): why the claim is not suitable */
  char *opened;              /* (owned) (nullable): claim and state for which a tab was opened */
  char *saving;              /* (owned) (nullable): claim whose file is being saved */
  char *played;              /* (owned) (nullable): claim whose customer was played last */
  char *photo_folder;        /* (owned) (nullable): where the photographs for it are */
  VeloClaimStep step;
  VeloClaimsAct asked_act; /* what is asked about */
  VeloClaim *asked;        /* (owned) (nullable): the claim as it was then */
  guint follow_id;        /* while the page is seen */
  guint n_entries;        /* of the journal, as it is shown */
  guint n_tasks;          /* the same */
  gboolean by_message;    /* the link was asked to be sent, not to be shown */
  gboolean waiting;       /* a message to the customer waits to be sent */
  gboolean approved;      /* and nothing was asked of the desk since */
  gboolean desk_decides;
  gboolean unfiled;  /* the offer is made, its derivation is not filed */
  gboolean returned; /* the bank sent the money back, and nobody has cleared it */
  gboolean asks_release; /* as soon as the payout is there */
  gboolean released; /* by this person, and a second has to */
  VeloClaimsDesk *training; /* (owned) (nullable): in training only */
  gboolean focus_next; /* the button of the next step had the focus */
  gboolean focus_taken; /* and shall have it */
  gboolean deciding; /* the tab with what waits for an agreement was opened */
  gboolean disposed;
};

GtkWindow *velo_claim_page_get_window    (VeloClaimPage *self);
GBytes    *velo_claim_page_get_bank_file (VeloClaimPage *self);
void       velo_claim_page_set_busy      (VeloClaimPage *self,
                                          gboolean       busy);
void       velo_claim_page_show_error    (VeloClaimPage *self,
                                          const GError  *error);
void       velo_claim_page_show_step     (VeloClaimPage *self);
void       velo_claim_page_show_file_button (VeloClaimPage *self);
void       velo_claim_page_next          (VeloClaimPage *self);
void       velo_claim_page_edit          (VeloClaimPage *self);
void       velo_claim_page_close         (VeloClaimPage *self);
void       velo_claim_page_play          (VeloClaimPage *self);
void       velo_claim_page_show_play     (VeloClaimPage *self);
void       velo_claim_page_open_folder   (VeloClaimPage *self);
void       velo_claim_page_save_again    (VeloClaimPage *self);
void       velo_claim_page_check_payee   (VeloClaimPage *self);

void       velo_claim_page_ask_release   (VeloClaimPage *self);
void       velo_claim_page_load_messages (VeloClaimPage *self);
void       velo_claim_page_load_payout   (VeloClaimPage *self);
void       velo_claim_page_load_parts    (VeloClaimPage *self);

/* The tabs */
void       velo_claim_page_show_role     (VeloClaimPage *self);
void       velo_claim_page_show_tabs     (VeloClaimPage *self);
void       velo_claim_page_mark_tabs     (VeloClaimPage *self);
gboolean   velo_claim_page_is_due        (VeloClaimPage *self);
void       velo_claim_page_clear_tabs    (VeloClaimPage *self);
void       velo_claim_page_tab_turned    (VeloClaimPage *self);

G_END_DECLS
