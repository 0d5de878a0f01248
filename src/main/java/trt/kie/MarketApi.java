package trt.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import trt.domain.catalog.Model;
import trt.kie.TaskRecord.Echo;

/** {@code /api/v1/jobs}: most models, one shape. Results come as JSON inside a string. */
final class MarketApi implements KieApi {
  @Override
  public String submitPath(JsonObject body) {
    return "/api/v1/jobs/createTask";
  }

  @Override
  public JsonObject body(Model model, JsonObject inputs, String callBackUrl) {
    return new JsonObject()
        .put("model", model.id())
        .put("callBackUrl", callBackUrl)
        .put("input", inputs);
  }

  @Override
  public String recordPath(String taskId) {
    return "/api/v1/jobs/recordInfo?taskId=" + Paths.encode(taskId);
  }

  @Override
  public TaskRecord read(JsonObject data) {
    Echo echo = Fields.echo(data);
    String state = Fields.text(data, "state");
    return switch (state) {
      case "waiting", "queuing", "wait", "queueing" -> new TaskRecord.Waiting(echo);
      case "generating" -> new TaskRecord.Running(progress(data), echo);
      case "success" -> result(data, echo);
      case "fail" -> Fields.failed(data, "failCode", "failMsg", echo);
      default -> new TaskRecord.Unreadable("unknown state " + state, echo);
    };
  }

  private static OptionalDouble progress(JsonObject data) {
    return data.getValue("progress") instanceof Number percent
        ? OptionalDouble.of(percent.doubleValue() / 100)
        : OptionalDouble.empty();
  }

  private static TaskRecord result(JsonObject data, Echo echo) {
    JsonObject result = Fields.nested(data.getValue("resultJson"));
    List<Output> outputs = new ArrayList<>(Fields.outputs(result.getValue("resultUrls")));
    Optional<String> text =
        Optional.ofNullable(result.getValue("resultObject")).map(MarketApi::text);
    if (outputs.isEmpty() && text.isEmpty()) {
      return new TaskRecord.Unreadable("success without a result", echo);
    }
    return new TaskRecord.Succeeded(outputs, text, echo);
  }

  /** A transcript or lyrics where there is one, else the data itself. */
  private static String text(Object result) {
    if (result instanceof JsonObject object) {
      Object text = object.getValue("text", object.getValue("content"));
      return text instanceof String words ? words : object.encodePrettily();
    }
    return result instanceof JsonArray array ? array.encodePrettily() : result.toString();
  }
}
