package trt.ingress;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.config.IngressConfig;
import trt.domain.inbox.PendingUpdate;
import trt.postgres.InboxStore;
import trt.supervision.Failpoint;

/**
 * Commits updates in batches without a timer: one batch is in flight, the next is what arrived
 * meanwhile. Lives on one event loop and owns one connection. Measured: as fast as waiting a
 * millisecond for company, and quicker when idle.
 */
final class GroupCommit {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final String NO_PARTITION = "23514";
  // Deadlock, serialization, lock timeout: the same batch goes through a moment later.
  private static final Set<String> TRANSIENT = Set.of("40P01", "40001", "55P03");

  private final InboxStore store;
  private final Supplier<Future<PgConnection>> connector;
  private final IngressConfig config;
  private final BooleanSupplier overloaded;
  private final Consumer<List<PendingUpdate>> committed;
  private final LongSupplier nanoTime;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private @Nullable PgConnection connection;
  private @Nullable Future<PgConnection> connecting;
  private boolean busy;
  private boolean failing;

  /**
   * @param connector opens a connection of its own, within a time limit
   * @param overloaded whether what is committed already is more than may wait for its turn
   * @param committed is told the new updates of a batch, after its commit
   */
  GroupCommit(
      InboxStore store,
      Supplier<Future<PgConnection>> connector,
      IngressConfig config,
      BooleanSupplier overloaded,
      Consumer<List<PendingUpdate>> committed,
      LongSupplier nanoTime) {
    this.store = store;
    this.connector = connector;
    this.config = config;
    this.overloaded = overloaded;
    this.committed = committed;
    this.nanoTime = nanoTime;
  }

  /** What became of an update. */
  enum Outcome {
    /** On disk now. */
    STORED,
    /** Was on disk before. */
    DUPLICATE,
    /** Not on disk as far as we know: Telegram must keep it. */
    SHED;

    /** In metrics and traces. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Waiting(PendingUpdate update, Promise<Outcome> answer, long since) {}

  /** Completes after the commit; never fails. */
  Future<Outcome> store(PendingUpdate update) {
    Waiting head = queue.peek();
    boolean tooLate =
        head != null && nanoTime.getAsLong() - head.since() > config.queueAge().toNanos();
    if (tooLate || queue.size() >= config.queueRows() || overloaded.getAsBoolean()) {
      return Future.succeededFuture(Outcome.SHED);
    }
    Waiting waiting = new Waiting(update, Promise.promise(), nanoTime.getAsLong());
    queue.add(waiting);
    commitNext();
    return waiting.answer().future();
  }

  /** Updates that wait for a commit. */
  int waiting() {
    return queue.size();
  }

  /** Closes the connection; call when nothing is in flight. */
  Future<Void> close() {
    PgConnection open = connection;
    connection = null;
    return open == null ? Future.succeededFuture() : open.close();
  }

  private void commitNext() {
    if (busy || queue.isEmpty()) {
      return;
    }
    busy = true;
    List<Waiting> batch = nextBatch();
    Map<Integer, PendingUpdate> rows = new TreeMap<>();
    batch.forEach(w -> rows.put(w.update().updateId(), w.update()));
    List<PendingUpdate> sorted = new ArrayList<>(rows.values());
    commit(sorted, true)
        .timeout(config.commitTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(
            result -> {
              if (result.succeeded()) {
                answer(batch, sorted, result.result());
              } else {
                shed(batch, result.cause());
              }
              busy = false;
              commitNext();
            });
  }

  private List<Waiting> nextBatch() {
    List<Waiting> batch = new ArrayList<>();
    long bytes = 0;
    while (!queue.isEmpty() && batch.size() < config.batchRows() && bytes < config.batchBytes()) {
      Waiting next = queue.remove();
      bytes += next.update().payload().length;
      batch.add(next);
    }
    return batch;
  }

  private Future<Set<Integer>> commit(List<PendingUpdate> rows, boolean mayRetry) {
    Failpoint.hit("ingest.uncommitted");
    return connected()
        .compose(
            open ->
                store
                    .ingest(open, rows)
                    .recover(
                        cause ->
                            mayRetry ? repair(open, rows, cause) : Future.failedFuture(cause)));
  }

  private Future<Set<Integer>> repair(
      SqlConnection open, List<PendingUpdate> rows, Throwable cause) {
    String state = cause instanceof PgException pg ? pg.getSqlState() : "";
    if (NO_PARTITION.equals(state)) {
      Future<Void> made = Future.succeededFuture();
      for (int partition : rows.stream().mapToInt(InboxStore::partition).distinct().toArray()) {
        made = made.compose(v -> store.createPartition(open, partition));
      }
      return made.compose(v -> commit(rows, false));
    }
    return TRANSIENT.contains(state) ? commit(rows, false) : Future.failedFuture(cause);
  }

  private Future<PgConnection> connected() {
    if (connection != null) {
      return Future.succeededFuture(connection);
    }
    if (connecting != null) {
      return connecting; // of a batch that has given up meanwhile: one connection, not two
    }
    Future<PgConnection> opened = open();
    connecting = opened.isComplete() ? null : opened;
    return opened;
  }

  private Future<PgConnection> open() {
    return connector
        .get()
        .onComplete(done -> connecting = null)
        .onSuccess(
            fresh -> {
              connection = fresh;
              fresh.closeHandler(
                  v -> {
                    if (connection == fresh) {
                      connection = null;
                    }
                  });
            });
  }

  private void answer(List<Waiting> batch, List<PendingUpdate> rows, Set<Integer> fresh) {
    Failpoint.hit("ingest.committed");
    if (failing) {
      failing = false;
      LOG.info("The database takes updates again");
    }
    Set<Integer> unclaimed = new HashSet<>(fresh);
    committed.accept(rows.stream().filter(row -> fresh.contains(row.updateId())).toList());
    for (Waiting waiting : batch) {
      boolean first = unclaimed.remove(waiting.update().updateId());
      waiting.answer().complete(first ? Outcome.STORED : Outcome.DUPLICATE);
    }
  }

  private void shed(List<Waiting> batch, Throwable cause) {
    if (!failing) {
      failing = true;
      LOG.atWarn()
          .addKeyValue("updates", batch.size())
          .addKeyValue("cause", cause.getClass().getSimpleName())
          .log("The database does not take updates; they stay at Telegram, which gives them again");
    }
    // The commit may still happen; Telegram's repetition is then a duplicate.
    Optional.ofNullable(connection).ifPresent(open -> open.close().onComplete(closed -> {}));
    connection = null;
    batch.forEach(waiting -> waiting.answer().complete(Outcome.SHED));
  }
}
