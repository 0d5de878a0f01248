package trt.playground.telegram.update;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trt.playground.telegram.wire.ApiError;

/** getUpdates: one caller at a time waits; a newer one sends it away with 409. */
public final class LongPoll {
  private static final int LONGEST_SECONDS = 50;

  private final Vertx vertx;
  private final UpdateQueue queue;
  private @Nullable Promise<JsonArray> waiting;
  private int limit;
  private long timer = -1;

  public LongPoll(Vertx vertx, UpdateQueue queue) {
    this.vertx = vertx;
    this.queue = queue;
  }

  /**
   * The oldest unconfirmed updates; waits if there are none.
   *
   * @param offset confirms everything below; negative keeps only the newest so many
   * @param seconds to wait, at most 50
   */
  public Future<JsonArray> poll(long offset, int most, int seconds) {
    abort(
        "terminated by other getUpdates request; make sure that only one bot instance is running");
    queue.confirmBelow(offset < 0 ? queue.idOfNewest((int) -offset) : offset);
    JsonArray updates = updates(most);
    if (!updates.isEmpty() || seconds <= 0) {
      return Future.succeededFuture(updates);
    }
    Promise<JsonArray> promise = Promise.promise();
    waiting = promise;
    limit = most;
    timer = vertx.setTimer(Math.min(seconds, LONGEST_SECONDS) * 1000L, t -> answer());
    return promise.future();
  }

  /** An update has come: whoever waits gets it. */
  public void arrived() {
    if (waiting != null) {
      answer();
    }
  }

  /** Sends the waiting caller away with 409. */
  public void abort(String reason) {
    Promise<JsonArray> caller = waiting;
    if (caller != null) {
      vertx.cancelTimer(timer);
      waiting = null;
      caller.fail(ApiError.conflict(reason));
    }
  }

  private void answer() {
    Promise<JsonArray> caller = waiting;
    if (caller != null) {
      vertx.cancelTimer(timer);
      waiting = null;
      caller.complete(updates(limit));
    }
  }

  private JsonArray updates(int most) {
    List<PendingUpdate> oldest = queue.oldest(most);
    JsonArray updates = new JsonArray();
    oldest.forEach(update -> updates.add(update.body()));
    return updates;
  }
}
