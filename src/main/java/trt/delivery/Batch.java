package trt.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Runs one statement for many items: while one batch is in flight the next collects. Lives on one
 * event loop.
 *
 * @param <T> an item
 * @param <R> what a statement answers for its whole batch
 */
final class Batch<T, R> {
  private record Waiting<T, R>(T item, Promise<R> answer) {}

  private final int limit;
  private final Function<List<T>, Future<R>> statement;
  private final Deque<Waiting<T, R>> queue = new ArrayDeque<>();
  private boolean busy;

  Batch(int limit, Function<List<T>, Future<R>> statement) {
    this.limit = limit;
    this.statement = statement;
  }

  /** Completes with its batch; fails when the batch fails, and may then be added again. */
  Future<R> add(T item) {
    Waiting<T, R> waiting = new Waiting<>(item, Promise.promise());
    queue.add(waiting);
    next();
    return waiting.answer().future();
  }

  private void next() {
    if (busy || queue.isEmpty()) {
      return;
    }
    busy = true;
    List<Waiting<T, R>> batch = new ArrayList<>();
    while (!queue.isEmpty() && batch.size() < limit) {
      batch.add(queue.remove());
    }
    statement
        .apply(batch.stream().map(Waiting::item).toList())
        .onComplete(
            result -> {
              busy = false;
              batch.forEach(waiting -> waiting.answer().handle(result));
              next();
            });
  }
}
