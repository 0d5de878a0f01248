-- Takes one token from a bucket. Answers how many microseconds to wait; 0 = taken.
-- KEYS[1] the bucket: the microsecond at which it will be full again
-- ARGV[1] microseconds in which one token grows, ARGV[2] tokens of a full bucket
-- The clock is the server's, so that all nodes share one.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local growth = tonumber(ARGV[1])
local whole = growth * tonumber(ARGV[2])

local full = tonumber(redis.call('GET', KEYS[1]) or now)
full = math.max(full, now)
full = math.min(full, now + whole) -- a clock that jumped back must not close the bucket for long

local wait = full + growth - now - whole
if wait > 0 then
  return wait
end
redis.call('SET', KEYS[1], string.format('%.0f', full + growth), 'PX', math.ceil((full + growth - now) / 1000))
return 0
