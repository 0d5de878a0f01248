package trt.testing;

import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import trt.config.AppConfig;
import trt.postgres.Db;
import trt.postgres.FeedStore;
import trt.postgres.Migrator;

/** A database with the schema of the program and one bot in it. */
public record MigratedPostgres(String uri, AppConfig config, Db db, FeedStore.Feed feed)
    implements AutoCloseable {
  /** A fresh database on the shared server, with settings changed as in {@link TestConfig}. */
  public static MigratedPostgres fresh(Object... settings) {
    return on(TestPostgres.freshDatabase(), settings);
  }

  /** On a database of the caller's. */
  public static MigratedPostgres on(String uri, Object... settings) {
    List<Object> all = new ArrayList<>(List.of("database.url", uri));
    all.addAll(List.of(settings));
    AppConfig config = TestConfig.with(all.toArray());
    var applied = new Migrator(config.database()).up();
    assert !applied.isEmpty() || uri.endsWith("/postgres");
    Db db = new Db(vertx(), config.database(), new SimpleMeterRegistry());
    FeedStore.Feed feed = get(new FeedStore(db).open("default", 42, "https://api.example.org"));
    return new MigratedPostgres(uri, config, db, feed);
  }

  /** Another bot on the same database, with connections of its own. */
  public MigratedPostgres otherBot(long botId) {
    Db another = new Db(vertx(), config.database(), new SimpleMeterRegistry());
    FeedStore.Feed its =
        get(new FeedStore(another).open("default", botId, "https://api.example.org"));
    return new MigratedPostgres(uri, config, another, its);
  }

  /** The only number of a statement on any database. */
  public static long look(String uri, String sql) {
    try (Connection connection = TestPostgres.connect(uri);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Runs statements on the thread of the test. */
  public void run(String sql) {
    TestPostgres.execute(uri, sql);
  }

  /** One transaction, with what is checked only at its end. */
  public void commit(String sql) throws SQLException {
    try (Connection connection = TestPostgres.connect(uri);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      boolean rows = statement.execute(sql);
      assert rows || statement.getUpdateCount() >= 0;
      connection.commit();
    }
  }

  /** The only value as text, for threads of a test's own; "0" when there is no row. */
  public String text(String sql) {
    try (Connection connection = TestPostgres.connect(uri);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "0";
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** The first column of every row. */
  public List<Object> column(String sql, Object... parameters) {
    List<Object> values = new ArrayList<>();
    for (Row row : get(db.query(sql, Tuple.from(parameters)))) {
      values.add(row.getValue(0));
    }
    return values;
  }

  /** The only value, as a number. */
  public long number(String sql, Object... parameters) {
    return ((Number) column(sql, parameters).get(0)).longValue();
  }

  @Override
  public void close() {
    get(db.close());
  }
}
