package trt.generation;

import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import trt.bus.Addresses;
import trt.bus.Bus;
import trt.bus.JobQueued;
import trt.bus.KieCalledBack;
import trt.config.AppConfig;
import trt.config.Secret;
import trt.domain.job.LineBoard;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Tariff;
import trt.kie.Account;
import trt.kie.CallbackSigner;
import trt.kie.CatalogFile;
import trt.kie.KieClient;
import trt.leases.Ownership;
import trt.leases.Share;
import trt.postgres.Db;
import trt.postgres.FeedStore;
import trt.postgres.JobStore;
import trt.postgres.KieEventStore;
import trt.postgres.Migrator;
import trt.postgres.OutboxStore;
import trt.postgres.SalesPauseStore;
import trt.postgres.SubmissionStore;
import trt.supervision.Placement;
import trt.supervision.Pulse;
import trt.testing.Await;
import trt.testing.TestConfig;
import trt.testing.TestPostgres;
import trt.text.ScreenRenderer;
import trt.text.Texts;
import trt.tracing.Trail;

/** The generation unit between a real database and a KIE that does what a test says. */
final class GenerationRig implements AutoCloseable {
  static final long USER = 501;
  static final long STATUS_MESSAGE = 77;
  static final long PRICE = 300;
  static final long GIFT = 2_000;
  static final String RESULT = "https://files.example/result.png";
  private static final CatalogFile CATALOG = CatalogFile.load();
  private static final URI PUBLIC = URI.create("https://bot.example");

  private final String database = TestPostgres.freshDatabase();
  private final FakeKie kie = new FakeKie(vertx());
  private final CallbackSigner signer = new CallbackSigner(Secret.of("1:generation"));
  private final AppConfig config;
  private final Db db;
  private final FeedStore.Feed feed;
  private final JobStore jobs;
  private final OutboxStore outbox;
  private final List<KieClient> clients = new ArrayList<>();
  private final List<String> deployments = new ArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Bus.Registration listening;
  private LongSupplier nanoTime = System::nanoTime;
  private int confirmations;

  private GenerationRig(Object... settings) {
    this.config = config(settings);
    int applied = new Migrator(config.database()).up().size();
    assert applied > 0;
    this.listening =
        Bus.on(vertx())
            .serve(
                Addresses.PERISHABLES,
                edit -> {
                  told.add(new JsonObject(edit.params()).getString("text"));
                  return Future.succeededFuture();
                });
    this.db = new Db(vertx(), config.database(), new SimpleMeterRegistry());
    this.feed = get(new FeedStore(db).open("default", 1, "emulator"));
    this.jobs = new JobStore(db, feed);
    this.outbox = new OutboxStore(db, feed);
    TestPostgres.execute(
        database,
        "SELECT person_ensure(%d, %d, 'en', 'Alice', 'XTR', %d, 3, current_date)"
            .formatted(feed.tenantId(), USER, GIFT));
  }

  /** Quick limits unless the settings say otherwise; not started yet. */
  static GenerationRig prepared(Object... settings) {
    return new GenerationRig(settings);
  }

  private AppConfig config(Object... settings) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                "telegram.token", "1:generation",
                "telegram.mode", "polling",
                "database.url", database,
                "kie.apiUrl", kie.url().toString(),
                "kie.uploadUrl", kie.url().toString(),
                "kie.apiKey", "test",
                "kie.connectTimeout", "200ms",
                "kie.requestTimeout", "300ms",
                "kie.readsPerSecond", 100,
                "kie.breakerFailures", 50,
                "generation.sweepEvery", "100ms",
                "generation.pollFirst", "100ms",
                "generation.pollMax", "200ms",
                "generation.unknownAfter", "400ms",
                "generation.progressEvery", "200ms"));
    all.addAll(List.of(settings));
    return TestConfig.with(all.toArray());
  }

  @CanIgnoreReturnValue
  GenerationRig start() {
    return start(0, 1);
  }

  /** One more instance; with index 0 of 1 it is a double of the first, as a zombie is. */
  @CanIgnoreReturnValue
  GenerationRig start(int index, int count) {
    KieClient client =
        new KieClient(vertx(), config.kie(), CATALOG.schemas(), new SimpleMeterRegistry());
    clients.add(client);
    GenerationParts parts =
        new GenerationParts(
            config.generation(),
            GenerationParts.Stores.of(db, feed, jobs, outbox),
            new GenerationParts.Kie(client, config.kie(), signer, PUBLIC),
            fileId -> Future.failedFuture("no files here"),
            CATALOG.catalog(),
            () ->
                new PriceList(
                    CATALOG.prices(),
                    new Tariff(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, 100)),
            new SalesNews(
                db,
                new SalesPauseStore(db),
                outbox,
                new ScreenRenderer(new Texts(100)),
                Bus.on(vertx()),
                account(),
                feed.tenantId(),
                List.of()),
            new ScreenRenderer(new Texts(100)),
            Bus.on(vertx()),
            new SimpleMeterRegistry(),
            Clock.systemUTC(),
            nanoTime,
            new Random(1),
            new LineBoard(),
            Trail.OFF);
    Pulse pulse = new Pulse(System::nanoTime);
    deployments.add(
        get(
            vertx()
                .deployVerticle(
                    new GenerationVerticle(
                        parts, new Share(Ownership.ofAll(), new Placement(index, count)), pulse))));
    return this;
  }

  void stop() {
    deployments.forEach(id -> get(vertx().undeploy(id)));
    deployments.clear();
  }

  FakeKie kie() {
    return kie;
  }

  Db db() {
    return db;
  }

  JobStore jobs() {
    return jobs;
  }

  /** An intent without a call: what a process leaves that dies in between. */
  Future<SubmissionStore.Claim> claims(List<Long> jobs) {
    return claims(jobs, 18, Duration.ofSeconds(12));
  }

  /** The same under another limit. */
  Future<SubmissionStore.Claim> claims(List<Long> jobs, int most, Duration window) {
    return new SubmissionStore(db).claim(account(), jobs, most, window);
  }

  int account() {
    return Account.of(config.kie().apiKey());
  }

  /** Instances started from now on read this monotonic clock. */
  @CanIgnoreReturnValue
  GenerationRig onClock(LongSupplier nanos) {
    this.nanoTime = nanos;
    return this;
  }

  /** Rows changed by a statement of the test. */
  int sql(String statement) {
    return get(db.query(statement, Tuple.tuple()).map(rows -> rows.rowCount()));
  }

  /** Texts of the edits that are worth sending now or never, in this rig's time. */
  List<String> told() {
    return List.copyOf(told);
  }

  /** A paid job with a status message, committed and told of; its id. */
  @CanIgnoreReturnValue
  long order() {
    return order("0.8");
  }

  long order(String credits) {
    return order(credits, 245);
  }

  /** A job in that shard. */
  @CanIgnoreReturnValue
  long order(int shard) {
    return order("0.8", shard);
  }

  private long order(String credits, int shard) {
    long wallet = number("SELECT wallet_id FROM wallet WHERE currency = 'XTR'");
    JobStore.Order order =
        new JobStore.Order(
            USER,
            USER,
            OptionalLong.of(STATUS_MESSAGE),
            JobStore.Spot.NONE,
            "en",
            "z-image",
            new JsonObject().put("prompt", "a red fox").put("aspect_ratio", "1:1"),
            PRICE,
            "XTR",
            new BigDecimal(credits),
            OptionalInt.of(7));
    String confirm = "c" + ++confirmations;
    JobStore.Created created =
        get(
            db.transaction(
                connection -> jobs.create(connection, order, wallet, shard, USER, confirm)));
    Bus.on(vertx()).tell(Addresses.JOBS, new JobQueued(created.jobId()));
    return created.jobId();
  }

  /** An order whose submission is not answered; starts an instance. */
  long unanswered() {
    kie.losesTheAnswer();
    start();
    long job = order();
    awaitState(job, "UNKNOWN");
    return job;
  }

  /** KIE's callback as ingress handles it: kept, then told. */
  void callsBack(long job, int attempt, String taskId) {
    int shard = keepsCallback(job, attempt, taskId);
    Bus.on(vertx()).publish(Addresses.CALLBACKS, new KieCalledBack(shard, job, attempt, taskId));
  }

  /** A callback that was kept by a process that died before it could tell anybody. */
  @CanIgnoreReturnValue
  int keepsCallback(long job, int attempt, String taskId) {
    JsonObject body =
        new JsonObject().put("code", 200).put("data", new JsonObject().put("taskId", taskId));
    return get(new KieEventStore(db).keep(job, attempt, Buffer.buffer(body.encode())))
        .orElseThrow();
  }

  String callbackUrl(long job, int attempt) {
    return signer.url(PUBLIC, job, attempt).toString();
  }

  String state(long job) {
    return value("SELECT state FROM gen_job WHERE id = " + job).orElseThrow();
  }

  void awaitState(long job, String state) {
    Await.until(() -> state(job).equals(state));
  }

  void awaitTasks(int count) {
    Await.until(() -> kie.tasks().size() == count);
  }

  String attempts(long job) {
    return value(
            "SELECT string_agg(attempt || ':' || coalesce(outcome, '-'), ' ' ORDER BY attempt)"
                + " FROM gen_attempt WHERE job_id = "
                + job)
        .orElse("");
  }

  /** available / held / results / outbox rows, and that the books agree. */
  String books() {
    long drift = number("SELECT count(*) FROM ledger_drift");
    assert drift == 0 : "wallet and journal differ";
    return value(
            "SELECT available || '/' || held || '/' || (SELECT count(*) FROM gen_result) || '/'"
                + " || (SELECT count(*) FROM outbox) FROM wallet WHERE currency = 'XTR'")
        .orElseThrow();
  }

  /** Money kept, one result, one message. */
  static String paidOnce() {
    return (GIFT - PRICE) + "/0/1/1";
  }

  /** Everything back, no result, one message. */
  static String givenBack() {
    return GIFT + "/0/0/1";
  }

  JsonObject message() {
    return new JsonObject(value("SELECT body FROM outbox").orElseThrow());
  }

  long number(String sql) {
    return Long.parseLong(value(sql).orElseThrow());
  }

  Optional<String> value(String sql) {
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  @Override
  public void close() {
    stop();
    get(listening.close());
    clients.forEach(client -> get(client.close()));
    get(db.close());
    kie.close();
  }
}
