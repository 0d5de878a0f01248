package trt.playground.kie;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import trt.playground.kie.Published.Entry;

/** Create calls: checked as KIE checks them, kept, announced. */
final class Creation {
  private static final Duration NEVER = Duration.ofDays(365);
  private static final int SLOW = 10;

  /** Spread of the times around their median, as recorded: half to double. */
  private static final double SPREAD = 0.35;

  private final EmulatorOptions options;
  private final Published models;
  private final Tasks tasks;
  private final Faults faults;
  private final Callbacks callbacks;
  private final Throttle throttle = new Throttle();

  Creation(
      EmulatorOptions options, Published models, Tasks tasks, Faults faults, Callbacks callbacks) {
    this.options = options;
    this.models = models;
    this.tasks = tasks;
    this.faults = faults;
    this.callbacks = callbacks;
  }

  /** How many create calls came faster than KIE allows. */
  int tooFast() {
    return throttle.refused();
  }

  void handle(RoutingContext call, Endpoint endpoint) {
    String fault = faults.next("create");
    if (Answers.broke(call, fault)) {
      return;
    }
    JsonObject body = Answers.json(call);
    if (body.isEmpty()) {
      Answers.refuse(call, 400, "the body is empty or not JSON");
      return;
    }
    Wishes wishes = Wishes.in(body);
    Optional<Entry> model = models.meant(endpoint.api(), body);
    if (model.isEmpty()) {
      Answers.refuse(
          call,
          422,
          "The model name you specified is not supported. Please verify your input and use one of"
              + " the supported models provided by KIE.");
      return;
    }
    Task task = task(call, endpoint, model.get(), body, wishes);
    Optional<JsonObject> refusal = refusal(endpoint, model.get(), task, wishes);
    if (refusal.isPresent()) {
      Answers.send(call, refusal.get());
      return;
    }
    accept(call, task, wishes.isLostAnswer() || fault.equals("lost-answer"));
  }

  private Optional<JsonObject> refusal(Endpoint endpoint, Entry model, Task task, Wishes wishes) {
    if (endpoint.needsCallback() && task.callBackUrl().isEmpty()) {
      return refused(422, "Please enter callBackUrl.");
    }
    Optional<String> violation = InputRules.violation(model.input(), inputs(endpoint, task.body()));
    if (violation.isPresent()) {
      return refused(422, violation.get());
    }
    if (wishes.isRefused()) {
      return refused(422, Wishes.message("422"));
    }
    String parent = task.input().getString("taskId", task.input().getString("task_id"));
    if (parent != null && tasks.find(parent).isEmpty()) {
      return refused(422, "Record does not exist");
    }
    if (options.isLimited() && !throttle.admits(tasks.now())) {
      return refused(429, "Your call frequency is too high. Please try again later.");
    }
    return tasks.credits() < task.credits()
        ? refused(402, "Credits insufficient")
        : Optional.empty();
  }

  private static Optional<JsonObject> refused(int code, String message) {
    return Optional.of(Answers.envelope(code, message, null));
  }

  /** What the published schema speaks of: the inputs without the callback address. */
  private static JsonObject inputs(Endpoint endpoint, JsonObject body) {
    if (endpoint.api().equals("market")) {
      return body.getJsonObject("input", new JsonObject());
    }
    JsonObject inputs = body.copy();
    inputs.remove("callBackUrl");
    return inputs;
  }

  private Task task(
      RoutingContext call, Endpoint endpoint, Entry model, JsonObject body, Wishes wishes) {
    String id = UUID.randomUUID().toString().replace("-", "");
    Instant now = tasks.now();
    Duration length = wishes.isNever() ? NEVER : length(model, id, wishes.isSlow());
    Duration wait = wishes.isNever() ? Duration.ZERO : length.dividedBy(5);
    JsonObject input = endpoint.api().equals("market") ? body.getJsonObject("input", body) : body;
    return new Task(
        id,
        endpoint.api(),
        model.id(),
        model.kind(),
        body,
        now,
        now.plus(wait),
        now.plus(length),
        wishes.failCode().orElse(""),
        Cost.of(model, input),
        PublicAddress.of(call));
  }

  private Duration length(Entry model, String id, boolean isSlow) {
    double factor =
        Math.exp(SPREAD * Math.max(-2, Math.min(2, new Random(id.hashCode()).nextGaussian())));
    double seconds = model.seconds() * factor * options.timeScale() * (isSlow ? SLOW : 1);
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private void accept(RoutingContext call, Task task, boolean isAnswerLost) {
    JsonObject data = new JsonObject().put("taskId", task.id());
    if (task.api().equals("market")) {
      data.put("recordId", task.id());
    }
    tasks
        .save(task)
        .onSuccess(
            saved -> {
              callbacks.schedule(task);
              if (isAnswerLost) {
                Answers.cut(call);
              } else {
                Answers.ok(call, data);
              }
            })
        .onFailure(call::fail);
  }
}
