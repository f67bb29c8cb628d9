/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VeloStoreError:
 * @VELO_STORE_ERROR_FAILED: anything else, a mistake in the program
 * @VELO_STORE_ERROR_CLOSED: the store is closed
 * @VELO_STORE_ERROR_NOT_FOUND: there is no such row
 * @VELO_STORE_ERROR_EXISTS: this sale, number or policy is there already
 * @VELO_STORE_ERROR_CONFLICT: another window was faster, or the step is not allowed
 * @VELO_STORE_ERROR_INVALID: a value that no row may have
 * @VELO_STORE_ERROR_TOO_NEW: the file was written by a newer program
 * @VELO_STORE_ERROR_CORRUPT: the file or a document in it is damaged
 * @VELO_STORE_ERROR_BUSY: another process holds the file
 * @VELO_STORE_ERROR_FULL: the disk is full
 * @VELO_STORE_ERROR_IO: the file cannot be read or written
 *
 * What a caller may decide on.
 */
typedef enum
{
  VELO_STORE_ERROR_FAILED,
  VELO_STORE_ERROR_CLOSED,
  VELO_STORE_ERROR_NOT_FOUND,
  VELO_STORE_ERROR_EXISTS,
  VELO_STORE_ERROR_CONFLICT,
  VELO_STORE_ERROR_INVALID,
  VELO_STORE_ERROR_TOO_NEW,
  VELO_STORE_ERROR_CORRUPT,
  VELO_STORE_ERROR_BUSY,
  VELO_STORE_ERROR_FULL,
  VELO_STORE_ERROR_IO
} VeloStoreError;

#define VELO_STORE_ERROR (velo_store_error_quark ())
GQuark velo_store_error_quark (void);

G_END_DECLS
