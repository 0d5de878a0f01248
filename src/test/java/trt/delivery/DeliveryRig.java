package trt.delivery;

import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trt.bus.Addresses;
import trt.bus.Bus;
import trt.bus.OutboxFilled;
import trt.bus.Perishable;
import trt.config.AppConfig;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Outgoing;
import trt.leases.Ownership;
import trt.leases.Share;
import trt.playground.telegram.EmulatorSettings;
import trt.playground.telegram.TelegramEmulator;
import trt.playground.telegram.control.Fault;
import trt.playground.telegram.control.LoggedCall;
import trt.postgres.Db;
import trt.postgres.DeliveryStore;
import trt.postgres.FeedStore;
import trt.postgres.Migrator;
import trt.postgres.OutboxStore;
import trt.supervision.Placement;
import trt.supervision.Pulse;
import trt.telegram.TelegramClient;
import trt.testing.Await;
import trt.testing.TestConfig;
import trt.testing.TestPostgres;
import trt.tracing.Trail;

/** The delivery unit between a real database and the Telegram emulator. */
final class DeliveryRig implements AutoCloseable {
  static final Duration AMBIGUOUS = Duration.ofMillis(900);

  private final String database;
  private final AppConfig config;
  private final Db db;
  private final OutboxStore outbox;
  private final DeliveryStore sender;
  private final DeliveryParts.Stores stores;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TelegramEmulator telegram;
  private final TelegramClient client;
  private volatile Optional<URI> renewed = Optional.empty();
  private final List<String> deployments = new ArrayList<>();

  private DeliveryRig(String database, Object... settings) {
    this.database = database;
    this.telegram = new TelegramEmulator(vertx(), EmulatorSettings.inMemory().welcomingStrangers());
    get(telegram.start(0));
    this.config = config(settings);
    int applied = new Migrator(config.database()).up().size();
    assert applied > 0;
    this.db = new Db(vertx(), config.database(), new SimpleMeterRegistry());
    FeedStore.Feed feed = get(new FeedStore(db).open("default", 1, "emulator"));
    this.outbox = new OutboxStore(db, feed);
    this.stores = DeliveryParts.Stores.of(db, feed);
    this.sender = stores.outbox().sentBy("another");
    this.client = new TelegramClient(vertx(), config.telegram(), new SimpleMeterRegistry());
  }

  /** Fast limits unless the settings say otherwise; not started yet. */
  static DeliveryRig prepared(Object... settings) {
    return new DeliveryRig(TestPostgres.freshDatabase(), settings);
  }

  static DeliveryRig on(String database, Object... settings) {
    return new DeliveryRig(database, settings);
  }

  private AppConfig config(Object... settings) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                "telegram.token",
                "1:delivery",
                "telegram.apiUrl",
                telegram.baseUrl(),
                "telegram.mode",
                "polling",
                "telegram.pollTimeout",
                "100ms",
                "telegram.readTimeout",
                "400ms",
                "database.url",
                database,
                "delivery.sweepEvery",
                "50ms",
                "delivery.ambiguousAfter",
                AMBIGUOUS.toMillis() + "ms",
                "delivery.messagesPerSecond",
                500,
                "delivery.perChatPerSecond",
                100,
                "delivery.perChatBurst",
                100));
    all.addAll(List.of(settings));
    return TestConfig.with(all.toArray());
  }

  /** One instance, as if it were the only one. */
  @CanIgnoreReturnValue
  DeliveryRig start() {
    deployments.add(
        get(vertx().deployVerticle(unit(new Share(Ownership.ofAll(), new Placement(0, 1))))));
    return this;
  }

  /** A node whose shards are what the ownership says. */
  @CanIgnoreReturnValue
  DeliveryRig start(Ownership ownership) {
    deployments.add(get(vertx().deployVerticle(unit(new Share(ownership, new Placement(0, 1))))));
    return this;
  }

  /** Two instances of one node. */
  @CanIgnoreReturnValue
  DeliveryRig startTwoInstances() {
    DeliveryParts shared = parts();
    for (int i = 0; i < 2; i++) {
      Share share = new Share(Ownership.ofAll(), new Placement(i, 2));
      deployments.add(
          get(
              vertx()
                  .deployVerticle(
                      new DeliveryVerticle(shared, share, new Pulse(System::nanoTime)))));
    }
    return this;
  }

  private DeliveryVerticle unit(Share share) {
    return new DeliveryVerticle(parts(), share, new Pulse(System::nanoTime));
  }

  private DeliveryParts parts() {
    return new DeliveryParts(
        config.delivery(),
        stores,
        client,
        new MediaFetch(
            vertx(),
            new MediaFetch.Limits(
                Duration.ofMillis(300),
                Duration.ofSeconds(2),
                3,
                (long) config.delivery().maxFileMegabytes() << 20),
            dead -> Future.succeededFuture(renewed)),
        Bus.on(vertx()),
        meters,
        Clock.systemUTC(),
        "rig",
        Trail.OFF);
  }

  /** Dead links are renewed with that one from now on. */
  void renews(String address) {
    renewed = Optional.of(URI.create(address));
  }

  /** Stops all instances as an orderly shutdown does. */
  void stop() {
    deployments.forEach(id -> get(vertx().undeploy(id)));
    deployments.clear();
  }

  TelegramEmulator telegram() {
    return telegram;
  }

  Db db() {
    return db;
  }

  /** What another node's sender is given. */
  DeliveryStore another() {
    return sender;
  }

  DeliveryParts.Stores stores() {
    return stores;
  }

  /** How often it stayed unclear what became of a call. */
  double ambiguous(DeliveryClass kind) {
    return meters
        .get("trt.outbox.ambiguous")
        .tag("class", kind.name().toLowerCase(java.util.Locale.ROOT))
        .counter()
        .count();
  }

  void execute(String sql) {
    TestPostgres.execute(database, sql);
  }

  /** Marks as another node does before it sends; how many it may send. */
  int markedByAnother(List<Outgoing> messages) {
    return get(sender.markSending(
            messages.stream().map(m -> new DeliveryStore.Mark(m, AMBIGUOUS)).toList()))
        .size();
  }

  /** Keeps a row of the outbox to itself until {@code go}. */
  Future<Boolean> locked(long id, Promise<Boolean> locked, Future<Boolean> go) {
    return db.transaction(
        connection ->
            connection
                .preparedQuery("SELECT 1 FROM outbox WHERE id = $1 FOR UPDATE")
                .execute(Tuple.of(id))
                .compose(
                    rows -> {
                      locked.complete(true);
                      return go;
                    }));
  }

  /** The same, by a sender of that name. */
  int markedBy(String name, Outgoing message) {
    DeliveryStore.Mark mark = new DeliveryStore.Mark(message, AMBIGUOUS);
    return get(stores.outbox().sentBy(name).markSending(List.of(mark))).size();
  }

  /** Commits a call; the sweep finds it. */
  void commit(long chat, String name, DeliveryClass kind, String method, JsonObject body) {
    commit(draft(chat, name, kind, method, body, Optional.empty(), Optional.empty()));
  }

  @CanIgnoreReturnValue
  List<Outgoing> commit(Draft... drafts) {
    return get(db.transaction(connection -> outbox.add(connection, List.of(drafts))));
  }

  /** Commits and tells, as the units do. */
  void commitAndTell(Draft... drafts) {
    Bus.on(vertx()).publish(Addresses.OUTBOX, new OutboxFilled(commit(drafts)));
  }

  static Draft draft(
      long chat,
      String name,
      DeliveryClass kind,
      String method,
      JsonObject body,
      Optional<String> target,
      Optional<Instant> expiresAt) {
    int shard = (int) (Math.abs(chat) % 256);
    return new Draft(shard, chat, name, kind, method, body.encode(), target, expiresAt);
  }

  static Draft text(long chat, String name, String text) {
    return draft(
        chat,
        name,
        DeliveryClass.MUST_ARRIVE,
        "sendMessage",
        params(chat).put("params", params(chat).getJsonObject("params").put("text", text)),
        Optional.empty(),
        Optional.empty());
  }

  static JsonObject params(long chat, Object... more) {
    JsonObject params = new JsonObject().put("chat_id", chat);
    for (int i = 0; i < more.length; i += 2) {
      params.put((String) more[i], more[i + 1]);
    }
    return new JsonObject().put("params", params);
  }

  void perishable(long chat, String method, JsonObject params, Duration life) {
    Bus.on(vertx())
        .publish(
            Addresses.PERISHABLES,
            new Perishable(
                (int) (chat % 256), chat, method, params.encode(), Instant.now().plus(life)));
  }

  void fault(String method, Fault.Kind kind, int times, double seconds) {
    telegram.faults().add(new Fault(method, kind, times, seconds));
  }

  /** A message the bot sent before: its id. */
  @CanIgnoreReturnValue
  long messageIn(long chat, String text) {
    JsonObject sent =
        (JsonObject)
            ((trt.telegram.Reply.Done)
                    get(
                        client.call(
                            "sendMessage",
                            new JsonObject().put("chat_id", chat).put("text", text))))
                .result();
    telegram.calls().clear();
    return sent.getLong("message_id");
  }

  /** Another node's edit. */
  void edits(long chat, long message, String text) {
    JsonObject params =
        new JsonObject().put("chat_id", chat).put("message_id", message).put("text", text);
    trt.telegram.Reply reply = get(client.call("editMessageText", params));
    assert reply instanceof trt.telegram.Reply.Done : reply;
  }

  /** Waits until the call is over; how it ended. */
  @CanIgnoreReturnValue
  char ended(String name) {
    Await.until(() -> outcome(name).isPresent());
    return outcome(name).orElseThrow().charAt(0);
  }

  Optional<String> outcome(String name) {
    return value("SELECT outcome FROM delivered WHERE dedupe = '" + name + "'");
  }

  /** The first column of the first row. */
  Optional<String> value(String sql) {
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Nobody writes to the table until closed. */
  Connection locked(String table) {
    try {
      Connection connection = TestPostgres.connect(database);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("LOCK TABLE " + table + " IN EXCLUSIVE MODE");
      }
      return connection;
    } catch (SQLException e) {
      throw new AssertionError(table, e);
    }
  }

  void awaitEmpty() {
    Await.until(() -> value("SELECT count(*) FROM outbox").orElseThrow().equals("0"));
  }

  List<LoggedCall> calls(String method) {
    return telegram.calls().of(method);
  }

  List<LoggedCall> calls(String method, long chat) {
    return calls(method).stream()
        .filter(c -> String.valueOf(c.params().getValue("chat_id")).equals("" + chat))
        .toList();
  }

  List<String> texts(long chat) {
    return get(telegram.user(chat).chat()).stream()
        .map(message -> message.getString("text", message.getString("caption", "")))
        .toList();
  }

  @Override
  public void close() {
    stop();
    get(client.close());
    get(db.close());
    get(telegram.stop());
  }
}
