package trt.routing;

import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import trt.bus.Addresses;
import trt.bus.Bus;
import trt.bus.SharesChanged;
import trt.bus.UpdatesArrived;
import trt.domain.dialogue.Dialogue;
import trt.domain.dialogue.Shop;
import trt.domain.dialogue.admin.AdminView;
import trt.domain.dialogue.admin.Switches;
import trt.domain.inbox.ChatKeys;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.Shards;
import trt.domain.inbox.UpdateKind;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Tariff;
import trt.kie.CatalogFile;
import trt.leases.Ownership;
import trt.leases.Share;
import trt.postgres.Db;
import trt.postgres.InboxStore;
import trt.postgres.JobStore;
import trt.postgres.OutboxStore;
import trt.postgres.SceneStore;
import trt.redis.RateLimiter;
import trt.redis.RedisLink;
import trt.supervision.Placement;
import trt.supervision.Pulse;
import trt.testing.MigratedPostgres;
import trt.text.ScreenRenderer;
import trt.text.Texts;
import trt.tracing.Trail;

/** Routing on a real database, fed by hand: what is in the inbox, and what is hinted. */
final class RoutingBench implements AutoCloseable {
  private static final CatalogFile FILE = CatalogFile.load();

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final MigratedPostgres postgres;
  private final InboxStore inbox;
  private final Bus bus = Bus.on(vertx());
  private final RedisLink redis;
  private final AtomicInteger deaths = new AtomicInteger();
  private Db db;
  private RoutingParts parts;
  private List<String> deployments = new ArrayList<>();

  RoutingBench(MigratedPostgres postgres) {
    this.postgres = postgres;
    this.inbox = new InboxStore(postgres.db());
    this.redis = new RedisLink(vertx(), postgres.config().redis(), new SimpleMeterRegistry());
    this.db = newDb();
    this.parts = parts();
    get(postgres.db().transaction(c -> inbox.createPartition(c, 1)));
  }

  private Db newDb() {
    return new Db(vertx(), postgres.config().database(), new SimpleMeterRegistry());
  }

  private RoutingParts parts() {
    Dialogue dialogue = new Dialogue(shop(), "");
    return new RoutingParts(
        postgres.feed().feedId(),
        new trt.domain.inbox.Myself(700, () -> "test_bot"),
        postgres.config().routing(),
        stores(),
        () -> dialogue,
        new ScreenRenderer(new Texts(100)),
        "XTR",
        new RoutingParts.Stars(
            postgres.config().payments(),
            new trt.postgres.PaymentStore(postgres.feed(), "XTR", 100),
            new trt.postgres.RefundStore(db, postgres.feed()),
            () -> java.util.UUID.randomUUID().toString(),
            accounts()),
        new RateLimiter(redis, "trt:", System::nanoTime),
        bus,
        meters,
        Clock.systemUTC(),
        RoutingParts.Desk.of(
            Set.of(),
            db,
            postgres.feed(),
            "XTR",
            AdminView.Health::unknown,
            () -> Switches.NONE,
            0,
            new ConsoleLinks(
                new trt.postgres.ConsoleStore(db, postgres.feed()),
                () -> java.util.UUID.randomUUID().toString(),
                postgres.config().ops().publicUrl(),
                postgres.config().ops().linkLife())),
        RoutingParts.Own.of(
            postgres.config(), postgres.db(), postgres.feed(), new trt.domain.job.LineBoard()),
        Trail.OFF);
  }

  private RoutingParts.Accounts accounts() {
    return new RoutingParts.Accounts(
        postgres.config().accounts(),
        java.util.Set.of(),
        () -> "some_bot",
        () -> java.util.UUID.randomUUID().toString(),
        new trt.postgres.StatementStore(postgres.feed(), java.time.ZoneOffset.UTC),
        new trt.postgres.PromoStore(postgres.feed(), "XTR"),
        new trt.postgres.ReferralStore(db, postgres.feed(), "XTR"),
        new trt.postgres.RefundWishStore(postgres.feed()),
        new trt.postgres.ManualRequestStore(postgres.db(), postgres.feed(), "XTR", 100));
  }

  /** A menu with a bug in it. */
  private final class Shelf extends java.util.AbstractList<String> {
    private final List<String> models = List.of("z-image", "google/nano-banana");

    @Override
    public String get(int index) {
      return models.get(index);
    }

    @Override
    public int size() {
      return models.size();
    }

    @Override
    public boolean contains(Object model) {
      if (model.equals("boom")) {
        throw new IllegalStateException("a bug");
      }
      if (model.equals("halt")) {
        die();
        throw new IllegalStateException("nobody hears of it");
      }
      return models.contains(model);
    }
  }

  private RoutingParts.Stores stores() {
    SceneStore.Terms terms = new SceneStore.Terms("XTR", 2_000, 3);
    return new RoutingParts.Stores(
        db,
        new InboxStore(db),
        new SceneStore(db, postgres.feed(), terms),
        new OutboxStore(db, postgres.feed()),
        new JobStore(db, postgres.feed()),
        new trt.postgres.GuestStore(postgres.db(), postgres.feed()),
        new trt.postgres.PastStore(postgres.db(), postgres.feed()),
        new trt.postgres.TasteStore(postgres.feed()));
  }

  private Shop shop() {
    Tariff tariff =
        new Tariff(new BigDecimal("0.005"), new BigDecimal("2"), new BigDecimal("0.013"), 100);
    return new Shop(
        FILE.catalog(), new PriceList(FILE.prices(), tariff), new Shelf(), Set.of("z-image"), true);
  }

  /** Starts that many instances. */
  void start(int count) {
    for (int index = 0; index < count; index++) {
      Share share = new Share(Ownership.ofAll(), new Placement(index, count));
      deployments.add(
          get(
              vertx()
                  .deployVerticle(new RoutingVerticle(parts, share, new Pulse(System::nanoTime)))));
    }
  }

  /** Stops all instances. */
  void stop() {
    List<Future<Void>> stopping = deployments.stream().map(id -> vertx().undeploy(id)).toList();
    deployments = new ArrayList<>();
    get(Future.all(stopping));
  }

  /** As a process that is killed: from now on nothing of what it does reaches the database. */
  private void die() {
    deaths.incrementAndGet();
    db.close().onComplete(closed -> {});
  }

  /** How often the process has died so far. */
  int deaths() {
    return deaths.get();
  }

  /** A new process in the place of the dead one, with that many instances. */
  void startAnew(int count) {
    stop();
    db = newDb();
    parts = parts();
    start(count);
  }

  /** The leases have changed hands. */
  void inherit(Set<Integer> shards) {
    bus.publish(Addresses.SHARES, new SharesChanged(shards));
  }

  /** Commits updates without a word to routing. */
  void commit(List<PendingUpdate> updates) {
    List<PendingUpdate> sorted = new ArrayList<>(updates);
    sorted.sort(java.util.Comparator.comparing(PendingUpdate::updateId));
    get(postgres.db().transaction(c -> inbox.ingest(c, sorted)));
  }

  /** Tells routing, in this order. */
  void hint(List<PendingUpdate> updates) {
    bus.publish(Addresses.UPDATES, new UpdatesArrived(updates));
  }

  /** Commits and tells. */
  void arrive(PendingUpdate... updates) {
    commit(List.of(updates));
    hint(List.of(updates));
  }

  PendingUpdate text(int id, long chat, String text) {
    JsonObject message =
        new JsonObject()
            .put("message_id", id)
            .put("chat", new JsonObject().put("id", chat))
            .put("from", person(chat))
            .put("text", text);
    return update(id, chat, UpdateKind.MESSAGE, new JsonObject().put("message", message));
  }

  PendingUpdate press(int id, long chat, String data) {
    JsonObject message =
        new JsonObject()
            .put("message_id", 77)
            .put("chat", new JsonObject().put("id", chat))
            .put("text", "menu");
    JsonObject query =
        new JsonObject()
            .put("id", "q" + id)
            .put("from", person(chat))
            .put("data", data)
            .put("message", message);
    return update(
        id, chat, UpdateKind.CALLBACK_QUERY, new JsonObject().put("callback_query", query));
  }

  /** The dialogue throws on it, see {@link #shop}. */
  PendingUpdate poison(int id, long chat) {
    return press(id, chat, "m|boom");
  }

  /** The process dies of it, see {@link #shop}. */
  PendingUpdate killer(int id, long chat) {
    return press(id, chat, "m|halt");
  }

  /** Somebody is about to pay. */
  PendingUpdate checkout(int id, long user, String language) {
    JsonObject query =
        new JsonObject()
            .put("id", "p" + id)
            .put("from", person(user).put("language_code", language))
            .put("currency", "XTR")
            .put("total_amount", 5)
            .put("invoice_payload", "old");
    return update(
        id,
        ChatKeys.ofCheckout(user),
        UpdateKind.PRE_CHECKOUT_QUERY,
        new JsonObject().put("pre_checkout_query", query));
  }

  /** Somebody has paid. */
  PendingUpdate payment(int id, long chat) {
    JsonObject message =
        new JsonObject()
            .put("message_id", id)
            .put("chat", new JsonObject().put("id", chat))
            .put("from", person(chat))
            .put("successful_payment", new JsonObject().put("total_amount", 5));
    return update(id, chat, UpdateKind.MESSAGE, new JsonObject().put("message", message));
  }

  /** Somebody else writes where the limiter keeps its numbers. */
  void setInRedis(String key, String value) {
    String url = postgres.config().redis().url().reveal();
    Redis client = Redis.createClient(vertx(), url);
    get(client.send(Request.cmd(Command.SET).arg(key).arg(value)));
    client.close();
  }

  /** Not even the reader understands who wrote it. */
  PendingUpdate unreadable(int id, long chat) {
    JsonObject message =
        new JsonObject()
            .put("chat", new JsonObject().put("id", chat))
            .put("from", new JsonObject().put("id", "nobody"))
            .put("text", "hi");
    return update(id, chat, UpdateKind.MESSAGE, new JsonObject().put("message", message));
  }

  private static JsonObject person(long id) {
    return new JsonObject().put("id", id).put("first_name", "Ann").put("language_code", "en");
  }

  private PendingUpdate update(int id, long chat, UpdateKind kind, JsonObject json) {
    byte[] bytes = Buffer.buffer(json.put("update_id", id).encode()).getBytes();
    return new PendingUpdate(
        Shards.of(chat), chat, postgres.feed().feedId(), id, kind.code(), bytes);
  }

  long rows(String from) {
    return postgres.number("select count(*) from " + from);
  }

  boolean idle() {
    return rows("tg_ready") == 0;
  }

  /** The session of a person in their private chat. */
  JsonObject session(long chat) {
    return (JsonObject)
        postgres.column("select state from session where chat_key = $1", chat).get(0);
  }

  /** Update ids of the answers to a chat, in the order in which they will be sent. */
  List<Integer> answered(long chat) {
    return postgres
        .column(
            "select split_part(dedupe, ':', 3)::int from outbox where chat_key = $1"
                + " and method in ('sendMessage', 'editMessageText') order by id",
            chat)
        .stream()
        .map(Integer.class::cast)
        .toList();
  }

  @Override
  public void close() {
    stop();
    get(Future.join(db.close(), redis.close()).otherwiseEmpty());
    postgres.close();
  }
}
