package trt.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Judges what may not grow: the last quarter of a long run against the second one, when everything
 * is warm; and how the disk grows with the updates.
 */
final class Growth {
  /** The most by which the last quarter may exceed the second. */
  private static final double FLAT = 1.15;

  private static final double MIB = 1 << 20;

  /** A small table doubles with a page or two. */
  private static final double SMALL = 8 * MIB;

  /** Growth per update may differ by that factor between the halves: pages fill and split. */
  private static final double STEADY = 1.25;

  /** Tables that hold work or leases: they must not grow with what has been done. */
  static final Set<String> WORK =
      Set.of(
          "tg_ready",
          "outbox",
          "tg_suspect",
          "tg_quarantine",
          "tg_quarantine_past",
          "node",
          "shard_lease",
          "bot_pause",
          "sales_pause",
          "stars_cursor",
          "switch",
          "tenant",
          "feed");

  private final List<Vitals> samples;

  Growth(List<Vitals> samples) {
    this.samples = samples;
  }

  List<Ruling> rulings() {
    List<Ruling> all = new ArrayList<>();
    all.add(flat("heap after a full collection", "MiB", v -> v.heap() / MIB, 0));
    all.add(flat("resident memory", "MiB", v -> v.resident() / MIB, 0));
    all.add(flat("memory by the JVM's books", "MiB", v -> v.committed() / MIB, 0));
    all.add(flat("threads", "", Vitals::threads, 2));
    all.add(flat("open files and sockets", "", Vitals::files, 8));
    all.add(flat("connections to PostgreSQL", "", Vitals::databaseConnections, 1));
    all.add(flat("connections to Redis", "", Vitals::redisConnections, 1));
    all.add(flat("memory of Redis", "MiB", v -> v.redisBytes() / MIB, 1));
    all.add(
        flat(
            "tables that hold work (" + WORK.size() + ")", "MiB", v -> work(v) / MIB, SMALL / MIB));
    all.add(steady("log of updates", Vitals::log));
    all.add(steady("history, people and books", v -> v.others() - work(v)));
    all.add(flat("inbox and outbox", "rows", v -> v.inbox() + v.outbox(), 100));
    all.add(flat("unfinished jobs", "", Vitals::liveJobs, 20));
    return all;
  }

  static double work(Vitals sample) {
    return WORK.stream().mapToLong(name -> sample.tables().getOrDefault(name, 0L)).sum();
  }

  private Ruling flat(String what, String unit, ToDoubleFunction<Vitals> of, double slack) {
    int quarter = Math.max(1, samples.size() / 4);
    double second = mean(of, quarter, 2 * quarter);
    double last = mean(of, samples.size() - quarter, samples.size());
    String bound =
        "last quarter ≤ " + FLAT + " × second" + (slack == 0 ? "" : ", or + " + plain(slack));
    String measured = "%s → %s %s".formatted(plain(second), plain(last), unit).strip();
    return new Ruling(what, bound, measured, last <= Math.max(FLAT * second, second + slack));
  }

  private double mean(ToDoubleFunction<Vitals> of, int from, int to) {
    return samples.subList(Math.min(from, samples.size() - 1), Math.max(to, from + 1)).stream()
        .mapToDouble(of)
        .average()
        .orElse(0);
  }

  private Ruling steady(String what, ToDoubleFunction<Vitals> bytes) {
    int size = samples.size();
    double before = perUpdate(bytes, size / 4, size / 2);
    double after = perUpdate(bytes, size / 2, size - 1);
    return new Ruling(
        what,
        "bytes an update: second half ≤ " + STEADY + " × second quarter",
        "%.0f → %.0f".formatted(before, after),
        after <= STEADY * before);
  }

  private double perUpdate(ToDoubleFunction<Vitals> bytes, int from, int to) {
    Vitals first = samples.get(from);
    Vitals last = samples.get(to);
    return (bytes.applyAsDouble(last) - bytes.applyAsDouble(first))
        / Math.max(1, last.sent() - first.sent());
  }

  /** Bytes an update by table, from the end of the first quarter to the end, largest first. */
  Map<String, Double> perUpdate() {
    Set<String> names = new TreeSet<>(samples.get(samples.size() - 1).tables().keySet());
    Map<String, Double> found = new TreeMap<>();
    for (String name : names) {
      double each =
          perUpdate(v -> v.tables().getOrDefault(name, 0L), samples.size() / 4, samples.size() - 1);
      if (each != 0) {
        found.put(name, each);
      }
    }
    Map<String, Double> sorted = new LinkedHashMap<>();
    found.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.valueOf((long) number)
        : String.format(Locale.ROOT, "%.1f", number);
  }
}
