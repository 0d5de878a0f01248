package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.testing.Await;
import trt.testing.Clients;
import trt.testing.MigratedPostgres;

/** Top-ups by transfer: credited once, by an operator of the same partner, or not at all. */
class ManualTransferTest {
  private static final int CLIENTS = 24;
  private static final int MOST = 3;

  private final MigratedPostgres postgres = MigratedPostgres.fresh();

  @BeforeEach
  void people() {
    run(
        "select person_ensure(1, n, 'en', 'P' || n, 'XTR', 0, 0, '2026-01-01') from"
            + " generate_series(1, 5) n");
  }

  @AfterEach
  void noDrift() {
    assertEquals(List.of(), postgres.column("select wallet_id from ledger_drift"));
    postgres.close();
  }

  @Test
  void twentyFourApprovalsAtOnceCreditOnce() {
    long request = claimed(1, 5);
    assertEquals(0, available(1), "said to be paid is not paid");

    List<Long> done = Clients.inParallel(CLIENTS, CLIENTS, i -> is(crediting(1, request), "done"));

    assertEquals(1, done.stream().mapToLong(Long::longValue).sum());
    assertEquals(500, available(1));
    assertEquals("already", text(crediting(1, request)));
    assertEquals("already", text(refusing(1, request)));
    assertEquals(1, one("select count(*) from transfer where kind = 'manual' and debit = -6"));
  }

  @Test
  void approvalsAndRefusalsRaceForOneDecision() {
    for (int round = 0; round < 10; round++) {
      long before = available(1);
      long request = claimed(1, 5);
      List<Long> done =
          Clients.inParallel(
              CLIENTS,
              CLIENTS,
              i -> is(i % 2 == 0 ? crediting(1, request) : refusing(1, request), "done"));
      assertEquals(1, done.stream().mapToLong(Long::longValue).sum());
      boolean approved =
          text("select state from manual_request where request_id = " + request).equals("approved");
      assertEquals(before + (approved ? 500 : 0), available(1));
    }
  }

  @Test
  void aDebtIsPaidFirst() {
    run(
        "update wallet set debt = 300 where user_id = 1 and currency = 'XTR'; insert into transfer"
            + " (kind, debit, credit, amount, currency, idem) select 'adjust', wallet_id * 4 + 2,"
            + " -5, 300, 'XTR', 'test' from wallet where user_id = 1 and currency = 'XTR'");
    assertEquals("done", text(crediting(1, claimed(1, 5))));
    assertEquals(200, available(1));
    assertEquals(0, one("select debt from wallet where user_id = 1 and currency = 'XTR'"));
  }

  @Test
  void nothingIsCreditedThatNobodySaidIsPaid() {
    long request = ask(1, 5, "1 day");
    assertEquals("absent", text(crediting(1, request)));
    assertEquals("absent", text(refusing(1, request)));
    assertEquals("cancelled", answer(1, request, false));
    assertEquals("absent", text(crediting(1, request)));
    assertEquals("over", answer(1, request, true));
    assertEquals("absent", text(crediting(1, 999)));
    assertEquals(0, available(1));
  }

  @Test
  void aStrangerCanNeitherClaimNorApprove() {
    run("insert into tenant (tenant_id, partner_id) overriding system value values (77, 'other')");
    long request = claimed(1, 5);
    long open = ask(1, 6, "1 day");
    assertEquals("absent", text(crediting(77, request)));
    assertEquals("absent", text(refusing(77, request)));
    assertEquals("unknown", answer(2, open, true));
    assertEquals("unknown", text("select result from manual_answer(77, 1, " + open + ", true)"));
    assertEquals(0, available(1));
    assertEquals("done", text(crediting(1, request)));
  }

  @Test
  void aPersonHasSoManyOpenHoweverManyAreAskedForAtOnce() {
    List<Long> asked =
        Clients.inParallel(CLIENTS, CLIENTS, i -> Long.signum(ask(1, 5, "1 day")) * 1L);
    assertEquals(MOST, asked.stream().mapToLong(Long::longValue).sum());
    assertTrue(ask(2, 5, "1 day") > 0, "others are not kept from it");
    long first = one("select min(request_id) from manual_request where user_id = 1");
    assertEquals("claimed", answer(1, first, true));
    assertEquals(0, ask(1, 5, "1 day"), "what waits for a decision is open");
    assertEquals("done", text(refusing(1, first)));
    assertTrue(ask(1, 5, "1 day") > 0);
  }

  @Test
  void whatNobodyPaidInTimeExpiresAndWhatWasPaidWaits() {
    long paid = claimed(1, 7, "1 second");
    // The last one: asking again would end it before it is answered.
    long late = ask(1, 5, "1 millisecond");
    Await.until(
        () -> one("select count(*) from manual_request where expires_at > clock_timestamp()") == 0);
    assertEquals("expired", answer(1, late, true));
    assertEquals("expired", answer(1, late, true));
    assertEquals("again", answer(1, paid, true));
    assertEquals("done", text(crediting(1, paid)));
    assertEquals(700, available(1));
  }

  @Test
  void askingAndCancellingForEverLeavesTwentyBehind() {
    for (int i = 0; i < 30; i++) {
      assertEquals("cancelled", answer(1, ask(1, 5, "1 day"), false));
    }
    assertEquals(21, one("select count(*) from manual_request"));
  }

  @Test
  void theDatabaseRefusesWhatMustNeverBe() {
    long approved = claimed(1, 5);
    assertEquals("done", text(crediting(1, approved)));
    long refused = claimed(1, 5);
    assertEquals("done", text(refusing(1, refused)));
    long waiting = claimed(1, 5);
    long asked = ask(1, 5, "1 day");
    long wallet = wallet(1) * 4;
    for (String forbidden :
        List.of(
            change("state = 'paid_claimed', decided_by = null, ended_at = null", approved),
            change("state = 'refused'", approved),
            change("amount = 1", approved),
            change("decided_by = 5", approved),
            change("state = 'approved'", refused),
            change("state = 'approved', decided_by = 1, ended_at = now()", waiting),
            change("state = 'requested', claimed_at = null", waiting),
            change("state = 'cancelled', claimed_at = null, ended_at = now()", waiting),
            change("amount = 1", waiting),
            change("stars = 500", asked),
            change("user_id = 2", asked),
            change(
                "state = 'approved', claimed_at = now(), decided_by = 1, ended_at = now()", asked),
            "delete from manual_request where request_id = " + approved,
            "delete from manual_request where request_id = " + refused,
            "delete from manual_request where request_id = " + waiting,
            "delete from manual_request where request_id = " + asked,
            "truncate manual_request",
            "insert into manual_request (tenant_id, user_id, wallet_id, stars, amount, expires_at,"
                + " state, claimed_at) select 1, 1, wallet_id, 5, 500, now() + interval '1 day',"
                + " 'paid_claimed', now() from wallet where user_id = 1 and currency = 'XTR'",
            transfer("manual", -6, wallet, "manual:" + waiting),
            transfer("manual", -6, wallet, "manual-debt:" + approved),
            transfer("manual", -6, wallet, "manual:999"),
            transfer("manual", -6, wallet, "by hand"),
            transfer("manual", -2, wallet, "manual:" + waiting),
            transfer("adjust", -6, wallet, "adjust:1"),
            transfer("manual", -6, wallet(2) * 4, "manual-debt:" + approved))) {
      assertThrows(SQLException.class, () -> postgres.commit(forbidden), forbidden);
    }
    assertEquals(500, available(1));
  }

  private static String change(String what, long request) {
    return "update manual_request set " + what + " where request_id = " + request;
  }

  private static String transfer(String kind, long debit, long credit, String idem) {
    return ("insert into transfer (kind, debit, credit, amount, currency, idem) values ('%s', %d,"
            + " %d, 500, 'XTR', '%s')")
        .formatted(kind, debit, credit, idem);
  }

  private long claimed(long user, int stars) {
    return claimed(user, stars, "1 day");
  }

  private long claimed(long user, int stars, String life) {
    long request = ask(user, stars, life);
    assertEquals("claimed", answer(user, request, true));
    return request;
  }

  private long ask(long user, int stars, String life) {
    return one(
        "select manual_ask(1, %d, 'XTR', %d, %d, %d, '%s')"
            .formatted(user, stars, stars * 100, MOST, life));
  }

  private String answer(long user, long request, boolean paid) {
    return text("select result from manual_answer(1, %d, %d, %b)".formatted(user, request, paid));
  }

  private static String crediting(int tenant, long request) {
    return "select result from manual_credit(%d, %d, 9)".formatted(tenant, request);
  }

  private static String refusing(int tenant, long request) {
    return "select result from manual_refuse(%d, %d, 9)".formatted(tenant, request);
  }

  private long wallet(long user) {
    return one("select wallet_id from wallet where currency = 'XTR' and user_id = " + user);
  }

  private long available(long user) {
    return one("select available from wallet where currency = 'XTR' and user_id = " + user);
  }

  private void run(String sql) {
    postgres.run(sql);
  }

  private long is(String sql, String wanted) {
    return text(sql).equals(wanted) ? 1 : 0;
  }

  private long one(String sql) {
    return Long.parseLong(text(sql));
  }

  private String text(String sql) {
    return postgres.text(sql);
  }
}
