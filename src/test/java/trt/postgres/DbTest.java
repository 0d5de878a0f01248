package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.failure;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.testing.Await;
import trt.testing.TestConfig;
import trt.testing.TestPostgres;

class DbTest {
  private static final String URI = TestPostgres.freshDatabase();

  static {
    TestPostgres.execute(
        URI, "create table thing (name text primary key, amount int check (amount >= 0))");
  }

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Db db =
      new Db(
          vertx(),
          TestConfig.with(
                  "database.url", URI,
                  "database.poolSize", 1,
                  "database.waitQueue", 1,
                  "database.acquireTimeout", "1500ms",
                  "database.queryTimeout", "2s",
                  "database.lockTimeout", "200ms",
                  "database.statementTimeout", "500ms",
                  "database.idleInTransactionTimeout", "15s")
              .database(),
          meters);

  @AfterEach
  void close() {
    get(db.close());
  }

  @Test
  void instantsSurviveTheRoundTrip() {
    Instant instant = Instant.parse("2026-01-02T03:04:05.123456Z");

    Row row =
        one(
            "select $1::timestamptz as t, null::timestamptz as n",
            Tuple.of(Instants.toDatabase(instant)));

    assertEquals(instant, Instants.read(row, "t"));
    assertEquals(Optional.empty(), Instants.readOptional(row, "n"));
  }

  @Test
  void theServerKnowsTheLimits() {
    assertEquals("500ms", one("show statement_timeout", Tuple.tuple()).getString(0));
    assertEquals("200ms", one("show lock_timeout", Tuple.tuple()).getString(0));
    assertEquals(
        "15s", one("show idle_in_transaction_session_timeout", Tuple.tuple()).getString(0));
    assertEquals("trt-bot", one("show application_name", Tuple.tuple()).getString(0));
    assertEquals("public", one("show search_path", Tuple.tuple()).getString(0));
  }

  @Test
  void failedWorkIsRolledBack() {
    IllegalStateException thrown =
        failure(
            IllegalStateException.class,
            db.transaction(
                connection ->
                    insert(connection, "rolled back")
                        .compose(done -> Future.failedFuture(new IllegalStateException("no")))));

    assertEquals("no", thrown.getMessage());
    assertEquals(0, count("rolled back"));
  }

  @Test
  void aThrowingWorkIsRolledBackToo() {
    Future<Object> thrown =
        db.transaction(
            connection -> {
              throw new IllegalStateException("bug");
            });

    assertEquals("bug", failure(IllegalStateException.class, thrown).getMessage());
    assertEquals("after", get(db.transaction(connection -> Future.succeededFuture("after"))));
  }

  @Test
  void finishedWorkIsCommitted() {
    assertEquals(1, inserted("kept"));
    assertEquals(1, count("kept"));
  }

  @Test
  void workThatEndsAfterItsLimitIsNeverCommitted() {
    Promise<Void> held = Promise.promise();
    Future<Integer> late =
        db.transaction(
            Duration.ofMillis(300),
            connection -> insert(connection, "late").compose(done -> held.future().map(done)));

    assertEquals(Fault.UNAVAILABLE, Fault.of(failure(DatabaseUnavailable.class, late)));
    held.complete();

    Await.until(() -> gauge("active") == 0);
    assertEquals(0, count("late"));
  }

  @Test
  void aFullPoolAnswersWithinTheLimitAndAFullQueueAtOnce() {
    Promise<Void> held = Promise.promise();
    Future<Void> holding = db.transaction(connection -> held.future());
    Await.until(() -> gauge("active") == 1);

    Future<?> queued = db.query("select 1", Tuple.tuple());
    Future<?> refused = db.query("select 1", Tuple.tuple());

    assertEquals(
        "too many calls wait for a connection",
        failure(DatabaseUnavailable.class, refused).getMessage());
    assertEquals(
        "PostgreSQL gives no connection", failure(DatabaseUnavailable.class, queued).getMessage());
    held.complete();
    get(holding);
    assertEquals(0, gauge("waiting"));
  }

  @Test
  void namesWhatARefusalMeans() {
    assertEquals(1, inserted("twice"));

    PgException twice =
        failure(PgException.class, db.transaction(connection -> insert(connection, "twice")));
    PgException negative =
        failure(PgException.class, db.query("insert into thing values ('n', -1)", Tuple.tuple()));
    PgException slow = failure(PgException.class, db.query("select pg_sleep(5)", Tuple.tuple()));
    PgException wrong = failure(PgException.class, db.query("select nonsense", Tuple.tuple()));

    assertEquals(Fault.DUPLICATE, Fault.of(twice));
    assertEquals(Optional.of("thing_pkey"), Fault.constraint(twice));
    assertEquals(Fault.REFUSED, Fault.of(negative));
    assertEquals(Fault.TOO_SLOW, Fault.of(slow));
    assertEquals(Fault.BUG, Fault.of(wrong));
  }

  @Test
  void waitingForALockEndsAsContention() {
    assertEquals(1, inserted("locked"));
    SqlConnection other = get(db.dedicatedConnection());
    String lock = "select * from thing where name = 'locked' for update";
    assertEquals(0, get(other.query("begin").execute()).size());
    assertEquals(1, get(other.query(lock).execute()).size());

    PgException lost = failure(PgException.class, db.query(lock, Tuple.tuple()));

    assertEquals(Fault.CONTENTION, Fault.of(lost));
    assertTrue(Fault.of(lost).passes());
    get(other.close());
  }

  @Test
  void anUnreachableServerIsAnOutage() {
    Db nowhere =
        new Db(
            vertx(),
            TestConfig.with("database.url", "postgres://u:topsecret@127.0.0.1:1/db").database(),
            new SimpleMeterRegistry());

    DatabaseUnavailable away =
        failure(DatabaseUnavailable.class, nowhere.query("select 1", Tuple.tuple()));

    assertTrue(!String.valueOf(away.getMessage()).contains("topsecret"));
    get(nowhere.close());
  }

  @Test
  void aDurableServerIsAccepted() {
    get(new DurabilityCheck(db).run());
  }

  @Test
  void aServerThatForgetsIsRefused() {
    String database = TestPostgres.freshDatabase();
    String name = database.substring(database.lastIndexOf('/') + 1);
    TestPostgres.execute(database, "alter database " + name + " set synchronous_commit = off");
    Db forgetful =
        new Db(
            vertx(),
            TestConfig.with("database.url", database).database(),
            new SimpleMeterRegistry());

    DurabilityCheck.NotDurable refusal =
        failure(DurabilityCheck.NotDurable.class, new DurabilityCheck(forgetful).run());

    assertTrue(String.valueOf(refusal.getMessage()).contains("synchronous_commit is off"));
    get(forgetful.close());
  }

  private Row one(String sql, Tuple parameters) {
    return get(db.query(sql, parameters)).iterator().next();
  }

  private static Future<Integer> insert(SqlConnection connection, String name) {
    return connection
        .preparedQuery("insert into thing values ($1, 1)")
        .execute(Tuple.of(name))
        .map(rows -> rows.rowCount());
  }

  private int inserted(String name) {
    Future<Integer> inserting = db.transaction(connection -> insert(connection, name));
    return get(inserting);
  }

  private int count(String name) {
    return one("select count(*)::int from thing where name = $1", Tuple.of(name)).getInteger(0);
  }

  private int gauge(String state) {
    return (int) meters.get("trt.db.connections").tag("state", state).gauge().value();
  }
}
