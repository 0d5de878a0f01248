package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static trt.testing.TestVertx.get;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.testing.Clients;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** Credits and debits by operators, in the books. */
class AdjustTest {
  private static final int CLIENTS = 24;
  private static final long ANN = 1;

  private final MigratedPostgres postgres = MigratedPostgres.fresh();
  private final AuditStore audit = new AuditStore(postgres.feed());

  @BeforeEach
  void ann() {
    TestPostgres.execute(
        postgres.uri(), "select person_ensure(1, 1, 'en', 'Ann', 'XTR', 1000, 0, '2026-01-01')");
  }

  @AfterEach
  void noDrift() {
    assertEquals(List.of(), postgres.column("select wallet_id from ledger_drift"));
    postgres.close();
  }

  @Test
  void theSameKeyBooksOnceHoweverManyComeAtOnce() {
    List<Long> done =
        Clients.inParallel(
            CLIENTS,
            CLIENTS,
            i -> one("select (wallet_adjust(1, 1, 'XTR', 250, 'same', 'x') = 'done')::int"));

    assertEquals(1, done.stream().mapToLong(Long::longValue).sum());
    assertEquals(1_250, available());
  }

  @Test
  void debitsOfManyAtOnceNeverTakeMoreThanThereIs() {
    List<Long> done =
        Clients.inParallel(
            CLIENTS,
            CLIENTS,
            i -> one("select (wallet_adjust(1, 1, 'XTR', -100, 'k" + i + "', 'x') = 'done')::int"));

    assertEquals(10, done.stream().mapToLong(Long::longValue).sum());
    assertEquals(0, available());
    assertEquals(
        10, postgres.number("select count(*) from transfer where kind = 'adjust' and credit = -5"));
  }

  @Test
  void aButtonPressedByManyTransactionsAtOnceIsFreshForOne() {
    List<Long> fresh =
        Clients.inParallel(
            CLIENTS,
            CLIENTS,
            i ->
                one(
                    "with b as (select admin_begin('key') as fresh), r as (insert into admin_action"
                        + " (tenant_id, key, admin_id, deed, subject, details, reason) select 1,"
                        + " 'key', 1, 'BAN', '1', '', '' from b where fresh returning 1) select"
                        + " count(*) from r"));

    assertEquals(1, fresh.stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void strangersHaveNoWalletAndNothingIsNoAmount() {
    assertEquals(AuditStore.Adjusted.UNKNOWN, adjust(99, 100, "a"));
    assertEquals(AuditStore.Adjusted.SHORT, adjust(ANN, -1_001, "b"));
    assertEquals(AuditStore.Adjusted.DONE, adjust(ANN, -1_000, "c"));
    assertEquals(AuditStore.Adjusted.REPEATED, adjust(ANN, -1_000, "c"));
    assertThrows(RuntimeException.class, () -> adjust(ANN, 0, "d"));
  }

  @Test
  void whatOperatorsDidIsNeitherChangedNorDeleted() {
    TestPostgres.execute(
        postgres.uri(),
        "insert into admin_action (tenant_id, key, admin_id, deed, subject, details, reason) values"
            + " (1, 'k', 1, 'BAN', '1', '', 'spam')");
    for (String sql :
        List.of(
            "update admin_action set reason = 'x'",
            "delete from admin_action",
            "truncate admin_action")) {
      assertThrows(AssertionError.class, () -> TestPostgres.execute(postgres.uri(), sql), sql);
    }
  }

  private AuditStore.Adjusted adjust(long person, long amount, String key) {
    return get(
        postgres
            .db()
            .transaction(
                connection -> audit.adjust(connection, person, "XTR", amount, key, "why")));
  }

  private long available() {
    return postgres.number("select available from wallet where user_id = 1 and currency = 'XTR'");
  }

  private long one(String sql) {
    return MigratedPostgres.look(postgres.uri(), sql);
  }
}
