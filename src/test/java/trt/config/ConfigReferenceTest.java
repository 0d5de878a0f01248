package trt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} is made from the records and the default file. After a change:
 * {@code mvn test -Dtest=ConfigReferenceTest -Ddocs.write=true}.
 */
class ConfigReferenceTest {
  private static final Path DOCS = Path.of("docs/configuration.md");

  @Test
  void isCurrent() throws IOException {
    String expected = markdown();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(DOCS, expected);
    }

    assertEquals(expected, Files.readString(DOCS), "run with -Ddocs.write=true");
  }

  private static String markdown() throws IOException {
    JsonNode defaults = new ObjectMapper().readTree(Path.of("conf/default.json").toFile());
    StringBuilder text =
        new StringBuilder(Files.readString(Path.of("src/test/resources/configuration-head.md")));
    String section = "";
    for (SettingPath setting : SettingPath.all()) {
      String top = setting.path().substring(0, setting.path().indexOf('.'));
      if (!top.equals(section)) {
        section = top;
        text.append("\n## ").append(section).append("\n\n");
        text.append("| setting | default | values | variable | meaning |\n|---|---|---|---|---|\n");
      }
      text.append(row(setting, defaults));
    }
    return text.toString();
  }

  private static String row(SettingPath setting, JsonNode defaults) {
    JsonNode value = defaults.at("/" + setting.path().replace('.', '/'));
    String shown = value.isNull() ? "" : "`" + (value.isTextual() ? value.asText() : value) + "`";
    return String.format(
        "| `%s` | %s | %s | `%s` | %s |\n",
        setting.path(),
        shown,
        escape(Values.expected(setting)),
        EnvironmentNames.of(setting.path()),
        escape(setting.setting().value()));
  }

  private static String escape(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;");
  }
}
