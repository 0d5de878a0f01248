package trt.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files again and again. Instances, log level, and what is sold for how much change at
 * once; anything else waits for a restart, because a half applied configuration is worse than an
 * old one.
 */
public final class ConfigWatch {
  private static final Logger log = LoggerFactory.getLogger(ConfigWatch.class);
  static final String INSTANCES = ".instances";

  /** Change together, or a new price would meet an old markup. */
  static final Set<String> SALES =
      Set.of(
          "catalog.shown",
          "catalog.free",
          "catalog.prices",
          "money.creditPriceUsd",
          "money.starPriceUsd",
          "money.markup",
          "money.giftMinor",
          "money.freePerDay");

  private final ConfigSources sources;
  private final ConfigListener listener;
  private final AppConfig running;
  private final ConfigRetriever retriever;
  private AppConfig latest;

  private ConfigWatch(
      Vertx vertx, ConfigSources sources, AppConfig running, ConfigListener listener) {
    this.sources = sources;
    this.listener = listener;
    this.running = running;
    this.latest = running;
    this.retriever = sources.every(vertx, running.config().scanEvery().toMillis());
  }

  /**
   * Starts looking; a change since the configuration was loaded is found at once.
   *
   * @param running what the process was started with
   */
  public static Future<ConfigWatch> start(
      Vertx vertx, ConfigSources sources, AppConfig running, ConfigListener listener) {
    ConfigWatch watch = new ConfigWatch(vertx, sources, running, listener);
    watch.retriever.listen(change -> watch.consider(change.getNewConfiguration()));
    return watch
        .retriever
        .getConfig()
        .map(
            raw -> {
              watch.consider(raw);
              return watch;
            });
  }

  /** Stops looking. Idempotent. */
  public Future<Void> close() {
    return retriever.close();
  }

  /** Called once per change of the text, so a broken file is reported once, not at every look. */
  private synchronized void consider(JsonObject raw) {
    AppConfig next;
    try {
      next = ConfigLoader.read(raw, sources.needs());
    } catch (ConfigProblems e) {
      log.atError()
          .addKeyValue("problems", e.getMessage())
          .log("The changed configuration is wrong; the last good one stays until it is repaired");
      return;
    }
    AppConfig before = latest;
    latest = next;
    List<SettingPath> changed =
        SettingPath.all().stream()
            .filter(setting -> !Objects.equals(setting.in(before), setting.in(next)))
            .toList();
    if (changed.stream().anyMatch(setting -> SALES.contains(setting.path()))) {
      listener.salesChanged(next.catalog(), next.money());
    }
    changed.stream()
        .filter(setting -> !SALES.contains(setting.path()))
        .forEach(setting -> apply(setting, next));
  }

  private void apply(SettingPath setting, AppConfig next) {
    String path = setting.path();
    if (path.equals("log.level")) {
      listener.levelChanged(next.log().level());
    } else if (path.endsWith(INSTANCES) && setting.in(next) instanceof Integer instances) {
      String unit = path.substring("units.".length(), path.length() - INSTANCES.length());
      listener.instancesChanged(unit, instances);
    } else if (!Objects.equals(setting.in(running), setting.in(next))) {
      log.atWarn().addKeyValue("path", path).log("takes effect after restart: {}", path);
    }
  }
}
