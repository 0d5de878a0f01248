package trt.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.delivery.DeliveryRig.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.control.Fault;
import trt.playground.telegram.control.LoggedCall;
import trt.testing.Await;

/** Telegram's wish to wait is the law; our own pace keeps it from having one. */
class DeliveryPaceTest {
  private static final long ALICE = 301;

  @Test
  void aThrottledChatWaitsWhileTheOthersGoOn() {
    try (DeliveryRig rig = DeliveryRig.prepared().start()) {
      rig.fault("sendMessage", Fault.Kind.THROTTLED, 1, 1);
      rig.commit(text(ALICE, "a", "a"));
      Await.until(() -> rig.calls("sendMessage").size() == 1);
      rig.commitAndTell(text(302, "b", "b"));

      assertEquals('S', rig.ended("b"));
      assertTrue(rig.outcome("a").isEmpty());
      assertEquals('S', rig.ended("a"));
      List<LoggedCall> calls = rig.calls("sendMessage", ALICE);
      assertEquals(2, calls.size());
      assertObeyed(calls.get(0), calls.get(1), 1);
    }
  }

  @Test
  void threeThrottledChatsMeanTheWholeBot() {
    try (DeliveryRig rig = DeliveryRig.prepared().start()) {
      // Five seconds are written down, which shows that all three answers have arrived.
      rig.fault("sendMessage", Fault.Kind.THROTTLED, 3, 5);
      rig.commitAndTell(text(311, "a", "a"), text(312, "b", "b"), text(313, "c", "c"));
      Await.until(
          () -> rig.value("SELECT count(not_before) FROM outbox").filter("3"::equals).isPresent());
      LoggedCall last = rig.calls("sendMessage").get(2);
      rig.commitAndTell(text(314, "d", "d"));

      assertEquals('S', rig.ended("d"));
      assertObeyed(last, rig.calls("sendMessage", 314).get(0), 5);
    }
  }

  @Test
  void aLongPauseOutlivesARestart() {
    try (DeliveryRig rig = DeliveryRig.prepared().start()) {
      rig.fault("sendMessage", Fault.Kind.THROTTLED, 1, 60);
      rig.commit(text(ALICE, "a", "a"));
      Await.until(() -> rig.value("SELECT not_before FROM outbox").isPresent());
      rig.stop();
      rig.start();
      rig.commitAndTell(text(302, "b", "b"));

      assertEquals('S', rig.ended("b"));
      assertEquals(1, rig.calls("sendMessage", ALICE).size());
    }
  }

  @Test
  void aThrottledProgressEditSlowsItsChatDownToo() {
    try (DeliveryRig rig = DeliveryRig.prepared()) {
      long message = rig.messageIn(ALICE, "status");
      rig.start();
      rig.fault("editMessageText", Fault.Kind.THROTTLED, 1, 1);
      rig.perishable(
          ALICE,
          "editMessageText",
          new io.vertx.core.json.JsonObject()
              .put("chat_id", ALICE)
              .put("message_id", message)
              .put("text", "10 s"),
          Duration.ofSeconds(5));
      Await.until(() -> rig.calls("editMessageText").size() == 1);
      rig.commit(text(ALICE, "a", "a"));

      assertEquals('S', rig.ended("a"));
      assertObeyed(rig.calls("editMessageText").get(0), rig.calls("sendMessage").get(0), 1);
    }
  }

  @Test
  void messagesGoOutNoFasterThanTheSettingsSay() {
    Object[] slow = {"delivery.perChatBurst", 2, "delivery.perChatPerSecond", 4};
    try (DeliveryRig rig = DeliveryRig.prepared(slow).start()) {
      for (int i = 0; i < 6; i++) {
        rig.commit(text(ALICE, "m" + i, "" + i));
      }
      rig.awaitEmpty();

      List<LoggedCall> calls = rig.calls("sendMessage");
      Duration all = Duration.between(calls.get(0).at(), calls.get(5).at());
      assertTrue(all.toMillis() >= 900, "6 messages in " + all);
    }
  }

  @Test
  void aWholeBotThrottledInOneInstanceWaitsInTheOthersToo() {
    try (DeliveryRig rig = DeliveryRig.prepared().startTwoInstances()) {
      rig.fault("sendMessage", Fault.Kind.THROTTLED, 3, 2);
      rig.commitAndTell(text(312, "a", "a"), text(314, "b", "b"), text(316, "c", "c"));
      Await.until(() -> rig.calls("sendMessage").size() == 3);
      LoggedCall last = rig.calls("sendMessage").get(2);
      rig.commit(text(313, "d", "d"));

      assertEquals('S', rig.ended("d"));
      assertObeyed(last, rig.calls("sendMessage", 313).get(0), 2);
    }
  }

  @Test
  void aLongPauseOfTheWholeBotOutlivesARestart() {
    try (DeliveryRig rig = DeliveryRig.prepared().start()) {
      rig.fault("sendMessage", Fault.Kind.THROTTLED, 3, 5);
      rig.commitAndTell(text(311, "a", "a"), text(312, "b", "b"), text(313, "c", "c"));
      Await.until(() -> rig.value("SELECT until FROM bot_pause").isPresent());
      LoggedCall last = rig.calls("sendMessage").get(2);
      rig.stop();
      rig.start();
      rig.commitAndTell(text(314, "d", "d"));

      assertEquals('S', rig.ended("d"));
      assertObeyed(last, rig.calls("sendMessage", 314).get(0), 5);
    }
  }

  @Test
  void twoInstancesTogetherStayUnderTheLimitOfTheBotInEverySecond() {
    try (DeliveryRig rig = DeliveryRig.prepared("delivery.messagesPerSecond", 25)) {
      for (int i = 0; i < 100; i++) {
        rig.commit(text(1_000 + i, "m" + i, "" + i));
      }
      rig.startTwoInstances();
      rig.awaitEmpty();

      List<Long> sent =
          rig.calls("sendMessage").stream()
              .map(call -> java.time.temporal.ChronoUnit.NANOS.between(Instant.EPOCH, call.at()))
              .toList();
      assertEquals(100, sent.size());
      assertTrue(BotBudgetTest.most(sent) <= 31, BotBudgetTest.most(sent) + " in a second");
    }
  }

  private static void assertObeyed(LoggedCall refused, LoggedCall next, int seconds) {
    Instant earliest = refused.at().plusSeconds(seconds).minusMillis(20);
    assertTrue(!next.at().isBefore(earliest), refused.at() + " then " + next.at());
  }
}
