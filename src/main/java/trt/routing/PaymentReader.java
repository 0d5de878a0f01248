package trt.routing;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import trt.domain.dialogue.Input;
import trt.domain.inbox.PendingUpdate;
import trt.domain.wallet.Charge;
import trt.domain.wallet.Checkout;

/** Reads messages that say that Stars have moved (Bot API, SuccessfulPayment, RefundedPayment). */
final class PaymentReader {
  private static final String PAID = "successful_payment";
  private static final String BACK = "refunded_payment";

  /** Longer ids are none of Telegram's. */
  private static final int MOST_ID = 512;

  private PaymentReader() {}

  static boolean isPayment(JsonObject message) {
    return message.containsKey(PAID) || message.containsKey(BACK);
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException when it is not a payment in Stars
   */
  static Received read(PendingUpdate update, JsonObject message) {
    boolean paid = message.containsKey(PAID);
    JsonObject chat = message.getJsonObject("chat");
    JsonObject payer = payer(message.getJsonObject("from", new JsonObject()), chat);
    Charge charge =
        charge(
            message.getJsonObject(paid ? PAID : BACK),
            payer.getLong("id"),
            Instant.ofEpochSecond(message.getLong("date")));
    return new Received(
        update,
        chat.getLong("id"),
        Wire.person(payer),
        payer.getString("language_code", ""),
        Optional.empty(),
        paid ? new Input.Paid(charge) : new Input.GivenBack(charge));
  }

  /** What went back is told in the payer's chat, and not always in the payer's name. */
  private static JsonObject payer(JsonObject from, JsonObject chat) {
    return "private".equals(chat.getString("type"))
            && !chat.getLong("id").equals(from.getLong("id"))
        ? chat
        : from;
  }

  private static Charge charge(JsonObject payment, long userId, Instant at) {
    String id = payment.getString("telegram_payment_charge_id", "");
    long stars = payment.getLong("total_amount", 0L);
    if (!Checkout.STARS.equals(payment.getString("currency"))
        || stars < 1
        || stars > Integer.MAX_VALUE
        || id.isEmpty()
        || id.length() > MOST_ID) {
      throw new IllegalArgumentException("not a payment in Stars");
    }
    return new Charge(id, userId, stars, payment.getString("invoice_payload", ""), at);
  }
}
