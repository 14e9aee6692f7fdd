-- As in SQLite's; every number is a bigint, so that both are read alike.
CREATE TABLE installation (
  one bigint PRIMARY KEY CHECK (one = 1),
  relay bytea NOT NULL,
  begin_hash bytea,
  begin_state bigint NOT NULL DEFAULT 0
);

CREATE TABLE dialogue (
  id bytea PRIMARY KEY,
  management_key bytea NOT NULL,
  minted bigint NOT NULL DEFAULT 0
);

CREATE TABLE mint (
  hash bytea PRIMARY KEY,
  complete bigint NOT NULL
);

CREATE TABLE mailbox_pass (hash bytea PRIMARY KEY);

-- number is random and even (a channel's is odd): a place (number << 32 | counter) tells nothing across mailboxes and occurs in one database only.
CREATE TABLE mailbox (
  number bigint PRIMARY KEY,
  id bytea NOT NULL UNIQUE,
  owner_key bytea NOT NULL,
  drop_hash bytea NOT NULL,
  close_hash bytea NOT NULL,
  counter bigint NOT NULL DEFAULT 0,
  letters bigint NOT NULL DEFAULT 0,
  letter_bytes bigint NOT NULL DEFAULT 0
);

-- bytes are NULL once handed out; the hash stays, so that a retry does not put a used package back.
CREATE TABLE package (
  place bigint PRIMARY KEY,
  hash bytea NOT NULL,
  bytes bytea,
  handed bigint NOT NULL DEFAULT 0,
  day bigint NOT NULL
);

CREATE TABLE letter (
  place bigint PRIMARY KEY,
  letter bytea NOT NULL,
  bytes bytea NOT NULL,
  day bigint NOT NULL
);
CREATE INDEX letter_id ON letter ((place >> 32), letter);

CREATE TABLE acknowledged (
  mailbox bigint NOT NULL,
  hash bytea NOT NULL,
  day bigint NOT NULL,
  PRIMARY KEY (mailbox, hash)
);

-- Sealed bytes do not compress, and outside of the row they are read only when they are asked for.
ALTER TABLE letter ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE package ALTER COLUMN bytes SET STORAGE EXTERNAL;
