package trt.kie;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import trt.kie.TaskRecord.Echo;

/** Reads the fields that all of KIE's records share, in all their spellings. */
final class Fields {
  private Fields() {}

  /** A text, whatever type it came as; empty when absent. */
  static String text(JsonObject data, String name) {
    Object value = data.getValue(name);
    return value == null ? "" : value.toString();
  }

  /** An object that may come as JSON inside a string, as null or as an empty string. */
  static JsonObject nested(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    return value instanceof String text && !text.isBlank()
        ? new JsonObject(text)
        : new JsonObject();
  }

  /** Links from a list, a single link, or a list inside a string. */
  static List<Output> outputs(@Nullable Object value) {
    if (value instanceof JsonArray list) {
      return list.stream()
          .map(item -> item instanceof JsonObject o ? text(o, "resultUrl") : String.valueOf(item))
          .filter(url -> url.startsWith("http"))
          .map(Output::of)
          .toList();
    }
    if (value instanceof String text && text.startsWith("[")) {
      return outputs(new JsonArray(text));
    }
    return value instanceof String url && url.startsWith("http")
        ? List.of(Output.of(url))
        : List.of();
  }

  static TaskRecord failed(JsonObject data, String code, String message, Echo echo) {
    String number = text(data, code);
    String words = text(data, message);
    return new TaskRecord.Failed(Meaning.ofTask(number, words), number, words, echo);
  }

  /** What the record repeats of the request; nothing when that part cannot be read. */
  static Echo echo(JsonObject data) {
    Optional<BigDecimal> credits =
        data.getValue("creditsConsumed") instanceof Number n
            ? Optional.of(new BigDecimal(n.toString()))
            : Optional.empty();
    return new Echo(callBackUrl(data), credits);
  }

  private static Optional<String> callBackUrl(JsonObject data) {
    for (String name : List.of("param", "paramJson")) {
      try {
        String url = text(nested(data.getValue(name)), "callBackUrl");
        if (!url.isEmpty()) {
          return Optional.of(url);
        }
      } catch (DecodeException e) {
        // a cut-off echo only costs us the echo
        return Optional.empty();
      }
    }
    String plain = text(data, "callbackUrl");
    return plain.isEmpty() ? Optional.empty() : Optional.of(plain);
  }
}
