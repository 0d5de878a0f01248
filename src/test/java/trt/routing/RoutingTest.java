package trt.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.domain.inbox.PendingUpdate;
import trt.postgres.QuarantineStore;
import trt.testing.Await;
import trt.testing.LogCapture;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;
import trt.testing.TestVertx;

/** Routing with a real PostgreSQL: order, once-only, poison, restarts. */
class RoutingTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final RoutingBench bench =
      new RoutingBench(MigratedPostgres.fresh("routing.sweepEvery", "100ms"));

  @AfterEach
  void close() {
    assertEquals(List.of(), bench.postgres.column("select wallet_id from ledger_drift"));
    bench.close();
  }

  @Test
  void chatsKeepTheirOrderUnderHintsInAnyOrder() {
    bench.start(2);
    List<PendingUpdate> updates = new ArrayList<>();
    for (int id = 1; id <= 200; id++) {
      updates.add(bench.text(id, 1 + id % 20, "/balance"));
    }
    bench.commit(updates);
    Collections.shuffle(updates, new Random(1));
    updates.forEach(update -> bench.hint(List.of(update)));

    Await.until(bench::idle, LONG);

    for (int chat = 1; chat <= 20; chat++) {
      List<Integer> answers = new ArrayList<>(new java.util.LinkedHashSet<>(bench.answered(chat)));
      assertEquals(10, answers.size());
      assertEquals(new ArrayList<>(new TreeSet<>(answers)), answers);
    }
  }

  @Test
  void aHintThatComesTwiceOrTooLateHasNoSecondEffect() {
    bench.start(2);
    PendingUpdate update = bench.text(1, 5, "/start");
    bench.arrive(update);
    Await.until(bench::idle);

    bench.hint(List.of(update, update));
    bench.arrive(bench.text(2, 5, "/start"));
    Await.until(bench::idle);

    assertEquals(List.of(1, 2), bench.answered(5));
  }

  @Test
  void anOlderMenuThatIsPressedEndsTheNewerOne() {
    bench.start(1);
    bench.arrive(bench.text(1, 5, "/start"));
    Await.until(bench::idle);
    String made = bench.session(5).getString("menu").substring(2);
    TestPostgres.execute(
        bench.postgres.uri(),
        "insert into delivered (dedupe, message_id, outcome) values ('" + made + "', 80, 'S')");

    bench.arrive(bench.press(2, 5, "help"));
    Await.until(bench::idle);

    assertEquals(
        1,
        bench.rows(
            "outbox where method = 'editMessageReplyMarkup' and body like '%\"message_id\":80%'"));
    assertEquals("m:77", bench.session(5).getString("menu"));
    bench.arrive(bench.press(3, 5, "home"));
    Await.until(bench::idle);
    assertEquals(1, bench.rows("outbox where method = 'editMessageReplyMarkup'"));
  }

  @Test
  void lostHintsAreFoundByTheSweep() {
    bench.start(3);
    bench.commit(
        IntStream.rangeClosed(1, 60).mapToObj(id -> bench.text(id, id, "/start")).toList());

    Await.until(bench::idle, LONG);

    assertEquals(60, bench.rows("outbox where method = 'sendMessage'"));
    assertEquals(
        60, bench.meters.get("trt.update.handle").tag("handler", "message").timer().count());
  }

  @Test
  void whatWaitsAtTheStartIsDoneFirst() {
    bench.commit(List.of(bench.text(1, 5, "/start"), bench.text(2, 5, "/help")));
    bench.start(1);

    Await.until(bench::idle);

    assertEquals(List.of(1, 2), bench.answered(5));
  }

  @Test
  void updatesWithoutAMeaningAreConsumedInSilence() {
    bench.start(1);
    PendingUpdate odd =
        new PendingUpdate(
            0,
            0,
            bench.postgres.feed().feedId(),
            1,
            0,
            "{\"update_id\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    bench.arrive(odd);

    Await.until(bench::idle);

    assertEquals(0, bench.rows("outbox"));
  }

  @Test
  void poisonIsSetAsideAfterThreeRetriesAndTheOthersDoNotWait() {
    try (LogCapture log = LogCapture.of(Mishaps.class)) {
      bench.start(1);
      long begun = System.nanoTime();
      bench.arrive(bench.poison(1, 5), bench.text(2, 5, "/help"), bench.text(3, 6, "/help"));
      Await.until(() -> bench.answered(6).equals(List.of(3)), Duration.ofSeconds(3));
      assertEquals(List.of(), bench.answered(5));

      Await.until(bench::idle, LONG);

      assertTrue(System.nanoTime() - begun > Duration.ofMillis(6_200).toNanos(), "0.2 + 1 + 5 s");
      assertEquals(4, log.atLeast(Level.ERROR).size());
    }
    assertEquals(List.of((short) 4), bench.postgres.column("select attempts from tg_quarantine"));
    String id = (String) bench.postgres.column("select correlation_id from tg_quarantine").get(0);
    assertEquals(List.of(1, 2), bench.answered(5));
    assertEquals(
        1, bench.rows("outbox where chat_key = 5 and body like '%<code>" + id + "</code>%'"));
  }

  @Test
  void whatIsReplayedRunsAgainOnceBeforeTheRestOfItsChat() {
    bench.start(1);
    bench.arrive(bench.unreadable(1, 5));
    Await.until(() -> bench.rows("tg_quarantine") == 1, LONG);
    Await.until(bench::idle);
    bench.stop();
    bench.commit(List.of(bench.text(2, 5, "/help")));
    byte[] mended = bench.text(1, 5, "/help").payload();
    TestPostgres.execute(
        bench.postgres.uri(),
        "update tg_update set payload = convert_to('"
            + new String(mended, java.nio.charset.StandardCharsets.UTF_8)
            + "', 'UTF8') where update_id = 1");
    QuarantineStore quarantine = new QuarantineStore(bench.postgres.db());
    String id = bench.text(1, 5, "").correlationId();

    assertEquals(List.of(id), TestVertx.get(quarantine.replay(Optional.of(id))));
    assertEquals(List.of(), TestVertx.get(quarantine.replay(Optional.of(id))));
    bench.start(1);
    Await.until(bench::idle);

    assertEquals(List.of(1, 1, 2), bench.answered(5), "the apology, the answer, the next");
    assertEquals(0, bench.rows("tg_quarantine"));
    assertEquals(1, bench.rows("tg_quarantine_past where outcome = 'replayed'"));
  }

  @Test
  void whatCannotBeReadIsSetAsideAndItsChatIsTold() {
    try (LogCapture log = LogCapture.of(Mishaps.class)) {
      bench.start(1);
      bench.arrive(bench.unreadable(1, 5));

      Await.until(bench::idle, LONG);

      assertEquals(4, log.atLeast(Level.ERROR).size());
    }
    assertEquals(1, bench.rows("tg_quarantine"));
    assertEquals(
        1, bench.rows("outbox where chat_key = 5 and body like '%set this message aside%'"));
  }

  /** PostgreSQL's jsonb has no room for U+0000: the statement fails, not the handler. */
  @Test
  void anUpdateTheDatabaseCannotTakeIsPoisonTooAndNotAnOutage() {
    try (LogCapture log = LogCapture.of(Mishaps.class)) {
      bench.start(1);
      order(5);
      int next = 100;
      bench.commit(List.of(bench.text(next, 5, "a \u0000 fox")));
      List<PendingUpdate> others = new ArrayList<>();
      for (int chat = 10; chat < 60; chat++) {
        others.add(bench.text(next + chat, chat, "/help"));
      }
      bench.commit(others);

      Await.until(() -> bench.rows("tg_ready") <= 1, Duration.ofSeconds(5));
      Await.until(bench::idle, LONG);

      assertEquals(
          0, log.atLeast(Level.WARN).stream().filter(e -> e.getLevel() == Level.WARN).count());
    }
    assertEquals(1, bench.rows("tg_quarantine where update_id = 100"));
    assertEquals(
        1, bench.rows("outbox where chat_key = 5 and body like '%set this message aside%'"));
  }

  @Test
  void twentyPressesOfConfirmAreOneJobOneHoldOneCharge() {
    bench.start(2);
    order(5);
    bench.arrive(bench.text(20, 5, "a fox"));
    Await.until(bench::idle);
    String confirm = "go|" + bench.session(5).getLong("flow") + "|308";

    PendingUpdate[] presses = new PendingUpdate[20];
    for (int i = 0; i < presses.length; i++) {
      presses[i] = bench.press(30 + i, 5, confirm);
    }
    bench.arrive(presses);
    Await.until(bench::idle);

    assertEquals(1, bench.rows("gen_job"));
    assertEquals(1, bench.rows("hold"));
    assertEquals(1, bench.rows("gen_order where price = 308 and model = 'google/nano-banana'"));
    assertEquals(
        1, bench.rows("wallet where currency = 'XTR' and available = 1692 and held = 308"));
    assertEquals(
        20, bench.rows("outbox where method = 'answerCallbackQuery' and chat_key = 5") - 1);
    assertEquals(19, bench.rows("outbox where body like '%Already started.%'"));
    assertEquals(1, bench.rows("outbox where body like '%is reserved; it is charged only%'"));
  }

  @Test
  void anOrderSurvivesARestartInItsMiddle() {
    bench.start(1);
    order(5);
    bench.stop();
    bench.start(2);

    bench.arrive(bench.text(20, 5, "a fox"));
    Await.until(bench::idle);

    JsonObject session = bench.session(5);
    assertEquals("CONFIRM", session.getString("stage"));
    assertEquals("a fox", session.getJsonObject("inputs").getString("prompt"));
  }

  @Test
  void againOnSomebodyElsesJobIsAStaleButton() {
    bench.start(1);
    order(5);
    bench.arrive(bench.text(20, 5, "a fox"));
    Await.until(bench::idle);
    bench.arrive(bench.press(21, 5, "go|" + bench.session(5).getLong("flow") + "|308"));
    Await.until(bench::idle);
    long job = bench.postgres.number("select id from gen_job");

    bench.arrive(bench.press(40, 6, "again|" + job), bench.press(41, 5, "again|" + job));
    Await.until(bench::idle);

    assertEquals(1, bench.rows("outbox where chat_key = 6 and body like '%out of date%'"));
    assertEquals("HOME", bench.session(6).getString("stage"));
    assertEquals("CONFIRM", bench.session(5).getString("stage"));
  }

  @Test
  void changingTheNumberOfInstancesLosesAndDoublesNothing() {
    bench.start(2);
    List<PendingUpdate> updates = new ArrayList<>();
    for (int id = 1; id <= 300; id++) {
      updates.add(bench.text(id, 1 + id % 30, "/help"));
    }
    for (int i = 0; i < 300; i += 50) {
      bench.arrive(updates.subList(i, i + 50).toArray(PendingUpdate[]::new));
      bench.stop();
      bench.start(1 + i / 50 % 3);
    }

    Await.until(bench::idle, LONG);

    assertEquals(300, bench.rows("outbox where method = 'sendMessage'"));
    for (int chat = 1; chat <= 30; chat++) {
      List<Integer> answers = bench.answered(chat);
      assertEquals(10, answers.size());
      assertEquals(new ArrayList<>(new TreeSet<>(answers)), answers);
    }
  }

  /** /start, the paid model, square: the dialogue waits for the prompt. */
  private void order(long chat) {
    bench.arrive(bench.text(1, chat, "/start"), bench.press(2, chat, "m|google/nano-banana"));
    Await.until(bench::idle);
    bench.arrive(bench.text(3, chat, "1:1"));
    Await.until(bench::idle);
    assertEquals("WORDS", bench.session(chat).getString("stage"));
  }
}
