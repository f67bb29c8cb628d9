/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of handing "cancelled" on to a request. */

#include "config.h"

#include "velo-abort.h"

typedef struct
{
  GMainContext *context;
  GCancellable *cancellable;
  GCancellable *abort;
  GSource *watch;
  gboolean cancelled_when_reported;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->context = g_main_context_new ();
  f->cancellable = g_cancellable_new ();
  f->abort = g_cancellable_new ();
  f->watch = velo_abort_watch (f->cancellable, f->abort, f->context);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  velo_abort_unwatch (&f->watch);
  g_assert_finalize_object (f->abort);
  g_assert_finalize_object (f->cancellable);
  g_main_context_unref (f->context);
}

static void
run (Fixture *f)
{
  while (g_main_context_iteration (f->context, FALSE))
    ;
}

static gboolean
reported_cb (gpointer user_data)
{
  Fixture *f = user_data;

  f->cancelled_when_reported = g_cancellable_is_cancelled (f->abort);
  return G_SOURCE_REMOVE;
}

/* As libsoup does it: what it found out waits as a source of its own priority when somebody cancels. */
static void
test_reported_first (Fixture       *f,
                     gconstpointer  data)
{
  g_autoptr(GSource) report = NULL;

  f->cancelled_when_reported = TRUE;
  g_cancellable_cancel (f->cancellable);
  report = g_idle_source_new ();
  g_source_set_priority (report, G_PRIORITY_DEFAULT);
  g_source_set_callback (report, reported_cb, f, NULL);
  g_source_attach (report, f->context);
  g_assert_false (g_cancellable_is_cancelled (f->abort));
  run (f);
  g_assert_false (f->cancelled_when_reported);
  g_assert_true (g_cancellable_is_cancelled (f->abort));
}

static gpointer
cancel_thread (gpointer data)
{
  g_cancellable_cancel (data);
  return NULL;
}

/* The request is stopped where it runs, not where somebody cancels. */
static void
test_other_thread (Fixture       *f,
                   gconstpointer  data)
{
  g_thread_join (g_thread_new ("cancel", cancel_thread, f->cancellable));
  g_assert_false (g_cancellable_is_cancelled (f->abort));
  run (f);
  g_assert_true (g_cancellable_is_cancelled (f->abort));
}

static void
test_unwatched (Fixture       *f,
                gconstpointer  data)
{
  velo_abort_unwatch (&f->watch);
  g_assert_null (f->watch);
  velo_abort_unwatch (&f->watch);
  g_cancellable_cancel (f->cancellable);
  run (f);
  g_assert_false (g_cancellable_is_cancelled (f->abort));
}

/* Over after it was cancelled, before it was handed on: what is done now is not undone. */
static void
test_unwatched_late (Fixture       *f,
                     gconstpointer  data)
{
  g_cancellable_cancel (f->cancellable);
  velo_abort_unwatch (&f->watch);
  run (f);
  g_assert_false (g_cancellable_is_cancelled (f->abort));
}

#define ADD(path, func) g_test_add ("/abort/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("reported-first", test_reported_first);
  ADD ("other-thread", test_other_thread);
  ADD ("unwatched", test_unwatched);
  ADD ("unwatched-late", test_unwatched_late);
  return g_test_run ();
}
