/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the settings of the claims service, its limits of tries, and who may move a claim. */

#include "velo-claims-buckets.h"
#include "velo-claims-config.h"
#include "velo-claims-error.h"
#include "velo-claims-token.h"

#include <string.h>

#include "velo-claim-state.h"

#define GOOD "[service]\npublic-url=https://claims.example\ndatabase=/x\ndesk-phone=0511\ninsurer=T\n"

static void
test_defaults (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VeloClaimsConfig) config = velo_claims_config_new_data (GOOD, &error);

  g_assert_no_error (error);
  g_assert_cmpint (config->port, ==, 8470);
  g_assert_cmpstr (config->listen, ==, "127.0.0.1");
  g_assert_cmpint (config->promise_minutes, ==, 120);
  g_assert_cmpint (config->invitation_hours, ==, 72);
  g_assert_cmpint (config->idle_minutes, ==, 30);
  g_assert_cmpint (config->session_hours, ==, 8);
  g_assert_cmpint (config->offer_days, ==, 14);
  g_assert_cmpint (velo_settlement_rules_get_limit_cents (config->rules), ==, 400000);
}

static void
test_broken (void)
{
  static const char *const broken[] = {
    "", "[service]\n", "no key file",
    "[service]\npublic-url=https://claims.example\ndatabase=/x\ndesk-phone=0511\n",
    GOOD "colour=red\n", GOOD "port=70000\n", GOOD "port=-1\n", GOOD "port=abc\n", GOOD "listen=0.0.0.0\n",
    GOOD "certificate=/a\n", GOOD "[claims]\nhours=always\n", GOOD "[claims]\nregion=CH\n",
    GOOD "[claims]\nlimit-euros=4000,00\n", GOOD "[payout]\niban=DE00\nname=T\n",
    GOOD "[claims]\ninvitation-hours=1\n", GOOD "[messages]\nmethod=post\n", GOOD "[messages]\nmethod=CONNECT\n",
    GOOD "[payout]\nname=T\n", GOOD "[payout]\niban=DE89370400440532013000\nname=Größe\n",
    "[service]\npublic-url=http://claims.example\ndatabase=/x\ndesk-phone=0511\ninsurer=T\n",
    "[service]\npublic-url=https://claims.example/\ndatabase=/x\ndesk-phone=0511\ninsurer=T\n",
    "[service]\npublic-url=claims.example\ndatabase=/x\ndesk-phone=0511\ninsurer=T\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", broken[i]);
      g_assert_null (velo_claims_config_new_data (broken[i], &error));
      g_assert_error (error, VELO_CLAIMS_ERROR, VELO_CLAIMS_ERROR_CONFIG);
    }
}

static void
test_usable (void)
{
  static const char *const usable[] = {
    GOOD "listen=0.0.0.0\ncertificate=/a\nkey=/b\n", GOOD "listen=::1\n",
    GOOD "[payout]\niban=DE89 3704 0044 0532 0130 00\nname=Training Versicherung\n",
    "[service]\npublic-url=http://127.0.0.1:8470\ndatabase=/x\ndesk-phone=0511\ninsurer=T\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (usable); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(VeloClaimsConfig) config = velo_claims_config_new_data (usable[i], &error);

      g_assert_no_error (error);
      g_assert_nonnull (config);
    }
}

static void
test_buckets (void)
{
  g_autoptr(VeloClaimsBuckets) buckets = velo_claims_buckets_new (3, 5);
  gint64 now = G_TIME_SPAN_HOUR;

  for (int i = 0; i < 3; i++)
    g_assert_true (velo_claims_buckets_take (buckets, "a", now));
  g_assert_false (velo_claims_buckets_take (buckets, "a", now));
  g_assert_true (velo_claims_buckets_take (buckets, "b", now));
  g_assert_true (velo_claims_buckets_take (buckets, "c", now));
  g_assert_false (velo_claims_buckets_take (buckets, "d", now));
  g_assert_true (velo_claims_buckets_take (buckets, "d", now + G_TIME_SPAN_MINUTE));
  g_assert_true (velo_claims_buckets_take (buckets, "a", now + G_TIME_SPAN_MINUTE));
  /* a clock that goes back gives nothing away */
  for (int i = 0; i < 10; i++)
    velo_claims_buckets_take (buckets, "e", now);
  g_assert_false (velo_claims_buckets_take (buckets, "e", now));
}

/* Twenty thousand addresses must not be remembered one by one. */
static void
test_many_addresses (void)
{
  g_autoptr(VeloClaimsBuckets) buckets = velo_claims_buckets_new (2, 1000000);
  guint allowed = 0;

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *address = g_strdup_printf ("%d", i);

      allowed += velo_claims_buckets_take (buckets, address, G_TIME_SPAN_HOUR);
    }
  g_assert_cmpuint (allowed, >=, 10000);
  g_assert_cmpuint (allowed, <=, 10002);
}

static void
test_states (void)
{
  static const struct { VeloClaimState from; VeloClaimState to; VeloClaimActor actor; gboolean allowed; } moves[] = {
    { VELO_CLAIM_STATE_REPORTED, VELO_CLAIM_STATE_SUITABLE, VELO_CLAIM_ACTOR_DESK, TRUE },
    { VELO_CLAIM_STATE_REPORTED, VELO_CLAIM_STATE_SUITABLE, VELO_CLAIM_ACTOR_CUSTOMER, FALSE },
    { VELO_CLAIM_STATE_REPORTED, VELO_CLAIM_STATE_INVITED, VELO_CLAIM_ACTOR_DESK, FALSE },
    { VELO_CLAIM_STATE_INVITED, VELO_CLAIM_STATE_STARTED, VELO_CLAIM_ACTOR_CUSTOMER, TRUE },
    { VELO_CLAIM_STATE_INVITED, VELO_CLAIM_STATE_STARTED, VELO_CLAIM_ACTOR_DESK, FALSE },
    { VELO_CLAIM_STATE_CALCULATING, VELO_CLAIM_STATE_OFFERED, VELO_CLAIM_ACTOR_ASSESSOR, TRUE },
    { VELO_CLAIM_STATE_CALCULATING, VELO_CLAIM_STATE_OFFERED, VELO_CLAIM_ACTOR_DESK, FALSE },
    { VELO_CLAIM_STATE_OFFERED, VELO_CLAIM_STATE_ACCEPTED, VELO_CLAIM_ACTOR_CUSTOMER, TRUE },
    { VELO_CLAIM_STATE_OFFERED, VELO_CLAIM_STATE_ACCEPTED, VELO_CLAIM_ACTOR_DESK, FALSE },
    { VELO_CLAIM_STATE_OFFERED, VELO_CLAIM_STATE_CALL_BACK, VELO_CLAIM_ACTOR_SERVICE, TRUE },
    { VELO_CLAIM_STATE_OFFERED, VELO_CLAIM_STATE_CALL_BACK, VELO_CLAIM_ACTOR_CUSTOMER, FALSE },
    { VELO_CLAIM_STATE_ACCEPTED, VELO_CLAIM_STATE_PAID, VELO_CLAIM_ACTOR_DESK, FALSE },
    { VELO_CLAIM_STATE_PAYOUT_ORDERED, VELO_CLAIM_STATE_PAID, VELO_CLAIM_ACTOR_SERVICE, TRUE },
    { VELO_CLAIM_STATE_OFFERED, VELO_CLAIM_STATE_CLOSED, VELO_CLAIM_ACTOR_PARTNER, FALSE },
    { VELO_CLAIM_STATE_OFFERED, VELO_CLAIM_STATE_CLOSED, VELO_CLAIM_ACTOR_DESK, TRUE },
    { VELO_CLAIM_STATE_CLOSED, VELO_CLAIM_STATE_CLOSED, VELO_CLAIM_ACTOR_DESK, FALSE },
    { VELO_CLAIM_STATE_CLOSED, VELO_CLAIM_STATE_SUITABLE, VELO_CLAIM_ACTOR_DESK, FALSE },
  };
  VeloClaimState state = VELO_CLAIM_STATE_PAID;

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    g_assert_cmpint (velo_claim_state_allows (moves[i].from, moves[i].to, moves[i].actor), ==, moves[i].allowed);
  /* the sales partner changes nothing, from wherever to wherever */
  for (int from = 0; from <= VELO_CLAIM_STATE_CLOSED; from++)
    for (int to = 0; to <= VELO_CLAIM_STATE_CLOSED; to++)
      g_assert_false (velo_claim_state_allows ((VeloClaimState) from, (VeloClaimState) to, VELO_CLAIM_ACTOR_PARTNER));
  g_assert_true (velo_claim_state_from_nick ("photos_complete", &state));
  g_assert_cmpint (state, ==, VELO_CLAIM_STATE_PHOTOS_COMPLETE);
  g_assert_false (velo_claim_state_from_nick ("lost", &state));
  g_assert_false (velo_claim_state_from_nick (NULL, &state));
}

/* At each of the 22 places nearly all of the 64 characters come: none of the 132 bits is always the same. */
static void
test_random (void)
{
  guint64 seen[22] = { 0 };

  velo_claims_crypto_init ();
  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *token = velo_claims_token_new ();

      for (int k = 0; k < 22; k++)
        {
          guint c = (guchar) token[k];
          guint place = c >= 'a' ? c - 'a' : c >= 'A' && c <= 'Z' ? c - 'A' + 26 : c == '-' ? 52 : c == '_' ? 53 : c - '0' + 54;

          seen[k] |= G_GUINT64_CONSTANT (1) << place;
        }
    }
  for (int k = 0; k < 22; k++)
    g_assert_cmpint (__builtin_popcountll (seen[k]), >=, 50);
}

static void
test_secrets (void)
{
  g_autofree char *hash = NULL;
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  velo_claims_crypto_init ();
  hash = velo_claims_password_hash ("a long password", FALSE);
  /* 64 MiB, twice: what nobody has made cheap */
  g_assert_true (g_str_has_prefix (hash, "$argon2id$v=19$m=65536,t=2,p=1$"));
  g_assert_true (velo_claims_password_verify (hash, "a long password"));
  g_assert_false (velo_claims_password_verify (hash, "a long passwore"));
  g_assert_false (velo_claims_password_verify (hash, ""));
  g_assert_false (velo_claims_password_verify ("nonsense", "a long password"));
  g_assert_false (velo_claims_password_is_usable ("too short"));
  for (int i = 0; i < 1000; i++)
    {
      char *token = velo_claims_token_new ();
      g_autofree char *code = velo_claims_code_new ();

      g_assert_cmpuint (strlen (token), ==, 22);
      g_assert_cmpuint (strspn (token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), ==, 22);
      g_assert_true (g_hash_table_add (seen, token));
      g_assert_cmpuint (strlen (code), ==, 6);
    }
  g_assert_true (velo_claims_text_equal ("abc", "abc"));
  g_assert_false (velo_claims_text_equal ("abc", "abd"));
  g_assert_false (velo_claims_text_equal ("abc", "abcd"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claims-config/defaults", test_defaults);
  g_test_add_func ("/claims-config/broken", test_broken);
  g_test_add_func ("/claims-config/usable", test_usable);
  g_test_add_func ("/claims-config/buckets", test_buckets);
  g_test_add_func ("/claims-config/many-addresses", test_many_addresses);
  g_test_add_func ("/claims-config/states", test_states);
  g_test_add_func ("/claims-config/secrets", test_secrets);
  g_test_add_func ("/claims-config/random", test_random);
  return g_test_run ();
}
