package trt.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.generation.GenerationRig.RESULT;
import static trt.generation.GenerationRig.paidOnce;
import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trt.domain.job.FailReason;
import trt.domain.job.JobState;
import trt.postgres.JobStore;
import trt.postgres.SubmissionStore;
import trt.testing.Await;

/** Tasks nobody waits for any more: made use of where that is possible, at our cost where not. */
class OrphanTest {
  private static final String LATE = "https://files.example/late.png";
  private static final String GIVEN_AND_BACK = GenerationRig.GIFT + "/0/0/2";

  @Test
  void theFirstTaskThatSucceedsWhileTheSecondRunsIsTheResult() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      long job = twoTasks(rig);
      rig.kie().succeeds(rig.kie().task(0), RESULT);
      rig.callsBack(job, 1, rig.kie().task(0).id);
      rig.awaitState(job, "SUCCEEDED");
      assertEquals("1:adopted 2:orphan", rig.attempts(job));
      assertEquals(RESULT, rig.message().getJsonArray("files").getJsonObject(0).getString("url"));

      rig.kie().succeeds(rig.kie().task(1), LATE);
      rig.callsBack(job, 2, rig.kie().task(1).id);
      rig.callsBack(job, 2, rig.kie().task(1).id);
      Await.until(() -> rig.number("SELECT count(credits) FROM gen_attempt") == 1);

      assertEquals(paidOnce(), rig.books());
      assertEquals("1:adopted 2:orphan", rig.attempts(job));
    }
  }

  @Test
  void whenTheSecondTaskFailsTheFirstMayStillMakeIt() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      long job = twoTasks(rig);
      rig.keepsCallback(job, 1, rig.kie().task(0).id);
      rig.kie().fails(rig.kie().task(1), "500", "Internal Error");
      Await.until(() -> task(rig).equals(Optional.of(rig.kie().task(0).id)));
      assertEquals("RUNNING", rig.state(job));

      rig.kie().succeeds(rig.kie().task(0), RESULT);
      rig.awaitState(job, "SUCCEEDED");
      assertEquals(paidOnce(), rig.books());
      assertEquals("1:adopted 2:orphan", rig.attempts(job));
    }
  }

  @Test
  void aTaskProvenWhileItsJobWaitsForAnotherTryIsTakenInstead() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      rig.kie().losesTheAnswer();
      rig.kie().refuses(429, "too many requests");
      rig.start();
      long job = rig.order();
      rig.awaitState(job, "UNKNOWN");
      TestPostgresTime.age(rig, job, "1 hour");
      Await.until(() -> rig.attempts(job).equals("1:ambiguous 2:refused"));
      rig.kie().succeeds(rig.kie().task(0), RESULT);
      rig.callsBack(job, 1, rig.kie().task(0).id);
      rig.awaitState(job, "SUCCEEDED");

      assertEquals("1:adopted 2:refused", rig.attempts(job));
      assertEquals(1, rig.kie().tasks().size());
      assertEquals(paidOnce(), rig.books());
    }
  }

  @Test
  void aResultThatComesAfterTheRefundIsGivenOnceAndNeverCharged() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      long job = lost(rig);
      rig.kie().succeeds(rig.kie().task(0), LATE);
      rig.callsBack(job, 1, rig.kie().task(0).id);
      rig.callsBack(job, 1, rig.kie().task(0).id);
      Await.until(() -> rig.number("SELECT count(*) FROM outbox") == 2);
      rig.callsBack(job, 1, rig.kie().task(0).id);
      sees(rig);

      assertEquals(GIVEN_AND_BACK, rig.books());
      assertEquals("FAILED", rig.state(job));
      assertEquals("1:orphan", rig.attempts(job));
      assertTrue(
          rig.value("SELECT body FROM outbox ORDER BY id DESC LIMIT 1")
              .orElseThrow()
              .contains("you keep your money"));
      assertEquals("200.000000", rig.value("SELECT sum(credits) FROM gen_attempt").orElseThrow());
    }
  }

  @Test
  void ofTwentyWhoBookTheSameLateTaskOneGivesIt() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      long job = lost(rig);
      String task = rig.kie().task(0).id;
      SubmissionStore store = new SubmissionStore(rig.db());
      List<Future<Optional<Boolean>>> booked = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        booked.add(
            rig.db()
                .transaction(
                    connection -> store.book(connection, job, 1, task, BigDecimal.TEN, true)));
      }

      List<Boolean> given = booked.stream().flatMap(one -> get(one).stream()).toList();
      assertEquals(List.of(true), given);
      assertEquals("10.000000", rig.value("SELECT sum(credits) FROM gen_attempt").orElseThrow());
    }
  }

  @Test
  void aTaskThatEndsAfterItsDeadlineIsGivenToo() {
    try (GenerationRig rig = GenerationRig.prepared("generation.giveUpAfter", "300ms").start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      TestPostgresTime.age(rig, job, "1 hour");
      rig.stop();
      rig.start();
      rig.awaitState(job, "FAILED");
      rig.kie().succeeds(rig.kie().task(0), LATE);
      rig.callsBack(job, 1, rig.kie().task(0).id);
      Await.until(() -> rig.number("SELECT count(*) FROM outbox") == 2);
      assertEquals(GIVEN_AND_BACK, rig.books());
    }
  }

  @Test
  void aLateResultIsBookedButNotGivenWhereThatIsTheRule() {
    try (GenerationRig rig = GenerationRig.prepared("generation.lateResults", "drop")) {
      long job = lost(rig);
      rig.kie().succeeds(rig.kie().task(0), LATE);
      rig.callsBack(job, 1, rig.kie().task(0).id);
      Await.until(() -> rig.number("SELECT count(credits) FROM gen_attempt") == 1);
      assertEquals(GenerationRig.givenBack(), rig.books());
    }
  }

  @Test
  void aLateCallbackThatNobodyHeardIsFoundByTheNextProcess() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      long job = lost(rig);
      rig.stop();
      rig.kie().succeeds(rig.kie().task(0), LATE);
      rig.keepsCallback(job, 1, rig.kie().task(0).id);
      rig.start();
      Await.until(() -> rig.number("SELECT count(*) FROM outbox") == 2);
      assertEquals(GIVEN_AND_BACK, rig.books());
    }
  }

  @Test
  void aForgedLateResultIsNeitherBookedNorGiven() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      long job = lost(rig);
      FakeKie.Task forged = rig.kie().planted("forged", rig.callbackUrl(job + 1, 1));
      rig.kie().succeeds(forged, LATE);
      int looks = rig.kie().looks();
      rig.callsBack(job, 1, "forged");
      Await.until(() -> rig.kie().looks() > looks);
      sees(rig);
      assertEquals(GenerationRig.givenBack(), rig.books());
    }
  }

  @Test
  void aLookAtTheFirstAttemptDoesNotEndTheSecond() {
    try (GenerationRig rig = GenerationRig.prepared("generation.unknownAfter", "1h")) {
      long job = rig.unanswered();
      rig.stop();
      JobStore.Loaded before = get(rig.jobs().find(job)).orElseThrow();
      assertEquals(1, rig.sql("UPDATE gen_job SET attempt = 2 WHERE id = " + job));

      assertFalse(settles(rig, before));
      assertEquals("UNKNOWN", rig.state(job));
      assertTrue(settles(rig, get(rig.jobs().find(job)).orElseThrow()));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsCertainCountsHoweverLate(boolean accepts) {
    try (GenerationRig rig = GenerationRig.prepared("kie.requestTimeout", "5s")) {
      Runnable answer =
          accepts ? rig.kie().acceptsLate() : rig.kie().refusesLate(429, "too many requests");
      rig.start();
      long job = rig.order();
      Await.until(() -> rig.kie().asked() == 1);
      // another node takes the process for dead
      assertEquals(1, rig.sql("UPDATE gen_job SET state = 'UNKNOWN'"));
      assertEquals(1, rig.sql("UPDATE gen_attempt SET outcome = 'ambiguous'"));
      answer.run();
      rig.awaitState(job, accepts ? "RUNNING" : "NEW");

      assertEquals(accepts ? "1:accepted" : "1:refused", rig.attempts(job));
    }
  }

  private static boolean settles(GenerationRig rig, JobStore.Loaded job) {
    return get(
        rig.db()
            .transaction(
                c -> rig.jobs().settle(c, job, JobState.UNKNOWN, 0, Optional.of(FailReason.LOST))));
  }

  /** A job whose first answer was lost and whose second task runs. */
  private static long twoTasks(GenerationRig rig) {
    rig.kie().losesTheAnswer();
    rig.start();
    long job = rig.order("0.8");
    rig.awaitState(job, "UNKNOWN");
    TestPostgresTime.age(rig, job, "1 hour");
    rig.awaitTasks(2);
    rig.awaitState(job, "RUNNING");
    return job;
  }

  /** A job that was given up, with its money back, while its task is alive. */
  private static long lost(GenerationRig rig) {
    rig.kie().losesTheAnswer();
    rig.start();
    long job = rig.order("200");
    rig.awaitState(job, "UNKNOWN");
    TestPostgresTime.age(rig, job, "1 hour");
    rig.awaitState(job, "FAILED");
    return job;
  }

  /** Everything that was told before has been heard: hints keep their order. */
  private static void sees(GenerationRig rig) {
    long another = rig.order();
    rig.awaitState(another, "RUNNING");
    assertEquals(1, rig.sql("UPDATE wallet SET held = held WHERE currency = 'XTR'"));
    rig.kie().fails(rig.kie().tasks().get(rig.kie().tasks().size() - 1), "500", "Internal Error");
    rig.awaitState(another, "FAILED");
    assertEquals(1, rig.sql("DELETE FROM outbox WHERE dedupe LIKE 'job:" + another + ":%'"));
  }

  private static Optional<String> task(GenerationRig rig) {
    return rig.value("SELECT task_id FROM gen_job");
  }
}
