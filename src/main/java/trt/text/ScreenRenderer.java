package trt.text;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.GroupManners;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;

/** Turns screens into the parameters of Bot API methods. */
public final class ScreenRenderer {
  /** Longest caption of a media message (Bot API, sendPhoto), in characters after entities. */
  public static final int MAX_CAPTION = 1024;

  private final Texts texts;
  private final Supplier<String> username;

  /** A renderer for a bot without a name: buttons that lead to its private chat are left out. */
  public ScreenRenderer(Texts texts) {
    this(texts, () -> "");
  }

  /**
   * A renderer over the bundles.
   *
   * @param username the bot's, without the at sign; empty while it is not known
   */
  public ScreenRenderer(Texts texts, Supplier<String> username) {
    this.texts = texts;
    this.username = username;
  }

  /** Parameters shared by sendMessage and editMessageText, without chat and message. */
  public JsonObject message(String language, Screen screen) {
    return new JsonObject()
        .put("text", texts.html(language, screen.text()))
        .put("parse_mode", "HTML")
        .put("link_preview_options", new JsonObject().put("is_disabled", true))
        .put("reply_markup", keyboard(language, screen.rows()));
  }

  /**
   * The inline keyboard; without rows it is empty, which removes the buttons of an edited message.
   */
  public JsonObject keyboard(String language, List<List<Button>> rows) {
    JsonArray lines = new JsonArray();
    for (List<Button> row : rows) {
      JsonArray line = new JsonArray();
      for (Button button : row) {
        button(language, button).ifPresent(line::add);
      }
      if (!line.isEmpty()) {
        lines.add(line);
      }
    }
    return new JsonObject().put("inline_keyboard", lines);
  }

  private Optional<JsonObject> button(String language, Button button) {
    JsonObject shown = new JsonObject().put("text", texts.plain(language, button.label()));
    if (!button.action().verb().equals(GroupManners.LINK)) {
      return Optional.of(shown.put("callback_data", button.action().encode()));
    }
    String name = username.get();
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(
            shown.put("url", "https://t.me/" + name + "?start=" + button.action().arg(0)));
  }

  /** A caption as HTML. */
  public String caption(String language, Phrase phrase) {
    return texts.html(language, phrase);
  }

  /** A notice without formatting, cut to the 200 characters answerCallbackQuery takes. */
  public String notice(String language, Phrase phrase) {
    return line(language, phrase, 200);
  }

  /** A text without formatting, cut to so many characters. */
  public String line(String language, Phrase phrase, int most) {
    String text = texts.plain(language, phrase);
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
