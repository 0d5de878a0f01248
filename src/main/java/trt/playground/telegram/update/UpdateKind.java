package trt.playground.telegram.update;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of update: which queue it waits in and how long it is worth delivering.
 *
 * <p>Numbers from Client.cpp of the open Bot API server: messages of a chat share the queue named
 * by the chat's id; the others have queues of their own at a multiple of 2^33 from the id of the
 * user or chat. So a pressed button and a message of one user may arrive in any order.
 */
enum UpdateKind {
  MESSAGE(0, Lane.CHAT, Duration.ofDays(1)),
  EDITED_MESSAGE(0, Lane.CHAT, Duration.ofDays(1)),
  CHANNEL_POST(0, Lane.CHAT, Duration.ofDays(1)),
  EDITED_CHANNEL_POST(0, Lane.CHAT, Duration.ofDays(1)),
  INLINE_QUERY(1, Lane.USER, Duration.ofSeconds(30)),
  CHOSEN_INLINE_RESULT(2, Lane.USER, Duration.ofMinutes(10)),
  CALLBACK_QUERY(3, Lane.USER, Duration.ofSeconds(150)),
  SHIPPING_QUERY(4, Lane.USER, Duration.ofSeconds(150)),
  PRE_CHECKOUT_QUERY(4, Lane.USER, Duration.ofSeconds(150)),
  MY_CHAT_MEMBER(5, Lane.CHAT, Duration.ofDays(1)),
  CHAT_MEMBER(6, Lane.USER, Duration.ofDays(1)),
  CHAT_JOIN_REQUEST(6, Lane.USER, Duration.ofDays(1)),
  CHAT_BOOST(7, Lane.CHAT, Duration.ofDays(1)),
  REMOVED_CHAT_BOOST(7, Lane.CHAT, Duration.ofDays(1)),
  MESSAGE_REACTION(8, Lane.CHAT, Duration.ofDays(1)),
  MESSAGE_REACTION_COUNT(9, Lane.CHAT, Duration.ofDays(1)),
  BUSINESS_CONNECTION(10, Lane.USER, Duration.ofDays(1)),
  BUSINESS_MESSAGE(11, Lane.CHAT, Duration.ofDays(1)),
  PURCHASED_PAID_MEDIA(12, Lane.USER, Duration.ofDays(1)),
  /** Polls, and kinds newer than this list. */
  OTHER(14, Lane.USER, Duration.ofDays(1));

  private enum Lane {
    CHAT,
    USER
  }

  private final long queue;
  private final Lane lane;
  private final Duration lifetime;

  UpdateKind(int queue, Lane lane, Duration lifetime) {
    this.queue = (long) queue << 33;
    this.lane = lane;
    this.lifetime = lifetime;
  }

  static UpdateKind of(String name) {
    for (UpdateKind kind : values()) {
      if (kind.name().equals(name.toUpperCase(Locale.ROOT))) {
        return kind;
      }
    }
    return OTHER;
  }

  /** True for the three kinds a bot gets only if it asks for them by name. */
  boolean isOptional() {
    return this == CHAT_MEMBER || this == MESSAGE_REACTION || this == MESSAGE_REACTION_COUNT;
  }

  Duration lifetime() {
    return lifetime;
  }

  /** The queue in which only the first update is ever on its way. */
  long laneOf(JsonObject payload) {
    Optional<Long> chat =
        id(payload, "chat").or(() -> child(payload, "message").flatMap(m -> id(m, "chat")));
    Optional<Long> user = id(payload, "from").or(() -> id(payload, "user"));
    return queue + (lane == Lane.CHAT ? chat.or(() -> user) : user.or(() -> chat)).orElse(0L);
  }

  private static Optional<Long> id(JsonObject payload, String name) {
    return child(payload, name)
        .map(c -> c.getValue("id"))
        .filter(Number.class::isInstance)
        .map(n -> ((Number) n).longValue());
  }

  private static Optional<JsonObject> child(JsonObject payload, String name) {
    return payload.getValue(name) instanceof JsonObject c ? Optional.of(c) : Optional.empty();
  }
}
