/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the sample claims come, each in its state, by the rules of the service alone. */

#include "velo-claims-player.h"
#include "velo-claims-training.h"
#include "velo-date.h"
#include "velo-remove.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  VeloClaimsService *service;
  VeloClaimsPlayer *desk;
} Scene;

static void
start (Scene *scene)
{
  g_autoptr(GError) error = NULL;

  scene->service = velo_claims_training_start (scene->folder, 0, &error);
  g_assert_no_error (error);
  scene->desk = velo_claims_player_new (velo_claims_service_get_uri (scene->service), NULL);
  velo_claims_player_sign_in (scene->desk, "desk", VELO_CLAIMS_TRAINING_PASSWORD, &error);
  g_assert_no_error (error);
}

static void
stop (Scene *scene)
{
  g_clear_pointer (&scene->desk, velo_claims_player_free);
  velo_claims_service_stop (scene->service);
  g_assert_finalize_object (scene->service);
}

static void
set_up (Scene         *scene,
        gconstpointer  data)
{
  scene->folder = g_dir_make_tmp ("velo-training-XXXXXX", NULL);
  start (scene);
}

static void
tear_down (Scene         *scene,
           gconstpointer  data)
{
  stop (scene);
  velo_test_remove (scene->folder);
  g_free (scene->folder);
}

static JsonObject *
get (Scene      *scene,
     const char *path)
{
  g_autoptr(GError) error = NULL;
  JsonObject *answer = velo_claims_player_call (scene->desk, "desk", "GET", path, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

/* %NULL if there is no such claim */
static VeloClaim *
find (Scene      *scene,
      const char *number)
{
  g_autofree char *path = g_strconcat ("api/v1/claims?words=", number, NULL);
  g_autoptr(JsonObject) answer = get (scene, path);
  JsonArray *claims = json_object_get_array_member (answer, "claims");
  VeloClaim *claim;

  g_assert_cmpuint (json_array_get_length (claims), <=, 1);
  if (json_array_get_length (claims) == 0)
    return NULL;
  claim = velo_claim_new ();
  velo_record_load_json (claim, json_array_get_object_element (claims, 0));
  return claim;
}

static void
check_state (Scene                  *scene,
             const VeloClaimsSample *sample)
{
  g_autoptr(VeloClaim) claim = find (scene, sample->number);

  g_test_message ("%s", sample->number);
  g_assert_nonnull (claim);
  g_assert_cmpint (velo_claim_get_state (claim), ==, sample->until);
  g_assert_cmpint (velo_claim_get_kind (claim), ==, sample->kind);
  g_assert_cmpstr (velo_claim_get_country (claim), ==, sample->vehicle.country);
  g_assert_cmpint (velo_claim_get_created (claim), <=, velo_time_now () - sample->minutes_ago * G_TIME_SPAN_MINUTE);
}

/* What the assessor is told to look at twice, as "slot code" in any order. */
static GHashTable *
list_flags (Scene      *scene,
            const char *number)
{
  g_autoptr(VeloClaim) claim = find (scene, number);
  g_autofree char *path = g_strdup_printf ("api/v1/claims/%s/photos", velo_claim_get_id (claim));
  g_autoptr(JsonObject) answer = get (scene, path);
  JsonArray *photos = json_object_get_array_member (answer, "photos");
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (photos); i++)
    {
      JsonObject *photo = json_array_get_object_element (photos, i);
      JsonArray *flags = json_object_get_array_member (photo, "flags");

      for (guint k = 0; k < json_array_get_length (flags); k++)
        g_hash_table_add (found, g_strdup_printf ("%s %s", json_object_get_string_member (photo, "slot"),
                                                  json_object_get_string_member (json_array_get_object_element (flags, k),
                                                                                 "code")));
    }
  return found;
}

static void
check_flags (Scene *scene)
{
  g_autoptr(GHashTable) flags = list_flags (scene, "26-2000002");
  g_autoptr(GHashTable) copied = list_flags (scene, "26-2000001");
  g_autoptr(GHashTable) none = list_flags (scene, "26-2000003");

  g_assert_cmpuint (g_hash_table_size (flags), ==, 4);
  g_assert_true (g_hash_table_contains (flags, "damage-far duplicate"));
  g_assert_true (g_hash_table_contains (flags, "damage-middle before-loss"));
  g_assert_true (g_hash_table_contains (flags, "damage-close blurred"));
  g_assert_true (g_hash_table_contains (flags, "rear-left edited"));
  g_assert_cmpuint (g_hash_table_size (copied), ==, 1);
  g_assert_true (g_hash_table_contains (copied, "damage-far duplicate"));
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
}

/* Something is due already, something later; both kinds of calls, the calculation and the release. */
static void
check_tasks (Scene *scene)
{
  g_autoptr(JsonObject) answer = get (scene, "api/v1/tasks");
  JsonArray *tasks = json_object_get_array_member (answer, "tasks");
  guint kinds = 0;
  guint n_over = 0;
  guint n_later = 0;

  for (guint i = 0; i < json_array_get_length (tasks); i++)
    {
      g_autoptr(VeloCallTask) task = velo_call_task_new ();

      velo_record_load_json (task, json_array_get_object_element (tasks, i));
      kinds |= 1u << velo_call_task_get_kind (task);
      if (velo_call_task_get_due (task) <= velo_time_now ())
        n_over++;
      else
        n_later++;
    }
  g_assert_cmpuint (kinds, ==, 1u << VELO_TASK_KIND_OFFER_SERVICE | 1u << VELO_TASK_KIND_CALL_BACK
                               | 1u << VELO_TASK_KIND_CALCULATE | 1u << VELO_TASK_KIND_RELEASE);
  g_assert_cmpuint (n_over, >=, 2);
  g_assert_cmpuint (n_later, >=, 2);
}

static void
came_cb (const char *number,
         const char *link,
         gpointer    user_data)
{
  guint *n = user_data;

  *n += 1;
}

/* The whole of it, in every state there is. */
static void
test_history (Scene         *scene,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  guint states = 0;
  guint n = 0;

  g_assert_false (velo_claims_training_has_history (scene->folder));
  velo_claims_training_add_history (scene->folder, NULL, came_cb, &n, &error);
  g_assert_no_error (error);
  g_assert_true (velo_claims_training_has_history (scene->folder));
  g_assert_cmpuint (n, ==, velo_claims_n_samples - VELO_CLAIMS_N_FIRST_SAMPLES);
  for (gsize i = 0; i < velo_claims_n_samples; i++)
    {
      check_state (scene, &velo_claims_samples[i]);
      states |= 1u << velo_claims_samples[i].until;
    }
  g_assert_cmpuint (states, ==, (1u << (VELO_CLAIM_STATE_CLOSED + 1)) - 1);
  check_flags (scene);
  check_tasks (scene);
  /* the second time there is nothing to do */
  n = 0;
  velo_claims_training_add_history (scene->folder, NULL, came_cb, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 0);
}

/* The first ones are there as soon as the service is, and once only. */
static void
test_first (Scene         *scene,
            gconstpointer  data)
{
  for (gsize i = 0; i < velo_claims_n_samples; i++)
    if (i < VELO_CLAIMS_N_FIRST_SAMPLES)
      check_state (scene, &velo_claims_samples[i]);
    else
      g_assert_null (find (scene, velo_claims_samples[i].number));
  stop (scene);
  start (scene);
  check_state (scene, &velo_claims_samples[0]);
}

static void
cancel_cb (const char *number,
           const char *link,
           gpointer    user_data)
{
  g_cancellable_cancel (user_data);
}

/* The program is closed while claims come: what came stays, and nothing comes twice. */
static void
test_cancelled (Scene         *scene,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (velo_claims_training_add_history (scene->folder, cancellable, cancel_cb, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (velo_claims_training_has_history (scene->folder));
  check_state (scene, &velo_claims_samples[VELO_CLAIMS_N_FIRST_SAMPLES]);
  /* cancelled before it begins */
  g_assert_false (velo_claims_training_add_history (scene->folder, cancellable, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_links (Scene         *scene,
            gconstpointer  data)
{
  g_autofree char *invited = velo_claims_training_find_link (scene->folder, "26-1000001");
  g_autofree char *not_invited = velo_claims_training_find_link (scene->folder, "26-1000002");
  g_autofree char *strange = NULL;
  g_autofree char *kept = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (invited);
  g_assert_true (g_str_has_prefix (invited, "s/"));
  g_assert_null (not_invited);
  velo_claims_training_keep_link (scene->folder, "../7 7", "http://127.0.0.1:4711/s/abc", &error);
  g_assert_no_error (error);
  kept = velo_claims_training_find_link (scene->folder, "../7 7");
  g_assert_cmpstr (kept, ==, "s/abc");
  g_assert_false (velo_claims_training_keep_link (scene->folder, "26-1", "nothing", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  strange = velo_claims_training_find_link (scene->folder, "26-1");
  g_assert_null (strange);
}

static void
test_save_photos (Scene         *scene,
                  gconstpointer  data)
{
  static const char * const names[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", NULL };
  g_autoptr(VeloClaim) claim = find (scene, "26-1000001");
  g_autofree char *folder = g_build_filename (scene->folder, "photos", NULL);
  g_autofree char *path = g_build_filename (folder, "9.jpg", NULL);
  g_autofree char *below = g_build_filename (path, "photos", NULL);
  g_autoptr(GError) error = NULL;

  velo_claims_training_save_photos (folder, claim, names, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_false (velo_claims_training_save_photos (below, claim, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

static void
assert_contents (const char *folder,
                 const char *name,
                 const char *expected)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}

/* The folder is the user's: what was drawn before is replaced, and nothing else is, nor through a link. */
static void
test_foreign_photos (Scene         *scene,
                     gconstpointer  data)
{
  static const char * const names[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", NULL };
  g_autoptr(VeloClaim) claim = find (scene, "26-1000001");
  g_autofree char *folder = g_build_filename (scene->folder, "pictures", NULL);
  g_autofree char *own = g_build_filename (folder, "1.jpg", NULL);
  g_autofree char *aim = g_build_filename (folder, "holiday.txt", NULL);
  g_autofree char *link = g_build_filename (folder, "2.jpg", NULL);
  g_autofree char *second = g_build_filename (folder, "1 (2).jpg", NULL);
  g_autofree char *third = g_build_filename (folder, "1 (3).jpg", NULL);
  g_autofree char *beside = g_build_filename (folder, "2 (2).jpg", NULL);
  g_autofree char *again = g_build_filename (folder, "3 (2).jpg", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (own, "my own", -1, NULL));
  g_assert_true (g_file_set_contents (aim, "Training Phone 3", -1, NULL));
  g_assert_cmpint (symlink (aim, link), ==, 0);
  for (int i = 0; i < 2; i++)
    {
      velo_claims_training_save_photos (folder, claim, names, &error);
      g_assert_no_error (error);
    }
  assert_contents (folder, "1.jpg", "my own");
  assert_contents (folder, "2.jpg", "Training Phone 3");
  assert_contents (folder, "holiday.txt", "Training Phone 3");
  g_assert_true (g_file_test (second, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_test (beside, G_FILE_TEST_IS_REGULAR));
  g_assert_false (g_file_test (third, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (again, G_FILE_TEST_EXISTS));
}

/* A folder that cannot be one, and a port that is taken. */
static void
test_cannot_start (Scene         *scene,
                   gconstpointer  data)
{
  g_autofree char *file = g_build_filename (scene->folder, "claims-accounts", NULL);
  g_autofree char *below = g_build_filename (file, "training", NULL);
  g_autoptr(GUri) uri = g_uri_parse (velo_claims_service_get_uri (scene->service), G_URI_FLAGS_NONE, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (velo_claims_training_start (below, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_clear_error (&error);
  g_assert_null (velo_claims_training_start (scene->folder, (guint) g_uri_get_port (uri), &error));
  g_assert_nonnull (error);
}

/* The player passes on what the service refuses. */
static void
test_player_refused (Scene         *scene,
                     gconstpointer  data)
{
  g_autoptr(VeloClaimsPlayer) nobody = velo_claims_player_new (velo_claims_service_get_uri (scene->service), NULL);
  g_autoptr(JsonObject) answer = NULL;
  g_autofree char *link = velo_claims_training_find_link (scene->folder, "26-1000001");
  g_autoptr(GError) error = NULL;

  g_assert_false (velo_claims_player_sign_in (nobody, "desk", "wrong", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (velo_claims_player_log_in (nobody, link, "26-1000001", "X-Y 1", 10, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  answer = velo_claims_player_call (scene->desk, "desk", "GET", "api/v1/claims/00000000000000000000000000000000",
                                    NULL, &error);
  g_assert_null (answer);
  g_assert_nonnull (error);
}

#define ADD(NAME, FUNC) g_test_add ("/claims-training/" NAME, Scene, NULL, set_up, FUNC, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* what is drawn is looked at in tests of its own */
  g_setenv ("VELO_SAMPLE_PHOTOS_ROUGH", "1", TRUE);
  ADD ("first", test_first);
  ADD ("history", test_history);
  ADD ("cancelled", test_cancelled);
  ADD ("links", test_links);
  ADD ("save-photos", test_save_photos);
  ADD ("foreign-photos", test_foreign_photos);
  ADD ("cannot-start", test_cannot_start);
  ADD ("player-refused", test_player_refused);
  return g_test_run ();
}
