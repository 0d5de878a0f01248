package trt.routing;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.text.Addressing;
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
    return screen(received, new Screen(phrase, List.of()), name);
  }

  /** A message of its own with buttons, none of which is a menu. */
  Draft screen(Received received, Screen screen, String name) {
    JsonObject body = body(received.chatId(), language(received), screen);
    Addressing.apply(received.place(), "sendMessage", body);
    return draft(
        received.update(), name, DeliveryClass.MUST_ARRIVE, "sendMessage", body, Optional.empty());
  }

  /** The same in answer to nobody. */
  Draft screen(PendingUpdate update, long chatId, String lang, Screen screen, String name) {
    JsonObject body = body(chatId, lang, screen);
    return draft(update, name, DeliveryClass.MUST_ARRIVE, "sendMessage", body, Optional.empty());
  }

  /** A line for a query that is refused. */
  String line(String lang, Phrase phrase) {
    return renderer.notice(lang, phrase);
  }

  private JsonObject body(long chatId, String lang, Screen screen) {
    return new JsonObject().put("params", renderer.message(lang, screen).put("chat_id", chatId));
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
        new JsonObject().put("params", params),
        Optional.of(expiresAt));
  }

  private static Draft draft(
      PendingUpdate update,
      String name,
      DeliveryClass kind,
      String method,
      JsonObject body,
      Optional<Instant> expiresAt) {
    return new Draft(
        update.shard(),
        update.chatKey(),
        name,
        kind,
        method,
        body.encode(),
        Optional.empty(),
        expiresAt,
        OptionalInt.of(update.updateId()));
  }

  private static String language(Received received) {
    return Texts.language(received.languageCode());
  }
}
