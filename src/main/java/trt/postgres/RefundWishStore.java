package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import trt.domain.dialogue.Outcome.OfMoney;

/** Refunds people ask for themselves. Money moves in {@code refund_ask} only. */
public final class RefundWishStore {
  private static final int SHOWN = 5;
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private static final String PAYMENTS =
      """
      SELECT md5(p.charge_id) AS name, p.stars, p.paid_at
      FROM stars_payment p JOIN wallet w USING (wallet_id)
      WHERE w.tenant_id = $1 AND w.user_id = $2
        AND NOT EXISTS (SELECT FROM stars_refund r WHERE r.charge_id = p.charge_id AND r.state <> 'refused')
      ORDER BY p.paid_at DESC LIMIT $3
      """;

  private static final String ASK =
      "SELECT result, charge, paid, fresh FROM refund_ask($1, $2, $3, make_interval(secs => $4))";

  private static final String LANGUAGES =
      "SELECT user_id, lang FROM person WHERE tenant_id = $1 AND user_id = ANY ($2)";

  private static final double MILLIS = 1000.0;

  private final FeedStore.Feed feed;

  /** A store for the people of one bot. */
  public RefundWishStore(FeedStore.Feed feed) {
    this.feed = feed;
  }

  /** The newest payments of a person that did not go back, at most five. */
  public Future<List<OfMoney.Payment>> payments(
      SqlConnection connection, long userId, ZoneId zone) {
    return connection
        .preparedQuery(PAYMENTS)
        .execute(Tuple.of(feed.tenantId(), userId, SHOWN))
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new OfMoney.Payment(
                                row.getString("name"),
                                row.getLong("stars"),
                                MINUTES.format(
                                    ZonedDateTime.ofInstant(Instants.read(row, "paid_at"), zone))))
                    .toList());
  }

  /**
   * Asks a payment back, in the transaction of the caller; may be repeated, it goes back once.
   *
   * @param payment its name, as {@link #payments} gives it
   * @param within how long after it the rule gives it back
   */
  public Future<OfMoney.AskedBack> ask(
      SqlConnection connection, long userId, String payment, Duration within) {
    return connection
        .preparedQuery(ASK)
        .execute(Tuple.of(feed.tenantId(), userId, payment, within.toMillis() / MILLIS))
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new OfMoney.AskedBack(
                    OfMoney.Wish.valueOf(row.getString("result").toUpperCase(Locale.ROOT)),
                    row.getString("charge"),
                    row.getLong("paid"),
                    row.getBoolean("fresh")));
  }

  /** The languages of those among them who have written to the bot. */
  public Future<Map<Long, String>> languages(SqlConnection connection, List<Long> userIds) {
    return connection
        .preparedQuery(LANGUAGES)
        .execute(Tuple.of(feed.tenantId(), (Object) userIds.toArray(Long[]::new)))
        .map(
            rows -> {
              Map<Long, String> languages = new HashMap<>();
              rows.forEach(row -> languages.put(row.getLong("user_id"), row.getString("lang")));
              return languages;
            });
  }
}
