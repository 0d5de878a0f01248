package trt.config;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The variables of a real process: only a child can be given some. */
class EnvironmentTest {
  @Test
  void aProcessReadsItsOwnVariablesAsText(@TempDir Path folder)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java, "-cp", System.getProperty("java.class.path"), Child.class.getName());
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("KIE_API_KEY", "0070000000000000000000000");
    builder.environment().put("TRT_UNITS_ROUTING_INSTANCES", "3");
    Process child = builder.start();

    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertTrue(child.waitFor(30, SECONDS));
    assertEquals("0070000000000000000000000 3", output.lines().reduce("", (a, b) -> b));
  }

  /** Prints two settings. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws Exception {
      Vertx vertx = Vertx.vertx();
      AppConfig config =
          ConfigLoader.load(vertx, ConfigSources.ofProcess(Set.of())).await(20, SECONDS);
      String routing = " " + config.units().routing().instances();
      System.out.println(config.kie().apiKey().reveal() + routing);
      vertx.close().await(20, SECONDS);
    }
  }
}
