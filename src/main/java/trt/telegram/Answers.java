package trt.telegram;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads Bot API answers: {@code {"ok":…,"result":…}} or {@code {"ok":false,"error_code":…}}. */
final class Answers {
  private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(3);
  private static final Pattern TOKEN = Pattern.compile("[0-9]{3,}(:|%3[aA])[A-Za-z0-9_-]{8,}");

  private Answers() {}

  /**
   * The reply in a response. Empty when this is no answer of the Bot API, or one that leaves open
   * whether the call took effect: a 5xx, a proxy's page, half a body.
   */
  static Optional<Reply> read(HttpClientResponse response, Buffer body) {
    Optional<JsonObject> json = json(body);
    int status = response.statusCode();
    if (status == 429) {
      return Optional.of(new Reply.Throttled(pause(response, json.orElseGet(JsonObject::new))));
    }
    if (status == 413) {
      return Optional.of(refused(413, "Request Entity Too Large", new JsonObject()));
    }
    return json.filter(answer -> status < 500).flatMap(Answers::read);
  }

  private static Optional<Reply> read(JsonObject answer) {
    if (!(answer.getValue("ok") instanceof Boolean ok)) {
      return Optional.empty();
    }
    Object result = answer.getValue("result");
    if (ok) {
      return Optional.ofNullable(result).map(Reply.Done::new);
    }
    if (!(answer.getValue("error_code") instanceof Integer code) || code >= 500) {
      return Optional.empty();
    }
    return Optional.of(
        refused(code, String.valueOf(answer.getValue("description")), parameters(answer)));
  }

  private static Reply refused(int code, String description, JsonObject parameters) {
    if (parameters.getValue("migrate_to_chat_id") instanceof Number chat) {
      return new Reply.Refused(code, tame(description), RefusalKind.MIGRATED, chat.longValue());
    }
    return new Reply.Refused(code, tame(description), RefusalKind.of(code, description), 0);
  }

  /** Servers between may repeat the address, and the token is part of it. */
  private static String tame(String description) {
    return TOKEN.matcher(description).replaceAll("***");
  }

  private static Duration pause(HttpClientResponse response, JsonObject answer) {
    if (parameters(answer).getValue("retry_after") instanceof Number seconds) {
      return atLeastASecond(seconds.longValue());
    }
    String header = response.getHeader("Retry-After");
    return header != null && header.matches("[0-9]{1,6}")
        ? atLeastASecond(Long.parseLong(header))
        : DEFAULT_PAUSE;
  }

  private static Duration atLeastASecond(long seconds) {
    return Duration.ofSeconds(Math.max(1, seconds));
  }

  private static JsonObject parameters(JsonObject answer) {
    return answer.getValue("parameters") instanceof JsonObject object ? object : new JsonObject();
  }

  private static Optional<JsonObject> json(Buffer body) {
    try {
      return Json.decodeValue(body) instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (DecodeException notJson) {
      return Optional.empty();
    }
  }
}
