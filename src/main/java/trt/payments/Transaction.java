package trt.payments;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import trt.domain.wallet.Charge;

/**
 * An entry of Telegram's list that is about a payment for one of the bot's invoices (Bot API,
 * StarTransaction).
 *
 * @param back whether the Stars went back to the payer
 * @param lang language of the payer as Telegram gives it, empty when it gives none
 */
record Transaction(Charge charge, boolean back, String lang, String name) {
  private static final String INVOICE = "invoice_payment";

  /** Empty for gifts, withdrawals, advertisements and whatever else moves Stars. */
  static Optional<Transaction> read(JsonObject json) {
    boolean back = json.containsKey("receiver");
    JsonObject partner = json.getJsonObject(back ? "receiver" : "source", new JsonObject());
    JsonObject user = partner.getJsonObject("user", new JsonObject());
    boolean ours =
        "user".equals(partner.getString("type"))
            && INVOICE.equals(partner.getString("transaction_type", INVOICE))
            && user.containsKey("id")
            && json.getLong("amount", 0L) > 0;
    return ours ? Optional.of(of(json, back, partner, user)) : Optional.empty();
  }

  private static Transaction of(
      JsonObject json, boolean back, JsonObject partner, JsonObject user) {
    Charge charge =
        new Charge(
            json.getString("id"),
            user.getLong("id"),
            json.getLong("amount"),
            partner.getString("invoice_payload", ""),
            Instant.ofEpochSecond(json.getLong("date")));
    return new Transaction(
        charge, back, user.getString("language_code", ""), user.getString("first_name", ""));
  }
}
