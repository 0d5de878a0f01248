package trt.routing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import trt.domain.inbox.PendingUpdate;
import trt.testing.Await;
import trt.testing.MigratedPostgres;

/** What sealing costs: the same updates taken in and answered with a key and without, in turns. */
@Tag("slow")
class SealCostTest {
  private static final String KEY = "b25lb25lb25lb25lb25lb25lb25lb25lb25lb25lb24=";
  private static final int CHATS = 500;
  private static final int ROUNDS = 6;

  @Test
  void sealingCostsATenthOrSo() {
    Side plain = new Side(MigratedPostgres.fresh());
    Side sealed = new Side(MigratedPostgres.fresh("database.dataKey", KEY));
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      double without = plain.round(round);
      double with = sealed.round(round);
      if (round > 0) {
        ratios.add(with / without);
      }
    }
    plain.close();
    sealed.close();
    ratios.sort(null);
    double median = ratios.get(ratios.size() / 2);
    LoggerFactory.getLogger(SealCostTest.class).info("sealed to plain: {} of {}", median, ratios);
    assertTrue(median < 1.5, "sealed to plain: " + ratios);
  }

  /** A bot with its own database. */
  private static final class Side {
    private final RoutingBench bench;
    private int next = 1;

    Side(MigratedPostgres postgres) {
      this.bench = new RoutingBench(postgres);
      bench.start(2);
    }

    /** Nanoseconds until everybody has an answer. */
    double round(int round) {
      List<PendingUpdate> updates = new ArrayList<>();
      for (int chat = 1; chat <= CHATS; chat++) {
        updates.add(bench.text(next++, chat, "/start of round " + round));
        updates.add(bench.press(next++, chat, "m|picture"));
      }
      long begun = System.nanoTime();
      for (int from = 0; from < updates.size(); from += 50) {
        bench.arrive(updates.subList(from, from + 50).toArray(PendingUpdate[]::new));
      }
      Await.until(bench::idle, Duration.ofMinutes(2));
      return System.nanoTime() - begun;
    }

    void close() {
      bench.close();
    }
  }
}
