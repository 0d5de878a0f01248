package trt.playground.telegram.method;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import trt.playground.telegram.state.BotProfile;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.MethodHandler;

/** What the bot says about itself: getMe, commands, name and descriptions. */
final class ProfileMethods {
  private static final int COMMANDS = 100;

  private final BotProfile bot;

  ProfileMethods(BotProfile bot) {
    this.bot = bot;
  }

  Map<String, MethodHandler> methods() {
    Map<String, MethodHandler> methods = new HashMap<>();
    methods.put("getMe", call -> Future.succeededFuture(me()));
    methods.put("setMyCommands", this::setCommands);
    methods.put("getMyCommands", this::getCommands);
    methods.put("deleteMyCommands", this::deleteCommands);
    text(methods, "Name", "name", 64);
    text(methods, "Description", "description", 512);
    text(methods, "ShortDescription", "short_description", 120);
    methods.put("setChatMenuButton", call -> Future.succeededFuture(true));
    methods.put(
        "getChatMenuButton",
        call -> Future.succeededFuture(new JsonObject().put("type", "commands")));
    methods.put("logOut", call -> Future.succeededFuture(true));
    methods.put("close", call -> Future.succeededFuture(true));
    return methods;
  }

  private JsonObject me() {
    return bot.user()
        .put("can_join_groups", true)
        .put("can_read_all_group_messages", false)
        .put("supports_inline_queries", true)
        .put("can_connect_to_business", false)
        .put("has_main_web_app", false);
  }

  private Future<?> setCommands(ApiCall call) {
    JsonArray commands = call.array("commands");
    if (commands.size() > COMMANDS) {
      throw ApiError.badRequest("BOT_COMMANDS_TOO_MUCH");
    }
    for (Object item : commands) {
      JsonObject command = (JsonObject) item;
      if (!command.getString("command").matches("/?[a-z0-9_]{1,32}")) {
        throw ApiError.badRequest("BOT_COMMAND_INVALID");
      }
      String description = command.getString("description");
      if (description.isBlank() || description.length() > 256) {
        throw ApiError.badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
      }
    }
    bot.setCommands(scope(call), call.text("language_code"), commands);
    return Future.succeededFuture(true);
  }

  private Future<?> getCommands(ApiCall call) {
    return Future.succeededFuture(bot.commands(scope(call), call.text("language_code")));
  }

  private Future<?> deleteCommands(ApiCall call) {
    bot.setCommands(scope(call), call.text("language_code"), new JsonArray());
    return Future.succeededFuture(true);
  }

  private void text(Map<String, MethodHandler> methods, String title, String name, int limit) {
    methods.put(
        "setMy" + title,
        call -> {
          if (call.text(name).length() > limit) {
            throw ApiError.badRequest(
                "BOT_" + name.toUpperCase(java.util.Locale.ROOT) + "_INVALID");
          }
          bot.setText(name, call.text("language_code"), call.text(name));
          return Future.succeededFuture(true);
        });
    methods.put(
        "getMy" + title,
        call -> {
          String usual = name.equals("name") ? bot.user().getString("first_name") : "";
          return Future.succeededFuture(
              new JsonObject().put(name, bot.text(name, call.text("language_code"), usual)));
        });
  }

  private static String scope(ApiCall call) {
    JsonObject scope =
        call.object("scope").orElseGet(() -> new JsonObject().put("type", "default"));
    String type = scope.getString("type");
    return scope.containsKey("chat_id") ? type + ":" + scope.getValue("chat_id") : type;
  }
}
