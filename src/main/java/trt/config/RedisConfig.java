package trt.config;

import java.time.Duration;

/** Redis, the accelerator: its loss changes latency, never results. */
public record RedisConfig(
    @Setting(
            value =
                "Address of Redis. Without it the bot runs without an accelerator and warns once.",
            pattern = "rediss?://.+",
            expected = "redis://[user:password@]host:port or rediss://…")
        Secret url,
    @Setting("Connections of this process.") int poolSize,
    @Setting("Commands that may wait for a connection; more are refused at once.") int waitQueue,
    @Setting("Longest wait for one command; then the bot goes on without Redis.")
        Duration commandTimeout) {}
