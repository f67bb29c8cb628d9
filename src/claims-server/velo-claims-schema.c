/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the claims service. */

#define G_LOG_DOMAIN "velo-claims"

#include "config.h"

#include "velo-claims-schema.h"

#define CLAIMS_MARK 0x56656c63 /* "Velc" */

/* A claim is kept whole as a document; the columns beside it are what is searched and sorted by. */
static gboolean
create_claims (VeloConnection *connection,
               GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE claim ("
    "  id TEXT NOT NULL PRIMARY KEY CHECK (length (id) = 32),"
    "  number_key TEXT NOT NULL UNIQUE,"
    "  plate_key TEXT NOT NULL,"
    "  phone TEXT NOT NULL,"
    "  email_key TEXT NOT NULL,"
    "  name_key TEXT NOT NULL,"
    "  state TEXT NOT NULL,"
    "  portfolio TEXT NOT NULL,"
    "  due INTEGER NOT NULL,"
    "  changed INTEGER NOT NULL,"
    "  changed_by TEXT NOT NULL,"
    "  changed_as TEXT NOT NULL,"
    "  revision INTEGER NOT NULL CHECK (revision > 0),"
    "  document TEXT NOT NULL"
    ") STRICT;"
    "CREATE INDEX claim_by_plate ON claim (plate_key);"
    "CREATE INDEX claim_by_phone ON claim (phone);"
    "CREATE INDEX claim_by_name ON claim (name_key);"
    "CREATE INDEX claim_by_email ON claim (email_key) WHERE email_key <> '';"
    "CREATE INDEX claim_by_state ON claim (state, changed);"
    "CREATE INDEX claim_by_changed ON claim (changed);"
    "CREATE INDEX claim_by_portfolio ON claim (portfolio, changed) WHERE portfolio <> '';"
    "CREATE INDEX claim_by_due ON claim (due) WHERE due > 0;",
    error);
}

static gboolean
create_journal (VeloConnection *connection,
                GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE journal ("
    "  number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),"
    "  claim_id TEXT NOT NULL,"
    "  time INTEGER NOT NULL,"
    "  who TEXT NOT NULL,"
    "  actor TEXT NOT NULL,"
    "  what TEXT NOT NULL CHECK (what <> ''),"
    "  from_state TEXT NOT NULL,"
    "  to_state TEXT NOT NULL,"
    "  reason_hash TEXT NOT NULL,"
    "  previous TEXT NOT NULL,"
    "  hash TEXT NOT NULL UNIQUE CHECK (length (hash) = 64)"
    ") STRICT;"
    "CREATE INDEX journal_by_claim ON journal (claim_id, number);"
    "CREATE TRIGGER journal_not_changed BEFORE UPDATE ON journal"
    " BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;"
    "CREATE TRIGGER journal_not_removed BEFORE DELETE ON journal"
    " BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;"
    "CREATE TABLE journal_text ("
    "  number INTEGER NOT NULL PRIMARY KEY REFERENCES journal (number),"
    "  salt TEXT NOT NULL,"
    "  text TEXT NOT NULL"
    ") STRICT;"
    "CREATE TABLE deletion ("
    "  time INTEGER NOT NULL,"
    "  what TEXT NOT NULL,"
    "  count INTEGER NOT NULL"
    ") STRICT;"
    "CREATE TABLE handling ("
    "  number INTEGER NOT NULL PRIMARY KEY,"
    "  offered INTEGER NOT NULL,"
    "  promised INTEGER NOT NULL,"
    "  waited INTEGER NOT NULL,"
    "  worked INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX handling_by_time ON handling (offered);"
    "CREATE TABLE task ("
    "  id TEXT NOT NULL PRIMARY KEY,"
    "  claim_id TEXT NOT NULL REFERENCES claim (id),"
    "  kind TEXT NOT NULL,"
    "  urgent INTEGER NOT NULL,"
    "  due INTEGER NOT NULL,"
    "  note TEXT NOT NULL,"
    "  done INTEGER NOT NULL,"
    "  done_by TEXT NOT NULL,"
    "  outcome TEXT NOT NULL"
    ") STRICT;"
    "CREATE INDEX task_open ON task (urgent DESC, due) WHERE done = 0;"
    "CREATE INDEX task_by_claim ON task (claim_id, due);",
    error);
}

/* The number and hash of the last entry, and nothing but one further each time. */
static gboolean
create_journal_end (VeloConnection *connection,
                    GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE journal_end ("
    "  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),"
    "  number INTEGER NOT NULL CHECK (number >= 0),"
    "  hash TEXT NOT NULL"
    ") STRICT;"
    "INSERT INTO journal_end (one, number, hash) VALUES (1, 0, '');"
    "CREATE TRIGGER journal_end_not_back BEFORE UPDATE ON journal_end WHEN NEW.number <> OLD.number + 1"
    " BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;"
    "CREATE TRIGGER journal_end_not_removed BEFORE DELETE ON journal_end"
    " BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;",
    error);
}

static gboolean
create_accounts (VeloConnection *connection,
                 GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE account ("
    "  id TEXT NOT NULL PRIMARY KEY,"
    "  name TEXT NOT NULL UNIQUE,"
    "  shown TEXT NOT NULL,"
    "  actor TEXT NOT NULL,"
    "  portfolio TEXT NOT NULL,"
    "  password TEXT NOT NULL,"
    "  active INTEGER NOT NULL,"
    "  created INTEGER NOT NULL"
    ") STRICT;"
    "CREATE TABLE session ("
    "  token_hash TEXT NOT NULL PRIMARY KEY CHECK (length (token_hash) = 64),"
    "  account_id TEXT REFERENCES account (id),"
    "  claim_id TEXT REFERENCES claim (id),"
    "  csrf TEXT NOT NULL,"
    "  created INTEGER NOT NULL,"
    "  used INTEGER NOT NULL,"
    "  CHECK ((account_id IS NULL) <> (claim_id IS NULL))"
    ") STRICT;"
    "CREATE INDEX session_by_used ON session (used);"
    "CREATE TABLE invitation ("
    "  token_hash TEXT NOT NULL PRIMARY KEY CHECK (length (token_hash) = 64),"
    "  claim_id TEXT NOT NULL REFERENCES claim (id),"
    "  created INTEGER NOT NULL,"
    "  expires INTEGER NOT NULL,"
    "  tries INTEGER NOT NULL,"
    "  locked_until INTEGER NOT NULL,"
    "  dead INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX invitation_by_claim ON invitation (claim_id);",
    error);
}

static gboolean
create_offers (VeloConnection *connection,
               GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE calculation ("
    "  claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claim (id),"
    "  document TEXT NOT NULL,"
    "  who TEXT NOT NULL,"
    "  changed INTEGER NOT NULL"
    ") STRICT;"
    "CREATE TABLE offer ("
    "  id TEXT NOT NULL PRIMARY KEY,"
    "  claim_id TEXT NOT NULL REFERENCES claim (id),"
    "  number INTEGER NOT NULL CHECK (number IN (1, 2)),"
    "  cents INTEGER NOT NULL CHECK (cents > 0),"
    "  calculation TEXT NOT NULL,"
    "  settlement TEXT NOT NULL,"
    "  who TEXT NOT NULL,"
    "  created INTEGER NOT NULL,"
    "  valid_until INTEGER NOT NULL,"
    "  derivation BLOB,"
    "  UNIQUE (claim_id, number)"
    ") STRICT;"
    "CREATE TABLE approval ("
    "  claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claim (id),"
    "  settlement TEXT NOT NULL,"
    "  who TEXT NOT NULL,"
    "  time INTEGER NOT NULL"
    ") STRICT;",
    error);
}

/* Bank data stands in these tables only, never in the claim's document or in the journal. */
static gboolean
create_payouts (VeloConnection *connection,
                GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE code ("
    "  claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claim (id),"
    "  code_hash TEXT NOT NULL,"
    "  expires INTEGER NOT NULL,"
    "  tries INTEGER NOT NULL,"
    "  holder TEXT NOT NULL,"
    "  iban TEXT NOT NULL"
    ") STRICT;"
    "CREATE TABLE payout ("
    "  id TEXT NOT NULL PRIMARY KEY,"
    "  claim_id TEXT NOT NULL UNIQUE REFERENCES claim (id),"
    "  offer_id TEXT NOT NULL REFERENCES offer (id),"
    "  end_to_end_id TEXT NOT NULL UNIQUE,"
    "  cents INTEGER NOT NULL CHECK (cents > 0),"
    "  holder TEXT NOT NULL,"
    "  iban TEXT NOT NULL,"
    "  changed_after INTEGER NOT NULL,"
    "  returned INTEGER NOT NULL DEFAULT 0,"
    "  first_by TEXT NOT NULL,"
    "  payee_result TEXT NOT NULL DEFAULT '' CHECK (payee_result IN ('', 'match', 'close', 'none')),"
    "  payee_name TEXT NOT NULL DEFAULT '',"
    "  payee_by TEXT NOT NULL DEFAULT '',"
    "  payee_time INTEGER NOT NULL DEFAULT 0,"
    "  created INTEGER NOT NULL"
    ") STRICT;"
    "CREATE TABLE payout_file ("
    "  message_id TEXT NOT NULL PRIMARY KEY,"
    "  payout_id TEXT NOT NULL REFERENCES payout (id),"
    "  file BLOB NOT NULL,"
    "  hash TEXT NOT NULL,"
    "  first_by TEXT NOT NULL,"
    "  second_by TEXT NOT NULL,"
    "  created INTEGER NOT NULL,"
    "  outcome TEXT NOT NULL"
    ") STRICT;"
    "CREATE TABLE bank_report ("
    "  file_hash TEXT NOT NULL CHECK (length (file_hash) = 64),"
    "  end_to_end_id TEXT NOT NULL,"
    "  time INTEGER NOT NULL,"
    "  PRIMARY KEY (file_hash, end_to_end_id)"
    ") STRICT;"
    "CREATE INDEX payout_file_by_payout ON payout_file (payout_id, created);"
    "CREATE TABLE message ("
    "  id TEXT NOT NULL PRIMARY KEY,"
    "  claim_id TEXT NOT NULL REFERENCES claim (id),"
    "  kind TEXT NOT NULL,"
    "  phone TEXT NOT NULL,"
    "  text TEXT NOT NULL,"
    "  state TEXT NOT NULL,"
    "  reason TEXT NOT NULL,"
    "  created INTEGER NOT NULL,"
    "  changed INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX message_by_claim ON message (claim_id, created);",
    error);
}

/* A photo's bytes are kept once, whoever sent them; uploads are kept in parts until they are complete. */
static gboolean
create_photos (VeloConnection *connection,
               GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE upload ("
    "  id TEXT NOT NULL PRIMARY KEY,"
    "  claim_id TEXT NOT NULL REFERENCES claim (id),"
    "  slot TEXT NOT NULL,"
    "  size INTEGER NOT NULL CHECK (size > 0),"
    "  mark TEXT NOT NULL,"
    "  received INTEGER NOT NULL,"
    "  created INTEGER NOT NULL,"
    "  photo_id TEXT"
    ") STRICT;"
    "CREATE INDEX upload_by_claim ON upload (claim_id, slot);"
    "CREATE TABLE upload_part ("
    "  upload_id TEXT NOT NULL REFERENCES upload (id) ON DELETE CASCADE,"
    "  offset INTEGER NOT NULL,"
    "  bytes BLOB NOT NULL,"
    "  PRIMARY KEY (upload_id, offset)"
    ") STRICT;"
    "CREATE TABLE photo_content ("
    "  hash TEXT NOT NULL PRIMARY KEY CHECK (length (hash) = 64),"
    "  bytes BLOB NOT NULL"
    ") STRICT;"
    "CREATE TABLE photo ("
    "  number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,"
    "  id TEXT NOT NULL UNIQUE,"
    "  claim_id TEXT NOT NULL REFERENCES claim (id),"
    "  slot TEXT NOT NULL,"
    "  hash TEXT NOT NULL REFERENCES photo_content (hash),"
    "  facts TEXT NOT NULL,"
    "  difference TEXT NOT NULL,"
    "  created INTEGER NOT NULL,"
    "  replaced INTEGER NOT NULL,"
    "  view TEXT NOT NULL DEFAULT '{}'"
    ") STRICT;"
    "CREATE INDEX photo_by_claim ON photo (claim_id, slot);"
    "CREATE INDEX photo_by_hash ON photo (hash);"
    "CREATE TABLE photo_band ("
    "  band INTEGER NOT NULL,"
    "  photo_id TEXT NOT NULL REFERENCES photo (id) ON DELETE CASCADE,"
    "  PRIMARY KEY (band, photo_id)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX photo_band_by_photo ON photo_band (photo_id);"
    "CREATE TABLE photo_likeness ("
    "  photo_id TEXT NOT NULL REFERENCES photo (id) ON DELETE CASCADE,"
    "  other_id TEXT NOT NULL REFERENCES photo (id) ON DELETE CASCADE,"
    "  PRIMARY KEY (photo_id, other_id)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE photo_request ("
    "  id TEXT NOT NULL PRIMARY KEY,"
    "  claim_id TEXT NOT NULL REFERENCES claim (id),"
    "  slot TEXT NOT NULL,"
    "  note TEXT NOT NULL,"
    "  who TEXT NOT NULL,"
    "  created INTEGER NOT NULL,"
    "  last_photo INTEGER NOT NULL,"
    "  fulfilled INTEGER NOT NULL"
    ") STRICT;"
    "CREATE UNIQUE INDEX photo_request_open ON photo_request (claim_id, slot) WHERE fulfilled = 0;",
    error);
}

/* What a customer enters on the own phone at the counter: sealed there, so that only the counter's program
 * reads it, and kept for minutes. */
static gboolean
create_forms (VeloConnection *connection,
              GError        **error)
{
  return velo_connection_execute (connection,
    "CREATE TABLE form ("
    "  id TEXT NOT NULL PRIMARY KEY CHECK (length (id) = 32),"
    "  token_hash TEXT NOT NULL UNIQUE CHECK (length (token_hash) = 64),"
    "  account_id TEXT NOT NULL REFERENCES account (id),"
    "  fields TEXT NOT NULL CHECK (fields <> ''),"
    "  country TEXT NOT NULL CHECK (country IN ('DE', 'AT')),"
    "  created INTEGER NOT NULL,"
    "  expires INTEGER NOT NULL,"
    "  seen INTEGER NOT NULL,"
    "  sealed BLOB,"
    "  sealed_hash TEXT"
    ") STRICT;"
    "CREATE INDEX form_by_expires ON form (expires);"
    "CREATE INDEX form_by_account ON form (account_id);",
    error);
}

static gboolean
migrate_to_1 (VeloConnection *connection,
              GError        **error)
{
  return create_claims (connection, error)
    && create_journal (connection, error)
    && create_journal_end (connection, error)
    && create_accounts (connection, error)
    && create_offers (connection, error)
    && create_payouts (connection, error)
    && create_photos (connection, error)
    && create_forms (connection, error);
}

/* A small picture beside each photo; what came before has none. */
static gboolean
migrate_to_2 (VeloConnection *connection,
              GError        **error)
{
  return velo_connection_execute (connection, "ALTER TABLE photo_content ADD COLUMN small BLOB;", error);
}

static const VeloMigrationFunc migrations[] = {
  migrate_to_1, migrate_to_2,
};

const VeloDatabaseSchema velo_claims_schema = {
  CLAIMS_MARK,
  migrations,
  G_N_ELEMENTS (migrations),
  .overwrite_deleted = TRUE,
};
