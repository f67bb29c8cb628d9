/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloDatabaseError:
 * @VELO_DATABASE_ERROR_FAILED: anything else, a mistake in a statement
 * @VELO_DATABASE_ERROR_CLOSED: the database is closed
 * @VELO_DATABASE_ERROR_TOO_NEW: the file was written by a newer program
 * @VELO_DATABASE_ERROR_CORRUPT: the file is damaged or none of ours
 * @VELO_DATABASE_ERROR_BUSY: another process holds it
 * @VELO_DATABASE_ERROR_FULL: the disk is full
 * @VELO_DATABASE_ERROR_CONFLICT: a row with this key is there already
 * @VELO_DATABASE_ERROR_INVALID: a value that the tables do not allow
 * @VELO_DATABASE_ERROR_IO: the file cannot be read or written
 *
 * What a caller may decide on.
 */
typedef enum
{
  VELO_DATABASE_ERROR_FAILED,
  VELO_DATABASE_ERROR_CLOSED,
  VELO_DATABASE_ERROR_TOO_NEW,
  VELO_DATABASE_ERROR_CORRUPT,
  VELO_DATABASE_ERROR_BUSY,
  VELO_DATABASE_ERROR_FULL,
  VELO_DATABASE_ERROR_CONFLICT,
  VELO_DATABASE_ERROR_INVALID,
  VELO_DATABASE_ERROR_IO
} VeloDatabaseError;

#define VELO_DATABASE_ERROR (velo_database_error_quark ())
GQuark velo_database_error_quark (void);

G_END_DECLS
