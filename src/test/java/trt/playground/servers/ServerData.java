package trt.playground.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** One row and one key, through real connections. */
final class ServerData {
  private ServerData() {}

  static void write(String databaseUri, String redisUri) throws SQLException {
    assertNull(sql(databaseUri, "create table kept as select 'row' as value; select null"));
    assertEquals("OK", redis(redisUri, Request.cmd(Command.SET).arg("kept").arg("key")));
  }

  static void assertThere(String databaseUri, String redisUri) throws SQLException {
    assertEquals("row", sql(databaseUri, "select value from kept"));
    assertEquals("key", redis(redisUri, Request.cmd(Command.GET).arg("kept")));
  }

  static void assertGone(String databaseUri, String redisUri) throws SQLException {
    assertNull(sql(databaseUri, "select to_regclass('kept')::text"));
    assertNull(redis(redisUri, Request.cmd(Command.GET).arg("kept")));
  }

  /** Redis writes within a second of the answer. */
  static boolean redisIsOnDisk(Path dataDir) {
    try {
      return Files.readString(dataDir.resolve("redis/appendonly.aof")).contains("kept");
    } catch (IOException e) {
      return false;
    }
  }

  static @Nullable String sql(String databaseUri, String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                databaseUri.replace("postgres://postgres@", "jdbc:postgresql://"), "postgres", "");
        Statement query = connection.createStatement()) {
      boolean rows = query.execute(statement);
      while (!rows) {
        rows = query.getMoreResults();
      }
      ResultSet result = query.getResultSet();
      assertEquals(true, result.next());
      return result.getString(1);
    }
  }

  private static @Nullable String redis(String redisUri, Request request) {
    Redis redis = Redis.createClient(vertx(), redisUri);
    Response answer = get(redis.send(request));
    get(redis.close());
    return answer == null ? null : answer.toString();
  }
}
