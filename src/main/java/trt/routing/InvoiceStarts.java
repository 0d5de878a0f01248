package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import trt.domain.dialogue.Reply;
import trt.domain.wallet.Checkout;
import trt.text.ScreenRenderer;

/**
 * An invoice: written down and put into the outbox, in the transaction that consumes the request.
 */
final class InvoiceStarts {
  /** Longest title (Bot API, sendInvoice), in characters. */
  private static final int TITLE = 32;

  /** Longest description, in characters. */
  private static final int DESCRIPTION = 255;

  private final RoutingParts.Stars stars;
  private final ScreenRenderer renderer;

  InvoiceStarts(RoutingParts.Stars stars, ScreenRenderer renderer) {
    this.stars = stars;
    this.renderer = renderer;
  }

  Future<Void> issue(
      SqlConnection connection,
      Received received,
      String lang,
      Reply.Invoice invoice,
      Replies replies) {
    String token = stars.tokens().get();
    return stars
        .payments()
        .issue(
            connection,
            token,
            received.person().id(),
            invoice.stars(),
            stars.config().invoiceLife())
        .map(
            written -> {
              replies.invoice(params(lang, invoice, token));
              return null;
            });
  }

  private JsonObject params(String lang, Reply.Invoice invoice, String token) {
    String title = renderer.line(lang, invoice.title(), TITLE);
    JsonObject price = new JsonObject().put("label", title).put("amount", invoice.stars());
    return new JsonObject()
        .put("title", title)
        .put("description", renderer.line(lang, invoice.description(), DESCRIPTION))
        .put("payload", token)
        .put("provider_token", "")
        .put("currency", Checkout.STARS)
        .put("prices", new JsonArray().add(price));
  }
}
