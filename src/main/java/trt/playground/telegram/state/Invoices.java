package trt.playground.telegram.state;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What can be bought: by a message with an invoice, or by a link. Either can be paid many times.
 */
public final class Invoices {
  private static final String KEY = "invoice/";

  private final Map<String, JsonObject> invoices = new HashMap<>();
  private final Journal journal;
  private final Ids ids;

  Invoices(Journal journal, Ids ids) {
    this.journal = journal;
    this.ids = ids;
    journal.replay(KEY, invoices::put);
  }

  /** Keeps the invoice of a message. */
  public void keep(long chatId, int messageId, JsonObject invoice) {
    put(chatId + "/" + messageId, invoice);
  }

  /** Keeps an invoice without a message and returns what its link ends with. */
  public String link(JsonObject invoice) {
    String slug = "$" + ids.text(16);
    put(slug, invoice);
    return slug;
  }

  /** The invoice of a message. */
  public Optional<JsonObject> find(long chatId, int messageId) {
    return find(chatId + "/" + messageId);
  }

  /** The invoice of a link. */
  public Optional<JsonObject> find(String slug) {
    return Optional.ofNullable(invoices.get(slug)).map(JsonObject::copy);
  }

  private void put(String key, JsonObject invoice) {
    invoices.put(key, invoice);
    journal.put(KEY + key, invoice);
  }
}
