package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import trt.domain.wallet.Charge;
import trt.domain.wallet.Issued;

/**
 * Invoices and payments in Stars. Money moves in {@code payment_credit} only; a charge is credited
 * once, whoever comes first with it.
 */
public final class PaymentStore {
  private static final String ISSUE =
      """
      INSERT INTO stars_invoice (token, tenant_id, user_id, stars, expires_at)
      VALUES ($1, $2, $3, $4, clock_timestamp() + make_interval(secs => $5))
      """;

  private static final String ISSUED =
      """
      SELECT i.token, i.user_id, i.stars, i.expires_at > clock_timestamp() AS alive,
             EXISTS (SELECT FROM person_ban b WHERE b.tenant_id = $2 AND b.user_id = i.user_id) AS banned
      FROM stars_invoice i WHERE i.token = ANY ($1) AND i.tenant_id = $2
      """;

  private static final String CREDIT =
      "SELECT payment_credit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS fresh";

  private static final String ACCOUNT =
      """
      SELECT p.lang, w.available, w.debt, coalesce(y.credited, 0) AS credited, coalesce(y.invoiced, true) AS invoiced,
             coalesce(s.state -> 'saved' ->> 'model', '') <> '' AS prepared
      FROM person p
      JOIN wallet w ON w.tenant_id = p.tenant_id AND w.user_id = p.user_id AND w.currency = $3
      LEFT JOIN stars_payment y ON y.charge_id = $4
      LEFT JOIN session s ON s.feed_id = $5 AND s.chat_key = $6 AND s.user_id = p.user_id
      WHERE p.tenant_id = $1 AND p.user_id = $2
      """;

  private static final double MILLIS = 1000.0;

  private final FeedStore.Feed feed;
  private final String currency;
  private final long minorPerStar;

  /**
   * A store for one bot.
   *
   * @param currency of the wallets that are credited
   * @param minorPerStar minor units of it in one Star
   */
  public PaymentStore(FeedStore.Feed feed, String currency, long minorPerStar) {
    this.feed = feed;
    this.currency = currency;
    this.minorPerStar = minorPerStar;
  }

  /** Where a credit came from. */
  public enum Source {
    /** The message that says so. */
    UPDATE,
    /** Telegram's list of transactions. */
    RECONCILE,
    /** It was first heard of when it went back. */
    REFUND;

    private String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A payer as the receipt needs it.
   *
   * @param available minor units now
   * @param debt minor units still owed
   * @param credited minor units this charge has brought, a paid debt included
   * @param invoiced whether an invoice of this person over this amount was there
   * @param prepared whether an order waits to be continued
   */
  public record Account(
      String lang, long available, long debt, long credited, boolean invoiced, boolean prepared) {}

  /** Writes an invoice down, in the transaction that decides to send it. */
  public Future<Void> issue(
      SqlConnection connection, String token, long userId, long stars, Duration life) {
    Tuple values = Tuple.of(token, feed.tenantId(), userId, stars, life.toMillis() / MILLIS);
    return connection.preparedQuery(ISSUE).execute(values).mapEmpty();
  }

  /** The invoices with these payloads; what is not among them was never issued. */
  public Future<Map<String, Issued>> issued(SqlConnection connection, List<String> tokens) {
    return connection
        .preparedQuery(ISSUED)
        .execute(Tuple.of(tokens.toArray(String[]::new), feed.tenantId()))
        .map(
            rows -> {
              Map<String, Issued> found = new HashMap<>();
              for (Row row : rows) {
                found.put(
                    row.getString("token"),
                    new Issued(
                        row.getLong("user_id"),
                        row.getLong("stars"),
                        row.getBoolean("alive"),
                        row.getBoolean("banned")));
              }
              return found;
            });
  }

  /**
   * Credits a charge; may be repeated.
   *
   * @param lang language of the payer, if new here
   * @return true once per charge, for the first who comes with it
   */
  public Future<Boolean> credit(
      SqlConnection connection, Charge charge, String lang, String name, Source source) {
    Tuple values =
        Tuple.of(charge.id(), feed.feedId(), charge.userId(), lang, name, currency)
            .addLong(charge.stars())
            .addLong(Math.multiplyExact(charge.stars(), minorPerStar))
            .addString(charge.payload())
            .addString(source.word())
            .addOffsetDateTime(OffsetDateTime.ofInstant(charge.paidAt(), ZoneOffset.UTC));
    return connection
        .preparedQuery(CREDIT)
        .execute(values)
        .map(rows -> rows.iterator().next().getBoolean("fresh"));
  }

  /**
   * The payer of a charge, after it was credited or taken back in the same transaction.
   *
   * @param chatKey the chat whose dialogue may have an order waiting
   */
  public Future<Account> account(
      SqlConnection connection, long userId, String chargeId, long chatKey) {
    Tuple values =
        Tuple.of(feed.tenantId(), userId, currency, chargeId)
            .addInteger(feed.feedId())
            .addLong(chatKey);
    return connection
        .preparedQuery(ACCOUNT)
        .execute(values)
        .map(rows -> account(rows.iterator().next()));
  }

  private static Account account(Row row) {
    return new Account(
        row.getString("lang"),
        row.getLong("available"),
        row.getLong("debt"),
        row.getLong("credited"),
        row.getBoolean("invoiced"),
        row.getBoolean("prepared"));
  }
}
