package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import trt.domain.dialogue.Outcome.OfMoney;

/** Promo codes. Money moves in {@code promo_redeem} only. */
public final class PromoStore {
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int SHOWN = 20;

  private static final String REDEEM =
      "SELECT result, given, balance FROM promo_redeem($1, $2, $3, $4, $5, make_interval(secs => $6))";

  private static final String MAKE =
      """
      INSERT INTO promo_code (tenant_id, code, amount, uses_most, made_by, expires_at)
      VALUES ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(days => $6))
      ON CONFLICT DO NOTHING
      """;

  private static final String CLOSE =
      "UPDATE promo_code SET closed_at = clock_timestamp() WHERE tenant_id = $1 AND code = $2 AND closed_at IS NULL";

  private static final String LIST =
      """
      SELECT code, amount, used, uses_most, to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS until,
             CASE WHEN closed_at IS NOT NULL THEN 'CLOSED' WHEN expires_at <= clock_timestamp() THEN 'EXPIRED'
                  WHEN used >= uses_most THEN 'GONE' ELSE 'OPEN' END AS state
      FROM promo_code WHERE tenant_id = $1 ORDER BY code_id DESC LIMIT $2
      """;

  private final FeedStore.Feed feed;
  private final String currency;

  /**
   * A store for the people of one bot.
   *
   * @param currency of the wallets that get the money
   */
  public PromoStore(FeedStore.Feed feed, String currency) {
    this.feed = feed;
    this.currency = currency;
  }

  /**
   * Redeems a code, in the transaction of the caller; once per person and code, whatever is
   * repeated.
   *
   * @param tries attempts that may fail within an hour; the next is not looked at
   */
  public Future<OfMoney.Redeemed> redeem(
      SqlConnection connection, long userId, String code, int tries) {
    Tuple values =
        Tuple.of(feed.tenantId(), userId, currency, code, tries)
            .addDouble(WINDOW.toSeconds() * 1.0);
    return connection
        .preparedQuery(REDEEM)
        .execute(values)
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new OfMoney.Redeemed(
                    OfMoney.Redemption.valueOf(row.getString("result").toUpperCase(Locale.ROOT)),
                    row.getLong("given"),
                    row.getLong("balance")));
  }

  /**
   * Makes a code.
   *
   * @param amount minor units
   * @return false when one of that name exists, open or not
   */
  public Future<Boolean> make(
      SqlConnection connection, String code, long amount, int uses, int days, long madeBy) {
    Tuple values = Tuple.of(feed.tenantId(), code, amount, uses, madeBy, days);
    return connection.preparedQuery(MAKE).execute(values).map(rows -> rows.rowCount() == 1);
  }

  /** Ends a code; false when there is no open one of that name. */
  public Future<Boolean> close(SqlConnection connection, String code) {
    return connection
        .preparedQuery(CLOSE)
        .execute(Tuple.of(feed.tenantId(), code))
        .map(rows -> rows.rowCount() == 1);
  }

  /** The newest codes, at most 20. */
  public Future<List<OfMoney.Promo>> list(SqlConnection connection) {
    return connection
        .preparedQuery(LIST)
        .execute(Tuple.of(feed.tenantId(), SHOWN))
        .map(rows -> rows.stream().map(PromoStore::promo).toList());
  }

  private static OfMoney.Promo promo(Row row) {
    return new OfMoney.Promo(
        row.getString("code"),
        row.getLong("amount"),
        row.getLong("used"),
        row.getLong("uses_most"),
        row.getString("until"),
        OfMoney.PromoState.valueOf(row.getString("state")));
  }
}
