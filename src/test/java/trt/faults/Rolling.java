package trt.faults;

import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import trt.testing.Await;

/**
 * Two nodes under load whose operator restarts them one after the other and changes the sizes of
 * their units, and what people felt of it.
 */
final class Rolling implements AutoCloseable {
  /** Nobody may be left without an answer for longer, whatever the operator does. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  /** Each does something every ten seconds or so. */
  private static final int PEOPLE_PER_UPDATE = 10;

  private static final int TALKERS = 300;
  private static final double ORDERS_PER_SECOND = 1.2;
  private static final double KIE_TIME_SCALE = 0.5;
  private static final Duration STOP = Duration.ofSeconds(75);
  private static final int STARTS = 5;
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Duration QUIET = Duration.ofMinutes(7);
  private static final List<String> SIZED = List.of("routing", "delivery", "ingress", "generation");

  private final Rig rig;
  private final World world;
  private final Crowd crowd;
  private final Run run;
  private final int rate;
  private final Duration pause;
  private final Consumer<String> log;
  private final List<Stretch> stretches = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private Map<Integer, Long> refused = Map.of();

  /**
   * @param rate updates a second; a quarter of them by people who do not wait for answers
   * @param polling whether the bot fetches its updates itself
   * @param pause after each thing the operator does
   */
  Rolling(Path folder, int rate, boolean polling, long seed, Duration pause, Consumer<String> log) {
    this.rate = rate;
    this.pause = pause;
    this.log = log;
    rig = Rig.unhurried(folder, seed, settings(polling), KIE_TIME_SCALE);
    rig.nodes(2);
    world = new World(rig.telegram(), seed);
    world.talkers(TALKERS);
    crowd =
        new Crowd(
            vertx(),
            rig.telegram(),
            seed,
            rate * PEOPLE_PER_UPDATE,
            rate - rate / 4,
            ORDERS_PER_SECOND);
    run = new Run("rolling restarts", rig, world);
  }

  /** Defaults but for Telegram's limit of all messages together, which is below the load. */
  private static Map<String, String> settings(boolean polling) {
    String limit = "TRT_DELIVERY_MESSAGES_PER_SECOND";
    return polling ? Map.of(limit, "1000", "BOT_MODE", "polling") : Map.of(limit, "1000");
  }

  /** All of it; the score is complete when it returns. */
  Score run(int rounds, boolean resizing) {
    long begun = System.nanoTime();
    log.accept(Stretch.head());
    Chatter chatter = new Chatter(world, Math.max(1, rate / 4));
    crowd.begin();
    during("nothing, two nodes", this::waits);
    for (int round = 1; round <= rounds; round++) {
      for (int node = 0; node < 2; node++) {
        restart(round, node);
      }
    }
    if (resizing) {
      resize();
    }
    crowd.pause();
    chatter.close();
    return judge(begun);
  }

  /** Until the first orders are under way. */
  private String waits() {
    LockSupport.parkNanos(pause.multipliedBy(2).toNanos());
    return "";
  }

  private void restart(int round, int number) {
    Node node = rig.nodes().get(number);
    during(
        "node %d restarted, round %d".formatted(number + 1, round),
        () -> {
          long asked = System.nanoTime();
          node.askToStop();
          Await.until(() -> !node.isAlive(), STOP);
          double stopped = seconds(asked);
          int code = node.exitCode();
          long started = System.nanoTime();
          int starts = starts(node);
          double ready = seconds(started);
          rig.awaitDivision();
          return String.format(
              Locale.ROOT,
              "stopped in %.1f s with code %d, ready in %.1f s after %d start(s), its part of the chats in %.1f s",
              stopped,
              code,
              ready,
              starts,
              seconds(started));
        });
  }

  /** Whoever runs nodes starts again what gives up while it starts; the number of starts. */
  private static int starts(Node node) {
    int starts = 0;
    do {
      starts++;
      node.again();
      node.awaitReady();
    } while (!node.isReady() && starts < STARTS);
    return starts;
  }

  private void resize() {
    for (int size : new int[] {4, 1, 2}) {
      during("%s: %d instances each".formatted(String.join(", ", SIZED), size), () -> resize(size));
    }
  }

  private String resize(int size) {
    long begun = System.nanoTime();
    rig.nodes().forEach(node -> write(node, size));
    Await.until(
        () ->
            rig.nodes().stream()
                .allMatch(node -> SIZED.stream().allMatch(unit -> instances(node, unit) == size)),
        LONG);
    return String.format(Locale.ROOT, "in effect on both after %.1f s", seconds(begun));
  }

  private static void write(Node node, int size) {
    JsonObject units = new JsonObject();
    SIZED.forEach(unit -> units.put(unit, new JsonObject().put("instances", size)));
    try {
      Path conf = Files.createDirectories(node.log().resolveSibling("conf"));
      Path fresh = conf.resolve("local.json.new");
      Files.writeString(fresh, new JsonObject().put("units", units).encode());
      Files.move(
          fresh,
          conf.resolve("local.json"),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int instances(Node node, String unit) {
    try {
      return new JsonObject(Asked.of(node.port(), "/health").body())
          .getJsonObject("units")
          .getJsonObject(unit)
          .getInteger("instances");
    } catch (DecodeException busy) {
      return 0;
    }
  }

  /** Does it, and looks for a while at what follows. */
  private void during(String name, Supplier<String> deed) {
    long begun = System.nanoTime();
    String remarks;
    try {
      remarks = deed.get();
    } catch (AssertionError late) {
      remarks = "NOT IN TIME: " + late.getMessage();
    }
    LockSupport.parkNanos(pause.toNanos());
    Crowd.Tally tally = crowd.lately();
    Map<Integer, Long> all = refusals();
    Stretch stretch =
        new Stretch(
            name,
            seconds(begun),
            tally.sent,
            refused(all),
            tally.answers.getValueAtPercentile(50),
            tally.answers.getValueAtPercentile(99),
            Math.max(tally.answers.getMaxValue(), crowd.longestWaitNow()),
            tally.orders,
            tally.results.getMaxValue(),
            remarks);
    refused = all;
    stretches.add(stretch);
    log.accept(stretch.line());
  }

  /** By status; other nodes may have been asked in vain before. */
  private Map<Integer, Long> refusals() {
    Map<Integer, Long> all = new TreeMap<>(rig.balancer().answers());
    all.remove(200);
    return all;
  }

  private Map<Integer, Long> refused(Map<Integer, Long> all) {
    Map<Integer, Long> lately = new TreeMap<>();
    all.forEach(
        (status, count) -> {
          long since = count - refused.getOrDefault(status, 0L);
          if (since != 0) {
            lately.put(status, since);
          }
        });
    return lately;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private Score judge(long begun) {
    try {
      Await.until(() -> crowd.awaited() == 0 && get(rig.telegram().pending()) == 0, QUIET);
    } catch (AssertionError late) {
      run.complain("people still wait: " + crowd.awaited());
    }
    crowd
        .unanswered()
        .forEach((what, count) -> run.complain("unanswered: " + count + " × " + what));
    crowd.troubles().forEach((what, count) -> run.complain("error text: " + count + " × " + what));
    Map<Long, Long> excess = crowd.excess();
    if (!excess.isEmpty()) {
      run.complain("messages too many or too few: " + excess);
    }
    stretches.stream()
        .filter(stretch -> stretch.max() > SILENCE.toMillis())
        .forEach(stretch -> run.complain("silence of %.0f ms".formatted(stretch.max())));
    stretches.stream()
        .filter(stretch -> stretch.remarks().startsWith("NOT"))
        .forEach(stretch -> run.complain(stretch.name() + " " + stretch.remarks()));
    Score score = run.judge();
    log.accept("\n" + Score.head() + "\n" + score.line());
    log.accept(
        "in all %.0f s, acknowledged %d"
            .formatted(seconds(begun), rig.balancer().acknowledged().size()));
    return score;
  }

  List<Stretch> stretches() {
    return stretches;
  }

  Crowd crowd() {
    return crowd;
  }

  /** From the acknowledgement of a message to its answer, the longest of all, milliseconds. */
  long longestByTheBooks() {
    return rig.number(
        """
        SELECT coalesce(max(extract(epoch FROM d.at - u.recv_at) * 1000)::int8, 0)
        FROM tg_update u JOIN delivered d ON d.dedupe = 'u:' || u.feed_id || ':' || u.update_id || ':0'
        """);
  }

  /** Idempotent: who stops the command in the middle has it called while it plays. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      rig.close();
    }
  }
}
