package trt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import trt.testing.TestPostgres;

/** Looks for something through every table there is. */
final class Everywhere {
  private Everywhere() {}

  /** Tables with that text, as it is or in bytes. */
  static List<String> places(TestBot bot, String word) {
    String hex = hex(word);
    List<String> found = new ArrayList<>();
    for (String table : tables(bot)) {
      String rows =
          "select count(*) from \"%s\" t where t::text like '%%%s%%' or t::text like '%%%s%%'"
              .formatted(table, word.replace("'", "''"), hex);
      if (bot.count(rows) > 0) {
        found.add(table);
      }
    }
    return found;
  }

  private static String hex(String word) {
    StringBuilder hex = new StringBuilder();
    for (byte each : Buffer.buffer(word).getBytes()) {
      hex.append("%02x".formatted(each));
    }
    return hex.toString();
  }

  private static List<String> tables(TestBot bot) {
    String sql =
        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'";
    List<String> names = new ArrayList<>();
    try (java.sql.Connection connection = TestPostgres.connect(bot.database());
        java.sql.Statement statement = connection.createStatement();
        java.sql.ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    } catch (java.sql.SQLException e) {
      throw new AssertionError(sql, e);
    }
    assertTrue(names.size() > 25, names::toString);
    return names;
  }

  /** Telegram's names of everything sent and got. */
  static void fileIds(Object part, Set<String> found) {
    if (part instanceof JsonObject object) {
      for (String name : object.fieldNames()) {
        boolean exported = object.encode().contains("my-data.json");
        if (name.equals("file_id") && !exported) {
          found.add(object.getString(name));
        }
        fileIds(object.getValue(name), found);
      }
    } else if (part instanceof JsonArray array) {
      array.forEach(each -> fileIds(each, found));
    }
  }
}
