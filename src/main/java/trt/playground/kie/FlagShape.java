package trt.playground.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import trt.playground.kie.Task.Phase;

/** Groups with a {@code successFlag} number: Veo, Aleph, GPT-4o, Flux Kontext, Midjourney, Luma. */
final class FlagShape implements Shape {
  private final String api;
  private final JsonObject unknown;

  FlagShape(String api, JsonObject unknown) {
    this.api = api;
    this.unknown = unknown;
  }

  @Override
  public JsonObject record(Task task, Phase phase) {
    JsonObject data =
        new JsonObject()
            .put("taskId", task.id())
            .put("paramJson", task.body().encode())
            .put("createTime", task.createdAt().toEpochMilli())
            .putNull("completeTime")
            .putNull("response")
            .put("successFlag", flag(phase))
            .putNull("errorCode")
            .putNull("errorMessage");
    switch (phase) {
      case DONE -> done(task, data);
      case FAILED ->
          data.put("completeTime", task.endAt().toEpochMilli())
              .put("errorCode", Integer.parseInt(task.failCode()))
              .put("errorMessage", Wishes.message(task.failCode()));
      default -> data.put("progress", "0.50");
    }
    return data;
  }

  private static int flag(Phase phase) {
    return switch (phase) {
      case WAITING, WORKING -> 0;
      case DONE -> 1;
      case FAILED -> 3;
    };
  }

  private void done(Task task, JsonObject data) {
    List<String> urls = Results.urls(task);
    data.put("completeTime", task.endAt().toEpochMilli());
    if (api.equals("midjourney")) {
      JsonArray results = new JsonArray();
      urls.forEach(url -> results.add(new JsonObject().put("resultUrl", url)));
      data.put("resultInfoJson", new JsonObject().put("resultUrls", results));
    } else {
      data.put("response", response(task, urls));
    }
  }

  private JsonObject response(Task task, List<String> urls) {
    JsonObject response = new JsonObject().put("taskId", task.id());
    return switch (api) {
      case "aleph" ->
          response.put("resultVideoUrl", urls.get(0)).put("resultImageUrl", urls.get(0) + ".png");
      case "flux-kontext" ->
          response.put("originImageUrl", urls.get(0)).put("resultImageUrl", urls.get(0));
      case "suno/cover-art" -> response.put("images", new JsonArray(urls));
      default -> response.put("resultUrls", new JsonArray(urls));
    };
  }

  @Override
  public JsonObject callback(Task task, boolean isDone) {
    JsonObject info = isDone ? response(task, Results.urls(task)) : null;
    JsonObject data = new JsonObject().put("taskId", task.id()).put("info", info);
    return isDone
        ? Answers.envelope(200, "success", data)
        : Answers.envelope(
            Integer.parseInt(task.failCode()), Wishes.message(task.failCode()), data);
  }

  @Override
  public JsonObject unknown() {
    return unknown.copy();
  }
}
