package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/** Who this process speaks for: the tenant and the feed of its bot. */
public final class FeedStore {
  private static final String TENANT =
      """
      WITH ins AS (INSERT INTO tenant (partner_id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING tenant_id)
      SELECT tenant_id FROM ins UNION ALL SELECT tenant_id FROM tenant WHERE partner_id = $1 LIMIT 1
      """;
  private static final String FEED =
      """
      WITH ins AS (
        INSERT INTO feed (tenant_id, bot_id, server) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING feed_id)
      SELECT feed_id FROM ins
      UNION ALL SELECT feed_id FROM feed WHERE tenant_id = $1 AND bot_id = $2 AND server = $3 LIMIT 1
      """;

  private final Db db;

  /** A store on this database. */
  public FeedStore(Db db) {
    this.db = db;
  }

  /** The two ids every row of this bot carries. */
  public record Feed(int tenantId, int feedId) {}

  /**
   * Finds or makes tenant and feed. Idempotent.
   *
   * @param server address of the Bot API server: another server numbers its updates anew
   */
  public Future<Feed> open(String partnerId, long botId, String server) {
    return db.query(TENANT, Tuple.of(partnerId))
        .map(rows -> rows.iterator().next().getInteger("tenant_id"))
        .compose(
            tenant ->
                db.query(FEED, Tuple.of(tenant, botId, server))
                    .map(rows -> new Feed(tenant, rows.iterator().next().getInteger("feed_id"))));
  }
}
