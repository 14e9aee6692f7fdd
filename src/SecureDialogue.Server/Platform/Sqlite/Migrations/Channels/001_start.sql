CREATE TABLE channel_pass (hash BLOB PRIMARY KEY) WITHOUT ROWID;

-- number is random and odd (a mailbox's is even). lasting = the last lasting or steward sequence. digest = d(head).
CREATE TABLE channel (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  epoch INTEGER NOT NULL,
  head INTEGER NOT NULL,
  digest BLOB NOT NULL,
  lasting INTEGER NOT NULL,
  talk_days INTEGER NOT NULL,
  close_hash BLOB NOT NULL
);

CREATE TABLE steward (
  channel INTEGER NOT NULL,
  key BLOB NOT NULL,
  PRIMARY KEY (channel, key)
) WITHOUT ROWID;

CREATE TABLE epoch (
  channel INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  key BLOB NOT NULL,
  opened_by INTEGER NOT NULL,
  opened_digest BLOB NOT NULL,
  PRIMARY KEY (channel, epoch)
) WITHOUT ROWID;

-- place = channel number << 32 | sequence: one channel's log lies together, and nothing orders two channels.
CREATE TABLE item (
  place INTEGER PRIMARY KEY,
  message BLOB NOT NULL,
  kind INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  hash BLOB NOT NULL,
  bytes BLOB,
  void INTEGER NOT NULL DEFAULT 0,
  day INTEGER NOT NULL
);
CREATE INDEX item_message ON item (place >> 32, message) WHERE void = 0;
