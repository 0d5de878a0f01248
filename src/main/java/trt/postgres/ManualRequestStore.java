package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import trt.domain.dialogue.Outcome.OfMoney;
import trt.domain.dialogue.Receipts;
import trt.domain.dialogue.admin.TransferRequest;

/**
 * Top-ups by transfer, in the transactions of the callers. Money moves in {@code manual_credit}
 * only, once a request.
 */
public final class ManualRequestStore {
  private static final int SHOWN = 20;
  private static final double MILLIS = 1000.0;

  private static final String ASK =
      "SELECT manual_ask($1, $2, $3, $4, $5, $6, make_interval(secs => $7)) AS id";
  private static final String ANSWER = "SELECT result, paid FROM manual_answer($1, $2, $3, $4)";
  private static final String APPROVE =
      "SELECT result, person, paid FROM manual_credit($1, $2, $3)";
  private static final String REFUSE = "SELECT result, person, paid FROM manual_refuse($1, $2, $3)";

  private static final String WAITING =
      """
      SELECT r.request_id, r.user_id, p.name, r.stars, r.amount, r.claimed_at
      FROM manual_request r JOIN person p ON p.tenant_id = r.tenant_id AND p.user_id = r.user_id
      WHERE r.tenant_id = $1 AND (r.request_id = $2 OR $2 = 0 AND r.state = 'paid_claimed')
        AND r.claimed_at IS NOT NULL
      ORDER BY r.claimed_at LIMIT $3
      """;

  private static final String ACCOUNT =
      """
      SELECT p.lang, w.available, w.debt, s.state
      FROM person p
      JOIN wallet w ON w.tenant_id = p.tenant_id AND w.user_id = p.user_id AND w.currency = $3
      LEFT JOIN session s ON s.feed_id = $4 AND s.chat_key = p.user_id AND s.user_id = p.user_id
      WHERE p.tenant_id = $1 AND p.user_id = $2
      """;

  private final Seal seal;
  private final FeedStore.Feed feed;
  private final String currency;
  private final long minorPerStar;

  /**
   * A store for the people of one bot.
   *
   * @param currency of the wallets that are credited
   * @param minorPerStar minor units of it in one Star
   */
  public ManualRequestStore(Db db, FeedStore.Feed feed, String currency, long minorPerStar) {
    this.seal = db.seal();
    this.feed = feed;
    this.currency = currency;
    this.minorPerStar = minorPerStar;
  }

  /** How a decision ends. */
  public enum Result {
    /** It is decided now. */
    DONE,
    /** It was decided before; nothing was written. */
    ALREADY,
    /** There is no such request, or nobody has said that it is paid; nothing was written. */
    ABSENT
  }

  /**
   * A decision, and whom to tell. Without meaning unless it is done.
   *
   * @param stars whole Stars
   */
  public record Decided(
      Result result, long person, String lang, long stars, Receipts.Balance balance) {}

  /**
   * A new request.
   *
   * @param most open requests of one person
   * @param life for which it waits
   */
  public Future<OfMoney.Transfer> ask(
      SqlConnection connection, long userId, long stars, int most, Duration life) {
    Tuple values =
        Tuple.of(feed.tenantId(), userId, currency, stars)
            .addLong(Math.multiplyExact(stars, minorPerStar))
            .addInteger(most)
            .addDouble(life.toMillis() / MILLIS);
    return connection
        .preparedQuery(ASK)
        .execute(values)
        .map(rows -> rows.iterator().next().getLong("id"))
        .map(
            id ->
                new OfMoney.Transfer(
                    id == 0 ? OfMoney.Request.MANY : OfMoney.Request.ASKED, id, userId, stars));
  }

  /** The person says that it is paid, or gives it up; may be repeated. */
  public Future<OfMoney.Transfer> answer(
      SqlConnection connection, long userId, long request, boolean paid) {
    return connection
        .preparedQuery(ANSWER)
        .execute(Tuple.of(feed.tenantId(), userId, request, paid))
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new OfMoney.Transfer(
                    OfMoney.Request.valueOf(row.getString("result").toUpperCase(Locale.ROOT)),
                    request,
                    userId,
                    row.getLong("paid")));
  }

  /** Those that wait for a decision, oldest first, at most twenty. */
  public Future<List<TransferRequest>> waiting(SqlConnection connection) {
    return read(connection, 0);
  }

  /** One that waits, or was decided. */
  public Future<Optional<TransferRequest>> find(SqlConnection connection, long request) {
    return request <= 0
        ? Future.succeededFuture(Optional.empty())
        : read(connection, request).map(found -> found.stream().findFirst());
  }

  private Future<List<TransferRequest>> read(SqlConnection connection, long request) {
    return connection
        .preparedQuery(WAITING)
        .execute(Tuple.of(feed.tenantId(), request, SHOWN))
        .map(rows -> rows.stream().map(ManualRequestStore::request).toList());
  }

  private static TransferRequest request(Row row) {
    return new TransferRequest(
        row.getLong("request_id"),
        row.getLong("user_id"),
        row.getString("name"),
        row.getLong("stars"),
        row.getLong("amount"),
        Instants.read(row, "claimed_at"));
  }

  /** Credits a transfer, or says for ever that it has not come. Once a request. */
  public Future<Decided> decide(
      SqlConnection connection, long request, long operator, boolean approved) {
    return connection
        .preparedQuery(approved ? APPROVE : REFUSE)
        .execute(Tuple.of(feed.tenantId(), request, operator))
        .map(rows -> rows.iterator().next())
        .compose(
            row -> {
              Result result = Result.valueOf(row.getString("result").toUpperCase(Locale.ROOT));
              return result == Result.DONE
                  ? account(connection, row.getLong("person"), row.getLong("paid"))
                  : Future.succeededFuture(
                      new Decided(result, 0, "", 0, new Receipts.Balance(0, 0, false)));
            });
  }

  private Future<Decided> account(SqlConnection connection, long person, long stars) {
    return connection
        .preparedQuery(ACCOUNT)
        .execute(Tuple.of(feed.tenantId(), person, currency, feed.feedId()))
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new Decided(
                    Result.DONE,
                    person,
                    row.getString("lang"),
                    stars,
                    new Receipts.Balance(
                        row.getLong("available"), row.getLong("debt"), prepared(row, person))));
  }

  private boolean prepared(Row row, long person) {
    JsonObject stored = row.getJsonObject("state");
    JsonObject state =
        stored == null
            ? new JsonObject()
            : SessionState.open(seal, feed.feedId(), person, person, stored);
    return state.getValue("saved") instanceof JsonObject saved
        && !saved.getString("model", "").isEmpty();
  }
}
