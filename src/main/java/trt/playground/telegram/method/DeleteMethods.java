package trt.playground.telegram.method;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import trt.playground.telegram.state.World;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.MethodHandler;

/** deleteMessage and deleteMessages: anything of the last 48 hours in a private chat. */
final class DeleteMethods {
  private static final Duration DELETABLE = Duration.ofDays(2);
  private static final int AT_ONCE = 100;

  private final World world;

  DeleteMethods(World world) {
    this.world = world;
  }

  Map<String, MethodHandler> methods() {
    return Map.of("deleteMessage", this::one, "deleteMessages", this::several);
  }

  private Future<?> one(ApiCall call) {
    long chatId = world.people().known(call.chatId()).id();
    long date =
        world
            .chats()
            .find(chatId, call.messageId())
            .orElseThrow(() -> ApiError.badRequest("message to delete not found"))
            .getLong("date");
    if (world.chats().now() - date > DELETABLE.toSeconds()) {
      throw ApiError.badRequest("message can't be deleted");
    }
    return Future.succeededFuture(world.chats().remove(chatId, call.messageId()));
  }

  /** Messages that are not there are passed over. */
  private Future<?> several(ApiCall call) {
    long chatId = world.people().known(call.chatId()).id();
    if (call.array("message_ids").size() > AT_ONCE) {
      throw ApiError.badRequest("too many message identifiers specified");
    }
    for (Object id : call.array("message_ids")) {
      world.chats().remove(chatId, ((Number) id).intValue());
    }
    return Future.succeededFuture(true);
  }
}
