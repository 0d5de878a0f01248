package trt.ingress;

import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import trt.bus.Bus;
import trt.config.Secret;
import trt.kie.CallbackSigner;
import trt.postgres.InboxStore;
import trt.postgres.KieEventStore;
import trt.supervision.Pulse;
import trt.telegram.TelegramClient;
import trt.testing.MigratedPostgres;

/** Polling between some Telegram and a real database; may be stopped and started again. */
final class PollingBench implements AutoCloseable {
  static final String TOKEN = "42:test-token-of-no-worth";
  static final List<String> KINDS = List.of("message", "callback_query");

  final MigratedPostgres postgres;
  final TelegramClient telegram;
  final MeterRegistry meters = new SimpleMeterRegistry();
  final AtomicLong beats = new AtomicLong();

  /** Whether it is this node's turn. */
  volatile boolean mayPoll = true;

  private String deployment = "";

  /** Does not poll before {@link #start}. */
  PollingBench(MigratedPostgres postgres) {
    this.postgres = postgres;
    this.telegram = new TelegramClient(vertx(), postgres.config().telegram(), meters);
  }

  /** A new verticle, which knows nothing of an earlier one. */
  void start() {
    IngressParts ingress =
        new IngressParts(
            postgres.feed().feedId(),
            Secret.of("unused"),
            postgres.config().http(),
            postgres.config().ingress(),
            postgres.db(),
            new InboxStore(postgres.db()),
            new KieEventStore(postgres.db()),
            new CallbackSigner(Secret.of(TOKEN)),
            Bus.on(vertx()),
            meters,
            new AtomicLong(),
            () -> 0,
            router -> {},
            port -> {},
            trt.tracing.Trail.OFF);
    PollingParts parts =
        new PollingParts(ingress, telegram, postgres.config().telegram(), KINDS, () -> mayPoll);
    deployment =
        get(vertx().deployVerticle(new PollingVerticle(parts, new Pulse(beats::incrementAndGet))));
  }

  void stop() {
    get(vertx().undeploy(deployment));
    deployment = "";
  }

  long stored() {
    return postgres.number("select count(*) from tg_update");
  }

  /** An update without an id: the emulator gives one. */
  static JsonObject message(long chat) {
    JsonObject update = new JsonObject(IngressBench.message(1, chat));
    update.remove("update_id");
    return update;
  }

  @Override
  public void close() {
    if (!deployment.isEmpty()) {
      stop();
    }
    get(telegram.close());
    postgres.close();
  }
}
