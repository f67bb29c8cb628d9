/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define VELO_TYPE_RECORD (velo_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (VeloRecord, velo_record, VELO, RECORD, GObject)

/**
 * VeloFieldKind:
 * @VELO_FIELD_TEXT: UTF-8 text, never %NULL, empty if not known
 * @VELO_FIELD_INT: a `gint`
 * @VELO_FIELD_CENTS: money as `gint64` cents
 * @VELO_FIELD_TIME: microseconds since 1970 UTC, 0 for never
 * @VELO_FIELD_FLAG: a truth value
 * @VELO_FIELD_DATE: a #GDate, %NULL if not known
 * @VELO_FIELD_ENUM: an enumeration, kept by nick outside
 * @VELO_FIELD_OBJECT: another record owned by this one, never %NULL
 * @VELO_FIELD_LIST: a #GListStore of records owned by this one, never %NULL
 */
typedef enum
{
  VELO_FIELD_TEXT,
  VELO_FIELD_INT,
  VELO_FIELD_CENTS,
  VELO_FIELD_TIME,
  VELO_FIELD_FLAG,
  VELO_FIELD_DATE,
  VELO_FIELD_ENUM,
  VELO_FIELD_OBJECT,
  VELO_FIELD_LIST
} VeloFieldKind;

/**
 * VeloField:
 * @name: name of the property, with hyphens
 * @kind: what it holds
 * @offset: of the value in the instance
 * @get_type: type of the enumeration, of the record or of the list's items
 */
typedef struct
{
  const char *name;
  VeloFieldKind kind;
  gsize offset;
  GType (*get_type) (void);
} VeloField;

/**
 * VeloRecordClass:
 * @parent_class: the parent
 * @fields: (array length=n_fields): the table that makes the properties
 * @n_fields: how many
 * @properties: (array length=n_fields): one for each field
 */
struct _VeloRecordClass
{
  GObjectClass parent_class;

  const VeloField *fields;
  guint n_fields;
  GParamSpec **properties;
};

void        velo_record_class_install_fields (VeloRecordClass *klass,
                                              const VeloField *fields,
                                              guint            n_fields);
gpointer    velo_record_copy                 (gpointer         self);
void        velo_record_assign               (gpointer         self,
                                              gpointer         other);
gboolean    velo_record_equal                (gpointer         self,
                                              gpointer         other);
JsonObject *velo_record_to_json              (gpointer         self);
void        velo_record_load_json            (gpointer         self,
                                              JsonObject      *object);
char       *velo_record_to_text              (gpointer         self);
gboolean    velo_record_load_text            (gpointer         self,
                                              const char      *text,
                                              GError         **error);
char       *velo_record_new_id               (void);

/*
 * A record class is a table of fields, written once in its header:
 *
 *   #define VELO_EMPLOYEE_FIELDS(F, X, T, p)
 *     F (T, p, TEXT, name)
 *     X (T, p, ENUM, role, VeloRole, velo_role)
 *
 * F is for plain kinds, X for those that name a type. VELO_DECLARE_RECORD()
 * makes velo_employee_get_name() and velo_employee_set_name() of it,
 * VELO_DEFINE_RECORD() the struct, the class and the properties.
 */
#define VELO_CTYPE_TEXT(C)   char *
#define VELO_CTYPE_INT(C)    int
#define VELO_CTYPE_CENTS(C)  gint64
#define VELO_CTYPE_TIME(C)   gint64
#define VELO_CTYPE_FLAG(C)   gboolean
#define VELO_CTYPE_DATE(C)   GDate *
#define VELO_CTYPE_ENUM(C)   C
#define VELO_CTYPE_OBJECT(C) C *
#define VELO_CTYPE_LIST(C)   GListStore *

#define VELO_GET_TEXT(C)     const char *
#define VELO_GET_INT(C)      int
#define VELO_GET_CENTS(C)    gint64
#define VELO_GET_TIME(C)     gint64
#define VELO_GET_FLAG(C)     gboolean
#define VELO_GET_DATE(C)     const GDate *
#define VELO_GET_ENUM(C)     C
#define VELO_GET_OBJECT(C)   C *
#define VELO_GET_LIST(C)     GListStore *

#define VELO_DECLARE_SETTER_TEXT(T, p, n, C)   void p##_set_##n (T *self, const char *value);
#define VELO_DECLARE_SETTER_INT(T, p, n, C)    void p##_set_##n (T *self, int value);
#define VELO_DECLARE_SETTER_CENTS(T, p, n, C)  void p##_set_##n (T *self, gint64 value);
#define VELO_DECLARE_SETTER_TIME(T, p, n, C)   void p##_set_##n (T *self, gint64 value);
#define VELO_DECLARE_SETTER_FLAG(T, p, n, C)   void p##_set_##n (T *self, gboolean value);
#define VELO_DECLARE_SETTER_DATE(T, p, n, C)   void p##_set_##n (T *self, const GDate *value);
#define VELO_DECLARE_SETTER_ENUM(T, p, n, C)   void p##_set_##n (T *self, C value);
#define VELO_DECLARE_SETTER_OBJECT(T, p, n, C)
#define VELO_DECLARE_SETTER_LIST(T, p, n, C)

#define VELO_DECLARE_FIELD_X(T, p, KIND, n, C, ct) \
  VELO_GET_##KIND (C) p##_get_##n (T *self); \
  VELO_DECLARE_SETTER_##KIND (T, p, n, C)
#define VELO_DECLARE_FIELD_F(T, p, KIND, n) VELO_DECLARE_FIELD_X (T, p, KIND, n, int, int)

#define VELO_DECLARE_RECORD(T, p, OBJ, FIELDS) \
  G_DECLARE_FINAL_TYPE (T, p, VELO, OBJ, VeloRecord) \
  T *p##_new (void); \
  FIELDS (VELO_DECLARE_FIELD_F, VELO_DECLARE_FIELD_X, T, p)

G_END_DECLS
