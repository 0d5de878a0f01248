package trt.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/**
 * One transaction around everything a command does to the schema, under a lock that only one
 * process of all gets: all of it happens, or none.
 */
final class MigrationSession implements AutoCloseable {
  /** Any number that nobody else uses as an advisory lock in this database. */
  private static final long LOCK = 0x7472_7462_6f74L;

  private static final int LOCK_WAIT_SECONDS = 60;

  private static final String CHANGELOG =
      "create table if not exists "
          + Migrator.CHANGELOG
          + " (id numeric(20) primary key, applied_at text not null, description text not null)";

  /** The scripts' runner commits after each script and rolls back at its end: too early for us. */
  private static final Set<String> OURS = Set.of("commit", "rollback", "close", "setAutoCommit");

  private final Connection connection;

  private MigrationSession(Connection connection) {
    this.connection = connection;
  }

  /** Waits up to a minute for another process that is changing the schema. */
  static MigrationSession open(DataSource source) throws SQLException {
    MigrationSession session = new MigrationSession(source.getConnection());
    try {
      session.connection.setAutoCommit(false);
      session.execute("set local lock_timeout = '" + LOCK_WAIT_SECONDS + "s'");
      session.execute("set local statement_timeout = 0");
      session.execute("select pg_advisory_xact_lock(" + LOCK + ")");
      session.execute(CHANGELOG);
      return session;
    } catch (SQLException e) {
      session.close();
      throw e;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(sql);
    }
  }

  /** The connection for the scripts' runner. */
  Connection shared() {
    return (Connection)
        Proxy.newProxyInstance(
            MigrationSession.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (OURS.contains(method.getName())) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            });
  }

  void commit() throws SQLException {
    connection.commit();
  }

  /** Whatever was not committed is gone, and the lock is free. */
  @Override
  public void close() throws SQLException {
    try (connection) {
      connection.rollback();
    }
  }
}
