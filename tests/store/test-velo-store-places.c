/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what is remembered of the places in watched folders. */

#include "velo-store-fixture.h"
#include "velo-store-places.h"

static GPtrArray *
make_files (const char * const *names,
            gsize               n_names,
            gint64              size)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < n_names; i++)
    {
      VeloTakenFile *file = velo_taken_file_new ();

      velo_taken_file_set_name (file, names[i]);
      velo_taken_file_set_size (file, size);
      velo_taken_file_set_modified_at (file, 1234567890);
      g_ptr_array_add (files, file);
    }
  return files;
}

static gboolean
note (Fixture     *fixture,
      const char  *folder,
      GPtrArray   *files,
      gboolean     known,
      GError     **error)
{
  AWAIT (fixture->result, velo_store_note_places_async (fixture->store, folder, files, known, NULL,
                                                        velo_await_cb, &fixture->result));
  return velo_store_note_places_finish (fixture->store, fixture->result, error);
}

static GPtrArray *
list (Fixture    *fixture,
      const char *folder,
      gboolean   *known)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *files = NULL;

  AWAIT (fixture->result, velo_store_list_places_async (fixture->store, folder, NULL,
                                                        velo_await_cb, &fixture->result));
  files = velo_store_list_places_finish (fixture->store, fixture->result, known, &error);
  g_assert_no_error (error);
  return files;
}

static void
test_places (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const names[] = { "a.pdf", "b.pdf" };
  g_autoptr(GPtrArray) files = make_files (names, 2, 100);
  g_autoptr(GPtrArray) changed = make_files (names, 1, 200);
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;
  gboolean known = TRUE;

  found = list (fixture, "file:///in", &known);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_false (known);
  g_clear_pointer (&found, g_ptr_array_unref);

  g_assert_true (note (fixture, "file:///in", files, FALSE, &error));
  g_assert_true (note (fixture, "file:///in", changed, TRUE, &error));
  found = list (fixture, "file:///in", &known);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_true (known);
  for (guint i = 0; i < found->len; i++)
    {
      VeloTakenFile *file = g_ptr_array_index (found, i);
      gboolean is_changed = g_str_equal (velo_taken_file_get_name (file), "a.pdf");

      g_assert_cmpint (velo_taken_file_get_size (file), ==, is_changed ? 200 : 100);
      g_assert_cmpint (velo_taken_file_get_modified_at (file), ==, 1234567890);
    }
  g_clear_pointer (&found, g_ptr_array_unref);
  found = list (fixture, "file:///out", &known);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_false (known);
}

static void
test_forget (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const names[] = { "a.pdf" };
  g_autoptr(GPtrArray) files = make_files (names, 1, 100);
  g_autoptr(GPtrArray) here = NULL;
  g_autoptr(GPtrArray) there = NULL;
  g_autoptr(GError) error = NULL;
  gboolean known = TRUE;

  g_assert_true (note (fixture, "file:///in", files, TRUE, &error));
  g_assert_true (note (fixture, "file:///out", files, TRUE, &error));
  AWAIT (fixture->result, velo_store_forget_places_async (fixture->store, "file:///in", NULL,
                                                          velo_await_cb, &fixture->result));
  g_assert_true (velo_store_forget_places_finish (fixture->store, fixture->result, &error));
  here = list (fixture, "file:///in", &known);
  g_assert_cmpuint (here->len, ==, 0);
  g_assert_false (known);
  there = list (fixture, "file:///out", &known);
  g_assert_cmpuint (there->len, ==, 1);
  g_assert_true (known);
}

/* One that is wrong, and none is remembered. */
static void
test_all_or_nothing (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char * const names[] = { "a.pdf", "b.pdf" };
  g_autoptr(GPtrArray) files = make_files (names, 2, 100);
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;
  gboolean known = TRUE;

  velo_taken_file_set_size (g_ptr_array_index (files, 1), -1);
  g_assert_false (note (fixture, "file:///in", files, TRUE, &error));
  g_assert_error (error, VELO_STORE_ERROR, VELO_STORE_ERROR_INVALID);
  found = list (fixture, "file:///in", &known);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_false (known);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  gboolean known = TRUE;

  g_cancellable_cancel (cancellable);
  AWAIT (fixture->result, velo_store_list_places_async (fixture->store, "file:///in", cancellable,
                                                        velo_await_cb, &fixture->result));
  g_assert_null (velo_store_list_places_finish (fixture->store, fixture->result, &known, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("places/places", test_places);
  ADD ("places/forget", test_forget);
  ADD ("places/all-or-nothing", test_all_or_nothing);
  ADD ("places/cancelled", test_cancelled);
  return g_test_run ();
}
