package trt.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import trt.domain.catalog.Examples;
import trt.domain.catalog.Kind;
import trt.domain.catalog.Words;

/** Reads {@code catalog/examples.json}: descriptions by kind of model, and by model. */
final class ExamplesJson {
  private ExamplesJson() {}

  static Examples read(JsonObject file) {
    Map<Kind, List<Words>> kinds = new EnumMap<>(Kind.class);
    JsonObject byKind = file.getJsonObject("kinds");
    byKind.forEach(kind -> kinds.put(Kind.valueOf(kind.getKey()), words(kind.getValue())));
    Map<String, List<Words>> models = new HashMap<>();
    file.getJsonObject("models")
        .forEach(model -> models.put(model.getKey(), words(model.getValue())));
    return new Examples(kinds, models);
  }

  private static List<Words> words(Object list) {
    return ((JsonArray) list).stream().map(one -> Labels.words((JsonObject) one)).toList();
  }
}
