/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row for one value of a sale, with the place on the invoice where it was read. */

#define G_LOG_DOMAIN "velo-sale-field"

#include "config.h"

#include "velo-sale-field.h"

#include "velo-field.h"
#include "velo-invoice-check.h"
#include "velo-record.h"
#include "velo-review-text.h"
#include "velo-sale-value.h"
#include "velo-text.h"

#include <glib/gi18n.h>
#include <string.h>

struct _VeloSaleField
{
  AdwEntryRow parent_instance;

  GtkButton *offer_button;
  GtkMenuButton *source_button;
  GtkLabel *sureness_label;
  GtkLabel *excerpt_label;
  GtkWidget *place_button;

  VeloSaleFieldKind kind;
  gboolean required;
  GObject *record;  /* (owned) (nullable) */
  char *property;   /* (owned) (nullable) */
  char *offer;      /* (owned) (nullable): a value that is not sure enough to be filled in */
  gboolean filling; /* the text is being set from the record */
  GListStore *findings;  /* (owned) (nullable): of the record */
  VeloFinding *finding;  /* (owned) (nullable): where the value was read */
  char *as_read;         /* (owned) (nullable): the text that was filled in */
  char *name;            /* (owned) (nullable): the title without what is said about the value */
  gboolean review;       /* the title says how sure the value is */
  gboolean expected;     /* an empty value is missing */
  gboolean checked;      /* somebody has looked at the value, or signed for it */
};

G_DEFINE_FINAL_TYPE (VeloSaleField, velo_sale_field, ADW_TYPE_ENTRY_ROW)

typedef enum
{
  PROP_KIND = 1,
  PROP_REQUIRED,
} VeloSaleFieldProperty;

static GParamSpec *properties[PROP_REQUIRED + 1];

/* Where what was typed stands as long as it is no such value; NULL for a text, which is always one. */
static char *
dup_unread_property (VeloSaleField *self)
{
  g_autofree char *name = NULL;

  if (self->record == NULL || self->kind == VELO_SALE_FIELD_KIND_TEXT)
    return NULL;
  name = g_strconcat ("unread-", self->property, NULL);
  if (g_str_has_suffix (name, "-cents"))
    name[strlen (name) - strlen ("-cents")] = '\0';
  return g_steal_pointer (&name);
}

/* Returns: whether what was typed is such a value */
static gboolean
write_record (VeloSaleField *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  gboolean valid = velo_sale_value_write (self->kind, self->record, self->property, text);
  g_autofree char *unread = dup_unread_property (self);

  if (unread != NULL)
    g_object_set (self->record, unread, valid ? "" : text, NULL);
  return valid;
}

/* Returns: (transfer full): what is to stand in the field: what was typed, else the @value of the record */
static char *
dup_shown (VeloSaleField *self,
           const char    *value)
{
  g_autofree char *unread = dup_unread_property (self);
  g_autofree char *typed = NULL;

  if (unread != NULL)
    g_object_get (self->record, unread, &typed, NULL);
  return velo_text_is_empty (typed) ? g_strdup (value) : g_steal_pointer (&typed);
}

static void
update_offer (VeloSaleField *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->offer_button),
                          self->offer != NULL && !g_str_equal (text, self->offer));
}

/* What the title says about the value; NULL for nothing. */
static const char *
get_state_text (VeloSaleField *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  gboolean empty = velo_text_is_empty (text);

  if (empty)
    return self->expected ? velo_review_text_sureness (VELO_SURENESS_NONE) : NULL;
  if (self->as_read != NULL && !g_str_equal (text, self->as_read))
    return C_("value", "changed by you");
  if (self->checked && self->finding != NULL && velo_finding_get_sureness (self->finding) < VELO_SURENESS_HIGH)
    return C_("value", "checked");
  /* what is surely read is said by the button alone: words are for what has to be looked at */
  if (self->finding == NULL || velo_finding_get_sureness (self->finding) == VELO_SURENESS_HIGH)
    return NULL;
  return velo_review_text_sureness (velo_finding_get_sureness (self->finding));
}

static void
update_title (VeloSaleField *self)
{
  const char *state = NULL;
  g_autofree char *title = NULL;

  if (!self->review)
    return;
  state = get_state_text (self);
  title = state == NULL ? g_strdup (self->name) : g_strconcat (self->name, " · ", state, NULL);
  if (!g_str_equal (title, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self))))
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
}

static void
on_changed_cb (VeloSaleField *self)
{
  if (self->filling)
    return;
  velo_sale_field_set_problem (self, NULL);
  write_record (self);
  update_offer (self);
  update_title (self);
}

static void
on_offer_clicked_cb (GtkButton     *button,
                     VeloSaleField *self)
{
  velo_sale_field_take_offer (self);
}

static void
fill (VeloSaleField *self,
      const char    *text)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
  self->filling = FALSE;
}

static const char *
get_sureness_text (VeloSureness sureness,
                   gboolean     checked)
{
  if (checked)
    return _("From the invoice, checked");
  switch (sureness)
    {
    case VELO_SURENESS_HIGH:
      return _("From the invoice");
    case VELO_SURENESS_GOOD:
      return _("From the invoice, please check");
    case VELO_SURENESS_LOW:
      return _("Perhaps from the invoice, not sure");
    case VELO_SURENESS_NONE:
    default:
      return _("Not found on the invoice");
    }
}

static void
show_offer (VeloSaleField *self,
            VeloFinding   *finding)
{
  g_autofree char *label = NULL;

  g_free (self->offer);
  self->offer = g_strdup (velo_finding_get_value (finding));
  /* Translators: small button that offers a value found on the invoice */
  label = g_strdup_printf (_("%s?"), self->offer);
  gtk_button_set_label (self->offer_button, label);
  update_offer (self);
}

/* Where the invoice says two things, the other one is a click away; several batteries are one value. */
static void
offer_other (VeloSaleField *self,
             GListModel    *findings,
             const char    *text)
{
  g_autofree char *shown = velo_text_key (text);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr(VeloFinding) finding = g_list_model_get_item (findings, i);
      g_autofree char *key = velo_text_key (velo_finding_get_value (finding));

      if (!g_str_equal (velo_finding_get_field (finding), self->property) || strstr (shown, key) != NULL)
        continue;
      show_offer (self, finding);
      return;
    }
}

static void
show_source (VeloSaleField *self,
             VeloFinding   *finding)
{
  const char *excerpt = velo_finding_get_excerpt (finding);
  gboolean checked = self->checked && velo_finding_get_sureness (finding) < VELO_SURENESS_HIGH;
  const char *sureness = get_sureness_text (velo_finding_get_sureness (finding), checked);
  const char *icon = "invoice-symbolic";

  if (velo_text_is_empty (excerpt))
    excerpt = velo_finding_get_value (finding);
  if (velo_finding_get_sureness (finding) == VELO_SURENESS_GOOD && !checked)
    icon = "ask-symbolic";
  else if (velo_finding_get_sureness (finding) == VELO_SURENESS_LOW && !checked)
    icon = "dialog-warning-symbolic";
  gtk_menu_button_set_icon_name (self->source_button, icon);
  if (g_str_equal (icon, "invoice-symbolic"))
    gtk_widget_add_css_class (GTK_WIDGET (self->source_button), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->source_button), "dim-label");
  gtk_label_set_label (self->sureness_label, sureness);
  gtk_label_set_label (self->excerpt_label, excerpt);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->source_button), sureness);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->source_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, sureness, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->source_button), TRUE);
}

static void
velo_sale_field_dispose (GObject *object)
{
  VeloSaleField *self = VELO_SALE_FIELD (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_SALE_FIELD);
  g_clear_object (&self->record);
  g_clear_object (&self->findings);
  g_clear_object (&self->finding);

  G_OBJECT_CLASS (velo_sale_field_parent_class)->dispose (object);
}

static void
velo_sale_field_finalize (GObject *object)
{
  VeloSaleField *self = VELO_SALE_FIELD (object);

  g_free (self->property);
  g_free (self->offer);
  g_free (self->as_read);
  g_free (self->name);

  G_OBJECT_CLASS (velo_sale_field_parent_class)->finalize (object);
}

static void
velo_sale_field_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  VeloSaleField *self = VELO_SALE_FIELD (object);

  switch ((VeloSaleFieldProperty) prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_REQUIRED:
      g_value_set_boolean (value, self->required);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_sale_field_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  VeloSaleField *self = VELO_SALE_FIELD (object);

  switch ((VeloSaleFieldProperty) prop_id)
    {
    case PROP_KIND:
      self->kind = g_value_get_enum (value);
      break;
    case PROP_REQUIRED:
      self->required = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_sale_field_class_init (VeloSaleFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = velo_sale_field_dispose;
  object_class->finalize = velo_sale_field_finalize;
  object_class->get_property = velo_sale_field_get_property;
  object_class->set_property = velo_sale_field_set_property;

  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, VELO_TYPE_SALE_FIELD_KIND,
                                             VELO_SALE_FIELD_KIND_TEXT, flags);
  properties[PROP_REQUIRED] = g_param_spec_boolean ("required", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/sales/velo-sale-field.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloSaleField, offer_button);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleField, source_button);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleField, sureness_label);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleField, excerpt_label);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleField, place_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_offer_clicked_cb);
}

static void
velo_sale_field_init (VeloSaleField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_sale_field_bind:
 * @self: a field
 * @record: (type VeloRecord): what holds the value
 * @property: name of the property, of the kind of @self
 * @findings: (nullable) (element-type VeloFinding): where values of @record were read
 *
 * Shows the value and writes what is typed back into @record. A value that
 * was read without being sure is only offered.
 */
void
velo_sale_field_bind (VeloSaleField *self,
                      gpointer       record,
                      const char    *property,
                      GListModel    *findings)
{
  VeloFinding *finding;
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;

  g_return_if_fail (VELO_IS_SALE_FIELD (self));
  g_return_if_fail (VELO_IS_RECORD (record));

  g_set_object (&self->record, record);
  g_free (self->property);
  self->property = g_strdup (property);
  text = velo_sale_value_read (self->kind, self->record, self->property);
  shown = dup_shown (self, text);
  fill (self, shown);
  g_free (self->as_read);
  self->as_read = g_strdup (text);
  if (findings != NULL && G_IS_LIST_STORE (findings))
    g_set_object (&self->findings, G_LIST_STORE (findings));
  finding = velo_findings_best (findings, property);
  g_set_object (&self->finding, finding);
  if (finding == NULL)
    return;
  if (velo_finding_get_sureness (finding) == VELO_SURENESS_LOW && *text == '\0')
    show_offer (self, finding);
  if (velo_finding_get_sureness (finding) > VELO_SURENESS_NONE)
    show_source (self, finding);
  if (velo_findings_contradict (findings, property))
    offer_other (self, findings, text);
}

/**
 * velo_sale_field_validate:
 * @self: a field
 *
 * Checks what was typed and says beside the field what is wrong.
 *
 * Returns: whether it can be stored
 */
gboolean
velo_sale_field_validate (VeloSaleField *self)
{
  const char *problem = NULL;

  g_return_val_if_fail (VELO_IS_SALE_FIELD (self), FALSE);

  if (!write_record (self))
    problem = velo_sale_value_get_problem (self->kind);
  else if (self->required && velo_text_is_empty (gtk_editable_get_text (GTK_EDITABLE (self))))
    problem = _("Please fill in this field.");
  velo_sale_field_set_problem (self, problem);
  return problem == NULL;
}

/**
 * velo_sale_field_set_problem:
 * @self: a field
 * @problem: (nullable): what is wrong, %NULL if nothing is
 *
 * Shows @problem below the field.
 */
void
velo_sale_field_set_problem (VeloSaleField *self,
                             const char    *problem)
{
  g_return_if_fail (VELO_IS_SALE_FIELD (self));

  if (problem == NULL && velo_field_get_problem (GTK_WIDGET (self)) == NULL)
    return;
  velo_field_set_problem (GTK_WIDGET (self), problem);
}

/**
 * velo_sale_field_has_source:
 * @self: a field
 *
 * Returns: whether the place on the invoice can be shown
 */
gboolean
velo_sale_field_has_source (VeloSaleField *self)
{
  g_return_val_if_fail (VELO_IS_SALE_FIELD (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->source_button));
}

/**
 * velo_sale_field_has_offer:
 * @self: a field
 *
 * Returns: whether a value is offered
 */
gboolean
velo_sale_field_has_offer (VeloSaleField *self)
{
  g_return_val_if_fail (VELO_IS_SALE_FIELD (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->offer_button));
}

/**
 * velo_sale_field_take_offer:
 * @self: a field
 *
 * Takes the offered value, as the button does.
 */
void
velo_sale_field_take_offer (VeloSaleField *self)
{
  g_return_if_fail (VELO_IS_SALE_FIELD (self));

  if (self->offer == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self), self->offer);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * velo_sale_field_set_review:
 * @self: a field that is bound
 * @expected: whether the value is missing if it is empty
 *
 * Lets the title say how sure the value is.
 */
void
velo_sale_field_set_review (VeloSaleField *self,
                            gboolean       expected)
{
  g_return_if_fail (VELO_IS_SALE_FIELD (self));

  if (self->name == NULL)
    self->name = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
  self->review = TRUE;
  self->expected = expected;
  gtk_widget_set_visible (self->place_button, TRUE);
  update_title (self);
}

/**
 * velo_sale_field_set_read:
 * @self: a field that is bound
 * @record: a record of the same type, as it was read
 *
 * Says of a value that is other than in @record that the user has changed it.
 */
void
velo_sale_field_set_read (VeloSaleField *self,
                          gpointer       record)
{
  g_return_if_fail (VELO_IS_SALE_FIELD (self));
  g_return_if_fail (VELO_IS_RECORD (record));

  g_free (self->as_read);
  self->as_read = velo_sale_value_read (self->kind, record, self->property);
  update_title (self);
}

/**
 * velo_sale_field_set_checked:
 * @self: a field that is bound
 *
 * Doubts the value no more: somebody has looked at it, or signed for it.
 */
void
velo_sale_field_set_checked (VeloSaleField *self)
{
  g_return_if_fail (VELO_IS_SALE_FIELD (self));

  self->checked = TRUE;
  if (self->finding != NULL && velo_finding_get_sureness (self->finding) > VELO_SURENESS_NONE)
    show_source (self, self->finding);
  update_title (self);
}

static void
remember_place (VeloSaleField      *self,
                const char         *value,
                const char         *text,
                guint               page,
                const VeloPageRect *rect)
{
  g_autoptr(VeloFinding) finding = velo_finding_new ();

  velo_finding_set_field (finding, self->property);
  velo_finding_set_value (finding, value);
  velo_finding_set_excerpt (finding, text);
  velo_finding_set_source (finding, "chosen");
  velo_finding_set_sureness (finding, VELO_SURENESS_HIGH);
  if (rect != NULL)
    {
      velo_finding_set_page (finding, (int) page + 1);
      velo_finding_set_left (finding, (int) rect->x1);
      velo_finding_set_top (finding, (int) rect->y1);
      velo_finding_set_right (finding, (int) rect->x2);
      velo_finding_set_bottom (finding, (int) rect->y2);
    }
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->findings)); i > 0; i--)
    {
      g_autoptr(VeloFinding) old = g_list_model_get_item (G_LIST_MODEL (self->findings), i - 1);

      if (g_str_equal (velo_finding_get_field (old), self->property))
        g_list_store_remove (self->findings, i - 1);
    }
  g_list_store_append (self->findings, finding);
  g_set_object (&self->finding, finding);
}

/**
 * velo_sale_field_take:
 * @self: a field that is bound
 * @text: what was clicked on in the page
 * @page: number of the page, from 0
 * @rect: (nullable): where it is on the page, counted from the upper left corner
 *
 * Fills the field with text of the page; its place is known from now on.
 */
void
velo_sale_field_take (VeloSaleField      *self,
                      const char         *text,
                      guint               page,
                      const VeloPageRect *rect)
{
  g_autofree char *value = NULL;

  g_return_if_fail (VELO_IS_SALE_FIELD (self));
  g_return_if_fail (text != NULL);

  value = velo_sale_value_dup_in (self->kind, text);
  if (self->findings != NULL)
    {
      remember_place (self, value, text, page, rect);
      g_free (self->as_read);
      self->as_read = g_strdup (value);
      show_source (self, self->finding);
    }
  gtk_editable_set_text (GTK_EDITABLE (self), value);
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
  update_title (self);
}

/**
 * velo_sale_field_get_sureness:
 * @self: a field
 *
 * Returns: how sure its value is; what is expected and missing is not sure at all, what was typed
 *   in or is not expected is
 */
VeloSureness
velo_sale_field_get_sureness (VeloSaleField *self)
{
  const char *text;

  g_return_val_if_fail (VELO_IS_SALE_FIELD (self), VELO_SURENESS_HIGH);

  text = gtk_editable_get_text (GTK_EDITABLE (self));
  if (velo_text_is_empty (text))
    return self->expected ? VELO_SURENESS_NONE : VELO_SURENESS_HIGH;
  if (self->checked || self->finding == NULL || (self->as_read != NULL && !g_str_equal (text, self->as_read)))
    return VELO_SURENESS_HIGH;
  return velo_finding_get_sureness (self->finding);
}

/**
 * velo_sale_field_get_name:
 * @self: a field
 *
 * Returns: (transfer none): the name of the value, for people
 */
const char *
velo_sale_field_get_name (VeloSaleField *self)
{
  g_return_val_if_fail (VELO_IS_SALE_FIELD (self), NULL);

  return self->name != NULL ? self->name : adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
}

/**
 * velo_sale_field_get_finding:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): where the value was read
 */
VeloFinding *
velo_sale_field_get_finding (VeloSaleField *self)
{
  g_return_val_if_fail (VELO_IS_SALE_FIELD (self), NULL);

  return self->finding;
}
