package trt.config;

import java.time.Duration;

/** How nodes that share a database divide the work. */
public record LeasesConfig(
    @Setting("Pause between two looks at the leases.") Duration every,
    @Setting(
            "How long a lease lasts when it is not renewed: a node that stands still loses its"
                + " chats to the others after this time.")
        Duration ttl,
    @Setting(
            "How long before the end of a lease its holder stops working on it; covers what clocks"
                + " and networks add. Twice this and leases.every together must fit in leases.ttl.")
        Duration margin,
    @Setting(
            "A node whose connection to PostgreSQL is gone and that was not seen for this time is"
                + " dead: its chats are taken over at once.")
        Duration deadAfter) {}
