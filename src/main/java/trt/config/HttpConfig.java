package trt.config;

import java.time.Duration;

/** The public port: webhook, KIE callback, health. */
public record HttpConfig(
    @Setting("Address to listen on.") String host,
    @Setting(value = "Port to listen on; 0 takes a free one.", min = 0, max = 65535) int port,
    @Setting("Largest request body; a longer one is answered 413.") int bodyLimitBytes,
    @Setting(
            "A connection without traffic is closed after this time; must exceed the pause of a load balancer.")
        Duration idleTimeout) {}
