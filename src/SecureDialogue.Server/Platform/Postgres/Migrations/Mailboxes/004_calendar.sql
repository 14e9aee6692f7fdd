-- The day by which was swept last: a clock that is far from it is not believed at once, and doubted_day is when it was seen so (0 never).
ALTER TABLE installation ADD COLUMN swept_day bigint NOT NULL DEFAULT 0;
ALTER TABLE installation ADD COLUMN doubted_day bigint NOT NULL DEFAULT 0;
