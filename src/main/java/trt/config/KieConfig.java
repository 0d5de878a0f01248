package trt.config;

import java.net.URI;
import java.time.Duration;

/** How the bot speaks to KIE.ai. */
public record KieConfig(
    @Setting("Address of KIE's API.") URI apiUrl,
    @Setting("Address of KIE's file upload.") URI uploadUrl,
    @Setting("KIE's API key. Without it menus work and generation says it is closed.")
        Secret apiKey,
    @Setting("Longest wait for a connection.") Duration connectTimeout,
    @Setting(
            "Longest wait for one answer. A create call that takes longer is looked up, never repeated.")
        Duration requestTimeout,
    @Setting("Create calls in any 10 s for the whole account; KIE refuses more than 20.")
        int tasksPer10Seconds,
    @Setting("Failures within kie.breakerWindow after which calls are refused at once.")
        int breakerFailures,
    @Setting("Time over which failures are counted.") Duration breakerWindow,
    @Setting("How long calls are refused before one is tried again.") Duration breakerReset,
    @Setting("Record look-ups a second for the whole account.") int readsPerSecond) {}
