package trt.faults;

import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import trt.playground.kie.EmulatorOptions;
import trt.playground.kie.KieEmulator;
import trt.playground.telegram.EmulatorSettings;
import trt.playground.telegram.TelegramEmulator;
import trt.testing.Await;
import trt.testing.TestRedis;

/**
 * One bot as production runs it, with servers of its own and emulators, under the same load for a
 * long time.
 */
final class LongRun implements AutoCloseable {
  private static final int PEOPLE = 1500;
  private static final double ORDERS_PER_SECOND = 1.2;
  private static final double KIE_TIME_SCALE = 0.5;
  private static final double CREDITS = 1_000_000;
  private static final Duration QUIET = Duration.ofMinutes(7);

  /** The memory of a small machine, the JVM's books of it, and the log as production writes it. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx512m",
          "-XX:NativeMemoryTracking=summary",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dlogback.configurationFile=logback.xml");

  private final Path folder;
  private final Database database;
  private final TestRedis redis = TestRedis.start();
  private final TelegramEmulator telegram =
      new TelegramEmulator(
          vertx(), EmulatorSettings.inMemory().welcomingStrangers().keepingCalls(100));
  private final KieEmulator kie =
      new KieEmulator(
          vertx(),
          new EmulatorOptions(KIE_TIME_SCALE, java.util.Optional.empty(), CREDITS, true),
          Clock.systemUTC());
  private final Node node;
  private final Crowd crowd;
  private final Probe probe;
  private final Consumer<String> log;
  private final List<Vitals> samples = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private long begun;

  LongRun(Path folder, int rate, long seed, Consumer<String> log) throws IOException {
    this.folder = folder;
    this.log = log;
    this.database = new Database(folder.resolve("database"));
    int telegramPort = get(telegram.start(0));
    int kiePort = get(kie.start(0));
    int port = Node.freePort();
    Map<String, String> settings = settings(telegramPort, kiePort);
    settings.put("WEBHOOK_BASE_URL", "http://127.0.0.1:" + port);
    Path place = Files.createDirectories(folder.resolve("node"));
    this.node = Node.serving(place, port, settings, OPTIONS).awaitReady();
    this.crowd = new Crowd(vertx(), telegram, seed, PEOPLE, rate, ORDERS_PER_SECOND);
    this.probe = new Probe(node.pid(), database.uri(), redis.port());
  }

  /** Defaults but for Telegram's limit of all messages together, which is below the load. */
  private Map<String, String> settings(int telegramPort, int kiePort) {
    Map<String, String> all = new HashMap<>();
    all.put("TELEGRAM_BOT_TOKEN", "700000001:token-of-no-worth");
    all.put("TELEGRAM_API_URL", "http://127.0.0.1:" + telegramPort);
    all.put("DATABASE_URL", database.uri());
    all.put("REDIS_URL", redis.uri());
    all.put("KIE_API_KEY", "test");
    all.put("KIE_API_URL", "http://127.0.0.1:" + kiePort);
    all.put("KIE_UPLOAD_URL", "http://127.0.0.1:" + kiePort);
    all.put("WEBHOOK_SECRET", Rig.WEBHOOK_SECRET);
    all.put("TRT_DELIVERY_MESSAGES_PER_SECOND", "1000");
    return all;
  }

  /** Load for that long with a sample every so often, then nothing until all is done. */
  void run(Duration length, Duration every) throws IOException {
    log.accept(Vitals.head());
    begun = System.nanoTime();
    crowd.begin();
    Duration next = every;
    while (next.compareTo(length) <= 0) {
      pauseUntil(begun + next.toNanos());
      sample();
      note(next.equals(every) ? "first" : "last");
      next = next.plus(every);
    }
    crowd.pause();
    Await.until(this::isQuiet, QUIET);
  }

  private static void pauseUntil(long nanos) {
    while (System.nanoTime() < nanos) {
      LockSupport.parkNanos(nanos - System.nanoTime());
    }
  }

  private boolean isQuiet() {
    LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
    return crowd.awaited() == 0
        && get(telegram.pending()) == 0
        && Invariants.waiting(database.uri()) == 0;
  }

  private void sample() {
    Crowd.Tally lately = crowd.lately();
    long sent = samples.stream().mapToLong(v -> v.pace().sent()).sum() + lately.sent;
    Vitals vitals =
        new Vitals(
            Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
            sent,
            probe.heap(),
            probe.resident(),
            probe.committed(),
            probe.threads(),
            probe.files(),
            probe.cpuMillis(),
            probe.databaseConnections(),
            probe.databaseBytes(),
            probe.tables(),
            probe.redisConnections(),
            probe.redisBytes(),
            probe.number("SELECT count(*) FROM tg_ready"),
            probe.number("SELECT count(*) FROM outbox"),
            probe.number("SELECT count(*) FROM gen_job WHERE live"),
            crowd.awaited(),
            Vitals.Pace.of(lately),
            Probe.load());
    samples.add(vitals);
    log.accept(vitals.line());
  }

  /** To be compared when something has grown. */
  private void note(String when) throws IOException {
    Files.writeString(folder.resolve("classes-" + when + ".txt"), probe.histogram());
    Files.writeString(folder.resolve("memory-" + when + ".txt"), probe.books());
  }

  List<Vitals> samples() {
    return samples;
  }

  Crowd crowd() {
    return crowd;
  }

  /** Everything that is judged; the bot must be quiet. */
  List<Ruling> rulings() throws IOException {
    List<Ruling> all = new ArrayList<>(new Growth(samples).rulings());
    Crowd.Tally tally = crowd.all();
    long missing = crowd.unanswered().values().stream().mapToLong(count -> count).sum();
    all.add(
        new Ruling(
            "answered",
            "100 %",
            "%d of %d".formatted(tally.answered, tally.sent),
            tally.answered == tally.sent && missing == 0));
    all.add(
        new Ruling(
            "load kept up",
            "nobody missing",
            "%d of %d not sent for want of people".formatted(tally.nobodyFree, tally.sent),
            tally.nobodyFree == 0));
    all.add(Ruling.none("answers that speak of an error", sum(crowd.troubles())));
    all.add(
        Ruling.none("set aside in quarantine", probe.number("SELECT count(*) FROM tg_quarantine")));
    all.add(
        Ruling.none(
            "wallets adrift of the books", probe.number("SELECT count(*) FROM ledger_drift")));
    Map<String, Long> violated = Invariants.violated(database.uri());
    all.add(
        new Ruling(
            "invariants of the fault matrix",
            "none violated",
            violated.isEmpty() ? "none" : violated.toString(),
            violated.isEmpty()));
    all.add(Ruling.none("unexplained warnings and errors in the log", complaints().unexplained()));
    return all;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(count -> count).sum();
  }

  /** Mean load of the machine. */
  private double load() {
    return samples.stream().mapToDouble(Vitals::load).average().orElse(0);
  }

  Complaints complaints() throws IOException {
    return Complaints.in(node.log(), load() > 2 * Runtime.getRuntime().availableProcessors());
  }

  /** Idempotent: who stops the command in the middle has it called while it plays. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      node.stop();
      node.close();
      get(telegram.stop());
      get(kie.stop());
      redis.close();
      database.close();
    }
  }
}
