package trt.config;

import java.time.Duration;

/** The port for operators, and how often the bot looks at what it depends on. */
public record OpsConfig(
    @Setting("Address to listen on; loopback keeps it private.") String host,
    @Setting(value = "Port to listen on; 0 takes a free one.", min = 0, max = 65535) int port,
    @Setting("Pause between looks at Telegram and KIE, for health and credits.")
        Duration lookEvery) {}
