/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests which papers are filed with a proposal, and which of them belong to the tariff that was taken. */

#include "velo-counter-fixture.h"

#include <string.h>

#include "velo-store-documents.h"

static GListStore *
load_papers (Fixture      *fixture,
             VeloProposal *proposal)
{
  GListStore *papers;
  Answer answer = { 0 };
  GError *error = NULL;

  velo_counter_load_documents_async (fixture->counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  papers = velo_counter_load_documents_finish (fixture->counter, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  return papers;
}

static GPtrArray *
list_filed (Fixture      *fixture,
            VeloProposal *proposal)
{
  GPtrArray *documents;
  Answer answer = { 0 };
  GError *error = NULL;

  velo_store_list_documents_async (fixture->store, NULL, velo_proposal_get_id (proposal), NULL, answer_cb, &answer);
  answer_wait (&answer);
  documents = velo_store_list_documents_finish (fixture->store, answer.result, &error);
  g_assert_no_error (error);
  answer_clear (&answer);
  return documents;
}

static void
hand_over (Fixture      *fixture,
           VeloDocument *document)
{
  const char *ids[] = { velo_document_get_id (document), NULL };
  Answer answer = { 0 };
  GError *error = NULL;

  velo_store_record_handover_async (fixture->store, ids, "printed", "Jana Kurbel", NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_store_record_handover_finish (fixture->store, answer.result, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
}

static void
test_documents (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(GListStore) first = NULL;
  g_autoptr(GListStore) second = NULL;

  fixture_fill (proposal);
  fixture_save (fixture, proposal);
  fixture_choose (fixture, proposal, "A", 12);
  first = load_papers (fixture, proposal);
  second = load_papers (fixture, proposal);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (first)), >=, 4);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (first)), ==,
                    g_list_model_get_n_items (G_LIST_MODEL (second)));
}

/* Who looked at variant B, had a paper of it printed and took A, gets the papers of A, each once. */
static void
test_documents_of_choice (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(GListStore) a = NULL;
  g_autoptr(GListStore) b = NULL;
  g_autoptr(GListStore) again = NULL;
  g_autoptr(GPtrArray) filed = NULL;
  g_autoptr(VeloDocument) printed = NULL;
  guint n_taken = 0;
  guint n_papers;

  fixture_fill (proposal);
  fixture_save (fixture, proposal);
  fixture_choose (fixture, proposal, "A", 12);
  a = load_papers (fixture, proposal);
  fixture_choose (fixture, proposal, "B", 12);
  b = load_papers (fixture, proposal);
  printed = g_list_model_get_item (G_LIST_MODEL (b), 0);
  hand_over (fixture, printed);
  fixture_choose (fixture, proposal, "A", 12);
  again = load_papers (fixture, proposal);
  fixture_save (fixture, proposal);
  n_papers = g_list_model_get_n_items (G_LIST_MODEL (a));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, n_papers);

  filed = list_filed (fixture, proposal);
  g_assert_cmpuint (filed->len, ==, n_papers + g_list_model_get_n_items (G_LIST_MODEL (b)));
  for (guint i = 0; i < filed->len; i++)
    {
      VeloDocument *document = g_ptr_array_index (filed, i);

      if (g_str_equal (velo_document_get_id (document), velo_document_get_id (printed)))
        g_assert_cmpint (velo_document_get_handed_over_at (document), >, 0);
      if (velo_document_get_superseded (document))
        continue;
      n_taken++;
      g_assert_nonnull (strstr (velo_document_get_title (document), "Variante A"));
    }
  g_assert_cmpuint (n_taken, ==, n_papers);
}

static VeloDocument *
add_paper (Fixture      *fixture,
           VeloProposal *proposal,
           VeloDocument *like,
           const char   *product)
{
  g_autoptr(VeloDocument) paper = velo_record_copy (like);
  g_autofree char *id = velo_record_new_id ();
  Answer answer = { 0 };
  GError *error = NULL;

  velo_document_set_id (paper, id);
  velo_document_set_product (paper, product);
  velo_document_set_filed_at (paper, velo_document_get_filed_at (like) - 1);
  velo_store_add_document_async (fixture->store, paper, NULL, NULL, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_store_add_document_finish (fixture->store, answer.result, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
  return g_steal_pointer (&paper);
}

/* The customer who got a paper with one variant has it with the other, if the insurer has one for
 * both; what was filed before papers had a variant is not counted twice. */
static void
test_documents_shared (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(GListStore) papers = NULL;
  g_autoptr(GPtrArray) filed = NULL;
  g_autoptr(VeloDocument) taken = NULL;
  g_autoptr(VeloDocument) other = NULL;
  g_autoptr(VeloDocument) older = NULL;

  fixture_fill (proposal);
  fixture_choose (fixture, proposal, "A", 12);
  fixture_save (fixture, proposal);
  papers = load_papers (fixture, proposal);
  taken = g_list_model_get_item (G_LIST_MODEL (papers), 0);
  other = add_paper (fixture, proposal, taken, "other|TARIFF");
  older = add_paper (fixture, proposal, taken, "");
  g_assert_cmpstr (velo_document_get_id (other), !=, velo_document_get_id (taken));
  g_assert_cmpstr (velo_document_get_id (older), !=, velo_document_get_id (taken));
  hand_over (fixture, other);
  filed = list_filed (fixture, proposal);
  g_assert_cmpuint (filed->len, ==, g_list_model_get_n_items (G_LIST_MODEL (papers)) + 2);
  for (guint i = 0; i < filed->len; i++)
    {
      VeloDocument *document = g_ptr_array_index (filed, i);
      const char *id = velo_document_get_id (document);

      if (g_str_equal (id, velo_document_get_id (taken)))
        g_assert_cmpint (velo_document_get_handed_over_at (document), >, 0);
      g_assert_true (velo_document_get_superseded (document)
                     == (g_str_equal (id, velo_document_get_id (other))
                         || g_str_equal (id, velo_document_get_id (older))));
    }
}

static VeloDocument *
add_bytes (Fixture      *fixture,
           VeloDocument *like,
           const char   *title,
           const char   *content)
{
  g_autoptr(VeloDocument) paper = velo_record_copy (like);
  g_autoptr(GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autofree char *id = velo_record_new_id ();
  Answer answer = { 0 };
  GError *error = NULL;

  velo_document_set_id (paper, id);
  velo_document_set_title (paper, title);
  velo_document_set_sha256 (paper, NULL);
  velo_store_add_document_async (fixture->store, paper, bytes, NULL, NULL, answer_cb, &answer);
  answer_wait (&answer);
  g_assert_true (velo_store_add_document_finish (fixture->store, answer.result, &error));
  g_assert_no_error (error);
  answer_clear (&answer);
  return g_steal_pointer (&paper);
}

/* Two papers of one kind belong to one tariff; what comes anew under the same title takes the place of the old. */
static void
test_documents_of_one_kind (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(VeloProposal) proposal = fixture_open (fixture);
  g_autoptr(GListStore) papers = NULL;
  g_autoptr(GPtrArray) filed = NULL;
  g_autoptr(VeloDocument) first = NULL;
  g_autoptr(VeloDocument) second = NULL;
  g_autoptr(VeloDocument) anew = NULL;
  guint n_superseded = 0;

  fixture_fill (proposal);
  fixture_choose (fixture, proposal, "A", 12);
  fixture_save (fixture, proposal);
  papers = load_papers (fixture, proposal);
  first = g_list_model_get_item (G_LIST_MODEL (papers), 0);
  second = add_bytes (fixture, first, "Produktblatt, zweiter Teil", "%PDF-1.4 part two");
  anew = add_bytes (fixture, first, "Produktblatt, zweiter Teil", "%PDF-1.4 part two, new");
  filed = list_filed (fixture, proposal);
  for (guint i = 0; i < filed->len; i++)
    {
      VeloDocument *document = g_ptr_array_index (filed, i);

      if (!velo_document_get_superseded (document))
        continue;
      n_superseded++;
      g_assert_cmpstr (velo_document_get_id (document), ==, velo_document_get_id (second));
    }
  g_assert_cmpuint (n_superseded, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/workflow/documents/twice", test_documents },
    { "/workflow/documents/of-one-kind", test_documents_of_one_kind },
    { "/workflow/documents/of-choice", test_documents_of_choice },
    { "/workflow/documents/shared", test_documents_shared },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
  return g_test_run ();
}
