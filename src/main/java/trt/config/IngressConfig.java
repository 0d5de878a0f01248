package trt.config;

import java.time.Duration;

/** How updates become durable. */
public record IngressConfig(
    @Setting("Updates in one commit.") int batchRows,
    @Setting("Bytes in one commit.") int batchBytes,
    @Setting("Updates that may wait for a commit; more are answered 503.") int queueRows,
    @Setting("An update that would wait longer than this for its commit is answered 503.")
        Duration queueAge,
    @Setting("Longest wait for one commit; then the waiting updates are answered 503.")
        Duration commitTimeout,
    @Setting("What a 503 tells Telegram in Retry-After.") Duration retryAfter) {}
