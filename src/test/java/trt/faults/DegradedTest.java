package trt.faults;

import static trt.testing.TestVertx.get;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;

/** Produces each degraded mode and holds what is seen against the table operators read. */
@Command(
    name = "scripts/degraded-test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes away, freezes and slows down all the bot depends on, one after the other, and compares",
      "health, firing alerts (a real Prometheus) and what people see with docs/operations.md.",
      "Exit codes: 0 all as documented; 1 something differs; 2 wrong usage."
    })
final class DegradedTest implements Callable<Integer> {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofSeconds(12);
  private static final Duration ANSWER = Duration.ofSeconds(6);
  private static final Duration PICTURE = Duration.ofSeconds(15);

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Only the modes whose names contain this; may be given several times.")
  private List<String> only = List.of();

  private Rig rig;
  private Alarms alarms;
  private long nextPerson = 6_000_000;

  /** Process entry. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new DegradedTest()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Map<String, Expected> documented = Expected.documented();
    List<String> names = Mode.all().stream().map(Mode::name).toList();
    if (!new TreeSet<>(names).equals(new TreeSet<>(documented.keySet()))) {
      System.err.println("Documented: " + documented.keySet() + ", produced: " + names);
      return 1;
    }
    Path folder = folder();
    rig =
        new Rig(
            folder,
            1,
            Map.of(
                "TRT_OPS_LOOK_EVERY", "2s",
                "TRT_OPS_WEBHOOK_TROUBLE", "3s",
                "TRT_KIE_BREAKER_RESET", "5s"));
    Node node = rig.node();
    alarms = new Alarms(folder, node.opsPort());
    Await.until(alarms::isUp, SOON);
    System.out.println("logs in " + folder);
    System.out.println("\n| mode | health | parts | live | ready | alerts | people | well again |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    boolean fine = true;
    try {
      for (Mode mode : Mode.all()) {
        if (only.isEmpty() || only.stream().anyMatch(mode.name()::contains)) {
          fine &= run(mode, documented.get(mode.name()));
        }
      }
    } finally {
      alarms.close();
      rig.close();
    }
    System.out.println(fine ? "\nAll as documented." : "\nNot as documented.");
    return fine ? 0 : 1;
  }

  private static Path folder() throws IOException {
    String now = Instant.now().toString().replaceAll("[:.]", "-").toLowerCase(Locale.ROOT);
    return Files.createDirectories(Path.of("target", "degraded", now)).toAbsolutePath();
  }

  private boolean run(Mode mode, Expected expected) throws Exception {
    awaitWell();
    EmulatedUser talker = person();
    EmulatedUser buyer = person();
    prepareOrder(buyer);
    boolean fine;
    Seen seen;
    String people;
    long begun;
    AutoCloseable repair = mode.begin().at(rig);
    try {
      get(talker.sends("/help"));
      get(buyer.taps("✅ Confirm"));
      people = people(talker, buyer);
      seen = awaited(expected);
      fine = seen.fits(expected) && people.equals(expected.meanwhile());
    } finally {
      begun = System.nanoTime();
      repair.close();
    }
    String after = afterwards(talker, buyer);
    long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    fine &= after.isEmpty();
    System.out.printf(
        "| %s %s %s | %s |%s%n",
        mode.name(),
        seen.line(),
        people,
        after.isEmpty() ? seconds + " s" : after,
        fine ? "" : " DIFFERS from " + expected);
    return fine;
  }

  private EmulatedUser person() {
    long id = nextPerson++;
    return rig.telegram().user(id, "Person" + id, "en");
  }

  private static void prepareOrder(EmulatedUser buyer) {
    get(buyer.sends("/start"));
    get(buyer.taps("🎨 Make a picture"));
    get(buyer.taps("Nano Banana · picture"));
    get(buyer.taps("1:1"));
    get(buyer.sees("Describe what you want to see"));
    get(buyer.sends("a red fox"));
    get(buyer.sees("Price: "));
  }

  /** What people notice within some seconds. */
  private String people(EmulatedUser talker, EmulatedUser buyer) {
    if (!within(ANSWER, () -> has(talker, "How it works"))) {
      return "silence";
    }
    return within(PICTURE, () -> hasPicture(buyer)) ? "answers" : "orders wait";
  }

  /** What fits, or what is seen at last. Where no alert is promised, none comes for a while. */
  private Seen awaited(Expected expected) {
    AtomicReference<Seen> last = new AtomicReference<>();
    BooleanSupplier fits =
        () -> {
          last.set(Seen.of(rig.first(), alarms));
          return last.get().fits(expected);
        };
    boolean stays = within(SOON, fits) && expected.alerts().isEmpty();
    if (stays && within(QUIET, () -> !fits.getAsBoolean())) {
      System.out.println("changed after a while: " + last.get().line());
    }
    return last.get();
  }

  /** Empty when all is well again and everybody has what was asked for. */
  private String afterwards(EmulatedUser talker, EmulatedUser buyer) {
    if (!within(SOON, () -> has(talker, "How it works"))) {
      return "an answer is missing";
    }
    if (!within(SOON, () -> isOver(buyer))) {
      return "an order has no end";
    }
    if (!within(SOON, () -> Seen.of(rig.first(), alarms).isWell())) {
      return "not well: " + Seen.of(rig.first(), alarms).line();
    }
    return "";
  }

  private void awaitWell() {
    if (!within(SOON, () -> Seen.of(rig.first(), alarms).isWell())) {
      throw new AssertionError("not well: " + Seen.of(rig.first(), alarms).line());
    }
  }

  private static boolean has(EmulatedUser person, String text) {
    return get(person.chat()).stream().anyMatch(m -> m.getString("text", "").contains(text));
  }

  private static boolean hasPicture(EmulatedUser person) {
    return get(person.chat()).stream().anyMatch(m -> m.containsKey("photo"));
  }

  /** A picture, or the money back; what production waits out in minutes passes at once. */
  private boolean isOver(EmulatedUser buyer) {
    rig.letUnansweredJobsAge();
    return hasPicture(buyer) || has(buyer, "is back on your balance");
  }

  private static boolean within(Duration limit, BooleanSupplier condition) {
    try {
      Await.until(condition, limit);
      return true;
    } catch (AssertionError tooLate) {
      return false;
    }
  }
}
