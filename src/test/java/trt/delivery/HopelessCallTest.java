package trt.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.delivery.DeliveryRig.params;
import static trt.delivery.DeliveryRig.text;
import static trt.domain.outbox.DeliveryClass.IDEMPOTENT;

import ch.qos.logback.classic.Level;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import trt.domain.outbox.Draft;
import trt.playground.telegram.control.Fault;
import trt.testing.Await;
import trt.testing.LogCapture;

/** One call that cannot succeed does not stop its chat; an outage stops nobody for good. */
class HopelessCallTest {
  private static final long ALICE = 801;
  private static final Object[] FEW = {"delivery.triesUnanswered", 3};

  @Test
  void aCallThatAloneGetsNoAnswerIsReplacedByItsFallback() {
    try (DeliveryRig rig = DeliveryRig.prepared(FEW)) {
      long message = rig.messageIn(ALICE, "status");
      rig.fault("editMessageText", Fault.Kind.SERVER_ERROR, 1_000, 0);
      JsonObject body =
          params(ALICE, "message_id", message, "text", "failed")
              .put("fallback", params(ALICE, "text", "failed").put("method", "sendMessage"));
      rig.commit(ALICE, "edit", IDEMPOTENT, "editMessageText", body);
      rig.commit(text(ALICE, "next", "next"));
      rig.start();
      answerOthersUntil(rig, "next");

      assertEquals('S', rig.ended("edit"));
      assertEquals(java.util.List.of("status", "failed", "next"), rig.texts(ALICE));
      assertEquals(3, rig.calls("editMessageText").size());
    }
  }

  @Test
  void aCallWithoutAFallbackIsGivenUpAndItsChatGoesOn() {
    try (DeliveryRig rig = DeliveryRig.prepared(FEW)) {
      long message = rig.messageIn(ALICE, "status");
      rig.fault("editMessageText", Fault.Kind.BAD_GATEWAY, 1_000, 0);
      rig.commit(
          ALICE,
          "edit",
          IDEMPOTENT,
          "editMessageText",
          params(ALICE, "message_id", message, "text", "new"));
      rig.commit(text(ALICE, "next", "next"));
      rig.start();
      answerOthersUntil(rig, "next");

      assertEquals('X', rig.ended("edit"));
    }
  }

  @Test
  void anOutageOfTelegramIsWaitedOut() {
    try (DeliveryRig rig = DeliveryRig.prepared("delivery.triesUnanswered", 2)) {
      long message = rig.messageIn(ALICE, "status");
      rig.fault("*", Fault.Kind.SERVER_ERROR, 1_000, 0);
      rig.commit(
          ALICE,
          "edit",
          IDEMPOTENT,
          "editMessageText",
          params(ALICE, "message_id", message, "text", "new"));
      rig.start();
      Await.until(() -> rig.calls("editMessageText").size() == 4);
      rig.telegram().faults().clear();

      Await.until(() -> rig.outcome("edit").isPresent(), java.time.Duration.ofSeconds(20));
      assertEquals('S', rig.ended("edit"));
    }
  }

  @Test
  void aCallThatHoldsItsChatForLongerThanPatienceLastsIsGivenUp() {
    try (DeliveryRig rig = DeliveryRig.prepared("delivery.patience", "1500ms")) {
      long message = rig.messageIn(ALICE, "status");
      rig.fault("editMessageText", Fault.Kind.SERVER_ERROR, 1_000, 0);
      rig.commit(
          ALICE,
          "edit",
          IDEMPOTENT,
          "editMessageText",
          params(ALICE, "message_id", message, "text", "new"));
      rig.start();

      assertEquals('X', rig.ended("edit"));
    }
  }

  @Test
  void aBugIsLoudAndDoesNotHoldUpItsChat() {
    try (LogCapture log = LogCapture.of(Bug.class);
        DeliveryRig rig = DeliveryRig.prepared()) {
      Draft broken =
          new Draft(
              (int) (ALICE % 256),
              ALICE,
              "broken",
              IDEMPOTENT,
              "editMessageText",
              "this is no JSON",
              Optional.empty(),
              Optional.empty());
      rig.commit(broken);
      rig.commit(text(ALICE, "next", "next"));
      rig.start();

      assertEquals('S', rig.ended("next"));
      assertEquals('X', rig.ended("broken"));
      assertEquals(3, log.atLeast(Level.ERROR).size());
      assertTrue(log.atLeast(Level.ERROR).get(0).getThrowableProxy() != null);
    }
  }

  @Test
  void whatStaysUnclearIsCounted() {
    try (DeliveryRig rig = DeliveryRig.prepared()) {
      rig.fault("sendMessage", Fault.Kind.RESET_AFTER, 1, 0);
      rig.commit(text(ALICE, "receipt", "paid"));
      rig.start();

      assertEquals('A', rig.ended("receipt"));
      assertEquals(1, rig.ambiguous(trt.domain.outbox.DeliveryClass.MUST_ARRIVE));
    }
  }

  /** Telegram is there for everybody else meanwhile. */
  private static void answerOthersUntil(DeliveryRig rig, String name) {
    AtomicInteger others = new AtomicInteger();
    Await.until(
        () -> {
          int n = others.incrementAndGet();
          if (n % 20 == 0) {
            rig.commitAndTell(text(900_000 + n, "other" + n, "hello"));
          }
          return rig.outcome(name).isPresent();
        });
  }
}
