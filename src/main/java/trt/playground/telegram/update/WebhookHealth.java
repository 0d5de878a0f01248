package trt.playground.telegram.update;

import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** How delivery goes, for getWebhookInfo, and how often each update is posted on purpose. */
final class WebhookHealth {
  private final InstantSource clock;
  private Consumer<JsonObject> execute = body -> {};
  private int copies = 1;
  private long lastErrorDate;
  private String lastError = "";

  WebhookHealth(InstantSource clock) {
    this.clock = clock;
  }

  /** Runs methods found in the bodies of the bot's answers. */
  void executing(Consumer<JsonObject> method) {
    execute = method;
  }

  int copies() {
    return copies;
  }

  /** From now on every update is posted this often, as after a lost answer. */
  void copies(int times) {
    copies = times;
  }

  void delivered(Optional<JsonObject> method) {
    method.ifPresent(execute);
  }

  void refused(String reason) {
    lastErrorDate = clock.instant().getEpochSecond();
    lastError = reason;
  }

  void forget() {
    lastErrorDate = 0;
    lastError = "";
  }

  JsonObject into(JsonObject info) {
    return lastErrorDate == 0
        ? info
        : info.put("last_error_date", lastErrorDate).put("last_error_message", lastError);
  }
}
