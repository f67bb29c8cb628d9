/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base of the trade's nouns: objects whose properties and copies come from a table. */

#define G_LOG_DOMAIN "velo-record"

#include "config.h"

#include "velo-record-private.h"

#include "velo-date.h"

G_DEFINE_ABSTRACT_TYPE (VeloRecord, velo_record, G_TYPE_OBJECT)

#define AT VELO_FIELD_AT

static const VeloField *
get_field (VeloRecord *self,
           guint       index)
{
  VeloRecordClass *klass = VELO_RECORD_GET_CLASS (self);

  g_assert (index < klass->n_fields);
  return &klass->fields[index];
}

static gboolean
set_text (VeloRecord      *self,
          const VeloField *field,
          const char      *value)
{
  char **text = &AT (self, field, char *);

  if (value == NULL)
    value = "";
  if (g_strcmp0 (*text, value) == 0)
    return FALSE;
  g_free (*text);
  *text = g_utf8_make_valid (value, -1);
  return TRUE;
}

static gboolean
set_date (VeloRecord      *self,
          const VeloField *field,
          const GDate     *value)
{
  GDate **date = &AT (self, field, GDate *);

  if (value != NULL && !g_date_valid (value))
    value = NULL;
  if (velo_date_compare (*date, value) == 0)
    return FALSE;
  g_clear_pointer (date, g_date_free);
  *date = value == NULL ? NULL : g_date_copy (value);
  return TRUE;
}

static gboolean
set_int64 (VeloRecord      *self,
           const VeloField *field,
           gint64           value)
{
  if (AT (self, field, gint64) == value)
    return FALSE;
  AT (self, field, gint64) = value;
  return TRUE;
}

static gboolean
set_int (VeloRecord      *self,
         const VeloField *field,
         int              value)
{
  if (AT (self, field, int) == value)
    return FALSE;
  AT (self, field, int) = value;
  return TRUE;
}

static gboolean
set_list (VeloRecord      *self,
          const VeloField *field,
          GListModel      *value)
{
  GListStore *list = AT (self, field, GListStore *);

  g_list_store_remove_all (list);
  for (guint i = 0; value != NULL && i < g_list_model_get_n_items (value); i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (value, i);
      g_autoptr(GObject) copy = velo_record_copy (item);

      g_list_store_append (list, copy);
    }
  return TRUE;
}

/**
 * velo_record_set_value:
 * @self: a record
 * @index: number of the field in the class's table
 * @value: (nullable): the text, date, record or list itself, the address of any other value
 *
 * Sets a field and notifies if it changed. Lists and records are copied in.
 */
void
velo_record_set_value (VeloRecord   *self,
                       guint         index,
                       gconstpointer value)
{
  const VeloField *field;
  gboolean changed = FALSE;

  g_return_if_fail (VELO_IS_RECORD (self));

  field = get_field (self, index);
  switch (field->kind)
    {
    case VELO_FIELD_TEXT:
      changed = set_text (self, field, value);
      break;
    case VELO_FIELD_DATE:
      changed = set_date (self, field, value);
      break;
    case VELO_FIELD_CENTS:
    case VELO_FIELD_TIME:
      changed = set_int64 (self, field, *(const gint64 *) value);
      break;
    case VELO_FIELD_FLAG:
    case VELO_FIELD_INT:
    case VELO_FIELD_ENUM:
      changed = set_int (self, field, *(const int *) value);
      break;
    case VELO_FIELD_OBJECT:
      velo_record_assign (AT (self, field, gpointer), (gpointer) value);
      changed = TRUE;
      break;
    case VELO_FIELD_LIST:
      changed = set_list (self, field, (GListModel *) value);
      break;
    default:
      g_assert_not_reached ();
    }
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), VELO_RECORD_GET_CLASS (self)->properties[index]);
}

static gconstpointer
get_value (VeloRecord *self,
           guint       index)
{
  const VeloField *field = get_field (self, index);

  switch (field->kind)
    {
    case VELO_FIELD_TEXT:
    case VELO_FIELD_DATE:
    case VELO_FIELD_OBJECT:
    case VELO_FIELD_LIST:
      return AT (self, field, gpointer);
    case VELO_FIELD_CENTS:
    case VELO_FIELD_TIME:
    case VELO_FIELD_FLAG:
    case VELO_FIELD_INT:
    case VELO_FIELD_ENUM:
    default:
      return G_STRUCT_MEMBER_P (self, field->offset);
    }
}

/* GObject */

static void
velo_record_constructed (GObject *object)
{
  VeloRecord *self = VELO_RECORD (object);
  VeloRecordClass *klass = VELO_RECORD_GET_CLASS (self);

  G_OBJECT_CLASS (velo_record_parent_class)->constructed (object);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const VeloField *field = &klass->fields[i];

      if (field->kind == VELO_FIELD_TEXT)
        AT (self, field, char *) = g_strdup ("");
      else if (field->kind == VELO_FIELD_OBJECT)
        AT (self, field, gpointer) = g_object_new (field->get_type (), NULL);
      else if (field->kind == VELO_FIELD_LIST)
        AT (self, field, GListStore *) = g_list_store_new (field->get_type ());
    }
}

static void
velo_record_finalize (GObject *object)
{
  VeloRecord *self = VELO_RECORD (object);
  VeloRecordClass *klass = VELO_RECORD_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const VeloField *field = &klass->fields[i];

      if (field->kind == VELO_FIELD_TEXT)
        g_clear_pointer (&AT (self, field, char *), g_free);
      else if (field->kind == VELO_FIELD_DATE)
        g_clear_pointer (&AT (self, field, GDate *), g_date_free);
      else if (field->kind == VELO_FIELD_OBJECT || field->kind == VELO_FIELD_LIST)
        g_clear_object (&AT (self, field, GObject *));
    }
  G_OBJECT_CLASS (velo_record_parent_class)->finalize (object);
}

static void
velo_record_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  VeloRecord *self = VELO_RECORD (object);
  const VeloField *field = get_field (self, prop_id - 1);

  switch (field->kind)
    {
    case VELO_FIELD_TEXT:
      g_value_set_string (value, AT (self, field, char *));
      break;
    case VELO_FIELD_DATE:
      g_value_set_boxed (value, AT (self, field, GDate *));
      break;
    case VELO_FIELD_CENTS:
    case VELO_FIELD_TIME:
      g_value_set_int64 (value, AT (self, field, gint64));
      break;
    case VELO_FIELD_INT:
      g_value_set_int (value, AT (self, field, int));
      break;
    case VELO_FIELD_FLAG:
      g_value_set_boolean (value, AT (self, field, gboolean));
      break;
    case VELO_FIELD_ENUM:
      g_value_set_enum (value, AT (self, field, int));
      break;
    case VELO_FIELD_OBJECT:
    case VELO_FIELD_LIST:
      g_value_set_object (value, AT (self, field, gpointer));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_record_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  VeloRecord *self = VELO_RECORD (object);
  guint index = prop_id - 1;
  gint64 number;
  int small;

  switch (get_field (self, index)->kind)
    {
    case VELO_FIELD_TEXT:
      velo_record_set_value (self, index, g_value_get_string (value));
      break;
    case VELO_FIELD_DATE:
      velo_record_set_value (self, index, g_value_get_boxed (value));
      break;
    case VELO_FIELD_CENTS:
    case VELO_FIELD_TIME:
      number = g_value_get_int64 (value);
      velo_record_set_value (self, index, &number);
      break;
    case VELO_FIELD_INT:
      small = g_value_get_int (value);
      velo_record_set_value (self, index, &small);
      break;
    case VELO_FIELD_FLAG:
      small = g_value_get_boolean (value);
      velo_record_set_value (self, index, &small);
      break;
    case VELO_FIELD_ENUM:
      small = g_value_get_enum (value);
      velo_record_set_value (self, index, &small);
      break;
    case VELO_FIELD_OBJECT:
    case VELO_FIELD_LIST:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
velo_record_class_init (VeloRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = velo_record_constructed;
  object_class->finalize = velo_record_finalize;
}

static void
velo_record_init (VeloRecord *self)
{
}

static GParamSpec *
make_property (const VeloField *field)
{
  g_autofree char *name = g_strdelimit (g_strdup (field->name), "_", '-');
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY;

  switch (field->kind)
    {
    case VELO_FIELD_TEXT:
      return g_param_spec_string (name, NULL, NULL, "", flags);
    case VELO_FIELD_DATE:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_DATE, flags);
    case VELO_FIELD_CENTS:
    case VELO_FIELD_TIME:
      return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case VELO_FIELD_INT:
      return g_param_spec_int (name, NULL, NULL, G_MININT, G_MAXINT, 0, flags);
    case VELO_FIELD_FLAG:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case VELO_FIELD_ENUM:
      return g_param_spec_enum (name, NULL, NULL, field->get_type (), 0, flags);
    case VELO_FIELD_OBJECT:
      return g_param_spec_object (name, NULL, NULL, field->get_type (), G_PARAM_READABLE);
    case VELO_FIELD_LIST:
      return g_param_spec_object (name, NULL, NULL, G_TYPE_LIST_STORE, G_PARAM_READABLE);
    default:
      g_assert_not_reached ();
    }
}

/**
 * velo_record_class_install_fields:
 * @klass: class of a record
 * @fields: (array length=n_fields): its table, static
 * @n_fields: how many
 *
 * Makes a property of each field; called by VELO_DEFINE_RECORD().
 */
void
velo_record_class_install_fields (VeloRecordClass *klass,
                                  const VeloField *fields,
                                  guint            n_fields)
{
  /* GObject does not hand these two down from a class to the next. */
  G_OBJECT_CLASS (klass)->get_property = velo_record_get_property;
  G_OBJECT_CLASS (klass)->set_property = velo_record_set_property;

  klass->fields = fields;
  klass->n_fields = n_fields;
  klass->properties = g_new0 (GParamSpec *, n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      klass->properties[i] = make_property (&fields[i]);
      g_object_class_install_property (G_OBJECT_CLASS (klass), i + 1, klass->properties[i]);
    }
}

/**
 * velo_record_copy:
 * @self: (type VeloRecord): a record
 *
 * Returns: (transfer full): a deep copy of the same type
 */
gpointer
velo_record_copy (gpointer self)
{
  gpointer copy;

  g_return_val_if_fail (VELO_IS_RECORD (self), NULL);

  copy = g_object_new (G_OBJECT_TYPE (self), NULL);
  velo_record_assign (copy, self);
  return copy;
}

/**
 * velo_record_assign:
 * @self: (type VeloRecord): the record to change
 * @other: (type VeloRecord): a record of the same type
 *
 * Makes @self equal to @other, deeply, and notifies what changed.
 */
void
velo_record_assign (gpointer self,
                    gpointer other)
{
  guint n_fields;

  g_return_if_fail (VELO_IS_RECORD (self));
  g_return_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (other));

  if (self == other)
    return;
  n_fields = VELO_RECORD_GET_CLASS (self)->n_fields;
  g_object_freeze_notify (self);
  for (guint i = 0; i < n_fields; i++)
    velo_record_set_value (self, i, get_value (other, i));
  g_object_thaw_notify (self);
}

/**
 * velo_record_new_id:
 *
 * Returns: (transfer full): a new random UUID
 */
char *
velo_record_new_id (void)
{
  return g_uuid_string_random ();
}
