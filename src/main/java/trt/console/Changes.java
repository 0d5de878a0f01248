package trt.console;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.ops.UnitLine;
import trt.postgres.AuditStore;

/** What operators change here. Each form works once, and what it changes is recorded. */
final class Changes {
  static final int LONGEST_REASON = 200;

  /** As {@code units.*.instances} in the configuration. */
  static final int MOST_INSTANCES = 64;

  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Map<String, String> SAID =
      Map.of(
          "resized", "The unit runs in its new size.",
          "soon", "The unit gets its new size now. Look again in a moment.",
          "broken", "The unit did not start in its new size. The cause is in the log.",
          "replayed", "It runs again, before what else waits in its chat.",
          "dropped", "It is given up.",
          "gone", "It is not set aside any more, or its content is gone. Nothing was changed.",
          "repeated", "This form was sent before. Nothing was done a second time.",
          "audited", "The audit is done.",
          "auditing", "An audit is under way already. Look again in a moment.");

  private final ConsoleParts parts;

  Changes(ConsoleParts parts) {
    this.parts = parts;
  }

  /** What a page says after a change. */
  static Optional<String> said(String code) {
    return Optional.ofNullable(SAID.get(code));
  }

  /** Changes the instances of a unit of this node; where to look afterwards. */
  Future<String> resize(Visit visit) {
    String unit = visit.text("unit");
    long instances = visit.number("instances");
    if (!ConsoleParts.resizable().contains(unit)) {
      throw Unwelcome.absent("There is no such unit, or its size is fixed.");
    }
    if (instances < 1 || instances > MOST_INSTANCES) {
      throw Unwelcome.because(
          "A unit has 1 to %d instances. Nothing was changed.".formatted(MOST_INSTANCES));
    }
    int size = (int) instances;
    String details = "%s → %d on node %s".formatted(now(unit), size, parts.live().node());
    // Recorded before it is done: a change without a record is worse than the other way round.
    return once(visit, connection -> Future.succeededFuture(true), "RESIZE", unit, details)
        .compose(
            done ->
                done.isPresent()
                    ? resized(unit, size).map(said -> Pieces.address("", "said", said))
                    : Future.succeededFuture(Pieces.address("", "said", "repeated")));
  }

  private Future<String> resized(String unit, int size) {
    return parts
        .live()
        .resize()
        .to(unit, size)
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .map(unit.equals("ops") ? "soon" : "resized")
        .recover(
            cause -> {
              if (cause instanceof TimeoutException) {
                return Future.succeededFuture("soon");
              }
              LOG.atError()
                  .setCause(cause)
                  .addKeyValue("unit", unit)
                  .log("A unit could not be resized from the console");
              return Future.succeededFuture("broken");
            });
  }

  /** Lets what was set aside run again. */
  Future<String> replay(Visit visit) {
    String id = id(visit);
    return once(
            visit,
            connection -> store(connection).replay(Optional.of(id)).map(Changes::any),
            "REPLAY",
            id,
            "console")
        .map(done -> Pieces.address("/mistakes", "said", word(done, "replayed")));
  }

  /** Gives it up. */
  Future<String> drop(Visit visit) {
    String id = id(visit);
    return once(
            visit,
            connection -> store(connection).drop(id).map(Changes::any),
            "DROP",
            id,
            "console")
        .map(done -> Pieces.address("/mistakes", "said", word(done, "dropped")));
  }

  /** Compares all wallets with the journal; changes nothing else. What it found is recorded. */
  Future<String> audit(Visit visit) {
    return parts
        .live()
        .audit()
        .get()
        .compose(
            audit ->
                audit.isPresent()
                    ? recorded(visit, audit.get()).map("audited")
                    : Future.succeededFuture("auditing"))
        .map(said -> Pieces.address("/money", "said", said));
  }

  private Future<?> recorded(Visit visit, Audit audit) {
    String found =
        audit.wallets() == 0
            ? "no drift"
            : "%d wallets disagree with the journal".formatted(audit.wallets());
    return once(visit, nothing -> Future.succeededFuture(true), "AUDIT", "books", found, "–");
  }

  /**
   * Does it and records it, both or neither.
   *
   * @return whether there was anything to do; empty when this form was sent before
   */
  private Future<Optional<Boolean>> once(
      Visit visit,
      Function<SqlConnection, Future<Boolean>> deed,
      String name,
      String subject,
      String details) {
    String reason = visit.text("reason", LONGEST_REASON);
    if (reason.isEmpty()) {
      throw Unwelcome.because("A reason is missing. Nothing was changed.");
    }
    return once(visit, deed, name, subject, details, reason);
  }

  private Future<Optional<Boolean>> once(
      Visit visit,
      Function<SqlConnection, Future<Boolean>> deed,
      String name,
      String subject,
      String details,
      String reason) {
    AuditStore audit = parts.stores().audit();
    String key = "console:" + visit.operator() + ":" + visit.text("once");
    AuditStore.Action action =
        new AuditStore.Action(key, visit.operator(), name, subject, details, reason);
    return parts
        .stores()
        .db()
        .transaction(
            connection ->
                audit
                    .begin(connection, key)
                    .compose(
                        fresh ->
                            fresh
                                ? deed.apply(connection)
                                    .compose(done -> recorded(connection, action, done))
                                : Future.succeededFuture(Optional.empty())));
  }

  private Future<Optional<Boolean>> recorded(
      SqlConnection connection, AuditStore.Action action, boolean done) {
    return done
        ? parts.stores().audit().record(connection, action).map(Optional.of(true))
        : Future.succeededFuture(Optional.of(false));
  }

  private trt.postgres.QuarantineStore store(SqlConnection connection) {
    return parts.stores().overview().quarantine(connection);
  }

  private String now(String unit) {
    return parts.live().health().get().units().stream()
        .filter(line -> line.name().equals(unit))
        .findFirst()
        .map(UnitLine::instances)
        .map(String::valueOf)
        .orElse("?");
  }

  private static String id(Visit visit) {
    return visit.text("id").toUpperCase(Locale.ROOT);
  }

  private static boolean any(List<String> ids) {
    return !ids.isEmpty();
  }

  private static String word(Optional<Boolean> done, String word) {
    return done.map(anything -> anything ? word : "gone").orElse("repeated");
  }
}
