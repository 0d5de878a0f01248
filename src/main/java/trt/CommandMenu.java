package trt;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.dialogue.Phrase;
import trt.telegram.TelegramClient;
import trt.text.Texts;

/** The list of commands behind Telegram's menu button, in every language of the bot. */
final class CommandMenu {
  private static final Logger LOG = LoggerFactory.getLogger(CommandMenu.class);
  private static final List<String> COMMANDS =
      List.of(
          "start",
          "balance",
          "topup",
          "jobs",
          "help",
          "cancel",
          "language",
          "paysupport",
          "terms",
          "promo",
          "invite",
          "privacy",
          "export",
          "deletemydata");

  private CommandMenu() {}

  /** Tells Telegram. Idempotent; when it fails, the menu of before stays until the next start. */
  static void register(TelegramClient telegram, Texts texts) {
    List<Future<?>> calls = new ArrayList<>();
    calls.add(telegram.call("setMyCommands", commands(texts, Texts.LANGUAGES.get(0))));
    for (String language : Texts.LANGUAGES.subList(1, Texts.LANGUAGES.size())) {
      JsonObject theirs = commands(texts, language).put("language_code", language);
      calls.add(telegram.call("setMyCommands", theirs));
    }
    Future.all(calls)
        .onFailure(
            cause ->
                LOG.atWarn()
                    .addKeyValue("cause", cause.getMessage())
                    .log("The list of commands was not registered; the next start tries again"));
  }

  private static JsonObject commands(Texts texts, String language) {
    JsonArray commands = new JsonArray();
    for (String name : COMMANDS) {
      commands.add(
          new JsonObject()
              .put("command", name)
              .put("description", texts.plain(language, Phrase.of("command." + name))));
    }
    return new JsonObject().put("commands", commands);
  }
}
