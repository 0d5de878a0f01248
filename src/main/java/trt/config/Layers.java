package trt.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Lays the sources over each other, weakest first, into one tree of settings. */
final class Layers {
  private static final String DEFAULTS = text();

  private final JsonObject raw;
  private final List<Problem> problems;
  private final ObjectNode tree;

  private Layers(JsonObject raw, List<Problem> problems) {
    this.raw = raw;
    this.problems = problems;
    this.tree = StrictJson.parse("packaged conf/default.json", DEFAULTS, problems);
  }

  /** The merged tree of what the stores of {@link ConfigSources} gave. */
  static ObjectNode merge(JsonObject raw, List<Problem> problems) {
    Layers layers = new Layers(raw, problems);
    layers.file("conf/default.json");
    layers.object(ConfigSources.OVERRIDES);
    layers.file("conf/local.json");
    layers.environment();
    layers.object(ConfigSources.PINNED);
    Derived.fill(layers.tree, raw.getString(EnvironmentNames.HOSTED_URL, ""));
    return layers.tree;
  }

  private void file(String name) {
    String text = raw.getString(name);
    if (text != null) {
      StrictJson.overlay(tree, StrictJson.parse(name, text, problems));
    }
  }

  private void object(String key) {
    JsonObject values = raw.getJsonObject(key, new JsonObject());
    StrictJson.overlay(tree, StrictJson.parse(key, values.encode(), problems));
  }

  private void environment() {
    EnvironmentNames.all()
        .forEach(
            (name, path) -> {
              String value = raw.getString(name, "");
              if (!value.isBlank()) {
                StrictJson.put(tree, path, value);
              }
            });
    raw.fieldNames().stream()
        .filter(name -> name.startsWith(EnvironmentNames.PREFIX))
        .filter(name -> !EnvironmentNames.all().containsKey(name))
        .forEach(this::refuseUnknown);
    EnvironmentNames.RENAMED.entrySet().stream()
        .filter(names -> raw.containsKey(names.getKey()) && !raw.containsKey(names.getValue()))
        .forEach(this::refuseRenamed);
  }

  private void refuseUnknown(String name) {
    String hint = Suggestion.nearest(name, EnvironmentNames.all().keySet()).orElse("");
    problems.add(Suggestion.unknown(name, hint));
  }

  private void refuseRenamed(Map.Entry<String, String> names) {
    problems.add(
        new Problem(
            names.getKey(), "is an old name that nobody reads", "renamed to " + names.getValue()));
  }

  private static String text() {
    try (InputStream in = Layers.class.getResourceAsStream("/conf/default.json")) {
      if (in == null) {
        throw new IllegalStateException("conf/default.json is not packaged");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
