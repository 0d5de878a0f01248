package trt.routing;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.text.ScreenRenderer;
import trt.text.Texts;

/** Calls to Telegram that say one sentence and leave the chat's menu as it is. */
final class Notices {
  /** Telegram forgets a callback query after 150 s; answering later is pointless. */
  private static final Duration QUERY_LIFE = Duration.ofSeconds(150);

  private final ScreenRenderer renderer;

  Notices(ScreenRenderer renderer) {
    this.renderer = renderer;
  }

  /** A message of its own. */
  Draft message(Received received, Phrase phrase, String name) {
    JsonObject params =
        renderer
            .message(language(received), new Screen(phrase, List.of()))
            .put("chat_id", received.chatId());
    return draft(
        received.update(),
        name,
        DeliveryClass.MUST_ARRIVE,
        "sendMessage",
        params,
        Optional.empty());
  }

  /** A notice over the chat; the pressed button stops spinning. */
  Draft toast(Received received, Phrase phrase, Instant now) {
    JsonObject params =
        new JsonObject()
            .put("callback_query_id", received.callbackQueryId().orElse(""))
            .put("text", renderer.notice(language(received), phrase));
    return query(received.update(), "answerCallbackQuery", params, now.plus(QUERY_LIFE));
  }

  /** The only answer a query gets, named so that there is no second one. */
  static Draft query(PendingUpdate update, String method, JsonObject params, Instant expiresAt) {
    return draft(
        update,
        "q:" + update.feedId() + ":" + update.updateId(),
        DeliveryClass.IDEMPOTENT,
        method,
        params,
        Optional.of(expiresAt));
  }

  private static Draft draft(
      PendingUpdate update,
      String name,
      DeliveryClass kind,
      String method,
      JsonObject params,
      Optional<Instant> expiresAt) {
    return new Draft(
        update.shard(),
        update.chatKey(),
        name,
        kind,
        method,
        new JsonObject().put("params", params).encode(),
        Optional.empty(),
        expiresAt);
  }

  private static String language(Received received) {
    return Texts.language(received.languageCode());
  }
}
