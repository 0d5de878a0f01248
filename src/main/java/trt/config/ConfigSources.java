package trt.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Where settings come from, weakest first: the packaged defaults, {@code conf/default.json}, {@code
 * overrides}, {@code conf/local.json}, the environment, {@code pinned}.
 *
 * @param folder holds {@code conf}; either file may be absent
 * @param environment the store with the variables, one text per name
 * @param overrides defaults of a command, in the shape of the file
 * @param pinned what a command insists on, whatever file and environment say: the playground must
 *     never reach the production database of the shell it was started from
 * @param needs what must have a value
 */
public record ConfigSources(
    Path folder,
    ConfigStoreOptions environment,
    JsonObject overrides,
    JsonObject pinned,
    Set<Need> needs) {
  static final List<String> FILES = List.of("conf/default.json", "conf/local.json");
  static final String OVERRIDES = "overrides";
  static final String PINNED = "pinned";

  /** The working folder and the environment of this process. */
  public static ConfigSources ofProcess(Set<Need> needs) {
    // Without raw-data the store guesses types and destroys a password made of digits.
    JsonArray names = new JsonArray(EnvironmentNames.relevant(System.getenv()));
    ConfigStoreOptions environment =
        new ConfigStoreOptions()
            .setType("env")
            .setConfig(new JsonObject().put("raw-data", true).put("keys", names));
    return new ConfigSources(
        Path.of(""), environment, new JsonObject(), new JsonObject(), Set.copyOf(needs));
  }

  /** Adds defaults of a command. */
  public ConfigSources withOverrides(JsonObject values) {
    return new ConfigSources(folder, environment, values, pinned, needs);
  }

  /** Insists on these values. */
  public ConfigSources withPinned(JsonObject values) {
    return new ConfigSources(folder, environment, overrides, values, needs);
  }

  /** Reads once. A file that is there and cannot be read fails the reading. */
  ConfigRetriever once(Vertx vertx) {
    return retriever(vertx, -1, false);
  }

  /** Reads again and again; a file that disappears counts as empty. */
  ConfigRetriever every(Vertx vertx, long millis) {
    return retriever(vertx, millis, true);
  }

  /**
   * Files arrive as text: the JSON format of an optional store turns a broken file into an empty
   * one without a word.
   */
  private ConfigRetriever retriever(Vertx vertx, long scanMillis, boolean mayDisappear) {
    ConfigRetrieverOptions options =
        new ConfigRetrieverOptions().setIncludeDefaultStores(false).setScanPeriod(scanMillis);
    for (String file : FILES) {
      Path path = folder.resolve(file).toAbsolutePath();
      JsonObject store = new JsonObject().put("path", path.toString()).put("raw.key", file);
      options.addStore(
          new ConfigStoreOptions()
              .setType("file")
              .setFormat("raw")
              .setOptional(mayDisappear || !Files.exists(path))
              .setConfig(store));
    }
    options
        .addStore(json(OVERRIDES, overrides))
        .addStore(environment)
        .addStore(json(PINNED, pinned));
    return ConfigRetriever.create(vertx, options);
  }

  private static ConfigStoreOptions json(String key, JsonObject values) {
    return new ConfigStoreOptions().setType("json").setConfig(new JsonObject().put(key, values));
  }
}
