package trt.kie;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalDouble;
import trt.domain.catalog.Model;
import trt.kie.Answer.Envelope;
import trt.kie.TaskRecord.Echo;

/**
 * Veo in 1080p: one GET both orders and looks up, and there is neither a task id nor a callback.
 * Until it is ready KIE answers with another code than 200. Our task id is the video's own with the
 * mark of the job that ordered it, so that two orders stay two tasks.
 */
final class VeoFullHdApi implements KieApi {
  private static final String SEPARATOR = "~";

  @Override
  public HttpMethod submitMethod() {
    return HttpMethod.GET;
  }

  @Override
  public String submitPath(JsonObject body) {
    return path(body.getString("taskId"));
  }

  @Override
  public JsonObject body(Model model, JsonObject inputs, String callBackUrl) {
    String mark = callBackUrl.substring(callBackUrl.lastIndexOf('/') + 1);
    return inputs.copy().put("mark", mark);
  }

  @Override
  public Optional<String> taskId(Envelope envelope, JsonObject body) {
    return Optional.of(body.getString("taskId") + SEPARATOR + body.getString("mark"));
  }

  /** Whether an answer that is not 200 still means that the order was taken. */
  static boolean isInTheMaking(Envelope envelope) {
    return envelope.message().contains("processing") || envelope.message().contains("ready in");
  }

  @Override
  public String recordPath(String taskId) {
    return path(taskId.substring(0, taskId.lastIndexOf(SEPARATOR)));
  }

  @Override
  public TaskRecord read(JsonObject data) {
    var outputs = Fields.outputs(data.getValue("resultUrl"));
    return outputs.isEmpty()
        ? new TaskRecord.Running(OptionalDouble.empty(), Echo.NONE)
        : new TaskRecord.Succeeded(outputs, Optional.empty(), Echo.NONE);
  }

  @Override
  public Optional<TaskRecord> readRefusal(Envelope envelope) {
    if (isInTheMaking(envelope)) {
      return Optional.of(new TaskRecord.Running(OptionalDouble.empty(), Echo.NONE));
    }
    String code = Integer.toString(envelope.code());
    return Optional.of(
        new TaskRecord.Failed(
            Meaning.ofTask(code, envelope.message()), code, envelope.message(), Echo.NONE));
  }

  private static String path(String videoTask) {
    return "/api/v1/veo/get-1080p-video?index=0&taskId=" + Paths.encode(videoTask);
  }
}
