/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as JSON and back, by the same table of fields. */

#define G_LOG_DOMAIN "velo-record"

#include "config.h"

#include "velo-record-private.h"

#include "velo-date.h"
#include "velo-json.h"

#define AT VELO_FIELD_AT


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
  VeloFieldKind kind = VELO_RECORD_GET_CLASS (self)->fields[index].kind;

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
  const VeloField *field = &VELO_RECORD_GET_CLASS (self)->fields[index];
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
