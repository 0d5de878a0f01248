package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.dialogue.admin.AdminView;
import trt.domain.dialogue.admin.DayLine;
import trt.domain.dialogue.admin.NumberLine;
import trt.domain.dialogue.admin.StudioAccount;

/**
 * Numbers for operators. They are read beside the transactions of updates and within a limit of
 * their own: whoever asks for much waits for nobody and keeps nobody waiting.
 */
public final class StatisticsStore {
  private static final Duration WITHIN = Duration.ofSeconds(2);

  private static final String TODAY =
      """
      SELECT (SELECT count(*) FROM person WHERE tenant_id = $1 AND created_at >= $3) AS new_people,
             (SELECT count(*) FROM person WHERE tenant_id = $1 AND seen_on = ($3 AT TIME ZONE 'UTC')::date) AS active,
             (SELECT count(*) FROM gen_order WHERE feed_id = $2 AND created_at >= $3) AS ordered,
             (SELECT count(*) FROM gen_job WHERE live AND tenant_id = $1) AS live,
             (SELECT coalesce(sum(stars), 0)::int8 FROM stars_payment WHERE feed_id = $2 AND at >= $3) AS paid,
             (SELECT coalesce(sum(p.stars), 0)::int8 FROM stars_refund r JOIN stars_payment p USING (charge_id)
              WHERE p.feed_id = $2 AND r.state = 'done' AND r.ended_at >= $3) AS refunded
      """;

  // From the journal, whose days lie together on disk. The free ones bring nothing.
  private static final String SUMS =
      """
      WITH ended AS (
        SELECT t.job_id, max((t.at AT TIME ZONE 'UTC')::date) AS day, bool_or(t.kind = 'capture') AS done,
               bool_or(t.currency = 'FRE') AS free,
               coalesce(sum(t.amount) FILTER (WHERE t.kind = 'capture'), 0) AS captured,
               coalesce(sum(t.amount) FILTER (WHERE t.kind = 'release'), 0) AS released
        FROM transfer t WHERE t.at >= $2 AND t.kind IN ('capture', 'release') GROUP BY t.job_id)
      SELECT coalesce(e.day::text, o.model) AS name, e.day IS NOT NULL AS is_day,
             count(*) FILTER (WHERE e.done) AS done, count(*) FILTER (WHERE e.done AND e.free) AS free,
             count(*) FILTER (WHERE NOT e.done) AS failed,
             coalesce(sum(e.captured) FILTER (WHERE NOT e.free), 0)::int8 AS revenue,
             coalesce(sum(e.released) FILTER (WHERE NOT e.free), 0)::int8 AS back,
             coalesce(sum(o.credits) FILTER (WHERE e.done), 0) AS credits
      FROM ended e JOIN gen_order o ON o.job_id = e.job_id AND o.feed_id = $1
      GROUP BY GROUPING SETS ((e.day), (o.model))
      ORDER BY is_day DESC, e.day DESC, done DESC, name
      """;

  private static final String ORPHANS =
      """
      SELECT coalesce(sum(a.credits), 0) AS credits FROM gen_attempt a JOIN gen_order o USING (job_id)
      WHERE a.outcome = 'orphan' AND a.intent_at >= $2 AND o.feed_id = $1
      """;

  private static final String ACCOUNT =
      """
      WITH looked AS (SELECT at, credits FROM credit_sample WHERE account = $1 AND at >= $2),
      first AS (SELECT * FROM looked ORDER BY at LIMIT 1),
      last AS (SELECT * FROM looked ORDER BY at DESC LIMIT 1)
      SELECT first.at AS since, last.at AS until, first.credits AS before, last.credits AS after,
             (SELECT coalesce(sum(o.credits), 0) FROM transfer t JOIN gen_order o USING (job_id)
              WHERE t.kind = 'capture' AND t.at >= first.at AND t.at < last.at AND EXISTS (
                SELECT FROM gen_attempt a WHERE a.job_id = t.job_id AND a.account = $1)) AS expected
      FROM first, last WHERE first.at < last.at
      """;

  private static final String SAMPLE =
      """
      INSERT INTO credit_sample (account, credits) SELECT $1::int4, $2::numeric
      WHERE NOT EXISTS (
        SELECT FROM credit_sample WHERE account = $1 AND at > clock_timestamp() - make_interval(secs => $3))
      """;

  // Days without anything are days too.
  private static final String DAYS =
      """
      WITH ordered AS (
        SELECT (created_at AT TIME ZONE 'UTC')::date AS day, count(*) AS n FROM gen_order
        WHERE feed_id = $2 AND created_at >= $3 GROUP BY 1),
      people AS (
        SELECT (created_at AT TIME ZONE 'UTC')::date AS day, count(*) AS n FROM person
        WHERE tenant_id = $1 AND created_at >= $3 GROUP BY 1)
      SELECT d.day, coalesce(o.n, 0) AS ordered, coalesce(p.n, 0) AS people
      FROM (SELECT ($3 AT TIME ZONE 'UTC')::date + n AS day FROM generate_series(0, $4::int4 - 1) AS n) d
      LEFT JOIN ordered o USING (day) LEFT JOIN people p USING (day) ORDER BY d.day
      """;

  private static final int MOST_MODELS = 12;

  private final Db db;
  private final FeedStore.Feed feed;

  /** A store for one bot. */
  public StatisticsStore(Db db, FeedStore.Feed feed) {
    this.db = db;
    this.feed = feed;
  }

  /** The numbers since the beginning of a day. */
  public Future<AdminView> today(Instant since) {
    Tuple values =
        Tuple.of(feed.tenantId(), feed.feedId()).addOffsetDateTime(Instants.toDatabase(since));
    return db.query(WITHIN, TODAY, values)
        .compose(rows -> sums(since).map(sums -> today(rows.iterator().next(), sums)))
        .map(AdminView.class::cast);
  }

  /**
   * The numbers of some days.
   *
   * @param account of KIE, see {@link #sample}
   */
  public Future<AdminView> statistics(Instant since, int days, int account) {
    Tuple mine = Tuple.of(feed.feedId()).addOffsetDateTime(Instants.toDatabase(since));
    Tuple its = Tuple.of(account).addOffsetDateTime(Instants.toDatabase(since));
    return sums(since)
        .compose(
            sums ->
                db.query(WITHIN, ORPHANS, mine)
                    .compose(
                        orphans ->
                            db.query(WITHIN, ACCOUNT, its)
                                .map(
                                    looked ->
                                        statistics(
                                            days,
                                            sums,
                                            orphans.iterator().next().getBigDecimal("credits"),
                                            looked.stream()
                                                .findFirst()
                                                .map(StatisticsStore::account)))));
  }

  /** Each of so many days, the first beginning at that moment. */
  public Future<AdminView> daily(Instant since, int days) {
    Tuple values =
        Tuple.of(feed.tenantId(), feed.feedId())
            .addOffsetDateTime(Instants.toDatabase(since))
            .addInteger(days);
    return sums(since)
        .compose(sums -> db.query(WITHIN, DAYS, values).map(rows -> daily(rows, sums.byDay())));
  }

  private static AdminView daily(RowSet<Row> rows, List<NumberLine> ended) {
    Map<String, NumberLine> byDay = new HashMap<>();
    ended.forEach(line -> byDay.put(line.name(), line));
    List<DayLine> days = new ArrayList<>();
    for (Row row : rows) {
      LocalDate day = row.getLocalDate("day");
      Optional<NumberLine> line = Optional.ofNullable(byDay.get(day.toString()));
      days.add(
          new DayLine(
              day,
              row.getLong("ordered"),
              line.map(NumberLine::revenue).orElse(0L),
              row.getLong("people"),
              line.map(NumberLine::failed).orElse(0L)));
    }
    return new AdminView.Chart(List.copyOf(days));
  }

  /** Writes down what an account holds, unless somebody did within that time. */
  public Future<Void> sample(int account, BigDecimal credits, Duration every) {
    return db.query(SAMPLE, Tuple.of(account, credits, (double) every.toSeconds())).mapEmpty();
  }

  private record Sums(List<NumberLine> byDay, List<NumberLine> byModel) {}

  private Future<Sums> sums(Instant since) {
    Tuple values = Tuple.of(feed.feedId()).addOffsetDateTime(Instants.toDatabase(since));
    return db.query(WITHIN, SUMS, values)
        .map(
            rows -> {
              Sums sums = new Sums(new ArrayList<>(), new ArrayList<>());
              for (Row row : rows) {
                (row.getBoolean("is_day") ? sums.byDay() : sums.byModel()).add(sum(row));
              }
              return sums;
            });
  }

  private static NumberLine sum(Row row) {
    return new NumberLine(
        row.getString("name"),
        row.getLong("done"),
        row.getLong("free"),
        row.getLong("failed"),
        row.getLong("revenue"),
        row.getLong("back"),
        row.getBigDecimal("credits"));
  }

  private static AdminView.Today today(Row row, Sums sums) {
    return new AdminView.Today(
        row.getLong("new_people"),
        row.getLong("active"),
        row.getLong("ordered"),
        sums.byDay().stream().mapToLong(NumberLine::done).sum(),
        sums.byDay().stream().mapToLong(NumberLine::failed).sum(),
        row.getLong("live"),
        sums.byDay().stream().mapToLong(NumberLine::revenue).sum(),
        row.getLong("paid"),
        row.getLong("refunded"));
  }

  private static AdminView statistics(
      int days, Sums sums, BigDecimal orphans, Optional<StudioAccount> account) {
    BigDecimal expected =
        sums.byDay().stream().map(NumberLine::credits).reduce(BigDecimal.ZERO, BigDecimal::add);
    List<NumberLine> models =
        sums.byModel().subList(0, Math.min(MOST_MODELS, sums.byModel().size()));
    return new AdminView.Statistics(
        days, List.copyOf(sums.byDay()), List.copyOf(models), expected, orphans, account);
  }

  private static StudioAccount account(Row row) {
    return new StudioAccount(
        Instants.read(row, "since"),
        Instants.read(row, "until"),
        row.getBigDecimal("before"),
        row.getBigDecimal("after"),
        row.getBigDecimal("expected"));
  }
}
