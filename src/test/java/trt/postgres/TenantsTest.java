package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.domain.dialogue.Outcome.OfMoney;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.domain.wallet.Charge;
import trt.testing.MigratedPostgres;
import trt.testing.TestVertx;

/**
 * Two partners with the same people and the same commands on one database: neither sees nor changes
 * anything of the other.
 */
class TenantsTest {
  private static final long PERSON = 77;
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  /** Tables whose rows belong to whom the row they hang on belongs to; and by what they hang. */
  private static final Map<String, String> HANGING =
      Map.ofEntries(
          Map.entry("transfer", "its accounts are wallets"),
          Map.entry("hold", "wallet_id"),
          Map.entry("hold_close", "job_id"),
          Map.entry("gen_attempt", "job_id"),
          Map.entry("gen_result", "job_id"),
          Map.entry("gen_upload", "job_id"),
          Map.entry("kie_event", "job_id"),
          Map.entry("stars_confirmed", "charge_id"),
          Map.entry("stars_refund", "charge_id"),
          Map.entry("delivered", "its name begins with what names the feed or the job"));

  /**
   * Tables about the installation as a whole, or about an account at KIE that several may share.
   */
  private static final Set<String> COMMON =
      Set.of("tenant", "schema_changelog", "sales_pause", "credit_sample", "data_key", "seal_walk");

  private final MigratedPostgres postgres = MigratedPostgres.fresh();
  private final Db db =
      new Db(TestVertx.vertx(), postgres.config().database(), new SimpleMeterRegistry());
  private final Partner one = new Partner(get(new FeedStore(db).open("one", 42, "https://api")));
  private final Partner two = new Partner(get(new FeedStore(db).open("two", 43, "https://api")));

  @BeforeEach
  void bothWork() {
    one.works("one");
    two.works("two");
  }

  @AfterEach
  void close() {
    assertEquals(List.of(), postgres.column("select wallet_id from ledger_drift"));
    get(db.close());
    postgres.close();
  }

  @Test
  void everyTableSaysWhoseItsRowsAre() {
    Set<String> unclear =
        new TreeSet<>(
            postgres
                .column(
                    """
                    SELECT t.table_name::text FROM information_schema.tables t
                    WHERE t.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
                      AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = to_regclass(t.table_name))
                      AND NOT EXISTS (SELECT FROM information_schema.columns c
                        WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name
                          AND c.column_name IN ('tenant_id', 'feed_id'))
                      AND NOT EXISTS (SELECT FROM information_schema.columns c
                        WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name
                          AND c.column_name = 'wallet_id')
                    """)
                .stream()
                .map(String::valueOf)
                .toList());
    unclear.removeAll(HANGING.keySet());
    unclear.removeAll(COMMON);
    assertEquals(Set.of(), unclear, "name its owner here, or give it a column that does");
  }

  @Test
  void whatOneDoesChangesNoRowOfTheOther() {
    Map<String, String> before = rowsOf(one.feed);
    assertTrue(
        before.values().stream().filter(rows -> !rows.isEmpty()).count() >= 12, before::toString);

    two.works("again");
    two.spends();
    assertEquals(RefundStore.Wish.INTENT, get(two.refunds.intend("charge-two", "admin", "x")));

    assertEquals(before, rowsOf(one.feed));
  }

  @Test
  void neitherSeesTheOtherThroughTheStores() {
    assertEquals(800, two.purse().available());
    one.spends();
    assertEquals(800, two.purse().available());
    assertEquals(List.of("GIFT", "TOPUP", "PROMO"), two.statement("XTR"));
    assertEquals(5, one.statement("XTR").size() + one.statement("FRE").size());

    assertEquals(OfMoney.Redemption.UNKNOWN, two.redeems("CODE-ONE"));
    assertEquals(
        List.of("CODE-TWO"), two.with(two.promos::list).stream().map(OfMoney.Promo::code).toList());
    assertFalse(two.holds(c -> two.promos.close(c, "CODE-ONE")));
    assertEquals(0, two.with(c -> two.referrals.invited(c, PERSON, "link-of-nobody")).came());
    assertFalse(two.holds(c -> two.referrals.arrive(c, PERSON + 1, "link-of-one", 1)));
    assertEquals(List.of(), get(two.referrals.due(Duration.ofDays(1), 10)));

    assertEquals(Map.of(), two.with(c -> two.payments.issued(c, List.of(Partner.token("one")))));
    assertEquals(1, two.with(c -> two.wishes.payments(c, PERSON, ZoneOffset.UTC)).size());
    String payment = md5("charge-one");
    assertEquals(
        OfMoney.Wish.UNKNOWN,
        two.with(c -> two.wishes.ask(c, PERSON, payment, Duration.ofDays(1))).result());
    assertEquals(RefundStore.Wish.INTENT, get(one.refunds.intend("charge-one", "admin", "x")));
    assertEquals(0, get(two.refunds.due(10)).size());
    assertEquals(1, get(one.refunds.due(10)).size());

    assertEquals(Optional.empty(), get(two.jobs.find(one.job)));
    assertEquals(List.of(), get(two.jobs.byIds(List.of(one.job))));
    assertEquals(Optional.empty(), two.with(c -> two.jobs.result(c, one.job)));
    assertTrue(one.with(c -> one.jobs.result(c, one.job)).isPresent());
    assertEquals(
        Optional.empty(), get(two.files.find(new SentFileStore.Source("https://f/one", "photo"))));
  }

  private String md5(String text) {
    return postgres.column("select md5($1::text)", text).get(0).toString();
  }

  /** Everything of a partner, by table: in tables that name him, and in those of his wallets. */
  private Map<String, String> rowsOf(FeedStore.Feed feed) {
    Map<String, String> rows = new TreeMap<>();
    for (Object name :
        postgres.column(
            """
            SELECT c.table_name::text || ' ' || min(c.column_name::text) FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
              AND c.column_name IN ('tenant_id', 'feed_id', 'wallet_id') GROUP BY c.table_name
            """)) {
      String table = name.toString().split(" ", 2)[0];
      String column = name.toString().split(" ", 2)[1];
      String mine =
          switch (column) {
            case "feed_id" -> "feed_id = " + feed.feedId();
            case "tenant_id" -> "tenant_id = " + feed.tenantId();
            default ->
                "wallet_id in (select wallet_id from wallet where tenant_id = "
                    + feed.tenantId()
                    + ")";
          };
      rows.put(
          table,
          postgres
              .column(
                  "select coalesce(string_agg(t::text, '; ' order by t::text), '') from "
                      + table
                      + " t where "
                      + mine)
              .get(0)
              .toString());
    }
    rows.put(
        "transfer",
        postgres
            .column(
                "select coalesce(string_agg(t::text, '; ' order by t.id), '') from transfer t join wallet w on"
                    + " w.wallet_id in (t.debit / 4, t.credit / 4) where w.tenant_id = $1",
                feed.tenantId())
            .get(0)
            .toString());
    return rows;
  }

  /** A bot and what its users did. */
  private final class Partner {
    final FeedStore.Feed feed;
    final SceneStore scenes;
    final JobStore jobs;
    final PaymentStore payments;
    final RefundStore refunds;
    final PromoStore promos;
    final ReferralStore referrals;
    final RefundWishStore wishes;
    final StatementStore statements;
    final SentFileStore files;
    final OutboxStore outbox;
    long job;

    Partner(FeedStore.Feed feed) {
      this.feed = feed;
      this.scenes = new SceneStore(db, feed, new SceneStore.Terms("XTR", 200, 3));
      this.jobs = new JobStore(db, feed);
      this.payments = new PaymentStore(feed, "XTR", 100);
      this.refunds = new RefundStore(db, feed);
      this.promos = new PromoStore(feed, "XTR");
      this.referrals = new ReferralStore(db, feed, "XTR");
      this.wishes = new RefundWishStore(feed);
      this.statements = new StatementStore(feed, ZoneOffset.UTC);
      this.files = new SentFileStore(db, feed);
      this.outbox = new OutboxStore(db, feed);
    }

    static String token(String name) {
      return "token-of-" + name + "-long-enough";
    }

    <T> T with(Function<SqlConnection, Future<T>> work) {
      return get(db.transaction(work));
    }

    boolean holds(Function<SqlConnection, Future<Boolean>> work) {
      return get(db.transaction(work));
    }

    /** The same people with the same numbers do the same. */
    void works(String name) {
      get(
          scenes.ensure(
              List.of(
                  new SceneStore.Person(PERSON, "en", "P", ""),
                  new SceneStore.Person(PERSON + 1, "en", "Q", "")),
              DAY));
      String upper = name.toUpperCase(java.util.Locale.ROOT);
      assertTrue(
          holds(
              c ->
                  scenes
                      .save(
                          c,
                          List.of(
                              new SceneStore.Saved(
                                  new SceneStore.Key(PERSON, PERSON),
                                  new JsonObject().put("of", name))))
                      .compose(v -> payments.issue(c, token(name), PERSON, 5, Duration.ofDays(1)))
                      .compose(
                          v ->
                              payments.credit(
                                  c,
                                  new Charge(
                                      "charge-" + name, PERSON, 5, token(name), Instant.now()),
                                  "en",
                                  "P",
                                  PaymentStore.Source.UPDATE))
                      .compose(v -> promos.make(c, "CODE-" + upper, 100, 5, 7, 1))
                      .compose(v -> referrals.invited(c, PERSON, "link-of-" + name))
                      .compose(v -> outbox.add(c, List.of(draft(name))))
                      .map(added -> !added.isEmpty())));
      assertEquals(OfMoney.Redemption.OK, redeems("CODE-" + upper));
      get(
          files.keep(
              Map.of(new SentFileStore.Source("https://f/" + name, "photo"), "file-of-" + name)));
    }

    /** A finished generation. */
    void spends() {
      long wallet = purse().starsWallet();
      job =
          with(
              c ->
                  jobs.create(
                          c,
                          new JobStore.Order(
                              PERSON,
                              PERSON,
                              OptionalLong.empty(),
                              JobStore.Spot.NONE,
                              "en",
                              "z-image",
                              new JsonObject().put("prompt", "secret"),
                              100,
                              "XTR",
                              BigDecimal.ONE,
                              OptionalInt.of(7)),
                          wallet,
                          0,
                          PERSON,
                          "confirm-" + feed.feedId())
                      .map(JobStore.Created::jobId));
      assertTrue(
          holds(
              c ->
                  jobs.keepResult(c, job, new JsonObject().put("outputs", "secret"))
                      .compose(
                          v ->
                              c.query("select job_settle(" + job + ", 100, null, '{NEW}')")
                                  .execute())
                      .map(rows -> rows.iterator().next().getBoolean(0))));
    }

    trt.domain.wallet.Purse purse() {
      return with(c -> scenes.load(c, List.of(new SceneStore.Key(PERSON, PERSON)))).get(0).purse();
    }

    OfMoney.Redemption redeems(String code) {
      return with(c -> promos.redeem(c, PERSON, code, 100)).result();
    }

    List<String> statement(String currency) {
      return with(c -> statements.before(c, PERSON, currency, 0, 100)).stream()
          .sorted(java.util.Comparator.comparingLong(trt.domain.wallet.Movement::id))
          .map(m -> m.reason().name())
          .toList();
    }

    private Draft draft(String name) {
      return new Draft(
          0,
          PERSON,
          "u:" + feed.feedId() + ":" + name,
          DeliveryClass.MUST_ARRIVE,
          "sendMessage",
          "{}",
          Optional.empty(),
          Optional.empty());
    }
  }
}
