-- The key of the names under which nodes speak of what this database holds: 244 random bits, another one in the other database.
CREATE TABLE node_key (
  one bigint PRIMARY KEY CHECK (one = 1),
  key bytea NOT NULL
);
INSERT INTO node_key VALUES (1, decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
