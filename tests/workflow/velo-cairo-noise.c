/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps what cairo itself leaves behind out of the leak check, so that short stacks are enough for it. */

#include "config.h"

#include <cairo.h>
#include <stddef.h>

/* Of the sanitizers; where they are not in, there is nothing to tell them. */
void __lsan_disable (void) __attribute__ ((weak));
void __lsan_enable  (void) __attribute__ ((weak));

void __real_cairo_surface_finish (cairo_surface_t *surface);
void __wrap_cairo_surface_finish (cairo_surface_t *surface);

/*
 * In place of cairo's, by the linker (--wrap): cairo 1.16 keeps something of the fonts of each PDF that is drawn anew.
 * Where there is a stack, lsan.supp says the same.
 */
void
__wrap_cairo_surface_finish (cairo_surface_t *surface)
{
  if (__lsan_disable != NULL)
    __lsan_disable ();
  __real_cairo_surface_finish (surface);
  if (__lsan_enable != NULL)
    __lsan_enable ();
}
