package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import trt.domain.dialogue.Phrase;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.Draft;
import trt.text.ScreenRenderer;
import trt.text.Texts;

/**
 * Whether a payment that somebody is about to make is in order. The bot has issued no invoice that
 * could still be paid, so every one is refused, and nothing is charged.
 */
final class PreCheckoutHandler implements BriefAnswer {
  /** Telegram waits so long and then refuses by itself (Bot API, answerPreCheckoutQuery). */
  private static final Duration QUERY_LIFE = Duration.ofSeconds(10);

  private final ScreenRenderer renderer;
  private final Clock clock;

  PreCheckoutHandler(ScreenRenderer renderer, Clock clock) {
    this.renderer = renderer;
    this.clock = clock;
  }

  /**
   * A payment that waits for a word.
   *
   * @param languageCode IETF tag as Telegram gives it, empty when it gives none
   */
  private record Query(PendingUpdate update, String id, String languageCode) {}

  @Override
  public Future<List<Draft>> to(SqlConnection connection, List<PendingUpdate> consumed) {
    List<Draft> drafts = new ArrayList<>();
    for (PendingUpdate update : consumed) {
      drafts.add(refuse(read(update)));
    }
    return Future.succeededFuture(drafts);
  }

  private Draft refuse(Query query) {
    String lang = Texts.language(query.languageCode());
    JsonObject params =
        new JsonObject()
            .put("pre_checkout_query_id", query.id())
            .put("ok", false)
            .put("error_message", renderer.notice(lang, Phrase.of("checkout.unknown")));
    return Notices.query(
        query.update(), "answerPreCheckoutQuery", params, clock.instant().plus(QUERY_LIFE));
  }

  private static Query read(PendingUpdate update) {
    try {
      JsonObject query =
          new JsonObject(Buffer.buffer(update.payload())).getJsonObject("pre_checkout_query");
      JsonObject from = query.getJsonObject("from", new JsonObject());
      return new Query(
          update,
          java.util.Objects.requireNonNull(query.getString("id"), "id"),
          from.getString("language_code", ""));
    } catch (RuntimeException e) {
      throw new RoutingRound.HandlerFailed(update, e);
    }
  }
}
