package trt.playground.telegram.method;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import trt.playground.telegram.state.World;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.MethodHandler;

/** sendInvoice and createInvoiceLink, in Telegram Stars only. */
final class InvoiceMethods {
  private static final int SUBSCRIPTION_SECONDS = 2_592_000;
  private static final int MOST_STARS = 100_000;

  private final World world;
  private final Posting posting;

  InvoiceMethods(World world) {
    this.world = world;
    this.posting = new Posting(world);
  }

  Map<String, MethodHandler> methods() {
    return Map.of("sendInvoice", this::send, "createInvoiceLink", this::link);
  }

  private Future<?> send(ApiCall call) {
    long amount = checkedAmount(call);
    JsonObject shown =
        new JsonObject()
            .put("title", call.text("title"))
            .put("description", call.text("description"))
            .put("start_parameter", call.text("start_parameter"))
            .put("currency", call.text("currency"))
            .put("total_amount", amount);
    JsonObject content = new JsonObject().put("invoice", shown);
    ApiCall withKeyboard =
        call.with(call.params().copy().put("reply_markup", keyboard(call, amount)));
    JsonObject message = posting.post(withKeyboard, content);
    world.invoices().keep(call.chatId(), message.getInteger("message_id"), offer(call, amount));
    return Future.succeededFuture(message);
  }

  private Future<?> link(ApiCall call) {
    long amount = checkedAmount(call);
    long period = call.number("subscription_period", 0);
    if (period != 0 && period != SUBSCRIPTION_SECONDS) {
      throw ApiError.badRequest("SUBSCRIPTION_PERIOD_INVALID");
    }
    return Future.succeededFuture("https://t.me/" + world.invoices().link(offer(call, amount)));
  }

  private static JsonObject offer(ApiCall call, long amount) {
    return new JsonObject()
        .put("title", call.text("title"))
        .put("description", call.text("description"))
        .put("payload", call.text("payload"))
        .put("amount", amount);
  }

  /** The pay button comes first; Telegram adds one if there is no keyboard. */
  private static JsonObject keyboard(ApiCall call, long amount) {
    JsonObject pay = new JsonObject().put("text", "Pay ⭐" + amount).put("pay", true);
    JsonObject usual =
        new JsonObject().put("inline_keyboard", new JsonArray().add(new JsonArray().add(pay)));
    JsonObject markup = call.object("reply_markup").orElse(usual);
    JsonArray rows = markup.getJsonArray("inline_keyboard", new JsonArray());
    if (rows.isEmpty() || !rows.getJsonArray(0).getJsonObject(0).getBoolean("pay", false)) {
      throw ApiError.badRequest("REPLY_MARKUP_BUY_EMPTY");
    }
    return markup;
  }

  private static long checkedAmount(ApiCall call) {
    refuseUnless(within(call.text("title"), 32), "INVOICE_TITLE_INVALID");
    refuseUnless(within(call.text("description"), 255), "INVOICE_DESCRIPTION_INVALID");
    int payload = call.text("payload").getBytes(StandardCharsets.UTF_8).length;
    refuseUnless(payload >= 1 && payload <= 128, "INVOICE_PAYLOAD_INVALID");
    refuseUnless(call.text("provider_token").isEmpty(), "PAYMENT_PROVIDER_INVALID");
    refuseUnless(call.text("currency").equals("XTR"), "CURRENCY_INVALID");
    JsonArray prices = call.array("prices");
    refuseUnless(prices.size() == 1, "STARS_INVOICE_INVALID");
    long amount = prices.getJsonObject(0).getLong("amount");
    refuseUnless(amount >= 1 && amount <= MOST_STARS, "STARS_INVOICE_INVALID");
    return amount;
  }

  private static boolean within(String text, int limit) {
    return !text.isBlank() && text.length() <= limit;
  }

  private static void refuseUnless(boolean fine, String complaint) {
    if (!fine) {
      throw ApiError.badRequest(complaint);
    }
  }
}
