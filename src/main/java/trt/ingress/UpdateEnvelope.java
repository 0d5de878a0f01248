package trt.ingress;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import trt.domain.inbox.ChatKeys;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.Shards;
import trt.domain.inbox.UpdateKind;

/**
 * The little that ingress reads of an update: its id, whose lane it belongs to, its kind. Unknown
 * kinds and fields are welcome.
 */
final class UpdateEnvelope {
  private UpdateEnvelope() {}

  /** Empty when the body is no JSON object with a positive {@code update_id}. */
  static Optional<PendingUpdate> read(int feedId, Buffer body) {
    JsonObject update;
    try {
      update = new JsonObject(body);
    } catch (DecodeException | ClassCastException e) {
      return Optional.empty();
    }
    if (!(update.getValue("update_id") instanceof Integer id) || id <= 0) {
      return Optional.empty();
    }
    String kind = kindName(update);
    long chatKey =
        update.getValue(kind) instanceof JsonObject content ? chatKey(kind(kind), content) : 0;
    return Optional.of(
        new PendingUpdate(
            Shards.of(chatKey), chatKey, feedId, id, kind(kind).code(), body.getBytes()));
  }

  private static String kindName(JsonObject update) {
    List<String> names =
        update.fieldNames().stream().filter(name -> !name.equals("update_id")).toList();
    // A field that Telegram adds one day may stand before the payload.
    return names.stream()
        .filter(name -> kind(name) != UpdateKind.OTHER)
        .findFirst()
        .or(
            () ->
                names.stream()
                    .filter(name -> update.getValue(name) instanceof JsonObject)
                    .findFirst())
        .orElse("");
  }

  private static UpdateKind kind(String name) {
    try {
      UpdateKind kind = UpdateKind.valueOf(name.toUpperCase(Locale.ROOT));
      return kind == UpdateKind.OWN ? UpdateKind.OTHER : kind;
    } catch (IllegalArgumentException e) {
      return UpdateKind.OTHER;
    }
  }

  /** The chat's id; the person's where there is no chat; 0 where there is neither. */
  private static long chatKey(UpdateKind kind, JsonObject content) {
    if (kind == UpdateKind.PRE_CHECKOUT_QUERY) {
      return ChatKeys.ofCheckout(id(content, "from"));
    }
    JsonObject message = content.getValue("message") instanceof JsonObject inner ? inner : content;
    long chat = id(message, "chat");
    if (chat != 0) {
      return chat;
    }
    long from = id(content, "from");
    return from != 0 ? from : id(content, "user");
  }

  private static long id(JsonObject holder, String name) {
    return holder.getValue(name) instanceof JsonObject inner
            && inner.getValue("id") instanceof Number number
        ? number.longValue()
        : 0;
  }
}
