/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Client of the WERTGARANTIE web service: the account, its settings and its calls. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-wertgarantie.h"

#include <string.h>

struct _VeloWertgarantie
{
  GObject parent_instance;

  char *base_url;             /* (owned) (not nullable) */
  char *company;              /* (owned) (not nullable) */
  char *role;                 /* (owned) (not nullable) */
  char *user;                 /* (owned) (not nullable) */
  char *agent_number;         /* (owned) (not nullable) */
  char *sender_name;          /* (owned) (not nullable) */
  char *sales_channel;        /* (owned) (not nullable) */
  char *country;              /* (owned) (not nullable) */
  char *manufacturer_shaping; /* (owned) (not nullable) */
  char *password;             /* (owned) (nullable) */
  VeloWertgarantieDialect dialect;
  gboolean attach_document;
  gboolean vouch_lock;
  guint timeout;
  guint submit_timeout;
};

static void velo_wertgarantie_insurer_init (VeloInsurerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VeloWertgarantie, velo_wertgarantie, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VELO_TYPE_INSURER,
                                                      velo_wertgarantie_insurer_init))

G_DEFINE_ENUM_TYPE (VeloWertgarantieDialect, velo_wertgarantie_dialect,
                    G_DEFINE_ENUM_VALUE (VELO_WERTGARANTIE_DIALECT_HYBRID, "hybrid"),
                    G_DEFINE_ENUM_VALUE (VELO_WERTGARANTIE_DIALECT_PUBLISHED, "published"),
                    G_DEFINE_ENUM_VALUE (VELO_WERTGARANTIE_DIALECT_NEWER, "newer"))

typedef enum
{
  PROP_BASE_URL = 1,
  PROP_COMPANY,
  PROP_ROLE,
  PROP_USER,
  PROP_AGENT_NUMBER,
  PROP_SENDER_NAME,
  PROP_SALES_CHANNEL,
  PROP_COUNTRY,
  PROP_MANUFACTURER_SHAPING,
  PROP_DIALECT,
  PROP_ATTACH_DOCUMENT,
  PROP_VOUCH_LOCK,
  PROP_TIMEOUT,
  PROP_SUBMIT_TIMEOUT,
} VeloWertgarantieProperty;

static GParamSpec *properties[PROP_SUBMIT_TIMEOUT + 1];

static char **
text_property (VeloWertgarantie *self,
               guint             prop_id)
{
  switch ((VeloWertgarantieProperty) prop_id)
    {
    case PROP_BASE_URL:
      return &self->base_url;
    case PROP_COMPANY:
      return &self->company;
    case PROP_ROLE:
      return &self->role;
    case PROP_USER:
      return &self->user;
    case PROP_AGENT_NUMBER:
      return &self->agent_number;
    case PROP_SENDER_NAME:
      return &self->sender_name;
    case PROP_SALES_CHANNEL:
      return &self->sales_channel;
    case PROP_COUNTRY:
      return &self->country;
    case PROP_MANUFACTURER_SHAPING:
      return &self->manufacturer_shaping;
    case PROP_DIALECT:
    case PROP_ATTACH_DOCUMENT:
    case PROP_VOUCH_LOCK:
    case PROP_TIMEOUT:
    case PROP_SUBMIT_TIMEOUT:
    default:
      return NULL;
    }
}

static void
forget_password (VeloWertgarantie *self)
{
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_clear_pointer (&self->password, g_free);
}

static void
velo_wertgarantie_dispose (GObject *object)
{
  VeloWertgarantie *self = VELO_WERTGARANTIE (object);

  forget_password (self);

  G_OBJECT_CLASS (velo_wertgarantie_parent_class)->dispose (object);
}

static void
velo_wertgarantie_finalize (GObject *object)
{
  VeloWertgarantie *self = VELO_WERTGARANTIE (object);

  for (guint i = PROP_BASE_URL; i <= PROP_MANUFACTURER_SHAPING; i++)
    g_clear_pointer (text_property (self, i), g_free);

  G_OBJECT_CLASS (velo_wertgarantie_parent_class)->finalize (object);
}

static void
velo_wertgarantie_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  VeloWertgarantie *self = VELO_WERTGARANTIE (object);

  switch ((VeloWertgarantieProperty) prop_id)
    {
    case PROP_BASE_URL:
    case PROP_COMPANY:
    case PROP_ROLE:
    case PROP_USER:
    case PROP_AGENT_NUMBER:
    case PROP_SENDER_NAME:
    case PROP_SALES_CHANNEL:
    case PROP_COUNTRY:
    case PROP_MANUFACTURER_SHAPING:
      g_value_set_string (value, *text_property (self, prop_id));
      break;
    case PROP_DIALECT:
      g_value_set_enum (value, (int) self->dialect);
      break;
    case PROP_ATTACH_DOCUMENT:
      g_value_set_boolean (value, self->attach_document);
      break;
    case PROP_VOUCH_LOCK:
      g_value_set_boolean (value, self->vouch_lock);
      break;
    case PROP_TIMEOUT:
      g_value_set_uint (value, self->timeout);
      break;
    case PROP_SUBMIT_TIMEOUT:
      g_value_set_uint (value, self->submit_timeout);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_wertgarantie_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  VeloWertgarantie *self = VELO_WERTGARANTIE (object);
  char **text = text_property (self, prop_id);

  switch ((VeloWertgarantieProperty) prop_id)
    {
    case PROP_BASE_URL:
    case PROP_COMPANY:
    case PROP_ROLE:
    case PROP_USER:
    case PROP_AGENT_NUMBER:
    case PROP_SENDER_NAME:
    case PROP_SALES_CHANNEL:
    case PROP_COUNTRY:
    case PROP_MANUFACTURER_SHAPING:
      g_free (*text);
      *text = g_value_dup_string (value);
      if (*text == NULL)
        *text = g_strdup ("");
      break;
    case PROP_DIALECT:
      self->dialect = (VeloWertgarantieDialect) g_value_get_enum (value);
      break;
    case PROP_ATTACH_DOCUMENT:
      self->attach_document = g_value_get_boolean (value);
      break;
    case PROP_VOUCH_LOCK:
      self->vouch_lock = g_value_get_boolean (value);
      break;
    case PROP_TIMEOUT:
      self->timeout = g_value_get_uint (value);
      break;
    case PROP_SUBMIT_TIMEOUT:
      self->submit_timeout = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

#define FLAGS (G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS)

static void
velo_wertgarantie_class_init (VeloWertgarantieClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const struct
  {
    guint id;
    const char *name;
    const char *preset;
  } texts[] = {
    { PROP_BASE_URL, "base-url", VELO_WERTGARANTIE_BASE_URL },
    { PROP_COMPANY, "company", VELO_WERTGARANTIE_COMPANY },
    { PROP_ROLE, "role", "" },
    { PROP_USER, "user", "" },
    { PROP_AGENT_NUMBER, "agent-number", "" },
    { PROP_SENDER_NAME, "sender-name", "" },
    { PROP_SALES_CHANNEL, "sales-channel", "" },
    { PROP_COUNTRY, "country", "DE" },
    { PROP_MANUFACTURER_SHAPING, "manufacturer-shaping", "MANUFACTURER_LIST" },
  };

  object_class->dispose = velo_wertgarantie_dispose;
  object_class->finalize = velo_wertgarantie_finalize;
  object_class->get_property = velo_wertgarantie_get_property;
  object_class->set_property = velo_wertgarantie_set_property;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[texts[i].id] = g_param_spec_string (texts[i].name, NULL, NULL, texts[i].preset,
                                                   FLAGS);
  properties[PROP_DIALECT] =
    g_param_spec_enum ("dialect", NULL, NULL, VELO_TYPE_WERTGARANTIE_DIALECT,
                       VELO_WERTGARANTIE_DIALECT_HYBRID, FLAGS);
  properties[PROP_ATTACH_DOCUMENT] =
    g_param_spec_boolean ("attach-document", NULL, NULL, FALSE, FLAGS);
  properties[PROP_VOUCH_LOCK] = g_param_spec_boolean ("vouch-lock", NULL, NULL, FALSE, FLAGS);
  properties[PROP_TIMEOUT] = g_param_spec_uint ("timeout", NULL, NULL, 1, 3600, 20, FLAGS);
  properties[PROP_SUBMIT_TIMEOUT] =
    g_param_spec_uint ("submit-timeout", NULL, NULL, 1, 3600, 60, FLAGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
velo_wertgarantie_init (VeloWertgarantie *self)
{
}

/**
 * velo_wertgarantie_set_password:
 * @self: the account
 * @password: (nullable): its password, or %NULL to forget it
 *
 * Keeps the password in memory until the object goes away. A session made with another password
 * is dropped.
 */
void
velo_wertgarantie_set_password (VeloWertgarantie *self,
                                const char       *password)
{
  g_return_if_fail (VELO_IS_WERTGARANTIE (self));

  forget_password (self);
  self->password = g_strdup (password);
}

gboolean
velo_wertgarantie_check_settings (VeloWertgarantie *self,
                                  GError          **error)
{
  g_return_val_if_fail (VELO_IS_WERTGARANTIE (self), FALSE);
  return TRUE;
}
static const char *
get_object_code (VeloInsurer *self, VeloObjectKind object)
{
  return object == VELO_OBJECT_KIND_BICYCLE ? "27" : "270009";
}
static GBytes *
build_submission (VeloInsurer *self, VeloProposal *proposal, GBytes *signed_pdf, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not written yet");
  return NULL;
}
static void
list_products_async (VeloInsurer *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, list_products_async, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not written yet");
}
static void
quote_async (VeloInsurer *self, VeloQuoteRequest *request, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, quote_async, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not written yet");
}
static void
list_documents_async (VeloInsurer *self, VeloProduct *product, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, list_documents_async, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not written yet");
}
static void
list_manufacturers_async (VeloInsurer *self, VeloObjectKind object, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, list_manufacturers_async, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not written yet");
}
static void
list_advertising_async (VeloInsurer *self, VeloProduct *product, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, list_advertising_async, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not written yet");
}
static void
reserve_contract_number_async (VeloInsurer *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, reserve_contract_number_async, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not written yet");
}
static void
submit_async (VeloInsurer *self, GBytes *submission, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, submit_async, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not written yet");
}
static void
check_async (VeloInsurer *self, VeloCheckProgress progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, check_async, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not written yet");
}
static gpointer
finish (VeloInsurer *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
static void
velo_wertgarantie_insurer_init (VeloInsurerInterface *iface)
{
  iface->get_object_code = get_object_code;
  iface->build_submission = build_submission;
  iface->list_products_async = list_products_async;
  iface->list_products_finish = (gpointer) finish;
  iface->quote_async = quote_async;
  iface->quote_finish = (gpointer) finish;
  iface->list_documents_async = list_documents_async;
  iface->list_documents_finish = (gpointer) finish;
  iface->list_manufacturers_async = list_manufacturers_async;
  iface->list_manufacturers_finish = (gpointer) finish;
  iface->list_advertising_async = list_advertising_async;
  iface->list_advertising_finish = (gpointer) finish;
  iface->reserve_contract_number_async = reserve_contract_number_async;
  iface->reserve_contract_number_finish = (gpointer) finish;
  iface->submit_async = submit_async;
  iface->submit_finish = (gpointer) finish;
  iface->check_async = check_async;
  iface->check_finish = (gpointer) finish;
}
