package trt.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process and its children stopped in the middle of whatever they do, as by a dead disk or a
 * paused machine: connections stay open and nobody answers. Closing lets them go on. Needs {@code
 * kill}.
 */
public final class Frozen implements AutoCloseable {
  private final List<String> pids;

  private Frozen(List<String> pids) {
    this.pids = pids;
  }

  /** Freezes the embedded server of this address with all its backends. */
  public static Frozen postgres(String uri) {
    ProcessHandle server = postmaster(uri);
    List<String> pids =
        Stream.concat(Stream.of(server), server.descendants())
            .map(process -> String.valueOf(process.pid()))
            .toList();
    signal("-STOP", pids);
    return new Frozen(pids);
  }

  /** The parent of the backend that serves us, asked while that backend still lives. */
  private static ProcessHandle postmaster(String uri) {
    try (Connection connection = TestPostgres.connect(uri);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      long backend = row.next() ? row.getLong(1) : -1;
      return ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Idempotent. */
  @Override
  public void close() {
    signal("-CONT", pids);
  }

  private static void signal(String signal, List<String> pids) {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    command.addAll(pids);
    try {
      int unused = new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
