package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.testing.MigratedPostgres;

/** A job is called off or submitted, never both. */
class CancelRaceTest {
  private static final int JOBS = 50;
  private static final long PRICE = 300;
  private static final long GIFT = 100_000;

  private final MigratedPostgres postgres = MigratedPostgres.fresh();
  private final JobStore jobs = new JobStore(postgres.db(), postgres.feed());
  private final OwnJobStore own = new OwnJobStore(postgres.db(), postgres.feed());
  private final SubmissionStore submissions = new SubmissionStore(postgres.db());

  @BeforeEach
  void ann() {
    SceneStore scenes =
        new SceneStore(postgres.db(), postgres.feed(), new SceneStore.Terms("XTR", GIFT, 0));
    get(scenes.ensure(List.of(new SceneStore.Person(1, "en", "Ann", "")), LocalDate.EPOCH));
  }

  @AfterEach
  void booksAgree() {
    assertEquals(List.of(), postgres.column("select wallet_id from ledger_drift"));
    postgres.close();
  }

  @Test
  void ofACancellationAndASubmissionAtTheSameMomentExactlyOneTakesEffect() {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      ids.add(order("k" + i));
    }
    List<Future<Boolean>> cancelled = new ArrayList<>();
    List<Future<?>> all = new ArrayList<>();
    for (long id : ids) {
      Future<Boolean> first = cancel(id);
      all.add(submissions.claim(1, List.of(id), 10_000, Duration.ofSeconds(1)));
      Future<Boolean> second = cancel(id);
      cancelled.add(Future.join(first, second).map(both -> one(first.result(), second.result())));
    }
    all.addAll(cancelled);
    get(Future.join(all));

    long ended = cancelled.stream().filter(Future::result).count();
    assertEquals(
        ended, postgres.number("select count(*) from gen_job where fail_code = 'CANCELLED'"));
    assertEquals(JOBS - ended, postgres.number("select count(*) from gen_attempt"));
    assertEquals(
        0,
        postgres.number(
            "select count(*) from gen_attempt a join gen_job j on j.id = a.job_id where not j.live"));
    assertEquals(GIFT - PRICE * (JOBS - ended), postgres.number(available()));
    assertEquals(PRICE * (JOBS - ended), postgres.number("select sum(held) from wallet"));
    assertTrue(ended > 0 && ended < JOBS, () -> "no race: " + ended);
  }

  @Test
  void whatWasEverAttemptedIsNotCalledOffEvenWhileItWaitsAgain() {
    long id = order("again");
    get(submissions.claim(1, List.of(id), 10, Duration.ofSeconds(1)));
    get(postgres.db().query("update gen_job set state = 'NEW'", io.vertx.sqlclient.Tuple.tuple()));

    assertFalse(get(cancel(id)));
    assertEquals(PRICE, postgres.number("select sum(held) from wallet"));
  }

  @Test
  void nobodyCallsOffTheJobOfAnother() {
    long id = order("mine");
    Optional<OwnJobStore.Cancelled> other =
        get(postgres.db().transaction(connection -> own.cancel(connection, 2, id)));

    assertTrue(other.isEmpty());
    assertTrue(get(cancel(id)));
    assertFalse(get(cancel(id)));
    assertEquals(GIFT, postgres.number(available()));
  }

  private static boolean one(boolean first, boolean second) {
    assertFalse(first && second, "cancelled twice");
    return first || second;
  }

  private Future<Boolean> cancel(long id) {
    return postgres
        .db()
        .transaction(connection -> own.cancel(connection, 1, id))
        .map(found -> found.orElseThrow().done());
  }

  private static String available() {
    return "select available from wallet where currency = 'XTR'";
  }

  private long order(String key) {
    long wallet = postgres.number("select wallet_id from wallet where currency = 'XTR'");
    JobStore.Order order =
        new JobStore.Order(
            1,
            1,
            OptionalLong.of(5),
            JobStore.Spot.NONE,
            "en",
            "z-image",
            new JsonObject().put("prompt", key),
            PRICE,
            "XTR",
            BigDecimal.ONE,
            OptionalInt.of(7));
    return get(postgres
            .db()
            .transaction(connection -> jobs.create(connection, order, wallet, 245, 1, key)))
        .jobId();
  }
}
