package trt.config;

import java.math.BigDecimal;
import java.nio.file.Path;

/** The bot without accounts: emulators and a chat page. */
public record PlaygroundConfig(
    @Setting(
            value = "Port of the chat page and the emulators; 0 takes a free one.",
            min = 0,
            max = 65535)
        int port,
    @Setting("Folder of the embedded PostgreSQL and Redis.") Path dataDir,
    @Setting(
            "How long the emulated KIE takes, as a multiple of the real times: 0.1 is ten times faster.")
        BigDecimal kieTimeScale) {}
