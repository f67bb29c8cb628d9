/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real keys on the test's own display: the X server thinks that they come from a keyboard. */

#include "config.h"

#include "velo-keys.h"

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>

/* Keys of which a key board has two take the left one. */
static const struct { GdkModifierType modifier; KeySym sym; } modifiers[] = {
  { GDK_CONTROL_MASK, XK_Control_L },
  { GDK_ALT_MASK, XK_Alt_L },
  { GDK_SHIFT_MASK, XK_Shift_L },
};

/* So long may a key take to the toolkit; which a window manager keeps for itself never comes. */
#define MAX_ARRIVE_USEC (10 * G_USEC_PER_SEC)

/* Keys that went down, on the keyboard and in the toolkit: of the display, whoever holds the struct. */
static guint n_sent;
static guint n_arrived;

static gboolean
on_event_cb (GSignalInvocationHint *hint,
             guint                  n_values,
             const GValue          *values,
             gpointer               data)
{
  GdkEvent *event = g_value_peek_pointer (&values[1]);

  n_arrived += gdk_event_get_event_type (event) == GDK_KEY_PRESS;
  return TRUE;
}

gboolean
velo_keys_open (VeloKeys *keys)
{
  guint signal;
  int ignored;

  *keys = (VeloKeys) { NULL };
  g_type_ensure (GDK_TYPE_SURFACE);
  signal = g_signal_lookup ("event", GDK_TYPE_SURFACE);
  keys->hook = g_signal_add_emission_hook (signal, 0, on_event_cb, NULL, NULL);
  keys->display = XOpenDisplay (NULL);
  return keys->display != NULL && XTestQueryExtension (keys->display, &ignored, &ignored, &ignored, &ignored);
}

void
velo_keys_close (VeloKeys *keys)
{
  if (keys->hook != 0)
    g_signal_remove_emission_hook (g_signal_lookup ("event", GDK_TYPE_SURFACE), keys->hook);
  keys->hook = 0;
  if (keys->display != NULL)
    XCloseDisplay (keys->display);
  keys->display = NULL;
}

/* The person needs @seconds, while the program goes on. */
static void
take_time (VeloKeys *keys,
           double    seconds)
{
  gint64 until = g_get_monotonic_time () + (gint64) (keys->pace * seconds * G_USEC_PER_SEC);

  while (keys->pace > 0 && g_get_monotonic_time () < until)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
}

static void
send (VeloKeys *keys,
      KeySym    sym,
      gboolean  down)
{
  KeyCode code = XKeysymToKeycode (keys->display, sym);

  g_assert_cmpuint (code, !=, 0);
  XTestFakeKeyEvent (keys->display, code, down ? True : False, CurrentTime);
  n_sent += down;
}

/* What the server has been told has come to the toolkit, and what the toolkit does at once is done. While a
 * frame is on its way to the screen the toolkit holds events back, and on a busy machine that lasts. */
static void
arrive (VeloKeys *keys)
{
  gint64 deadline = g_get_monotonic_time () + MAX_ARRIVE_USEC;

  XSync (keys->display, False);
  gdk_display_sync (gdk_display_get_default ());
  while (n_arrived < n_sent && g_get_monotonic_time () < deadline)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  n_arrived = n_sent;
  for (guint i = 0; i < 50; i++)
    while (g_main_context_iteration (NULL, FALSE))
      ;
}

static void
stroke (VeloKeys        *keys,
        KeySym           sym,
        GdkModifierType  state)
{
  KeyCode code = XKeysymToKeycode (keys->display, sym);

  if (XkbKeycodeToKeysym (keys->display, code, 0, 0) != sym
      && XkbKeycodeToKeysym (keys->display, code, 0, 1) == sym)
    state |= GDK_SHIFT_MASK;
  for (gsize i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if ((state & modifiers[i].modifier) != 0)
      {
        take_time (keys, VELO_KEYS_KEY_SECONDS);
        send (keys, modifiers[i].sym, TRUE);
        keys->n_keys++;
      }
  take_time (keys, VELO_KEYS_KEY_SECONDS);
  send (keys, sym, TRUE);
  send (keys, sym, FALSE);
  keys->n_keys++;
  for (gsize i = G_N_ELEMENTS (modifiers); i > 0; i--)
    if ((state & modifiers[i - 1].modifier) != 0)
      send (keys, modifiers[i - 1].sym, FALSE);
}

void
velo_keys_press (VeloKeys   *keys,
                 const char *accelerator)
{
  GdkModifierType state;
  guint sym;

  g_assert_true (gtk_accelerator_parse (accelerator, &sym, &state));
  stroke (keys, sym, state);
  switch (sym)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_Left:
    case GDK_KEY_Right:
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      keys->n_moves++;
      break;
    default:
      break;
    }
  arrive (keys);
}

void
velo_keys_type (VeloKeys   *keys,
                const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      stroke (keys, gdk_unicode_to_keyval (g_utf8_get_char (p)), 0);
      arrive (keys);
    }
}

void
velo_keys_decide (VeloKeys *keys)
{
  keys->n_decisions++;
  take_time (keys, VELO_KEYS_THINK_SECONDS);
}

double
velo_keys_seconds (const VeloKeys *keys)
{
  return VELO_KEYS_KEY_SECONDS * keys->n_keys + VELO_KEYS_THINK_SECONDS * keys->n_decisions
         + (double) keys->wait_usec / G_USEC_PER_SEC;
}
