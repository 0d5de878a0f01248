package trt.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.delivery.DeliveryRig.params;
import static trt.delivery.DeliveryRig.text;
import static trt.domain.outbox.DeliveryClass.IDEMPOTENT;

import ch.qos.logback.classic.Level;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trt.leases.Losing;
import trt.playground.telegram.control.Fault;
import trt.testing.Await;
import trt.testing.Frozen;
import trt.testing.LogCapture;
import trt.testing.TestPostgres;

/** Stops, restarts and a database that stands still: nothing lost, nothing shown twice. */
class DeliveryOutageTest {
  private static final long ALICE = 201;

  @Test
  void aRestartInTheMiddleLosesNothingAndShowsNothingTwice() {
    try (DeliveryRig rig = DeliveryRig.prepared()) {
      List<String> texts = IntStream.range(0, 40).mapToObj(i -> "" + i).toList();
      texts.forEach(t -> rig.commit(text(ALICE, "m" + t, t)));
      rig.start();
      for (int stops = 1; stops <= 3; stops++) {
        int few = stops * 5;
        Await.until(() -> rig.calls("sendMessage").size() >= few);
        rig.stop();
        rig.start();
      }
      rig.awaitEmpty();

      assertEquals(texts, rig.texts(ALICE));
    }
  }

  @Test
  void anEditCutOffByTheDeathOfItsProcessIsRepeatedByTheNextOne() {
    try (DeliveryRig rig = DeliveryRig.prepared()) {
      long message = rig.messageIn(ALICE, "status");
      rig.fault("editMessageText", Fault.Kind.RESET_AFTER, 2, 0);
      rig.commit(
          ALICE,
          "result",
          IDEMPOTENT,
          "editMessageText",
          params(ALICE, "message_id", message, "text", "result"));
      rig.start();
      Await.until(() -> rig.calls("editMessageText").size() == 1);
      rig.stop();
      rig.start();

      assertEquals('S', rig.ended("result"));
      assertEquals(List.of("result"), rig.texts(ALICE));
    }
  }

  @Test
  void aMarkedSendFoundAtTheStartWaitsAndCountsAsAmbiguous() {
    try (DeliveryRig rig = DeliveryRig.prepared()) {
      var marked = rig.commit(text(ALICE, "receipt", "paid"));
      assertEquals(1, rig.markedByAnother(marked));
      long begun = System.nanoTime();
      rig.start();

      assertEquals('A', rig.ended("receipt"));
      assertTrue(System.nanoTime() - begun >= DeliveryRig.AMBIGUOUS.toNanos());
      assertEquals(1, rig.calls("sendMessage").size());
    }
  }

  @Test
  void whatWasSentButNotRecordedIsRecordedThoughTheShardIsLost() throws SQLException {
    Losing lease = new Losing();
    try (DeliveryRig rig = DeliveryRig.prepared("database.lockTimeout", "300ms");
        LogCapture log = LogCapture.of(DeliveryVerticle.class)) {
      rig.commit(text(ALICE, "receipt", "paid"));
      rig.commit(text(ALICE, "next", "next"));
      try (Connection lock = rig.locked("delivered")) {
        rig.start(lease.ownership());
        Await.until(() -> !log.atLeast(Level.WARN).isEmpty());
        lease.lose();
        lock.rollback();
      }

      assertEquals('S', rig.ended("receipt"));
      assertEquals("next", rig.value("SELECT dedupe FROM outbox").orElse(""));
      assertEquals(List.of("paid"), rig.texts(ALICE));
    }
  }

  @Test
  void whatWasSentWhileTheDatabaseStoodStillIsNotSentAgain() throws IOException {
    try (EmbeddedPostgres server = TestPostgres.ownServer();
        DeliveryRig rig =
            DeliveryRig.on(
                TestPostgres.uri(server),
                "database.acquireTimeout",
                "300ms",
                "database.queryTimeout",
                "300ms",
                "telegram.readTimeout",
                "20s")) {
      rig.fault("sendMessage", Fault.Kind.SLOW, 1, 0.5);
      rig.commit(text(ALICE, "receipt", "paid"), text(ALICE, "next", "next"));
      rig.start();
      Await.until(() -> rig.calls("sendMessage").size() == 1);
      try (Frozen frozen = Frozen.postgres(TestPostgres.uri(server))) {
        assertTrue(frozen != null);
        long until = System.nanoTime() + 4_000_000_000L;
        Await.until(() -> System.nanoTime() > until);
      }

      assertEquals('S', rig.ended("next"));
      assertEquals('S', rig.ended("receipt"));
      assertEquals(List.of("paid", "next"), rig.texts(ALICE));
    }
  }
}
