package trt.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.Shards;
import trt.testing.Await;
import trt.testing.LogCapture;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** Handlers that kill their process, and those who happen to wait beside them. */
class RoutingDeathTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final RoutingBench bench =
      new RoutingBench(MigratedPostgres.fresh("routing.sweepEvery", "100ms"));

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whatKillsTheProcessIsSetAsideAtTheThirdTakeoverAndItsChatGoesOn() {
    try (LogCapture log = LogCapture.of(Mishaps.class)) {
      bench.start(2);
      bench.arrive(bench.killer(1, 5), bench.text(2, 5, "/help"));

      restartUntilIdle();

      assertTrue(
          log.atLeast(Level.ERROR).stream()
              .anyMatch(
                  line ->
                      line.getMessage().contains("died")
                          && String.valueOf(line.getKeyValuePairs())
                              .contains(bench.killer(1, 5).correlationId())));
    }
    assertEquals(3, bench.deaths());
    assertEquals(List.of((short) 3), bench.postgres.column("select attempts from tg_quarantine"));
    assertEquals(List.of(1, 2), bench.answered(5));
    String id = bench.killer(1, 5).correlationId();
    assertEquals(1, bench.rows("outbox where body like '%<code>" + id + "</code>%'"));
    Await.until(() -> bench.rows("tg_suspect") == 0);
  }

  @Test
  void whoWaitsBesideKillersIsNotSetAsideWithThem() {
    List<PendingUpdate> updates = new ArrayList<>();
    for (int id = 1; id <= 120; id++) {
      updates.add(id % 40 == 0 ? bench.killer(id, id) : bench.text(id, id, "/help"));
    }
    bench.commit(updates);
    bench.start(2);

    restartUntilIdle();

    assertEquals(
        List.of(40, 80, 120),
        bench.postgres.column("select update_id from tg_quarantine order by update_id"));
    assertEquals(120, bench.rows("outbox where method = 'sendMessage'"));
    Await.until(() -> bench.rows("tg_suspect") == 0);
  }

  @Test
  void afterAnOrdinaryDeathAThousandChatsAreCountedOnceAndAnswered() {
    bench.commit(
        IntStream.rangeClosed(1, 1_000).mapToObj(id -> bench.text(id, id, "/help")).toList());
    record(bench);
    bench.start(2);

    Await.until(bench::idle, LONG);

    assertEquals(1_000, bench.rows("seen where takeovers = 1"));
    assertEquals(0, bench.rows("seen where takeovers > 1"));
    assertEquals(0, bench.rows("tg_quarantine"));
    assertEquals(1_000, bench.rows("outbox where method = 'sendMessage'"));
    Await.until(() -> bench.rows("tg_suspect") == 0);
  }

  @Test
  void nobodyIsSuspectedWhileNobodyDies() {
    record(bench);
    bench.start(2);
    for (int id = 1; id <= 60; id += 2) {
      bench.arrive(bench.text(id, id % 7, "/help"));
      bench.commit(List.of(bench.text(id + 1, 100 + id, "/help")));
    }

    Await.until(bench::idle, LONG);

    assertEquals(0, bench.rows("seen"));
  }

  @Test
  void onlyTheFirstUpdateOfEachChatOfAnInheritedShardIsSuspected() {
    try (RoutingBench slow = new RoutingBench(MigratedPostgres.fresh("routing.sweepEvery", "1h"))) {
      record(slow);
      slow.start(1);
      slow.commit(
          List.of(slow.text(1, 5, "/help"), slow.text(2, 5, "/help"), slow.text(3, 6, "/help")));
      assertTrue(Shards.of(5) != Shards.of(6));

      slow.inherit(Set.of(Shards.of(5)));
      Await.until(slow::idle);

      assertEquals(List.of(1), slow.postgres.column("select update_id from seen"));
    }
  }

  /** Whoever runs the process starts it again after each death. */
  private void restartUntilIdle() {
    int buried = 0;
    while (true) {
      int before = buried;
      Await.until(() -> bench.deaths() > before || bench.idle(), LONG);
      if (bench.deaths() == before) {
        return;
      }
      buried = bench.deaths();
      assertTrue(buried < 20, "it dies and dies");
      bench.startAnew(2);
    }
  }

  /** Whatever is ever written about suspects is kept in a table of its own. */
  private static void record(RoutingBench bench) {
    TestPostgres.execute(
        bench.postgres.uri(),
        """
        CREATE TABLE seen (update_id int4, takeovers int2);
        CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN INSERT INTO seen VALUES (NEW.update_id, NEW.takeovers); RETURN NEW; END';
        CREATE TRIGGER see AFTER INSERT OR UPDATE ON tg_suspect FOR EACH ROW EXECUTE FUNCTION see()
        """);
  }
}
