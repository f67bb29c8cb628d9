/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the fields of a form: names, kinds, places, contents. */

#define G_LOG_DOMAIN "velo-pdf-form"

#include "config.h"

#include "velo-form-widget-private.h"

/* More fields than any form of this trade has. */
#define MAX_FIELDS 5000

static void
widget_free (VeloFormWidget *widget)
{
  g_object_unref (widget->field);
  g_free (widget->facts.name);
  g_free (widget->facts.text);
  g_free (widget->written);
  g_free (widget);
}

static VeloFormFieldKind
button_kind (PopplerFormField *field)
{
  switch (poppler_form_field_button_get_button_type (field))
    {
    case POPPLER_FORM_BUTTON_CHECK:
      return VELO_FORM_FIELD_CHECK;
    case POPPLER_FORM_BUTTON_RADIO:
      return VELO_FORM_FIELD_RADIO;
    case POPPLER_FORM_BUTTON_PUSH:
    default:
      return VELO_FORM_FIELD_OTHER;
    }
}

static void
read_content (VeloFormWidget *widget)
{
  PopplerFormField *field = widget->field;
  VeloFormField *facts = &widget->facts;

  facts->kind = VELO_FORM_FIELD_OTHER;
  switch (poppler_form_field_get_field_type (field))
    {
    case POPPLER_FORM_FIELD_TEXT:
      facts->kind = VELO_FORM_FIELD_TEXT;
      facts->text = poppler_form_field_text_get_text (field);
      break;
    case POPPLER_FORM_FIELD_BUTTON:
      facts->kind = button_kind (field);
      if (facts->kind != VELO_FORM_FIELD_OTHER)
        facts->on = poppler_form_field_button_get_state (field);
      break;
    case POPPLER_FORM_FIELD_CHOICE:
      facts->kind = VELO_FORM_FIELD_CHOICE;
      if (poppler_form_field_choice_is_editable (field))
        facts->text = poppler_form_field_choice_get_text (field);
      for (int i = 0; facts->text == NULL && i < poppler_form_field_choice_get_n_items (field); i++)
        if (poppler_form_field_choice_is_item_selected (field, i))
          facts->text = poppler_form_field_choice_get_item (field, i);
      break;
    case POPPLER_FORM_FIELD_UNKNOWN:
    case POPPLER_FORM_FIELD_SIGNATURE:
    default:
      break;
    }
}

static VeloFormWidget *
widget_new (PopplerFormFieldMapping *mapping,
            guint                    page)
{
  VeloFormWidget *widget = g_new0 (VeloFormWidget, 1);
  PopplerRectangle *area = &mapping->area;

  widget->field = g_object_ref (mapping->field);
  widget->facts.name = poppler_form_field_get_name (mapping->field);
  if (widget->facts.name == NULL)
    widget->facts.name = g_strdup ("");
  widget->facts.page = page;
  widget->facts.rect.x1 = MIN (area->x1, area->x2);
  widget->facts.rect.x2 = MAX (area->x1, area->x2);
  widget->facts.rect.y1 = MIN (area->y1, area->y2);
  widget->facts.rect.y2 = MAX (area->y1, area->y2);
  widget->facts.read_only = poppler_form_field_is_read_only (mapping->field);
  read_content (widget);
  return widget;
}

static gboolean
stands_before (const VeloFormField *a,
               const VeloFormField *b)
{
  double a_middle = (a->rect.y1 + a->rect.y2) / 2;
  double b_middle = (b->rect.y1 + b->rect.y2) / 2;
  double height = MIN (a->rect.y2 - a->rect.y1, b->rect.y2 - b->rect.y1);

  if (a->page != b->page)
    return a->page < b->page;
  if (ABS (a_middle - b_middle) > height / 2)
    return a_middle > b_middle;
  return a->rect.x1 < b->rect.x1;
}

static void
count_place (GPtrArray      *widgets,
             VeloFormWidget *widget)
{
  for (guint i = 0; i < widgets->len; i++)
    {
      VeloFormWidget *other = g_ptr_array_index (widgets, i);

      if (other != widget && other->facts.kind == VELO_FORM_FIELD_RADIO
          && g_str_equal (other->facts.name, widget->facts.name)
          && stands_before (&other->facts, &widget->facts))
        widget->facts.place++;
    }
}

static gboolean
collect_page (PopplerDocument  *document,
              guint             number,
              GPtrArray        *widgets,
              GError          **error)
{
  g_autoptr(VeloPopplerPage) page = velo_poppler_get_page (document, number, error);
  GList *mappings;

  if (page == NULL)
    return FALSE;
  mappings = poppler_page_get_form_field_mapping (page);
  for (GList *link = mappings; link != NULL && widgets->len <= MAX_FIELDS; link = link->next)
    g_ptr_array_add (widgets, widget_new (link->data, number));
  poppler_page_free_form_field_mapping (mappings);
  if (widgets->len > MAX_FIELDS)
    {
      g_set_error_literal (error, VELO_PAPER_ERROR, VELO_PAPER_ERROR_TOO_LARGE,
                           "the form has too many fields");
      return FALSE;
    }
  return TRUE;
}

/* Lists all widgets of a document (element-type VeloFormWidget), radios with their places. */
GPtrArray *
velo_form_widget_collect (PopplerDocument  *document,
                          GCancellable     *cancellable,
                          GError          **error)
{
  g_autoptr(GPtrArray) widgets = g_ptr_array_new_with_free_func ((GDestroyNotify) widget_free);

  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (!collect_page (document, (guint) i, widgets, error))
        return NULL;
    }
  for (guint i = 0; i < widgets->len; i++)
    {
      VeloFormWidget *widget = g_ptr_array_index (widgets, i);

      if (widget->facts.kind == VELO_FORM_FIELD_RADIO)
        count_place (widgets, widget);
    }
  return g_steal_pointer (&widgets);
}
