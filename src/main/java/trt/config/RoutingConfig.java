package trt.config;

import java.time.Duration;

/** How committed updates are worked off. */
public record RoutingConfig(
    @Setting("Chats taken from the database at once.") int batchHeads,
    @Setting("Pause between looks for updates whose hint was lost.") Duration sweepEvery,
    @Setting("Rows one look may find.") int sweepRows,
    @Setting(value = "Attempts at one update before it is set aside and the user told.", min = 0)
        int handlerRetries,
    @Setting(
            "When a chat has more updates waiting than this, older presses of buttons are answered without effect.")
        int collapseOver) {}
