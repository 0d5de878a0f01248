package trt.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import trt.domain.catalog.Field;
import trt.domain.catalog.Form;
import trt.domain.catalog.Kind;
import trt.domain.catalog.Model;
import trt.domain.catalog.Offer;
import trt.domain.catalog.Offer.Standing;
import trt.domain.catalog.Timing;
import trt.domain.catalog.Wire;

/** Reads one model from its family's file. */
record ModelJson(String family, Labels labels) {
  Model model(JsonObject json) {
    String id = json.getString("id");
    Standing standing = json.getBoolean("retired", false) ? Standing.RETIRED : Standing.OFFERED;
    Offer offer =
        new Offer(
            Labels.words(json.getJsonObject("title")),
            Labels.words(json.getJsonObject("summary")),
            family,
            standing);
    Wire wire =
        new Wire(
            json.getString("api", "market"),
            json.getJsonObject("fixed", new JsonObject()).getMap(),
            json.getJsonObject("send", new JsonObject()).getMap(),
            texts(json.getJsonArray("follows")));
    JsonArray seconds = json.getJsonArray("seconds");
    Timing timing =
        new Timing(
            Duration.ofSeconds(seconds.getInteger(0)), Duration.ofSeconds(seconds.getInteger(1)));
    return new Model(id, offer, Kind.valueOf(json.getString("kind")), wire, form(id, json), timing);
  }

  private Form form(String id, JsonObject json) {
    JsonObject published = json.getJsonObject("input").getJsonObject("properties");
    JsonObject own = json.getJsonObject("fields", new JsonObject());
    JsonObject tightened = json.getJsonObject("form", new JsonObject());
    List<String> asked = texts(json.getJsonArray("ask"));
    Set<String> required = new LinkedHashSet<>(texts(json.getJsonArray("need")));
    required.addAll(texts(json.getJsonObject("input").getJsonArray("required")));

    FieldJson reader = new FieldJson(id, labels);
    List<Field> fields = new ArrayList<>();
    for (String name : names(json, published)) {
      JsonObject schema = own.getJsonObject(name, published.getJsonObject(name)).copy();
      schema.mergeIn(tightened.getJsonObject(name, new JsonObject()));
      fields.add(reader.field(name, schema, required.contains(name), asked.contains(name)));
    }
    return new Form(fields, groups(json.getJsonArray("oneOf")), groups(json.getJsonArray("apart")));
  }

  /** References to earlier work first, then what is asked, then the advanced settings. */
  private static Set<String> names(JsonObject json, JsonObject published) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : published.fieldNames()) {
      if (published.getJsonObject(name).containsKey("earlier")) {
        names.add(name);
      }
    }
    names.addAll(texts(json.getJsonArray("ask")));
    names.addAll(texts(json.getJsonArray("more")));
    return names;
  }

  static List<String> texts(JsonArray array) {
    return array == null ? List.of() : array.stream().map(Object::toString).toList();
  }

  private static List<Set<String>> groups(JsonArray groups) {
    return groups == null
        ? List.of()
        : groups.stream()
            .map(g -> texts((JsonArray) g).stream().collect(Collectors.toUnmodifiableSet()))
            .toList();
  }
}
