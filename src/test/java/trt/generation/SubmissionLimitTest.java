package trt.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import trt.postgres.SubmissionStore.Claim;
import trt.testing.Await;

/** KIE takes so many tasks in 10 s from one account, whoever asks and whatever has died before. */
class SubmissionLimitTest {
  private static final String WAITING =
      """
      SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted
      """;

  @Test
  void theLimitHoldsForAllWhoAskAtOnce() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      List<Future<Claim>> claims = new ArrayList<>();
      List<Long> jobs = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        jobs.add(rig.order());
      }
      for (int round = 0; round < 20; round++) {
        long one = jobs.get(round % jobs.size());
        claims.add(rig.claims(List.of(one), 4, Duration.ofMinutes(1)));
      }
      long taken = claims.stream().map(claim -> get(claim).taken().size()).mapToInt(n -> n).sum();

      assertEquals(4, taken);
      assertEquals(4, rig.number("SELECT count(*) FROM gen_attempt"));
    }
  }

  @Test
  void aClaimWaitsUntilTheOneBeforeItIsOnDisk() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      List<Long> jobs = List.of(rig.order(), rig.order());
      Promise<Boolean> claimed = Promise.promise();
      Promise<Boolean> mayCommit = Promise.promise();
      Future<Boolean> first =
          rig.db()
              .transaction(
                  connection ->
                      connection
                          .preparedQuery(
                              "SELECT room FROM job_claim($1, ARRAY[$2::int8], 1, 1, interval '1 minute')")
                          .execute(Tuple.of(rig.account(), jobs.get(0)))
                          .compose(
                              rows -> {
                                claimed.complete(true);
                                return mayCommit.future();
                              }));
      assertTrue(get(claimed.future()));
      Future<Claim> second = rig.claims(jobs.subList(1, 2), 1, Duration.ofMinutes(1));
      Await.until(() -> second.isComplete() || rig.number(WAITING) == 1);
      mayCommit.complete(true);

      assertTrue(get(first));
      assertEquals(List.of(), get(second).taken());
    }
  }

  @Test
  void theIntentsOfADeadProcessCount() {
    try (GenerationRig rig = GenerationRig.prepared("kie.tasksPer10Seconds", 3)) {
      List<Long> jobs = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        jobs.add(rig.order());
      }
      assertEquals(2, get(rig.claims(jobs.subList(0, 2))).taken().size());
      rig.start();
      rig.awaitState(jobs.get(2), "RUNNING");
      Await.until(() -> rig.told().stream().anyMatch(text -> text.contains("number 2 in line")));
      rig.stop();
      rig.start();
      int before = rig.told().size();
      Await.until(() -> rig.told().size() > before);

      assertEquals(3, rig.number("SELECT count(*) FROM gen_attempt"));
      assertEquals(1, rig.kie().tasks().size());
    }
  }

  @Test
  void twoInstancesTogetherReachTheLimitAndDoNotPassIt() {
    try (GenerationRig rig = GenerationRig.prepared("kie.tasksPer10Seconds", 5)) {
      for (int i = 0; i < 6; i++) {
        assertEquals(i + 1, rig.order(i % 2));
      }
      rig.start(0, 2).start(1, 2);
      rig.awaitTasks(5);
      Await.until(() -> rig.told().stream().anyMatch(text -> text.contains("number 1 in line")));

      assertEquals(5, rig.kie().tasks().size());
    }
  }

  @Test
  void anInstanceWhoseNeighbourIsIdleGetsTheWholeAccountInTheEnd() {
    try (GenerationRig rig = GenerationRig.prepared("kie.tasksPer10Seconds", 6)) {
      for (int i = 0; i < 6; i++) {
        rig.order(0);
      }
      rig.start(0, 2).start(1, 2);
      rig.awaitTasks(6);
    }
  }

  @Test
  void aLoneInstanceGetsAllOfIt() {
    try (GenerationRig rig = GenerationRig.prepared().start()) {
      for (int i = 0; i < 6; i++) {
        rig.order();
      }
      rig.awaitTasks(6);
    }
  }

  @Test
  void aClosedAccountIsNotTriedForEveryJob() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      rig.kie().refuses(402, "credits insufficient");
      List<Long> jobs = List.of(rig.order());
      rig.start();
      Await.until(() -> rig.attempts(jobs.get(0)).equals("1:refused"));
      long second = rig.order();
      long third = rig.order();
      Await.until(() -> rig.told().stream().anyMatch(text -> text.contains("place 3 in line")));

      assertEquals(1, rig.number("SELECT count(*) FROM gen_attempt"));
      assertEquals("NEW NEW", rig.state(second) + " " + rig.state(third));
      assertTrue(rig.told().stream().allMatch(text -> text.contains("nothing is charged until")));
    }
  }
}
