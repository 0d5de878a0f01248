package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import trt.domain.wallet.Movement;

/**
 * The journal as its owner sees it: what changed the available money or the debt of one wallet of
 * one person, never what only went from one of the two to the other. A page costs the same however
 * long the journal is.
 */
public final class StatementStore {
  // Each branch reads one index from one end: "> 0" lets the partial index be used, and the
  // comparison of rows
  // leaves no other (with "debit = account AND id < $4" the primary key is walked through for an
  // empty account).
  private static final String MOVEMENTS =
      """
      SELECT t.id, t.kind, t.idem, t.at, t.amount, coalesce(o.model, '') AS model,
             coalesce(c.disposition, '') AS closing
      FROM (
        SELECT m.*
        FROM (SELECT wallet_id FROM wallet WHERE tenant_id = $1 AND user_id = $2 AND currency = $3) w
        CROSS JOIN LATERAL (VALUES (w.wallet_id * 4), (w.wallet_id * 4 + 2)) AS a (account)
        CROSS JOIN LATERAL (
          (SELECT id, kind, idem, at, -amount AS amount, job_id FROM transfer
           WHERE debit %3$s a.account AND debit > 0 AND (debit, id) %1$s (a.account, $4)
             AND idem NOT LIKE 'debt:%%'
           ORDER BY debit %2$s, id %2$s LIMIT $5)
          UNION ALL
          (SELECT id, kind, idem, at, amount, job_id FROM transfer
           WHERE credit %3$s a.account AND credit > 0 AND (credit, id) %1$s (a.account, $4)
             AND idem NOT LIKE 'debt:%%'
           ORDER BY credit %2$s, id %2$s LIMIT $5)) m
        ORDER BY m.id %2$s LIMIT $5) t
      LEFT JOIN gen_order o ON o.job_id = t.job_id
      LEFT JOIN hold_close c ON c.job_id = t.job_id
      ORDER BY t.id DESC
      """;

  private static final String SENDING =
      """
      SELECT EXISTS (SELECT FROM outbox
                     WHERE shard = $1 AND chat_key = $2 AND feed_id = $3 AND method = 'sendDocument') AS sending
      """;

  static final String BEFORE = MOVEMENTS.formatted("<", "DESC", ">=");
  private static final String AFTER = MOVEMENTS.formatted(">", "ASC", "<=");

  private final FeedStore.Feed feed;
  private final ZoneId zone;

  /**
   * A store for the people of one bot.
   *
   * @param zone of the dates
   */
  public StatementStore(FeedStore.Feed feed, ZoneId zone) {
    this.feed = feed;
    this.zone = zone;
  }

  /** The time zone of the dates. */
  public ZoneId zone() {
    return zone;
  }

  /**
   * The newest movements before one, newest first; 0 stands for the end of the journal.
   *
   * @param currency of the wallet
   */
  public Future<List<Movement>> before(
      SqlConnection connection, long userId, String currency, long id, int limit) {
    return read(connection, BEFORE, userId, currency, id == 0 ? Long.MAX_VALUE : id, limit);
  }

  /** The oldest movements after one, newest first. */
  public Future<List<Movement>> after(
      SqlConnection connection, long userId, String currency, long id, int limit) {
    return read(connection, AFTER, userId, currency, id, limit);
  }

  /** Whether a file waits to be sent to this chat. */
  public Future<Boolean> sending(SqlConnection connection, int shard, long chatKey) {
    return connection
        .preparedQuery(SENDING)
        .execute(Tuple.of((short) shard, chatKey, feed.feedId()))
        .map(rows -> rows.iterator().next().getBoolean("sending"));
  }

  private Future<List<Movement>> read(
      SqlConnection connection, String sql, long userId, String currency, long id, int limit) {
    return connection
        .preparedQuery(sql)
        .execute(Tuple.of(feed.tenantId(), userId, currency, id, limit))
        .map(
            rows -> {
              List<Movement> movements = new ArrayList<>();
              rows.forEach(row -> movements.add(movement(row)));
              return movements;
            });
  }

  private Movement movement(Row row) {
    return new Movement(
        row.getLong("id"),
        Movement.Reason.of(
            row.getString("kind"), row.getString("idem"), row.getString("closing").strip()),
        row.getString("model"),
        LocalDateTime.ofInstant(Instants.read(row, "at"), zone),
        row.getLong("amount"));
  }
}
