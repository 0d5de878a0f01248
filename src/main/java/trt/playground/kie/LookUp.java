package trt.playground.kie;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import trt.playground.kie.Task.Phase;

/** Look-ups of tasks, and the other questions KIE answers. */
final class LookUp {
  private final Tasks tasks;
  private final Faults faults;

  LookUp(Tasks tasks, Faults faults) {
    this.tasks = tasks;
    this.faults = faults;
  }

  void record(RoutingContext call, String recordPath) {
    if (Answers.broke(call, faults.next("record"))) {
      return;
    }
    String id = call.request().getParam("taskId", "");
    if (id.isEmpty()) {
      Answers.refuse(call, 400, "taskId parameter is required");
      return;
    }
    Instant now = tasks.now();
    Optional<Task> found =
        tasks.find(id).filter(t -> isVisible(t, now)).filter(t -> shown(t, recordPath));
    if (found.isEmpty()) {
      Answers.send(call, unknown(recordPath));
      return;
    }
    Task task = found.get().seenFrom(PublicAddress.of(call));
    Endpoint endpoint = Endpoint.of(task.api()).orElseThrow();
    Answers.ok(call, endpoint.shape().record(task, task.at(now)));
  }

  private static JsonObject unknown(String recordPath) {
    return Endpoint.ALL.stream()
        .filter(e -> e.record().equals(recordPath))
        .findFirst()
        .orElseThrow()
        .shape()
        .unknown();
  }

  private static boolean shown(Task task, String recordPath) {
    return Endpoint.of(task.api()).filter(e -> e.record().equals(recordPath)).isPresent();
  }

  private boolean isVisible(Task task, Instant now) {
    Duration missing = Duration.ofMillis(faults.millis("missingMs"));
    return !now.isBefore(task.createdAt().plus(missing));
  }

  /** Veo in 1080p: asked for and looked up by one call; here it is ready when the video is. */
  void fullHd(RoutingContext call) {
    Optional<Task> video = tasks.find(call.request().getParam("taskId", ""));
    if (video.isEmpty()) {
      Answers.refuse(call, 422, "record is null");
    } else if (video.get().at(tasks.now()) != Phase.DONE) {
      Answers.refuse(
          call,
          400,
          "1080P is processing. It should be ready in 1-2 minutes. Please check back shortly.");
    } else {
      String url = Results.urls(video.get().seenFrom(PublicAddress.of(call))).get(0);
      Answers.ok(call, new JsonObject().put("resultUrl", url));
    }
  }

  void credits(RoutingContext call) {
    if (!Answers.broke(call, faults.next("credits"))) {
      Answers.ok(call, Math.round(tasks.credits() * 100) / 100.0);
    }
  }

  void downloadUrl(RoutingContext call) {
    String url = Answers.json(call).getString("url", "");
    String name = url.substring(url.lastIndexOf('/') + 1);
    boolean isOurs = name.length() > 32 && tasks.find(name.substring(0, 32)).isPresent();
    if (isOurs) {
      Answers.ok(call, PublicAddress.of(call) + "/files/" + name + "?download=1");
    } else {
      Answers.refuse(call, 422, "url is wrong");
    }
  }
}
