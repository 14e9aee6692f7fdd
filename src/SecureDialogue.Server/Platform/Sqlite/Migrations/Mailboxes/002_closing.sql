-- Whoever holds the closing key of a dialogue finds what is of it.
ALTER TABLE mailbox RENAME COLUMN close_hash TO close_mark;
ALTER TABLE dialogue ADD COLUMN close_mark BLOB;
