package trt.routing;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;
import trt.domain.inbox.ChatKeys;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Place;
import trt.text.Addressing;
import trt.text.ScreenRenderer;
import trt.text.Texts;

/** Tells a chat that an update of it was set aside, with the number by which it is found. */
final class Apology {
  private final UpdateReader reader;
  private final ScreenRenderer renderer;

  Apology(UpdateReader reader, ScreenRenderer renderer) {
    this.reader = reader;
    this.renderer = renderer;
  }

  /** Empty when there is no chat to tell. */
  List<Draft> to(PendingUpdate update, String correlationId) {
    Optional<Received> received = reader.readable(update);
    // What cannot be read still came from a chat, and the chat waits for an answer.
    long chatId = received.map(Received::chatId).orElse(ChatKeys.chat(update.chatKey()));
    if (chatId == 0) {
      return List.of();
    }
    String lang = Texts.language(received.map(Received::languageCode).orElse(""));
    String key = reader.isMoney(update) ? "quarantine.payment" : "quarantine";
    Screen screen = new Screen(Phrase.of(key, "id", correlationId), List.of());
    JsonObject body =
        new JsonObject().put("params", renderer.message(lang, screen).put("chat_id", chatId));
    Addressing.apply(received.map(Received::place).orElse(Place.PRIVATE), "sendMessage", body);
    return List.of(
        new Draft(
            update.shard(),
            update.chatKey(),
            "x:" + update.feedId() + ":" + update.updateId(),
            DeliveryClass.MUST_ARRIVE,
            "sendMessage",
            body.encode(),
            Optional.empty(),
            Optional.empty()));
  }
}
