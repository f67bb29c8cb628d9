/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that is taken in, and what became of it. */

#define G_LOG_DOMAIN "velo-intake-item"

#include "config.h"

#include "velo-intake-item.h"

#include "velo-invoice-check.h"
#include "velo-text.h"

struct _VeloIntakeItem
{
  GObject parent_instance;

  GFile *file;          /* (owned) (nullable) */
  char *name;           /* (owned) (not nullable) for people */
  GBytes *bytes;        /* (owned) (nullable) until it was looked at */
  char *sha256;         /* (owned) (nullable) */
  gsize size;           /* of the bytes, 0 before they were loaded */
  GListStore *members;  /* (owned) (nullable) (element-type VeloIntakeItem): of an archive */
  VeloInvoice *invoice; /* (owned) (nullable) what was read, until it is stored */
  char *invoice_id;     /* (owned) (nullable) */
  GError *error;        /* (owned) (nullable) */
  VeloIntakeState state;
  VeloFileOutcome outcome;
  gboolean needs_check;
  gboolean member;      /* of an archive: the file is the archive */
  gboolean mail;        /* an archive that came as a mail */
};

G_DEFINE_FINAL_TYPE (VeloIntakeItem, velo_intake_item, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (VeloIntakeState, velo_intake_state,
  G_DEFINE_ENUM_VALUE (VELO_INTAKE_STATE_WAITING, "waiting"),
  G_DEFINE_ENUM_VALUE (VELO_INTAKE_STATE_DONE, "done"),
  G_DEFINE_ENUM_VALUE (VELO_INTAKE_STATE_FAILED, "failed"))

typedef enum
{
  PROP_STATE = 1,
} VeloIntakeItemProperty;

static GParamSpec *properties[PROP_STATE + 1];

/* GObject */

static void
velo_intake_item_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  VeloIntakeItem *self = VELO_INTAKE_ITEM (object);

  switch ((VeloIntakeItemProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_intake_item_finalize (GObject *object)
{
  VeloIntakeItem *self = VELO_INTAKE_ITEM (object);

  g_clear_object (&self->file);
  g_clear_object (&self->members);
  g_clear_object (&self->invoice);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self->name);
  g_free (self->sha256);
  g_free (self->invoice_id);

  G_OBJECT_CLASS (velo_intake_item_parent_class)->finalize (object);
}

static void
velo_intake_item_class_init (VeloIntakeItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = velo_intake_item_finalize;
  G_OBJECT_CLASS (klass)->get_property = velo_intake_item_get_property;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, VELO_TYPE_INTAKE_STATE,
                                              (int) VELO_INTAKE_STATE_WAITING,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);
}

static void
velo_intake_item_init (VeloIntakeItem *self)
{
}

/* The bytes and what was read are needed no longer than until then: many files are taken in at once. */
static void
set_state (VeloIntakeItem *self,
           VeloIntakeState state)
{
  self->state = state;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->invoice);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * velo_intake_item_new:
 * @file: a file
 *
 * Returns: (transfer full): an item that waits
 */
VeloIntakeItem *
velo_intake_item_new (GFile *file)
{
  VeloIntakeItem *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (VELO_TYPE_INTAKE_ITEM, NULL);
  self->file = g_object_ref (file);
  name = g_file_get_basename (file);
  self->name = g_filename_display_name (name == NULL ? "" : name);
  return self;
}

/**
 * velo_intake_item_new_member:
 * @archive: the file that it comes from
 * @name: name of the member
 * @bytes: its contents
 *
 * Adds a file that is in an archive.
 *
 * Returns: (transfer full): an item that waits
 */
VeloIntakeItem *
velo_intake_item_new_member (VeloIntakeItem *archive,
                             const char     *name,
                             GBytes         *bytes)
{
  VeloIntakeItem *self;

  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (archive), NULL);
  g_return_val_if_fail (name != NULL && bytes != NULL, NULL);

  self = g_object_new (VELO_TYPE_INTAKE_ITEM, NULL);
  g_set_object (&self->file, archive->file);
  self->name = g_strdup_printf ("%s › %s", archive->name, name);
  self->member = TRUE;
  velo_intake_item_set_bytes (self, bytes);
  if (archive->members == NULL)
    archive->members = g_list_store_new (VELO_TYPE_INTAKE_ITEM);
  g_list_store_append (archive->members, self);
  return self;
}

/**
 * velo_intake_item_set_bytes:
 * @self: an item that waits
 * @bytes: contents of the file
 *
 * Keeps the contents, since the file may be gone when its turn comes.
 */
void
velo_intake_item_set_bytes (VeloIntakeItem *self,
                            GBytes         *bytes)
{
  g_return_if_fail (VELO_IS_INTAKE_ITEM (self));
  g_return_if_fail (bytes != NULL);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = g_bytes_ref (bytes);
  self->size = g_bytes_get_size (bytes);
}

/**
 * velo_intake_item_set_sha256:
 * @self: an item
 * @sha256: of its contents
 *
 * Keeps by what the contents are known again.
 */
void
velo_intake_item_set_sha256 (VeloIntakeItem *self,
                             const char     *sha256)
{
  g_return_if_fail (VELO_IS_INTAKE_ITEM (self));

  g_free (self->sha256);
  self->sha256 = g_strdup (sha256);
}

/**
 * velo_intake_item_set_invoice:
 * @self: an item that waits
 * @invoice: what was read
 *
 * Keeps what was read, and whether a person has to look at it.
 */
void
velo_intake_item_set_invoice (VeloIntakeItem *self,
                              VeloInvoice    *invoice)
{
  g_return_if_fail (VELO_IS_INTAKE_ITEM (self));
  g_return_if_fail (VELO_IS_INVOICE (invoice));

  g_set_object (&self->invoice, invoice);
  self->needs_check = velo_invoice_needs_review (invoice);
}

/**
 * velo_intake_item_conclude:
 * @self: an item that waits
 * @outcome: what became of it
 * @invoice_id: (nullable): the sale that is stored
 * @error: (nullable): why it is no sale
 *
 * Says what became of the file.
 */
void
velo_intake_item_conclude (VeloIntakeItem  *self,
                           VeloFileOutcome  outcome,
                           const char      *invoice_id,
                           const GError    *error)
{
  g_return_if_fail (VELO_IS_INTAKE_ITEM (self));
  g_return_if_fail (self->state == VELO_INTAKE_STATE_WAITING);

  self->outcome = outcome;
  self->invoice_id = velo_text_is_empty (invoice_id) ? NULL : g_strdup (invoice_id);
  self->error = error == NULL ? NULL : g_error_copy (error);
  set_state (self, VELO_INTAKE_STATE_DONE);
}

/**
 * velo_intake_item_fail:
 * @self: an item that waits
 * @error: what prevented it
 *
 * The file could not be looked at, or the answer not stored.
 */
void
velo_intake_item_fail (VeloIntakeItem *self,
                       const GError   *error)
{
  g_return_if_fail (VELO_IS_INTAKE_ITEM (self));
  g_return_if_fail (self->state == VELO_INTAKE_STATE_WAITING);
  g_return_if_fail (error != NULL);

  self->error = g_error_copy (error);
  set_state (self, VELO_INTAKE_STATE_FAILED);
}

/**
 * velo_intake_item_get_state:
 * @self: an item
 *
 * Returns: how far it has come
 */
VeloIntakeState
velo_intake_item_get_state (VeloIntakeItem *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (self), VELO_INTAKE_STATE_WAITING);

  return self->state;
}

/**
 * velo_intake_item_get_outcome:
 * @self: an item that is done
 *
 * Returns: what became of it
 */
VeloFileOutcome
velo_intake_item_get_outcome (VeloIntakeItem *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (self), VELO_FILE_OUTCOME_ASK);

  return self->outcome;
}

/**
 * velo_intake_item_get_file:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): where it comes from
 */
GFile *
velo_intake_item_get_file (VeloIntakeItem *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (self), NULL);

  return self->file;
}

/**
 * velo_intake_item_get_name:
 * @self: an item
 *
 * Returns: name of the file, for people
 */
const char *
velo_intake_item_get_name (VeloIntakeItem *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (self), NULL);

  return self->name;
}

/**
 * velo_intake_item_get_bytes:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): its contents, if they are at hand
 */
GBytes *
velo_intake_item_get_bytes (VeloIntakeItem *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (self), NULL);

  return self->bytes;
}

/**
 * velo_intake_item_get_size:
 * @self: an item
 *
 * Returns: size of its contents in bytes, 0 before they were loaded
 */
gsize
velo_intake_item_get_size (VeloIntakeItem *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (self), 0);

  return self->size;
}

/**
 * velo_intake_item_get_sha256:
 * @self: an item
 *
 * Returns: (nullable): by what its contents are known again
 */
const char *
velo_intake_item_get_sha256 (VeloIntakeItem *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (self), NULL);

  return self->sha256;
}

/**
 * velo_intake_item_get_invoice:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): what was read, while it waits to be stored
 */
VeloInvoice *
velo_intake_item_get_invoice (VeloIntakeItem *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (self), NULL);

  return self->invoice;
}

/**
 * velo_intake_item_get_invoice_id:
 * @self: an item
 *
 * Returns: (nullable): the sale that is stored
 */
const char *
velo_intake_item_get_invoice_id (VeloIntakeItem *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (self), NULL);

  return self->invoice_id;
}

/**
 * velo_intake_item_get_error:
 * @self: an item
 *
 * Returns: (nullable): why it is no sale
 */
const GError *
velo_intake_item_get_error (VeloIntakeItem *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (self), NULL);

  return self->error;
}

/**
 * velo_intake_item_get_members:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the files in it, if it is an archive that was unpacked
 */
GListModel *
velo_intake_item_get_members (VeloIntakeItem *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (self), NULL);

  return self->members == NULL ? NULL : G_LIST_MODEL (self->members);
}

/**
 * velo_intake_item_set_mail:
 * @self: an item
 *
 * Remembers that it is a mail, whatever it is called.
 */
void
velo_intake_item_set_mail (VeloIntakeItem *self)
{
  g_return_if_fail (VELO_IS_INTAKE_ITEM (self));

  self->mail = TRUE;
}

/**
 * velo_intake_item_is_mail:
 * @self: an item that was looked at
 *
 * Returns: whether it is a mail
 */
gboolean
velo_intake_item_is_mail (VeloIntakeItem *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (self), FALSE);

  return self->mail;
}

/**
 * velo_intake_item_is_member:
 * @self: an item
 *
 * Returns: whether it comes out of an archive
 */
gboolean
velo_intake_item_is_member (VeloIntakeItem *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (self), FALSE);

  return self->member;
}

/**
 * velo_intake_item_set_checked:
 * @self: an item
 *
 * Somebody has looked at the sale and accepted its values.
 */
void
velo_intake_item_set_checked (VeloIntakeItem *self)
{
  g_return_if_fail (VELO_IS_INTAKE_ITEM (self));

  if (!velo_intake_item_needs_check (self))
    return;
  self->needs_check = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * velo_intake_item_needs_check:
 * @self: an item
 *
 * Returns: whether a value of the sale is so unsure that a person should look at it
 */
gboolean
velo_intake_item_needs_check (VeloIntakeItem *self)
{
  g_return_val_if_fail (VELO_IS_INTAKE_ITEM (self), FALSE);

  return self->needs_check && self->state == VELO_INTAKE_STATE_DONE && self->outcome == VELO_FILE_OUTCOME_SALE;
}
