package trt.generation;

import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import trt.bus.Bus;
import trt.config.AppConfig;
import trt.config.Secret;
import trt.domain.job.Job;
import trt.domain.job.JobEvent;
import trt.domain.job.JobState;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Tariff;
import trt.kie.CallbackSigner;
import trt.kie.CatalogFile;
import trt.kie.KieClient;
import trt.leases.Ownership;
import trt.leases.Share;
import trt.postgres.JobStore;
import trt.postgres.OutboxStore;
import trt.postgres.SalesPauseStore;
import trt.postgres.SubmissionStore;
import trt.supervision.Placement;
import trt.supervision.Pulse;
import trt.testing.Await;
import trt.testing.MigratedPostgres;
import trt.testing.TestConfig;
import trt.testing.TestPostgres;
import trt.text.ScreenRenderer;
import trt.text.Texts;

/**
 * A hundred thousand live jobs (or as many as the argument says): what their changes cost, what
 * following them writes, how soon they are read back after a start, and in how much memory. Run it
 * with {@code -Xmx512m}. The whole ends with a line of JSON.
 */
final class JobsBench {
  private static final int USERS = 1_000;
  private static final int AT_ONCE = 16;
  private static final int PAGE = 20;
  private static final int HASTY = 500;
  private static final String COUNTS =
      "SELECT coalesce(sum(%s), 0)::int8 FROM pg_stat_user_tables WHERE relname %s";
  private static final String WRITES = "n_tup_ins + n_tup_upd + n_tup_del";

  private final int jobs;
  private final MigratedPostgres postgres = MigratedPostgres.fresh("kie.apiKey", "bench");
  private final FakeKie kie = new FakeKie(vertx());
  private final JsonObject report = new JsonObject();

  private JobsBench(int jobs) {
    this.jobs = jobs;
  }

  /** Prints the numbers. */
  public static void main(String[] arguments) {
    int jobs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    new JobsBench(jobs).run();
    System.exit(0);
  }

  private void run() {
    prepare();
    changes();
    follow();
    System.out.println(report.encode());
  }

  /** Orders with their books, as job_create makes them. */
  private void prepare() {
    String uri = postgres.uri();
    int tenant = postgres.feed().tenantId();
    TestPostgres.execute(
        uri,
        "SELECT person_ensure("
            + tenant
            + ", u, 'en', 'U', 'XTR', 1000000, 3, current_date) FROM generate_series(1, "
            + USERS
            + ") u");
    TestPostgres.execute(
        uri,
        """
        CREATE TEMP TABLE made AS
          SELECT n, w.wallet_id, w.user_id, (w.user_id %% 256)::int2 AS shard,
                 job_create(w.wallet_id, 300, (w.user_id %% 256)::int2, w.user_id, 'c' || n) AS id
          FROM generate_series(1, %d) n JOIN wallet w ON w.user_id = n %% %d + 1 AND w.currency = 'XTR';
        INSERT INTO gen_order (job_id, tenant_id, feed_id, user_id, chat_id, message_id, lang, model, input, price,
                               currency, credits)
          SELECT id, %d, %d, user_id, user_id, 7, 'en', 'z-image',
                 jsonb_build_object('prompt', repeat('a red fox ', 20), 'aspect_ratio', '1:1'), 300, 'XTR', 0.8
          FROM made;
        """
            .formatted(jobs, USERS, tenant, postgres.feed().feedId()));
    TestPostgres.execute(uri, "VACUUM ANALYZE");
    say("jobs", jobs);
  }

  /** Claimed, some of them unclear and adopted, running: the changes of a live job. */
  private void changes() {
    long before = count("n_tup_upd", "= 'gen_job'");
    long hotBefore = count("n_tup_hot_upd", "= 'gen_job'");
    SubmissionStore submissions = new SubmissionStore(postgres.db());
    List<Long> ids =
        postgres.column("SELECT id FROM gen_job ORDER BY id").stream()
            .map(Long.class::cast)
            .toList();
    long begun = System.nanoTime();
    List<List<Long>> pages = new ArrayList<>();
    for (int at = 0; at < ids.size(); at += PAGE) {
      pages.add(ids.subList(at, Math.min(ids.size(), at + PAGE)));
    }
    each(
        pages,
        page ->
            submissions.claim(0, page, Integer.MAX_VALUE, Duration.ofSeconds(12)).map(page.size()));
    each(
        ids,
        id ->
            id % 20 == 0 ? unclear(submissions, id) : begins(submissions, id, JobState.SUBMITTING));
    double seconds = (System.nanoTime() - begun) / 1e9;
    long wanted = 2L * jobs + jobs / 20;
    Await.until(() -> count("n_tup_upd", "= 'gen_job'") - before >= wanted, Duration.ofSeconds(30));
    long changed = count("n_tup_upd", "= 'gen_job'") - before;
    long hot = count("n_tup_hot_upd", "= 'gen_job'") - hotBefore;
    say("stateChanges", changed);
    say("hotPercent", Math.round(10_000.0 * hot / changed) / 100.0);
    say("stateChangesPerSecond", Math.round(changed / seconds));
  }

  private static Future<Integer> begins(SubmissionStore submissions, long id, JobState from) {
    Job job = new Job(id, from, 1, 0);
    return submissions
        .note(
            job,
            new JobEvent.Accepted().on(job).orElseThrow(),
            1,
            "accepted",
            "task-" + Long.toHexString(id * 0x9E3779B97F4A7C15L) + id,
            Optional.empty())
        .map(moved -> moved ? 1 : 0);
  }

  private static Future<Integer> unclear(SubmissionStore submissions, long id) {
    Job job = new Job(id, JobState.SUBMITTING, 1, 0);
    return submissions
        .note(
            job,
            new JobEvent.Unclear().on(job).orElseThrow(),
            1,
            "ambiguous",
            null,
            Optional.empty())
        .compose(moved -> begins(submissions, id, JobState.UNKNOWN));
  }

  /** A start with all of them, and a while of polling. */
  private void follow() {
    long idle = memory();
    GenerationVerticle unit = unit(postgres.config().kie().readsPerSecond());
    long begun = System.nanoTime();
    String deployment = get(vertx().deployVerticle(unit));
    Await.until(() -> unit.followed() == jobs, Duration.ofMinutes(2));
    say("reloadMillis", Duration.ofNanos(System.nanoTime() - begun).toMillis());
    say("heapMBWithAllFollowed", memory() >> 20);
    say("heapBytesPerJob", (memory() - idle) / jobs);
    say("heapLimitMB", Runtime.getRuntime().maxMemory() >> 20);

    get(vertx().undeploy(deployment));

    GenerationVerticle hasty = unit(HASTY);
    String polling = get(vertx().deployVerticle(hasty));
    Await.until(() -> hasty.followed() == jobs, Duration.ofMinutes(2));
    settle();
    long writes = count(WRITES, "<> ''");
    int looks = kie.looks();
    Await.until(() -> kie.looks() >= looks + 10_000, Duration.ofMinutes(2));
    settle();
    say("looks", kie.looks() - looks);
    say("rowsWrittenByPolling", count(WRITES, "<> ''") - writes);
    get(vertx().undeploy(polling));
  }

  private GenerationVerticle unit(int readsPerSecond) {
    AppConfig config = postgres.config();
    JobStore store = new JobStore(postgres.db(), postgres.feed());
    GenerationParts parts =
        new GenerationParts(
            config.generation(),
            GenerationParts.Stores.of(
                postgres.db(),
                postgres.feed(),
                store,
                new OutboxStore(postgres.db(), postgres.feed())),
            kieParts(readsPerSecond),
            fileId -> Future.failedFuture("no files here"),
            CatalogFile.load().catalog(),
            () ->
                new PriceList(
                    CatalogFile.load().prices(),
                    new Tariff(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, 100)),
            new SalesNews(
                postgres.db(),
                new SalesPauseStore(postgres.db()),
                new OutboxStore(postgres.db(), postgres.feed()),
                new ScreenRenderer(new Texts(100)),
                Bus.on(vertx()),
                1,
                postgres.feed().tenantId(),
                List.of()),
            new ScreenRenderer(new Texts(100)),
            Bus.on(vertx()),
            new SimpleMeterRegistry(),
            Clock.systemUTC(),
            System::nanoTime,
            new Random(1),
            new trt.domain.job.LineBoard(),
            trt.tracing.Trail.OFF);
    return new GenerationVerticle(
        parts, new Share(Ownership.ofAll(), new Placement(0, 1)), new Pulse(System::nanoTime));
  }

  private GenerationParts.Kie kieParts(int readsPerSecond) {
    AppConfig here =
        TestConfig.with(
            "telegram.token",
            "1:bench",
            "kie.apiUrl",
            kie.url().toString(),
            "kie.apiKey",
            "bench",
            "kie.readsPerSecond",
            readsPerSecond);
    KieClient client =
        new KieClient(vertx(), here.kie(), CatalogFile.load().schemas(), new SimpleMeterRegistry());
    return new GenerationParts.Kie(
        client,
        here.kie(),
        new CallbackSigner(Secret.of("1:bench")),
        URI.create("https://bot.example"));
  }

  private <T> void each(List<T> all, Function<T, Future<Integer>> work) {
    int lane = (all.size() + AT_ONCE - 1) / AT_ONCE;
    List<Future<Integer>> lanes = new ArrayList<>();
    for (int at = 0; at < all.size(); at += lane) {
      Promise<Integer> end = Promise.promise();
      step(all.subList(at, Math.min(all.size(), at + lane)), 0, work, end);
      lanes.add(end.future());
    }
    for (Future<Integer> one : lanes) {
      Await.until(one::isComplete, Duration.ofMinutes(10));
      assert get(one) >= 0;
    }
  }

  private static <T> void step(
      List<T> all, int at, Function<T, Future<Integer>> work, Promise<Integer> end) {
    if (at == all.size()) {
      end.complete(at);
      return;
    }
    work.apply(all.get(at)).onSuccess(done -> step(all, at + 1, work, end)).onFailure(end::tryFail);
  }

  /** PostgreSQL tells its counts once a second. */
  private void settle() {
    Instant later = Instant.now().plusSeconds(3);
    Await.until(() -> Instant.now().isAfter(later));
  }

  private long count(String what, String of) {
    return postgres.number(COUNTS.formatted(what, of));
  }

  private static long memory() {
    Runtime runtime = Runtime.getRuntime();
    LongStream samples =
        LongStream.range(0, 3)
            .map(
                n -> {
                  System.gc();
                  return runtime.totalMemory() - runtime.freeMemory();
                });
    return samples.min().orElseThrow();
  }

  private void say(String name, Object value) {
    report.put(name, value);
    System.out.println(name + ": " + value);
  }
}
