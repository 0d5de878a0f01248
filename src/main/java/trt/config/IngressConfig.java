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
    @Setting(
            "Updates of all bots of the database that may wait for their turn; more are answered 503, looked at every 5 s.")
        int backlogRows,
    @Setting("What a 503 tells Telegram in Retry-After.") Duration retryAfter,
    @Setting("How long a stopping process answers new updates 503 before it closes the port.")
        Duration drain) {}
