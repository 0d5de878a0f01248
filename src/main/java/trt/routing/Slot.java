package trt.routing;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import trt.domain.inbox.PendingUpdate;

/** Room for one pass at a time: the next is made of what came while it ran. */
final class Slot {
  private final Supplier<List<PendingUpdate>> take;
  private final Function<List<PendingUpdate>, Future<Void>> pass;
  private Future<Void> running = Future.succeededFuture();

  /**
   * @param pass never fails
   */
  Slot(Supplier<List<PendingUpdate>> take, Function<List<PendingUpdate>, Future<Void>> pass) {
    this.take = take;
    this.pass = pass;
  }

  /**
   * Begins a pass if none is under way and there is something to do.
   *
   * @param next called after it
   */
  void fill(Runnable next) {
    if (running.isComplete()) {
      List<PendingUpdate> heads = take.get();
      if (!heads.isEmpty()) {
        running = pass.apply(heads);
        running.onComplete(done -> next.run());
      }
    }
  }

  /** The pass under way. */
  Future<Void> running() {
    return running;
  }
}
