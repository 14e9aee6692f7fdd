-- The only row: who this relay is, and the Begin token's state (0 not yet printed, 1 printed, 2 spent).
CREATE TABLE installation (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  relay BLOB NOT NULL,
  begin_hash BLOB,
  begin_state INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE dialogue (
  id BLOB PRIMARY KEY,
  management_key BLOB NOT NULL,
  minted INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Requests to mint, by hash: a retry never revives a pass that was spent. complete = 0 while the other file may not have them.
CREATE TABLE mint (
  hash BLOB PRIMARY KEY,
  complete INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE mailbox_pass (hash BLOB PRIMARY KEY) WITHOUT ROWID;

-- number is random and even (a channel's is odd): a place (number << 32 | counter) tells nothing across mailboxes and occurs in one file only.
CREATE TABLE mailbox (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  owner_key BLOB NOT NULL,
  drop_hash BLOB NOT NULL,
  close_hash BLOB NOT NULL,
  counter INTEGER NOT NULL DEFAULT 0,
  letters INTEGER NOT NULL DEFAULT 0,
  letter_bytes INTEGER NOT NULL DEFAULT 0
);

-- bytes are NULL once handed out; the hash stays, so that a retry does not put a used package back.
CREATE TABLE package (
  place INTEGER PRIMARY KEY,
  hash BLOB NOT NULL,
  bytes BLOB,
  handed INTEGER NOT NULL DEFAULT 0,
  day INTEGER NOT NULL
);

CREATE TABLE letter (
  place INTEGER PRIMARY KEY,
  letter BLOB NOT NULL,
  bytes BLOB NOT NULL,
  day INTEGER NOT NULL
);
CREATE INDEX letter_id ON letter (place >> 32, letter);

-- Letters that were acknowledged: a late retry of the sender stores nothing.
CREATE TABLE acknowledged (
  mailbox INTEGER NOT NULL,
  hash BLOB NOT NULL,
  day INTEGER NOT NULL,
  PRIMARY KEY (mailbox, hash)
) WITHOUT ROWID;
