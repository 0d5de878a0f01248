package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that is kept of a person, as they may read it, in the caller's transaction. */
public final class ExportStore {
  // A subject with something personal in it gets a line here: its name and a query of one column of
  // JSON, newest first. $1 is the tenant, $2 the person, $3 the most rows, $4 minor units per Star.
  private static final Map<String, String> SUBJECTS = subjects();

  private static final String TURN =
      """
      WITH free AS (
        UPDATE person SET exported_at = clock_timestamp()
         WHERE tenant_id = $1 AND user_id = $2
           AND (exported_at IS NULL OR exported_at <= clock_timestamp() - make_interval(secs => $3))
        RETURNING 1)
      SELECT CASE WHEN EXISTS (SELECT FROM free) THEN 0
                  ELSE greatest(1, extract(epoch FROM exported_at - clock_timestamp()) + $3) END::float8 AS wait
        FROM person WHERE tenant_id = $1 AND user_id = $2
      """;

  private final Seal seal;
  private final FeedStore.Feed feed;
  private final long minorPerStar;

  /**
   * A store for the people of one bot.
   *
   * @param minorPerStar minor units in one Star
   */
  public ExportStore(Db db, FeedStore.Feed feed, long minorPerStar) {
    this.seal = db.seal();
    this.feed = feed;
    this.minorPerStar = minorPerStar;
  }

  private static Map<String, String> subjects() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "person",
        """
        SELECT json_build_object('telegramId', user_id, 'name', name, 'username', username, 'language', lang,
                                 'since', created_at) AS item
          FROM person WHERE tenant_id = $1 AND user_id = $2 AND $4 > 0 LIMIT $3
        """);
    all.put(
        "wallets",
        """
        SELECT json_build_object(
                 'of', CASE currency WHEN 'FRE' THEN 'free generations' ELSE 'Stars' END,
                 'available', trim_scale(available / per), 'reserved', trim_scale(held / per),
                 'owed', trim_scale(debt / per)) AS item
          FROM (SELECT *, CASE currency WHEN 'FRE' THEN 1 ELSE $4::numeric END AS per FROM wallet) w
         WHERE tenant_id = $1 AND user_id = $2 ORDER BY currency DESC LIMIT $3
        """);
    all.put(
        "generations",
        """
        SELECT json_build_object(
                 'number', o.job_id, 'ordered', o.created_at, 'model', o.model, 'inputs', o.input,
                 'state', lower(j.state), 'price', trim_scale(o.price / per),
                 'in', CASE o.currency WHEN 'FRE' THEN 'free generations' ELSE 'Stars' END,
                 'ended', j.settled_at, 'result', r.result) AS item
          FROM (SELECT *, CASE currency WHEN 'FRE' THEN 1 ELSE $4::numeric END AS per FROM gen_order) o
          JOIN gen_job j ON j.id = o.job_id
          LEFT JOIN gen_result r ON r.job_id = o.job_id
         WHERE o.tenant_id = $1 AND o.user_id = $2 ORDER BY o.job_id DESC LIMIT $3
        """);
    all.put(
        "movements",
        """
        SELECT json_build_object(
                 'at', t.at, 'what', t.kind, 'amount', trim_scale(t.amount * t.sign / per),
                 'in', CASE currency WHEN 'FRE' THEN 'free generations' ELSE 'Stars' END,
                 'account', (ARRAY['available', 'reserved', 'owed'])[(t.account % 4)::int4 + 1],
                 'generation', t.job_id) AS item
          FROM (SELECT m.*, CASE m.currency WHEN 'FRE' THEN 1 ELSE $4::numeric END AS per
                  FROM wallet w
                 CROSS JOIN LATERAL generate_series(w.wallet_id * 4, w.wallet_id * 4 + 2) AS a (account)
                 CROSS JOIN LATERAL (
                   (SELECT id, at, kind, amount, currency, job_id, a.account, -1 AS sign FROM transfer
                     WHERE debit = a.account AND debit > 0 ORDER BY id DESC LIMIT $3)
                   UNION ALL
                   (SELECT id, at, kind, amount, currency, job_id, a.account, 1 AS sign FROM transfer
                     WHERE credit = a.account AND credit > 0 ORDER BY id DESC LIMIT $3)) m
                 WHERE w.tenant_id = $1 AND w.user_id = $2) t
         ORDER BY t.id DESC, t.sign LIMIT $3
        """);
    all.put(
        "payments",
        """
        SELECT json_build_object('number', p.charge_id, 'paid', p.paid_at, 'stars', p.stars,
                                 'refund', r.state, 'refunded', r.ended_at) AS item
          FROM wallet w JOIN stars_payment p USING (wallet_id) LEFT JOIN stars_refund r USING (charge_id)
         WHERE w.tenant_id = $1 AND w.user_id = $2 AND $4 > 0 ORDER BY p.paid_at DESC LIMIT $3
        """);
    all.put(
        "transfers",
        """
        SELECT json_build_object('number', 'T-' || lpad(r.request_id::text, 6, '0'), 'asked', r.at, 'stars', r.stars,
                                 'state', r.state, 'ended', r.ended_at) AS item
          FROM manual_request r
         WHERE r.tenant_id = $1 AND r.user_id = $2 AND $4 > 0 ORDER BY r.request_id DESC LIMIT $3
        """);
    all.put(
        "inPreparation",
        """
        SELECT json_build_object('chat', s.chat_key, 'touched', s.updated_at, 'feed', s.feed_id,
                                 'state', s.state) AS item
          FROM session s JOIN feed f ON f.feed_id = s.feed_id AND f.tenant_id = $1
         WHERE s.user_id = $2 AND (s.chat_key = $2 OR s.chat_key <> s.user_id) AND $4 > 0
         ORDER BY s.updated_at DESC LIMIT $3
        """);
    return all;
  }

  /** Names of the subjects, in the order of the file. */
  public List<String> names() {
    return List.copyOf(SUBJECTS.keySet());
  }

  /**
   * Takes the person's turn to get a file.
   *
   * @param every least pause between two of them
   * @return how long to wait when it is too early; then nothing was written
   */
  public Future<Optional<Duration>> turn(SqlConnection connection, long userId, Duration every) {
    return connection
        .preparedQuery(TURN)
        .execute(Tuple.of(feed.tenantId(), userId, every.toMillis() / 1000.0))
        .map(rows -> rows.iterator().next().getDouble("wait"))
        .map(
            wait ->
                wait == 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis((long) (wait * 1000))));
  }

  /** What is kept under one subject, newest first. */
  public Future<List<JsonObject>> read(
      SqlConnection connection, long userId, String subject, int most) {
    String sql = SUBJECTS.getOrDefault(subject, "");
    return connection
        .preparedQuery(sql)
        .execute(Tuple.of(feed.tenantId(), userId, most, minorPerStar))
        .map(rows -> rows.stream().map(row -> open(row.getJsonObject("item"), userId)).toList());
  }

  private JsonObject open(JsonObject item, long userId) {
    if (item.getValue("inputs") instanceof JsonObject inputs) {
      item.put("inputs", OrderWords.input(seal, item.getLong("number"), inputs));
    }
    if (item.getValue("result") instanceof JsonObject result) {
      item.put("result", OrderWords.result(seal, item.getLong("number"), result));
    }
    if (item.getValue("state") instanceof JsonObject stored) {
      item.remove("state");
      int bot = (int) item.remove("feed");
      JsonObject state = SessionState.open(seal, bot, item.getLong("chat"), userId, stored);
      item.put("model", state.getValue("model"));
      item.put("inputs", state.getValue("inputs"));
      item.put("kept", state.getValue("saved"));
    }
    return item;
  }
}
