package trt.playground.telegram.method;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import trt.playground.telegram.state.Person;
import trt.playground.telegram.state.World;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.MethodHandler;

/** What a bot may ask and do in a private chat besides writing. */
final class ChatMethods {
  private static final Set<String> ACTIONS =
      Set.of(
          "typing",
          "upload_photo",
          "record_video",
          "upload_video",
          "record_voice",
          "upload_voice",
          "upload_document",
          "choose_sticker",
          "find_location",
          "record_video_note",
          "upload_video_note");

  private final World world;

  ChatMethods(World world) {
    this.world = world;
  }

  Map<String, MethodHandler> methods() {
    return Map.of(
        "getChat", this::chat,
        "getChatMember", this::member,
        "sendChatAction", this::action,
        "setMessageReaction", this::react,
        "pinChatMessage", this::pin,
        "unpinChatMessage", this::unpin,
        "unpinAllChatMessages", this::unpinAll);
  }

  private Future<?> chat(ApiCall call) {
    Person person = world.people().known(call.chatId());
    JsonObject chat = person.chat().put("accent_color_id", 0).put("max_reaction_count", 1);
    if (!person.pinned().isEmpty()) {
      int newest = person.pinned().getInteger(person.pinned().size() - 1);
      world.chats().find(person.id(), newest).ifPresent(m -> chat.put("pinned_message", m));
    }
    return Future.succeededFuture(chat);
  }

  private Future<?> member(ApiCall call) {
    Person person = world.people().known(call.chatId());
    return Future.succeededFuture(
        new JsonObject().put("status", "member").put("user", person.user()));
  }

  private Future<?> action(ApiCall call) {
    if (!ACTIONS.contains(call.text("action"))) {
      throw ApiError.badRequest("wrong parameter action in request");
    }
    Person person = world.people().reachable(call.chatId());
    world.events().emit("action", person.id(), new JsonObject().put("action", call.text("action")));
    return Future.succeededFuture(true);
  }

  private Future<?> react(ApiCall call) {
    Person person = world.people().reachable(call.chatId());
    JsonObject message = message(call, "message to react not found");
    JsonArray reaction = call.array("reaction");
    if (reaction.size() > 1) {
      throw ApiError.badRequest("REACTIONS_TOO_MANY");
    }
    world.chats().react(person.id(), message.getInteger("message_id"), reaction);
    return Future.succeededFuture(true);
  }

  private Future<?> pin(ApiCall call) {
    Person person = world.people().reachable(call.chatId());
    int id = message(call, "message to pin not found").getInteger("message_id");
    person.pinned().remove((Object) id);
    person.pinned().add(id);
    world.people().changed(person);
    return Future.succeededFuture(true);
  }

  private Future<?> unpin(ApiCall call) {
    Person person = world.people().reachable(call.chatId());
    JsonArray pinned = person.pinned();
    if (pinned.isEmpty()) {
      throw ApiError.badRequest("message to unpin not found");
    }
    Object id =
        call.has("message_id") ? (Object) call.messageId() : pinned.getValue(pinned.size() - 1);
    pinned.remove(id);
    world.people().changed(person);
    return Future.succeededFuture(true);
  }

  private Future<?> unpinAll(ApiCall call) {
    Person person = world.people().reachable(call.chatId());
    person.pinned().clear();
    world.people().changed(person);
    return Future.succeededFuture(true);
  }

  private JsonObject message(ApiCall call, String complaint) {
    return world
        .chats()
        .find(call.chatId(), call.messageId())
        .orElseThrow(() -> ApiError.badRequest(complaint));
  }
}
