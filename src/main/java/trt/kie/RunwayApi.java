package trt.kie;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import trt.kie.TaskRecord.Echo;

/** Runway: states in words, spelled otherwise than the Market's; links expire by a flag. */
final class RunwayApi extends FlatApi {
  RunwayApi(String submit) {
    super(submit, "/runway/record-detail");
  }

  @Override
  public TaskRecord read(JsonObject data) {
    Echo echo = Fields.echo(data);
    String state = Fields.text(data, "state");
    return switch (state) {
      case "wait", "waiting", "queueing", "queuing" -> new TaskRecord.Waiting(echo);
      case "generating" -> new TaskRecord.Running(OptionalDouble.empty(), echo);
      case "success" -> video(data, echo);
      case "fail" -> Fields.failed(data, "failCode", "failMsg", echo);
      default -> new TaskRecord.Unreadable("unknown state " + state, echo);
    };
  }

  private static TaskRecord video(JsonObject data, Echo echo) {
    if ("1".equals(Fields.text(data, "expireFlag"))) {
      return new TaskRecord.Failed(FailureKind.INTERNAL, "expired", "the video is gone", echo);
    }
    List<Output> video =
        Fields.outputs(Fields.nested(data.getValue("videoInfo")).getValue("videoUrl"));
    return video.isEmpty()
        ? new TaskRecord.Unreadable("success without a result", echo)
        : new TaskRecord.Succeeded(video, Optional.empty(), echo);
  }
}
