package trt.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trt.domain.dialogue.Dialogue;
import trt.domain.dialogue.Input;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Scene;
import trt.domain.dialogue.Turn;
import trt.domain.job.FailReason;
import trt.domain.job.Job;
import trt.domain.job.JobEvent;
import trt.domain.job.JobState;
import trt.domain.job.Step;

/**
 * The decisions of the domain in thousands of random worlds. {@code -Dsimulation.runs=N} plays
 * more, {@code -Dsimulation.seed=N} begins with that seed.
 */
class SimulationTest {
  private static final int RUNS = Integer.getInteger("simulation.runs", 0);
  private static final long SEED = Long.getLong("simulation.seed", System.nanoTime());
  private static final Duration USUAL = Duration.ofSeconds(4);
  private static final int ENOUGH_TO_FIND = 2_000;

  @Test
  void nothingThatMustNeverBeHappensInAnyWorld() {
    long began = System.nanoTime();
    long jobs = 0;
    int runs = 0;
    while (RUNS > 0 ? runs < RUNS : System.nanoTime() - began < USUAL.toNanos()) {
      jobs += new Simulation(SEED + runs, new Rules(), Set.of()).run();
      runs++;
    }
    long millis = Math.max(1, (System.nanoTime() - began) / 1_000_000);
    System.out.printf(
        "simulation: %d runs from seed %d, %d jobs, %d runs a minute%n",
        runs, SEED, jobs, runs * 60_000L / millis);
    assertTrue(RUNS > 0 || 4 * jobs > runs, "hardly anybody ordered anything");
  }

  @Test
  void oneSeedIsOneWorld() {
    List<Integer> first = new ArrayList<>();
    List<Integer> again = new ArrayList<>();
    for (long seed = 1; seed <= 20; seed++) {
      first.add(new Simulation(seed, new Rules(), Set.of()).run());
      again.add(new Simulation(seed, new Rules(), Set.of()).run());
    }
    assertEquals(first, again);
  }

  @ParameterizedTest
  @EnumSource(Guard.class)
  void withoutAGuardOfTheDatabaseSomethingBreaks(Guard guard) {
    found(new Rules(), EnumSet.of(guard));
  }

  @ParameterizedTest
  @EnumSource(Mistake.class)
  void aMistakeInADecisionIsFound(Mistake mistake) {
    found(mistake.rules, Set.of());
  }

  private static void found(Rules rules, Set<Guard> without) {
    Broken broken =
        assertThrows(
            Broken.class,
            () -> {
              for (long seed = 1; seed <= ENOUGH_TO_FIND; seed++) {
                int jobs = new Simulation(seed, rules, without).run();
                assert jobs >= 0;
              }
            });
    String message = String.valueOf(broken.getMessage());
    assertTrue(message.contains("-Dsimulation.seed="), message);
    System.out.printf("simulation finds: %s%n", message.lines().limit(2).toList());
  }

  /** Decisions as somebody might get them wrong. */
  enum Mistake {
    A_FAILED_JOB_MAY_STILL_FINISH(
        new Rules() {
          @Override
          Optional<Step> on(JobEvent event, Job job) {
            return event instanceof JobEvent.Finished
                ? Optional.of(new Step(job.state(), JobState.SUCCEEDED, Optional.empty()))
                : super.on(event, job);
          }
        }),
    AN_UNCLEAR_ANSWER_IS_SIMPLY_REPEATED(
        new Rules() {
          @Override
          Optional<Step> on(JobEvent event, Job job) {
            return event instanceof JobEvent.Unclear && job.state() == JobState.SUBMITTING
                ? Optional.of(new Step(JobState.SUBMITTING, JobState.NEW, Optional.empty()))
                : super.on(event, job);
          }
        }),
    A_LOST_ANSWER_IS_REPEATED_FOR_EVER(
        new Rules() {
          @Override
          Optional<Step> on(JobEvent event, Job job) {
            return event instanceof JobEvent.NobodyCalledBack && job.state() == JobState.UNKNOWN
                ? Optional.of(new Step(JobState.UNKNOWN, JobState.NEW, Optional.empty()))
                : super.on(event, job);
          }
        }),
    NOBODY_WAITS_FOR_A_LOST_ANSWER(
        new Rules() {
          @Override
          Optional<Step> on(JobEvent event, Job job) {
            return event instanceof JobEvent.NobodyCalledBack
                ? Optional.empty()
                : super.on(event, job);
          }
        }),
    A_RUNNING_JOB_IS_NEVER_GIVEN_UP(
        new Rules() {
          @Override
          boolean isOver(Duration age, Duration slow) {
            return false;
          }

          @Override
          Optional<Step> on(JobEvent event, Job job) {
            return event instanceof JobEvent.TaskFailed ? Optional.empty() : super.on(event, job);
          }
        }),
    A_LATE_FAILURE_UNDOES_A_SUCCESS(
        new Rules() {
          @Override
          Optional<Step> on(JobEvent event, Job job) {
            return event instanceof JobEvent.TaskFailed && job.state() != JobState.FAILED
                ? Optional.of(
                    new Step(job.state(), JobState.FAILED, Optional.of(FailReason.PROVIDER_FAILED)))
                : super.on(event, job);
          }
        }),
    POLLING_KNOWS_NO_BOUNDS(
        new Rules() {
          @Override
          Duration nextLook(Duration age, double jitter) {
            return age.dividedBy(10);
          }
        }),
    THE_SHOWN_PRICE_IS_NOT_THE_CHARGED_ONE(
        new Rules() {
          @Override
          Turn answer(Dialogue dialogue, Scene scene, Input input) {
            Turn turn = super.answer(dialogue, scene, input);
            return new Turn(turn.session(), turn.replies().stream().map(Mistake::dearer).toList());
          }
        }),
    BUTTONS_BELONG_TO_ANOTHER_ORDER(
        new Rules() {
          @Override
          Turn answer(Dialogue dialogue, Scene scene, Input input) {
            Turn turn = super.answer(dialogue, scene, input);
            return input instanceof Input.Words
                ? new Turn(turn.session().home(), turn.replies())
                : turn;
          }
        }),
    SOME_WORDS_ARE_MET_WITH_SILENCE(
        new Rules() {
          @Override
          Turn answer(Dialogue dialogue, Scene scene, Input input) {
            return input instanceof Input.Unsupported
                ? new Turn(scene.session(), List.of())
                : super.answer(dialogue, scene, input);
          }
        });

    @SuppressWarnings("ImmutableEnumChecker") // rules keep no state
    private final Rules rules;

    Mistake(Rules rules) {
      this.rules = rules;
    }

    private static Reply dearer(Reply reply) {
      return reply instanceof Reply.StartJob job && !job.free()
          ? new Reply.StartJob(
              job.model(),
              job.inputs(),
              false,
              job.price() + 1,
              job.credits(),
              job.accepted(),
              job.refused())
          : reply;
    }
  }
}
