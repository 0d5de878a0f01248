package trt.playground.kie;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/**
 * The strings behind the emulator, for tests and for the chat page; the same over HTTP below {@code
 * /emulator}.
 */
public final class KieControl {
  private final Tasks tasks;
  private final Faults faults;
  private final Callbacks callbacks;
  private final IntSupplier tooFast;

  KieControl(Tasks tasks, Faults faults, Callbacks callbacks, IntSupplier tooFast) {
    this.tooFast = tooFast;
    this.tasks = tasks;
    this.faults = faults;
    this.callbacks = callbacks;
  }

  /**
   * A task as the control shows it.
   *
   * @param phase {@code waiting, working, done, failed}
   */
  public record TaskView(
      String id, String model, String phase, String callBackUrl, JsonObject body, double credits) {}

  /** All tasks, oldest first. */
  public List<TaskView> tasks() {
    return tasks.all().stream().map(this::view).toList();
  }

  private TaskView view(Task task) {
    String phase = task.at(tasks.now()).name().toLowerCase(Locale.ROOT);
    return new TaskView(
        task.id(), task.model(), phase, task.callBackUrl(), task.body(), task.credits());
  }

  /** How many creates were refused because they came faster than KIE allows. */
  public int tooFast() {
    return tooFast.getAsInt();
  }

  /** Ends a task now, as a success or as whatever its prompt asked for; its callback goes out. */
  public Future<Void> finish(String id) {
    return finish(id, task -> task);
  }

  /** Ends a task now, as a failure with that code. */
  public Future<Void> fail(String id, String code) {
    return finish(id, task -> task.failingWith(code));
  }

  private Future<Void> finish(String id, UnaryOperator<Task> change) {
    return tasks
        .find(id)
        .map(
            task -> {
              Task over = change.apply(task).endingAt(tasks.now());
              return tasks.save(over).onSuccess(saved -> callbacks.schedule(over));
            })
        .orElseGet(() -> Future.failedFuture("no such task: " + id));
  }

  /** Changes switches; those not named stay. See {@link Faults} for their names. */
  public void breakThings(JsonObject switches) {
    faults.merge(switches);
  }

  /** Everything works again. */
  public void repair() {
    faults.reset();
  }

  /** Sets what is left in the account. */
  public Future<Void> setCredits(double credits) {
    return tasks.setCredits(credits);
  }

  public double credits() {
    return tasks.credits();
  }

  /** Forgets every task, also on disk. */
  public void clear() {
    tasks.clear();
  }

  void mount(Router router) {
    router.get("/emulator/tasks").handler(this::listTasks);
    router.get("/emulator/faults").handler(call -> Answers.send(call, faults.all()));
    router
        .post("/emulator/faults")
        .handler(
            call -> {
              breakThings(Answers.json(call));
              Answers.send(call, faults.all());
            });
    router
        .delete("/emulator/faults")
        .handler(
            call -> {
              repair();
              Answers.send(call, faults.all());
            });
    router
        .post("/emulator/tasks/:id/finish")
        .handler(call -> answer(call, finish(String.valueOf(call.pathParam("id")))));
    router
        .post("/emulator/tasks/:id/fail/:code")
        .handler(
            call ->
                answer(
                    call,
                    fail(
                        String.valueOf(call.pathParam("id")),
                        String.valueOf(call.pathParam("code")))));
    router
        .post("/emulator/credits")
        .handler(call -> answer(call, setCredits(Answers.json(call).getDouble("credits"))));
  }

  private void listTasks(RoutingContext call) {
    JsonArray list = new JsonArray();
    tasks().forEach(task -> list.add(JsonObject.mapFrom(task)));
    Answers.send(call, new JsonObject().put("tasks", list).put("credits", credits()));
  }

  private static void answer(RoutingContext call, Future<Void> work) {
    work.onSuccess(done -> call.response().setStatusCode(204).end().onComplete(x -> {}))
        .onFailure(failure -> call.response().setStatusCode(404).end().onComplete(x -> {}));
  }
}
