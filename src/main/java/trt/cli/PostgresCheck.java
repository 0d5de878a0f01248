package trt.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import trt.config.DatabaseConfig;
import trt.postgres.DataKeyStore;
import trt.postgres.Db;
import trt.postgres.DurabilityCheck;
import trt.postgres.Migration;
import trt.postgres.MigrationFailed;
import trt.postgres.Migrator;
import trt.postgres.Seal;

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
    found.add(keys(db));
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

  private Verdict keys(Db db) throws TimeoutException {
    DataKeyStore keys = new DataKeyStore(db);
    return keys.missing()
        .compose(missing -> keys.inUse().map(used -> keys(db, missing, used)))
        .recover(before -> Future.succeededFuture(keys(db, List.of(), List.of())))
        .await(15, TimeUnit.SECONDS);
  }

  private static Verdict keys(Db db, List<String> missing, List<String> used) {
    String current = db.seal().current();
    if (!missing.isEmpty()) {
      return Verdict.fail(
          "data key",
          "what people wrote is sealed with the key " + missing + ", which is not configured",
          "put it into DATA_KEY, or into DATA_KEY_OLD when another one is to follow it");
    }
    if (current.equals(Seal.PLAIN)) {
      return Verdict.warn(
          "data key",
          "what people write and what leads to their media is stored as it is",
          "set DATA_KEY=$(openssl rand -base64 32) and keep a copy apart from the backups");
    }
    List<String> others = used.stream().filter(key -> !key.equals(current)).toList();
    return Verdict.ok(
        "data key",
        others.isEmpty()
            ? "new values are sealed with " + current
            : "new values are sealed with "
                + current
                + "; keep "
                + others
                + " in DATA_KEY_OLD yet");
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
