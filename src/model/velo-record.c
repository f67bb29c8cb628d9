/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base of the trade's nouns: objects whose properties, copies and JSON come from a table. */

#define G_LOG_DOMAIN "velo-record"

#include "config.h"

#include "velo-record-private.h"

#include "velo-date.h"
#include "velo-json.h"

G_DEFINE_ABSTRACT_TYPE (VeloRecord, velo_record, G_TYPE_OBJECT)

#define AT(self, field, Type) (*(Type *) G_STRUCT_MEMBER_P ((self), (field)->offset))

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

/* JSON */

static JsonNode *
enum_to_node (const VeloField *field,
              int              value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (field->get_type ());
  GEnumValue *entry = g_enum_get_value (klass, value);
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, entry == NULL ? "" : entry->value_nick);
  return node;
}

static JsonNode *
list_to_node (GListStore *list)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      json_array_add_object_element (array, velo_record_to_json (item));
    }
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
field_to_node (VeloRecord      *self,
               const VeloField *field)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  switch (field->kind)
    {
    case VELO_FIELD_TEXT:
      json_node_set_string (node, AT (self, field, char *));
      return node;
    case VELO_FIELD_DATE:
      {
        const GDate *date = AT (self, field, GDate *);
        g_autofree char *text = date == NULL ? g_strdup ("") : velo_date_format_iso (date);

        json_node_set_string (node, text);
        return node;
      }
    case VELO_FIELD_CENTS:
    case VELO_FIELD_TIME:
      json_node_set_int (node, AT (self, field, gint64));
      return node;
    case VELO_FIELD_INT:
      json_node_set_int (node, AT (self, field, int));
      return node;
    case VELO_FIELD_FLAG:
      json_node_set_boolean (node, AT (self, field, gboolean));
      return node;
    case VELO_FIELD_ENUM:
      json_node_unref (node);
      return enum_to_node (field, AT (self, field, int));
    case VELO_FIELD_OBJECT:
      json_node_unref (node);
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, velo_record_to_json (AT (self, field, gpointer)));
      return node;
    case VELO_FIELD_LIST:
      json_node_unref (node);
      return list_to_node (AT (self, field, GListStore *));
    default:
      g_assert_not_reached ();
    }
}

static void
load_list (GListStore      *list,
           const VeloField *field,
           JsonNode        *node)
{
  g_autoptr(GPtrArray) elements = velo_json_as_list (node);

  g_list_store_remove_all (list);
  for (guint i = 0; i < elements->len; i++)
    {
      JsonObject *object = velo_json_as_object (g_ptr_array_index (elements, i));
      g_autoptr(GObject) item = NULL;

      if (object == NULL)
        continue;
      item = g_object_new (field->get_type (), NULL);
      velo_record_load_json (item, object);
      g_list_store_append (list, item);
    }
}

static void
load_number (VeloRecord *self,
             guint       index,
             JsonNode   *node)
{
  gint64 number = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
  int small = (int) CLAMP (number, G_MININT, G_MAXINT);
  VeloFieldKind kind = get_field (self, index)->kind;

  if (kind == VELO_FIELD_FLAG)
    small = JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
  if (kind == VELO_FIELD_CENTS || kind == VELO_FIELD_TIME)
    velo_record_set_value (self, index, &number);
  else
    velo_record_set_value (self, index, &small);
}

static void
load_node (VeloRecord *self,
           guint       index,
           JsonNode   *node)
{
  const VeloField *field = get_field (self, index);
  g_autofree char *text = velo_json_as_text (node);

  switch (field->kind)
    {
    case VELO_FIELD_TEXT:
      velo_record_set_value (self, index, text);
      break;
    case VELO_FIELD_DATE:
      {
        g_autoptr(GDate) date = velo_date_parse_iso (text);

        velo_record_set_value (self, index, date);
        break;
      }
    case VELO_FIELD_ENUM:
      {
        g_autoptr(GEnumClass) klass = g_type_class_ref (field->get_type ());
        GEnumValue *entry = text == NULL ? NULL : g_enum_get_value_by_nick (klass, text);
        int value = entry == NULL ? 0 : entry->value;

        velo_record_set_value (self, index, &value);
        break;
      }
    case VELO_FIELD_OBJECT:
      if (velo_json_as_object (node) != NULL)
        velo_record_load_json (AT (self, field, gpointer), velo_json_as_object (node));
      break;
    case VELO_FIELD_LIST:
      load_list (AT (self, field, GListStore *), field, node);
      break;
    case VELO_FIELD_CENTS:
    case VELO_FIELD_TIME:
    case VELO_FIELD_INT:
    case VELO_FIELD_FLAG:
      load_number (self, index, node);
      break;
    default:
      g_assert_not_reached ();
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
 * velo_record_equal:
 * @self: (type VeloRecord): a record
 * @other: (type VeloRecord): a record
 *
 * Returns: whether both are of the same type and hold the same, deeply
 */
gboolean
velo_record_equal (gpointer self,
                   gpointer other)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  g_return_val_if_fail (VELO_IS_RECORD (self) && VELO_IS_RECORD (other), FALSE);

  if (G_OBJECT_TYPE (self) != G_OBJECT_TYPE (other))
    return FALSE;
  a = velo_record_to_text (self);
  b = velo_record_to_text (other);
  return g_str_equal (a, b);
}

/**
 * velo_record_to_json:
 * @self: (type VeloRecord): a record
 *
 * Returns: (transfer full): an object with one member for each field, by the property's name
 */
JsonObject *
velo_record_to_json (gpointer self)
{
  VeloRecordClass *klass;
  JsonObject *object;

  g_return_val_if_fail (VELO_IS_RECORD (self), NULL);

  klass = VELO_RECORD_GET_CLASS (self);
  object = json_object_new ();
  for (guint i = 0; i < klass->n_fields; i++)
    json_object_set_member (object, klass->properties[i]->name, field_to_node (self, &klass->fields[i]));
  return object;
}

/**
 * velo_record_load_json:
 * @self: (type VeloRecord): a record
 * @object: an object as velo_record_to_json() makes it
 *
 * Sets the fields that @object has; members that nobody knows are ignored, so
 * that older and newer versions can read each other's drafts.
 */
void
velo_record_load_json (gpointer    self,
                       JsonObject *object)
{
  VeloRecordClass *klass;

  g_return_if_fail (VELO_IS_RECORD (self));
  g_return_if_fail (object != NULL);

  klass = VELO_RECORD_GET_CLASS (self);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      JsonNode *node = json_object_get_member (object, klass->properties[i]->name);

      if (node != NULL)
        load_node (self, i, node);
    }
}

/**
 * velo_record_to_text:
 * @self: (type VeloRecord): a record
 *
 * Returns: (transfer full): velo_record_to_json() as text
 */
char *
velo_record_to_text (gpointer self)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  g_return_val_if_fail (VELO_IS_RECORD (self), NULL);

  json_node_take_object (node, velo_record_to_json (self));
  return json_to_string (node, FALSE);
}

/**
 * velo_record_load_text:
 * @self: (type VeloRecord): a record
 * @text: JSON as velo_record_to_text() makes it
 * @error: return location for a %JSON_PARSER_ERROR or %G_IO_ERROR_INVALID_DATA
 *
 * Returns: whether @text could be read; @self is unchanged if not
 */
gboolean
velo_record_load_text (gpointer     self,
                       const char  *text,
                       GError     **error)
{
  g_autoptr(JsonNode) node = NULL;

  g_return_val_if_fail (VELO_IS_RECORD (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  node = json_from_string (text, error);
  if (node == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the record is empty");
      return FALSE;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the record is no object");
      return FALSE;
    }
  velo_record_load_json (self, json_node_get_object (node));
  return TRUE;
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
