package trt.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import trt.config.DatabaseConfig;
import trt.postgres.Db;
import trt.postgres.DurabilityCheck;
import trt.postgres.Migration;
import trt.postgres.MigrationFailed;
import trt.postgres.Migrator;

/** Can it be reached, does it keep what it confirms, is the schema ours. */
record PostgresCheck(Vertx vertx, DatabaseConfig config) implements Check {
  private static final String REACH =
      "check DATABASE_URL: host, port, user, password, database name, and that PostgreSQL runs";

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public List<Verdict> run() throws TimeoutException {
    if (!config.url().isPresent()) {
      return List.of(Verdict.fail(name(), "no address", "set DATABASE_URL"));
    }
    Db db = new Db(vertx, config, new SimpleMeterRegistry());
    try {
      return look(db);
    } finally {
      db.close().await(5, TimeUnit.SECONDS);
    }
  }

  private List<Verdict> look(Db db) throws TimeoutException {
    List<Verdict> found = new ArrayList<>();
    String reached = db.ping().map(took -> "").otherwise(name()).await(15, TimeUnit.SECONDS);
    if (!reached.isEmpty()) {
      return List.of(Verdict.fail(name(), "does not answer or refuses us", REACH));
    }
    found.add(Verdict.ok(name(), "answers"));
    found.add(durability(db));
    found.add(schema());
    return found;
  }

  private Verdict durability(Db db) throws TimeoutException {
    return new DurabilityCheck(db)
        .run()
        .map(fine -> Verdict.ok("durability", "committed data survives a power cut"))
        .recover(
            failure ->
                Future.succeededFuture(
                    failure instanceof DurabilityCheck.NotDurable
                        ? Verdict.fail(
                            "durability",
                            String.valueOf(failure.getMessage()),
                            "acknowledged updates may be lost until then")
                        : Verdict.fail("durability", "could not be read", REACH)))
        .await(15, TimeUnit.SECONDS);
  }

  private Verdict schema() {
    try {
      List<Migration> all = new Migrator(config).status();
      long pending = all.stream().filter(Migration::isPending).count();
      return pending == 0
          ? Verdict.ok("schema", "version " + all.get(all.size() - 1).id())
          : Verdict.warn(
              "schema",
              pending + " of " + all.size() + " versions pending",
              "serve applies them at its start, or run scripts/migrate up");
    } catch (MigrationFailed e) {
      return Verdict.fail("schema", String.valueOf(e.getMessage()), "run scripts/migrate status");
    }
  }
}
