package trt.delivery;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import trt.testing.Await;

/** How fast the outbox empties when nothing but this program limits it. */
@Tag("bench")
class DeliveryBench {
  private static final int MESSAGES = 20_000;

  @Test
  void emptiesTheOutbox() {
    Object[] fast = {"delivery.messagesPerSecond", 100_000, "telegram.readTimeout", "20s"};
    try (DeliveryRig rig = DeliveryRig.prepared(fast)) {
      rig.execute(
          """
          INSERT INTO outbox (feed_id, shard, chat_key, dedupe, class, method, body)
          SELECT 1, n %% 256, 700000 + n %% 2000, 'u:' || n, 'M', 'sendMessage',
                 '{"params":{"chat_id":' || 700000 + n %% 2000 || ',"text":"x"}}'
          FROM generate_series(1, %d) AS n
          """
              .formatted(MESSAGES));
      long begun = System.nanoTime();
      rig.startTwoInstances();
      Await.until(
          () -> rig.value("SELECT count(*) FROM outbox").filter("0"::equals).isPresent(),
          Duration.ofMinutes(3));
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf("%.0f messages a second%n", MESSAGES / seconds);
    }
  }
}
