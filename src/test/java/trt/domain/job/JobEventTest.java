package trt.domain.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.domain.job.JobState.FAILED;
import static trt.domain.job.JobState.NEW;
import static trt.domain.job.JobState.RUNNING;
import static trt.domain.job.JobState.SUBMITTING;
import static trt.domain.job.JobState.SUCCEEDED;
import static trt.domain.job.JobState.UNKNOWN;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every state against every event: what is not in the table changes nothing. */
class JobEventTest {
  private static final Map<JobEvent, Map<JobState, JobState>> MOVES = new LinkedHashMap<>();

  static {
    MOVES.put(new JobEvent.Accepted(), Map.of(NEW, RUNNING, SUBMITTING, RUNNING, UNKNOWN, RUNNING));
    MOVES.put(new JobEvent.PutOff(), Map.of(SUBMITTING, NEW, UNKNOWN, NEW));
    MOVES.put(
        new JobEvent.Refused(FailReason.CONTENT_POLICY),
        Map.of(SUBMITTING, FAILED, UNKNOWN, FAILED));
    MOVES.put(new JobEvent.Unclear(), Map.of(SUBMITTING, UNKNOWN));
    MOVES.put(new JobEvent.NobodyCalledBack(true), Map.of(UNKNOWN, NEW));
    MOVES.put(new JobEvent.NobodyCalledBack(false), Map.of(UNKNOWN, FAILED));
    MOVES.put(new JobEvent.Finished(), Map.of(RUNNING, SUCCEEDED));
    MOVES.put(new JobEvent.TaskFailed(FailReason.PROVIDER_FAILED), Map.of(RUNNING, FAILED));
    MOVES.put(new JobEvent.Expired(), Map.of(NEW, FAILED, RUNNING, FAILED));
    MOVES.put(new JobEvent.Cancelled(), Map.of());
    MOVES.put(new JobEvent.Unusable(FailReason.FILE_GONE), Map.of(NEW, FAILED));
  }

  @Test
  void everyEventMovesExactlyTheStatesItBelongsTo() {
    MOVES.forEach(
        (event, moves) -> {
          for (JobState state : JobState.values()) {
            Optional<JobState> to = event.on(in(state)).map(Step::to);
            assertEquals(Optional.ofNullable(moves.get(state)), to, () -> event + " in " + state);
          }
        });
  }

  @Test
  void onlyWhatWasNeverAttemptedCanBeCalledOff() {
    for (JobState state : JobState.values()) {
      Optional<JobState> to = new JobEvent.Cancelled().on(new Job(1, state, 0, 0)).map(Step::to);
      assertEquals(state == NEW ? Optional.of(FAILED) : Optional.empty(), to);
    }
  }

  @Test
  void theTableNamesEveryKindOfEvent() {
    long kinds = MOVES.keySet().stream().map(Object::getClass).distinct().count();
    assertEquals(JobEvent.class.getPermittedSubclasses().length, kinds);
  }

  @Test
  void anIllegalMoveCannotEvenBeWritten() {
    for (JobState from : JobState.values()) {
      for (JobState to : JobState.values()) {
        Optional<FailReason> reason =
            to == FAILED ? Optional.of(FailReason.LOST) : Optional.empty();
        if (from.next().contains(to)) {
          assertEquals(to, new Step(from, to, reason).to());
        } else {
          assertThrows(IllegalArgumentException.class, () -> new Step(from, to, reason));
        }
      }
    }
  }

  @Test
  void onlyAFailureHasAReason() {
    assertThrows(IllegalArgumentException.class, () -> new Step(RUNNING, FAILED, Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Step(RUNNING, SUCCEEDED, Optional.of(FailReason.LOST)));
  }

  @Test
  void nothingFollowsTheEnd() {
    Map<JobState, Boolean> ends = new EnumMap<>(JobState.class);
    for (JobState state : JobState.values()) {
      ends.put(state, state.isFinal());
    }
    assertEquals(
        Map.of(
            NEW,
            false,
            SUBMITTING,
            false,
            UNKNOWN,
            false,
            RUNNING,
            false,
            SUCCEEDED,
            true,
            FAILED,
            true),
        ends);
  }

  @Test
  void aLostAnswerIsRepeatedOnceAndThenPaidBack() {
    JobEvent event = new JobEvent.NobodyCalledBack(true);

    assertEquals(NEW, event.on(new Job(1, UNKNOWN, 1, 1)).orElseThrow().to());
    Step last = event.on(new Job(1, UNKNOWN, 2, 2)).orElseThrow();
    assertEquals(FAILED, last.to());
    assertEquals(Optional.of(FailReason.LOST), last.reason());
  }

  @Test
  void aNewJobExpiresForAnotherReasonThanARunningOne() {
    JobEvent expired = new JobEvent.Expired();

    assertEquals(Optional.of(FailReason.NOT_ACCEPTED), expired.on(in(NEW)).orElseThrow().reason());
    assertEquals(Optional.of(FailReason.TIMED_OUT), expired.on(in(RUNNING)).orElseThrow().reason());
    assertTrue(expired.on(in(UNKNOWN)).isEmpty(), "a task may exist: it waits for its callback");
  }

  private static Job in(JobState state) {
    return new Job(1, state, 1, 1);
  }
}
