package trt.config;

import java.math.BigDecimal;
import java.time.Duration;

/** How jobs are submitted, followed and given up. */
public record GenerationConfig(
    @Setting("Pause between looks for jobs that need something.") Duration sweepEvery,
    @Setting("Jobs looked through in one such pass, and read at once after a start.") int sweepRows,
    @Setting("Create calls in flight at once.") int maxSubmitting,
    @Setting("Jobs whose files are handed over to KIE at once; the others wait.") int maxUploads,
    @Setting(
            "A film or a sound may be longer than its sender said by this many percent and generation.lengthSlack; else it is not made.")
        int lengthPercent,
    @Setting(
            "A film or a sound may be longer than its sender said by this time and generation.lengthPercent.")
        Duration lengthSlack,
    @Setting(
            "A create call must be written within this time after its intent is on disk; later it is not made. Longer makes the rate of create calls lower.")
        Duration intentValid,
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
    @Setting("Least pause between two progress edits of one message.") Duration progressEvery,
    @Setting("Messages about the place in line sent in one pass of sweepEvery.") int placesAtOnce,
    @Setting(
            "What becomes of a result that comes after the money went back: given for free, or dropped.")
        LateResults lateResults,
    @Setting("Until when a late result is given; KIE keeps results for about a day.")
        Duration lateWithin,
    @Setting(
            "Pause between questions to KIE whether the account has credits again, while sales are closed for lack of them or of a valid key.")
        Duration creditsEvery) {
  /** What becomes of late results. */
  public enum LateResults {
    GIVE,
    DROP
  }
}
