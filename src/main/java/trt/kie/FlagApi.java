package trt.kie;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import trt.kie.TaskRecord.Echo;

/**
 * Records with a {@code successFlag}: 0 at work, 1 done, 2 and 3 failed, 4 (Luma) done although
 * their callback failed; some groups send words instead. Veo, Aleph, GPT-4o, Flux Kontext,
 * Midjourney, Luma, and Suno's conversions.
 */
class FlagApi extends FlatApi {
  private final List<String> results;

  /**
   * @param results dotted paths of the members that hold the links, all of them taken
   */
  FlagApi(String submit, String record, String... results) {
    super(submit, record);
    this.results = List.of(results);
  }

  @Override
  public TaskRecord read(JsonObject data) {
    Echo echo = Fields.echo(data);
    String flag = Fields.text(data, "successFlag");
    return switch (flag) {
      case "0", "PENDING", "GENERATING" -> atWork(data, echo);
      case "1", "4", "SUCCESS", "CALLBACK_EXCEPTION" -> done(data, echo);
      case "2", "3" -> Fields.failed(data, "errorCode", "errorMessage", echo);
      default ->
          flag.endsWith("_FAILED")
              ? Fields.failed(data, "errorCode", "errorMessage", echo)
              : new TaskRecord.Unreadable("unknown successFlag " + flag, echo);
    };
  }

  /** Aleph has been documented to leave the flag at 0 after a failure, with an error code set. */
  private static TaskRecord atWork(JsonObject data, Echo echo) {
    String error = Fields.text(data, "errorCode");
    if (!error.isEmpty() && !error.equals("0") && !error.equals("200")) {
      return Fields.failed(data, "errorCode", "errorMessage", echo);
    }
    String progress = Fields.text(data, "progress");
    return new TaskRecord.Running(
        progress.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(progress)),
        echo);
  }

  private TaskRecord done(JsonObject data, Echo echo) {
    List<Output> outputs = outputs(data);
    Optional<String> text = resultText(data);
    return outputs.isEmpty() && text.isEmpty()
        ? new TaskRecord.Unreadable("success without a result", echo)
        : new TaskRecord.Succeeded(outputs, text, echo);
  }

  List<Output> outputs(JsonObject data) {
    return results.stream().flatMap(path -> Fields.outputs(at(data, path)).stream()).toList();
  }

  Optional<String> resultText(JsonObject data) {
    return Optional.empty();
  }

  private static @Nullable Object at(JsonObject data, String path) {
    int dot = path.indexOf('.');
    return dot < 0
        ? data.getValue(path)
        : at(Fields.nested(data.getValue(path.substring(0, dot))), path.substring(dot + 1));
  }
}
