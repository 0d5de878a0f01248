package trt.delivery;

import java.time.Duration;
import trt.domain.outbox.DeliveryClass;
import trt.postgres.OutboxStore.Ended;

/** What follows from one attempt to make a call. */
sealed interface Verdict {
  /** It is over, one way or another. */
  record Over(Ended ended) implements Verdict {}

  /** Try again after a pause; {@code unclear} when it was possibly delivered. */
  record Later(Duration pause, boolean unclear) implements Verdict {}

  /** Telegram asks to wait: the chat, perhaps the bot. */
  record Throttled(Duration retryAfter) implements Verdict {}

  /** This call cannot succeed; another one takes its place. */
  record Replace(DeliveryClass deliveryClass, String method, String body) implements Verdict {}
}
