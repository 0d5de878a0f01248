package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import trt.domain.inbox.ChatKeys;

/**
 * Forgets a person: everything that says what they wrote, sent, made and are called. Books stay:
 * movements, payments and orders with model, price and date, under the number of the person.
 */
public final class ErasureStore {
  /** So many orders go in the transaction of the wish; {@link SweepStore} takes the older ones. */
  private static final int ORDERS_AT_ONCE = 500;

  /** Results that are found on their way; older ones have arrived, or never will. */
  private static final int RECENT_ORDERS = 50;

  /**
   * What is forgotten at once, in this order: a table with something personal in it gets a line
   * here. $1 is the tenant, $2 the person, $3 the keys of their own chats.
   */
  private static final List<String> PERSONAL =
      List.of(
          """
          DELETE FROM session WHERE feed_id IN (SELECT feed_id FROM feed WHERE tenant_id = $1)
             AND user_id = $2 AND chat_key = ANY ($3)
          """,
          """
          DELETE FROM session WHERE feed_id IN (SELECT feed_id FROM feed WHERE tenant_id = $1)
             AND user_id = $2 AND chat_key <> user_id AND cardinality($3::int8[]) > 0
          """,
          """
          WITH gone AS (
            DELETE FROM tg_quarantine WHERE feed_id IN (SELECT feed_id FROM feed WHERE tenant_id = $1)
               AND chat_key = ANY ($3) AND $2 <> 0 RETURNING *)
          INSERT INTO tg_quarantine_past (feed_id, update_id, correlation_id, reason, attempts, at, outcome)
          SELECT feed_id, update_id, correlation_id, reason, attempts, at, 'dropped' FROM gone
          """,
          "DELETE FROM referral_code WHERE tenant_id = $1 AND user_id = $2 AND cardinality($3::int8[]) > 0",
          """
          DELETE FROM chat_gone WHERE feed_id IN (SELECT feed_id FROM feed WHERE tenant_id = $1)
             AND chat_key = ANY ($3) AND $2 <> 0
          """,
          """
          UPDATE person SET name = '', username = '', seen_on = NULL, exported_at = NULL
           WHERE tenant_id = $1 AND user_id = $2 AND cardinality($3::int8[]) > 0
          """);

  // Nothing can be ordered and nothing comes back from a job while these rows are locked.
  private static final String LOCK =
      "SELECT 1 FROM wallet WHERE tenant_id = $1 AND user_id = $2 ORDER BY wallet_id FOR UPDATE";

  private static final String STANDING =
      """
      SELECT (SELECT count(*) FROM wallet w JOIN gen_job j ON j.wallet_id = w.wallet_id AND j.live
               WHERE w.tenant_id = $1 AND w.user_id = $2) AS live,
             (SELECT count(*) FROM (
                SELECT job_id FROM gen_order WHERE tenant_id = $1 AND user_id = $2 ORDER BY job_id DESC LIMIT $4) o
               JOIN gen_job j ON j.id = o.job_id AND NOT j.live
               WHERE EXISTS (SELECT FROM outbox x WHERE x.shard = j.shard AND x.chat_key = j.chat_key
                                AND x.dedupe LIKE 'job:' || j.id || ':%')) AS arriving,
             EXISTS (SELECT FROM tg_quarantine q JOIN feed f ON f.feed_id = q.feed_id AND f.tenant_id = $1
                       JOIN tg_update u ON u.feed_id = q.feed_id AND u.update_id = q.update_id
                      WHERE q.chat_key = ANY ($3)
                        AND position('"successful_payment"'::bytea IN u.payload) > 0) AS payment,
             (SELECT coalesce(sum(available), 0)::int8 FROM wallet
               WHERE tenant_id = $1 AND user_id = $2 AND currency <> 'FRE') AS balance
      """;

  private static final String NOTE =
      """
      INSERT INTO erasure (tenant_id, user_id, keys, last_job)
      SELECT $1, $2, $3, coalesce(max(job_id), 0) FROM gen_order WHERE tenant_id = $1 AND user_id = $2
      RETURNING orders_erase($1, $2, last_job, $4)
      """;

  private final FeedStore.Feed feed;

  /** A store for the people of one partner: all bots of it that share this database. */
  public ErasureStore(FeedStore.Feed feed) {
    this.feed = feed;
  }

  /**
   * How somebody stands who wants to be forgotten.
   *
   * @param working jobs that are not over, or whose results are on their way into a chat
   * @param payment whether a payment of theirs was set aside for an operator
   * @param balance minor units
   */
  public record Standing(int working, boolean payment, long balance) {}

  /** How a person stands; nothing of it changes before the caller's transaction ends. */
  public Future<Standing> standing(SqlConnection connection, long userId) {
    Future<?> locked = connection.preparedQuery(LOCK).execute(Tuple.of(feed.tenantId(), userId));
    // A statement of its own: the first one saw the jobs as they were before it got the lock.
    Future<Standing> read =
        connection
            .preparedQuery(STANDING)
            .execute(Tuple.of(feed.tenantId(), userId, keys(userId), RECENT_ORDERS))
            .map(rows -> rows.iterator().next())
            .map(
                row ->
                    new Standing(
                        (int) (row.getLong("live") + row.getLong("arriving")),
                        row.getBoolean("payment"),
                        row.getLong("balance")));
    return Future.join(locked, read).map(both -> read.result());
  }

  /**
   * Forgets a person who has no job, in the caller's transaction; what is large goes on in {@link
   * SweepStore#eraseFurther}. Idempotent.
   */
  public Future<Void> erase(SqlConnection connection, long userId) {
    Tuple person = Tuple.of(feed.tenantId(), userId, keys(userId));
    Future<?> chain = Future.succeededFuture();
    for (String statement : PERSONAL) {
      chain = chain.compose(v -> connection.preparedQuery(statement).execute(person));
    }
    Tuple note = Tuple.of(feed.tenantId(), userId, keys(userId), ORDERS_AT_ONCE);
    return chain.compose(v -> connection.preparedQuery(NOTE).execute(note)).mapEmpty();
  }

  private static Long[] keys(long userId) {
    return new Long[] {userId, ChatKeys.ofCheckout(userId)};
  }
}
