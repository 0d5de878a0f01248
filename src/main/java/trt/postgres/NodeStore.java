package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The nodes of one bot and the shards they hold, for people who look. */
public final class NodeStore {
  private static final String NODES =
      """
      SELECT n.id, n.version, n.started_at,
             extract(epoch FROM clock_timestamp() - n.seen_at)::float8 AS seen_ago,
             coalesce(array_agg(s.shard ORDER BY s.shard) FILTER (WHERE s.expires_at > clock_timestamp()), '{}') AS shards,
             coalesce(extract(epoch FROM min(s.expires_at) FILTER (WHERE s.expires_at > clock_timestamp())
               - clock_timestamp()), 0)::float8 AS lasts
      FROM node n LEFT JOIN shard_lease s ON s.feed_id = n.feed_id AND s.owner = n.id
      WHERE n.feed_id = $1 GROUP BY n.id ORDER BY n.started_at, n.id LIMIT 100
      """;

  private static final String FREE =
      "SELECT count(*) AS n FROM shard_lease WHERE feed_id = $1 AND expires_at <= clock_timestamp()";

  private final Db db;
  private final int feedId;

  /** A store for one bot. */
  public NodeStore(Db db, FeedStore.Feed feed) {
    this.db = db;
    this.feedId = feed.feedId();
  }

  /**
   * A process of this bot.
   *
   * @param seenAgo since its last look at its leases
   * @param shards it holds, ascending
   * @param lasts until the first of its leases expires unless it is renewed
   */
  public record Node(
      UUID id,
      String version,
      Instant startedAt,
      Duration seenAgo,
      List<Short> shards,
      Duration lasts) {}

  /** The oldest hundred. */
  public Future<List<Node>> nodes() {
    return db.query(NODES, Tuple.of(feedId))
        .map(rows -> rows.stream().map(NodeStore::node).toList());
  }

  /** Shards that nobody holds now. */
  public Future<Long> free() {
    return db.query(FREE, Tuple.of(feedId)).map(rows -> rows.iterator().next().getLong("n"));
  }

  private static Node node(Row row) {
    return new Node(
        row.getUUID("id"),
        row.getString("version"),
        Instants.read(row, "started_at"),
        seconds(row, "seen_ago"),
        Arrays.asList(row.getArrayOfShorts("shards")),
        seconds(row, "lasts"));
  }

  private static Duration seconds(Row row, String column) {
    return Duration.ofMillis(Math.round(row.getDouble(column) * 1000));
  }
}
