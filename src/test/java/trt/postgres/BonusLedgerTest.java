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

/** Promo codes, invitations and wishes for refunds: once each, whatever comes at once. */
class BonusLedgerTest {
  private static final int CLIENTS = 24;
  private static final int TRIES = 5;

  private final MigratedPostgres postgres = MigratedPostgres.fresh();

  @BeforeEach
  void people() {
    run(
        "select person_ensure(1, n, 'en', 'P' || n, 'XTR', 0, 0, '2026-01-01') from"
            + " generate_series(1, 60) n");
  }

  @AfterEach
  void noDrift() {
    assertEquals(List.of(), postgres.column("select wallet_id from ledger_drift"));
    postgres.close();
  }

  @Test
  void twentyFourAttemptsOfOnePersonAtOnceBringTheMoneyOnce() {
    code("SPRING", 500, 100, "7 days");

    List<Long> ok = Clients.inParallel(CLIENTS, CLIENTS, i -> redeemed(1, "SPRING", 1_000));

    assertEquals(1, ok.stream().mapToLong(Long::longValue).sum());
    assertEquals(500, available(1));
    assertEquals(1, one("select used from promo_code"));
    assertEquals("wait", redeem(1, "SPRING"), "so many attempts in vain");
    run("delete from promo_try");
    assertEquals("used", redeem(1, "SPRING"));
  }

  @Test
  void sixtyPeopleAtOnceShareTwentyUses() {
    code("FEW", 500, 20, "7 days");

    List<Long> ok = Clients.inParallel(CLIENTS, 60, i -> redeemed(1 + i, "FEW", TRIES));

    assertEquals(20, ok.stream().mapToLong(Long::longValue).sum());
    assertEquals(20, one("select used from promo_code"));
    assertEquals(10_000, one("select sum(available)::int8 from wallet where currency = 'XTR'"));
    assertEquals(20, one("select count(*) from transfer where kind = 'promo' and debit = -3"));
  }

  @Test
  void everyReasonHasItsName() {
    code("OPEN", 500, 1, "7 days");
    code("PAST", 500, 1, "1 millisecond");
    code("SHUT", 500, 1, "7 days");
    run("update promo_code set closed_at = now() where code = 'SHUT'");
    assertEquals("ok", redeem(1, "OPEN"));
    assertEquals("gone", redeem(2, "OPEN"));
    assertEquals("used", redeem(1, "OPEN"));
    assertEquals("unknown", redeem(1, "NEVER"));
    assertEquals("closed", redeem(1, "SHUT"));
    Await.until(
        () ->
            one("select (expires_at < clock_timestamp())::int from promo_code where code = 'PAST'")
                == 1);
    assertEquals("expired", redeem(1, "PAST"));
    assertEquals(500, available(1));
    assertEquals(0, available(2));
  }

  @Test
  void whoGuessesIsNotHeardForAnHour() {
    code("RIGHT", 500, 100, "7 days");
    List<Long> attempts =
        Clients.inParallel(CLIENTS, CLIENTS, i -> redeemed(1, "WRONG" + i, TRIES));
    assertEquals(0, attempts.stream().mapToLong(Long::longValue).sum());
    assertEquals(TRIES, one("select failed from promo_try where user_id = 1"));
    assertEquals("wait", redeem(1, "RIGHT"));
    assertEquals("ok", redeem(2, "RIGHT"), "others are heard");

    run("update promo_try set since = since - interval '1 hour'");
    assertEquals("ok", redeem(1, "RIGHT"));
  }

  @Test
  void aBonusPaysADebtFirst() {
    pay(1, "c1", 5);
    spend(1, 500);
    run("select payment_refund_intent('c1', 'telegram', 'x')");
    assertEquals(500, one("select debt from wallet where user_id = 1 and currency = 'XTR'"));
    code("SPRING", 700, 1, "7 days");
    assertEquals("ok", redeem(1, "SPRING"));
    assertEquals(0, one("select debt from wallet where user_id = 1 and currency = 'XTR'"));
    assertEquals(200, available(1));
  }

  @Test
  void onlyWhomTheUpdateHasMadeIsCountedAndOnce() {
    run("insert into referral_code (tenant_id, user_id, code) values (1, 1, 'code-of-1')");
    run("select tg_partition_for(1)");
    update(1, 100);
    update(2, 100);
    assertEquals(0, arrive(2, "code-of-1", 1), "was here before");
    run("select person_ensure(1, 100, 'en', 'New', 'XTR', 0, 0, '2026-01-01')");
    assertEquals(0, arrive(100, "code-of-nobody", 1));
    List<Long> counted = Clients.inParallel(CLIENTS, CLIENTS, i -> arrive(100, "code-of-1", 1));
    assertEquals(1, counted.stream().mapToLong(Long::longValue).sum());

    update(3, 101);
    update(4, 101);
    run("select person_ensure(1, 101, 'en', 'New', 'XTR', 0, 0, '2026-01-01')");
    run("insert into session (feed_id, chat_key, user_id, state) values (1, 101, 101, '{}')");
    assertEquals(0, arrive(101, "code-of-1", 4), "the start before it has made the person");
    run("insert into referral_code (tenant_id, user_id, code) values (1, 101, 'code-of-101')");
    assertEquals(0, arrive(101, "code-of-101", 3), "nobody invites himself");
  }

  @Test
  void aRewardNeedsOwnMoneySpentAndComesOnce() {
    invited(2, 1);
    gift(2, 300);
    spend(2, 300);
    assertEquals("none", reward(2), "gifts are no reason");
    pay(2, "c1", 5);
    assertEquals("waiting", reward(2), "paid and not spent");
    spend(2, 100);

    List<Long> rewarded = Clients.inParallel(CLIENTS, CLIENTS, i -> is(rewarding(2), "rewarded"));

    assertEquals(1, rewarded.stream().mapToLong(Long::longValue).sum());
    assertEquals(500, available(1));
    assertEquals("none", reward(2));
  }

  @Test
  void whatWentBackWasNotSpent() {
    invited(2, 1);
    pay(2, "c1", 5);
    spend(2, 500);
    run("select payment_refund_seen('c1', 'x')");
    assertEquals("waiting", reward(2));
    run("select payment_refund_intent('c1', 'telegram', 'x')");
    pay(2, "c2", 9);
    assertEquals("waiting", reward(2), "it paid the debt");
    spend(2, 100);
    assertEquals("rewarded", reward(2));
  }

  @Test
  void aDayHasSoManyRewardsHoweverManyFriendsSpendAtOnce() {
    for (int friend = 2; friend <= 31; friend++) {
      invited(friend, 1);
      pay(friend, "c" + friend, 5);
      spend(friend, 100);
    }

    List<Long> rewarded = Clients.inParallel(CLIENTS, 30, i -> is(rewarding(2 + i), "rewarded"));

    assertEquals(10, rewarded.stream().mapToLong(Long::longValue).sum());
    assertEquals(5_000, available(1));
    long open = one("select min(invitee) from referral where rewarded_at is null");
    assertEquals("tomorrow", reward(open));
    run(
        "alter table referral disable trigger user; update referral set rewarded_at = rewarded_at - interval '1 day' where rewarded_at is not null; alter table referral enable trigger user");
    assertEquals("rewarded", reward(open));
  }

  @Test
  void anUnspentPaymentGoesBackByItselfOnceHoweverOftenItIsAskedFor() {
    pay(1, "c1", 5);
    List<Long> begun =
        Clients.inParallel(CLIENTS, CLIENTS, i -> is(asking(1, "c1", "1 hour"), "begun"));
    assertEquals(1, begun.stream().mapToLong(Long::longValue).sum());
    assertEquals(0, available(1));
    assertEquals("pending", ask(1, "c1", "1 hour"));
    run("select payment_refund_done('c1')");
    assertEquals("done", ask(1, "c1", "1 hour"));
    assertEquals("rule", text("select cause from stars_refund"));
  }

  @Test
  void whatTheRuleDoesNotGrantIsLeftToPeopleAndChangesNothing() {
    pay(1, "late", 5);
    pay(1, "spent", 5);
    assertEquals("unknown", ask(2, "late", "1 hour"), "of somebody else");
    assertEquals("late", ask(1, "late", "0 hours"));
    spend(1, 600);
    assertEquals("spent", ask(1, "spent", "1 hour"));
    assertEquals("spent", ask(1, "spent", "1 hour"));
    assertEquals(
        List.of(2L), postgres.column("select count(*) from refund_wish"), "a wish is noted once");
    assertEquals(400, available(1));
    assertEquals(0, one("select count(*) from stars_refund"));
  }

  @Test
  void manyWishesAndManyOrdersAtOnceNeverOverspend() {
    for (int i = 0; i < 10; i++) {
      pay(1, "c" + i, 5);
    }
    long wallet = wallet(1);
    List<Long> won =
        Clients.inParallel(
            CLIENTS,
            40,
            i ->
                i % 2 == 0
                    ? is(asking(1, "c" + i / 2 % 10, "1 hour"), "begun")
                    : one(
                        "select coalesce(sign(job_create("
                            + wallet
                            + ", 400, 0::int2, 1, 'k"
                            + i
                            + "')), 0)::int8"));
    long back = 0;
    long made = 0;
    for (int i = 0; i < won.size(); i++) {
      back += i % 2 == 0 ? won.get(i) : 0;
      made += i % 2 == 1 ? won.get(i) : 0;
    }
    assertEquals(5_000 - back * 500 - made * 400, available(1));
    assertEquals(0, one("select debt from wallet where wallet_id = " + wallet));
  }

  @Test
  void theDatabaseRefusesWhatMustNeverBe() {
    code("SPRING", 500, 2, "7 days");
    assertEquals("ok", redeem(1, "SPRING"));
    invited(2, 1);
    pay(2, "c1", 5);
    spend(2, 100);
    assertEquals("rewarded", reward(2));
    long wallet = wallet(1) * 4;
    for (String forbidden :
        List.of(
            "insert into promo_code (tenant_id, code, amount, uses_most, made_by, expires_at) values (1, 'low', 1, 1, 1, now() + interval '1 day')",
            "insert into promo_code (tenant_id, code, amount, uses_most, made_by, expires_at) values (1, 'SPRING', 1, 1, 1, now() + interval '1 day')",
            "insert into promo_code (tenant_id, code, amount, uses_most, made_by, expires_at) values (1, 'ZERO', 0, 1, 1, now() + interval '1 day')",
            "insert into promo_code (tenant_id, code, amount, uses_most, made_by, expires_at) values (1, 'NONE', 1, 0, 1, now() + interval '1 day')",
            "insert into promo_code (tenant_id, code, amount, uses_most, made_by, expires_at) values (1, 'PAST', 1, 1, 1, now() - interval '1 day')",
            "update promo_code set amount = 1",
            "update promo_code set uses_most = 100",
            "update promo_code set expires_at = expires_at + interval '1 year'",
            "update promo_code set used = 0",
            "update promo_code set used = 3",
            "delete from promo_code",
            "insert into promo_use (code_id, user_id, tenant_id, amount) values (1, 3, 1, 500)",
            "insert into promo_use (code_id, user_id, tenant_id, amount) values (1, 1, 1, 500)",
            "update promo_use set amount = 1",
            "delete from promo_use",
            "truncate promo_use",
            transfer("promo", wallet, "promo:1:3"),
            transfer("promo", wallet, "promo:1:1"),
            transfer("promo", wallet, "promo-debt:1:1"),
            transfer("promo", wallet, "bonus"),
            transfer("referral", wallet, "referral-debt:1:2"),
            transfer("referral", wallet, "referral:1:3"),
            transfer("referral", wallet, "referral:1:2"),
            "insert into referral (tenant_id, invitee, inviter) values (1, 5, 5)",
            "insert into referral (tenant_id, invitee, inviter) values (1, 2, 3)",
            "insert into referral (tenant_id, invitee, inviter) values (1, 9999, 3)",
            "insert into referral (tenant_id, invitee, inviter, paid_at, rewarded_at, reward) values (1, 6, 3, now(), now(), 5)",
            "insert into referral (tenant_id, invitee, inviter, rewarded_at, reward) values (1, 6, 3, now(), 5)",
            "update referral set inviter = 3",
            "update referral set reward = 1",
            "update referral set rewarded_at = null, reward = null",
            "delete from referral",
            "truncate referral")) {
      assertThrows(SQLException.class, () -> postgres.commit(forbidden), forbidden);
    }
    assertEquals(1_000, available(1));
  }

  private void code(String code, long amount, int uses, String life) {
    run(
        ("insert into promo_code (tenant_id, code, amount, uses_most, made_by, expires_at) values"
                + " (1, '%s', %d, %d, 9, clock_timestamp() + interval '%s')")
            .formatted(code, amount, uses, life));
  }

  private long redeemed(long user, String code, int tries) {
    return one(
        "select (result = 'ok')::int from promo_redeem(1, %d, 'XTR', '%s', %d, '1 hour')"
            .formatted(user, code, tries));
  }

  private String redeem(long user, String code) {
    return text(
        "select result from promo_redeem(1, %d, 'XTR', '%s', %d, '1 hour')"
            .formatted(user, code, TRIES));
  }

  private void update(int id, long chat) {
    run(
        "insert into tg_update (feed_id, update_id, shard, chat_key, kind, payload) values (1, %d, 0, %d, 0, '')"
            .formatted(id, chat));
  }

  private long arrive(long user, String code, int update) {
    return one("select referral_arrive(1, 1, %d, '%s', %d)::int".formatted(user, code, update));
  }

  private void invited(long newcomer, long inviter) {
    run(
        "insert into referral (tenant_id, invitee, inviter) values (1, %d, %d)"
            .formatted(newcomer, inviter));
  }

  private static String rewarding(long newcomer) {
    return "select referral_reward(1, %d, 'XTR', 500, 10) ".formatted(newcomer);
  }

  private String reward(long newcomer) {
    return text(rewarding(newcomer));
  }

  private static String asking(long user, String charge, String within) {
    return "select (refund_ask(1, %d, md5('%s'), '%s')).result ".formatted(user, charge, within);
  }

  private String ask(long user, String charge, String within) {
    return text(asking(user, charge, within));
  }

  private void gift(long user, long amount) {
    run(
        ("update wallet set available = available + %2$d where user_id = %1$d and currency = 'XTR';"
                + " insert into transfer (kind, debit, credit, amount, currency, idem) select"
                + " 'gift', -3, wallet_id * 4, %2$d, 'XTR', 'g%1$d' from wallet where user_id ="
                + " %1$d and currency = 'XTR'")
            .formatted(user, amount));
  }

  private void pay(long user, String charge, int stars) {
    assertEquals(
        1,
        one(
            "select payment_credit('%s', 1, %d, 'en', 'P', 'XTR', %d, %d, 'x', 'update', now())::int"
                .formatted(charge, user, stars, stars * 100)));
  }

  private void spend(long user, long amount) {
    long job =
        one(
            "select job_create(%d, %d, 0::int2, 1, 's' || (select count(*) from gen_job))"
                .formatted(wallet(user), amount));
    assertTrue(job > 0, "has the money");
    assertEquals(1, one("select job_settle(" + job + ", " + amount + ", null, '{NEW}')::int"));
  }

  private static String transfer(String kind, long credit, String idem) {
    return ("insert into transfer (kind, debit, credit, amount, currency, idem) values ('%s', -3,"
            + " %d, 1, 'XTR', '%s')")
        .formatted(kind, credit, idem);
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
