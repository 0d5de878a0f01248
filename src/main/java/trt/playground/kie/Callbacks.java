package trt.playground.kie;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.playground.kie.Task.Phase;

/**
 * Tells the callback address of a task that it is over: three repetitions after failures, as KIE
 * does, or in one of the ways in which callbacks go wrong.
 */
final class Callbacks {
  private static final Logger log = LoggerFactory.getLogger(Callbacks.class);
  private static final int ATTEMPTS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LATE = Duration.ofSeconds(3);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Tasks tasks;
  private final Faults faults;
  private final WebClient web;
  private volatile boolean isStopped;

  Callbacks(Vertx vertx, Tasks tasks, Faults faults) {
    this.vertx = vertx;
    this.tasks = tasks;
    this.faults = faults;
    this.web = WebClient.create(vertx, new WebClientOptions().setConnectTimeout(3000));
  }

  /** Looks again when the task should be over. Tasks that are over already are called at once. */
  void schedule(Task task) {
    if (task.callBackUrl().isEmpty() || tasks.isCalledBack(task.id())) {
      return;
    }
    if (faults.callbacks().equals("forged")) {
      forge(task);
    }
    wait(task.id(), Duration.between(tasks.now(), task.endAt()));
  }

  private void wait(String id, Duration pause) {
    long millis = Math.max(1, pause.toMillis());
    vertx.setTimer(Math.min(millis, Duration.ofDays(1).toMillis()), timer -> call(id));
  }

  private void call(String id) {
    Task task = tasks.find(id).orElse(null);
    if (isStopped || task == null || tasks.isCalledBack(id)) {
      return;
    }
    Phase phase = task.at(tasks.now());
    if (phase == Phase.WAITING || phase == Phase.WORKING) {
      wait(id, Duration.between(tasks.now(), task.endAt()));
      return;
    }
    JsonObject body = shape(task).callback(task, phase == Phase.DONE);
    switch (faults.callbacks()) {
      case "none" -> tasks.markCalledBack(id).onComplete(done -> {});
      case "duplicate" -> {
        send(task, body, 1);
        send(task, body, 1);
        vertx.setTimer(FIRST_PAUSE.toMillis(), timer -> send(task, body, 1));
      }
      case "late" -> vertx.setTimer(LATE.toMillis(), timer -> send(task, body, 1));
      default -> send(task, body, 1);
    }
  }

  private void send(Task task, JsonObject body, int attempt) {
    web.postAbs(task.callBackUrl())
        .timeout(PATIENCE.toMillis())
        .sendJsonObject(body)
        .onComplete(
            answer -> {
              boolean isHeard = answer.succeeded() && answer.result().statusCode() / 100 == 2;
              if (isHeard || attempt == ATTEMPTS || isStopped) {
                tasks.markCalledBack(task.id()).onComplete(done -> {});
              } else {
                long pause = FIRST_PAUSE.toMillis() << (attempt - 1);
                vertx.setTimer(pause, timer -> send(task, body, attempt + 1));
              }
              if (!isHeard) {
                log.atDebug()
                    .addKeyValue("taskId", task.id())
                    .addKeyValue("attempt", attempt)
                    .log("callback not heard; it is repeated three times, then polling must do");
              }
            });
  }

  /** Claims success at once with a foreign link, and once more under a guessed address. */
  private void forge(Task task) {
    JsonObject result =
        new JsonObject().put("resultUrls", new JsonArray().add("https://evil.example/x.png"));
    JsonObject data =
        new JsonObject()
            .put("taskId", task.id())
            .put("state", "success")
            .put("resultJson", result.encode());
    JsonObject body = Answers.envelope(200, "Playground task completed successfully.", data);
    for (String url : new String[] {task.callBackUrl(), guessed(task.callBackUrl())}) {
      web.postAbs(url).timeout(PATIENCE.toMillis()).sendJsonObject(body).onComplete(done -> {});
    }
  }

  private static String guessed(String url) {
    return url.substring(0, url.lastIndexOf('/') + 1) + "AAAAAAAAAAAAAAAAAAAAAA";
  }

  private static Shape shape(Task task) {
    return Endpoint.of(task.api()).orElseThrow().shape();
  }

  void stop() {
    isStopped = true;
    web.close();
  }
}
