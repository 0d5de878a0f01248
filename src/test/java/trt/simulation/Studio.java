package trt.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import trt.domain.job.FailReason;
import trt.domain.job.Job;
import trt.domain.job.JobEvent;
import trt.domain.job.JobState;
import trt.domain.job.Step;

/**
 * Jobs and the rounds that move them, on two nodes that know little of each other: every decision
 * is made on a row read earlier, and may be lost before it is committed.
 */
final class Studio {
  private static final Duration TYPICAL = Duration.ofSeconds(20);
  private static final Duration SLOW = Duration.ofSeconds(90);
  private static final Duration INTERRUPTED = Duration.ofSeconds(36);
  private static final Duration UNANSWERED = Duration.ofSeconds(150);
  private static final Duration WAIT_AT_MOST = Duration.ofMinutes(30);
  private static final Duration SWEEP = Duration.ofSeconds(10);

  private final Agenda agenda;
  private final SplittableRandom random;
  private final Rules rules;
  private final Set<Guard> guards;
  private final Kie kie;
  private final Map<Long, Row> rows = new HashMap<>();
  private final Map<String, Long> confirmations = new HashMap<>();

  Studio(Agenda agenda, SplittableRandom random, Rules rules, Set<Guard> guards) {
    this.agenda = agenda;
    this.random = random;
    this.rules = rules;
    this.guards = guards;
    this.kie = new Kie(agenda, random, this::calledBack);
  }

  /** A row of gen_job, with what else is known of the job. */
  static final class Row {
    private final long id;
    private final Books books;
    private final Instant createdAt;
    private final boolean cheap;
    private JobState state = JobState.NEW;
    private int attempt;
    private int unclear;
    private Instant submittedAt = Instant.EPOCH;
    private Optional<Kie.Task> task = Optional.empty();
    private boolean watched;
    private int endsTold;

    private Row(long id, Books books, Instant createdAt, boolean cheap) {
      this.id = id;
      this.books = books;
      this.createdAt = createdAt;
      this.cheap = cheap;
    }

    private Job read() {
      return new Job(id, state, attempt, unclear);
    }
  }

  /** The job of this confirmation: new, there already (negative), or none for lack of money. */
  Optional<Long> create(Books books, String confirmation, boolean free, long price) {
    Long known = confirmations.get(confirmation);
    if (known != null) {
      return Optional.of(-known);
    }
    long id = rows.size() + 1L;
    if (!books.hold(id, free, price)) {
      return Optional.empty();
    }
    Row row = new Row(id, books, agenda.now(), random.nextBoolean());
    rows.put(id, row);
    confirmations.put(confirmation, id);
    agenda.in(shortly(), "claim " + id, () -> claim(row));
    agenda.in(SWEEP, "sweep " + id, () -> sweep(row));
    return Optional.of(id);
  }

  /** The user has changed their mind. */
  void cancel(long id) {
    Row row = rows.get(id);
    if (row != null) {
      decide(row, row.read(), new JobEvent.Cancelled());
    }
  }

  List<Long> ids() {
    return new ArrayList<>(rows.keySet());
  }

  private void claim(Row row) {
    if (row.state != JobState.NEW) {
      return;
    }
    row.state = JobState.SUBMITTING;
    row.attempt++;
    row.submittedAt = agenda.now();
    Job claimed = row.read();
    if (!crash()) {
      agenda.in(shortly(), "submit " + row.id, () -> submit(row, claimed));
    }
  }

  private void submit(Row row, Job claimed) {
    Kie.Answer answer = kie.create(row.id, claimed.attempt());
    // The answer may take so long that others have given it up.
    Duration takes =
        random.nextInt(8) == 0 ? Duration.ofSeconds(random.nextInt(40, 400)) : shortly();
    agenda.in(takes, answer + " for " + row.id, () -> answered(row, claimed, answer));
  }

  private void answered(Row row, Job claimed, Kie.Answer answer) {
    if (crash()) {
      return;
    }
    switch (answer.kind()) {
      case ACCEPTED -> accept(row, claimed, answer.task().orElseThrow());
      case PUT_OFF -> {
        decide(row, claimed, new JobEvent.PutOff());
        agenda.in(Duration.ofSeconds(5), "claim " + row.id, () -> claim(row));
      }
      case REFUSED -> decide(row, claimed, new JobEvent.Refused(FailReason.CONTENT_POLICY));
      case LOST -> unclear(row, claimed);
    }
  }

  private void accept(Row row, Job read, Kie.Task task) {
    if (decide(row, read, new JobEvent.Accepted())) {
      row.task = Optional.of(task);
      row.watched = true;
      agenda.in(rules.firstLook(TYPICAL), "look at " + row.id, () -> watch(row, task));
    }
  }

  private void unclear(Row row, Job read) {
    if (decide(row, read, new JobEvent.Unclear())) {
      row.unclear++;
    }
  }

  /** Looks again and again, until the node that does it dies. */
  private void watch(Row row, Kie.Task task) {
    if (row.state != JobState.RUNNING || random.nextInt(30) == 0) {
      row.watched = false;
      return;
    }
    look(row, task);
    Duration age = Duration.between(row.submittedAt, agenda.now());
    Duration pause = rules.nextLook(age, random.nextDouble());
    Broken.unless(pause.toMillis() >= 2_400 && pause.toMillis() <= 72_000, "a pause of " + pause);
    agenda.in(pause, "look at " + row.id, () -> watch(row, task));
  }

  /** Between the answer and the commit others move on, and results take a while to fetch. */
  private void look(Row row, Kie.Task task) {
    Job read = row.read();
    Kie.Status record = kie.record(task);
    agenda.in(shortly(), "seen " + record + " of " + row.id, () -> seen(row, read, record));
  }

  private void seen(Row row, Job read, Kie.Status record) {
    if (crash()) {
      return;
    }
    Duration age = Duration.between(row.submittedAt, agenda.now());
    switch (record) {
      case SUCCESS -> decide(row, read, new JobEvent.Finished());
      case FAIL -> decide(row, read, new JobEvent.TaskFailed(FailReason.PROVIDER_FAILED));
      case WAITING, UNREACHABLE -> {
        if (rules.isOver(age, SLOW)) {
          decide(row, read, new JobEvent.Expired());
        }
      }
    }
  }

  private void calledBack(Kie.Task task) {
    Row row = rows.get(task.job());
    Job read = row.read();
    if (row.state == JobState.RUNNING) {
      row.task.ifPresent(known -> look(row, known));
    } else if (task.attempt() == read.attempt()) {
      agenda.in(shortly(), "adopt " + task, () -> adopt(row, read, task));
    }
    boolean another = row.state == JobState.RUNNING && !row.task.equals(Optional.of(task));
    if (!another && random.nextInt(4) == 0) {
      // What comes late, twice or against what was said before, whatever state it meets.
      seen(row, read, random.nextInt(5) == 0 ? Kie.Status.FAIL : kie.record(task));
    }
  }

  private void adopt(Row row, Job read, Kie.Task task) {
    if (!crash()) {
      accept(row, read, task);
    }
  }

  /** What StuckRound does; also the restart of a node that has forgotten everything. */
  private void sweep(Row row) {
    if (row.state.isFinal()) {
      return;
    }
    Job read = row.read();
    Duration age = Duration.between(row.submittedAt, agenda.now());
    boolean waits = Duration.between(row.createdAt, agenda.now()).compareTo(WAIT_AT_MOST) > 0;
    switch (row.state) {
      case NEW -> {
        if (waits) {
          decide(row, read, new JobEvent.Expired());
        } else {
          claim(row);
        }
      }
      case SUBMITTING -> {
        if (age.compareTo(INTERRUPTED) > 0) {
          unclear(row, read);
        }
      }
      case UNKNOWN -> {
        if (age.compareTo(UNANSWERED) > 0) {
          decide(row, read, new JobEvent.NobodyCalledBack(row.cheap));
        }
      }
      case RUNNING -> row.task.filter(task -> !row.watched).ifPresent(task -> takeUp(row, task));
      case SUCCEEDED, FAILED -> throw new AssertionError("a final state was swept");
    }
    Duration pause = random.nextInt(10) == 0 ? SWEEP : SWEEP.multipliedBy(6);
    agenda.in(pause, "sweep " + row.id, () -> sweep(row));
  }

  private void takeUp(Row row, Kie.Task task) {
    row.watched = true;
    watch(row, task);
  }

  /** Decides on what was read and commits if the row is still so. */
  private boolean decide(Row row, Job read, JobEvent event) {
    Optional<Step> step = rules.on(event, read);
    if (step.isEmpty() || crash()) {
      return false;
    }
    boolean sameState = row.state == step.get().from() || !guards.contains(Guard.JOB_STATE);
    boolean sameAttempt =
        row.attempt == read.attempt()
            || step.get().to().isFinal()
            || !guards.contains(Guard.JOB_ATTEMPT);
    if (!sameState || !sameAttempt) {
      return false;
    }
    agenda.note(row.id + ": " + row.state + " → " + step.get().to() + " by " + event);
    Broken.unless(row.state.next().contains(step.get().to()), row.state + " → " + step.get().to());
    row.state = step.get().to();
    if (row.state.isFinal()) {
      end(row);
    }
    return true;
  }

  private void end(Row row) {
    boolean torn = !guards.contains(Guard.ONE_TRANSACTION) && crash();
    if (!torn) {
      row.books.close(row.id, row.state == JobState.SUCCEEDED);
      row.endsTold++;
    }
  }

  void check() {
    for (Row row : rows.values()) {
      boolean right =
          switch (row.state) {
            case SUCCEEDED -> row.books.isCaptured(row.id);
            case FAILED -> row.books.isReleased(row.id);
            case NEW, SUBMITTING, UNKNOWN, RUNNING -> row.books.isOpen(row.id);
          };
      Broken.unless(right, "the money of job " + row.id + " in " + row.state + " is elsewhere");
      Broken.unless(row.endsTold == (row.state.isFinal() ? 1 : 0), "the end of a job told wrongly");
      if (row.state == JobState.RUNNING && row.task.isPresent()) {
        Broken.unless(
            row.task.get().attempt() == row.attempt,
            "job " + row.id + " runs on the task of another attempt");
      }
      Broken.unless(row.unclear <= 2, "job " + row.id + " was repeated without end");
    }
    kie.check(job -> 1 + rows.get(job).unclear + (rows.get(job).state.isFinal() ? 0 : 1));
  }

  void checkTheEnd() {
    for (Row row : rows.values()) {
      Broken.unless(row.state.isFinal(), "job " + row.id + " never ends: " + row.state);
    }
  }

  private Duration shortly() {
    return Duration.ofMillis(random.nextInt(1, 4_000));
  }

  private boolean crash() {
    return random.nextInt(12) == 0;
  }
}
