-- What stewards keep the channel from taking: commits that no steward signed (1), posts (2), everything (4).
ALTER TABLE channel ADD COLUMN restrictions INTEGER NOT NULL DEFAULT 0;
