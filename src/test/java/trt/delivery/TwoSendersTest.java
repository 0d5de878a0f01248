package trt.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.delivery.DeliveryRig.draft;
import static trt.delivery.DeliveryRig.params;
import static trt.delivery.DeliveryRig.text;
import static trt.domain.outbox.DeliveryClass.IDEMPOTENT;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Outgoing;
import trt.leases.Losing;
import trt.playground.telegram.control.Fault;
import trt.postgres.DeliveryStore.Ended;
import trt.testing.Await;

/** Nodes that own the same chats, nodes that stood still, nodes that lost what they had. */
class TwoSendersTest {
  private static final long ALICE = 501;

  /** No answer is given up because the machine is slow. */
  private static final Object[] UNHURRIED = {
    "telegram.readTimeout", "20s", "delivery.ambiguousAfter", "1m", "delivery.recheckAfter", "1m"
  };

  private static final String WAITS_FOR_A_LOCK =
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

  @Test
  void ofTwoNodesThatBothOwnEveryChatOneSendsEachMessageAndInOrder() {
    try (DeliveryRig rig = DeliveryRig.prepared(UNHURRIED)) {
      rig.start().start();
      List<String> numbers = IntStream.range(0, 12).mapToObj(i -> "" + i).toList();
      for (String number : numbers) {
        for (long chat = 510; chat < 520; chat++) {
          Draft message = text(chat, chat + ":" + number, number);
          if (chat % 2 == 0) {
            rig.commitAndTell(message);
          } else {
            assertEquals(1, rig.commit(message).size());
          }
        }
      }
      rig.awaitEmpty();

      for (long chat = 510; chat < 520; chat++) {
        assertEquals(numbers, rig.texts(chat));
      }
      assertEquals(
          "120", rig.value("SELECT count(*) FROM delivered WHERE outcome = 'S'").orElse(""));
    }
  }

  @Test
  void whatADeadNodeHadBegunToSendDoesNotWaitForItsAnswer() {
    Object[] patient = {"delivery.ambiguousAfter", "10m", "delivery.recheckAfter", "300ms"};
    try (DeliveryRig rig = DeliveryRig.prepared(patient)) {
      List<Outgoing> two = rig.commit(text(ALICE, "dead", "dead"), text(502, "lives", "lives"));
      rig.execute(
          "INSERT INTO node (id, feed_id, version)"
              + " SELECT '22222222-2222-2222-2222-222222222222', feed_id, '1' FROM feed");
      assertEquals(1, rig.markedBy("11111111-1111-1111-1111-111111111111/1", two.get(0)));
      assertEquals(1, rig.markedBy("22222222-2222-2222-2222-222222222222/1", two.get(1)));
      rig.start();

      assertEquals('A', rig.ended("dead"));
      assertEquals(List.of("dead"), rig.texts(ALICE));
      assertEquals(List.of(), rig.texts(502));
    }
  }

  @Test
  void anEditThatAnotherNodeHasMadeIsNotRepeatedOverANewerOne() {
    try (DeliveryRig rig = DeliveryRig.prepared()) {
      long message = rig.messageIn(ALICE, "menu");
      rig.fault("editMessageText", Fault.Kind.RESET_AFTER, 1, 0);
      Outgoing edit = rig.commit(edit("old", message)).get(0);
      rig.start();
      Await.until(() -> rig.calls("editMessageText").size() == 1);
      Await.until(() -> rig.ambiguous(IDEMPOTENT) == 1);
      // The other node repeats it, and then makes a newer edit.
      get(rig.another().finish(List.of(new Ended(edit, message, 'S'))));
      rig.edits(ALICE, message, "new");
      rig.commit(text(ALICE, "later", "later"));

      assertEquals('S', rig.ended("later"));
      assertEquals(List.of("new", "later"), rig.texts(ALICE));
    }
  }

  @Test
  void anEditKnownForLongIsLookedUpBeforeItIsMade() {
    Object[] slow = {
      "delivery.perChatBurst", 1, "delivery.perChatPerSecond", 1, "delivery.recheckAfter", "300ms"
    };
    try (DeliveryRig rig = DeliveryRig.prepared(slow)) {
      long message = rig.messageIn(ALICE, "menu");
      rig.start();
      rig.commitAndTell(text(ALICE, "first", "first"), edit("old", message));
      assertEquals('S', rig.ended("first"));
      long id = Long.parseLong(rig.value("SELECT id FROM outbox").orElseThrow());
      rig.execute("DELETE FROM outbox WHERE id = " + id);
      rig.edits(ALICE, message, "new");
      rig.commit(text(ALICE, "later", "later"));

      assertEquals('S', rig.ended("later"));
      assertEquals(List.of("new", "first", "later"), rig.texts(ALICE));
    }
  }

  @Test
  void aNodeThatLosesItsShardsWhileItFetchesAFileDoesNotSend() {
    FileHost host = new FileHost(vertx());
    Promise<Void> asked = Promise.promise();
    Promise<Void> go = Promise.promise();
    host.gives(
        request -> {
          asked.complete();
          go.future().onSuccess(v -> FileHost.picture(request));
        });
    Losing lease = new Losing();
    try (DeliveryRig rig = DeliveryRig.prepared()) {
      long message = rig.messageIn(ALICE, "status");
      rig.commit(
          ALICE,
          "result",
          IDEMPOTENT,
          "editMessageMedia",
          params(
                  ALICE,
                  "message_id",
                  message,
                  "media",
                  new JsonObject().put("type", "photo").put("media", "attach://f0"))
              .put(
                  "files",
                  new JsonArray()
                      .add(
                          new JsonObject()
                              .put("name", "f0")
                              .put("url", host.url())
                              .put("fileName", "result.png")
                              .put("mediaType", "image/png"))));
      rig.start(lease.ownership());
      get(asked.future());
      lease.lose();
      go.complete();
      rig.stop(); // waits for what is under way

      assertEquals(List.of(), rig.calls("editMessageMedia"));
      assertEquals("1", rig.value("SELECT count(*) FROM outbox").orElse(""));
    } finally {
      host.close();
    }
  }

  @Test
  void aMessageDoesNotOvertakeOneWhoseHintWasLost() {
    try (DeliveryRig rig = DeliveryRig.prepared("delivery.sweepEvery", "700ms")) {
      rig.start();
      assertEquals(1, rig.commit(text(ALICE, "lost", "first")).size());
      rig.commitAndTell(text(ALICE, "told", "second"));

      assertEquals('S', rig.ended("told"));
      assertEquals(List.of("first", "second"), rig.texts(ALICE));
    }
  }

  @Test
  void aNodeThatLosesTheShardAfterItsMarkLetsTheNextSendAtOnce() {
    Losing lease = new Losing();
    try (DeliveryRig rig = DeliveryRig.prepared("delivery.ambiguousAfter", "10m")) {
      long id = rig.commit(text(ALICE, "paid", "paid")).get(0).id();
      Promise<Boolean> locked = Promise.promise();
      Promise<Boolean> go = Promise.promise();
      Future<Boolean> holder = rig.locked(id, locked, go.future());
      assertTrue(get(locked.future()));
      rig.start(lease.ownership());
      Await.until(() -> rig.value(WAITS_FOR_A_LOCK).isPresent());
      lease.lose();
      go.complete(true);
      assertTrue(get(holder));
      rig.start();

      // Marked twice, it counts as one that may have been sent twice.
      rig.awaitEmpty();
      assertEquals(List.of("paid"), rig.texts(ALICE));
    }
  }

  @Test
  void whatWasSentIsRecordedThoughTheShardIsLost() {
    Losing lease = new Losing();
    try (DeliveryRig rig = DeliveryRig.prepared()) {
      rig.fault("sendMessage", Fault.Kind.SLOW, 1, 0.2);
      assertEquals(1, rig.commit(text(ALICE, "paid", "paid")).size());
      rig.start(lease.ownership());
      Await.until(() -> !rig.calls("sendMessage").isEmpty());
      lease.lose();

      assertEquals('S', rig.ended("paid"));
      assertTrue(rig.value("SELECT id FROM outbox").isEmpty());
    }
  }

  private static Draft edit(String text, long message) {
    return draft(
        ALICE,
        text,
        IDEMPOTENT,
        "editMessageText",
        params(ALICE, "message_id", message, "text", text),
        Optional.empty(),
        Optional.empty());
  }
}
