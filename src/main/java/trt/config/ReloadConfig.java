package trt.config;

import java.time.Duration;

/** How changes of the configuration files are noticed. */
public record ReloadConfig(
    @Setting(
            "Pause between looks at the files. Only units.*.instances and log.level change while running.")
        Duration scanEvery) {}
