package trt.playground.kie;

import io.vertx.core.json.JsonObject;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import trt.playground.kie.Task.Phase;

/** Runway: states in words of its own, dates as text, snake case in callbacks. */
final class RunwayShape implements Shape {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  @Override
  public JsonObject record(Task task, Phase phase) {
    JsonObject data =
        new JsonObject()
            .put("taskId", task.id())
            .put("parentTaskId", task.body().getString("taskId", ""))
            .put("generateParam", new JsonObject().put("prompt", task.body().getString("prompt")))
            .put("state", state(phase))
            .put("generateTime", DATE.format(task.createdAt()))
            .put("failCode", 0)
            .put("failMsg", "")
            .put("expireFlag", 0);
    if (phase == Phase.DONE) {
      String url = Results.urls(task).get(0);
      data.put("videoInfo", new JsonObject().put("taskId", task.id()).put("videoUrl", url));
    } else if (phase == Phase.FAILED) {
      data.put("failCode", Integer.parseInt(task.failCode()))
          .put("failMsg", Wishes.message(task.failCode()));
    }
    return data;
  }

  private static String state(Phase phase) {
    return switch (phase) {
      case WAITING -> "queueing";
      case WORKING -> "generating";
      case DONE -> "success";
      case FAILED -> "fail";
    };
  }

  @Override
  public JsonObject callback(Task task, boolean isDone) {
    JsonObject data =
        new JsonObject()
            .put("task_id", task.id())
            .put("video_id", isDone ? task.id() : "")
            .put("video_url", isDone ? Results.urls(task).get(0) : "");
    return isDone
        ? Answers.envelope(200, "All generated successfully.", data)
        : Answers.envelope(500, Wishes.message(task.failCode()), data);
  }

  @Override
  public JsonObject unknown() {
    return Answers.envelope(422, "The record does not exist", null);
  }
}
