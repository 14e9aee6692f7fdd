-- Whoever holds the closing key of a dialogue finds what is of it.
ALTER TABLE channel RENAME COLUMN close_hash TO close_mark;
