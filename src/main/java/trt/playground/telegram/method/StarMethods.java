package trt.playground.telegram.method;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import trt.playground.telegram.state.Person;
import trt.playground.telegram.state.World;
import trt.playground.telegram.update.UpdateQueue;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.MethodHandler;

/** What the bot does with the Stars it was paid. */
final class StarMethods {
  private static final int PAGE = 100;

  private final World world;
  private final UpdateQueue updates;

  StarMethods(World world, UpdateQueue updates) {
    this.world = world;
    this.updates = updates;
  }

  Map<String, MethodHandler> methods() {
    return Map.of(
        "refundStarPayment", this::refund,
        "getStarTransactions", this::transactions,
        "getMyStarBalance", call -> Future.succeededFuture(stars(world.stars().balance())),
        "editUserStarSubscription", this::subscription);
  }

  /** The user sees the refund as a message, and so does the bot. */
  private Future<?> refund(ApiCall call) {
    Person person =
        world
            .people()
            .find(call.number("user_id", 0))
            .orElseThrow(() -> ApiError.badRequest("user not found"));
    String charge = call.text("telegram_payment_charge_id");
    JsonObject payment = world.stars().refund(person, charge);
    JsonObject refunded =
        new JsonObject()
            .put("currency", "XTR")
            .put("total_amount", payment.getLong("amount"))
            .put("invoice_payload", payment.getJsonObject("source").getString("invoice_payload"))
            .put("telegram_payment_charge_id", charge);
    JsonObject message =
        world
            .chats()
            .add(person, world.bot().user(), new JsonObject().put("refunded_payment", refunded));
    updates.offer("message", message);
    return Future.succeededFuture(true);
  }

  private Future<?> transactions(ApiCall call) {
    long limit = call.number("limit", PAGE);
    if (limit < 1 || limit > PAGE) {
      throw ApiError.badRequest("LIMIT_INVALID");
    }
    return Future.succeededFuture(
        new JsonObject().put("transactions", world.stars().page(call.number("offset", 0), limit)));
  }

  private Future<?> subscription(ApiCall call) {
    throw ApiError.badRequest("CHARGE_NOT_FOUND");
  }

  private static JsonObject stars(long amount) {
    return new JsonObject().put("amount", amount);
  }
}
