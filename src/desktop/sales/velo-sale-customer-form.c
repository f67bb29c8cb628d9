/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of the customer in the dialog of a sale. */

#define G_LOG_DOMAIN "velo-sale-customer-form"

#include "config.h"

#include "velo-sale-customer-form.h"

#include "velo-postcode.h"
#include "velo-rules.h"
#include "velo-sale-field.h"
#include "velo-sale-text.h"

#include <glib/gi18n.h>

static const char * const countries[] = { "DE", "AT" };

struct _VeloSaleCustomerForm
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *kind_row;
  AdwComboRow *salutation_row;
  VeloSaleField *first_name_field;
  VeloSaleField *last_name_field;
  VeloSaleField *company_field;
  VeloSaleField *street_field;
  VeloSaleField *postcode_field;
  VeloSaleField *city_field;
  AdwComboRow *country_row;
  VeloSaleField *birth_date_field;
  VeloSaleField *phone_field;
  VeloSaleField *mobile_field;
  VeloSaleField *email_field;

  VeloCustomer *customer; /* (owned) (not nullable) */
};

G_DEFINE_FINAL_TYPE (VeloSaleCustomerForm, velo_sale_customer_form, ADW_TYPE_PREFERENCES_GROUP)

static const struct
{
  const char *property;
  gsize offset;
} fields[] = {
  { "first-name", G_STRUCT_OFFSET (VeloSaleCustomerForm, first_name_field) },
  { "last-name", G_STRUCT_OFFSET (VeloSaleCustomerForm, last_name_field) },
  { "company", G_STRUCT_OFFSET (VeloSaleCustomerForm, company_field) },
  { "street", G_STRUCT_OFFSET (VeloSaleCustomerForm, street_field) },
  { "postcode", G_STRUCT_OFFSET (VeloSaleCustomerForm, postcode_field) },
  { "city", G_STRUCT_OFFSET (VeloSaleCustomerForm, city_field) },
  { "birth-date", G_STRUCT_OFFSET (VeloSaleCustomerForm, birth_date_field) },
  { "phone", G_STRUCT_OFFSET (VeloSaleCustomerForm, phone_field) },
  { "mobile", G_STRUCT_OFFSET (VeloSaleCustomerForm, mobile_field) },
  { "email", G_STRUCT_OFFSET (VeloSaleCustomerForm, email_field) },
};

static VeloSaleField *
get_field (VeloSaleCustomerForm *self,
           guint                 index)
{
  return *(VeloSaleField **) G_STRUCT_MEMBER_P (self, fields[index].offset);
}

static void
update_kind (VeloSaleCustomerForm *self)
{
  gboolean company = velo_customer_get_kind (self->customer) == VELO_CUSTOMER_KIND_COMPANY;

  gtk_widget_set_visible (GTK_WIDGET (self->company_field), company);
  gtk_widget_set_visible (GTK_WIDGET (self->salutation_row), !company);
  gtk_widget_set_visible (GTK_WIDGET (self->birth_date_field), !company);
  g_object_set (self->last_name_field, "required", !company, NULL);
  g_object_set (self->company_field, "required", company, NULL);
}

static void
on_kind_selected_cb (AdwComboRow          *row,
                     GParamSpec           *pspec,
                     VeloSaleCustomerForm *self)
{
  if (self->customer == NULL)
    return;
  velo_customer_set_kind (self->customer, adw_combo_row_get_selected (row) == 1
                                            ? VELO_CUSTOMER_KIND_COMPANY
                                            : VELO_CUSTOMER_KIND_PERSON);
  velo_sale_field_set_problem (self->company_field, NULL);
  velo_sale_field_set_problem (self->last_name_field, NULL);
  update_kind (self);
}

static void
on_salutation_selected_cb (AdwComboRow          *row,
                           GParamSpec           *pspec,
                           VeloSaleCustomerForm *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (self->customer != NULL && selected <= VELO_SALUTATION_HERR)
    velo_customer_set_salutation (self->customer, (VeloSalutation) selected);
}

/* Another country than the two stays as it is until one of them is chosen. */
static void
on_country_selected_cb (AdwComboRow          *row,
                        GParamSpec           *pspec,
                        VeloSaleCustomerForm *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (self->customer == NULL || selected >= G_N_ELEMENTS (countries))
    return;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), "");
  velo_sale_field_set_problem (self->postcode_field, NULL);
  velo_customer_set_country (self->customer, countries[selected]);
}

static void
show_country (VeloSaleCustomerForm *self,
              const char           *shop_country)
{
  const char *country = velo_customer_get_country (self->customer);
  guint selected = 0;

  if (*country == '\0')
    {
      velo_customer_set_country (self->customer, shop_country);
      country = shop_country;
    }
  while (selected < G_N_ELEMENTS (countries) && !g_str_equal (country, countries[selected]))
    selected++;
  if (selected == G_N_ELEMENTS (countries))
    {
      selected = GTK_INVALID_LIST_POSITION;
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->country_row),
                                   velo_sale_text_uninsurable (VELO_INSURABILITY_COUNTRY));
    }
  adw_combo_row_set_selected (self->country_row, selected);
}

static void
velo_sale_customer_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_SALE_CUSTOMER_FORM);

  G_OBJECT_CLASS (velo_sale_customer_form_parent_class)->dispose (object);
}

static void
velo_sale_customer_form_finalize (GObject *object)
{
  g_clear_object (&VELO_SALE_CUSTOMER_FORM (object)->customer);

  G_OBJECT_CLASS (velo_sale_customer_form_parent_class)->finalize (object);
}

static void
velo_sale_customer_form_class_init (VeloSaleCustomerFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_sale_customer_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = velo_sale_customer_form_finalize;

  g_type_ensure (VELO_TYPE_SALE_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/sales/velo-sale-customer-form.ui");
  gtk_widget_class_bind_template_child (widget_class, VeloSaleCustomerForm, kind_row);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleCustomerForm, salutation_row);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleCustomerForm, first_name_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleCustomerForm, last_name_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleCustomerForm, company_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleCustomerForm, street_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleCustomerForm, postcode_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleCustomerForm, city_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleCustomerForm, country_row);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleCustomerForm, birth_date_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleCustomerForm, phone_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleCustomerForm, mobile_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleCustomerForm, email_field);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_salutation_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_country_selected_cb);
}

static void
velo_sale_customer_form_init (VeloSaleCustomerForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_sale_customer_form_new:
 * @customer: what is edited
 * @findings: (nullable) (element-type VeloFinding): where its values were read
 * @shop_country: country of a customer without one
 *
 * Returns: (transfer floating): a form that writes into @customer
 */
GtkWidget *
velo_sale_customer_form_new (VeloCustomer *customer,
                             GListModel   *findings,
                             const char   *shop_country)
{
  VeloSaleCustomerForm *self;

  g_return_val_if_fail (VELO_IS_CUSTOMER (customer), NULL);

  self = g_object_new (VELO_TYPE_SALE_CUSTOMER_FORM, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    velo_sale_field_bind (get_field (self, i), customer, fields[i].property, findings);
  adw_combo_row_set_selected (self->kind_row,
                              velo_customer_get_kind (customer) == VELO_CUSTOMER_KIND_COMPANY);
  adw_combo_row_set_selected (self->salutation_row, velo_customer_get_salutation (customer));
  self->customer = g_object_ref (customer);
  show_country (self, shop_country);
  update_kind (self);
  return GTK_WIDGET (self);
}

/**
 * velo_sale_customer_form_validate:
 * @self: a form
 *
 * Checks all fields and says beside each what is wrong.
 *
 * Returns: (transfer none) (nullable): the first field that is wrong, %NULL if all are well
 */
GtkWidget *
velo_sale_customer_form_validate (VeloSaleCustomerForm *self)
{
  const char *country;
  const char *postcode;
  const char *problem;
  GtkWidget *first = NULL;

  g_return_val_if_fail (VELO_IS_SALE_CUSTOMER_FORM (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      VeloSaleField *field = get_field (self, i);

      if (!gtk_widget_get_visible (GTK_WIDGET (field)))
        continue;
      if (!velo_sale_field_validate (field) && first == NULL)
        first = GTK_WIDGET (field);
    }
  country = velo_customer_get_country (self->customer);
  postcode = velo_customer_get_postcode (self->customer);
  if (*postcode == '\0' || !velo_rules_is_country (country) || velo_postcode_is_valid (postcode, country))
    return first;
  problem = g_str_equal (country, "AT") ? _("Austrian postcodes have four digits.")
                                        : _("German postcodes have five digits.");
  velo_sale_field_set_problem (self->postcode_field, problem);
  return first == NULL ? GTK_WIDGET (self->postcode_field) : first;
}

/**
 * velo_sale_customer_form_get_field:
 * @self: a form
 * @property: property of #VeloCustomer
 *
 * Returns: (transfer none) (nullable): the field for @property
 */
GtkWidget *
velo_sale_customer_form_get_field (VeloSaleCustomerForm *self,
                                   const char           *property)
{
  g_return_val_if_fail (VELO_IS_SALE_CUSTOMER_FORM (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].property, property))
      return GTK_WIDGET (get_field (self, i));
  return NULL;
}

/**
 * velo_sale_customer_form_set_review:
 * @self: a form
 *
 * Lets the titles say how sure the values are.
 */
void
velo_sale_customer_form_set_review (VeloSaleCustomerForm *self)
{
  static const char * const expected[] = { "first-name", "last-name", "company", "street", "postcode", "city", NULL };

  g_return_if_fail (VELO_IS_SALE_CUSTOMER_FORM (self));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    velo_sale_field_set_review (get_field (self, i), g_strv_contains (expected, fields[i].property));
}

/**
 * velo_sale_customer_form_set_read:
 * @self: a form
 * @customer: as it was read
 *
 * Says of each value that is other than there that the user has changed it.
 */
void
velo_sale_customer_form_set_read (VeloSaleCustomerForm *self,
                                  VeloCustomer         *customer)
{
  g_return_if_fail (VELO_IS_SALE_CUSTOMER_FORM (self));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    velo_sale_field_set_read (get_field (self, i), customer);
}

/**
 * velo_sale_customer_form_set_checked:
 * @self: a form
 *
 * Doubts no value any more: somebody has looked at them.
 */
void
velo_sale_customer_form_set_checked (VeloSaleCustomerForm *self)
{
  g_return_if_fail (VELO_IS_SALE_CUSTOMER_FORM (self));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    velo_sale_field_set_checked (get_field (self, i));
}

/**
 * velo_sale_customer_form_get_doubtful:
 * @self: a form
 * @sureness: up to here a value is doubted
 *
 * Returns: (transfer none) (nullable): the first field whose value is no surer than @sureness
 */
GtkWidget *
velo_sale_customer_form_get_doubtful (VeloSaleCustomerForm *self,
                                      VeloSureness         sureness)
{
  g_return_val_if_fail (VELO_IS_SALE_CUSTOMER_FORM (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (gtk_widget_get_visible (GTK_WIDGET (get_field (self, i)))
        && velo_sale_field_get_sureness (get_field (self, i)) <= sureness)
      return GTK_WIDGET (get_field (self, i));
  return NULL;
}
