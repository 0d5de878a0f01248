package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.testing.Clients;
import trt.testing.MigratedPostgres;

/** Payments and refunds in the books: what the functions do, and what the database refuses. */
class StarsLedgerTest {
  private static final int CLIENTS = 24;

  private final MigratedPostgres postgres = MigratedPostgres.fresh();
  private long wallet;

  @BeforeEach
  void ann() {
    run("select person_ensure(1, 1, 'en', 'Ann', 'XTR', 0, 0, '2026-01-01')");
    wallet = one("select wallet_id from wallet where user_id = 1 and currency = 'XTR'");
  }

  @AfterEach
  void noDrift() {
    assertEquals(List.of(), postgres.column("select wallet_id from ledger_drift"));
    assertEquals(
        one(
            "select coalesce(sum(credited), 0) - (select coalesce(sum(p.credited), 0) from"
                + " stars_refund r join stars_payment p using (charge_id) where r.state <>"
                + " 'refused') from stars_payment"),
        one(
            "select coalesce(sum(amount * ((debit = -2)::int - (credit = -2)::int)), 0)::int8 from"
                + " transfer"),
        "what Telegram owes us is what was paid and not given back");
    postgres.close();
  }

  @Test
  void aChargeIsCreditedOnceWhoeverComesFirst() {
    assertEquals(1, pay("c1", 50, "update"));
    assertEquals(0, pay("c1", 50, "reconcile"));
    assertEquals(0, pay("c1", 70, "update"), "a forged repeat changes nothing");
    assertEquals(List.of(5_000L, 0L, 0L), purse());
  }

  @Test
  void whoPaysWithoutEverHavingWrittenIsCreditedToo() {
    assertEquals(1, one(credit("c9", 77, 10, "x", "reconcile")));
    assertEquals(1_000, one("select available from wallet where user_id = 77"));
    run("select person_ensure(1, 77, 'ru', 'Boris', 'XTR', 300, 3, '2026-01-01')");
    assertEquals(
        1_300, one("select available from wallet where user_id = 77 and currency = 'XTR'"));
  }

  @Test
  void fiftyTopUpsOfOnePersonAtOnceEachHeardOfTwiceAreCreditedOnceEach() {
    List<Long> fresh =
        Clients.inParallel(
            CLIENTS,
            100,
            i -> one(credit("c" + i / 2, 1, 10, "x", i % 2 == 0 ? "update" : "reconcile")));

    assertEquals(50, fresh.stream().mapToLong(Long::longValue).sum());
    assertEquals(List.of(50_000L, 0L, 0L), purse());
    assertEquals(50, one("select count(*) from stars_payment"));
  }

  @Test
  void aRefundTakesTheMoneyBeforeTelegramIsAsked() {
    assertEquals(1, pay("c1", 50, "update"));
    assertEquals("intent", refund("c1"));
    assertEquals(List.of(0L, 0L, 0L), purse());
    assertEquals("pending", refund("c1"));
    assertEquals(1, one("select payment_refund_done('c1')::int"));
    assertEquals(0, one("select payment_refund_done('c1')::int"));
    assertEquals(0, one("select payment_refund_refused('c1')::int"));
    assertEquals("done", refund("c1"));
    assertEquals("unknown", refund("nobody's"));
    assertEquals(List.of(0L, 0L, 0L), purse());
  }

  @Test
  void whatIsSpentAlreadyBecomesDebtAndTheNextTopUpPaysItFirst() {
    assertEquals(1, pay("c1", 50, "update"));
    spend(4_000);
    assertEquals("intent", refund("c1"));
    assertEquals(List.of(0L, 0L, 4_000L), purse());
    assertEquals(0, one("select coalesce(job_create(" + wallet + ", 1, 0::int2, 1, 'k2'), 0)"));

    assertEquals(1, pay("c2", 30, "update"));
    assertEquals(List.of(0L, 0L, 1_000L), purse());
    assertEquals(1, pay("c3", 30, "update"));
    assertEquals(List.of(2_000L, 0L, 0L), purse());
  }

  @Test
  void moneyReleasedByAJobPaysTheDebt() {
    assertEquals(1, pay("c1", 50, "update"));
    long job = one("select job_create(" + wallet + ", 4000, 0::int2, 1, 'k')");
    assertEquals("intent", refund("c1"));
    assertEquals(List.of(0L, 4_000L, 4_000L), purse());

    assertEquals(1, one("select job_settle(" + job + ", 0, null, '{NEW}')::int"));

    assertEquals(List.of(0L, 0L, 0L), purse());
  }

  @Test
  void aRefusedRefundGivesTheMoneyBackAndMayBeginAnew() {
    assertEquals(1, pay("c1", 50, "update"));
    spend(2_000);
    assertEquals("intent", refund("c1"));
    assertEquals(1, one("select payment_refund_refused('c1')::int"));
    assertEquals(List.of(3_000L, 0L, 0L), purse());
    assertEquals(0, one("select payment_refund_refused('c1')::int"));

    assertEquals(1, one("select payment_refund_seen('c1', 'chargeback')::int"));
    assertEquals(List.of(0L, 0L, 2_000L), purse());
    assertEquals(0, one("select payment_refund_seen('c1', 'chargeback')::int"));
    assertEquals(2, one("select round from stars_refund"));
  }

  @Test
  void manyRefundsAtOnceOfOnePaymentTakeItOnce() {
    assertEquals(1, pay("c1", 50, "update"));
    assertEquals(1, pay("c2", 50, "update"));
    List<Long> taken =
        Clients.inParallel(
            CLIENTS,
            CLIENTS,
            i ->
                i % 3 == 0
                    ? one("select payment_refund_seen('c1', 'chargeback')::int")
                    : one("select (payment_refund_intent('c1', 'admin', 'x') = 'intent')::int"));

    assertTrue(taken.stream().mapToLong(Long::longValue).sum() >= 1);
    assertEquals(List.of(5_000L, 0L, 0L), purse());
    assertEquals(1, one("select count(*) from transfer where kind = 'clawback'"));
  }

  @Test
  void theDatabaseRefusesWhatMustNeverBe() {
    assertEquals(1, pay("c1", 50, "update"));
    assertEquals(1, pay("c2", 50, "update"));
    assertEquals("intent", refund("c2"));
    assertEquals(1, one("select payment_refund_done('c2')::int"));
    assertEquals(1, pay("c3", 50, "update"));
    assertEquals("intent", refund("c3"));
    assertEquals(1, pay("c4", 50, "update"));
    assertEquals("intent", refund("c4"));
    assertEquals(1, one("select payment_refund_refused('c4')::int"));
    run("insert into stars_confirmed (charge_id) values ('c1')");
    run(invoice("'" + "t".repeat(20) + "'", "1", "5", "'XTR'", "'1h'"));
    for (String forbidden :
        List.of(
            payment("c1", 50, 5_000),
            payment("c9", 50, 5_000),
            payment("c9", 0, 5_000),
            payment("c9", 50, 0),
            payment("", 50, 5_000),
            paymentWith("c9", 5_000, 4_999),
            paymentWith("c9", 5_000, 5_001),
            "update stars_payment set stars = 1",
            "update stars_payment set credited = 1 where charge_id = 'c1'",
            "delete from stars_payment",
            "truncate stars_payment cascade",
            "update stars_confirmed set at = now()",
            "truncate stars_confirmed",
            "insert into stars_confirmed (charge_id) values ('c9')",
            "delete from stars_refund",
            "truncate stars_refund",
            refundRow("c9", "intent"),
            refundRow("c1", "intent"),
            refundRow("c1", "done"),
            refundRow("c2", "intent"),
            refundRow("c1", "lost"),
            "update stars_refund set state = 'intent', ended_at = null where charge_id = 'c2'",
            "update stars_refund set state = 'refused' where charge_id = 'c2'",
            "update stars_refund set state = 'refused', ended_at = now() where charge_id = 'c3'",
            "update stars_refund set state = 'done' where charge_id = 'c3'",
            "update stars_refund set charge_id = 'c1' where charge_id = 'c3'",
            "update stars_refund set round = 2 where charge_id = 'c3'",
            "update stars_refund set reason = 'other' where charge_id = 'c3'",
            "update stars_refund set state = 'done' where charge_id = 'c4'",
            "update stars_refund set state = 'intent', ended_at = null, round = 2 where charge_id ="
                + " 'c4'",
            transfer("topup", -2, wallet * 4, "stars:c9"),
            transfer("topup", -2, wallet * 4, "gift"),
            transfer("topup", -2, wallet * 4, "stars:c1"),
            transfer("clawback", wallet * 4, -2, "claw:1:c1"),
            transfer("clawback", wallet * 4, -2, "claw:1:c9"),
            transfer("clawback", wallet * 4, -2, "claw:1:c2"),
            "update wallet set debt = -1 where wallet_id = " + wallet,
            invoice("'" + "u".repeat(20) + "'", "1", "0", "'XTR'", "'1h'"),
            invoice("'" + "u".repeat(20) + "'", "1", "-5", "'XTR'", "'1h'"),
            invoice("'" + "u".repeat(20) + "'", "1", "5", "'USD'", "'1h'"),
            invoice("'" + "u".repeat(20) + "'", "1", "5", "'XTR'", "'-1h'"),
            invoice("'" + "u".repeat(20) + "'", "404", "5", "'XTR'", "'1h'"),
            invoice("'" + "t".repeat(20) + "'", "1", "5", "'XTR'", "'1h'"),
            invoice("'short'", "1", "5", "'XTR'", "'1h'"),
            "update stars_invoice set stars = 1",
            "update stars_invoice set user_id = 77",
            "insert into stars_cursor (feed_id, transactions) values (1, -1)")) {
      assertThrows(SQLException.class, () -> postgres.commit(forbidden), forbidden);
    }
    assertEquals(List.of(10_000L, 0L, 0L), purse());
  }

  private long pay(String charge, int stars, String source) {
    return one(credit(charge, 1, stars, "x", source));
  }

  private static String credit(String charge, long user, int stars, String payload, String source) {
    return ("select payment_credit('%s', 1, %d, 'en', 'Ann', 'XTR', %d, %d, '%s', '%s',"
            + " now())::int")
        .formatted(charge, user, stars, stars * 100, payload, source);
  }

  private String refund(String charge) {
    return postgres
        .column("select payment_refund_intent($1, 'admin', 'asked for')", charge)
        .get(0)
        .toString();
  }

  private void spend(long amount) {
    long job = one("select job_create(" + wallet + ", " + amount + ", 0::int2, 1, 'spent')");
    assertEquals(1, one("select job_settle(" + job + ", " + amount + ", null, '{NEW}')::int"));
  }

  private List<Long> purse() {
    return List.of(
        one("select available from wallet where wallet_id = " + wallet),
        one("select held from wallet where wallet_id = " + wallet),
        one("select debt from wallet where wallet_id = " + wallet));
  }

  private String payment(String charge, long stars, long credited) {
    return ("insert into stars_payment (charge_id, feed_id, wallet_id, user_id, stars, credited,"
            + " payload, invoiced, source, paid_at) values ('%s', 1, %d, 1, %d, %d, '', true,"
            + " 'update', now())")
        .formatted(charge, wallet, stars, credited);
  }

  private String paymentWith(String charge, long credited, long booked) {
    return payment(charge, 50, credited)
        + "; "
        + transfer("topup", -2, wallet * 4, "stars:" + charge)
            .replace(", 1, 'XTR'", ", " + booked + ", 'XTR'");
  }

  private static String refundRow(String charge, String state) {
    return ("insert into stars_refund (charge_id, state, cause, reason, ended_at) values ('%s',"
            + " '%s', 'admin', 'x', %s)")
        .formatted(charge, state, state.equals("intent") ? "null" : "now()");
  }

  private static String transfer(String kind, long debit, long credit, String idem) {
    return ("insert into transfer (kind, debit, credit, amount, currency, idem) values ('%s', %d,"
            + " %d, 1, 'XTR', '%s')")
        .formatted(kind, debit, credit, idem);
  }

  private static String invoice(
      String token, String user, String stars, String currency, String life) {
    return ("insert into stars_invoice (token, tenant_id, user_id, stars, currency, expires_at)"
            + " values (%s, 1, %s, %s, %s, now() + interval %s)")
        .formatted(token, user, stars, currency, life);
  }

  private void run(String sql) {
    postgres.run(sql);
  }

  private long one(String sql) {
    return MigratedPostgres.look(postgres.uri(), sql);
  }
}
