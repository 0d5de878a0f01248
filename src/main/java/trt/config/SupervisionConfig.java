package trt.config;

import java.time.Duration;

/** When a unit counts as dead and how it is brought back. */
public record SupervisionConfig(
    @Setting("Longest start of one unit.") Duration startTimeout,
    @Setting("Longest stop of one unit; what is still in flight then is cut.") Duration stopTimeout,
    @Setting("A unit that gives no sign of life for this time counts as dead.") Duration silence,
    @Setting("Pause before the first restart; doubles with each.") Duration backoffMin,
    @Setting("Longest pause before a restart.") Duration backoffMax,
    @Setting(
            "Restarts within supervision.restartWindow after which the process gives up and exits 1.")
        int maxRestarts,
    @Setting("Time over which restarts are counted.") Duration restartWindow) {}
