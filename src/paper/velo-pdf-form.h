/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "velo-form-values.h"
#include "velo-page-geometry.h"
#include "velo-paper-error.h"

G_BEGIN_DECLS

/**
 * VeloFormFieldKind:
 * @VELO_FORM_FIELD_TEXT: text of one or more lines
 * @VELO_FORM_FIELD_CHECK: a box that is ticked or not
 * @VELO_FORM_FIELD_RADIO: one of several circles of the same name
 * @VELO_FORM_FIELD_CHOICE: a list to choose from
 * @VELO_FORM_FIELD_OTHER: a push button or a signature
 *
 * What a field of a form takes.
 */
typedef enum
{
  VELO_FORM_FIELD_TEXT,
  VELO_FORM_FIELD_CHECK,
  VELO_FORM_FIELD_RADIO,
  VELO_FORM_FIELD_CHOICE,
  VELO_FORM_FIELD_OTHER,
} VeloFormFieldKind;

/**
 * VeloFormField:
 * @name: full name of the field
 * @kind: what it takes
 * @page: number of its page, from 0
 * @rect: where it is
 * @place: of a radio: its number in the group, from 0, by place (rows from
 *   the top, in a row from the left); 0 for other kinds
 * @text: (nullable): content of a text or choice field
 * @on: state of a check box or radio
 * @read_only: whether the form forbids to change it
 *
 * One widget of a form as it is.
 */
typedef struct
{
  char              *name;
  VeloFormFieldKind  kind;
  guint              page;
  VeloPageRect       rect;
  guint              place;
  char              *text;
  gboolean           on;
  gboolean           read_only;
} VeloFormField;

/**
 * VeloFormClip:
 * @name: name of the field
 * @text: the text that does not fit
 * @n_too_many: how many characters at its end are too many
 *
 * A text that is longer than its field; it was written, but is cut on paper.
 */
typedef struct
{
  char  *name;
  char  *text;
  guint  n_too_many;
} VeloFormClip;

#define VELO_TYPE_FORM_RESULT (velo_form_result_get_type ())

/**
 * VeloFormResult:
 *
 * A filled form and what could not be filled. Immutable.
 */
typedef struct _VeloFormResult VeloFormResult;

GType               velo_form_result_get_type        (void) G_GNUC_CONST;
VeloFormResult     *velo_form_result_ref             (VeloFormResult       *self);
void                velo_form_result_unref           (VeloFormResult       *self);
GBytes             *velo_form_result_get_pdf         (VeloFormResult       *self);
GPtrArray          *velo_form_result_get_clipped     (VeloFormResult       *self);
const char * const *velo_form_result_get_missing     (VeloFormResult       *self);
const char * const *velo_form_result_get_refused     (VeloFormResult       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VeloFormResult, velo_form_result_unref)

void            velo_pdf_form_fill_async         (GBytes               *form,
                                                  const VeloFormValues *values,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
VeloFormResult *velo_pdf_form_fill_finish        (GAsyncResult         *result,
                                                  GError              **error);
void            velo_pdf_form_list_fields_async  (GBytes               *form,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GPtrArray      *velo_pdf_form_list_fields_finish (GAsyncResult         *result,
                                                  GError              **error);

G_END_DECLS
