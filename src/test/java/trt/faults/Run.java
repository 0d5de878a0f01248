package trt.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One run: people do things, something goes wrong, it is put right, and after a while it must be
 * quiet and everything must be as if nothing had happened.
 */
final class Run {
  private static final Duration QUIET_LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(40);

  private final Rig rig;
  private final World world;
  private final String name;
  private final List<String> others = new ArrayList<>();
  private final int ackedBefore;
  private final long ambiguousBefore;
  private final long began = System.nanoTime();
  private long lifted = System.nanoTime();
  private int chatterPerBeat;

  Run(String name, Rig rig, World world) {
    this.name = name;
    this.rig = rig;
    this.world = world;
    this.ackedBefore = rig.balancer().acknowledged().size();
    this.ambiguousBefore = ambiguous();
  }

  String name() {
    return name;
  }

  Rig rig() {
    return rig;
  }

  World world() {
    return world;
  }

  /** Something that must not be, in words. */
  void complain(String words) {
    others.add(words);
  }

  /** How much is said while time passes. */
  void chatter(int messagesPerBeat) {
    chatterPerBeat = messagesPerBeat;
  }

  /** People go on until that is so; a complaint if it is not so in time. */
  boolean goOnUntil(String what, Duration limit, BooleanSupplier done) {
    boolean reached = passUntil(limit, done);
    if (!reached) {
      complain("not within " + limit.toSeconds() + " s: " + what);
    }
    return reached;
  }

  /** People go on for that long. */
  void goOnFor(Duration time) {
    boolean unused = passUntil(time, () -> false);
  }

  boolean passUntil(Duration limit, BooleanSupplier done) {
    long end = System.nanoTime() + limit.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      world.trade();
      if (chatterPerBeat > 0) {
        world.chatter(chatterPerBeat);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }

  /** The fault is over: from now on the time until it is quiet counts. */
  void lifted() {
    rig.repair();
    lifted = System.nanoTime();
  }

  /** Waits until nothing waits, then counts. */
  Score judge() {
    chatterPerBeat = 0;
    boolean quiet = passUntil(QUIET_LIMIT, this::isQuiet);
    double quietAfter = (System.nanoTime() - lifted) / 1e9;
    if (!quiet) {
      complain("V11 after " + QUIET_LIMIT.toSeconds() + " s there waits: " + waiting());
    }
    Counts counts = new Counts();
    counts.books();
    counts.chats();
    counts.tasks();
    counts.manners();
    long acked = rig.balancer().acknowledged().size() - (long) ackedBefore;
    counts.lost += Invariants.lost(rig.database().uri(), rig.balancer().acknowledged());
    world.leave();
    return new Score(
        name,
        acked,
        counts.lost,
        counts.doubled,
        counts.misordered,
        counts.drift,
        ambiguous() - ambiguousBefore,
        List.copyOf(others),
        (System.nanoTime() - began) / 1e9,
        quietAfter);
  }

  /** Nothing waits anywhere. */
  boolean isQuiet() {
    rig.letUnansweredJobsAge();
    return world.isContent()
        && trt.testing.TestVertx.get(rig.telegram().pending()) == 0
        && Invariants.waiting(rig.database().uri()) == 0;
  }

  private String waiting() {
    return rig.number("SELECT count(*) FROM tg_ready")
        + " updates, "
        + rig.number("SELECT count(*) FROM outbox")
        + " calls, "
        + rig.number("SELECT count(*) FROM gen_job WHERE live")
        + " jobs, "
        + trt.testing.TestVertx.get(rig.telegram().pending())
        + " at Telegram, "
        + world.waiting().stream().map(Customer::where).limit(3).toList();
  }

  private long ambiguous() {
    return rig.number("SELECT count(*) FROM delivered WHERE outcome = 'A'")
        + rig.number("SELECT count(*) FROM gen_attempt WHERE outcome = 'ambiguous'");
  }

  /** What is wrong, by the columns of the report. */
  private final class Counts {
    private long lost;
    private long doubled;
    private long misordered;
    private long drift;

    private void books() {
      Map<String, Long> violated = Invariants.violated(rig.database().uri());
      violated.forEach(
          (what, count) -> {
            switch (Invariants.kind(what)) {
              case LOST -> lost += count;
              case DOUBLED -> doubled += count;
              case MISORDERED -> misordered += count;
              case DRIFT -> drift += count;
              case OTHER -> {}
            }
            complain(what + ": " + count);
          });
    }

    /**
     * What people see: one answer to each question, in order; one picture for each job that was
     * paid or whose result came after the money had gone back.
     */
    private void chats() {
      Map<Long, List<Boolean>> unclear = Invariants.unclearAnswers(rig.database().uri());
      for (Talker talker : world.talkers()) {
        Talker.Hearing hearing =
            talker.judge(
                rig.observer().sentTo(talker.chat()),
                unclear.getOrDefault(talker.chat(), List.of()));
        lost += hearing.lost();
        misordered += hearing.misplaced();
        doubled += hearing.doubled();
        if (hearing.lost() + hearing.misplaced() + hearing.doubled() > 0) {
          complain("V3 chat " + talker.chat() + " heard " + hearing);
        }
      }
      Map<Long, Long> results =
          Invariants.numbers(
              rig.database().uri(),
              """
              SELECT chat_key, count(*) FROM gen_job j
              WHERE state = 'SUCCEEDED'
                 OR EXISTS (SELECT 1 FROM gen_attempt a WHERE a.job_id = j.id AND a.late_at IS NOT NULL)
              GROUP BY 1
              """);
      Map<Long, Long> resent =
          Invariants.numbers(
              rig.database().uri(),
              """
              SELECT j.chat_key, count(*) FROM delivered d
              JOIN gen_job j ON d.dedupe = 'job:' || j.id || ':result'
              WHERE d.outcome = 'A' GROUP BY 1
              """);
      for (Customer customer : world.customers()) {
        long due = results.getOrDefault(customer.chat(), 0L);
        long seen = customer.pictures();
        lost += Math.max(0, due - seen);
        doubled += Math.max(0, seen - due - resent.getOrDefault(customer.chat(), 0L));
        if (seen != due) {
          complain("V9 chat %d: %d due, %d seen".formatted(customer.chat(), due, seen));
        }
      }
    }

    /** Tasks at KIE: one for each job, and one more for each submission whose answer was lost. */
    private void tasks() {
      Map<Long, Long> unclear =
          Invariants.numbers(
              rig.database().uri(),
              """
              SELECT job_id, count(*) FROM gen_attempt
              WHERE outcome IS NULL OR outcome IN ('ambiguous', 'orphan', 'adopted') GROUP BY 1
              """);
      rig.tasksPerJob()
          .forEach(
              (job, tasks) -> {
                long excess = tasks - 1 - unclear.getOrDefault(job, 0L);
                if (excess > 0) {
                  doubled += excess;
                  complain("V7 job " + job + " has " + tasks + " tasks");
                }
              });
    }

    private void manners() {
      if (rig.observer().impatient() > 0) {
        complain("V12 calls inside a retry_after: " + rig.observer().impatient());
      }
      if (rig.observer().undone() > 0) {
        complain("V10 texts over a result: " + rig.observer().undone());
      }
    }
  }
}
