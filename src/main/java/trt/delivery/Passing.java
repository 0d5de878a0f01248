package trt.delivery;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import trt.bus.Perishable;
import trt.leases.Share;
import trt.telegram.Reply;

/**
 * Calls that are on no disk. Sent if nothing of the chat and nothing more urgent is waiting, and
 * the pace allows it now; otherwise they have lost their point. What is committed meanwhile waits
 * for their end: a late progress must not follow a result.
 */
final class Passing {
  private final DeliveryParts parts;
  private final Share share;
  private final Lanes lanes;
  private final Pace pace;

  Passing(DeliveryParts parts, Share share, Lanes lanes, Pace pace) {
    this.parts = parts;
    this.share = share;
    this.lanes = lanes;
    this.pace = pace;
  }

  /** The call under way, if it was begun; it holds its chat until {@link #ended}. */
  Optional<Future<Reply>> begin(Perishable message) {
    boolean fresh = parts.clock().instant().isBefore(message.expiresAt());
    long chat = message.chatKey();
    if (!fresh || !share.owns(message.shard()) || !lanes.occupy(chat)) {
      return Optional.empty();
    }
    if (pace.botWait(false) > 0 || pace.chatWait(chat) > 0 || !pace.take(chat)) {
      lanes.vacate(chat);
      return Optional.empty();
    }
    JsonObject params = new JsonObject(message.params());
    return Optional.of(
        pace.departure().compose(turn -> parts.telegram().call(message.method(), params)));
  }

  /** Lets the chat go on; that it failed matters to nobody, that it was too much does. */
  void ended(Perishable message, Future<Reply> call) {
    if (call.succeeded() && call.result() instanceof Reply.Throttled throttled) {
      pace.throttled(message.chatKey(), throttled.retryAfter());
    }
    lanes.vacate(message.chatKey());
  }
}
