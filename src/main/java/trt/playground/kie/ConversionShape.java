package trt.playground.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import trt.playground.kie.Task.Phase;

/** Suno's conversions: a {@code successFlag} in words, for notes and covers a number. */
final class ConversionShape implements Shape {
  private final String api;

  ConversionShape(String api) {
    this.api = api;
  }

  @Override
  public JsonObject record(Task task, Phase phase) {
    JsonObject data =
        new JsonObject()
            .put("taskId", task.id())
            .put("musicId", task.body().getString("audioId", ""))
            .put("callbackUrl", task.callBackUrl())
            .put("createTime", task.createdAt().toString())
            .putNull("completeTime")
            .putNull("response")
            .put("successFlag", flag(phase))
            .putNull("errorCode")
            .putNull("errorMessage");
    if (phase == Phase.DONE) {
      data.put("completeTime", task.endAt().toString());
      fill(task, data);
    } else if (phase == Phase.FAILED) {
      data.put("errorCode", Integer.parseInt(task.failCode()))
          .put("errorMessage", Wishes.message(task.failCode()));
    }
    return data;
  }

  private Object flag(Phase phase) {
    boolean isNumber = api.equals("suno/midi");
    return switch (phase) {
      case WAITING, WORKING -> isNumber ? 0 : "PENDING";
      case DONE -> isNumber ? 1 : "SUCCESS";
      case FAILED -> isNumber ? 3 : "GENERATE_AUDIO_FAILED";
    };
  }

  private void fill(Task task, JsonObject data) {
    if (api.equals("suno/midi")) {
      data.put("midiData", notes());
      return;
    }
    List<String> urls = Results.urls(task);
    JsonObject response = new JsonObject();
    switch (api) {
      case "suno/wav" -> response.put("audioWavUrl", urls.get(0));
      case "suno/mp4" -> response.put("videoUrl", urls.get(0));
      default -> response.put("vocalUrl", urls.get(0)).put("instrumentalUrl", urls.get(1));
    }
    data.put("response", response);
  }

  private static JsonObject notes() {
    JsonObject note =
        new JsonObject().put("pitch", 60).put("start", "0.5").put("end", 1.0).put("velocity", 1);
    JsonObject piano =
        new JsonObject().put("name", "Piano").put("notes", new JsonArray().add(note));
    return new JsonObject().put("state", "complete").put("instruments", new JsonArray().add(piano));
  }

  @Override
  public JsonObject callback(Task task, boolean isDone) {
    JsonObject data = new JsonObject().put("task_id", task.id());
    return isDone
        ? Answers.envelope(200, "success", data)
        : Answers.envelope(500, Wishes.message(task.failCode()), data);
  }

  @Override
  public JsonObject unknown() {
    return Answers.envelope(200, "success", null);
  }
}
