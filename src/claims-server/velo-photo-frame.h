/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How the service and the program that reads photos speak: the file on standard input to its end;
 * on standard output the lengths of three parts, 4 bytes each, the highest first, a JSON object with
 * what was found, the photo made anew, and a small picture of it. A refused photo has the member
 * "refusal" and no other part.
 */
#define VELO_PHOTO_PROGRAM "veloinsure-read-photo"
#define VELO_PHOTO_MAX_BYTES (15 * 1024 * 1024)
#define VELO_PHOTO_MAX_PIXELS (40 * 1000 * 1000)
#define VELO_PHOTO_MAX_SIDE 2560
#define VELO_PHOTO_SMALL_SIDE 320
#define VELO_PHOTO_MAX_FACTS 4096
#define VELO_PHOTO_MAX_ANSWER (16 * 1024 * 1024)
#define VELO_PHOTO_MAX_SMALL (512 * 1024)
#define VELO_PHOTO_HEAD_SIZE 12

G_END_DECLS
