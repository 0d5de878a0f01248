package trt.playground.telegram.method;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import trt.playground.telegram.state.World;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.MethodHandler;

/** copyMessage and forwardMessage, alone and in bulk. */
final class CopyMethods {
  private static final List<String> NOT_COPIED =
      List.of(
          "message_id",
          "from",
          "chat",
          "date",
          "edit_date",
          "reply_markup",
          "reply_to_message",
          "media_group_id",
          "forward_origin");

  private final World world;
  private final Posting posting;

  CopyMethods(World world) {
    this.world = world;
    this.posting = new Posting(world);
  }

  Map<String, MethodHandler> methods() {
    return Map.of(
        "copyMessage", call -> Future.succeededFuture(copy(call, call.messageId())),
        "copyMessages", call -> Future.succeededFuture(each(call, false)),
        "forwardMessage", call -> Future.succeededFuture(forward(call, call.messageId())),
        "forwardMessages", call -> Future.succeededFuture(each(call, true)));
  }

  private JsonObject copy(ApiCall call, int messageId) {
    JsonObject content = content(original(call, messageId, "message to copy not found"));
    if (content.containsKey("invoice")) {
      throw ApiError.badRequest("message can't be copied");
    }
    if (call.has("caption") && !content.containsKey("text")) {
      content.remove("caption_entities");
      Texts.caption(call.params()).into(content, "caption", "caption_entities");
    }
    return new JsonObject().put("message_id", posting.post(call, content).getInteger("message_id"));
  }

  private JsonObject forward(ApiCall call, int messageId) {
    JsonObject original = original(call, messageId, "message to forward not found");
    JsonObject origin =
        new JsonObject()
            .put("type", "user")
            .put("sender_user", original.getJsonObject("from"))
            .put("date", original.getLong("date"));
    return posting.post(call, content(original).put("forward_origin", origin));
  }

  /** Messages that are not there are passed over. */
  private JsonArray each(ApiCall call, boolean forwarded) {
    JsonArray ids = new JsonArray();
    for (Object item : call.array("message_ids")) {
      int id = ((Number) item).intValue();
      if (world.chats().find(fromChat(call), id).isPresent()) {
        JsonObject sent = forwarded ? forward(call, id) : copy(call, id);
        ids.add(new JsonObject().put("message_id", sent.getInteger("message_id")));
      }
    }
    return ids;
  }

  private JsonObject original(ApiCall call, int messageId, String complaint) {
    return world
        .chats()
        .find(fromChat(call), messageId)
        .orElseThrow(() -> ApiError.badRequest(complaint));
  }

  private long fromChat(ApiCall call) {
    return call.with(new JsonObject().put("chat_id", call.text("from_chat_id"))).chatId();
  }

  private static JsonObject content(JsonObject message) {
    JsonObject content = message.copy();
    NOT_COPIED.forEach(content::remove);
    return content;
  }
}
