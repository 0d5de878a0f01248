package trt.delivery;

import java.time.Duration;
import trt.config.DeliveryConfig;
import trt.domain.outbox.Outgoing;
import trt.telegram.TelegramClient;

/** A send that somebody else began and whose end nobody recorded. */
record Unclear(DeliveryConfig config) {
  /**
   * How long after its begin it is unclear what became of it. A process that is no more has no
   * request under way, and one that only lost its database does not begin a send later than {@code
   * recheckAfter} after its mark.
   */
  Duration after(Outgoing message) {
    if (message.timing().senderGone()) {
      return config.recheckAfter();
    }
    return CallBody.hasFiles(message.body())
        ? config.ambiguousAfter().plus(TelegramClient.UPLOAD_TIMEOUT)
        : config.ambiguousAfter();
  }
}
