package trt.config;

import static trt.testing.TestVertx.failure;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A working folder and an environment of a test's own. */
final class Fixture {
  static final String TOKEN = "123:secret-part";
  private static final String DATABASE = "postgres://bot:pw@db:5432/trt";

  private final Path folder;
  private final Map<String, Object> environment = new HashMap<>();

  Fixture(Path folder) {
    this.folder = folder;
  }

  /** With what {@code serve} needs. */
  static Fixture complete(Path folder) {
    return new Fixture(folder).env("TELEGRAM_BOT_TOKEN", TOKEN).env("DATABASE_URL", DATABASE);
  }

  Fixture env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Replaces the file at once, so that no reader sees half of it. */
  @CanIgnoreReturnValue
  Fixture file(String name, String text) {
    try {
      Path file = folder.resolve("conf").resolve(name);
      Files.createDirectories(folder.resolve("conf"));
      Path whole = Files.writeString(file.resolveSibling(name + ".new"), text);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ConfigSources sources(Set<Need> needs) {
    ConfigStoreOptions store =
        new ConfigStoreOptions().setType("json").setConfig(new JsonObject(environment));
    return new ConfigSources(folder, store, new JsonObject(), new JsonObject(), needs);
  }

  ConfigSources sources() {
    return sources(Set.of(Need.values()));
  }

  AppConfig load() {
    return get(ConfigLoader.load(vertx(), sources()));
  }

  List<Problem> problems() {
    return failure(ConfigProblems.class, ConfigLoader.load(vertx(), sources())).problems();
  }

  String problemText() {
    return problems().stream().map(Problem::text).collect(Collectors.joining("\n"));
  }
}
