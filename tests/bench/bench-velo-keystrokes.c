/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the main job costs without a mouse: keys, moves of the focus, decisions, and seconds of them. */

#include "config.h"

#include "velo-keyboard-walk.h"

static void
print_cost (const char     *step,
            const VeloKeys *cost)
{
  g_print ("# %-12s %5u %6u %10u %8.2f %9.1f\n", step, cost->n_keys, cost->n_moves, cost->n_decisions,
           (double) cost->wait_usec / G_USEC_PER_SEC, velo_keys_seconds (cost));
}

static VeloKeys
get_difference (const VeloKeys *after,
                const VeloKeys *before)
{
  VeloKeys cost = *after;

  cost.n_keys -= before->n_keys;
  cost.n_moves -= before->n_moves;
  cost.n_decisions -= before->n_decisions;
  cost.wait_usec -= before->wait_usec;
  return cost;
}

static void
end_cb (VeloWalk       *walk,
        const char     *step,
        const VeloKeys *before)
{
  const VeloKeys cost = get_difference (&walk->keys, before);

  print_cost (step, &cost);
}

/* The invoice is chosen in a file dialog here; what a dropped one costs begins after that. */
static void
test_keystrokes (Program       *program,
                 gconstpointer  data)
{
  const char *pace = g_getenv ("VELO_BENCH_PACE");
  VeloWalk walk;
  VeloKeys before;
  VeloKeys cost;
  gint64 started;

  if (!velo_walk_open (&walk, program))
    return;
  walk.end = end_cb;
  g_print ("# %-12s %5s %6s %10s %8s %9s\n", "step", "keys", "moves", "decisions", "wait s", "total s");
  velo_walk_open_invoice (&walk);
  before = walk.keys;
  started = g_get_monotonic_time ();
  walk.keys.pace = pace == NULL ? 0 : g_ascii_strtod (pace, NULL);
  velo_walk_insure (&walk, "Invoice", NULL);
  cost = get_difference (&walk.keys, &before);
  print_cost ("all but Open", &cost);
  g_print ("# bench: dropped invoice to policy: %u keys, %u of them moves, %u decisions, %.1f s waited, "
           "about %.1f s (%.2f s a key, %.2f s a decision; without printing and the customer's pen)\n",
           cost.n_keys, cost.n_moves, cost.n_decisions, (double) cost.wait_usec / G_USEC_PER_SEC,
           velo_keys_seconds (&cost), VELO_KEYS_KEY_SECONDS, VELO_KEYS_THINK_SECONDS);
  if (pace != NULL)
    g_print ("# bench: played in real time, %.1f times as slowly as the model: %.1f s by the clock\n", walk.keys.pace,
             (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC);
  velo_walk_close (&walk);
}

int
main (int   argc,
      char *argv[])
{
  velo_test_init (&argc, &argv);
  g_test_add ("/bench/keystrokes", Program, NULL, program_set_up, test_keystrokes, program_tear_down);
  return g_test_run ();
}
