package trt.config;

import java.math.BigDecimal;
import java.time.Duration;

/** How jobs are submitted, followed and given up. */
public record GenerationConfig(
    @Setting("Pause between looks for jobs that need something.") Duration sweepEvery,
    @Setting("Create calls in flight at once.") int maxSubmitting,
    @Setting("Pause before the first look at a job's record; grows to generation.pollMax.")
        Duration pollFirst,
    @Setting("Longest pause between looks at one job.") Duration pollMax,
    @Setting("Age at which a job without a result is failed and the money returned.")
        Duration giveUpAfter,
    @Setting(
            "A create call without an answer for this time counts as unknown and is never repeated.")
        Duration unknownAfter,
    @Setting(
            "A job whose create call may or may not have worked is sent once more when it costs at most this many KIE credits.")
        BigDecimal repeatUpToCredits,
    @Setting("Longest wait of a job for its turn; then the money is returned.") Duration waitAtMost,
    @Setting("Least pause between two progress edits of one message.") Duration progressEvery) {}
