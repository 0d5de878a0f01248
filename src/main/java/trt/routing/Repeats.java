package trt.routing;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import trt.domain.dialogue.Input;

/**
 * The same button pressed again at once. An edited menu looks the same after the second press; what
 * makes a new message, such as an invoice or a file, is made once.
 */
final class Repeats {
  private static final Set<String> MAKING_MESSAGES = Set.of("pay", "file");
  private static final String KEY = "pressed";
  private static final String AT = "pressedAt";

  private final Duration within;

  Repeats(Duration within) {
    this.within = within;
  }

  /** Whether exactly this was pressed a moment ago and nothing else has happened since. */
  boolean isOne(Optional<JsonObject> session, Received received, Instant now) {
    Optional<String> key = key(received);
    return session
        .filter(state -> key.filter(k -> k.equals(state.getString(KEY))).isPresent())
        .filter(state -> now.toEpochMilli() - state.getLong(AT, 0L) < within.toMillis())
        .isPresent();
  }

  /** The session with a note of the press. */
  JsonObject noted(JsonObject state, Received received, Instant now) {
    key(received).ifPresent(key -> state.put(KEY, key).put(AT, now.toEpochMilli()));
    return state;
  }

  private static Optional<String> key(Received received) {
    return received.input() instanceof Input.Press press
            && (press.onMedia() || MAKING_MESSAGES.contains(press.action().verb()))
        ? Optional.of(press.messageId() + ":" + press.action().encode())
        : Optional.empty();
  }
}
