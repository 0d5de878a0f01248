package trt.config;

import java.time.Duration;

/** What time makes useless. */
public record CleanupConfig(
    @Setting("Pause between sweeps.") Duration every,
    @Setting("How long handled updates are kept; Telegram repeats one for at most 24 h.")
        Duration keepUpdates,
    @Setting("How long an untouched dialogue is kept.") Duration keepSessions,
    @Setting("Rows one statement may delete.") int batchRows) {}
