package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.domain.wallet.Movement;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** The journal as its owner sees it. */
class StatementStoreTest {
  private final MigratedPostgres postgres = MigratedPostgres.fresh();
  private final StatementStore store =
      new StatementStore(postgres.feed(), ZoneId.of("Asia/Kolkata"));

  @BeforeEach
  void people() {
    run(
        "select person_ensure(1, n, 'en', 'P', 'XTR', 100, 3, '2026-01-01') from generate_series(1, 3) n");
  }

  @AfterEach
  void noDrift() {
    assertEquals(List.of(), postgres.column("select wallet_id from ledger_drift"));
    postgres.close();
  }

  @Test
  void everyKindOfMovementHasItsReasonAndTheSumIsTheBalance() {
    run("select payment_credit('c1', 1, 1, 'en', 'P', 'XTR', 5, 500, 'x', 'update', now())");
    run(
        "select job_settle(job_create(w, 100, 0::int2, 1, 'a'), 100, null, '{NEW}') from ("
            + wallet()
            + ") x");
    run(
        "select job_settle(job_create(w, 100, 0::int2, 1, 'b'), 0, null, '{NEW}') from ("
            + wallet()
            + ") x");
    run(
        "select job_settle(job_create(w, 100, 0::int2, 1, 'c'), 40, null, '{NEW}') from ("
            + wallet()
            + ") x");
    run("select job_create(w, 10, 0::int2, 1, 'd') from (" + wallet() + ") x");
    run("select payment_refund_intent('c1', 'admin', 'x')");
    run("select payment_refund_refused('c1')");
    run("select payment_refund_intent('c1', 'admin', 'x')");

    List<Movement> all = before(1, "XTR", 0, 100);

    assertEquals(
        List.of(
            "GIFT 100",
            "TOPUP 500",
            "GENERATION -100",
            "FAILED -100",
            "MONEY_BACK 100",
            "GENERATION -100",
            "REST_BACK 60",
            "RUNNING -10",
            "REFUND -450",
            "REFUND -50",
            "REFUND_UNDONE 450",
            "REFUND_UNDONE 50",
            "REFUND -450",
            "REFUND -50"),
        all.stream()
            .sorted(java.util.Comparator.comparingLong(Movement::id))
            .map(m -> m.reason() + " " + m.amount())
            .toList());
    assertEquals(
        postgres.number(
            "select available - debt from wallet where user_id = 1 and currency = 'XTR'"),
        all.stream().mapToLong(Movement::amount).sum());
    assertEquals(
        List.of("FREE 3"),
        before(1, "FRE", 0, 100).stream().map(m -> m.reason() + " " + m.amount()).toList());
    assertEquals(1, before(2, "XTR", 0, 100).size(), "nobody sees another's");
    assertEquals(0, before(99, "XTR", 0, 100).size());
  }

  @Test
  void aDebtThatIsPaidInsideTheWalletIsNoMovement() {
    run("select payment_credit('c1', 1, 1, 'en', 'P', 'XTR', 5, 500, 'x', 'update', now())");
    run("select job_create(w, 550, 0::int2, 1, 'a') from (" + wallet() + ") x");
    run("select payment_refund_seen('c1', 'x')");
    run("select job_settle(1, 0, null, '{NEW}')");
    List<Movement> all = before(1, "XTR", 0, 100);
    assertEquals(
        postgres.number(
            "select available - debt from wallet where user_id = 1 and currency = 'XTR'"),
        all.stream().mapToLong(Movement::amount).sum());
    assertEquals(0, all.stream().filter(m -> m.reason() == Movement.Reason.CORRECTION).count());
  }

  @Test
  void amongAMillionMovementsAPageReadsAFewBlocks() {
    run(
        "insert into transfer (kind, debit, credit, amount, currency, idem) select 'adjust', -5, w * 4, 1, 'XTR', 'm' || n"
            + " from ("
            + wallet()
            + ") x, generate_series(1, 990000) n;"
            + " update wallet set available = available + 990000 where user_id = 1 and currency = 'XTR';"
            + " insert into transfer (kind, debit, credit, amount, currency, idem) select 'adjust', -5, wallet_id * 4, 1, 'XTR', 'o' || n"
            + " from wallet, generate_series(1, 10000) n where user_id = 2 and currency = 'XTR';"
            + " update wallet set available = available + 10000 where user_id = 2 and currency = 'XTR';"
            + " analyze transfer");
    long middle = postgres.number("select min(id) + 500000 from transfer");
    for (String plan : List.of("force_custom_plan", "force_generic_plan")) {
      for (long user : List.of(1L, 2L, 3L)) {
        for (long from : List.of(Long.MAX_VALUE, middle)) {
          long blocks = blocks(plan, user, from);
          assertTrue(blocks < 300, plan + " " + user + " from " + from + ": " + blocks + " blocks");
        }
      }
    }
    assertEquals(6, before(1, "XTR", middle, 6).size());
    assertEquals(middle - 1, before(1, "XTR", middle, 6).get(0).id());
    assertEquals(middle + 1, after(1, "XTR", middle, 6).get(5).id());

    List<Long> seen = new ArrayList<>();
    long at = 0;
    for (int page = 0; page < 5; page++) {
      List<Movement> some = before(2, "XTR", at, 3_000);
      some.forEach(m -> seen.add(m.id()));
      at = some.get(some.size() - 1).id();
      if (some.size() < 3_000) {
        break;
      }
    }
    assertEquals(10_001, seen.stream().distinct().count());
  }

  /** Blocks a page looks at, planned for its own values or once for all. */
  private long blocks(String plan, long user, long from) {
    try (Connection connection = TestPostgres.connect(postgres.uri());
        Statement statement = connection.createStatement()) {
      assertFalse(statement.execute("set plan_cache_mode = " + plan));
      assertFalse(statement.execute("prepare page as " + StatementStore.BEFORE));
      try (ResultSet row =
          statement.executeQuery(
              "explain (analyze, buffers, format json) execute page(1, %d, 'XTR', %d, 6)"
                  .formatted(user, from))) {
        assertTrue(row.next());
        JsonObject root = new JsonArray(row.getString(1)).getJsonObject(0).getJsonObject("Plan");
        return root.getLong("Shared Hit Blocks") + root.getLong("Shared Read Blocks");
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<Movement> before(long user, String currency, long id, int limit) {
    return get(postgres.db().transaction(c -> store.before(c, user, currency, id, limit)));
  }

  private List<Movement> after(long user, String currency, long id, int limit) {
    return get(postgres.db().transaction(c -> store.after(c, user, currency, id, limit)));
  }

  private static String wallet() {
    return "select wallet_id as w from wallet where user_id = 1 and currency = 'XTR'";
  }

  private void run(String sql) {
    TestPostgres.execute(postgres.uri(), sql);
  }
}
