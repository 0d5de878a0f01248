package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;
import trt.domain.inbox.ChatKeys;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Place;
import trt.postgres.LanguageStore;
import trt.text.Addressing;
import trt.text.ScreenRenderer;
import trt.text.Texts;

/** Tells a chat that an update of it was set aside, with the number by which it is found. */
final class Apology {
  private final UpdateReader reader;
  private final ScreenRenderer renderer;
  private final LanguageStore languages;

  Apology(UpdateReader reader, ScreenRenderer renderer, LanguageStore languages) {
    this.reader = reader;
    this.renderer = renderer;
    this.languages = languages;
  }

  /** Empty when there is no chat to tell. */
  Future<List<Draft>> to(SqlConnection connection, PendingUpdate update, String correlationId) {
    Optional<Received> received = reader.readable(update);
    // What cannot be read still came from a chat, and the chat waits for an answer.
    long chatId = received.map(Received::chatId).orElse(ChatKeys.chat(update.chatKey()));
    if (chatId == 0) {
      return Future.succeededFuture(List.of());
    }
    // A chat with one person has the person's number.
    long person = received.map(one -> one.person().id()).orElse(chatId);
    String telegrams = Texts.language(received.map(Received::languageCode).orElse(""));
    Place place = received.map(Received::place).orElse(Place.PRIVATE);
    return languages
        .of(connection, List.of(person))
        .map(known -> known.getOrDefault(person, telegrams))
        .map(lang -> List.of(draft(update, correlationId, chatId, place, lang)));
  }

  private Draft draft(
      PendingUpdate update, String correlationId, long chatId, Place place, String lang) {
    String key = reader.isMoney(update) ? "quarantine.payment" : "quarantine";
    Screen screen = new Screen(Phrase.of(key, "id", correlationId), List.of());
    JsonObject body =
        new JsonObject().put("params", renderer.message(lang, screen).put("chat_id", chatId));
    Addressing.apply(place, "sendMessage", body);
    return new Draft(
        update.shard(),
        update.chatKey(),
        "x:" + update.feedId() + ":" + update.updateId(),
        DeliveryClass.MUST_ARRIVE,
        "sendMessage",
        body.encode(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.of(update.updateId()));
  }
}
