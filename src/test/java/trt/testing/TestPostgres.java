package trt.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL: one embedded server per JVM, or the one named by {@code -Dtest.postgres=uri}
 * (a superuser). As durable as in production, because that is what the tests are about.
 */
public final class TestPostgres {
  private static @Nullable String server;

  private TestPostgres() {}

  /** The address of a new, empty database: {@code postgresql://user@host:port/name}. */
  public static String freshDatabase() {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    execute(server(), "create database " + name);
    URI uri = URI.create(server());
    return "postgresql://" + uri.getRawAuthority() + "/" + name;
  }

  /** Runs statements over JDBC on the test thread, for preparing and looking. */
  public static void execute(String uri, String sql) {
    try (Connection connection = connect(uri);
        Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      assert rows || statement.getUpdateCount() >= -1;
    } catch (SQLException e) {
      throw new AssertionError(e.getMessage() + ": " + sql, e);
    }
  }

  /** A JDBC connection to the database of this address. */
  public static Connection connect(String uri) throws SQLException {
    URI parts = URI.create(uri);
    String[] user = (parts.getUserInfo() + ":").split(":", -1);
    String url = "jdbc:postgresql://" + parts.getHost() + ":" + parts.getPort() + parts.getPath();
    return DriverManager.getConnection(url, user[0], user[1]);
  }

  /** A server of a test's own, to be frozen, configured or killed; the caller closes it. */
  public static EmbeddedPostgres ownServer() {
    return start(EmbeddedPostgres.builder());
  }

  /** The administrative address of an embedded server. */
  public static String uri(EmbeddedPostgres postgres) {
    return "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres";
  }

  private static synchronized String server() {
    if (server == null) {
      String given = System.getProperty("test.postgres");
      server = given != null ? given : uri(ownServer());
    }
    return server;
  }

  /** The library starts its server with all three off, to be fast. */
  private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) {
    try {
      return builder
          .setServerConfig("fsync", "on")
          .setServerConfig("full_page_writes", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("timezone", "Asia/Kolkata")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
