/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Client of the WERTGARANTIE web service: the account, its settings and its calls. */

#define G_LOG_DOMAIN "velo-insurer"

#include "config.h"

#include "velo-wertgarantie.h"

#include "velo-wertgarantie-private.h"

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
  PROP_LEASING_REMARK,
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
    case PROP_LEASING_REMARK:
    case PROP_TIMEOUT:
    case PROP_SUBMIT_TIMEOUT:
    default:
      return NULL;
    }
}

static void
velo_wertgarantie_constructed (GObject *object)
{
  VeloWertgarantie *self = VELO_WERTGARANTIE (object);
  VeloWertgarantieAccount account;

  G_OBJECT_CLASS (velo_wertgarantie_parent_class)->constructed (object);

  account.base_url = self->base_url;
  account.user = self->user;
  account.company = self->company;
  account.role = self->role;
  account.timeout = self->timeout;
  account.submit_timeout = self->submit_timeout;
  self->client = velo_wertgarantie_client_new (&account, &self->settings_error);
}

static void
velo_wertgarantie_dispose (GObject *object)
{
  VeloWertgarantie *self = VELO_WERTGARANTIE (object);

  if (self->client != NULL)
    velo_wertgarantie_client_set_password (self->client, NULL);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (velo_wertgarantie_parent_class)->dispose (object);
}

static void
velo_wertgarantie_finalize (GObject *object)
{
  VeloWertgarantie *self = VELO_WERTGARANTIE (object);

  for (guint i = PROP_BASE_URL; i <= PROP_MANUFACTURER_SHAPING; i++)
    g_clear_pointer (text_property (self, i), g_free);
  g_clear_error (&self->settings_error);

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
    case PROP_LEASING_REMARK:
      g_value_set_boolean (value, self->leasing_remark);
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
    case PROP_LEASING_REMARK:
      self->leasing_remark = g_value_get_boolean (value);
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

  object_class->constructed = velo_wertgarantie_constructed;
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
  properties[PROP_LEASING_REMARK] =
    g_param_spec_boolean ("leasing-remark", NULL, NULL, FALSE, FLAGS);
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

  if (self->client != NULL)
    velo_wertgarantie_client_set_password (self->client, password);
}

/**
 * velo_wertgarantie_check_settings:
 * @self: the account
 * @error: return location for an error
 *
 * Says without asking anybody whether the base address can be used at all: https, or http to this
 * very machine.
 *
 * Returns: whether it can
 */
gboolean
velo_wertgarantie_check_settings (VeloWertgarantie *self,
                                  GError          **error)
{
  g_return_val_if_fail (VELO_IS_WERTGARANTIE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->settings_error != NULL && error != NULL)
    *error = g_error_copy (self->settings_error);
  return self->settings_error == NULL;
}
