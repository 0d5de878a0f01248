package trt.playground.kie;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The models as published: what each takes, makes and costs. */
final class Published {
  /**
   * @param api the group of endpoints
   * @param kind what it makes, such as {@code TEXT_TO_IMAGE}
   * @param seconds half of the tasks are done by then
   */
  record Entry(
      String id, String api, String kind, int seconds, JsonObject input, JsonArray prices) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  Published() {
    for (Object file : read("index.json").getJsonArray("files")) {
      for (Object model : read(file.toString()).getJsonArray("models")) {
        Entry entry = entry((JsonObject) model);
        entries.put(entry.id(), entry);
      }
    }
  }

  private static Entry entry(JsonObject json) {
    return new Entry(
        json.getString("id"),
        json.getString("api", "market"),
        json.getString("kind"),
        json.getJsonArray("seconds").getInteger(0),
        json.getJsonObject("input"),
        json.getJsonArray("prices"));
  }

  Collection<Entry> all() {
    return entries.values();
  }

  /** The model that a create call means: named in the body, or the only one of its endpoint. */
  Optional<Entry> meant(String api, JsonObject body) {
    String named = String.valueOf(body.getValue("model"));
    Entry byName = entries.get(named);
    if (byName != null && byName.api().equals(api)) {
      return Optional.of(byName);
    }
    return api.equals("market")
        ? Optional.empty()
        : entries.values().stream().filter(e -> e.api().equals(api)).findFirst();
  }

  private static JsonObject read(String name) {
    try (InputStream file = Published.class.getResourceAsStream("/catalog/" + name)) {
      if (file == null) {
        throw new IllegalStateException("missing on the class path: /catalog/" + name);
      }
      return new JsonObject(Buffer.buffer(file.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
