package trt.kie;

import io.vertx.core.json.JsonObject;
import trt.domain.catalog.Words;

/** The words for inputs and their options, from {@code catalog/labels.json}. */
record Labels(JsonObject file) {
  Words field(String model, String name) {
    JsonObject own = file.getJsonObject("perModel").getJsonObject(model, new JsonObject());
    JsonObject words = own.getJsonObject(name, file.getJsonObject("fields").getJsonObject(name));
    return words == null ? new Words(name, name) : words(words);
  }

  /** Options without words of their own, such as {@code 16:9}, are shown as they are. */
  Words option(String field, Object value) {
    JsonObject options = file.getJsonObject("options");
    String own = field.equals("second_voice") ? "voice" : field;
    JsonObject words = options.getJsonObject(own, new JsonObject()).getJsonObject(value.toString());
    if (words == null) {
      words = options.getJsonObject("*").getJsonObject(value.toString());
    }
    return words == null ? new Words(value.toString(), value.toString()) : words(words);
  }

  static Words words(JsonObject json) {
    return new Words(json.getString("ru"), json.getString("en"));
  }
}
