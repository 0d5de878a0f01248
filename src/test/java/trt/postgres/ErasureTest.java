package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.testing.Await;
import trt.testing.MigratedPostgres;

/** What is large is forgotten in small steps, and nothing of it comes back. */
class ErasureTest {
  private static final long ANN = 1;

  private final MigratedPostgres postgres = MigratedPostgres.fresh();
  private final JobStore jobs = new JobStore(postgres.db(), postgres.feed());
  private final ErasureStore erasures = new ErasureStore(postgres.feed());
  private final SweepStore sweeps = new SweepStore(postgres.db());
  private long wallet;

  @BeforeEach
  void people() {
    SceneStore scenes =
        new SceneStore(postgres.db(), postgres.feed(), new SceneStore.Terms("XTR", 100_000, 0));
    get(
        scenes.ensure(
            List.of(
                new SceneStore.Person(ANN, "en", "Ann", ""),
                new SceneStore.Person(2, "en", "Bob", "")),
            LocalDate.EPOCH));
    wallet = postgres.number("select wallet_id from wallet where currency = 'XTR' and user_id = 1");
  }

  @AfterEach
  void booksAgree() {
    assertEquals(List.of(), postgres.column("select wallet_id from ledger_drift"));
    postgres.close();
  }

  @Test
  void thousandsOfOrdersAndALongLogGoInStepsThatOthersMayGoOnWith() {
    sql(
        "insert into gen_order (job_id, tenant_id, feed_id, user_id, chat_id, message_id, lang, model, input, price,"
            + " currency, credits) select g, "
            + postgres.feed().tenantId()
            + ", "
            + postgres.feed().feedId()
            + ", 1 + g % 2, 1, 5, 'en', 'z-image', '{\"prompt\": \"secret\"}', 1, 'XTR', 1"
            + " from generate_series(10000, 13999) g");
    for (int partition : new int[] {0, 3}) {
      sql("select tg_partition_for(" + partition * 1_048_576 + ")");
      update(partition * 1_048_576 + 1, 2000, 1, "{\"text\":\"secret of Ann\"}");
      update(partition * 1_048_576 + 3001, 500, 2, "{\"text\":\"words of Bob\"}");
      update(partition * 1_048_576 + 5001, 300, -77, "{\"from\":{\"id\":1,\"x\":\"secret\"}}");
      update(partition * 1_048_576 + 7001, 300, -77, "{\"from\":{\"id\":12,\"x\":\"other\"}}");
    }

    erase();
    assertEquals(
        500, postgres.number("select count(*) from gen_order where erased_at is not null"));
    int steps = 0;
    while (get(sweeps.eraseFurther(100)) > 0) {
      steps++;
    }

    assertTrue(steps > 20, "steps: " + steps);
    assertEquals(
        0, postgres.number("select count(*) from gen_order where user_id = 1 and input <> '{}'"));
    assertEquals(
        2000,
        postgres.number("select count(*) from gen_order where user_id = 2 and input <> '{}'"));
    assertEquals(
        0,
        postgres.number(
            "select count(*) from tg_update where position('secret'::bytea in payload) > 0"));
    assertEquals(1600, postgres.number("select count(*) from tg_update where payload <> '{}'"));
    assertEquals(6200, postgres.number("select count(*) from tg_update"));
    assertEquals(1, postgres.number("select count(*) from erasure where done_at is not null"));
  }

  @Test
  void whatHasNotTakenEffectYetIsEmptiedAfterwards() {
    sql("select tg_partition_for(0)");
    update(1, 1, 1, "{\"text\":\"waits\"}");
    sql(
        "insert into tg_ready (shard, chat_key, feed_id, update_id) values (245, 1, "
            + postgres.feed().feedId()
            + ", 1)");

    erase();
    steps();

    assertEquals(1, postgres.number("select count(*) from tg_update where payload <> '{}'"));
    assertEquals(1, postgres.number("select count(*) from erasure where done_at is null"));
    sql("delete from tg_ready");
    sql("update erasure set not_before = now()");
    steps();
    assertEquals(0, postgres.number("select count(*) from tg_update where payload <> '{}'"));
    assertEquals(1, postgres.number("select count(*) from erasure where done_at is not null"));
  }

  @Test
  void whatComesLateIsNotKept() {
    long job = order("late");
    get(
        new SubmissionStore(postgres.db())
            .claim(1, List.of(job), 10, java.time.Duration.ofSeconds(1)));
    sql("select job_settle(" + job + ", 0, 'LOST', '{SUBMITTING}')");
    erase();

    KieEventStore events = new KieEventStore(postgres.db());
    assertTrue(get(events.keep(job, 1, Buffer.buffer("{\"prompt\":\"late\"}"))).isPresent());
    get(
        new UploadStore(postgres.db())
            .keep(job, 0, "tg:file", URI.create("https://kie.example/f")));
    boolean given =
        get(postgres
                .db()
                .transaction(
                    connection ->
                        new SubmissionStore(postgres.db())
                            .book(connection, job, 1, "task", BigDecimal.ONE, true)))
            .orElseThrow();

    assertFalse(given);
    assertEquals(0, postgres.number("select count(*) from kie_event"));
    assertEquals(0, postgres.number("select count(*) from gen_upload"));
  }

  @Test
  void nothingIsOrderedBetweenTheLookAndTheEnd() {
    Future<Long> ordered =
        get(
            postgres
                .db()
                .transaction(
                    connection ->
                        erasures
                            .standing(connection, ANN)
                            .compose(
                                standing -> {
                                  assertEquals(0, standing.working());
                                  Future<Long> other = ordering("new words");
                                  return erasures.erase(connection, ANN).map(v -> other);
                                })));

    long job = get(ordered);

    assertEquals(
        1,
        postgres.number(
            "select count(*) from gen_order where job_id = $1 and input ->> 'prompt' = 'new words'",
            job));
    steps();
    assertEquals(1, postgres.number("select count(*) from gen_order where input <> '{}'"));
    assertEquals(1, get(postgres.db().transaction(c -> erasures.standing(c, ANN))).working());
  }

  @Test
  void aPaymentThatWasSetAsideIsLookedAfterFirst() {
    sql("select tg_partition_for(0)");
    update(1, 1, 1, "{\"message\":{\"successful_payment\":{}}}");
    sql(
        "insert into tg_quarantine (feed_id, update_id, chat_key, correlation_id, reason, attempts) values ("
            + postgres.feed().feedId()
            + ", 1, 1, 'X', 'bug', 1)");

    assertTrue(get(postgres.db().transaction(c -> erasures.standing(c, ANN))).payment());
    assertFalse(get(postgres.db().transaction(c -> erasures.standing(c, 2))).payment());
  }

  private void erase() {
    get(postgres.db().transaction(connection -> erasures.erase(connection, ANN)));
  }

  private void steps() {
    Await.until(() -> get(sweeps.eraseFurther(1000)) == 0);
  }

  private void update(int from, int count, long chat, String payload) {
    sql(
        "insert into tg_update (feed_id, update_id, shard, chat_key, kind, payload) select "
            + postgres.feed().feedId()
            + ", g, 245, "
            + chat
            + ", 0, convert_to('"
            + payload
            + "', 'UTF8') from generate_series("
            + from
            + ", "
            + (from + count - 1)
            + ") g");
  }

  private void sql(String statement) {
    get(postgres.db().query(statement, Tuple.tuple()).mapEmpty());
  }

  private long order(String prompt) {
    return get(ordering(prompt));
  }

  private Future<Long> ordering(String prompt) {
    JobStore.Order order =
        new JobStore.Order(
            ANN,
            ANN,
            OptionalLong.of(5),
            JobStore.Spot.NONE,
            "en",
            "z-image",
            new JsonObject().put("prompt", prompt),
            300,
            "XTR",
            BigDecimal.ONE,
            OptionalInt.of(7));
    return postgres
        .db()
        .transaction(connection -> jobs.create(connection, order, wallet, 245, ANN, prompt))
        .map(JobStore.Created::jobId);
  }
}
