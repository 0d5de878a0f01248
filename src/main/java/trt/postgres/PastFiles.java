package trt.postgres;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import trt.domain.dialogue.PastView;

/** The files of a result that Telegram still has. */
final class PastFiles {
  private static final int LONGEST_ENDING = 5;

  private final Seal seal;
  private final int feedId;

  PastFiles(Seal seal, int feedId) {
    this.seal = seal;
    this.feedId = feedId;
  }

  /**
   * One for each file that is there.
   *
   * @param stored what the database has of each, with its number among the outputs from 1
   * @param outputs of the result
   */
  List<PastView.Made> of(@Nullable JsonArray stored, @Nullable JsonArray outputs) {
    return stored == null || outputs == null
        ? List.of()
        : stored.stream()
            .map(JsonObject.class::cast)
            .map(file -> made(file, outputs.getJsonObject(file.getInteger("n") - 1)))
            .toList();
  }

  private PastView.Made made(JsonObject file, JsonObject output) {
    Number seconds = output.getNumber("seconds");
    String source = file.getString("source");
    String shown = file.getString("shown");
    return new PastView.Made(
        shown,
        open(file.getString("file"), source, shown),
        Optional.ofNullable(file.getString("original"))
            .map(original -> open(original, source, "document"))
            .orElse(""),
        ending(output.getString("url")),
        seconds == null
            ? Duration.ZERO
            : Duration.ofMillis(Math.round(seconds.doubleValue() * 1_000)));
  }

  private String open(String stored, String source, String kind) {
    return seal.open(stored, SentFileStore.place(feedId, source, kind));
  }

  private static String ending(String url) {
    String path = url.split("[?#]", 2)[0];
    String name = path.substring(path.lastIndexOf('/') + 1);
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return name.contains(".") && ending.length() <= LONGEST_ENDING ? ending : "";
  }
}
