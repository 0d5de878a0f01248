package trt.config;

import java.util.Map;
import java.util.Optional;

/**
 * The settings that may have changed since the process was started, as they are now.
 *
 * @param instances of each unit by its name
 * @param catalog only what is sold for how much is read here
 * @param money only what is sold for how much is read here
 */
public record LiveSettings(
    Map<String, Integer> instances,
    CatalogConfig catalog,
    MoneyConfig money,
    LogConfig.Level level) {
  /** What a setting is now; empty where it is as at the start. */
  Optional<Object> of(SettingPath setting) {
    String path = setting.path();
    if (path.equals("log.level")) {
      return Optional.of(level);
    }
    if (path.startsWith("units.") && path.endsWith(ConfigWatch.INSTANCES)) {
      String unit =
          path.substring("units.".length(), path.length() - ConfigWatch.INSTANCES.length());
      return Optional.ofNullable(instances.get(unit));
    }
    if (!ConfigWatch.SALES.contains(path)) {
      return Optional.empty();
    }
    return Optional.ofNullable(setting.within(path.startsWith("money.") ? money : catalog));
  }
}
