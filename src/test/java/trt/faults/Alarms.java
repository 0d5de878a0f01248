package trt.faults;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * A real Prometheus with the alert rules of {@code conf/monitoring}, which watches one node every
 * second. Minutes of patience are seconds here: every {@code for:} is two, every range of minutes
 * ten; thresholds and expressions are those of production.
 */
final class Alarms implements AutoCloseable {
  private static final Path RULES = Path.of("conf", "monitoring", "alerts.yml");

  private final Process prometheus;
  private final int port = Node.freePort();

  Alarms(Path folder, int opsPort) throws IOException {
    Path place = Files.createDirectories(folder.resolve("prometheus")).toAbsolutePath();
    Files.writeString(place.resolve("alerts.yml"), impatient(Files.readString(RULES)));
    Files.writeString(
        place.resolve("prometheus.yml"),
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: [alerts.yml]
        scrape_configs:
          - job_name: trt-bot
            static_configs: [{targets: ["127.0.0.1:%d"]}]
        """
            .formatted(opsPort));
    prometheus =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + place.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + place.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(place.resolve("prometheus.log").toFile())
            .start();
  }

  private static String impatient(String rules) {
    return rules
        .replaceAll("\\bfor: \\w+", "for: 2s")
        .replaceAll("\\binterval: \\w+", "interval: 1s")
        .replaceAll("\\[\\d+[mh]\\]", "[10s]")
        .replaceAll("offset \\d+m", "offset 5s");
  }

  /** Names of the alerts that fire now. */
  Set<String> firing() {
    Set<String> names = new TreeSet<>();
    JsonObject answer = new JsonObject(Asked.of(port, "/api/v1/alerts").body());
    for (Object one : answer.getJsonObject("data").getJsonArray("alerts")) {
      JsonObject alert = (JsonObject) one;
      if ("firing".equals(alert.getString("state"))) {
        names.add(alert.getJsonObject("labels").getString("alertname"));
      }
    }
    return names;
  }

  boolean isUp() {
    return Asked.of(port, "/-/ready").code().equals("200");
  }

  @Override
  public void close() {
    prometheus.destroy();
  }
}
