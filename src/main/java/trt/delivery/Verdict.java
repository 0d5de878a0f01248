package trt.delivery;

import java.time.Duration;
import java.util.Optional;
import trt.domain.outbox.DeliveryClass;
import trt.postgres.DeliveryStore.Ended;

/** What follows from one attempt to make a call. */
sealed interface Verdict {
  /** It is over, one way or another; a file that went up is not sent again. */
  record Over(Ended ended, Optional<Attachments.Source> uploaded) implements Verdict {
    Over(Ended ended) {
      this(ended, Optional.empty());
    }
  }

  /** The chat refuses the bot: this call is over, and so are those already behind it. */
  record Gone(Ended ended, String reason) implements Verdict {}

  /** Try again after a pause; {@code unclear} when it was possibly delivered. */
  record Later(Duration pause, boolean unclear) implements Verdict {}

  /** Telegram asks to wait: the chat, perhaps the bot. */
  record Throttled(Duration retryAfter, boolean wholeBot) implements Verdict {}

  /** This call cannot succeed; another one takes its place. */
  record Replace(DeliveryClass deliveryClass, String method, String body) implements Verdict {}

  /** Telegram has forgotten the file it is said to know; it must go up again. */
  record Forgotten(Attachments.Source source) implements Verdict {}

  /** It is somebody else's now, or over, or not the first of its chat: nothing was sent. */
  record Left() implements Verdict {}
}
