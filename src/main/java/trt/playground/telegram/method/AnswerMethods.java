package trt.playground.telegram.method;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import trt.playground.telegram.state.Callbacks.Question;
import trt.playground.telegram.state.World;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.MethodHandler;

/** Answers of the bot to pressed buttons, inline queries and checkouts. */
final class AnswerMethods {
  private static final int CALLBACK_TEXT = 200;
  private static final int INLINE_RESULTS = 50;

  private final World world;

  AnswerMethods(World world) {
    this.world = world;
  }

  Map<String, MethodHandler> methods() {
    return Map.of(
        "answerCallbackQuery", this::callback,
        "answerInlineQuery", this::inline,
        "answerPreCheckoutQuery", this::checkout,
        "answerShippingQuery", call -> answer(call, "shipping_query_id", "shipping"));
  }

  private Future<?> callback(ApiCall call) {
    if (call.text("text").length() > CALLBACK_TEXT) {
      throw ApiError.badRequest("MESSAGE_TOO_LONG");
    }
    return answer(call, "callback_query_id", "callback");
  }

  private Future<?> inline(ApiCall call) {
    if (call.array("results").size() > INLINE_RESULTS) {
      throw ApiError.badRequest("RESULTS_TOO_MUCH");
    }
    return answer(call, "inline_query_id", "inline");
  }

  private Future<?> checkout(ApiCall call) {
    if (!call.flag("ok") && call.text("error_message").isEmpty()) {
      throw ApiError.badRequest("parameter \"error_message\" is required");
    }
    return answer(call, "pre_checkout_query_id", "checkout");
  }

  private Future<?> answer(ApiCall call, String idName, String kind) {
    Question question = world.callbacks().answered(call.text(idName), kind);
    JsonObject answer = call.params().copy().put("id", question.id());
    world.events().emit("answer", question.userId(), answer.copy().put("kind", kind));
    world.callbacks().deliver(question.id(), answer);
    return Future.succeededFuture(true);
  }
}
