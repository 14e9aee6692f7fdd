-- Counts one use within a window that begins with the first one.
-- KEYS[1]  string, the count
-- ARGV[1]  integer, milliseconds that the window lasts
-- returns  integer, uses in this window with this one
local count = redis.call('INCR', KEYS[1])
if count == 1 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
end
return count
