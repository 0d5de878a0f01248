package trt.playground.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import trt.playground.kie.Task.Phase;

/** Suno's songs and lyrics: a status that climbs, two songs a task, each with an id of its own. */
final class SunoShape implements Shape {
  @Override
  public JsonObject record(Task task, Phase phase) {
    JsonObject data =
        new JsonObject()
            .put("taskId", task.id())
            .put("parentMusicId", task.body().getString("audioId", ""))
            .put("param", task.body().encode())
            .putNull("response")
            .put("status", status(task, phase))
            .put("type", "chirp")
            .put("operationType", "generate")
            .putNull("errorCode")
            .putNull("errorMessage");
    if (phase == Phase.DONE) {
      data.put("response", response(task));
    } else if (phase == Phase.FAILED && !task.failCode().equals("422")) {
      data.put("errorCode", Integer.parseInt(task.failCode()))
          .put("errorMessage", Wishes.message(task.failCode()));
    }
    return data;
  }

  private static String status(Task task, Phase phase) {
    boolean isLyrics = task.kind().equals("LYRICS");
    return switch (phase) {
      case WAITING -> "PENDING";
      case WORKING -> isLyrics ? "PENDING" : "TEXT_SUCCESS";
      case DONE -> "SUCCESS";
      case FAILED -> failure(task, isLyrics);
    };
  }

  private static String failure(Task task, boolean isLyrics) {
    if (task.failCode().equals("422")) {
      return "SENSITIVE_WORD_ERROR";
    }
    return isLyrics ? "GENERATE_LYRICS_FAILED" : "GENERATE_AUDIO_FAILED";
  }

  private static JsonObject response(Task task) {
    JsonObject response = new JsonObject().put("taskId", task.id());
    JsonArray entries = new JsonArray();
    if (task.kind().equals("LYRICS")) {
      String text = Results.text(task).orElseThrow();
      entries.add(
          new JsonObject().put("title", "Home").put("text", text).put("status", "complete"));
      return response.put("data", entries);
    }
    List<String> urls = Results.urls(task);
    for (String url : urls) {
      entries.add(song(task, url));
    }
    return response.put("sunoData", entries);
  }

  private static JsonObject song(Task task, String url) {
    return new JsonObject()
        .put("id", trackId(task, url))
        .put("audioUrl", url)
        .put("streamAudioUrl", url)
        .put("imageUrl", url.replace(".mp3", ".png"))
        .put("prompt", task.body().getString("prompt", ""))
        .put("modelName", task.body().getString("model", "V5"))
        .put("title", task.body().getString("title", "Playground"))
        .put("tags", task.body().getString("style", "pop"))
        .put("duration", 8.05);
  }

  /** Steady whatever address the file is served under. */
  private static String trackId(Task task, String url) {
    String name = task.id() + url.substring(url.lastIndexOf('-'));
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  @Override
  public JsonObject callback(Task task, boolean isDone) {
    JsonObject data = new JsonObject().put("task_id", task.id());
    if (!isDone) {
      return Answers.envelope(
          501, Wishes.message(task.failCode()), data.put("callbackType", "error").putNull("data"));
    }
    JsonObject response = response(task);
    return Answers.envelope(
        200,
        "All generated successfully.",
        data.put("callbackType", "complete")
            .put("data", response.getValue("sunoData", response.getValue("data"))));
  }

  @Override
  public JsonObject unknown() {
    return Answers.envelope(200, "success", null);
  }
}
