package trt.routing;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.dialogue.Input;
import trt.domain.dialogue.PastDeed;
import trt.domain.dialogue.Reply;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.UpdateKind;
import trt.domain.outbox.Draft;

/**
 * Counts what people will see in answer to each update, so that silence cannot creep in: an update
 * that is due an answer and gets none, or gets several, is a bug and is logged.
 */
final class Visible {
  private static final Logger LOG = LoggerFactory.getLogger(Visible.class);

  private final MeterRegistry meters;

  Visible(MeterRegistry meters) {
    this.meters = meters;
  }

  /** What an update is due. */
  enum Due {
    /** One message, new or changed, or one answered query. */
    ONE,
    /** At least one: files come in several messages. */
    SOME,
    /** None, or whatever there is to say. */
    ANY
  }

  /** What an answered input is due. */
  static Due due(Input input, List<Reply> replies) {
    if (input instanceof Input.Edited || input instanceof Input.Heard) {
      return Due.ANY;
    }
    return replies.stream().anyMatch(Visible::isSeveral) ? Due.SOME : Due.ONE;
  }

  private static boolean isSeveral(Reply reply) {
    return reply instanceof Reply.SendFiles
        || reply instanceof Reply.EndStatus
        || (reply instanceof Reply.Do some && some.deed() instanceof PastDeed.Resend);
  }

  /** Counts; called inside the transaction, so that a pass that is repeated counts again. */
  void count(PendingUpdate update, List<Draft> drafts, Due due) {
    int shown = shown(drafts);
    String visible =
        shown == 0 ? (due == Due.ANY ? "deliberate" : "none") : shown == 1 ? "one" : "several";
    meters.counter("trt.update.answers", "visible", visible).increment();
    boolean wrong = (shown == 0 && due != Due.ANY) || (shown > 1 && due == Due.ONE);
    if (wrong) {
      LOG.atWarn()
          .addKeyValue("updateId", update.updateId())
          .addKeyValue("kind", UpdateKind.of(update.kind()).name().toLowerCase(Locale.ROOT))
          .addKeyValue("answers", shown)
          .log("An update did not get exactly one visible answer");
    }
  }

  /** A pressed button is answered by the message it leads to; a notice alone is an answer too. */
  static int shown(List<Draft> drafts) {
    int messages = 0;
    int queries = 0;
    for (Draft draft : drafts) {
      String method = draft.method();
      boolean edit = method.startsWith("editMessage") && !method.equals("editMessageReplyMarkup");
      if (method.startsWith("send") || edit) {
        messages++;
      } else if (method.startsWith("answer") && saysSomething(draft)) {
        queries++;
      }
    }
    return messages > 0 ? messages : queries;
  }

  private static boolean saysSomething(Draft draft) {
    return !draft.method().equals("answerCallbackQuery") || draft.body().contains("\"text\":");
  }
}
