package trt.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import trt.testing.TestConfig;
import trt.testing.TestPostgres;

/**
 * Each version on the data that the versions before it have made, and undone and applied again on
 * its own: what people of {@code believable/NNN.sql} do at each of them.
 */
class MigrationsWithDataTest {
  /** Who works on what at the moment; nobody misses it. */
  private static final Set<String> OF_THE_MOMENT = Set.of("node", "shard_lease");

  /** Payments in Stars, credited transfers: without these versions nobody knows whose they were. */
  private static final Set<Long> HOLD_MONEY = Set.of(11L, 19L);

  private final String uri = TestPostgres.freshDatabase();
  private final Migrator migrator =
      new Migrator(TestConfig.with("database.url", uri).database(), "db/index.txt");
  private final Catalog catalog = new Catalog(uri);

  @Test
  void everyVersionCanBeUndoneAndAppliedAgainOnDataAndTheRestStays() {
    for (Migration version : migrator.status()) {
      List<String> schemaBefore = catalog.schema();
      Map<String, String> columnsBefore = catalog.columns();
      Map<String, List<String>> kept = rowsOf(columnsBefore);
      assertEquals(List.of(version.id()), ids(migrator.up(1)));
      assertUnchanged(version, "applied", kept, rowsOf(columnsBefore));
      List<String> schema = catalog.schema();
      if (HOLD_MONEY.contains(version.id())) {
        assertUndoneAndAppliedAgain(version, schemaBefore, columnsBefore, schema);
        fill(version, 1);
        assertRefused(version);
      } else {
        fill(version, 1);
        assertUndoneAndAppliedAgain(version, schemaBefore, columnsBefore, schema);
        // The first undoes itself to nothing; to all others their own people come back.
        fill(version, version.id() == 1 ? 1 : 2);
      }
      assertBooksAgree(version);
    }
  }

  @Test
  void theLatestVersionsCanBeUndoneAtOnceOnDataOfAll() {
    List<Migration> all = migrator.status();
    for (Migration version : all) {
      assertEquals(1, migrator.up(1).size());
      if (version.id() < 19) {
        fill(version, 1);
      }
    }
    List<String> schema = catalog.schema();
    int undone = (int) all.stream().filter(version -> version.id() > 11).count();

    assertEquals(undone, migrator.rollback(undone).size());
    Map<String, String> columns = catalog.columns();
    Map<String, List<String>> kept = rowsOf(columns);
    assertBooksAgree(all.get(0));
    assertEquals(undone, migrator.up().size());

    assertSame(all.get(0), "and all others again", schema, catalog.schema());
    assertUnchanged(all.get(0), "and all others again", kept, rowsOf(columns));
    all.stream().filter(version -> version.id() > 11).forEach(version -> fill(version, 2));
    assertBooksAgree(all.get(0));
  }

  @Test
  void whoAskedToBeForgottenIsNotForgottenByAnUndoing() {
    int later = 0;
    for (Migration version : migrator.status()) {
      assertEquals(1, migrator.up(1).size());
      if (version.id() <= 17) {
        fill(version, 1);
      } else {
        later++;
      }
    }
    TestPostgres.execute(uri, "UPDATE erasure SET done_at = NULL");
    assertEquals(later, migrator.rollback(later).size());

    assertThrows(MigrationFailed.class, () -> migrator.rollback(1));

    TestPostgres.execute(uri, "UPDATE erasure SET done_at = now()");
    assertEquals(1, migrator.rollback(1).size());
  }

  private void assertUndoneAndAppliedAgain(
      Migration version,
      List<String> schemaBefore,
      Map<String, String> columnsBefore,
      List<String> schema) {
    Map<String, List<String>> kept = rowsOf(columnsBefore);
    assertEquals(List.of(version.id()), ids(migrator.rollback(1)));
    assertSame(version, "undone", schemaBefore, catalog.schema());
    assertUnchanged(version, "undone", kept, rowsOf(columnsBefore));
    if (version.id() > 1) {
      assertBooksAgree(version);
    }
    assertEquals(List.of(version.id()), ids(migrator.up(1)));
    assertSame(version, "applied again", schema, catalog.schema());
    assertUnchanged(version, "applied again", kept, rowsOf(columnsBefore));
    assertBooksAgree(version);
  }

  /** What would lose whose money it was says so, and nothing is changed. */
  private void assertRefused(Migration version) {
    List<String> schema = catalog.schema();
    Map<String, List<String>> kept = rowsOf(catalog.columns());

    MigrationFailed refusal = assertThrows(MigrationFailed.class, () -> migrator.rollback(1));

    assertTrue(String.valueOf(refusal.getMessage()).contains("stays: "), refusal.getMessage());
    assertSame(version, "refused", schema, catalog.schema());
    assertUnchanged(version, "refused", kept, rowsOf(catalog.columns()));
  }

  private static List<Long> ids(List<Migration> migrations) {
    return migrations.stream().map(Migration::id).toList();
  }

  /** Without what holds for a moment only. */
  private Map<String, List<String>> rowsOf(Map<String, String> columns) {
    Map<String, String> lasting = new TreeMap<>(columns);
    lasting.keySet().removeAll(OF_THE_MOMENT);
    lasting.keySet().retainAll(catalog.columns().keySet());
    return catalog.rows(lasting);
  }

  private void fill(Migration version, int n) {
    String file = "/believable/%03d.sql".formatted(version.id());
    try (InputStream in = MigrationsWithDataTest.class.getResourceAsStream(file)) {
      assertTrue(in != null, () -> "what do people do at this version? " + file);
      TestPostgres.execute(uri, new String(in.readAllBytes(), UTF_8).replace("{n}", "" + n));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertSame(
      Migration version, String what, List<String> expected, List<String> seen) {
    List<String> lacks = new ArrayList<>(expected);
    lacks.removeAll(seen);
    List<String> has = new ArrayList<>(seen);
    has.removeAll(expected);
    assertTrue(
        lacks.isEmpty() && has.isEmpty(),
        () -> version + " " + what + "\nlacks " + lacks + "\nhas " + has);
  }

  /** Version 017 forgets Telegram's names of files on purpose. */
  private static void assertUnchanged(
      Migration version,
      String what,
      Map<String, List<String>> expected,
      Map<String, List<String>> seen) {
    expected.forEach(
        (table, rows) ->
            assertEquals(
                forgetting(table, rows),
                forgetting(table, seen.getOrDefault(table, List.of())),
                () -> version + " " + what + ": " + table));
  }

  private static List<String> forgetting(String table, List<String> rows) {
    return table.equals("delivered")
        ? rows.stream().map(row -> row.replace(",AgACfile,", ",,")).toList()
        : rows;
  }

  private void assertBooksAgree(Migration version) {
    assertEquals(List.of(), catalog.lines("SELECT d::text FROM ledger_drift d"), version.name());
    assertEquals(
        List.of("0"),
        catalog.lines(
            "SELECT (SELECT coalesce(sum(available + held - debt), 0) FROM wallet)"
                + " - (SELECT coalesce(sum(amount), 0) FROM transfer WHERE debit < 0)"
                + " + (SELECT coalesce(sum(amount), 0) FROM transfer WHERE credit < 0)"),
        version.name());
  }
}
