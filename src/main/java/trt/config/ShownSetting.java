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
 * @param value as it is now; never a secret: of an address the part without login, of any other
 *     secret whether it is set
 * @param atStart the same as it was when the process was started
 * @param variable its environment variable
 */
public record ShownSetting(
    String path, String value, String atStart, String variable, String meaning) {
  // Nothing else is shown of an address with a login: what does not fit may end inside a password.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "([a-z]+)://(?:[^@/?#]*@)?((?:[A-Za-z0-9._~-]+|\\[[A-Fa-f0-9:]+\\])(?::[0-9]+)?(?:/[A-Za-z0-9._~-]*)?)(?:[?][^@]*)?");

  /** Every setting, in the order of the reference. */
  public static List<ShownSetting> of(AppConfig started, LiveSettings now) {
    return SettingPath.all().stream().map(setting -> shown(setting, started, now)).toList();
  }

  /** Whether it is another one than at the start. */
  public boolean isChanged() {
    return !value.equals(atStart);
  }

  private static ShownSetting shown(SettingPath setting, AppConfig started, LiveSettings now) {
    String atStart = text(setting, setting.in(started));
    return new ShownSetting(
        setting.path(),
        now.of(setting).map(value -> text(setting, value)).orElse(atStart),
        atStart,
        EnvironmentNames.of(setting.path()),
        setting.setting().value());
  }

  private static String text(SettingPath setting, @Nullable Object value) {
    return value instanceof Secret secret ? hidden(setting.path(), secret) : plain(value);
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
