package trt.routing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import trt.domain.dialogue.OwnView;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Screen;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Place;
import trt.text.Addressing;
import trt.text.ScreenRenderer;

/** Ends of generations in their own messages, and texts as files. */
final class OwnReplies {
  private final ScreenRenderer renderer;

  OwnReplies(ScreenRenderer renderer) {
    this.renderer = renderer;
  }

  /** Named as every end of a job that failed: there is one of them at most. */
  Draft end(Received received, String lang, Reply.EndStatus end) {
    OwnView.Job job = end.job();
    OwnView.Spot spot = job.spot();
    JsonObject params = renderer.message(lang, end.screen()).put("chat_id", spot.chatId());
    JsonObject fallback =
        new JsonObject().put("method", "sendMessage").put("params", params.copy());
    boolean known = spot.message().isPresent();
    JsonObject body =
        known
            ? new JsonObject()
                .put("params", params.put("message_id", spot.message().getAsLong()))
                .put("fallback", fallback)
            : fallback;
    String method = known ? "editMessageText" : "sendMessage";
    Addressing.apply(place(received, spot), method, body);
    return new Draft(
        spot.shard(),
        spot.chatKey(),
        "job:" + job.id() + ":failed",
        known ? DeliveryClass.IDEMPOTENT : DeliveryClass.MUST_ARRIVE,
        method,
        body.encode(),
        Optional.empty(),
        Optional.empty());
  }

  /** Ids of groups are negative, those of people are not (Bot API, Chat). */
  private static Place place(Received received, OwnView.Spot spot) {
    boolean group = spot.chatId() < 0;
    return new Place(group, spot.thread(), spot.replyTo(), group ? received.person().id() : 0);
  }

  /** The body of a {@code sendDocument}. */
  JsonObject document(long chatId, String lang, Reply.Document document) {
    byte[] bytes = document.content().getBytes(StandardCharsets.UTF_8);
    JsonObject file =
        new JsonObject()
            .put("name", "f0")
            .put("url", "data:;base64," + Base64.getEncoder().encodeToString(bytes))
            .put("fileName", document.fileName())
            .put("mediaType", document.mediaType());
    JsonObject params =
        new JsonObject()
            .put("chat_id", chatId)
            .put("document", "attach://f0")
            .put("disable_content_type_detection", true)
            .put("caption", renderer.caption(lang, document.caption()))
            .put("parse_mode", "HTML");
    JsonObject fallback =
        new JsonObject()
            .put("method", "sendMessage")
            .put("params", message(chatId, lang, document.failed()));
    return new JsonObject()
        .put("params", params)
        .put("files", new JsonArray().add(file))
        .put("fallback", fallback);
  }

  private JsonObject message(long chatId, String lang, Phrase phrase) {
    JsonObject params = renderer.message(lang, new Screen(phrase, List.of()));
    params.remove("reply_markup");
    return params.put("chat_id", chatId);
  }
}
