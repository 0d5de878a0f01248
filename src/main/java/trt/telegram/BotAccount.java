package trt.telegram;

import io.vertx.core.json.JsonObject;

/** Whom the token belongs to. */
public record BotAccount(long id, String username, String firstName) {
  static BotAccount from(JsonObject user) {
    return new BotAccount(
        user.getLong("id", 0L), user.getString("username", ""), user.getString("first_name", ""));
  }
}
