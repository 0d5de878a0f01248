package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trt.testing.MigratedPostgres;

/**
 * PostgreSQL plans with what it counted when the tables were empty, and keeps the plan: it must be
 * one that stays right when they are not.
 */
class PlanTest {
  private static MigratedPostgres postgres;

  @BeforeAll
  static void countWhatIsEmpty() {
    postgres = MigratedPostgres.fresh();
    postgres.run("ANALYZE");
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  @Test
  void theAuditFindsTheMovementsOfAWalletByTheirIndexes() {
    String plan = plan("SELECT count(*) AS n FROM ledger_drift");

    assertTrue(plan.contains("transfer_credit") && plan.contains("transfer_debit"), plan);
    assertFalse(plan.contains("Seq Scan on transfer"), plan);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MARK", "STILL_FIRST", "FINISH", "HOLD_BACK"})
  void everyCallOfTheOutboxIsFoundByItsKey(String statement) throws ReflectiveOperationException {
    var field = DeliveryStore.class.getDeclaredField(statement);
    field.setAccessible(true);
    String plan = plan((String) field.get(null));

    assertFalse(plan.contains("Join Filter"), plan);
    assertTrue(plan.contains("on outbox"), plan);
  }

  private static String plan(String sql) {
    return get(
        postgres
            .db()
            .transaction(connection -> connection.query("EXPLAIN (GENERIC_PLAN) " + sql).execute())
            .map(
                rows ->
                    StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .collect(Collectors.joining("\n"))));
  }
}
