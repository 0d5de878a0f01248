package trt.telegram;

import java.time.Duration;

/**
 * What Telegram said to a call. That it said nothing is a failed future: {@link
 * TelegramUnavailable}.
 */
public sealed interface Reply {
  /**
   * The call took effect.
   *
   * @param result as decoded from JSON: JsonObject, JsonArray, Boolean, String or Number
   */
  record Done(Object result) implements Reply {}

  /**
   * The call did not take effect, and repeating it unchanged will not help.
   *
   * @param code Telegram's error_code
   * @param description Telegram's words without a token: for the log, never for a decision, they
   *     change
   * @param kind what to do about it
   * @param migratedTo id of the supergroup the chat became when {@code kind} is MIGRATED, else 0
   */
  record Refused(int code, String description, RefusalKind kind, long migratedTo)
      implements Reply {}

  /**
   * The call did not take effect: too many. Every other call of the bot should wait, too.
   *
   * @param retryAfter at least one second
   */
  record Throttled(Duration retryAfter) implements Reply {}
}
