package trt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DefaultConfigTest {
  private static final Path FILE = Path.of("conf/default.json");

  @Test
  void holdsEverySettingInTheOrderOfTheRecords() throws IOException {
    List<String> keys = new ArrayList<>();
    collect("", new ObjectMapper().readTree(FILE.toFile()), keys);

    assertEquals(SettingPath.all().stream().map(SettingPath::path).toList(), keys);
  }

  @Test
  void isTheFileThatIsPackaged() throws IOException {
    try (var packaged = DefaultConfigTest.class.getResourceAsStream("/conf/default.json")) {
      assertEquals(
          Files.readString(FILE),
          new String(packaged.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  @Test
  void everySettingSaysWhatItMeans() {
    SettingPath.all()
        .forEach(setting -> assertTrue(setting.setting().value().endsWith("."), setting.path()));
  }

  @Test
  void promisedVariablesExist() {
    Set<String> promised =
        Set.of(
            "TELEGRAM_BOT_TOKEN",
            "DATABASE_URL",
            "REDIS_URL",
            "KIE_API_KEY",
            "KIE_API_URL",
            "KIE_UPLOAD_URL",
            "TELEGRAM_API_URL",
            "PARTNER_ID",
            "BOT_MODE",
            "WEBHOOK_BASE_URL",
            "WEBHOOK_SECRET",
            "PORT",
            "OPS_PORT",
            "OPS_HOST",
            "ADMIN_IDS",
            "SUPPORT_CONTACT",
            "LOG_FORMAT",
            "LOG_LEVEL",
            "PLAYGROUND_PORT",
            "DATA_KEY",
            "DATA_KEY_OLD",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_EXPORTER_OTLP_HEADERS");

    assertEquals(new TreeSet<>(promised), new TreeSet<>(EnvironmentNames.OWN.keySet()));
    assertEquals("RENDER_EXTERNAL_URL", EnvironmentNames.HOSTED_URL);
  }

  @Test
  void everyVariableSetsAnExistingSettingAndEverySettingHasOne() {
    Set<String> paths = new HashSet<>(SettingPath.all().stream().map(SettingPath::path).toList());

    assertEquals(paths, new HashSet<>(EnvironmentNames.all().values()));
    assertEquals(
        paths.size() + EnvironmentNames.OWN.size(), EnvironmentNames.all().size(), "names collide");
  }

  private static void collect(String prefix, JsonNode node, List<String> keys) {
    node.fields()
        .forEachRemaining(
            field -> {
              String path = prefix + field.getKey();
              // Some settings are objects themselves, such as prices of the operator's own.
              if (field.getValue().isObject() && !isSetting(path)) {
                collect(path + ".", field.getValue(), keys);
              } else {
                keys.add(path);
              }
            });
  }

  private static boolean isSetting(String path) {
    return SettingPath.all().stream().anyMatch(setting -> setting.path().equals(path));
  }
}
