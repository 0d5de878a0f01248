package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import trt.testing.MigratedPostgres;

/** How many jobs one person may have under way. */
class JobLimitTest {
  private static final int MOST = 3;

  @Test
  void ofManyConfirmationsAtOnceNoMoreThanTheLimitBecomeJobs() {
    try (MigratedPostgres postgres = MigratedPostgres.fresh()) {
      SceneStore scenes =
          new SceneStore(postgres.db(), postgres.feed(), new SceneStore.Terms("XTR", 100_000, 50));
      get(scenes.ensure(List.of(new SceneStore.Person(1, "en", "Ann", "")), LocalDate.EPOCH));
      JobStore jobs = new JobStore(postgres.db(), postgres.feed());
      long stars = wallet(postgres, "XTR");
      long free = wallet(postgres, "FRE");

      List<Future<Boolean>> made = new ArrayList<>();
      for (int press = 0; press < 24; press++) {
        boolean paid = press % 2 == 0;
        made.add(confirm(postgres, jobs, stars, free, paid, "k" + press));
      }
      get(Future.join(made));

      assertEquals(MOST, made.stream().filter(Future::result).count());
      assertEquals(MOST, postgres.number("select count(*) from gen_job where live"));
      assertEquals(MOST, postgres.number("select count(*) from hold"));
    }
  }

  private static long wallet(MigratedPostgres postgres, String currency) {
    return postgres.number("select wallet_id from wallet where currency = $1", currency);
  }

  private static Future<Boolean> confirm(
      MigratedPostgres postgres, JobStore jobs, long stars, long free, boolean paid, String key) {
    JobStore.Order order =
        new JobStore.Order(
            1,
            1,
            OptionalLong.empty(),
            JobStore.Spot.NONE,
            "en",
            "z-image",
            new JsonObject(),
            1,
            paid ? "XTR" : "FRE",
            BigDecimal.ONE,
            OptionalInt.of(7));
    return postgres
        .db()
        .transaction(
            connection ->
                jobs.unfinished(connection, stars, free)
                    .compose(
                        running ->
                            running >= MOST
                                ? Future.succeededFuture(false)
                                : jobs.create(connection, order, paid ? stars : free, 0, 1, key)
                                    .map(created -> created.kind() == JobStore.Created.Kind.NEW)));
  }
}
