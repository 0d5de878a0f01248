package trt.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import trt.domain.catalog.Model;
import trt.domain.pricing.PriceRule;

/** Every published price stands in the catalogue under the same conditions, and no other does. */
class PublishedPricesTest {
  private static final CatalogFile FILE = CatalogFile.load();

  /** Priced otherwise than published; why. */
  private static final Map<String, String> OTHERWISE =
      Map.ofEntries(
          Map.entry("google/gemini-2-5-pro-tts", "billed by tokens, sold by characters"),
          Map.entry("google/gemini-3-1-flash-tts", "billed by tokens, sold by characters"),
          Map.entry("google/gemini-3-8-flash-tts", "billed by tokens, sold by characters"),
          Map.entry("google/gemini-3-8-flash-lite-tts", "billed by tokens, sold by characters"),
          Map.entry("grok-imagine-image-2-0/segment-map", "free at KIE: 0.4 credits keep it paid"),
          Map.entry("suno/midi", "free at KIE: 0.4 credits keep it paid"),
          Map.entry("suno/cover-art", "free at KIE: 0.4 credits keep it paid"),
          Map.entry("wan/2-2-a14b-image-to-video-turbo", "580p is published no more"),
          Map.entry("wan/2-2-a14b-text-to-video-turbo", "580p is published no more"),
          Map.entry("seedream/5-pro-layer-decomposition", "closed: the number of layers is open"),
          Map.entry("seedream/5-flash-layer-decomposition", "closed: the number of layers is open"),
          Map.entry("sora-2-pro-storyboard", "closed: withdrawn by KIE"));

  @Test
  void thePricesOfTheCatalogueAreThePublishedOnes() {
    Map<String, JsonObject> published = new PublishedFields().models();
    Set<String> different = new TreeSet<>();
    int lines = 0;
    for (Model model : FILE.catalog().all()) {
      Set<String> theirs =
          new TreeSet<>(published(published.getOrDefault(name(model), new JsonObject())));
      Set<String> ours = new TreeSet<>();
      FILE.prices().getOrDefault(model.id(), List.of()).forEach(rule -> ours.add(line(rule)));
      lines += theirs.size();
      if (!theirs.equals(ours)) {
        different.add(model.id());
      }
    }

    assertEquals(new TreeSet<>(OTHERWISE.keySet()), different);
    assertTrue(lines > 400, "lines " + lines);
  }

  private static String name(Model model) {
    boolean isSong = Set.of("suno/song", "suno/instrumental").contains(model.id());
    return isSong ? "suno/generate" : model.id();
  }

  private static List<String> published(JsonObject model) {
    List<String> lines = new ArrayList<>();
    model
        .getJsonArray("price")
        .forEach(
            line -> {
              JsonObject price = (JsonObject) line;
              lines.add(line(price.getJsonObject("when").getMap(), price.getValue("credits")));
            });
    return lines;
  }

  private static String line(PriceRule rule) {
    return line(rule.when(), rule.credits());
  }

  /**
   * Conditions on facts rather than inputs are spelled in two ways; the number must be the same.
   */
  private static String line(Map<String, Object> when, Object credits) {
    Map<String, String> inputs = new TreeMap<>();
    when.forEach(
        (name, value) -> {
          if (!name.startsWith("@") && !name.startsWith("_")) {
            inputs.put(name, value.toString());
          }
        });
    return inputs + " " + new BigDecimal(credits.toString()).stripTrailingZeros().toPlainString();
  }
}
