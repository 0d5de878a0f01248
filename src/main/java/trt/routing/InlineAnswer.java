package trt.routing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import trt.domain.dialogue.Excerpt;
import trt.domain.dialogue.Phrase;
import trt.postgres.GuestStore;
import trt.text.ScreenRenderer;

/**
 * A person's own results as Telegram shows them while the bot's name is typed in any chat: files it
 * has already, so that nothing is uploaded.
 */
final class InlineAnswer {
  /** Most results of one answer (Bot API, answerInlineQuery). */
  private static final int MOST = 50;

  private static final int TITLE = 60;

  private final ScreenRenderer renderer;
  private final Duration cache;

  /**
   * @param cache how long Telegram may show the same answer to the same person
   */
  InlineAnswer(ScreenRenderer renderer, Duration cache) {
    this.renderer = renderer;
    this.cache = cache;
  }

  /**
   * Parameters of answerInlineQuery.
   *
   * @param made newest first
   * @param page so many were asked for: as many mean that there may be more
   */
  JsonObject params(String queryId, String lang, List<GuestStore.Made> made, int page) {
    JsonArray results = new JsonArray();
    long last = 0;
    int shown = 0;
    for (GuestStore.Made one : made) {
      if (results.size() + one.files().size() > MOST) {
        break;
      }
      for (int i = 0; i < one.files().size(); i++) {
        result(lang, one, i).ifPresent(results::add);
      }
      last = one.job();
      shown++;
    }
    boolean more = shown > 0 && (shown < made.size() || made.size() == page);
    return new JsonObject()
        .put("inline_query_id", queryId)
        .put("results", results)
        .put("cache_time", cache.toSeconds())
        .put("is_personal", true)
        .put("next_offset", more ? Long.toString(last) : "")
        .put(
            "button",
            new JsonObject()
                .put("text", renderer.line(lang, Phrase.of("inline.start"), TITLE))
                .put("start_parameter", "menu"));
  }

  private Optional<JsonObject> result(String lang, GuestStore.Made made, int at) {
    GuestStore.Cached file = made.files().get(at);
    String title =
        made.prompt().isBlank()
            ? renderer.line(lang, Phrase.of("inline.untitled"), TITLE)
            : Excerpt.of(made.prompt(), TITLE);
    JsonObject result = new JsonObject().put("id", made.job() + ":" + at);
    Optional<JsonObject> cached =
        switch (file.kind()) {
          case "photo" -> Optional.of(result.put("type", "photo").put("title", title));
          case "animation" -> Optional.of(result.put("type", "mpeg4_gif").put("title", title));
          case "video", "document", "voice" ->
              Optional.of(result.put("type", file.kind()).put("title", title));
          case "audio" -> Optional.of(result.put("type", "audio"));
          default -> Optional.empty();
        };
    return cached.map(
        one -> {
          one.put(
              (file.kind().equals("animation") ? "mpeg4" : file.kind()) + "_file_id",
              file.fileId());
          return made.prompt().isBlank() ? one : one.put("caption", Excerpt.of(made.prompt()));
        });
  }
}
