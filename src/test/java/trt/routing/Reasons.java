package trt.routing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import trt.domain.inbox.Myself;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.UpdateKind;

/** Why the bot answers an update or not, for tests outside of this package. */
public final class Reasons {
  private Reasons() {}

  /** The reason for silence, empty when an answer is due. */
  public static String silence(JsonObject update, Myself me) {
    Buffer body = update.toBuffer();
    PendingUpdate pending = new PendingUpdate(0, 0, 1, 1, kind(update).code(), body.getBytes());
    Reading reading;
    try {
      reading = new UpdateReader(me).look(pending);
    } catch (RuntimeException unreadable) {
      return "";
    }
    boolean checkout = kind(update) == UpdateKind.PRE_CHECKOUT_QUERY;
    if (reading instanceof Reading.Nothing nothing && !checkout) {
      return nothing.why().because();
    }
    return "";
  }

  private static UpdateKind kind(JsonObject update) {
    for (UpdateKind kind : UpdateKind.values()) {
      if (update.containsKey(kind.name().toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    return UpdateKind.OTHER;
  }
}
