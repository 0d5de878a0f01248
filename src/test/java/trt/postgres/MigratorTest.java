package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import trt.config.DatabaseConfig;
import trt.testing.TestConfig;
import trt.testing.TestPostgres;

class MigratorTest {
  private final String uri = TestPostgres.freshDatabase();
  private final Migrator migrator = migrator("testdb/index.txt");

  @Test
  void appliesEverythingOnceAndUndoesIt() {
    assertEquals(List.of(1L, 2L), ids(migrator.up()));
    assertEquals(List.of(), migrator.up());
    TestPostgres.execute(uri, "insert into thing values (1, 'a', 5)");
    assertEquals("1", look("select total from thing_count"));
    assertEquals("${name}; what?", look("select obj_description('thing_count'::regclass)"));

    assertEquals(List.of(2L), ids(migrator.rollback(1)));
    assertEquals(
        List.of(true), migrator.status().stream().skip(1).map(Migration::isPending).toList());
    assertEquals("true", look("select to_regclass('thing_count') is null"));
    assertEquals(List.of(1L), ids(migrator.rollback(5)));
    assertEquals("true", look("select to_regclass('thing') is null"));
    assertEquals(List.of(1L, 2L), ids(migrator.up()));
  }

  @Test
  void listsWhatIsPending() {
    List<Migration> before = migrator.status();
    assertEquals(List.of("first", "counter"), before.stream().map(Migration::name).toList());
    assertTrue(before.stream().allMatch(Migration::isPending));

    assertEquals(2, migrator.up().size());

    assertFalse(migrator.status().stream().anyMatch(Migration::isPending));
  }

  @Test
  void refusesASchemaNewerThanItself() {
    assertEquals(2, migrator.up().size());

    MigrationFailed failure = failure(() -> migrator("testdb/older.txt").up());

    assertTrue(String.valueOf(failure.getMessage()).contains("newer than this program"));
  }

  @Test
  void refusesToLeaveAnOlderVersionOut() {
    assertEquals(2, migrator.up().size());
    TestPostgres.execute(uri, "delete from schema_changelog where id = 1");

    MigrationFailed failure = failure(migrator::up);

    assertTrue(String.valueOf(failure.getMessage()).contains("although an older one is not"));
  }

  @Test
  void aFailingScriptChangesNothingAtAll() {
    MigrationFailed failure = failure(() -> migrator("testdb/broken.txt").up());

    assertTrue(String.valueOf(failure.getMessage()).contains("nowhere"), failure.getMessage());
    assertEquals("true", look("select to_regclass('thing') is null"));
    assertEquals(List.of(1L, 2L), ids(migrator.up()));
  }

  @Test
  void ofSeveralStartingAtOnceOnlyOneWorks() {
    Callable<Integer> start = () -> migrator.up().size();

    List<Integer> applied =
        get(
            Future.all(
                    vertx().executeBlocking(start, false),
                    vertx().executeBlocking(start, false),
                    vertx().executeBlocking(start, false))
                .map(all -> all.<Integer>list().stream().sorted().toList()));

    assertEquals(List.of(0, 0, 2), applied);
  }

  @Test
  void theIndexOfTheProgramNamesEveryScript() throws IOException {
    Path folder = Path.of("src/main/resources/db");
    try (Stream<Path> files = Files.list(folder);
        Stream<String> lines = Files.lines(folder.resolve("index.txt"))) {
      List<String> scripts =
          files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".sql")).toList();
      List<String> named = lines.filter(line -> line.endsWith(".sql")).toList();

      assertEquals(new TreeSet<>(scripts), new TreeSet<>(named));
    }
  }

  @Test
  void theScriptsOfTheProgramCanBeUndone() {
    DatabaseConfig database = TestConfig.with("database.url", uri).database();
    Migrator ours = new Migrator(database);

    int versions = ours.up().size();

    assertEquals(versions, ours.rollback(Integer.MAX_VALUE).size());
    assertEquals(
        "0",
        look(
            "select count(*) from pg_tables where schemaname = 'public'"
                + " and tablename <> 'schema_changelog'"));
    assertEquals(versions, ours.up().size());
  }

  private Migrator migrator(String index) {
    return new Migrator(TestConfig.with("database.url", uri).database(), index);
  }

  private static List<Long> ids(List<Migration> migrations) {
    return migrations.stream().map(Migration::id).toList();
  }

  private static MigrationFailed failure(Callable<List<Migration>> call) {
    return assertThrows(MigrationFailed.class, call::call);
  }

  private String look(String sql) {
    try (Connection connection = TestPostgres.connect(uri);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getObject(1)) : "no row";
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
