package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.failure;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.sqlclient.Tuple;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.testing.Await;
import trt.testing.Frozen;
import trt.testing.TestConfig;
import trt.testing.TestPostgres;

/** PostgreSQL frozen in the middle, or killing our connection: on a server of its own. */
class DbOutageTest {
  private static final EmbeddedPostgres SERVER = TestPostgres.ownServer();
  private static final String URI = TestPostgres.uri(SERVER);

  private final Db db =
      new Db(
          vertx(),
          TestConfig.with(
                  "database.url",
                  URI,
                  "database.poolSize",
                  2,
                  "database.acquireTimeout",
                  "300ms",
                  "database.queryTimeout",
                  "300ms")
              .database(),
          new SimpleMeterRegistry());

  @AfterAll
  static void stop() throws IOException {
    SERVER.close();
  }

  @AfterEach
  void close() {
    get(db.close());
  }

  @Test
  void everyCallEndsWhilePostgresIsFrozenAndWorksAfterwards() {
    assertEquals(1, ask());

    long started = System.nanoTime();
    try (Frozen frozen = Frozen.postgres(URI)) {
      assertEquals(Fault.UNAVAILABLE, Fault.of(unanswered()));
      assertEquals(Fault.UNAVAILABLE, Fault.of(unanswered()));
      assertEquals(Fault.UNAVAILABLE, Fault.of(unanswered()));
      assertEquals(
          Fault.UNAVAILABLE,
          Fault.of(failure(DatabaseUnavailable.class, db.dedicatedConnection())));
      assertTrue(frozen != null);
    }
    long seconds = (System.nanoTime() - started) / 1_000_000_000;

    assertTrue(seconds < 10, "took " + seconds + " s");
    trt.testing.Await.until(
        () -> db.query("select 1", Tuple.tuple()).map(true).otherwise(false).await());
    assertEquals(1, ask());
  }

  @Test
  void aKilledConnectionIsAnOutageAndReplaced() {
    DatabaseUnavailable killed =
        failure(
            DatabaseUnavailable.class,
            db.query("select pg_terminate_backend(pg_backend_pid())", Tuple.tuple()));

    assertEquals(Fault.UNAVAILABLE, Fault.of(killed));
    awaitAnswer();
  }

  private void awaitAnswer() {
    Await.until(() -> get(db.query("select 1", Tuple.tuple()).map(true).otherwise(false)));
  }

  private int ask() {
    return get(db.query("select 1", Tuple.tuple())).iterator().next().getInteger(0);
  }

  private DatabaseUnavailable unanswered() {
    return failure(DatabaseUnavailable.class, db.query("select 1", Tuple.tuple()));
  }
}
