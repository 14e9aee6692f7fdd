-- Shows a handle for a while and gives all that hold.
-- KEYS[1]  sorted set, handles by the millisecond at which each lapses
-- ARGV[1]  bytes, the handle; empty to ask only
-- ARGV[2]  integer, milliseconds that it holds
-- ARGV[3]  integer, how many there may be
-- returns  list of bytes, in no order
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if ARGV[1] ~= '' and (redis.call('ZSCORE', KEYS[1], ARGV[1]) or redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[3])) then
  redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return redis.call('ZRANGE', KEYS[1], 0, -1)
