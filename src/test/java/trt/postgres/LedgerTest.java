package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.testing.Clients;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** The books, spoken to directly: what the program may do, and what the database refuses. */
class LedgerTest {
  private static final int CLIENTS = 24;

  private final MigratedPostgres postgres = MigratedPostgres.fresh();
  private long wallet;

  @BeforeEach
  void ann() {
    run(person(1, 100_000, 3, "2026-01-01"));
    wallet = postgres.number("select wallet_id from wallet where user_id = 1 and currency = 'XTR'");
  }

  @AfterEach
  void noDrift() {
    assertEquals(List.of(), postgres.column("select wallet_id from ledger_drift"));
    postgres.close();
  }

  @Test
  void aSuccessIsChargedOnce() {
    long job = job("k1", 308);
    assertEquals(308, postgres.number("select held from wallet where wallet_id = $1", wallet));

    assertTrue(settle(job, 308));

    assertEquals(99_692, available());
    assertEquals(0, postgres.number("select held from wallet where wallet_id = $1", wallet));
    assertTrue(!settle(job, 308) && !settle(job, 0));
    assertEquals(99_692, available());
  }

  @Test
  void aFailureIsPaidBackInFull() {
    assertTrue(settle(job("k1", 308), 0));
    assertEquals(100_000, available());
  }

  @Test
  void aPartOfTheHoldMayBeCapturedAndTheRestComesBack() {
    assertTrue(settle(job("k1", 308), 200));
    assertEquals(99_800, available());
  }

  @Test
  void theSameConfirmationNamesTheSameJob() {
    long job = job("k1", 308);
    assertEquals(-job, job("k1", 308));
    assertEquals(99_692, available());
  }

  @Test
  void withoutMoneyThereIsNoJob() {
    assertEquals(
        List.of(0L),
        column("select coalesce(job_create(" + wallet + ", 100001, 0::int2, 1, 'k'), 0)"));
    assertEquals(100_000, available());
    assertEquals(0, postgres.number("select count(*) from gen_job"));
  }

  @Test
  void twentyFourPressesAtOnceMakeOneJobAndOneHold() {
    List<Long> ids =
        new ArrayList<>(
            Clients.inParallel(
                CLIENTS,
                CLIENTS,
                i -> one("select job_create(" + wallet + ", 308, 0::int2, 1, 'same')")));

    assertEquals(1, ids.stream().filter(id -> id > 0).count());
    assertEquals(1, ids.stream().map(Math::abs).distinct().count());
    assertEquals(99_692, available());
  }

  @Test
  void aWalletIsNeverOverspentByManyAtOnce() {
    List<Long> ids =
        Clients.inParallel(
            CLIENTS,
            CLIENTS,
            i ->
                one(
                    "select coalesce(job_create("
                        + wallet
                        + ", 10000, 0::int2, 1, 'k"
                        + i
                        + "'), 0)"));

    assertEquals(10, ids.stream().filter(id -> id > 0).count());
    assertEquals(0, available());
  }

  @Test
  void threeThousandJobsSettledBothWaysByTwentyFourClientsAreSettledOnceEach() {
    run(
        "select job_create("
            + wallet
            + ", 30, 0::int2, 1, 'j' || n) from generate_series(1, 3000) n");
    assertEquals(10_000, available());

    List<Long> won = Clients.inParallel(CLIENTS, CLIENTS, this::settleAllBothWays);

    assertEquals(3_000, won.stream().mapToLong(Long::longValue).sum());
    assertEquals(3_000, postgres.number("select count(*) from hold_close"));
    long captured = postgres.number("select count(*) from gen_job where state = 'SUCCEEDED'");
    long released = postgres.number("select count(*) from gen_job where state = 'FAILED'");
    assertEquals(3_000, captured + released);
    assertTrue(captured > 0 && released > 0, "both ways must have been tried");
    assertEquals(captured, postgres.number("select count(*) from transfer where kind = 'capture'"));
    assertEquals(released, postgres.number("select count(*) from transfer where kind = 'release'"));
    assertEquals(10_000 + released * 30, available());
  }

  @Test
  void theDatabaseRefusesWhatMustNeverBe() {
    long done = job("done", 308);
    assertTrue(settle(done, 308));
    long open = job("open", 308);
    for (String forbidden :
        List.of(
            "update wallet set available = -1 where wallet_id = " + wallet,
            "update wallet set held = -1 where wallet_id = " + wallet,
            "select job_settle(" + open + ", 309, null, '{NEW}')",
            "select job_settle(" + open + ", -1, null, '{NEW}')",
            close(open, 307, 307, 0),
            close(open, 308, 308, 308),
            close(999, 308, 308, 0),
            close(done, 308, 0, 308),
            "insert into gen_job (id, tenant_id, wallet_id, shard, chat_key, confirm_key) values (999, 1, "
                + wallet
                + ", 0, 1, 'x')",
            end(open, "SUCCEEDED", "C"),
            end(open, "FAILED", "R"),
            end(open, "SUCCEEDED", "R"),
            "update gen_job set state = 'SUCCEEDED', live = false where id = " + open,
            "update gen_job set state = 'FAILED', live = false where id = " + open,
            end(done, "FAILED", "R"),
            "update transfer set amount = 1",
            "delete from transfer",
            "update hold set amount = 1",
            "delete from hold",
            "update hold_close set captured = 0, released = amount",
            "delete from hold_close",
            "truncate transfer cascade",
            "truncate hold_close cascade",
            "insert into hold select job_id, wallet_id, amount, xfer_id from hold where job_id = "
                + open,
            transfer("hold", open, "again"),
            transfer("capture", done, "again"),
            transfer("hold", 999, "hold:" + open),
            "insert into transfer (kind, debit, credit, amount, currency, idem) values ('topup', 4, 4, 1, 'XTR', 'self')",
            "insert into transfer (kind, debit, credit, amount, currency, idem) values ('topup', -2, 4, 0, 'XTR', 'zero')",
            "insert into transfer (kind, debit, credit, amount, currency, idem) values ('capture', 5, -1, 1, 'XTR', 'no job')")) {
      assertThrows(SQLException.class, () -> postgres.commit(forbidden), forbidden);
    }
    assertEquals(99_384, available());
    assertTrue(settle(open, 308), "nothing of it left a trace");
  }

  @Test
  void theDriftViewSeesAForgedBalance() {
    run("update wallet set available = available + 1 where wallet_id = " + wallet);
    assertEquals(List.of(wallet), postgres.column("select wallet_id from ledger_drift"));
    run("update wallet set available = available - 1 where wallet_id = " + wallet);
  }

  @Test
  void theGiftComesOnceAndTheFreeQuotaOnceADay() {
    List<Long> calls =
        Clients.inParallel(
            CLIENTS,
            CLIENTS,
            i -> one(person(2, 2_000, 3, "2026-01-0" + (1 + (int) (i % 2))) + ", 0::int8"));

    assertEquals(CLIENTS, calls.size());
    assertEquals(
        List.of(2_000L),
        column("select available from wallet where user_id = 2 and currency = 'XTR'"));
    assertEquals(List.of(3L), free(2));
    assertEquals(
        1, postgres.number("select count(*) from transfer where kind = 'gift' and amount = 2000"));
  }

  @Test
  void anUnusedQuotaIsNotGivenTwiceOnTheNextDay() {
    run(person(1, 0, 3, "2026-01-02"));
    assertEquals(List.of(3L), free(1));
    useFree(3);

    run(person(1, 0, 3, "2026-01-02"));
    assertEquals(List.of(0L), free(1));
    run(person(1, 0, 3, "2026-01-01"));
    assertEquals(List.of(0L), free(1), "a clock that is behind gives nothing");

    run(person(1, 0, 3, "2026-01-03"));
    assertEquals(List.of(3L), free(1));
  }

  private void useFree(int times) {
    long free =
        postgres.number("select wallet_id from wallet where user_id = 1 and currency = 'FRE'");
    for (int i = 0; i < times; i++) {
      long job = one("select job_create(" + free + ", 1, 0::int2, 1, 'f" + i + "')");
      assertTrue(settle(job, 1));
    }
  }

  private long settleAllBothWays(long client) throws SQLException {
    List<Long> jobs = new ArrayList<>(column("select id from gen_job"));
    Random random = new Random(client);
    Collections.shuffle(jobs, random);
    long won = 0;
    try (Connection connection = TestPostgres.connect(postgres.uri());
        Statement statement = connection.createStatement()) {
      for (long job : jobs) {
        String sql =
            "select job_settle(%d, %d, null, '{NEW}')"
                .formatted(job, random.nextBoolean() ? 30 : 0);
        try (ResultSet row = statement.executeQuery(sql)) {
          won += row.next() && row.getBoolean(1) ? 1 : 0;
        }
      }
    }
    return won;
  }

  private long job(String confirm, long price) {
    return one("select job_create(" + wallet + ", " + price + ", 0::int2, 1, '" + confirm + "')");
  }

  private boolean settle(long job, long capture) {
    return one("select job_settle(" + job + ", " + capture + ", null, '{NEW}')::int") == 1;
  }

  private long available() {
    return postgres.number("select available from wallet where wallet_id = $1", wallet);
  }

  private List<Long> free(int user) {
    return column("select available from wallet where user_id = " + user + " and currency = 'FRE'");
  }

  private static String person(int user, long gift, int free, String day) {
    return "select person_ensure(1, %d, 'en', 'Ann', 'XTR', %d, %d, '%s')"
        .formatted(user, gift, free, day);
  }

  private static String close(long job, long amount, long captured, long released) {
    return "insert into hold_close (job_id, amount, captured, released) values (%d, %d, %d, %d)"
        .formatted(job, amount, captured, released);
  }

  private static String end(long job, String state, String settled) {
    return "update gen_job set state = '%s', live = false, settled = '%s' where id = %d"
        .formatted(state, settled, job);
  }

  private static String transfer(String kind, long job, String idem) {
    return "insert into transfer (kind, debit, credit, amount, currency, job_id, idem)"
        + " values ('%s', 4, 5, 308, 'XTR', %d, '%s')".formatted(kind, job, idem);
  }

  private void run(String sql) {
    postgres.run(sql);
  }

  private long one(String sql) {
    List<Long> values = column(sql);
    return values.get(values.size() - 1);
  }

  /** The last column of every row, over JDBC: the caller may be one of many threads. */
  private List<Long> column(String sql) {
    List<Long> values = new ArrayList<>();
    try (Connection connection = TestPostgres.connect(postgres.uri());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getLong(rows.getMetaData().getColumnCount()));
      }
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
    return values;
  }
}
