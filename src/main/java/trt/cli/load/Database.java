package trt.cli.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The database of a benchmark, seen from outside: what the books say, and its process. */
final class Database {
  // The bot keeps the number Telegram's side gave each message: in the order of arrival there.
  private static final String ANSWERS =
      """
      WITH sent AS (
        SELECT u.chat_key, u.update_id, d.message_id
        FROM tg_update u LEFT JOIN delivered d
          ON d.dedupe = 'u:' || u.feed_id || ':' || u.update_id || ':0' AND d.outcome IN ('S', 'A')
        WHERE u.update_id >= ? AND u.update_id < ?),
      neighbours AS (
        SELECT message_id, max(message_id) OVER (PARTITION BY chat_key ORDER BY update_id
                 ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM sent)
      SELECT count(*) AS stored, count(*) FILTER (WHERE message_id IS NULL) AS unanswered,
             count(*) FILTER (WHERE message_id < before) AS disordered
      FROM neighbours
      """;

  private final String url;
  private final ProcessHandle postmaster;

  /**
   * @param uri of the embedded server
   * @param folder its data folder
   */
  Database(String uri, Path folder) throws IOException {
    URI parts = URI.create(uri);
    this.url = "jdbc:postgresql://" + parts.getHost() + ":" + parts.getPort() + parts.getPath();
    List<String> lines = Files.readAllLines(folder.resolve("postmaster.pid"));
    this.postmaster = ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElseThrow();
  }

  /**
   * What became of the updates of a scenario.
   *
   * @param disordered answered before an earlier one of their chat
   */
  record Books(long stored, long unanswered, long disordered) {}

  Books books(int firstUpdate, int endUpdate) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(ANSWERS)) {
      statement.setInt(1, firstUpdate);
      statement.setInt(2, endUpdate);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("no row");
        }
        return new Books(row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }
  }

  /** The one value a query gives. */
  String value(String sql) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  /**
   * Everything acknowledged since that update is in the log.
   *
   * @throws IllegalStateException when something is missing
   */
  void holds(int firstUpdate, long acknowledged) throws SQLException {
    String stored = value("SELECT count(*) FROM tg_update WHERE update_id >= " + firstUpdate);
    if (Long.parseLong(stored) < acknowledged) {
      throw new IllegalStateException(acknowledged + " were acknowledged, stored are " + stored);
    }
  }

  /** Nobody works off what waits. */
  void forgetWaiting() throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement("TRUNCATE tg_ready")) {
      statement.execute();
    }
  }

  ProcessHandle process() {
    return postmaster;
  }

  /** Stops it in the middle of whatever it does: connections stay open, nobody answers. */
  void freeze() {
    signal("-STOP");
  }

  /** Lets it go on. */
  void thaw() {
    signal("-CONT");
  }

  private void signal(String name) {
    List<String> command = new ArrayList<>(List.of("kill", name));
    command.add(String.valueOf(postmaster.pid()));
    postmaster.descendants().forEach(child -> command.add(String.valueOf(child.pid())));
    try {
      int unused = new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "postgres", "");
  }
}
