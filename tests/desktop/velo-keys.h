/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real keys on the test's own display, and what they cost the person who presses them. */
#pragma once

#include <gtk/gtk.h>

/* Seconds of the keystroke-level model: a key of a typist of average skill, and making up one's mind. */
#define VELO_KEYS_KEY_SECONDS 0.28
#define VELO_KEYS_THINK_SECONDS 1.35

/**
 * VeloKeys:
 * @display: (owned): connection of Xlib of its own
 * @hook: hears which keys the toolkit has been given
 * @n_keys: keys that were pressed, shift and the like among them
 * @n_moves: of them, those that only moved the focus
 * @n_decisions: how often a person has to read and make up her mind
 * @wait_usec: how long the program let wait between the keys
 * @pace: 0, or how many times as slowly as the model a person is played in real time; measuring only
 */
typedef struct
{
  gpointer display;
  gulong hook;
  guint n_keys;
  guint n_moves;
  guint n_decisions;
  gint64 wait_usec;
  double pace;
} VeloKeys;

gboolean velo_keys_open    (VeloKeys   *keys);
void     velo_keys_close   (VeloKeys   *keys);

/* Presses one key, named as gtk_accelerator_parse() reads it: "Tab", "<Alt>n", "<Control>comma". */
void     velo_keys_press   (VeloKeys   *keys,
                            const char *accelerator);
void     velo_keys_type    (VeloKeys   *keys,
                            const char *text);

/* A person reads the page and makes up her mind. */
void     velo_keys_decide  (VeloKeys   *keys);
double   velo_keys_seconds (const VeloKeys *keys);

/* Waits as WAIT_UNTIL() does, and counts the time. */
#define VELO_KEYS_WAIT(keys, condition) \
  G_STMT_START { \
    gint64 velo_started = g_get_monotonic_time (); \
    WAIT_UNTIL (condition); \
    (keys)->wait_usec += g_get_monotonic_time () - velo_started; \
  } G_STMT_END
