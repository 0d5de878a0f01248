package trt.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;

/** What is offered. Changes take effect while the bot runs. */
public record CatalogConfig(
    @Setting("Models on the menu, best picks first, comma separated.") String shown,
    @Setting("Models covered by the free generations of money.freePerDay, comma separated.")
        String free,
    @Setting(
            "Prices in KIE credits that replace those of the catalogue, per model: {\"z-image\":"
                + " [{\"per\": \"TASK\", \"credits\": 0.8}]}, written as in the catalogue's"
                + " files. An empty list closes a model.")
        JsonObject prices,
    @Setting(
            "Words and phrases that no order may contain, lists per language: {\"en\": [\"some"
                + " words\"]}. Whole words in any case; every list counts for everybody.")
        JsonObject refusedWords) {
  /** The ids of {@code shown}, in order. */
  public List<String> shownIds() {
    return ids(shown);
  }

  /** The ids of {@code free}. */
  public List<String> freeIds() {
    return ids(free);
  }

  /** All of {@code refusedWords}. */
  public List<String> refused() {
    return refusedWords.stream()
        .map(java.util.Map.Entry::getValue)
        .filter(JsonArray.class::isInstance)
        .flatMap(list -> ((JsonArray) list).stream())
        .map(Object::toString)
        .toList();
  }

  private static List<String> ids(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).filter(id -> !id.isEmpty()).toList();
  }
}
