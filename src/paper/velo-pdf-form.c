/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists the fields of a PDF form and fills them; knows names and places, not what they mean. */

#define G_LOG_DOMAIN "velo-pdf-form"

#include "config.h"

#include "velo-pdf-form.h"

#include "velo-form-probe-private.h"
#include "velo-form-result-private.h"
#include "velo-form-values-private.h"
#include "velo-form-widget-private.h"
#include "velo-pdf-scan-private.h"
#include "velo-poppler-private.h"
#include "velo-text-metric-private.h"

#include <math.h>

/* What viewers, Poppler among them, leave free at each side of a field. */
#define FIELD_PADDING_PT 2.0

/* What the forms of this trade use, for text that is not found on the printed page. */
#define USUAL_SIZE_PT 8.0

/* From one base line to the next, in sizes of the font. */
#define LINE_SPACING 1.15

typedef struct
{
  GBytes         *form;         /* (owned) (not nullable) */
  VeloFormValues *values;       /* (owned) (not nullable) */
} FillJob;

static void
form_field_free (VeloFormField *facts)
{
  g_free (facts->name);
  g_free (facts->text);
  g_free (facts);
}

static void
fill_job_free (FillJob *job)
{
  g_bytes_unref (job->form);
  velo_form_values_free (job->values);
  g_free (job);
}

static gboolean
is_multiline (PopplerFormField *field)
{
  return poppler_form_field_text_get_text_type (field) == POPPLER_FORM_TEXT_MULTILINE;
}

static char *
join_lines (const char *text)
{
  char *joined = g_strdup (text);

  for (char *p = joined; *p != '\0'; p++)
    if (*p == '\n' || *p == '\r' || *p == '\t')
      *p = ' ';
  return joined;
}

static gboolean
fill_text (VeloFormWidget      *widget,
           const VeloFormValue *value)
{
  g_autofree char *text = NULL;
  g_autofree char *kept = NULL;

  text = is_multiline (widget->field) ? g_strdup (value->text) : join_lines (value->text);
  if (g_strcmp0 (widget->facts.text != NULL ? widget->facts.text : "", text) == 0)
    return TRUE;
  poppler_form_field_text_set_text (widget->field, text);
  kept = poppler_form_field_text_get_text (widget->field);
  widget->written = g_steal_pointer (&text);
  return g_strcmp0 (kept != NULL ? kept : "", widget->written) == 0;
}

static gboolean
fill_choice (VeloFormWidget      *widget,
             const VeloFormValue *value)
{
  int n_items = poppler_form_field_choice_get_n_items (widget->field);

  for (int i = 0; i < n_items; i++)
    {
      g_autofree char *item = poppler_form_field_choice_get_item (widget->field, i);

      if (g_strcmp0 (item, value->text) == 0)
        {
          poppler_form_field_choice_unselect_all (widget->field);
          poppler_form_field_choice_select_item (widget->field, i);
          return TRUE;
        }
    }
  if (!poppler_form_field_choice_is_editable (widget->field))
    return FALSE;
  poppler_form_field_choice_set_text (widget->field, value->text);
  return TRUE;
}

static gboolean
fill_button (VeloFormWidget *widget,
             gboolean        on)
{
  if (poppler_form_field_button_get_state (widget->field) != on)
    poppler_form_field_button_set_state (widget->field, on);
  return poppler_form_field_button_get_state (widget->field) == on;
}

static gboolean
fill_widget (VeloFormWidget      *widget,
             const VeloFormValue *value)
{
  if (widget->facts.read_only)
    return FALSE;
  switch (value->kind)
    {
    case VELO_FORM_VALUE_TEXT:
      if (widget->facts.kind == VELO_FORM_FIELD_TEXT)
        return fill_text (widget, value);
      return widget->facts.kind == VELO_FORM_FIELD_CHOICE && fill_choice (widget, value);
    case VELO_FORM_VALUE_CHECK:
      return widget->facts.kind == VELO_FORM_FIELD_CHECK && fill_button (widget, value->on);
    case VELO_FORM_VALUE_PLACE:
      return widget->facts.kind == VELO_FORM_FIELD_RADIO && fill_button (widget, TRUE);
    default:
      return FALSE;
    }
}

static gboolean
says_something (const VeloFormValue *value)
{
  switch (value->kind)
    {
    case VELO_FORM_VALUE_TEXT:
      return *value->text != '\0';
    case VELO_FORM_VALUE_CHECK:
      return value->on;
    case VELO_FORM_VALUE_PLACE:
    default:
      return TRUE;
    }
}

/* A name may have several widgets: copies of a text on other pages, or a group of radios. */
static void
fill_value (GPtrArray           *widgets,
            const VeloFormValue *value,
            VeloFormResult      *result)
{
  gboolean found = FALSE;
  gboolean refused = FALSE;

  for (guint i = 0; i < widgets->len; i++)
    {
      VeloFormWidget *widget = g_ptr_array_index (widgets, i);

      if (!g_str_equal (widget->facts.name, value->name))
        continue;
      if (value->kind == VELO_FORM_VALUE_PLACE && widget->facts.kind == VELO_FORM_FIELD_RADIO
          && widget->facts.place != value->place)
        continue;
      found = TRUE;
      if (!fill_widget (widget, value))
        refused = TRUE;
    }
  if (!found && says_something (value))
    velo_form_result_add_missing (result, value->name);
  if (refused)
    velo_form_result_add_refused (result, value->name);
}

static guint
count_too_many (const VeloFormWidget *widget,
                double                size_pt)
{
  const VeloPageRect *rect = &widget->facts.rect;
  double width_pt = rect->x2 - rect->x1 - 2 * FIELD_PADDING_PT;
  double height_pt = rect->y2 - rect->y1 - 2 * FIELD_PADDING_PT;
  int max_length = poppler_form_field_text_get_max_len (widget->field);
  guint length = (guint) g_utf8_strlen (widget->written, -1);
  guint n_lines = 1;
  guint too_many = 0;

  if (max_length > 0 && length > (guint) max_length)
    too_many = length - (guint) max_length;
  if (is_multiline (widget->field))
    n_lines = (guint) MAX (1, height_pt / (size_pt * LINE_SPACING));
  return MAX (too_many, velo_text_metric_overflow (widget->written, size_pt, width_pt, n_lines));
}

static void
report_page (GPtrArray      *widgets,
             guint           page,
             VeloFormProbe  *probe,
             VeloFormResult *result)
{
  for (guint i = 0; i < widgets->len; i++)
    {
      VeloFormWidget *widget = g_ptr_array_index (widgets, i);
      double size_pt;
      guint too_many;
      guint length;

      if (widget->facts.page != page || widget->written == NULL || *widget->written == '\0')
        continue;
      size_pt = velo_form_probe_get_size (probe, &widget->facts.rect);
      /* Drawn sizes come out a hair beside the stated ones. */
      size_pt = size_pt > 0 ? round (size_pt * 10) / 10 : USUAL_SIZE_PT;
      too_many = count_too_many (widget, size_pt);
      if (too_many > 0)
        velo_form_result_add_clip (result, widget->facts.name, widget->written, too_many);
      length = (guint) g_utf8_strlen (widget->written, -1);
      if (!velo_form_probe_has_all (probe, &widget->facts.rect, widget->written, length - too_many))
        velo_form_result_add_refused (result, widget->facts.name);
    }
}

static gboolean
has_written (GPtrArray *widgets,
             guint      page)
{
  for (guint i = 0; i < widgets->len; i++)
    {
      VeloFormWidget *widget = g_ptr_array_index (widgets, i);

      if (widget->facts.page == page && widget->written != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
report_clipped (PopplerDocument  *document,
                GPtrArray        *widgets,
                VeloFormResult   *result,
                GError          **error)
{
  for (int page = 0; page < poppler_document_get_n_pages (document); page++)
    {
      g_autoptr(VeloFormProbe) probe = NULL;

      if (!has_written (widgets, (guint) page))
        continue;
      probe = velo_form_probe_new (document, (guint) page, error);
      if (probe == NULL)
        return FALSE;
      report_page (widgets, (guint) page, probe, result);
    }
  return TRUE;
}

/* Poppler 22.12 falls over when it writes text into a form that has no fonts of its own. */
static gboolean
can_write_text (GBytes     *form,
                GPtrArray  *widgets,
                GError    **error)
{
  gboolean has_text = FALSE;

  for (guint i = 0; i < widgets->len && !has_text; i++)
    has_text = ((VeloFormWidget *) g_ptr_array_index (widgets, i))->facts.kind == VELO_FORM_FIELD_TEXT;
  if (!has_text || velo_pdf_scan_has_key (form, "/DR"))
    return TRUE;
  g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_FONT, "the form has no fonts");
  return FALSE;
}

static void
fill_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_autoptr(VeloPopplerDocument) document = NULL;
  g_autoptr(GPtrArray) widgets = NULL;
  g_autoptr(VeloFormResult) result = NULL;
  FillJob *job = task_data;
  GBytes *pdf = NULL;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  document = velo_poppler_open (job->form, &error);
  if (document != NULL)
    widgets = velo_form_widget_collect (document, cancellable, &error);
  if (widgets == NULL || !can_write_text (job->form, widgets, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  result = velo_form_result_new ();
  for (guint i = 0; i < velo_form_values_get_size (job->values); i++)
    fill_value (widgets, velo_form_values_get (job->values, i), result);
  if (report_clipped (document, widgets, result, &error))
    pdf = velo_poppler_save (document, &error);
  if (pdf == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  velo_form_result_take_pdf (result, pdf);
  g_task_return_pointer (task, g_steal_pointer (&result), (GDestroyNotify) velo_form_result_unref);
}

static void
list_fields_thread (GTask        *task,
                    gpointer      source,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  g_autoptr(VeloPopplerDocument) document = NULL;
  g_autoptr(GPtrArray) widgets = NULL;
  g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func ((GDestroyNotify) form_field_free);
  GError *error = NULL;

  document = velo_poppler_open (task_data, &error);
  if (document != NULL)
    widgets = velo_form_widget_collect (document, cancellable, &error);
  if (widgets == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < widgets->len; i++)
    {
      VeloFormWidget *widget = g_ptr_array_index (widgets, i);
      VeloFormField *facts = g_memdup2 (&widget->facts, sizeof (VeloFormField));

      facts->name = g_strdup (widget->facts.name);
      facts->text = g_strdup (widget->facts.text);
      g_ptr_array_add (fields, facts);
    }
  g_task_return_pointer (task, g_steal_pointer (&fields), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * velo_pdf_form_fill_async:
 * @form: a PDF with fields
 * @values: what to write; copied
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Fills a fresh copy of a form. Line ends in the text of a field of one line
 * become blanks. What does not fit is written all the same and reported by
 * velo_form_result_get_clipped(): the width is that of the field less 2 points
 * at each side, the text's that of Helvetica in the size of the field, and a
 * character that Helvetica lacks counts as wide as it is high.
 *
 * Characters outside PDFDocEncoding (Ł, č, 漢) are written as they are and
 * never replaced, since they are people's names. Poppler then embeds a whole
 * font, half a megabyte or more; velo_pdf_flatten_async() leaves only the
 * characters used. Letters that no font of the system has are left out on
 * paper; the field is then reported by velo_form_result_get_refused().
 *
 * Fails with %VELO_PAPER_ERROR_EMPTY, %VELO_PAPER_ERROR_DAMAGED,
 * %VELO_PAPER_ERROR_ENCRYPTED, %VELO_PAPER_ERROR_TOO_LARGE,
 * %VELO_PAPER_ERROR_FONT (a form without fonts), %VELO_PAPER_ERROR_FAILED or
 * %G_IO_ERROR_CANCELLED. A value without a field is no error.
 */
void
velo_pdf_form_fill_async (GBytes               *form,
                          const VeloFormValues *values,
                          GCancellable         *cancellable,
                          GAsyncReadyCallback   callback,
                          gpointer              user_data)
{
  g_autoptr(GTask) task = NULL;
  FillJob *job;

  g_return_if_fail (form != NULL);
  g_return_if_fail (values != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  job = g_new0 (FillJob, 1);
  job->form = g_bytes_ref (form);
  job->values = velo_form_values_copy (values);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_pdf_form_fill_async);
  g_task_set_task_data (task, job, (GDestroyNotify) fill_job_free);
  g_task_run_in_thread (task, fill_thread);
}

/**
 * velo_pdf_form_fill_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the filled form and what could not be filled
 */
VeloFormResult *
velo_pdf_form_fill_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_pdf_form_fill_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * velo_pdf_form_list_fields_async:
 * @form: a PDF
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called on the thread-default main context
 * @user_data: data for @callback
 *
 * Lists the fields of a form with their places and contents, in the order of
 * the file, which is not reading order. A PDF without fields gives an empty list.
 *
 * Fails like velo_pdf_form_fill_async().
 */
void
velo_pdf_form_list_fields_async (GBytes              *form,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (form != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, velo_pdf_form_list_fields_async);
  g_task_set_task_data (task, g_bytes_ref (form), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, list_fields_thread);
}

/**
 * velo_pdf_form_list_fields_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type VeloFormField): the fields
 */
GPtrArray *
velo_pdf_form_list_fields_finish (GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, velo_pdf_form_list_fields_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
