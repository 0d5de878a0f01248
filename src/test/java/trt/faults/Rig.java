package trt.faults;

import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import trt.playground.kie.EmulatorOptions;
import trt.playground.kie.KieEmulator;
import trt.playground.telegram.EmulatorSettings;
import trt.playground.telegram.TelegramEmulator;
import trt.testing.Await;
import trt.testing.TestRedis;

/**
 * Everything a bot meets, on one machine: PostgreSQL and Redis of its own, Telegram, KIE, a
 * breakable wire to each of them, a balancer, and nodes that can be killed.
 */
final class Rig implements AutoCloseable {
  static final String WEBHOOK_SECRET = "faults-secret";

  /** Among the settings of a cell: the data of PostgreSQL lie on a {@link SmallDisk}. */
  static final Map<String, String> ON_A_SMALL_DISK = Map.of("SMALL_DISK", "yes");

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;
  private final Optional<SmallDisk> disk;
  private final Database database;
  private final Balancer balancer;
  private final TelegramEmulator telegram;
  private final KieEmulator kie;
  private final Map<String, ChaosProxy> wires;
  private final Observer observer = new Observer();
  private final Map<String, String> extra;
  private final List<Node> nodes = new ArrayList<>();
  private TestRedis redis;

  /**
   * Starts the surroundings; nodes are started one by one.
   *
   * @param settings environment variables on top of those for a quick test
   */
  Rig(Path folder, long seed, Map<String, String> settings) {
    this(folder, seed, all(hurried(), settings), EmulatorOptions.quick());
  }

  /**
   * The same with the limits of production and a KIE that takes its time.
   *
   * @param settings what differs from the defaults
   */
  static Rig unhurried(Path folder, long seed, Map<String, String> settings, double kieTimeScale) {
    EmulatorOptions slow =
        new EmulatorOptions(kieTimeScale, java.util.Optional.empty(), 1_000_000, true);
    return new Rig(folder, seed, settings, slow);
  }

  private Rig(Path folder, long seed, Map<String, String> settings, EmulatorOptions options) {
    this.folder = folder;
    boolean small = settings.equals(ON_A_SMALL_DISK);
    this.extra = small ? Map.of() : Map.copyOf(settings);
    disk = small ? Optional.of(new SmallDisk(folder.resolve("database"))) : Optional.empty();
    database = new Database(folder.resolve("database"));
    redis = TestRedis.start();
    balancer = new Balancer(vertx(), seed);
    telegram =
        new TelegramEmulator(
            vertx(), EmulatorSettings.inMemory().welcomingStrangers().keepingCalls(100));
    int telegramPort = get(telegram.start(0));
    telegram.calls().listen(observer::see);
    kie = new KieEmulator(vertx(), options, Clock.systemUTC());
    wires =
        Map.of(
            "postgres", wire(database.port()),
            "redis", wire(redis.port()),
            "telegram", wire(telegramPort),
            "kie", wire(get(kie.start(0))));
  }

  private static ChaosProxy wire(int port) {
    return new ChaosProxy(vertx(), "127.0.0.1", port);
  }

  /** Adds a node and waits until it serves. */
  Node node() {
    Path place = folder.resolve("node" + (nodes.size() + 1));
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Node node = Node.start(place, Node.freePort(), settings(), "").awaitReady();
    nodes.add(node);
    balancer.lead(nodes.stream().map(Node::port).toList());
    return node;
  }

  /** So many nodes and no more, all alive, with the shards divided among them. */
  void nodes(int count) {
    while (nodes.size() > count) {
      Node last = nodes.remove(nodes.size() - 1);
      balancer.lead(nodes.stream().map(Node::port).toList());
      last.stop();
      last.close();
    }
    revive();
    while (nodes.size() < count) {
      Node unused = node();
    }
    awaitDivision();
  }

  /** Starts what is dead. */
  void revive() {
    nodes.stream().filter(node -> !node.isAlive()).forEach(Node::again);
    nodes.forEach(Node::awaitReady);
  }

  /** Every living node has its part of the work. */
  void awaitDivision() {
    long living = nodes.stream().filter(Node::isAlive).count();
    Await.until(
        () ->
            number(
                        "SELECT count(*) FROM shard_lease WHERE owner IS NOT NULL AND expires_at > clock_timestamp()")
                    == 256
                && number("SELECT count(DISTINCT owner) FROM shard_lease") == living,
        PATIENCE);
  }

  /** What a node needs to run here; a copy. */
  Map<String, String> settings() {
    String kieUrl = "http://127.0.0.1:" + wire("kie").port();
    Map<String, String> all = new HashMap<>();
    all.put("TELEGRAM_BOT_TOKEN", "700000001:token-of-no-worth");
    all.put("TELEGRAM_API_URL", "http://127.0.0.1:" + wire("telegram").port());
    all.put("DATABASE_URL", database.uriOver(wire("postgres")));
    all.put("REDIS_URL", "redis://127.0.0.1:" + wire("redis").port());
    all.put("KIE_API_KEY", "test");
    all.put("KIE_API_URL", kieUrl);
    all.put("KIE_UPLOAD_URL", kieUrl);
    all.put("WEBHOOK_BASE_URL", balancer.url());
    all.put("WEBHOOK_SECRET", WEBHOOK_SECRET);
    all.put("LOG_LEVEL", "info");
    all.putAll(extra);
    return all;
  }

  private static Map<String, String> all(Map<String, String> some, Map<String, String> others) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(others);
    return all;
  }

  private static Map<String, String> hurried() {
    Map<String, String> all = new HashMap<>();
    // Time limits of seconds instead of minutes; nothing else differs from production.
    all.put("TRT_KIE_REQUEST_TIMEOUT", "2s");
    all.put("TRT_KIE_CONNECT_TIMEOUT", "1s");
    all.put("TRT_TELEGRAM_CONNECT_TIMEOUT", "1s");
    all.put("TRT_TELEGRAM_WRITE_TIMEOUT", "3s");
    all.put("TRT_TELEGRAM_READ_TIMEOUT", "4s");
    all.put("TRT_TELEGRAM_POLL_TIMEOUT", "2s");
    all.put("TRT_GENERATION_UNKNOWN_AFTER", "1s");
    all.put("TRT_GENERATION_POLL_FIRST", "300ms");
    all.put("TRT_GENERATION_POLL_MAX", "2s");
    all.put("TRT_DELIVERY_AMBIGUOUS_AFTER", "3s");
    all.put("TRT_LEASES_EVERY", "500ms");
    all.put("TRT_LEASES_TTL", "5s");
    all.put("TRT_LEASES_MARGIN", "1s");
    all.put("TRT_LEASES_DEAD_AFTER", "2s");
    all.put("TRT_INGRESS_RETRY_AFTER", "1s");
    // One person orders many pictures.
    all.put("TRT_MONEY_GIFT_MINOR", "1000000");
    all.put("TRT_MONEY_FREE_PER_DAY", "20");
    // The pace is kept in runs of its own; here it would only make them long.
    all.put("TRT_DELIVERY_MESSAGES_PER_SECOND", "1000");
    all.put("TRT_DELIVERY_PER_CHAT_PER_SECOND", "50");
    all.put("TRT_DELIVERY_PER_CHAT_BURST", "50");
    return all;
  }

  ChaosProxy wire(String to) {
    return wires.get(to);
  }

  Set<String> wireNames() {
    return wires.keySet();
  }

  SmallDisk disk() {
    return disk.orElseThrow();
  }

  Database database() {
    return database;
  }

  /** The server is back, wherever. */
  void databaseIsBack() {
    database.startAgain();
    wire("postgres").leadTo(database.port());
  }

  void redisGoes() {
    redis.close();
  }

  /** It comes back with nothing in it. */
  void redisComesBack() {
    redis = TestRedis.start(redis.port());
  }

  Balancer balancer() {
    return balancer;
  }

  TelegramEmulator telegram() {
    return telegram;
  }

  KieEmulator kie() {
    return kie;
  }

  Observer observer() {
    return observer;
  }

  List<Node> nodes() {
    return nodes;
  }

  Node first() {
    return nodes.get(0);
  }

  long number(String sql) {
    return Invariants.number(database.uri(), sql);
  }

  /** Everything works again; what is dead stays dead, what is frozen stays frozen. */
  void repair() {
    wires.values().forEach(ChaosProxy::repair);
    balancer.copies(1);
    kie.control().repair();
    telegram.faults().clear();
    nodes.forEach(
        node -> {
          node.disarm();
          node.release();
        });
  }

  /**
   * Nobody will call back about a task that was never made: what production waits out in minutes
   * passes at once, after the time in which a callback may still come.
   */
  void letUnansweredJobsAge() {
    long unused =
        number(
            """
            WITH aged AS (
              UPDATE gen_job SET submitted_at = submitted_at - interval '1 hour'
              WHERE state = 'UNKNOWN' AND submitted_at < clock_timestamp() - interval '8 seconds'
                AND submitted_at > clock_timestamp() - interval '30 minutes' RETURNING id)
            SELECT count(*) FROM aged
            """);
  }

  /** Tasks of the emulated KIE per job: their number beyond one is {@code -1} and more. */
  Map<Long, Long> tasksPerJob() {
    Map<Long, Long> tasks = new HashMap<>();
    for (var task : kie.control().tasks()) {
      String[] path = task.callBackUrl().split("/", -1);
      tasks.merge(Long.parseLong(path[path.length - 3]), 1L, Long::sum);
    }
    return tasks;
  }

  /** A sender of updates of one's own making. */
  static JsonObject person(long chat) {
    return new JsonObject()
        .put("id", chat)
        .put("is_bot", false)
        .put("first_name", "Person" + chat)
        .put("language_code", "en");
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    wires.values().forEach(ChaosProxy::close);
    balancer.close();
    get(telegram.stop());
    get(kie.stop());
    redis.close();
    database.close();
    disk.ifPresentOrElse(SmallDisk::close, this::removeData);
  }

  /** Logs of the nodes stay. */
  private void removeData() {
    try (Stream<Path> files = Files.walk(folder.resolve("database"))) {
      files
          .sorted(java.util.Comparator.reverseOrder())
          .forEach(file -> file.toFile().deleteOnExit());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
