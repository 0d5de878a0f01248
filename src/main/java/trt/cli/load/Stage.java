package trt.cli.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import trt.playground.servers.EmbeddedServers;

/**
 * What scenarios play on: embedded servers as durable as in production, Telegram's side, and bots
 * in processes of their own. The generator has one thread, so that it takes little from what it
 * measures.
 */
final class Stage implements AutoCloseable {
  static final String SECRET = "load-test-secret";

  private static final int FIRST_UPDATE = 500_000_000;
  private static final Duration EMPTY = Duration.ofMinutes(1);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path folder;
  private final List<String> jvm;
  private final PrintWriter progress;
  private final EmbeddedServers servers;
  private final Database database;
  private final Vertx vertx;
  private final TelegramSide telegram;
  private final int telegramPort;
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private Tally tally = new Tally();
  private int nextUpdate = FIRST_UPDATE;

  /**
   * Starts everything but the bot. Blocks.
   *
   * @param folder data of earlier runs in it are deleted
   */
  Stage(Path folder, List<String> jvm, PrintWriter progress) throws IOException, TimeoutException {
    this.folder = folder;
    this.jvm = jvm;
    this.progress = progress;
    this.servers = EmbeddedServers.start(folder, true);
    this.database = new Database(servers.databaseUri(), folder.toRealPath().resolve("postgres"));
    this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    this.telegram = new TelegramSide(chat -> tally.message(chat));
    this.telegramPort = telegram.listen(vertx).await(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  Vertx vertx() {
    return vertx;
  }

  Database database() {
    return database;
  }

  TelegramSide telegram() {
    return telegram;
  }

  /** Starts counting anew; call on the loop. */
  Tally newTally() {
    tally = new Tally();
    return tally;
  }

  /** An id no update had before; call on the loop. */
  int newUpdate() {
    return nextUpdate++;
  }

  int nextUpdate() {
    return nextUpdate;
  }

  void say(String line) {
    progress.println(line);
    progress.flush();
  }

  /** Another bot on the same database. */
  Node node(Map<String, String> settings) throws IOException, InterruptedException {
    return kept(Node.start(folder, jvm, with(settings)));
  }

  /** The unit that takes updates in, alone in a process; what it takes in stays. */
  Node intake(Map<String, String> settings) throws IOException, InterruptedException {
    return kept(Node.intake(folder, jvm, with(settings)));
  }

  private Node kept(Node node) {
    nodes.add(node);
    return node;
  }

  private Map<String, String> with(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings());
    all.putAll(settings);
    return all;
  }

  /** Stops all bots. */
  void clear() {
    for (Node node : nodes) {
      node.close();
    }
    nodes.clear();
  }

  /** Blocks until the inbox and the outbox are empty: a scenario must not work off another's. */
  void awaitNothingPending() throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + EMPTY.toNanos();
    while (!database
            .value("SELECT (SELECT count(*) FROM tg_ready) + (SELECT count(*) FROM outbox)")
            .equals("0")
        && System.nanoTime() < deadline) {
      Thread.sleep(100);
    }
  }

  /** Courtesy towards the real Telegram would hide how fast the bot is. */
  private Map<String, String> settings() {
    String telegramUrl = "http://127.0.0.1:" + telegramPort;
    return Map.ofEntries(
        Map.entry("TELEGRAM_BOT_TOKEN", "700000001:LOAD-no-secret-at-all"),
        Map.entry("TELEGRAM_API_URL", telegramUrl),
        Map.entry("WEBHOOK_SECRET", SECRET),
        Map.entry("DATABASE_URL", servers.databaseUri()),
        Map.entry("REDIS_URL", servers.redisUri()),
        Map.entry("KIE_API_URL", telegramUrl),
        Map.entry("KIE_API_KEY", "load"),
        Map.entry("LOG_LEVEL", "warn"),
        Map.entry("TRT_HTTP_HOST", "127.0.0.1"),
        Map.entry("TRT_DELIVERY_MESSAGES_PER_SECOND", "1000000"),
        Map.entry("TRT_DELIVERY_PER_CHAT_PER_SECOND", "1000"),
        Map.entry("TRT_DELIVERY_PER_CHAT_BURST", "1000"));
  }

  /** Runs on the generator's thread and waits for the result. */
  <T> T onLoop(Duration within, Callable<Future<T>> work) throws TimeoutException {
    Promise<T> done = Promise.promise();
    vertx.runOnContext(
        v -> {
          try {
            work.call().onComplete(done);
          } catch (Exception e) {
            done.fail(e);
          }
        });
    return done.future().await(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Idempotent: who stops the command in the middle has it called while it plays. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    database.thaw();
    clear();
    try {
      vertx.close().await(5, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      say("The generator did not close in time");
    }
    servers.close();
  }
}
