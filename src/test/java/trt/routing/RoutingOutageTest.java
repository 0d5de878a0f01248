package trt.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import trt.domain.inbox.PendingUpdate;
import trt.testing.Await;
import trt.testing.Frozen;
import trt.testing.LogCapture;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** PostgreSQL frozen and its connections killed while updates are being handled. */
class RoutingOutageTest {
  @Test
  void anOutageInTheMiddleDelaysAnswersAndNeitherLosesNorDoublesOne() throws IOException {
    try (EmbeddedPostgres server = TestPostgres.ownServer();
        LogCapture log = LogCapture.of(Mishaps.class);
        RoutingBench bench =
            new RoutingBench(
                MigratedPostgres.on(
                    TestPostgres.uri(server),
                    "routing.sweepEvery",
                    "100ms",
                    "routing.batchHeads",
                    2,
                    "database.acquireTimeout",
                    "500ms",
                    "database.queryTimeout",
                    "500ms"))) {
      bench.start(2);
      List<PendingUpdate> updates = new ArrayList<>();
      for (int id = 1; id <= 300; id++) {
        updates.add(bench.text(id, 1 + id % 30, "/help"));
      }
      bench.commit(updates);
      try (Frozen frozen = Frozen.postgres(bench.postgres.uri())) {
        Await.until(
            () -> !log.atLeast(ch.qos.logback.classic.Level.WARN).isEmpty(),
            Duration.ofSeconds(20));
        assertEquals(frozen, frozen);
      }
      TestPostgres.execute(
          bench.postgres.uri(),
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where application_name = 'trt-bot' and pid <> pg_backend_pid()");

      Await.until(() -> idle(bench), Duration.ofSeconds(60));

      assertEquals(300, bench.rows("outbox where method = 'sendMessage'"));
      assertEquals(0, bench.rows("tg_quarantine"));
      for (int chat = 1; chat <= 30; chat++) {
        List<Integer> answers = bench.answered(chat);
        assertEquals(10, answers.size());
        assertEquals(new ArrayList<>(new TreeSet<>(answers)), answers);
      }
    }
  }

  private static boolean idle(RoutingBench bench) {
    try {
      return bench.idle();
    } catch (RuntimeException stillAway) {
      return false;
    }
  }
}
