package trt.playground.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server, known by its pid file. The pid alone proves nothing: after a reboot, or in a
 * new container, another process may have it. So the process must also carry the server's own path
 * among its arguments, and this is checked again before each signal.
 *
 * @param mark the argument that only this server has: its data folder or configuration file
 */
record ServerProcess(long pid, String mark) {
  private static final Logger log = LoggerFactory.getLogger(ServerProcess.class);
  private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(5);

  /**
   * The live server that this pid file speaks of; empty if the file is missing, broken or stale.
   */
  static Optional<ServerProcess> find(Path pidFile, Path mark) {
    try {
      String first = Files.readAllLines(pidFile).stream().findFirst().orElse("");
      ServerProcess process = new ServerProcess(Long.parseLong(first.strip()), mark.toString());
      return process.isRunning() ? Optional.of(process) : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** False also for a zombie: a container without an init process never collects the dead. */
  boolean isRunning() {
    return ProcessHandle.of(pid).map(this::carriesMark).orElse(false);
  }

  /**
   * Takes the steps one after another until the process is gone. Blocks for the sum of their
   * patience at most.
   *
   * @throws EmbeddedServerException if it lives on after the last step
   */
  void stop(List<StopStep> steps) {
    for (StopStep step : steps) {
      if (!isRunning()) {
        return;
      }
      signal(step.signal());
      if (Waiting.until(step.patience(), () -> !isRunning())) {
        return;
      }
      log.atWarn()
          .addKeyValue("pid", pid)
          .addKeyValue("signal", step.signal())
          .log("A server of the playground did not stop in time; a harder way follows");
    }
    if (isRunning()) {
      throw new EmbeddedServerException("Process " + pid + " (" + mark + ") does not stop.");
    }
  }

  /** Through the shell: Java knows only TERM and KILL, and /bin/kill is not everywhere. */
  private void signal(String name) {
    List<String> kill = List.of("sh", "-c", "kill -" + name + " " + pid);
    try {
      ExternalCommand result = ExternalCommand.run(SIGNAL_LIMIT, kill);
      if (!result.succeeded() && isRunning()) {
        throw new EmbeddedServerException(
            "Process " + pid + " (" + mark + ") may not be stopped: " + result.output());
      }
    } catch (IOException e) {
      throw new EmbeddedServerException("Cannot send a signal to process " + pid + ".", e);
    }
  }

  private boolean carriesMark(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return info.arguments()
        .map(arguments -> Arrays.asList(arguments).contains(mark))
        .orElseGet(() -> info.commandLine().map(line -> line.contains(mark)).orElse(false));
  }
}
