package trt.playground.telegram.state;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import trt.playground.telegram.wire.ApiError;

/** Stars that moved between users and the bot, oldest first. */
public final class StarBook {
  private static final String KEY = "star/";

  private final Map<String, JsonObject> transactions = new LinkedHashMap<>();
  private final Journal journal;
  private final People people;
  private final InstantSource clock;

  StarBook(Journal journal, People people, InstantSource clock) {
    this.journal = journal;
    this.people = people;
    this.clock = clock;
    journal.replay(KEY, transactions::put);
  }

  /** A user pays the bot; the transaction's id is the charge id. */
  public void pay(Person person, long amount, String chargeId, String payload) {
    people.earn(person, -amount);
    JsonObject partner =
        new JsonObject()
            .put("type", "user")
            .put("transaction_type", "invoice_payment")
            .put("user", person.user())
            .put("invoice_payload", payload);
    record(chargeId, amount, "source", partner);
  }

  /**
   * The bot gives a payment back, whole and once.
   *
   * @return the payment
   * @throws ApiError 400 if there was none or it is refunded already
   */
  public JsonObject refund(Person person, String chargeId) {
    JsonObject payment = transactions.get(chargeId);
    if (payment == null
        || payment.getJsonObject("source").getJsonObject("user").getLong("id") != person.id()) {
      throw ApiError.badRequest("CHARGE_NOT_FOUND");
    }
    if (transactions.containsKey(refundKey(chargeId))) {
      throw ApiError.badRequest("CHARGE_ALREADY_REFUNDED");
    }
    long amount = payment.getLong("amount");
    people.earn(person, amount);
    JsonObject partner = payment.getJsonObject("source").copy();
    JsonObject refund = transaction(chargeId, amount, "receiver", partner);
    transactions.put(refundKey(chargeId), refund);
    journal.put(KEY + refundKey(chargeId), refund);
    return payment;
  }

  /** A page of the transactions, in the order they happened. */
  public JsonArray page(long offset, long limit) {
    JsonArray page = new JsonArray();
    transactions.values().stream().skip(offset).limit(limit).forEach(t -> page.add(t.copy()));
    return page;
  }

  /** What the bot has earned and not given back. */
  public long balance() {
    return transactions.values().stream()
        .mapToLong(t -> t.containsKey("source") ? t.getLong("amount") : -t.getLong("amount"))
        .sum();
  }

  private void record(String id, long amount, String side, JsonObject partner) {
    JsonObject transaction = transaction(id, amount, side, partner);
    transactions.put(id, transaction);
    journal.put(KEY + id, transaction);
  }

  private JsonObject transaction(String id, long amount, String side, JsonObject partner) {
    return new JsonObject()
        .put("id", id)
        .put("amount", amount)
        .put("date", clock.instant().getEpochSecond())
        .put(side, partner);
  }

  private static String refundKey(String chargeId) {
    return chargeId + "/refund";
  }
}
