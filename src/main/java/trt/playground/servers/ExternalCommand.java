package trt.playground.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program to its end.
 *
 * @param exitCode -1 if it had to be ended because the time was over
 * @param output standard output and error, mixed
 */
record ExternalCommand(int exitCode, String output) {
  /** Blocks for the limit at most. The output goes through a file: a daemon may inherit it. */
  static ExternalCommand run(Duration limit, List<String> command) throws IOException {
    Path output = Files.createTempFile("trt-command", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      int exitCode = await(process, limit);
      return new ExternalCommand(exitCode, new String(Files.readAllBytes(output), UTF_8).strip());
    } finally {
      Files.deleteIfExists(output);
    }
  }

  boolean succeeded() {
    return exitCode == 0;
  }

  private static int await(Process process, Duration limit) {
    boolean ended = false;
    try {
      ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      process.destroyForcibly();
    }
    return ended ? process.exitValue() : -1;
  }
}
