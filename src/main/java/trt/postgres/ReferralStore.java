package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/** Who invited whom, and what it brought. Money moves in {@code referral_reward} only. */
public final class ReferralStore {
  private static final String CODE =
      """
      WITH made AS (
        INSERT INTO referral_code (tenant_id, user_id, code) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING code),
      known AS (
        SELECT code FROM made UNION ALL SELECT code FROM referral_code WHERE tenant_id = $1 AND user_id = $2)
      SELECT (SELECT code FROM known LIMIT 1) AS code, count(*) AS came, count(rewarded_at) AS rewarded
      FROM referral WHERE tenant_id = $1 AND inviter = $2
      """;

  private static final String ARRIVE = "SELECT referral_arrive($1, $2, $3, $4, $5) AS fresh";

  private static final String DUE =
      """
      SELECT invitee FROM referral
      WHERE tenant_id = $1 AND paid_at IS NOT NULL AND rewarded_at IS NULL
        AND at > clock_timestamp() - make_interval(secs => $2)
      ORDER BY looked_at LIMIT $3
      """;

  private static final String REWARD =
      """
      SELECT referral_reward($1, $2, $3, $4, $5) AS result
      """;

  private static final String REWARDED =
      """
      SELECT r.inviter, p.lang, w.available
      FROM referral r
      JOIN person p ON p.tenant_id = r.tenant_id AND p.user_id = r.inviter
      JOIN wallet w ON w.tenant_id = r.tenant_id AND w.user_id = r.inviter AND w.currency = $3
      WHERE r.tenant_id = $1 AND r.invitee = $2
      """;

  private static final double MILLIS = 1000.0;

  private final Db db;
  private final FeedStore.Feed feed;
  private final String currency;

  /**
   * A store for the people of one bot.
   *
   * @param currency of the wallets that are looked at and rewarded
   */
  public ReferralStore(Db db, FeedStore.Feed feed, String currency) {
    this.db = db;
    this.feed = feed;
    this.currency = currency;
  }

  /** A person's code, how many came by it, and for how many there was a reward. */
  public record Invited(String code, long came, long rewarded) {}

  /** An inviter after a reward; the balance in minor units. */
  public record Inviter(long userId, String lang, long available) {}

  /**
   * The code of a person, made if there is none.
   *
   * @param fresh a code nobody has, in case it is to be made
   */
  public Future<Invited> invited(SqlConnection connection, long userId, String fresh) {
    return connection
        .preparedQuery(CODE)
        .execute(Tuple.of(feed.tenantId(), userId, fresh))
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new Invited(row.getString("code"), row.getLong("came"), row.getLong("rewarded")));
  }

  /** Somebody came by a link; true once, for somebody this update has made. */
  public Future<Boolean> arrive(SqlConnection connection, long userId, String code, int updateId) {
    return connection
        .preparedQuery(ARRIVE)
        .execute(Tuple.of(feed.feedId(), feed.tenantId(), userId, code, updateId))
        .map(rows -> rows.iterator().next().getBoolean("fresh"));
  }

  /** Newcomers who have paid and for whom nobody was rewarded, least recently looked at first. */
  public Future<List<Long>> due(Duration within, int limit) {
    return db.query(DUE, Tuple.of(feed.tenantId(), within.toMillis() / MILLIS, limit))
        .map(rows -> rows.stream().map(row -> row.getLong("invitee")).toList());
  }

  /**
   * Rewards the inviter of a newcomer who has spent money of their own; true once.
   *
   * @param reward minor units
   * @param perDay rewards of an inviter in one UTC day
   */
  public Future<Boolean> reward(SqlConnection connection, long invitee, long reward, int perDay) {
    return connection
        .preparedQuery(REWARD)
        .execute(Tuple.of(feed.tenantId(), invitee, currency, reward, perDay))
        .map(rows -> rows.iterator().next().getString("result").equals("rewarded"));
  }

  /** Whose reward it was. */
  public Future<Inviter> inviter(SqlConnection connection, long invitee) {
    return connection
        .preparedQuery(REWARDED)
        .execute(Tuple.of(feed.tenantId(), invitee, currency))
        .map(rows -> rows.iterator().next())
        .map(ReferralStore::inviter);
  }

  private static Inviter inviter(Row row) {
    return new Inviter(row.getLong("inviter"), row.getString("lang"), row.getLong("available"));
  }
}
