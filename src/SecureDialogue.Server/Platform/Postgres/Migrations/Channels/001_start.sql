CREATE TABLE channel_pass (hash bytea PRIMARY KEY);

-- As in SQLite's; every number is a bigint, so that both are read alike. number is random and odd (a mailbox's is even).
-- lasting = the last lasting or steward sequence. digest = d(head). restrictions: unsigned commits (1), posts (2), everything (4).
-- The room left in its pages lets a new head be written beside the old one, without touching an index.
CREATE TABLE channel (
  number bigint PRIMARY KEY,
  id bytea NOT NULL UNIQUE,
  epoch bigint NOT NULL,
  head bigint NOT NULL,
  digest bytea NOT NULL,
  lasting bigint NOT NULL,
  talk_days bigint NOT NULL,
  close_hash bytea NOT NULL,
  restrictions bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE steward (
  channel bigint NOT NULL,
  key bytea NOT NULL,
  PRIMARY KEY (channel, key)
);

CREATE TABLE epoch (
  channel bigint NOT NULL,
  epoch bigint NOT NULL,
  key bytea NOT NULL,
  opened_by bigint NOT NULL,
  opened_digest bytea NOT NULL,
  PRIMARY KEY (channel, epoch)
);

-- place = channel number << 32 | sequence: one channel's log lies together in its index, and nothing orders two channels.
-- That no two nodes give one sequence twice is held here too.
CREATE TABLE item (
  place bigint PRIMARY KEY,
  message bytea NOT NULL,
  kind bigint NOT NULL,
  epoch bigint NOT NULL,
  hash bytea NOT NULL,
  bytes bytea,
  void bigint NOT NULL DEFAULT 0,
  day bigint NOT NULL
);
CREATE UNIQUE INDEX item_message ON item ((place >> 32), message) WHERE void = 0;

-- Sealed bytes do not compress, and outside of the row they are read only when they are asked for.
ALTER TABLE item ALTER COLUMN bytes SET STORAGE EXTERNAL;
