package trt.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

/** KIE at its worst: answers get lost, callbacks come never, late or several times. */
final class Kie {
  private final Agenda agenda;
  private final SplittableRandom random;
  private final Consumer<Task> callback;
  private final List<Task> tasks = new ArrayList<>();

  Kie(Agenda agenda, SplittableRandom random, Consumer<Task> callback) {
    this.agenda = agenda;
    this.random = random;
    this.callback = callback;
  }

  record Task(long job, int attempt, Instant endsAt, boolean works) {}

  /** What createTask came back with. */
  record Answer(Kind kind, Optional<Task> task) {
    enum Kind {
      ACCEPTED,
      PUT_OFF,
      REFUSED,
      LOST
    }
  }

  enum Status {
    WAITING,
    SUCCESS,
    FAIL,
    UNREACHABLE
  }

  Answer create(long job, int attempt) {
    int luck = random.nextInt(100);
    if (luck < 10) {
      return new Answer(Answer.Kind.PUT_OFF, Optional.empty());
    } else if (luck < 15) {
      return new Answer(Answer.Kind.REFUSED, Optional.empty());
    } else if (luck < 25) {
      return new Answer(Answer.Kind.LOST, Optional.empty());
    }
    Task task = start(job, attempt);
    Answer.Kind kind = luck < 45 ? Answer.Kind.LOST : Answer.Kind.ACCEPTED;
    return new Answer(kind, Optional.of(task));
  }

  Status record(Task task) {
    if (random.nextInt(10) == 0) {
      return Status.UNREACHABLE;
    } else if (agenda.now().isBefore(task.endsAt())) {
      return Status.WAITING;
    }
    return task.works() ? Status.SUCCESS : Status.FAIL;
  }

  /** Never more tasks of a job than submissions that may have made one. */
  void check(LongUnaryOperator allowed) {
    tasks.stream()
        .collect(Collectors.groupingBy(Task::job, Collectors.counting()))
        .forEach(
            (job, made) ->
                Broken.unless(made <= allowed.applyAsLong(job), made + " tasks of job " + job));
  }

  private Task start(long job, int attempt) {
    int seconds = random.nextInt(20) == 0 ? 7_200 : random.nextInt(5, 120);
    Task task = new Task(job, attempt, agenda.now().plusSeconds(seconds), random.nextInt(5) > 0);
    tasks.add(task);
    for (int calls = random.nextInt(4); calls > 0; calls--) {
      Duration late =
          Duration.ofSeconds(seconds + random.nextInt(random.nextInt(3) == 0 ? 7_200 : 3));
      agenda.in(late, "callback for " + task, () -> callback.accept(task));
    }
    return task;
  }
}
