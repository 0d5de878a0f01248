package trt.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Which environment variable sets which setting. The only table of them. */
final class EnvironmentNames {
  /** Stands in for telegram.webhookBaseUrl where a hosting service sets it by itself. */
  static final String HOSTED_URL = "RENDER_EXTERNAL_URL";

  /** Starts the names of variables that exist for every setting. */
  static final String PREFIX = "TRT_";

  /** Names of their own. */
  static final Map<String, String> OWN =
      Map.ofEntries(
          Map.entry("TELEGRAM_BOT_TOKEN", "telegram.token"),
          Map.entry("DATABASE_URL", "database.url"),
          Map.entry("REDIS_URL", "redis.url"),
          Map.entry("KIE_API_KEY", "kie.apiKey"),
          Map.entry("KIE_API_URL", "kie.apiUrl"),
          Map.entry("KIE_UPLOAD_URL", "kie.uploadUrl"),
          Map.entry("TELEGRAM_API_URL", "telegram.apiUrl"),
          Map.entry("PARTNER_ID", "tenant.partnerId"),
          Map.entry("BOT_MODE", "telegram.mode"),
          Map.entry("WEBHOOK_BASE_URL", "telegram.webhookBaseUrl"),
          Map.entry("WEBHOOK_SECRET", "telegram.webhookSecret"),
          Map.entry("PORT", "http.port"),
          Map.entry("OPS_PORT", "ops.port"),
          Map.entry("OPS_HOST", "ops.host"),
          Map.entry("ADMIN_IDS", "admin.ids"),
          Map.entry("SUPPORT_CONTACT", "support.contact"),
          Map.entry("LOG_FORMAT", "log.format"),
          Map.entry("LOG_LEVEL", "log.level"),
          Map.entry("PLAYGROUND_PORT", "playground.port"),
          Map.entry("DATA_KEY", "database.dataKey"),
          Map.entry("DATA_KEY_OLD", "database.dataKeyOld"),
          Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", "tracing.endpoint"),
          Map.entry("OTEL_EXPORTER_OTLP_HEADERS", "tracing.headers"));

  /** Names of the Python bot this one replaces: an old one that stays unread would be silent. */
  static final Map<String, String> RENAMED =
      Map.of(
          "ADMIN_ID", "ADMIN_IDS",
          "WEBHOOK_URL", "WEBHOOK_BASE_URL",
          "KIE_FILE_UPLOAD_BASE_URL", "KIE_UPLOAD_URL",
          "SUPPORT_TELEGRAM", "SUPPORT_CONTACT");

  private static final Map<String, String> PATHS = paths();

  private EnvironmentNames() {}

  /** Variable to path: the generic names first, so that a name of its own is applied last. */
  static Map<String, String> all() {
    return PATHS;
  }

  private static Map<String, String> paths() {
    Map<String, String> paths = new LinkedHashMap<>();
    SettingPath.all().forEach(setting -> paths.put(generic(setting.path()), setting.path()));
    paths.putAll(OWN);
    return Collections.unmodifiableMap(paths);
  }

  /** The variable an operator should use for a setting. */
  static String of(String path) {
    return OWN.entrySet().stream()
        .filter(entry -> entry.getValue().equals(path))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> generic(path));
  }

  /** {@code kie.requestTimeout} is TRT_KIE_REQUEST_TIMEOUT. */
  static String generic(String path) {
    String words = path.replace('.', '_').replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_");
    return PREFIX + words.toUpperCase(Locale.ROOT);
  }

  /** The variables of a process that concern us; no other is ever read. */
  static List<String> relevant(Map<String, String> environment) {
    return environment.keySet().stream()
        .filter(
            name ->
                name.startsWith(PREFIX)
                    || name.equals(HOSTED_URL)
                    || OWN.containsKey(name)
                    || RENAMED.containsKey(name))
        .sorted()
        .collect(Collectors.toList());
  }
}
