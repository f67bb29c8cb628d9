/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assistant's fourth page: what is missing of the customer, payment and declarations. */

#define G_LOG_DOMAIN "velo-customer-page"

#include "config.h"

#include "velo-customer-page-private.h"

#include <glib/gi18n.h>

#include "velo-assistant-text.h"
#include "velo-date.h"
#include "velo-field.h"
#include "velo-iban-field.h"
#include "velo-iban.h"
#include "velo-postcode.h"
#include "velo-rules.h"
#include "velo-text.h"

G_DEFINE_FINAL_TYPE (VeloCustomerPage, velo_customer_page, VELO_TYPE_ASSISTANT_PAGE)

static const char *const country_codes[] = { "DE", "AT" };

static VeloProposal *
get_proposal (VeloCustomerPage *self)
{
  return velo_assistant_page_get_proposal (VELO_ASSISTANT_PAGE (self));
}

static VeloCustomer *
get_customer (VeloCustomerPage *self)
{
  return velo_proposal_get_customer (get_proposal (self));
}

static gboolean
is_company (VeloCustomerPage *self)
{
  return velo_customer_get_kind (get_customer (self)) == VELO_CUSTOMER_KIND_COMPANY;
}

static void
update_kind (VeloCustomerPage *self)
{
  gboolean company = is_company (self);

  gtk_widget_set_visible (GTK_WIDGET (self->company_row), company);
  gtk_widget_set_visible (GTK_WIDGET (self->salutation_row), !company);
  gtk_widget_set_visible (GTK_WIDGET (self->title_row), !company);
  gtk_widget_set_visible (GTK_WIDGET (self->birth_row), !company);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->first_name_row),
                                 company ? _("First name of the representative") : _("First name"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->last_name_row),
                                 company ? _("Last name of the representative") : _("Last name"));
}

static void
update_payment (VeloCustomerPage *self)
{
  VeloProposal *proposal = get_proposal (self);
  gboolean debit = velo_proposal_get_payment (proposal) == VELO_PAYMENT_DIRECT_DEBIT;

  gtk_widget_set_visible (GTK_WIDGET (self->iban_row), debit);
  gtk_widget_set_visible (GTK_WIDGET (self->holder_row), debit);
  velo_field_set_problem (GTK_WIDGET (self->payment_row), NULL);
}

static void
iban_changed_cb (VeloCustomerPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->iban_row));
  const char *bank = velo_iban_get_bank (text);
  g_autofree char *compact = velo_iban_normalize (text);

  gtk_label_set_label (self->bank_label, bank == NULL ? "" : bank);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->bank_label), bank);
  velo_field_set_problem (GTK_WIDGET (self->iban_row), NULL);
  velo_proposal_set_iban (get_proposal (self), compact);
}

/* Groups of four, and what is wrong at once: nobody should find out on the last page. */
static void
iban_left_cb (VeloCustomerPage *self)
{
  VeloIbanProblem problem = velo_iban_check (velo_proposal_get_iban (get_proposal (self)));
  g_autofree char *grouped = velo_iban_format (velo_proposal_get_iban (get_proposal (self)));

  if (!g_str_equal (grouped, gtk_editable_get_text (GTK_EDITABLE (self->iban_row))))
    gtk_editable_set_text (GTK_EDITABLE (self->iban_row), grouped);
  if (problem != VELO_IBAN_EMPTY)
    velo_field_set_problem (GTK_WIDGET (self->iban_row), velo_assistant_text_iban (problem));
}

/* "A-1010" says both. */
static void
postcode_left_cb (VeloCustomerPage *self)
{
  VeloCustomer *customer = get_customer (self);
  g_autofree char *country = NULL;
  g_autofree char *postcode = velo_postcode_normalize (velo_customer_get_postcode (customer), &country);

  if (postcode == NULL)
    return;
  velo_customer_set_postcode (customer, postcode);
  if (country != NULL)
    velo_customer_set_country (customer, country);
}

static void
clear_problem_cb (GtkWidget *row)
{
  velo_field_set_problem (row, NULL);
}

static void
bind_text (GObject     *object,
           const char  *property,
           AdwEntryRow *row)
{
  g_object_bind_property (object, property, row, "text", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect (row, "changed", G_CALLBACK (clear_problem_cb), NULL);
}

static void
add_leave (AdwEntryRow      *row,
           GCallback         callback,
           VeloCustomerPage *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (row), focus);
}

static gboolean
country_to_position (GBinding     *binding,
                     const GValue *from,
                     GValue       *to,
                     gpointer      user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (country_codes); i++)
    if (g_strcmp0 (g_value_get_string (from), country_codes[i]) == 0)
      {
        g_value_set_uint (to, i);
        return TRUE;
      }
  g_value_set_uint (to, G_N_ELEMENTS (country_codes));
  return TRUE;
}

static gboolean
position_to_country (GBinding     *binding,
                     const GValue *from,
                     GValue       *to,
                     gpointer      user_data)
{
  guint position = g_value_get_uint (from);

  if (position >= G_N_ELEMENTS (country_codes))
    return FALSE;
  g_value_set_string (to, country_codes[position]);
  return TRUE;
}

static gboolean
enum_to_position (GBinding     *binding,
                  const GValue *from,
                  GValue       *to,
                  gpointer      user_data)
{
  g_value_set_uint (to, (guint) g_value_get_enum (from));
  return TRUE;
}

static gboolean
position_to_enum (GBinding     *binding,
                  const GValue *from,
                  GValue       *to,
                  gpointer      user_data)
{
  if (g_value_get_uint (from) == GTK_INVALID_LIST_POSITION)
    return FALSE;
  g_value_set_enum (to, (int) g_value_get_uint (from));
  return TRUE;
}

static void
bind_enum (GObject     *object,
           const char  *property,
           AdwComboRow *row)
{
  g_object_bind_property_full (object, property, row, "selected",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE,
                               enum_to_position, position_to_enum, NULL, NULL);
  g_signal_connect (row, "notify::selected", G_CALLBACK (clear_problem_cb), NULL);
}

static void
bind_customer (VeloCustomerPage *self)
{
  GObject *customer = G_OBJECT (get_customer (self));

  bind_enum (customer, "kind", self->kind_row);
  bind_enum (customer, "salutation", self->salutation_row);
  bind_text (customer, "company", self->company_row);
  bind_text (customer, "title", self->title_row);
  bind_text (customer, "first-name", self->first_name_row);
  bind_text (customer, "last-name", self->last_name_row);
  bind_text (customer, "street", self->street_row);
  bind_text (customer, "address-extra", self->extra_row);
  bind_text (customer, "postcode", self->postcode_row);
  bind_text (customer, "city", self->city_row);
  bind_text (customer, "phone", self->phone_row);
  bind_text (customer, "mobile", self->mobile_row);
  bind_text (customer, "email", self->email_row);
  g_object_bind_property (customer, "birth-date", self->birth_row, "date",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (get_proposal (self), "unread-birth-date", self->birth_row, "unread",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property_full (customer, "country", self->country_row, "selected",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE,
                               country_to_position, position_to_country, NULL, NULL);
  g_signal_connect (self->country_row, "notify::selected", G_CALLBACK (clear_problem_cb), NULL);
  /* how many digits are right depends on it */
  g_signal_connect_swapped (self->country_row, "notify::selected", G_CALLBACK (clear_problem_cb), self->postcode_row);
  g_signal_connect_object (customer, "notify::kind", G_CALLBACK (update_kind), self, G_CONNECT_SWAPPED);
}

/* What was agreed to is kept word for word. */
static void
consent_changed_cb (VeloCustomerPage *self)
{
  VeloProposal *proposal = get_proposal (self);

  velo_proposal_set_consent_words (proposal, velo_proposal_get_consent (proposal)
                                               ? adw_action_row_get_subtitle (self->consent_row) : "");
}

/* A consent to other words, of another product for example, is none to these. */
static void
show_consent (VeloCustomerPage *self)
{
  VeloProposal *proposal = get_proposal (self);
  GSettings *settings = velo_assistant_page_get_settings (VELO_ASSISTANT_PAGE (self));
  g_autofree char *words = velo_assistant_text_consent (proposal, settings);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->consent_row), FALSE);
  adw_action_row_set_subtitle (self->consent_row, words);
  if (velo_proposal_get_state (proposal) == VELO_PROPOSAL_STATE_DRAFT && velo_proposal_get_consent (proposal)
      && !g_str_equal (velo_proposal_get_consent_words (proposal), words))
    velo_proposal_set_consent (proposal, FALSE);
}

static void
velo_customer_page_bind (VeloAssistantPage *page)
{
  VeloCustomerPage *self = VELO_CUSTOMER_PAGE (page);
  VeloProposal *proposal = get_proposal (self);
  const GBindingFlags both = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;
  g_autofree char *iban = velo_iban_format (velo_proposal_get_iban (proposal));

  bind_customer (self);
  bind_enum (G_OBJECT (proposal), "payment", self->payment_row);
  bind_text (G_OBJECT (proposal), "account-holder", self->holder_row);
  g_object_bind_property (proposal, "professional-use", self->professional_switch, "active", both);
  g_object_bind_property (proposal, "consent", self->consent_check, "active", both);
  g_signal_connect_object (proposal, "notify::consent", G_CALLBACK (consent_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (proposal, "notify::payment", G_CALLBACK (update_payment), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->consent_check, "toggled", G_CALLBACK (clear_problem_cb), self->consent_row);
  gtk_editable_set_text (GTK_EDITABLE (self->iban_row), iban);
  g_signal_connect_object (self->iban_row, "changed", G_CALLBACK (iban_changed_cb), self, G_CONNECT_SWAPPED);
  add_leave (self->iban_row, G_CALLBACK (iban_left_cb), self);
  add_leave (self->postcode_row, G_CALLBACK (postcode_left_cb), self);
  gtk_label_set_label (self->bank_label, "");
  update_kind (self);
  update_payment (self);
}

/* Checks */

/* @arriving: nobody has asked to go on yet, so that what is missing is no mistake. */
typedef struct
{
  GtkWidget *first;
  gboolean   arriving;
} Check;

static void
judge (Check      *check,
       gpointer    row,
       gboolean    missing,
       const char *problem)
{
  if (problem != NULL && missing && check->arriving)
    velo_field_set_missing (GTK_WIDGET (row), problem);
  else
    velo_field_set_problem (GTK_WIDGET (row), problem);
  if (problem != NULL && check->first == NULL)
    check->first = GTK_WIDGET (row);
}

static void
demand (Check      *check,
        gpointer    row,
        const char *text,
        const char *problem)
{
  gboolean missing = velo_text_is_empty (text);

  judge (check, row, missing, missing ? problem : NULL);
}

static void
check_name (VeloCustomerPage *self,
            Check            *check)
{
  VeloCustomer *customer = get_customer (self);
  gboolean company = is_company (self);
  gboolean no_salutation = !company && velo_customer_get_salutation (customer) == VELO_SALUTATION_NONE;

  demand (check, self->company_row, company ? velo_customer_get_company (customer) : "-",
          _("The name of the company is missing."));
  judge (check, self->salutation_row, TRUE, no_salutation ? _("Please choose the salutation.") : NULL);
  demand (check, self->first_name_row, company ? "-" : velo_customer_get_first_name (customer),
          _("The first name is missing."));
  demand (check, self->last_name_row, company ? "-" : velo_customer_get_last_name (customer),
          _("The last name is missing."));
  judge (check, self->birth_row, FALSE, company || velo_date_row_is_valid (self->birth_row) ? NULL
           : _("This is not a date. Please enter day, month and year, for example 18.04.2026."));
}

static const char *
get_postcode_problem (VeloCustomer *customer)
{
  const char *postcode = velo_customer_get_postcode (customer);
  const char *country = velo_customer_get_country (customer);

  if (velo_text_is_empty (postcode))
    return _("The postcode is missing.");
  if (!velo_rules_is_country (country) || velo_postcode_is_valid (postcode, country))
    return NULL;
  return g_str_equal (country, "AT") ? _("Austrian postcodes have four digits.")
                                     : _("German postcodes have five digits.");
}

/* Each country has tariffs, premiums and a tax of its own. */
static const char *
get_country_problem (VeloCustomerPage *self)
{
  const char *country = velo_customer_get_country (get_customer (self));
  const char *insured = velo_product_get_country (velo_proposal_get_product (get_proposal (self)));

  if (!velo_rules_is_country (country))
    return _("The insurance is for customers who live in Germany or Austria.");
  if (*insured == '\0' || g_str_equal (insured, country))
    return NULL;
  return g_str_equal (insured, "AT")
           ? _("The chosen tariff is for customers in Austria. Please go back to “Tariff” and choose one for Germany.")
           : _("The chosen tariff is for customers in Germany. Please go back to “Tariff” and choose one for Austria.");
}

static const char *
get_street_problem (const char *street)
{
  if (velo_text_is_empty (street))
    return _("Street and number are missing.");
  return strpbrk (street, "0123456789") == NULL ? _("The house number is missing.") : NULL;
}

static void
check_address (VeloCustomerPage *self,
               Check            *check)
{
  VeloCustomer *customer = get_customer (self);
  const char *street = velo_customer_get_street (customer);
  const char *email = velo_customer_get_email (customer);

  judge (check, self->street_row, velo_text_is_empty (street), get_street_problem (street));
  judge (check, self->postcode_row, velo_text_is_empty (velo_customer_get_postcode (customer)),
         get_postcode_problem (customer));
  demand (check, self->city_row, velo_customer_get_city (customer), _("The town is missing."));
  judge (check, self->country_row, FALSE, get_country_problem (self));
  judge (check, self->email_row, FALSE,
         velo_text_is_empty (email) || (strchr (email, '@') != NULL && strchr (email, ' ') == NULL)
           ? NULL : _("This is not an e-mail address."));
}

static void
check_payment (VeloCustomerPage *self,
               Check            *check)
{
  VeloProposal *proposal = get_proposal (self);
  VeloProduct *product = velo_proposal_get_product (proposal);
  VeloPayment payment = velo_proposal_get_payment (proposal);
  VeloIbanProblem iban = velo_iban_check (velo_proposal_get_iban (proposal));
  gboolean known = *velo_product_get_product_type (product) != '\0';
  const char *problem = NULL;

  if (payment == VELO_PAYMENT_NONE)
    problem = _("Please choose how the customer pays.");
  else if (known && payment == VELO_PAYMENT_DIRECT_DEBIT && !velo_product_get_direct_debit (product))
    problem = _("This tariff cannot be paid by direct debit.");
  else if (known && payment == VELO_PAYMENT_SELF_PAYER && !velo_product_get_self_payer (product))
    problem = _("With this tariff the customer cannot transfer the premium.");
  judge (check, self->payment_row, payment == VELO_PAYMENT_NONE, problem);
  judge (check, self->iban_row, iban == VELO_IBAN_EMPTY,
         payment == VELO_PAYMENT_DIRECT_DEBIT ? velo_assistant_text_iban (iban) : NULL);
  judge (check, self->consent_row, TRUE, velo_proposal_get_consent (proposal) ? NULL
           : _("Without this consent the application cannot be sent."));
}

static GtkWidget *
check_all (VeloCustomerPage *self,
           gboolean          arriving)
{
  Check check = { .arriving = arriving };

  postcode_left_cb (self);
  check_name (self, &check);
  check_address (self, &check);
  check_payment (self, &check);
  return check.first == GTK_WIDGET (self->consent_row) ? GTK_WIDGET (self->consent_check) : check.first;
}

static GtkWidget *
velo_customer_page_check (VeloAssistantPage *page)
{
  return check_all (VELO_CUSTOMER_PAGE (page), FALSE);
}

static GtkWidget *
velo_customer_page_get_last_question (VeloAssistantPage *page)
{
  VeloCustomerPage *self = VELO_CUSTOMER_PAGE (page);

  return velo_proposal_get_consent (get_proposal (self)) ? NULL : GTK_WIDGET (self->consent_row);
}

/* What is missing stands out at once, and the cursor is there. */
static void
velo_customer_page_shown (VeloAssistantPage *page)
{
  VeloCustomerPage *self = VELO_CUSTOMER_PAGE (page);
  VeloProposal *proposal = get_proposal (self);
  VeloProduct *product = velo_proposal_get_product (proposal);
  GtkWidget *first;

  if (velo_proposal_get_payment (proposal) == VELO_PAYMENT_NONE
      && velo_product_get_direct_debit (product) && !velo_product_get_self_payer (product))
    velo_proposal_set_payment (proposal, VELO_PAYMENT_DIRECT_DEBIT);
  show_consent (self);
  velo_customer_phone_update (self);
  first = check_all (self, TRUE);
  if (first != NULL)
    velo_assistant_page_focus (page, first);
}

static void
velo_customer_page_dispose (GObject *object)
{
  VeloCustomerPage *self = VELO_CUSTOMER_PAGE (object);

  if (self->phone_dialog != NULL)
    gtk_window_destroy (self->phone_dialog);
  g_clear_weak_pointer (&self->phone_dialog);
  g_clear_object (&self->claims_desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_CUSTOMER_PAGE);

  G_OBJECT_CLASS (velo_customer_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, phone_label);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, phone_button);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, kind_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, company_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, salutation_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, title_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, first_name_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, last_name_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, birth_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, street_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, extra_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, postcode_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, city_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, country_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, phone_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, mobile_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, email_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, payment_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, iban_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, bank_label);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, holder_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, professional_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, consent_row);
  gtk_widget_class_bind_template_child (widget_class, VeloCustomerPage, consent_check);
}

static void
velo_customer_page_class_init (VeloCustomerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VeloAssistantPageClass *page_class = VELO_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = velo_customer_page_dispose;
  page_class->bind = velo_customer_page_bind;
  page_class->shown = velo_customer_page_shown;
  page_class->check = velo_customer_page_check;
  page_class->get_last_question = velo_customer_page_get_last_question;

  g_type_ensure (VELO_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/assistant/velo-customer-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, velo_customer_phone_open);
}

static void
velo_customer_page_init (VeloCustomerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  velo_iban_field_prepare (GTK_EDITABLE (self->iban_row));
}

/**
 * velo_customer_page_set_claims_desk:
 * @self: the page
 * @desk: (nullable): the way to the claims service, which hands forms to customers' phones
 *
 * Customers can enter their data themselves if there is an account there.
 */
void
velo_customer_page_set_claims_desk (VeloCustomerPage *self,
                                    VeloClaimsDesk   *desk)
{
  g_return_if_fail (VELO_IS_CUSTOMER_PAGE (self));

  g_set_object (&self->claims_desk, desk);
  velo_customer_phone_update (self);
}
