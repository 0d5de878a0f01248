package trt.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * "Shard n has work", from node to node. A hint that is lost costs up to one sweep, never an
 * update. Each shard is told at most once in 10 ms; what comes faster is told together.
 */
public final class Hints {
  private static final Logger LOG = LoggerFactory.getLogger(Hints.class);
  private static final long WINDOW_MS = 10;
  private static final Pattern SHARDS = Pattern.compile("\\d{1,4}(,\\d{1,4})*");
  private static final char SENDER_END = ' ';

  private final Vertx vertx;
  private final Context context;
  private final RedisLink link;
  private final String channel;
  private final String node;
  private final BitSet waiting = new BitSet();
  private boolean open;
  private volatile @Nullable Subscription subscription;

  /**
   * Speaks on a channel.
   *
   * @param channel shared by the nodes that share a database
   * @param node this node's name, unique and without spaces: a node does not hear itself
   */
  public Hints(Vertx vertx, RedisLink link, String channel, String node) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.link = link;
    this.channel = channel;
    this.node = node;
  }

  /** Tells the other nodes that a shard has work. From any thread; never fails. */
  public void tell(int shard) {
    if (link.isConfigured()) {
      context.runOnContext(turn -> note(shard));
    }
  }

  /**
   * Hears the other nodes until closed, over every loss of the connection. Call once. The handler
   * runs on an event loop and must not block.
   */
  public void listen(IntConsumer shardHasWork) {
    if (link.isConfigured()) {
      Subscription opened = link.subscription(channel, payload -> hear(payload, shardHasWork));
      subscription = opened;
      opened.open();
    }
  }

  /** Whether hints of other nodes arrive at the moment. */
  public boolean isListening() {
    Subscription current = subscription;
    return current != null && current.isSubscribed();
  }

  /** Nothing is heard after this completes. */
  public Future<Void> close() {
    Subscription current = subscription;
    return current == null ? Future.succeededFuture() : current.close();
  }

  private void note(int shard) {
    waiting.set(shard);
    if (!open) {
      flush();
    }
  }

  /** Tells at once what waits, then keeps silent for the window. */
  private void flush() {
    open = !waiting.isEmpty();
    if (!open) {
      return;
    }
    String shards = waiting.stream().mapToObj(Integer::toString).collect(Collectors.joining(","));
    waiting.clear();
    Request request = Request.cmd(Command.PUBLISH).arg(channel).arg(node + SENDER_END + shards);
    link.call("publish", client -> client.send(request))
        .onFailure(lost -> LOG.trace("A hint was lost; the sweep finds the work"));
    vertx.setTimer(WINDOW_MS, over -> flush());
  }

  private void hear(String payload, IntConsumer shardHasWork) {
    int end = payload.indexOf(SENDER_END);
    String shards = payload.substring(end + 1);
    if (end < 0 || payload.substring(0, end).equals(node) || !SHARDS.matcher(shards).matches()) {
      return;
    }
    for (String shard : shards.split(",", -1)) {
      shardHasWork.accept(Integer.parseInt(shard));
    }
  }
}
