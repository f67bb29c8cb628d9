/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays sales at the counter without a window, going on where the last one was killed.
 *
 *   velo-kill-sale [OPTION…] DATABASE URL
 *
 * Each line on the standard output tells what is on disk by now, or about to happen, with the
 * number of the sale. Exit status: 0 all done, 3 something entered is lost, 4 another process is
 * sending, 5 anything else.
 */

#include <stdlib.h>
#include <unistd.h>

#include "velo-counter-fixture.h"
#include "velo-date.h"
#include "velo-kill-sale.h"
#include "velo-store-documents.h"
#include "velo-store-policies.h"
#include "velo-store-sales.h"

/* Enough for every fault that a test asks for. */
#define MAX_TURNS 60

typedef struct
{
  Fixture shop;
  guint n_sales;
  gboolean until_signed;  /* leaves the proposals signed */
  gboolean on_word;       /* waits for a line before it sends */
  guint sale;             /* the one that is played */
} Player;

/* A line leaves at once and as a whole, or a kill could take back what is on disk. */
static void
tell (const char *format, ...) G_GNUC_PRINTF (1, 2);

static void
tell (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  line = g_strconcat (text, "\n", NULL);
  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    exit (5);
}

/* Returns: whether the answer is yes */
static gboolean
await_word (void)
{
  char word[16];

  if (read (STDIN_FILENO, word, sizeof word) <= 0)
    exit (5);
  return word[0] == 'y';
}

/* Steps of a sale, each awaited */

static gboolean
open_shop (Player      *player,
           const char  *path,
           const char  *url,
           const char  *password,
           GError     **error)
{
  g_autoptr(VeloEmployee) employee = velo_employee_new ();
  Answer answer = { 0 };

  velo_store_open_async (path, NULL, answer_cb, &answer);
  answer_wait (&answer);
  player->shop.store = velo_store_open_finish (answer.result, error);
  answer_clear (&answer);
  if (player->shop.store == NULL)
    return FALSE;
  player->shop.insurer = fixture_make_insurer (url, password);
  player->shop.counter = velo_counter_new (player->shop.store, player->shop.insurer, TRUE);
  velo_employee_set_id (employee, "e-1");
  velo_employee_set_name (employee, "Jana Kurbel");
  velo_employee_set_broker_number (employee, "4711001");
  velo_counter_set_employee (player->shop.counter, employee);
  return TRUE;
}

static char *
take_in (Player  *player,
         GError **error)
{
  g_autoptr(VeloInvoice) invoice = kill_sale_make_invoice (player->sale);
  g_autoptr(VeloInvoice) stored = NULL;
  g_autoptr(VeloVehicle) vehicle = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autofree char *id = NULL;
  Answer answer = { 0 };

  velo_store_add_sale_async (player->shop.store, invoice, NULL, "Jana Kurbel", NULL, answer_cb, &answer);
  answer_wait (&answer);
  if (velo_store_add_sale_finish (player->shop.store, answer.result, &id, &local_error))
    id = g_strdup (velo_invoice_get_id (invoice));
  answer_clear (&answer);
  if (id == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  velo_store_get_sale_async (player->shop.store, id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  stored = velo_store_get_sale_finish (player->shop.store, answer.result, error);
  answer_clear (&answer);
  if (stored == NULL)
    return NULL;
  tell ("taken %u", player->sale);
  vehicle = g_list_model_get_item (G_LIST_MODEL (velo_invoice_get_vehicles (stored)), 0);
  return g_strdup (velo_vehicle_get_id (vehicle));
}

static VeloPolicy *
find_policy (Player     *player,
             const char *vehicle_id)
{
  Answer answer = { 0 };
  VeloPolicy *policy;

  velo_store_get_policy_async (player->shop.store, vehicle_id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  policy = velo_store_get_policy_finish (player->shop.store, answer.result, NULL);
  answer_clear (&answer);
  return policy;
}

static gboolean
save (Player        *player,
      VeloProposal  *proposal,
      int            step,
      GError       **error)
{
  Answer answer = { 0 };
  gboolean saved;

  velo_proposal_set_step (proposal, step);
  velo_counter_save_async (player->shop.counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  saved = velo_counter_save_finish (player->shop.counter, answer.result, error);
  answer_clear (&answer);
  if (saved)
    tell ("saved %u %d", player->sale, step);
  return saved;
}

static gboolean
choose_tariff (Player        *player,
               VeloProposal  *proposal,
               GError       **error)
{
  g_autoptr(GListStore) offers = NULL;
  Answer answer = { 0 };

  velo_counter_load_offers_async (player->shop.counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  offers = velo_counter_load_offers_finish (player->shop.counter, answer.result, error);
  answer_clear (&answer);
  for (guint i = 0; offers != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (offers)); i++)
    {
      g_autoptr(VeloOffer) offer = g_list_model_get_item (G_LIST_MODEL (offers), i);
      g_autoptr(VeloQuote) quote = NULL;

      quote = velo_offer_find_quote (offer, 12, velo_proposal_get_immediate_cover (proposal));
      if (quote == NULL || !g_str_equal (velo_product_get_variant (velo_offer_get_product (offer)), "A"))
        continue;
      velo_record_assign (velo_proposal_get_product (proposal), velo_offer_get_product (offer));
      velo_proposal_set_interval (proposal, 12);
      velo_proposal_take_quote (proposal, quote);
      return TRUE;
    }
  if (offers != NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "the tariff is not offered");
  return FALSE;
}

static gboolean
hand_over (Player        *player,
           VeloProposal  *proposal,
           GError       **error)
{
  g_autoptr(GListStore) documents = NULL;
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;
  Answer answer = { 0 };
  gboolean recorded;

  velo_counter_load_documents_async (player->shop.counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  documents = velo_counter_load_documents_finish (player->shop.counter, answer.result, error);
  answer_clear (&answer);
  if (documents == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (documents)); i++)
    {
      g_autoptr(VeloDocument) document = g_list_model_get_item (G_LIST_MODEL (documents), i);

      g_strv_builder_add (ids, velo_document_get_id (document));
    }
  list = g_strv_builder_end (ids);
  velo_store_record_handover_async (player->shop.store, (const char * const *) list, "printed", "Jana Kurbel",
                                    NULL, answer_cb, &answer);
  answer_wait (&answer);
  recorded = velo_store_record_handover_finish (player->shop.store, answer.result, error);
  answer_clear (&answer);
  return recorded;
}

static gboolean
prepare (Player        *player,
         VeloProposal  *proposal,
         GError       **error)
{
  g_autoptr(GBytes) pdf = NULL;
  Answer answer = { 0 };

  tell ("preparing %u %s", player->sale,
        *velo_proposal_get_contract_number (proposal) == '\0' ? "-" : velo_proposal_get_contract_number (proposal));
  velo_counter_prepare_async (player->shop.counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  pdf = velo_counter_prepare_finish (player->shop.counter, answer.result, NULL, error);
  answer_clear (&answer);
  if (pdf != NULL)
    tell ("prepared %u %s", player->sale, velo_proposal_get_contract_number (proposal));
  return pdf != NULL;
}

static gboolean
sign (Player        *player,
      VeloProposal  *proposal,
      GError       **error)
{
  Answer answer = { 0 };
  gboolean done;

  tell ("signing %u", player->sale);
  if (player->sale % 2 == 0)
    velo_counter_sign_on_paper_async (player->shop.counter, proposal, NULL, NULL, NULL, answer_cb, &answer);
  else
    {
      g_autoptr(VeloInk) ink = kill_sale_make_ink ();

      velo_counter_sign_on_screen_async (player->shop.counter, proposal, ink, NULL, answer_cb, &answer);
    }
  answer_wait (&answer);
  done = velo_counter_sign_finish (player->shop.counter, answer.result, error);
  answer_clear (&answer);
  if (done)
    tell ("signed %u", player->sale);
  return done;
}

static gboolean
conclude (Player        *player,
          VeloProposal  *proposal,
          GError       **error)
{
  g_autoptr(VeloPolicy) policy = NULL;
  Answer answer = { 0 };

  if (player->on_word)
    {
      tell ("ready %u", player->sale);
      await_word ();
    }
  tell ("concluding %u", player->sale);
  velo_counter_conclude_async (player->shop.counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  policy = velo_counter_conclude_finish (player->shop.counter, answer.result, error);
  answer_clear (&answer);
  return policy != NULL;
}

static gboolean
revise (Player        *player,
        VeloProposal  *proposal,
        GError       **error)
{
  Answer answer = { 0 };
  gboolean revised;

  tell ("revising %u", player->sale);
  velo_counter_revise_async (player->shop.counter, proposal, NULL, answer_cb, &answer);
  answer_wait (&answer);
  revised = velo_counter_move_finish (player->shop.counter, answer.result, error);
  answer_clear (&answer);
  return revised;
}

/* Nobody but the insurer knows; the employee asks him by phone. */
static gboolean
ask (Player        *player,
     VeloProposal  *proposal,
     GError       **error)
{
  g_autoptr(VeloPolicy) policy = NULL;
  Answer answer = { 0 };
  gboolean settled;

  tell ("asking %u %s", player->sale, velo_proposal_get_contract_number (proposal));
  if (await_word ())
    {
      velo_counter_confirm_async (player->shop.counter, proposal, "by phone", NULL, answer_cb, &answer);
      answer_wait (&answer);
      policy = velo_counter_confirm_finish (player->shop.counter, answer.result, error);
      settled = policy != NULL;
    }
  else
    {
      velo_counter_deny_async (player->shop.counter, proposal, "by phone", NULL, answer_cb, &answer);
      answer_wait (&answer);
      settled = velo_counter_move_finish (player->shop.counter, answer.result, error);
    }
  answer_clear (&answer);
  return settled;
}

/* The page that the draft is at, as the assistant does when it is left. */
static gboolean
leave_page (Player        *player,
            VeloProposal  *proposal,
            GError       **error)
{
  VeloVehicle *vehicle = velo_proposal_get_vehicle (proposal);
  VeloCustomer *customer = velo_proposal_get_customer (proposal);

  switch (velo_proposal_get_step (proposal))
    {
    case 0:
      velo_proposal_set_professional_use (proposal, TRUE);
      return save (player, proposal, 1, error);
    case 1:
      if (!choose_tariff (player, proposal, error) || !hand_over (player, proposal, error))
        return FALSE;
      velo_proposal_set_documents_received (proposal, TRUE);
      return save (player, proposal, 2, error);
    case 2:
      velo_vehicle_set_battery_number (vehicle, KILL_SALE_BATTERY);
      velo_vehicle_set_leasing (vehicle, VELO_ANSWER_NO);
      velo_vehicle_set_lock_confirmed (vehicle, VELO_ANSWER_YES);
      return save (player, proposal, 3, error);
    case 3:
      velo_customer_set_email (customer, KILL_SALE_EMAIL);
      velo_proposal_set_payment (proposal, VELO_PAYMENT_DIRECT_DEBIT);
      velo_proposal_set_iban (proposal, kill_sale_get_iban (player->sale));
      velo_proposal_set_consent (proposal, TRUE);
      return save (player, proposal, KILL_SALE_N_PAGES, error);
    default:
      return prepare (player, proposal, error);
    }
}

static gboolean
take_turn (Player        *player,
           VeloProposal  *proposal,
           GError       **error)
{
  switch (velo_proposal_get_state (proposal))
    {
    case VELO_PROPOSAL_STATE_DRAFT:
      return leave_page (player, proposal, error);
    case VELO_PROPOSAL_STATE_PREPARED:
      return sign (player, proposal, error);
    case VELO_PROPOSAL_STATE_SIGNED:
    case VELO_PROPOSAL_STATE_UNCLEAR:
      return conclude (player, proposal, error);
    case VELO_PROPOSAL_STATE_REFUSED:
      return revise (player, proposal, error);
    case VELO_PROPOSAL_STATE_SENDING:
      tell ("busy %u", player->sale);
      exit (4);
    case VELO_PROPOSAL_STATE_HANDED_OVER:
      return ask (player, proposal, error);
    case VELO_PROPOSAL_STATE_CONCLUDED:
    case VELO_PROPOSAL_STATE_ABANDONED:
    default:
      tell ("stuck %u %d", player->sale, (int) velo_proposal_get_state (proposal));
      exit (5);
    }
}

static VeloProposal *
find_proposal (Player      *player,
               const char  *vehicle_id,
               GError     **error)
{
  Answer answer = { 0 };
  VeloProposal *proposal;
  const char *lost;

  velo_counter_open_proposal_async (player->shop.counter, vehicle_id, NULL, answer_cb, &answer);
  answer_wait (&answer);
  proposal = velo_counter_open_proposal_finish (player->shop.counter, answer.result, error);
  answer_clear (&answer);
  if (proposal == NULL)
    return NULL;
  tell ("found %u %d %d %s", player->sale, (int) velo_proposal_get_state (proposal),
        velo_proposal_get_step (proposal),
        *velo_proposal_get_contract_number (proposal) == '\0' ? "-" : velo_proposal_get_contract_number (proposal));
  lost = kill_sale_find_lost (proposal, player->sale, velo_proposal_get_step (proposal));
  if (lost != NULL)
    {
      tell ("lost %u %s", player->sale, lost);
      exit (3);
    }
  return proposal;
}

/* What another process, a cut or a refusal did is seen in the store at the next turn. */
static gboolean
may_go_on (const GError *error)
{
  return error->domain == VELO_COUNTER_ERROR
         && error->code != VELO_COUNTER_ERROR_INCOMPLETE
         && error->code != VELO_COUNTER_ERROR_NO_TARIFF
         && error->code != VELO_COUNTER_ERROR_NO_CREDENTIALS;
}

/* Two who prepare the same draft at once can take it from each other for ever: who is second waits,
 * each time longer, for a time that the other cannot have too. */
static void
step_back (guint n_failed)
{
  g_usleep ((gulong) g_random_int_range (0, 10000 << MIN (n_failed, 9)));
}

static gboolean
play_sale (Player  *player,
           GError **error)
{
  g_autofree char *vehicle_id = take_in (player, error);
  g_autoptr(VeloProposal) proposal = NULL;
  guint n_changed = 0;

  for (guint i = 0; vehicle_id != NULL && i < MAX_TURNS; i++)
    {
      g_autoptr(VeloPolicy) policy = find_policy (player, vehicle_id);
      g_autoptr(GError) local_error = NULL;

      if (policy != NULL)
        {
          tell ("concluded %u %s", player->sale, velo_policy_get_contract_number (policy));
          return TRUE;
        }
      if (proposal == NULL)
        proposal = find_proposal (player, vehicle_id, error);
      if (proposal == NULL)
        return FALSE;
      if (player->until_signed && velo_proposal_get_state (proposal) == VELO_PROPOSAL_STATE_SIGNED)
        return TRUE;
      if (take_turn (player, proposal, &local_error))
        continue;
      tell ("failed %u %s %d", player->sale, g_quark_to_string (local_error->domain), local_error->code);
      if (!may_go_on (local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (g_error_matches (local_error, VELO_COUNTER_ERROR, VELO_COUNTER_ERROR_CHANGED))
        step_back (n_changed++);
      g_clear_object (&proposal);
    }
  if (vehicle_id != NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the sale comes to no end");
  return FALSE;
}

static void
on_proposal_changed_cb (VeloCounter  *counter,
                        VeloProposal *proposal,
                        Player       *player)
{
  if (velo_proposal_get_state (proposal) == VELO_PROPOSAL_STATE_SENDING)
    tell ("sending %u %d", player->sale, velo_proposal_get_attempts (proposal));
}

static gboolean
backup (Player      *player,
        const char  *directory,
        GError     **error)
{
  g_autofree char *path = NULL;
  Answer answer = { 0 };

  velo_store_backup_async (player->shop.store, directory, TRUE, NULL, answer_cb, &answer);
  answer_wait (&answer);
  path = velo_store_backup_finish (player->shop.store, answer.result, error);
  answer_clear (&answer);
  return path != NULL;
}

/* As the page of settings does. */
static void
keep_settings (const char *url)
{
  g_autoptr(GSettings) insurer = g_settings_new ("com.example.VeloInsure.Insurer");
  g_autoptr(GSettings) shop = g_settings_new ("com.example.VeloInsure.Shop");

  g_settings_set_string (insurer, "base-url", url);
  g_settings_set_string (insurer, "user-name", VELO_TRAINING_USER);
  g_settings_set_string (shop, "name", "Radhaus Kurbel");
  g_settings_sync ();
}

int
main (int   argc,
      char *argv[])
{
  Player player = { 0 };
  int n_sales = 1;
  g_autofree char *password = g_strdup (VELO_TRAINING_PASSWORD);
  g_autofree char *backups = NULL;
  g_autoptr(GOptionContext) context = g_option_context_new ("DATABASE URL");
  g_autoptr(GError) error = NULL;
  gboolean settings = FALSE;
  gboolean done = TRUE;
  const GOptionEntry entries[] = {
    { "sales", 0, 0, G_OPTION_ARG_INT, &n_sales, "Sales to play", "N" },
    { "on-word", 0, 0, G_OPTION_ARG_NONE, &player.on_word, "Read a line before each sending", NULL },
    { "until-signed", 0, 0, G_OPTION_ARG_NONE, &player.until_signed, "Send nothing", NULL },
    { "settings", 0, 0, G_OPTION_ARG_NONE, &settings, "Keep the account and the shop in the settings", NULL },
    { "backup", 0, 0, G_OPTION_ARG_FILENAME, &backups, "Back the store up at the end", "FOLDER" },
    { NULL },
  };

  /* standard output is for what is told */
  g_log_writer_default_set_use_stderr (TRUE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 3)
    return 5;
  if (g_getenv ("VELO_KILL_SALE_PASSWORD") != NULL)
    {
      g_free (password);
      password = g_strdup (g_getenv ("VELO_KILL_SALE_PASSWORD"));
    }
  if (settings)
    keep_settings (argv[2]);
  player.n_sales = (guint) n_sales;
  done = open_shop (&player, argv[1], argv[2], password, &error);
  if (done)
    g_signal_connect (player.shop.counter, "proposal-changed", G_CALLBACK (on_proposal_changed_cb), &player);
  for (player.sale = 0; done && player.sale < player.n_sales; player.sale++)
    done = play_sale (&player, &error);
  if (done && backups != NULL)
    done = backup (&player, backups, &error);
  if (player.shop.counter != NULL)
    fixture_close (&player.shop);
  if (done)
    tell ("done %u", player.n_sales);
  else
    tell ("gave-up %u %s %d", player.sale, g_quark_to_string (error->domain), error->code);
  return done ? EXIT_SUCCESS : 5;
}
