package trt.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import trt.domain.inbox.PendingUpdate;
import trt.testing.Await;
import trt.testing.MigratedPostgres;

/**
 * What sealing costs: the same updates taken in and answered with a key and without, in turns. The
 * best round of each counts, so that what else the machine does matters least.
 */
@Tag("bench")
class SealBench {
  private static final String KEY = "b25lb25lb25lb25lb25lb25lb25lb25lb25lb25lb24=";
  private static final int CHATS = 500;
  private static final int ROUNDS = 10;

  @Test
  void takesInAndAnswersWithAKeyAndWithout() {
    Side plain = new Side(MigratedPostgres.fresh());
    Side sealed = new Side(MigratedPostgres.fresh("database.dataKey", KEY));
    for (int round = 0; round < ROUNDS; round++) {
      (round % 2 == 0 ? plain : sealed).round(round);
      (round % 2 == 0 ? sealed : plain).round(round);
    }
    plain.close();
    sealed.close();
    System.out.printf(
        "best round of %d updates: %d ms plain, %d ms sealed, ratio %.2f%n",
        2 * CHATS,
        plain.best / 1_000_000,
        sealed.best / 1_000_000,
        (double) sealed.best / plain.best);
  }

  /** A bot with its own database. */
  private static final class Side {
    private final RoutingBench bench;
    private long best = Long.MAX_VALUE;
    private int next = 1;

    Side(MigratedPostgres postgres) {
      this.bench = new RoutingBench(postgres);
      bench.start(2);
    }

    void round(int round) {
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
      best = Math.min(best, System.nanoTime() - begun);
    }

    void close() {
      bench.close();
    }
  }
}
