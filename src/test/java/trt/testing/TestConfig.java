package trt.testing;

import static trt.testing.TestVertx.get;

import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Set;
import trt.config.AppConfig;
import trt.config.ConfigLoader;
import trt.config.ConfigSources;

/** The default configuration with a few settings changed, untouched by the environment. */
public final class TestConfig {
  private static final Path NOWHERE = Path.of("target", "no-such-folder");

  private TestConfig() {}

  /** For example {@code with("database.url", uri, "http.port", 0)}; durations as text. */
  public static AppConfig with(Object... pathsAndValues) {
    JsonObject settings = new JsonObject();
    for (int i = 0; i < pathsAndValues.length; i += 2) {
      put(settings, (String) pathsAndValues[i], pathsAndValues[i + 1]);
    }
    ConfigStoreOptions none = new ConfigStoreOptions().setType("json").setConfig(new JsonObject());
    ConfigSources sources = new ConfigSources(NOWHERE, none, new JsonObject(), settings, Set.of());
    return get(ConfigLoader.load(TestVertx.vertx(), sources));
  }

  private static void put(JsonObject settings, String path, Object value) {
    JsonObject section = settings;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      if (!section.containsKey(names[i])) {
        section.put(names[i], new JsonObject());
      }
      section = section.getJsonObject(names[i]);
    }
    section.put(names[names.length - 1], value);
  }
}
