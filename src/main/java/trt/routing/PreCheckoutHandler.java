package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import trt.domain.dialogue.Dialogue;
import trt.domain.dialogue.Phrase;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.Draft;
import trt.domain.wallet.Checkout;
import trt.domain.wallet.Issued;
import trt.postgres.LanguageStore;
import trt.postgres.PaymentStore;
import trt.text.ScreenRenderer;
import trt.text.Texts;

/**
 * Whether a payment that somebody is about to make is in order: our invoice, this person, this
 * amount, in time, and something to buy. Otherwise it is refused in words, and nothing is charged.
 */
final class PreCheckoutHandler implements BriefAnswer {
  /** Telegram waits so long and then refuses by itself (Bot API, answerPreCheckoutQuery). */
  private static final Duration QUERY_LIFE = Duration.ofSeconds(10);

  private final ScreenRenderer renderer;
  private final PaymentStore payments;
  private final LanguageStore languages;
  private final Supplier<Dialogue> dialogue;
  private final RoutingParts.Desk desk;
  private final Clock clock;

  PreCheckoutHandler(RoutingParts parts) {
    this.renderer = parts.renderer();
    this.payments = parts.stars().payments();
    this.languages = parts.own().languages();
    this.dialogue = parts.dialogue();
    this.desk = parts.desk();
    this.clock = parts.clock();
  }

  /**
   * A payment that waits for a word.
   *
   * @param languageCode IETF tag as Telegram gives it, empty when it gives none
   */
  private record Query(
      PendingUpdate update,
      String id,
      long userId,
      String languageCode,
      String currency,
      long stars,
      String payload) {}

  @Override
  public Future<List<Draft>> to(SqlConnection connection, List<PendingUpdate> consumed) {
    List<Query> queries = consumed.stream().map(PreCheckoutHandler::read).toList();
    Future<Map<String, Issued>> issued =
        payments.issued(connection, queries.stream().map(Query::payload).toList());
    Future<Map<Long, String>> chosen =
        languages.of(connection, queries.stream().map(Query::userId).toList());
    return Future.join(issued, chosen)
        .map(both -> answers(queries, issued.result(), chosen.result()));
  }

  private List<Draft> answers(
      List<Query> queries, Map<String, Issued> issued, Map<Long, String> chosen) {
    List<Draft> drafts = new ArrayList<>();
    for (Query query : queries) {
      Optional<Checkout.Refusal> refusal =
          Checkout.refuse(
              Optional.ofNullable(issued.get(query.payload())),
              query.userId(),
              query.currency(),
              query.stars(),
              dialogue.get().takesStars() && isHeard(query.userId()));
      String telegrams = Texts.language(query.languageCode());
      drafts.add(answer(query, refusal, chosen.getOrDefault(query.userId(), telegrams)));
    }
    return drafts;
  }

  /** During maintenance nobody pays for what cannot be used yet. */
  private boolean isHeard(long userId) {
    return !desk.switches().get().maintenance() || desk.ids().contains(userId);
  }

  private Draft answer(Query query, Optional<Checkout.Refusal> refusal, String lang) {
    JsonObject params =
        new JsonObject().put("pre_checkout_query_id", query.id()).put("ok", refusal.isEmpty());
    refusal.ifPresent(
        why ->
            params.put(
                "error_message",
                renderer.notice(
                    lang, Phrase.of("checkout." + why.name().toLowerCase(Locale.ROOT)))));
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
          Objects.requireNonNull(query.getString("id"), "id"),
          from.getLong("id", 0L),
          from.getString("language_code", ""),
          query.getString("currency", ""),
          query.getLong("total_amount", 0L),
          query.getString("invoice_payload", ""));
    } catch (RuntimeException e) {
      throw new RoutingRound.HandlerFailed(update, e);
    }
  }
}
