package trt.ingress;

import static ch.qos.logback.classic.Level.INFO;
import static ch.qos.logback.classic.Level.WARN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatorSettings;
import trt.playground.telegram.TelegramEmulator;
import trt.playground.telegram.control.Fault;
import trt.testing.Await;
import trt.testing.LogCapture;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** Long polling at the emulator of Telegram, in front of a real database. */
class PollingTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private final LogCapture log = LogCapture.of(PollPace.class);
  private final TelegramEmulator telegram = emulator();
  private final PollingBench bench =
      new PollingBench(
          MigratedPostgres.on(
              TestPostgres.freshDatabase(),
              "telegram.apiUrl",
              telegram.baseUrl(),
              "telegram.token",
              PollingBench.TOKEN,
              "telegram.pollTimeout",
              "50s"));

  @AfterEach
  void close() {
    bench.close();
    get(telegram.stop());
    log.close();
  }

  @Test
  void updatesArriveOnceAndAreConfirmed() {
    inject(250);
    bench.start();
    Await.until(() -> bench.stored() == 250);
    Await.until(() -> pending() == 0);

    inject(1);

    Await.until(() -> bench.stored() == 251 && pending() == 0);
    assertEquals(251, bench.postgres.number("select count(*) from tg_ready"));
    assertTrue(log.atLeast(WARN).isEmpty());
  }

  @Test
  void aNodeWhoseTurnItIsNotDoesNotPollUntilItIs() {
    inject(5);
    bench.mayPoll = false;
    bench.start();
    Await.until(() -> bench.beats.get() > 2, PATIENT);
    assertEquals(0, bench.stored());
    assertEquals(5, pending());

    bench.mayPoll = true;

    Await.until(() -> bench.stored() == 5 && pending() == 0);
    assertTrue(log.atLeast(WARN).isEmpty());
  }

  @Test
  void aRestartInTheMiddleLosesAndDoublesNothing() {
    inject(1_000);
    for (int wanted : List.of(1, 101, 201)) {
      bench.start();
      Await.until(() -> bench.stored() >= wanted);
      bench.stop();
      assertEquals(0, bench.stored() % 100, "what was being stored is finished");
    }
    inject(20);

    bench.start();

    Await.until(() -> pending() == 0);
    assertEquals(1_020, bench.stored());
    assertEquals(1_020, bench.postgres.number("select count(*) from tg_ready"));
  }

  @Test
  void whatIsStoredButNotConfirmedIsDeliveredAgainAndKnown() {
    inject(7);
    bench.start();
    Await.until(() -> bench.stored() == 7 && pending() == 0);
    bench.stop();
    inject(1);
    JsonObject known = new JsonObject(IngressBench.message(newest() - 3, 5));
    assertTrue(get(telegram.inject(known)) > 0);

    bench.start();

    Await.until(() -> pending() == 0);
    assertEquals(8, bench.stored());
  }

  @Test
  void aWebhookThatIsStillSetIsSurvivedAndSaidOnce() {
    assertTrue(
        get(
                bench.telegram.call(
                    "setWebhook", new JsonObject().put("url", "http://127.0.0.1:9/webhook")))
            != null);
    inject(3);
    bench.start();
    Await.until(() -> polls(409) == 2, PATIENT);
    assertEquals(1, log.atLeast(WARN).size());
    assertTrue(log.atLeast(WARN).get(0).getFormattedMessage().contains("a webhook is set"));
    assertEquals(0, bench.stored());

    assertTrue(get(bench.telegram.call("deleteWebhook", new JsonObject())) != null);

    Await.until(() -> bench.stored() == 3, PATIENT);
    Await.until(() -> said("Polling works again") == 1);
    assertEquals(1, log.atLeast(WARN).size());
  }

  @Test
  void anotherPollerIsSurvived() {
    bench.start();
    // Again and again: a rival that comes before the bot's own poll is open disturbs nobody.
    Await.until(
        () ->
            get(bench.telegram.call("getUpdates", new JsonObject())) != null
                && log.atLeast(WARN).size() == 1,
        PATIENT);

    inject(2);

    Await.until(() -> bench.stored() == 2 && pending() == 0, PATIENT);
  }

  @Test
  void anOutageOfTelegramIsSaidOnceAndItsEndOnce() {
    telegram.faults().add(new Fault("getUpdates", Fault.Kind.BAD_GATEWAY, 2, 0));
    bench.start();

    Await.until(() -> said("Polling works again") == 1);

    assertEquals(1, log.atLeast(WARN).size());
    inject(1);
    Await.until(() -> bench.stored() == 1);
  }

  @Test
  void theWaitThatTelegramAsksForIsKept() {
    telegram.faults().add(new Fault("getUpdates", Fault.Kind.THROTTLED, 1, 3));
    inject(1);
    long begun = System.nanoTime();
    bench.start();

    Await.until(() -> bench.stored() == 1);

    assertTrue(System.nanoTime() - begun >= Duration.ofSeconds(3).toNanos());
  }

  @Test
  void thePulseBeatsWhileAPollIsOpenAndAStopDoesNotWaitForIt() {
    bench.start();
    long before = bench.beats.get();
    Await.until(() -> bench.beats.get() >= before + 2);
    long begun = System.nanoTime();

    bench.stop();

    assertTrue(System.nanoTime() - begun < Duration.ofSeconds(5).toNanos());
  }

  private static TelegramEmulator emulator() {
    TelegramEmulator fresh = new TelegramEmulator(vertx(), EmulatorSettings.inMemory());
    assertTrue(get(fresh.start(0)) > 0);
    return fresh;
  }

  private void inject(int updates) {
    for (int i = 0; i < updates; i++) {
      assertTrue(get(telegram.inject(PollingBench.message(i % 9 + 1))) > 0);
    }
  }

  private int pending() {
    return get(telegram.pending());
  }

  private int newest() {
    return (int) bench.postgres.number("select max(update_id) from tg_update");
  }

  private long polls(int status) {
    return telegram.calls().of("getUpdates").stream()
        .filter(call -> call.status() == status)
        .count();
  }

  private long said(String words) {
    return log.atLeast(INFO).stream()
        .filter(event -> event.getFormattedMessage().equals(words))
        .count();
  }
}
