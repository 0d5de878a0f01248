package trt.cli.load;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Sends updates by Telegram's rules: the next of a chat only after the one before was answered 200;
 * a 503 waits for Retry-After and is then repeated, and so is what got no answer. Lives on one
 * event loop.
 */
final class TelegramSender {
  private static final int OK = 200;

  private final Vertx vertx;
  private final WebhookPipe pipe;
  private final Tally tally;
  private final Runnable acknowledged;
  private final Map<Long, Deque<Update>> chats = new HashMap<>();

  private record Update(Buffer request, long dueNanos) {}

  /**
   * @param acknowledged runs after each 200
   */
  TelegramSender(Vertx vertx, WebhookPipe pipe, Tally tally, Runnable acknowledged) {
    this.vertx = vertx;
    this.pipe = pipe;
    this.tally = tally;
    this.acknowledged = acknowledged;
  }

  void send(long chat, Buffer request, long dueNanos) {
    Update update = new Update(request, dueNanos);
    Deque<Update> queue = chats.computeIfAbsent(chat, key -> new ArrayDeque<>());
    queue.add(update);
    if (queue.size() == 1) {
      post(chat, update);
    }
  }

  /** Whether everything was acknowledged. */
  boolean idle() {
    return chats.isEmpty();
  }

  private void post(long chat, Update update) {
    pipe.post(update.request(), (status, retryAfter) -> answered(chat, update, status, retryAfter));
  }

  private void answered(long chat, Update update, int status, int retryAfter) {
    if (status != OK) {
      tally.refused();
      vertx.setTimer(Math.max(1, retryAfter) * 1000L, timer -> post(chat, update));
      return;
    }
    tally.acknowledged(update.dueNanos());
    Deque<Update> queue = chats.get(chat);
    if (queue != null) {
      queue.remove();
      if (queue.isEmpty()) {
        chats.remove(chat);
      } else {
        post(chat, queue.element());
      }
    }
    acknowledged.run();
  }
}
