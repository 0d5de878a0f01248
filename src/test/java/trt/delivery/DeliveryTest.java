package trt.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.delivery.DeliveryRig.draft;
import static trt.delivery.DeliveryRig.params;
import static trt.delivery.DeliveryRig.text;
import static trt.domain.outbox.DeliveryClass.IDEMPOTENT;
import static trt.domain.outbox.DeliveryClass.MUST_ARRIVE;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.control.Fault;
import trt.playground.telegram.control.LoggedCall;
import trt.testing.Await;

/** What the user sees of the outbox: order, once or at least once, and never silence. */
class DeliveryTest {
  private static final long ALICE = 101;
  private static final long BOB = 102;

  private final DeliveryRig rig = DeliveryRig.prepared();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void messagesOfOneChatArriveInTheOrderOfTheirCommits() {
    for (int i = 0; i < 20; i++) {
      if (i == 10) {
        rig.start();
      }
      if (i < 10) {
        rig.commit(text(ALICE, "a" + i, "" + i));
        rig.commit(text(BOB, "b" + i, "" + i));
      } else {
        rig.commitAndTell(text(ALICE, "a" + i, "" + i), text(BOB, "b" + i, "" + i));
      }
    }
    rig.awaitEmpty();

    List<String> numbers = IntStream.range(0, 20).mapToObj(i -> "" + i).toList();
    assertEquals(numbers, rig.texts(ALICE));
    assertEquals(numbers, rig.texts(BOB));
  }

  @Test
  void aSlowCallHoldsItsOwnChatOnly() {
    rig.fault("sendMessage", Fault.Kind.SLOW, 1, 0.3);
    rig.commit(text(ALICE, "a0", "first"), text(ALICE, "a1", "second"));
    rig.start();
    Await.until(() -> rig.calls("sendMessage", ALICE).size() == 1);
    rig.commitAndTell(text(BOB, "b0", "quick"));

    assertEquals('S', rig.ended("b0"));
    assertTrue(rig.outcome("a1").isEmpty());
    assertEquals('S', rig.ended("a1"));
    assertEquals(List.of("first", "second"), rig.texts(ALICE));
  }

  @Test
  void anEditWhoseAnswerIsLostIsRepeatedAndSeenOnce() {
    long message = rig.messageIn(ALICE, "menu");
    rig.fault("editMessageText", Fault.Kind.NO_ANSWER, 1, 0);
    rig.commit(
        ALICE,
        "edit",
        IDEMPOTENT,
        "editMessageText",
        params(ALICE, "message_id", message, "text", "new menu"));
    rig.start();

    assertEquals('S', rig.ended("edit"));
    List<LoggedCall> edits = rig.calls("editMessageText");
    assertEquals(2, edits.size());
    assertTrue(edits.get(1).description().contains("message is not modified"));
    assertEquals(List.of("new menu"), rig.texts(ALICE));
  }

  @Test
  void aNewMessageIsMarkedBeforeTheSendAndRepeatedOnlyAfterTheWait() {
    rig.fault("sendMessage", Fault.Kind.NO_ANSWER, 1, 0);
    rig.commit(text(ALICE, "receipt", "paid"));
    rig.start();

    Await.until(() -> rig.calls("sendMessage").size() == 1);
    Instant marked =
        rig.value("SELECT sending_at::text FROM outbox WHERE dedupe = 'receipt'")
            .map(at -> Instant.parse(at.replace(' ', 'T').replaceFirst("\\+(\\d\\d)$", "+$1:00")))
            .orElseThrow();
    assertTrue(!marked.isAfter(rig.calls("sendMessage").get(0).at()));

    assertEquals('A', rig.ended("receipt"));
    List<LoggedCall> sends = rig.calls("sendMessage");
    assertEquals(2, sends.size());
    Duration between = Duration.between(sends.get(0).at(), sends.get(1).at());
    assertTrue(between.compareTo(DeliveryRig.AMBIGUOUS) >= 0, "" + between);
  }

  @Test
  void aCallThatFoundNoConnectionIsRepeatedSoonAndIsNoAmbiguousOne() {
    int port = Integer.parseInt(rig.telegram().baseUrl().replaceAll(".*:", ""));
    get(rig.telegram().stop());
    rig.commit(text(ALICE, "hello", "hello"));
    rig.start();
    Await.until(
        () ->
            rig.value("SELECT attempt FROM outbox")
                .filter(attempt -> Integer.parseInt(attempt) > 0)
                .isPresent());

    assertEquals(port, get(rig.telegram().start(port)));
    assertEquals('S', rig.ended("hello"));
    assertEquals(List.of("hello"), rig.texts(ALICE));
  }

  @Test
  void aPerishableCallIsMadeOnceOrNotAtAll() {
    long message = rig.messageIn(ALICE, "status");
    rig.start();
    rig.fault("editMessageText", Fault.Kind.NO_ANSWER, 1, 0);
    JsonObject progress =
        new JsonObject().put("chat_id", ALICE).put("message_id", message).put("text", "10 s");

    rig.perishable(ALICE, "editMessageText", progress, Duration.ofMillis(-1));
    rig.perishable(ALICE, "editMessageText", progress, Duration.ofSeconds(5));
    Await.until(() -> rig.calls("editMessageText").size() == 1);
    rig.commitAndTell(text(ALICE, "after", "after"));

    assertEquals('S', rig.ended("after"));
    assertEquals(1, rig.calls("editMessageText").size());
  }

  @Test
  void aResultWaitsForTheProgressEditOnItsWay() {
    long message = rig.messageIn(ALICE, "status");
    rig.start();
    rig.fault("editMessageText", Fault.Kind.SLOW, 1, 0.3);
    rig.perishable(
        ALICE,
        "editMessageText",
        new JsonObject().put("chat_id", ALICE).put("message_id", message).put("text", "10 s"),
        Duration.ofSeconds(5));
    Await.until(() -> rig.calls("editMessageText").size() == 1);
    Instant answered = Instant.now().plusMillis(250);
    rig.commitAndTell(
        draft(
            ALICE,
            "failed",
            IDEMPOTENT,
            "editMessageText",
            params(ALICE, "message_id", message, "text", "failed"),
            Optional.empty(),
            Optional.empty()));

    assertEquals('S', rig.ended("failed"));
    assertTrue(rig.calls("editMessageText").get(1).at().isAfter(answered));
    assertEquals(List.of("failed"), rig.texts(ALICE));
  }

  @Test
  void anExpiredCallIsNotMade() {
    rig.commit(
        draft(
            ALICE,
            "old",
            IDEMPOTENT,
            "answerCallbackQuery",
            new JsonObject().put("params", new JsonObject().put("callback_query_id", "1")),
            Optional.empty(),
            Optional.of(Instant.now().minusSeconds(1))));
    rig.start();

    assertEquals('E', rig.ended("old"));
    assertTrue(rig.telegram().calls().all().isEmpty());
  }

  @Test
  void aBlockedBotGivesUpThatCallAndGoesOn() {
    rig.fault("sendMessage", Fault.Kind.BLOCKED, 1, 0);
    rig.commit(text(ALICE, "a0", "unseen"));
    rig.start();
    assertEquals('X', rig.ended("a0"));
    rig.commitAndTell(text(ALICE, "a1", "seen"));

    assertEquals('S', rig.ended("a1"));
  }

  @Test
  void whatWasQueuedForAChatThatBlockedTheBotIsNotTried() {
    rig.fault("sendMessage", Fault.Kind.BLOCKED, 1, 0);
    for (int i = 0; i < 10; i++) {
      rig.commit(text(ALICE, "a" + i, "" + i));
    }
    rig.start();
    rig.awaitEmpty();

    assertEquals(1, rig.calls("sendMessage").size());
    assertEquals("10", rig.value("SELECT count(*) FROM delivered WHERE outcome = 'X'").orElse(""));
    assertEquals("blocked", rig.value("SELECT reason FROM chat_gone").orElse(""));
    rig.commitAndTell(text(ALICE, "back", "I am back"));
    assertEquals('S', rig.ended("back"));
    assertTrue(rig.value("SELECT reason FROM chat_gone").isEmpty());
  }

  @Test
  void anEditThatChangesNothingIsDone() {
    long message = rig.messageIn(ALICE, "same");
    rig.commit(
        ALICE,
        "edit",
        IDEMPOTENT,
        "editMessageText",
        params(ALICE, "message_id", message, "text", "same"));
    rig.start();

    assertEquals('S', rig.ended("edit"));
    assertEquals(
        "" + message,
        rig.value("SELECT message_id FROM delivered WHERE dedupe = 'edit'").orElseThrow());
  }

  @Test
  void anEditOfADeletedMessageBecomesANewMessage() {
    JsonObject body =
        params(ALICE, "message_id", 4711, "text", "result")
            .put("fallback", params(ALICE, "text", "result").put("method", "sendMessage"));
    rig.messageIn(ALICE, "other");
    rig.commit(ALICE, "result", IDEMPOTENT, "editMessageText", body);
    rig.start();

    assertEquals('S', rig.ended("result"));
    assertEquals(List.of("other", "result"), rig.texts(ALICE));
  }

  @Test
  void textThatDoesNotParseIsSentPlain() {
    rig.commit(
        ALICE,
        "bad",
        MUST_ARRIVE,
        "sendMessage",
        params(ALICE, "text", "<b>unclosed", "parse_mode", "HTML"));
    rig.start();

    assertEquals('S', rig.ended("bad"));
    assertEquals(List.of("<b>unclosed"), rig.texts(ALICE));
  }

  @Test
  void theButtonsOfAnEarlierMessageAreHiddenByItsName() {
    JsonObject keyboard =
        new JsonObject()
            .put(
                "inline_keyboard",
                new JsonArray()
                    .add(
                        new JsonArray()
                            .add(new JsonObject().put("text", "Go").put("callback_data", "go"))));
    rig.commit(
        ALICE,
        "menu",
        MUST_ARRIVE,
        "sendMessage",
        params(ALICE, "text", "menu", "reply_markup", keyboard));
    rig.commit(
        draft(
            ALICE,
            "hide",
            IDEMPOTENT,
            "editMessageReplyMarkup",
            params(ALICE),
            Optional.of("menu"),
            Optional.empty()),
        draft(
            ALICE,
            "never",
            IDEMPOTENT,
            "editMessageReplyMarkup",
            params(ALICE),
            Optional.of("was never sent"),
            Optional.empty()));
    rig.start();

    assertEquals('S', rig.ended("hide"));
    assertEquals('X', rig.ended("never"));
    JsonObject shown = get(rig.telegram().user(ALICE).chat()).get(0);
    assertEquals("menu", shown.getString("text"));
    assertTrue(!shown.containsKey("reply_markup"), shown::encode);
  }
}
