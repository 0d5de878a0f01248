package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Money that is held for jobs that are not over, for people who look. */
public final class HoldStore {
  private static final Duration WITHIN = Duration.ofSeconds(2);

  private static final String TOTALS =
      """
      SELECT w.currency, count(*) AS n, sum(h.amount)::int8 AS amount
      FROM gen_job j JOIN hold h ON h.job_id = j.id JOIN wallet w ON w.wallet_id = h.wallet_id
      WHERE j.live AND j.tenant_id = $1 GROUP BY w.currency ORDER BY w.currency
      """;

  private static final String OLDEST =
      """
      SELECT j.id, j.state, w.user_id, w.currency, h.amount, x.at
      FROM gen_job j JOIN hold h ON h.job_id = j.id JOIN wallet w ON w.wallet_id = h.wallet_id
      JOIN transfer x ON x.id = h.xfer_id
      WHERE j.live AND j.tenant_id = $1 ORDER BY j.id LIMIT 20
      """;

  private final Db db;
  private final int tenantId;

  /** A store for one tenant. */
  public HoldStore(Db db, FeedStore.Feed feed) {
    this.db = db;
    this.tenantId = feed.tenantId();
  }

  /** What is held in one currency; minor units. */
  public record Total(String currency, long holds, long amount) {}

  /** One hold that is open; minor units. */
  public record Open(
      long job, String state, long person, String currency, long amount, Instant at) {}

  /** What is held now, by currency. */
  public Future<List<Total>> totals() {
    return db.query(WITHIN, TOTALS, Tuple.of(tenantId))
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Total(
                                row.getString("currency"), row.getLong("n"), row.getLong("amount")))
                    .toList());
  }

  /** The oldest twenty. */
  public Future<List<Open>> oldest() {
    return db.query(WITHIN, OLDEST, Tuple.of(tenantId))
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Open(
                                row.getLong("id"),
                                row.getString("state"),
                                row.getLong("user_id"),
                                row.getString("currency"),
                                row.getLong("amount"),
                                Instants.read(row, "at")))
                    .toList());
  }
}
