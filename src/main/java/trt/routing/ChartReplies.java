package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import trt.chart.BarChart;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Screen;
import trt.text.ScreenRenderer;

/**
 * Numbers as a picture. It is drawn on a worker and written into the outbox as it is, so that what
 * is sent again is the same picture.
 */
final class ChartReplies {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM", Locale.ROOT);
  private static final int LONGEST_TITLE = 60;
  private static final int LONGEST_PEAK = 12;

  private final ScreenRenderer renderer;

  ChartReplies(ScreenRenderer renderer) {
    this.renderer = renderer;
  }

  Future<Void> send(long chatId, String lang, Reply.Chart chart, Replies replies) {
    List<BarChart.Panel> panels =
        chart.rows().stream()
            .map(
                row ->
                    new BarChart.Panel(
                        renderer.line(lang, row.title(), LONGEST_TITLE),
                        renderer.line(lang, row.peak(), LONGEST_PEAK),
                        row.values()))
            .toList();
    List<String> days = chart.days().stream().map(DAY::format).toList();
    return Objects.requireNonNull(Vertx.currentContext(), "no event loop")
        .executeBlocking(() -> BarChart.png(panels, days), false)
        .map(
            png -> {
              replies.add("sendPhoto", photo(chatId, lang, chart, png));
              return null;
            });
  }

  private JsonObject photo(long chatId, String lang, Reply.Chart chart, byte[] png) {
    JsonObject file =
        new JsonObject()
            .put("name", "f0")
            .put("url", "data:;base64," + Base64.getEncoder().encodeToString(png))
            .put("fileName", "statistics.png")
            .put("mediaType", "image/png");
    return new JsonObject()
        .put(
            "params",
            new JsonObject()
                .put("chat_id", chatId)
                .put("photo", "attach://f0")
                .put("caption", renderer.caption(lang, chart.caption()))
                .put("parse_mode", "HTML"))
        .put("files", new JsonArray().add(file))
        .put(
            "fallback",
            new JsonObject()
                .put("method", "sendMessage")
                .put("params", message(chatId, lang, chart.failed())));
  }

  private JsonObject message(long chatId, String lang, Phrase phrase) {
    JsonObject params = renderer.message(lang, new Screen(phrase, List.of()));
    params.remove("reply_markup");
    return params.put("chat_id", chatId);
  }
}
