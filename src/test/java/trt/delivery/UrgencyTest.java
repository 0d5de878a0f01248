package trt.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.delivery.DeliveryRig.draft;
import static trt.delivery.DeliveryRig.params;
import static trt.delivery.DeliveryRig.text;
import static trt.domain.outbox.DeliveryClass.IDEMPOTENT;
import static trt.domain.outbox.DeliveryClass.MUST_ARRIVE;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trt.domain.outbox.Draft;
import trt.playground.telegram.control.Fault;
import trt.testing.Await;

/** Who goes first when Telegram lets out less than waits. */
class UrgencyTest {
  private static final long ALICE = 601;

  @Test
  void anAnswerDoesNotWaitBehindASlowMessageOfItsChat() {
    try (DeliveryRig rig = DeliveryRig.prepared("telegram.readTimeout", "10s").start()) {
      rig.fault("sendMessage", Fault.Kind.SLOW, 1, 2);
      rig.commitAndTell(text(ALICE, "slow", "slow"));
      Await.until(() -> rig.calls("sendMessage").size() == 1);
      rig.commitAndTell(answer("q"));
      Await.until(() -> rig.outcome("q").isPresent());

      assertTrue(rig.outcome("slow").isEmpty());
    }
  }

  @Test
  void anAnswerGoesOutWithinASecondThoughTenThousandMessagesWait() {
    try (DeliveryRig rig = DeliveryRig.prepared("delivery.messagesPerSecond", 5)) {
      backlog(rig, 10_000);
      for (int i = 0; i < 50; i++) {
        rig.commit(text(ALICE, "m" + i, "" + i));
      }
      rig.start();
      Await.until(() -> !rig.calls("sendMessage").isEmpty());

      long told = System.nanoTime();
      rig.commitAndTell(answer("told"));
      Await.until(() -> rig.outcome("told").isPresent());
      assertTrue(System.nanoTime() - told < 1_000_000_000L, "too late");
      long untold = System.nanoTime();
      assertEquals(1, rig.commit(answer("untold")).size());
      Await.until(() -> rig.outcome("untold").isPresent());
      assertTrue(System.nanoTime() - untold < 2_000_000_000L, "too late without a hint");
    }
  }

  @Test
  void aReplyGoesBeforeResultsAndResultsBeforeABroadcast() {
    try (DeliveryRig rig = DeliveryRig.prepared("delivery.messagesPerSecond", 5)) {
      for (int i = 0; i < 3; i++) {
        rig.commit(named(610 + i, "cast:1:" + i));
      }
      for (int i = 0; i < 2; i++) {
        rig.commit(named(620 + i, "job:" + i + ":result"));
        rig.commit(named(630 + i, "u:1:" + i));
      }
      rig.start();
      rig.awaitEmpty();

      List<String> order =
          rig.calls("sendMessage").stream()
              .map(call -> String.valueOf(call.params().getValue("chat_id")).substring(0, 2))
              .toList();
      assertEquals(List.of("63", "63", "62", "62", "61", "61", "61"), order);
    }
  }

  @Test
  void aProgressEditGivesWayToWhatWaits() {
    try (DeliveryRig rig = DeliveryRig.prepared("delivery.messagesPerSecond", 5)) {
      backlog(rig, 20);
      rig.start();
      Await.until(() -> !rig.calls("sendMessage").isEmpty());
      rig.perishable(
          ALICE,
          "editMessageText",
          new JsonObject().put("chat_id", ALICE).put("message_id", 1).put("text", "10 s"),
          Duration.ofSeconds(5));
      rig.awaitEmpty();

      assertEquals(List.of(), rig.calls("editMessageText"));
    }
  }

  private static void backlog(DeliveryRig rig, int messages) {
    rig.execute(
        """
        INSERT INTO outbox (feed_id, shard, chat_key, dedupe, class, method, body)
        SELECT 1, n %% 256, n, 'u:' || n, 'M', 'sendMessage',
               '{"params":{"chat_id":' || n || ',"text":"x"}}'
        FROM generate_series(700001, 700000 + %d) AS n
        """
            .formatted(messages));
  }

  private static Draft answer(String name) {
    return draft(
        ALICE,
        name,
        IDEMPOTENT,
        "answerCallbackQuery",
        new JsonObject().put("params", new JsonObject().put("callback_query_id", "1")),
        Optional.empty(),
        Optional.empty());
  }

  private static Draft named(long chat, String name) {
    return draft(
        chat,
        name,
        MUST_ARRIVE,
        "sendMessage",
        params(chat, "text", name),
        Optional.empty(),
        Optional.empty());
  }
}
