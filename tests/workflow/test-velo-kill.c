/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that a process may be killed at any moment of a sale, and that two may want the same. */

#include <string.h>

#include "velo-date.h"
#include "velo-kill-sale.h"
#include "velo-kill-shop.h"
#include "velo-test-dirs.h"

/* Kills in all, and where a sale takes long, as under a sanitizer; sales in each database. */
#define N_KILLS       72
#define N_SLOW_KILLS  24
#define SLOW_USEC     (1500 * 1000)
#define N_SALES       4
#define MAX_LIVES     400

/* Lines of the player after which it is killed, and how many microseconds later at most. */
static const struct
{
  const char *word;
  int most_usec;
} moments[] = {
  { "taken", 6000 },
  { "found", 6000 },
  { "saved", 10000 },
  { "preparing", 12000 },
  { "prepared", 2000 },
  { "signing", 12000 },
  { "signed", 3000 },
  { "concluding", 4000 },
};

/* What the insurer does to the proposal that is on its way, and when the kill comes at the latest.
 * What is late comes to other shops than what is refused: an insurer who says on the phone that he
 * does not have a proposal must not get it afterwards. */
static const struct
{
  const char *spec;
  int most_usec;
} faults[2][4] = {
  {
    { "SET_XML_INTERFACE:delay:1:60", 80000 },
    { "SET_XML_INTERFACE:cut-after", 8000 },
    { "SET_XML_INTERFACE:delay:1:20", 20000 },
    { "GET_NEW_CONTRACTNUMBER:delay:1:20", 30000 },
  },
  {
    { "SET_XML_INTERFACE:refuse", 20000 },
    { "SET_XML_INTERFACE:cut-after", 8000 },
    { "SET_XML_INTERFACE:cut-before", 8000 },
    { "SET_XML_INTERFACE:http500", 8000 },
  },
};

/* Lets one process play until it is killed at a random moment. Returns: whether all is concluded. */
static gboolean
live (KillShop *shop,
      guint     n_shop,
      guint     n_life,
      gint64    sale_usec)
{
  g_autoptr(Player) player = NULL;
  g_autofree char *last = g_strdup_printf ("\nconcluded %u", shop->n_sales - 1);
  int kind = g_test_rand_int_range (0, 10);

  velo_training_insurer_clear_faults (shop->training);
  /* at first after each line in turn */
  if (n_shop == 0 && n_life < G_N_ELEMENTS (moments))
    player = kill_shop_start (shop, moments[n_life].word, 0, NULL);
  else if (kind < 3)
    player = kill_shop_start (shop, NULL, g_test_rand_int_range (0, (gint32) (sale_usec + sale_usec / 2)), NULL);
  else if (kind < 6)
    {
      int i = g_test_rand_int_range (0, G_N_ELEMENTS (moments));

      player = kill_shop_start (shop, moments[i].word, g_test_rand_int_range (0, moments[i].most_usec), NULL);
    }
  else
    {
      int i = g_test_rand_int_range (0, G_N_ELEMENTS (faults[0]));
      const char *spec = faults[n_shop % 2][i].spec;

      kill_shop_fault (shop, spec);
      player = kill_shop_start (shop, g_str_has_prefix (spec, "GET") ? "preparing" : "sending",
                                g_test_rand_int_range (0, faults[n_shop % 2][i].most_usec), NULL);
    }
  player_wait (player);
  return strstr (player->said->str, last) != NULL;
}

static void
report (KillShop *shop)
{
  g_autoptr(GPtrArray) numbers = velo_training_insurer_dup_contract_numbers (shop->training);

  g_test_message ("%u kills: %u before or in a draft (%u while a number was asked for), %u prepared, %u signed, "
                  "%u sending (%u right after the request left), %u unclear, %u refused; "
                  "%u sales, %u contract numbers, of which %u lost",
                  shop->n_killed, shop->n_killed_in[VELO_PROPOSAL_STATE_DRAFT], shop->n_killed_preparing,
                  shop->n_killed_in[VELO_PROPOSAL_STATE_PREPARED], shop->n_killed_in[VELO_PROPOSAL_STATE_SIGNED],
                  shop->n_killed_in[VELO_PROPOSAL_STATE_SENDING], shop->n_killed_sending,
                  shop->n_killed_in[VELO_PROPOSAL_STATE_UNCLEAR], shop->n_killed_in[VELO_PROPOSAL_STATE_REFUSED],
                  shop->n_sales, numbers->len, numbers->len - shop->n_sales);
}

/* A number is consumed by asking for it. One kill can lose one: between the insurer's answer and the
 * disk. Nothing else may. */
static void
assert_numbers (KillShop *shop)
{
  g_autoptr(GPtrArray) numbers = velo_training_insurer_dup_contract_numbers (shop->training);

  g_assert_cmpuint (numbers->len, >=, shop->n_sales);
  g_assert_cmpuint (numbers->len, <=, shop->n_sales + shop->n_killed_preparing);
}

/* How long a sale takes here and now. */
static gint64
measure (void)
{
  g_autoptr(KillShop) shop = kill_shop_new (1);
  gint64 start;

  kill_shop_finish (shop);
  kill_shop_assert_whole (shop);
  g_clear_pointer (&shop, kill_shop_free);
  shop = kill_shop_new (1);
  start = g_get_monotonic_time ();
  kill_shop_finish (shop);
  return g_get_monotonic_time () - start;
}

static void
test_killed (void)
{
  gint64 sale_usec = measure ();
  guint n_wanted = sale_usec > SLOW_USEC ? N_SLOW_KILLS : N_KILLS;
  guint n_killed = 0;
  guint n_sending = 0;

  velo_test_hold_dirs ();
  g_test_message ("a sale takes %d ms", (int) (sale_usec / 1000));
  for (guint i = 0; n_killed < n_wanted; i++)
    {
      g_autoptr(KillShop) shop = kill_shop_new (N_SALES);
      gboolean done = FALSE;

      g_assert_cmpuint (i, <, N_KILLS);
      for (guint life = 0; life < MAX_LIVES && !done && n_killed + shop->n_killed < n_wanted; life++)
        done = live (shop, i, life, sale_usec);
      kill_shop_finish (shop);
      report (shop);
      kill_shop_assert_whole (shop);
      assert_numbers (shop);
      n_killed += shop->n_killed;
      n_sending += shop->n_killed_sending;
    }
  /* or the test says nothing of what is difficult */
  g_assert_cmpuint (n_killed, >=, n_wanted);
  g_assert_cmpuint (n_sending, >=, n_wanted / 8);
}

/* Two processes have the same signed proposal on the screen, and both are told to send it at once. */
static void
test_both_conclude (void)
{
  g_autoptr(KillShop) shop = kill_shop_new (1);
  g_autoptr(Player) first = NULL;
  g_autoptr(Player) second = NULL;
  g_autoptr(Player) signing = kill_shop_start (shop, NULL, -1, "--until-signed");

  velo_test_hold_dirs ();
  player_wait (signing);
  g_assert_cmpint (signing->status, ==, 0);
  shop->side_by_side = TRUE;
  kill_shop_fault (shop, "SET_XML_INTERFACE:delay:1:100");
  first = kill_shop_start (shop, NULL, -1, "--on-word");
  second = kill_shop_start (shop, NULL, -1, "--on-word");
  player_await (first, "ready 0");
  player_await (second, "ready 0");
  player_say (first, "go\n");
  player_say (second, "go\n");
  player_wait (first);
  player_wait (second);
  g_assert_cmpuint (velo_training_insurer_count_requests (shop->training, "SET_XML_INTERFACE"), ==, 1);
  /* who came second finds it being sent, or concluded */
  g_assert_true (strstr (first->said->str, "\nsending ") != NULL || strstr (second->said->str, "\nsending ") != NULL);
  g_assert_true ((strstr (first->said->str, "\nsending ") == NULL) || (strstr (second->said->str, "\nsending ") == NULL));
  kill_shop_finish (shop);
  kill_shop_assert_whole (shop);
  g_assert_cmpuint (velo_training_insurer_count_requests (shop->training, "SET_XML_INTERFACE"), ==, 1);
}

/* How often the insurer has acted on the only proposal that it has. */
static guint
count_received (KillShop *shop)
{
  g_autoptr(GPtrArray) received = velo_training_insurer_dup_proposals (shop->training);
  VeloTrainingProposal *record;

  g_assert_cmpuint (received->len, ==, 1);
  record = g_ptr_array_index (received, 0);
  return record->n_times_received;
}

/* While one sends, another may not; when the first is killed, the next start repeats the same bytes. */
static void
test_sender_killed (void)
{
  g_autoptr(KillShop) shop = kill_shop_new (1);
  g_autoptr(Player) sender = NULL;
  g_autoptr(Player) other = NULL;

  velo_test_hold_dirs ();
  kill_shop_fault (shop, "SET_XML_INTERFACE:delay:1:400");
  shop->side_by_side = TRUE;
  sender = kill_shop_start (shop, NULL, -1, NULL);
  player_await (sender, "sending 0");
  other = kill_shop_start (shop, NULL, -1, NULL);
  player_wait (other);
  /* on a slow machine the answer may have come meanwhile */
  if (strstr (other->said->str, "concluded") == NULL)
    g_assert_cmpint (other->status, ==, 4);
  g_assert_null (strstr (other->said->str, "sending"));
  while (velo_training_insurer_count_requests (shop->training, "SET_XML_INTERFACE") == 0 && !sender->ended)
    g_main_context_iteration (NULL, FALSE);
  player_kill (sender);
  player_wait (sender);
  kill_shop_finish (shop);
  kill_shop_assert_whole (shop);
  if (!sender->killed)
    {
      g_test_skip ("the machine was too slow to kill the sender in time");
      return;
    }
  /* the insurer acts on the first request even later than on the repetition */
  while (count_received (shop) < 2)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (velo_training_insurer_count_requests (shop->training, "SET_XML_INTERFACE"), ==, 2);
  kill_shop_assert_whole (shop);
}

/* Two processes play the same sales from the invoice on. */
static void
test_side_by_side (void)
{
  g_autoptr(KillShop) shop = kill_shop_new (3);
  g_autoptr(GPtrArray) numbers = NULL;

  velo_test_hold_dirs ();
  shop->side_by_side = TRUE;
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(Player) first = NULL;
      g_autoptr(Player) second = NULL;

      kill_shop_fault (shop, i % 2 == 0 ? "SET_XML_INTERFACE:cut-after" : "SET_XML_INTERFACE:delay:1:40");
      first = kill_shop_start (shop, NULL, -1, NULL);
      second = kill_shop_start (shop, NULL, -1, NULL);
      player_wait (first);
      player_wait (second);
    }
  kill_shop_finish (shop);
  kill_shop_assert_whole (shop);
  numbers = velo_training_insurer_dup_contract_numbers (shop->training);
  g_test_message ("%u contract numbers for %u sales, asked %u times", numbers->len, shop->n_sales,
                  shop->n_numbers_asked);
  g_assert_cmpuint (numbers->len, <=, shop->n_numbers_asked);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GDate) today = velo_date_today ();
  g_autofree char *day = velo_date_format_iso (today);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_setenv (KILL_SALE_DAY, day, TRUE);
  g_test_add_func ("/workflow/kill/killed", test_killed);
  g_test_add_func ("/workflow/kill/both-conclude", test_both_conclude);
  g_test_add_func ("/workflow/kill/sender-killed", test_sender_killed);
  g_test_add_func ("/workflow/kill/side-by-side", test_side_by_side);
  return g_test_run ();
}
