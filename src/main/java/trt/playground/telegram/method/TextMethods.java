package trt.playground.telegram.method;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import trt.playground.telegram.state.World;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.MethodHandler;

/** sendMessage. */
final class TextMethods {
  private final Posting posting;

  TextMethods(World world) {
    this.posting = new Posting(world);
  }

  Map<String, MethodHandler> methods() {
    return Map.of("sendMessage", this::send);
  }

  private Future<?> send(ApiCall call) {
    JsonObject content = Texts.text(call).into(new JsonObject(), "text", "entities");
    call.object("link_preview_options").ifPresent(o -> content.put("link_preview_options", o));
    return Future.succeededFuture(posting.post(call, content));
  }
}
