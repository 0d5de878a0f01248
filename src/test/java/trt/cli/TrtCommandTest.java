package trt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TrtCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final AtomicBoolean fresh = new AtomicBoolean();
  private final CommandLine line =
      TrtCommand.line(
              List.of(
                  new ServeCommand(() -> 7),
                  new EmulatorsCommand(() -> 0),
                  new PlaygroundCommand(
                      wipe -> {
                        fresh.set(wipe);
                        return 0;
                      })),
              List.of(new CheckModelsCommand(() -> 1), new CheckIntegrationCommand(() -> 0)))
          .setOut(new PrintWriter(out, true))
          .setErr(new PrintWriter(err, true));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "serve --help",
        "playground --help",
        "emulators --help",
        "doctor --help",
        "migrate --help",
        "migrate rollback --help",
        "quarantine --help",
        "quarantine list --help",
        "quarantine show --help",
        "quarantine replay --help",
        "quarantine drop --help",
        "check --help",
        "check webhook --help",
        "check models --help",
        "check integration --help",
        "load --help"
      })
  void explainsEveryCommand(String words) {
    assertEquals(0, line.execute(words.split(" ")), err::toString);
    assertTrue(out.toString().contains("Usage: trt-bot"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "check", "invented", "load --rate x", "load --rate 0", "serve --invented"})
  void endsWithTwoAfterWrongUsage(String words) {
    assertEquals(2, line.execute(words.isEmpty() ? new String[0] : words.split(" ")));
    assertFalse(err.toString().isEmpty());
  }

  @Test
  void tellsItsVersion() {
    assertEquals(0, line.execute("--version"));
    assertTrue(out.toString().startsWith("trt-bot "));
  }

  @Test
  void passesOptionsAndExitCodesOn() {
    assertEquals(7, line.execute("serve"));
    assertEquals(1, line.execute("check", "models"));
    assertEquals(0, line.execute("playground", "--fresh"));
    assertTrue(fresh.get());
  }

  @Test
  void endsWithOneAndALineWhenACommandBreaks() {
    CommandLine broken =
        TrtCommand.line(
                List.of(
                    new ServeCommand(
                        () -> {
                          throw new IllegalStateException("the port is taken");
                        })),
                List.of())
            .setErr(new PrintWriter(err, true));

    assertEquals(1, broken.execute("serve"));
    assertEquals("IllegalStateException: the port is taken", err.toString().trim());
  }
}
