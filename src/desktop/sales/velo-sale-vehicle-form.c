/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of one vehicle in the dialog of a sale. */

#define G_LOG_DOMAIN "velo-sale-vehicle-form"

#include "config.h"

#include "velo-sale-vehicle-form.h"

#include "velo-date.h"
#include "velo-rules.h"
#include "velo-sale-actions.h"
#include "velo-sale-field.h"
#include "velo-sale-text.h"
#include "velo-store-vehicles.h"
#include "velo-text.h"

#include <glib/gi18n.h>

static const VeloArticleKind kinds[] = {
  VELO_ARTICLE_KIND_EBIKE,       VELO_ARTICLE_KIND_BICYCLE,   VELO_ARTICLE_KIND_CARGO_EBIKE,
  VELO_ARTICLE_KIND_CARGO_BIKE,  VELO_ARTICLE_KIND_S_PEDELEC, VELO_ARTICLE_KIND_BATTERY,
};

struct _VeloSaleVehicleForm
{
  AdwPreferencesGroup parent_instance;

  GtkButton *remove_button;
  AdwComboRow *kind_row;
  VeloSaleField *maker_field;
  VeloSaleField *model_field;
  VeloSaleField *frame_field;
  VeloSaleField *battery_field;
  VeloSaleField *price_field;
  VeloSaleField *date_field;
  VeloSaleField *year_field;
  GtkSwitch *used_switch;
  AdwComboRow *leasing_row;
  AdwExpanderRow *lock_row;
  VeloSaleField *lock_kind_field;
  VeloSaleField *lock_maker_field;
  VeloSaleField *lock_model_field;
  VeloSaleField *lock_price_field;

  VeloVehicle *vehicle; /* (owned) (not nullable) */
  char *country;        /* (owned) (not nullable): of the customer */
  VeloStore *store;     /* (owned) (nullable): where frame numbers are looked up */
  GCancellable *cancellable; /* (owned) (nullable): of the look-up that is under way */
  guint lookup_id;
};

G_DEFINE_FINAL_TYPE (VeloSaleVehicleForm, velo_sale_vehicle_form, ADW_TYPE_PREFERENCES_GROUP)

typedef enum
{
  PROP_VEHICLE = 1,
} VeloSaleVehicleFormProperty;

static GParamSpec *properties[PROP_VEHICLE + 1];

enum
{
  SIGNAL_REMOVE_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is typed stands still for this long before it is looked up. */
#define LOOKUP_MS 300

/* A hint above the fields; the sale is stored all the same. */
static void
update_hint (VeloSaleVehicleForm *self)
{
  VeloArticleKind kind = velo_vehicle_get_kind (self->vehicle);
  g_autoptr(GDate) today = velo_date_today ();
  VeloInsurability why;

  gtk_widget_set_visible (GTK_WIDGET (self->battery_field),
                          velo_article_kind_is_electric (kind) || kind == VELO_ARTICLE_KIND_BATTERY);
  gtk_widget_set_visible (GTK_WIDGET (self->frame_field), kind != VELO_ARTICLE_KIND_BATTERY);
  gtk_widget_set_visible (GTK_WIDGET (self->lock_row), kind != VELO_ARTICLE_KIND_BATTERY);
  why = velo_rules_check (self->vehicle, velo_object_kind_for_article (kind),
                          velo_rules_get_insured_cents (velo_object_kind_for_article (kind),
                                                        velo_vehicle_get_price_cents (self->vehicle),
                                                        velo_vehicle_get_lock_price_cents (self->vehicle)),
                          self->country, today);
  if (why == VELO_INSURABILITY_NO_PRICE || why == VELO_INSURABILITY_NO_DATE)
    why = VELO_INSURABILITY_OK;
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), velo_sale_text_uninsurable (why));
}

static void
update_lock (VeloSaleVehicleForm *self)
{
  g_autofree char *name = g_strjoin (" ", velo_vehicle_get_lock_kind (self->vehicle),
                                     velo_vehicle_get_lock_maker (self->vehicle),
                                     velo_vehicle_get_lock_model (self->vehicle), NULL);
  g_autofree char *squashed = velo_text_squash (name);

  adw_expander_row_set_subtitle (self->lock_row, *squashed == '\0' ? _("None entered") : squashed);
}

static void
insured_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(VeloSaleItem) item = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;
  VeloSaleVehicleForm *self;

  velo_store_find_insured_finish (VELO_STORE (object), result, &item, &error);
  if (velo_sale_actions_is_given_up (result))
    return;
  self = VELO_SALE_VEHICLE_FORM (user_data);
  g_clear_object (&self->cancellable);
  if (error != NULL)
    g_info ("the frame number could not be looked up: %s", error->message);
  if (item == NULL)
    return;
  date = velo_time_format_display (velo_sale_item_get_concluded_at (item));
  /* Translators: first the number of a contract, then a day and a time */
  text = g_strdup_printf (_("This frame number is insured already (contract %s, %s)."),
                          velo_sale_item_get_contract_number (item), date);
  velo_sale_field_set_problem (self->frame_field, text);
}

static void
cancel_lookup (VeloSaleVehicleForm *self)
{
  g_clear_handle_id (&self->lookup_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
lookup_cb (gpointer user_data)
{
  VeloSaleVehicleForm *self = user_data;

  self->lookup_id = 0;
  self->cancellable = g_cancellable_new ();
  velo_store_find_insured_async (self->store, velo_vehicle_get_frame_number (self->vehicle),
                                 velo_vehicle_get_id (self->vehicle), self->cancellable, insured_cb, self);
  return G_SOURCE_REMOVE;
}

static void
frame_changed_cb (VeloSaleVehicleForm *self)
{
  cancel_lookup (self);
  if (self->store != NULL && !velo_text_is_empty (velo_vehicle_get_frame_number (self->vehicle)))
    self->lookup_id = g_timeout_add (LOOKUP_MS, lookup_cb, self);
}

static void
vehicle_notify_cb (VeloSaleVehicleForm *self)
{
  update_hint (self);
  update_lock (self);
}

static void
on_kind_selected_cb (AdwComboRow         *row,
                     GParamSpec          *pspec,
                     VeloSaleVehicleForm *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (self->vehicle != NULL && selected < G_N_ELEMENTS (kinds))
    velo_vehicle_set_kind (self->vehicle, kinds[selected]);
}

static void
on_leasing_selected_cb (AdwComboRow         *row,
                        GParamSpec          *pspec,
                        VeloSaleVehicleForm *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (self->vehicle != NULL && selected <= VELO_ANSWER_YES)
    velo_vehicle_set_leasing (self->vehicle, (VeloAnswer) selected);
}

static void
on_remove_clicked_cb (GtkButton           *button,
                      VeloSaleVehicleForm *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE_REQUESTED], 0);
}

static void
fill_kinds (VeloSaleVehicleForm *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gtk_string_list_append (names, velo_sale_text_article (kinds[i]));
      if (kinds[i] == velo_vehicle_get_kind (self->vehicle))
        selected = i;
    }
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->kind_row, selected);
  velo_vehicle_set_kind (self->vehicle, kinds[selected]);
}

static const struct
{
  const char *property;
  gsize offset;
} fields[] = {
  { "maker", G_STRUCT_OFFSET (VeloSaleVehicleForm, maker_field) },
  { "model", G_STRUCT_OFFSET (VeloSaleVehicleForm, model_field) },
  { "frame-number", G_STRUCT_OFFSET (VeloSaleVehicleForm, frame_field) },
  { "battery-number", G_STRUCT_OFFSET (VeloSaleVehicleForm, battery_field) },
  { "price-cents", G_STRUCT_OFFSET (VeloSaleVehicleForm, price_field) },
  { "purchase-date", G_STRUCT_OFFSET (VeloSaleVehicleForm, date_field) },
  { "model-year", G_STRUCT_OFFSET (VeloSaleVehicleForm, year_field) },
  { "lock-kind", G_STRUCT_OFFSET (VeloSaleVehicleForm, lock_kind_field) },
  { "lock-maker", G_STRUCT_OFFSET (VeloSaleVehicleForm, lock_maker_field) },
  { "lock-model", G_STRUCT_OFFSET (VeloSaleVehicleForm, lock_model_field) },
  { "lock-price-cents", G_STRUCT_OFFSET (VeloSaleVehicleForm, lock_price_field) },
};

static VeloSaleField *
get_field (VeloSaleVehicleForm *self,
           guint                index)
{
  return *(VeloSaleField **) G_STRUCT_MEMBER_P (self, fields[index].offset);
}

static void
velo_sale_vehicle_form_constructed (GObject *object)
{
  VeloSaleVehicleForm *self = VELO_SALE_VEHICLE_FORM (object);

  G_OBJECT_CLASS (velo_sale_vehicle_form_parent_class)->constructed (object);

  g_return_if_fail (self->vehicle != NULL);
  fill_kinds (self);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    velo_sale_field_bind (get_field (self, i), self->vehicle, fields[i].property,
                          G_LIST_MODEL (velo_vehicle_get_findings (self->vehicle)));
  adw_combo_row_set_selected (self->leasing_row, velo_vehicle_get_leasing (self->vehicle));
  g_object_bind_property (self->vehicle, "used", self->used_switch, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (self->vehicle, "notify", G_CALLBACK (vehicle_notify_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->vehicle, "notify::frame-number", G_CALLBACK (frame_changed_cb), self,
                           G_CONNECT_SWAPPED);
  vehicle_notify_cb (self);
}

static void
velo_sale_vehicle_form_dispose (GObject *object)
{
  cancel_lookup (VELO_SALE_VEHICLE_FORM (object));
  g_clear_object (&VELO_SALE_VEHICLE_FORM (object)->store);
  gtk_widget_dispose_template (GTK_WIDGET (object), VELO_TYPE_SALE_VEHICLE_FORM);

  G_OBJECT_CLASS (velo_sale_vehicle_form_parent_class)->dispose (object);
}

static void
velo_sale_vehicle_form_finalize (GObject *object)
{
  VeloSaleVehicleForm *self = VELO_SALE_VEHICLE_FORM (object);

  g_clear_object (&self->vehicle);
  g_free (self->country);

  G_OBJECT_CLASS (velo_sale_vehicle_form_parent_class)->finalize (object);
}

static void
velo_sale_vehicle_form_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch ((VeloSaleVehicleFormProperty) prop_id)
    {
    case PROP_VEHICLE:
      g_value_set_object (value, VELO_SALE_VEHICLE_FORM (object)->vehicle);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_sale_vehicle_form_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  switch ((VeloSaleVehicleFormProperty) prop_id)
    {
    case PROP_VEHICLE:
      VELO_SALE_VEHICLE_FORM (object)->vehicle = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, remove_button);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, kind_row);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, maker_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, model_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, frame_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, battery_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, price_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, date_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, year_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, used_switch);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, leasing_row);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, lock_row);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, lock_kind_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, lock_maker_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, lock_model_field);
  gtk_widget_class_bind_template_child (widget_class, VeloSaleVehicleForm, lock_price_field);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_leasing_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked_cb);
}

static void
velo_sale_vehicle_form_class_init (VeloSaleVehicleFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = velo_sale_vehicle_form_constructed;
  object_class->dispose = velo_sale_vehicle_form_dispose;
  object_class->finalize = velo_sale_vehicle_form_finalize;
  object_class->get_property = velo_sale_vehicle_form_get_property;
  object_class->set_property = velo_sale_vehicle_form_set_property;

  properties[PROP_VEHICLE] =
    g_param_spec_object ("vehicle", NULL, NULL, VELO_TYPE_VEHICLE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * VeloSaleVehicleForm::remove-requested:
   *
   * The user does not want this vehicle in the sale.
   */
  signals[SIGNAL_REMOVE_REQUESTED] =
    g_signal_new ("remove-requested", VELO_TYPE_SALE_VEHICLE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);

  g_type_ensure (VELO_TYPE_SALE_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/sales/velo-sale-vehicle-form.ui");
  bind_children (widget_class);
}

static void
velo_sale_vehicle_form_init (VeloSaleVehicleForm *self)
{
  self->country = g_strdup ("DE");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * velo_sale_vehicle_form_new:
 * @vehicle: what is edited
 *
 * Returns: (transfer floating): a form that writes into @vehicle
 */
GtkWidget *
velo_sale_vehicle_form_new (VeloVehicle *vehicle)
{
  g_return_val_if_fail (VELO_IS_VEHICLE (vehicle), NULL);

  return g_object_new (VELO_TYPE_SALE_VEHICLE_FORM, "vehicle", vehicle, NULL);
}

/**
 * velo_sale_vehicle_form_get_vehicle:
 * @self: a form
 *
 * Returns: (transfer none): what is edited
 */
VeloVehicle *
velo_sale_vehicle_form_get_vehicle (VeloSaleVehicleForm *self)
{
  g_return_val_if_fail (VELO_IS_SALE_VEHICLE_FORM (self), NULL);

  return self->vehicle;
}

/**
 * velo_sale_vehicle_form_set_number:
 * @self: a form
 * @number: which vehicle of the sale this is, from 1
 * @n_forms: how many the sale has
 *
 * Sets the heading; a sale of one vehicle cannot lose it.
 */
void
velo_sale_vehicle_form_set_number (VeloSaleVehicleForm *self,
                                   guint                number,
                                   guint                n_forms)
{
  g_autofree char *title = NULL;

  g_return_if_fail (VELO_IS_SALE_VEHICLE_FORM (self));

  if (n_forms == 1)
    title = g_strdup (_("Vehicle"));
  else
    /* Translators: heading of the fields of the first, second... vehicle of a sale */
    title = g_strdup_printf (_("Vehicle %u of %u"), number, n_forms);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  gtk_widget_set_visible (GTK_WIDGET (self->remove_button), n_forms > 1);
}

/**
 * velo_sale_vehicle_form_set_country:
 * @self: a form
 * @country: where the customer lives, ISO 3166 alpha-2
 *
 * Tells where the vehicle would be insured.
 */
void
velo_sale_vehicle_form_set_country (VeloSaleVehicleForm *self,
                                    const char          *country)
{
  g_return_if_fail (VELO_IS_SALE_VEHICLE_FORM (self));

  g_free (self->country);
  self->country = g_strdup (country);
  update_hint (self);
}

/**
 * velo_sale_vehicle_form_set_store:
 * @self: a form
 * @store: where frame numbers are looked up
 *
 * Says from now on beside the frame number whether it is insured already.
 */
void
velo_sale_vehicle_form_set_store (VeloSaleVehicleForm *self,
                                  VeloStore           *store)
{
  g_return_if_fail (VELO_IS_SALE_VEHICLE_FORM (self));
  g_return_if_fail (VELO_IS_STORE (store));

  g_set_object (&self->store, store);
  frame_changed_cb (self);
}

/**
 * velo_sale_vehicle_form_validate:
 * @self: a form
 *
 * Checks all fields that this kind of vehicle has, and says beside each what is wrong.
 *
 * Returns: (transfer none) (nullable): the first field that is wrong, %NULL if all are well
 */
GtkWidget *
velo_sale_vehicle_form_validate (VeloSaleVehicleForm *self)
{
  GtkWidget *first = NULL;

  g_return_val_if_fail (VELO_IS_SALE_VEHICLE_FORM (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      VeloSaleField *field = get_field (self, i);
      gboolean of_lock = g_str_has_prefix (fields[i].property, "lock-");

      if (!gtk_widget_get_visible (of_lock ? GTK_WIDGET (self->lock_row) : GTK_WIDGET (field))
          || velo_sale_field_validate (field))
        continue;
      if (of_lock)
        adw_expander_row_set_expanded (self->lock_row, TRUE);
      if (first == NULL)
        first = GTK_WIDGET (field);
    }
  return first;
}

/**
 * velo_sale_vehicle_form_get_field:
 * @self: a form
 * @property: property of #VeloVehicle
 *
 * Returns: (transfer none) (nullable): the field for @property
 */
GtkWidget *
velo_sale_vehicle_form_get_field (VeloSaleVehicleForm *self,
                                  const char          *property)
{
  g_return_val_if_fail (VELO_IS_SALE_VEHICLE_FORM (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].property, property))
      return GTK_WIDGET (get_field (self, i));
  return NULL;
}

/**
 * velo_sale_vehicle_form_set_review:
 * @self: a form
 *
 * Lets the titles say how sure the values are.
 */
void
velo_sale_vehicle_form_set_review (VeloSaleVehicleForm *self)
{
  static const char * const expected[] = { "maker", "model", "frame-number", "battery-number", "price-cents", NULL };

  g_return_if_fail (VELO_IS_SALE_VEHICLE_FORM (self));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    velo_sale_field_set_review (get_field (self, i), g_strv_contains (expected, fields[i].property));
}

/**
 * velo_sale_vehicle_form_set_read:
 * @self: a form
 * @vehicle: as it was read
 *
 * Says of each value that is other than there that the user has changed it.
 */
void
velo_sale_vehicle_form_set_read (VeloSaleVehicleForm *self,
                                 VeloVehicle         *vehicle)
{
  g_return_if_fail (VELO_IS_SALE_VEHICLE_FORM (self));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    velo_sale_field_set_read (get_field (self, i), vehicle);
}

/**
 * velo_sale_vehicle_form_set_checked:
 * @self: a form
 *
 * Doubts no value any more: somebody has looked at them.
 */
void
velo_sale_vehicle_form_set_checked (VeloSaleVehicleForm *self)
{
  g_return_if_fail (VELO_IS_SALE_VEHICLE_FORM (self));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    velo_sale_field_set_checked (get_field (self, i));
}

/**
 * velo_sale_vehicle_form_get_doubtful:
 * @self: a form
 * @sureness: up to here a value is doubted
 *
 * Returns: (transfer none) (nullable): the first field whose value is no surer than @sureness
 */
GtkWidget *
velo_sale_vehicle_form_get_doubtful (VeloSaleVehicleForm *self,
                                     VeloSureness        sureness)
{
  g_return_val_if_fail (VELO_IS_SALE_VEHICLE_FORM (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (gtk_widget_get_visible (GTK_WIDGET (get_field (self, i)))
        && velo_sale_field_get_sureness (get_field (self, i)) <= sureness)
      return GTK_WIDGET (get_field (self, i));
  return NULL;
}
