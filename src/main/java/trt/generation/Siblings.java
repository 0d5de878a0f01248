package trt.generation;

import io.vertx.core.Future;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import trt.domain.catalog.Model;
import trt.kie.CallbackBody;
import trt.kie.TaskRecord;
import trt.postgres.JobStore;
import trt.postgres.SubmissionStore.Task;

/**
 * A job whose first answer was lost may have two tasks. Whichever succeeds first is its result; the
 * other is an orphan at our cost.
 */
final class Siblings {
  private final GenerationParts parts;

  Siblings(GenerationParts parts) {
    this.parts = parts;
  }

  /** The task of a running job failed: the job as it goes on with another one, if one is alive. */
  Future<Optional<JobStore.Loaded>> instead(JobStore.Loaded job) {
    Optional<Model> model = parts.catalog().find(job.order().model());
    if (job.job().attempt() < 2 || model.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    return others(job).compose(tasks -> firstAlive(job, new ArrayList<>(tasks.entrySet())));
  }

  /**
   * The running job goes on with this task, unless somebody else was quicker.
   *
   * @param lost what the task it leaves cost; null while that may still run
   */
  Future<Optional<JobStore.Loaded>> swap(JobStore.Loaded job, Task to, @Nullable BigDecimal lost) {
    return parts
        .stores()
        .submissions()
        .swap(job.job(), job.taskId().orElse(""), to.attempt(), to.id(), lost)
        .compose(
            swapped ->
                swapped
                    ? parts.stores().jobs().find(job.job().id())
                    : Future.succeededFuture(Optional.empty()));
  }

  /** The record of a task, if it is this attempt's: it repeats the address we gave. */
  Future<Optional<TaskRecord>> proven(JobStore.Loaded job, Task task, boolean known) {
    Optional<Model> model = parts.catalog().find(job.order().model());
    if (model.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    String expected = parts.kie().callback(job.job().id(), task.attempt()).toString();
    return parts
        .kie()
        .client()
        .record(model.get(), task.id())
        .map(
            record ->
                known || record.echo().callBackUrl().filter(expected::equals).isPresent()
                    ? Optional.of(record)
                    : Optional.empty());
  }

  /** Each with whether it is on record as ours; of the others only a callback speaks. */
  private Future<Map<Task, Boolean>> others(JobStore.Loaded job) {
    Map<Task, Boolean> tasks = new LinkedHashMap<>();
    return parts
        .stores()
        .submissions()
        .tasks(job.job().id())
        .compose(
            noted -> {
              noted.forEach(task -> tasks.put(task, true));
              return parts.stores().events().of(job.job().id(), job.shard());
            })
        .map(
            kept -> {
              kept.forEach(
                  event ->
                      tasks.putIfAbsent(
                          new Task(event.attempt(), CallbackBody.taskId(event.body())), false));
              tasks
                  .keySet()
                  .removeIf(
                      task ->
                          task.id().isEmpty()
                              || job.taskId().filter(task.id()::equals).isPresent());
              return tasks;
            });
  }

  private Future<Optional<JobStore.Loaded>> firstAlive(
      JobStore.Loaded job, List<Map.Entry<Task, Boolean>> tasks) {
    if (tasks.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    Map.Entry<Task, Boolean> first = tasks.remove(0);
    Task task = first.getKey();
    return proven(job, task, first.getValue())
        .compose(
            record ->
                record.filter(Siblings::isAlive).isPresent()
                    ? swap(job, task, BigDecimal.ZERO)
                    : firstAlive(job, tasks));
  }

  private static boolean isAlive(TaskRecord record) {
    return record instanceof TaskRecord.Succeeded
        || record instanceof TaskRecord.Running
        || record instanceof TaskRecord.Waiting;
  }
}
