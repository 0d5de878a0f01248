package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Objects;
import java.util.Optional;
import trt.domain.dialogue.admin.AdminView;
import trt.domain.pricing.PriceList;

/** Payments and jobs as operators see them, within the caller's transaction. */
public final class OverviewStore {
  private static final String PAYMENTS =
      """
      SELECT y.charge_id, left(md5(y.charge_id), 16) AS mark, y.user_id, p.name, y.stars, y.credited, y.paid_at,
             y.invoiced, coalesce(r.state, 'none') AS state
      FROM stars_payment y
      JOIN person p ON p.tenant_id = $1 AND p.user_id = y.user_id
      LEFT JOIN stars_refund r USING (charge_id)
      """;
  private static final String LAST = PAYMENTS + "WHERE y.feed_id = $2 ORDER BY y.at DESC LIMIT 10";
  private static final String OF_PERSON =
      PAYMENTS
          + """
          WHERE y.feed_id = $2
            AND y.wallet_id IN (SELECT wallet_id FROM wallet WHERE tenant_id = $1 AND user_id = $3)
            AND ($4::text IS NULL OR left(md5(y.charge_id), 16) = $4)
          ORDER BY y.paid_at DESC LIMIT 10
          """;

  private static final String JOBS =
      """
      SELECT o.job_id, o.user_id, o.model, j.state, o.created_at FROM gen_order o JOIN gen_job j ON j.id = o.job_id
      WHERE o.feed_id = $1 AND ($2::int8 = 0 OR (o.tenant_id = $3 AND o.user_id = $2)) ORDER BY o.job_id DESC LIMIT 10
      """;

  private static final String JOB =
      """
      SELECT o.job_id, o.user_id, o.model, j.state, o.created_at, o.price, o.currency, o.credits, j.attempt, j.task_id,
             j.settled_at, j.fail_code, coalesce(c.captured, 0) AS captured, coalesce(c.released, 0) AS released
      FROM gen_order o JOIN gen_job j ON j.id = o.job_id LEFT JOIN hold_close c ON c.job_id = o.job_id
      WHERE o.job_id = $1 AND o.feed_id = $2
      """;

  private final Seal seal;
  private final FeedStore.Feed feed;

  /** A store for one bot. */
  public OverviewStore(Db db, FeedStore.Feed feed) {
    this.seal = db.seal();
    this.feed = feed;
  }

  /** The last payments, of a person, or of all when 0; newest first, at most ten. */
  public Future<AdminView.Payments> payments(SqlConnection connection, long person) {
    Tuple values =
        person == 0
            ? Tuple.of(feed.tenantId(), feed.feedId())
            : Tuple.of(feed.tenantId(), feed.feedId(), person, null);
    return connection
        .preparedQuery(person == 0 ? LAST : OF_PERSON)
        .execute(values)
        .map(
            rows ->
                new AdminView.Payments(person, rows.stream().map(OverviewStore::payment).toList()));
  }

  /** A person's payment by its mark, the first 16 digits of the MD5 of its number. */
  public Future<Optional<AdminView.Payment>> payment(
      SqlConnection connection, long person, String mark) {
    return connection
        .preparedQuery(OF_PERSON)
        .execute(Tuple.of(feed.tenantId(), feed.feedId(), person, mark))
        .map(rows -> rows.stream().findFirst().map(OverviewStore::payment));
  }

  /** The last jobs, of a person, or of all when 0; newest first, at most ten. */
  public Future<AdminView.Jobs> jobs(SqlConnection connection, long person) {
    return connection
        .preparedQuery(JOBS)
        .execute(Tuple.of(feed.feedId(), person, feed.tenantId()))
        .map(rows -> new AdminView.Jobs(person, rows.stream().map(OverviewStore::brief).toList()));
  }

  /** One job. */
  public Future<Optional<AdminView.Job>> job(SqlConnection connection, long id) {
    return connection
        .preparedQuery(JOB)
        .execute(Tuple.of(id, feed.feedId()))
        .map(rows -> rows.stream().findFirst().map(OverviewStore::job));
  }

  /** How much is set aside now. */
  public Future<Long> setAside(SqlConnection connection) {
    return connection
        .preparedQuery("SELECT count(*) AS n FROM tg_quarantine WHERE feed_id = $1")
        .execute(Tuple.of(feed.feedId()))
        .map(rows -> rows.iterator().next().getLong("n"));
  }

  /** What is set aside, within the caller's transaction. */
  public QuarantineStore quarantine(SqlConnection connection) {
    return QuarantineStore.within(connection, feed.feedId(), seal);
  }

  private static AdminView.Payment payment(Row row) {
    return new AdminView.Payment(
        row.getString("charge_id"),
        row.getString("mark"),
        row.getLong("user_id"),
        row.getString("name"),
        row.getLong("stars"),
        row.getLong("credited"),
        Instants.read(row, "paid_at"),
        row.getBoolean("invoiced"),
        row.getString("state"));
  }

  private static AdminView.Jobs.Brief brief(Row row) {
    return new AdminView.Jobs.Brief(
        row.getLong("job_id"),
        row.getLong("user_id"),
        row.getString("model"),
        row.getString("state"),
        Instants.read(row, "created_at"));
  }

  private static AdminView.Job job(Row row) {
    return new AdminView.Job(
        brief(row),
        row.getLong("price"),
        Objects.equals(row.getString("currency"), PriceList.FREE_CURRENCY),
        row.getBigDecimal("credits"),
        row.getShort("attempt"),
        Optional.ofNullable(row.getString("task_id")),
        Instants.readOptional(row, "settled_at"),
        Optional.ofNullable(row.getString("fail_code")),
        row.getLong("captured"),
        row.getLong("released"));
  }
}
