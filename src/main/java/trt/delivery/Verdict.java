package trt.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import trt.domain.outbox.DeliveryClass;
import trt.postgres.DeliveryStore.Call;
import trt.postgres.DeliveryStore.Ended;
import trt.postgres.SentFileStore.Source;

/** What follows from one attempt to make a call. */
sealed interface Verdict {
  /** It is over, one way or another; a file that went up is not sent again. */
  record Over(Ended ended, Map<Source, String> uploaded) implements Verdict {
    Over(Ended ended) {
      this(ended, Map.of());
    }
  }

  /** The chat refuses the bot: this call is over, and so are those already behind it. */
  record Gone(Ended ended, String reason) implements Verdict {}

  /** Try again after a pause; {@code unclear} when it was possibly delivered. */
  record Later(Duration pause, boolean unclear) implements Verdict {}

  /** Telegram asks to wait: the chat, perhaps the bot. */
  record Throttled(Duration retryAfter, boolean wholeBot) implements Verdict {}

  /** This call cannot succeed; another one takes its place, and perhaps more come behind it. */
  record Replace(DeliveryClass deliveryClass, String method, String body, List<Call> more)
      implements Verdict {
    Replace(DeliveryClass deliveryClass, String method, String body) {
      this(deliveryClass, method, body, List.of());
    }
  }

  /** Telegram has forgotten a file it is said to know; they must go up again. */
  record Forgotten(List<Source> sources) implements Verdict {}

  /** It is somebody else's now, or over, or not the first of its chat: nothing was sent. */
  record Left() implements Verdict {}
}
