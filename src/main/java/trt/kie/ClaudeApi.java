package trt.kie;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import trt.domain.catalog.Model;
import trt.kie.Answer.Envelope;
import trt.kie.TaskRecord.Echo;

/**
 * {@code /claude/v1/messages}: the answer is the result, and there is no task to look up. Failures
 * come in the usual envelope, successes without one.
 */
final class ClaudeApi implements KieApi {
  /** Enough for a description; with the longest one to work on it stays under the price. */
  private static final int MOST_TOKENS = 900;

  @Override
  public String submitPath(JsonObject body) {
    return "/claude/v1/messages";
  }

  @Override
  public JsonObject body(Model model, JsonObject inputs, String callBackUrl) {
    JsonObject message =
        new JsonObject().put("role", "user").put("content", Wording.request(inputs));
    return new JsonObject()
        .put("model", model.id())
        .put("max_tokens", MOST_TOKENS)
        .put("stream", false)
        .put("messages", new JsonArray().add(message));
  }

  @Override
  public Optional<String> taskId(Envelope envelope, JsonObject body) {
    return Optional.empty();
  }

  @Override
  public String recordPath(String taskId) {
    throw new IllegalStateException("an answer that was lost cannot be asked for again");
  }

  @Override
  public TaskRecord read(JsonObject data) {
    throw new IllegalStateException("there are no records");
  }

  /** What was made, if the answer is one of success. */
  Optional<Submission.Made> made(Answer answer) {
    try {
      JsonObject json = answer.body().toJsonObject();
      String text = text(json.getJsonArray("content", new JsonArray()));
      String id = json.getString("id", "");
      return text.isBlank() || id.isBlank()
          ? Optional.empty()
          : Optional.of(
              new Submission.Made(
                  id,
                  new TaskRecord.Succeeded(
                      List.of(), Optional.of(Wording.answer(text)), echo(json))));
    } catch (DecodeException | ClassCastException notOne) {
      return Optional.empty();
    }
  }

  private static Echo echo(JsonObject json) {
    return new Echo(
        Optional.empty(),
        Optional.ofNullable(json.getValue("credits_consumed"))
            .filter(Number.class::isInstance)
            .map(credits -> new BigDecimal(credits.toString())));
  }

  private static String text(JsonArray content) {
    StringBuilder text = new StringBuilder();
    for (Object part : content) {
      if (part instanceof JsonObject piece && "text".equals(piece.getString("type"))) {
        text.append(piece.getString("text", ""));
      }
    }
    return text.toString();
  }
}
