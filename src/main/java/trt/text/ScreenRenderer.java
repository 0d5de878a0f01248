package trt.text;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;

/** Turns screens into the parameters of Bot API methods. */
public final class ScreenRenderer {
  /** Longest caption of a media message (Bot API, sendPhoto), in characters after entities. */
  public static final int MAX_CAPTION = 1024;

  private final Texts texts;

  /** A renderer over the bundles. */
  public ScreenRenderer(Texts texts) {
    this.texts = texts;
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
        line.add(
            new JsonObject()
                .put("text", texts.plain(language, button.label()))
                .put("callback_data", button.action().encode()));
      }
      lines.add(line);
    }
    return new JsonObject().put("inline_keyboard", lines);
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
