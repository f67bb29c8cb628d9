/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "velo-record.h"

G_BEGIN_DECLS

/* The value of a field in an instance. */
#define VELO_FIELD_AT(self, field, Type) (*(Type *) G_STRUCT_MEMBER_P ((self), (field)->offset))

void velo_record_set_value (VeloRecord   *self,
                            guint         index,
                            gconstpointer value);

#define VELO_STRUCT_FIELD_X(T, p, KIND, n, C, ct) VELO_CTYPE_##KIND (C) n;
#define VELO_STRUCT_FIELD_F(T, p, KIND, n)        VELO_STRUCT_FIELD_X (T, p, KIND, n, int, int)

#define VELO_INDEX_FIELD_X(T, p, KIND, n, C, ct)  p##_field_##n,
#define VELO_INDEX_FIELD_F(T, p, KIND, n)         p##_field_##n,

#define VELO_TABLE_FIELD_X(T, p, KIND, n, C, ct) \
  { #n, VELO_FIELD_##KIND, G_STRUCT_OFFSET (T, n), ct##_get_type },
#define VELO_TABLE_FIELD_F(T, p, KIND, n) \
  { #n, VELO_FIELD_##KIND, G_STRUCT_OFFSET (T, n), NULL },

#define VELO_SETTER_TEXT(T, p, n, C) \
  void p##_set_##n (T *self, const char *value) \
  { velo_record_set_value (VELO_RECORD (self), p##_field_##n, value); }
#define VELO_SETTER_BY_ADDRESS(T, p, n, C) \
  void p##_set_##n (T *self, C value) \
  { velo_record_set_value (VELO_RECORD (self), p##_field_##n, &value); }
#define VELO_SETTER_INT(T, p, n, C)    VELO_SETTER_BY_ADDRESS (T, p, n, int)
#define VELO_SETTER_CENTS(T, p, n, C)  VELO_SETTER_BY_ADDRESS (T, p, n, gint64)
#define VELO_SETTER_TIME(T, p, n, C)   VELO_SETTER_BY_ADDRESS (T, p, n, gint64)
#define VELO_SETTER_FLAG(T, p, n, C)   VELO_SETTER_BY_ADDRESS (T, p, n, gboolean)
#define VELO_SETTER_ENUM(T, p, n, C)   VELO_SETTER_BY_ADDRESS (T, p, n, C)
#define VELO_SETTER_DATE(T, p, n, C) \
  void p##_set_##n (T *self, const GDate *value) \
  { velo_record_set_value (VELO_RECORD (self), p##_field_##n, value); }
#define VELO_SETTER_OBJECT(T, p, n, C)
#define VELO_SETTER_LIST(T, p, n, C)

#define VELO_ACCESS_FIELD_X(T, p, KIND, n, C, ct) \
  VELO_GET_##KIND (C) p##_get_##n (T *self) { return self->n; } \
  VELO_SETTER_##KIND (T, p, n, C)
#define VELO_ACCESS_FIELD_F(T, p, KIND, n) VELO_ACCESS_FIELD_X (T, p, KIND, n, int, int)

/**
 * VELO_DEFINE_RECORD:
 * @T: name of the type
 * @p: prefix of its functions
 * @TYPE: its type macro
 * @FIELDS: its table of fields
 *
 * Defines the struct, the class, the accessors and the constructor of a record.
 */
#define VELO_DEFINE_RECORD(T, p, TYPE, FIELDS) \
  struct _##T { VeloRecord parent_instance; FIELDS (VELO_STRUCT_FIELD_F, VELO_STRUCT_FIELD_X, T, p) }; \
  enum { FIELDS (VELO_INDEX_FIELD_F, VELO_INDEX_FIELD_X, T, p) p##_n_fields }; \
  static const VeloField p##_fields[] = { FIELDS (VELO_TABLE_FIELD_F, VELO_TABLE_FIELD_X, T, p) }; \
  G_DEFINE_FINAL_TYPE (T, p, VELO_TYPE_RECORD) \
  static void p##_class_init (T##Class *klass) \
  { velo_record_class_install_fields (VELO_RECORD_CLASS (klass), p##_fields, p##_n_fields); } \
  static void p##_init (T *self) { } \
  T *p##_new (void) { return g_object_new (TYPE, NULL); } \
  FIELDS (VELO_ACCESS_FIELD_F, VELO_ACCESS_FIELD_X, T, p)

G_END_DECLS
