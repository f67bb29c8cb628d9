/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-notice.h"
#include "velo-review-draft.h"
#include "velo-sale-customer-form.h"
#include "velo-sale-dialog.h"
#include "velo-sale-field.h"

G_BEGIN_DECLS

/* Shared by the files of the dialog. */
struct _VeloSaleDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  GtkButton *save_button;
  GtkSpinner *spinner;
  VeloNotice *notice;
  VeloReviewPane *pane;
  GtkBox *vehicles_box;
  GtkBox *customer_box;
  VeloSaleField *number_field;
  VeloSaleField *date_field;
  AdwPreferencesGroup *invoice_group;

  VeloCounter *counter;      /* (owned) (not nullable) */
  GSettings *settings;       /* (owned) (nullable) */
  VeloInvoice *invoice;      /* (owned) (not nullable): a copy that is edited */
  VeloInvoice *at_first;     /* (owned) (not nullable): as it was when the dialog opened */
  GBytes *original;          /* (owned) (nullable): the file that was read */
  VeloSaleCustomerForm *customer_form; /* (borrowed): child of its box */
  gboolean edit;             /* the sale is in the store already */
  GPtrArray *forms;          /* (owned) (element-type VeloSaleVehicleForm): borrowed widgets */
  GCancellable *cancellable; /* (owned) (not nullable) */
  gboolean discarding;
  gboolean review;           /* beside the invoice from which it was read */
  char *draft_key;           /* (owned) (nullable): as what it is kept until it is saved */
  VeloReviewDraft *draft;    /* (owned) (nullable): NULL until the window is set up */
  gboolean tells_source;     /* the sentence about the source was shown */
  char *source_text;         /* (owned) (nullable): as it was shown last */
  guint look_id;
};

void velo_sale_dialog_show_values  (VeloSaleDialog *self,
                                    VeloInvoice    *invoice);
void velo_sale_dialog_show_source  (VeloSaleDialog *self);
void velo_sale_dialog_watch_seen   (VeloSaleDialog *self);
void velo_sale_dialog_begin_review (VeloSaleDialog *self);
void velo_sale_dialog_end_review   (VeloSaleDialog *self);
void velo_sale_dialog_forget_draft (VeloSaleDialog *self);
gboolean velo_sale_dialog_is_untouched (VeloSaleDialog *self);
void velo_sale_dialog_save         (GtkWidget      *widget,
                                    const char     *action_name,
                                    GVariant       *parameter);
void velo_sale_dialog_show_place   (GtkWidget      *widget,
                                    const char     *action_name,
                                    GVariant       *parameter);

G_END_DECLS
