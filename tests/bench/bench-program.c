/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the whole program with a database: start, memory, scrolling, typing, taking files in. */

#include "config.h"

#include "velo-program-test.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "velo-bench-files.h"
#include "velo-intake-batch.h"
#include "velo-sales-view.h"

#define N_SCROLLS 100
#define TICK_MSEC 4
#define FRAME_PIXELS 120
#define FRAMES_A_PLACE 120

/* How long the main loop was away: by the clock, and by what this thread itself computed meanwhile. */
typedef struct
{
  double last_wall;
  double last_cpu;
  GArray *wall;
  GArray *cpu;
  guint source;
} Stalls;

static double
get_time (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1000000;
}

static gboolean
tick_cb (gpointer user_data)
{
  Stalls *stalls = user_data;
  double wall = get_time (CLOCK_MONOTONIC);
  double cpu = get_time (CLOCK_THREAD_CPUTIME_ID);
  double wall_gap = MAX (0, wall - stalls->last_wall - TICK_MSEC);
  double cpu_gap = cpu - stalls->last_cpu;

  g_array_append_val (stalls->wall, wall_gap);
  g_array_append_val (stalls->cpu, cpu_gap);
  stalls->last_wall = wall;
  stalls->last_cpu = cpu;
  return G_SOURCE_CONTINUE;
}

static void
start_stalls (Stalls *stalls)
{
  stalls->wall = g_array_new (FALSE, FALSE, sizeof (double));
  stalls->cpu = g_array_new (FALSE, FALSE, sizeof (double));
  stalls->last_wall = get_time (CLOCK_MONOTONIC);
  stalls->last_cpu = get_time (CLOCK_THREAD_CPUTIME_ID);
  stalls->source = g_timeout_add_full (G_PRIORITY_HIGH, TICK_MSEC, tick_cb, stalls, NULL);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static void
report (const char *what,
        GArray     *times)
{
  if (times->len == 0)
    return;
  g_array_sort (times, compare_times);
  g_print ("%-40s %6u  median %8.2f  p99 %8.2f  max %8.2f ms\n", what, times->len,
           g_array_index (times, double, times->len / 2),
           g_array_index (times, double, (guint) (times->len * 0.99)),
           g_array_index (times, double, times->len - 1));
}

static void
end_stalls (Stalls     *stalls,
            const char *what)
{
  g_autofree char *wall = g_strconcat (what, ": loop away", NULL);
  g_autofree char *cpu = g_strconcat (what, ": of it computing", NULL);

  g_source_remove (stalls->source);
  report (wall, stalls->wall);
  report (cpu, stalls->cpu);
  g_array_unref (stalls->wall);
  g_array_unref (stalls->cpu);
}

/* Since the kernel started this process, loading of libraries included. */
static double
get_process_age (void)
{
  g_autofree char *stat = NULL;
  g_auto(GStrv) fields = NULL;
  const char *after_name;

  if (!g_file_get_contents ("/proc/self/stat", &stat, NULL, NULL))
    return 0;
  after_name = strrchr (stat, ')');
  fields = g_strsplit (after_name + 2, " ", -1);
  return get_time (CLOCK_BOOTTIME)
    - g_ascii_strtod (fields[19], NULL) * 1000 / (double) sysconf (_SC_CLK_TCK);
}

static void
report_memory (const char *when)
{
  g_autofree char *status = NULL;
  g_auto(GStrv) lines = NULL;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return;
  lines = g_strsplit (status, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "VmHWM:") || g_str_has_prefix (lines[i], "VmRSS:"))
      g_print ("%s: %s\n", when, lines[i]);
}

/* Moves nothing: a second name for the file, or a copy on another file system. */
static void
put_database (Program    *program,
              const char *path)
{
  g_autofree char *folder = g_build_filename (program->folder, "training", NULL);
  g_autofree char *target = g_build_filename (folder, "veloinsure.db", NULL);
  g_autoptr(GFile) from = g_file_new_for_path (path);
  g_autoptr(GFile) to = g_file_new_for_path (target);
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (link (path, target) != 0
      && !g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
}

static gboolean
is_useful (Program *program)
{
  VeloSalePane *pane = program_get_pane (program);

  return pane != NULL && g_strcmp0 (velo_sale_pane_get_showing (pane), "loading") != 0;
}

static void
painted_cb (GdkFrameClock *clock,
            gboolean      *painted)
{
  *painted = TRUE;
}

static void
wait_for_frame (Program *program)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (program->window));
  gboolean painted = FALSE;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (GTK_WIDGET (program->window));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
}

/* Until all is known, and in the list to its end. */
static void
wait_for_list (Program *program)
{
  VeloSalePane *pane = program_get_pane (program);
  VeloSaleListModel *model = velo_sale_pane_get_model (pane);
  GtkColumnView *view = GTK_COLUMN_VIEW (velo_test_find (GTK_WIDGET (pane), "column_view"));

  while (velo_sale_list_model_is_loading (model)
         || g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (view)))
            < g_list_model_get_n_items (G_LIST_MODEL (model)))
    g_main_context_iteration (NULL, TRUE);
}

static void
measure_start (Program *program)
{
  while (!is_useful (program))
    g_main_context_iteration (NULL, TRUE);
  wait_for_frame (program);
  g_print ("useful screen after %.0f ms\n", get_process_age ());
  program_wait (program);
  wait_for_list (program);
  g_print ("all %u rows known after %.0f ms\n",
           g_list_model_get_n_items (G_LIST_MODEL (velo_sale_pane_get_model (program_get_pane (program)))),
           get_process_age ());
  report_memory ("after the start");
}

static GtkAdjustment *
find_adjustment (Program *program)
{
  GtkWidget *view = velo_test_find (GTK_WIDGET (program_get_pane (program)), "column_view");

  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
}

/* Jumps all over the list: until the frame is painted, and until the rows in it have their values. */
static void
measure_scrolling (Program *program)
{
  GtkAdjustment *adjustment = find_adjustment (program);
  g_autoptr(GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) filled = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  Stalls stalls;

  start_stalls (&stalls);
  for (guint i = 0; i < N_SCROLLS; i++)
    {
      double upper = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
      double started = get_time (CLOCK_MONOTONIC);
      double took;

      gtk_adjustment_set_value (adjustment, g_rand_double_range (rand, 0, MAX (1, upper)));
      wait_for_frame (program);
      took = get_time (CLOCK_MONOTONIC) - started;
      g_array_append_val (frames, took);
      wait_for_list (program);
      wait_for_frame (program);
      took = get_time (CLOCK_MONOTONIC) - started;
      g_array_append_val (filled, took);
    }
  end_stalls (&stalls, "scrolling");
  report ("jump, until the frame", frames);
  report ("jump, until the rows are there", filled);
  gtk_adjustment_set_value (adjustment, 0);
}

static void
changed_cb (GListModel *list,
            guint       position,
            guint       n_removed,
            guint       n_added,
            gboolean   *changed)
{
  *changed = TRUE;
}

/* VELO_BENCH_SLOW: names the letters that took longer than so many milliseconds. */
static void
tell_slow (const char *typed,
           double      answered,
           double      painted,
           double      computed)
{
  const char *limit = g_getenv ("VELO_BENCH_SLOW");

  if (limit != NULL && painted > g_ascii_strtod (limit, NULL))
    g_print ("slow: \"%s\" rows known after %.1f, painted after %.1f, of it computing %.1f ms\n", typed,
             answered, painted, computed);
}

static void
measure_typing (Program *program)
{
  static const char * const texts[] = { "müller", "RE-2024-0451", "kronberg e-tr", "26k08", "4711" };
  VeloSaleListModel *model = velo_sale_pane_get_model (program_get_pane (program));
  g_autoptr(GArray) first = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) computing = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  gboolean changed = FALSE;
  gulong id = g_signal_connect (model, "items-changed", G_CALLBACK (changed_cb), &changed);
  Stalls stalls;

  start_stalls (&stalls);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (const char *p = g_utf8_next_char (texts[i]);; p = g_utf8_next_char (p))
      {
        g_autofree char *typed = g_strndup (texts[i], (gsize) (p - texts[i]));
        double started = get_time (CLOCK_MONOTONIC);
        double started_cpu = get_time (CLOCK_THREAD_CPUTIME_ID);
        double answered;
        double computed;
        double took;

        changed = FALSE;
        velo_sale_pane_set_text (program_get_pane (program), typed);
        while (velo_sale_list_model_is_loading (model) && !changed)
          g_main_context_iteration (NULL, TRUE);
        answered = get_time (CLOCK_MONOTONIC) - started;
        wait_for_frame (program);
        took = get_time (CLOCK_MONOTONIC) - started;
        g_array_append_val (first, took);
        computed = get_time (CLOCK_THREAD_CPUTIME_ID) - started_cpu;
        g_array_append_val (computing, computed);
        tell_slow (typed, answered, took, computed);
        wait_for_list (program);
        wait_for_frame (program);
        took = get_time (CLOCK_MONOTONIC) - started;
        g_array_append_val (times, took);
        if (*p == '\0')
          break;
      }
  end_stalls (&stalls, "typing");
  g_signal_handler_disconnect (model, id);
  report ("letter typed, first rows painted", first);
  report ("letter typed, of it computing", computing);
  report ("letter typed, all known and painted", times);
  velo_sale_pane_set_text (program_get_pane (program), "");
  wait_for_list (program);
}

/* Somebody who scrolls all the time: three rows a frame, and now and then to another place. */
typedef struct
{
  GtkWidget *view;
  GtkAdjustment *adjustment;
  GRand *rand;
  guint n_frames;
  guint tick;
  gulong before;
  gulong after;
  double began;
  double last;
  GArray *frames;
  GArray *painting;
} Scroller;

static gboolean
scroll_cb (GtkWidget     *view,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  Scroller *scroller = user_data;
  double upper = gtk_adjustment_get_upper (scroller->adjustment)
    - gtk_adjustment_get_page_size (scroller->adjustment);
  double value = gtk_adjustment_get_value (scroller->adjustment) + FRAME_PIXELS;

  if (scroller->n_frames++ % FRAMES_A_PLACE == 0 || value > upper)
    value = g_rand_double_range (scroller->rand, 0, MAX (1, upper));
  gtk_adjustment_set_value (scroller->adjustment, value);
  return G_SOURCE_CONTINUE;
}

static void
before_paint_cb (GdkFrameClock *clock,
                 Scroller      *scroller)
{
  scroller->began = get_time (CLOCK_MONOTONIC);
}

static void
after_paint_cb (GdkFrameClock *clock,
                Scroller      *scroller)
{
  double now = get_time (CLOCK_MONOTONIC);
  double gap = now - scroller->last;
  double took = now - scroller->began;

  if (scroller->last > 0)
    g_array_append_val (scroller->frames, gap);
  g_array_append_val (scroller->painting, took);
  scroller->last = now;
}

static void
start_scroller (Scroller *scroller,
                Program  *program)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (program->window));

  scroller->view = velo_test_find (GTK_WIDGET (program_get_pane (program)), "column_view");
  scroller->adjustment = find_adjustment (program);
  scroller->rand = g_rand_new_with_seed (1);
  scroller->frames = g_array_new (FALSE, FALSE, sizeof (double));
  scroller->painting = g_array_new (FALSE, FALSE, sizeof (double));
  scroller->tick = gtk_widget_add_tick_callback (scroller->view, scroll_cb, scroller, NULL);
  scroller->before = g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), scroller);
  scroller->after = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), scroller);
}

static void
end_scroller (Scroller *scroller)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (scroller->view);

  gtk_widget_remove_tick_callback (scroller->view, scroller->tick);
  g_signal_handler_disconnect (clock, scroller->before);
  g_signal_handler_disconnect (clock, scroller->after);
  report ("scrolling: from frame to frame", scroller->frames);
  report ("scrolling: a frame made", scroller->painting);
  g_array_unref (scroller->frames);
  g_array_unref (scroller->painting);
  g_rand_free (scroller->rand);
  gtk_adjustment_set_value (scroller->adjustment, 0);
}

static void
run_batch (VeloIntakeBatch *batch,
           guint            n_files,
           const char      *what)
{
  VeloIntakeTally tally = { 0 };
  Stalls stalls;
  double started;
  double seconds;

  start_stalls (&stalls);
  started = get_time (CLOCK_MONOTONIC);
  velo_intake_batch_start (batch);
  while (velo_intake_batch_is_running (batch))
    g_main_context_iteration (NULL, TRUE);
  seconds = (get_time (CLOCK_MONOTONIC) - started) / 1000;
  end_stalls (&stalls, what);
  velo_intake_batch_count (batch, &tally);
  g_print ("%u files taken in in %.1f s, %.0f a second: %u sales, %u known, %u without vehicle or"
           " none, %u to look at\n", n_files, seconds, n_files / seconds, tally.n_sales, tally.n_known,
           tally.n_other, tally.n_trouble);
}

/* The files @first and after, with nobody at the window or with somebody who scrolls in it. */
static void
measure_intake (Program *program,
                guint    first,
                guint    n_files,
                gboolean is_scrolled)
{
  g_autofree char *folder = g_dir_make_tmp ("velo-bench-XXXXXX", NULL);
  VeloIntakeBatch *batch = NULL;
  Scroller scroller = { 0 };

  velo_bench_write_files (folder, first, n_files);
  batch = velo_intake_batch_new (program_get_counter (program), VELO_INTAKE_ORIGIN_FOLDER);
  for (guint i = first; i < first + n_files; i++)
    {
      g_autofree char *path = velo_bench_dup_file (folder, i);
      g_autoptr(GFile) file = g_file_new_for_path (path);

      velo_intake_batch_add (batch, file);
    }
  if (is_scrolled)
    start_scroller (&scroller, program);
  run_batch (batch, n_files, is_scrolled ? "scrolling while taking in" : "taking in");
  if (is_scrolled)
    end_scroller (&scroller);
  wait_for_list (program);
  g_object_unref (batch);
  velo_test_remove (folder);
}

/* Other numbers than those that an earlier run left in the database. */
static guint
find_first (Program *program)
{
  return g_list_model_get_n_items (G_LIST_MODEL (velo_sale_pane_get_model (program_get_pane (program))))
    * 7 % 90000;
}

int
main (int   argc,
      char *argv[])
{
  Program program = { 0 };
  g_autoptr(GSettings) settings = NULL;
  g_autoptr(GSettings) training = NULL;
  guint n_files = argc > 2 ? (guint) strtoul (argv[2], NULL, 10) : 0;

  if (argc < 2)
    {
      g_printerr ("Usage: %s FILE [N-FILES-TO-TAKE-IN]\n", argv[0]);
      return 2;
    }
  g_set_prgname ("bench-program");
  adw_init ();
  program_prepare (&program);
  put_database (&program, argv[1]);
  settings = g_settings_new ("com.example.VeloInsure");
  training = g_settings_get_child (settings, "training");
  g_settings_set_boolean (training, "samples-shown", TRUE);
  program_open (&program);
  measure_start (&program);
  if (g_list_model_get_n_items (G_LIST_MODEL (velo_sale_pane_get_model (program_get_pane (&program)))) > 0)
    {
      measure_scrolling (&program);
      measure_typing (&program);
    }
  if (n_files > 0)
    {
      guint first = find_first (&program);

      measure_intake (&program, first, n_files, FALSE);
      measure_intake (&program, first + n_files, n_files, TRUE);
    }
  report_memory ("at the end");
  /* nothing is left to be said by closing properly */
  velo_test_remove (program.folder);
  _exit (0);
}
