package trt.playground.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import trt.playground.kie.Task.Phase;

/** The Market: results and request come as JSON inside strings, the inputs even twice. */
final class MarketShape implements Shape {
  @Override
  public JsonObject record(Task task, Phase phase) {
    boolean isOver = phase == Phase.DONE || phase == Phase.FAILED;
    JsonObject data =
        new JsonObject()
            .put("taskId", task.id())
            .put("model", task.model())
            .put("state", state(phase))
            .put("param", param(task))
            .put("resultJson", phase == Phase.DONE ? result(task) : "")
            .putNull("failCode")
            .putNull("failMsg")
            .putNull("costTime")
            .putNull("completeTime")
            .put("createTime", task.createdAt().toEpochMilli())
            .put("creditsConsumed", phase == Phase.FAILED ? 0.0 : task.credits());
    if (isOver) {
      data.put("costTime", Duration.between(task.createdAt(), task.endAt()).toSeconds())
          .put("completeTime", task.endAt().toEpochMilli());
    }
    if (phase == Phase.FAILED) {
      data.put("failCode", task.failCode()).put("failMsg", Wishes.message(task.failCode()));
    }
    return data;
  }

  private static String state(Phase phase) {
    return switch (phase) {
      case WAITING -> "waiting";
      case WORKING -> "generating";
      case DONE -> "success";
      case FAILED -> "fail";
    };
  }

  private static String param(Task task) {
    JsonObject param =
        new JsonObject().put("input", task.input().encode()).put("model", task.model());
    if (!task.callBackUrl().isEmpty()) {
      param.put("callBackUrl", task.callBackUrl());
    }
    return param.encode();
  }

  private static String result(Task task) {
    return Results.text(task)
        .map(text -> new JsonObject().put("resultObject", new JsonObject().put("text", text)))
        .orElseGet(() -> new JsonObject().put("resultUrls", new JsonArray(Results.urls(task))))
        .encode();
  }

  @Override
  public JsonObject callback(Task task, boolean isDone) {
    JsonObject data = record(task, isDone ? Phase.DONE : Phase.FAILED);
    if (!isDone) {
      data.putNull("resultJson");
    }
    return isDone
        ? Answers.envelope(200, "Playground task completed successfully.", data)
        : Answers.envelope(501, "Playground task failed.", data);
  }

  @Override
  public JsonObject unknown() {
    return Answers.envelope(422, "recordInfo is null", null);
  }
}
