package trt.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A setting as it may be shown to operators.
 *
 * @param path for example {@code http.port}
 * @param value never a secret: of an address the part without login, of any other secret whether it
 *     is set
 * @param variable its environment variable
 */
public record ShownSetting(String path, String value, String variable, String meaning) {
  // Nothing else is shown of an address with a login: what does not fit may end inside a password.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "([a-z]+)://(?:[^@/?#]*@)?((?:[A-Za-z0-9._~-]+|\\[[A-Fa-f0-9:]+\\])(?::[0-9]+)?(?:/[A-Za-z0-9._~-]*)?)(?:[?][^@]*)?");

  /** Every setting of a configuration, in the order of the reference. */
  public static List<ShownSetting> of(AppConfig config) {
    return SettingPath.all().stream().map(setting -> shown(setting, config)).toList();
  }

  private static ShownSetting shown(SettingPath setting, AppConfig config) {
    Object value = setting.in(config);
    String text = value instanceof Secret secret ? hidden(setting.path(), secret) : plain(value);
    return new ShownSetting(
        setting.path(), text, EnvironmentNames.of(setting.path()), setting.setting().value());
  }

  private static String plain(@Nullable Object value) {
    String text = Objects.toString(value, "not set");
    return value instanceof Duration ? text.substring(2).toLowerCase(Locale.ROOT) : text;
  }

  private static String hidden(String path, Secret secret) {
    if (!secret.isPresent()) {
      return "not set";
    }
    Matcher address = ADDRESS.matcher(secret.reveal());
    return path.endsWith(".url") && address.matches()
        ? "set: " + address.group(1) + "://" + address.group(2)
        : "set";
  }
}
