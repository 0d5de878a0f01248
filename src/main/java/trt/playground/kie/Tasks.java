package trt.playground.kie;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All tasks and the account, kept in the journal. Safe to use from any thread. */
final class Tasks {
  private final Vertx vertx;
  private final Journal journal;
  private final InstantSource clock;
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final Set<String> calledBack = new HashSet<>();
  private double granted;

  Tasks(Vertx vertx, Journal journal, InstantSource clock, double credits) {
    this.vertx = vertx;
    this.journal = journal;
    this.clock = clock;
    this.granted = credits;
    journal.replay().forEach(this::apply);
  }

  private synchronized void apply(JsonObject line) {
    switch (line.getString("op")) {
      case "task" -> {
        Task task = Task.fromJson(line.getJsonObject("task"));
        tasks.put(task.id(), task);
      }
      case "called" -> calledBack.add(line.getString("id"));
      case "granted" -> granted = line.getDouble("credits");
      default -> throw new IllegalStateException("unknown line: " + line);
    }
  }

  /** Keeps a new or changed task; completes when it is written. */
  Future<Void> save(Task task) {
    return keep(new JsonObject().put("op", "task").put("task", task.toJson()));
  }

  Future<Void> markCalledBack(String id) {
    return keep(new JsonObject().put("op", "called").put("id", id));
  }

  /** Sets what is left in the account. */
  Future<Void> setCredits(double credits) {
    return keep(
        new JsonObject().put("op", "granted").put("credits", credits + spent(clock.instant())));
  }

  private Future<Void> keep(JsonObject line) {
    return vertx
        .<Void>executeBlocking(
            () -> {
              journal.write(line);
              return null;
            })
        .onSuccess(written -> apply(line));
  }

  synchronized Optional<Task> find(String id) {
    return Optional.ofNullable(tasks.get(id));
  }

  synchronized List<Task> all() {
    return new ArrayList<>(tasks.values());
  }

  synchronized boolean isCalledBack(String id) {
    return calledBack.contains(id);
  }

  synchronized double credits() {
    return granted - spent(clock.instant());
  }

  private synchronized double spent(Instant now) {
    return tasks.values().stream().mapToDouble(t -> t.charge(now)).sum();
  }

  Instant now() {
    return clock.instant();
  }

  synchronized void clear() {
    tasks.clear();
    calledBack.clear();
    journal.clear();
  }
}
